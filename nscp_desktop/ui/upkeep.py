"""What keeps the store of one window safe: its backups, what is done before it closes, and putting a backup back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from nscp_desktop.services import keeping
from nscp_desktop.ui.backing_up import BackingUp
from nscp_desktop.ui.leaving import Leaving
from nscp_desktop.ui.stillness import Stillness

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nscp_desktop.services.keeping import Tell
    from nscp_desktop.store import Store
    from nscp_desktop.ui.window import MainWindow

NOT_KEPT = "Something that was typed cannot be kept yet. Put it right first. Nothing has been changed."


class Upkeep(QObject):
    """One for each window. ``work`` does what takes long, ``leaving`` what comes before closing.

    ``last`` says when the last backup was made, for the foot of the window.
    """

    last_changed = Signal()
    reopened = Signal(object, str, str)
    """A house over the store that was put back, who was at work, and a sentence: whoever opened this window
    opens another."""

    def __init__(self, window: MainWindow) -> None:
        """Begin to look after the store of ``window``."""
        super().__init__(window)
        self._window, self._store = window, window.house.store
        self.work = BackingUp(self._store, window.bridge, Stillness(window, window.bridge), self)
        self.leaving = Leaving(window, self._store, self.work, window.settle)
        self.last = ""
        if window.house.practice:
            # Nothing of it is kept: no backup, no question when it is left.
            self.work.end()
            return
        window.bridge.backed_up.connect(self._on_backed_up)
        self._on_backed_up()

    def _on_backed_up(self) -> None:
        if not self._store.locked:
            self.last = keeping.last_words(self._store)
            self.last_changed.emit()

    def put_back(self, backup: Path, words: str) -> None:
        """Put a backup, the one of ``words``, in the store's place, and go on with it."""
        from nscp_desktop.ui.putting_back import PuttingBack

        if not self._window.settle():
            self._window.refuse(NOT_KEPT)
            return
        box = PuttingBack(self._store, self.work, backup, words, self._window)
        box.put_back.connect(self._on_put_back)
        box.refused.connect(self._window.refuse)
        box.finished.connect(box.deleteLater)
        box.begin()

    def remove(
        self,
        title: str,
        deed: Callable[[Tell], str],
        removed: Callable[[str], None],
        refused: Callable[[str], None],
    ) -> None:
        """Do what removes something for good off the window's thread; ``removed`` and ``refused`` are told of it."""
        from nscp_desktop.ui.removing import Removing

        if not self._window.settle():
            refused(NOT_KEPT)
            return
        self._window.locking.unlocked.connect(self.work.tell_late, Qt.ConnectionType.UniqueConnection)
        box = Removing(self.work, title, deed, self._window.locking.button(), self._window)
        box.removed.connect(removed)
        # A backup was made before, which the foot tells and the second place lacks.
        box.removed.connect(self._on_removed)
        box.refused.connect(refused)
        box.finished.connect(box.deleteLater)
        box.begin()

    def _on_removed(self, _sentence: str) -> None:
        self.work.place_changed()

    def _on_put_back(self, store: Store) -> None:
        said = "The backup is put back. The store that it replaced is kept beside it."
        self.reopened.emit(replace(self._window.house, store=store, recovered=()), self._store.actor, said)
        self._window.leave()

    def may_go(self) -> bool:
        """Do what comes before closing; gives whether the window may close now."""
        return self._window.house.practice or self.leaving.may_go()

    def end(self) -> None:
        """Stop: the store is about to be closed."""
        self.work.end()
