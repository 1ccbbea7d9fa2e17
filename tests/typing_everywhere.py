"""Types one word into every box of the real window, stumbles, is locked out and backs up; then waits to be killed.

``python -m tests.typing_everywhere STORE FACTS WORD``: run in a process of its own, by tests/test_no_leaks.py.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QFileDialog
from shiboken6 import isValid

from installer.demo.network import Network
from nscp_desktop import app, compose, log, paths
from nscp_desktop.errors import Refused
from nscp_desktop.services import keeping, officers, second_place
from nscp_desktop.store import Store
from nscp_desktop.ui.faults import Faults
from nscp_desktop.ui.window import MainWindow
from tests import boxes
from tests.sampled import PASSPHRASE, Clock, Running

if TYPE_CHECKING:
    import pytest


def type_everywhere(walk: boxes.Walk, word: str) -> int:
    """Write the word into every box that can be brought into sight; gives into how many."""
    seen: set[tuple[boxes.Place, str]] = set()
    for part in boxes.PARTS:
        walk.bring(part)
        while True:
            there = [(one, (boxes.place_of(one), one.accessibleName())) for one in walk.boxes()]
            box, place = next((one for one in there if one[1] not in seen), (None, None))
            if box is None or place is None:
                break
            seen.add(place)
            boxes.paste(box, f"{word} in {place[1]}")
            boxes.leave(box)
            if isValid(box) and box.isVisible() and not box.isReadOnly():
                # And half a line that nobody finished.
                box.setFocus()
                boxes.paste(box, f"{word} half")
    return len(seen)


def stumble(word: str) -> None:
    """A fault whose message and values hold the word."""
    words = f"{word} was here"
    raise LookupError(words)


def main(store: Path, facts: Path, word: str) -> None:
    """Do all of it, say so on standard output, and wait."""
    network = Network()
    sys.addaudithook(network.audit)
    app.dressed()
    log.start(paths.log_folder())
    faults = Faults()
    log.install_excepthook(faults.tell)
    with contextlib.suppress(Refused):
        Store.open(store, f"{word} as a passphrase", compose.now)
    report = store.parent.parent / "report.txt"
    stand_in = SimpleNamespace(setattr=setattr)
    boxes.note_where(cast("pytest.MonkeyPatch", stand_in))
    sample = Running(store.parent, *json.loads(facts.read_text()))
    opened = Store.open(store, PASSPHRASE, Clock())
    opened.file.driver.execute("PRAGMA synchronous = OFF")
    officers.sign_in(opened, sample.anna_id)
    window = MainWindow(compose.house(opened))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    number = type_everywhere(boxes.Walk(window, sample), word)
    place = store.parent.parent / "second place"
    place.mkdir()
    second_place.choose(opened, place)
    keeping.back_up_now(opened)
    QFileDialog.getSaveFileName = lambda *_said: (str(report), "")  # type: ignore[method-assign]
    try:
        stumble(word)
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    boxes.settle()
    assert faults.dialog is not None
    faults.dialog.save.click()
    with (paths.log_folder() / log.FAULT_FILE).open("a", encoding="utf-8") as file:
        faulthandler.dump_traceback(file, all_threads=True)
    # The draft timers run out: half a line is durable, and nothing more is written after this.
    QApplication.processEvents()
    window.settle()
    sys.stdout.write(f"typed into {number} boxes, {network.words} in {os.getpid()}\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
