"""How the field writes dates and counts in sentences: Thursday 14 January 2027, six meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.rules.year import MONTHS, long_date

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def weekday(on: date) -> str:
    """A date with the day of the week: Thursday 14 January 2027."""
    return f"{_WEEKDAYS[on.weekday()]} {long_date(on)}"


def near(on: date, today: date) -> str:
    """A date, without its year while it cannot be mistaken for another year's: 2 December."""
    if abs((today - on).days) > 300:
        return long_date(on)
    return f"{on.day} {MONTHS[on.month - 1]}"


def month(on: date) -> str:
    """A month of a year: April 2026."""
    return f"{MONTHS[on.month - 1]} {on.year}"


def number(n: int) -> str:
    """A count in words up to nine, in figures from ten; 0 is "no"."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def spelled(n: int, one: str, many: str = "") -> str:
    """A count with its noun: one room, four rooms, 12 rooms."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def capital(sentence: str) -> str:
    """The sentence with its first letter large; the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def stopped(sentence: str) -> str:
    """The sentence with a full stop, unless it already ends with a mark."""
    sentence = sentence.rstrip()
    ended = not sentence or sentence.endswith((".", "?", "!", ".”", '."', ":", "…"))
    return sentence if ended else sentence + "."


def after_to(deed: str) -> str:
    """A deed as it follows "to": "Ring the hospital" becomes "ring the hospital", "DSL list ..." stays.

    A leading "to " is taken off; only a plain capital on an ordinary word is made small.
    """
    deed = deed.strip()
    if deed[:3].lower() == "to ":
        deed = deed[3:].lstrip()
    if len(deed) > 1 and deed[0].isupper() and deed[1].islower():
        return deed[0].lower() + deed[1:]
    return deed


def paragraphs(note: str) -> tuple[str, ...]:
    """The paragraphs of a note: its lines that hold anything."""
    return tuple(line.strip() for line in note.splitlines() if line.strip())
