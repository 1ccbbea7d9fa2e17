"""Spelling in British English, with the partnership's own words."""

import pytest

from nscp_desktop.errors import Refused
from nscp_desktop.services import people, spelling
from nscp_desktop.services.spelling import Speller
from nscp_desktop.store import Store


@pytest.mark.parametrize(
    "word", ["colour", "organisation", "programme", "safeguarding", "children's", "don’t", "naïve", "workstream",
             "Ofsted", "Norfolk", "Breckland", "Breckland's", "breckland", "practise", "minuted"]
)  # fmt: skip
def test_british_words_those_of_the_field_and_names_are_right(store: Store, word: str) -> None:
    assert Speller(store).is_right(word)


@pytest.mark.parametrize("word", ["recieve", "safegaurding", "organize", "Wednsday", "color"])
def test_others_are_not(store: Store, word: str) -> None:
    speller = Speller(store)
    assert speller.known(word) is None
    assert not speller.is_right(word)
    assert speller.known(word) is False
    assert not speller.is_right(word)


def test_a_store_that_is_locked_is_not_asked_for_its_words(store: Store) -> None:
    speller = Speller(store)
    assert speller.can_ask
    store.lock()
    assert not speller.can_ask


def test_what_was_meant_is_suggested(store: Store) -> None:
    assert Speller(store).suggestions("safegaurding")[0] == "safeguarding"
    assert "don't" in Speller(store).suggestions("dont’s") or Speller(store).suggestions("dont’s")


def test_names_of_people_count_as_right_once_they_are_there(store: Store) -> None:
    speller = Speller(store)
    assert not speller.is_right("Quillfeather")
    people.add_person(store, "Idris Quillfeather")
    speller.forget()
    assert speller.is_right("Quillfeather")
    assert speller.is_right("Quillfeather's")


def test_a_word_is_added_and_taken_out_again(store: Store) -> None:
    spelling.add_word(store, "Frobisher")
    spelling.add_word(store, "adaptogen")
    assert spelling.own_words(store) == ("Frobisher", "adaptogen")
    speller = Speller(store)
    assert speller.is_right("frobisher")
    assert speller.is_own("FROBISHER")
    assert not speller.is_own("colour")
    spelling.remove_word(store, "frobisher")
    speller.forget()
    assert not speller.is_right("frobisher")
    assert spelling.own_words(store) == ("adaptogen",)


@pytest.mark.parametrize("word", ["", "two words", "x" * 41, "a\x00b"])
def test_what_is_no_word_is_refused(store: Store, word: str) -> None:
    with pytest.raises(Refused, match="Nothing has been changed"):
        spelling.add_word(store, word)
    assert spelling.own_words(store) == ()


def test_the_dictionary_of_a_store_has_an_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "MOST", 1)
    spelling.add_word(store, "adaptogen")
    with pytest.raises(Refused, match="no more fit"):
        spelling.add_word(store, "frobisher")
