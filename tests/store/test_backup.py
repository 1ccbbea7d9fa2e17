"""Backups of a live store: whole, checked, thinned, carried to a second place."""

import errno
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from nscp_desktop.errors import CannotWrite, Damaged, NotAStore, Refused
from nscp_desktop.records import Person
from nscp_desktop.store import Store, backup, engine, migrations, pages
from nscp_desktop.store.migrations import LATEST

from .conftest import PASSPHRASE, HandClock

MOMENT = datetime(2027, 1, 14, 12, 3, 7, tzinfo=UTC)


def add(store: Store, *names: str) -> None:
    for name in names:
        with store.change(f"Add {name}") as session:
            session.add(Person(name=name))


def add_at_once(store: Store, number: int) -> None:
    """Enough for several steps of a copy."""
    with store.change("Add many") as session:
        session.add_all(Person(name=f"{at} {'x' * 1500}") for at in range(number))


def names_in(path: Path, clock: HandClock, secret: str = PASSPHRASE) -> list[str]:
    opened = Store.open(path, secret, clock)
    try:
        with opened.read() as session:
            assert opened.check() == ()
            return sorted(session.exec(select(Person.name)))
    finally:
        opened.close()


def damage(path: Path, page: int = 2) -> None:
    with path.open("rb+") as file:
        file.seek((page - 1) * 4096 + 200)
        file.write(os.urandom(64))


def listing(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def made(store: Store, folder: Path) -> backup.Backup:
    add(store, "Ann Sale", "Bea Lacey")
    return backup.make(store.file, folder, MOMENT)


# -- making one --------------------------------------------------------------------------------------


def test_a_backup_has_its_moment_its_keys_and_nothing_half(made: backup.Backup, folder: Path) -> None:
    assert made.path == folder / "records-2027-01-14T12-03-07.nscp"
    assert (made.moment, made.size, made.good) == (MOMENT, made.path.stat().st_size, True)
    assert listing(folder) == [made.path.name, made.path.name + ".keys", made.path.name + ".keys2"]


def test_a_backup_opens_as_a_store_of_its_own(
    made: backup.Backup, store: Store, tmp_path: Path, clock: HandClock
) -> None:
    add(store, "Cy Reed")
    assert names_in(made.path, clock) == ["Ann Sale", "Bea Lacey"]
    with store.read() as session:
        assert len(session.exec(select(Person.name)).all()) == 3


def test_a_backup_is_encrypted(made: backup.Backup) -> None:
    content = made.path.read_bytes()
    assert b"Ann Sale" not in content
    assert not content.startswith(b"SQLite")


def test_a_second_one_in_the_same_second_has_its_own_name(
    made: backup.Backup, store: Store, folder: Path
) -> None:
    second = backup.make(store.file, folder, MOMENT)
    assert second.path.name == "records-2027-01-14T12-03-08.nscp"
    assert backup.check(made.path, store.file.key) == ()


def test_fifteen_backups_of_a_store_that_is_written_to_are_all_good(
    store: Store, folder: Path, clock: HandClock
) -> None:
    # Large enough for several steps, so that deeds fall between them; the writer never stops.
    add_at_once(store, 400)
    found: list[backup.Backup] = []
    between = threading.Semaphore(0)

    def pause() -> None:
        between.acquire()

    def copy() -> None:
        moments = (MOMENT + timedelta(minutes=number) for number in range(15))
        found.extend(backup.make(store.file, folder, moment, pause=pause) for moment in moments)

    worker = threading.Thread(target=copy)
    worker.start()
    number = 0
    while worker.is_alive():
        number += 1
        add(store, f"written meanwhile {number}")
        store.keep_draft("person", "p", "name", f"typed meanwhile {number}")
        if number % 7 == 0:
            store.undo()
        between.release()
        if number % 3 == 0:
            store.drop_draft("person", "p", "name")
    worker.join()
    assert len(found) == 15
    sizes = [backup.check(one.path, store.file.key) for one in found]
    assert sizes == [()] * 15
    grown = [len(names_in(one.path, clock)) for one in found]
    assert grown == sorted(grown)
    assert grown[0] >= 400
    assert store.check() == ()


def test_a_deed_that_is_taken_back_while_the_copy_is_made_does_not_spoil_it(
    store: Store, folder: Path, clock: HandClock
) -> None:
    add_at_once(store, 400)
    add(store, "Ann Sale")
    taken_back: list[object] = []

    def pause() -> None:
        if not taken_back:
            taken_back.append(store.undo())

    made = backup.make(store.file, folder, MOMENT, pause=pause)
    assert taken_back
    assert backup.check(made.path, store.file.key) == ()


def test_a_deed_in_hand_holds_a_copy_up_and_is_whole_in_it_or_not_at_all(
    store: Store, folder: Path, clock: HandClock
) -> None:
    add(store, "Ann Sale")
    done = threading.Event()
    found: list[backup.Backup] = []

    def copy() -> None:
        found.append(backup.make(store.file, folder, MOMENT))
        done.set()

    with store.change("Add two") as session:
        session.add(Person(name="Bea Lacey"))
        session.flush()
        worker = threading.Thread(target=copy)
        worker.start()
        session.add(Person(name="Cy Reed"))
    worker.join()
    assert done.is_set()
    assert names_in(found[0].path, clock) == ["Ann Sale", "Bea Lacey", "Cy Reed"]


def test_closing_the_store_stops_a_copy_and_leaves_nothing_half(
    store: Store, folder: Path, clock: HandClock, place: Path
) -> None:
    add_at_once(store, 400)
    under_way, go_on = threading.Event(), threading.Event()
    told: list[BaseException] = []

    def pause() -> None:
        under_way.set()
        go_on.wait()

    def copy() -> None:
        try:
            backup.make(store.file, folder, MOMENT, pause=pause)
        except CannotWrite as error:
            told.append(error)

    worker = threading.Thread(target=copy)
    worker.start()
    under_way.wait()
    # What close() does first; the copy sees it at its next step.
    store.file.closing.set()
    go_on.set()
    store.close()
    worker.join()
    assert "stopped because the store is being closed" in str(told[0])
    assert listing(folder) == []
    assert len(names_in(place, clock)) == 400


def test_what_a_kill_left_half_is_cleared_away(store: Store, folder: Path) -> None:
    folder.mkdir()
    (folder / "records-2027-01-13T09-00-00.nscp.half").write_bytes(b"half")
    (folder / "another.half").write_bytes(b"not ours")
    backup.make(store.file, folder, MOMENT)
    assert [name for name in listing(folder) if name.endswith(".half")] == ["another.half"]


def test_a_folder_that_cannot_be_is_refused_in_a_sentence(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(
        CannotWrite, match="The backup could not be written to .*The store itself is as it was"
    ):
        backup.make(store.file, tmp_path / "file" / "backups", MOMENT)
    add(store, "Ann Sale")


def test_a_copy_that_does_not_hold_is_no_backup(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "check", lambda *_: ("3 pages cannot be authenticated.",))
    with pytest.raises(Damaged, match="does not hold: 3 pages cannot be authenticated."):
        backup.make(store.file, folder, MOMENT)
    assert listing(folder) == []


def test_a_damaged_store_is_not_copied_and_the_way_on_is_said(
    store: Store, folder: Path, place: Path, clock: HandClock
) -> None:
    add(store, *(f"{at} {'x' * 1500}" for at in range(50)))
    store.close()
    damage(place, place.stat().st_size // 4096 - 20)
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        with pytest.raises(Damaged, match="salvage"):
            backup.make(opened.file, folder, MOMENT)
        assert listing(folder) == []
    finally:
        opened.close()


def test_a_migration_is_preceded_by_a_backup(
    store: Store, place: Path, folder: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "Ann Sale")
    store.close()
    seen: list[list[str]] = []

    def step(_connection: object) -> None:
        seen.append(listing(folder))
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "LATEST", LATEST + 1)
    with pytest.raises(ZeroDivisionError):
        Store.open(place, PASSPHRASE, clock)
    monkeypatch.undo()
    assert len(seen[0]) == 3
    assert names_in(folder / seen[0][0], clock) == ["Ann Sale"]
    assert names_in(place, clock) == ["Ann Sale"]


# -- checking ----------------------------------------------------------------------------------------


def test_damage_anywhere_is_found(made: backup.Backup, store: Store) -> None:
    whole = made.path.read_bytes()
    for page in (1, 2, len(whole) // 4096 // 2, len(whole) // 4096):
        made.path.write_bytes(whole)
        assert backup.check(made.path, store.file.key) == ()
        damage(made.path, page)
        assert engine.unauthentic(made.path, store.file.key) == 1
        (sentence,) = backup.check(made.path, store.file.key)
        assert "authenticated" in sentence or "cannot be read" in sentence
    made.path.write_bytes(whole[:-4096])
    assert backup.check(made.path, store.file.key) != ()


def test_another_key_another_file_and_no_file_are_no_backup(made: backup.Backup, store: Store) -> None:
    assert "cannot be read" in backup.check(made.path, b"0" * 32)[0]
    assert "cannot be read" in backup.check(made.path.with_name("none.nscp"), store.file.key)[0]
    made.path.write_bytes(b"some other file" * 400)
    assert "cannot be read" in backup.check(made.path, store.file.key)[0]


def test_an_encrypted_file_of_another_program_is_no_backup(tmp_path: Path, store: Store) -> None:
    other = engine.blank(tmp_path / "other.nscp", store.file.key)
    other.execute("CREATE TABLE t (x)")
    other.close()
    assert backup.check(tmp_path / "other.nscp", store.file.key) == ("It is no store of NSCP Desktop.",)


def test_rows_that_are_not_there_are_found(made: backup.Backup, store: Store) -> None:
    counts = backup._counts(store.file)
    assert backup.check(made.path, store.file.key, counts, counts) == ()
    more = {**counts, "person": counts["person"] + 1, "unheard_of": 3}
    assert backup.check(made.path, store.file.key, more, more) == (
        "The table unheard_of is missing.",
        "The table person has 2 rows, the store 3.",
    )


# -- what there is -----------------------------------------------------------------------------------


def test_backups_are_listed_newest_first_with_whether_they_look_good(
    made: backup.Backup, store: Store, folder: Path, place: Path
) -> None:
    later = backup.make(store.file, folder, MOMENT + timedelta(hours=1))
    third = backup.make(store.file, folder, MOMENT + timedelta(hours=2))
    for ending in (".keys", ".keys2"):
        later.path.with_name(later.path.name + ending).unlink()
    third.path.write_bytes(third.path.read_bytes()[:-7])
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    found = backup.backups(folder, place, UTC)
    assert [(one.path, one.moment, one.good) for one in found] == [
        (third.path, third.moment, False),
        (later.path, later.moment, False),
        (made.path, MOMENT, True),
    ]
    assert backup.backups(folder / "none", place, UTC) == ()
    assert backup.backups(folder, place.with_name("others.nscp"), UTC) == ()


def test_thinning_removes_backups_with_their_keys(store: Store, folder: Path, place: Path) -> None:
    for hours in (0, 1, 2, 24):
        backup.make(store.file, folder, MOMENT + timedelta(hours=hours))
    gone = backup.thin_out(folder, place, MOMENT + timedelta(hours=25))
    assert sorted(one.name for one in gone) == [
        "records-2027-01-14T12-03-07.nscp",
        "records-2027-01-14T13-03-07.nscp",
    ]
    assert len(listing(folder)) == 6


# -- a second place ----------------------------------------------------------------------------------


@pytest.fixture
def second(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return backup.folder_in(tmp_path / "stick", "0123456789")


def test_the_second_place_is_brought_up_and_then_has_all(
    made: backup.Backup, store: Store, folder: Path, second: Path, place: Path, clock: HandClock
) -> None:
    now = MOMENT + timedelta(hours=2)
    backup.make(store.file, folder, MOMENT + timedelta(hours=1))
    assert second.name == "NSCP Desktop backups 01234567"
    assert backup.catch_up(folder, second, place, now) == 2
    assert backup.catch_up(folder, second, place, now) == 0
    assert listing(second) == listing(folder)
    assert names_in(second / made.path.name, clock) == ["Ann Sale", "Bea Lacey"]


def test_a_second_place_that_is_gone_or_in_the_way_is_said(
    made: backup.Backup, folder: Path, second: Path, place: Path
) -> None:
    second.parent.rmdir()
    with pytest.raises(CannotWrite, match="is gone or full. The backups on this laptop are whole"):
        backup.catch_up(folder, second, place, MOMENT)
    second.parent.write_text("a file", encoding="utf-8")
    with pytest.raises(CannotWrite, match="is gone or full"):
        backup.catch_up(folder, second, place, MOMENT)


def test_a_copy_that_reads_otherwise_than_written_is_not_taken(
    made: backup.Backup, folder: Path, second: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter(["a", "b"])
    monkeypatch.setattr(backup, "_fingerprint", lambda _path: next(said))
    with pytest.raises(CannotWrite):
        backup.catch_up(folder, second, place, MOMENT)
    assert listing(second) == []


def test_the_second_place_is_thinned_and_not_given_what_thinning_takes(
    store: Store, folder: Path, second: Path, place: Path
) -> None:
    for hours in (0, 1, 2):
        backup.make(store.file, folder, MOMENT + timedelta(hours=hours))
    backup.catch_up(folder, second, place, MOMENT + timedelta(hours=3))
    assert len(listing(second)) == 9
    later = MOMENT + timedelta(days=1)
    assert backup.catch_up(folder, second, place, later) == 0
    assert listing(second)[0] == "records-2027-01-14T14-03-07.nscp"
    assert len(listing(second)) == 3


def test_damage_that_would_read_as_zeros_is_not_copied_and_found_in_a_kept_paper(
    store: Store, place: Path, folder: Path, clock: HandClock
) -> None:
    with store.change("Issue") as session:
        fingerprint = store.keep(session, os.urandom(20_000))
        session.add(Person(name="Ann Sale"))
    store.close()
    whole = place.read_bytes()
    silent = 0
    last = len(whole) // 4096
    for page in range(last - 20, last + 1):
        place.write_bytes(whole)
        damage(place, page)
        try:
            opened = Store.open(place, PASSPHRASE, clock)
        except NotAStore:
            continue
        try:
            try:
                opened.kept(fingerprint)
            except Refused as told:
                silent += "A backup still has it whole" in str(told)
            assert any("authenticated" in sentence for sentence in opened.check())
            with pytest.raises(Damaged):
                backup.make(opened.file, folder, MOMENT)
        finally:
            opened.close()
    assert silent == 1
    assert listing(folder) == []


def test_what_the_log_puts_right_is_no_damage(
    store: Store, place: Path, folder: Path, clock: HandClock
) -> None:
    add(store, "Ann Sale")
    store.close()
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        add(opened, "Bea Lacey")
        # As a power cut in the middle of a checkpoint leaves it: pages half written that the log still has whole.
        torn = [
            page
            for page in pages._logged(place.with_name("records.nscp-wal"))
            if page <= len(place.read_bytes()) // 4096
        ]
        assert torn
        for page in torn:
            damage(place, page)
        assert engine.unauthentic(place, opened.file.key) == len(torn)
        assert opened.check() == ()
        made = backup.make(opened.file, folder, MOMENT)
        damage(place, next(page for page in range(2, 100) if page not in torn))
        assert opened.check()[0] == "1 page of the file cannot be authenticated: it is damaged."
    finally:
        opened.close()
    assert names_in(made.path, clock) == ["Ann Sale", "Bea Lacey"]


def test_one_that_cannot_be_read_hides_no_other(
    store: Store, tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick with one bad entry, or one that somebody removes at this moment."""
    folder = tmp_path / "backups"
    made = [backup.make(store.file, folder, clock() + timedelta(days=day)).path for day in range(3)]
    real = Path.stat

    def stat(path: Path, **named: bool) -> os.stat_result:
        if path in bad:
            raise OSError(errno.EIO, "cannot be read")
        return real(path, **named)

    monkeypatch.setattr(Path, "stat", stat)
    for one in made:
        bad = {one}
        found = backup.backups(folder, store.path, UTC)
        assert [each.path for each in found] == made[::-1]
        assert [each.path for each in found if not each.good] == [one]
