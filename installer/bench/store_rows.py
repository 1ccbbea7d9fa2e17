"""The rows about what is kept: a deed, opening a meeting, the action log."""

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from installer.bench import floors
from installer.bench.kept_store import PASSPHRASE, Clock, kept_clock, last_day
from installer.bench.measuring import Row, middle, taking_turns, worst
from nscp_desktop.records import Person
from nscp_desktop.services import agenda, captured, meeting_facts, register
from nscp_desktop.services.action_rows import Which, list_actions
from nscp_desktop.store import CHEAP, Store, keys
from nscp_desktop.store.migrations import schema_of_records


def rows(ten_years: Path) -> Iterator[Row]:
    """Measure every row about the store."""
    yield from _deed()
    store = Store.open(ten_years, PASSPHRASE, kept_clock(ten_years))
    try:
        raw = _same_connection(store)
        yield _meeting(store, raw)
        yield _action_log(store, raw)
    finally:
        store.close()


def _same_connection(store: Store) -> Any:  # noqa: ANN401 the driver has no types
    """The driver's own connection under a store: one program has a file, so the floor reads through it."""
    with store.read() as session:
        return session.connection().connection.dbapi_connection


def _deed() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(dir=".bench") as folder:
        place = Path(folder)
        store = Store.create(place / "ours.nscp", PASSPHRASE, Clock(last_day(1)), CHEAP)
        with store.change("Add somebody") as session:
            person = Person(name="Somebody")
            session.add(person)
            person_id = person.id
        raw = sqlcipher.connect(str(place / "raw.nscp"), isolation_level=None)
        raw.execute(f"PRAGMA key = \"x'{keys.new_key().hex()}'\"")
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            raw.execute(f"PRAGMA {setting}")
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        for statement in schema_of_records().split(";\n"):
            raw.execute(statement)
        for statement in _schema_of_search(store):
            raw.execute(statement)
        raw.execute(
            "INSERT INTO person (id, removed, name, initials, email, role) VALUES ('p', 0, 'A', '', '', '')"
        )
        raw.execute("INSERT INTO search_words (rowid, words) VALUES (1, 'a')")

        def ours(at: int) -> None:
            with store.change("Rename somebody") as session:
                session.get_one(Person, person_id).name = f"Somebody {at}"

        def floor(at: int) -> None:
            raw.execute("BEGIN")
            raw.execute("UPDATE person SET name = ? WHERE id = 'p'", (f"Somebody {at}",))
            raw.execute("UPDATE search_words SET words = ? WHERE rowid = 1", (f"somebody {at}",))
            raw.execute("UPDATE change_log SET live = 0 WHERE id = ?", (f"{at - 1:013d}",))
            raw.execute(
                "INSERT INTO change_log VALUES (?, ?, 'person', 'p', 'name', ?, ?, ?, ?, 1)",
                (f"{at:013d}", str(uuid.uuid4()), f'"Somebody {at}"', "a" * 16, "b" * 64, "[]"),
            )
            raw.execute(
                "INSERT INTO journal VALUES (?, 'aa', ?, 's', 'at', '', 'deed', 'Rename', 's', 'd', 'p', 'h')",
                (str(uuid.uuid4()), at),
            )
            raw.execute("COMMIT")

        taking_turns((ours, floor), 100)
        mine, least = taking_turns((ours, lambda at: floor(at + 100)), 2000)
        note = f"{middle(mine) * 1000:.2f} ms to {middle(least) * 1000:.2f} ms"
        what = "a saved deed with its log and search rows, to raw sqlcipher3"
        yield Row(f"{what}, p50", middle(mine) / middle(least), 6, note=note)
        note = f"{worst(mine) * 1000:.1f} ms to {worst(least) * 1000:.1f} ms"
        yield Row(f"{what}, p99", worst(mine) / worst(least), 10, note=note)
        raw.close()
        store.close()


def _schema_of_search(store: Store) -> list[str]:
    """The index as the store has it, and how it is told to merge."""
    with store.read() as session:
        made = session.connection().exec_driver_sql(
            "SELECT sql FROM sqlite_schema WHERE name IN ('search_place', 'ix_search_place_record', 'search_words')"
        )
        statements = [str(sql) for (sql,) in made]
    tune = "INSERT INTO search_words (search_words, rank) VALUES "
    return [*statements, f"{tune} ('automerge', 0)", f"{tune} ('crisismerge', 64)"]


def _meeting(store: Store, raw: Any) -> Row:  # noqa: ANN401
    meeting_id = raw.execute("SELECT id FROM meeting WHERE status = 'held' ORDER BY date DESC").fetchone()[0]

    def ours(_at: int) -> None:
        meeting_facts.facts(store, meeting_id)
        agenda.agenda(store, meeting_id)
        register.register(store, meeting_id)
        captured.rows(store, meeting_id)

    mine, least = taking_turns((ours, lambda _at: floors.meeting(raw, meeting_id)), 200)
    note = f"{middle(mine) * 1000:.1f} ms to {middle(least) * 1000:.1f} ms"
    return Row("open a meeting of about 60 records, to raw SQL", middle(mine) / middle(least), 10, note=note)


def _action_log(store: Store, raw: Any) -> Row:  # noqa: ANN401
    number = len(list_actions(store, Which.ALL))
    mine, least = taking_turns(
        (lambda _at: list_actions(store, Which.ALL), lambda _at: floors.action_log(raw)), 25
    )
    note = f"{middle(mine) * 1000:.0f} ms to {middle(least) * 1000:.0f} ms"
    return Row(f"action log of {number:,} rows, to a raw fetch", middle(mine) / middle(least), 2, note=note)
