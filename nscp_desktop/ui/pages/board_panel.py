"""One youth board in full beside the list: who goes for us, its priorities and its meetings, changed in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.services import youth_boards
from nscp_desktop.services.half_typed import Box
from nscp_desktop.services.rounds import year_words
from nscp_desktop.ui import theme
from nscp_desktop.ui.ask_steps import short_day
from nscp_desktop.ui.growing_box import GrowingBox
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.kept_text import KeptText
from nscp_desktop.ui.pages.day_field import DayField
from nscp_desktop.ui.widgets import (
    SPRING,
    Body,
    Button,
    Card,
    Choice,
    Field,
    LineEdit,
    Quiet,
    Small,
    Strong,
    across,
    down,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from nscp_desktop.services.youth_boards import BoardMeetingRow, BoardRow, Candidate
    from nscp_desktop.ui.house import House

_NOBODY = ""
_NOT_SAID, _NOBODY_WENT, _SOMEBODY = "not said", "nobody", "somebody"


class _Priorities:
    """Where the priorities of the board that is shown go, for the year that is shown."""

    def __init__(self, panel: BoardPanel) -> None:
        self._panel = panel

    def keep(self, text: str, cursor: int) -> None:
        panel = self._panel
        youth_boards.keep_priorities(panel.house.store, panel.board_id, panel.year, text, cursor)

    def write(self, text: str, _typing_at: int | None) -> str:
        panel = self._panel
        youth_boards.set_priorities(panel.house.store, panel.board_id, panel.year, text.split("\n"))
        row = youth_boards.board(panel.house.store, panel.board_id, panel.year)
        return "\n".join(row.priorities)


class MeetingLine(QWidget):
    """A meeting of the board: its day, and who went."""

    said = Signal(str, object)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a line that shows nothing yet."""
        super().__init__(parent)
        self.meeting: BoardMeetingRow
        self.day = Body()
        self.who = Choice((), name="Who went")
        self.coming = Quiet("to come")
        self.remove = Button("", icon="x", quiet=True, name="Remove this meeting")
        row = across(self.day, self.who, self.coming, self.remove, gap=6)
        row.setStretch(0, 1)
        self.setLayout(row)
        self.who.picked.connect(self._on_picked)
        self.remove.clicked.connect(self._on_remove)

    def show_meeting(self, meeting: BoardMeetingRow, people: Sequence[tuple[str, str]], today: date) -> None:
        """Show a meeting; ``people`` are those who may have gone, by id and name."""
        self.meeting = meeting
        words = short_day(meeting.on, today)
        self.day.setText(words)
        known = dict(people) | ({meeting.person_id: meeting.person} if meeting.person_id else {})
        self.who.set_choices(
            [
                (_NOT_SAID, "Who went?"),
                *((person_id, f"{name} went") for person_id, name in known.items()),
                (_SOMEBODY, "Somebody went"),
                (_NOBODY_WENT, "Nobody went"),
            ]
        )
        self.who.pick(_who_went(meeting))
        self.who.setAccessibleName(f"Who went on {words}")
        self.remove.setAccessibleName(f"Remove the meeting of {words}")
        self.who.setVisible(meeting.on <= today)
        self.coming.setVisible(meeting.on > today)

    def _on_picked(self, value: object) -> None:
        self.said.emit(self.meeting.board_meeting_id, value)

    def _on_remove(self) -> None:
        self.removed.emit(self.meeting.board_meeting_id)


def _who_went(meeting: BoardMeetingRow) -> str:
    if meeting.attended is None:
        return _NOT_SAID
    if not meeting.attended:
        return _NOBODY_WENT
    return meeting.person_id or _SOMEBODY


class BoardPanel(Card):
    """Changes one board, a deed at a time. ``done`` carries what was done, ``refused`` why it was not."""

    done = Signal(str)
    refused = Signal(str)
    closed = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the panel; :meth:`show_board` says which board."""
        super().__init__(snug=True, parent=parent)
        self.house = house
        self.board_id = ""
        self.year = 0
        self.row: BoardRow | None = None
        self.name = Strong("")
        self.close_panel = Button("", icon="x", quiet=True, name="Close this board")
        self.representative = Choice((), name="Our representative")
        self.since = Small()
        self.deputy = Choice((), name="Deputy")
        self.provider = LineEdit(name="Run by", placeholder="the organisation that runs it", cap=200)
        self.priorities_label = Strong("")
        self.priorities = GrowingBox(name="Their priorities", placeholder="One a line", frame=True, lines=2)
        self.keeper = KeptText(self.priorities, _Priorities(self), self.refused.emit)
        self.meetings: list[MeetingLine] = []
        self.no_meetings = Quiet("None recorded yet.")
        self.day = DayField(self._today, name="Another meeting on")
        self.add_meeting = Button("Add", alt="d", name="Add this meeting")
        self.day.keep_typed(house.store, partial(self._box, "another meeting"), self.refused.emit)
        self._provider_keeper = KeptLine(
            self.provider, house.store, partial(self._box, "run by"), self.refused.emit
        )
        self._lines = down(gap=2)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAccessibleName("Board")
        self.priorities_label.label(self.priorities, None)
        column = down(
            Field("Our representative", self.representative),
            self.since,
            Field("Deputy", self.deputy),
            down(self.priorities_label, self.priorities, gap=4),
            Strong("Their meetings"),
            self.no_meetings,
            self._lines,
            across(self.day, self.add_meeting, SPRING),
            Field("Run by", self.provider),
            SPRING,
            gap=8,
            margins=(10, 2, 10, 8),
        )
        self.body.addLayout(across(self.name, SPRING, self.close_panel, margins=(10, 4, 4, 0)))
        self.body.addLayout(column)
        self.setMinimumWidth(theme.grown(304))

    def _connect(self) -> None:
        self.representative.picked.connect(self._on_representative)
        self.deputy.picked.connect(self._on_deputy)
        self.provider.editingFinished.connect(self._on_provider)
        self.add_meeting.clicked.connect(self._on_add_meeting)
        self.day.line.returnPressed.connect(self._on_add_meeting)
        self.close_panel.clicked.connect(self._on_close)
        for box in (self.provider, self.priorities, self.day):
            box.refused.connect(self.refused)

    # -- what is shown ------------------------------------------------------------------------------

    def show_board(self, row: BoardRow, year: int) -> None:
        """Show a board in a reporting year; what is typed for another is written first."""
        if (row.board_id, year) != (self.board_id, self.year):
            self.settle()
            self.board_id, self.year = row.board_id, year
            self.day.open_day(None)
            self.provider.setModified(self._provider_keeper.open_anew(row.provider))
        self.row = row
        self.name.setText(f"{row.name} Youth Advisory Board")
        people = youth_boards.candidates(self.house.store, row.board_id)
        self._show_people(row, people)
        since = row.representative.since if row.representative else None
        self.since.setText(f"since {short_day(since, self._today())}" if since else "")
        self.since.setVisible(bool(since))
        self.priorities_label.setText(f"Their priorities {year_words(year)}")
        self.keeper.reload("\n".join(row.priorities))
        if not (self.provider.hasFocus() or self.provider.isModified()):
            self._provider_keeper.show(row.provider)
        self._show_meetings(row)

    def begin(self) -> None:
        """Take the keyboard to the first control."""
        self.representative.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> bool:
        """Write what is being typed; says whether everything is kept."""
        return self.keeper.settle()

    def _show_people(self, row: BoardRow, people: Sequence[Candidate]) -> None:
        for choice, post in ((self.representative, row.representative), (self.deputy, row.deputy)):
            offered: list[tuple[object, str]] = [(_NOBODY, "No one")]
            offered += [(one.person_id, _person_words(one)) for one in people]
            if post is not None and post.person_id not in {one.person_id for one in people}:
                offered.append((post.person_id, post.name))
            choice.set_choices(offered)
            choice.pick(post.person_id if post is not None else _NOBODY)

    def _show_meetings(self, row: BoardRow) -> None:
        held = youth_boards.meetings_of_board(self.house.store, row.board_id, self.year)
        ours = [(post.person_id, post.name) for post in (row.representative, row.deputy) if post is not None]
        for _ in held[len(self.meetings) :]:
            line = MeetingLine()
            line.said.connect(self._on_attended)
            line.removed.connect(self._on_removed)
            self.meetings.append(line)
            self._lines.addWidget(line)
        for line, meeting in zip(self.meetings, held, strict=False):
            line.show_meeting(meeting, ours, self._today())
            line.show()
        for line in self.meetings[len(held) :]:
            line.hide()
        self.no_meetings.setVisible(not held)

    def _box(self, what: str) -> Box | None:
        return Box("board", self.board_id, f"{what}, half typed") if self.board_id else None

    def _today(self) -> date:
        return self.house.now().date()

    # -- deeds --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
            return
        super().keyPressEvent(event)

    def _do(self, act: Callable[[], object]) -> bool:
        store = self.house.store
        before = store.undo_label
        try:
            act()
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False
        if store.undo_label != before:
            self.done.emit(f"{store.undo_label}.")
        return True

    def _on_representative(self, person_id: object) -> None:
        self._set_post(str(person_id), deputy=False)

    def _on_deputy(self, person_id: object) -> None:
        self._set_post(str(person_id), deputy=True)

    def _set_post(self, person_id: str, *, deputy: bool) -> None:
        row = self.row
        if row is None:
            return
        now = row.deputy if deputy else row.representative
        if person_id == (now.person_id if now else _NOBODY):
            return
        store, board_id = self.house.store, self.board_id
        if person_id == _NOBODY:
            self._do(lambda: youth_boards.end_representative(store, board_id, deputy=deputy))
        else:
            self._do(lambda: youth_boards.set_representative(store, board_id, person_id, deputy=deputy))

    def _on_provider(self) -> None:
        row, text = self.row, self.provider.text().strip()
        if row is None or text == row.provider:
            return
        if self._do(lambda: youth_boards.set_provider(self.house.store, self.board_id, text)):
            self._provider_keeper.show(text)
            self.provider.setModified(False)

    def _on_add_meeting(self) -> None:
        on = self.day.day
        if on is None:
            self.refused.emit(
                "Type the day of the board's meeting first, as 3 feb. Nothing has been changed."
            )
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._do(lambda: youth_boards.add_meeting(self.house.store, self.board_id, on)):
            self.day.show_day(None)

    def _on_attended(self, board_meeting_id: str, who: object) -> None:
        attended = {_NOT_SAID: None, _NOBODY_WENT: False}.get(str(who), True)
        person_id = None if who in {_NOT_SAID, _NOBODY_WENT, _SOMEBODY} else str(who)
        store = self.house.store
        self._do(
            lambda: youth_boards.say_attended(store, board_meeting_id, attended=attended, person_id=person_id)
        )

    def _on_removed(self, board_meeting_id: str) -> None:
        self._do(lambda: youth_boards.remove_meeting(self.house.store, board_meeting_id))

    def _on_close(self) -> None:
        if self.settle():
            self.hide()
            self.closed.emit()


def _person_words(one: Candidate) -> str:
    return f"{one.name}, {one.organisation}" if one.organisation else one.name
