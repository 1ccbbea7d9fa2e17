"""Every store kept so far opens with today's program; an upgrade that is cut short leaves the old store whole."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from nscp_desktop.records import Meeting
from nscp_desktop.services import (
    action_rows,
    attendance,
    keeping,
    meeting_facts,
    minutes,
    partnership,
    people,
    today,
)
from nscp_desktop.store import Store, backup, keys, replay
from nscp_desktop.store.engine import reader
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.migrations import LATEST, STEPS
from tests.store.keep_schema import secret

KEPT = Path(__file__).parent / "kept"
VERSIONS = sorted(int(one.stem.removeprefix("schema-")) for one in KEPT.glob("schema-*.nscp"))
SECRETS = {version: secret(version) for version in VERSIONS}
ROOT = Path(__file__).parents[2]


def now() -> datetime:
    return datetime(2027, 2, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[int], Path]:
    """Gives a copy of the store kept of a schema."""

    def copied(version: int) -> Path:
        for ending in ("", ".keys", ".keys2"):
            shutil.copyfile(KEPT / f"schema-{version}.nscp{ending}", tmp_path / f"records.nscp{ending}")
        return tmp_path / "records.nscp"

    return copied


def counts(path: Path, key: bytes) -> tuple[int, dict[str, int]]:
    """The schema's version, and the rows of each table; read without leaving anything beside the file."""
    with closing(reader(path, key)) as driver:
        tables = driver.execute(
            # The search index is made anew where it is not as it should be.
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'search_%'"
        ).fetchall()
        found = {
            name: driver.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in tables
        }
        return driver.execute("PRAGMA user_version").fetchone()[0], found


def key_of(path: Path, version: int) -> bytes:
    return keys.unwrap(keys.load(path), SECRETS[version])


def test_every_schema_so_far_is_kept() -> None:
    # The newest is kept when it is finished, at the latest with the step that follows it.
    assert set(range(1, LATEST)) <= set(VERSIONS) <= set(range(1, LATEST + 1))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_kept_store_opens_with_all_that_is_in_it(kept: Callable[[int], Path], version: int) -> None:
    path = kept(version)
    key = key_of(path, version)
    was, before = counts(path, key)
    assert was == version
    store = Store.open(path, SECRETS[version], now)
    try:
        assert store.check() == ()
        with store.read() as session:
            assert list(replay.differences(session)) == []
            held = session.exec(select(Meeting).where(Meeting.status == "held")).first()
        a_page_of_each_service(store, "" if held is None else held.id)
    finally:
        store.close()
    is_now, after = counts(path, key)
    assert is_now == LATEST
    assert records_of(after, before) == records_of(before, before)
    assert after["change_log"] >= before["change_log"]
    assert after["journal"] >= before["journal"]


def records_of(counted: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    """Of the tables that were there before, those that hold records."""
    return {table: number for table, number in counted.items() if table in RECORDS and table in before}


def a_page_of_each_service(store: Store, held: str) -> None:
    assert partnership.partnership(store).name
    assert partnership.groups(store)
    assert people.everyone(store)
    today.today(store)
    assert meeting_facts.list_meetings(store)
    action_rows.list_actions(store)
    minutes.list_minutes(store)
    if held:
        assert attendance.register(store, held).entries
        assert minutes.minutes_text(store, held).items
    assert keeping.says(store)


def test_a_checked_backup_of_the_old_store_is_made_before(kept: Callable[[int], Path]) -> None:
    path = kept(1)
    key = key_of(path, 1)
    before = counts(path, key)
    Store.open(path, SECRETS[1], now).close()
    (made,) = backup.backups(backup.folder_of(path), path, UTC)
    assert backup.check(made.path, key) == ()
    assert counts(made.path, key) == before


def test_no_upgrade_without_a_backup(kept: Callable[[int], Path]) -> None:
    path = kept(1)
    backup.folder_of(path).write_bytes(b"in the way")
    key = key_of(path, 1)
    before = counts(path, key)
    with pytest.raises(Exception, match="could not be written"):
        Store.open(path, SECRETS[1], now)
    assert counts(path, key) == before


class Stumbled(Exception):
    """A fault that a test puts in the way."""


def stumble_at(number: int, path: Path) -> bool:
    """Open the store of schema 1 with a fault at a statement of its upgrade; gives whether it came so far."""
    seen = 0

    def stumble(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal seen
        # What the steps write, and the two numbers of the file; not what is asked before they begin.
        asked = statement.strip().upper()
        sets = asked.startswith("PRAGMA") and "=" in asked
        if sets or asked.startswith(("CREATE", "INSERT", "UPDATE", "ALTER", "DROP")):
            seen += 1
            if seen == number:
                raise Stumbled

    event.listen(Engine, "before_cursor_execute", stumble)
    try:
        with suppress(Stumbled):
            Store.open(path, SECRETS[1], now).close()
    finally:
        event.remove(Engine, "before_cursor_execute", stumble)
    return seen >= number


def test_a_fault_at_any_statement_leaves_whole_steps_and_none_of_the_step(
    kept: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # That a checked backup is made before has a test of its own; here it would be made at each statement.
    monkeypatch.setattr(backup, "make", lambda *_given, **_named: None)
    path = kept(1)
    key = key_of(path, 1)
    _version, before = counts(path, key)
    number, reached, seen = 0, 1, {1}
    while reached < LATEST:
        number += 1
        path = kept(1)
        assert stumble_at(number, path)
        reached, after = counts(path, key)
        seen.add(reached)
        assert records_of(after, before) == records_of(before, before)
        assert ("purged" in after) == (reached >= 2), number
    assert number > 12
    assert seen == set(range(1, LATEST + 1))


def test_what_a_fault_left_is_brought_up_at_the_next_opening(kept: Callable[[int], Path]) -> None:
    path = kept(1)
    assert stumble_at(6, path)
    key = key_of(path, 1)
    assert backup.check(path, key) == ()
    store = Store.open(path, SECRETS[1], now)
    try:
        assert store.check() == ()
    finally:
        store.close()
    assert counts(path, key)[0] == LATEST


KILL_IN_THE_MIDDLE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import Engine, event
from nscp_desktop.store import Store

@event.listens_for(Engine, "before_cursor_execute")
def kill(_connection, _cursor, statement, *_more):
    if statement.strip().startswith("CREATE TABLE " + sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

Store.open(Path(sys.argv[1]), sys.argv[2], lambda: datetime(2027, 2, 1, 10, 0, tzinfo=UTC))
"""


@pytest.mark.skipif(os.name == "nt", reason="a process is killed as only these systems can")
def test_a_kill_in_the_middle_leaves_the_old_store_whole_and_the_next_opening_succeeds(
    kept: Callable[[int], Path],
) -> None:
    path = kept(1)
    key = key_of(path, 1)
    before = counts(path, key)
    done = subprocess.run(
        [sys.executable, "-c", KILL_IN_THE_MIDDLE, str(path), SECRETS[1], "struck_line"],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert counts(path, key) == before
    store = Store.open(path, SECRETS[1], now)
    try:
        assert store.check() == ()
    finally:
        store.close()
    assert counts(path, key)[0] == LATEST


def test_a_step_is_never_left_out() -> None:
    assert len(STEPS) == LATEST
    assert sorted(one.name for one in (ROOT / "nscp_desktop/store/steps").glob("*.sql")) == [
        f"{number:04}.sql" for number in range(1, LATEST + 1)
    ]
