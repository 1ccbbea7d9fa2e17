"""Greek and Cyrillic names in Latin letters, so that they are found from any keyboard: Зоряна is "zoryana", Ελένη "eleni".

Where people write a letter in several ways each way is given. Other scripts would need a dictionary: nobody is
found by a guess at them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import product

_PAIRS = {"ου": "ou", "μπ": "b", "γγ": "ng", "ευ": "ev", "αυ": "av", "ий": "iy"}
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e",
    "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
# What two hands write differently: Zoryana and Zoriana, Hryhoriy and Grigori, Khrystyna and Hrystyna.
_WAYS: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
    ({}, {"я": "ia", "ю": "iu", "є": "ie", "ї": "i", "й": "i", "ий": "y", "χ": "h", "υ": "i"}),
    ({}, {"г": "g"}),
    ({}, {"и": "i"}),
    ({}, {"х": "h"}),
)
_LETTERS = frozenset((*_CYRILLIC, *_GREEK))
_LATIN = {**_CYRILLIC, **_GREEK, **_PAIRS}


@lru_cache(maxsize=4096)
def romanised(word: str) -> frozenset[str]:
    """Give the ways to write a word in Latin letters, small and without accents; none for one that has them."""
    small = unicodedata.normalize("NFC", word).lower()
    plain = "".join(_plain(letter) for letter in small)
    if not any(letter in _LETTERS for letter in plain):
        return frozenset()
    return frozenset(
        _written(plain, {**one, **two, **three, **four}) for one, two, three, four in product(*_WAYS)
    )


def _plain(letter: str) -> str:
    """Give a letter without its accent, unless it is another letter then."""
    return letter if letter in _LETTERS else unicodedata.normalize("NFD", letter)[0]


def _written(plain: str, way: dict[str, str]) -> str:
    written, at = [], 0
    while at < len(plain):
        said = plain[at : at + 2] if plain[at : at + 2] in _PAIRS else plain[at]
        written.append(way.get(said, _LATIN.get(said, said)))
        at += len(said)
    return "".join(written)
