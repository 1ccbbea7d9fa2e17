"""A year's dates at once: a day for every group in every round, what each clashes with, and issuing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import Group, Round
from nscp_desktop.rules.meetings import GONE, nth_weekday
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year_dates import months_of, pattern_words, rounds_numbered
from nscp_desktop.services import rounds
from nscp_desktop.services.arranging import arrange_in
from nscp_desktop.services.meeting_facts import list_meetings
from nscp_desktop.services.rounds import Plan
from nscp_desktop.services.year import first_month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.store import Store

_SECOND_FRIDAY = (4, 2)
"""Where a body that has not met and belongs to no round of groups is put until somebody moves it."""

Key = tuple[str, int]
"""A meeting of the year: the group's id and the round's number."""


@dataclass(frozen=True, slots=True)
class Body:
    """A group, or the Chairs meeting, in a year's dates; ``usual`` says when it meets: "second Thursday"."""

    group_id: str
    name: str
    short: str
    is_group: bool
    usual: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class YearRound:
    """A round of the year; ``arranged`` when it is there already."""

    number: int
    month: date
    arranged: bool

    @property
    def words(self) -> str:
        """The round as a table's head names it: "May 2027"."""
        return f"{self.month:%B %Y}"


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A year as it could be: ``wanted`` are the dates to issue, ``standing`` the meetings there are."""

    year: int
    rounds: tuple[YearRound, ...]
    bodies: tuple[Body, ...]
    wanted: Mapping[Key, Plan]
    standing: Mapping[Key, MeetingFacts]

    @property
    def words(self) -> str:
        """The year: "2027-28"."""
        return rounds.year_words(self.year)


def year_to_plan(store: Store) -> int:
    """The reporting year whose dates are due: the first, from this one, that has no round yet."""
    year = rounds.reporting_year(store, store.now().date())
    known = {one.year for one in rounds.rounds(store)}
    while year in known:
        year += 1
    return year


def plan_year(store: Store, year: int) -> YearPlan:
    """The year's rounds, bimonthly, with a day for every group like its last: same weekday, hours and place.

    Rounds and meetings that are arranged already stay as they are.
    """
    with store.read() as session:
        start = date(year, first_month(session), 1)
        held = session.exec(
            select(Round.year, Round.number, col(Round.month))
            .where(col(Round.removed).is_(False))
            .order_by(col(Round.month))
        ).all()
        taken = {month: number for of_year, number, month in held if of_year == year}
        of_year = [month for kept, _number, month in held if kept == year]
        known = of_year[0] if of_year else held[-1][2] if held else None
        numbered = rounds_numbered(months_of(start, known), taken)
        # A month of another step, arranged by hand, is still a round of this year.
        months = {month: number for number, month in numbered} | taken
        listed = session.exec(
            select(Group)
            .where(col(Group.removed).is_(False))
            .order_by(col(Group.kind).desc(), col(Group.position), col(Group.name))
        ).all()
        groups = [(one.id, one.name, one.short, one.kind == "group", one) for one in listed]
        wanted: dict[Key, Plan] = {}
        days: dict[str, list[date]] = {}
        met: dict[str, bool] = {}
        for month, number in sorted(months.items()):
            plans = {plan.group_id: plan for plan in rounds.plans_in(session, month)}
            for group_id, _name, _short, _is_group, record in groups:
                last = rounds.plan_like_last_in(session, group_id, month)
                plan = plans.get(group_id) or last or _on_second_friday(session, group_id, month)
                met[group_id] = met.get(group_id, False) or last is not None
                days.setdefault(group_id, []).append(plan.day)
                if _exists(record, plan.day):
                    wanted[group_id, number] = plan
    standing = {
        (one.group_id, one.round_number): one
        for one in list_meetings(store, year=year)
        if one.status not in GONE and one.kind == "ordinary"
    }
    bodies = tuple(
        Body(group_id, name, short, is_group, pattern_words(days[group_id]), is_group or met[group_id])
        for group_id, name, short, is_group, _record in groups
    )
    return YearPlan(
        year,
        tuple(YearRound(number, month, month in taken) for month, number in sorted(months.items())),
        bodies,
        {key: plan for key, plan in wanted.items() if key not in standing},
        standing,
    )


def issue_year(
    store: Store, year: int, dates: Sequence[tuple[int, date, Plan]], template_id: str | None = None
) -> int:
    """Arrange the year's rounds and meetings as one deed; gives how many meetings.

    Each date comes with its round's number and month; a round that is there is used, else it is made from
    the template. Clashes are no refusal. Refuses an empty list, and what
    :func:`~nscp_desktop.services.arranging.arrange_meeting` refuses; then nothing at all is arranged.
    """
    if not dates:
        raise Refused(
            "There is no date to issue. Tick a group or choose another year. Nothing has been changed."
        )
    meetings = counted(len(dates), "meeting")
    with store.change(f"Issue the dates of {rounds.year_words(year)}, {meetings}") as session:
        of_year = session.exec(
            select(Round.number, Round.id).where(Round.year == year, col(Round.removed).is_(False))
        ).all()
        known = dict(of_year)
        for number, month, plan in dates:
            if number not in known:
                known[number] = rounds.arrange_round_in(session, year, number, month, template_id, "")
                session.flush()
            arrange_in(
                session, plan.group_id, known[number], plan.day, plan.starts, plan.ends, plan.mode, plan.venue
            )
    return len(dates)


def _exists(group: Group, day: date) -> bool:
    return (group.active_from or date.min) <= day <= (group.active_to or date.max)


def _on_second_friday(session: Session, group_id: str, month: date) -> Plan:
    starts, ends = rounds.hours_in(session)
    return Plan(group_id, nth_weekday(month, *_SECOND_FRIDAY), starts, ends)
