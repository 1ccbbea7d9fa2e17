"""The agenda: kinds of item, times that reflow from the lengths, and whether it fits the meeting.

Lengths are whole minutes. A meeting may run past midnight; nothing else in the field does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date

DAY_MINUTES = 24 * 60
LONGEST_MINUTES = 600


class ItemKind(StrEnum):
    """The field's types of agenda item."""

    FORMAL = "formal"
    DECISION = "decision"
    PRESENTATION = "presentation"
    BREAKOUT = "breakout"
    FEEDBACK = "feedback"
    WRITTEN = "written"
    STANDING = "standing"
    INFORMATION = "information"


class Duty(StrEnum):
    """What the program does of itself at an item."""

    NONE = ""
    WELCOME = "welcome"
    APOLOGIES = "apologies"
    DECLARATIONS = "declarations"
    MINUTES = "minutes"
    MATTERS = "matters"
    UPDATES = "updates"
    YOUTH_BOARD = "youth board"
    BREAKOUT = "breakout"
    FEEDBACK = "feedback"
    COMMITMENTS = "commitments"
    CHALLENGES = "challenges"
    WHAT_CHANGED = "what changed"
    WORKPLAN = "workplan"
    OTHER_BUSINESS = "other business"
    CLOSE = "close"


DEFAULT_MINUTES: Mapping[ItemKind, int] = MappingProxyType(
    {
        ItemKind.FORMAL: 3,
        ItemKind.DECISION: 10,
        ItemKind.PRESENTATION: 25,
        ItemKind.BREAKOUT: 30,
        ItemKind.FEEDBACK: 12,
        ItemKind.WRITTEN: 5,
        ItemKind.STANDING: 10,
        ItemKind.INFORMATION: 5,
    }
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One agenda item as far as its time is concerned; ``number`` is given by the order."""

    slot_id: str
    title: str
    minutes: int
    kind: ItemKind = ItemKind.FORMAL
    duty: Duty = Duty.NONE
    number: int = 0


@dataclass(frozen=True, slots=True)
class TimedSlot:
    """An item with its times of day; ``day`` counts midnights passed when it starts."""

    slot: Slot
    start: time
    end: time
    day: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """Planned minutes against the minutes there are."""

    total: int
    available: int

    @property
    def over(self) -> int:
        """Minutes planned beyond the end, else 0."""
        return max(0, self.total - self.available)

    @property
    def under(self) -> int:
        """Minutes not planned, else 0."""
        return max(0, self.available - self.total)

    @property
    def words(self) -> str:
        """What the agenda says under its last item: "9 minutes over"."""
        if self.over:
            return f"{counted(self.over, 'minute')} over"
        if self.under:
            return f"{counted(self.under, 'minute')} to spare"
        return "fits to the minute"


def check_minutes(minutes: int) -> int:
    """Give the length back; refuses (``Refused``) less than 0 and more than 600 minutes."""
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise Refused(f"An item can last from 0 to {LONGEST_MINUTES} minutes. Nothing has been changed.")
    return minutes


def numbered(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Give the items with their numbers, from 1 in the order they stand."""
    return tuple(replace(slot, number=number) for number, slot in enumerate(slots, start=1))


def reflow(starts: time, slots: Iterable[Slot]) -> tuple[TimedSlot, ...]:
    """Give each item its number, start and end, one after the other from ``starts``.

    An item of no minutes starts and ends at the same time; a length below nothing counts as none.
    """
    timed = []
    at = _minute_of_day(starts)
    for slot in numbered(slots):
        after = at + max(0, slot.minutes)
        timed.append(TimedSlot(slot, _clock(at), _clock(after), at // DAY_MINUTES))
        at = after
    return tuple(timed)


def total_minutes(slots: Iterable[Slot]) -> int:
    """Give the minutes of all items together."""
    return sum(max(0, slot.minutes) for slot in slots)


def length(starts: time, ends: time) -> int:
    """Give the minutes between two times of day; an end not after the start is the next day's."""
    minutes = _minute_of_day(ends) - _minute_of_day(starts)
    return minutes if minutes > 0 else minutes + DAY_MINUTES


def ends_at(starts: time, slots: Iterable[Slot]) -> time:
    """Give the time of day at which the last item ends."""
    return _clock(_minute_of_day(starts) + total_minutes(slots))


def balance(starts: time, ends: time, slots: Iterable[Slot]) -> Balance:
    """Compare the items with the time between the meeting's start and its planned end."""
    return Balance(total_minutes(slots), length(starts, ends))


def _minute_of_day(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minute: int) -> time:
    within = minute % DAY_MINUTES
    return time(within // 60, within % 60)


def agenda_title(short: str, day: date) -> str:
    """What an agenda is called, on its first page and in the journal when it is printed or saved."""
    return f"Agenda, {short}, {long_date(day)}"
