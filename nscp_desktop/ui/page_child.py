"""Draws pages of one PDF in a process of its own, which may be ended at any moment: run as a program, never imported.

It reads the length of the document and the document, then page, width and height of each drawing that is asked
for; it answers with page, width and height and the points of the picture, of no width where there is none.
"""

from __future__ import annotations

import faulthandler
import os
import struct
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

if TYPE_CHECKING:
    from typing import BinaryIO

_LONGEST = 12
"""So many seconds one page takes at most, also when nobody is left who could end it."""


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Draw what is asked for until nothing more is."""
    (length,) = struct.unpack("<q", asked.read(8))
    held, buffer, document = QByteArray(asked.read(length)), QBuffer(), QPdfDocument()
    buffer.setData(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 the null device is no path
        while len(request := asked.read(12)) == 12:
            page, width, height = struct.unpack("<iii", request)
            # Its watch needs nothing of Python, which stands still while a page is drawn.
            faulthandler.dump_traceback_later(_LONGEST, exit=True, file=nowhere)
            image = document.render(page, QSize(width, height))
            faulthandler.cancel_dump_traceback_later()
            image = image.convertToFormat(QImage.Format.Format_ARGB32)
            answers.write(struct.pack("<iii", page, image.width(), image.height()))
            answers.write(bytes(image.constBits() or b""))
            answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
