"""Rounds: one agenda for the meetings of all groups, arranged from a template, with dates to start from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import (
    AgendaItem,
    Group,
    Meeting,
    Partnership,
    Question,
    Round,
    Template,
    meeting_point,
)
from nscp_desktop.rules.meetings import GONE, MeetingKind, Mode, months_between, months_later, nth_weekday
from nscp_desktop.rules.wording import line

from .arranging import arrange_in
from .template_items import items_in, round_template_in
from .templates import TemplateFacts
from .templates import templates as every_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.store import Store

MONTHS_BETWEEN = 2
"""How far apart rounds are when none has been held yet."""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round: ``year`` is the one in which its reporting year starts, ``month`` the first of its month."""

    id: str
    year: int
    number: int
    month: date
    title: str
    meetings: int
    items: int

    @property
    def words(self) -> str:
        """The round as lists name it: "January 2027"."""
        return f"{self.month:%B %Y}"


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where one group is to meet in a round."""

    group_id: str
    day: date
    starts: time
    ends: time
    mode: Mode = Mode.ROOM
    venue: str = ""
    kind: MeetingKind = MeetingKind.ORDINARY


@dataclass(frozen=True, slots=True)
class Suggested:
    """A round that could be arranged next, with a day for each group that is like its last one."""

    year: int
    number: int
    month: date
    plans: tuple[Plan, ...]


def year_words(year: int) -> str:
    """A reporting year in words: "2026-27"."""
    return f"{year}-{(year + 1) % 100:02d}"


def reporting_year(store: Store, day: date) -> int:
    """The calendar year in which the reporting year of ``day`` starts."""
    with store.read() as session:
        return reporting_year_in(session, day)


def rounds(store: Store, year: int | None = None) -> tuple[RoundFacts, ...]:
    """Every round by month, of one reporting year when given; meetings that were moved are not counted."""
    with store.read() as session:
        held = dict(
            session.exec(
                select(Meeting.round_id, func.count())
                .where(col(Meeting.removed).is_(False), col(Meeting.status) != "rearranged")
                .group_by(col(Meeting.round_id))
            ).all()
        )
        items = dict(
            session.exec(
                select(AgendaItem.round_id, func.count())
                .where(col(AgendaItem.removed).is_(False), col(AgendaItem.meeting_id).is_(None))
                .group_by(col(AgendaItem.round_id))
            ).all()
        )
        query = (
            select(Round).where(col(Round.removed).is_(False)).order_by(col(Round.month), col(Round.number))
        )
        if year is not None:
            query = query.where(Round.year == year)
        return tuple(
            RoundFacts(
                one.id, one.year, one.number, one.month, one.title, held.get(one.id, 0), items.get(one.id, 0)
            )
            for one in session.exec(query)
        )


def templates(store: Store) -> tuple[TemplateFacts, ...]:
    """The agendas from which a round can be made, by name."""
    return tuple(one for one in every_template(store) if not one.for_chairs)


def arrange_round(
    store: Store, year: int, number: int, month: date, template_id: str | None = None, title: str = ""
) -> str:
    """Arrange a round with its agenda copied from a template, by default the first; gives the round's id.

    Refuses a number that is taken or below 1, a month outside the reporting year, and (``Unknown``) a
    template that is not there. Without any template the agenda is empty.
    """
    with store.change(_label(number, month)) as session:
        return arrange_round_in(session, year, number, month, template_id, title)


def arrange_round_with_meetings(
    store: Store,
    year: int,
    number: int,
    month: date,
    plans: Sequence[Plan],
    template_id: str | None = None,
    title: str = "",
) -> str:
    """Arrange a round and a meeting for each plan as one deed; gives the round's id.

    Refuses what :func:`arrange_round` and :func:`~nscp_desktop.services.meetings.arrange_meeting` refuse,
    and then arranges nothing at all.
    """
    with store.change(_label(number, month)) as session:
        round_id = arrange_round_in(session, year, number, month, template_id, title)
        session.flush()
        for plan in plans:
            arrange_in(
                session,
                plan.group_id,
                round_id,
                plan.day,
                plan.starts,
                plan.ends,
                plan.mode,
                plan.venue,
                plan.kind,
            )
        return round_id


def suggest_round(store: Store, today: date) -> Suggested:
    """The round that would come next: as far after the last as that was after the one before.

    Each group meets on the same weekday of the month as last time ("the second Thursday"), at the same
    hours and place. Groups that have not met yet follow one another from the second Tuesday.
    """
    with store.read() as session:
        months = session.exec(
            select(col(Round.month)).where(col(Round.removed).is_(False)).order_by(col(Round.month).desc())
        ).all()
        month = _month_after(months, today)
        year = reporting_year_in(session, month)
        return Suggested(year, _next_number(session, year), month, plans_in(session, month))


def next_number(store: Store, month: date) -> int:
    """The number a further round would have in the reporting year of ``month``."""
    with store.read() as session:
        return _next_number(session, reporting_year_in(session, month))


def suggest_plans(store: Store, month: date) -> tuple[Plan, ...]:
    """A day for each group in a month, as :func:`suggest_round` chooses them; ``month`` is its first day."""
    with store.read() as session:
        return plans_in(session, month)


def suggest_plan(store: Store, group_id: str, month: date) -> Plan:
    """When and where one group could meet in a month: like its last time, else on the second Tuesday."""
    with store.read() as session:
        plan = plan_like_last_in(session, group_id, month)
        return plan or Plan(group_id, nth_weekday(month, 1, 2), *hours_in(session))


def _next_number(session: Session, year: int) -> int:
    query = select(func.max(Round.number)).where(col(Round.removed).is_(False), Round.year == year)
    return (session.exec(query).one() or 0) + 1


def _label(number: int, month: date) -> str:
    return f"Arrange round {number}, {month:%B %Y}"


def reporting_year_in(session: Session, day: date) -> int:
    """As :func:`reporting_year`, inside a read or a change."""
    starts = session.exec(select(Partnership.year_starts_month)).first() or 4
    return day.year if day.month >= starts else day.year - 1


def arrange_round_in(
    session: Session, year: int, number: int, month: date, template_id: str | None, title: str
) -> str:
    """As :func:`arrange_round`, inside a change."""
    month = month.replace(day=1)
    kept_title = line(title, "The round's title")
    if number < 1:
        raise Refused("Rounds are numbered from 1. Nothing has been changed.")
    if reporting_year_in(session, month) != year:
        raise Refused(f"{month:%B %Y} is not in the year {year_words(year)}. Nothing has been changed.")
    round_id = meeting_point("round", str(year), str(number))
    held = session.get(Round, round_id)
    if held is not None and not held.removed:
        raise Refused(
            f"Round {number} of {year_words(year)} is already there ({held.month:%B %Y}). Nothing has been changed."
        )
    if held is None:
        held = Round(id=round_id, year=year, number=number, month=month)
        session.add(held)
    held.month, held.title, held.removed = month, kept_title, False
    _copy_template(session, round_id, template_id)
    return round_id


def _copy_template(session: Session, round_id: str, template_id: str | None) -> None:
    items = items_in(session, round_template_in(session, template_id))
    for one in items:
        item_id = meeting_point("agenda_item", round_id, one.id)
        item = session.get(AgendaItem, item_id)
        if item is None:
            item = AgendaItem(id=item_id, round_id=round_id, position=0, title="", kind="")
            session.add(item)
        # A round that was taken back and is arranged again starts from the template, not from old edits.
        item.removed = False
        item.position, item.title, item.kind, item.duty = one.position, one.title, one.kind, one.duty
        item.minutes, item.lead, item.paper = one.minutes, one.lead, one.paper
        item.lead_person_id = item.theme_id = None
        for place, text in enumerate(filter(None, map(str.strip, one.questions.splitlines())), start=1):
            question_id = meeting_point("question", item_id, str(place))
            question = session.get(Question, question_id)
            if question is None:
                question = Question(id=question_id, item_id=item_id, position=place, text=text)
                session.add(question)
            question.text, question.position, question.removed = text, place, False


def _month_after(months: Sequence[date], today: date) -> date:
    if not months:
        return months_later(today, 1)
    gap = months_between(months[1], months[0]) if len(months) > 1 else MONTHS_BETWEEN
    return months_later(months[0], max(1, gap))


def plans_in(session: Session, month: date) -> tuple[Plan, ...]:
    """As :func:`suggest_plans`, inside a read or a change."""
    groups = session.exec(
        select(Group.id)
        .where(col(Group.removed).is_(False), Group.kind == "group")
        .order_by(col(Group.position), col(Group.name))
    ).all()
    free = nth_weekday(month, 1, 2)
    plans = []
    for group_id in groups:
        plan = plan_like_last_in(session, group_id, month)
        if plan is None:
            plan = Plan(group_id, free, *hours_in(session))
            free += timedelta(days=3 if free.weekday() == 4 else 1)
        plans.append(plan)
    return tuple(plans)


def plan_like_last_in(session: Session, group_id: str, month: date) -> Plan | None:
    """A plan like the group's last meeting before ``month``; None when it has not met."""
    last = session.exec(
        select(Meeting)
        .where(
            Meeting.group_id == group_id,
            col(Meeting.removed).is_(False),
            col(Meeting.status).not_in(GONE),
            col(Meeting.kind) == MeetingKind.ORDINARY,
            col(Meeting.date) < month,
        )
        .order_by(col(Meeting.date).desc())
    ).first()
    if last is None:
        return None
    day = nth_weekday(month, last.date.weekday(), (last.date.day + 6) // 7)
    return Plan(group_id, day, last.starts, last.ends, Mode(last.mode), last.venue)


def hours_in(session: Session) -> tuple[time, time]:
    """The hours of the first agenda template, else ten to twelve."""
    chosen = session.get(Template, round_template_in(session, None))
    starts, ends = ("10:00", "12:00") if chosen is None else (chosen.starts, chosen.ends)
    return time.fromisoformat(starts), time.fromisoformat(ends)
