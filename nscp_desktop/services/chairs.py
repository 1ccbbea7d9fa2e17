"""The Chairs meeting: what the groups bring before it, challenges raised to it and what changed in each group.

"What changed here" is up to three outcomes that a group's meeting writes down for the other groups. A
challenge stands on the agenda of the Chairs meeting from the meeting that raised it until it is answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import Challenge, Group, Meeting, MeetingItem, Outcome, meeting_point
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.meetings import GONE, Status
from nscp_desktop.rules.wording import fold, line
from nscp_desktop.rules.year import long_date
from nscp_desktop.services.agenda import CHAIRS
from nscp_desktop.services.meeting_facts import facts, last_meeting_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.store import Store

LINES = 3
"""How many lines a group writes for the others."""

FOR_THE_OTHERS = "what changed here"
"""The scope of an outcome that is such a line."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Something a group brings before the Chairs meeting, with the meeting it comes from."""

    record_id: str
    group: str
    on: date
    text: str

    @property
    def words(self) -> str:
        """The line as papers print it: "Breckland, 14 January 2027: who answers for Housing?"."""
        return f"{self.group}, {long_date(self.on)}: {self.text}"


def is_chairs_in(session: Session, group_id: str) -> bool:
    """Whether a body is the Chairs meeting, whose agenda is its own and not the round's."""
    return session.exec(select(Group.kind).where(Group.id == group_id)).first() == CHAIRS


def what_changed(store: Store, meeting_id: str) -> tuple[str, ...]:
    """The three lines of a meeting for the other groups; those not written are empty."""
    with store.read() as session:
        found = [session.get(Outcome, one) for one in _line_ids(meeting_id)]
    return tuple("" if one is None or one.removed else one.text for one in found)


def keep_what_changed(store: Store, meeting_id: str, lines: Sequence[str]) -> None:
    """Keep what changed, in up to three lines; an empty one takes its line away.

    Refuses a meeting that has not begun, more than three lines, and what
    :func:`~nscp_desktop.rules.wording.line` refuses.
    """
    wanted = [line(one, "That line") for one in lines]
    if len(wanted) > LINES:
        raise Refused("Three lines are enough for the other groups. Nothing has been changed.")
    before = facts(store, meeting_id)
    if before.status not in {Status.RUNNING, Status.HELD}:
        raise Refused(f"{before.words} has not been held yet, so nothing has changed. Nothing has been kept.")
    if tuple(wanted) == what_changed(store, meeting_id)[: len(wanted)]:
        return
    with store.change(f"Say what changed at {before.words}") as session:
        for record_id, text in zip(_line_ids(meeting_id), wanted, strict=False):
            kept = session.get(Outcome, record_id)
            if kept is None and text:
                session.add(
                    Outcome(
                        id=record_id,
                        meeting_id=meeting_id,
                        text=text,
                        scope=FOR_THE_OTHERS,
                        recorded_at=store.now(),
                    )
                )
            elif kept is not None:
                kept.removed = not text
                kept.text = text or kept.text


def challenges_before_in(session: Session, meeting: MeetingFacts) -> tuple[Brought, ...]:
    """The challenges raised to the Chairs meeting before this one that were not answered before it.

    Those raised under an item of the confidential part stay there.
    """
    own = and_(
        col(MeetingItem.meeting_id) == col(Challenge.meeting_id),
        col(MeetingItem.item_id) == col(Challenge.item_id),
    )
    columns: tuple[Any, ...] = (Challenge.id, Group.name, Meeting.date, Challenge.text, Challenge.raised_to)
    rows = session.exec(
        select(*columns)
        .select_from(Challenge)
        .join(Meeting, col(Meeting.id) == col(Challenge.meeting_id))
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .outerjoin(MeetingItem, own)
        .where(
            col(Challenge.removed).is_(False),
            col(Meeting.removed).is_(False),
            col(Meeting.date) < meeting.date,
            or_(col(Challenge.answered_on).is_(None), col(Challenge.answered_on) >= meeting.date),
            or_(col(MeetingItem.restricted).is_(None), col(MeetingItem.restricted).is_(False)),
        )
        .order_by(col(Meeting.date), col(Group.position), col(Challenge.recorded_at))
    ).all()
    return tuple(
        Brought(record_id, group, on, text)
        for record_id, group, on, text, raised_to in rows
        if CHAIRS in fold(raised_to)
    )


def changes_before_in(session: Session, meeting: MeetingFacts) -> tuple[Brought, ...]:
    """What the groups wrote for the others at their meetings since the Chairs last met."""
    last = last_meeting_in(session, meeting.group_id, meeting.date)
    since = date.min if last is None else last.date
    columns: tuple[Any, ...] = (Outcome.id, Group.name, Meeting.date, Outcome.text, Outcome.meeting_id)
    rows = session.exec(
        select(*columns)
        .select_from(Outcome)
        .join(Meeting, col(Meeting.id) == col(Outcome.meeting_id))
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(
            col(Outcome.removed).is_(False),
            Outcome.scope == FOR_THE_OTHERS,
            col(Meeting.removed).is_(False),
            col(Meeting.status).not_in(GONE),
            col(Meeting.date) >= since,
            col(Meeting.date) < meeting.date,
        )
        .order_by(col(Group.position), col(Meeting.date))
    ).all()
    found = [Brought(record_id, group, on, text) for record_id, group, on, text, _meeting in rows]
    place = {record_id: _line_ids(of).index(record_id) for record_id, _group, _on, _text, of in rows}
    groups = list(dict.fromkeys(one.group for one in found))
    return tuple(sorted(found, key=lambda one: (groups.index(one.group), one.on, place[one.record_id])))


def brought_in(
    session: Session, meeting: MeetingFacts, rows: Sequence[AgendaRow]
) -> dict[str, tuple[Brought, ...]]:
    """What stands under the items of a Chairs meeting, by item; nothing for any other meeting."""
    if not is_chairs_in(session, meeting.group_id):
        return {}
    found = {}
    for row in rows:
        if row.duty is Duty.CHALLENGES:
            found[row.item_id] = challenges_before_in(session, meeting)
        elif row.duty is Duty.WHAT_CHANGED:
            found[row.item_id] = changes_before_in(session, meeting)
    return found


def brought(store: Store, meeting: MeetingFacts, row: AgendaRow) -> tuple[Brought, ...]:
    """What stands under one item of a Chairs meeting."""
    with store.read() as session:
        return brought_in(session, meeting, (row,)).get(row.item_id, ())


def answer_challenge(store: Store, record_id: str, answer: str, on: date) -> None:
    """Write down what a challenge was answered, and when; refuses an empty answer."""
    said = line(answer, "The answer")
    if not said:
        raise Refused("Write the answer first. Nothing has been changed.")
    with store.change("Answer a challenge") as session:
        kept = session.get_one(Challenge, record_id)
        kept.answer, kept.answered_on = said, on


def _line_ids(meeting_id: str) -> tuple[str, ...]:
    return tuple(meeting_point(FOR_THE_OTHERS, meeting_id, str(place)) for place in range(1, LINES + 1))
