"""The unit of work, the change log, undo, drafts, announcement, and the doors of the store."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from nscp_desktop.errors import CannotWrite, NewerStore, NotAStore, StoreInUse, WrongPassphrase
from nscp_desktop.records import AgendaItem, Group, Meeting, MeetingItem, Person, Round, Sector, meeting_point
from nscp_desktop.store import CHEAP, Change, Store
from nscp_desktop.store.migrations import LATEST, schema_of_records
from nscp_desktop.store.tables import DeedRow, LogRow

from .conftest import PASSPHRASE, HandClock


def add_person(store: Store, name: str) -> str:
    with store.change(f"Add {name}") as session:
        person = Person(name=name)
        session.add(person)
        return person.id


def rename(store: Store, person_id: str, name: str) -> None:
    with store.change(f"Rename to {name}") as session:
        session.get_one(Person, person_id).name = name


def name_of(store: Store, person_id: str) -> tuple[str, bool]:
    with store.read() as session:
        person = session.get_one(Person, person_id)
        return person.name, person.removed


def log_rows(store: Store, record: str) -> list[LogRow]:
    with store.read() as session:
        return list(session.exec(select(LogRow).where(LogRow.record == record).order_by(LogRow.id)))


# -- one deed, one commit ----------------------------------------------------------------------------


def test_a_deed_is_there_after_reopening(store: Store, reopened: Callable[[Store], Store]) -> None:
    ann = add_person(store, "Ann Sale")
    assert name_of(reopened(store), ann) == ("Ann Sale", False)


def test_an_error_inside_a_change_leaves_nothing(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    with pytest.raises(ZeroDivisionError), store.change("Half a deed") as session:
        session.get_one(Person, ann).name = "half"
        session.flush()
        raise ZeroDivisionError
    assert name_of(store, ann) == ("Ann Sale", False)
    assert len(log_rows(store, ann)) == 1
    assert store.undo_label == "Add Ann Sale"
    assert store.check() == ()


def test_a_reference_to_nothing_is_refused_at_the_commit_whole(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    with pytest.raises(Exception, match="damaged|FOREIGN"), store.change("Point at nothing") as session:
        session.get_one(Person, ann).organisation_id = "nobody"
    assert len(log_rows(store, ann)) == 1


def test_rows_that_point_at_each_other_may_come_in_any_order(store: Store) -> None:
    with store.change("Arrange") as session:
        session.add(
            Meeting(
                id="m", group_id="g", round_id="r", date=date(2027, 1, 14), starts=time(10), ends=time(12)
            )
        )
        session.flush()
        session.add(Round(id="r", year=2026, number=5, month=date(2027, 1, 1)))
        session.add(Group(id="g", code="B", name="Breckland", short="Breckland LSCG", title="Breckland"))
    assert store.check() == ()


def test_a_change_inside_a_change_or_a_read_is_an_error(store: Store) -> None:
    with (
        store.change("Outer"),
        pytest.raises(RuntimeError, match="inside another change"),
        store.change("Inner"),
    ):
        pass
    with store.read(), pytest.raises(RuntimeError, match="inside another change"), store.change("Inner"):
        pass
    with store.read(), pytest.raises(RuntimeError, match="draft"):
        store.keep_draft("meeting_item", "x", "note", "text")


def test_a_read_inside_a_change_sees_the_change_and_does_not_end_it(store: Store) -> None:
    with store.change("Add") as session:
        session.add(Person(name="Ann"))
        session.flush()
        with store.read() as inner:
            assert inner is session
            assert inner.exec(select(Person.name)).all() == ["Ann"]
    with store.read() as session:
        assert session.exec(select(Person.name)).all() == ["Ann"]


def test_a_deed_that_changes_nothing_is_no_deed(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    heard: list[Change] = []
    store.listen(heard.append)
    rename(store, ann, "Ann Sale")
    assert heard == []
    assert store.undo_label == "Add Ann Sale"


def test_nothing_is_ever_deleted(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    with pytest.raises(RuntimeError, match="never deleted"), store.change("Delete") as session:
        session.delete(session.get_one(Person, ann))


# -- the change log ----------------------------------------------------------------------------------


def test_a_new_record_is_one_row_and_a_changed_field_one_more(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    rename(store, ann, "Ann Sale-Marsh")
    rename(store, ann, "Ann Marsh")
    made, first, second = log_rows(store, ann)
    assert (made.table, made.field) == ("person", "")
    assert json.loads(made.value or "")["name"] == "Ann Sale"
    assert (first.field, json.loads(first.value or ""), first.live) == ("name", "Ann Sale-Marsh", False)
    assert (second.field, json.loads(second.value or ""), second.live) == ("name", "Ann Marsh", True)
    assert json.loads(first.replaces) == [made.id]
    assert json.loads(second.replaces) == sorted([made.id, first.id])


def test_dates_times_and_moments_come_back_through_undo_as_what_they_were(
    store: Store, clock: HandClock
) -> None:
    test_rows_that_point_at_each_other_may_come_in_any_order(store)
    opened = clock.at
    with store.change("Open") as session:
        meeting = session.get_one(Meeting, "m")
        meeting.opened_at, meeting.date, meeting.starts = opened, date(2027, 2, 1), time(9, 30)
        meeting.register_complete = True
    with store.change("Reopen") as session:
        meeting = session.get_one(Meeting, "m")
        meeting.opened_at, meeting.date, meeting.starts = None, date(2027, 3, 1), time(11)
    store.undo()
    with store.read() as session:
        meeting = session.get_one(Meeting, "m")
        assert (meeting.opened_at, meeting.date, meeting.starts) == (opened, date(2027, 2, 1), time(9, 30))


def test_only_records_are_logged_and_the_journal_names_the_actor(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    store.actor = ann
    rename(store, ann, "Ann Marsh")
    store.note("print", "Print the agenda")
    with store.read() as session:
        deeds = session.exec(select(DeedRow).order_by(col(DeedRow.number))).all()
    assert [(deed.number, deed.kind, deed.label, deed.actor) for deed in deeds] == [
        (1, "deed", "Add Ann Sale", ""),
        (2, "deed", "Rename to Ann Marsh", ann),
        (3, "print", "Print the agenda", ann),
    ]


# -- undo and redo -----------------------------------------------------------------------------------


def test_undo_and_redo_walk_back_and_forth(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    rename(store, ann, "Ann Marsh")
    assert store.undo_label == "Rename to Ann Marsh"
    undone = store.undo()
    assert undone is not None and undone.label == "Rename to Ann Marsh" and undone.left_alone == ()
    assert name_of(store, ann) == ("Ann Sale", False)
    store.undo()
    assert name_of(store, ann) == ("Ann Sale", True)
    assert store.undo() is None
    assert store.redo_label == "Add Ann Sale"
    store.redo()
    store.redo()
    assert name_of(store, ann) == ("Ann Marsh", False)
    assert store.redo() is None
    assert store.check() == ()


def test_two_deeds_on_one_field_are_both_taken_back_and_both_done_again(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    for name in ("Ann Marsh", "Ann Reed", "Ann Fen"):
        rename(store, ann, name)
    for _ in range(2):
        for wanted in ("Ann Reed", "Ann Marsh", "Ann Sale"):
            undone = store.undo()
            assert undone is not None and undone.left_alone == ()
            assert name_of(store, ann)[0] == wanted
        for wanted in ("Ann Marsh", "Ann Reed", "Ann Fen"):
            redone = store.redo()
            assert redone is not None and redone.left_alone == ()
            assert name_of(store, ann)[0] == wanted


def test_what_was_changed_since_a_later_deed_was_taken_back_is_left_alone(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    rename(store, ann, "Ann Marsh")
    rename(store, ann, "Ann Reed")
    store.undo()
    with store.change("Taken in from another laptop", undoable=False) as session:
        session.get_one(Person, ann).name = "Ann Fen"
    undone = store.undo()
    assert undone is not None and len(undone.left_alone) == 1
    assert name_of(store, ann)[0] == "Ann Fen"


def test_a_new_deed_ends_what_could_be_done_again(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    rename(store, ann, "Ann Marsh")
    store.undo()
    rename(store, ann, "Ann Reed")
    assert store.redo() is None
    store.undo()
    assert name_of(store, ann)[0] == "Ann Sale"


def test_a_field_written_twice_in_one_deed_goes_all_the_way_back(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    with store.change("Rename twice") as session:
        person = session.get_one(Person, ann)
        person.name = "first"
        session.flush()
        person.name = "second"
    store.undo()
    assert name_of(store, ann)[0] == "Ann Sale"
    store.redo()
    assert name_of(store, ann)[0] == "second"


def test_a_field_changed_since_outside_the_sitting_is_named_and_left_alone(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    rename(store, ann, "Ann Marsh")
    with store.change("Taken in from another laptop", undoable=False) as session:
        session.get_one(Person, ann).name = "Ann Reed"
    undone = store.undo()
    assert undone is not None
    assert [(one.table, one.record, one.field) for one in undone.left_alone] == [("person", ann, "name")]
    assert name_of(store, ann)[0] == "Ann Reed"


def test_what_is_not_undoable_and_an_earlier_sitting_are_not_undone(
    store: Store, reopened: Callable[[Store], Store]
) -> None:
    with store.change("Set up", undoable=False) as session:
        session.add(Sector(name="Health"))
    assert store.undo() is None
    add_person(store, "Ann Sale")
    assert reopened(store).undo() is None


def test_a_new_sitting_can_be_begun_without_closing(store: Store) -> None:
    add_person(store, "Ann Sale")
    store.forget_sitting()
    assert (store.undo_label, store.redo_label) == ("", "")


def test_a_record_in_the_log_but_not_in_its_table_is_said(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    with store.read() as session:
        session.connection().execute(text("DELETE FROM person WHERE id = :id"), {"id": ann})
        session.commit()
    with pytest.raises(RuntimeError, match="not in its table"):
        store.undo()


def test_a_value_that_was_purged_cannot_be_brought_back(store: Store) -> None:
    ann = add_person(store, "Ann Sale")
    rename(store, ann, "Ann Marsh")
    with store.read() as session:
        session.connection().execute(text("UPDATE change_log SET value = NULL, salt = NULL WHERE field = ''"))
        session.commit()
    undone = store.undo()
    assert undone is not None and len(undone.left_alone) == 1
    assert store.check() == ()


# -- announcement ------------------------------------------------------------------------------------


def test_listeners_hear_what_was_touched_after_the_commit(store: Store) -> None:
    heard: list[Change] = []
    stop = store.listen(heard.append)
    ann = add_person(store, "Ann Sale")
    assert heard[0].records == {("person", ann)}
    assert (heard[0].label, heard[0].tables) == ("Add Ann Sale", frozenset({"person"}))
    store.undo()
    assert heard[1].label == "Undo: Add Ann Sale"
    stop()
    add_person(store, "Bea Lacey")
    assert len(heard) == 2


def test_a_listener_that_fails_does_not_undo_the_deed_nor_silence_the_others(store: Store) -> None:
    heard: list[Change] = []

    def fail(change: Change) -> None:
        raise ValueError

    store.listen(fail)
    store.listen(heard.append)
    ann = add_person(store, "Ann Sale")
    assert name_of(store, ann) == ("Ann Sale", False)
    assert len(heard) == 1


# -- drafts ------------------------------------------------------------------------------------------


def make_item(store: Store) -> str:
    row = meeting_point("meeting_item", "m", "i")
    with store.change("Item") as session:
        session.connection().execute(text("PRAGMA defer_foreign_keys = ON"))
        session.add(Group(id="g", code="B", name="Breckland", short="Breckland LSCG", title="Breckland"))
        session.add(Round(id="r", year=2026, number=5, month=date(2027, 1, 1)))
        session.add(
            Meeting(
                id="m", group_id="g", round_id="r", date=date(2027, 1, 14), starts=time(10), ends=time(12)
            )
        )
        session.add(AgendaItem(id="i", round_id="r", position=1, title="Welcome", kind="formal"))
        session.add(MeetingItem(id=row, meeting_id="m", item_id="i"))
    return row


def test_a_draft_outlives_the_program_and_ends_with_its_deed(
    store: Store, reopened: Callable[[Store], Store]
) -> None:
    row = make_item(store)
    store.keep_draft("meeting_item", row, "note", "The toolkit", 3)
    store.keep_draft("meeting_item", row, "note", "The toolkit was", 15)
    store = reopened(store)
    (draft,) = store.drafts()
    assert (draft.record, draft.text, draft.cursor) == (row, "The toolkit was", 15)
    with store.change("Write the notes") as session:
        session.get_one(MeetingItem, row).note = "The toolkit was launched"
    assert store.drafts() == ()


def test_a_draft_is_kept_when_its_deed_fails(store: Store) -> None:
    row = make_item(store)
    store.keep_draft("meeting_item", row, "note", "The toolkit", 3)
    with pytest.raises(ZeroDivisionError), store.change("Write the notes") as session:
        session.get_one(MeetingItem, row).note = "The toolkit was launched"
        session.flush()
        raise ZeroDivisionError
    assert [draft.text for draft in store.drafts()] == ["The toolkit"]


def test_a_draft_can_be_dropped(store: Store) -> None:
    store.keep_draft("meeting_item", "x", "note", "text")
    store.drop_draft("meeting_item", "x", "note")
    assert store.drafts() == ()


# -- kept bytes and settings -------------------------------------------------------------------------


def test_bytes_are_kept_once_under_their_fingerprint(store: Store) -> None:
    with store.change("Issue") as session:
        one = store.keep(session, b"%PDF the minutes")
        two = store.keep(session, b"%PDF the minutes")
        session.add(Person(name="Ann"))
    assert one == two
    assert store.kept(one) == b"%PDF the minutes"
    with pytest.raises(KeyError):
        store.kept("0" * 64)


def test_settings_are_kept_and_are_no_deeds(store: Store, reopened: Callable[[Store], Store]) -> None:
    assert store.setting("place") is None
    store.set("place", "run")
    store.set("place", "today")
    assert store.undo_label == ""
    assert reopened(store).setting("place") == "today"


# -- the chain ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meddling", "says"),
    [
        ("UPDATE change_log SET value = '\"Eve\"' WHERE field = 'name'", "was altered"),
        ("DELETE FROM change_log WHERE field = 'name'", "does not match what it changed"),
        ("DELETE FROM journal WHERE number = 2", "missing"),
        ("UPDATE journal SET label = 'Nothing happened' WHERE number = 2", "its words were altered"),
        ("UPDATE journal SET actor = 'Eve' WHERE number = 2", "does not match"),
        ("UPDATE journal SET previous = 'x' WHERE number = 2", "altered"),
        ("UPDATE change_log SET deed_id = 'other' WHERE field = 'name'", "without a deed"),
    ],
)
def test_meddling_with_the_log_or_journal_shows(store: Store, meddling: str, says: str) -> None:
    ann = add_person(store, "Ann Sale")
    rename(store, ann, "Ann Marsh")
    rename(store, ann, "Ann Reed")
    assert store.check() == ()
    with store.read() as session:
        session.connection().execute(text(meddling))
        session.commit()
    assert says in " ".join(store.check())


# -- the doors ---------------------------------------------------------------------------------------


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(
    store: Store, place: Path, clock: HandClock
) -> None:
    store.close()
    before = place.read_bytes()
    with pytest.raises(WrongPassphrase):
        Store.open(place, "wrong", clock)
    assert place.read_bytes() == before


def test_no_store_a_plain_file_and_a_foreign_database_are_refused(
    store: Store, place: Path, tmp_path: Path, clock: HandClock
) -> None:
    with pytest.raises(NotAStore, match="There is no store"):
        Store.open(tmp_path / "none.nscp", PASSPHRASE, clock)
    store.close()
    place.write_bytes(b"some other file" * 400)
    with pytest.raises(NotAStore, match="not a store"):
        Store.open(place, PASSPHRASE, clock)
    place.unlink()
    for left in tmp_path.glob("records.nscp-*"):
        left.unlink()
    plain = sqlite3.connect(place)
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    with pytest.raises(NotAStore, match="not a store"):
        Store.open(place, PASSPHRASE, clock)


def test_a_store_in_use_is_refused_here_and_from_another_program(
    store: Store, place: Path, clock: HandClock
) -> None:
    with pytest.raises(StoreInUse, match="another copy"):
        Store.open(place, PASSPHRASE, clock)
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from nscp_desktop.store import Store; from nscp_desktop.errors import StoreInUse\n"
        "try: Store.open(Path(sys.argv[1]), sys.argv[2], lambda: datetime.now(UTC))\n"
        "except StoreInUse: sys.exit(44)\n"
    )
    gave = subprocess.run([sys.executable, "-c", code, str(place), PASSPHRASE], check=False, timeout=60)
    assert gave.returncode == 44
    add_person(store, "Ann Sale")


def test_a_newer_store_is_refused_politely(store: Store, place: Path, clock: HandClock) -> None:
    with store.read() as session:
        session.connection().exec_driver_sql(f"PRAGMA user_version = {LATEST + 1}")
        session.commit()
    store.close()
    with pytest.raises(NewerStore, match="later version"):
        Store.open(place, PASSPHRASE, clock)


def test_another_programs_encrypted_file_is_refused(store: Store, place: Path, clock: HandClock) -> None:
    with store.read() as session:
        session.connection().exec_driver_sql("PRAGMA application_id = 7")
        session.commit()
    store.close()
    with pytest.raises(NotAStore, match="not a store"):
        Store.open(place, PASSPHRASE, clock)


def test_a_taken_or_unwritable_place_is_refused_and_nothing_is_left(
    store: Store, place: Path, tmp_path: Path, clock: HandClock
) -> None:
    with pytest.raises(CannotWrite, match="already there"):
        Store.create(place, PASSPHRASE, clock, CHEAP)
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(CannotWrite):
        Store.create(tmp_path / "file" / "records.nscp", PASSPHRASE, clock, CHEAP)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
        ["file", *(one.name for one in tmp_path.glob("records.nscp*"))]
    )


def test_two_stores_live_in_one_process(store: Store, tmp_path: Path, clock: HandClock) -> None:
    second = Store.create(tmp_path / "second.nscp", "another passphrase", clock, CHEAP)
    try:
        ann = add_person(store, "Ann Sale")
        bea = add_person(second, "Bea Lacey")
        second.undo()
        assert name_of(store, ann) == ("Ann Sale", False)
        assert name_of(second, bea) == ("Bea Lacey", True)
        assert store.device != second.device
    finally:
        second.close()


def test_the_file_is_encrypted_from_the_first_byte_and_holds_no_text(store: Store, place: Path) -> None:
    ann = add_person(store, "Sentinel Periwinkle")
    store.keep_draft("person", ann, "name", "Sentinel Periwinkle draft")
    for file in place.parent.iterdir():
        content = file.read_bytes()
        assert b"Periwinkle" not in content
        assert b"SQLite format" not in content
    assert len(list(place.parent.iterdir())) >= 3


# -- the schema --------------------------------------------------------------------------------------


def test_the_steps_lead_to_the_tables_of_the_records(store: Store) -> None:
    with store.read() as session:
        rows = session.connection().exec_driver_sql(
            # The search index is no table of records; tests/store/test_search.py says what it does.
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "AND tbl_name NOT LIKE 'search_%'"
        )
        there = sorted(" ".join(row[0].split()) for row in rows)
    wanted = sorted(" ".join(one.split()) for one in schema_of_records().split(";\n") if one.strip())
    assert there == wanted
