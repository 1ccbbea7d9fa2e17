"""A group's year of attendance as a matrix: Appendix 2 of minutes, and a paper on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: P, V, D, A, N, "-" (not a member then) or C; ``note`` becomes a footnote."""

    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member's year: a mark for each meeting and the two rates of F6 in whole per cent.

    A rate is None where no meeting was expected of them.
    """

    name: str
    organisation: str
    marks: tuple[Mark, ...]
    present_percent: int | None
    with_deputy_percent: int | None
    co_chair: bool = False


@dataclass(frozen=True, slots=True)
class Sector:
    """The members of one sector, in the order they are printed."""

    name: str
    rows: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class YearMeeting:
    """A column. ``here`` are its heads (F1), None where it was not held or its register is unfinished.

    ``not_held`` says in words why it is in no denominator: "cancelled", "rearranged to 9 March",
    "the register is not finished"; "" for a held meeting.
    """

    on: date
    here: int | None
    not_held: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole with its rounded per cent; None where the whole is nothing."""

    part: int
    whole: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures beside the matrix, reckoned by the rules (F1, F3, F6, F7, F8).

    ``average`` has one decimal place and is None without a held meeting. ``once`` is the group
    basis of F3; ``deputies`` counts heads, ``representations`` members' rows coded D.
    """

    heads: int
    held: int
    average: Decimal | None
    once: Share
    seats: Share
    members: Share
    deputies: int = 0
    representations: int = 0


@dataclass(frozen=True, slots=True)
class Year:
    """A group's year: first and last month, meetings, sectors, figures.

    ``attended`` holds (meetings attended, number of people) in rising order, deputies among them (F5);
    ``left_out`` every meeting that is in no figure with the reason, those without a column among them.
    """

    begins: date
    ends: date
    meetings: tuple[YearMeeting, ...]
    sectors: tuple[Sector, ...]
    figures: YearFigures
    attended: tuple[tuple[int, int], ...] = ()
    left_out: tuple[str, ...] = ()
