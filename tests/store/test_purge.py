"""Purge takes words for good: from every page of the file, with the chain still whole, or not at all."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event
from sqlmodel import Session, select

from nscp_desktop.errors import CannotWrite
from nscp_desktop.records import AgendaItem, AttachedPaper, IssuedPaper, MeetingItem, Person, Purged
from nscp_desktop.rules.retention import REMOVED_PERSON
from nscp_desktop.store import Store, anew, backup, purge, readable, replay, restore, salvage
from nscp_desktop.store.pages import plain_pages
from nscp_desktop.store.purge import Order, Target
from nscp_desktop.store.tables import DeedRow, KeptBytes, LogRow
from tests.faults import FULL, no_commit

from .conftest import PASSPHRASE, HandClock
from .test_wordings import SENTINEL, arrange, everything, write

NAME = "Wilhelmina Periwinkle"
PERSON = (Target("person", "p", "name"), Target("person", "p", "email"))


def add(store: Store) -> str:
    arrange(store)
    with store.change(f"Add {NAME}") as session:
        session.add(Person(id="p", name=NAME, email="w@periwinkle.example", role="Nurse"))
    with store.change(f"Change {NAME}") as session:
        session.get_one(Person, "p").name = f"{NAME} Smith"
    store.keep_draft("person", "p", "name", f"{NAME} J")
    with store.change("Issue") as session:
        fingerprint = store.keep(session, SENTINEL.encode() * 500)
        at = store.now()
        paper = IssuedPaper(
            id="i",
            meeting_id="m",
            paper="minutes",
            version=1,
            status="draft",
            fingerprint=fingerprint,
            issued_at=at,
        )
        session.add(paper)
    return fingerprint


def taken(store: Store, fingerprint: str) -> bool:
    names = (NAME, f"{NAME} Smith")
    return purge.purge(
        store, "Remove a person for good", Order("person", PERSON, names, papers=(fingerprint,))
    )


def pages_say(store: Store, words: str) -> bool:
    """Whether any page of the file, its free pages and its log included, holds the words."""
    path, key = store.path, store.file.key
    wal = path.with_name(path.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    return any(words.encode() in page for page in plain_pages(path, key).values())


def agrees(store: Store) -> None:
    assert store.check() == ()
    with store.read() as session:
        assert list(replay.differences(session)) == []


def test_what_is_purged_is_in_no_row_and_on_no_page_and_the_chain_holds(store: Store) -> None:
    fingerprint = add(store)
    assert "Periwinkle" in everything(store)
    assert taken(store, fingerprint)
    assert "Periwinkle" not in everything(store)
    assert "periwinkle" not in everything(store)
    assert not pages_say(store, "Periwinkle")
    assert not pages_say(store, "periwinkle")
    agrees(store)
    with store.read() as session:
        person = session.get_one(Person, "p")
        assert (person.name, person.email, person.role) == (REMOVED_PERSON, "", "Nurse")
        assert session.exec(select(KeptBytes)).all() == []
        assert session.get_one(IssuedPaper, "i").fingerprint == fingerprint
    assert store.drafts() == ()
    assert store.undo_label == ""


def test_it_is_listed_by_ids_and_the_labels_that_named_it_are_empty(store: Store) -> None:
    fingerprint = add(store)
    taken(store, fingerprint)
    with store.read() as session:
        rows = {(one.table, one.field): one for one in session.exec(select(Purged))}
        labels = [(one.kind, one.label, one.salt is None) for one in session.exec(select(DeedRow))]
    assert set(rows) == {
        ("person", "name"),
        ("person", "email"),
        ("kept_bytes", "content"),
        ("journal", "label"),
    }
    assert rows["person", "name"].kind == "person"
    assert labels.count(("deed", None, True)) == 2
    assert labels[-1][:2] == ("purge", "Remove a person for good")


def test_the_same_again_changes_only_when(store: Store) -> None:
    fingerprint = add(store)
    taken(store, fingerprint)
    taken(store, fingerprint)
    agrees(store)
    with store.read() as session:
        assert len(session.exec(select(Purged).where(Purged.table == "person")).all()) == 2


def test_only_the_superseded_wordings_of_notes_go_where_that_is_asked(store: Store) -> None:
    arrange(store)
    write(store, "A line", f"A line\n{SENTINEL}", "A line\nAnother")
    store.keep_draft("meeting_item", "mi", "note", "A line\nAnother, still typed")
    purge.purge(store, "Remove", Order("strike", (Target("meeting_item", "mi", "note", wordings=True),)))
    assert SENTINEL not in everything(store)
    with store.read() as session:
        assert session.get_one(MeetingItem, "mi").note == "A line\nAnother"
    assert len(store.drafts()) == 1
    agrees(store)


class Heard:
    """A driver that notes what is asked of it."""

    def __init__(self, driver: Any) -> None:  # noqa: ANN401 the driver has no types
        self.driver, self.said = driver, list[str]()

    def execute(self, statement: str, *given: object) -> object:
        self.said.append(statement)
        return self.driver.execute(statement, *given)

    def set_progress_handler(self, *given: object) -> None:
        self.driver.set_progress_handler(*given)


def struck(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take the superseded wordings of the notes; gives what was asked of the driver to leave nothing of them."""
    heard = Heard(store.file.driver)
    with monkeypatch.context() as patch:
        patch.setattr(store.file, "driver", heard)
        assert purge.purge(
            store, "Remove", Order("strike", (Target("meeting_item", "mi", "note", wordings=True),))
        )
    return heard.said


def test_struck_lines_go_from_every_page_without_writing_the_whole_file(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wordings long and short, among many others that grow and shrink, so that pages are split and put together."""
    chance = random.Random(7)
    arrange(store)
    store.file.driver.execute("PRAGMA synchronous = OFF")
    for _ in range(60):
        write(store, f"{'v ' * chance.randint(0, 2500)}{SENTINEL}{' u' * chance.randint(0, 400)}")
        write(store, "w " * chance.randint(1, 2500))
    write(store, "What stays")
    assert "VACUUM" not in struck(store, monkeypatch)
    assert not pages_say(store, SENTINEL)
    agrees(store)


def slack(store: Store) -> Iterator[bytes]:
    """What lies in the file and says nothing any more: free pages whole, and of others what no row and no tree uses.

    The pages are decrypted in memory only.
    """
    pages = plain_pages(store.path, store.file.key)
    trees = {number: page[100 if number == 1 else 0 :] for number, page in pages.items()}
    for number, page in trees.items():
        kind = page[0]
        if kind not in {0x02, 0x05, 0x0A, 0x0D}:
            yield page
            continue
        cells, begins = int.from_bytes(page[3:5]), int.from_bytes(page[5:7]) - (100 if number == 1 else 0)
        first = (12 if kind in {0x02, 0x05} else 8) + 2 * cells
        yield page[first:begins]


def test_closing_makes_the_file_anew_and_no_free_page_or_slack_holds_the_struck_words(
    store: Store, reopened: Callable[[Store], Store]
) -> None:
    """With the store's own way of overwriting switched off, so that only the file made anew can answer for it."""
    arrange(store)
    store.file.driver.execute("PRAGMA synchronous = OFF")
    store.file.driver.execute("PRAGMA secure_delete = OFF").fetchone()
    for _ in range(20):
        write(store, f"{SENTINEL} " * 300, "w " * 900)
    write(store, "What stays")
    note = Target("meeting_item", "mi", "note", wordings=True)
    assert purge.purge(store, "Remove", Order("strike", (note,)))
    assert any(SENTINEL.encode() in one for one in slack(store)), "else this test would show nothing"
    assert store.setting(anew.DUE) == anew.AT_CLOSE
    # What a kill leaves: the next opening does not wait for it, the next close does it.
    store = reopened(store)
    assert store.setting(anew.DUE) == anew.AT_CLOSE
    assert anew.make(store.file)
    assert store.setting(anew.DUE) is None
    assert store.file.driver.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert not any(SENTINEL.encode() in one for one in slack(store))
    assert not pages_say(store, SENTINEL)
    agrees(store)


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow, as on a full disk; where the system cannot say so, the test is skipped."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("how", ["asked", "locked", "full"])
def test_a_file_that_is_not_made_anew_stays_whole_and_due(
    store: Store, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrange(store)
    for _ in range(20):
        write(store, f"{SENTINEL} " * 300, "w " * 900)
    purge.purge(store, "Remove", Order("strike", (Target("meeting_item", "mi", "note", wordings=True),)))
    before = everything(store)
    monkeypatch.setattr(anew, "_LOOK_EVERY", 50)
    if how == "locked":
        store.file.closing.set()
    with no_room() if how == "full" else nullcontext():
        assert not anew.make(store.file, stopped=lambda: how == "asked")
    store.file.closing.clear()
    assert store.setting(anew.DUE) == anew.AT_CLOSE
    assert everything(store) == before
    agrees(store)
    assert anew.make(store.file)
    assert store.setting(anew.DUE) is None


def test_a_full_disk_at_the_commit_leaves_everything(store: Store) -> None:
    fingerprint = add(store)
    before = everything(store)
    with no_commit(store, FULL), pytest.raises(CannotWrite, match="Nothing has been changed"):
        taken(store, fingerprint)
    assert everything(store) == before
    agrees(store)


def test_a_file_that_cannot_be_made_anew_now_is_made_anew_at_the_next_opening(
    store: Store, monkeypatch: pytest.MonkeyPatch, reopened: Callable[[Store], Store]
) -> None:
    fingerprint = add(store)

    class Full:
        def execute(self, *_given: object) -> None:
            raise sqlcipher.OperationalError("database or disk is full")

        def set_progress_handler(self, *_given: object) -> None: ...

    driver = store.file.driver
    monkeypatch.setattr(store.file, "driver", Full())
    assert not taken(store, fingerprint)
    monkeypatch.setattr(store.file, "driver", driver)
    assert store.setting(anew.DUE) == "yes"
    again = reopened(store)
    assert again.setting(anew.DUE) is None
    assert not pages_say(again, "Periwinkle")
    agrees(again)


def test_a_fault_at_any_statement_leaves_all_of_it_or_none(store: Store) -> None:
    fingerprint = add(store)
    before = everything(store)
    at = 0
    while True:
        at += 1
        with fault_at(store, at) as reached, suppress(Stumbled):
            taken(store, fingerprint)
        if not reached:
            break
        assert everything(store) == before
    assert at > 15
    assert "Periwinkle" not in everything(store)
    agrees(store)


class Stumbled(Exception):
    """A fault that a test puts in the way."""


@contextmanager
def fault_at(store: Store, number: int) -> Iterator[list[str]]:
    """Raise at the statement with that number; gives the statement when it was reached."""
    reached: list[str] = []
    count = 0

    def before(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal count
        count += 1
        if count == number:
            reached.append(statement)
            raise Stumbled(statement)

    engine = store.file.engine
    event.listen(engine, "before_cursor_execute", before)
    try:
        yield reached
    finally:
        event.remove(engine, "before_cursor_execute", before)


# -- applied again -----------------------------------------------------------------------------------


@pytest.fixture
def older(store: Store, place: Path, clock: HandClock, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Gives the store as it was when this was called."""
    opened: list[Store] = []

    def copied() -> Store:
        made = backup.make(store.file, tmp_path / f"older{len(opened)}", clock(), pause=backup.in_one_go)
        opened.append(Store.open(made.path, PASSPHRASE, clock))
        return opened[-1]

    yield copied
    for one in opened:
        one.close()


def again(newer: Store, copy: Store) -> int:
    with copy.change("Remove again", undoable=False, kind=purge.KIND) as session:
        found = purge.reapply(session, purge.listed(newer.file.driver))  # type: ignore[arg-type]
    anew.make(copy.file)
    return found


def test_an_older_copy_loses_it_too(store: Store, older: Callable[[], Store], clock: HandClock) -> None:
    fingerprint = add(store)
    copy = older()
    clock.at += timedelta(minutes=1)
    taken(store, fingerprint)
    assert "Periwinkle" in everything(copy)
    assert again(store, copy) == 2
    assert "eriwinkle" not in everything(copy)
    assert not pages_say(copy, "eriwinkle")
    agrees(copy)
    with copy.read() as session:
        assert session.get_one(Person, "p").role == "Nurse"
        assert {one.table for one in session.exec(select(Purged))} == {"person", "kept_bytes", "journal"}


def test_a_struck_line_goes_from_an_older_copy_whose_notes_still_say_it(
    store: Store, older: Callable[[], Store]
) -> None:
    arrange(store)
    write(store, "A line", f"A line\n{SENTINEL}")
    copy = older()
    write(store, "A line\nAnother")
    purge.purge(store, "Remove", Order("strike", (Target("meeting_item", "mi", "note", wordings=True),)))
    assert again(store, copy) == 2
    assert SENTINEL not in everything(copy)
    with copy.read() as session:
        assert session.get_one(MeetingItem, "mi").note == "A line\nAnother"
    agrees(copy)


def test_notes_that_were_written_before_or_after_stay_as_they_are(
    store: Store, older: Callable[[], Store], reopened: Callable[[Store], Store]
) -> None:
    arrange(store)
    write(store, "A line", f"A line\n{SENTINEL}", "A line")
    with_it = older()
    purge.purge(store, "Remove", Order("strike", (Target("meeting_item", "mi", "note", wordings=True),)))
    write(store, "A line, later")
    after_it = older()
    write(store, "A line, latest")
    store = reopened(store)
    for copy, note in ((with_it, "A line"), (after_it, "A line, later")):
        again(store, copy)
        assert SENTINEL not in everything(copy)
        agrees(copy)
        with copy.read() as session:
            assert session.get_one(MeetingItem, "mi").note == note


def test_what_the_copy_does_not_have_is_listed_there_all_the_same(
    store: Store, older: Callable[[], Store]
) -> None:
    copy = older()
    fingerprint = add(store)
    taken(store, fingerprint)
    assert again(store, copy) == 0
    with copy.read() as session:
        assert len(session.exec(select(Purged)).all()) == len(purge.listed(store.file.driver))
    assert again(store, copy) == 0
    agrees(copy)


def test_a_table_of_a_later_version_is_only_listed(store: Store) -> None:
    gone = purge.Gone("letter", "l", "text", "person", store.now())
    with store.change("Remove again", undoable=False, kind=purge.KIND) as session:
        assert purge.reapply(session, [gone]) == 0  # type: ignore[arg-type]
    assert [one.table for one in purge.listed(store.file.driver)] == ["letter"]


def test_a_file_that_cannot_be_read_lists_nothing(place: Path, store: Store) -> None:
    assert purge.listed_at(place.with_name("none.nscp"), store.file.key) == ()
    place.with_name("other.nscp").write_bytes(b"x" * 4096)
    assert purge.listed_at(place.with_name("other.nscp"), store.file.key) == ()
    store.file.driver.execute("DROP TABLE purged")
    assert purge.listed(store.file.driver) == ()


def test_the_rest_of_the_record_is_told_anew(store: Store) -> None:
    add(store)
    purge.purge(store, "Remove", Order("person", PERSON))
    with store.read() as session:
        rows = session.exec(select(LogRow).where(LogRow.record == "p", LogRow.field == "")).all()
        told = [json.loads(row.value) for row in rows if row.value is not None]
    assert [one["role"] for one in told] == ["Nurse"]


# -- at restore and salvage --------------------------------------------------------------------------


def backed_up(store: Store, clock: HandClock) -> Path:
    clock.at += timedelta(minutes=1)
    made = backup.make(store.file, backup.folder_of(store.path), clock(), pause=backup.in_one_go)
    clock.at += timedelta(minutes=1)
    return made.path


def says(path: Path, clock: HandClock) -> str:
    opened = Store.open(path, PASSPHRASE, clock)
    try:
        agrees(opened)
        assert not pages_say(opened, "eriwinkle")
        return everything(opened)
    finally:
        opened.close()


def test_a_backup_that_is_put_back_does_not_bring_it_back(
    store: Store, place: Path, clock: HandClock
) -> None:
    fingerprint = add(store)
    held = backed_up(store, clock)
    taken(store, fingerprint)
    store.close()
    restore.restore(place, held, PASSPHRASE, clock)
    assert "eriwinkle" not in says(place, clock)
    assert held.exists()


def test_nor_when_the_store_itself_is_gone_and_a_newer_backup_knows(
    store: Store, place: Path, clock: HandClock
) -> None:
    fingerprint = add(store)
    held = backed_up(store, clock)
    taken(store, fingerprint)
    backed_up(store, clock)
    store.close()
    place.unlink()
    restore.restore(place, held, PASSPHRASE, clock)
    assert "eriwinkle" not in says(place, clock)


def test_no_room_to_take_it_out_again_leaves_the_store_as_it_was(
    store: Store, place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fingerprint = add(store)
    held = backed_up(store, clock)
    taken(store, fingerprint)
    store.close()
    before = place.read_bytes()
    monkeypatch.setattr(anew, "make", lambda _opened, **_how: False)
    with pytest.raises(CannotWrite, match="Nothing has been changed"):
        restore.restore(place, held, PASSPHRASE, clock)
    assert place.read_bytes() == before
    assert not list(place.parent.glob("*.half*"))


def test_a_store_put_together_again_does_not_bring_it_back(
    store: Store, place: Path, clock: HandClock
) -> None:
    fingerprint = add(store)
    write(store, "A line", "A line, later")
    backed_up(store, clock)
    taken(store, fingerprint)
    note = Target("meeting_item", "mi", "note", wordings=True)
    purge.purge(store, "Remove", Order("strike", (note,)))
    page = store.file.driver.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'person'").fetchone()[0]
    store.close()
    with place.open("rb+") as file:
        file.seek((page - 1) * 4096 + 20)
        file.write(bytes(200))
    salvage.salvage(place, PASSPHRASE, clock)
    found = says(place, clock)
    assert "eriwinkle" not in found
    assert "A line, later" in found


def attach(store: Store, clock: HandClock, paper_id: str) -> str:
    with store.change("Attach") as session:
        fingerprint = store.keep(session, b"A chronology")
        session.add(
            AttachedPaper(
                id=paper_id, item_id="i", position=1.0, title="Chronology", file_name="Chronology.pdf", kind="PDF",
                size=12, fingerprint=fingerprint, attached_at=clock(),
            )
        )  # fmt: skip
    return fingerprint


def paper_removed(store: Store, paper_id: str, fingerprint: str) -> None:
    def also(session: Session) -> None:
        session.get_one(AttachedPaper, paper_id).removed = True

    targets = tuple(Target("attached_paper", paper_id, name) for name in ("title", "file_name"))
    purge.purge(store, "Remove a paper", Order("paper", targets, papers=(fingerprint,), also=also))


@pytest.fixture(params=["before", "between", "after", "none"])
def attached_again(
    request: pytest.FixtureRequest, store: Store, place: Path, clock: HandClock
) -> tuple[str, Path | None]:
    """A closed store whose paper was removed for good and attached again, with a backup from when, or none."""
    arrange(store)
    fingerprint, made = attach(store, clock, "first"), None
    if request.param == "before":
        made = backed_up(store, clock)
    paper_removed(store, "first", fingerprint)
    clock.at += timedelta(minutes=1)
    if request.param == "between":
        made = backed_up(store, clock)
    attach(store, clock, "again")
    if request.param == "after":
        made = backed_up(store, clock)
    store.close()
    return fingerprint, made


def test_a_paper_that_was_attached_again_is_in_the_store_that_is_put_together(
    attached_again: tuple[str, Path | None], place: Path, clock: HandClock
) -> None:
    fingerprint, _made = attached_again
    opened = Store.open(place, PASSPHRASE, clock)
    page = opened.file.driver.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'person'").fetchone()[
        0
    ]
    opened.close()
    with place.open("rb+") as file:
        file.seek((page - 1) * 4096 + 20)
        file.write(bytes(200))
    done = salvage.salvage(place, PASSPHRASE, clock)
    assert not any("Chronology" in one for one in done.missing)
    opened = Store.open(place, PASSPHRASE, clock)
    assert opened.kept(fingerprint) == b"A chronology"
    agrees(opened)
    opened.close()


def test_a_paper_that_was_attached_again_and_cannot_be_read_is_named(
    attached_again: tuple[str, Path | None], place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fingerprint, made = attached_again
    monkeypatch.setattr(readable, "is_whole", lambda *_given: False)
    opened = Store.open(place, PASSPHRASE, clock)
    opened.file.driver.execute("DELETE FROM kept_bytes")
    opened.close()
    done = salvage.salvage(place, PASSPHRASE, clock)
    lost = made is None or not _keeps(made, clock)
    assert any("“Chronology”" in one for one in done.missing) == lost


def _keeps(path: Path, clock: HandClock) -> bool:
    opened = Store.open(path, PASSPHRASE, clock)
    try:
        return bool(opened.file.driver.execute("SELECT count(*) FROM kept_bytes").fetchone()[0])
    finally:
        opened.close()


def test_a_backup_brings_a_paper_that_was_attached_again_and_no_other(
    attached_again: tuple[str, Path | None], place: Path, clock: HandClock
) -> None:
    fingerprint, made = attached_again
    if made is None:
        return
    restore.restore(place, made, PASSPHRASE, clock)
    opened = Store.open(place, PASSPHRASE, clock)
    with opened.read() as session:
        stands = session.get(AttachedPaper, "again") is not None
        assert (session.get(KeptBytes, fingerprint) is not None) == stands
        assert session.get_one(AttachedPaper, "first").title == ""
    opened.close()


def test_a_paper_that_is_removed_for_good_a_second_time_is_listed_again(
    store: Store, clock: HandClock
) -> None:
    arrange(store)
    fingerprint = attach(store, clock, "first")
    paper_removed(store, "first", fingerprint)
    clock.at += timedelta(minutes=1)
    paper_removed(store, "again", attach(store, clock, "again"))
    (listed,) = [one for one in purge.listed(store.file.driver) if one.table == "kept_bytes"]
    assert listed.record == fingerprint
    attach(store, clock, "third")
    assert not any(one.table == "kept_bytes" for one in purge.listed(store.file.driver))


def test_where_nobody_can_say_what_notes_say_now_the_last_wording_that_may_stay_does(store: Store) -> None:
    arrange(store)
    write(store, "A line", f"A line\n{SENTINEL}")
    with store.read() as session:
        rows = session.exec(select(LogRow).where(LogRow.field == "note").order_by(LogRow.id)).all()
    for row, note in ((rows[1], "A line"), (rows[0], "A line")):
        gone = purge.Gone("change_log", row.id, "value", "strike", store.now())
        with store.change("Remove again", undoable=False, kind=purge.KIND) as session:
            purge.reapply(session, [gone])  # type: ignore[arg-type]
        with store.read() as session:
            assert session.get_one(MeetingItem, "mi").note == note
    assert SENTINEL not in everything(store)
    agrees(store)
    with store.change("Remove again", undoable=False, kind=purge.KIND) as session:
        assert purge.reapply(session, purge.own(session), listed_too=True) == 0  # type: ignore[arg-type]


# -- killed in the middle ----------------------------------------------------------------------------

KILL = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import event
from nscp_desktop.store import Store, anew, purge
from nscp_desktop.store.purge import Order, Target

def die(*_given, **_how):
    os.kill(os.getpid(), signal.SIGKILL)

store = Store.open(Path(sys.argv[1]), sys.argv[2], lambda: datetime(2027, 1, 15, tzinfo=UTC))
where = sys.argv[3]
if where == "in the deed":
    def before(_connection, _cursor, statement, *_more):
        if statement.startswith("DELETE FROM draft"):
            die()
    event.listen(store.file.engine, "before_cursor_execute", before)
elif where == "before the file":
    anew.make = die
else:
    make = anew.make
    anew._LOOK_EVERY = int(where)
    anew.make = lambda opened, whole, stopped: make(opened, whole=whole, stopped=die)
targets = tuple(Target("person", "p", name) for name in ("name", "email"))
purge.purge(store, "Remove a person for good", Order("person", targets, (sys.argv[4],)))
"""


@pytest.mark.skipif(os.name == "nt", reason="a process is killed as only these systems can")
@pytest.mark.parametrize(
    ("where", "gone"),
    [("in the deed", False), ("before the file", True), ("100", True), ("500", True), ("1000", True)],
)
def test_a_kill_leaves_all_of_it_or_none_and_the_next_opening_finishes(
    store: Store, place: Path, clock: HandClock, where: str, *, gone: bool
) -> None:
    add(store)
    store.close()
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", KILL, str(place), PASSPHRASE, where, NAME],
        cwd=root,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        agrees(opened)
        with opened.read() as session:
            found = session.get_one(Person, "p").name
        assert found == (REMOVED_PERSON if gone else f"{NAME} Smith")
        if gone:
            assert "Wilhelmina" not in everything(opened)
            assert not pages_say(opened, "Wilhelmina")
            assert opened.setting(anew.DUE) is None
    finally:
        opened.close()


KILL_AT_CLOSE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from nscp_desktop.store import Store, anew

store = Store.open(Path(sys.argv[1]), sys.argv[2], lambda: datetime(2027, 1, 15, tzinfo=UTC))
anew._LOOK_EVERY = 300
anew.make(store.file, stopped=lambda: os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.skipif(os.name == "nt", reason="a process is killed as only these systems can")
def test_a_kill_while_the_program_closes_leaves_the_store_whole_and_the_next_close_makes_its_file_anew(
    store: Store, place: Path, clock: HandClock
) -> None:
    arrange(store)
    write(store, f"A line\n{SENTINEL}", "What stays")
    note = Target("meeting_item", "mi", "note", wordings=True)
    purge.purge(store, "Remove", Order("strike", (note,)))
    before = everything(store)
    store.close()
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", KILL_AT_CLOSE, str(place), PASSPHRASE],
        cwd=root,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        assert everything(opened) == before
        agrees(opened)
        assert opened.setting(anew.DUE) == anew.AT_CLOSE
        assert anew.make(opened.file)
        assert opened.setting(anew.DUE) is None
        assert not pages_say(opened, SENTINEL)
        agrees(opened)
    finally:
        opened.close()


def test_what_other_records_said_before_goes_too_and_what_they_say_stays(
    store: Store, older: Callable[[], Store], clock: HandClock
) -> None:
    add(store)
    with store.change("Lead") as session:
        for item in ("i2", "i3", "i4"):
            session.add(
                AgendaItem(id=item, round_id="r", position=2, title="A talk", kind="formal", lead=NAME)
            )
    with store.change("Lead") as session:
        session.get_one(AgendaItem, "i2").lead = f"{NAME} and others"
    copy = older()
    clock.at += timedelta(minutes=1)
    with store.change("Lead") as session:
        for item in ("i2", "i3"):
            session.get_one(AgendaItem, item).lead = "The co-chairs"
    purge.purge(store, "Remove", Order("person", PERSON, (NAME, f"{NAME} Smith"), past=True))
    assert everything(store).count(NAME) == 2
    agrees(store)
    with store.read() as session:
        assert session.get_one(AgendaItem, "i4").lead == NAME
    again(store, copy)
    agrees(copy)
    with copy.read() as session:
        assert session.get_one(AgendaItem, "i2").lead == "The co-chairs"
        assert session.get_one(AgendaItem, "i3").lead == NAME
