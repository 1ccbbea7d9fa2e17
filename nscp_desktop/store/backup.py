"""Backups: a live store copied in small steps, reopened and checked, and only then called a backup.

A copy is written under a ``.half`` name; a file without that ending was whole when it was made. The key
files are copied beside it, so that each backup opens by itself with the passphrase of its day.
"""

import glob
import hashlib
import os
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from nscp_desktop.errors import CannotWrite, Damaged, NotAStore, Refused
from nscp_desktop.outside import sync_folder
from nscp_desktop.rules.backups import moment_of, name_of, thin
from nscp_desktop.rules.wording import counted

from . import keys
from .engine import APPLICATION_ID, blank, reader, refusal, unauthentic
from .file import StoreFile
from .migrations import LATEST
from .pages import damaged

HALF: Final = ".half"
SECOND_PLACE: Final = "second_place"
"""The setting that says where second copies go."""
_PAGES: Final = 256
_PAGE_BYTES: Final = 4096
_PAUSE_SECONDS: Final = 0.002
_FLUSH_EVERY: Final = 16
_COMES_AND_GOES: Final = frozenset({"draft", "setting", "search_place"})
"""Tables whose rows may become fewer while a copy is made (what is undone is not searched); every other only grows."""


Watch = Callable[[int, int], None]
"""Told how many bytes are done, and of how many, while long work goes on; what it raises stops the work."""

_DAMAGED: Final = (
    "{name} cannot be copied: a part of it is damaged. Close the program and put the store together again "
    "with its newest backup (nscp-desktop salvage). Nothing has been changed."
)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; ``good`` is whether its key file and its size are as they were, not a full check."""

    path: Path
    moment: datetime
    size: int
    good: bool


def folder_of(store: Path) -> Path:
    """The folder of a store's own backups."""
    return store.parent / "backups"


def folder_in(place: Path, store_id: str) -> Path:
    """The folder of a store's backups in a second place: several stores may share one stick."""
    return place / f"NSCP Desktop backups {store_id[:8]}"


# -- making one --------------------------------------------------------------------------------------


def make(
    source: StoreFile,
    folder: Path,
    moment: datetime,
    *,
    pause: Callable[[], None] | None = None,
    watch: Watch | None = None,
) -> Backup:
    """Copy the open ``source`` into ``folder``, check the copy, and only then give it its name.

    May be called from another thread while people write: ``pause`` is called between two steps of a
    megabyte (by default two milliseconds of rest), and no save waits for more than one step. What is saved
    meanwhile is in the copy too. ``watch`` is told after each step, and once more before the copy is
    checked. Refuses with :class:`CannotWrite` (no room, no right, or the store is being closed) and
    :class:`Damaged`, leaving no half copy behind; also when ``watch`` raises.
    """
    with source.copying:
        source.refuse_if_locked()
        return _make(source, folder, moment, pause or _rest, watch or unwatched)


def unwatched(_done: int, _total: int) -> None:
    """Nobody waits for this work."""


def in_one_go() -> None:
    """No rest between the steps: for a store that nobody writes to."""


def _rest() -> None:
    time.sleep(_PAUSE_SECONDS)


def _make(
    source: StoreFile, folder: Path, moment: datetime, pause: Callable[[], None], watch: Watch
) -> Backup:
    target = folder / name_of(source.path.stem, moment, source.path.suffix)
    while target.exists():
        moment += timedelta(seconds=1)
        target = folder / name_of(source.path.stem, moment, source.path.suffix)
    half = target.with_name(target.name + HALF)
    try:
        if not source.path.is_file():
            # Its stick was taken out: no folders may be made where it was.
            raise FileNotFoundError(source.path)
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{glob.escape(source.path.stem)}-*{HALF}"):
            left.unlink()
        before = _counts(source)
        _copy(source, half, pause, watch)
        _refuse_damaged(source)
        watch(half.stat().st_size, half.stat().st_size)
        found = check(half, source.key, before, _counts(source))
        if found:
            raise Damaged(f"The backup was made but does not hold: {found[0]} Nothing has been changed.")
        keys.save(target, keys.load(source.path))
        half.replace(target)
        sync_folder(folder)
    except sqlcipher.Error as error:
        _drop(half, target)
        raise _fault(error, source.path, half) from error
    except OSError as error:
        _drop(half, target)
        raise CannotWrite(
            f"The backup could not be written to {folder}: the folder is missing or full, or may not be "
            "written to. The store itself is as it was."
        ) from error
    except BaseException:
        _drop(half, target)
        raise
    return Backup(target, moment, target.stat().st_size, good=True)


def _drop(half: Path, target: Path) -> None:
    with suppress(OSError):
        half.unlink(missing_ok=True)
        if not target.exists():
            for ending in (".keys", ".keys2"):
                target.with_name(target.name + ending).unlink(missing_ok=True)


def _fault(error: sqlcipher.Error, store: Path, half: Path) -> Refused:
    if isinstance(refusal(error, half), CannotWrite):
        return CannotWrite(
            f"The backup could not be written to {half.parent}: there is no room, or the place is gone. "
            "The store itself is as it was."
        )
    return Damaged(_DAMAGED.format(name=store.name))


def _refuse_damaged(source: StoreFile) -> None:
    """Refuse a store with a page that cannot be authenticated.

    Measured: SQLCipher hands such a page on as zeros. The copy would then be whole in itself, and wrong.
    """
    # A page may be read while it is being written, so a fault counts only when nobody writes.
    if not unauthentic(source.path, source.key):
        return
    with source.turn:
        if damaged(source.path, source.key):
            raise Damaged(_DAMAGED.format(name=source.path.name))


def _copy(source: StoreFile, half: Path, pause: Callable[[], None], watch: Watch) -> None:
    with closing(blank(half, source.key)) as copy, half.open("rb+") as file:
        steps = 0

        def between(_status: int, remaining: int, total: int) -> None:
            nonlocal steps
            steps += 1
            if source.closing.is_set():
                raise CannotWrite("The backup was stopped because the store is being closed.")
            if steps % _FLUSH_EVERY == 0:
                # Little by little, or the disk would be busy with all of it when somebody saves.
                os.fsync(file.fileno())
            watch((total - remaining) * _PAGE_BYTES, total * _PAGE_BYTES)
            pause()

        source.driver.backup(copy, pages=_PAGES, progress=between, sleep=0.02)
        # One file that can be read from a disc or a stick, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        os.fsync(file.fileno())


def _counts(source: StoreFile) -> dict[str, int]:
    """The rows of each table, counted between two deeds and never in the middle of one."""
    with source.turn:
        tables = _tables(source.driver)
    found = {}
    for table in tables:
        with source.turn:
            found[table] = _count(source.driver, table)
    return found


def _tables(connection: Any) -> list[str]:  # noqa: ANN401 the driver has no types
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        # The parts of the search index are put together now and then, whatever is copied meanwhile.
        "AND name NOT LIKE 'search_words%'"
    )
    return [str(row[0]) for row in rows.fetchall()]


def _count(connection: Any, table: str) -> int:  # noqa: ANN401
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 a name of the schema


# -- checking ----------------------------------------------------------------------------------------


def check(
    path: Path, key: bytes, at_least: dict[str, int] | None = None, at_most: dict[str, int] | None = None
) -> tuple[str, ...]:
    """What is wrong with a copy, one sentence each; empty when it is whole.

    Every page is authenticated and the tables walked through; with the rows counted in the store before
    and after the copy was made, each table must lie between the two: equal, when nobody wrote.
    """
    try:
        with closing(reader(path, key)) as copy:
            return _check(copy, at_least or {}, at_most or {})
    except (Refused, sqlcipher.Error):
        return (f"{path.name} cannot be read: it is damaged, or it belongs to another store.",)


def _check(copy: Any, at_least: dict[str, int], at_most: dict[str, int]) -> tuple[str, ...]:  # noqa: ANN401
    if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return ("It is no store of NSCP Desktop.",)
    if copy.execute("PRAGMA user_version").fetchone()[0] > LATEST:
        return ("It was made by a later version of NSCP Desktop, which can restore it.",)
    pages = len(copy.execute("PRAGMA cipher_integrity_check").fetchall())
    if pages:
        return (f"{counted(pages, 'page')} cannot be authenticated.",)
    walked = [str(row[0]) for row in copy.execute("PRAGMA quick_check").fetchall()]
    if walked != ["ok"]:
        return (f"{counted(len(walked), 'place')} in its tables are damaged.",)
    tables = set(_tables(copy))
    found = [f"The table {table} is missing." for table in sorted(set(at_least) - tables)]
    for table in sorted((tables & set(at_least)) - _COMES_AND_GOES):
        number = _count(copy, table)
        if not at_least[table] <= number <= at_most[table]:
            found.append(f"The table {table} has {number} rows, the store {at_most[table]}.")
    return tuple(found)


def setting_in(path: Path, key: bytes, name: str) -> str | None:
    """A setting as a backup has it; None where there is none, or where the backup cannot be read."""
    try:
        with closing(reader(path, key)) as copy:
            row = copy.execute("SELECT value FROM setting WHERE key = ?", (name,)).fetchone()
            return None if row is None else str(row[0])
    except (Refused, sqlcipher.Error):
        return None


# -- what there is -----------------------------------------------------------------------------------


def backups(folder: Path, store: Path, zone: tzinfo | None) -> tuple[Backup, ...]:
    """The backups in ``folder`` of the store of that name, newest first; empty where there is no folder."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            moment = moment_of(path.name, store.stem, store.suffix)
            if moment is not None:
                size = _size(path)
                found.append(Backup(path, moment.replace(tzinfo=zone), size, _looks_good(path, size)))
    return tuple(sorted(found, key=lambda one: one.moment, reverse=True))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # One that cannot be read, or goes at this moment, must not hide the others.
        return 0


def _looks_good(path: Path, size: int) -> bool:
    try:
        keys.load(path)
    except NotAStore:
        return False
    return size > 0 and size % _PAGE_BYTES == 0


def thin_out(folder: Path, store: Path, now: datetime) -> tuple[Path, ...]:
    """Remove the backups that :func:`~nscp_desktop.rules.backups.thin` does not keep; gives their paths."""
    there = backups(folder, store, now.tzinfo)
    kept = thin([one.moment for one in there if one.good], now)
    gone = tuple(one.path for one in there if one.good and one.moment not in kept)
    for path in gone:
        remove(path)
    return gone


def remove(path: Path) -> None:
    """Remove a backup and its key files; the backup first, so that none is left that cannot be opened."""
    for ending in ("", ".keys", ".keys2"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


# -- a second place ----------------------------------------------------------------------------------


def catch_up(
    first: Path,
    second: Path,
    store: Path,
    now: datetime,
    watch: Watch | None = None,
    *,
    thinned: bool = True,
) -> int:
    """Copy to the folder ``second`` every backup of ``first`` that it lacks, and thin it; gives how many.

    Each copy is read back and compared. Refuses with :class:`CannotWrite` when the place is gone or full;
    only the folder itself is made, not the place it lies in: a stick that is not there is not a folder.
    What ``watch`` raises leaves no half copy.
    """
    try:
        second.mkdir(exist_ok=True)
        copied = _catch_up(first, second, store, now, watch or unwatched)
        if thinned:
            thin_out(second, store, now)
        return copied
    except OSError as error:
        raise CannotWrite(
            f"The second place for backups, {second.parent}, is gone or full. "
            "The backups on this laptop are whole."
        ) from error


def lacking(first: Path, second: Path, store: Path, now: datetime) -> tuple[Backup, ...]:
    """The good backups of ``first`` that the folder ``second`` lacks and would keep, newest first."""
    mine = [one for one in backups(first, store, now.tzinfo) if one.good]
    there = {one.path.name for one in backups(second, store, now.tzinfo) if one.good}
    # What thinning would take away again at once is not copied.
    wanted = thin([one.moment for one in mine], now)
    return tuple(one for one in mine if one.moment in wanted and one.path.name not in there)


def _catch_up(first: Path, second: Path, store: Path, now: datetime, watch: Watch) -> int:
    for left in second.glob(f"{glob.escape(store.stem)}-*{HALF}"):
        left.unlink()
    missing = lacking(first, second, store, now)
    total, done = sum(one.size for one in missing), 0
    for one in missing:

        def carried(here: int, before: int = done) -> None:
            watch(before + here, total)

        _carry(one.path, second, carried)
        done += one.size
    return len(missing)


def _carry(backup: Path, place: Path, carried: Callable[[int], None]) -> None:
    for ending in (".keys", ".keys2", ""):
        source = backup.with_name(backup.name + ending)
        half = place / (source.name + HALF)
        try:
            _copy_bytes(source, half, carried if not ending else lambda _here: None)
            if _fingerprint(half) != _fingerprint(source):
                raise OSError("the copy does not read as it was written")
            half.replace(place / source.name)
        except BaseException:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            raise
    sync_folder(place)


def _copy_bytes(source: Path, half: Path, carried: Callable[[int], None]) -> None:
    """In steps of a megabyte, each on the stick before the next: progress then says what is there."""
    with source.open("rb") as reading, half.open("wb") as writing:
        while step := reading.read(_PAGES * _PAGE_BYTES):
            writing.write(step)
            writing.flush()
            os.fsync(writing.fileno())
            carried(writing.tell())


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
