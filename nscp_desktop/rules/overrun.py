"""What a chair can do when a meeting will not end in time: three ways, each with its cost.

The next discussion can be shortened, an item that can wait can be parked to the next round, or the meeting
finishes later. Breakouts, their feedback, presentations, decisions and what is owed to a youth board are
never offered for parking: the learning of a meeting is not what goes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from nscp_desktop.rules.agenda import Duty, ItemKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

DISCUSSIONS = frozenset({ItemKind.FEEDBACK, ItemKind.PRESENTATION, ItemKind.DECISION, ItemKind.STANDING})
"""Kinds that can be shortened first; a breakout only where nothing else can."""

MAY_WAIT = frozenset({ItemKind.INFORMATION, ItemKind.WRITTEN, ItemKind.STANDING})
"""Kinds that can be parked."""

OWED = frozenset({Duty.YOUTH_BOARD, Duty.MINUTES, Duty.MATTERS, Duty.COMMITMENTS, Duty.CLOSE})
"""Duties that cannot wait for the next round, whatever their kind."""


WORTH_MINUTES = 2
"""Fewer minutes are not worth cutting a discussion for, unless they make up for the whole."""


class Way(StrEnum):
    """How a meeting answers that it will not end in time."""

    SHORTEN = "shorten"
    PARK = "park"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Coming:
    """An item that is still to come; ``minutes`` is its planned length."""

    item_id: str
    number: int
    title: str
    minutes: int
    kind: ItemKind
    duty: Duty = Duty.NONE


@dataclass(frozen=True, slots=True)
class Choice:
    """One way with its cost: ``saves`` minutes, so that the meeting ends about ``ends``, ``late`` minutes over.

    ``item_id`` is the item that is shortened to ``minutes`` or parked; empty when the meeting finishes later.
    """

    way: Way
    saves: int
    ends: datetime
    late: int
    item_id: str = ""
    title: str = ""
    number: int = 0
    before: int = 0
    minutes: int = 0

    @property
    def words(self) -> str:
        """What is done: "Shorten 10 Feedback from 12 to 8 min"."""
        if self.way is Way.SHORTEN:
            return f"Shorten {self.number} {self.title} from {self.before} to {self.minutes} min"
        if self.way is Way.PARK:
            return f"Park {self.number} {self.title} to the next round"
        return f"Finish at {self.ends:%H:%M}"

    @property
    def cost(self) -> str:
        """What it comes to: "saves 4 min, ends about 12:05"; "9 min late" when the meeting finishes later."""
        if self.way is Way.LATER:
            return f"{self.late} min late, nothing is left out"
        ending = "ends on time" if not self.late else f"ends about {self.ends:%H:%M}"
        return f"saves {self.saves} min, {ending}"


def choices(coming: Sequence[Coming], forecast_end: datetime, overrun: int) -> tuple[Choice, ...]:
    """The ways to answer an ``overrun`` of so many minutes past the booked end; none when there is none.

    ``coming`` holds the items still to come in order, ``forecast_end`` when the meeting ends as it stands.
    A way for which no item offers itself is left out; finishing later is always one of them.
    """
    if overrun <= 0:
        return ()
    found = [_shortened(coming, forecast_end, overrun), _parked(coming, forecast_end, overrun)]
    later = Choice(Way.LATER, 0, forecast_end, overrun)
    return (*(choice for choice in found if choice is not None), later)


def least(minutes: int) -> int:
    """To how many minutes a discussion can be cut: two thirds, rounded up."""
    return -(-2 * minutes // 3)


def _shortened(coming: Sequence[Coming], forecast_end: datetime, overrun: int) -> Choice | None:
    """The next discussion that makes up for the overrun, else the one that gains most; none that hardly helps."""

    def gain(one: Coming) -> int:
        return min(overrun, one.minutes - least(one.minutes))

    giving = [one for one in coming if gain(one) >= min(overrun, WORTH_MINUTES)]
    asked = [one for one in giving if one.kind in DISCUSSIONS] or [
        one for one in giving if one.kind is ItemKind.BREAKOUT
    ]
    if not asked:
        return None
    item = max(asked, key=gain)
    kept = max(least(item.minutes), item.minutes - overrun)
    return _choice(Way.SHORTEN, item, kept, forecast_end, overrun)


def _parked(coming: Sequence[Coming], forecast_end: datetime, overrun: int) -> Choice | None:
    """The item that can wait: the shortest that makes up for the overrun, else the longest; of equals the last."""
    waiting = [one for one in coming if one.kind in MAY_WAIT and one.duty not in OWED and one.minutes > 0]
    if not waiting:
        return None
    enough = [one for one in waiting if one.minutes >= overrun]
    if enough:
        item = min(reversed(enough), key=lambda one: one.minutes)
    else:
        item = max(reversed(waiting), key=lambda one: one.minutes)
    return _choice(Way.PARK, item, 0, forecast_end, overrun)


def _choice(way: Way, item: Coming, kept: int, forecast_end: datetime, overrun: int) -> Choice:
    saves = item.minutes - kept
    return Choice(
        way=way,
        saves=saves,
        ends=forecast_end - timedelta(minutes=saves),
        late=max(0, overrun - saves),
        item_id=item.item_id,
        title=item.title,
        number=item.number,
        before=item.minutes,
        minutes=kept,
    )
