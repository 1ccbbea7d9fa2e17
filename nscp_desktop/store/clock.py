"""The hybrid logical clock: stamps that never go back, even when the laptop's clock does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class HybridClock:
    """Gives stamps ``milliseconds.counter.device`` as text that sorts in the order of cause and effect."""

    def __init__(self, device: str, now: Callable[[], datetime], highest: str = "") -> None:
        """Start after ``highest``, the highest stamp already stored (empty in a new store)."""
        self._device = device
        self._now = now
        self._milliseconds, self._counter = 0, 0
        if highest:
            self.see(highest)

    def see(self, stamp: str) -> None:
        """Go on from ``stamp`` when it is later than any seen so far."""
        milliseconds, counter, _device = stamp.split(".", 2)
        seen = (int(milliseconds), int(counter))
        self._milliseconds, self._counter = max(seen, (self._milliseconds, self._counter))

    def stamp(self) -> str:
        """The next stamp, later than every stamp given or seen before."""
        wall = int(self._now().timestamp() * 1000)
        if wall > self._milliseconds:
            self._milliseconds, self._counter = wall, 0
        else:
            self._counter += 1
        return f"{self._milliseconds:013d}.{self._counter:07d}.{self._device}"

    def runs_behind(self) -> bool:
        """Whether the laptop's clock stands before the last stamp: it was set back."""
        return self.behind() > timedelta(0)

    def behind(self) -> timedelta:
        """By how much the laptop's clock stands before the last stamp; nothing when it does not."""
        return timedelta(milliseconds=max(0, self._milliseconds - int(self._now().timestamp() * 1000)))


def moment(stamp: str) -> datetime:
    """The moment that a stamp of the log carries, in UTC."""
    return datetime.fromtimestamp(int(stamp.split(".", maxsplit=1)[0]) / 1000, UTC)
