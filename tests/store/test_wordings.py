"""Superseded rough wordings leave the log when the store closes; everything else about it stays."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from nscp_desktop.records import AgendaItem, Group, LegalHold, Meeting, MeetingItem, Person, Remark, Round
from nscp_desktop.store import Store
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.pages import plain_pages
from nscp_desktop.store.tables import LogRow
from nscp_desktop.store.wordings import ROUGH, empty_superseded

from .conftest import PASSPHRASE, HandClock

SENTINEL = "Periwinkle"


def arrange(store: Store) -> None:
    with store.change("Arrange") as session:
        session.add(Group(id="g", code="B", name="Breckland", short="Breckland LSCG", title="Breckland"))
        session.add(Round(id="r", year=2026, number=5, month=date(2027, 1, 1)))
        session.add(
            Meeting(
                id="m", group_id="g", round_id="r", date=date(2027, 1, 14), starts=time(10), ends=time(12)
            )
        )
        session.add(AgendaItem(id="i", round_id="r", position=1, title="Welcome", kind="formal"))


def write(store: Store, *wordings: str) -> None:
    for wording in wordings:
        with store.change("Write the notes") as session:
            row = session.get(MeetingItem, "mi") or MeetingItem(id="mi", meeting_id="m", item_id="i")
            session.add(row)
            row.note = wording


def everything(store: Store) -> str:
    """All the text that stands in the store, in whatever table."""
    with store.read() as session:
        connection = session.connection()
        tables = (
            connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).scalars().all()
        )
        return json.dumps([
            [str(value) for value in row]
            for table in tables
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608
        ])  # fmt: skip


def rows(store: Store, field: str) -> list[LogRow]:
    with store.read() as session:
        return list(session.exec(select(LogRow).where(LogRow.field == field).order_by(LogRow.id)))


def test_wordings_that_were_replaced_are_gone_after_closing_and_the_last_is_there(
    store: Store, reopened: Callable[[Store], Store]
) -> None:
    arrange(store)
    write(store, f"{SENTINEL} one", f"{SENTINEL} two", "The toolkit was launched")
    assert SENTINEL in everything(store)
    store = reopened(store)
    assert SENTINEL not in everything(store)
    first, second, last = rows(store, "note")
    assert (first.value, first.salt, len(first.digest)) == (None, None, 64)
    assert (second.value, second.salt, len(second.digest)) == (None, None, 64)
    assert json.loads(last.value or "") == "The toolkit was launched"
    assert store.check() == ()
    with store.read() as session:
        assert session.get_one(MeetingItem, "mi").note == "The toolkit was launched"


def test_within_the_sitting_undo_still_finds_them(store: Store) -> None:
    arrange(store)
    write(store, "first", "second", "third")
    store.undo()
    store.undo()
    with store.read() as session:
        assert session.get_one(MeetingItem, "mi").note == "first"


def test_the_first_wording_of_a_record_goes_too_and_its_other_fields_stay(
    store: Store, reopened: Callable[[Store], Store]
) -> None:
    arrange(store)
    with store.change("Record a remark") as session:
        session.add(
            Remark(
                id="k",
                meeting_id="m",
                item_id="i",
                text=SENTINEL,
                recorded_at=datetime(2027, 1, 14, tzinfo=UTC),
            )
        )
    with store.change("Put right a remark") as session:
        session.get_one(Remark, "k").text = "A remark"
    store = reopened(store)
    assert SENTINEL not in everything(store)
    with store.read() as session:
        made = session.exec(select(LogRow).where(LogRow.record == "k", LogRow.field == "")).one()
    assert json.loads(made.value or "")["meeting_id"] == "m"
    assert "text" not in json.loads(made.value or "")
    assert store.check() == ()


def test_formal_text_and_what_was_not_replaced_stay(store: Store, reopened: Callable[[Store], Store]) -> None:
    arrange(store)
    with store.change("Add Ann Sale") as session:
        session.add(Person(id="p", name="Ann Sale"))
    with store.change("Rename") as session:
        session.get_one(Person, "p").name = "Ann Marsh"
    write(store, "The only wording")
    store = reopened(store)
    assert "Ann Sale" in everything(store)
    kept = rows(store, "note")
    assert kept
    assert all(row.value is not None for row in kept)


def test_what_a_kill_left_is_emptied_at_the_next_closing(
    store: Store, place: Path, clock: HandClock, reopened: Callable[[Store], Store]
) -> None:
    arrange(store)
    write(store, SENTINEL, "The toolkit was launched")
    # A kill: the file is shut without the store's closing.
    store.file.close()
    store.closed = True
    again = Store.open(place, PASSPHRASE, clock)
    assert SENTINEL in everything(again)
    assert SENTINEL not in everything(reopened(again))


def test_both_sides_of_a_conflict_stay(store: Store, reopened: Callable[[Store], Store]) -> None:
    arrange(store)
    write(store, "one side", "the other side")
    with store.read() as session:
        session.connection().execute(text("UPDATE change_log SET live = 1 WHERE field = 'note'"))
        session.commit()
    store = reopened(store)
    assert [json.loads(row.value or "null") for row in rows(store, "note")] == ["one side", "the other side"]


def test_nothing_goes_while_a_legal_hold_stands(
    store: Store, place: Path, clock: HandClock, reopened: Callable[[Store], Store]
) -> None:
    arrange(store)
    write(store, SENTINEL, "The toolkit was launched")
    with store.change("Set a hold") as session:
        hold = LegalHold(id="h", kind="group", subject_id="g", reason="Letter", set_on=date(2027, 1, 3))
        session.add(hold)
    store = reopened(store)
    assert SENTINEL in everything(store)
    with store.change("Lift the hold") as session:
        session.get_one(LegalHold, "h").lifted_on = date(2027, 2, 1)
    assert SENTINEL not in everything(reopened(store))


def test_issued_papers_stay_byte_for_byte(store: Store, reopened: Callable[[Store], Store]) -> None:
    arrange(store)
    write(store, SENTINEL, "The toolkit was launched")
    with store.change("Issue") as session:
        fingerprint = store.keep(session, SENTINEL.encode())
        session.add(Person(name="Ann"))
    assert reopened(store).kept(fingerprint) == SENTINEL.encode()


def test_emptying_again_finds_nothing(store: Store) -> None:
    arrange(store)
    write(store, "one", "two", "three")
    assert empty_superseded(store._engine) == 2
    assert empty_superseded(store._engine) == 0


def test_the_emptied_words_are_overwritten_in_the_file_not_only_let_go(store: Store, place: Path) -> None:
    arrange(store)
    write(store, SENTINEL * 2000, "The toolkit was launched")
    store.close()
    kept = b"".join(plain_pages(place, store.file.key).values())
    assert SENTINEL.encode() not in kept
    assert b"The toolkit was launched" in kept


@pytest.mark.parametrize("table", sorted(ROUGH))
def test_the_list_names_fields_that_there_are(table: str) -> None:
    assert set(RECORDS[table].model_fields) >= ROUGH[table]


def test_no_field_for_free_text_was_forgotten() -> None:
    formal = {
        "board_priority.text",
        "marking.text",
        "question.text",
        "wording.text",
        "meeting.reason",
        "reply.answer",
        "legal_hold.reason",
        "withdrawal.reason",
    }
    names = {"text", "note", "reason", "answer", "difference", "said", "did"}
    found = {
        f"{table}.{name}"
        for table, record in RECORDS.items()
        for name in record.model_fields
        if name in names
    }
    assert found - formal <= {f"{table}.{name}" for table, fields in ROUGH.items() for name in fields}
