"""A program of its own for test_kill.py: the real window, a meeting that runs, and unbroken typing.

``python tests/typing_at_the_meeting.py STORE SECONDS`` types a word after word into the notes of the second
item and prints after each key how many there were and when (CLOCK_MONOTONIC); it expects to be killed.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest

from nscp_desktop import app, compose
from nscp_desktop.ui.window import MainWindow

PASSPHRASE = "harbour lantern twig"
WORDS = "the group asked how practitioners hear the young person when a parent is always present "
KEY_MS = 25


def main() -> None:
    store, seconds = Path(sys.argv[1]), float(sys.argv[2])
    application = app.dressed()
    window = MainWindow(compose.house(compose.open_store(store, PASSPHRASE)))
    window.resize(1366, 768)
    window.show()
    window.run_meeting(sys.argv[3])
    screen = window._run
    assert screen is not None
    screen.go_on()
    notes = screen.item.notes
    notes.setFocus()
    typed = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QTest.keyClicks(notes, WORDS[typed % len(WORDS)])
        typed += 1
        print(typed, time.monotonic(), flush=True)  # noqa: T201 how the test hears of it
        loop = QEventLoop()
        QTimer.singleShot(KEY_MS, loop.quit)
        loop.exec()
    del application


if __name__ == "__main__":
    main()
