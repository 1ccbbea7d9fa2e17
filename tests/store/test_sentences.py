"""What rarely fails says so in a whole sentence too: what happened, what to do, and that nothing was changed."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock

from nscp_desktop.errors import CannotWrite, Damaged, NotAStore, Refused
from nscp_desktop.store import CHEAP, Store, backup, engine, restore, salvage

from .conftest import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import HandClock


def refused(error: pytest.ExceptionInfo[Refused]) -> str:
    return str(error.value)


def test_a_program_that_was_put_together_wrongly_opens_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(Refused) as error:
        patch.setattr(engine, "_OLDEST_SQLITE", (99, 0, 0))
        engine.connect(place, bytes(32))
    assert refused(error) == "This copy of the program is put together wrongly: its SQLite is too old."
    plain = sqlite3.connect(":memory:")
    with monkeypatch.context() as patch, pytest.raises(Refused) as error:
        patch.setattr(sqlcipher, "connect", lambda *_given, **_named: plain)
        engine.connect(place, bytes(32))
    assert refused(error) == "This copy of the program is put together wrongly: it cannot encrypt."
    assert not place.exists()


def test_a_folder_that_may_not_be_written_to(
    place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = place.parent / "gone" / place.name
    with pytest.raises(CannotWrite) as error:
        engine.connect(gone, bytes(32))
    assert refused(error) == (
        f"{gone} cannot be opened: the folder is missing or may not be written to. Choose another place. "
        "Nothing has been changed."
    )
    (place.parent / "file").write_bytes(b"")
    below = place.parent / "file" / "folder" / place.name
    with pytest.raises(CannotWrite) as error:
        Store.create(below, PASSPHRASE, clock, CHEAP)
    assert refused(error) == (
        f"{below} cannot be made: its folder may not be written to. Choose another place. "
        "Nothing has been changed."
    )

    def no_guard(*_given: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", no_guard)
    with pytest.raises(CannotWrite) as error:
        Store.create(place, PASSPHRASE, clock, CHEAP)
    assert refused(error) == (
        f"{place} cannot be opened: its folder may not be written to. Nothing has been changed."
    )
    assert not place.exists()


def test_a_database_of_another_program(store: Store, place: Path, clock: HandClock) -> None:
    store.file.driver.execute("PRAGMA application_id = 1")
    store.close()
    with pytest.raises(NotAStore) as error:
        Store.open(place, PASSPHRASE, clock)
    assert refused(error) == "records.nscp is not a store of NSCP Desktop. Nothing has been changed."


def test_a_backup_that_runs_out_of_room_or_does_not_hold(
    store: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backup.folder_of(store.path)

    def full(*_given: object) -> None:
        raise sqlcipher.OperationalError("database or disk is full")

    with monkeypatch.context() as patch, pytest.raises(CannotWrite) as error:
        patch.setattr(backup, "_copy", full)
        backup.make(store.file, folder, clock())
    assert refused(error) == (
        f"The backup could not be written to {folder}: there is no room, or the place is gone. "
        "The store itself is as it was."
    )
    with monkeypatch.context() as patch, pytest.raises(Damaged) as damaged:
        patch.setattr(backup, "check", lambda *_given: ("The table person is missing.",))
        backup.make(store.file, folder, clock())
    assert refused(damaged) == (
        "The backup was made but does not hold: The table person is missing. Nothing has been changed."
    )
    assert not list(folder.iterdir())


def test_no_room_to_lay_a_backup_beside_the_store(
    store: Store, place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(store.file, backup.folder_of(place), clock(), pause=backup.in_one_go)

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(CannotWrite) as error:
        restore.prepare(place, made.path, store.file.key, clock)
    assert refused(error) == (
        f"The backup could not be copied to {place.parent}: there is no room, or it may not be written to. "
        "Nothing has been changed."
    )


def test_nothing_to_put_together(place: Path, clock: HandClock) -> None:
    with pytest.raises(NotAStore) as error:
        salvage.salvage(place, PASSPHRASE, clock)
    assert refused(error) == (
        f"There is no store at {place}. Restore a backup instead. Nothing has been changed."
    )
