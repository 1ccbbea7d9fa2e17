"""A window's frame that only notes what a page asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.ui.upkeep import Upkeep


class NotingFrame:
    """Stands in for the window: remembers each thing asked, newest last."""

    upkeep: Upkeep

    def __init__(self) -> None:
        self.went: list[tuple[str, str]] = []
        self.ran: list[str] = []
        self.left_run = 0
        self.said: list[str] = []
        self.refused: list[str] = []
        self.searched = 0
        self.locked = 0
        self.practised = 0
        self.printed: list[Callable[[int], Paper]] = []
        self.histories: list[tuple[str, str]] = []

    def go(self, page: str, where: str = "") -> None:
        self.went.append((page, where))

    def run_meeting(self, meeting_id: str) -> None:
        self.ran.append(meeting_id)

    def leave_run(self) -> None:
        self.left_run += 1

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def refuse(self, sentence: str) -> None:
        self.refused.append(sentence)

    def lock(self) -> None:
        self.locked += 1

    def practise(self) -> None:
        self.practised += 1

    def search(self) -> None:
        self.searched += 1

    def print_paper(self, make: Callable[[int], Paper]) -> None:
        self.printed.append(make)

    def show_history(self, table: str, record_id: str) -> None:
        self.histories.append((table, record_id))
