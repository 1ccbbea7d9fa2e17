"""A store that is locked says nothing, lets nobody else in, and goes on where it was when it is unlocked."""

import gc
import inspect
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import Damaged, Locked, NotAStore, StoreInUse, WaitFirst, WrongPassphrase
from nscp_desktop.records import Person
from nscp_desktop.store import CHEAP, Store, backup, keys, tries
from nscp_desktop.store.tables import DeedRow

from .conftest import PASSPHRASE, HandClock

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def _own_memory() -> None:
    tries._in_memory.clear()


def unlock(store: Store, secret: str = PASSPHRASE) -> None:
    store.unlock(store.file.key_by(secret, store.now))


def add_person(store: Store, name: str) -> None:
    with store.change(f"Add {name}") as session:
        session.add(Person(name=name))


def names(store: Store) -> list[str]:
    with store.read() as session:
        return [row.name for row in session.exec(select(Person).where(col(Person.removed).is_(False)))]


def test_everything_is_refused_while_it_is_locked(store: Store, tmp_path: Path) -> None:
    add_person(store, "Breckland")
    store.lock()
    asked: list[Callable[[], object]] = [
        lambda: names(store),
        lambda: add_person(store, "South"),
        lambda: store.keep_draft("meeting", "m", "note", "half a line"),
        lambda: store.setting("device"),
        lambda: store.set("a", "b"),
        lambda: store.note("print", "Print minutes"),
        store.undo,
        store.empty_superseded,
        lambda: backup.make(store.file, tmp_path / "backups", store.now()),
    ]
    assert store.locked
    for ask in asked:
        with pytest.raises(Locked, match="is locked. Unlock it first"):
            ask()
    assert not list(tmp_path.glob("backups/*"))


def test_the_key_and_the_connection_are_gone(store: Store) -> None:
    key, driver = store.file.key, store.file.driver
    assert store.file in gc.get_referrers(key)
    store.lock()
    gc.collect()
    kept_by = [one for one in gc.get_referrers(key) if not inspect.isframe(one)]
    assert kept_by == []
    assert store.file.key == b""
    with pytest.raises(Exception, match="closed"):
        driver.execute("SELECT 1")


def test_what_it_once_knew_how_to_ask_it_need_not_learn_again(store: Store) -> None:
    names(store)
    known = store.file.engine.get_execution_options()["compiled_cache"]
    before = len(known)
    store.lock()
    unlock(store)
    names(store)
    assert store.file.engine.get_execution_options()["compiled_cache"] is known
    assert len(known) == before


def test_it_goes_on_where_it_was(store: Store) -> None:
    store.actor = "anna"
    add_person(store, "Breckland")
    add_person(store, "South")
    store.undo()
    store.lock()
    store.lock()
    unlock(store)
    assert not store.locked
    assert (store.undo_label, store.redo_label, store.actor) == ("Add Breckland", "Add South", "anna")
    store.redo()
    store.undo()
    store.undo()
    assert names(store) == []
    assert store.check() == ()


def test_nobody_else_gets_it_meanwhile(store: Store, clock: HandClock) -> None:
    store.lock()
    with pytest.raises(StoreInUse):
        Store.open(store.path, PASSPHRASE, clock)
    unlock(store)


def test_wrong_passphrases_slow_down_and_are_recorded(store: Store, clock: HandClock) -> None:
    store.lock()
    for _ in range(4):
        with pytest.raises(WrongPassphrase, match="does not open this store"):
            unlock(store, "wrong")
    with pytest.raises(WaitFirst, match="Wait 2 seconds"):
        unlock(store)
    clock.at = clock.at.replace(minute=5)
    unlock(store)
    with store.read() as session:
        labels = [row.label or "" for row in session.exec(select(DeedRow).where(DeedRow.kind == "refused"))]
    assert labels == ["4 wrong passphrases, the last on 14 January 2027 at 10:00"]
    assert tries.made(store.path).wrong == 0


def test_a_passphrase_revoked_while_it_is_locked_does_not_unlock_it(store: Store) -> None:
    file = keys.load(store.path)
    key = store.file.key
    store.lock()
    keys.save(
        store.path, keys.KeyFile(file.store_id, (keys.wrap(key, "willow gate", file.store_id, cost=CHEAP),))
    )
    with pytest.raises(WrongPassphrase):
        unlock(store)
    unlock(store, "willow gate")


def test_another_file_in_its_place_is_refused(store: Store, tmp_path: Path, clock: HandClock) -> None:
    other = Store.create(tmp_path / "other.nscp", PASSPHRASE, clock, CHEAP)
    other.close()
    store.lock()
    kept = {end: store.path.with_name(store.path.name + end).read_bytes() for end in ("", ".keys", ".keys2")}
    for end in kept:
        store.path.with_name(store.path.name + end).write_bytes((tmp_path / f"other.nscp{end}").read_bytes())
    add = store.file.key_by(PASSPHRASE, clock)
    before = store.device
    with pytest.raises(Damaged, match="another one was put in its place"):
        store.unlock(add)
    assert store.locked and store.device == before
    for end, content in kept.items():
        store.path.with_name(store.path.name + end).write_bytes(content)
    unlock(store)
    store.lock()
    store.path.unlink()
    with pytest.raises(NotAStore, match="There is no store at"):
        unlock(store)


def test_it_cannot_be_locked_in_the_middle_of_a_deed(store: Store) -> None:
    with store.change("Add a group"), pytest.raises(RuntimeError, match="inside a change or a read"):
        store.lock()
    assert not store.locked


def test_a_backup_under_way_is_stopped_first(store: Store, tmp_path: Path) -> None:
    add_person(store, "Breckland")
    under_way, go_on = threading.Event(), threading.Event()
    said: list[str] = []

    def rest() -> None:
        under_way.set()
        go_on.wait(60)

    def copy() -> None:
        try:
            backup.make(store.file, tmp_path / "backups", store.now(), pause=rest)
        except Exception as refusal:  # noqa: BLE001 it is told to the test
            said.append(str(refusal))

    worker = threading.Thread(target=copy)
    worker.start()
    assert under_way.wait(60)
    locker = threading.Thread(target=store.lock)
    locker.start()
    assert store.file.closing.wait(60)
    go_on.set()
    worker.join(60)
    locker.join(60)
    # One small file is copied in one step: it may be whole before the lock is asked for, never half.
    assert said in ([], ["The backup was stopped because the store is being closed."])
    assert not list(tmp_path.glob("backups/*.half"))
    unlock(store)
    assert names(store) == ["Breckland"]
    assert backup.make(store.file, tmp_path / "backups", store.now()).good


def test_closing_a_locked_store_lets_others_have_it(store: Store, clock: HandClock) -> None:
    add_person(store, "Breckland")
    store.lock()
    store.close()
    again = Store.open(store.path, PASSPHRASE, clock)
    assert names(again) == ["Breckland"]
    again.close()
