"""The titles over the columns of a table."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face

from .delegates import PAD
from .painting import draw_chevron


class TableHead(QHeaderView):
    """Titles small and semi-bold in the second ink, a triangle where the rows are sorted."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(12)

    def sizeHint(self) -> QSize:
        """Give the height of one line of titles."""
        return QSize(super().sizeHint().width(), QFontMetrics(theme.font(Face.HEAD)).height() + 13)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt's own)
        """Draw one title, and the triangle."""
        model = self.model()
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        side = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        painter.save()
        font = theme.font(Face.HEAD)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if sorted_here else "third"))
        pad = 3 if side & Qt.AlignmentFlag.AlignHCenter else PAD
        room = rect.adjusted(pad, 2, -pad, 0)
        measure = QFontMetrics(font)
        mark = 14 if sorted_here else 0
        shown = measure.elidedText(title, Qt.TextElideMode.ElideRight, max(0, room.width() - mark) + 1)
        painter.drawText(room.adjusted(0, 0, -mark, 0), side, shown)
        if sorted_here:
            end = room.left() + measure.horizontalAdvance(shown)
            if side & Qt.AlignmentFlag.AlignRight:
                end = room.right() - mark
            elif side & Qt.AlignmentFlag.AlignHCenter:
                end = room.center().x() + (measure.horizontalAdvance(shown) - mark) // 2
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            draw_chevron(painter, QPointF(end + 8, room.center().y() + 1), theme.colour("ink"), up=up)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.restore()
