"""School holidays as a coordinator writes them down, one a line: "Autumn half term: 26 Oct 2026 to 30 Oct 2026".

A line that begins with # is a remark. The year may be left out of the first of two days.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import quoted
from nscp_desktop.rules.year import MONTHS, long_date
from nscp_desktop.rules.year_dates import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

EXAMPLE: Final = "Autumn half term: 26 Oct 2026 to 30 Oct 2026"

LONGEST_DAYS = 70
"""The summer holidays are six weeks; what lasts longer is taken for a slip of the year."""

_MONTH = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}
_WORDS = re.compile(r"^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)(?:\s+(\d{4}))?$", re.ASCII)
_FIGURES = re.compile(r"^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$", re.ASCII)
_TO = re.compile(r"\s+(?:to|until|till)\s+|\s*[–—]\s*|\s+-\s+")


def spans_in(text: str) -> tuple[Span, ...]:
    """The holidays that the lines say, by their first day; refuses a line that cannot be read, naming it."""
    found = []
    for line in text.splitlines():
        said = line.strip()
        if said and not said.startswith("#"):
            found.append(_span(said))
    return tuple(sorted(found, key=lambda one: (one.starts, one.ends, one.name)))


def readable(text: str) -> tuple[Span, ...]:
    """As :func:`spans_in`, leaving out the lines that cannot be read."""
    found: list[Span] = []
    for line in text.splitlines():
        try:
            found += spans_in(line)
        except Refused:
            continue
    return tuple(sorted(found, key=lambda one: (one.starts, one.ends, one.name)))


def known_until(spans: Iterable[Span]) -> date | None:
    """The last day of the last holiday; beyond it nothing is known. None when there is none."""
    return max((one.ends for one in spans), default=None)


def written(spans: Iterable[Span]) -> str:
    """The lines that say these holidays."""
    return "\n".join(
        f"{one.name}: {long_date(one.starts)}"
        + ("" if one.ends == one.starts else f" to {long_date(one.ends)}")
        for one in spans
    )


def _span(said: str) -> Span:
    name, colon, days = said.partition(":")
    parts = _TO.split(days.strip().casefold())
    if not (colon and name.strip() and 1 <= len(parts) <= 2 and parts[0]):
        raise _unread(said)
    last = _day(said, parts[-1])
    first = _day(said, parts[0], last) if len(parts) == 2 else last
    if last < first:
        raise Refused(f"{quoted(said)} ends before it begins. Correct that line. Nothing has been changed.")
    if (last - first).days > LONGEST_DAYS:
        raise Refused(
            f"{quoted(said)} is longer than ten weeks. Check the year in that line. Nothing has been changed."
        )
    return Span(name.strip(), first, last)


def _day(said: str, words: str, last: date | None = None) -> date:
    """The day that the words say; without a year it is the one up to ``last``."""
    found = _WORDS.match(words) or _FIGURES.match(words)
    if found is None:
        raise _unread(said)
    day, month, year = found.groups()
    number = int(month) if month.isdigit() else _MONTH.get(month[:3], 0)
    try:
        if year is not None:
            return date(int(year), number, int(day))
        if last is None:
            raise _unread(said)
        near = date(last.year, number, int(day))
        return near if near <= last else near.replace(year=last.year - 1)
    except ValueError:
        raise _unread(said) from None


def _unread(said: str) -> Refused:
    return Refused(
        f"{quoted(said)} cannot be read. Write a holiday as {quoted(EXAMPLE)}. Nothing has been changed."
    )
