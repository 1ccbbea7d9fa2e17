"""Qt calls that give nothing back cost nothing, however often they are made.

PySide6 6.12.0 on Python 3.11 drops a reference to ``None`` at each such call. After some five thousand the
process dies; an editor that restarts its autosave timer at every key gets there within minutes. The pinned
version does not, and this test keeps it so when the pin moves.
"""

import os
import subprocess
import sys

CALLS = 20_000

# In a process of its own: what it guards against ends the process. From Python 3.12 on None is immortal and
# its count stands still, so there the survival alone is the witness.
PROGRAM = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

application = QApplication([])
timer, editor = QTimer(), QPlainTextEdit()
timer.setSingleShot(True)
before = sys.getrefcount(None)
for _ in range({CALLS} // 4):
    timer.start(60_000)
    timer.stop()
    editor.setPlainText("a")
    editor.clear()
print(sys.getrefcount(None) - before)
"""


def test_twenty_thousand_void_calls_leave_none_as_it_was() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    drift = int(ran.stdout.split()[-1])
    assert abs(drift) < CALLS // 100, f"None's count moved by {drift} in {CALLS} calls"
