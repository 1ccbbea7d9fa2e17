"""The sample's dates: two rounds held, one under way around today, one to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.meetings import Mode, months_later, nth_weekday
from nscp_desktop.sample.people import main_group
from nscp_desktop.services import agenda, meetings, partnership, rounds, shared_agenda

if TYPE_CHECKING:
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.services.partnership import GroupFacts
    from nscp_desktop.store import Store

MONTHS = (-4, -2, 0, 2)
"""How far each of the sample's rounds lies from this month."""
_STARTS = (time(10), time(13, 30), time(10), time(10), time(9, 30), time(14))
_DAYS_AFTER = (2, 3, 5, 6, 8)


@dataclass(frozen=True, slots=True)
class HeldRound:
    """A round of the sample with its words (see ``resources/sample/meetings.toml``) and its meetings by day."""

    words: dict[str, Any]
    meetings: tuple[MeetingFacts, ...]


def arrange(store: Store, words: dict[str, Any], today: date) -> tuple[HeldRound, ...]:
    """Arrange the four rounds with a meeting for every group; the main group meets on ``today``."""
    themes = {one.code: one.theme_id for one in partnership.themes(store)}
    found = []
    for months, said in zip(MONTHS, words["round"], strict=True):
        month = months_later(today, months)
        main_day = today if months == 0 else _like(today, month)
        plans = _plans(store, main_day, words["venues"])
        year = rounds.reporting_year(store, month)
        starts = partnership.partnership(store).year_starts_month
        number = (month.month - starts) % 12 // 2 + 1
        round_id = rounds.arrange_round_with_meetings(store, year, number, month, plans, title=said["title"])
        arranged = meetings.meetings_of_round(store, round_id)
        _name_items(store, arranged[0].id, said, themes.get(said["theme"], ""))
        found.append(HeldRound(said, tuple(sorted(arranged, key=lambda one: (one.date, one.starts)))))
    return tuple(found)


def _like(today: date, month: date) -> date:
    """The day of a month that is like today: the same weekday and week, never at a weekend."""
    weekday = today.weekday() if today.weekday() < 5 else 3
    return nth_weekday(month, weekday, (today.day - 1) // 7 + 1)


def _plans(store: Store, main_day: date, venues: list[str]) -> list[rounds.Plan]:
    listed = partnership.groups(store)
    main = main_group(store)
    before = listed.index(main)
    plans = []
    for place, group in enumerate(listed):
        apart = place - before
        day = (
            main_day if apart == 0 else working_day(main_day, _DAYS_AFTER[apart - 1] if apart > 0 else apart)
        )
        starts = time(10) if group == main else _STARTS[place % len(_STARTS)]
        mode = Mode.ONLINE if place % 3 == 1 else Mode.BOTH
        venue = "" if mode is Mode.ONLINE else f"{venues[place % len(venues)]} and Microsoft Teams"
        plans.append(
            rounds.Plan(group.group_id, day, starts, time(starts.hour + 2, starts.minute), mode, venue)
        )
    return plans


def working_day(day: date, steps: int) -> date:
    """The day so many working days after (or before) another."""
    one = 1 if steps > 0 else -1
    while steps:
        day += timedelta(days=one)
        steps -= one * (day.weekday() < 5)
    return day


def _name_items(store: Store, meeting_id: str, said: dict[str, Any], theme_id: str) -> None:
    """Give the presentation and the breakout of a round their titles, theme and speaker."""
    for row in agenda.agenda(store, meeting_id).rows:
        if row.kind == ItemKind.PRESENTATION:
            shared_agenda.edit_item(
                store,
                row.item_id,
                title=said["presentation"],
                lead=said["speaker"]["name"] or "Speaker",
                theme_id=theme_id,
            )
        elif row.kind == ItemKind.BREAKOUT:
            shared_agenda.edit_item(store, row.item_id, title=said["breakout"], theme_id=theme_id)


def is_main(store: Store, meeting: MeetingFacts) -> bool:
    """Whether it is the main group's meeting."""
    group: GroupFacts = main_group(store)
    return meeting.group_id == group.group_id
