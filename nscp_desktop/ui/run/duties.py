"""What the program does of itself at an item: the statement to read, the minutes to agree, apologies, the next date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.attendance import State, and_list
from nscp_desktop.rules.meetings import MinutesState
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import attendance, chairs, meetings, partnership
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui import theme
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Body,
    Button,
    Card,
    Choice,
    LineEdit,
    Pill,
    Quiet,
    Scroll,
    Small,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.chairs import Brought
    from nscp_desktop.ui.run.sitting import Sitting

_BROUGHT_HEIGHT = 150
"""How high the lines of the groups may stand over the notes, in pixels."""


class DutyCard(Card):
    """A card over the notes for what an item asks of the program; hidden where there is nothing to do."""

    duty = Duty.NONE

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(parent=parent)
        self.body.setContentsMargins(14, 10, 14, 10)
        self._sitting = sitting
        self.hide()

    def refresh(self) -> None:
        """Ask again what it shows."""

    def settle(self) -> bool:
        """Make durable what is half typed on it; says whether it is."""
        return True


class Statement(DutyCard):
    """The confidentiality statement at the welcome; its button stamps when it was read."""

    duty = Duty.WELCOME

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it with the partnership's own words, asked once."""
        super().__init__(sitting, parent)
        self.words = Body(wrap=True)
        self.read = Button("Statement read", alt="S", icon="check")
        self.stamped = Pill()
        self.body.addWidget(self.words)
        self.body.addLayout(across(self.read, self.stamped, SPRING))
        self.read.clicked.connect(self._on_read)

    def refresh(self) -> None:
        """Show the statement, or when it was read."""
        at = self._sitting.facts.confidentiality_read_at
        if not self.words.text():
            self.words.setText(partnership.wording(self._sitting.store, "confidentiality"))
        self.words.setVisible(at is None)
        self.read.setVisible(at is None)
        zone = self._sitting.house.now().tzinfo
        words = "" if at is None else f"Confidentiality statement read {at.astimezone(zone):%H:%M}"
        self.stamped.show_pill(words, Tone.GREEN)
        self.stamped.setVisible(bool(words))

    def _on_read(self) -> None:
        sitting = self._sitting
        sitting.attempt(lambda: meetings.stamp_confidentiality(sitting.store, sitting.meeting_id))


class LastMinutes(DutyCard):
    """The minutes of the last meeting, to be agreed as a correct record, subject to what is typed."""

    duty = Duty.MINUTES

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(sitting, parent)
        self.words = Body(wrap=True)
        self.subject_to = LineEdit(name="Subject to", placeholder="subject to … (empty: as they stand)")
        self.agree = Button("Agree as a correct record", alt="s")
        self.state = Pill()
        said = across(self.words, self.state)
        said.setStretch(0, 1)
        self.body.addLayout(said)
        self.body.addLayout(across(self.subject_to, self.agree))
        self.agree.clicked.connect(self._on_agree)
        self.subject_to.returnPressed.connect(self._on_agree)
        self.subject_to.refused.connect(sitting.frame.refuse)
        self.keeper = KeptLine(self.subject_to, sitting.store, self._box, sitting.frame.refuse)

    def refresh(self) -> None:
        """Ask how the last minutes stand."""
        self.keeper.open()
        last = meetings.last_meeting(self._sitting.store, self._sitting.meeting_id)
        agreed = last is not None and last.minutes_state is MinutesState.AGREED
        for part in (self.subject_to, self.agree):
            part.setVisible(last is not None and not agreed)
        self.state.setVisible(last is not None)
        if last is None:
            self.words.setText("This is the group's first meeting here: there are no minutes to agree.")
            return
        self.words.setText(f"Minutes of {last.date.day} {last.date:%B %Y}")
        if agreed:
            words = f"agreed, subject to {last.agreed_subject_to}" if last.agreed_subject_to else "agreed"
            self.state.show_pill(words, Tone.GREEN)
        else:
            self.state.show_pill(f"draft {last.minutes_version}", Tone.AMBER)

    def settle(self) -> bool:
        """Make half-typed corrections durable; says whether they are."""
        return self.keeper.settle()

    def _box(self) -> Box | None:
        sitting = self._sitting
        return Box("meeting", sitting.meeting_id, "subject to") if sitting.is_open else None

    def _on_agree(self) -> None:
        sitting, words = self._sitting, self.subject_to.text()
        if sitting.attempt(lambda: meetings.agree_last_minutes(sitting.store, sitting.meeting_id, words)):
            self.subject_to.setText("")
            self.settle()
            sitting.frame.say("The last minutes are agreed as a correct record.")


class Apologies(DutyCard):
    """Who sent apologies and who came for whom, as the register has it."""

    duty = Duty.APOLOGIES

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(sitting, parent)
        self.apologies = Body(wrap=True)
        self.deputies = Body(wrap=True)
        self.hint = Small("F4, a name and “a” notes apologies; “d” a deputy.")
        self.body.addWidget(self.apologies)
        self.body.addWidget(self.deputies)
        self.body.addWidget(self.hint)
        sitting.register_changed.connect(self._on_register_changed)

    def refresh(self) -> None:
        """Say it in a sentence each."""
        entries = attendance.register(self._sitting.store, self._sitting.meeting_id).entries
        names = {entry.person_id: entry.name for entry in entries}
        sorry = [entry.name for entry in entries if entry.is_member and entry.state is State.APOLOGIES]
        for_whom: dict[str, list[str]] = {}
        for entry in entries:
            if entry.state is State.DEPUTY:
                for_whom.setdefault(names.get(entry.deputy_id, "somebody not named yet"), []).append(
                    entry.name
                )
        came = [f"{deputy} for {and_list(members)}" for deputy, members in for_whom.items()]
        self.apologies.setText(f"Apologies: {and_list(sorry)}." if sorry else "No apologies yet.")
        self.deputies.setText(f"Deputies: {and_list(came)}.")
        self.deputies.setVisible(bool(came))

    def _on_register_changed(self) -> None:
        if self._sitting.is_open and self._sitting.row().duty is Duty.APOLOGIES:
            self.refresh()


class NextDate(DutyCard):
    """When the group meets next, so that nobody argues at the close."""

    duty = Duty.CLOSE

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(sitting, parent)
        self.words = Body(wrap=True)
        self.place = Quiet()
        said = across(self.words, self.place)
        said.setStretch(0, 1)
        self.body.addLayout(said)

    def refresh(self) -> None:
        """Ask for the date."""
        facts = self._sitting.facts
        later = [
            one
            for one in meetings.list_meetings(self._sitting.store, facts.group_id)
            if one.date > facts.date and one.status.value == "arranged"
        ]
        if not later:
            self.words.setText("No next meeting is arranged yet. Arrange it from Meetings.")
            self.place.setText("")
            return
        following = later[0]
        day = f"{following.date:%A} {following.date.day} {following.date:%B %Y}"
        self.words.setText(f"Next meeting: {day}, {following.starts:%H:%M} to {following.ends:%H:%M}")
        self.place.setText(following.place)


class Declarations(DutyCard):
    """The question to ask about interests."""

    duty = Duty.DECLARATIONS

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(sitting, parent)
        self.words = Body(wrap=True)
        self.body.addWidget(self.words)

    def refresh(self) -> None:
        """Show the partnership's own question."""
        words = partnership.wording(self._sitting.store, "declarations")
        self.words.setText(words or "Does anybody have an interest to declare?")


class Rooms(DutyCard):
    """The way to the breakout rooms, at the item they belong to."""

    duty = Duty.BREAKOUT

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it with its button; the screen opens the rooms."""
        super().__init__(sitting, parent)
        self.words = Body(wrap=True)
        self.open = Button("Rooms", key_hint="F6", alt="s")
        row = across(self.words, self.open)
        row.setStretch(0, 1)
        self.body.addLayout(row)

    def refresh(self) -> None:
        """Say how many questions the rooms answer."""
        asked = len(self._sitting.row().questions)
        questions = counted(asked, "question") if asked else "no questions yet"
        self.words.setText(f"People who are here are spread over rooms; {questions} on every card.")


class WhatChanged(DutyCard):
    """At a Chairs meeting: what the groups wrote for one another since it last met."""

    duty = Duty.WHAT_CHANGED
    asks = True
    nothing = "No group has written down what changed since the Chairs last met."

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(sitting, parent)
        self.lines = Body(wrap=True)
        self.brought: tuple[Brought, ...] = ()
        scroll = Scroll(holder(down(self.lines, SPRING)))
        scroll.setMaximumHeight(theme.grown(_BROUGHT_HEIGHT))
        self.body.addWidget(scroll)

    def refresh(self) -> None:
        """Show the lines of every group."""
        sitting = self._sitting
        self.brought = chairs.brought(sitting.store, sitting.facts, sitting.row())
        said = [one.words for one in self.brought]
        missing = "; ".join(chairs.unwritten(sitting.store, sitting.facts)) if self.asks else ""
        if missing:
            said.append(f"Not written yet: {missing}.")
        self.lines.setText("\n".join(said) or self.nothing)


class Challenges(WhatChanged):
    """At a Chairs meeting: the challenges raised to it, and their answers."""

    duty = Duty.CHALLENGES
    asks = False
    nothing = "No challenge waits for an answer."

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it with a line for the answer."""
        super().__init__(sitting, parent)
        self.which = Choice((), name="Challenge")
        self.answer = LineEdit(name="Answer to the challenge", placeholder="what the Chairs answer")
        self.keep = Button("Answered", alt="s", icon="check")
        self.body.addLayout(across(self.which, self.answer, self.keep))
        self.keep.clicked.connect(self._on_keep)
        self.answer.returnPressed.connect(self._on_keep)
        self.answer.refused.connect(sitting.frame.refuse)
        self.keeper = KeptLine(self.answer, sitting.store, self._box, sitting.frame.refuse)

    def refresh(self) -> None:
        """Show the challenges that wait."""
        super().refresh()
        self.keeper.open()
        self.which.setEnabled(bool(self.brought))
        self.which.set_choices([(one.record_id, f"{one.group}: {one.text}"[:60]) for one in self.brought])

    def _on_keep(self) -> None:
        sitting, chosen = self._sitting, str(self.which.value)
        if not self.brought:
            sitting.frame.refuse(self.nothing)
            return
        on = sitting.house.now().date()
        if sitting.attempt(lambda: chairs.answer_challenge(sitting.store, chosen, self.answer.text(), on)):
            self.answer.clear()
            self.settle()
            self.refresh()

    def settle(self) -> bool:
        """Make a half-typed answer durable; says whether it is."""
        return self.keeper.settle()

    def _box(self) -> Box | None:
        sitting = self._sitting
        return Box("meeting", sitting.meeting_id, "answer to a challenge") if sitting.is_open else None


CARDS: tuple[type[DutyCard], ...] = (
    Statement, Apologies, Declarations, LastMinutes, Rooms, NextDate, WhatChanged, Challenges
)  # fmt: skip
