"""A struck line is hidden at once, can be brought back until its meeting closes, and is then on no page of the store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop import compose
from nscp_desktop.errors import Refused
from nscp_desktop.records import Action, Ask, Decision, Meeting, StruckLine, Talk
from nscp_desktop.rules.capture import Kind
from nscp_desktop.rules.retention import Held
from nscp_desktop.services import (
    actions,
    asks,
    capture,
    captured,
    holds,
    keeping,
    meetings,
    notes,
    retention,
    strikes,
)
from nscp_desktop.services.second_place import Places
from nscp_desktop.store import Store, anew, replay
from tests.faults import FULL, no_commit
from tests.services.conftest import PASSPHRASE
from tests.store.test_purge import pages_say
from tests.store.test_wordings import everything

if TYPE_CHECKING:
    from tests.services.winter import Winter

CHILD = "Kian Periwinkle was seen at the hostel"


@pytest.fixture
def held(held_winter: Winter) -> Winter:
    """January's meeting taken up again."""
    meetings.reopen_meeting(held_winter.store, held_winter.january)
    held_winter.store.forget_sitting()
    held_winter.clock.pass_by(5)
    return held_winter


def type_line(held: Winter, line: str = CHILD) -> str:
    """Type a line into the notes of the Workplan item in two wordings; gives the item."""
    item, before = held.item("Workplan"), notes.notes(held.store, held.january, held.item("Workplan")).text
    for text in (f"{before}\n{line[:9]}", f"{before}\n{line}\nThe workplan was noted."):
        held.clock.pass_by(1)
        notes.write(held.store, held.january, item, text)
    held.clock.pass_by(1)
    return item


def says(held: Winter, item: str) -> str:
    return notes.notes(held.store, held.january, item).text


def close(held: Winter) -> str:
    held.clock.pass_by(1)
    return meetings.close_meeting(held.store, held.january).removed


def whole(store: Store) -> None:
    assert store.check() == ()
    with store.read() as session:
        assert list(replay.differences(session)) == []


def test_a_line_is_hidden_at_once_and_undo_brings_it_back(held: Winter) -> None:
    item = type_line(held)
    strikes.strike_line(held.store, held.january, item, 1)
    assert strikes.fate(held.store, held.january) == "It is gone for good when the meeting closes."
    assert says(held, item) == "A family in one village was spoken of.\nThe workplan was noted."
    assert strikes.struck(held.store, held.january) == 1
    assert CHILD not in held.store.undo_label
    held.store.undo()
    assert CHILD in says(held, item)
    assert strikes.struck(held.store, held.january) == 0
    held.store.redo()
    assert CHILD not in says(held, item)


def test_when_the_meeting_closes_it_is_gone_from_every_page(held: Winter) -> None:
    item = type_line(held)
    strikes.strike_line(held.store, held.january, item, 1)
    assert "Periwinkle" in everything(held.store)
    assert close(held).startswith("1 struck line gone for good. Older backups")
    assert "Periwinkle" not in everything(held.store)
    assert not pages_say(held.store, "Periwinkle")
    assert says(held, item) == "A family in one village was spoken of.\nThe workplan was noted."
    assert held.store.undo_label == ""
    whole(held.store)
    meetings.reopen_meeting(held.store, held.january)
    assert "Periwinkle" not in says(held, item)
    assert close(held) == ""


def test_closing_the_program_makes_the_file_anew_and_then_backs_it_up(held: Winter) -> None:
    """What waits on the meeting's close only overwrites; no page of the closing backup is one of the old file's."""
    store = held.store
    item = type_line(held)
    strikes.strike_line(store, held.january, item, 1)
    assert "gone for good" in close(held)
    assert keeping.to_make_anew(store)
    assert keeping.close(store).startswith("Backed up at")
    (row, *_older) = keeping.listed(Places(store.path, store.store_id, None, held.clock()))
    for place in (store.path, row.path):
        copy = Store.open(place, PASSPHRASE, held.clock)
        assert copy.setting(anew.DUE) is None
        assert copy.file.driver.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert not pages_say(copy, "Periwinkle")
        copy.close()


def test_a_line_that_was_brought_back_stays_and_its_copy_goes(held: Winter) -> None:
    item = type_line(held)
    strikes.strike_line(held.store, held.january, item, 1)
    held.store.undo()
    assert close(held) == ""
    assert CHILD in says(held, item)
    notes.write(held.store, held.january, item, "Nothing")
    held.store.empty_superseded()
    assert "Periwinkle" not in everything(held.store)
    whole(held.store)


def test_backups_made_since_it_was_typed_are_replaced_by_the_next_one(held: Winter) -> None:
    store = held.store
    keeping.back_up_now(store)
    held.clock.pass_by(5)
    # What was written before the line tells since when it may stand there.
    notes.write(
        store, held.january, held.item("Workplan"), "A family in one village was spoken of, at length."
    )
    item = type_line(held)
    held.clock.pass_by(5)
    keeping.back_up_now(store)
    held.clock.pass_by(5)
    strikes.strike_line(store, held.january, item, 1)
    close(held)
    assert len(keeping.backups(store)) == 2
    held.clock.pass_by(5)
    keeping.back_up_now(store)
    newest, oldest = keeping.backups(store)
    assert newest.moment == held.clock.at.replace(microsecond=0)
    for row in (newest, oldest):
        copy = Store.open(row.path, PASSPHRASE, held.clock)
        try:
            assert "Periwinkle" not in everything(copy)
        finally:
            copy.close()


def test_only_a_line_with_words_of_a_running_meeting(held: Winter) -> None:
    item = type_line(held)
    for number in (7, -1):
        with pytest.raises(Refused, match="no words in that line"):
            strikes.strike_line(held.store, held.january, item, number)
    close(held)
    with pytest.raises(Refused, match="while its meeting runs"):
        strikes.strike_line(held.store, held.january, item, 1)


def test_a_record_goes_likewise_with_what_was_said_on_it(held: Winter) -> None:
    store = held.store
    held.record(f"decision {CHILD} because the Sunflower school said so", "Workplan")
    action = held.record(f"action joe to ring the Marigold clinic about {CHILD}", "Workplan")
    actions.add_note(store, action, "Marigold rang back")
    with store.read() as session:
        decision = session.exec(select(Decision.id).where(Decision.text.contains("Kian"))).one()  # type: ignore[attr-defined]
    for table, record in (("decision", decision), ("action", action)):
        captured.strike(store, table, record)
    assert strikes.struck(store, held.january) == 2
    assert close(held).startswith("2 struck lines gone for good.")
    for word in ("Periwinkle", "Sunflower", "Marigold"):
        assert word not in everything(store)
        assert not pages_say(store, word)
    with store.read() as session:
        assert session.get_one(Action, action).removed
    whole(store)


def test_what_a_record_was_before_goes_with_it_and_stays_without(held: Winter) -> None:
    store, context = held.store, capture.context(held.store, held.january)
    first = held.record(CHILD, "Workplan")
    table, record = captured.turn_into(store, "remark", first, Kind.DECISION, context)
    table, record = captured.turn_into(store, table, record, Kind.OUTCOME, context)
    assert strikes.struck(store, held.january) == 0
    assert close(held) == ""
    assert "Periwinkle" in everything(store)
    meetings.reopen_meeting(store, held.january)
    captured.strike(store, table, record)
    close(held)
    assert "Periwinkle" not in everything(store)
    whole(store)


def test_what_was_said_to_a_board_is_struck_likewise(held: Winter) -> None:
    store = held.store
    with store.read() as session:
        ask = session.exec(select(Ask.id).where(Ask.consent)).one()
    asks.talked(store, ask, held.january, held.item("Youth"), CHILD)
    row = next(row for row in captured.rows(store, held.january) if CHILD in row.text)
    captured.strike(store, row.table, row.record_id)
    close(held)
    assert "Periwinkle" not in everything(store)


def test_records_of_a_closed_meeting_go_when_the_next_one_closes(held: Winter) -> None:
    rows = [row for row in captured.rows(held.store, held.november) if row.action]
    for row in rows:
        captured.strike(held.store, row.table, row.record_id)
    assert close(held).startswith(f"{len(rows)} struck lines gone for good.")
    assert rows[0].text not in everything(held.store)


def test_what_belongs_to_no_meeting_waits_for_none(held: Winter) -> None:
    with held.store.change("Talk elsewhere") as session:
        ask = session.exec(select(Ask.id).where(Ask.consent)).one()
        session.add(Talk(id="t", ask_id=ask, talked_on=date(2027, 1, 13), text=CHILD))
    captured.strike(held.store, "talk", "t")
    with held.store.read() as session:
        assert session.exec(select(StruckLine)).all() == []


def test_under_a_legal_hold_it_stays_hidden_until_the_hold_is_lifted(held: Winter) -> None:
    store, item = held.store, type_line(held)
    strikes.strike_line(store, held.january, item, 1)
    hold = holds.set_hold(store, Held.MEETING, held.january, "Letter of the coroner", date(2027, 1, 3))
    assert strikes.fate(store, held.january).startswith(
        "It is hidden, and kept until the legal hold on Breckland"
    )
    assert close(held) == "1 struck line kept, hidden, until the hold is lifted."
    assert "Periwinkle" in everything(store)
    assert "Periwinkle" not in says(held, item)
    store.empty_superseded()
    assert "Periwinkle" in everything(store)
    said = retention.lift(store, hold)
    assert "is lifted. 1 struck line gone for good." in said
    assert "Periwinkle" not in everything(store)


def test_a_hold_on_somebody_who_is_named_in_the_line_keeps_it(held: Winter) -> None:
    store, item = held.store, type_line(held, "Bram Dykesworthy said what he saw")
    strikes.strike_line(store, held.january, item, 1)
    holds.set_hold(store, Held.PERSON, held.person("Bram"), "Letter", date(2027, 1, 3))
    other = held.record("decision keep to the plan", "Workplan")
    captured.strike(store, "decision", other)
    said = close(held)
    assert said.startswith("1 struck line gone for good.")
    assert said.endswith("1 struck line kept, hidden, until the hold is lifted.")
    assert "what he saw" in everything(store)


def test_what_a_full_disk_leaves_goes_when_the_store_is_opened_next(held: Winter) -> None:
    store, item = held.store, type_line(held)
    strikes.strike_line(store, held.january, item, 1)
    with store.change("Close without a purge") as session:
        session.get_one(Meeting, held.january).status = "held"
    with no_commit(store, FULL):
        assert "goes when the store is opened next" in strikes.finish(store)
    assert "Periwinkle" in everything(store)
    compose.house(store)
    assert "Periwinkle" not in everything(store)
    whole(store)


def test_a_store_for_reading_only_changes_nothing(held: Winter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held.store.file, "read_only", True)
    assert strikes.finish(held.store) == ""
    assert compose.house(held.store).recovered == ()
