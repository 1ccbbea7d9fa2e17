"""The pages of a PDF, one at a time, at the width there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import SPRING, Button, Quiet, across, announce, down

if TYPE_CHECKING:
    from nscp_desktop.ui.page_drawer import PageDrawer

_MARGIN = 20
_HIGHEST = 12_000
"""So many pixels high is a page at most."""
_MOST = 1.4
"""How many pixels a point of the page has at most: A4 is then a little larger than on paper."""


class _Sheet(QWidget):
    """One page, drawn as paper with a thin edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self.words = QImage(), ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage) -> None:
        self._image, self.words = image, ""
        ratio = image.devicePixelRatio() or 1.0
        self.setFixedSize(QSize(round(image.width() / ratio), round(image.height() / ratio)))
        self.update()

    def wait(self, words: str) -> None:
        """Show an empty page with these words until its picture comes."""
        self._image.fill(Qt.GlobalColor.white)
        self.words = words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.setPen(theme.colour("second"))
        top = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.drawText(top, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.words)
        painter.setPen(theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfPages(QWidget):
    """Shows a PDF from memory; Page Up and Page Down turn its pages while it has the focus."""

    page_turned = Signal(int, int)
    """The page shown and how many there are, counted from 1."""
    failed = Signal(str)
    """Why a page that is drawn apart does not come."""

    def __init__(self, name: str, parent: QWidget | None = None, *, drawer: PageDrawer | None = None) -> None:
        """An empty preview; ``name`` is what a screen reader calls it. With ``drawer``, pages are drawn apart."""
        super().__init__(parent)
        self._drawer = drawer
        if drawer is not None:
            drawer.setParent(self)
            drawer.drawn.connect(self._on_drawn)
            drawer.failed.connect(self._on_failed)
        self._document = QPdfDocument(self)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._page, self._drawn = 0, -1
        self._sheet = _Sheet()
        self._area = QScrollArea()
        self._area.setObjectName("preview")
        self._area.setWidget(self._sheet)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setAccessibleName(name)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.installEventFilter(self)
        self.setFocusProxy(self._area)
        self._name = name
        self.words = Quiet("")
        self.before = Button("", icon="chevron-left", quiet=True, name="Page before")
        self.after = Button("", icon="chevron-right", quiet=True, name="Next page")
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        head = across(self.words, SPRING, self.before, self.after)
        layout = down(head, self._area, gap=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    @property
    def page(self) -> int:
        """The page in sight, counted from 1; 0 when there is none."""
        return self._page + 1 if self.count else 0

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    def text(self) -> str:
        """Every word of the document, as a screen reader or a test takes it."""
        return "\n".join(self._document.getAllText(page).text() for page in range(self.count))

    def show_pdf(self, pdf: bytes, page: int | None = None) -> None:
        """Show the document in ``pdf`` from ``page`` (from 1), or stay on the page that was in sight when there is one."""
        self._document.close()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        if self._drawer is not None:
            self._drawer.open(pdf)
        self._drawn = -1
        self.turn_to(min(page or self._page + 1, self.count))

    def turn_to(self, page: int) -> None:
        """Show page ``page`` (from 1); outside the document nothing happens."""
        if not 1 <= page <= self.count:
            return
        self._page = page - 1
        self._draw()
        self._area.verticalScrollBar().setValue(0)
        self.words.setText(f"page {page} of {self.count}")
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < self.count)
        self.page_turned.emit(page, self.count)

    def _draw(self) -> None:
        if not self.count:
            return
        points = self._document.pagePointSize(self._page)
        # Of its own width, not of the viewport's, which follows later and depends on what is drawn.
        room = self.width() - self._area.verticalScrollBar().sizeHint().width() - _MARGIN
        width = max(200, min(room, theme.grown(points.width() * _MOST)))
        high = points.height() / points.width() if not points.isEmpty() else 1.0
        # A page can say that it is miles high; drawn at this width it would fill the memory.
        width = max(1, min(width, round(_HIGHEST / high)))
        ratio = self.devicePixelRatioF()
        size = QSize(max(1, round(width * ratio)), max(1, round(min(width * high, _HIGHEST) * ratio)))
        if self._drawer is None:
            self._show(self._document.render(self._page, size))
            return
        if self._drawn != self._page:
            # Another page stays in sight no longer; the same one does, until it comes in its new size.
            empty = QImage(size, QImage.Format.Format_RGB32)
            empty.setDevicePixelRatio(ratio)
            self._sheet.show_image(empty)
            self._sheet.wait("" if self._drawer.given_up else f"Drawing page {self.page}…")
        if self.isVisible():
            self._drawer.ask(self._page, size)

    def _show(self, drawn: QImage) -> None:
        image = QImage(drawn.size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawImage(0, 0, drawn)
        painter.end()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.show_image(image)

    def _on_drawn(self, page: int, image: QImage) -> None:
        if page == self._page:
            self._drawn = page
            self._show(image)

    def _on_failed(self, why: str) -> None:
        if self._drawn != self._page:
            self._sheet.wait("")
        self.failed.emit(why)

    def _on_before(self) -> None:
        self._turn(-1)

    def _on_after(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        self.turn_to(self.page + by)
        announce(self, f"{self._name}, page {self.page} of {self.count}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn the page where Page Up or Page Down would scroll beyond its edge."""
        if watched is self._area and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            bar = self._area.verticalScrollBar()
            edges = {Qt.Key.Key_PageUp: bar.minimum(), Qt.Key.Key_PageDown: bar.maximum()}
            if edges.get(Qt.Key(event.key())) == bar.value():
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn the page."""
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in turns and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._turn(turns[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what could not be drawn out of sight."""
        super().showEvent(event)
        if self._drawer is not None:
            self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing out of sight, and leave nothing of the document in the process that draws."""
        super().hideEvent(event)
        if self._drawer is not None:
            self._drawer.rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page again at the new width."""
        super().resizeEvent(event)
        self._draw()
