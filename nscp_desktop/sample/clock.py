"""The sample's clock: stands on the day and hour at which each of its deeds would have been done."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class SampleClock:
    """Gives the moment it was set to; a store believes it while the sample is made."""

    def __init__(self, zone: ZoneInfo, day: date) -> None:
        """Stand at nine in the morning of ``day``."""
        self._zone = zone
        self._moment = datetime.combine(day, time(9), zone)

    def __call__(self) -> datetime:
        """The moment, in the partnership's zone."""
        return self._moment

    def at(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Stand at an hour of a day."""
        self._moment = datetime.combine(day, time(hour, minute), self._zone)

    def later(self, minutes: int) -> None:
        """Let some minutes go by."""
        self._moment += timedelta(minutes=minutes)
