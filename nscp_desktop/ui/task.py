"""Work that takes longer than a glance, done off the window's thread."""

from __future__ import annotations

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
        try:
            gave = self._work()
        except Refused as refusal:
            self.refused.emit(str(refusal))
        except Exception as error:  # noqa: BLE001 whatever happens is told to the person who waits
            from nscp_desktop import log

            log.tell(error)
            self.refused.emit(
                "That could not be done because of a fault in the program. It is noted in the log; nothing was changed."
            )
        else:
            self.done.emit(gave)


def ended(task: Task | None) -> None:
    """Wait until a task that has said its last word is over: it must not go with its parent before."""
    if task is not None:
        task.wait()
