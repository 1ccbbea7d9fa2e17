"""Lines: broken at spaces, references and dates whole, long words cut, nothing lost."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from nscp_desktop.documents.fonts import faces
from nscp_desktop.documents.look import SECOND, Style
from nscp_desktop.documents.setting import Line, Setter
from nscp_desktop.documents.text import Spelling
from nscp_desktop.papers.blocks import Run, Text, bold, quiet, words

STYLE = Style(12, 16)


def set_in(text: Text, width: float) -> list[Line]:
    return Setter(Spelling(faces())).lines(text, STYLE, width)


def said(lines: list[Line]) -> list[str]:
    return ["".join(part.letters for part in line.fragments).replace("\u00a0", " ") for line in lines]


def test_lines_are_broken_at_spaces() -> None:
    assert said(set_in(words("one two three four"), 45)) == ["one two", "three", "four"]
    assert said(set_in(words("  one   two  "), 500)) == ["one two"]


def test_an_empty_text_has_no_lines_and_a_line_end_makes_one() -> None:
    assert set_in((), 50) == []
    assert set_in(words("  "), 50) == []
    assert said(set_in(words("one\n\ntwo"), 50)) == ["one", "", "two"]


def test_references_stay_whole() -> None:
    assert said(set_in(words("see B-2609-03 and the co-chair"), 60)) == [
        "see",
        "B-2609-03",
        "and the",
        "co-chair",
    ]


def test_dates_stay_whole() -> None:
    text = words("leads by 22 January 2027 at the latest")
    assert said(set_in(text, 110)) == ["leads by", "22 January 2027 at", "the latest"]
    assert said(set_in(words("on 2 Dec, 22 chairs May 5"), 40)) == ["on", "2 Dec,", "22", "chairs", "May 5"]


def test_a_date_too_wide_for_its_column_is_broken_at_its_spaces() -> None:
    assert said(set_in(words("12 November 2026"), 66)) == ["12 ", "November ", "2026"]


def test_a_word_too_wide_is_broken_after_a_stroke_or_hyphen_else_anywhere() -> None:
    assert said(set_in(words("safeguarding/neglect-strategy"), 80)) == [
        "safeguarding/",
        "neglect-",
        "strategy",
    ]
    assert said(set_in(words("x" * 10), 20)) == ["xxx", "xxx", "xxx", "x"]
    assert said(set_in(words("WW"), 1)) == ["W", "W"]


def test_voices_within_a_word_and_a_line() -> None:
    (line,) = set_in(words("a ", bold("b"), "c ", quiet("d"), Run("", bold=True), " e"), 200)
    regular, strong = faces().regular[0], faces().strong[0]
    assert [(part.face, part.ink, part.letters) for part in line.fragments] == [
        (regular, STYLE.ink, "a "),
        (strong, STYLE.ink, "b"),
        (regular, STYLE.ink, "c "),
        (regular, SECOND, "d "),
        (regular, STYLE.ink, "e"),
    ]
    assert abs(sum(part.width for part in line.fragments) - line.width) < 0.01


def test_a_voice_may_change_inside_a_word_that_is_cut() -> None:
    assert said(set_in(words(bold("aaaa"), "aaaa"), 30)) == ["aaaa", "aaaa"]


def test_copies_know_what_they_would_like() -> None:
    copy = Setter(Spelling(faces())).copy(words("one two\nthree"), STYLE)
    assert copy.least < copy.natural
    assert Setter(Spelling(faces())).copy((), STYLE).natural == 0.0


@given(st.text(), st.floats(3, 400))
@example("a" * 3000, 10.0)
@example("22 January 2027 " * 5, 12.0)
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: float) -> None:
    spelling = Spelling(faces())
    lines = Setter(spelling).lines(words(text), STYLE, width)
    for line in lines:
        assert (
            line.width <= width + 0.01 or len("".join(part.letters for part in line.fragments).strip()) == 1
        )
    assert "".join("".join(said(lines)).split()) == "".join(spelling.shown(text).split())
