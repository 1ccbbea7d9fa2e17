"""Pages of a PDF that somebody else made, drawn apart: one that takes for ever holds up nothing but itself.

The reader of PDF draws one page at a time in the whole program, so a thread would not do: it is a process, and
what takes too long is ended with it. The document goes through a pipe and lies in no file.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QByteArray, QObject, QProcess, QSize, QTimer, Signal
from PySide6.QtGui import QImage

TOO_LONG: Final = "This page takes too long to draw. Save a copy to look at it elsewhere."
NOT_DRAWN: Final = "This page cannot be drawn. Save a copy to look at it elsewhere."
LONGEST: Final = 8_000
"""So many milliseconds a page takes at most."""
_CHILD: Final = Path(__file__).with_name("page_child.py")
_HEAD: Final = struct.Struct("<iii")
_ENDS: Final = 1_000
"""So many milliseconds the system is given to end a process; it takes few of them."""


class _Wanted(NamedTuple):
    page: int
    width: int
    height: int


class PageDrawer(QObject):
    """Draws pages of one document; ``drawn`` brings the page (from 0) and its picture.

    ``failed`` says why there is none. Nothing more is asked of that document then.
    """

    drawn = Signal(int, QImage)
    failed = Signal(str)

    def __init__(self, *, command: tuple[str, ...] | None = None, longest: int = LONGEST) -> None:
        """Nothing is open; ``command`` is another program that draws."""
        super().__init__()
        self._command = command or (sys.executable, "-I", str(_CHILD))
        self._pdf = b""
        self._process: QProcess | None = None
        self._came = bytearray()
        self._drawing: _Wanted | None = None
        self._next: _Wanted | None = None
        self._given_up = False
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(longest)
        self._limit.timeout.connect(self._on_too_long)

    def open(self, pdf: bytes) -> None:
        """Draw pages of this document from now on."""
        self.rest()
        self._pdf, self._given_up = pdf, False

    @property
    def given_up(self) -> bool:
        """Whether nothing more is asked of this document."""
        return self._given_up

    @property
    def busy(self) -> bool:
        """Whether a page is being drawn."""
        return self._drawing is not None

    def ask(self, page: int, size: QSize) -> None:
        """Draw a page in this size; of several that wait only the last is drawn."""
        if self._given_up:
            return
        self._next = _Wanted(page, size.width(), size.height())
        if self._process is None:
            self._begin()
        self._go_on()

    def rest(self) -> None:
        """End whatever is under way; the next page that is asked for begins anew."""
        self._limit.stop()
        self._drawing = self._next = None
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_ENDS)
            process.deleteLater()

    def _begin(self) -> None:
        self._came.clear()
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._on_came)
        self._process.errorOccurred.connect(self._on_ended)
        self._process.finished.connect(self._on_ended)
        self._process.start(self._command[0], list(self._command[1:]))
        self._write(struct.pack("<q", len(self._pdf)))
        self._write(self._pdf)

    def _write(self, words: bytes) -> None:
        if self._process is not None:
            self._process.write(QByteArray(words))

    def _go_on(self) -> None:
        if self._drawing is None and self._next is not None:
            self._drawing, self._next = self._next, None
            self._write(_HEAD.pack(*self._drawing))
            self._limit.start()

    def _on_came(self) -> None:
        if self._process is None:
            return
        self._came += self._process.readAllStandardOutput().data()
        if len(self._came) < _HEAD.size:
            return
        page, width, height = _HEAD.unpack_from(self._came)
        size = _HEAD.size + width * height * 4
        if len(self._came) < size:
            return
        image = QImage(
            bytes(self._came[_HEAD.size : size]), width, height, QImage.Format.Format_ARGB32
        ).copy()
        self._came.clear()
        self._limit.stop()
        self._drawing = None
        if image.isNull():
            self._give_up(NOT_DRAWN)
        elif self._next is None:
            self.drawn.emit(page, image)
        self._go_on()

    def _on_too_long(self) -> None:
        self._give_up(TOO_LONG)

    def _on_ended(self) -> None:
        self._give_up(NOT_DRAWN)

    def _give_up(self, why: str) -> None:
        self.rest()
        self._given_up = True
        self.failed.emit(why)
