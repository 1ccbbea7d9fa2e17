"""Putting a backup back in the store's place; what it replaces is kept beside it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from nscp_desktop.errors import Damaged
from nscp_desktop.services.keeping import back_up_now, waits
from nscp_desktop.store import left
from nscp_desktop.store import restore as restoring

if TYPE_CHECKING:
    from pathlib import Path

    from nscp_desktop.store import Store


def restore(store: Store, path: Path) -> Store:
    """Put a backup in the store's place; gives the store that is open then, and keeps the replaced one beside it.

    What no backup holds yet is backed up first. Refuses a backup that is not whole (``Damaged``) and where
    there is no room (``CannotWrite``), leaving the store as it was.
    """
    if waits(store):
        # A damaged store cannot be backed up, and is the reason to restore; it is kept beside the new one.
        with suppress(Damaged):
            back_up_now(store)
    return put_back(store, prepare(store, path))


def prepare(store: Store, path: Path) -> Path:
    """Check a backup and lay a copy of it beside the store, for another thread; then :func:`put_back`.

    Refuses as :func:`restore`, leaving nothing.
    """
    return restoring.prepare(store.path, path, store.file.key, store.now, store.actor)


def put_back(store: Store, prepared: Path) -> Store:
    """Give what was prepared the store's place; gives the store that is open then."""
    return restoring.swap(store, prepared)


def leave_it(prepared: Path) -> None:
    """Do without what was prepared."""
    left.drop(prepared)
