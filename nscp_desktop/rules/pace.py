"""Pace of a running meeting: how far behind or ahead it is, and when it will end.

The forecast takes the current item's remaining planned time and the planned time of every item
still to come; an item that has gone past its length pushes the end minute by minute.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

_MINUTE = timedelta(minutes=1)
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Ran:
    """One item: planned length, the instants it started and ended, and how long the meeting was ``paused`` in it.

    One that is ``parked`` is left out.
    """

    slot_id: str
    planned_minutes: int
    started: datetime | None = None
    ended: datetime | None = None
    parked: bool = False
    paused: timedelta = _NOTHING


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a meeting stands at one instant; lengths are whole minutes.

    ``behind`` is against the plan and below 0 when ahead; ``overrun`` is what the forecast goes
    past the meeting's end, and then ``behind`` is never less: nothing is ahead, or on time, that ends late. ``elapsed``, ``remaining``, ``over`` and ``fraction`` (0 to 1, for the
    bar) belong to the current item and are 0 between items.
    """

    behind: int
    forecast_end: datetime
    overrun: int
    current: str | None = None
    elapsed: int = 0
    remaining: int = 0
    over: int = 0
    fraction: float = 0.0
    finished: bool = False

    @property
    def words(self) -> str:
        """One short line: "5 min behind, ends about 12:05"."""
        clock = f"{self.forecast_end:%H:%M}"
        if self.behind > 0:
            standing = f"{_length(self.behind)} behind"
        elif self.behind < 0:
            standing = f"{_length(-self.behind)} ahead"
        else:
            standing = "on time"
        return f"{standing}, ended {clock}" if self.finished else f"{standing}, ends about {clock}"


def _length(minutes: int) -> str:
    """Minutes as they are said; of a meeting that was left open overnight hours say more."""
    hours, rest = divmod(minutes, 60)
    if minutes < 2 * 60:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def pace(begins: datetime, items: Sequence[Ran], now: datetime, ends: datetime | None = None) -> Pace:
    """Give the pace at ``now`` of a meeting planned to begin at ``begins``, its items in order.

    ``ends`` is the planned end of the meeting, by default the end of its last item. The clock has
    moved past every item before the last one started, so an earlier one without a start is not
    waited for. All instants must be aware (``ValueError``); the forecast is in the zone of ``now``.
    """
    _check_aware(begins, now, ends, *(at for item in items for at in (item.started, item.ended)))
    kept = [item for item in items if not item.parked]
    place = max((place for place, item in enumerate(kept) if item.started is not None), default=-1)
    last = kept[place] if place >= 0 else None
    following = kept[place + 1 :]
    finished = last is not None and last.ended is not None and not following
    elapsed, left = _running(last, now)
    ready = _utc(now) if last is not None else max(_utc(now), _utc(begins))
    if finished and last is not None and last.ended is not None:
        ready = _utc(last.ended)
    forecast = _rounded(ready + left + _planned(*following))
    planned_end = _rounded(_utc(begins) + _planned(*kept))
    booked_end = planned_end if ends is None else _rounded(_utc(ends))
    behind, overrun = (forecast - planned_end) // _MINUTE, max(0, (forecast - booked_end) // _MINUTE)
    standing = Pace(
        # An agenda that was planned longer than the meeting is late from its beginning.
        behind=max(behind, overrun) if overrun else behind,
        forecast_end=forecast.astimezone(now.tzinfo),
        overrun=overrun,
        finished=finished,
    )
    if last is None or last.ended is not None:
        return standing
    planned = _planned(last)
    return replace(
        standing,
        current=last.slot_id,
        elapsed=elapsed // _MINUTE,
        remaining=math.ceil(left / _MINUTE),
        over=max(_NOTHING, elapsed - planned) // _MINUTE,
        fraction=min(1.0, elapsed / planned) if planned else 1.0,
    )


def _running(item: Ran | None, now: datetime) -> tuple[timedelta, timedelta]:
    """Give how long an item has run, and what is left of its planned time; nothing if none runs."""
    if item is None or item.started is None or item.ended is not None:
        return _NOTHING, _NOTHING
    elapsed = max(_NOTHING, _utc(now) - _utc(item.started) - item.paused)
    return elapsed, max(_NOTHING, _planned(item) - elapsed)


def _check_aware(*instants: datetime | None) -> None:
    if any(at is not None and at.tzinfo is None for at in instants):
        raise ValueError("pace needs aware instants")


def _utc(at: datetime) -> datetime:
    # Differences within one zone ignore a change of the clocks; in UTC they are true lengths.
    return at.astimezone(UTC)


def _planned(*items: Ran) -> timedelta:
    return timedelta(minutes=sum(max(0, item.planned_minutes) for item in items))


def _rounded(at: datetime) -> datetime:
    return (at + timedelta(seconds=30)).replace(second=0, microsecond=0)
