"""References: NB-2701-04."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.errors import Refused
from nscp_desktop.rules.references import Reference, next_serial, parse, reference

JANUARY = date(2027, 1, 14)


def test_written_with_code_year_month_and_serial() -> None:
    assert reference("NB", JANUARY, 4) == "NB-2701-04"
    assert reference("B", date(2026, 11, 10), 112) == "B-2611-112"


@pytest.mark.parametrize("code", ["", "nb", "N B", "1A", "ABCDEFG", "N-B"])
def test_a_code_that_could_not_be_read_back_is_refused(code: str) -> None:
    with pytest.raises(Refused, match="group's code"):
        reference(code, JANUARY, 1)


@pytest.mark.parametrize("serial", [0, -1, 1_000_000])
def test_serials_begin_at_one(serial: int) -> None:
    with pytest.raises(Refused, match="from 1"):
        reference("B", JANUARY, serial)


def test_read_as_typed() -> None:
    assert parse(" nb-2701-04 ") == Reference("NB", 2027, 1, 4)
    assert str(parse("gy-2611-112")) == "GY-2611-112"


@pytest.mark.parametrize(
    "typed", ["", "NB-2713-04", "NB-2700-04", "NB-27-04", "NB-2701-4", "NB 2701 04", "x"]
)
def test_what_is_no_reference(typed: str) -> None:
    assert parse(typed) is None


@given(
    st.from_regex(r"[A-Z][A-Z0-9]{0,5}", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 999_999),
)
def test_what_is_written_is_read_back(code: str, day: date, serial: int) -> None:
    written = reference(code, day, serial)
    assert parse(written) == Reference(code, day.year, day.month, serial)


def test_the_next_serial_follows_the_highest_of_the_group_and_month() -> None:
    used = ["NB-2701-04", "NB-2701-02", "B-2701-09", "NB-2611-08", "nonsense"]
    assert next_serial(used, "NB", JANUARY) == 5
    assert next_serial(used, "B", JANUARY) == 10
    assert next_serial(used, "S", JANUARY) == 1
    assert next_serial([], "NB", JANUARY) == 1
