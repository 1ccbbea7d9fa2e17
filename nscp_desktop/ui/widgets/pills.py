"""Small rounded words: pills that say a state, caps that show a key, chips that can be put right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Tone

from .painting import draw_frame, draw_key, draw_pill, draw_ring, key_size, pill_size
from .spoken import named
from .words import tip

_WIDEST = 360
_LEAST = 160


class Pill(QLabel):
    """A state in a word or two, on its tone. ``on_fill`` is for the accent card."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.NEUTRAL,
        *,
        on_fill: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_fill = on_fill
        self.tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_pill(text, tone)

    def show_pill(self, text: str, tone: Tone) -> None:
        """Show another word and tone; an empty text hides nothing, it only takes no room."""
        self.tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip(text) if pill_size(text).width() > _WIDEST else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the size of the whole pill, up to a widest."""
        if not self.text():
            return QSize(0, pill_size("x").height())
        size = pill_size(self.text())
        return QSize(min(size.width(), theme.grown(_WIDEST)), size.height())

    def minimumSizeHint(self) -> QSize:
        """Let a layout squeeze only a pill with many words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.grown(_LEAST)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        if self.text():
            draw_pill(QPainter(self), self.rect(), self.text(), self.tone, on_fill=self._on_fill)


class KeyHint(QLabel):
    """The cap of a key, ``KeyHint("Ctrl K")``."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(f"Key {keys}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the size of the cap."""
        return key_size(self.text())

    def minimumSizeHint(self) -> QSize:
        """Keep the cap whole."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap."""
        draw_key(QPainter(self), self.rect(), self.text())


class Chip(QPushButton):
    """A pill a person can put right: press it by key or click. ``chosen`` carries its ``key``."""

    chosen = Signal(str)

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.NEUTRAL,
        *,
        key: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.caption = ""
        self.tone = tone
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_chip(text, tone, name=name)
        self.clicked.connect(self._on_clicked)

    def show_chip(self, text: str, tone: Tone, *, key: str | None = None, name: str = "") -> None:
        """Show other words, keeping the focus where it is."""
        self.caption = text
        self.tone = tone
        if key is not None:
            self.key = key
        named(self, name or text)
        self.setToolTip(tip(text) if pill_size(text).width() > _WIDEST else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the size of the chip with room for the focus ring."""
        size = pill_size(self.caption)
        return QSize(min(size.width(), theme.grown(_WIDEST)), size.height()) + QSize(4, 5)

    def minimumSizeHint(self) -> QSize:
        """Let a layout squeeze a long chip."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.grown(80)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the chip as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill and, with the focus, the ring round it."""
        painter = QPainter(self)
        size = self.size() - QSize(4, 4)
        box = QRect(QPoint(2, 2), size)
        draw_pill(painter, box, self.caption, self.tone)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), theme.colour("accent"), self.height() / 2)
        elif self.underMouse():
            draw_frame(painter, QRectF(box), box.height() / 2, edge=theme.colour("accent"))

    def _on_clicked(self) -> None:
        self.chosen.emit(self.key)
