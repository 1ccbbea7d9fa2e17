"""Which words are checked for their spelling, and how they are looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.spelling import forms, key, words

CHECKED = [
    ("The group recieved it.", ["The", "group", "recieved", "it"]),
    ("children's professionals' don’t", ["children's", "professionals", "don’t"]),
    ("multi-agency co-chairs and under-fives", ["agency", "chairs", "and", "fives"]),
    ("LSCG, DSLs, McArthur and GPs", ["and"]),
    ("at 10.30, 22nd of jan2027, item 5b", ["at", "of", "item"]),
    ("see www.nhs.uk or ann@example.org, https://x.org/page", ["see", "or"]),
    ("Зоряна Коваль met 王小明 and مريم", ["met", "and"]),
    ("naïve café Wójcik", ["naïve", "café", "Wójcik"]),
    ("#neglect a b I", []),
    ("and/or either/both", ["and", "or", "either", "both"]),
    ("x" * 400, []),
    ("re-do it; non-attendance", ["do", "it", "attendance"]),
    ("Met.Then left", ["left"]),
]


@pytest.mark.parametrize(("text", "found"), CHECKED)
def test_only_words_are_checked(text: str, found: list[str]) -> None:
    spots = list(words(text))
    assert [spot.word for spot in spots] == found
    assert [text[spot.start : spot.end] for spot in spots] == found


def test_a_word_is_looked_up_plain_and_without_its_ending() -> None:
    assert forms("toolkit") == ("toolkit",)
    assert forms("Zoë’s") == ("Zoë's", "Zoe's", "Zoë")
    assert key("Wójcik’s") == "wojcik's"


@given(st.text(max_size=200))
def test_no_text_raises_and_every_word_stands_where_it_is_said(text: str) -> None:
    for spot in words(text):
        assert text[spot.start : spot.end] == spot.word
        assert forms(spot.word)
