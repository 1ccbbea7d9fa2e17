"""Files that come to be attached: read one after the other off the window's thread, then attached."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import counted, quoted
from nscp_desktop.services import attached_papers
from nscp_desktop.services.attached_papers import Incoming
from nscp_desktop.ui.task import Unawaited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData

    from nscp_desktop.ui.house import House

_LOOKS_AGAIN = 300
"""So many milliseconds apart it is looked whether the lock is over."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file is to be attached."""

    meeting_id: str
    item_id: str
    everywhere: bool


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that is still to be read, and who brought it."""

    path: Path
    target: Target
    actor: str


def files_in(mime: QMimeData) -> tuple[Path, ...]:
    """The files that something dropped names; nothing that lies elsewhere than on a disk."""
    return tuple(Path(one.toLocalFile()) for one in mime.urls() if one.isLocalFile() and one.toLocalFile())


class PaperIntake(QObject):
    """Takes files in. ``attached`` carries a sentence and the paper's id, ``refused`` a sentence."""

    attached = Signal(str, str)
    refused = Signal(str)

    def __init__(self, house: House, parent: QObject) -> None:
        """Nothing waits."""
        super().__init__(parent)
        self._house = house
        self._waiting: deque[_Waiting] = deque()
        self._reads: _Waiting | None = None
        self._task: Unawaited | None = None
        # The lock stops it with every other, and starts it when somebody is in again.
        self._again = QTimer(self)
        self._again.setInterval(_LOOKS_AGAIN)
        self._again.timeout.connect(self._next)

    def take(self, paths: Iterable[Path], target: Target) -> None:
        """Read these files and attach each; one that is refused holds up no other.

        Those that a lock finds waiting wait until it is over.
        """
        self._waiting += [_Waiting(path, target, self._house.store.actor) for path in paths]
        self._again.start()
        self._next()

    @property
    def busy(self) -> bool:
        """Whether a file is being read, or waits."""
        return self._task is not None or bool(self._waiting)

    def _next(self) -> None:
        store = self._house.store
        if self._task is not None or store.locked:
            return
        if not self._waiting or store.closed:
            self._again.stop()
            return
        if self._waiting[0].actor != store.actor:
            self._leave_out()
            return
        self._reads = self._waiting.popleft()
        # A stick or a share may take its time, or for ever.
        self._task = Unawaited(partial(attached_papers.read_file, self._reads.path), self)
        self._task.done.connect(self._on_read)
        self._task.refused.connect(self.refused)
        self._task.finished.connect(self._on_finished)
        self._task.finished.connect(self._task.deleteLater)
        self._task.start()

    def _on_read(self, incoming: object) -> None:
        reads, store = self._reads, self._house.store
        if reads is None or not isinstance(incoming, Incoming) or store.closed:
            return
        if store.locked:
            # Read again then: what is in it stays nowhere while the store is locked.
            self._waiting.appendleft(reads)
            return
        target = reads.target
        # It brings the reader of PDF along; the agenda is edited without it.
        from nscp_desktop.ui import paper_looks

        try:
            paper_id = attached_papers.attach(
                store,
                target.meeting_id,
                target.item_id,
                incoming,
                paper_looks.look,
                everywhere=target.everywhere,
            )
            rows = attached_papers.papers(store, target.meeting_id, target.item_id)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return
        # At a meeting that was held, it stands there in a row of its own.
        title = next((row.title for row in rows if row.paper_id == paper_id), rows[-1].title)
        shared = " for every group" if target.everywhere else ""
        self.attached.emit(
            f"{quoted(title)} is attached{shared}. {attached_papers.warning(store)}".strip(), paper_id
        )

    def _leave_out(self) -> None:
        """Name what somebody else brought: who came in after a lock attaches nothing in their own name."""
        number, first = len(self._waiting), quoted(self._waiting[0].path.name)
        self._waiting.clear()
        self._again.stop()
        left = first if number == 1 else f"{counted(number, 'paper')}, from {first} on,"
        self.refused.emit(
            f"The program was locked before {left} could be attached, and somebody else came in. Attach "
            f"{'it' if number == 1 else 'them'} again."
        )

    def _on_finished(self) -> None:
        self._task = None
        self._next()
