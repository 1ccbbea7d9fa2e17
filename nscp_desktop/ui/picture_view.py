"""A picture from memory, as wide as there is room, and never larger than it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import down

_MARGIN = 20


class _Print(QWidget):
    """The picture with a thin edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage, size: QSize) -> None:
        self._image = image
        self.setFixedSize(size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PictureView(QWidget):
    """Shows one picture; what is higher than the view is scrolled to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until :meth:`show_picture`."""
        super().__init__(parent)
        self._picture = QImage()
        self._print = _Print()
        self.area = QScrollArea()
        self.area.setObjectName("preview")
        self.area.setWidget(self._print)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.area)
        self.setLayout(down(self.area))

    def show_picture(self, picture: QImage, name: str) -> None:
        """Show a picture; ``name`` is what a screen reader calls it."""
        self._picture = picture
        self.area.setAccessibleName(name)
        self._draw()
        self.area.verticalScrollBar().setValue(0)

    def _draw(self) -> None:
        if self._picture.isNull():
            self._print.show_image(QImage(), QSize(0, 0))
            return
        # Of its own width, not of the viewport's, which follows later and depends on what is drawn.
        room = max(1, self.width() - self.area.verticalScrollBar().sizeHint().width() - _MARGIN)
        whole = self._picture.size() / self.devicePixelRatioF()
        size = whole if whole.width() <= room else QSize(room, max(1, whole.height() * room // whole.width()))
        drawn = self._picture.scaled(
            size * self.devicePixelRatioF(),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._print.show_image(drawn, size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down scroll, as the arrows do."""
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it again at the new width."""
        super().resizeEvent(event)
        self._draw()
