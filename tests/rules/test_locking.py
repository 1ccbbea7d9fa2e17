"""When the program locks itself, as a table of cases."""

import pytest

from nscp_desktop.rules.locking import Reason, idle_too_long, kept_minutes, may_be_set, slept, words


@pytest.mark.parametrize(
    ("seconds", "sleep"), [(5.0, False), (30.0, False), (30.1, True), (9 * 3600.0, True), (-3600.0, False)]
)
def test_a_gap_of_the_wall_clock_is_sleep(seconds: float, sleep: bool) -> None:
    assert slept(seconds) is sleep


@pytest.mark.parametrize(
    ("seconds", "minutes", "locks"),
    [(599.9, 10, False), (600.0, 10, True), (600.0, 60, False), (60.0, 1, True)],
)
def test_it_locks_after_its_minutes(seconds: float, minutes: int, locks: bool) -> None:
    assert idle_too_long(seconds, minutes) is locks


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        (None, 10),
        ("25", 25),
        ("1", 1),
        ("240", 240),
        ("0", 10),
        ("241", 10),
        ("-5", 10),
        ("many", 10),
        ("", 10),
        ("9" * 5000, 10),
        ("\u0663", 10),
    ],
)
def test_a_setting_that_makes_no_sense_counts_as_none(said: str | None, minutes: int) -> None:
    assert kept_minutes(said, 10) == minutes


def test_never_at_once_and_never_not_at_all() -> None:
    assert [minutes for minutes in (0, 1, 240, 241) if may_be_set(minutes)] == [1, 240]


@pytest.mark.parametrize(
    ("reason", "minutes", "said"),
    [
        (Reason.KEY, 10, "Locked at 10:48."),
        (Reason.IDLE, 10, "Locked at 10:48. Nobody had pressed a key for 10 minutes."),
        (Reason.IDLE, 1, "Locked at 10:48. Nobody had pressed a key for 1 minute."),
        (Reason.SLEEP, 10, "Locked at 10:48. The laptop had been asleep, or its clock was put forward."),
    ],
)
def test_the_lock_screen_says_when_and_why(reason: Reason, minutes: int, said: str) -> None:
    assert words(reason, "10:48", minutes) == said
