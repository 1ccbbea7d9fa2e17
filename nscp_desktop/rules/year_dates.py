"""A year's dates: which days a group's pattern gives, and what each of them clashes with, in sentences.

Nothing here refuses a day. Whoever issues the dates sees every clash and decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from nscp_desktop.rules.meetings import months_between, months_later, nth_weekday, ordinal
from nscp_desktop.rules.wording import fold
from nscp_desktop.rules.year import MONTHS, long_date

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
    from datetime import date, time

MONTHS_APART = 2
"""Rounds are bimonthly."""

NOTICE_MONTHS = 3
"""How long before a meeting its date should be known."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH = ("first", "second", "third", "fourth", "last")
_SATURDAY = 5
_NOT_ROOMS = frozenset({"", "teams", "ms teams", "microsoft teams", "zoom", "online", "video"})


class ClashKind(StrEnum):
    """What a day may clash with."""

    BANK_HOLIDAY = "bank holiday"
    WEEKEND = "weekend"
    SCHOOL_HOLIDAY = "school holiday"
    CO_CHAIR = "same co-chair"
    ROOM = "same room"
    GROUP = "group meets already"
    NOTICE = "short notice"


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason to look at a day again, with the sentence that says it."""

    kind: ClashKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """The nth such weekday of a month, Monday being 0; the fifth is the last."""

    weekday: int
    nth: int

    @property
    def words(self) -> str:
        """The pattern as people say it: "second Thursday"."""
        return f"{_NTH[self.nth - 1]} {WEEKDAYS[self.weekday]}"

    def day_in(self, month: date) -> date:
        """The day it gives in a month; ``month`` is the month's first day."""
        return nth_weekday(month, self.weekday, self.nth)


def pattern_of(day: date) -> Pattern:
    """The pattern that a day follows in its month."""
    return Pattern(day.weekday(), (day.day + 6) // 7)


def pattern_words(days: Collection[date]) -> str:
    """What days of several months have in common: "second Thursday", "Fridays", or nothing."""
    patterns = {pattern_of(day) for day in days}
    if len(patterns) == 1:
        return patterns.pop().words
    weekdays = {one.weekday for one in patterns}
    return f"{WEEKDAYS[weekdays.pop()]}s" if len(weekdays) == 1 else ""


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which there is a holiday, both included; ``whose`` are the schools it is of, if not all."""

    name: str
    starts: date
    ends: date
    whose: str = ""

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as far as its clashes are concerned; ``chairs`` are the co-chairs on that day, by id.

    ``key`` tells it from the others, ``body`` is the group as a sentence names it. ``place`` is empty when
    nobody needs a room.
    """

    key: Hashable
    body: str
    day: date
    starts: time
    ends: time
    place: str = ""
    chairs: Mapping[str, str] | None = None

    def meets_with(self, other: Sitting) -> bool:
        """Whether both are under way at one time."""
        return self.day == other.day and self.starts < other.ends and other.starts < self.ends

    @property
    def hours(self) -> str:
        """When it begins and ends: "10:00 to 12:00"."""
        return f"{self.starts:%H:%M} to {self.ends:%H:%M}"


def months_of(start: date, in_step_with: date | None = None, apart: int = MONTHS_APART) -> tuple[date, ...]:
    """The months in which the rounds of a year are held: every other one.

    ``start`` is the first day of the year. They keep step with the month of ``in_step_with``, when a round
    is known; else the first is the year's second month.
    """
    first = 1 if in_step_with is None else months_between(start, in_step_with) % apart
    return tuple(months_later(start, count) for count in range(first, 12, apart))


def rounds_numbered(months: Sequence[date], taken: Mapping[date, int]) -> tuple[tuple[int, date], ...]:
    """A number for the round of each month: the one it has, else its place in the year if that is free."""
    used = set(taken.values())
    numbered = []
    for at, month in enumerate(months, start=1):
        number = taken.get(month)
        if number is None:
            number = at
            while number in used:
                number += 1
            used.add(number)
        numbered.append((number, month))
    return tuple(numbered)


def earliest_with_notice(today: date) -> date:
    """The first day that leaves three months' notice."""
    return today + relativedelta(months=NOTICE_MONTHS)


def clashes(
    wanted: Sequence[Sitting],
    standing: Iterable[Sitting],
    bank_holidays: Iterable[Span],
    school_holidays: Iterable[Span],
    today: date,
) -> dict[Hashable, tuple[Clash, ...]]:
    """What each wanted meeting clashes with, by its key; those that clash with nothing are absent.

    ``standing`` are meetings that are arranged already.
    """
    closed, schools = tuple(bank_holidays), tuple(school_holidays)
    by_day: dict[date, list[Sitting]] = {}
    for one in (*wanted, *standing):
        by_day.setdefault(one.day, []).append(one)
    found: dict[Hashable, tuple[Clash, ...]] = {}
    for one in wanted:
        others = [other for other in by_day[one.day] if other.key != one.key and one.meets_with(other)]
        said = (
            *_of_the_day(one.day, closed, schools),
            *(clash for other in others for clash in _between(one, other)),
            *_of_notice(one.day, today),
        )
        if said:
            found[one.key] = said
    return found


def summary(found: Collection[tuple[Clash, ...]], wanted: int) -> str:
    """How so many wanted dates stand, in a sentence; ``found`` are the clashes of those that have any."""
    if not wanted:
        return "There is no date to issue."
    if not found:
        return "No clashes."
    counts: dict[ClashKind, int] = {}
    for said in found:
        for kind in {clash.kind for clash in said}:
            counts[kind] = counts.get(kind, 0) + 1
    parts = ", ".join(f"{kind} {counts[kind]}" for kind in ClashKind if kind in counts)
    days = "1 date has" if len(found) == 1 else f"{len(found)} dates have"
    return f"{days} something to look at: {parts}."


def in_words(said: Iterable[Clash]) -> str:
    """Every clash of a date in its sentence; empty without any."""
    return " ".join(one.sentence for one in said)


def in_short(said: Iterable[Clash]) -> str:
    """The clashes of one date as the sentence after a deed has room for them; empty without any."""
    kinds = {one.kind for one in said}
    named = ", ".join(kind.value for kind in ClashKind if kind in kinds)
    return f"To look at: {named}." if named else ""


def _of_the_day(day: date, closed: Iterable[Span], schools: Iterable[Span]) -> list[Clash]:
    said = [
        Clash(ClashKind.BANK_HOLIDAY, f"{_dated(day)} is a bank holiday: {one.name}.")
        for one in closed
        if one.covers(day)
    ]
    if day.weekday() >= _SATURDAY:
        said.append(Clash(ClashKind.WEEKEND, f"{_dated(day)} is at the weekend."))
    for one in schools:
        if one.covers(day):
            whose = f" ({one.whose})" if one.whose else ""
            until = f" until {one.ends.day} {MONTHS[one.ends.month - 1]}" if one.ends != day else ""
            said.append(
                Clash(
                    ClashKind.SCHOOL_HOLIDAY,
                    f"{_dated(day)} is in the school holidays{until}: {one.name}{whose}.",
                )
            )
    return said


def _between(one: Sitting, other: Sitting) -> list[Clash]:
    if one.body == other.body:
        return [Clash(ClashKind.GROUP, f"{one.body} already meets on {_dated(other.day)}, {other.hours}.")]
    mine, theirs = one.chairs or {}, other.chairs or {}
    said = [
        Clash(ClashKind.CO_CHAIR, f"{name} also chairs {other.body} on {_dated(other.day)}, {other.hours}.")
        for person, name in mine.items()
        if person in theirs
    ]
    theirs_folded = _rooms(other.place)
    said += [
        Clash(ClashKind.ROOM, f"{words} is also {other.body}'s on {_dated(other.day)}, {other.hours}.")
        for folded, words in _rooms(one.place).items()
        if folded in theirs_folded
    ]
    return said


def _of_notice(day: date, today: date) -> list[Clash]:
    if day < today:
        return [Clash(ClashKind.NOTICE, f"{_dated(day)} has gone by.")]
    if day < earliest_with_notice(today):
        weeks = (day - today).days // 7
        notice = f"{weeks} weeks'" if weeks > 1 else "1 week's" if weeks else "less than a week's"
        return [
            Clash(
                ClashKind.NOTICE,
                f"{_dated(day)} gives {notice} notice; three months are the least a member needs.",
            )
        ]
    return []


def _rooms(place: str) -> dict[str, str]:
    """The rooms that a place names, folded, with the words: "Quaker Lane Hall + Teams" is one room."""
    parts = (part.strip() for part in place.split("+"))
    return {fold(part): part for part in parts if fold(part) not in _NOT_ROOMS}


def _dated(day: date) -> str:
    """A day as its clash names it: "Thursday 14 January 2027"."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def place_words(number: int, month: date) -> str:
    """The round as a table's head names it: "1st, May 2027"."""
    return f"{ordinal(number)}, {MONTHS[month.month - 1]} {month.year}"
