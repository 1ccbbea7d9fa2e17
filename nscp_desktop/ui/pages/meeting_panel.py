"""The panel in which one meeting is arranged, changed, moved or cancelled, in the page and not over it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTime, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.rules.meetings import MeetingKind, Mode
from nscp_desktop.rules.year_dates import in_short
from nscp_desktop.services import meetings, partnership, rounds
from nscp_desktop.services.half_typed import Box
from nscp_desktop.services.rounds import Plan
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.pages.clash_band import ClashBand
from nscp_desktop.ui.pages.day_field import DayField
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    Field,
    FlowLayout,
    LineEdit,
    Sentence,
    TimeBox,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from datetime import date, time

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.services.rounds import Suggested
    from nscp_desktop.ui.house import House

MODES: Final = ((Mode.ROOM, "In the room"), (Mode.ONLINE, "Online"), (Mode.BOTH, "Room and online"))
KINDS: Final = (
    (MeetingKind.ORDINARY, "Ordinary meeting"),
    (MeetingKind.EXTRA, "Extra session"),
    (MeetingKind.REVIEW, "Learning review"),
)
NEW_ROUND: Final = ""
HALF_TYPED: Final = "This was half typed here before. Look it over before you keep it."


def show_time(box: TimeBox, at: time) -> None:
    """Show a time of day in its box."""
    box.setTime(QTime(at.hour, at.minute))


def time_in(box: TimeBox) -> time:
    """The time of day in a box."""
    return box.time().toPython()  # type: ignore[return-value]


def show_key(button: Button, keys: str | None) -> None:
    """Show on a button the key that does the same, or none."""
    button.key_hint = keys
    button.setAccessibleDescription(f"Key {keys}" if keys else "")
    button.updateGeometry()
    button.update()


class MeetingPanel(Card):
    """When and where one meeting is. ``kept`` carries its id, ``left`` says that nothing is wanted any more."""

    kept = Signal(str, str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the fields; :meth:`arrange` or :meth:`change` fills them."""
        super().__init__("New meeting", parent=parent)
        self._house = house
        self._meeting: MeetingFacts | None = None
        self._suggested: Suggested | None = None
        self._touched = False
        self.group = Choice((), name="Group")
        self.round = Choice((), name="Round")
        self.kind = Choice(KINDS, name="Kind of meeting")
        self.day = DayField(self._today, name="Date")
        self.starts, self.ends = TimeBox(name="From"), TimeBox(name="To")
        self.mode = Choice(MODES, name="How people come")
        self.venue = LineEdit(name="Place", placeholder="Quaker Lane Hall + Teams", cap=200)
        self.reason = LineEdit(name="Reason for moving", placeholder="why it is moved", cap=200)
        self.clashes = ClashBand()
        self.sentence = Sentence(tone=Tone.RED)
        self.keep = Button("Arrange meeting", primary=True, alt="g")
        self.move_meeting = Button("Move, keeping the old day", alt="v")
        self.way_out = self.leave = Button("Not now", alt="o")
        self.keeper = KeptLine(self.reason, house.store, self._reason_box, self.sentence.say)
        self._place_keeper = KeptLine(self.venue, house.store, partial(self._box, "place"), self.sentence.say)
        self.day.keep_typed(house.store, partial(self._box, "date"), self.sentence.say)
        self._build()

    def _reason_box(self) -> Box | None:
        meeting = self._meeting
        return None if meeting is None else Box("meeting", meeting.id, "reason for moving")

    def _box(self, what: str) -> Box:
        if self._meeting is None:
            return Box("setting", "new meeting", what)
        return Box("meeting", self._meeting.id, f"{what}, half typed")

    def _build(self) -> None:
        first = FlowLayout(gap=8)
        for field in (
            Field("Group", self.group),
            Field("Round", self.round),
            Field("Kind", self.kind),
            Field("Date", self.day),
            Field("From", self.starts),
            Field("To", self.ends),
        ):
            first.addWidget(field)
        self.reason_field = Field("Reason", self.reason)
        second = across(Field("How", self.mode), Field("Place", self.venue), self.reason_field, gap=12)
        second.setStretch(1, 3)
        second.setStretch(2, 2)
        buttons = across(self.move_meeting, self.leave, self.keep)
        second.addLayout(buttons)
        second.setAlignment(buttons, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(down(holder(first), second, self.clashes, self.sentence, gap=10))
        self.keep.clicked.connect(self._on_keep)
        self.move_meeting.clicked.connect(self._on_move)
        self.leave.clicked.connect(self._on_leave)
        self.group.picked.connect(self._on_suggestion_wanted)
        self.round.picked.connect(self._on_suggestion_wanted)
        self.day.day_changed.connect(self._on_touched)
        self.day.settled.connect(self._on_settled)
        self.day.refused.connect(self._on_refused)
        self.mode.picked.connect(self._on_settled)
        self.venue.editingFinished.connect(self._on_settled)
        for box in (self.starts, self.ends):
            box.editingFinished.connect(self._on_touched)
            box.editingFinished.connect(self._on_settled)
        for line in (self.venue, self.reason):
            line.textEdited.connect(self._on_touched)
            line.refused.connect(self._on_refused)
        self.venue.returnPressed.connect(self._on_keep)
        # Who gives a reason for moving means to move: changing the day alone would drop the reason.
        self.reason.returnPressed.connect(self._on_move)

    # -- what it shows ------------------------------------------------------------------------------

    def arrange(self, group_id: str | None = None, round_id: str | None = None) -> None:
        """Offer a new meeting, of a group and in a round when these are given."""
        store = self._house.store
        self._meeting, self._touched = None, False
        self.heading.setText("New meeting")
        self.group.set_choices([(one.group_id, one.name) for one in partnership.groups(store, None)])
        self._suggested = rounds.suggest_round(store, self._today())
        known = [(one.id, _round_words(one.number, one.month)) for one in reversed(rounds.rounds(store))]
        fresh = f"New round: {self._suggested.month:%B %Y}"
        self.round.set_choices([*known, (NEW_ROUND, fresh)])
        if round_id is not None or known:
            self.round.pick(round_id or known[0][0])
        self.group.pick(group_id or self._first_without_meeting())
        self.kind.pick(MeetingKind.ORDINARY)
        self.keep.setText("Arrange meeting")
        self._show_editing(new=True, movable=False)
        self._suggest()

    def change(self, meeting: MeetingFacts, *, movable: bool) -> None:
        """Offer to change when and where a meeting is; ``movable`` ones can be moved to another day as well."""
        self._meeting, self._touched = meeting, True
        self.heading.setText(f"{meeting.words}: when and where")
        self.group.set_choices([(meeting.group_id, meeting.group_name)])
        self.round.set_choices([(meeting.round_id, f"Round {meeting.round_number}")])
        self.kind.pick(meeting.kind)
        self.keep.setText("Keep changes")
        self._show_editing(new=False, movable=movable)
        self._show_plan(
            Plan(meeting.group_id, meeting.date, meeting.starts, meeting.ends, meeting.mode, meeting.venue)
        )

    def _show_editing(self, *, new: bool, movable: bool) -> None:
        for control in (self.group, self.round, self.kind):
            control.setEnabled(new)
        self.move_meeting.setVisible(movable)
        self.reason_field.setVisible(movable)
        self.keeper.open_anew()
        self.sentence.clear()

    def _show_plan(self, plan: Plan) -> None:
        show_time(self.starts, plan.starts)
        show_time(self.ends, plan.ends)
        self.mode.pick(plan.mode)
        found = (self.day.open_day(plan.day), self._place_keeper.open_anew(plan.venue))
        self._on_settled()
        if any(found):
            self._touched = True
            self.sentence.say(HALF_TYPED, Tone.AMBER)

    def _forget_typed(self) -> None:
        """What was typed is a deed now, or is not wanted: none of it stands here another time."""
        self.day.forget_typed()
        self._place_keeper.forget()

    def _plan(self, day: date) -> Plan:
        """When and where the meeting is, as the fields say it."""
        return Plan(
            str(self.group.value),
            day,
            time_in(self.starts),
            time_in(self.ends),
            Mode(str(self.mode.value)),
            self.venue.text(),
            MeetingKind(str(self.kind.value)),
        )

    def _suggest(self) -> None:
        """Fill in what the group did last time, until somebody has written over it."""
        if self._touched or self._suggested is None or not isinstance(self.group.value, str):
            return
        known = {one.id: one.month for one in rounds.rounds(self._house.store)}
        month = known.get(str(self.round.value), self._suggested.month)
        self._show_plan(rounds.suggest_plan(self._house.store, self.group.value, month))

    def _first_without_meeting(self) -> str:
        """The first group that has no meeting in the round yet, else the first of all."""
        store = self._house.store
        meeting = {one.group_id for one in meetings.meetings_of_round(store, str(self.round.value))}
        groups = [one.group_id for one in partnership.groups(store, None)]
        return next((one for one in groups if one not in meeting), groups[0])

    def _today(self) -> date:
        return self._house.now().date()

    # -- what is pressed ----------------------------------------------------------------------------

    def _on_suggestion_wanted(self, _value: object) -> None:
        self._suggest()

    def _on_touched(self, _text: object = None) -> None:
        self._touched = True
        self.sentence.clear()

    def _on_settled(self, _value: object = None) -> None:
        """Look the date over when it is written, not while it is: half a date is another one."""
        self._look()

    def _look(self) -> str:
        """Show what the date clashes with; gives it as the sentence after the deed has room for it."""
        day = self.day.day
        said = self.clashes.look(self._house, None if day is None else self._plan(day), self._meeting)
        return f" {in_short(said)}".rstrip()

    def _on_refused(self, sentence: str) -> None:
        self.sentence.say(sentence)

    def _on_leave(self) -> None:
        self._forget_typed()
        self.left.emit()

    def _on_keep(self) -> None:
        day = self._day()
        if day is None:
            return
        clashing, plan = self._look(), self._plan(day)
        try:
            if self._meeting is None:
                kept = self._arrange(plan)
            else:
                kept = self._meeting.id
                meetings.edit_meeting(
                    self._house.store,
                    kept,
                    day=day,
                    starts=plan.starts,
                    ends=plan.ends,
                    mode=plan.mode,
                    venue=plan.venue,
                )
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self._forget_typed()
        said = "arranged" if self._meeting is None else "changed"
        self.kept.emit(kept, f"{meetings.facts(self._house.store, kept).words} is {said}.{clashing}")

    def _on_move(self) -> None:
        day = self._day()
        if day is None or self._meeting is None:
            return
        if day == self._meeting.date:
            self.sentence.say("Type the day it is moved to first.")
            return
        clashing, plan = self._look(), self._plan(day)
        try:
            kept = meetings.rearrange_meeting(
                self._house.store,
                self._meeting.id,
                day,
                plan.starts,
                plan.ends,
                plan.mode,
                plan.venue,
                self.reason.text(),
            )
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self.reason.setText("")
        self.keeper.settle()
        self._forget_typed()
        self.kept.emit(kept, f"{self._meeting.words} is moved to {meetings.spelt(day)}.{clashing}")

    def _day(self) -> date | None:
        if self.day.day is None:
            self.sentence.say("Type the date first, such as 14 jan.")
            self.day.setFocus()
        return self.day.day

    def _arrange(self, plan: Plan) -> str:
        if self.round.value == NEW_ROUND and self._suggested is not None:
            new = self._suggested
            round_id = rounds.arrange_round_with_meetings(
                self._house.store, new.year, new.number, new.month, [plan]
            )
            (made,) = meetings.meetings_of_round(self._house.store, round_id)
            return made.id
        return meetings.arrange_meeting(
            self._house.store,
            plan.group_id,
            str(self.round.value),
            plan.day,
            plan.starts,
            plan.ends,
            plan.mode,
            plan.venue,
            plan.kind,
        )


class CancelPanel(Card):
    """Why a meeting is cancelled. ``cancelled`` carries the meeting's id."""

    cancelled = Signal(str, str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the line for the reason."""
        super().__init__("Cancel the meeting", parent=parent)
        self._house = house
        self._meeting: MeetingFacts | None = None
        self.reason = LineEdit(name="Reason", placeholder="snow, no quorum, venue closed", cap=200)
        self.sentence = Sentence(tone=Tone.RED)
        self.keep = Button("Cancel meeting", primary=True, alt="g")
        self.way_out = self.leave = Button("Not now", alt="o")
        row = across(Field("Reason, as the year's attendance prints it", self.reason), gap=12)
        row.setStretch(0, 1)
        buttons = across(self.leave, self.keep)
        row.addLayout(buttons)
        row.setAlignment(buttons, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(down(row, self.sentence, gap=10))
        self.keep.clicked.connect(self._on_keep)
        self.reason.returnPressed.connect(self._on_keep)
        self.reason.refused.connect(self.sentence.say)
        self.leave.clicked.connect(self.left)
        self.keeper = KeptLine(self.reason, house.store, self._box, self.sentence.say)

    def _box(self) -> Box | None:
        meeting = self._meeting
        return None if meeting is None else Box("meeting", meeting.id, "reason for cancelling")

    def show_meeting(self, meeting: MeetingFacts) -> None:
        """Ask for the reason of one meeting."""
        self._meeting = meeting
        self.heading.setText(f"Cancel {meeting.words}")
        self.keeper.open_anew()
        self.sentence.clear()

    def _on_keep(self) -> None:
        if self._meeting is None:
            return
        try:
            meetings.cancel_meeting(self._house.store, self._meeting.id, self.reason.text())
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self.reason.setText("")
        self.keeper.settle()
        self.cancelled.emit(self._meeting.id, f"{self._meeting.words} is cancelled.")


def _round_words(number: int, month: date) -> str:
    return f"{month:%B %Y}, round {number}"
