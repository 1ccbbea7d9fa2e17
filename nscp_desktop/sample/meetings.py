"""The sample's meetings as they were held: register, notes, captured lines, rooms, and what became of actions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, Any

from nscp_desktop.rules.actions import Answer
from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.rules.attendance import Capacity, How
from nscp_desktop.rules.capture import Kind, parse
from nscp_desktop.rules.meetings import MinutesState, Mode
from nscp_desktop.services import (
    actions,
    agenda,
    answers,
    attendance,
    breakouts,
    capture,
    meetings,
    notes,
    organisations,
    people,
    rooms,
)

if TYPE_CHECKING:
    from random import Random

    from nscp_desktop.rules.capture import CaptureContext
    from nscp_desktop.sample.boards import Boards
    from nscp_desktop.sample.clock import SampleClock
    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.services.people import Member
    from nscp_desktop.store import Store

_USUALLY_AWAY = "Housing"
"""The sector that is missing from the main group meeting after meeting, so that the register can say so."""

_BRIEF = frozenset({Duty.DECLARATIONS, Duty.APOLOGIES, Duty.OTHER_BUSINESS, Duty.WORKPLAN, Duty.COMMITMENTS})
"""Items without notes in the other groups: few write any there."""


@dataclass
class Sitting:
    """Holds one meeting after another, remembering what was promised at each."""

    store: Store
    chance: Random
    clock: SampleClock
    words: dict[str, Any]
    boards: Boards
    promised: dict[str, list[tuple[str, dict[str, Any]]]] = field(default_factory=dict)
    """By group: actions that wait for the next meeting, with what the sample says becomes of them."""
    _named_actions: dict[str, str] = field(default_factory=dict)
    """The actions of this meeting that the sample has a key for."""

    def hold(self, meeting: MeetingFacts, said: dict[str, Any], *, main: bool) -> None:
        """Hold a meeting from its first mark to its close, in the words ``said`` of its round."""
        here = self._register(meeting, said, main=main)
        meetings.open_meeting(self.store, meeting.id)
        self.clock.later(1)
        meetings.stamp_confidentiality(self.store, meeting.id)
        context = capture.context(self.store, meeting.id)
        self._named_actions.clear()
        for row in agenda.agenda(self.store, meeting.id).rows:
            self._item(meeting, row, said, here, context, main=main)
            self.clock.later(max(1, row.minutes + self.chance.choice((-1, 0, 0, 1))))
            meetings.next_item(self.store, meeting.id)
        meetings.close_meeting(self.store, meeting.id)

    # -- register ------------------------------------------------------------------------------------

    def _register(
        self, meeting: MeetingFacts, said: dict[str, Any], *, main: bool
    ) -> dict[str, list[Member]]:
        """Mark who came, who sent apologies and who was stood in for; gives those there by sector."""
        with self.store.read() as session:
            members = people.members_on(session, meeting.group_id, meeting.date)
        here: dict[str, list[Member]] = {}
        late: list[Member] = []
        self.clock.at(meeting.date, meeting.starts.hour - 1, 45)
        for member in members:
            luck = 0.95 if main and member.sector == _USUALLY_AWAY else self.chance.random()
            if luck < 0.74 or member.co_chair:
                if luck > 0.70 and not member.co_chair:
                    late.append(member)
                    continue
                attendance.mark_present(self.store, meeting.id, member.person_id, self._how(meeting))
                here.setdefault(member.sector, []).append(member)
            elif luck < 0.82 and member.deputies and member.deputies[0] not in _ids(members):
                attendance.mark_deputy(self.store, meeting.id, member.deputies[0], [member.person_id])
            elif luck < 0.94:
                attendance.mark_apologies(self.store, meeting.id, member.person_id)
        self.clock.at(meeting.date, meeting.starts.hour, meeting.starts.minute)
        for member in late[:2]:
            attendance.mark_late(
                self.store, meeting.id, member.person_id, _minutes_after(meeting, self.chance.randint(8, 26))
            )
        self._speaker(meeting, said["speaker"])
        return here

    def _how(self, meeting: MeetingFacts) -> How:
        if meeting.mode is Mode.ONLINE:
            return How.ONLINE
        return How.ONLINE if self.chance.random() < 0.2 else How.ROOM

    def _speaker(self, meeting: MeetingFacts, speaker: dict[str, str]) -> None:
        known = [one for one in people.everyone(self.store) if one.name == speaker["name"]]
        if known:
            person_id = known[0].person_id
        else:
            place = organisations.add_organisation(self.store, speaker["organisation"])
            person_id = people.add_person(self.store, speaker["name"], place, "Speaker")
        attendance.mark_present(
            self.store, meeting.id, person_id, self._how(meeting), capacity=Capacity.GUEST_SPEAKER
        )

    # -- items ---------------------------------------------------------------------------------------

    def _item(
        self,
        meeting: MeetingFacts,
        row: AgendaRow,
        said: dict[str, Any],
        here: dict[str, list[Member]],
        context: CaptureContext,
        *,
        main: bool,
    ) -> None:
        key = row.duty or row.kind
        variants = said["talk"] if row.kind == ItemKind.PRESENTATION else self.words["notes"].get(key, ())
        if variants and (main or key not in _BRIEF):
            text = variants[0] if main else self.chance.choice(variants)
            chair = meeting.co_chairs[0] if meeting.co_chairs else "The chair"
            for mark, words in (("{chair}", chair), ("{speaker}", said["speaker"]["name"])):
                text = text.replace(mark, words)
            notes.write(self.store, meeting.id, row.item_id, text)
        if row.duty == Duty.MINUTES:
            self._agree_last(meeting)
        elif row.duty == Duty.MATTERS:
            self._matters(meeting)
        elif row.duty == Duty.BREAKOUT:
            self._rooms(meeting, row, said, here, context, main=main)
            return
        for line in said.get("line", ()):
            if line["at"] == key and (main or not line.get("main")):
                self._record(meeting, row.item_id, line, here, context)
        if row.duty == Duty.YOUTH_BOARD:
            self.boards.answer(meeting, row, self._named_actions)

    def _agree_last(self, meeting: MeetingFacts) -> None:
        last = meetings.last_meeting(self.store, meeting.id)
        if last is not None and last.minutes_state is MinutesState.DRAFT:
            meetings.agree_last_minutes(self.store, meeting.id)

    def _record(
        self,
        meeting: MeetingFacts,
        item_id: str,
        line: dict[str, Any],
        here: dict[str, list[Member]],
        context: CaptureContext,
        room_id: str | None = None,
    ) -> None:
        recorded = capture.record(
            self.store, meeting.id, item_id, parse(self._named(line["text"], here), context), room_id
        )
        if "key" in line:
            self._named_actions[line["key"]] = recorded.record_id
        if recorded.kind is Kind.ACTION and "then" in line:
            self.promised.setdefault(meeting.group_id, []).append((recorded.record_id, line))

    def _named(self, text: str, here: dict[str, list[Member]]) -> str:
        """The line with {Sector} replaced by somebody from it who is there, or else by anybody."""

        def somebody(found: re.Match[str]) -> str:
            from_there = here.get(found[1]) or [one for each in here.values() for one in each]
            return self.chance.choice(from_there).name

        return re.sub(r"\{([^}]+)\}", somebody, text)

    # -- matters arising -----------------------------------------------------------------------------

    def _matters(self, meeting: MeetingFacts) -> None:
        """Say what became of the actions of the last meeting."""
        for action_id, line in self.promised.pop(meeting.group_id, ()):
            match line["then"]:
                case "close":
                    actions.close(self.store, action_id, line["said"])
                case "hand":
                    actions.take_in_hand(self.store, action_id)
                    actions.add_note(self.store, action_id, line["said"])
                case "note":
                    actions.add_note(self.store, action_id, line["said"])
                case _:
                    self._replies(action_id)

    def _replies(self, action_id: str) -> None:
        """Let most organisations answer an action that was asked of everybody."""
        for reply in actions.replies(self.store, action_id):
            if self.chance.random() < 0.45:
                said = self.chance.choice((Answer.DONE, Answer.DONE, Answer.DOING, Answer.NOT_STARTED))
                actions.answer(self.store, action_id, reply.organisation_id, said)

    # -- breakout ------------------------------------------------------------------------------------

    def _rooms(
        self,
        meeting: MeetingFacts,
        row: AgendaRow,
        said: dict[str, Any],
        here: dict[str, list[Member]],
        context: CaptureContext,
        *,
        main: bool,
    ) -> None:
        """Open rooms, let each write its points, and record the breakout's actions in the first rooms."""
        breakouts.open_rooms(self.store, meeting.id, row.item_id, 4 if main else 3)
        opened = rooms.rooms(self.store, meeting.id, row.item_id).rooms
        for room, words in zip(opened, said["room"], strict=False):
            for asked, lines in zip(room.answers, words["answers"][: 3 if main else 2], strict=False):
                answers.answer(self.store, room.room_id, asked.question_id, lines, context)
        for room, line in zip(
            opened, [one for one in said["line"] if one["at"] == Duty.BREAKOUT], strict=False
        ):
            self._record(meeting, row.item_id, line, here, context, room.room_id)
        if main:
            for room in rooms.rooms(self.store, meeting.id, row.item_id).rooms:
                answers.mark_best(self.store, room.answers[0].points[0].answer_id)


def _ids(members: tuple[Member, ...]) -> frozenset[str]:
    return frozenset(one.person_id for one in members)


def _minutes_after(meeting: MeetingFacts, minutes: int) -> time:
    """A time of day so many minutes after the meeting's start."""
    count = meeting.starts.hour * 60 + meeting.starts.minute + minutes
    return time(count // 60, count % 60)
