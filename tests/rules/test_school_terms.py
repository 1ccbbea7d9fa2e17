"""School holidays out of a coordinator's lines."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.errors import Refused
from nscp_desktop.rules.school_terms import known_until, readable, spans_in, written
from nscp_desktop.rules.year_dates import Span

HALF_TERM = Span("Autumn half term", date(2026, 10, 26), date(2026, 10, 30))
CHRISTMAS = Span("Christmas", date(2026, 12, 21), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("Autumn half term: 26 Oct 2026 to 30 Oct 2026", HALF_TERM),
        ("Autumn half term: 26 October to 30 October 2026", HALF_TERM),
        ("Autumn half term: Monday 26th October – Friday 30th October 2026", HALF_TERM),
        ("Autumn half term: 26/10/2026 to 30.10.2026", HALF_TERM),
        ("Autumn half term: 26/10 until 30/10/2026", HALF_TERM),
        ("  Christmas :  21 dec - 1 jan 2027", CHRISTMAS),
        ("Inset day: 4 Jan 2027", Span("Inset day", date(2027, 1, 4), date(2027, 1, 4))),
    ],
)
def test_line_is_understood(line: str, span: Span) -> None:
    assert spans_in(line) == (span,)


@pytest.mark.parametrize(
    "line",
    [
        "26 Oct 2026 to 30 Oct 2026",
        "Half term:",
        ": 26 Oct 2026",
        "Half term: soon",
        "Half term: 26 Oct to 30 Oct",
        "Half term: 31 Feb 2027",
        "Half term: 26 Nim 2026",
        "Half term: 29 Feb to 1 Mar 2027",
        "Half term: 26 Oct 2026 to 30 Oct 2026 to 2 Nov 2026",
        "Half term: 1/13/2026",
    ],
)
def test_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        spans_in(f"Inset day: 4 Jan 2027\n{line}")


def test_slips_of_the_year_are_named() -> None:
    with pytest.raises(Refused, match="ends before it begins"):
        spans_in("Half term: 26 Oct 2026 to 30 Oct 2025")
    with pytest.raises(Refused, match="longer than ten weeks"):
        spans_in("Half term: 26 Oct 2026 to 30 Oct 2027")


def test_remarks_and_empty_lines_are_left_out_and_days_are_in_order() -> None:
    text = f"# Norfolk, as published\n\n{written([CHRISTMAS, HALF_TERM])}\n"
    assert spans_in(text) == (HALF_TERM, CHRISTMAS)
    assert known_until(spans_in(text)) == date(2027, 1, 1)
    assert known_until(()) is None


def test_lines_that_cannot_be_read_do_not_hide_the_others() -> None:
    assert readable(f"nonsense\n{written([HALF_TERM])}") == (HALF_TERM,)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        assert readable(text) == spans_in(text)


@given(st.dates(date(2020, 1, 1), date(2050, 1, 1)), st.integers(0, 60))
def test_what_is_written_is_read_again(starts: date, days: int) -> None:
    span = Span("Summer", starts, date.fromordinal(starts.toordinal() + days))
    assert spans_in(written([span])) == (span,)
