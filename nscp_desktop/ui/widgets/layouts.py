"""How widgets are put side by side, under one another, and in lines that wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nscp_desktop.ui import theme

from .labels import Title

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class _Spring:
    """Room that takes what is left over."""


SPRING: Final = _Spring()
Part = QWidget | QLayout | int | _Spring
Margins = tuple[int, int, int, int]


def across(*parts: Part, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Put parts side by side, centred on one line; an int is a gap in pixels."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def down(*parts: Part, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Put parts under one another; an int is a gap in pixels."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def holder(layout: QLayout) -> QWidget:
    """Give a bare widget with a layout in it."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def height_at(part: QWidget, width: int) -> int:
    """Give the height a part asks for at a width, in pixels."""
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], gap: int, margins: Margins) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    for part in parts:
        if isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addStretch(1)


class FlowLayout(QLayout):
    """Widgets in a line that goes on below when there is no more room, as chips do."""

    def __init__(self, gap: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Give the number of items."""
        return len(self._items)

    # Qt asks one past the end to learn where the end is; its own stubs do not say that None may come back.
    def itemAt(self, index: int) -> QLayoutItem:
        """Give an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Give an item up, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> QtCore.Qt.Orientation:
        """Ask for no more room than is needed."""
        return QtCore.Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height the lines take at a width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items in a rectangle."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Give the size of everything on one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return self._with_margins(QSize(width, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        """Give the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Go through the lines, placing the items if asked; give the height used."""
        inner = rect.marginsRemoved(self.contentsMargins())
        x, y, line = inner.left(), inner.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(inner.width(), 1), 10_000))
            if x > inner.left() and x + size.width() > inner.right() + 1:
                x, y, line = inner.left(), y + line + self._gap, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line - rect.top() + self.contentsMargins().bottom()


class Line(QFrame):
    """A hairline."""


class Roll(QWidget):
    """What a :class:`Scroll` holds, never lower than its parts need at its width: words that wrap are not cut.

    Qt's own answer leaves out parts that take what is left, and the rest is then squeezed for them.
    """

    def __init__(self, layout: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        """Ask for the height of the present width only: Qt's own is that of the narrowest, and scrolls for nothing."""
        hint, layout = super().minimumSizeHint(), self.layout()
        return hint if layout is None or not layout.hasHeightForWidth() else QSize(hint.width(), 0)

    def heightForWidth(self, width: int) -> int:
        """Give the least height for a width."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.minimumSizeHint().height()
        return layout.minimumHeightForWidth(width)


class Scroll(QScrollArea):
    """A page taller than the window: scrolls up and down, and is seen through."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The area itself takes no keys; what is in it does, and is scrolled to.
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_from(self, part: QWidget) -> None:
        """Scroll so that a part of the content stands at the top, as far as there is content below."""
        content = self.widget()
        if content is not None:
            self.verticalScrollBar().setValue(part.mapTo(content, QPoint(0, 0)).y())


class Beside(QWidget):
    """Two parts side by side, sharing the width by ``shares``; one under the other when it is narrow.

    ``narrow`` is the width in pixels (at a text size of 1) below which they are stacked, ``least`` how high
    each is then at least, for parts that would else be squeezed for the other in a page that scrolls.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        shares: tuple[int, int] = (1, 1),
        narrow: int = 900,
        gap: int = 16,
        least: tuple[int, int] = (0, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self._parts, self._least = (first, second), least
        self._shares = shares
        self._row = across(first, second, gap=gap)
        self.setLayout(self._row)
        self._arrange(stacked=False)

    @property
    def stacked(self) -> bool:
        """Whether the parts stand one under the other now."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the stacked parts need, so that the window may become narrow."""
        parts = [self._row.itemAt(at) for at in range(2)]
        width = max((part.minimumSize().width() for part in parts if part is not None), default=0)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the parts when there is too little width."""
        super().resizeEvent(event)
        self._arrange(stacked=event.size().width() < theme.grown(self._narrow))

    def _arrange(self, *, stacked: bool) -> None:
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        for at, share in enumerate(self._shares):
            self._row.setStretch(at, 0 if stacked else share)
        for part, least in zip(self._parts, self._least, strict=True):
            if least:
                part.setMinimumHeight(theme.grown(least) if stacked else 0)


class Ends(QWidget):
    """What stands at the left and at the right of one line; the right part goes to a second line when it is narrow."""

    def __init__(
        self, left: QHBoxLayout, right: QHBoxLayout, *, gap: int = 10, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._left, self._right, self._gap = left, right, gap
        self._row = across(left, right, gap=gap)
        self._row.setStretchFactor(left, 1)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the wider of the two lines needs."""
        width = max(self._left.minimumSize().width(), self._right.minimumSize().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the right part on its own line when both do not fit on one."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Look again when what stands in it asks for another width."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        needed = self._left.sizeHint().width() + self._gap + self._right.sizeHint().width()
        directions = QBoxLayout.Direction
        wanted = directions.TopToBottom if self.width() < needed else directions.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._row.setAlignment(
                self._right,
                QtCore.Qt.AlignmentFlag.AlignLeft
                if wanted is directions.TopToBottom
                else QtCore.Qt.AlignmentFlag.AlignVCenter,
            )


class PageHead(Ends):
    """The first row of a page: its title, what chooses at the left, what does at the right.

    ``above`` stands before the title: the way back to the page it lies under.
    """

    def __init__(
        self,
        title: str,
        *,
        above: tuple[QWidget, ...] = (),
        left: tuple[QWidget, ...] = (),
        right: tuple[QWidget, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.title = Title(title)
        super().__init__(
            across(*above, self.title, *left, SPRING, gap=10), across(*right, gap=10), parent=parent
        )


class Page(QWidget):
    """A page of the window: its margins, and ``body`` to put rows into."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = down(gap=14, margins=(24, 18, 24, 18))
        self.setLayout(self.body)
