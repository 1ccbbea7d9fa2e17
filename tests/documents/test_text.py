"""The door for people's words: letters stay letters, what cannot be printed comes out as its code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.documents.fonts import Face, Faces, faces
from nscp_desktop.documents.text import Spelling, code, hard_lines, named


def spelt(text: str) -> tuple[str, tuple[str, ...]]:
    spelling = Spelling(faces())
    return "".join(stretch.letters for stretch in spelling.plain(text)), spelling.codes


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Siobhán O'Dunmarrow", "Siobhán O'Dunmarrow"),
        ("Зоряна Луговафен", "Зоряна Луговафен"),
        ("Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("Nguyễn Thị Đầm-Lau", "Nguyễn Thị Đầm-Lau"),
        ("e\u0301", "é"),  # composed, so that the accent sits where the font puts it
        ("<b>urgent</b> & &lt;", "<b>urgent</b> & &lt;"),
        ("tab\there", "tab here"),
        ("wide\u2003and\u3000wider", "wide and wider"),
        ("no\u00a0break", "no\u00a0break"),
        ("soft\u00adhyphen, zero\u200bwidth, variant\ufe0f", "softhyphen, zerowidth, variant"),
    ],
)
def test_what_the_fonts_have_is_printed_as_typed(typed: str, printed: str) -> None:
    assert spelt(typed) == (printed, ())


@pytest.mark.parametrize(
    ("typed", "printed", "letters"),
    [
        ("ok 🙂", "ok [U+1F642]", ("🙂",)),
        ("王", "[U+738B]", ("王",)),
        ("مر", "[U+0645][U+0631]", ("ر", "م")),
        ("a\x00b\x1b[31m", "a[U+0000]b[U+001B][31m", ("\x00", "\x1b")),
        ("abc\u202ecod.exe", "abc[U+202E]cod.exe", ("\u202e",)),
        ("half \ud800 pair", "half [U+D800] pair", ("\ud800",)),
        ("😀😀", "[U+1F600][U+1F600]", ("😀",)),
    ],
)
def test_what_no_font_has_is_printed_as_its_code(typed: str, printed: str, letters: tuple[str, ...]) -> None:
    assert spelt(typed) == (printed, tuple(sorted(letters)))


def test_a_letter_is_taken_from_the_first_face_that_has_it() -> None:
    latin = Face("latin", {}, frozenset("abc "))
    greek = Face("greek", {}, frozenset("abcαβγ "))
    spelling = Spelling(Faces((latin, greek), (greek,)))
    assert [(part.face.name, part.letters) for part in spelling.plain("aαβ b")] == [
        ("latin", "a"),
        ("greek", "αβ"),
        ("latin", " b"),
    ]
    assert [part.face.name for part in spelling.plain("α", strong=True)] == ["greek"]
    assert spelling.codes == ()


def test_characters_are_listed_with_their_names() -> None:
    assert code("🙂") == "[U+1F642]"
    assert named("🙂") == "[U+1F642] slightly smiling face"
    assert named("\x07") == "[U+0007]"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert hard_lines(f"one{end}two") == ["one", "two"]


def test_titles_are_shown_on_one_line() -> None:
    assert Spelling(faces()).shown("one\ntwo 🙂") == "one two [U+1F642]"


@given(st.text(st.characters(codec=None, exclude_characters="\r\n\x0b\x0c\x85\u2028\u2029")))
def test_nothing_is_refused_and_every_letter_has_a_width(text: str) -> None:
    for stretch in Spelling(faces()).plain(text):
        assert all(ord(letter) in stretch.face.widths for letter in stretch.letters)
        assert stretch.face.letters.issuperset(stretch.letters)
