"""Putting a backup back: what it replaces is kept, a bad one is refused, and passphrases stay revoked."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import CannotWrite, Damaged, NotAStore, StoreInUse, WaitFirst, WrongPassphrase
from nscp_desktop.records import Person
from nscp_desktop.store import CHEAP, Store, backup, engine, keys, restore, tries
from nscp_desktop.store.migrations import LATEST
from nscp_desktop.store.tables import DeedRow

from .conftest import PASSPHRASE, HandClock
from .test_backup import add, damage, listing, names_in

MOMENT = datetime(2027, 1, 14, 12, 3, 7, tzinfo=UTC)
NEW = "willow gate seven"


@pytest.fixture
def saved(store: Store, tmp_path: Path) -> Path:
    """A backup with Ann in it, and the store, closed, with Bea too."""
    add(store, "Ann Sale")
    path = backup.make(store.file, tmp_path / "backups", MOMENT).path
    add(store, "Bea Lacey")
    store.close()
    return path


def test_the_backup_takes_the_place_and_what_it_replaces_is_kept(
    saved: Path, place: Path, clock: HandClock
) -> None:
    aside = restore.restore(place, saved, PASSPHRASE, clock)
    assert names_in(place, clock) == ["Ann Sale"]
    assert aside is not None and aside.name.startswith("records-replaced-2027-01-14T10-00-")
    assert names_in(aside, clock) == ["Ann Sale", "Bea Lacey"]
    assert names_in(saved, clock) == ["Ann Sale"]
    assert not [name for name in listing(place.parent) if ".half" in name]


def test_the_restored_store_notes_it_and_goes_on_under_a_new_device(
    saved: Path, store: Store, place: Path, clock: HandClock
) -> None:
    restore.restore(place, saved, PASSPHRASE, clock)
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        add(opened, "Cy Reed")
        with opened.read() as session:
            deeds = session.exec(select(DeedRow).order_by(col(DeedRow.stamp))).all()
        assert [(deed.kind, deed.label) for deed in deeds] == [
            ("deed", "Add Ann Sale"),
            ("restore", "Restore the backup of 14 January 2027, 12:03"),
            ("deed", "Add Cy Reed"),
        ]
        assert opened.device != store.device
        assert opened.store_id == store.store_id
        assert [(deed.device, deed.number) for deed in deeds[1:]] == [(opened.device, 1), (opened.device, 2)]
        assert opened.check() == ()
    finally:
        opened.close()


def test_changes_that_were_still_in_the_log_are_kept_aside_too(
    store: Store, place: Path, tmp_path: Path, clock: HandClock
) -> None:
    saved = backup.make(store.file, tmp_path / "backups", MOMENT).path
    add(store, "Bea Lacey")
    before = {one.name: one.read_bytes() for one in place.parent.glob("records.nscp*") if one.is_file()}
    assert before["records.nscp-wal"]
    store.close()
    for name, content in before.items():
        (place.parent / name).write_bytes(content)
    aside = restore.restore(place, saved, PASSPHRASE, clock)
    assert aside is not None
    assert names_in(place, clock) == []
    # Somebody thinks better of it: the last deeds come back with what was put aside.
    again = restore.restore(place, aside, PASSPHRASE, clock)
    assert again is not None and again != aside
    assert names_in(again, clock) == []
    assert names_in(place, clock) == ["Bea Lacey"]
    assert names_in(aside, clock) == ["Bea Lacey"]


def test_a_store_put_aside_with_a_log_beside_it_is_refused_where_it_is_damaged(
    saved: Path, place: Path, clock: HandClock
) -> None:
    damage(saved)
    saved.with_name(saved.name + "-wal").write_bytes(b"a log that cannot be read")
    with pytest.raises(Damaged, match="cannot be restored"):
        restore.restore(place, saved, PASSPHRASE, clock)
    damage(saved, 1)
    with pytest.raises(Damaged, match="cannot be restored"):
        restore.restore(place, saved, PASSPHRASE, clock)
    assert not [name for name in listing(place.parent) if ".half" in name]
    assert names_in(place, clock) == ["Ann Sale", "Bea Lacey"]


@pytest.mark.parametrize("page", [1, 3])
def test_a_damaged_store_is_replaced_and_kept_as_it_was(
    saved: Path, place: Path, clock: HandClock, page: int
) -> None:
    damage(place, page)
    content = place.read_bytes()
    place.with_name("records.nscp-wal").write_bytes(b"a log that cannot be read")
    aside = restore.restore(place, saved, PASSPHRASE, clock)
    assert names_in(place, clock) == ["Ann Sale"]
    assert aside is not None
    assert aside.read_bytes() == content
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"a log that cannot be read"


def test_a_bad_backup_is_refused_and_nothing_is_changed(saved: Path, place: Path, clock: HandClock) -> None:
    damage(saved)
    before = {name: (place.parent / name).stat().st_mtime_ns for name in listing(place.parent)}
    with pytest.raises(
        Damaged, match="records-2027-01-14T12-03-07.nscp cannot be restored.*Choose another one"
    ):
        restore.restore(place, saved, PASSPHRASE, clock)
    after = {name: (place.parent / name).stat().st_mtime_ns for name in listing(place.parent)}
    assert after == before
    assert names_in(place, clock) == ["Ann Sale", "Bea Lacey"]


def test_a_backup_of_another_store_is_refused(
    saved: Path, place: Path, tmp_path: Path, clock: HandClock
) -> None:
    other = Store.create(tmp_path / "other" / "records.nscp", PASSPHRASE, clock, CHEAP)
    foreign = backup.make(other.file, tmp_path / "other" / "backups", MOMENT).path
    other.close()
    with pytest.raises(Damaged, match="belongs to another store"):
        restore.restore(place, foreign, PASSPHRASE, clock)
    assert names_in(place, clock) == ["Ann Sale", "Bea Lacey"]


def test_a_passphrase_changed_since_stays_changed(saved: Path, place: Path, clock: HandClock) -> None:
    keys.save(place, keys.with_passphrase(keys.load(place), PASSPHRASE, NEW, date(2027, 1, 15), keys.CHEAP))
    restore.restore(place, saved, NEW, clock)
    assert names_in(place, clock, NEW) == ["Ann Sale"]
    with pytest.raises(WrongPassphrase):
        Store.open(place, PASSPHRASE, clock)


def test_where_there_is_no_store_any_more_the_backup_makes_one(
    saved: Path, place: Path, clock: HandClock
) -> None:
    for one in place.parent.glob("records.nscp*"):
        one.unlink()
    assert restore.restore(place, saved, PASSPHRASE, clock) is None
    assert names_in(place, clock) == ["Ann Sale"]
    elsewhere = place.parent / "new laptop" / "records.nscp"
    assert restore.restore(elsewhere, saved, PASSPHRASE, clock) is None
    assert names_in(elsewhere, clock) == ["Ann Sale"]


def test_wrong_passphrases_are_counted_and_a_store_in_use_is_left_alone(
    saved: Path, place: Path, clock: HandClock
) -> None:
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            restore.restore(place, saved, "wrong", clock)
    with pytest.raises(WaitFirst):
        restore.restore(place, saved, PASSPHRASE, clock)
    clock.at += timedelta(seconds=2)
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        with pytest.raises(StoreInUse):
            restore.restore(place, saved, PASSPHRASE, clock)
    finally:
        opened.close()


def test_a_backup_without_any_key_file_is_refused(saved: Path, place: Path, clock: HandClock) -> None:
    for one in (place, saved):
        for ending in (".keys", ".keys2"):
            one.with_name(one.name + ending).unlink()
    with pytest.raises(NotAStore, match="key file"):
        restore.restore(place, saved, PASSPHRASE, clock)


def test_an_old_passphrase_opens_an_old_backup_where_the_store_has_another(
    saved: Path, place: Path, clock: HandClock
) -> None:
    keys.save(place, keys.with_passphrase(keys.load(place), PASSPHRASE, NEW, date(2027, 1, 15), keys.CHEAP))
    assert restore.key_of(place, saved, PASSPHRASE, clock) == keys.unwrap(keys.load(place), NEW)


@pytest.mark.parametrize("where", ["copyfile", "_set_aside"])
def test_a_disk_that_is_full_half_way_leaves_the_store_that_was_there(
    saved: Path, place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil if where == "copyfile" else restore, where, full)
    with pytest.raises(CannotWrite, match="no room|as it was"):
        restore.restore(place, saved, PASSPHRASE, clock)
    monkeypatch.undo()
    assert names_in(place, clock) == ["Ann Sale", "Bea Lacey"]


def test_a_file_with_another_name_is_a_backup_too(
    saved: Path, place: Path, tmp_path: Path, clock: HandClock
) -> None:
    for ending in ("", ".keys", ".keys2"):
        saved.with_name(saved.name + ending).rename(tmp_path / f"copy.nscp{ending}")
    restore.restore(place, tmp_path / "copy.nscp", PASSPHRASE, clock)
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        with opened.read() as session:
            assert session.exec(select(DeedRow.label).where(DeedRow.kind == "restore")).all() == [
                "Restore a backup"
            ]
            assert session.exec(select(Person.name)).all() == ["Ann Sale"]
    finally:
        opened.close()


@pytest.fixture(autouse=True)
def _own_memory() -> Callable[[], None]:
    tries._in_memory.clear()
    return tries._in_memory.clear


def test_a_backup_of_a_later_version_is_named_and_refused(
    saved: Path, store: Store, place: Path, clock: HandClock
) -> None:
    later(saved, store, clock)
    with pytest.raises(
        Damaged,
        match="The backup records-2027-01-14T12-03-07.nscp cannot be restored. It was made by a later version",
    ):
        restore.restore(place, saved, PASSPHRASE, clock)
    assert names_in(place, clock) == ["Ann Sale", "Bea Lacey"]


def later(saved: Path, store: Store, clock: HandClock) -> None:
    """Let a backup be one of a later version of the program."""
    driver = engine.connect(saved, restore.key_of(store.path, saved, PASSPHRASE, clock))[1]
    driver.execute(f"PRAGMA user_version = {LATEST + 1}")
    driver.execute("PRAGMA journal_mode = DELETE").fetchone()
    driver.close()


def test_the_log_of_a_store_that_is_gone_is_not_taken_for_that_of_the_one_put_back(
    store: Store, place: Path, tmp_path: Path, clock: HandClock
) -> None:
    saved = backup.make(store.file, tmp_path / "backups", MOMENT).path
    add(store, "Bea Lacey")
    log = place.with_name("records.nscp-wal").read_bytes()
    store.close()
    place.unlink()
    place.with_name("records.nscp-wal").write_bytes(log)
    with pytest.raises(CannotWrite, match="was there before"):
        Store.create(place, PASSPHRASE, clock, CHEAP)
    assert restore.restore(place, saved, PASSPHRASE, clock) is None
    assert names_in(place, clock) == []
    kept = [
        one for one in listing(place.parent) if one.startswith("records-replaced-") and one.endswith("-wal")
    ]
    assert len(kept) == 1
    assert (place.parent / kept[0]).read_bytes() == log
