"""What the room may see of a running meeting: the item, the time left, and in a breakout its rooms.

Never notes, never what was recorded, and of a confidential item not even its title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.rules.wording import counted

if TYPE_CHECKING:
    from datetime import datetime

CONFIDENTIAL = "Confidential part"
"""What stands in the place of a confidential item's title."""

LAST_MINUTES = 2
"""So many minutes before its end an item's time is shown as running out."""


@dataclass(frozen=True, slots=True)
class RoomOfPeople:
    """A breakout room as its people look for it: its number, their names, and who leads it."""

    number: int
    people: tuple[str, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class RoomScreenView:
    """What the room screen shows. ``ends`` is when the item's planned time is over; None while nothing runs.

    ``minutes`` is the item's planned length; while the meeting is ``adjourned`` no time runs.
    """

    group: str
    number: int
    title: str
    lead: str = ""
    minutes: int = 0
    ends: datetime | None = None
    following: str = ""
    rooms: tuple[RoomOfPeople, ...] = ()
    questions: tuple[str, ...] = ()
    adjourned: bool = False


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The time of an item at one moment: in words, the share of it that is gone (0 to 1), and how urgent it is."""

    words: str
    share: float
    soon: bool = False
    over: bool = False


def shown_title(title: str, *, restricted: bool) -> str:
    """An item's title as the room may see it."""
    return CONFIDENTIAL if restricted else title


def time_left(view: RoomScreenView, now: datetime) -> TimeLeft:
    """How much of an item's planned time is left at ``now``; whole minutes, counted up until they are gone.

    Both moments must be aware; nothing is said while no item runs.
    """
    if view.adjourned:
        return TimeLeft("Adjourned", 0.0)
    if view.ends is None:
        return TimeLeft("", 0.0)
    seconds = (view.ends - now).total_seconds()
    share = min(1.0, max(0.0, 1 - seconds / (view.minutes * 60))) if view.minutes > 0 else 1.0
    if seconds <= 0:
        past = int(-seconds // 60)
        return TimeLeft(f"{past} min over" if past else "Time is up", share, over=True)
    left = int(-(-seconds // 60))
    return TimeLeft(f"{counted(left, 'minute')} left", share, soon=left <= LAST_MINUTES)
