"""Putting a backup back in the store's place, so that at every moment one whole store has its name.

What is replaced is kept beside it under a name with the moment. A store that was put back goes on under a
new device name: its chain in the journal must not fork from deeds that another laptop may already have.
"""

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import sqlcipher3.dbapi2 as sqlcipher

from nscp_desktop.errors import CannotWrite, Damaged, NotAStore, Refused, WrongPassphrase
from nscp_desktop.outside import sync_folder
from nscp_desktop.rules.backups import moment_of, name_of
from nscp_desktop.rules.year import long_date

from . import anew, backup, guards, keys, left, purge, readable, tries
from .engine import connect, refusal, scratch
from .file import guarded, unlocked
from .store import Store

if TYPE_CHECKING:
    from .log import LoggedSession

REMOVE_AGAIN: Final = "Remove again what was removed for good"


def restore(
    path: Path, from_backup: Path, secret: str, now: Callable[[], datetime], actor: str = ""
) -> Path | None:
    """Put the backup in the place of the store at ``path``; gives what the replaced store is now called.

    ``actor`` is who does it, for the journal. ``secret`` opens the store or, where there is none or its key file is gone, the backup. Refuses,
    changing nothing: a wrong secret, a backup that does not hold (:class:`Damaged`), a store in use.
    """
    guards.refuse_place(path)
    key = key_of(path, from_backup, secret, now)
    guard = guarded(path)
    try:
        half = prepare(path, from_backup, key, now, actor)
        return take_place(half, path, key, now(), keys.load(from_backup))
    finally:
        guard.release()


def key_of(path: Path, from_backup: Path, secret: str, now: Callable[[], datetime]) -> bytes:
    """The key that ``secret`` opens, of the store at ``path`` or else of a backup of it.

    Refuses as opening does: :class:`WrongPassphrase`, :class:`WaitFirst`, :class:`NotAStore`.
    """
    tries.refuse_haste(path, now())
    found: list[keys.KeyFile] = []
    for place in (path, from_backup):
        with suppress(NotAStore):
            found.append(keys.load(place))
    if not found:
        keys.load(from_backup)
    for key_file in found:
        with suppress(WrongPassphrase):
            key = keys.unwrap(key_file, secret)
            tries.succeeded(path)
            return key
    tries.failed(path, now())
    return keys.unwrap(found[0], secret)


def prepare(path: Path, from_backup: Path, key: bytes, now: Callable[[], datetime], actor: str = "") -> Path:
    """A whole copy of the backup beside ``path`` under a half name, ready to take its place.

    Refuses with :class:`Damaged` a backup that does not hold, and with :class:`CannotWrite` where there is
    no room; nothing is left behind then.
    """
    with_log = from_backup.with_name(from_backup.name + "-wal").exists()
    if not with_log:
        _refuse_bad(from_backup, from_backup, key)
    half = path.with_name(path.name + backup.HALF)
    left.drop(half)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(from_backup, half)
        if with_log:
            _fold_in(from_backup, half, key)
        _flush(half)
        begin_anew(half, key, now, "restore", f"Restore {words_of(from_backup, path)}", actor)
        _remove_again(half, key, now, _gone_since(path, from_backup, key))
    except OSError as error:
        left.drop(half)
        raise CannotWrite(
            f"The backup could not be copied to {path.parent}: there is no room, or it may not be written to. "
            "Nothing has been changed."
        ) from error
    except BaseException:
        left.drop(half)
        raise
    return half


def _refuse_bad(copy: Path, from_backup: Path, key: bytes) -> None:
    found = backup.check(copy, key)
    if found:
        raise Damaged(
            f"The backup {from_backup.name} cannot be restored. {found[0]} Choose another one. "
            "Nothing has been changed."
        )


def _fold_in(from_backup: Path, half: Path, key: bytes) -> None:
    """Take in the log beside what is put back: a store that was put aside after a kill has its last deeds there."""
    log = "-wal"
    shutil.copyfile(from_backup.with_name(from_backup.name + log), half.with_name(half.name + log))
    with suppress(NotAStore):
        connect(half, key)[1].close()
    _refuse_bad(half, from_backup, key)


def _gone_since(path: Path, from_backup: Path, key: bytes) -> tuple[purge.Gone, ...]:
    """What the store that is replaced, or any backup beside it that opens, lists as removed for good."""
    found: list[purge.Gone] = []
    for folder in {backup.folder_of(path), from_backup.parent}:
        for one in reversed(backup.backups(folder, path, None)):
            found += purge.listed_at(one.path, key)
    if path.is_file():
        with readable.copied(path) as copy, suppress(Refused), closing(scratch(copy, key)) as driver:
            found += purge.listed(driver)
    return tuple(found)


def _remove_again(half: Path, key: bytes, now: Callable[[], datetime], gone: tuple[purge.Gone, ...]) -> None:
    """Take out of the prepared store what was removed for good since its backup was made."""
    if not gone:
        return
    store = Store.over(unlocked(half, key), now)
    try:
        with store.change(REMOVE_AGAIN, undoable=False, kind=purge.KIND) as session:
            purge.reapply(cast("LoggedSession", session), gone)
        if not anew.make(store.file):
            raise OSError("there is no room to make the file anew")
    finally:
        store.close()
    half.with_name(half.name + ".lock").unlink(missing_ok=True)


def words_of(from_backup: Path, store: Path) -> str:
    """A backup in words, by its name: "the backup of 14 January 2027, 12:03"."""
    moment = moment_of(from_backup.name, store.stem, store.suffix)
    return "a backup" if moment is None else f"the backup of {long_date(moment.date())}, {moment:%H:%M}"


def begin_anew(
    half: Path, key: bytes, now: Callable[[], datetime], kind: str, label: str, actor: str = ""
) -> None:
    """Give the store at ``half`` a new device name and note in its journal what became of it."""
    opened = unlocked(half, key)
    try:
        opened.driver.execute("UPDATE setting SET value = ? WHERE key = 'device'", (secrets.token_hex(4),))
    except sqlcipher.Error as error:
        opened.close()
        raise refusal(error, half) from error
    store = Store.over(opened, now)
    try:
        store.actor = actor
        store.note(kind, label)
    finally:
        store.close()
    half.with_name(half.name + ".lock").unlink(missing_ok=True)


def take_place(half: Path, path: Path, key: bytes, moment: datetime, its_keys: keys.KeyFile) -> Path | None:
    """Give the prepared store the name ``path``; gives what the store that was there is now called.

    The key files that are there stay when they are of the same store: a passphrase that was revoked since
    the backup stays revoked. The caller holds the guard.
    """
    try:
        aside = _set_aside(path, key, moment) if path.exists() else None
        _part_from_log(path, moment)
        there = None
        with suppress(NotAStore):
            there = keys.load(path)
        if there is None or there.store_id != its_keys.store_id:
            keys.save(path, its_keys)
        half.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise CannotWrite(
            f"{path.name} could not be replaced: its folder is full, or the file is open elsewhere. "
            "The store that was there is as it was."
        ) from error
    return aside


def swap(store: Store, half: Path) -> Store:
    """Close the open ``store``, give the prepared one its place and open that.

    Refuses with :class:`CannotWrite` when it cannot take the place; the store that was there is then open
    as before.
    """
    its_keys, key = keys.load(store.path), store.file.key
    with suppress(Refused):
        store.empty_superseded()
    store.lock()
    try:
        take_place(half, store.path, key, store.now(), its_keys)
    except Refused:
        store.unlock(key)
        raise
    store.close()
    return Store.over(unlocked(store.path, key), store.now)


def _part_from_log(path: Path, moment: datetime) -> None:
    """Keep aside the log of a store that is not there any more: it would be taken for the log of the one put back."""
    log = path.with_name(path.name + "-wal")
    if log.exists():
        aside = _name_aside(path, moment)
        log.replace(aside.with_name(aside.name + "-wal"))


def _name_aside(path: Path, moment: datetime) -> Path:
    """Never the name of another that was put aside: clocks show some seconds twice."""
    while True:
        aside = path.with_name(name_of(f"{path.stem}-replaced", moment, path.suffix))
        if not aside.exists() and not aside.with_name(aside.name + "-wal").exists():
            return aside
        moment += timedelta(seconds=1)


def _set_aside(path: Path, key: bytes, moment: datetime) -> Path:
    aside = _name_aside(path, moment)
    wal = path.with_name(path.name + "-wal")
    endings = [
        ending for ending in (".keys", ".keys2", "-wal", "") if path.with_name(path.name + ending).exists()
    ]
    for ending in endings:
        shutil.copyfile(path.with_name(path.name + ending), aside.with_name(aside.name + ending))
        _flush(aside.with_name(aside.name + ending))
    sync_folder(path.parent)
    # The log of the old file would be taken for the new one's. What is in it goes into the file first, where
    # that can be done: a cut just after this line still finds a whole store.
    with suppress(Refused):
        connect(path, key)[1].close()
    wal.unlink(missing_ok=True)
    sync_folder(path.parent)
    return aside


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
