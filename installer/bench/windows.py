"""Processes that bench starts and times from their start to their first paint, and the memory they took.

``python -m installer.bench.windows empty|unlock|today STORE`` prints seconds since it was started and peak
memory in bytes, as two numbers on one line.
"""

import os
import sys
import time


def main(arguments: list[str]) -> None:
    """Show one window, print how long and how much it took, and leave."""
    what, store, started = arguments
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    class FirstPaint(QObject):
        """Leaves once the window has been painted."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """See the first paint and leave when it is done."""
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self.leave)
            return False

        def leave(self) -> None:
            """Print and leave at once: nothing that follows is part of the figure."""
            seconds = time.clock_gettime(time.CLOCK_MONOTONIC) - float(started)
            print(seconds, _peak(), flush=True)
            os._exit(0)

    window: QWidget
    if what == "empty":
        application = QApplication([])
        window = QMainWindow()
    else:
        from nscp_desktop.app import StoreDoor, dressed

        application = dressed()
        from pathlib import Path

        if what == "unlock":
            from nscp_desktop.ui.unlock import Entry

            window = Entry(StoreDoor(Path(store)))
        else:
            from installer.bench.ten_years import PASSPHRASE, kept_clock
            from nscp_desktop import compose
            from nscp_desktop.ui.window import MainWindow

            house = compose.house(compose.open_store(Path(store), PASSPHRASE, kept_clock(Path(store))))
            window = MainWindow(house)
    watcher = FirstPaint()
    window.installEventFilter(watcher)
    window.resize(1366, 768)
    window.show()
    application.exec()


def _peak() -> int:
    try:
        import resource
    except ImportError:  # Windows has no such module; the row is then left out
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
