"""Exact arithmetic and what is printed beside a figure (F4, E13, E14)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.figures import Definition, half_up, largest_remainder, mean, percent, points

TEST = Definition("F9", "Test", "What it is.")


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(17, 4), 1, "4.3"),  # V11: a binary float would give 4.2
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2675, 1000), 2, "2.68"),
        (16, 1, "16.0"),
        (0, 0, "0"),
    ],
)
def test_rounding_is_decimal_half_up_e14(value: Fraction | int, places: int, text: str) -> None:
    assert str(half_up(value, places)) == text


def test_mean_and_percent_need_something_to_divide_by() -> None:
    assert str(mean(80, 5)) == "16.0"
    assert str(mean(17, 4)) == "4.3"
    assert mean(0, 0) is None
    assert str(percent(1, 8, 1)) == "12.5"
    assert percent(3, 0) is None


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ((1, 1, 1), (34, 33, 33)),  # V14
        ((0, 1, 1, 1), (0, 34, 33, 33)),
        ((1, 2), (33, 67)),
        ((), ()),
        ((0, 0), (0, 0)),
    ],
)
def test_shares_make_a_hundred(counts: tuple[int, ...], shares: tuple[int, ...]) -> None:
    assert largest_remainder(counts) == shares


@given(st.lists(st.integers(0, 500), min_size=1, max_size=15))
def test_shares_are_never_a_whole_point_away_from_the_exact_share(counts: list[int]) -> None:
    shares = largest_remainder(counts)
    whole = sum(counts)
    assert sum(shares) == (100 if whole else 0)
    for count, share in zip(counts, shares, strict=True):
        assert not whole or abs(Fraction(count * 100, whole) - share) < 1


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        ("42", "65", "down 23 percentage points"),  # V13: not "down 23%"
        ("43", "42", "up 1 percentage point"),
        ("42", "42", "no change"),
        ("42", None, "not available"),
        (None, "42", "not available"),
    ],
)
def test_differences_of_percentages_are_points(now: str | None, before: str | None, text: str) -> None:
    assert points(Decimal(now) if now else None, Decimal(before) if before else None) == text


def test_a_rate_says_what_it_was_made_from() -> None:
    figure = TEST.rate(1_200, 2_400, "expected", ("9 June 2026, cancelled", "15 July 2026, notes only"))
    assert (figure.text, figure.prose, figure.value) == ("50%", "50%", Decimal(50))
    assert (figure.numerator, figure.denominator) == (1_200, 2_400)
    assert figure.footnote == (
        "1,200 of 2,400 expected (F9). What it is. Left out: 9 June 2026, cancelled; 15 July 2026, notes only."
    )


def test_a_rate_of_nothing_is_not_available_and_an_unrecorded_one_says_so_e13() -> None:
    assert TEST.rate(0, 0, "expected", ()).text == "not available"
    unrecorded = TEST.unrecorded(())
    assert (unrecorded.text, unrecorded.value) == ("not recorded", None)
    assert unrecorded.footnote == "Capacity not recorded (F9). What it is."
    assert TEST.figure(None, 0, 0, "").footnote == "What it is."
