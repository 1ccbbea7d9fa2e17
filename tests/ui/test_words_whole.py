"""At 150 % of a small laptop no label, button or tick is cut, and no page asks for more than the window has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from nscp_desktop.ui.widgets import Button, Check
from nscp_desktop.ui.widgets.labels import Words
from nscp_desktop.ui.window import PAGES
from tests.sampled import clock, dressed, open_window, own_sample, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow

__all__ = ["clock", "dressed", "open_window", "own_sample", "running"]
WIDTH, HEIGHT = 911, 512
"""1366 x 768 at 150 %."""
MAY_GIVE_WAY = {
    # Of the figures of a year the captions; the issue of attendance has them.
    "Seats filled, counting deputies",
    "Sectors at every meeting",
}


def cut(root: QWidget) -> Iterator[str]:
    """Give what is shown shorter than it is."""
    for part in root.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, Words) and part.wordWrap():
            if part.text() and part.heightForWidth(part.width()) > part.height() + 1:
                yield part.text()
        elif isinstance(part, Words):
            if part.toolTip():
                yield part.text()
        elif (isinstance(part, Button) and part.caption and part.width() < part.sizeHint().width()) or (
            isinstance(part, Check) and part.width() < part.sizeHint().width()
        ):
            yield part.caption


def test_every_page_fits_and_none_cuts_its_words(
    own_sample: Path, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window(own_sample, WIDTH, HEIGHT)
    found: dict[str, list[str]] = {}
    assert window.run is not None
    for key in ("run", *PAGES):
        if key != "run":
            window.go(key)
        page = window.run if key == "run" else window.page(key)
        for _ in range(3):
            QApplication.processEvents()
        found[key] = [words for words in cut(page) if words not in MAY_GIVE_WAY]
        least = page.minimumSizeHint()
        if least.width() > WIDTH or least.height() > HEIGHT:
            found[key].append(f"asks for {least.width()} x {least.height()}")
    assert not {key: words for key, words in found.items() if words}
