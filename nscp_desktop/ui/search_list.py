"""What a search found, as rows under headings: where it is in bold, the words in their context beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import named
from nscp_desktop.ui.widgets.mixed_lines import laid_out
from nscp_desktop.ui.widgets.painting import draw_frame, draw_pill, pill_size

if TYPE_CHECKING:
    from nscp_desktop.services.search import Hit, Hits

Index = QModelIndex | QPersistentModelIndex

HIT_ROLE = Qt.ItemDataRole.UserRole
CONFIDENTIAL = "Confidential part"
_PAD, _TOP, _GAP = 12, 7, 2
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The kind of what follows, and how much of it there is."""

    text: str
    quiet: str


def about(hit: Hit) -> str:
    """The group and the day of a hit, as they stand at the right."""
    return " · ".join(part for part in (hit.group, hit.day) if part)


class FoundModel(QAbstractListModel):
    """Hits under the headings of their kinds."""

    def __init__(self, parent: QWidget) -> None:
        """Empty until :meth:`replace`."""
        super().__init__(parent)
        self.rows: tuple[Heading | Hit, ...] = ()

    def replace(self, found: tuple[Hits, ...]) -> None:
        """Show other hits."""
        rows: list[Heading | Hit] = []
        for kind in found:
            shown = len(kind.hits)
            rows.append(
                Heading(kind.title, f"newest {shown} of {kind.number:,}" if kind.number > shown else "")
            )
            rows += kind.hits
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Give the number of rows, headings included."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 (Qt's own)
        """Give the row itself, or its words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == HIT_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(row, Heading):
                return ", ".join(part for part in (row.text, row.quiet) if part)
            closed = CONFIDENTIAL if row.confidential else ""
            return ". ".join(part for part in (row.title, about(row), closed, row.text) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over."""
        if not index.isValid() or isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def next_hit(self, at: int, step: int) -> int:
        """The place of the hit after (1) or before (-1) a place; the place itself at either end."""
        there = at + step
        while 0 <= there < len(self.rows):
            if not isinstance(self.rows[there], Heading):
                return there
            there += step
        return at


class FoundDelegate(QStyledItemDelegate):
    """Draws headings and hits."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a heading, or of a hit with its context on at most two lines."""
        row = index.data(HIT_ROLE)
        width = option.rect.width()
        if isinstance(row, Heading):
            return QSize(width, QFontMetrics(theme.font(Face.CAPTION)).height() + theme.grown(16))
        strong = QFontMetrics(theme.font(Face.STRONG)).height()
        below = self._context(row, width)[1] if row.context else 0
        return QSize(width, 2 * _TOP + strong + (_GAP + below if below else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(HIT_ROLE)
        painter.save()
        if isinstance(row, Heading):
            self._heading(painter, option.rect, row)
        else:
            view = option.widget
            here = isinstance(view, QListView) and view.currentIndex() == index
            if here:
                draw_frame(
                    painter, QRectF(option.rect), 7.0, theme.colour("accent_tint"), theme.colour("accent")
                )
            self._hit(painter, option.rect.adjusted(_PAD, _TOP, -_PAD, -_TOP), row)
        painter.restore()

    @staticmethod
    def _heading(painter: QPainter, rect: QRect, row: Heading) -> None:
        room = rect.adjusted(_PAD, 0, -_PAD, -theme.grown(4))
        low = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
        painter.setFont(theme.font(Face.CAPTION))
        painter.setPen(theme.colour("second"))
        painter.drawText(room, low | Qt.AlignmentFlag.AlignLeft, row.text.upper())
        painter.setPen(theme.colour("third"))
        painter.drawText(room, low | Qt.AlignmentFlag.AlignRight, row.quiet)

    def _hit(self, painter: QPainter, room: QRect, hit: Hit) -> None:
        strong, small = theme.font(Face.STRONG), theme.font(Face.SMALL)
        height = QFontMetrics(strong).height()
        line = QRect(room.left(), room.top(), room.width(), height)
        beside = about(hit)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(small)
        painter.setPen(theme.colour("second"))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, beside)
        left = line.width() - QFontMetrics(small).horizontalAdvance(beside) - 12
        if hit.confidential:
            size = pill_size(CONFIDENTIAL)
            left -= size.width() + 8
            pill = QRect(
                line.left() + left + 8,
                line.center().y() - size.height() // 2 + 1,
                size.width(),
                size.height(),
            )
            draw_pill(painter, pill, CONFIDENTIAL, Tone.RED)
        pieces = [(span.text, Face.STRONG, "accent" if span.found else "ink") for span in hit.heading]
        title, width, _height = laid_out(pieces, Face.STRONG, 100_000, wrap=False)
        dots = QFontMetrics(strong).horizontalAdvance("…") if width > left else 0
        painter.setFont(strong)
        painter.setPen(theme.colour("ink"))
        if dots:
            painter.drawText(line.left() + left - dots, line.top() + QFontMetrics(strong).ascent(), "…")
        painter.save()
        painter.setClipRect(QRect(line.left(), line.top(), min(width, left) - dots, height + 2))
        title.draw(painter, QPointF(line.left(), line.top()))
        painter.restore()
        if hit.context:
            layout, lines = self._context(hit, room.width() + 2 * _PAD)
            painter.setClipRect(QRect(room.left(), line.bottom() + _GAP, room.width(), lines + 2))
            layout.draw(painter, QPointF(room.left(), line.bottom() + 1 + _GAP))

    @staticmethod
    def _context(hit: Hit, width: int) -> tuple[QTextLayout, int]:
        """The context laid out in the width of a row, and the height of its first two lines."""
        pieces = [
            (span.text, Face.STRONG if span.found else Face.BODY, "accent" if span.found else "second")
            for span in hit.context
        ]
        layout, _widest, _height = laid_out(pieces, Face.BODY, max(80, width - 2 * _PAD), wrap=True)
        heights = [layout.lineAt(at).height() for at in range(min(2, layout.lineCount()))]
        return layout, round(sum(heights))


class FoundList(QListView):
    """The rows. It never takes the keyboard: Up, Down and Enter come from the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the list, empty."""
        super().__init__(parent)
        named(self, "What was found")
        self.found = FoundModel(self)
        self.setModel(self.found)
        self.setItemDelegate(FoundDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    def show_found(self, found: tuple[Hits, ...]) -> None:
        """Show other hits, the first of them chosen."""
        self.found.replace(found)
        self.scrollToTop()
        self.choose(self.found.next_hit(-1, 1))

    def height_of_all(self) -> int:
        """How high the list is when every row is in sight."""
        return sum(self.sizeHintForRow(at) for at in range(len(self.found.rows)))

    def step(self, by: int) -> None:
        """Choose the hit so many further down (or, below nothing, further up)."""
        at = self.currentIndex().row()
        for _one in range(abs(by)):
            at = self.found.next_hit(at, 1 if by > 0 else -1)
        self.choose(at)

    def choose(self, at: int) -> None:
        """Choose the hit in a place, with the heading over it in sight."""
        if at < 0:
            return
        if at and isinstance(self.found.rows[at - 1], Heading):
            self.scrollTo(self.found.index(at - 1))
        self.setCurrentIndex(self.found.index(at))
        self.scrollTo(self.currentIndex())

    def hit(self) -> Hit | None:
        """The hit that is chosen."""
        row = self.currentIndex().data(HIT_ROLE)
        return None if row is None or isinstance(row, Heading) else row
