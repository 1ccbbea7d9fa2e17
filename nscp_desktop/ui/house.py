"""What the window is handed: the open store, the printing of papers, and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.rules.practice import titled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.notes import Recovered
    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class House:
    """Handed in by ``compose.py``; screens hold it and pass ``store`` on to the services' verbs.

    ``draw(paper, created)`` gives the PDF's bytes; the size is the paper's own (12 or 16 points).
    """

    store: Store
    draw: Callable[[Paper, datetime], bytes]
    recovered: tuple[Recovered, ...] = ()
    """Notes that a kill had left as drafts: their meeting, item and cursor."""
    calendar: Callable[[Store, Sequence[str], str], bytes] | None = None
    """Gives the calendar file of these meetings under a title; None where nothing travels."""

    practice: bool = False
    """Whether all of it is a practice: every screen and page says so, and nothing of it is kept."""

    def titled(self, words: str) -> str:
        """The title of a paper or a file that leaves the store."""
        return titled(words) if self.practice else words

    def now(self) -> datetime:
        """The moment, in the partnership's time zone."""
        return self.store.now()
