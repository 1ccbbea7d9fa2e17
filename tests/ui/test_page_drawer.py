"""Pages drawn apart: in the order they are asked for, within a time, and never in the way of anything else."""

from __future__ import annotations

import io
import struct
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize

from nscp_desktop.ui import page_child
from nscp_desktop.ui.page_drawer import NOT_DRAWN, TOO_LONG, PageDrawer
from nscp_desktop.ui.pdf_pages import PdfPages
from tests.paper_files import bomb, pdf
from tests.sampled import dressed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

__all__ = ["dressed"]

SMALL = QSize(60, 80)
BLOCKS = (sys.executable, "-I", "-c", "import threading; threading.Event().wait()")
ENDS = (sys.executable, "-I", "-c", "")
NO_PICTURE = (
    sys.executable, "-I", "-c",
    "import sys; sys.stdin.buffer.read(8); sys.stdout.buffer.write(bytes(12)); sys.stdout.flush(); sys.stdin.read()",
)  # fmt: skip


class Held:
    """A drawer, and what it said."""

    def __init__(self, drawer: PageDrawer) -> None:
        self.drawer = drawer
        self.drawn: list[tuple[int, QImage]] = []
        self.failed: list[str] = []
        drawer.drawn.connect(lambda page, image: self.drawn.append((page, image)))
        drawer.failed.connect(self.failed.append)


@pytest.fixture
def held(dressed: QApplication) -> Iterator[Held]:
    made = Held(PageDrawer())
    yield made
    made.drawer.rest()


def test_pages_come_and_of_several_that_wait_only_the_last(held: Held, qtbot: QtBot) -> None:
    held.drawer.open(pdf("One", pages=4))
    for page in range(4):
        held.drawer.ask(page, SMALL)
    qtbot.waitUntil(lambda: bool(held.drawn))
    ((page, image),) = held.drawn
    assert (page, image.size()) == (3, SMALL)
    assert not held.drawer.busy
    held.drawer.ask(0, SMALL)
    qtbot.waitUntil(lambda: len(held.drawn) == 2)
    assert held.drawn[-1][0] == 0
    assert held.failed == []


@pytest.mark.parametrize(
    ("command", "said"),
    [(BLOCKS, TOO_LONG), (ENDS, NOT_DRAWN), (("no-such-program",), NOT_DRAWN), (NO_PICTURE, NOT_DRAWN)],
    ids=["blocks", "ends", "cannot begin", "no picture"],
)
def test_what_does_not_come_is_said_once_and_nothing_more_is_asked(
    dressed: QApplication, qtbot: QtBot, command: tuple[str, ...], said: str
) -> None:
    held = Held(PageDrawer(command=command, longest=300 if command is BLOCKS else 8_000))
    held.drawer.open(pdf())
    held.drawer.ask(0, SMALL)
    qtbot.waitUntil(lambda: bool(held.failed))
    held.drawer.ask(0, SMALL)
    assert not held.drawer.busy
    assert held.failed == [said]
    assert held.drawn == []


def test_a_page_that_never_ends_holds_up_only_itself(dressed: QApplication, qtbot: QtBot) -> None:
    pages = PdfPages("Paper", drawer=PageDrawer(longest=300))
    qtbot.addWidget(pages)
    failed: list[str] = []
    pages.failed.connect(failed.append)
    pages.resize(400, 500)
    pages.show_pdf(bomb())
    pages.show()
    assert pages._sheet.words == "Drawing page 1…"
    qtbot.waitUntil(lambda: bool(failed))
    assert failed == [TOO_LONG]
    assert pages._sheet.words == ""
    pages.resize(500, 500)
    pages.turn_to(1)
    assert pages._sheet.words == ""
    # The next paper is drawn as any other.
    assert pages._drawer is not None
    pages._drawer._limit.setInterval(8_000)
    pages.show_pdf(pdf("Another"))
    qtbot.waitUntil(lambda: pages._drawn == 0)
    assert pages._sheet.words == ""
    # Out of sight nothing of it stays open, and coming back draws it anew.
    pages.hide()
    assert pages._drawer._process is None
    pages.show()
    assert pages._drawer.busy
    pages.hide()
    assert failed == [TOO_LONG]


def test_the_process_draws_what_it_is_asked_for_until_nothing_more_is() -> None:
    content = pdf("A page", pages=2)
    asked = struct.pack("<q", len(content)) + content + struct.pack("<iiiiii", 1, 30, 40, 9, 30, 40)
    answers = io.BytesIO()
    page_child.serve(io.BytesIO(asked), answers)
    said = answers.getvalue()
    assert struct.unpack_from("<iii", said) == (1, 30, 40)
    points = said[12 : 12 + 30 * 40 * 4]
    assert any(points)
    assert struct.unpack_from("<iii", said, 12 + len(points)) == (9, 0, 0)
