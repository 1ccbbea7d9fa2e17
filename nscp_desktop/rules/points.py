"""Points typed as lines: which of the kept ones a text still has, which changed, came and went.

A box of a breakout card holds one point a line, and each point is a record of its own. Whoever types
thinks in text, so the text is laid beside the records: a line that stayed keeps its record, wherever it
now stands; a line that was put right keeps it too; only the rest come and go.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALIKE = 0.5
"""From this likeness on, a line is the kept one put right and not another one."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its place among the others; ``point_id`` is empty for one that is new."""

    point_id: str
    text: str
    position: float


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of the points: all there are now, in order, and the ids of those that went."""

    points: tuple[Point, ...]
    gone: tuple[str, ...]


def point_of(line: str) -> str:
    """The point that a typed line makes, empty when it holds none; a bullet typed by habit is left out."""
    return line.strip().removeprefix("- ").removeprefix("• ").strip()


def lines_of(lines: Sequence[str]) -> tuple[str, ...]:
    """The points that typed lines make."""
    return tuple(point for point in map(point_of, lines) if point)


def lay(kept: Sequence[Point], lines: Sequence[str]) -> Laid:
    """Lay lines beside the kept points (in order) and say which record each line is.

    As few records as can be change their text or their place.
    """
    left = list(kept)
    found: list[Point | None] = []
    for line in lines:
        same = next((point for point in left if point.text == line), None)
        if same is not None:
            left.remove(same)
        found.append(same)
    for at, line in enumerate(lines):
        if found[at] is None:
            nearest = max(left, key=lambda point: _likeness(point.text, line), default=None)
            if nearest is not None and _likeness(nearest.text, line) >= _ALIKE:
                left.remove(nearest)
                found[at] = replace(nearest, text=line)
    placed = _places([None if point is None else point.position for point in found])
    return Laid(
        points=tuple(
            Point("" if point is None else point.point_id, line, position)
            for point, line, position in zip(found, lines, placed, strict=True)
        ),
        gone=tuple(point.point_id for point in left),
    )


def _likeness(before: str, now: str) -> float:
    """How alike two lines are, 0 to 1; one that was only lengthened or cut is the same line."""
    if before.startswith(now) or now.startswith(before):
        return 1.0
    return SequenceMatcher(None, before, now, autojunk=False).ratio()


def _places(before: Sequence[float | None]) -> list[float]:
    """Places in rising order; the longest run of known ones that already rises stays as it is."""
    steady = _longest_rise(before)
    places: list[float] = []
    for at in range(len(before)):
        known = before[at]
        if at in steady and known is not None:
            places.append(known)
            continue
        after = next((before[later] for later in range(at + 1, len(before)) if later in steady), None)
        last = places[-1] if places else None
        places.append(_between(last, after))
    if any(later <= earlier for earlier, later in pairwise(places)):
        # Halved so often that no room was left between two: number them afresh.
        return [float(number) for number in range(1, len(before) + 1)]
    return places


def _between(last: float | None, after: float | None) -> float:
    if last is None:
        return 1.0 if after is None else after - 1.0
    return last + 1.0 if after is None else (last + after) / 2


def _longest_rise(values: Sequence[float | None]) -> set[int]:
    """The indices of a longest strictly rising run of the known values."""
    tops: list[float] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for at, value in enumerate(values):
        if value is None:
            continue
        place = bisect_left(tops, value)
        before[at] = ends[place - 1] if place else None
        tops[place : place + 1] = [value]
        ends[place : place + 1] = [at]
    found: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found
