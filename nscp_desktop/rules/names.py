"""Finding a person by what people type: any part of the name, initials, role or organisation.

A :class:`Directory` folds everybody once; a question then costs a few look-ups, so it can be
asked at every key. Those in the meeting and the group come before everyone else, full names and
whole words before beginnings. :func:`one_of` never guesses between people who fit equally well.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from itertools import product
from typing import Self

from nscp_desktop.rules.role_words import role_words
from nscp_desktop.rules.romanised import romanised
from nscp_desktop.rules.wording import PUNCTUATION, fold, listed, sort_key

_AROUND = PUNCTUATION + "/@#&+"
_APOSTROPHES = "'’‘ʼ"
_HYPHENS = "-‐‑–"
TITLES = listed("dr mr mrs ms miss mx prof professor sir dame rev revd cllr councillor")
# Words that stand inside a surname without a letter of their own, as in "van der Fenn".
_SKIPPED = listed("an der den la le the of and thi")
_SURNAME_BEGINS = listed(
    "van von de der den du da di del della la le mac mc o ó ní ni nic ui uí al el ibn bin abu st ter ten"
)
# Words of a role or an organisation by which nobody is found.
_SMALL = listed("and of the for from in at to a")
_ENDLESS = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Known:
    """A person as far as finding them goes; ``here`` is in this meeting now, ``in_group`` a member."""

    person_id: str
    name: str
    initials: str = ""
    organisation: str = ""
    organisation_short: str = ""
    organisation_id: str = ""
    role: str = ""
    seat: str = ""
    sector: str = ""
    here: bool = False
    in_group: bool = False


class Fit(IntEnum):
    """How well typed words fit a person; the lower the better.

    The name in full; a whole word of it or the initials; the beginning of one; a whole word of
    role or organisation; the beginning of one.
    """

    FULL_NAME = 0
    EXACT = 1
    PREFIX = 2
    ROLE = 3
    ROLE_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A person who fits what was typed, and how well."""

    person: Known
    fit: Fit

    @property
    def by_name(self) -> bool:
        """Whether the name or the initials fit, not only the role or the organisation."""
        return self.fit <= Fit.PREFIX


def words_of(text: str) -> tuple[str, ...]:
    """Give the folded words of a text, without punctuation at their ends."""
    bare = (word.strip(_AROUND) for word in fold(text).split())
    return tuple(word for word in bare if word)


# A register and a directory are made again after most deeds, of the same few hundred names.
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def _parts(name: str) -> frozenset[str]:
    """Give every way to begin a word of a name: joined, and each part of one with a hyphen or apostrophe."""
    parts = set(words_of(name))
    for split_at in (_HYPHENS, _HYPHENS + _APOSTROPHES):
        apart = "".join(" " if letter in split_at else letter for letter in name)
        parts.update(word for word in words_of(apart) if len(word) > 1)
    return frozenset(parts)


@lru_cache(maxsize=_REMEMBERED)
def _in_latin(name: str) -> frozenset[str]:
    """Give the words and the initials by which a name of another script is found from a Latin keyboard."""
    words = [romanised(word) for word in re.split(rf"[{_HYPHENS}\s]+", without_title(name))]
    initials_in_latin = {
        "".join(letters) for letters in product(*({way[:1] for way in ways} for ways in words if ways))
    }
    return frozenset(way for ways in words for way in ways) | (initials_in_latin - {""})


@dataclass(frozen=True, slots=True)
class _Index:
    """What a directory has folded: sorted words with the place of a person and whether they name them."""

    words: tuple[tuple[str, int, bool], ...]
    full: Mapping[str, frozenset[int]]
    alphabetical: tuple[int, ...]
    places: Mapping[str, int]


@lru_cache(maxsize=_REMEMBERED)
def _written(name: str) -> tuple[str, str]:
    """Give the folded words of a name in full, with and without its titles."""
    return " ".join(words_of(name)), " ".join(words_of(without_title(name)))


def _indexed(people: tuple[Known, ...]) -> _Index:
    words: set[tuple[str, int, bool]] = set()
    full: dict[str, set[int]] = {}
    for place, person in enumerate(people):
        # The plain initials too, so that "jm" still asks "which JM?" where one is printed "JMa".
        names = (_parts(person.name) | {fold(person.initials), fold(initials_of(person.name))}) - {""}
        names |= _in_latin(person.name)
        others = _parts(f"{person.role} {person.organisation} {person.organisation_short}")
        others = (others | role_words(person.role)) - _SMALL
        words |= {(word, place, True) for word in names}
        words |= {(word, place, False) for word in others - names}
        for written in _written(person.name):
            full.setdefault(written, set()).add(place)
    in_order = sorted(range(len(people)), key=lambda at: (sort_key(people[at].name), people[at].person_id))
    alphabetical = [0] * len(people)
    for order, place in enumerate(in_order):
        alphabetical[place] = order
    return _Index(
        words=tuple(sorted(words)),
        full={name: frozenset(places) for name, places in full.items()},
        alphabetical=tuple(alphabetical),
        places={person.person_id: place for place, person in enumerate(people)},
    )


@dataclass(frozen=True, slots=True, init=False)
class Directory:
    """Everybody who may be named, folded once.

    Make a new one when people change; :meth:`with_here` when only who is in the meeting does.
    """

    people: tuple[Known, ...]
    _index: _Index = field(repr=False, compare=False)

    def __init__(self, people: Iterable[Known] = ()) -> None:
        """Fold the names, initials, roles and organisations of ``people``."""
        object.__setattr__(self, "people", tuple(people))
        object.__setattr__(self, "_index", _indexed(self.people))

    def with_here(self, person_ids: Iterable[str]) -> Self:
        """Give the same directory with exactly these people in the meeting; nothing is folded again."""
        here = frozenset(person_ids)
        people = tuple(
            person if person.here is (person.person_id in here) else replace(person, here=not person.here)
            for person in self.people
        )
        changed = copy(self)
        object.__setattr__(changed, "people", people)
        return changed

    def by_id(self, person_id: str) -> Known | None:
        """Give the person with this id, or None."""
        place = self._index.places.get(person_id)
        return None if place is None else self.people[place]

    def find(self, words: str) -> tuple[Match, ...]:
        """Give everybody whom all the words fit, best first; nobody for no words."""
        asked = words_of(words)
        while len(asked) > 1 and asked[0] in TITLES:
            asked = asked[1:]
        if not asked:
            return ()
        fits = self._fits(asked[0])
        for word in asked[1:]:
            if fits and word not in _SMALL:
                more = self._fits(word)
                fits = {place: _both(fit, more[place]) for place, fit in fits.items() if place in more}
        # A name of one word is no more than a whole word of it: "Ann" is not meant before Ann Sale.
        for place in self._index.full.get(" ".join(asked), ()) if len(asked) > 1 else ():
            fits[place] = Fit.FULL_NAME
        matches = [(Match(self.people[place], fit), place) for place, fit in fits.items()]
        matches.sort(key=lambda found: (_rank(found[0]), self._index.alphabetical[found[1]]))
        return tuple(match for match, _ in matches)

    def _fits(self, word: str) -> dict[int, Fit]:
        """Give the best fit of one folded word for each person it fits at all."""
        fits: dict[int, Fit] = {}
        words = self._index.words
        for at in range(bisect_left(words, (word,)), bisect_left(words, (word + _ENDLESS,))):
            found, place, in_name = words[at]
            if found == word:
                fit = Fit.EXACT if in_name else Fit.ROLE
            else:
                fit = Fit.PREFIX if in_name else Fit.ROLE_PREFIX
            fits[place] = min(fit, fits.get(place, fit))
        return fits


def _both(one: Fit, other: Fit) -> Fit:
    """Give the fit of two words together: a role or an organisation only tells people of one name apart."""
    if one <= Fit.PREFIX < other:
        return one
    if other <= Fit.PREFIX < one:
        return other
    return max(one, other)


def _rank(match: Match) -> tuple[int, int, int]:
    """Give the order of a match: a full name, else the circle; then the fit; then who is here.

    Somebody of the meeting or the group stands before everyone else, except that nobody's role or
    organisation stands before a name.
    """
    person = match.person
    near = person.here or person.in_group
    if match.fit is Fit.FULL_NAME:
        circle = 0
    elif match.by_name:
        circle = 1 if near else 2
    else:
        circle = 3 if near else 4
    return circle, match.fit, 0 if person.here else 1 if person.in_group else 2


def find(words: str, directory: Directory) -> tuple[Match, ...]:
    """Give everybody in the directory whom all the words fit, best first."""
    return directory.find(words)


def one_of(matches: tuple[Match, ...]) -> Known | tuple[Known, ...] | None:
    """Decide whom the matches of :func:`find` mean: one person, those it could be, or nobody.

    Those who share the best place (circle, fit, here or not) are never decided between.
    """
    equal = tuple(match.person for match in matches if _rank(match) == _rank(matches[0]))
    return equal[0] if len(equal) == 1 else equal or None


def alike(matches: tuple[Match, ...]) -> tuple[Known, ...]:
    """Give those who share the best circle and fit, whether they are in the meeting yet or not."""
    return tuple(match.person for match in matches if _rank(match)[:2] == _rank(matches[0])[:2])


def without_title(name: str) -> str:
    """Give a name without the titles before it: "Dr Ann Sale" gives "Ann Sale"."""
    words = name.split()
    while len(words) > 1 and fold(words[0]).rstrip(".") in TITLES:
        del words[0]
    return " ".join(words)


@lru_cache(maxsize=_REMEMBERED)
def initials_of(name: str) -> str:
    """Give the initials of a name in any script: SOD for Siobhán O'Dunmarrow, ЗЛ, JM.

    Titles are left out; a particle inside a surname ("van der Fenn": VF) gives one letter; the
    Arabic article gives none. A name of one word has one letter, an empty one none.
    """
    letters = []
    for place, word in enumerate(unicodedata.normalize("NFC", without_title(name)).split()):
        if place and fold(word) in _SKIPPED:
            continue
        bare = re.sub(r"^[\W_]+", "", word)
        if bare.startswith("ال") and len(bare) > 3:
            bare = bare[2:]
        if not bare:
            continue
        letters.append(bare[0].upper()[0])
        if place and len(bare) > 2 and bare[1] in _APOSTROPHES:
            letters.append(bare[2].upper()[0])
    return "".join(letters)


def initials(names: Mapping[str, str]) -> dict[str, str]:
    """Give initials for people of one list, longer where two would be the same.

    ``names`` is person id to name. The first in the order given keeps the short form, so that
    somebody who joins later changes nobody's; the next gets letters of the surname (JM, JMa),
    and a number where even the names agree (JM2).
    """
    given: dict[str, str] = {}
    taken: set[str] = set()
    for person_id, name in names.items():
        chosen = next(form for form in _forms(name) if form.casefold() not in taken)
        taken.add(chosen.casefold())
        given[person_id] = chosen
    return given


def _forms(name: str) -> Iterable[str]:
    """Give ever longer forms of a name's initials, in the end numbered without limit."""
    short = initials_of(name) or "?"
    yield short
    words = unicodedata.normalize("NFC", name).split()
    bare = re.sub(r"[\W_]+", "", words[-1]) if words else ""
    # The surname's own letters stand at the end of the short form; what follows them makes it longer.
    own = 2 if re.match(rf"^\w[{_APOSTROPHES}]\w", words[-1] if len(words) > 1 else "") else 1
    for more in range(1, len(bare) - own + 1):
        yield short + bare[own : own + more].lower()
    number = 2
    while True:
        yield f"{short}{number}"
        number += 1


@lru_cache(maxsize=_REMEMBERED)
def surname_first(name: str) -> str:
    """Give a name as it is usually sorted: "O'Dunmarrow, Siobhán", "van der Fenn, d'Arcy".

    A guess from the last word and the particles before it; a name of one word, or one that
    already has a comma, stays as it is. A person corrects it where the family name comes first.
    """
    words = without_title(name).split()
    if len(words) < 2 or "," in name:
        return " ".join(name.split())
    first = next(
        (at for at in range(1, len(words)) if words[at].casefold() in _SURNAME_BEGINS), len(words) - 1
    )
    return f"{' '.join(words[first:])}, {' '.join(words[:first])}"


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Give each name as a chip has it, longer where two would read alike: "O Pearl", "John Mardle", "June Mardle".

    A single name stays as it is; two people of one whole name cannot be told apart by it.
    """
    whole = dict.fromkeys(names)
    parts = {name: surname_first(name).partition(", ")[::2] for name in whole}
    brief = {name: f"{first[0]} {surname}" if first else surname for name, (surname, first) in parts.items()}
    alike = Counter(brief.values())
    return {
        name: brief[name] if alike[brief[name]] == 1 else f"{first} {surname}".strip()
        for name, (surname, first) in parts.items()
    }
