"""Legal holds: everything about a person, a meeting or a group is kept until the hold is lifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Action, Attendance, Holding, LegalHold, Meeting, Seat
from nscp_desktop.rules.retention import REMOVED_PERSON, Concern, Held, Hold, covering
from nscp_desktop.rules.wording import line
from nscp_desktop.services.meeting_facts import facts_in
from nscp_desktop.services.people import group_short, known_name

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold in the list; ``lifted_on`` is None while it stands."""

    hold_id: str
    hold: Hold
    lifted_on: date | None


def set_hold(store: Store, kind: Held, subject_id: str, reason: str, on: date) -> str:
    """Keep everything about a person, a meeting or a group from a day on; gives the hold's id.

    Refuses (``Refused``) a hold without its reason and one in the future, and (``Unknown``) what is not there.
    """
    why = line(reason, "The reason")
    if not why:
        raise Refused("A legal hold needs its reason. Nothing has been changed.")
    if on > store.now().date():
        raise Refused("A legal hold cannot begin on a day to come. Nothing has been changed.")
    with store.read() as session:
        words = _subject(session, kind, subject_id)
    if words == REMOVED_PERSON:
        raise Refused(
            "That person was removed for good; there is nothing left to hold. Nothing has been changed."
        )
    with store.change(f"Set a legal hold on {words}", undoable=False) as session:
        record = LegalHold(kind=kind.value, subject_id=subject_id, reason=why, set_on=on)
        session.add(record)
        return record.id


def lift_hold(store: Store, hold_id: str) -> Hold:
    """Lift a hold today; gives it. Refuses one that does not stand (``Unknown``)."""
    with store.read() as session:
        found = session.get(LegalHold, hold_id)
        if found is None or found.lifted_on is not None:
            raise Unknown("That legal hold does not stand any more. Nothing has been changed.")
        hold = _hold(session, found)
    with store.change(f"Lift the legal hold on {hold.subject}", undoable=False) as session:
        session.get_one(LegalHold, hold_id).lifted_on = store.now().date()
    return hold


def holds(store: Store) -> tuple[HoldRow, ...]:
    """Every hold, those that stand first, then by day."""
    with store.read() as session:
        found = session.exec(select(LegalHold).order_by(col(LegalHold.set_on), LegalHold.id)).all()
        rows = [HoldRow(one.id, _hold(session, one), one.lifted_on) for one in found]
    return tuple(sorted(rows, key=lambda row: row.lifted_on is not None))


def standing_in(session: Session) -> tuple[Hold, ...]:
    """The holds that stand."""
    found = session.exec(select(LegalHold).where(col(LegalHold.lifted_on).is_(None)))
    return tuple(_hold(session, one) for one in found)


def standing(store: Store) -> bool:
    """Whether any hold stands: then no backup is thinned or replaced, and no earlier wording emptied."""
    with store.read() as session:
        return (
            session.exec(select(LegalHold.id).where(col(LegalHold.lifted_on).is_(None))).first() is not None
        )


def refuse_held(session: Session, concern: Concern) -> None:
    """Refuse (``Refused``) what a legal hold covers, with its reason."""
    hold = covering(standing_in(session), concern)
    if hold is not None:
        raise Refused(f"{hold.words} Lift the hold first. Nothing has been changed.")


def of_meeting(session: Session, meeting_id: str) -> Concern:
    """What a removal of words of a meeting concerns: it, its group, who is on its register, who owns its actions."""
    meeting = session.get_one(Meeting, meeting_id)
    there = session.exec(select(Attendance.person_id).where(Attendance.meeting_id == meeting_id)).all()
    owners = session.exec(select(Action.owner_id).where(Action.meeting_id == meeting_id)).all()
    people = frozenset(one for one in (*there, *owners) if one)
    return Concern(people, frozenset({meeting_id}), frozenset({meeting.group_id}))


def of_person(session: Session, ids: frozenset[str]) -> Concern:
    """What the removal of a person concerns: the records of them, their meetings, and the groups they sat in."""
    met = session.exec(
        select(Meeting.id, Meeting.group_id)
        .join(Attendance, col(Attendance.meeting_id) == Meeting.id)
        .where(col(Attendance.person_id).in_(ids))
    ).all()
    sat = session.exec(
        select(Seat.group_id)
        .join(Holding, col(Holding.seat_id) == Seat.id)
        .where(col(Holding.person_id).in_(ids))
    ).all()
    groups = frozenset([*sat, *(group for _meeting, group in met)])
    return Concern(ids, frozenset(meeting for meeting, _group in met), groups)


def _hold(session: Session, record: LegalHold) -> Hold:
    kind = Held(record.kind)
    return Hold(
        kind, record.subject_id, _subject(session, kind, record.subject_id), record.set_on, record.reason
    )


def _subject(session: Session, kind: Held, subject_id: str) -> str:
    """What a hold is on, in words; refuses what is not there (``Unknown``)."""
    if kind is Held.PERSON:
        return known_name(session, subject_id)
    return facts_in(session, subject_id).words if kind is Held.MEETING else group_short(session, subject_id)
