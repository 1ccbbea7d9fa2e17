"""The words of dates as people shorten and misspell them: nxt, wks, tmw, wensday, febuary, befor."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from nscp_desktop.rules.slips import one_slip
from nscp_desktop.rules.wording import listed

if TYPE_CHECKING:
    from nscp_desktop.rules.wording import Word

_SHORT = {
    "nxt": "next",
    "wk": "week",
    "wks": "weeks",
    "mth": "month",
    "mths": "months",
    "hr": "hour",
    "hrs": "hours",
    "mtg": "meeting",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "tmw": "tomorrow",
    "2moro": "tomorrow",
    "2morrow": "tomorrow",
    "tommorow": "tomorrow",
    "wensday": "wednesday",
    "beg": "beginning",
    "befor": "before",
    "b4": "before",
}
# Long enough that one slip in them makes no other word, but for those below.
_LONG = listed(
    "tomorrow monday tuesday wednesday thursday friday saturday sunday january february september october november"
    " december fortnight meeting before"
)
_FEWEST = 6
_OTHERS = listed("sundry melting meting")


def meant(word: str) -> str:
    """Give the word of a date that a folded word stands for; any other word as it is."""
    if len(word) < _FEWEST or word in _OTHERS:
        return _SHORT.get(word, word)
    of_a_date = (one for one in _LONG if one_slip(word, one) and word != f"{one}s")
    return _SHORT.get(word) or next(of_a_date, word)


def spelt(word: Word) -> str:
    """Give a word as the forms of dates are written: with its hyphens where it has a digit (22-1-2027), else without."""
    return _spelt(word.low, word.bare)


@lru_cache(maxsize=4096)
def _spelt(low: str, bare: str) -> str:
    return meant(low if any(letter.isdigit() for letter in low) else bare)
