"""The youth-board item of a meeting: what the group's boards wait for, answered in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import meetings, partnership, youth_boards
from nscp_desktop.ui.ask_adding import AskAdding
from nscp_desktop.ui.ask_writing import AskWriting
from nscp_desktop.ui.widgets import SPRING, Button, Heading, Quiet, Scroll, Small, across, down, holder

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from nscp_desktop.services.youth_boards import AskRow, BoardRow
    from nscp_desktop.store import Change
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame


class YouthBoardItem(QWidget):
    """The asks before one meeting: ``open_item`` shows them, ``settle`` writes what is being typed."""

    watched: ClassVar[frozenset[str]] = frozenset(
        {
            "ask",
            "talk",
            "action",
            "board",
            "board_link",
            "board_meeting",
            "representative",
            "person",
            "meeting",
        }
    )

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build it empty; nothing is asked of the store until an item is opened."""
        super().__init__(parent)
        self._house, self._store, self._frame = house, house.store, frame
        self._stale = False
        self.meeting_id = self.item_id = ""
        self.boards: tuple[BoardRow, ...] = ()
        self.asks: list[AskWriting] = []
        self.count = Heading()
        self.add = Button("Add what a board said", alt="s")
        self.not_a_referral = Small(wrap=True)
        self.adding = AskAdding(house)
        self.nothing = Quiet(wrap=True)
        self._list = down(gap=10)
        self._scroll = Scroll(
            holder(down(self.adding, self.nothing, self._list, SPRING, gap=10, margins=(0, 0, 6, 0)))
        )
        head = across(self.count, SPRING, self.add)
        column = down(head, self.not_a_referral, self._scroll, gap=6)
        column.setStretchFactor(self._scroll, 1)
        self.setLayout(column)
        self.adding.hide()
        self.add.clicked.connect(self._on_add)
        self.adding.added.connect(frame.say)
        self.adding.refused.connect(frame.refuse)
        self.adding.left.connect(self._on_adding_left)
        bridge.changed.connect(self._on_changed)

    def open_item(self, meeting_id: str, item_id: str) -> None:
        """Show the asks before a meeting at its item; what is typed for another is written first."""
        if (meeting_id, item_id) != (self.meeting_id, self.item_id):
            self.settle()
            self._put_away()
            self.adding.hide()
        self.meeting_id, self.item_id = meeting_id, item_id
        self.not_a_referral.setText(partnership.wording(self._store, "not a referral"))
        self.refresh()

    def settle(self) -> bool:
        """Write what is still being typed; says whether everything is kept."""
        kept = [self.adding.settle(), *(ask.settle() for ask in self.asks)]
        return all(kept)

    def refresh(self) -> None:
        """Ask again what the boards said and how far the answers are; what is being typed stays."""
        if not self.item_id:
            return
        self._stale = False
        facts = meetings.facts(self._store, self.meeting_id)
        self.boards = youth_boards.boards(self._store, facts.group_id)
        rows = youth_boards.asks_of_meeting(self._store, self.meeting_id)
        self._show_count(rows)
        shown = {ask.row.ask_id: ask for ask in self.asks}
        self.asks = []
        for at, row in enumerate(rows):
            writing = shown.pop(row.ask_id, None)
            if writing is None:
                writing = AskWriting(
                    self._house, self._frame, row, meeting_id=self.meeting_id, item_id=self.item_id
                )
            else:
                writing.show_ask(row)
            self._list.insertWidget(at, writing)
            self.asks.append(writing)
        for writing in shown.values():
            writing.hide()
            writing.deleteLater()

    def show_actions(self) -> None:
        """Ask again which actions there are to answer with."""
        for writing in self.asks:
            writing.show_actions()

    def _show_count(self, rows: tuple[AskRow, ...]) -> None:
        names = and_list([one.name for one in self.boards])
        owed = sum(row.owed for row in rows)
        if not self.boards:
            self.count.setText("No youth board faces this group.")
        else:
            waits = f"{names}: {counted(owed, 'answer')} owed" if owed else f"{names}: nothing is owed"
            self.count.setText(waits)
        self.nothing.setText(
            ""
            if rows or not self.boards
            else "What a board says is added here, and comes back until they are told."
        )
        self.nothing.setVisible(bool(self.nothing.text()))
        self.add.setVisible(bool(self.boards))

    def _put_away(self) -> None:
        for writing in self.asks:
            writing.hide()
            writing.deleteLater()
        self.asks = []

    # -- what happens -------------------------------------------------------------------------------

    def _on_add(self) -> None:
        self.adding.begin(self.boards, self.boards[0].board_id)
        self._scroll.ensureWidgetVisible(self.adding)

    def _on_adding_left(self) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, change: Change) -> None:
        if not self.item_id or not self.watched & change.tables:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()
            if "action" in change.tables:
                self.show_actions()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again on the way into sight."""
        if self._stale:
            self.refresh()
            self.show_actions()
        super().showEvent(event)
