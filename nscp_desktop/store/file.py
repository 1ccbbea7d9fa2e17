"""The open file under a store: its engine, its key, its guard, and whether it may be written to."""

import contextlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout
from sqlalchemy import Engine

from nscp_desktop.errors import CannotWrite, Locked, NotAStore, StoreInUse, WrongPassphrase
from nscp_desktop.outside import write_whole
from nscp_desktop.records import new_id

from . import guards, keys, tries
from .engine import connect, is_plain

BEGUN: Final = ".new"
"""What follows a store's name in that of a file which lies there from before its keys are made until it is open."""


@dataclass(slots=True)
class StoreFile:
    """One open encrypted file; ``driver`` is the driver's own connection, the one the engine has.

    ``turn`` is held by whoever writes, and for moments by a backup; ``copying`` by a backup all the while;
    ``closing`` asks a backup to stop, and stays set while the file is closed or locked.
    """

    path: Path
    key: bytes = field(repr=False)
    engine: Engine
    driver: Any
    guard: FileLock | None
    read_only: bool = False
    turn: threading.RLock = field(default_factory=threading.RLock, repr=False)
    copying: threading.Lock = field(default_factory=threading.Lock, repr=False)
    closing: threading.Event = field(default_factory=threading.Event, repr=False)
    locked: bool = False

    def close(self) -> None:
        """Stop a backup that is under way, close the file and let others have it."""
        self._shut()
        if self.guard is not None:
            self.guard.release()

    def lock(self) -> None:
        """Stop a backup that is under way, close the file and forget its key; others may not have it."""
        self.locked = True
        self._shut()
        self.key = b""

    def key_by(self, secret: str, now: Callable[[], datetime]) -> bytes:
        """The key that a passphrase or a recovery key gives, for :meth:`unlock`; refuses as :func:`unlock`.

        It takes its time, and may be called on another thread.
        """
        return _unwrapped(self.path, secret, now)[1]

    def unlock(self, key: bytes) -> None:
        """Open the locked file again; refuses as :func:`nscp_desktop.store.engine.connect`."""
        self.engine, self.driver = connect(self.path, key, read_only=self.read_only)
        self.key, self.locked = key, False
        self.closing.clear()

    def refuse_if_locked(self) -> None:
        """Refuse (:class:`Locked`) what is asked of a locked file."""
        if self.locked:
            raise Locked(f"{self.path.name} is locked. Unlock it first. Nothing has been changed.")

    def _shut(self) -> None:
        self.closing.set()
        with self.copying, self.turn:
            self.engine.dispose()


def guarded(path: Path) -> FileLock:
    """The guard that lets one program at a time have the store at ``path``; the system frees it after a kill.

    A file of its own: the store's own locks would be lost whenever this process opens and shuts that file.
    Refuses with :class:`StoreInUse`, and with :class:`CannotWrite` where the folder may not be written to.
    """
    guard = FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
    try:
        guard.acquire()
    except Timeout as error:
        raise StoreInUse(
            f"{path.name} is open in another copy of NSCP Desktop. Close it there first. Nothing has been changed."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be opened: its folder may not be written to. Nothing has been changed."
        ) from error
    return guard


def make(path: Path, passphrase: str, made: date, cost: keys.Cost | None) -> tuple[StoreFile, str]:
    """An empty file at ``path`` that ``passphrase`` opens, with its key files; gives the store's new id too.

    Refuses a place that is taken, unsafe or cannot be written (:class:`CannotWrite`), leaving nothing behind.
    """
    begun = _beside(path, BEGUN)
    if path.exists():
        raise CannotWrite(f"{path} is already there. Choose another name. Nothing has been changed.")
    left = [path.name + ending for ending in (".keys", ".keys2", "-wal") if _beside(path, ending).exists()]
    if left and not begun.exists():
        # Over the key file of a store that was only moved, that store would never open again.
        raise CannotWrite(
            f"A store called {path.name} was there before: {left[0]} still lies there, and belongs to it. Put "
            f"{path.name} back beside it or restore its newest backup; to begin anew, choose another name. Nothing "
            "has been changed."
        )
    guards.refuse_place(path)
    key, store_id = keys.new_key(), new_id()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be made: its folder may not be written to. Choose another place. "
            "Nothing has been changed."
        ) from error
    guard = guarded(path)
    try:
        slot = keys.wrap(key, passphrase, store_id, cost=cost, made=made)
        # Keys that a kill leaves before there is a store are nobody's.
        write_whole(begun, b"")
        keys.save(path, keys.KeyFile(store_id, (slot,)))
        return StoreFile(path, key, *connect(path, key), guard), store_id
    except BaseException:
        guard.release()
        _leave_nothing(path)
        raise


def discard(opened: StoreFile) -> None:
    """Close and remove a file that was made just now and could not be finished."""
    opened.close()
    _leave_nothing(opened.path)


def _leave_nothing(path: Path) -> None:
    for ending in ("", "-wal", "-shm", ".keys", ".keys2", ".lock", BEGUN):
        _beside(path, ending).unlink(missing_ok=True)


def unlock(path: Path, secret: str, now: Callable[[], datetime]) -> StoreFile:
    """The file at ``path``, opened by a passphrase or a recovery key.

    Where nothing may be written (a protected stick, a disc) it opens for reading only. Refuses, changing
    nothing: no store (:class:`NotAStore`), an unsafe place, a wrong secret (:class:`WrongPassphrase`, also
    :class:`WaitFirst` when tried too soon), a store in use (:class:`StoreInUse`).
    """
    if not path.is_file():
        raise _missing(path)
    guards.refuse_place(path, existing=True)
    keys.load(path)
    tries.refuse_haste(path, now())
    guard, writable = _guard_if_possible(path)
    try:
        key_file, key = _unwrapped(path, secret, now)
        if writable:
            # The copy that is read suffices to open; the other is mended when it can be.
            with contextlib.suppress(CannotWrite):
                keys.mend(path, key_file)
        return StoreFile(path, key, *connect(path, key, read_only=not writable), guard, not writable)
    except BaseException:
        if guard is not None:
            guard.release()
        raise


def _unwrapped(path: Path, secret: str, now: Callable[[], datetime]) -> tuple[keys.KeyFile, bytes]:
    """The key file of the store at ``path``, and its key; a wrong secret is counted."""
    if not path.is_file():
        raise _missing(path)
    key_file = keys.load(path)
    tries.refuse_haste(path, now())
    if is_plain(path):
        raise NotAStore(f"{path.name} is not a store of NSCP Desktop. Nothing has been changed.")
    try:
        return key_file, keys.unwrap(key_file, secret)
    except WrongPassphrase:
        tries.failed(path, now())
        raise


def _missing(path: Path) -> NotAStore:
    was = any(_beside(path, ending).exists() for ending in (".keys", ".keys2"))
    then = (
        " It was moved or removed, for its key file is still there: put it back, or restore its newest backup."
        if was
        else ""
    )
    return NotAStore(f"There is no store at {path}.{then} Nothing has been changed.")


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _guard_if_possible(path: Path) -> tuple[FileLock | None, bool]:
    """The guard, where it can be had, and whether the store may be written to."""
    guard: FileLock | None = None
    with contextlib.suppress(CannotWrite):
        guard = guarded(path)
    if guard is not None and os.access(path, os.W_OK):
        return guard, True
    wal = path.with_name(path.name + "-wal")
    if wal.is_file() and wal.stat().st_size:
        if guard is not None:
            guard.release()
        raise CannotWrite(
            f"{path.name} lies where nothing may be written, and its last changes are still in {wal.name} "
            f"beside it. Copy every file whose name begins with {path.name} to this laptop and open it there. "
            "Nothing has been changed."
        )
    return guard, False


def unlocked(path: Path, key: bytes) -> StoreFile:
    """The file at ``path``, opened by its raw key: for copies that are made or put back."""
    guard = guarded(path)
    try:
        return StoreFile(path, key, *connect(path, key), guard)
    except BaseException:
        guard.release()
        raise
