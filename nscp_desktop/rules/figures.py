"""Figures: exact arithmetic, decimal half up (E14), and a figure with everything that must be printed beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

NOT_AVAILABLE = "not available"
NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it was made from.

    ``text`` is for tables and ``prose`` for sentences; ``value`` is None when the figure is not
    available or not recorded, and both texts then say so. ``workings`` names numerator and
    denominator in words, ``definition`` is the sentence printed under the figure, ``left_out``
    names each meeting that is not counted.
    """

    formula: str
    label: str
    value: Decimal | None
    text: str
    prose: str
    numerator: int
    denominator: int
    workings: str
    definition: str
    left_out: tuple[str, ...] = ()

    @property
    def footnote(self) -> str:
        """Workings, definition and what was left out, as one line under the figure."""
        parts = [f"{self.workings} ({self.formula})." if self.workings else "", self.definition]
        if self.left_out:
            parts.append(f"Left out: {'; '.join(self.left_out)}.")
        return " ".join(p for p in parts if p)


def half_up(value: Fraction | int, places: int = 0) -> Decimal:
    """The value rounded to decimal places, halves away from zero, never by way of a binary float (E14)."""
    scaled = Fraction(value) * 10**places
    rounded = floor(abs(scaled) + Fraction(1, 2))
    return Decimal(-rounded if scaled < 0 else rounded).scaleb(-places)


def mean(total: int, count: int, places: int = 1) -> Decimal | None:
    """Total over count, half up; None when the count is 0."""
    return half_up(Fraction(total, count), places) if count else None


def percent(numerator: int, denominator: int, places: int = 0) -> Decimal | None:
    """Numerator over denominator in per cent, half up; None when the denominator is 0."""
    return half_up(Fraction(numerator * 100, denominator), places) if denominator else None


def largest_remainder(counts: Sequence[int], total: int = 100) -> tuple[int, ...]:
    """Whole shares of the total that add up to it exactly (F4); all 0 when there is nothing to share.

    What rounding down leaves over goes to the largest remainders, ties in the order given,
    which is the printed sector order.
    """
    whole = sum(counts)
    if not whole:
        return tuple(0 for _ in counts)
    shares = [count * total // whole for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: -(counts[i] * total % whole))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return tuple(shares)


def points(now: Decimal | None, before: Decimal | None) -> str:
    """The difference of two printed percentages in words: "down 23 percentage points" (F2).

    It is the difference of the figures as printed, so that a reader who subtracts them agrees.
    """
    if now is None or before is None:
        return NOT_AVAILABLE
    if now == before:
        return "no change"
    size = abs(now - before)
    return f"{'up' if now > before else 'down'} {size} percentage point{'' if size == 1 else 's'}"


def rate(
    formula: str, label: str, numerator: int, denominator: int, of_what: str, definition: str, left_out: tuple[str, ...]
) -> Figure:
    """A percentage as a whole number; "not available" when there is nothing to divide by."""
    value = percent(numerator, denominator)
    text = NOT_AVAILABLE if value is None else f"{value}%"
    workings = f"{numerator} of {denominator} {of_what}"
    return Figure(formula, label, value, text, text, numerator, denominator, workings, definition, left_out)


def unrecorded(formula: str, label: str, definition: str, left_out: tuple[str, ...]) -> Figure:
    """A figure that the year's registers cannot give, because capacity was not recorded (E13)."""
    reason = "Capacity was not recorded in these registers"
    return Figure(formula, label, None, NOT_RECORDED, NOT_RECORDED, 0, 0, reason, definition, left_out)
