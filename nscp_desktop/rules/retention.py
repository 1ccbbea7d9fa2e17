"""What a group keeps for how long, what a legal hold covers, and how a name is found in what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from nscp_desktop.rules.wording import counted, fold
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from collections.abc import Collection

REMOVED_PERSON = "Removed person"
"""What stands for a person who was removed for good, where statistics still need the row."""

MOST_MONTHS = 1200


class What(StrEnum):
    """What a rule is about: whole meetings, people who left, or the working notes behind agreed minutes."""

    MEETINGS = "meetings"
    PEOPLE = "people"
    NOTES = "notes"


class Held(StrEnum):
    """What a legal hold can be on."""

    PERSON = "person"
    MEETING = "meeting"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold that stands: what it is on, in words too ("Ann Sale"), since when and why."""

    kind: Held
    subject_id: str
    subject: str
    set_on: date
    reason: str

    @property
    def words(self) -> str:
        """The hold as a refusal says it: "Ann Sale is under a legal hold since 3 January 2027: letter"."""
        return (
            f"{self.subject} is under a legal hold since {long_date(self.set_on)}: {self.reason.rstrip('.')}."
        )


@dataclass(frozen=True, slots=True)
class Concern:
    """What a removal concerns: the ids of people, meetings and groups."""

    people: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


def covering(holds: Collection[Hold], concern: Concern) -> Hold | None:
    """The oldest hold that covers what is concerned, or None."""
    ids = {Held.PERSON: concern.people, Held.MEETING: concern.meetings, Held.GROUP: concern.groups}
    found = [hold for hold in holds if hold.subject_id in ids[hold.kind]]
    return min(found, key=lambda hold: (hold.set_on, hold.subject), default=None)


def due_on(last: date, months: int) -> date:
    """The day on which something of ``last`` is due after so many months; the 31st becomes a month's end."""
    at = last.year * 12 + last.month - 1 + months
    year, month = divmod(at, 12)
    day = last.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:
            day -= 1


def span(months: int) -> str:
    """A number of months in words: "7 years", "18 months"."""
    return counted(months // 12, "year") if months % 12 == 0 and months else counted(months, "month")


def names_pattern(names: Collection[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of these names in folded text, as whole words; None when there is no name."""
    folded = sorted({fold(name) for name in names} - {""}, key=len, reverse=True)
    if not folded:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in folded))


def named_in(text: str, pattern: re.Pattern[str] | None) -> bool:
    """Whether one of the names stands in a text, whatever its accents, apostrophes and capitals."""
    return pattern is not None and pattern.search(fold(text)) is not None
