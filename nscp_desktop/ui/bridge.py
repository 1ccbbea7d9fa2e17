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
        self._stop = store.listen(self._on_change)

    def _on_change(self, change: Change) -> None:
        self.saved.emit(change.at)
        self.changed.emit(change)

    def close(self) -> None:
        """Stop listening."""
        self._stop()
