"""Windows for tests: a small one around one screen, that notes what it is asked; and the real one on a store."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QWidget

from installer.demo.hand import until
from nscp_desktop import compose
from nscp_desktop.ui.commands import bind
from nscp_desktop.ui.window import MainWindow
from tests.ui.noting import NotingFrame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nscp_desktop.store import Store


@contextmanager
def real_window(store: Store) -> Iterator[MainWindow]:
    """The real window on an open store, in front; closed afterwards."""
    shown = MainWindow(compose.house(store))
    shown.resize(1366, 768)
    shown.show()
    shown.activateWindow()
    until(lambda: QApplication.activeWindow() is shown, "the window")
    yield shown
    shown.close()
    shown.deleteLater()


class FrameWindow(QMainWindow, NotingFrame):
    """Stands for the main window around one page or the run screen."""

    def __init__(self, store: Store) -> None:
        QMainWindow.__init__(self)
        NotingFrame.__init__(self)
        self.store = store
        bind(self, {"undo": self.undo, "redo": self.redo})
        # Like the main window it watches one box, not the application, which has some 13,000 events a test.
        self._application = cast("QApplication", QApplication.instance())
        self._application.focusChanged.connect(self._on_focus_changed)

    def hold(self, page: QWidget, width: int = 1366, height: int = 768) -> None:
        """Show a page or a screen in the window."""
        self.setCentralWidget(page)
        self.resize(width, height)
        self.show()
        self.activateWindow()

    def undo(self) -> None:
        self.store.undo()

    def redo(self) -> None:
        self.store.redo()

    def _on_focus_changed(self, left: QWidget | None, reached: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if isinstance(reached, QLineEdit | QPlainTextEdit) and self.isAncestorOf(reached):
            reached.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As the main window does: a text box without newer typing gives these keys away."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            box = cast("QLineEdit | QPlainTextEdit", watched)
            typed = box if isinstance(box, QLineEdit) else box.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not typed.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not typed.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the application as it was."""
        self._application.focusChanged.disconnect(self._on_focus_changed)
        super().closeEvent(event)
