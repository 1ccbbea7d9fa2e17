"""Spelling in British English: the dictionary, and the words that this partnership takes as right."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from nscp_desktop import assets
from nscp_desktop.errors import Refused
from nscp_desktop.records import Alias, Board, Group, Organisation, Partnership, Person, Sector, Theme
from nscp_desktop.rules import spelling as rules
from nscp_desktop.rules.wording import line, quoted

if TYPE_CHECKING:
    from nscp_desktop.store import Store

OWN_WORDS: Final = "own_words"
"""The setting that holds the words somebody added to the dictionary."""
LONGEST: Final = 40
MOST: Final = 5_000
MOST_SUGGESTED: Final = 5

NAMES: Final[tuple[tuple[Any, tuple[str, ...]], ...]] = (
    (Person, ("name", "role")),
    (Organisation, ("name", "short")),
    (Group, ("name", "short", "title")),
    (Alias, ("name",)),
    (Theme, ("name", "words")),
    (Sector, ("name", "words")),
    (Board, ("name", "district", "provider")),
    (Partnership, ("name", "short", "area", "front_door_name")),
)
"""Whose words count as right."""

TABLES: Final = frozenset(str(kind.__tablename__) for kind, _names in NAMES)


def own_words(store: Store) -> tuple[str, ...]:
    """The words that were added to the dictionary, in order."""
    return tuple(json.loads(store.setting(OWN_WORDS) or "[]"))


def add_word(store: Store, word: str) -> None:
    """Take a word as right from now on, in this store. Refuses what is not one word, and far too many."""
    kept = line(word, "That word")
    if not kept or len(kept) > LONGEST or kept.split() != [kept]:
        raise Refused(f"{quoted(kept)} is not one word. Nothing has been changed.")
    known = own_words(store)
    if len(known) >= MOST:
        raise Refused(f"The dictionary holds {MOST:,} words of yours; no more fit. Nothing has been changed.")
    store.set(OWN_WORDS, json.dumps(sorted({*known, kept}), ensure_ascii=False))


def remove_word(store: Store, word: str) -> None:
    """Take a word out of the dictionary again."""
    kept = [one for one in own_words(store) if rules.key(one) != rules.key(word)]
    store.set(OWN_WORDS, json.dumps(kept, ensure_ascii=False))


@lru_cache(maxsize=1)
def _dictionary() -> Any:  # noqa: ANN401 the library has no types
    """The British dictionary with the words of the field: a tenth of a second, at the first asking."""
    from hunspell import Hunspell

    made = Hunspell("en_GB", hunspell_data_dir=str(assets.asset("dictionaries")))
    for word in assets.text("dictionaries", "field.txt").split():
        made.add(word)
    return made


class Speller:
    """Says of one word after the other whether it is right. Loads its dictionary when first asked."""

    def __init__(self, store: Store) -> None:
        """Know the words of ``store``."""
        self._store = store
        self._known: frozenset[str] | None = None
        self._own: frozenset[str] = frozenset()
        self._judged: dict[str, bool] = {}

    @property
    def can_ask(self) -> bool:
        """Whether the partnership's words can be asked for: not of a store that is closed or locked."""
        return not (self._store.closed or self._store.locked)

    def known(self, word: str) -> bool | None:
        """Whether a word is right, where that was found out before; None: it has to be asked."""
        return self._judged.get(word)

    def is_right(self, word: str) -> bool:
        """Whether a word is right: in the dictionary, a name of the partnership, or added by somebody."""
        if word not in self._judged:
            self._judged[word] = self._judge(word)
        return self._judged[word]

    def is_own(self, word: str) -> bool:
        """Whether somebody added the word."""
        self._names()
        return rules.key(word) in self._own

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant, likeliest first."""
        found = _dictionary().suggest(word.replace("\u2019", "'"))
        return tuple(str(one) for one in found[:MOST_SUGGESTED])

    def forget(self) -> None:
        """Ask for the partnership's words again: they have changed."""
        self._known = None
        self._judged.clear()

    def _judge(self, word: str) -> bool:
        forms, names = rules.forms(word), self._names()
        return any(rules.key(form) in names for form in forms) or any(
            _dictionary().spell(form) for form in forms
        )

    def _names(self) -> frozenset[str]:
        if self._known is None:
            self._own = frozenset(rules.key(one) for one in own_words(self._store))
            with self._store.read() as session:
                self._known = self._own | frozenset(_words(session))
        return self._known


def _words(session: Session) -> set[str]:
    """Every word of the partnership's names."""
    found: set[str] = set()
    for kind, names in NAMES:
        columns = [col(getattr(kind, name)) for name in names]
        for row in session.exec(select(*columns).where(~col(kind.removed))):
            said = [row] if isinstance(row, str) else list(row)
            found.update(
                rules.key(spot.word) for text in said for spot in rules.words(text.replace(",", " "))
            )
    return found
