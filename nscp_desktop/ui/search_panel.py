"""Search everything: a panel over the window, also over a meeting, that finds as one types and goes there."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.services import search
from nscp_desktop.ui import theme
from nscp_desktop.ui.search_list import FoundList
from nscp_desktop.ui.widgets import SPRING, Button, LineEdit, Quiet, Small, across, announce, down, holder
from nscp_desktop.ui.widgets.painting import draw_frame

if TYPE_CHECKING:
    from nscp_desktop.services.search import Hits
    from nscp_desktop.store import Store

WAIT_MS: Final = 90
"""From the last key to the search; longer where a search itself takes longer."""
_PAGE: Final = 6
_LEAST: Final = 2
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}
HINT: Final = (
    "People, organisations, meetings, agenda items, actions, decisions, breakout points, what youth boards said, "
    "and every word of notes and minutes. Accents and apostrophes make no difference."
)


class SearchPanel(QDialog):
    """The box, what was found, and the way there. ``chosen`` carries the hit that somebody goes to."""

    chosen = Signal(object)

    def __init__(self, store: Store, window: QWidget) -> None:
        """Build the panel over ``window``, empty."""
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Search everything")
        self.setModal(True)
        self.setAccessibleName("Search everything")
        self._store, self._window = store, window
        self.box = LineEdit(
            name="Search everything", placeholder="A name, a day, a reference, any words", icon="search"
        )
        self.list = FoundList()
        self.words = Quiet(HINT, wrap=True)
        self.state = Small()
        self.there = Button("Go there", key_hint="Enter", alt="G", primary=True)
        self.back = Button("Back", key_hint="Esc", alt="B")
        self._middle = QStackedWidget()
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(WAIT_MS)
        self._pause.timeout.connect(self.search)
        self.box.textChanged.connect(self._on_typed)
        self.box.refused.connect(self._say)
        self.list.clicked.connect(self._on_clicked)
        self.there.clicked.connect(self.go)
        self.back.clicked.connect(self.reject)

    def _build(self) -> None:
        told = holder(down(self.words, SPRING, margins=(12, 10, 12, 0)))
        self._middle.addWidget(told)
        self._middle.addWidget(self.list)
        foot = across(self.state, SPRING, self.back, self.there, gap=8)
        whole = down(self.box, self._middle, foot, gap=10, margins=(16, 16, 16, 14))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for button in (self.there, self.back):
            button.setAutoDefault(False)
        self.there.setEnabled(False)

    def open(self) -> None:
        """Show the panel near the top of its window, with what was asked last, ready to be typed over."""
        room, size = self._window.size(), self._whole_size()
        corner = self._window.mapToGlobal(self._window.rect().topLeft())
        self.move(
            corner.x() + (room.width() - size.width()) // 2,
            corner.y() + max(12, (room.height() - size.height()) // 4),
        )
        super().open()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        self.search()

    def _whole_size(self) -> QSize:
        room = self._window.size()
        return QSize(min(room.width() - 32, theme.grown(760)), min(room.height() - 48, theme.grown(600)))

    def _fit(self, found: bool) -> None:
        """Be no higher than what there is to show."""
        size = self._whole_size()
        frame = self.box.sizeHint().height() + self.there.sizeHint().height() + 60
        room = self.list.height_of_all() if found else theme.grown(76)
        self.resize(size.width(), min(size.height(), frame + room))

    # -- asking --------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._pause.start()

    def search(self) -> None:
        """Ask for what is typed, and show what is found."""
        self._pause.stop()
        typed = self.box.text().strip()
        if len(typed) < _LEAST and typed.isascii():
            self._show((), HINT)
            return
        begun = perf_counter()
        try:
            found = search.search(self._store, typed)
        except Refused as refusal:
            self._show((), str(refusal))
            return
        # Where a search takes long, it waits for a longer pause in the typing.
        self._pause.setInterval(max(WAIT_MS, min(600, round((perf_counter() - begun) * 3_000))))
        self._show(
            found, "Nothing is found for these words. Try fewer of them, or only the beginning of one."
        )

    def _show(self, found: tuple[Hits, ...], otherwise: str) -> None:
        self.words.setText(otherwise)
        self._middle.setCurrentIndex(1 if found else 0)
        self.list.show_found(found)
        self._fit(bool(found))
        self.there.setEnabled(bool(found))
        number = sum(one.number for one in found)
        self.state.setText(f"{number:,} found" if number else "")
        if found:
            announce(self, f"{number:,} found")

    def _say(self, sentence: str) -> None:
        self.state.setText(sentence)
        announce(self, sentence)

    # -- going there ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through what was found, Enter goes there, Esc goes back."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.list.step(step)
            hit = self.list.hit()
            if hit is not None:
                announce(self, f"{hit.title}. {hit.text}")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.box.hasFocus():
            self.go()
        else:
            super().keyPressEvent(event)

    def go(self) -> None:
        """Go to the hit that is chosen; what was typed last is asked first."""
        if self._pause.isActive():
            self.search()
        hit = self.list.hit()
        if hit is not None:
            self.accept()
            self.chosen.emit(hit)

    def _on_clicked(self, _index: QModelIndex) -> None:
        self.go()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a quiet edge: there is no frame."""
        painter = QPainter(self)
        draw_frame(painter, QRectF(self.rect()), 0.0, theme.colour("paper"), theme.colour("grip"))
