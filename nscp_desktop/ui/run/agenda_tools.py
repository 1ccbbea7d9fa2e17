"""What changes the running order while a meeting runs: an item added on the spot, one parked, the meeting adjourned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from nscp_desktop.services import half_typed, local_agenda, parking, pauses
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.widgets import Button, Card, LineEdit, Small, across, announce

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.half_typed import Box
    from nscp_desktop.ui.run.sitting import Sitting


class AgendaTools(Card):
    """A card over the notes, opened by its ``button``: a title and Enter add an item, a button parks the shown one.

    ``parked`` says that the item in sight has gone elsewhere; ``left`` that the keyboard may go back to the notes.
    """

    opened = Signal()
    parked = Signal()
    left = Signal()

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Closed until its button is pressed."""
        super().__init__(parent=parent)
        self._sitting = sitting
        self.body.setContentsMargins(14, 10, 14, 10)
        self.button = Button("Insert or park", alt="I", quiet=True, touch=True)
        self.title = LineEdit(name="New item after the one the meeting is at")
        # The letter is that of "Make it an action", which stands only where something was recorded.
        self.park = Button("Park it to next meeting", alt="m")
        self.hint = Small(
            "Choose an item that has not begun in the running order to take it next, or to park it.",
            wrap=True,
        )
        self.take = Button("Take it next", alt="T")
        row = across(self.title, self.take, self.park)
        row.setStretch(0, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.hint)
        self.button.clicked.connect(self._on_button)
        self.title.returnPressed.connect(self._on_title)
        self.title.refused.connect(sitting.frame.refuse)
        self.take.clicked.connect(self._on_take)
        self.park.clicked.connect(self._on_park)
        self.keeper = KeptLine(self.title, sitting.store, self._box, sitting.frame.refuse)
        sitting.item_shown.connect(self.refresh)
        sitting.meeting_changed.connect(self.refresh)
        self.hide()

    def open(self) -> None:
        """Show a title that was half typed when the program stopped; the keyboard stays where it is."""
        if self.keeper.open():
            self.refresh()
            self.setVisible(self._sitting.is_running)

    def settle(self) -> bool:
        """Make a half-typed title durable; says whether it is."""
        return self.keeper.settle()

    def _box(self) -> Box | None:
        sitting = self._sitting
        return half_typed.Box("meeting", sitting.meeting_id, "item on the spot") if sitting.is_open else None

    def refresh(self) -> None:
        """Say after which item a new one comes, and whether the shown one can be parked."""
        sitting = self._sitting
        if not sitting.is_running:
            self.hide()
            return
        now, shown = sitting.current, sitting.row()
        self.title.setPlaceholderText(f"New item: a title, and Enter adds it after item {now.number}")
        waits = shown.started_at is None and not shown.omitted and sitting.looks_elsewhere
        self.park.setText(f"Park {shown.number} to next meeting")
        self.park.setAccessibleName(f"Park {shown.title} to the next meeting")
        self.park.setVisible(waits)
        self.take.setText(f"Take {shown.number} next")
        self.take.setAccessibleName(f"Take {shown.title} next, after item {now.number}")
        self.take.setVisible(waits and self._before_it() > 0)
        self.hint.setVisible(not waits)

    def _on_button(self) -> None:
        if self.isVisible():
            self.hide()
            self.left.emit()
            return
        self.refresh()
        self.setVisible(self._sitting.is_running)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _on_title(self) -> None:
        sitting, title = self._sitting, self.title.text().strip()
        if not title:
            return
        now = sitting.current
        if sitting.attempt(
            lambda: local_agenda.add_item(sitting.store, sitting.meeting_id, title, after=now.item_id)
        ):
            # Set, not cleared: so that Ctrl+Z takes the deed back and not the emptying of the line.
            self.title.setText("")
            self.keeper.settle()
            self.hide()
            self.left.emit()
            sitting.frame.say(f"{title} is the next item, after {now.number} {now.title}.")

    def _before_it(self) -> int:
        """How many items come between the one the meeting is at and the one in sight."""
        order = [row.item_id for row in self._sitting.agenda.rows]
        shown, now = self._sitting.item_id, self._sitting.current.item_id
        return order.index(shown) - order.index(now) - 1 if shown in order and now in order else 0

    def _on_take(self) -> None:
        sitting, shown, steps = self._sitting, self._sitting.row(), self._before_it()
        if steps > 0 and sitting.attempt(
            lambda: local_agenda.move_item(sitting.store, sitting.meeting_id, shown.item_id, -steps)
        ):
            self.hide()
            self.parked.emit()
            sitting.frame.say(f"{shown.title} is the next item.")

    def _on_park(self) -> None:
        sitting, item_id, said = self._sitting, self._sitting.item_id, []
        if sitting.attempt(lambda: said.append(parking.park(sitting.store, sitting.meeting_id, item_id))):
            self.hide()
            self.parked.emit()
            sitting.frame.say(said[0])


class Adjourn(Button):
    """Stops the clock of the item under way, and lets it go on; the same button for both."""

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Offer to adjourn."""
        super().__init__("Adjourn", alt="j", quiet=True, touch=True, parent=parent)
        self._sitting = sitting
        self.setToolTip("The clock of the item stands still until the meeting goes on")
        self.clicked.connect(self._on_clicked)
        sitting.meeting_changed.connect(self.refresh)

    def pace(self, words: str) -> str:
        """The words of the pace; while the meeting is adjourned since when it is, and how it then ends."""
        since = self._sitting.adjourned
        if since is None:
            return words
        local = since.astimezone(self._sitting.house.now().tzinfo)
        return f"adjourned since {local:%H:%M}, {words.rpartition(', ')[2]}"

    def refresh(self) -> None:
        """Show what the next press does."""
        wanted = "Adjourned: go on" if self._sitting.adjourned is not None else "Adjourn"
        if self.caption != wanted:
            self.setText(wanted)

    def _on_clicked(self) -> None:
        sitting = self._sitting
        if not sitting.is_running:
            return
        act = pauses.go_on if sitting.adjourned is not None else pauses.pause
        if sitting.attempt(lambda: act(sitting.store, sitting.meeting_id)):
            announce(
                self, "The meeting is adjourned" if sitting.adjourned is not None else "The meeting goes on"
            )
