"""A date as people say it, day first, with a calendar to choose from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from nscp_desktop.rules.days import Days, said, spoken
from nscp_desktop.rules.meetings import months_later
from nscp_desktop.ui import theme
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.theme import Face
from nscp_desktop.ui.widgets import SPRING, Button, LineEdit, Small, Strong, across, announce, down, named
from nscp_desktop.ui.widgets.painting import draw_frame, draw_ring

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.services.half_typed import Box
    from nscp_desktop.store import Store

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SIDE = 34
_WEEKS = 6
_EARLIEST = date(1990, 1, 1)


def day_said(text: str, today: date) -> date | None:
    """The date a text says: as :func:`~nscp_desktop.rules.days.said`, and one gone by when its year is given."""
    found = said(text, Days(today))
    if found is None and any(len(word) == 4 and word.isdigit() for word in text.replace("/", " ").split()):
        for years in range(0, today.year - _EARLIEST.year, 9):
            found = said(text, Days(today.replace(year=today.year - years, day=1)))
            if found is not None:
                break
    return None if found is None else found.day


_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)


class MonthGrid(QWidget):
    """The days of one month, weeks from Monday. Arrows move by days and weeks, Page Up and Down by months.

    ``chosen`` carries the day at Enter or a click.
    """

    chosen = Signal(object)
    moved = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Show no month yet; see :meth:`show_day`."""
        super().__init__(parent)
        named(self, name)
        self.day = _EARLIEST
        self.today = _EARLIEST
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_day(self, day: date, today: date) -> None:
        """Show the month of ``day`` with the ring round it."""
        self.day, self.today = day, today
        self.update()
        self.moved.emit(day)

    def sizeHint(self) -> QSize:
        """Seven days across, a line of weekdays and six weeks down."""
        side = theme.grown(_SIDE)
        return QSize(7 * side, (_WEEKS + 1) * side)

    def day_at(self, place: QPoint) -> date | None:
        """The day drawn at a place, None over the weekdays."""
        side = theme.grown(_SIDE)
        column, row = place.x() // side, place.y() // side - 1
        if not (0 <= column < 7 and 0 <= row < _WEEKS):
            return None
        return self._first() + timedelta(days=7 * row + column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, or choose."""
        keys = Qt.Key
        days = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -7, keys.Key_Down: 7}
        months = {keys.Key_PageUp: -1, keys.Key_PageDown: 1}
        key = keys(event.key())
        if key in days:
            self._go(self.day + timedelta(days=days[key]))
        elif key in months:
            self.turn(months[key])
        elif key in {keys.Key_Return, keys.Key_Enter, keys.Key_Space}:
            self.chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    def turn(self, months: int) -> None:
        """Go to the same day of another month, or its last."""
        following = months_later(self.day, months + 1)
        last = (following - timedelta(days=1)).day
        self._go(months_later(self.day, months).replace(day=min(self.day.day, last)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day that is clicked."""
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self._go(day)
            self.chosen.emit(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the weekdays, the days, today's edge and the ring."""
        painter = QPainter(self)
        side = theme.grown(_SIDE)
        painter.setFont(theme.font(Face.CAPTION))
        painter.setPen(theme.colour("third"))
        for column, name in enumerate(_WEEKDAYS):
            painter.drawText(QRect(column * side, 0, side, side), Qt.AlignmentFlag.AlignCenter, name)
        for place in range(7 * _WEEKS):
            day = self._first() + timedelta(days=place)
            self._draw_day(painter, day, QRect(place % 7 * side, (place // 7 + 1) * side, side, side))

    def _draw_day(self, painter: QPainter, day: date, room: QRect) -> None:
        box = QRectF(room).adjusted(2, 2, -2, -2)
        token = "ink" if day.month == self.day.month else "third"
        if day == self.day:
            draw_frame(painter, box, 7, theme.colour("fill"))
            token = "on_fill"
        elif day == self.today:
            draw_frame(painter, box, 7, theme.colour("accent_tint"))
            token = "accent"
        painter.setFont(theme.font(Face.STRONG if day in {self.day, self.today} else Face.BODY))
        painter.setPen(theme.colour(token))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day == self.day and self.hasFocus():
            draw_ring(painter, QRectF(room), theme.colour("accent"), 8)

    def _first(self) -> date:
        """The Monday with which the grid begins."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _go(self, day: date) -> None:
        self.day = day
        self.update()
        self.moved.emit(day)
        announce(self, f"{day:%A} {day.day} {day:%B %Y}")


class Calendar(QFrame):
    """The calendar that opens under a date: its month, ways to turn it, and the days."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it closed."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("popup", "true")
        self.month = Strong("")
        self.earlier = Button("", icon="chevron-left", quiet=True, name="Month before")
        self.later = Button("", icon="chevron-right", quiet=True, name="Month after")
        self.grid = MonthGrid(name, self)
        self.setLayout(
            down(
                across(self.earlier, SPRING, self.month, SPRING, self.later),
                self.grid,
                gap=4,
                margins=(8, 8, 8, 8),
            )
        )
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)
        self.grid.moved.connect(self._on_moved)
        self.grid.chosen.connect(self._on_chosen)

    def open_under(self, field: QWidget, day: date, today: date) -> None:
        """Open under a control, at a day."""
        self.grid.show_day(day, today)
        self.adjustSize()
        self.move(field.mapToGlobal(QPoint(0, field.height() + 2)))
        self.show()
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        draw_frame(painter, QRectF(self.rect()), 0, theme.colour("paper"), theme.colour("grip"))

    def _on_moved(self, day: date) -> None:
        self.month.setText(f"{day:%B %Y}")

    def _on_earlier(self) -> None:
        self.grid.turn(-1)

    def _on_later(self) -> None:
        self.grid.turn(1)

    def _on_chosen(self, day: date) -> None:
        self.close()
        self.chosen.emit(day)


class _DayLine(LineEdit):
    """A date is typed over: who comes to it by a key has the whole of it chosen; a click goes between its signs."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the whole date, unless the mouse says where, or the window only comes back to the front."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self.selectAll()


class DayField(QWidget):
    """One date, typed as it is said ("14 jan", "next thu", "14/1") or chosen from a calendar.

    ``day_changed`` carries the date, or None while the text is not one, also while it is typed; ``settled``
    says that it is written or chosen; ``refused`` why a text may not stand.
    """

    day_changed = Signal(object)
    settled = Signal()
    refused = Signal(str)

    def __init__(self, today: Callable[[], date], *, name: str, parent: QWidget | None = None) -> None:
        """Start empty; ``today`` gives the day from which "next thu" is said."""
        super().__init__(parent)
        self._today = today
        self._day: date | None = None
        self._name = name
        self._keeper: KeptLine | None = None
        self.line = _DayLine(name=name, placeholder="14 jan")
        self.line.setMinimumWidth(theme.grown(136))
        self.open_calendar = Button("", icon="calendar", name=f"{name}: calendar")
        self.words = Small("")
        self.words.hide()
        self._calendar: Calendar | None = None
        self.setLayout(down(across(self.line, self.open_calendar, gap=4), self.words, gap=2))
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.line.textEdited.connect(self._on_edited)
        self.line.refused.connect(self.refused)
        self.line.editingFinished.connect(self._on_finished)
        self.open_calendar.clicked.connect(self._on_open_calendar)

    @property
    def day(self) -> date | None:
        """The date, None while there is none or the text is not one."""
        return self._day

    def keep_typed(self, store: Store, of: Callable[[], Box | None], refuse: Callable[[str], None]) -> None:
        """Have what is half typed kept, as :class:`~nscp_desktop.ui.kept_line.KeptLine` has it."""
        self._keeper = KeptLine(self.line, store, of, refuse)

    def open_day(self, day: date | None) -> bool:
        """Show what was half typed here when the program stopped, else a date; says whether there was something."""
        self._day = day
        self.words.hide()
        words = "" if day is None else spoken(day)
        if self._keeper is None:
            self.line.setText(words)
        elif self._keeper.open_anew(words):
            self.line.setModified(True)
            self._on_edited(self.line.text())
            return True
        return False

    def show_day(self, day: date | None) -> None:
        """Show a date without saying that it was changed; nothing half typed is left then."""
        self._day = day
        words = "" if day is None else spoken(day)
        if self._keeper is None:
            self.line.setText(words)
        else:
            self._keeper.show(words)
        self.words.hide()

    def forget_typed(self) -> None:
        """What was typed has become a deed, or shall not: nothing of it comes back."""
        if self._keeper is not None:
            self._keeper.forget()

    @property
    def calendar(self) -> Calendar:
        """The calendar, made when it is first asked for."""
        if self._calendar is None:
            self._calendar = Calendar(f"{self._name}: day", self)
            self._calendar.chosen.connect(self._on_chosen)
        return self._calendar

    def _on_edited(self, text: str) -> None:
        self._day = day_said(text, self._today())
        self.day_changed.emit(self._day)

    def _on_finished(self) -> None:
        if self._day is not None:
            self.line.setText(spoken(self._day))
        unread = self._day is None and bool(self.line.text().strip())
        self.words.setText("not a date: try 14 jan" if unread else "")
        self.words.setVisible(unread)
        self.settled.emit()

    def _on_open_calendar(self) -> None:
        self.calendar.open_under(self.line, self._day or self._today(), self._today())

    def _on_chosen(self, day: date) -> None:
        self.show_day(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.day_changed.emit(day)
        self.settled.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.line.setMinimumWidth(theme.grown(136))
