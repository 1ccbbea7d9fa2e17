"""The words by which the field shortens what organisations are called: YJ, CSC, NPT."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_FULL = {
    "cc": "county council",
    "cs": "childrens services",
    "csc": "childrens services",
    "dc": "district council",
    "eh": "early help",
    "ey": "early years",
    "fh": "family help",
    "frs": "fire rescue",
    "hosp": "hospital",
    "npt": "neighbourhood policing",
    "snt": "safer neighbourhood",
    "vcs": "voluntary",
    "vcse": "voluntary",
    "yj": "youth justice",
    "yjs": "youth justice",
    "yos": "youth justice",
    "yot": "youth justice",
}


def in_full(words: Sequence[str]) -> tuple[str, ...]:
    """Give the folded words of an organisation with what the field shortens written out."""
    return tuple(part for word in words for part in _IN_FULL.get(word, word).split())
