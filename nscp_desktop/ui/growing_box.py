"""A box for text that is as high as its words, as on a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import NoteEdit
from nscp_desktop.ui.widgets.limits import NOTE_CAP

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget


class GrowingBox(NoteEdit):
    """Plain text without a scroll bar of its own: it grows with every line. ``entered`` when the keyboard comes."""

    entered = Signal()
    left = Signal()

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        frame: bool = False,
        lines: int = 1,
        cap: int = NOTE_CAP,
        parent: QWidget | None = None,
    ) -> None:
        """Start empty and ``lines`` high, with room for ``cap`` characters."""
        super().__init__(name=name, placeholder=placeholder, cap=cap, frame=frame, parent=parent)
        self._least = lines
        self._room = 2 * int(self.document().documentMargin()) + (8 if frame else 0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the words are at this width."""
        # A plain text document counts its height in lines.
        lines = max(self._least, int(self.document().size().height()))
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + self._room + 2)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a card may become, and never lower than the words."""
        return QSize(theme.grown(80), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to another text size."""
        super().changeEvent(event)
        if hasattr(self, "_room"):
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard has gone."""
        super().focusOutEvent(event)
        self.left.emit()

    def _on_size_changed(self, _size: object) -> None:
        self._fit()

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)
