"""What showing a paper finds out: its pages, the size of a picture, a password; always from memory."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtPdf import QPdfDocument

from nscp_desktop.rules.attached_papers import MOST_POINTS, Look, PaperKind

_PICTURES = ("png", "jpeg")


def look(kind: PaperKind, content: bytes) -> Look:
    """What is found when a paper of ``kind`` is opened; nothing where it cannot be."""
    return _look_at_pdf(content) if kind is PaperKind.PDF else _look_at_picture(content)


def _look_at_pdf(content: bytes) -> Look:
    document = QPdfDocument()
    held, buffer = QByteArray(content), QBuffer()
    buffer.setData(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    locked = document.error() is QPdfDocument.Error.IncorrectPassword
    # The size of the first page is asked too: a document may count pages that are not there.
    whole = document.pageCount() > 0 and not document.pagePointSize(0).isEmpty()
    found = Look(pages=document.pageCount() if whole else 0, locked=locked)
    document.close()
    return found


def _look_at_picture(content: bytes) -> Look:
    held, buffer = QByteArray(content), QBuffer()
    buffer.setData(held)
    reader = _reader(buffer)
    size = reader.size()
    if not size.isValid() or bytes(reader.format().data()).decode() not in _PICTURES:
        return Look()
    # How large it is stands at its beginning: a picture that would fill the memory is not unpacked.
    if size.width() * size.height() <= MOST_POINTS and reader.read().isNull():
        return Look()
    return Look(width=size.width(), height=size.height())


def picture(content: bytes) -> QImage:
    """A picture the way up it was taken; empty where it is larger than is shown, or damaged."""
    held, buffer = QByteArray(content), QBuffer()
    buffer.setData(held)
    reader = _reader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_POINTS:
        return QImage()
    return reader.read()


def _reader(buffer: QBuffer) -> QImageReader:
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader
