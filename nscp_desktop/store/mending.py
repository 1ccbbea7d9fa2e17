"""What can be done for a store that does not open, because a part of it is damaged."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nscp_desktop.errors import NotAStore, Refused
from nscp_desktop.rules.wording import counted

from . import backup, keys, readable, restore
from .file import guarded
from .salvage import salvage


@dataclass(frozen=True, slots=True)
class Mending:
    """A damaged store: its newest whole backup, None where there is none, and that backup in words.

    One that is ``gone`` was moved or removed; then there is always a backup.
    """

    store: Path
    newest: Path | None
    words: str
    gone: bool = False


def look(path: Path, secret: str, now: Callable[[], datetime]) -> Mending | None:
    """What can be done for the store at ``path``; None where it is whole, or nothing is left that ``secret`` opens.

    Reads every page of the store, and of backups until one is whole: for another thread.
    """
    there = backup.backups(backup.folder_of(path), path, now().tzinfo)
    gone = not path.is_file()
    with suppress(Refused):
        key = restore.key_of(path, next((one.path for one in there if one.good), path), secret, now)
        guard = guarded(path)
        try:
            if not gone and readable.is_whole(path, key) and _has_keys(path):
                return None
        finally:
            guard.release()
        newest = next((one.path for one in there if not backup.check(one.path, key)), None)
        if newest is None and gone:
            return None
        return Mending(path, newest, "" if newest is None else restore.words_of(newest, path), gone)
    return None


def _has_keys(path: Path) -> bool:
    try:
        keys.load(path)
    except NotAStore:
        return False
    return True


def put_together(found: Mending, secret: str, now: Callable[[], datetime]) -> tuple[str, ...]:
    """Put the store together from its newest whole backup and all that is newer and can be read.

    Gives what was done and what is missing, one sentence each. Refuses as
    :func:`nscp_desktop.store.salvage.salvage`, changing nothing.
    """
    done = salvage(found.store, secret, now)
    begun = "no backup" if done.begun_from is None else restore.words_of(done.begun_from.path, found.store)
    kept = f"The damaged store is kept as {done.aside.name}."
    return (f"Put together from {begun} and {counted(done.newer, 'newer deed')}. {kept}", *done.missing)


def put_back(found: Mending, secret: str, now: Callable[[], datetime]) -> tuple[str, ...]:
    """Put the newest whole backup in the place of the store, which is kept; gives what was done.

    Refuses as :func:`nscp_desktop.store.restore.restore`, changing nothing, also where there is no backup.
    """
    if found.newest is None:
        raise Refused("There is no whole backup beside the store. Nothing has been changed.")
    aside = restore.restore(found.store, found.newest, secret, now)
    kept = "" if aside is None else f" The damaged store is kept as {aside.name}."
    return (f"Put back {found.words}.{kept}",)
