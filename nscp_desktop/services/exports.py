"""The journal's note of papers that leave the store: what was printed or saved, never its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.store.guards import synced_by

if TYPE_CHECKING:
    from pathlib import Path

    from nscp_desktop.store import Store


def note_saved(store: Store, paper: str) -> None:
    """Note that ``paper`` ("Minutes, Breckland LSCG, 14 January 2027") was saved outside the store."""
    store.note("export", f"Save {paper}")


def note_printed(store: Store, paper: str) -> None:
    """Note that ``paper`` was sent to a printer."""
    store.note("print", f"Print {paper}")


def saved_words(path: Path) -> str:
    """The sentence that says where a file went, that it is not encrypted, and where else it goes by itself."""
    service = synced_by(path)
    also = f" {service} takes a copy of it along." if service else ""
    return f"Saved as {path.name} in {path.parent}. It is not encrypted.{also}"
