"""What was said, decided and is still open on a subject, in one line that a chair reads at a glance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

SAID_MOST: Final = 110
DECIDED_MOST: Final = 80
NAMED: Final = 2
"""More groups than these are counted and not named."""

_SENTENCE = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class Told:
    """Something written down at an earlier meeting: where, when, and whether that was this group's own."""

    group: str
    on: date
    text: str
    here: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """An action that is still open on the subject; ``due`` is in words."""

    reference: str
    text: str
    owner: str
    due: str
    late: bool
    group: str
    here: bool


@dataclass(frozen=True, slots=True)
class LastTime:
    """What an item opens with; each part has this group's own first, then the newest."""

    said: tuple[Told, ...] = ()
    decisions: tuple[Told, ...] = ()
    outcomes: tuple[Told, ...] = ()
    promises: tuple[Promise, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the subject is new."""
        return not (self.said or self.decisions or self.outcomes or self.promises)

    @property
    def line(self) -> str:
        """All of it in one line, what concerns this group first; empty when the subject is new."""
        return " ".join(part for part in (self._here(), self._elsewhere()) if part)

    def _here(self) -> str:
        said = [one for one in self.said if one.here]
        decided = [one for one in self.decisions if one.here]
        parts = []
        if said:
            parts.append(f"{day_words(said[0].on)}: {first_sentence(said[0].text)}")
        if decided:
            lead = "Decided" if said else f"Decided {day_words(decided[0].on)}"
            parts.append(f"{lead}: {ended(first_sentence(decided[0].text, DECIDED_MOST))}")
        still = _open([one for one in self.promises if one.here])
        if still:
            parts.append(f"{still}.")
        return " ".join(parts)

    def _elsewhere(self) -> str:
        told = [one.group for one in (*self.decisions, *self.outcomes, *self.said) if not one.here]
        promised = [one.group for one in self.promises if not one.here]
        names = list(dict.fromkeys([*told, *promised]))
        if not names:
            return ""
        where = f"in {and_list(names)}" if len(names) <= NAMED else f"in {len(names)} other groups"
        decided = sum(1 for one in self.decisions if not one.here)
        outcomes = sum(1 for one in self.outcomes if not one.here)
        found = [
            counted(decided, "decision") if decided else "",
            counted(outcomes, "outcome") if outcomes else "",
            _open([one for one in self.promises if not one.here]),
        ]
        what = and_list([one for one in found if one])
        return f"{what[:1].upper()}{what[1:]} {where}." if what else f"Talked about {where}."


def _open(promises: Sequence[Promise]) -> str:
    """How many actions are open, and how many of them late: "2 open actions (1 late)"."""
    if not promises:
        return ""
    late = sum(1 for one in promises if one.late)
    return counted(len(promises), "open action") + (f" ({late} late)" if late else "")


def first_sentence(text: str, most: int = SAID_MOST) -> str:
    """The first sentence of prose, cut at a word where it is long."""
    said = next((found for line in text.splitlines() if (found := " ".join(line.split()))), "")
    return shortened(_SENTENCE.split(said, maxsplit=1)[0], most)


def shortened(text: str, most: int) -> str:
    """Prose on one line, cut at a word where it is long."""
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[:most].rsplit(' ', 1)[0]}…"


def ended(sentence: str) -> str:
    """A sentence with its full stop."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def day_words(day: date) -> str:
    """A day as the line names it: "12 November"."""
    return f"{day.day} {day:%B}"
