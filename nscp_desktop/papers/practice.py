"""A paper of a practice: PRACTICE in its title, in the place of its marking, and across every page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nscp_desktop.rules.practice import ON_PAPER, WORD, titled

if TYPE_CHECKING:
    from nscp_desktop.papers.blocks import Paper


def marked(paper: Paper) -> Paper:
    """The paper as a practice prints it; one that is marked already stays as it is."""
    furniture = replace(paper.furniture, marking=ON_PAPER, stamp=WORD)
    return replace(paper, title=titled(paper.title), furniture=furniture)
