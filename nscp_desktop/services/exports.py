"""Papers that leave the store, and the journal's note of each: what was printed or saved, never its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.errors import Locked
from nscp_desktop.outside import write_out
from nscp_desktop.store.guards import synced_by

if TYPE_CHECKING:
    from pathlib import Path

    from nscp_desktop.store import Store

NOT_NOTED = "The store is open for reading only, so the journal cannot note it."


def save(store: Store, path: Path, content: bytes, paper: str) -> str:
    """Write ``paper`` ("Minutes, Breckland LSCG, 14 January 2027") outside the store and note it; gives a sentence.

    Both or neither: where the journal cannot take the note, nothing is left outside. Refuses a store that was
    locked meanwhile (``Locked``), and as :func:`nscp_desktop.outside.write_out`.
    """
    refuse_if_locked(store)
    write_out(path, content, lambda: store.note("export", f"Save {paper}"), store.path)
    return " ".join(filter(None, (saved_words(path), not_noted(store))))


def note_printed(store: Store, paper: str) -> None:
    """Note that ``paper`` is sent to a printer."""
    refuse_if_locked(store)
    store.note("print", f"Print {paper}")


def refuse_if_locked(store: Store) -> None:
    """Refuse (``Locked``) what would leave a store that was locked or closed, as while a place was chosen."""
    if store.closed or store.locked:
        raise Locked(
            "The store is locked, so nothing can leave it. Unlock it and try again. Nothing has been written."
        )


def not_noted(store: Store) -> str:
    """That the journal cannot note what leaves this store, where it cannot; or nothing."""
    return NOT_NOTED if store.read_only else ""


def saved_words(path: Path) -> str:
    """The sentence that says where a file went, that it is not encrypted, and where else it goes by itself."""
    service = synced_by(path)
    also = f" {service} takes a copy of it along." if service else ""
    return f"Saved as {path.name} in {path.parent}. It is not encrypted.{also}"
