"""PRACTICE over every screen of a practice, one line of what to try next, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from nscp_desktop.rules.practice import WORD, Stands, Step, line, titled, tried_words
from nscp_desktop.services import practice
from nscp_desktop.ui import theme
from nscp_desktop.ui.locking import lies_over
from nscp_desktop.ui.practice_word import PracticeWord
from nscp_desktop.ui.widgets import Body, Button, Small, across, named

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from nscp_desktop.ui.run.screen import RunScreen
    from nscp_desktop.ui.window import MainWindow

NARROW: Final = 900
LOW: Final = 420
WHAT: Final = "Everybody here is invented, and nothing is kept."


class PracticeBand(QWidget):
    """Stands over everything that the window of a practice shows."""

    def __init__(self, window: MainWindow) -> None:
        """Say what to try in the practice of ``window``; it never takes the keyboard."""
        super().__init__(window)
        named(self, WORD)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._store = window.house.store
        self.tried: frozenset[Step] = frozenset()
        self.word = PracticeWord()
        self.what = Small(WHAT)
        self.tip = Body(wrap=True)
        self.count = Small()
        self.tips = Button("No tips, thanks")
        self.quit = Button("Quit practice", alt="Q")
        for button in (self.tips, self.quit):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._low = self._off = False
        self._first = across(self.word, self.what, self.tip, gap=14)
        self._first.setStretchFactor(self.tip, 1)
        # Where the tip has a row of its own, this keeps the rest apart.
        self._gap = QWidget()
        self._first.addWidget(self._gap, 1)
        self._first.addWidget(self.count)
        self._first.addWidget(self.tips)
        self._first.addWidget(self.quit)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 12, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(self._first)
        self._slim = False
        self.quit.clicked.connect(window.close)
        self.tips.clicked.connect(self._on_tips)
        window.bridge.changed.connect(self.refresh)
        self._window = window
        self._run: RunScreen | None = None
        self._application = cast("QGuiApplication", QGuiApplication.instance())
        self._application.focusWindowChanged.connect(self._on_focus_window)
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Look again at what was tried; what is taken back stays tried."""
        if self._store.closed:
            return
        now = practice.stands(self._store)
        self.tried |= now.tried
        sitting = None if self._run is None else self._run.sitting
        if now.at is None or sitting is None or not sitting.is_running or not sitting.looks_elsewhere:
            self._show(Stands(self.tried, now.at))
        else:
            # Who looks at another item tries what is to be tried there; the meeting's own comes again later.
            self._show(Stands(self.tried, sitting.row().duty, elsewhere=True))

    def watch(self, run: RunScreen) -> None:
        """Notice which item is looked at, and when somebody reads back, which leaves no trace in the store."""
        self._run = run
        run.sitting.item_shown.connect(self.refresh)

        def look() -> None:
            if run.middle.currentWidget() is run.read_back:
                self.tried |= {Step.READ_BACK}
                self.refresh()

        run.middle.currentChanged.connect(look)

    def _show(self, stands: Stands) -> None:
        self.tip.setText(line(stands))
        # Whoever hears the screen comes to the button, and hears the tip with it.
        self.tips.setAccessibleDescription(line(stands))
        self.count.setText(tried_words(stands))
        self._fit()

    def _on_tips(self) -> None:
        self._off = not self._off
        self.tips.setText("Tips back" if self._off else "No tips, thanks")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the tip a row of its own where there is little width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        slim = self.width() < theme.grown(NARROW)
        if slim != self._slim:
            self._slim = slim
            self._first.removeWidget(self.tip)
            self._whole.removeWidget(self.tip)
            if slim:
                self._whole.addWidget(self.tip)
                self.tip.setContentsMargins(14, 4, 0, 4)
            else:
                self._first.insertWidget(2, self.tip, 1)
                self.tip.setContentsMargins(0, 0, 0, 0)
        self._low = self.window().height() < theme.grown(LOW)
        self.what.setVisible(self._off and not slim)
        self._gap.setVisible(self._off or slim)
        self.tip.setVisible(not (self._off or self._low))
        self.count.setVisible(not (self._off or slim))
        self.tips.setVisible(not (self._low or self.width() < theme.grown(NARROW // 2)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the strip, and draw the line under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("violet_tint"))
        edge = self.rect().adjusted(0, self.height() - 2, 0, 0)
        painter.fillRect(edge, theme.colour("violet"))

    # -- what opens over the window ------------------------------------------------------------------

    def _on_focus_window(self, _reached: object) -> None:
        """Write PRACTICE before the title of every window that opens over this one."""
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one.windowTitle() and lies_over(one, self._window):
                one.setWindowTitle(titled(one.windowTitle()))

    def end(self) -> None:
        """The window closes."""
        self._application.focusWindowChanged.disconnect(self._on_focus_window)
