"""A store whose newest lines were cut off is whole in itself: its newest backup tells."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from nscp_desktop.records import Person
from nscp_desktop.store import Store, backup, restore
from nscp_desktop.store.file import unlocked

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import HandClock


def add(store: Store, name: str) -> None:
    with store.change(f"Add {name}") as session:
        session.add(Person(name=name))


def back_up(store: Store, clock: HandClock) -> backup.Backup:
    clock.at += timedelta(minutes=1)
    return backup.make(store.file, backup.folder_of(store.path), clock(), pause=backup.in_one_go)


def cut(store: Store, lines: int) -> None:
    """Take the newest lines away with what they changed, as somebody with the key could."""
    driver = store.file.driver
    newest = "SELECT id FROM journal ORDER BY number DESC LIMIT ?"
    records = f"SELECT record FROM change_log WHERE deed_id IN ({newest})"  # noqa: S608
    driver.execute(f"DELETE FROM person WHERE id IN ({records})", (lines,))  # noqa: S608
    driver.execute(f"DELETE FROM change_log WHERE deed_id IN ({newest})", (lines,))  # noqa: S608
    driver.execute(f"DELETE FROM journal WHERE id IN ({newest})", (lines,))  # noqa: S608


def test_lines_cut_off_with_what_they_changed_are_missed_in_the_newest_backup(
    store: Store, clock: HandClock
) -> None:
    for name in ("Ann Sale", "Bea Lacey", "Cai Moss"):
        add(store, name)
    back_up(store, clock)
    assert store.check() == ()
    add(store, "Dee Fern")
    assert store.check() == ()
    cut(store, 3)
    (sentence,) = store.check()
    assert "holds 2 lines of the journal that this store lacks" in sentence
    assert sentence.endswith("Restore that backup, and keep this store to be looked at.")


def test_the_second_place_tells_when_the_backups_of_the_laptop_went_with_the_lines(
    store: Store, clock: HandClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    store.set(backup.SECOND_PLACE, str(stick))
    for name in ("Ann Sale", "Bea Lacey"):
        add(store, name)
    back_up(store, clock)
    here = backup.folder_of(store.path)
    backup.catch_up(here, backup.folder_in(stick, store.store_id), store.path, clock())
    assert store.check() == ()
    cut(store, 1)
    assert ", holds 1 line of the journal" in store.check()[0]
    shutil.rmtree(here)
    (sentence,) = store.check()
    assert " in the second place, holds 1 line of the journal that this store lacks" in sentence
    # Without the stick nobody can tell.
    stick.rename(tmp_path / "drawer")
    assert store.check() == ()


def test_an_older_file_in_its_place_that_was_gone_on_with_is_told(store: Store, clock: HandClock) -> None:
    add(store, "Ann Sale")
    older = back_up(store, clock)
    add(store, "Bea Lacey")
    back_up(store, clock)
    place, key = store.path, store.file.key
    store.close()
    shutil.copyfile(older.path, place)
    again = Store.over(unlocked(place, key), clock)
    try:
        add(again, "Eve Marl")
        add(again, "Fay Rill")
        assert "holds 1 line of the journal that this store lacks" in again.check()[0]
    finally:
        again.close()


def test_a_store_that_was_put_back_lacks_what_later_backups_hold_and_is_whole(
    store: Store, clock: HandClock
) -> None:
    add(store, "Ann Sale")
    older = back_up(store, clock)
    add(store, "Bea Lacey")
    back_up(store, clock)
    clock.at += timedelta(minutes=1)
    half = restore.prepare(store.path, older.path, store.file.key, clock)
    back = restore.swap(store, half)
    try:
        assert back.check() == ()
        add(back, "Cai Moss")
        back_up(back, clock)
        assert back.check() == ()
        cut(back, 1)
        assert "1 line of the journal" in back.check()[0]
    finally:
        back.close()


def test_a_backup_that_cannot_be_read_tells_nothing(store: Store, clock: HandClock) -> None:
    add(store, "Ann Sale")
    made = back_up(store, clock)
    made.path.write_bytes(b"\0" * 8192)
    assert store.check() == ()
