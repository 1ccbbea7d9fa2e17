"""The one place where the store's announcement becomes a Qt signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from nscp_desktop.store import Change, Store


class Bridge(QObject):
    """Says ``changed`` with the Change after every commit; pages ask again if they show what it touched."""

    changed = Signal(object)
    saved = Signal(object)
    """The moment of the last durable write, deed or draft (an aware datetime)."""
    backed_up = Signal()
    """What there is to say of the backups has changed: one was made, or could not be, or a stick came or went."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        """Listen to ``store`` until the bridge is closed."""
        super().__init__(parent)
        self._held: list[Change] | None = None
        self._stop = store.listen(self._on_change)

    def hold(self) -> None:
        """Keep what is announced until :meth:`let_go`: another thread has the store, and nobody may ask it."""
        self._held = []

    def let_go(self, *, tell: bool = True) -> None:
        """Tell what was announced meanwhile, or forget it where nobody may ask the store any more."""
        held, self._held = self._held, None
        for change in (held or ()) if tell else ():
            self._on_change(change)

    def _on_change(self, change: Change) -> None:
        if self._held is not None:
            self._held.append(change)
            return
        self.saved.emit(change.at)
        self.changed.emit(change)

    def close(self) -> None:
        """Stop listening."""
        self._stop()
