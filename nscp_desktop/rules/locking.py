"""When the program locks itself: after so many minutes without a key, and after sleep."""

from enum import StrEnum
from typing import Final

IDLE_MINUTES: Final = 10
MEETING_MINUTES: Final = 60
LEAST_MINUTES: Final = 1
MOST_MINUTES: Final = 240
SLEEP_SECONDS: Final = 30
"""A longer gap of the wall clock between two looks at it means that the laptop slept."""


class Reason(StrEnum):
    """Why the program was locked."""

    KEY = "key"
    IDLE = "idle"
    SLEEP = "sleep"


def slept(seconds: float) -> bool:
    """Whether a gap of the wall clock of so many seconds means sleep; a clock that was set back does not."""
    return seconds > SLEEP_SECONDS


def idle_too_long(seconds: float, minutes: int) -> bool:
    """Whether so many seconds without a key or the mouse are the ``minutes`` after which it locks."""
    return seconds >= minutes * 60


def kept_minutes(said: str | None, usual: int) -> int:
    """The minutes that a setting says, ``usual`` when it says nothing that may be set."""
    if said is None or not said.isascii() or not said.isdecimal() or len(said) > len(str(MOST_MINUTES)):
        return usual
    return int(said) if may_be_set(int(said)) else usual


def may_be_set(minutes: int) -> bool:
    """Whether so many minutes may be chosen: never none, and never so many that it would not lock in a day's work."""
    return LEAST_MINUTES <= minutes <= MOST_MINUTES


def words(reason: Reason, at: str, minutes: int) -> str:
    """What the lock screen says: when (``at`` is 10:48) and why it was locked."""
    why = {
        Reason.KEY: "",
        Reason.IDLE: f" Nobody had pressed a key for {minutes} minute{'' if minutes == 1 else 's'}.",
        Reason.SLEEP: " The laptop had been asleep, or its clock was put forward.",
    }
    return f"Locked at {at}.{why[reason]}"
