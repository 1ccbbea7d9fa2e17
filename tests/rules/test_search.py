"""What a typed question finds, and the words in their context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.search import (
    CONTEXT_MOST,
    TERMS_MOST,
    Span,
    Term,
    in_context,
    indexed,
    matches,
    understood,
)

FOUND = [
    ("odun", "Kit O'Dunmarrow"),
    ("O'Dun", "Kit O’Dunmarrow"),
    ("dunmarrow", "Kit O'Dunmarrow"),
    ("wojcik", "Tomasz Wójcik"),
    ("Wójc", "Tomasz Wojcik"),
    ("zoe", "Zoe\u0308 Bright"),
    ("agency", "multi-agency audit"),
    ("multiag", "multi-agency audit"),
    ("multi-agency", "a multiagency audit"),
    ("childrens", "the children's plan"),
    ("children's", "the childrens plan"),
    ("A&E", "leads in A&E departments"),
    ("priya.nair@nor", "write to priya.nair@norfolk.example"),
    ("зоряна", "Зоряна Коваль"),
    ("коваль", "Зоряна Кова\u0301ль"),
    ("القصبا", "مريم القصباء"),
    ("小明", "王小明"),
    ("王", "王小明"),
    ("hauptstrasse", "Hauptstraße 3"),
    ("B-04", "B-0412 circulate"),
    ("name", "na\u200bme with a hidden sign"),
    ("neglect toolkit", "the toolkit on neglect"),
    ("हिन्दी", "मुझे हिन्दी आती है"),
]


@pytest.mark.parametrize(("typed", "text"), FOUND)
def test_what_is_typed_is_found_and_marked(typed: str, text: str) -> None:
    terms = understood(typed)
    words = f" {' '.join(indexed(text).split())} "
    for term in terms:
        assert f" {' '.join(term.words)}{'' if term.begins else ' '}" in words
    spans = in_context(text, terms)
    assert "".join(one.text for one in spans) == text
    assert any(one.found for one in spans)
    assert matches(text, terms)


DAYS = [
    "15 jan 2027", "15 Jan", "15th january 2027", "15 jan 27", "15/1/27", "15/01/2027", "15.1.2027", "15-1-2027",
    "jan 2027", "15 january 27", "15 jan. 2027", "15 jan 20", "breckland 15 jan 2027", "15 jan breckland",
]  # fmt: skip


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_found_however_it_is_typed(typed: str) -> None:
    text = "Breckland, 15 January 2027"
    terms, words = understood(typed), f" {indexed(text)} "
    for term in terms:
        assert any(f" {' '.join(way)}{'' if term.begins else ' '}" in words for way in term.ways)
        assert matches(text, (term,))
    assert any(
        one.text.endswith("2027") or "15 January" in one.text for one in in_context(text, terms) if one.found
    )


@pytest.mark.parametrize(
    "typed", ["15 january 2027", "may 20 come", "january", "32 jan 2027", "15/13/27", "x15/1/27", "12 may"]
)
def test_what_is_no_other_way_to_type_a_day_is_asked_for_as_it_stands(typed: str) -> None:
    assert all(not term.others for term in understood(typed))


def test_a_day_is_also_found_as_it_was_typed() -> None:
    (term,) = understood("15/1/27")
    assert term.ways[0] == ("15", "1", "27")
    assert matches("seen on 15/1/27", (term,))


@pytest.mark.parametrize("typed", ["", "   ", "***", '"" AND', "( -", "\u200b", "_ _"])
def test_signs_alone_ask_for_nothing_but_words_of_the_index_are_words(typed: str) -> None:
    assert understood(typed) == ((Term(("and",), begins=True),) if "AND" in typed else ())


def test_only_the_last_word_may_go_on() -> None:
    assert understood("the chron") == (Term(("the",)), Term(("chron",), begins=True))
    assert not matches("chronology", understood("chron page"))
    assert understood("a.o'dun@x") == (Term(("a",)), Term(("odun",)), Term(("x",), begins=True))


def test_a_page_that_is_pasted_asks_for_its_first_words() -> None:
    assert len(understood("word " * 400_000)) == TERMS_MOST
    assert understood("x" * 2_000_000) == (Term(("x" * 400,), begins=True),)


def test_long_notes_show_the_part_with_most_of_the_words() -> None:
    text = (
        "Neglect was raised.\n"
        + "Nothing more was said of it. " * 40
        + "The neglect toolkit was\nadopted. "
        + "Tea. " * 90
    )
    spans = in_context(text, understood("neglect toolk"))
    shown = "".join(one.text for one in spans)
    assert shown.startswith("… ") and shown.endswith(" …")
    assert [one.text for one in spans if one.found] == ["neglect", "toolkit"]
    assert "\n" not in shown
    assert len(shown) <= CONTEXT_MOST + 4


def test_where_nothing_stands_the_beginning_is_shown() -> None:
    assert in_context("Tea was served.", understood("neglect")) == (Span("Tea was served."),)
    assert in_context("", understood("neglect")) == ()
    assert not matches("Tea", ())


def test_what_stands_behind_a_very_long_word_is_shown() -> None:
    spans = in_context("x" * 5000 + " neglect", understood("neglect"))
    assert spans == (Span("… "), Span("neglect", found=True))
    assert in_context("neglect" + "x" * 5000, understood("neglect"))[0].found


def test_no_more_of_a_long_text_is_read_than_is_needed() -> None:
    spans = in_context("neglect " + "tea " * 2000 + "toolkit", understood("toolkit neglect"))
    assert spans[0] == Span("neglect", found=True)


def test_phrases_are_marked_whole() -> None:
    spans = in_context("to A&E leads, not to A or E", understood("A&E"))
    assert [one.text for one in spans if one.found] == ["A", "E"] or [
        one.text for one in spans if one.found
    ] == ["A&E"]


@given(st.text(max_size=60), st.text(max_size=300))
def test_nothing_that_is_typed_or_kept_raises(typed: str, text: str) -> None:
    terms = understood(typed)
    shown = "".join(one.text for one in in_context(text, terms))
    assert len(shown) <= CONTEXT_MOST + 4
    indexed(text).encode("utf-8")


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    words = set(indexed(text).split())
    for term in understood(text)[:-1]:
        assert set(term.words) <= words
