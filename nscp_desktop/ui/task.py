"""Work that takes longer than a glance, done off the window's thread."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from nscp_desktop.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable


class Task(QThread):
    """Calls ``work`` in a thread; ``done`` brings what it gave, ``refused`` the sentence when it was refused."""

    done = Signal(object)
    refused = Signal(str)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        """Prepare ``work``; ``start()`` begins it. It must not touch a widget."""
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        """Do the work; a fault is written to the log and told as a refusal, never lost."""
        _do(self._work, self.done.emit, self.refused.emit)


class Unawaited(QObject):
    """Calls ``work`` in a thread that nobody waits for, not even the end of the program; says what a task says.

    For what may never come back, such as reading from a stick or a share that does not answer.
    """

    done = Signal(object)
    refused = Signal(str)
    finished = Signal()

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        """Prepare ``work``; ``start()`` begins it. It must not touch a widget, nor write anything."""
        super().__init__(parent)
        self._work = work

    def start(self) -> None:
        """Begin the work."""
        threading.Thread(target=self._run, name="unawaited", daemon=True).start()

    def _run(self) -> None:
        # Whoever asked may be gone by now.
        with suppress(RuntimeError):
            _do(self._work, self.done.emit, self.refused.emit)
            self.finished.emit()


def _do(work: Callable[[], object], done: Callable[[object], None], refused: Callable[[str], None]) -> None:
    try:
        gave = work()
    except Refused as refusal:
        refused(str(refusal))
    except Exception as error:  # noqa: BLE001 whatever happens is told to the person who waits
        from nscp_desktop import log

        log.tell(error)
        refused(
            "That could not be done because of a fault in the program. It is noted in the log; nothing was changed."
        )
    else:
        done(gave)


def ended(task: Task | None) -> None:
    """Wait until a task that has said its last word is over: it must not go with its parent before."""
    if task is not None:
        task.wait()
