"""Setting text: words to lines of a width, letter widths from the faces, long words broken.

A line is broken at spaces only, so "B-2701-01", "co-chair" and "22 January 2027" stay whole; a word that
is wider than the line is broken inside: at a space of a date, after a hyphen or stroke, then anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from nscp_desktop.documents.look import SECOND, Ink, Style
from nscp_desktop.documents.text import NO_BREAK, Spelling, hard_lines

if TYPE_CHECKING:
    from nscp_desktop.documents.fonts import Face
    from nscp_desktop.papers.blocks import Text

_DATE = re.compile(
    r"(?<!\w)(\d{1,2}) (Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?!\w)(?: (\d{4})(?!\w))?"
)
_SOFT = frozenset("-/\\–—_.,;:@&+=?|)]}" + NO_BREAK)


class Fragment(NamedTuple):
    """Letters of one face and ink, with their width in points."""

    face: Face
    ink: Ink
    letters: str
    width: float


@dataclass(slots=True)
class Word:
    """Fragments that stay on one line; ``cut`` where the rest of the word is on the next one."""

    fragments: list[Fragment]
    width: float
    cut: bool = False


class Line(NamedTuple):
    """A line as it is drawn; ``cut`` where it ends inside a word."""

    fragments: tuple[Fragment, ...]
    width: float
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A text cut into words under a style: one list for each hard line."""

    hard: tuple[list[Word], ...]
    style: Style
    space: float

    @property
    def least(self) -> float:
        """The width of its widest word."""
        return max((word.width for line in self.hard for word in line), default=0.0)

    def least_within(self, limit: float) -> float:
        """The same, but ``limit`` where all words that are wider can be broken after a hyphen or stroke."""
        wide = [word for line in self.hard for word in line if word.width > limit]
        parts = [part for word in wide for part in _cut(word, limit, self.style.size)]
        softly = all(not part.cut or part.fragments[-1].letters[-1] in _SOFT for part in parts)
        return limit if wide and softly else self.least

    @property
    def natural(self) -> float:
        """The width it has when nothing is broken."""
        return max(
            (sum(word.width for word in line) + self.space * (len(line) - 1) for line in self.hard if line),
            default=0.0,
        )


class Setter:
    """Sets texts in the faces of a spelling."""

    def __init__(self, spelling: Spelling) -> None:
        """Set with ``spelling``, the door every text goes through."""
        self.spelling = spelling
        self._widths: dict[tuple[str, str], float] = {}

    def lines(self, text: Text, style: Style, width: float) -> list[Line]:
        """The text as lines no wider than ``width`` points; an empty text has none."""
        return broken(self.copy(text, style), width)

    def copy(self, text: Text, style: Style) -> Copy:
        """The text cut into words, ready to be measured and broken."""
        hard: list[list[Word]] = [[]]
        joins = False
        for run in text:
            ink = SECOND if run.quiet else style.ink
            for index, line in enumerate(hard_lines(run.text)):
                if index:
                    hard.append([])
                    joins = False
                for stretch in self.spelling.plain(_bound(line), strong=style.strong or run.bold):
                    joins = self._add(hard[-1], stretch.face, stretch.letters, ink, style.size, joins=joins)
        return Copy(tuple(hard), style, self.width(self.spelling.plain(" ")[0].face, " ", style.size))

    def width(self, face: Face, letters: str, size: float) -> float:
        """The width of letters in points."""
        key = (face.name, letters)
        width = self._widths.get(key)
        if width is None:
            widths = face.widths
            width = sum(widths[ord(letter)] for letter in letters) / 1000
            self._widths[key] = width
        return width * size

    def _add(self, line: list[Word], face: Face, letters: str, ink: Ink, size: float, *, joins: bool) -> bool:
        """Add the words of a stretch; says whether the next stretch goes on with the last word."""
        for index, part in enumerate(letters.split(" ")):
            if index:
                joins = False
            if not part:
                continue
            fragment = Fragment(face, ink, part, self.width(face, part, size))
            if joins and line:
                line[-1].fragments.append(fragment)
                line[-1].width += fragment.width
            else:
                line.append(Word([fragment], fragment.width))
            joins = True
        return joins


def broken(copy: Copy, width: float) -> list[Line]:
    """The words of a copy in lines no wider than ``width`` points."""
    lines: list[Line] = []
    for words in copy.hard:
        current: list[Word] = []
        reached = 0.0
        for whole in words:
            for word in (whole,) if whole.width <= width else _cut(whole, width, copy.style.size):
                after = reached + (copy.space if current else 0.0) + word.width
                # A thousandth of a point is rounding, not width.
                if current and after > width + 0.001:
                    lines.append(_line(current, copy.space, reached))
                    current, after = [], word.width
                current.append(word)
                reached = after
        if current or len(copy.hard) > 1:
            lines.append(_line(current, copy.space, reached))
    return lines


def _line(words: list[Word], space: float, width: float) -> Line:
    """The line with neighbours of one face and ink made one fragment."""
    merged: list[Fragment] = []
    for index, word in enumerate(words):
        for place, fragment in enumerate(word.fragments):
            gap = index > 0 and place == 0
            if not merged:
                merged.append(fragment)
                continue
            last = merged[-1]
            if last.face is fragment.face and last.ink == fragment.ink:
                letters = f"{last.letters}{' ' if gap else ''}{fragment.letters}"
                merged[-1] = Fragment(last.face, last.ink, letters, last.width + gap * space + fragment.width)
                continue
            if gap:
                merged[-1] = Fragment(last.face, last.ink, last.letters + " ", last.width + space)
            merged.append(fragment)
    return Line(tuple(merged), width, bool(words) and words[-1].cut)


def _cut(word: Word, width: float, size: float) -> list[Word]:
    """A word wider than ``width`` in parts that are not; each holds at least one letter."""
    letters = [
        (fragment, letter, fragment.face.widths[ord(letter)] * size / 1000)
        for fragment in word.fragments
        for letter in fragment.letters
    ]
    parts: list[Word] = []
    start = 0
    while start < len(letters):
        end, reached, soft = start, 0.0, 0
        while end < len(letters) and (end == start or reached + letters[end][2] <= width):
            reached += letters[end][2]
            end += 1
            if letters[end - 1][1] in _SOFT:
                soft = end
        if end < len(letters) and soft > start:
            end = soft
        parts.append(_part(letters[start:end], cut=end < len(letters)))
        start = end
    return parts


def _part(letters: list[tuple[Fragment, str, float]], *, cut: bool) -> Word:
    fragments: list[Fragment] = []
    at = 0
    while at < len(letters):
        of = letters[at][0]
        until = at
        while until < len(letters) and letters[until][0] is of:
            until += 1
        text = "".join(letter for _, letter, _ in letters[at:until])
        fragments.append(Fragment(of.face, of.ink, text, sum(wide for _, _, wide in letters[at:until])))
        at = until
    return Word(fragments, sum(fragment.width for fragment in fragments), cut)


def _bound(line: str) -> str:
    """The line with its dates held together."""
    return _DATE.sub(lambda found: NO_BREAK.join(part for part in found.groups() if part), line)
