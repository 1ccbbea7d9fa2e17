"""The kind a line says of itself, at its beginning: "action", "q for the yab:", "escalate to the NSCP:".

A kind's word with one slip of the fingers is still that word ("actoin", "desicion"); another word that is
only near it is not ("auction", "decisive").
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from nscp_desktop.rules.capture_words import Kind
from nscp_desktop.rules.slips import one_slip
from nscp_desktop.rules.wording import fold, listed, words_in

_END = r"(?=[\s:;,.–—]|-\s|$)"
_MARK = r"(?:\s*(?:[:;,.–—]|-(?=\s|$)))"
_BOARD = r"(?:the\s+|our\s+)?(?:youth\s+(?:advisory\s+)?board|yab)"
_ABOVE = r"(?:the\s+|our\s+)?(?:nscp|partnership|chairs['’]?(?:\s+(?:meeting|group))?)"
# Tags may stand before the kind. "Agreed" says it only where a colon or a dash sets it apart: much is agreed.
_KIND = re.compile(
    r"(?P<tags>\s*(?:#\S+\s+)*)(?:"
    rf"(?P<action>(?:actions?(?:\s+points?)?|ap)\s*#?\d{{1,3}}\)?{_MARK}|actions?\s+points?{_END}{_MARK}?|(?:actions|ap){_MARK})"
    rf"|(?P<many>decisions|outcomes|challenges){_MARK}"
    rf"|(?P<word>action|decision|outcome|challenge){_END}{_MARK}?"
    rf"|(?P<board>(?:(?:q|questions?|ask)\s+(?:(?:for|to|of)\s+)?{_BOARD}{_END}|{_BOARD}{_END}){_MARK}?"
    rf"|(?:for|to)\s+{_BOARD}{_MARK}|yb{_MARK})"
    rf"|(?P<decided>decided(?=[\s:–—-]|$){_MARK}?|(?:agreed|resolved)\s*(?:[:–—]|-(?=\s|$)))"
    rf"|(?P<above>(?:(?:please\s+)?(?:escalate|raise|take|refer)\s+(?:this\s+)?(?:to|with)|(?:a\s+)?(?:matter|issue|one|question|q)\s+for|for|to)"
    rf"\s+{_ABOVE}{_MARK})"
    rf"|(?P<slip>[a-z]{{5,11}}){_END}{_MARK}?"
    r"|(?P<sign>[!=>]))",
    re.IGNORECASE,
)
# "AP" for an action point has no mark behind it in a hurry; small it is nothing, and "AP to ring" is somebody's initials.
_POINT = re.compile(r"\s*(?P<ap>AP)\s")
_BOARD_IN_SHORT = re.compile(r"\s*(?P<yb>yb)\s", re.IGNORECASE)
_SIGNS = {"!": Kind.ACTION, "=": Kind.DECISION, ">": Kind.YOUTH_BOARD}
_DECIDED = re.compile(r"(?:it was |we |the group )?(?:agreed|decided|resolved)\b", re.IGNORECASE)
_WORDS = (Kind.ACTION, Kind.DECISION, Kind.OUTCOME, Kind.CHALLENGE)
# Other words that are one letter away, or made of the same letters.
_OTHERS = listed(
    "auction caution faction fraction traction actions actin section diction acton actioned"
    " decisions derision revision incision outcomes income outcast challenged challenger challenges"
)
_BEFORE_A_KIND = listed("a an another new one to")
_FIRST_FEW = 4


def kind_of(text: str) -> tuple[Kind | None, int, int]:
    """Give the kind a line begins with, if any, and where the words that say it begin and end."""
    found = _KIND.match(text)
    if found is None:
        return None, 0, 0
    kind = _kind_in(found)
    if kind is None:
        return None, 0, 0
    return kind, found.end("tags") if found["tags"].strip() else 0, found.end()


def kind_meant(text: str) -> tuple[int, int]:
    """Give where a first word stands that is another word than "action" with one slip: "acton kit to ring"; or AP.

    Alone it says nothing (the town of Acton has schools); before somebody who is to do something it does.
    """
    point = _POINT.match(text)
    if point is not None:
        return point.span("ap")
    found = _KIND.match(text)
    slip = "" if found is None else found["slip"] or ""
    if found is None or not one_slip(fold(slip), str(Kind.ACTION)):
        return 0, 0
    return found.start("slip"), found.end()


def is_agreed(text: str) -> bool:
    """Say whether a line begins by saying that something was agreed."""
    return _DECIDED.match(text.lstrip()) is not None


def is_point(text: str) -> bool:
    """Say whether a line begins with AP, as minutes write an action point."""
    return _POINT.match(text) is not None


def board_in_short(text: str) -> tuple[int, int]:
    """Give where a line begins with YB, which may be somebody's initials as well."""
    found = _BOARD_IN_SHORT.match(text)
    return (0, 0) if found is None else found.span("yb")


def kind_near(text: str) -> Kind | None:
    """Give the kind whose word stands near the beginning of a line: "need to challenge ...", "yb ask them ..."."""
    if board_in_short(text) != (0, 0):
        return Kind.YOUTH_BOARD
    words = [word.bare for word in words_in(text)[:_FIRST_FEW]]
    found = (_meant(word) for before, word in pairwise(words) if before in _BEFORE_A_KIND)
    return next((kind for kind in found if kind is not None), None)


def _kind_in(found: re.Match[str]) -> Kind | None:
    for name, kind in (
        ("action", Kind.ACTION),
        ("board", Kind.YOUTH_BOARD),
        ("decided", Kind.DECISION),
        ("above", Kind.CHALLENGE),
    ):
        if found[name]:
            return kind
    if found["many"]:
        return Kind(found["many"].casefold()[:-1])
    if found["sign"]:
        return _SIGNS[found["sign"]]
    return Kind(found["word"].casefold()) if found["word"] else _meant(found["slip"])


@lru_cache(maxsize=1024)
def _meant(typed: str) -> Kind | None:
    """Give the kind whose word was typed, or typed with one slip: a letter more, less, another, or out of order."""
    word = fold(typed)
    if word in _OTHERS:
        return None
    return next((kind for kind in _WORDS if one_slip(word, str(kind))), None)
