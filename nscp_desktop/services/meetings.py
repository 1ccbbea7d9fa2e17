"""Meetings: what is known of them, arranging them, and running one from its first item to its close."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused
from nscp_desktop.records import Meeting, MeetingItem, meeting_point
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.meetings import MinutesState, Status
from nscp_desktop.rules.minutes import MINUTES
from nscp_desktop.rules.wording import line, note, quoted

from . import attendance, minute_taking, pauses, retention, strikes
from .agenda import AgendaRow, agenda, agenda_in, own_row
from .agenda_items import has_records
from .arranging import (
    arrange_in,
    arrange_meeting,
    cancel_meeting,
    edit_meeting,
    rearrange_meeting,
    restore_meeting,
    standing,
)
from .issued import last_issued_in
from .meeting_facts import (
    MeetingFacts,
    facts,
    facts_in,
    last_meeting,
    last_meeting_in,
    list_meetings,
    meeting_on,
    meetings_of_round,
    next_meeting_in,
    next_meeting_of,
    running,
    running_in,
    spelt,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from nscp_desktop.store import Store

__all__ = [
    "ClosingResult", "MeetingFacts", "agree_last_minutes", "arrange_in", "arrange_meeting", "cancel_meeting",
    "close_meeting", "edit_meeting", "facts", "facts_in", "go_to_item", "last_meeting", "last_meeting_in",
    "list_meetings", "meeting_on", "meetings_of_round", "next_item", "next_meeting_in", "next_meeting_of",
    "not_reached", "open_meeting", "rearrange_meeting", "reopen_meeting", "restore_meeting", "running", "spelt",
    "stamp_confidentiality",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClosingResult:
    """What closing a meeting left: the minutes' version, and who was put down as not present by it.

    ``removed`` says what went for good with it: struck lines, working notes; or that a hold keeps them.
    """

    meeting_id: str
    minutes_version: int
    not_present: tuple[str, ...]
    removed: str = ""


def open_meeting(store: Store, meeting_id: str) -> None:
    """Start a meeting: it runs from now, at its first item. One that is running already is left as it is.

    Refuses a meeting that was held, cancelled or moved, one without an agenda, and a second one at a time.
    """
    before = facts(store, meeting_id)
    if before.status is Status.RUNNING:
        return
    with store.change(f"Start {before.words}") as session:
        meeting = standing(session, meeting_id)
        if meeting.status == Status.HELD:
            raise Refused(f"{before.words} is closed. Open it again from Meetings. Nothing has been changed.")
        _refuse_second(session)
        rows = agenda_in(session, meeting_id).rows
        if not rows:
            raise Refused(f"The agenda of {before.words} has no items yet. Nothing has been changed.")
        meeting.status, meeting.opened_at = Status.RUNNING.value, store.now()
        minute_taking.note_in(session, store, meeting)
        _start(store, session, meeting, rows[0].item_id)


def next_item(store: Store, meeting_id: str) -> AgendaRow | None:
    """End the current item and start the next that has not been taken yet; gives it.

    After the last item nothing changes and None is given. Refuses a meeting that is not running.
    """
    with store.read() as session:
        current = _running(session, meeting_id).current_item_id
        rows = agenda_in(session, meeting_id).rows
    order = [row.item_id for row in rows]
    after = order.index(current) + 1 if current in order else 0
    row = next((row for row in rows[after:] if row.ended_at is None), None)
    if row is None:
        return None
    with store.change(f"Move on to item {row.number}") as session:
        started = _move(store, session, meeting_id, row.item_id)
        return replace(row, started_at=started.started_at, ended_at=None)


def go_to_item(store: Store, meeting_id: str, item_id: str) -> None:
    """Make an item the current one, out of turn; the clock of an item that had ended goes on.

    Refuses a meeting that is not running and an item that its agenda does not have or leaves out.
    """
    if facts(store, meeting_id).current_item_id == item_id:
        with store.read() as session:
            _running(session, meeting_id)
        return
    row = agenda(store, meeting_id).row(item_id)
    if row.omitted:
        raise Refused(f"{quoted(row.title)} is left out at this meeting. Put it back on the agenda first.")
    with store.change(f"Go to item {row.number}") as session:
        _move(store, session, meeting_id, item_id)


def not_reached(store: Store, meeting_id: str) -> tuple[AgendaRow, ...]:
    """The items that a meeting has not come to and under which nothing is recorded; its close is none of them."""
    with store.read() as session:
        return tuple(
            row
            for row in agenda_in(session, meeting_id).rows
            if row.started_at is None
            and row.duty is not Duty.CLOSE
            and not has_records(
                session, session.get(MeetingItem, row.meeting_item_id), meeting_id, row.item_id
            )
        )


def stamp_confidentiality(store: Store, meeting_id: str) -> None:
    """Note that the confidentiality statement was read now; a first stamp stays."""
    if facts(store, meeting_id).confidentiality_read_at is not None:
        return
    with store.change("Note that the confidentiality statement was read") as session:
        standing(session, meeting_id).confidentiality_read_at = store.now()


def close_meeting(store: Store, meeting_id: str) -> ClosingResult:
    """End a running meeting: its minutes are a draft, and members without a mark are not present (E9).

    Notes that are still being typed are written with it; struck lines are purged, which ends what can be undone.
    Refuses a meeting that is not running.
    """
    before = facts(store, meeting_id)
    waiting = _waiting_notes(store, meeting_id)
    with store.change(f"Close {before.words}") as session:
        meeting = _running(session, meeting_id)
        for item_id, text in waiting.items():
            own_row(session, meeting_id, item_id).note = note(text, "These notes")
        at = store.now()
        _end_current(session, meeting, at)
        unmarked = _unmarked(store, meeting_id)
        attendance.finish_in(store, meeting_id)
        meeting.status, meeting.closed_at = Status.HELD.value, at
        # A co-chair may have opened it, and business support typed.
        minute_taking.note_in(session, store, meeting)
        meeting.minutes_state = MinutesState.DRAFT.value
        meeting.minutes_version = max(1, meeting.minutes_version)
        closed = ClosingResult(meeting_id, meeting.minutes_version, unmarked)
    gone = (strikes.finish(store), _reduce_last(store, before))
    return replace(closed, removed=" ".join(one for one in gone if one))


def _reduce_last(store: Store, closed: MeetingFacts) -> str:
    """Reduce the working notes behind the minutes that were agreed at the meeting which now closes; gives a sentence."""
    last = last_meeting(store, closed.id)
    if last is None or last.agreed_on != closed.date or not retention.reducible(store, last.id):
        return ""
    return f"{spelt(last.date)}: {retention.reduce_notes(store, last.id)}"


def reopen_meeting(store: Store, meeting_id: str) -> None:
    """Take a closed meeting up again at the item where it ended; its register stays as it was completed.

    The item's clock goes on where it stood: the time for which the meeting was closed is no item's. Refuses a
    meeting that was not held, one whose minutes are issued or agreed, and a second one at a time.
    """
    before = facts(store, meeting_id)
    with store.change(f"Open {before.words} again") as session:
        meeting = standing(session, meeting_id)
        if meeting.status != Status.HELD:
            raise Refused(f"{before.words} is not closed. Nothing has been changed.")
        if meeting.minutes_state == MinutesState.AGREED:
            raise Refused(
                f"The minutes of {before.words} are agreed. Correct them in a new version instead. "
                "Nothing has been changed."
            )
        issued = last_issued_in(session, meeting_id, MINUTES)
        if issued is not None:
            on = spelt(issued.issued_at.astimezone(store.now().tzinfo).date())
            raise Refused(
                f"The minutes of {before.words} were issued on {on}, so it stays closed. Correct the minutes and "
                "issue them again. Nothing has been changed."
            )
        _refuse_second(session)
        if meeting.closed_at is not None:
            pauses.leave_out_in(session, meeting_id, meeting.closed_at, store.now())
        meeting.status, meeting.closed_at, meeting.register_complete = Status.RUNNING.value, None, False
        if meeting.current_item_id is not None:
            own_row(session, meeting_id, meeting.current_item_id).ended_at = None


def agree_last_minutes(store: Store, meeting_id: str, subject_to: str = "") -> MeetingFacts:
    """Agree, at this meeting, the minutes of the group's last one as a correct record; gives that one.

    ``subject_to`` are the corrections as said. Where its group has the rule, its working notes are reduced to the
    issued text when this meeting closes: until then everything can be undone. Refuses when there is no earlier meeting and when its
    minutes are agreed already.
    """
    before = facts(store, meeting_id)
    corrections = line(subject_to, "The corrections")
    last = last_meeting(store, meeting_id)
    if last is None:
        raise Refused(f"{before.group_short} has no earlier minutes to agree. Nothing has been changed.")
    if last.minutes_state is MinutesState.AGREED:
        on = "" if last.agreed_on is None else f" on {spelt(last.agreed_on)}"
        raise Refused(f"The minutes of {spelt(last.date)} were agreed{on}. Nothing has been changed.")
    with store.change(f"Agree the minutes of {spelt(last.date)}") as session:
        meeting = session.get_one(Meeting, last.id)
        meeting.minutes_state, meeting.agreed_on = MinutesState.AGREED.value, before.date
        meeting.agreed_subject_to = corrections
    return facts(store, last.id)


def _running(session: Session, meeting_id: str) -> Meeting:
    meeting = standing(session, meeting_id)
    if meeting.status != Status.RUNNING:
        words = facts_in(session, meeting_id).words
        raise Refused(f"{words} is not running. Start it first. Nothing has been changed.")
    return meeting


def _refuse_second(session: Session) -> None:
    other = running_in(session)
    if other is not None:
        words = facts_in(session, other).words
        raise Refused(f"{words} is still running. Close it first. Nothing has been changed.")


def _move(store: Store, session: Session, meeting_id: str, item_id: str) -> MeetingItem:
    meeting = _running(session, meeting_id)
    _end_current(session, meeting, store.now())
    return _start(store, session, meeting, item_id)


def _end_current(session: Session, meeting: Meeting, at: datetime) -> None:
    pauses.end_in(session, meeting.id, at)
    if meeting.current_item_id is not None:
        own_row(session, meeting.id, meeting.current_item_id).ended_at = at


def _start(store: Store, session: Session, meeting: Meeting, item_id: str) -> MeetingItem:
    row = own_row(session, meeting.id, item_id)
    row.started_at, row.ended_at = row.started_at or store.now(), None
    meeting.current_item_id = item_id
    return row


def _waiting_notes(store: Store, meeting_id: str) -> dict[str, str]:
    """Notes of this meeting's items that are still a draft, by item."""
    now = agenda(store, meeting_id)
    items = {meeting_point("meeting_item", meeting_id, row.item_id): row.item_id for row in now.rows}
    return {
        items[draft.record]: draft.text
        for draft in store.drafts()
        if draft.table == "meeting_item" and draft.field == "note" and draft.record in items
    }


def _unmarked(store: Store, meeting_id: str) -> tuple[str, ...]:
    """Members without a mark, by name, in the register's order."""
    entries = attendance.register(store, meeting_id).entries
    return tuple(entry.name for entry in entries if entry.is_member and entry.state is None)
