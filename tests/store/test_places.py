"""A store where nothing may be written, on a disk without room, under a clock that was set back."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from nscp_desktop.errors import CannotWrite, ReadingOnly
from nscp_desktop.records import Person
from nscp_desktop.store import CHEAP, Store, backup, engine, file
from nscp_desktop.store import store as store_module
from nscp_desktop.store.tables import DeedRow

from .conftest import PASSPHRASE, HandClock
from .test_backup import add, listing

# -- reading only ------------------------------------------------------------------------------------


@pytest.fixture
def disc(store: Store, place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """Closes the store and lets nothing be written to it any more, as on a disc; gives its place."""
    add(store, "Ann Sale")

    def burn() -> Path:
        store.close()

        def refuse(_path: Path) -> None:
            raise CannotWrite("the folder may not be written to")

        monkeypatch.setattr(file, "guarded", refuse)
        return place

    return burn


def test_a_store_on_a_disc_is_read_and_every_change_is_refused(
    disc: Callable[[], Path], clock: HandClock
) -> None:
    place = disc()
    before, names = place.read_bytes(), listing(place.parent)
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        assert opened.read_only
        with opened.read() as session:
            assert session.exec(select(Person.name)).all() == ["Ann Sale"]
        assert opened.check() == ()
        sentence = "records.nscp is open for reading only, because it lies where nothing may be written. To work in it"
        changes: tuple[Callable[[], object], ...] = (
            lambda: add(opened, "Bea Lacey"),
            lambda: opened.keep_draft("person", "p", "name", "Bea"),
            lambda: opened.drop_draft("person", "p", "name"),
            lambda: opened.set("place", "today"),
        )
        for change in changes:
            with pytest.raises(ReadingOnly, match=sentence):
                change()
        # What the journal would note of reading is let be, so that people can come in.
        opened.note("unlock", "Ann Sale unlocked the store")
        assert sentence in opened.warnings()[0]
    finally:
        opened.close()
    assert place.read_bytes() == before
    assert listing(place.parent) == names


def test_a_file_that_may_not_be_written_is_read_only_too(
    store: Store, place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "Ann Sale")
    store.close()
    asked = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: not (path == place and mode == os.W_OK) and asked(path, mode)
    )
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        assert opened.read_only
        with pytest.raises(ReadingOnly):
            add(opened, "Bea Lacey")
    finally:
        opened.close()


def test_changes_still_in_the_log_must_be_copied_first(
    store: Store, place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "Ann Sale")
    kept = {one.name: one.read_bytes() for one in place.parent.glob("records.nscp*")}
    store.close()
    for name, content in kept.items():
        (place.parent / name).write_bytes(content)
    asked = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != place and asked(path, mode))
    with pytest.raises(
        CannotWrite, match="its last changes are still in records.nscp-wal beside it. Copy every file"
    ):
        Store.open(place, PASSPHRASE, clock)
    monkeypatch.undo()
    opened = Store.open(place, PASSPHRASE, clock)
    opened.close()
    assert not opened.read_only


def test_an_older_store_on_a_disc_is_to_be_copied_first(
    disc: Callable[[], Path], store: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nscp_desktop.store import migrations

    place = disc()
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST + 1)
    with pytest.raises(ReadingOnly, match="copy it with its key files"):
        Store.open(place, PASSPHRASE, clock)


# -- a full disk -------------------------------------------------------------------------------------

SITTING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from nscp_desktop.errors import CannotWrite
from nscp_desktop.records import Person
from nscp_desktop.store import CHEAP, Store, anew, backup

store = Store.create(Path(sys.argv[1]), "harbour lantern twig", lambda: datetime.now(UTC), CHEAP)
done, told = 0, ""
try:
    for number in range(10_000):
        with store.change(f"Add {number}") as session:
            session.add(Person(name=f"{number} " + "x" * 900))
        done += 1
except CannotWrite as refusal:
    told = str(refusal)
try:
    store.keep_draft("person", "p", "name", "y" * 90_000)
    told += " kept"
except CannotWrite as refusal:
    told += " | " + str(refusal)
try:
    backup.make(store.file, Path(sys.argv[1]).parent / "backups", datetime.now(UTC))
    told += " | backed up"
except CannotWrite as refusal:
    told += " | " + str(refusal)
told += " | made anew" if anew.make(store.file) else " | as it was"
faults = store.check()
store.close()
print(done, told, faults, sep="\\n")
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, where the system lets a test have one."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = shutil.which("mount") is not None and (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], check=False, capture_output=True
        ).returncode
        == 0
    )
    if not mounted:
        pytest.skip(
            "a small disk needs the right to mount one; the test with a limit on the file's size stands in"
        )
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_is_said_and_loses_nothing(small_disk: Path, clock: HandClock) -> None:
    place = small_disk / "records.nscp"
    ran = subprocess.run(
        [sys.executable, "-c", SITTING, str(place)], check=False, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    done, told, faults = ran.stdout.splitlines()
    deed, draft, copy, made_anew = told.split(" | ")
    assert int(done) > 20
    assert deed == "The disk is full. Make room, then try again. Nothing has been changed."
    assert draft == deed
    assert copy.startswith("The backup could not be written to")
    assert made_anew == "as it was"
    assert faults == "()"
    assert not list(small_disk.glob("backups/*"))
    # Some room is made, and the same store goes on.
    subprocess.run(["mount", "-o", "remount,size=12m", str(small_disk)], check=True)
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        add(opened, "After")
        with opened.read() as session:
            assert len(session.exec(select(Person.id)).all()) == int(done) + 1
            assert session.exec(select(DeedRow.id)).all()
        assert opened.check() == ()
        assert backup.make(opened.file, small_disk / "backups", clock()).good
    finally:
        opened.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_file_that_may_not_grow_is_said_and_loses_nothing(tmp_path: Path, clock: HandClock) -> None:
    place = tmp_path / "records.nscp"
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", limited + SITTING, str(place)],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    done, told, _faults = ran.stdout.splitlines()
    assert "cannot be written to" in told or "The disk is full" in told
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        with opened.read() as session:
            assert len(session.exec(select(Person.id)).all()) == int(done) > 20
        assert opened.check() == ()
    finally:
        opened.close()


@pytest.mark.parametrize("at", ["connect", "migrate"])
def test_a_store_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def full(*_: object, **__: object) -> None:
        told = sqlcipher.OperationalError("database or disk is full")
        raise CannotWrite("The disk is full.") if at == "connect" else OperationalError("", {}, told)

    monkeypatch.setattr(file if at == "connect" else store_module, at, full)
    with pytest.raises(CannotWrite, match="The disk is full"):
        Store.create(tmp_path / "new" / "records.nscp", PASSPHRASE, clock, CHEAP)
    assert listing(tmp_path / "new") == []


def test_room_that_runs_out_is_said_before_it_has(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.warnings() == ()
    usage = shutil._ntuple_diskusage(10**9, 9 * 10**8, 10**8)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    assert store.warnings() == (
        "The disk is nearly full: 100 MB are free. Make room soon, or what is typed can no longer be saved.",
    )


def test_a_place_that_went_is_said_and_so_are_keys_that_are_missing(store: Store, place: Path) -> None:
    """A stick that was taken out, a folder that was moved: nobody may learn of it only at the next start."""
    moved = place.parent.with_name("moved")
    place.parent.rename(moved)
    (said,) = store.warnings()
    assert said.startswith(f"{place} cannot be reached any more: its stick or disk was taken out")
    with pytest.raises(CannotWrite, match="The backup could not be written to"):
        backup.make(store.file, backup.folder_of(place), store.now())
    with pytest.raises(CannotWrite, match="records.nscp cannot be opened") as told:
        engine.reader(place, store.file.key)
    assert "file:" not in str(told.value)
    assert not place.parent.exists()
    moved.rename(place.parent)
    assert store.warnings() == ()
    held = place.with_name("records.nscp.keys").read_bytes()
    for ending in (".keys", ".keys2"):
        place.with_name(place.name + ending).unlink()
    (said,) = store.warnings()
    assert said.startswith("The key file of the store, records.nscp.keys, is missing or damaged")
    place.with_name("records.nscp.keys").write_bytes(held)
    assert store.warnings() == ()


# -- the clock ---------------------------------------------------------------------------------------


def test_a_clock_that_was_set_back_is_said_and_the_order_holds(store: Store, clock: HandClock) -> None:
    add(store, "Ann Sale")
    clock.at -= timedelta(seconds=90)
    assert store.warnings() == ()
    clock.at -= timedelta(days=1)
    assert "clock stands before the last thing that was recorded" in store.warnings()[0]
    add(store, "Bea Lacey")
    with store.read() as session:
        stamps = session.exec(select(DeedRow.stamp).order_by(DeedRow.number)).all()  # type: ignore[arg-type]
    assert list(stamps) == sorted(stamps)
    assert store.check() == ()
