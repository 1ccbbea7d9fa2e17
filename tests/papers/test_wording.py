"""The field's way of writing days and counts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.papers import wording

DAY = date(2027, 1, 14)


def test_days() -> None:
    assert wording.weekday(DAY) == "Thursday 14 January 2027"
    assert wording.month(DAY) == "January 2027"
    assert wording.near(date(2026, 12, 2), DAY) == "2 December"
    assert wording.near(date(2026, 1, 2), DAY) == "2 January 2026"
    assert wording.near(date(2028, 1, 2), DAY) == "2 January 2028"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "no rooms"), (1, "one room"), (2, "two rooms"), (9, "nine rooms"), (10, "10 rooms")],
)
def test_counts(count: int, said: str) -> None:
    assert wording.spelled(count, "room") == said


def test_counts_with_a_plural_of_their_own() -> None:
    assert wording.spelled(1, "deputy", "deputies") == "one deputy"
    assert wording.spelled(3, "deputy", "deputies") == "three deputies"
    assert wording.number(-1) == "-1"


@pytest.mark.parametrize(
    ("typed", "ended"),
    [
        ("Done", "Done."),
        ("Done. ", "Done."),
        ("Done?", "Done?"),
        ("", ""),
        ("“Yes.”", "“Yes.”"),
        ('"Yes."', '"Yes."'),
    ],
)
def test_sentences_end(typed: str, ended: str) -> None:
    assert wording.stopped(typed) == ended


@pytest.mark.parametrize(
    ("deed", "after"),
    [
        ("Circulate the list", "circulate the list"),
        ("to ring the hospital", "ring the hospital"),
        ("To ring the hospital", "ring the hospital"),
        ("DSL list to be shared", "DSL list to be shared"),
        ("A", "A"),
        ("", ""),
        (" tomorrow ask ", "tomorrow ask"),
    ],
)
def test_deeds_after_to(deed: str, after: str) -> None:
    assert wording.after_to(deed) == after


def test_notes_are_paragraphs() -> None:
    assert wording.paragraphs("one\n\n  two \r\nthree\n") == ("one", "two", "three")
    assert wording.capital("") == ""


@given(st.text())
def test_a_stopped_sentence_stays_stopped(text: str) -> None:
    assert wording.stopped(wording.stopped(text)) == wording.stopped(text)
