"""A store that does not open because it is damaged: the window offers the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop import app, compose
from nscp_desktop.errors import CannotWrite, NotAStore, Refused
from nscp_desktop.records import Person
from nscp_desktop.services import keeping, people
from nscp_desktop.store import Store, guards, mending
from nscp_desktop.ui.mending import MendStep
from nscp_desktop.ui.program import Program
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.unlock import Entry, UnlockStep
from nscp_desktop.ui.who import WhoStep
from tests.sampled import PASSPHRASE, Clock, clock, dressed, own_sample, running

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

__all__ = ["clock", "dressed", "own_sample", "running"]

PAGE = 4096


@pytest.fixture
def saved(own_sample: Path, clock: Clock) -> Path:
    """The sample with a backup, and one deed more."""
    store = Store.open(own_sample, PASSPHRASE, clock)
    keeping.back_up_now(store)
    clock.at = clock.at.replace(minute=30)
    people.add_person(store, "Zebedee Quill")
    store.close()
    return own_sample


def damage(path: Path, page: int = 0) -> None:
    content = bytearray(path.read_bytes())
    content[page * PAGE + 100 : page * PAGE + 300] = bytes(200)
    path.write_bytes(content)


def tried(qtbot: QtBot, path: Path, clock: Clock, passphrase: str = PASSPHRASE) -> Entry:
    """The way in after somebody has typed a passphrase and was refused."""
    entry = Entry(app.StoreDoor(path, clock))
    qtbot.addWidget(entry)
    entry.resize(1366, 768)
    entry.show()
    unlock(entry, passphrase)
    return entry


def unlock(entry: Entry, passphrase: str = PASSPHRASE) -> None:
    step = entry.step
    assert isinstance(step, UnlockStep)
    step.passphrase.setText(passphrase)
    step.open_button.click()


def offered(qtbot: QtBot, entry: Entry) -> MendStep:
    qtbot.waitUntil(lambda: isinstance(entry.step, MendStep))
    step = entry.step
    assert isinstance(step, MendStep)
    return step


def test_a_damaged_store_is_put_together_in_the_window(
    dressed: object, qtbot: QtBot, saved: Path, clock: Clock
) -> None:
    damage(saved)
    entry = tried(qtbot, saved, clock)
    step = offered(qtbot, entry)
    assert step.sentence.text == "A part of it cannot be read, so it does not open. Nothing has been changed."
    assert step.found.text() == "Its newest whole backup is the backup of 14 January 2027, 10:05."
    step.together.click()
    assert not step.back.isEnabled()
    qtbot.waitUntil(step.open.isVisible)
    assert "The damaged store is kept as records-replaced-2027-01-14T10-30-" in step.sentence.text
    step.open.click()
    unlock(entry)
    qtbot.waitUntil(lambda: isinstance(entry.step, WhoStep))
    house = entry._house
    assert house is not None
    with house.store.read() as session:
        assert "Zebedee Quill" in session.exec(select(Person.name)).all()
    house.store.close()


def test_or_the_backup_alone_is_put_back(dressed: object, qtbot: QtBot, saved: Path, clock: Clock) -> None:
    damage(saved)
    entry = tried(qtbot, saved, clock)
    step = offered(qtbot, entry)
    step.back.click()
    qtbot.waitUntil(step.open.isVisible)
    assert step.sentence.text.startswith(
        "Put back the backup of 14 January 2027, 10:05. The damaged store is kept"
    )
    assert step.sentence._tone is Tone.GREEN
    # Zebedee Quill came later.
    assert step.found.text() == "What was done after that backup is not in it."
    opened = compose.open_store(saved, PASSPHRASE, clock)
    assert opened.check() == ()
    opened.close()


def test_without_a_backup_what_can_be_read_is_put_together_and_a_refusal_is_said(
    dressed: object, qtbot: QtBot, own_sample: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (own_sample.parent / "backups").glob("*"):
        one.unlink()
    damage(own_sample)
    entry = tried(qtbot, own_sample, clock)
    step = offered(qtbot, entry)
    assert step.found.text() == "There is no whole backup of it on this laptop."
    assert not step.back.isVisible()

    def refuse(*_: object) -> None:
        raise CannotWrite(
            "There is no room in the folder to put the store together. Nothing has been changed."
        )

    monkeypatch.setattr(mending, "salvage", refuse)
    step.together.click()
    qtbot.waitUntil(step.leave.isEnabled)
    assert step.sentence.text.startswith("There is no room in the folder")
    found = mending.Mending(own_sample, None, "")
    with pytest.raises(Refused, match="There is no whole backup beside the store"):
        mending.put_back(found, PASSPHRASE, clock)
    step.leave.click()
    assert isinstance(entry.step, UnlockStep)


def test_a_store_that_is_not_in_its_place_is_put_back_from_its_backup_and_never_made_anew(
    dressed: object, qtbot: QtBot, saved: Path, clock: Clock
) -> None:
    """Somebody moved or removed the one file: its keys must not be written over by those of a new store."""
    saved.unlink()
    before = saved.with_name("records.nscp.keys").read_bytes()
    with pytest.raises(CannotWrite, match=r"was there before: records\.nscp\.keys still lies there"):
        Store.create(saved, PASSPHRASE, clock)
    assert saved.with_name("records.nscp.keys").read_bytes() == before
    entry = tried(qtbot, saved, clock)
    step = offered(qtbot, entry)
    assert step.title.text() == "The store is not in its place"
    assert step.sentence.text == "It was moved or removed, so it does not open. Nothing has been changed."
    assert step.found.text() == "Its newest whole backup is the backup of 14 January 2027, 10:05."
    assert not step.together.isVisible()
    assert step.back.caption == "Put back that backup"
    step.back.click()
    qtbot.waitUntil(step.open.isVisible)
    assert step.sentence.text == "Put back the backup of 14 January 2027, 10:05."
    assert step.found.text() == "What was done after that backup is not in it."
    step.open.click()
    unlock(entry)
    qtbot.waitUntil(lambda: isinstance(entry.step, WhoStep))
    assert entry._house is not None
    entry._house.store.close()


def test_without_its_keys_and_without_a_backup_it_is_said_what_to_do(
    dressed: object, qtbot: QtBot, own_sample: Path, clock: Clock
) -> None:
    own_sample.unlink()
    door = app.StoreDoor(own_sample, clock)
    assert not door.is_new
    with pytest.raises(
        NotAStore, match="It was moved or removed, for its key file is still there: put it back"
    ):
        door.open(PASSPHRASE)
    assert door.remedy(PASSPHRASE) is None
    for ending in (".keys", ".keys2"):
        own_sample.with_name(own_sample.name + ending).unlink()
    assert door.is_new


def test_what_is_no_damage_offers_nothing(dressed: object, qtbot: QtBot, saved: Path, clock: Clock) -> None:
    entry = tried(qtbot, saved, clock, "another passphrase")
    step = entry.step
    assert isinstance(step, UnlockStep)
    qtbot.waitUntil(lambda: "does not open this store" in step.sentence.text)
    qtbot.waitUntil(lambda: entry._looking is not None and entry._looking.isFinished())
    assert entry.step is step
    assert mending.look(saved, PASSPHRASE, clock) is None
    assert mending.look(saved.with_name("none.nscp"), PASSPHRASE, clock) is None


def test_a_store_that_opens_and_then_cannot_be_read_leads_there_too(
    dressed: object, qtbot: QtBot, saved: Path, clock: Clock
) -> None:
    """The pages of the tables that the window asks first, not the one that opening reads."""
    store = Store.open(saved, PASSPHRASE, clock)
    with store.read() as session:
        pages = session.connection().exec_driver_sql(
            "SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ('partnership', 'action', 'meeting')"
        )
        roots = [int(row[0]) for row in pages]
    store.close()
    for root in roots:
        damage(saved, root - 1)
    program = Program(app.StoreDoor(saved, clock))
    entry = program.start()
    try:
        unlock(entry)
        qtbot.waitUntil(lambda: isinstance(entry.step, WhoStep | MendStep))
        if isinstance(entry.step, WhoStep):
            entry._on_signed_in()
            assert program.window is None
            assert isinstance(program.entry, Entry)
            entry = program.entry
            step = entry.step
            assert isinstance(step, UnlockStep)
            assert step.sentence.text
            unlock(entry)
        assert "14 January 2027, 10:05" in offered(qtbot, entry).found.text()
    finally:
        entry.close()
        entry.deleteLater()


def refused(qtbot: QtBot, path: Path, clock: Clock) -> str:
    """What the window says to the right passphrase."""
    entry = tried(qtbot, path, clock)
    step = entry.step
    assert isinstance(step, UnlockStep)
    qtbot.waitUntil(lambda: bool(step.sentence.text) and step.open_button.isEnabled())
    # Long sentences wrap: nothing of them is cut off.
    assert step.sentence.height() >= step.sentence.minimumSizeHint().height()
    assert step.sentence.width() <= step.width()
    return step.sentence.text


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            "on a network drive (nfs). A store there is damaged when the connection drops.",
            "on a network drive (nfs)",
        ),
        (
            "in a folder that OneDrive keeps in step with other computers.",
            "in a folder that OneDrive keeps in step",
        ),
    ],
)
def test_an_unsafe_place_is_said_with_a_place_to_move_to(
    dressed: object,
    qtbot: QtBot,
    own_sample: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    why: str,
    said: str,
) -> None:
    monkeypatch.setattr(guards, "unsafe", lambda path: why if path == own_sample else "")
    sentence = refused(qtbot, own_sample, clock)
    assert said in sentence
    assert (
        "move records.nscp, records.nscp.keys and records.nscp.keys2 together to a place on this laptop"
        in sentence
    )
    assert sentence.endswith("Nothing has been changed.")


def test_a_store_in_use_and_a_newer_one_are_said(
    dressed: object, qtbot: QtBot, own_sample: Path, clock: Clock
) -> None:
    store = Store.open(own_sample, PASSPHRASE, clock)
    assert refused(qtbot, own_sample, clock) == (
        "records.nscp is open in another copy of NSCP Desktop. Close it there first. Nothing has been changed."
    )
    store.file.driver.execute("PRAGMA user_version = 99")
    store.close()
    assert refused(qtbot, own_sample, clock) == (
        "records.nscp was made by a later version of NSCP Desktop. Install that version to open it. "
        "Nothing has been changed."
    )
