"""Boxes for times, dates and minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from .spoken import named

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent


def _dress(box: QAbstractSpinBox, name: str) -> None:
    named(box, name)
    # The arrows are the Up and Down keys; two-pixel buttons help nobody.
    box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    box.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def _size(box: QAbstractSpinBox, hint: QSize) -> QSize:
    return QSize(hint.width() + 4, max(34, box.fontMetrics().height() + 14))


def _place(box: QAbstractSpinBox) -> None:
    """Place the text ourselves: under a stylesheet Qt forgets it when there are no arrow buttons."""
    line = box.findChild(QLineEdit)
    if line is not None:
        line.setGeometry(box.rect().adjusted(9, 3, -9, -3))


class TimeBox(QTimeEdit):
    """A time of day, 24 hours."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _dress(self, name)
        self.setDisplayFormat("HH:mm")

    def sizeHint(self) -> QSize:
        """Give the size of the widest value, as high as a line of text."""
        return _size(self, super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """Keep the whole value in sight."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text where a line of text has it."""
        super().resizeEvent(event)
        _place(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DateBox(QDateEdit):
    """A date, day first."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _dress(self, name)
        self.setDisplayFormat("ddd d MMM yyyy")

    def sizeHint(self) -> QSize:
        """Give the size of the widest value, as high as a line of text."""
        return _size(self, super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """Keep the whole value in sight."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text where a line of text has it."""
        super().resizeEvent(event)
        _place(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class MinutesBox(QSpinBox):
    """A number of minutes, 0 to 600."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _dress(self, name)
        self.setRange(0, 600)
        self.setSuffix(" min")

    def sizeHint(self) -> QSize:
        """Give the size of the widest value, as high as a line of text."""
        return _size(self, super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """Keep the whole value in sight."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text where a line of text has it."""
        super().resizeEvent(event)
        _place(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
