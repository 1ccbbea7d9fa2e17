"""What a wanted date clashes with: one look, for a year's dates at once as for a single meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlmodel import Session, col, select

from nscp_desktop.records import CoChair, Group, Meeting, Person
from nscp_desktop.rules.meetings import GONE, Mode, Status
from nscp_desktop.rules.year_dates import Clash, ClashKind, Sitting, clashes
from nscp_desktop.services import calendars
from nscp_desktop.services.rounds import Plan

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.store import Store

Key = TypeVar("Key", bound="Hashable")


def look_over(store: Store, wanted: Mapping[Key, Plan]) -> dict[Key, tuple[Clash, ...]]:
    """What each of these dates clashes with: with one another, with meetings there are, and with holidays.

    A meeting that is there already and is looked at again goes by its id, so that it does not meet itself.
    """
    if not wanted:
        return {}
    days = sorted(plan.day for plan in wanted.values())
    with store.read() as session:
        names = dict(session.exec(select(Group.id, Group.short)).all())
        terms = _Terms(session, days)
        columns: tuple[Any, ...] = (
            Meeting.id, Meeting.group_id, Meeting.date, Meeting.starts, Meeting.ends, Meeting.mode, Meeting.venue
        )  # fmt: skip
        standing = session.exec(
            select(*columns).where(
                col(Meeting.removed).is_(False),
                col(Meeting.status).not_in(GONE),
                col(Meeting.date).between(days[0], days[-1]),
            )
        ).all()
        there = [
            Sitting(
                meeting_id, names[group_id], day, starts, ends, _room(mode, venue), terms.on(group_id, day)
            )
            for meeting_id, group_id, day, starts, ends, mode, venue in standing
        ]
        asked = [
            Sitting(
                key,
                names[plan.group_id],
                plan.day,
                plan.starts,
                plan.ends,
                _room(plan.mode, plan.venue),
                terms.on(plan.group_id, plan.day),
            )
            for key, plan in wanted.items()
        ]
    closed = [
        span for year in range(days[0].year, days[-1].year + 1) for span in calendars.bank_holidays(year)
    ]
    found = clashes(asked, there, closed, calendars.school_holidays(store), store.now().date())
    return {key: found[key] for key in wanted if key in found}


def of_plan(store: Store, plan: Plan, before: MeetingFacts | None = None) -> tuple[Clash, ...]:
    """What a single date clashes with; ``before`` is the meeting as it stands, when it has one already.

    On the day it has, no more is said of the notice: that day was given long ago.
    """
    found = look_over(store, {"" if before is None else before.id: plan})
    said = next(iter(found.values()), ())
    if before is not None and before.status is not Status.CANCELLED and before.date == plan.day:
        return tuple(one for one in said if one.kind is not ClashKind.NOTICE)
    return said


def of_meeting(store: Store, meeting: MeetingFacts) -> tuple[Clash, ...]:
    """What a meeting clashes with as it stands, or as it would when it was arranged again."""
    return of_plan(store, _plan(meeting), meeting)


def clashing(store: Store, meetings: Iterable[MeetingFacts]) -> frozenset[str]:
    """Those of the meetings that are still to come and clash with something, by id; their notice is long given."""
    today = store.now().date()
    ahead = {one.id: _plan(one) for one in meetings if one.status is Status.ARRANGED and one.date >= today}
    found = look_over(store, ahead).items()
    return frozenset(key for key, said in found if any(one.kind is not ClashKind.NOTICE for one in said))


def _plan(meeting: MeetingFacts) -> Plan:
    return Plan(
        meeting.group_id,
        meeting.date,
        meeting.starts,
        meeting.ends,
        meeting.mode,
        meeting.venue,
        meeting.kind,
    )


class _Terms:
    """Who co-chairs which group when, two records of one person counted once."""

    def __init__(self, session: Session, days: Sequence[date]) -> None:
        """Ask for every term that touches the days."""
        columns: tuple[Any, ...] = (
            CoChair.group_id, Person.id, Person.same_as, Person.name, CoChair.starts, CoChair.ends
        )  # fmt: skip
        rows = session.exec(
            select(*columns)
            .join(Person, col(Person.id) == col(CoChair.person_id))
            .where(col(CoChair.removed).is_(False), col(Person.removed).is_(False))
            .order_by(col(Person.name))
        ).all()
        self._terms = [
            (group_id, same_as or person_id, name, starts or date.min, ends or date.max)
            for group_id, person_id, same_as, name, starts, ends in rows
            if (starts or date.min) <= days[-1] and days[0] <= (ends or date.max)
        ]

    def on(self, group_id: str, day: date) -> dict[str, str]:
        """The co-chairs of a group on a day: their names by id."""
        return {
            person: name
            for whose, person, name, starts, ends in self._terms
            if whose == group_id and starts <= day <= ends
        }


def _room(mode: str, venue: str) -> str:
    """The place that somebody else cannot have at the same time."""
    return "" if mode == Mode.ONLINE else venue
