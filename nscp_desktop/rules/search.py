"""Searching: the form in which words are found, what a typed question asks for, and words in their context.

Accents, capitals, apostrophes and hyphens make no difference: "odun" finds O'Dunmarrow. A word that is put
together ("multi-agency") is found as a whole and by its parts. Scripts written without spaces are found
letter by letter. The last word that is typed may go on. A day is found however it is typed: 15 jan 2027, 15/1/27,
15.1.2027 and 15th January find "15 January 2027", and what is written as it was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from .wording import bare
from .year import MONTHS

TYPED_MOST = 400
"""So much of what is typed or pasted is looked at."""
TERMS_MOST = 12
CONTEXT_MOST = 150

_JOINERS = "'\u2019\u2018\u02bc\u02bb\u201b`\u00b4\u2032\\-\u2010\u2011"
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
# Marks that stand on the letter before them. Those that Python counts as letters need no mention.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200f\u2060\ufeff"
)
_WIDE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}](?:[^\W_{_WIDE}]|[{_MARKS}])*")
_COMPOUND = re.compile(rf"[^\W_]+(?:[{_JOINERS}]+[^\W_]+)+")
_HAS_JOINER = re.compile(rf"[{_JOINERS}]")
_SPOT = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}](?:[^\W_{_WIDE}]|[{_JOINERS}{_MARKS}])*")
_SPACE = re.compile(r"\s+")
_DAY = re.compile(
    r"(?<![^\W_])(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?"
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:\s+(?P<year>\d{4}|\d\d)(?![^\W_]))?"
    r"|(?<![^\W_])(?P<day_2>\d{1,2})(?P<sign>[/.-])(?P<month_2>\d{1,2})(?P=sign)(?P<year_2>\d{4}|\d\d)(?![^\W_])"
)
_BEFORE = 6
_LOOKED_ON = 600
_LONGEST_MONTH = 31
_SHORT = tuple(bare(month[:3]) for month in MONTHS)


def indexed(text: str) -> str:
    """Give the words of a text as they stand in the index, with a space between them."""
    plain = bare(text if text.isascii() else text.translate(_UNSEEN))
    if _HAS_JOINER.search(plain):
        plain = _COMPOUND.sub(_whole_and_parts, plain)
    return " ".join(_TOKEN.findall(plain))


def _whole_and_parts(found: re.Match[str]) -> str:
    parts = _HAS_JOINER.sub(" ", found.group()).split()
    return " ".join(("".join(parts), *parts))


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be found: words that follow each other; ``begins``: the last of them may go on.

    ``others`` are other words for the same, of which any does as well.
    """

    words: tuple[str, ...]
    begins: bool = False
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """All the words of which any will do."""
        return (self.words, *self.others)


def understood(typed: str) -> tuple[Term, ...]:
    """Give what a typed question asks for, each of which must be found; nothing for signs alone. Never raises."""
    found: list[Term] = []
    plain, at = bare(typed[:TYPED_MOST].translate(_UNSEEN)), 0
    for match in _DAY.finditer(plain):
        words, spelt = tuple(_TOKEN.findall(match.group())), _spelt(match)
        if others := tuple(one for one in spelt if one != words):
            found += [*_terms(plain[at : match.start()]), Term(words, others=others)]
            at = match.end()
    found += _terms(plain[at:])
    kept = found[:TERMS_MOST]
    if kept:
        kept[-1] = replace(kept[-1], begins=True)
    return tuple(kept)


def _spelt(match: re.Match[str]) -> list[tuple[str, ...]]:
    """A day as papers spell it: "15 january 2027"; of two figures a year may be the beginning. Nothing for no day."""
    day, year = match["day"] or match["day_2"] or "", match["year"] or match["year_2"] or ""
    name = match["month"]
    month = _SHORT.index(name[:3]) + 1 if name else int(match["month_2"])
    if not 1 <= month <= len(MONTHS) or (day and not 1 <= int(day) <= _LONGEST_MONTH):
        return []
    # "may 20 come" says no year; a month in full alone is found as it stands.
    if not day and len(year) != len("2027"):
        return []
    front = (*((str(int(day)),) if day else ()), bare(MONTHS[month - 1]))
    if not year:
        return [front]
    years = [year] if len(year) == len("2027") else [f"20{year}", year]
    return [(*front, one) for one in years]


def _terms(text: str) -> list[Term]:
    """The words of a part of the question."""
    found: list[Term] = []
    for plain in text.split():
        joined = _COMPOUND.sub(lambda one: _HAS_JOINER.sub("", one.group()), plain)
        words = tuple(_TOKEN.findall(joined))
        if not words:
            continue
        # Beside a word that was put together its parts stand in the index too: there nothing follows closely.
        found += [Term(words)] if joined == plain else [Term((word,)) for word in words]
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text as it is shown; ``found`` pieces are what was looked for."""

    text: str
    found: bool = False


def in_context(text: str, terms: tuple[Term, ...], most: int = CONTEXT_MOST) -> tuple[Span, ...]:
    """Give the part of a text in which most of the terms stand, on one line, with the found words marked.

    Where none stands in it, its beginning is given.
    """
    spots: list[tuple[int, int]] = []
    hits: list[tuple[int, int, int]] = []
    for place, (start, end, term) in enumerate(_looked_at(text, terms)):
        spots.append((start, end))
        if term is not None:
            hits.append((place, *term))
        if hits and place - hits[0][0] > _LOOKED_ON:
            break
    if not hits:
        return _shown(text, 0, most, ())
    first = max(range(len(hits)), key=lambda at: (_different(hits, spots, at, most), -at))
    begins = hits[first][0]
    start = 0 if begins <= _BEFORE else spots[begins - _BEFORE][0]
    if spots[begins][1] - start > most:
        start = spots[begins][0]
    marks = tuple(
        (spots[place][0], spots[place + length - 1][1])
        for place, length, _term in hits
        if place + length <= len(spots)
    )
    return _shown(text, start, most, marks)


def matches(text: str, terms: tuple[Term, ...]) -> bool:
    """Say whether any of the terms stands in a text."""
    return any(term is not None for _start, _end, term in _looked_at(text, terms))


def _different(hits: list[tuple[int, int, int]], spots: list[tuple[int, int]], at: int, most: int) -> int:
    """How many different terms would be seen when the context began at this hit."""
    start = spots[hits[at][0]][0]
    return len({term for place, _length, term in hits[at : at + 40] if spots[place][1] - start <= most})


def _looked_at(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """Give every word of a text with its place, and where a term begins, its length in words and its number."""
    waiting: list[tuple[int, int, tuple[str, ...]]] = []
    longest = max((len(words) for term in terms for words in term.ways), default=1)
    for spot in _SPOT.finditer(text):
        waiting.append((spot.start(), spot.end(), _forms(spot.group())))
        if len(waiting) == longest:
            yield _judged(waiting, terms)
            del waiting[0]
    while waiting:
        yield _judged(waiting, terms)
        del waiting[0]


def _judged(
    waiting: list[tuple[int, int, tuple[str, ...]]], terms: tuple[Term, ...]
) -> tuple[int, int, tuple[int, int] | None]:
    start, end, _words = waiting[0]
    for number, term in enumerate(terms):
        for words in term.ways:
            if _stands(waiting, words, begins=term.begins):
                return start, end, (len(words), number)
    return start, end, None


def _stands(waiting: list[tuple[int, int, tuple[str, ...]]], words: tuple[str, ...], *, begins: bool) -> bool:
    if len(waiting) < len(words):
        return False
    last = len(words) - 1
    for at, word in enumerate(words):
        forms = waiting[at][2]
        if begins and at == last:
            if not any(form.startswith(word) for form in forms):
                return False
        elif word not in forms:
            return False
    return True


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, ...]:
    return tuple(indexed(word).split())


def _shown(text: str, start: int, most: int, marks: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    end = min(len(text), start + most)
    if end < len(text):
        # Not in the middle of a word, if there is another place near.
        space = text.rfind(" ", max(start, end - 30), end)
        end = space if space > start else end
    pieces = [Span("… ")] if start else []
    at = start
    for begins, ends in marks:
        if begins < at or begins >= end:
            continue
        pieces += [Span(text[at:begins]), Span(text[begins : min(ends, end)], found=True)]
        at = min(ends, end)
    pieces.append(Span(text[at:end]))
    if end < len(text):
        pieces.append(Span(" …"))
    shown = [Span(_SPACE.sub(" ", one.text), one.found) for one in pieces if one.text]
    return tuple(shown)
