"""Beside what is due: the rules of each group, the legal holds, and what was removed for good."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.rules.retention import Held, What, span
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import retention
from nscp_desktop.services.half_typed import Box
from nscp_desktop.services.holds import HoldRow
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Body,
    Button,
    Card,
    Check,
    Choice,
    Column,
    DateBox,
    Field,
    Kind,
    LineEdit,
    Quiet,
    RowModel,
    Segments,
    Sentence,
    Small,
    Table,
    across,
    down,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.retention import GroupRules, PurgedRow
    from nscp_desktop.store import Store
    from nscp_desktop.ui.house import House

MONTHS: Final = (12, 24, 36, 60, 72, 84, 120, 180, 240, 300)
KINDS: Final = {
    "person": "a person",
    "meeting": "a meeting",
    "strike": "struck lines",
    "notes": "working notes",
    "paper": "an issued paper",
}
_MOST: Final = 8
"""How many removals are listed; the journal has them all."""


class RulesCard(Card):
    """The rules of one group at a time, each changed where it stands."""

    refused = Signal(str)

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Empty until :meth:`show_rules`."""
        super().__init__("Rules of a group", parent=parent)
        self._house = house
        self._rules: dict[str, GroupRules] = {}
        self.group = Choice(name="Group")
        self.meetings = Choice(name="Meetings are due")
        self.people = Choice(name="People who left are due")
        self.notes = Check("Reduce working notes to the issued text when minutes are agreed", alt="N")
        self.body.addLayout(across(self.group, SPRING))
        self.body.addLayout(
            across(
                Field("Meetings are due", self.meetings),
                Field("People who left", self.people),
                SPRING,
                gap=16,
            )
        )
        self.body.addWidget(self.notes)
        self.body.addWidget(
            Small(
                "Off unless you say otherwise. What is due is only listed; notes are reduced in the moment of "
                "agreeing, if they are what was last issued, and never under a legal hold.",
                wrap=True,
            )
        )
        self.group.picked.connect(self._on_group)
        self.meetings.picked.connect(self._on_meetings)
        self.people.picked.connect(self._on_people)
        self.notes.clicked.connect(self._on_notes)

    def show_rules(self, rules: Sequence[GroupRules]) -> None:
        """Show the rules of the chosen group, of the first while none is chosen."""
        self._rules = {one.group_id: one for one in rules}
        self.group.set_choices([(one.group_id, one.group) for one in rules])
        self._show()

    def _show(self) -> None:
        rule = self._rules.get(str(self.group.value))
        if rule is None:
            return
        for choice, months in ((self.meetings, rule.meetings), (self.people, rule.people)):
            offered = sorted({*MONTHS, *([months] if months else [])})
            choice.set_choices([(None, "never"), *((one, f"after {span(one)}") for one in offered)])
            choice.pick(months)
        self.notes.setChecked(rule.reduce_notes)

    def _on_group(self, _group: object) -> None:
        self._show()

    def _on_meetings(self, months: object) -> None:
        self._set(What.MEETINGS, months)

    def _on_people(self, months: object) -> None:
        self._set(What.PEOPLE, months)

    def _on_notes(self, checked: bool) -> None:
        self._set(What.NOTES, 0 if checked else None)

    def _set(self, what: What, months: object) -> None:
        number = months if isinstance(months, int) else None
        try:
            retention.set_rule(self._house.store, str(self.group.value), what, number)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            self._show()


def _since(row: HoldRow) -> str:
    return f"{row.hold.set_on.day} {row.hold.set_on:%b %Y}"


def _state(row: HoldRow) -> str:
    return "stands" if row.lifted_on is None else "lifted"


def _state_tone(row: HoldRow) -> Tone:
    return Tone.AMBER if row.lifted_on is None else Tone.NEUTRAL


def _subject(row: HoldRow) -> str:
    return row.hold.subject


def _reason(row: HoldRow) -> str:
    return row.hold.reason


HOLDS: Final = (
    Column[HoldRow]("subject", "On", _subject, _reason, strong=True),
    Column[HoldRow]("since", "Since", _since, width=96, least=90),
    Column[HoldRow]("state", "State", _state, tone=_state_tone, kind=Kind.PILL, width=86, least=84),
)


class HoldsCard(Card):
    """The legal holds; one more is set below them. ``lifted`` carries the hold to lift."""

    set_hold = Signal(object, str, str, object)
    """Kind, id, reason and day."""
    lifted = Signal(str)

    def __init__(self, store: Store, today: date, parent: QWidget | None = None) -> None:
        """Empty until :meth:`show_holds`; the day is ``today`` until somebody says otherwise."""
        super().__init__("Legal holds", parent=parent)
        self._subjects: dict[Held, Sequence[tuple[object, str]]] = {}
        self._today = today
        self.model = RowModel(HOLDS, identity=attrgetter("hold_id"))
        self.table = Table(self.model, name="Legal holds", lines=2)
        self.none = Quiet(
            "None. Under a legal hold nothing about its subject is removed, and no backup goes.", wrap=True
        )
        self.lift = Button("Lift this hold…", alt="F")
        self.kind = Segments(
            ((Held.PERSON.value, "Person"), (Held.MEETING.value, "Meeting"), (Held.GROUP.value, "Group")),
            name="Hold on",
        )
        self.subject = Choice(name="Who or what is held")
        self.reason = LineEdit(name="Reason for the hold", placeholder="Letter of the coroner, 3 January")
        self.on = DateBox(name="Held since")
        self.on.setDate(QDate(today.year, today.month, today.day))
        self.set = Button("Set the hold", alt="S")
        self.band = Sentence("", Tone.RED)
        self.body.addWidget(self.none)
        self.body.addWidget(self.table)
        self.body.addLayout(across(self.lift, SPRING))
        self.body.addLayout(across(self.kind, SPRING))
        self.body.addLayout(across(self.subject, SPRING))
        row = across(Field("Since", self.on), Field("Reason", self.reason), gap=12)
        row.setStretch(1, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.band)
        self.body.addLayout(across(self.set, SPRING))
        self.kind.chosen.connect(self._on_kind)
        self.lift.clicked.connect(self._on_lift)
        self.set.clicked.connect(self._on_set)
        self.reason.returnPressed.connect(self._on_set)
        self.reason.refused.connect(self.band.say)
        # Whom it is about is chosen beside it and may change meanwhile: half a reason waits for the form.
        self.keeper = KeptLine(
            self.reason, store, lambda: Box("setting", "legal hold", "reason"), self.band.say
        )

    def show_holds(self, rows: Sequence[HoldRow], subjects: dict[Held, Sequence[tuple[object, str]]]) -> None:
        """Show the holds, and what one could be set on."""
        self._subjects = subjects
        self.model.replace(tuple(rows))
        standing = any(row.lifted_on is None for row in rows)
        self.none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.lift.setVisible(standing)
        height = sum(self.table.rowHeight(at) for at in range(min(len(rows), 3)))
        self.table.setFixedHeight(height + self.table.horizontalHeader().height() + 4 if rows else 0)
        if standing:
            self.table.go_to(rows[0].hold_id)
        self._offer()
        self.keeper.open()

    def clear_form(self) -> None:
        """The hold was set: the form is empty again."""
        self.keeper.show("")
        self.band.clear()

    def _offer(self) -> None:
        self.subject.set_choices(self._subjects.get(Held(self.kind.chosen_key), ()))

    def _on_kind(self, _key: str) -> None:
        self._offer()

    def _on_lift(self) -> None:
        row = self.table.current_row()
        if row is None or row.lifted_on is not None:
            self.band.say("Choose a hold that stands, then lift it.")
            return
        self.lifted.emit(row.hold_id)

    def _on_set(self) -> None:
        chosen = self.on.date()
        day = self._today.replace(year=chosen.year(), month=1, day=1)
        day = day.replace(month=chosen.month(), day=chosen.day())
        self.set_hold.emit(Held(self.kind.chosen_key), str(self.subject.value), self.reason.text(), day)


class PurgedCard(Card):
    """What was removed for good, and when: how much, never what it said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until :meth:`show_purged`."""
        super().__init__("Removed for good", parent=parent)
        self.waiting = Body("", wrap=True)
        self.none = Quiet("Nothing so far.")
        self.lines = tuple(Small() for _ in range(_MOST))
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.none)
        self.body.addLayout(down(*self.lines, gap=2))

    def show_purged(self, rows: Sequence[PurgedRow], waiting: str) -> None:
        """Show the last removals and what still waits to be done."""
        self.waiting.setText(waiting)
        self.waiting.setVisible(bool(waiting))
        self.none.setVisible(not rows)
        said = [
            f"{long_date(row.at.date())}, {row.at:%H:%M}: {KINDS.get(row.kind, row.kind)}, {counted(row.number, 'place')}"
            for row in rows[:_MOST]
        ]
        for at, line in enumerate(self.lines):
            line.setText(said[at] if at < len(said) else "")
            line.setVisible(at < len(said))
