"""The room screen: what everybody in the room may see, large, on a second display or over the only one.

It is a window of its own and holds frozen values only, never the store: while the program is locked it
goes on showing the item and its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from nscp_desktop.rules.room_screen import TimeLeft, time_left
from nscp_desktop.ui import theme
from nscp_desktop.ui.practice_word import PracticeWord
from nscp_desktop.ui.theme import Face
from nscp_desktop.ui.widgets import Button, announce, named
from nscp_desktop.ui.widgets.labels import Words
from nscp_desktop.ui.widgets.painting import draw_frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QScreen

    from nscp_desktop.rules.room_screen import RoomOfPeople, RoomScreenView

COLUMNS: Final = 4
TICK_MS: Final = 1000
"""The size of the words, as shares of the window's height."""
_SMALL, _BODY, _LEAD, _TITLE, _TIME = 0.024, 0.029, 0.034, 0.072, 0.095


class TimeBar(QWidget):
    """How much of the item's time is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty bar."""
        super().__init__(parent)
        self._time = TimeLeft("", 0.0)
        self.setFixedHeight(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_time(self, left: TimeLeft) -> None:
        """Show the share of the time that is gone."""
        self._time = left
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is gone over the whole."""
        painter = QPainter(self)
        whole = QRectF(self.rect())
        draw_frame(painter, whole, whole.height() / 2, theme.colour("accent_edge"))
        gone = QRectF(whole.left(), whole.top(), whole.width() * self._time.share, whole.height())
        if gone.width() > 0:
            late = self._time.over or self._time.soon
            draw_frame(painter, gone, whole.height() / 2, theme.colour("amber" if late else "accent"))


class RoomScreen(QWidget):
    """One window for the room. ``left`` is said when somebody closes it with Esc, F9 or its button."""

    left = Signal()

    def __init__(self, now: Callable[[], datetime], *, practice: bool = False) -> None:
        """An empty screen; ``now`` gives the moment. That of a ``practice`` says so."""
        super().__init__(None, Qt.WindowType.Window)
        named(self, "Room screen")
        self.setWindowTitle("Room screen")
        self._now = now
        self.view: RoomScreenView | None = None
        self.group, self.clock = Words(), Words()
        self.title, self.lead = Words(wrap=True), Words()
        self.time, self.bar, self.following = Words(), TimeBar(), Words()
        self.questions = Words(wrap=True)
        self.shut = Button("Close", key_hint="Esc", alt="C", quiet=True, touch=True)
        # Whoever types on must not close it with a Space; Esc, F9 and Alt+C do.
        self.shut.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rooms = QWidget()
        self._grid = QGridLayout(self._rooms)
        self._grid.setContentsMargins(0, 12, 0, 0)
        self._cards: list[tuple[Words, Words]] = []
        self._build()
        if practice:
            self.word = PracticeWord(wide=True)
            self._layout.insertWidget(0, self.word)
        self.shut.clicked.connect(self.left)
        for keys in ("Esc", "F9"):
            QShortcut(QKeySequence(keys), self, self.left.emit)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.show_time)

    def _build(self) -> None:
        top, foot = QGridLayout(), QGridLayout()
        for grid, first, second in ((top, self.group, self.clock), (foot, self.following, self.shut)):
            grid.addWidget(first, 0, 0)
            grid.addWidget(second, 0, 1)
            grid.setColumnStretch(0, 1)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(top)
        self._layout.addStretch(2)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self.lead)
        self._layout.addStretch(1)
        self._layout.addWidget(self.questions)
        self._layout.addWidget(self._rooms)
        self._layout.addStretch(1)
        self._layout.addWidget(self.time)
        self._layout.addWidget(self.bar)
        self._layout.addStretch(2)
        self._layout.addLayout(foot)

    # -- what it shows ------------------------------------------------------------------------------

    def show_view(self, view: RoomScreenView) -> None:
        """Show another moment of the meeting; a new item is announced."""
        before, self.view = self.view, view
        self.group.setText(view.group)
        self.title.setText(f"{view.number}  {view.title}")
        self.lead.setText(view.lead)
        self.lead.setVisible(bool(view.lead))
        self.following.setText(f"Next: {view.following}" if view.following else "")
        asked = [f"{number}  {text}" for number, text in enumerate(view.questions, start=1)]
        self.questions.setText("\n".join(asked))
        self.questions.setVisible(bool(asked))
        if before is None or before.rooms != view.rooms:
            self._show_rooms(view.rooms)
        self._set_sizes()
        self.show_time()
        if before is not None and before.number != view.number:
            announce(self, f"Item {view.number}, {view.title}")

    def show_time(self) -> None:
        """Show the clock and what is left of the item's time."""
        now = self._now()
        self.clock.setText(f"{now:%H:%M}")
        left = time_left(self.view, now) if self.view is not None else TimeLeft("", 0.0)
        self.time.setText(left.words)
        token = "amber" if left.over or left.soon else "accent"
        self.time.setStyleSheet(f"color: {theme.colour(token).name()};")
        self.bar.show_time(left)
        self.bar.setVisible(bool(left.words))

    def _show_rooms(self, rooms: tuple[RoomOfPeople, ...]) -> None:
        for head, names in self._cards:
            head.deleteLater()
            names.deleteLater()
        self._cards = []
        columns = max(1, min(COLUMNS, len(rooms)))
        for at, room in enumerate(rooms):
            people = [f"{name}, leads" if name == room.lead else name for name in room.people]
            head, names = Words(f"Room {room.number}"), Words("\n".join(people), wrap=True)
            self._grid.addWidget(head, at // columns * 2, at % columns)
            self._grid.addWidget(names, at // columns * 2 + 1, at % columns, Qt.AlignmentFlag.AlignTop)
            self._cards.append((head, names))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._rooms.setVisible(bool(rooms))

    # -- its size -----------------------------------------------------------------------------------

    def _set_sizes(self) -> None:
        """Let the words be as large as the window allows; less where rooms and questions need the height."""
        high = max(360, self.height())
        crowded = self.view is not None and bool(self.view.rooms or self.view.questions)
        least = 0.62 if crowded else 1.0
        sizes = (
            (self.group, _SMALL, Face.STRONG), (self.clock, _SMALL, Face.STRONG), (self.lead, _LEAD, Face.BODY),
            (self.title, _TITLE * least, Face.TITLE), (self.time, _TIME * least, Face.TITLE),
            (self.following, _BODY, Face.BODY), (self.questions, _BODY, Face.BODY),
            *((head, _SMALL, Face.STRONG) for head, _names in self._cards),
            *((names, _SMALL, Face.BODY) for _head, names in self._cards),
        )  # fmt: skip
        for words, share, face in sizes:
            font = QFont(theme.font(face))
            font.setPixelSize(max(14, round(high * share)))
            if words.font().pixelSize() != font.pixelSize():
                words.setFont(font)
        edge = round(high * 0.05)
        self._layout.setContentsMargins(edge, edge // 2, edge, edge // 2)
        self._layout.setSpacing(round(high * 0.012))
        self._grid.setHorizontalSpacing(edge)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the window."""
        super().resizeEvent(event)
        self._set_sizes()

    def show_on(self, screen: QScreen | None) -> None:
        """Cover a display, by default the one it is on, and begin to count."""
        if screen is not None:
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
        self.showFullScreen()
        self._tick.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the paper."""
        QPainter(self).fillRect(self.rect(), theme.colour("paper"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No other key does anything here."""
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Stop counting while it is away."""
        if event.type() == QEvent.Type.Hide:
            self._tick.stop()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it by the window's own button is leaving it."""
        self.left.emit()
        super().closeEvent(event)
