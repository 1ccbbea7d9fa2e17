"""Processes that bench starts and times to their first paint, and the memory they took.

``python -m installer.bench.windows empty|unlock|today|cold STORE STARTED`` prints seconds since the process was
started and peak memory in bytes, as two numbers on one line. ``today`` is what a person has: the unlock window,
behind which the rest loads while the passphrase is typed; its seconds count from Enter. ``cold`` opens the store
at once, so that all loading falls into its seconds.
"""

import os
import sys
import time

TYPING_MS = 2500
"""A passphrase of three words, typed by somebody quick."""


def main(arguments: list[str]) -> int:
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

    def today() -> QWidget:
        from installer.bench.kept_store import PASSPHRASE, kept_clock
        from nscp_desktop import compose
        from nscp_desktop.ui.window import MainWindow

        path = Path(store)
        return MainWindow(compose.house(compose.open_store(path, PASSPHRASE, kept_clock(path))))

    def show(window: QWidget) -> None:
        windows.append(window)
        window.installEventFilter(watcher)
        window.resize(1366, 768)
        window.show()

    def enter() -> None:
        nonlocal started
        started = str(time.clock_gettime(time.CLOCK_MONOTONIC))
        loading.join()
        show(today())

    watcher, windows = FirstPaint(), list[QWidget]()
    if what == "empty":
        application = QApplication([])
        show(QMainWindow())
        return application.exec()
    from nscp_desktop import app

    application = app.dressed()
    import threading
    from pathlib import Path

    loading = threading.Thread(target=_load)
    if what == "cold":
        show(today())
        return application.exec()
    from nscp_desktop.ui.unlock import Entry

    door = Entry(app.StoreDoor(Path(store)))
    if what == "unlock":
        show(door)
        return application.exec()
    windows.append(door)
    door.resize(1366, 768)
    door.show()
    QTimer.singleShot(0, loading.start)
    QTimer.singleShot(TYPING_MS, enter)
    return application.exec()


def _load() -> None:
    """What the program loads while the passphrase is typed."""
    from importlib import import_module

    for module in ("nscp_desktop.compose", "nscp_desktop.ui.window", "nscp_desktop.ui.pages.today"):
        import_module(module)


def _peak() -> int:
    """The most memory this process has had; 0 where the system does not say. What its parent had is not in it."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 nothing more is imported
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
