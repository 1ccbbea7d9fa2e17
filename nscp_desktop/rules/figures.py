"""Figures: exact arithmetic, decimal half up (E14), and what must be printed beside a figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure is called, its formula and the sentence that defines it in print."""

    formula: str
    label: str
    sentence: str

    def figure(
        self,
        value: Decimal | None,
        numerator: int,
        denominator: int,
        workings: str,
        left_out: tuple[str, ...] = (),
        *,
        text: str = "",
        prose: str = "",
    ) -> Figure:
        """The figure with this value; without texts of its own the value is a percentage."""
        shown = text or (NOT_AVAILABLE if value is None else f"{value}%")
        return Figure(
            formula=self.formula,
            label=self.label,
            value=value,
            text=shown,
            prose=prose or shown,
            numerator=numerator,
            denominator=denominator,
            workings=workings,
            definition=self.sentence,
            left_out=left_out,
        )

    def rate(self, numerator: int, denominator: int, of_what: str, left_out: tuple[str, ...]) -> Figure:
        """A whole percentage; "not available" when there is nothing to divide by."""
        workings = f"{numerator:,} of {denominator:,} {of_what}"
        return self.figure(percent(numerator, denominator), numerator, denominator, workings, left_out)

    def unrecorded(self, left_out: tuple[str, ...]) -> Figure:
        """The figure where registers recorded no capacities: "not recorded", never 0 (E13)."""
        return self.figure(None, 0, 0, "Capacity not recorded", left_out, text=NOT_RECORDED)
