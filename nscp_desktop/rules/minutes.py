"""Minutes and the days they may take: working days since the meeting, and how they stand in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nscp_desktop.rules.meetings import MinutesState
from nscp_desktop.rules.wording import counted

_SATURDAY = 5

MINUTES = "minutes"
"""The kind of paper under which issued minutes are kept."""


class Urgency(StrEnum):
    """Whether minutes need somebody: not at all, soon, or they are late."""

    NONE = "none"
    WAITING = "waiting"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Standing:
    """How minutes stand: "draft, day 2 of 10", "draft 1 issued", "agreed"; empty words before there are any."""

    words: str
    urgency: Urgency = Urgency.NONE


def working_days(after: date, until: date) -> int:
    """How many working days lie after one day, up to another and with it; Saturdays and Sundays are none.

    Bank holidays are not known here and count as working days: minutes are due rather too soon than too late.
    """
    days = max(0, (until - after).days)
    return sum((after + timedelta(days=n)).weekday() < _SATURDAY for n in range(1, days + 1))


def issue_by(held_on: date, days: int) -> date:
    """The last working day on which minutes are in time, ``days`` working days after their meeting."""
    day = held_on
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day


def standing(state: MinutesState, issued: int, held_on: date, today: date, days: int) -> Standing:
    """How the minutes of a meeting stand on a day; ``issued`` is the last version issued, 0 for none.

    ``days`` are the working days the partnership gives them.
    """
    if state is MinutesState.NONE:
        return Standing("")
    if state is MinutesState.AGREED:
        return Standing("agreed")
    if issued:
        return Standing(f"draft {issued} issued")
    day = working_days(held_on, today)
    if day == 0:
        return Standing("new draft", Urgency.WAITING)
    if day > days:
        return Standing(f"draft, {counted(day - days, 'day')} late", Urgency.LATE)
    return Standing(f"draft, day {day} of {days}", Urgency.WAITING)
