"""A damaged store put together again: the newest good backup and every newer row that can be read."""

import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from nscp_desktop.errors import CannotWrite, Damaged, NotAStore, Refused, StoreInUse, WrongPassphrase
from nscp_desktop.records import (
    AgendaItem,
    Group,
    IssuedPaper,
    Meeting,
    MeetingItem,
    Person,
    Remark,
    Round,
    meeting_point,
)
from nscp_desktop.store import CHEAP, Draft, Store, backup, engine, keys, replay, salvage
from nscp_desktop.store.engine import scratch
from nscp_desktop.store.migrations import LATEST
from nscp_desktop.store.replay import Told
from nscp_desktop.store.tables import DeedRow, KeptBytes

from .conftest import PASSPHRASE, HandClock
from .test_backup import add, listing

MOMENT = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
NOTES = meeting_point("meeting_item", "m", "i")


def write_notes(store: Store, note: str) -> None:
    with store.change("Write the notes of item 1") as session:
        row = session.get(MeetingItem, NOTES) or MeetingItem(id=NOTES, meeting_id="m", item_id="i")
        session.add(row)
        row.note = note


def fill(store: Store, clock: HandClock) -> None:
    """A store of some hundred pages, a backup in the middle, and newer deeds of every kind."""
    with store.change("Arrange") as session:
        session.add(Group(id="g", code="B", name="Breckland", short="Breckland LSCG", title="Breckland"))
        session.add(Round(id="r", year=2026, number=5, month=date(2027, 1, 1)))
        day = date(2027, 1, 14)
        session.add(Meeting(id="m", group_id="g", round_id="r", date=day, starts=time(10), ends=time(12)))
        session.add(AgendaItem(id="i", round_id="r", position=1, title="Welcome", kind="formal"))
    add(store, *(f"Before {at}" for at in range(30)))
    write_notes(store, "The toolkit " * 900)
    store.keep_draft("meeting_item", NOTES, "note", "typed before", 3)
    backup.make(store.file, backup.folder_of(store.path), clock(), pause=backup.in_one_go)
    clock.at += timedelta(minutes=20)
    write_notes(store, "The toolkit was launched " * 400)
    add(store, *(f"Since {at} {'x' * 200}" for at in range(30)))
    with store.change("Rename") as session:
        person = session.exec(select(Person).where(Person.name == "Before 3")).one()
        person.name, person.email = "Ann Marsh", "ann@example.org"
    with store.change("Record a remark") as session:
        session.add(Remark(meeting_id="m", item_id="i", text="A remark " * 700, recorded_at=MOMENT))
    with store.change("Issue the minutes") as session:
        fingerprint = store.keep(session, bytes(range(256)) * 40)
        session.add(
            IssuedPaper(
                meeting_id="m", paper="minutes", version=1, status="draft", fingerprint=fingerprint,
                issued_at=MOMENT,
            )
        )  # fmt: skip
    store.keep_draft("person", "p", "role", "typed since", 5)
    store.set("second_place", "somewhere")


def state(path: Path, clock: HandClock) -> tuple[Told, tuple[Draft, ...], set[str], str | None]:
    """Records, drafts, kept papers and a setting of a store."""
    opened = Store.open(path, PASSPHRASE, clock)
    try:
        with opened.read() as session:
            papers = set(session.exec(select(KeptBytes.fingerprint)))
            assert all(opened.kept(paper) for paper in papers)
            return replay.kept(session), opened.drafts(), papers, opened.setting("second_place")
    finally:
        opened.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed store and its backup."""
    clock = HandClock()
    made = Store.create(tmp_path_factory.mktemp("filled") / "records.nscp", PASSPHRASE, clock, CHEAP)
    fill(made, clock)
    made.close()
    return made.path.parent


@pytest.fixture
def whole(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled store to be damaged."""
    for one in sorted(filled.rglob("*")):
        if one.is_file():
            target = tmp_path / one.relative_to(filled)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(one.read_bytes())
    return tmp_path / "records.nscp"


def damage(path: Path, *pages: int) -> None:
    with path.open("rb+") as file:
        for page in pages:
            file.seek((page - 1) * 4096 + 20)
            file.write(os.urandom(200))


def roots(path: Path) -> dict[str, int]:
    """The first page of each table and index."""
    opened = Store.open(path, PASSPHRASE, HandClock())
    try:
        found = opened.file.driver.execute("SELECT name, rootpage FROM sqlite_schema").fetchall()
        return dict(found)
    finally:
        opened.close()


def pages_of(path: Path) -> int:
    return path.stat().st_size // 4096


def later() -> HandClock:
    clock = HandClock()
    clock.at += timedelta(hours=2)
    return clock


def judge(path: Path, before: tuple[Told, tuple[Draft, ...], set[str], str | None]) -> salvage.Salvaged:
    """Salvage a store with one damaged page: nothing of the records may be missing, and all else is named."""
    clock = later()
    damaged = path.read_bytes()
    done = salvage.salvage(path, PASSPHRASE, clock)
    records, drafts, papers, place = state(path, clock)
    missing = " ".join(done.missing)
    assert records == before[0], missing
    assert set(drafts) == set(before[1]) or "being typed" in missing
    assert (
        papers == before[2]
        or "The minutes issued on 14 January 2027 (version 1) could not be read" in missing
    )
    assert place == before[3] or "Settings of this store" in missing
    assert done.aside.read_bytes() == damaged
    assert listing(path.parent) == sorted({
        "backups", path.name, done.aside.name, *(f"{path.name}{end}" for end in (".keys", ".keys2", ".lock")),
        *(f"{done.aside.name}{end}" for end in (".keys", ".keys2")),
    })  # fmt: skip
    return done


@pytest.mark.parametrize("what", ["person", "change_log", "journal", "draft", "meeting_item", "kept_bytes",
                                  "ix_change_log_heads", "setting", "remark", "issued_paper"])  # fmt: skip
def test_one_damaged_page_loses_no_record(whole: Path, what: str) -> None:
    before = state(whole, HandClock())
    damage(whole, roots(whole)[what])
    done = judge(whole, before)
    assert done.begun_from is not None
    assert done.newer > 0


@pytest.mark.parametrize("page", [1, 2, 3])
def test_even_where_the_schema_is_damaged_the_log_is_read(whole: Path, page: int) -> None:
    before = state(whole, HandClock())
    damage(whole, page)
    assert judge(whole, before).newer > 0


def test_even_where_the_salt_is_damaged_the_log_is_read(whole: Path) -> None:
    before = state(whole, HandClock())
    with whole.open("rb+") as file:
        file.write(bytes(16))
    assert judge(whole, before).newer > 0


@pytest.mark.slow
def test_whichever_page_is_damaged_no_record_is_lost(filled: Path, tmp_path: Path) -> None:
    before = state(filled / "records.nscp", HandClock())
    for page in range(1, pages_of(filled / "records.nscp") + 1):
        folder = tmp_path / str(page)
        (folder / "backups").mkdir(parents=True)
        for one in sorted(filled.rglob("*")):
            if one.is_file():
                (folder / one.relative_to(filled)).write_bytes(one.read_bytes())
        damage(folder / "records.nscp", page)
        judge(folder / "records.nscp", before)


def test_what_is_missing_is_named_also_where_it_cannot_be_known(whole: Path) -> None:
    damage(whole, *range(pages_of(whole) - 40, pages_of(whole) + 1))
    done = salvage.salvage(whole, PASSPHRASE, later())
    assert done.newer == 0
    assert done.missing[0].startswith("Deeds after 14 January 2027, 10:00 may be missing")


def test_deeds_that_are_missing_or_not_whole_are_named_by_their_words_and_times(whole: Path) -> None:
    opened = Store.open(whole, PASSPHRASE, HandClock())
    add(opened, "Last of all")
    key = opened.file.key
    opened.close()
    raw = scratch(whole, key)
    raw.execute("DELETE FROM journal WHERE label LIKE 'Add Since 7%' OR label LIKE 'Add Since 8%'")
    raw.execute(
        "DELETE FROM change_log WHERE deed_id = (SELECT id FROM journal WHERE label LIKE 'Add Since 12%')"
    )
    raw.close()
    damage(whole, roots(whole)["sector"])
    done = salvage.salvage(whole, PASSPHRASE, later())
    assert done.missing == (
        "2 deeds between 14 January 2027, 10:20 and 14 January 2027, 10:20 could not be read.",
        f"“Add Since 12 {'x' * 200}”, 14 January 2027, 10:20: a part of it could not be read. Look at what it changed.",
        "2 deeds could be read only in part: what they changed is there, their name is not.",
    )
    names = {
        fields.get("name") for (table, _), fields in state(whole, later())[0].items() if table == "person"
    }
    assert {f"Since {at} {'x' * 200}" for at in range(30)} <= names


def test_without_any_good_backup_everything_readable_is_put_together(whole: Path) -> None:
    before = state(whole, HandClock())
    for one in (whole.parent / "backups").glob("*.nscp"):
        damage(one, 5)
    damage(whole, roots(whole)["person"])
    done = salvage.salvage(whole, PASSPHRASE, later())
    assert done.begun_from is None
    assert state(whole, later())[0] == before[0]


def test_a_backup_of_a_second_place_is_as_good(whole: Path, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    (whole.parent / "backups").rename(place)
    damage(whole, roots(whole)["change_log"])
    done = salvage.salvage(whole, PASSPHRASE, later(), [place])
    assert done.begun_from is not None
    assert done.begun_from.path.parent == place


def test_the_salvaged_store_tells_what_was_done_and_goes_on(whole: Path) -> None:
    damage(whole, roots(whole)["person"])
    done = salvage.salvage(whole, PASSPHRASE, later())
    opened = Store.open(whole, PASSPHRASE, later())
    try:
        with opened.read() as session:
            (label,) = session.exec(select(DeedRow.label).where(DeedRow.kind == "salvage")).all()
            assert list(replay.differences(session)) == []
        assert label is not None
        assert label.startswith("Put the store together from the backup of 14 January 2027, 10:00 and 3")
        assert f"{done.newer} newer deeds" in label
        add(opened, "After")
        assert opened.check() == ()
    finally:
        opened.close()


def test_changes_in_the_log_that_was_not_folded_in_are_read_too(whole: Path, tmp_path: Path) -> None:
    opened = Store.open(whole, PASSPHRASE, HandClock())
    add(opened, "Only in the log")
    opened.keep_draft("person", "q", "name", "typed last", 1)
    kept_files = {one.name: one.read_bytes() for one in whole.parent.glob("records.nscp*")}
    opened.close()
    for name, content in kept_files.items():
        (whole.parent / name).write_bytes(content)
    assert kept_files["records.nscp-wal"]
    damage(whole, 1)
    salvage.salvage(whole, PASSPHRASE, later())
    records, drafts, _papers, _place = state(whole, later())
    assert "Only in the log" in {
        fields.get("name") for (table, _), fields in records.items() if table == "person"
    }
    assert "typed last" in {draft.text for draft in drafts}


def test_emptied_wordings_do_not_come_back_from_the_backup(whole: Path) -> None:
    damage(whole, roots(whole)["person"])
    salvage.salvage(whole, PASSPHRASE, later())
    opened = Store.open(whole, PASSPHRASE, later())
    try:
        with opened.read() as session:
            rows = session.connection().exec_driver_sql(
                "SELECT value FROM change_log WHERE field = 'note' AND live = 0"
            )
            assert rows.all() == [(None,)]
    finally:
        opened.close()


def test_what_points_at_nothing_is_put_aside_and_said(whole: Path) -> None:
    opened = Store.open(whole, PASSPHRASE, HandClock())
    key = opened.file.key
    opened.close()
    for one in (whole.parent / "backups").glob("*"):
        one.unlink()
    raw = scratch(whole, key)
    raw.execute("DELETE FROM agenda_item")
    raw.execute("DELETE FROM change_log WHERE \"table\" = 'agenda_item'")
    raw.close()
    damage(whole, roots(whole)["person"])
    done = salvage.salvage(whole, PASSPHRASE, later())
    assert "2 records belong to others that are missing, and were put aside." in done.missing
    records = state(whole, later())[0]
    assert {table for (table, _), fields in records.items() if fields["removed"]} == {
        "meeting_item",
        "remark",
    }


def test_a_backup_of_a_later_version_is_passed_over_for_the_one_before(whole: Path, clock: HandClock) -> None:
    before = next(whole.parent.glob("backups/*.nscp"))
    later = before.with_name("records-2027-02-01T10-00-00.nscp")
    for ending in ("", ".keys"):
        later.with_name(later.name + ending).write_bytes(before.with_name(before.name + ending).read_bytes())
    driver = engine.connect(later, keys.unwrap(keys.load(later), PASSPHRASE))[1]
    driver.execute(f"PRAGMA user_version = {LATEST + 1}")
    driver.execute("PRAGMA journal_mode = DELETE").fetchone()
    driver.close()
    damage(whole, 20)
    done = salvage.salvage(whole, PASSPHRASE, clock)
    assert done.begun_from is not None
    assert done.begun_from.path == before


def test_a_whole_store_is_left_alone(whole: Path) -> None:
    content = whole.read_bytes()
    with pytest.raises(Refused, match="is whole: there is nothing to put together"):
        salvage.salvage(whole, PASSPHRASE, later())
    assert whole.read_bytes() == content
    opened = Store.open(whole, PASSPHRASE, later())
    try:
        with pytest.raises(StoreInUse):
            salvage.salvage(whole, PASSPHRASE, later())
    finally:
        opened.close()


def test_no_store_and_a_wrong_passphrase_are_refused(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="Restore a backup instead"):
        salvage.salvage(tmp_path / "none.nscp", PASSPHRASE, later())
    damage(whole, 5)
    with pytest.raises(WrongPassphrase):
        salvage.salvage(whole, "wrong", later())


def test_the_key_file_may_come_from_the_backup(whole: Path) -> None:
    damage(whole, roots(whole)["person"])
    for ending in (".keys", ".keys2"):
        whole.with_name(whole.name + ending).unlink()
    salvage.salvage(whole, PASSPHRASE, later())
    assert len(keys.load(whole).slots) == 1
    assert state(whole, later())[3] == "somewhere"


@pytest.mark.parametrize(
    ("broken", "told", "sentence"),
    [
        (OSError(28, "No space left"), CannotWrite, "no room"),
        (Damaged("It does not hold."), Damaged, "not hold"),
    ],
)
def test_what_fails_half_way_leaves_the_damaged_store_as_it_was(
    whole: Path, monkeypatch: pytest.MonkeyPatch, broken: Exception, told: type[Exception], sentence: str
) -> None:
    damage(whole, roots(whole)["person"])
    content, names = whole.read_bytes(), listing(whole.parent)

    def fail(*_: object) -> None:
        raise broken

    monkeypatch.setattr(salvage, "_take_in", fail)
    with pytest.raises(told, match=sentence):
        salvage.salvage(whole, PASSPHRASE, later())
    assert whole.read_bytes() == content
    assert listing(whole.parent) == names


def test_a_result_that_does_not_hold_is_not_put_in_place(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(whole, roots(whole)["person"])
    content = whole.read_bytes()
    for one in (whole.parent / "backups").glob("*"):
        one.unlink()
    monkeypatch.setattr(backup, "check", lambda *_: ("It does not hold.",))
    with pytest.raises(
        Damaged, match="What was put together does not hold. Restore a backup instead. Nothing has been"
    ):
        salvage.salvage(whole, PASSPHRASE, later())
    assert whole.read_bytes() == content
