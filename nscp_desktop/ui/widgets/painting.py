"""What several widgets and delegates draw alike: rounded frames, pills, key caps, focus rings."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QTextLayout

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face, Tone

from .words import one_line

RADIUS = 7.0
RING = 2.0
_PILL_PADDING = 8
_KEY_PADDING = 5


def draw_frame(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    ground: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Draw a rounded rectangle wholly inside ``rect``, filled, edged or both."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush = QBrush() if ground is None else QBrush(ground)
    if edge is None:
        shape = QPainterPath()
        shape.addRoundedRect(rect, radius, radius)
        painter.fillPath(shape, brush)
    else:
        painter.setBrush(brush)
        painter.setPen(QPen(edge, width))
        half = width / 2
        inner = max(0.0, radius - half)
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner)
    painter.restore()


def draw_ring(
    painter: QPainter, rect: QRectF, colour: QColor, radius: float = RADIUS, inset: float = 0.0
) -> None:
    """Draw the two-pixel ring that says where the keyboard is."""
    inner = rect.adjusted(inset, inset, -inset, -inset)
    draw_frame(painter, inner, max(0.0, radius - inset), edge=colour, width=RING)


def pill_size(text: str) -> QSize:
    """Give the size of a pill with its text whole, in logical pixels."""
    measure = QFontMetrics(theme.font(Face.PILL))
    return QSize(
        measure.horizontalAdvance(one_line(text)) + 2 * _PILL_PADDING,
        measure.height() + 4,
    )


def draw_pill(
    painter: QPainter,
    rect: QRect,
    text: str,
    tone: Tone,
    *,
    on_fill: bool = False,
    on_own_tint: bool = False,
) -> bool:
    """Draw a pill in ``rect``; say whether its text had to be shortened.

    ``on_fill`` is for the accent card; ``on_own_tint`` for a row that already has the tone's tint,
    where the pill would otherwise be seen as bare text.
    """
    palette = theme.look().palette
    ink, ground = (QColor(value) for value in palette.tone(tone))
    if on_fill:
        ink, ground = theme.colour("on_fill"), theme.colour("fill_raised")
    elif on_own_tint:
        ground = theme.colour("paper")
    box = QRectF(rect)
    draw_frame(painter, box, box.height() / 2, ground, ink if palette.edged else None)
    painter.save()
    painter.setFont(theme.font(Face.PILL))
    painter.setPen(ink)
    line = one_line(text)
    room = rect.adjusted(_PILL_PADDING, 0, -_PILL_PADDING, 0)
    shown = painter.fontMetrics().elidedText(line, QtCore.Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, QtCore.Qt.AlignmentFlag.AlignCenter | QtCore.Qt.TextFlag.TextSingleLine, shown)
    painter.restore()
    return shown != line


def on_two_lines(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """Give a text as one or two lines of a width, the second shortened when there is more."""
    line = one_line(text)
    layout = QTextLayout(line, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    # Qt counts in UTF-16 units, Python in characters.
    units = line.encode("utf-16-le")
    # The space at which the line breaks is not on it: with it the line would be thought too long and be cut.
    head = units[: 2 * first.textLength()].decode("utf-16-le").rstrip(" ")
    rest = units[2 * first.textLength() :].decode("utf-16-le")
    if not rest:
        return (line,)
    return head, QFontMetrics(font).elidedText(rest, QtCore.Qt.TextElideMode.ElideRight, width)


def key_size(keys: str) -> QSize:
    """Give the size of a key cap, in logical pixels."""
    measure = QFontMetrics(theme.font(Face.KEY))
    return QSize(measure.horizontalAdvance(keys) + 2 * _KEY_PADDING, measure.height() + 3)


def draw_key(painter: QPainter, rect: QRect, keys: str) -> None:
    """Draw a key cap: a small paper key with a thicker foot."""
    painter.save()
    box = QRectF(rect)
    edge = theme.colour("line")
    draw_frame(painter, box, 4.0, edge)
    draw_frame(painter, box.adjusted(1, 1, -1, -2), 3.0, theme.colour("paper"))
    painter.setFont(theme.font(Face.KEY))
    painter.setPen(theme.colour("second"))
    painter.drawText(rect.adjusted(0, 0, 0, -1), QtCore.Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


def draw_chevron(painter: QPainter, centre: QPointF, colour: QColor, *, up: bool = False) -> None:
    """Draw the small filled triangle of a drop-down or a sorted column."""
    side = 4.0 * theme.look().text_size
    rise = side * 0.65 * (-1 if up else 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        [
            centre + QPointF(-side, -rise),
            centre + QPointF(side, -rise),
            centre + QPointF(0, rise),
        ]
    )
    painter.restore()
