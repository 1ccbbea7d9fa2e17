"""What a row of the bench is, and the few ways of timing used by all of them."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One promise and what was measured: a ratio to a floor, or milliseconds where the promise says so."""

    what: str
    measured: float
    promised: float
    unit: str = "x"
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return self.measured <= self.promised

    def __str__(self) -> str:
        """The row as it is printed."""
        verdict = "holds" if self.holds else "BROKEN"
        figures = f"{self.measured:8.2f} {self.unit:<2}  at most {self.promised:g} {self.unit}"
        return f"{self.what:<62} {figures:<30} {verdict:<7} {self.note}"


def seconds(act: Callable[[], object]) -> float:
    """How long ``act`` takes once."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def taking_turns(acts: tuple[Callable[[int], object], ...], times: int) -> tuple[list[float], ...]:
    """Time each of ``acts`` in turn, so that a busy moment of the machine falls on all; sorted seconds."""
    found: tuple[list[float], ...] = tuple([] for _act in acts)
    gc.collect()
    for at in range(times):
        for act, times_taken in zip(acts, found, strict=True):
            start = time.perf_counter()
            act(at)
            times_taken.append(time.perf_counter() - start)
    for times_taken in found:
        times_taken.sort()
    return found


def middle(times: list[float]) -> float:
    """The median of sorted times."""
    return times[len(times) // 2]


def worst(times: list[float]) -> float:
    """The 99th percentile of sorted times."""
    return times[min(len(times) - 1, int(len(times) * 0.99))]
