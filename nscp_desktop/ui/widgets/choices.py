"""Choosing one of several, ticking, and picking."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QListView,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face

from .painting import RADIUS, draw_chevron, draw_frame, draw_ring
from .spoken import named
from .words import one_line, tip, with_mnemonic

if TYPE_CHECKING:
    from collections.abc import Sequence

_PADDING = 12
_WIDEST = 320
_CHEVRON = 14
_BOX = 16
_GAP = 8
_MEASURED = 40
"""How many of its choices a drop-down measures."""


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws a line of the drop-down list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        measure = QFontMetrics(theme.font(Face.BODY))
        text = one_line(str(index.data()))
        return QSize(measure.horizontalAdvance(text) + 40, measure.height() + 12)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        here = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.save()
        if here:
            draw_frame(painter, QRectF(rect), 5.0, theme.colour("accent_tint"))
        font = theme.font(Face.BODY)
        painter.setFont(font)
        painter.setPen(theme.colour("accent" if here else "ink"))
        room = rect.adjusted(8, 0, -8, 0)
        shown = QFontMetrics(font).elidedText(
            one_line(str(index.data())), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()


class ChoiceList(QListView):
    """The list that drops down from a :class:`Choice`."""


class Choice(QComboBox):
    """A drop-down of values a person reads as words. ``picked`` carries the value, only when a person chose it.

    Values are any Python objects; they are compared with ``==``.
    """

    picked = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[object, str]] = (),
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self._values: list[object] = []
        view = ChoiceList()
        view.setAccessibleName(name)
        self.setView(view)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices)
        self.activated.connect(self._on_activated)

    @property
    def value(self) -> object:
        """The value shown, None when there are no choices."""
        at = self.currentIndex()
        return self._values[at] if at >= 0 else None

    def pick(self, value: object) -> None:
        """Show a value without saying that a person picked it; refuses an unknown one with ``ValueError``."""
        self.setCurrentIndex(self._values.index(value))

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices, keeping the value when it is still there."""
        before = self.value
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([one_line(text) for _, text in choices])
        for at, (_, text) in enumerate(choices):
            self.setItemData(at, tip(text), Qt.ItemDataRole.ToolTipRole)
        if before in self._values:
            self.pick(before)

    def sizeHint(self) -> QSize:
        """Give the size for the widest choice, up to a widest."""
        measure = QFontMetrics(theme.font(Face.BUTTON))
        texts = (self.itemText(at) for at in range(self.count()))
        # Of thousands of meetings only those with the most letters can be the widest.
        longest = heapq.nlargest(_MEASURED, texts, key=len)
        widest = max((measure.horizontalAdvance(text) for text in longest), default=0)
        width = min(widest, theme.grown(_WIDEST)) + 2 * _PADDING + theme.grown(_CHEVRON)
        return QSize(width, max(32, measure.height() + 12))

    def minimumSizeHint(self) -> QSize:
        """Let a layout squeeze a long choice."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.grown(96)), hint.height())

    def showPopup(self) -> None:
        """Drop the list down, wide enough for its words."""
        widest = max((self.view().sizeHintForColumn(0) + 24, self.width()))
        self.view().setMinimumWidth(min(widest, theme.grown(2 * _WIDEST)))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: a value must not change because somebody scrolled past it."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as a button with a chevron."""
        painter = QPainter(self)
        frame = QRectF(self.rect())
        hot = self.underMouse() and self.isEnabled()
        draw_frame(painter, frame, RADIUS, theme.colour("hover" if hot else "paper"), theme.colour("line"))
        ink = theme.colour("ink" if self.isEnabled() else "third")
        font = theme.font(Face.BUTTON)
        painter.setFont(font)
        painter.setPen(ink)
        chevron = theme.grown(_CHEVRON)
        room = self.rect().adjusted(_PADDING, 0, -_PADDING - chevron, 0)
        shown = QFontMetrics(font).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        centre = QPointF(self.width() - _PADDING - chevron / 2 + 3, frame.center().y())
        draw_chevron(painter, centre, ink)
        if self.hasFocus():
            draw_ring(painter, frame, theme.colour("accent"))

    def _on_activated(self, at: int) -> None:
        self.picked.emit(self._values[at])


def _tick_size(caption: str) -> QSize:
    measure = QFontMetrics(theme.font(Face.BODY))
    side = theme.grown(_BOX)
    width = side + (_GAP + measure.horizontalAdvance(caption[:400]) if caption else 0) + 8
    return QSize(width, max(32, measure.height() + 8) if caption else side + 8)


def _draw_tick(button: QAbstractButton, caption: str, radius: float) -> None:
    """Draw box or circle, its mark, the text and the focus ring."""
    painter = QPainter(button)
    side = theme.grown(_BOX)
    box = QRect(QPoint(4, (button.height() - side) // 2), QSize(side, side))
    enabled = button.isEnabled()
    hot = button.underMouse() and enabled
    on = button.isChecked()
    edge = theme.colour("accent" if hot or on else "grip")
    if on and radius < side / 2:
        draw_frame(painter, QRectF(box), radius, theme.colour("fill" if enabled else "grip"))
        mark = theme.icon_pixmap("check", "on_fill", side - 2, button.devicePixelRatioF())
        painter.drawPixmap(box.topLeft() + QPoint(1, 1), mark)
    else:
        draw_frame(painter, QRectF(box), radius, theme.colour("paper"), edge, 1.5)
        if on:
            inner = QRectF(box).adjusted(4, 4, -4, -4)
            draw_frame(painter, inner, inner.height() / 2, theme.colour("accent"))
    if caption:
        font = theme.font(Face.BODY)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if enabled else "third"))
        room = button.rect().adjusted(box.right() + _GAP, 0, 0, 0)
        shown = QFontMetrics(font).elidedText(
            button.text(), Qt.TextElideMode.ElideRight, room.width(), Qt.TextFlag.TextShowMnemonic.value
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
        painter.drawText(room, flags, shown)
    if button.hasFocus():
        # Round the box only: the words may be as long as the page is wide.
        draw_ring(painter, QRectF(box).adjusted(-4, -4, 4, 4), theme.colour("accent"), radius + 4)


class Check(QCheckBox):
    """A box to tick, with plain words; ``alt`` names the letter Alt ticks it with."""

    def __init__(
        self, text: str, *, alt: str | None = None, name: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.caption = text
        self.setText(with_mnemonic(text, alt))
        named(self, name or text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the size of box and words."""
        return _tick_size(self.caption)

    def minimumSizeHint(self) -> QSize:
        """Let a layout shorten the words."""
        return QSize(min(self.sizeHint().width(), 80), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click on the words as one on the box."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, tick and words."""
        _draw_tick(self, self.caption, 4.0)


class Pick(QRadioButton):
    """One of several that exclude each other, with plain words."""

    def __init__(
        self, text: str, *, alt: str | None = None, name: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.caption = text
        self.setText(with_mnemonic(text, alt))
        named(self, name or text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the size of circle and words."""
        return _tick_size(self.caption)

    def minimumSizeHint(self) -> QSize:
        """Let a layout shorten the words."""
        return QSize(min(self.sizeHint().width(), 80), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click on the words as one on the circle."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle, dot and words."""
        _draw_tick(self, self.caption, theme.grown(_BOX) / 2)
