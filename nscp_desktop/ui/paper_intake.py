"""Files that come to be attached: read one after the other off the window's thread, then attached."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import quoted
from nscp_desktop.services import attached_papers
from nscp_desktop.services.attached_papers import Incoming
from nscp_desktop.ui.task import Task, ended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData

    from nscp_desktop.ui.house import House


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file is to be attached."""

    meeting_id: str
    item_id: str
    everywhere: bool


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
        self._waiting: deque[tuple[Path, Target]] = deque()
        self._target: Target | None = None
        self._task: Task | None = None

    def take(self, paths: Iterable[Path], target: Target) -> None:
        """Read these files and attach each; one that is refused holds up no other."""
        self._waiting += [(path, target) for path in paths]
        if self._task is None:
            self._next()

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._task is not None

    def settle(self) -> None:
        """Wait for what is being read, and begin nothing more: the store is about to close."""
        self._waiting.clear()
        ended(self._task)

    def _next(self) -> None:
        if not self._waiting:
            return
        path, self._target = self._waiting.popleft()
        # A stick or a share may take its time; the thread outlives the page if it must.
        self._task = Task(partial(attached_papers.read_file, path), QCoreApplication.instance() or self)
        self._task.done.connect(self._on_read)
        self._task.refused.connect(self.refused)
        self._task.finished.connect(self._on_finished)
        self._task.finished.connect(self._task.deleteLater)
        self._task.start()

    def _on_read(self, incoming: object) -> None:
        target, store = self._target, self._house.store
        if target is None or not isinstance(incoming, Incoming):
            return
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

    def _on_finished(self) -> None:
        self._task = None
        self._next()
