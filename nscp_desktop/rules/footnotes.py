"""Footnotes to attendance: who came late or left early, and who stood for two seats (E5).

Times are written as minutes write them (10.25am); the screen's 24-hour clock is not for here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import Entry, and_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered note under a table."""

    number: int
    text: str

    @property
    def line(self) -> str:
        """As it stands under the table: "(1) arrived 10.25am, item 6"."""
        return f"({self.number}) {self.text}"


@dataclass(frozen=True, slots=True)
class Numbered:
    """Footnotes in the order they are first met, and the number for each text given (None for no text)."""

    numbers: tuple[int | None, ...]
    notes: tuple[Footnote, ...]


def minutes_time(at: time) -> str:
    """A time as minutes write it: 10.25am, 12.00pm; midnight is 12.00am."""
    return f"{at.hour % 12 or 12}.{at.minute:02d}{'am' if at.hour < 12 else 'pm'}"


def item_at(at: time, starts: Sequence[tuple[str, time]]) -> str:
    """The number of the item under way, from (number, start) in running order.

    An item is under way from its very start; before the first one there is none (empty text).
    """
    under_way = ""
    for number, start in starts:
        if start <= at:
            under_way = number
    return under_way


def part_attendance(entry: Entry) -> str:
    """Give "arrived 10.25am, item 6; left 11.30am, item 9", empty for somebody there throughout (E5)."""
    parts: list[str] = []
    if entry.came and entry.arrived is not None:
        parts.append(_moment("arrived", entry.arrived, entry.arrived_item))
    if entry.came and entry.left is not None:
        parts.append(_moment("left", entry.left, entry.left_item))
    return "; ".join(parts)


def two_seats(deputy_name: str, member_names: Sequence[str]) -> str:
    """The note to a deputy's marks when one person filled several seats; empty for one seat (F8)."""
    if len(member_names) < 2:
        return ""
    seats = {2: "two", 3: "three", 4: "four"}.get(len(member_names), str(len(member_names)))
    attended_for = and_list(f"for {name}" for name in member_names)
    return f"{deputy_name} attended {attended_for}: one person, {seats} seats"


def deputy_label(initials: str, member_initials: Sequence[str]) -> str:
    """How minutes write a deputy: "PC (for JM)", "PC (for JM and JMa)"; a gap reads "member unknown" (E2)."""
    if not member_initials:
        return f"{initials} (deputy, member unknown)"
    return f"{initials} (for {and_list(member_initials)})"


def number_footnotes(texts: Iterable[str]) -> Numbered:
    """Number the texts in reading order; equal texts share one note, empty texts have none."""
    known: dict[str, int] = {}
    numbers = tuple(known.setdefault(text, len(known) + 1) if text else None for text in texts)
    return Numbered(numbers, tuple(Footnote(number, text) for text, number in known.items()))


def superscript(number: int) -> str:
    """A footnote's mark as raised figures: 12 gives "¹²"."""
    return str(number).translate(_SUPERSCRIPTS)


def _moment(verb: str, at: time, item: str) -> str:
    return f"{verb} {minutes_time(at)}" + (f", item {item}" if item else "")
