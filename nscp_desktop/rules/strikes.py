"""Striking a line out of notes: which line, what is left, and since when it may have been written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.rules.wording import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

ALIKE = 0.5
"""Above which share of common words a paragraph may be an earlier wording of a line."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What notes said from a moment on; None when the log no longer tells."""

    at: datetime
    text: str | None


def struck(text: str, number: int) -> tuple[str, str] | None:
    """The line with a number (from 0) and the text without it; None where there is no line with words."""
    lines = text.split("\n")
    if not 0 <= number < len(lines) or not lines[number].strip():
        return None
    return lines[number], "\n".join(lines[:number] + lines[number + 1 :])


def since(wordings: Sequence[Wording], line: str) -> datetime | None:
    """The moment of the last wording, oldest first, in which the line surely did not stand.

    None when no wording is known without it: it may have stood there from the beginning.
    """
    for wording in reversed(wordings):
        if wording.text is not None and not may_hold(wording.text, line):
            return wording.at
    return None


def may_hold(text: str, line: str) -> bool:
    """Whether a text may hold the line, or the line while it was still being typed or put differently."""
    wanted = line.strip()
    return any(_alike(part.strip(), wanted) for part in text.split("\n") if part.strip())


def _alike(part: str, line: str) -> bool:
    if part.startswith(line) or line.startswith(part):
        return True
    here, there = ({word.bare for word in words_in(one)} for one in (part, line))
    return len(here & there) > ALIKE * min(len(here), len(there))
