"""Putting a backup back from the window: nobody writes meanwhile, and the window then goes on with the older store."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from nscp_desktop.errors import Damaged, Refused
from nscp_desktop.services import keeping, putting_back
from nscp_desktop.ui import theme
from nscp_desktop.ui.backing_up import STOPPED
from nscp_desktop.ui.widgets import Progress, Quiet, Title, down, named

if TYPE_CHECKING:
    from pathlib import Path

    from nscp_desktop.store import Store
    from nscp_desktop.store.backup import Backup
    from nscp_desktop.ui.backing_up import BackingUp

_NOW_BACKING: Final = "Backing up what no backup holds yet"
_NOW_CHECKING: Final = "Checking the backup, and laying a copy of it beside the store"


class PuttingBack(QDialog):
    """Puts one backup in the place of an open store, and shows how far it is."""

    put_back = Signal(object)
    """The store that is open now."""
    refused = Signal(str)
    """Why nothing was changed."""

    def __init__(self, store: Store, work: BackingUp, path: Path, words: str, parent: QWidget) -> None:
        """Prepare to put back ``path``, the backup of ``words``; :meth:`begin` does it."""
        super().__init__(parent)
        self._store, self._work, self._path = store, work, path
        title = f"Putting back the backup of {words}"
        self.setWindowTitle(title)
        named(self, title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.progress = Progress()
        kept = Quiet(
            "The store as it is now is kept beside it. Until the last moment nothing is changed.", wrap=True
        )
        self.setLayout(down(Title(title, wrap=True), kept, 6, self.progress, gap=8, margins=(24, 20, 24, 20)))
        self.setMinimumWidth(theme.grown(560))
        self.progress.stopped.connect(work.stop)
        work.progressed.connect(self._on_progressed)

    def begin(self) -> None:
        """Back up what no backup holds, check the backup, and put it back."""
        self.open()
        if keeping.waits(self._store):
            copied = self._work.do(_NOW_BACKING, self._copy, self._on_copied, self._on_refused)
        else:
            copied = self._prepare()
        if not copied:
            self._on_refused("Something else is being done just now. Nothing has been changed.")

    def reject(self) -> None:
        """Esc stops the work; the box goes when it has."""
        self._work.stop()

    def _copy(self) -> Backup | None:
        try:
            return keeping.copy(self._store, resting=False)
        except Damaged:
            # The reason to put a backup back; the damaged store is kept beside the new one.
            return None

    def _on_copied(self, made: Backup | None) -> None:
        if self._work.was_stopped:
            self._on_refused(STOPPED)
            return
        try:
            if made is not None:
                keeping.settle(self._store, made)
        except Refused as refusal:
            self._on_refused(str(refusal))
            return
        self._prepare()

    def _prepare(self) -> bool:
        return self._work.do(
            _NOW_CHECKING,
            partial(putting_back.prepare, self._store, self._path),
            self._on_prepared,
            self._on_refused,
        )

    def _on_prepared(self, prepared: Path) -> None:
        if self._work.was_stopped or self._store.locked or self._store.closed:
            putting_back.leave_it(prepared)
            self._on_refused(STOPPED)
            return
        try:
            store = putting_back.put_back(self._store, prepared)
        except Refused as refusal:
            putting_back.leave_it(prepared)
            self._on_refused(str(refusal))
            return
        self.done(QDialog.DialogCode.Accepted)
        self.put_back.emit(store)

    def _on_refused(self, sentence: str) -> None:
        self.done(QDialog.DialogCode.Rejected)
        self.refused.emit(sentence)

    def _on_progressed(self, words: str, share: float) -> None:
        # Between its two parts the work rests for a moment; the box stays as it is.
        if words:
            self.progress.show_work(words, share)
