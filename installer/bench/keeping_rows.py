"""The rows about keeping the store safe: a backup, what it costs whoever writes meanwhile, and encryption."""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import create_engine, select

from installer.bench.kept_store import PASSPHRASE, kept_clock
from installer.bench.measuring import Row, middle, seconds, taking_turns
from nscp_desktop.records import Person
from nscp_desktop.services import agenda, captured, keeping, meeting_facts, notes, register
from nscp_desktop.services.action_rows import Which, list_actions
from nscp_desktop.services.today import today
from nscp_desktop.store import Store
from nscp_desktop.store.engine import APPLICATION_ID
from nscp_desktop.store.file import StoreFile
from nscp_desktop.store.migrations import LATEST

_BETWEEN_SAVES = 0.015


def rows(ten_years: Path) -> Iterator[Row]:
    """Measure every row about backups and encryption, on copies of the store."""
    with tempfile.TemporaryDirectory(dir=".bench") as folder:
        place = Path(folder) / ten_years.name
        for ending in ("", ".keys", ".keys2"):
            shutil.copyfile(
                ten_years.with_name(ten_years.name + ending), place.with_name(place.name + ending)
            )
        store = Store.open(place, PASSPHRASE, kept_clock(ten_years))
        try:
            yield from _backup(store)
            yield from _encryption(store, Path(folder) / "plain.nscp")
        finally:
            store.close()


# -- a backup ----------------------------------------------------------------------------------------


def _backup(store: Store) -> Iterator[Row]:
    """As the window makes one: in steps with a rest, on a thread of its own; first alone, then beside saves."""
    keeping.settle(store, keeping.copy(store))
    size = store.path.stat().st_size / 1e6
    alone = seconds(lambda: keeping.copy(store))
    yield Row(f"a backup of {size:,.0f} MB, checked, nobody writing", alone, 5, "s")
    person_id = _somebody(store)
    worker = threading.Thread(target=lambda: keeping.copy(store))
    waited: list[float] = []
    start = time.perf_counter()
    worker.start()
    while worker.is_alive():
        waited.append(seconds(lambda: _rename(store, person_id, len(waited))))
        time.sleep(_BETWEEN_SAVES)
    took = time.perf_counter() - start
    note = f"{len(waited)} saves in {took:.1f} s, middle {middle(sorted(waited)) * 1000:.1f} ms"
    yield Row("longest wait of a save while a backup is made", max(waited) * 1000, 150, "ms", note)


def _somebody(store: Store) -> str:
    with store.read() as session:
        return session.exec(select(Person.id)).first() or ""


def _rename(store: Store, person_id: str, at: int) -> None:
    with store.change("Rename somebody") as session:
        session.get_one(Person, person_id).role = f"Role {at}"


# -- encryption --------------------------------------------------------------------------------------


def _encryption(store: Store, plain: Path) -> Iterator[Row]:
    """The same services on the same records in a plain file, which only the bench can open."""
    _export(store, plain)
    bare = Store.over(_plain_file(plain), store.now)
    try:
        each = []
        for act in (_look, _list, _open, _save):
            mine, least = taking_turns((_on(store, act), _on(bare, act)), 25)
            each.append((middle(mine), middle(least)))
        ratio = sum(mine for mine, _ in each) / sum(least for _, least in each)
        parts = ", ".join(f"{mine / least:.2f}" for mine, least in each)
        yield Row(
            "encrypted to plain, through the services",
            ratio,
            1.2,
            note=f"Today, actions, meeting, save: {parts}",
        )
    finally:
        bare.close()


def _on(store: Store, act: Callable[[Store, str, int], object]) -> Callable[[int], object]:
    with store.read() as session:
        found = session.connection().exec_driver_sql(
            "SELECT id FROM meeting WHERE status = 'held' ORDER BY date DESC"
        )
        meeting_id = str(found.first()[0])  # type: ignore[index]
    return lambda at: act(store, meeting_id, at)


def _look(store: Store, _meeting_id: str, _at: int) -> object:
    return today(store)


def _list(store: Store, _meeting_id: str, _at: int) -> object:
    return list_actions(store, Which.ALL)


def _open(store: Store, meeting_id: str, _at: int) -> object:
    meeting_facts.facts(store, meeting_id)
    register.register(store, meeting_id)
    captured.rows(store, meeting_id)
    return agenda.agenda(store, meeting_id)


def _save(store: Store, meeting_id: str, at: int) -> None:
    _rename(store, _somebody(store), at)
    item_id = agenda.agenda(store, meeting_id).rows[0].item_id
    notes.keep_draft(store, meeting_id, item_id, f"Typed {at}. " * 40, at)


def _export(store: Store, plain: Path) -> None:
    driver = store.file.driver
    driver.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    driver.execute("SELECT sqlcipher_export('plain')").fetchall()
    driver.execute(f"PRAGMA plain.application_id = {APPLICATION_ID}")
    driver.execute(f"PRAGMA plain.user_version = {LATEST}")
    driver.execute("DETACH DATABASE plain")


def _plain_file(path: Path) -> StoreFile:
    """A store file without a key: no door of the program opens one, and it goes with the bench."""
    connection: Any = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    for setting in (
        "temp_store = MEMORY", "locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL",
        "foreign_keys = ON", "secure_delete = ON",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {setting}").fetchall()
    engine: Engine = create_engine(
        "sqlite://", module=sqlcipher, creator=lambda: connection, poolclass=StaticPool
    )

    @event.listens_for(engine, "begin")
    def _begin(opened: Any) -> None:  # noqa: ANN401 SQLAlchemy's own signature
        opened.exec_driver_sql("BEGIN")

    return StoreFile(path, b"", engine, connection, None)
