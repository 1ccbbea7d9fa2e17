"""What a text field takes, and how words are compared and counted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import (
    LINE_MOST,
    NOTE_MOST,
    counted,
    fold,
    line,
    note,
    quoted,
    shortened,
    sort_key,
    words_in,
)


def test_line_is_trimmed_and_otherwise_kept() -> None:
    assert line("  Joe & <b>Ann</b> =cmd  ") == "Joe & <b>Ann</b> =cmd"
    assert line("\ufeffPasted") == "Pasted"
    assert line("") == ""


@pytest.mark.parametrize(
    "typed", ["مريم القصباء", "שלום", "می‌خواهم", "a\u200fb", "a\u200eb", "\u061ca", "👩\u200d👧"]
)
def test_right_to_left_letters_and_joiners_stay_as_typed(typed: str) -> None:
    assert line(typed) == typed
    assert note(typed) == typed


def test_too_long_is_refused_with_the_figures() -> None:
    assert len(line("x" * LINE_MOST)) == LINE_MOST
    with pytest.raises(Refused) as refused:
        line("x" * 2_310)
    assert str(refused.value) == (
        "That line has 2,310 characters; the most is 2,000. Nothing has been changed."
    )
    assert len(note("x" * NOTE_MOST)) == NOTE_MOST
    with pytest.raises(Refused, match="That note has 100,001 characters; the most is 100,000."):
        note("x" * (NOTE_MOST + 1))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a\nb", "goes on over more than one line"),
        ("a\u2028b", "goes on over more than one line"),
        ("a\tb", "holds a tab"),
        ("a\x00b", "cannot be shown or printed (U+0000)"),
        ("a\x07b", "cannot be shown or printed (U+0007)"),
        ("a\x9fb", "cannot be shown or printed (U+009F)"),
        ("a\ud800b", "cannot be shown or printed (U+D800)"),
        ("a\u202eb", "turns the direction of the text (U+202E)"),
        ("a\u2066b", "turns the direction of the text (U+2066)"),
    ],
)
def test_characters_that_deceive_are_refused_in_a_line(typed: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        line(typed, "The title")
    assert str(refused.value).startswith("The title ")
    assert words in str(refused.value)
    assert str(refused.value).endswith("Nothing has been changed.")


def test_notes_keep_lines_and_tabs_and_one_sign_for_a_line_break() -> None:
    assert note("one\r\ntwo\rthree\u2029four\n\tfive  \n\n") == "one\ntwo\nthree\nfour\n\tfive"
    for typed in ("a\x00b", "a\u202ab", "a\udfffb", "a\u2069b"):
        with pytest.raises(Refused, match="That note holds a hidden character"):
            note(typed)


@given(st.text(max_size=200))
def test_any_text_is_kept_or_refused(typed: str) -> None:
    for door in (line, note):
        try:
            kept = door(typed)
        except Refused:
            continue
        assert door(kept) == kept
        assert kept.strip("\ufeff") in typed.replace("\r\n", "\n").translate(
            dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
        )


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("O'Dunmarrow", "odunmarrow"),
        ("O’Dunmarrow", "odunmarrow"),
        ("Siobhán", "siobhan"),
        ("Wójcik", "wojcik"),
        ("Łukasz Søren", "lukasz soren"),
        ("Millbrook-Tern", "millbrooktern"),
        ("Straße", "strasse"),
        ("Nguyễn Thị Đầm", "nguyen thi dam"),
        ("Зоряна", "зоряна"),
        ("ЗОРЯНА", "зоряна"),
        ("Ελένη", "ελενη"),
        ("  two   spaces ", "two spaces"),
        ("joe – circulate", "joe circulate"),
        ("مريم", "مريم"),
        ("王小明", "王小明"),
        ("İpek", "ipek"),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(typed: str) -> None:
    assert fold(fold(typed)) == fold(typed)
    assert fold(unicodedata.normalize("NFD", typed)) == fold(unicodedata.normalize("NFC", typed))


def test_sort_key_ignores_accents_and_is_never_a_tie_between_two_spellings() -> None:
    names = ["Zoe", "Éva", "eva", "O'Dowd", "Odam", "Анна"]
    assert sorted(names, key=sort_key) == ["eva", "Éva", "Odam", "O'Dowd", "Zoe", "Анна"]
    assert sort_key("Éva") != sort_key("eva")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (-1, "-1 minute"), (2, "2 minutes"), (1204, "1,204 minutes")],
)
def test_counted(number: int, words: str) -> None:
    assert counted(number, "minute") == words


def test_counted_takes_a_plural_of_its_own() -> None:
    assert counted(1, "person", "people") == "1 person"
    assert counted(2, "person", "people") == "2 people"


def test_words_know_where_they_stand() -> None:
    text = "action (Joe), O'Dowd"
    words = words_in(text, 7)
    assert [(text[w.start : w.end], w.low, w.bare) for w in words] == [
        ("(Joe),", "joe", "joe"),
        ("O'Dowd", "o'dowd", "odowd"),
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  no such date ", "“no such date”"),
        ("R&D <b>", "“R&D <b>”"),
        ("a\x00b\x1b[31m\u202ec\ud800", "“a[U+0000]b[U+001B][31m[U+202E]c[U+D800]”"),
        ("one\ntwo\tthree", "“one[U+000A]two[U+0009]three”"),
        ("👩‍👩‍👧 שלום\u200f", "“👩‍👩‍👧 שלום\u200f”"),
        ("x" * 80, f"“{'x' * 80}”"),
        ("word " * 400_000, f"“{'word ' * 15}word…”"),
        ("\x07" * 200_000, f"“{'[U+0007]' * 9}…”"),
    ],
)
def test_words_quoted_in_a_sentence_are_short_and_hide_nothing(typed: str, shown: str) -> None:
    assert quoted(typed) == shown


@pytest.mark.parametrize(
    ("stem", "kept"),
    [
        ("Minutes. ", "Minutes"),
        ("n" * 300, "n" * 200),
        ("\U0001f600" * 120, "\U0001f600" * 50),
        ("a" + "\u00e9" * 150, "a" + "\u00e9" * 99),
    ],
)
def test_the_name_of_a_file_is_cut_by_its_bytes(stem: str, kept: str) -> None:
    assert shortened(stem) == kept
