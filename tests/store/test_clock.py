from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.store.clock import HybridClock


@given(st.lists(st.integers(-86_400_000, 86_400_000), min_size=2, max_size=60))
def test_stamps_never_go_back_whatever_the_laptop_says(jumps: list[int]) -> None:
    start = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    wall = iter([start + timedelta(milliseconds=jump) for jump in jumps])
    clock = HybridClock("aa", lambda: next(wall))
    stamps = [clock.stamp() for _jump in jumps]
    assert stamps == sorted(set(stamps))


def test_a_later_stamp_seen_elsewhere_is_passed() -> None:
    clock = HybridClock("aa", lambda: datetime(2027, 1, 1, tzinfo=UTC), "1900000000000.0000007.bb")
    assert clock.stamp() == "1900000000000.0000008.aa"
    assert clock.runs_behind()


def test_a_clock_that_is_right_says_so() -> None:
    assert not HybridClock("aa", lambda: datetime(2027, 1, 1, tzinfo=UTC)).runs_behind()
