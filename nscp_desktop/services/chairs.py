"""The Chairs meeting: what the groups bring before it, challenges raised to it and what changed in each group.

"What changed here" is up to three outcomes that a group's meeting writes down for the other groups. A
challenge stands on the agenda of the Chairs meeting from the meeting that raised it until it is answered.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import Challenge, FollowUp, Group, Meeting, MeetingItem, Outcome, meeting_point
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
"""The scope of an outcome that is such a line, and the field of its draft."""

CHANGED = "changed"
"""What writing the lines is called among the things to do after a meeting."""

_TABLE = "outcome"


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


def asks_what_changed(store: Store, meeting_id: str) -> bool:
    """Whether a meeting is asked for its three lines: a group's is, where there is a Chairs meeting to read them."""
    with store.read() as session:
        return any(session.exec(asked_for(col(Meeting.id) == meeting_id)))


def asked_for(*conditions: Any) -> Any:  # noqa: ANN401 conditions of a question, and the question
    """The question for the ids of those meetings that are asked for their lines."""
    reads = select(Group.id).where(Group.kind == CHAIRS, col(Group.removed).is_(False)).exists()
    return (
        select(Meeting.id)
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(Group.kind != CHAIRS, reads, *conditions)
    )


def keep_line_draft(store: Store, meeting_id: str, place: int, text: str, cursor: int) -> None:
    """Make a line that is being typed durable without making it a deed; refuses what a line may not hold."""
    line(text, "That line")
    store.keep_draft(_TABLE, _line_ids(meeting_id)[place - 1], FOR_THE_OTHERS, text, cursor)


def write_line(store: Store, meeting_id: str, place: int, text: str) -> str:
    """Keep one of the three lines, the first being 1; an empty one takes its line away. Gives it as kept.

    Refuses a meeting that has not begun, and what :func:`~nscp_desktop.rules.wording.line` refuses.
    """
    kept_text, record_id = line(text, "That line"), _line_ids(meeting_id)[place - 1]
    before = facts(store, meeting_id)
    if kept_text == what_changed(store, meeting_id)[place - 1]:
        store.drop_draft(_TABLE, record_id, FOR_THE_OTHERS)
        return kept_text
    if before.status not in {Status.RUNNING, Status.HELD}:
        raise Refused(f"{before.words} has not been held yet, so nothing has changed. Nothing has been kept.")
    with store.change(f"Say what changed at {before.words}") as session:
        kept = session.get(Outcome, record_id)
        if kept is None:
            kept = Outcome(
                id=record_id,
                meeting_id=meeting_id,
                text=kept_text,
                scope=FOR_THE_OTHERS,
                recorded_at=store.now(),
            )
            session.add(kept)
        kept.removed, kept.text = not kept_text, kept_text or kept.text
        store.settle_draft(session, _TABLE, record_id, FOR_THE_OTHERS)
    return kept_text


def recover(store: Store) -> tuple[str, ...]:
    """Make a deed of every line that was half typed when the program stopped; gives them.

    One that cannot be written stays a draft: no words are lost.
    """
    drafts = {draft.record: draft.text for draft in store.drafts() if draft.field == FOR_THE_OTHERS}
    if not drafts:
        return ()
    with store.read() as session:
        meetings = session.exec(select(Meeting.id).where(col(Meeting.removed).is_(False))).all()
    found = []
    for meeting_id in meetings:
        for place, record_id in enumerate(_line_ids(meeting_id), start=1):
            if record_id in drafts:
                with suppress(Refused):
                    found.append(write_line(store, meeting_id, place, drafts[record_id]))
    return tuple(found)


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


def unwritten_in(session: Session, meeting: MeetingFacts) -> tuple[str, ...]:
    """The groups' meetings since the Chairs last met that wrote nothing for the others, nor said there is nothing."""
    last = last_meeting_in(session, meeting.group_id, meeting.date)
    since = date.min if last is None else last.date
    wrote = select(Outcome.id).where(
        Outcome.scope == FOR_THE_OTHERS,
        col(Outcome.removed).is_(False),
        col(Outcome.meeting_id) == col(Meeting.id),
    )
    columns: tuple[Any, ...] = (Group.name, Meeting.date, Meeting.id)
    rows = session.exec(
        select(*columns)
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(
            Group.kind != CHAIRS,
            col(Meeting.removed).is_(False),
            Meeting.status == Status.HELD,
            col(Meeting.date) >= since,
            col(Meeting.date) < meeting.date,
            ~wrote.exists(),
        )
        .order_by(col(Group.position), col(Meeting.date))
    ).all()
    dated = session.exec(
        select(FollowUp.meeting_id).where(
            FollowUp.kind == CHANGED, col(FollowUp.done_on).is_not(None), col(FollowUp.removed).is_(False)
        )
    ).all()
    skipped = set(dated)
    return tuple(f"{group}, {long_date(on)}" for group, on, meeting_id in rows if meeting_id not in skipped)


def unwritten(store: Store, meeting: MeetingFacts) -> tuple[str, ...]:
    """As :func:`unwritten_in`, for a screen."""
    with store.read() as session:
        return unwritten_in(session, meeting)


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
