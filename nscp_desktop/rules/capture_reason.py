"""Where the reason of a decision begins: "because ...", ", as it would ...", ", so that ...".

Only what can hardly be anything else is taken for a reason at once; every other place where one may begin is
offered when the line is put right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nscp_desktop.rules.slips import one_slip
from nscp_desktop.rules.wording import listed, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.rules.wording import Word

MOST_PLACES = 12
# What begins a reason and says no more than "because" does; it goes.
_MEANS_BECAUSE = listed("because as since bc b/c cos coz")
_BECAUSE_IN_SHORT = listed("bc b/c cos coz becos")
_FEWEST_OF_BECAUSE = 6
_THAT = listed("it this that they we there he she")
_WOULD = listed("would might could will")
# What begins a reason and says how it is one; it stays with it.
_SAYS_HOW = (("so", "that"), ("in", "order", "to"), ("due", "to"), ("given",))
_DASHES = frozenset(["-", "–", "—"])
_BECAUSE = re.compile(
    r"\W*(?:(?P<because>b\w+|b/c|cos|coz)\W+(?:of\b\W*)?|(?:as|since)\W+|reason(?:\W*[:–—-]|\s+(?:being|is)\b)\W*)",
    re.IGNORECASE,
)
_WITH_HOW = re.compile(r"(?:so that|in order to|due to|given|to|for)\b", re.IGNORECASE)


def reason_in(words: Sequence[Word]) -> Sequence[Word]:
    """Give the words of a decision's reason, from what begins it on; none where it is not certain."""
    for at, word in enumerate(words[:-1]):
        if at and (_is_because(word.bare) or _is_called_reason(words, at)):
            return words[at:]
    for at in range(1, len(words) - 2):
        begins = tuple(word.bare for word in words[at : at + 3])
        apart = words[at - 1].typed.endswith((",", ";"))
        would = begins[0] in {"as", "since"} and begins[1] in _THAT and begins[2] in _WOULD
        if would or (apart and begins[:2] == ("so", "that")):
            return words[at:]
    return ()


def _is_because(word: str) -> bool:
    """Say whether a word is "because", as people shorten it or with one slip."""
    return word in _BECAUSE_IN_SHORT or (len(word) >= _FEWEST_OF_BECAUSE and one_slip(word, "because"))


def _is_called_reason(words: Sequence[Word], at: int) -> bool:
    """Say whether a reason is announced as one: ". Reason: ...", ", reason being ..."."""
    if words[at].bare != "reason" or words[at - 1].typed[-1] not in ",;.:-–—(":
        return False
    return (
        words[at].typed.endswith(":")
        or words[at + 1].bare in {"being", "is"}
        or words[at + 1].typed in _DASHES
    )


def reason_of(said: str) -> str:
    """Give a reason without the word that only says that it is one: "because of the audit" is "the audit"."""
    begun = _BECAUSE.match(said)
    if begun is None or not _is_because((begun["because"] or "because").casefold()):
        return said
    reason = said[begun.end() :]
    # The bracket that closes behind "(because ...)" opened with it.
    return reason[:-1] if "(" in begun.group() and reason.endswith(")") else reason


def because(reason: str) -> str:
    """Give a reason as it follows its decision: "because it works", "so that nobody waits"."""
    begun = _WITH_HOW.match(reason) or re.match(r"because\b", reason, re.IGNORECASE)
    return reason if begun is not None else f"because {reason}"


def in_full(text: str, reason: str) -> str:
    """Give a decision and its reason as one sentence."""
    return f"{text}, {because(reason)}" if text and reason else text or reason


def places(said: str) -> tuple[tuple[str, str], ...]:
    """Give every way to part a decision into its words and a reason, those most likely first."""
    words = words_in(said)
    ranked: list[tuple[int, str, str]] = []
    for at in range(1, len(words) - 1):
        rank, skipped = _rank(words, at)
        text = said[: words[at - 1].end].rstrip(" ,;:-–—")
        reason = reason_of(said[words[at + skipped].start :].strip())
        if rank and text and reason:
            ranked.append((rank, text, reason))
    ranked.sort(key=lambda one: one[0])
    return tuple(dict.fromkeys((text, reason) for _rank_of, text, reason in ranked))[:MOST_PLACES]


def _rank(words: Sequence[Word], at: int) -> tuple[int, int]:
    """Give how likely a reason begins at a word, 1 the most and 0 not at all, and how many words go before it."""
    word = words[at]
    if word.bare in _MEANS_BECAUSE:
        return 1, 0
    if any(tuple(one.bare for one in words[at : at + len(how)]) == how for how in _SAYS_HOW):
        return 1, 0
    if word.typed in _DASHES:
        return 2, 1
    if words[at - 1].typed.endswith((",", ";", ":", ".")):
        return 3, 0
    return (4, 0) if word.bare in {"to", "for"} else (0, 0)
