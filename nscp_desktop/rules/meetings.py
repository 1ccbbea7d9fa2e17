"""Meetings: what state they are in, of what kind they are, how people come to them, and how that is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum


class Status(StrEnum):
    """How far a meeting has come; only a held one counts (E8)."""

    ARRANGED = "arranged"
    RUNNING = "running"
    HELD = "held"
    CANCELLED = "cancelled"
    REARRANGED = "rearranged"


class MeetingKind(StrEnum):
    """What a meeting is; only ordinary ones enter F1 to F8."""

    ORDINARY = "ordinary"
    EXTRA = "extra session"
    REVIEW = "learning review"


class Mode(StrEnum):
    """Where people meet."""

    ROOM = "room"
    ONLINE = "online"
    BOTH = "both"


class MinutesState(StrEnum):
    """How far a meeting's minutes have come; NONE until the meeting is closed."""

    NONE = ""
    DRAFT = "draft"
    AGREED = "agreed"


GONE = frozenset({Status.CANCELLED, Status.REARRANGED})
"""Meetings that did not and will not take place on their day."""


SAME_START = timedelta(hours=3)
"""Opened within so much of its plan a meeting is early or late; beyond it, it was at another time altogether."""


def begins(planned: datetime, opened: datetime | None) -> datetime:
    """When a meeting begins: by its plan; when it was opened, if that was another time of day altogether."""
    if opened is None or abs(opened - planned) < SAME_START:
        return planned
    return opened.astimezone(planned.tzinfo)


def ordinal(number: int) -> str:
    """A number as a place in order: "1st", "5th", "11th", "22nd"."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def place_in_year(number: int, of: int) -> str:
    """Which of the year's rounds this is: "5th of 6"."""
    return f"{ordinal(number)} of {of}"


_PLACE = {Mode.ROOM: "place not set", Mode.ONLINE: "online", Mode.BOTH: "in the room and online"}


def place(mode: Mode, venue: str) -> str:
    """Where a meeting is: the venue as typed ("Quaker Lane Hall + Teams"), else what is known."""
    return venue or _PLACE[mode]


def months_later(day: date, months: int) -> date:
    """The first day of the month that lies so many months after that of ``day``."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def months_between(earlier: date, later: date) -> int:
    """How many months the month of ``later`` lies after that of ``earlier``."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def nth_weekday(month: date, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, Monday being 0; the last one when the month has no fifth.

    ``month`` is the month's first day.
    """
    day = month + timedelta(days=(weekday - month.weekday()) % 7, weeks=nth - 1)
    return day if day.month == month.month else day - timedelta(weeks=1)
