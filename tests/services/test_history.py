"""The history of a record in words: every type, every field, every fate of a wording."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Boolean, Date, Float, Integer, Time
from sqlalchemy import text as sql
from sqlmodel import SQLModel, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import (
    Action,
    Attendance,
    Board,
    BoardMeeting,
    Instant,
    IssuedPaper,
    LegalHold,
    Person,
    StruckLine,
)
from nscp_desktop.rules import history as rules
from nscp_desktop.rules.history_words import FIELDS, NOUNS
from nscp_desktop.services import actions, attendance, history, notes, officers, people, seats
from nscp_desktop.services.record_names import GONE
from nscp_desktop.store.log import RECORDS, encoded
from nscp_desktop.store.purge import Order, Target, purge

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from tests.services.conftest import Clock
    from tests.services.winter import Winter

_RAW = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-|\d{4}-\d\d-\d\dT|\d{4}-\d\d-\d\d$|\b(?:None|True|False|null)\b|[a-z]_[a-z]"
)
_VALUES = {
    Boolean: True, Date: date(2027, 1, 14), Time: time(10, 5), Float: 2.5, Integer: 3,
    Instant: datetime(2027, 1, 14, 10, 5, tzinfo=UTC),
}  # fmt: skip


def value_for(table: str, field: str) -> object:
    kind = SQLModel.metadata.tables[table].c[field].type
    return next((value for one, value in _VALUES.items() if isinstance(kind, one)), "some words")


def test_every_record_and_every_field_has_words_and_reads_as_people_write() -> None:
    told = {table: set(fields) for table, fields in FIELDS.items()}
    kept = {table: set(kind.model_fields) - {"id", "removed"} for table, kind in RECORDS.items()}
    assert told == kept
    assert NOUNS.keys() == RECORDS.keys()
    for table, fields in FIELDS.items():
        for field, words in fields.items():
            assert words[0].isupper() or words[0].isdigit(), (table, field)
            for value in (value_for(table, field), None):
                said = rules.shown(table, field, value)
                assert said, (table, field)
                assert not _RAW.search(said), (table, field, said)


def test_every_record_of_a_winter_can_be_told(held_winter: Winter) -> None:
    store = held_winter.store
    told = set()
    for table, kind in RECORDS.items():
        with store.read() as session:
            any_kind: Any = kind
            ids = session.exec(select(any_kind.id)).all()
        for record_id in ids[:12]:
            found = history.history(store, table, record_id)
            assert found.rows, table
            told.add(table)
            for row in found.rows:
                for words in (row.who, row.record, row.field, row.before, row.after, row.when):
                    assert not _RAW.search(words), (table, row)
                assert GONE not in row.before + row.after, row
    assert len(told) >= 25


def test_an_action_tells_who_changed_what_and_when(held_winter: Winter) -> None:
    store = held_winter.store
    officers.sign_in(store, officers.add_officer(store, "Anna Stanford", "business support"))
    action = held_winter.record("action priya to circulate the page by 22 jan", "Welcome")
    actions.change_due(store, action, date(2027, 2, 5))
    held_winter.clock.pass_by(5)
    actions.close(store, action)
    actions.add_note(store, action, "Sent to all leads")
    store.undo()
    found = history.history(store, "action", action)
    assert found.subject.startswith("Action B-2701-")
    newest, note, *_rest = found.rows
    assert (newest.field, newest.after, newest.deed[:11]) == ("Taken away", "", "Undo: Note ")
    assert (note.field, note.who) == ("Added", "Anna Stanford")
    assert "Words: Sent to all leads" in note.after
    due = next(row for row in found.rows if row.field == "Due")
    assert (due.before, due.after) == ("22 January 2027", "5 February 2027")
    assert due.when == "14 January 2027 at 12:03"
    state = next(row for row in found.rows if row.field == "State")
    assert (state.before, state.after) == ("open", "done")
    made = found.rows[-1]
    assert made.field == "Added"
    assert "Owner: " in made.after
    assert "Owner's organisation" not in made.after
    assert "Words: Circulate the page" in made.after


def test_a_person_is_told_with_seats_and_the_register(held_winter: Winter) -> None:
    store, ann = held_winter.store, held_winter.person("Priya")
    people.change_person(store, ann, name="Priya Anand")
    attendance.mark_left(store, held_winter.january, ann)
    found = history.history(store, "person", ann)
    assert found.subject == "Priya Anand"
    assert {row.record.split(":")[0] for row in found.rows} >= {"Priya Anand", "Register entry"}
    assert ("Name", "Priya Nair", "Priya Anand") in {(row.field, row.before, row.after) for row in found.rows}


def test_an_item_is_told_as_one_meeting_has_it(held_winter: Winter) -> None:
    store, item = held_winter.store, held_winter.item("Welcome")
    here = history.history(store, "agenda_item", item, held_winter.january)
    everywhere = history.history(store, "agenda_item", item)
    assert len(here.rows) <= len(everywhere.rows)
    assert all("12 November" not in row.record for row in here.rows)
    assert {row.record.split(":")[0] for row in here.rows} == {"Item at a meeting", here.subject}


def test_an_emptied_and_a_purged_wording_are_told_apart(held_winter: Winter) -> None:
    store, item = held_winter.store, held_winter.item("Welcome")
    for words in ("The first wording", "The second wording"):
        notes.write(store, held_winter.january, item, words)
    store.empty_superseded()
    rows = [
        row
        for row in history.history(store, "agenda_item", item, held_winter.january).rows
        if row.field == "Notes"
    ]
    assert (rows[0].before, rows[0].after) == (rules.EMPTIED, "The second wording")
    with store._engine.begin() as connection:
        connection.execute(sql("UPDATE change_log SET value = NULL, salt = NULL WHERE field = 'note'"))
        connection.execute(
            sql("UPDATE journal SET label = NULL, salt = NULL WHERE label LIKE 'Write the notes%'")
        )
    rows = [
        row
        for row in history.history(store, "agenda_item", item, held_winter.january).rows
        if row.field == "Notes"
    ]
    assert (rows[0].before, rows[0].after, rows[0].deed) == (rules.PURGED, rules.PURGED, rules.PURGED)


def test_a_record_whose_making_was_purged_still_tells_that_it_was_made(store: Store) -> None:
    ivy = people.add_person(store, "Ivy Hartley")
    people.change_person(store, ivy, name="Ivy Hart")
    with store._engine.begin() as connection:
        connection.execute(
            sql("UPDATE change_log SET value = NULL, salt = NULL WHERE record = :id AND field = ''"),
            {"id": ivy},
        )
    changed, made = history.history(store, "person", ivy).rows
    assert (made.field, made.after, made.who) == ("Added", rules.PURGED, "nobody signed in")
    assert (changed.before, changed.after) == (rules.PURGED, "Ivy Hart")


def test_a_record_told_anew_after_a_purge_was_not_added_but_had_text_removed(
    store: Store, clock: Clock
) -> None:
    ivy = people.add_person(store, "Ivy Hartley")
    with store.change("Say who she is") as session:
        session.get_one(Person, ivy).role = "Nurse"
    clock.pass_by(60)
    purge(
        store, "Remove a person for good", Order("person", (Target("person", ivy, "name"),), ("Ivy Hartley",))
    )
    gone, role, made = history.history(store, "person", ivy).rows
    assert (gone.field, gone.before, gone.after) == (rules.TEXT_REMOVED, "", "")
    assert (gone.deed, gone.when) == ("Remove a person for good", "14 January 2027 at 10:30")
    assert (role.field, role.after) == ("Role", "Nurse")
    assert (made.field, made.after) == ("Added", "removed for good on 14 January 2027")
    people.change_person(store, ivy, role="Matron")
    assert (history.history(store, "person", ivy).rows[0].before, role.after) == ("Nurse", "Nurse")


def test_a_struck_line_says_when_it_was_removed_and_not_what_it_said(held_winter: Winter) -> None:
    store, item = held_winter.store, held_winter.item("Welcome")
    for words in ("A first wording", "What stands"):
        notes.write(store, held_winter.january, item, words)
    record = notes.record_id(held_winter.january, item)
    purge(
        store, "Remove struck lines for good",
        Order("strike", (Target("meeting_item", record, "note", wordings=True),)),
    )  # fmt: skip
    told = history.history(store, "agenda_item", item, held_winter.january).rows
    assert "A first wording" not in str(told)
    assert next((one.before, one.after) for one in told if one.field == "Notes") == (
        "removed for good on 14 January 2027", "What stands"
    )  # fmt: skip


def test_what_a_lost_row_said_is_not_guessed(store: Store) -> None:
    ivy = people.add_person(store, "Ivy Hartley")
    people.change_person(store, ivy, name="Ivy Hart")
    with store._engine.begin() as connection:
        connection.execute(sql("DELETE FROM change_log WHERE record = :id AND field = ''"), {"id": ivy})
    (row,) = history.history(store, "person", ivy).rows
    assert row.before == rules.NOTHING


def test_a_seat_and_a_name_that_points_nowhere_are_told(held_winter: Winter) -> None:
    store = held_winter.store
    seat = seats.seats(store, held_winter.group_id, date(2027, 1, 14))[0]
    assert history.history(store, "seat", seat.seat_id).subject.endswith("Breckland LSCG")
    with store.change("Point nowhere") as session:
        session.get_one(Person, held_winter.person("Priya")).email = "p@example.org"
    with store._engine.begin() as connection:
        connection.execute(
            sql("UPDATE change_log SET value = :value WHERE field = 'email'"), {"value": encoded('"q"')}
        )
    assert history.history(store, "person", held_winter.person("Priya")).rows[0].after == "q"


@pytest.mark.parametrize("table", ["person", "nothing"])
def test_what_is_not_there_has_no_history(store: Store, table: str) -> None:
    with pytest.raises(Unknown, match="not in this store"):
        history.history(store, table, "nobody")


def test_what_a_hold_or_a_strike_points_at_is_named(held_winter: Winter) -> None:
    store, ivy = held_winter.store, held_winter.person("Priya")
    with store.change("Hold and strike") as session:
        hold = LegalHold(kind="person", subject_id=ivy, reason="A review", set_on=date(2027, 1, 14))
        struck = StruckLine(
            meeting_id=held_winter.january, table="remark", record="gone", struck_at=store.now(), field="text"
        )
        session.add_all((hold, struck))
        ids = hold.id, struck.id
    assert "Who or what: Priya Nair" in history.history(store, "legal_hold", ids[0]).rows[0].after
    after = history.history(store, "struck_line", ids[1]).rows[0].after
    assert "Kind of record: Note" in after
    assert f"Record: {GONE}" in after


def test_papers_and_boards_are_named_by_their_dates(held_winter: Winter) -> None:
    store = held_winter.store
    with store.change("Issue and meet") as session:
        board = session.exec(select(Board)).first()
        assert board is not None
        paper = IssuedPaper(
            meeting_id=held_winter.january, paper="minutes", version=1, status="draft", fingerprint="ab",
            issued_at=store.now(),
        )  # fmt: skip
        met = BoardMeeting(board_id=board.id, date=date(2027, 2, 2))
        session.add_all((paper, met))
        ids = paper.id, met.id
    assert history.history(store, "issued_paper", ids[0]).subject == (
        "Issued paper: minutes, version 1, Breckland LSCG, 14 January 2027"
    )
    assert history.history(store, "board_meeting", ids[1]).subject.endswith(", 2 February 2027")


def test_what_an_undo_left_alone_is_named(held_winter: Winter) -> None:
    store = held_winter.store
    action = held_winter.record("action priya to circulate the page by 22 jan", "Welcome")
    store.forget_sitting()
    actions.change_due(store, action, date(2027, 2, 5))
    with store.change("Elsewhere", undoable=False) as session:
        session.get_one(Action, action).due = date(2027, 3, 5)
    turned = store.undo()
    assert turned is not None
    reference = history.subject(store, "action", action)
    assert history.left_alone(store, turned.left_alone) == (
        f"Left as it is, because it was changed since: due of {reference}."
    )
    assert history.left_alone(store, ()) == ""


def test_what_the_making_deed_put_right_is_told_with_the_making(store: Store) -> None:
    with store.change("Add and put right") as session:
        person = Person(name="Ivy Hartley")
        session.add(person)
        session.flush()
        person.role = "Nurse"
        ivy = person.id
    (row,) = history.history(store, "person", ivy).rows
    assert (row.field, row.after) == ("Added", "Name: Ivy Hartley\nRole: Nurse")


def test_a_mark_is_found_by_its_meeting_and_its_person(held_winter: Winter) -> None:
    with held_winter.store.read() as session:
        marks = session.exec(select(Attendance)).all()
        assert marks
        assert all(history.register_entry(one.meeting_id, one.person_id) == one.id for one in marks)
