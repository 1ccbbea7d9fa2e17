"""Which words of a text are checked for their spelling, and in which forms a word is looked up.

Only words of Latin letters are: not names in other scripts, not words with digits, not abbreviations such as
"LSCG" or "GPs", and nothing that belongs to an address of the internet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .wording import bare

_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|www\.|\w\.\w{2,}(?:$|[/:])|[\\/#_=<>]\w*[\\/#_=<>]|^[#@]", re.IGNORECASE)
_WORD = re.compile("[^\\W\\d_\u0370-\U0010ffff]+(?:['\u2019][^\\W\\d_\u0370-\U0010ffff]+)*")
_SCRIPTS = re.compile("[\u0370-\u1dff\u2c00-\ua71f\ua800-\U0010ffff]")
_LEAST = 2
_LONGEST = 40
# Beginnings that stand before a hyphen and are no words of their own.
_BEGINNINGS = frozenset(
    {"anti", "co", "de", "ex", "inter", "intra", "mid", "multi", "non", "post", "pre", "pro", "re", "semi",
     "sub", "un", "under"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A word that is to be checked, and where it stands."""

    start: int
    end: int
    word: str


def words(text: str) -> Iterator[Spot]:
    """Give the words of a text that are to be checked."""
    for chunk in _CHUNK.finditer(text):
        typed = chunk.group()
        if len(typed) > 4 * _LONGEST or _ADDRESS.search(typed) or _SCRIPTS.search(typed):
            continue
        for found in _WORD.finditer(typed):
            before, after = typed[: found.start()][-1:], typed[found.end() :][:1]
            if before.isdigit() or after.isdigit() or not _is_checked(found.group()):
                continue
            if after == "-" and found.group().lower() in _BEGINNINGS:
                continue
            yield Spot(chunk.start() + found.start(), chunk.start() + found.end(), found.group())


def _is_checked(word: str) -> bool:
    """Abbreviations and words of mixed capitals ("LSCGs", "McArthur") are left alone."""
    return _LEAST <= len(word) <= _LONGEST and not any(letter.isupper() for letter in word[1:])


def forms(word: str) -> tuple[str, ...]:
    """Give the forms in which a word is looked up: as typed, with a straight apostrophe, without accents."""
    straight = word.replace("\u2019", "'")
    plain = bare(straight)
    if straight[:1].isupper():
        plain = plain[:1].upper() + plain[1:]
    found = [straight, plain]
    if straight.endswith("'s"):
        # A name of the partnership is known without its ending.
        found.append(straight[:-2])
    return tuple(dict.fromkeys(found))


def key(word: str) -> str:
    """Give the form in which a word is remembered as right: accents and capitals make no difference."""
    return bare(word.replace("\u2019", "'"))
