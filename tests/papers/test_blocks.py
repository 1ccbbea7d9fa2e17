"""The vocabulary, and the fingerprint of what is said in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nscp_desktop.papers import actions, agenda, attendance, breakouts, minutes
from nscp_desktop.papers.blocks import Column, Paper, Row, Run, Sort, Table, bold, flat, quiet, words
from nscp_desktop.papers.fingerprint import fingerprint
from nscp_desktop.papers.letterhead import Copy
from tests.papers import invented


def test_words_are_put_together() -> None:
    assert words("a", bold("b"), (quiet("c"),), "", Run("")) == (
        Run("a"),
        Run("b", bold=True),
        Run("c", quiet=True),
    )
    assert flat(words("a", bold("b"))) == "ab"


def test_a_row_that_does_not_fit_its_columns_is_a_fault() -> None:
    columns = (Column("A"), Column("B"))
    with pytest.raises(ValueError, match="a row of 1 cells under 2 columns"):
        Table(columns, (Row((words("a"),)),))
    with pytest.raises(ValueError, match="a row of 2 cells under 2 columns"):
        Table(columns, (Row((words("a"), words("b")), Sort.SECTION),))


def every(size: int = 12, copy: Copy = Copy.FULL) -> list[Paper]:
    return [
        agenda.compose(invented.AGENDA, copy, size),
        minutes.compose(invented.MINUTES, copy, size),
        attendance.compose(invented.ATTENDANCE, copy, size),
        actions.compose(invented.LOG, copy, size),
        breakouts.compose(invented.CARDS, copy, size),
    ]


def test_large_print_carries_the_same_fingerprint() -> None:
    for normal, large in zip(every(12), every(16), strict=True):
        assert normal.furniture == large.furniture
        assert (normal.size, large.size) == (12, 16)


def test_papers_have_no_other_size() -> None:
    with pytest.raises(ValueError, match="12 or 16 points, not 11"):
        agenda.compose(invented.AGENDA, size=11)


def test_a_fingerprint_changes_with_every_word_and_copy() -> None:
    content = invented.MINUTES
    one = minutes.compose(content).furniture.fingerprint
    assert one == minutes.compose(content).furniture.fingerprint
    item = replace(content.items[0], notes="One interest was declared.")
    others = [
        minutes.compose(replace(content, items=(item, *content.items[1:]))),
        minutes.compose(replace(content, edition=replace(content.edition, version=2))),
        minutes.compose(content, Copy.PARTNER),
        minutes.compose(content, Copy.PUBLIC),
    ]
    stamps = {one, *(paper.furniture.fingerprint for paper in others)}
    assert len(stamps) == 5


def test_a_fingerprint_is_three_groups_of_four() -> None:
    assert fingerprint("t", "l", ()) == "2418 e01d 0595"
    assert len(fingerprint("\ud800", "l", ()).split()) == 3


def test_every_page_names_group_date_kind_status_version_and_copy() -> None:
    assert [paper.furniture.line for paper in every()] == [
        "Breckland LSCG, 14 January 2027, agenda, version 1",
        "Breckland LSCG, 14 January 2027, minutes, draft 1",
        "Breckland LSCG, 14 January 2027, attendance 2026/27, version 1",
        "Breckland LSCG, 14 January 2027, action log, version 1",
        "Breckland LSCG, 14 January 2027, breakout cards, version 1",
    ]
    assert every(copy=Copy.PUBLIC)[1].furniture.line.endswith("minutes, draft 1, public copy")
    assert every()[1].title == "Minutes, Breckland LSCG, 14 January 2027"
    assert every()[1].author == "Norfolk Safeguarding Children Partnership"
