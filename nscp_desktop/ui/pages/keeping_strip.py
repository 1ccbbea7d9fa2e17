"""The strip that leads between the pages about the store itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nscp_desktop.ui.widgets import Segments

if TYPE_CHECKING:
    from nscp_desktop.ui.pages.page import Frame

PARTS: Final[tuple[tuple[str, str], ...]] = (
    ("backups", "Backups"),
    ("keys", "Who can open it"),
    ("journal", "Journal"),
    ("retention", "Keep and remove"),
)
"""The pages by their keys, in the order of the strip."""


def keeping_strip(frame: Frame, here: str) -> Segments:
    """Choose between the pages about the store; ``here`` is the key of the page that it stands on."""
    strip = Segments(PARTS, name="Keeping safe")
    strip.choose(here)

    def follow(key: str) -> None:
        if key != here:
            # The page that is left shows its own part again when somebody comes back to it.
            strip.choose(here)
            frame.go(key)

    strip.chosen.connect(follow)
    return strip
