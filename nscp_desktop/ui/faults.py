"""The one dialog for a fault that nobody caught, in whatever thread and before or after the window is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLayout, QWidget

from nscp_desktop import log
from nscp_desktop.errors import Locked, Refused
from nscp_desktop.outside import write_out
from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import SPRING, Body, Button, Quiet, Title, across, announce, down, named

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

TITLE: Final = "Something went wrong in the program"
SAFE: Final = (
    "What was saved is safe, and nothing has been half done. Try again. If it happens again, close the program "
    "and open it anew: it goes on where you were."
)
ABOUT_REPORT: Final = (
    "The report helps whoever looks after the program. It says where in the program it happened; it holds no "
    "names and nothing that was typed."
)
MOST_COUNTED: Final = 99
MOST_KEPT: Final = 50
QUIET: Final = timedelta(minutes=10)
"""For so long a fault that was told is not told again; it is noted all the same."""
REPORT_NAME: Final = "nscp-desktop-report.txt"


class Faults(QObject):
    """Hears of faults from every thread and shows them in one dialog at a time."""

    _heard = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Hear from now on; made in the window's thread."""
        super().__init__(parent)
        self.dialog: FaultDialog | None = None
        self.faults: list[tuple[datetime, str]] = []
        # Always through the event loop: a fault may come from the middle of painting.
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    def tell(self, error: BaseException) -> None:
        """Say, from whatever thread, that there was a fault; of ``error`` only type and places are taken."""
        if isinstance(error, Locked):
            # Something out of sight asked a locked store; it asks again when it is back in sight.
            return
        self._heard.emit(log.outline(error))

    def _on_heard(self, outline: str) -> None:
        at = datetime.now(UTC)
        told = any(words == outline and at - before < QUIET for before, words in self.faults)
        self.faults = [*self.faults, (at, outline)][-MOST_KEPT:]
        if self.dialog is not None:
            self.dialog.count()
        if self.dialog is not None or told:
            # What stumbles every second, such as a clock, must not stop a meeting every second.
            return
        self.dialog = FaultDialog(self)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


class FaultDialog(QDialog):
    """What happened, that what was saved is safe, what to do, and a way to save the report."""

    def __init__(self, faults: Faults) -> None:
        """Show it over whatever window is in front."""
        super().__init__(_in_front())
        self._faults = faults
        self._times = 1
        self.setWindowTitle(TITLE)
        named(self, TITLE)
        self.setAccessibleDescription(SAFE)
        self.setModal(True)
        self.again = Quiet("", wrap=True)
        self.again.hide()
        self.said = Quiet("", wrap=True)
        self.said.hide()
        self.save = Button("Save the report", alt="S")
        self.shut = Button("Close", primary=True, alt="C")
        self.save.clicked.connect(self._on_save)
        self.shut.clicked.connect(self.reject)
        column = down(
            Title(TITLE, wrap=True), Body(SAFE, wrap=True), Body(ABOUT_REPORT, wrap=True), self.again, self.said,
            gap=8, margins=(24, 20, 24, 20),
        )  # fmt: skip
        column.addStretch(1)
        column.addSpacing(12)
        column.addLayout(across(SPRING, self.save, self.shut))
        # A layout of wrapped words asks for the height it would need if it were narrow.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(column)
        self.setMinimumWidth(theme.grown(480))
        self._fit()
        self.shut.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Take no more height than the words need at this width."""
        width = max(self.width(), self.minimumWidth()) if self.isVisible() else self.minimumWidth()
        self.resize(width, self.heightForWidth(width))

    def open(self) -> None:
        """Show it without waiting, and have it spoken."""
        super().open()
        announce(self, f"{TITLE}. {SAFE}")

    def count(self) -> None:
        """Note that it happened again while this stood open."""
        self._times += 1
        # A fault in the painting of this very dialog must not keep it painting.
        if self._times <= MOST_COUNTED:
            self.again.setText(f"It has happened {self._times} times since this was shown first.")
            self.again.show()
            self._fit()

    def _on_save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save the report", REPORT_NAME, "Text (*.txt)")
        if not chosen:
            return
        try:
            write_out(Path(chosen), log.report(self._faults.faults).encode())
        except Refused as refusal:
            words = str(refusal)
        else:
            words = f"The report is saved as {Path(chosen).name}."
        self.said.setText(words)
        self.said.show()
        self._fit()
        announce(self, words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it by the frame is closing it by the button."""
        self.reject()
        event.accept()


def _in_front() -> QWidget | None:
    """The window that is in front; a dialog over another dialog keeps both usable in turn."""
    found = QApplication.activeModalWidget() or QApplication.activeWindow()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]
    return found or next((one for one in shown if one.windowType() == Qt.WindowType.Window), None)
