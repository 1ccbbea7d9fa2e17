"""The journal of the whole store: who did what when, filtered, and its chains."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text as sql

from nscp_desktop.rules import history as words
from nscp_desktop.services import exports, journal, keeping, officers, people
from nscp_desktop.services.journal import Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from nscp_desktop.store import Store
    from tests.services.conftest import Clock


@pytest.fixture
def anna(store: Store, clock: Clock, tmp_path: Path) -> str:
    """Anna, who did a few things on two days."""
    made = officers.add_officer(store, "Anna Stanford", "business support")
    officers.sign_in(store, made)
    people.add_person(store, "Zoë O'Dunmarrow")
    store.undo()
    store.redo()
    clock.set(clock().replace(day=15))
    exports.save(store, tmp_path / "minutes.pdf", b"", "Minutes, Breckland LSCG")
    exports.note_printed(store, "Minutes, Breckland LSCG")
    keeping.back_up_now(store)
    return made


def said(store: Store, wanted: Wanted) -> list[str]:
    return [row.words for row in journal.lines(store, wanted).rows]


def test_the_newest_line_stands_first_with_who_and_when(store: Store, anna: str) -> None:
    rows = journal.lines(store, Wanted()).rows
    assert rows[0].words == "Back up the store"
    assert (rows[0].who, rows[0].kind, rows[0].when) == (
        "Anna Stanford",
        "backup",
        "15 January 2027 at 09:30",
    )
    assert rows[-1].who == "nobody signed in"
    assert journal.people(store) == ((anna, "Anna Stanford"),)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("undo", ["Redo: Add Zoë O'Dunmarrow", "Undo: Add Zoë O'Dunmarrow"]),
        ("unlocks", ["Anna Stanford unlocked the store"]),
        ("exports", ["Save Minutes, Breckland LSCG"]),
        ("prints", ["Print Minutes, Breckland LSCG"]),
        ("backups", ["Back up the store"]),
        ("purges", []),
    ],
)
def test_lines_are_chosen_by_kind(store: Store, anna: str, kind: str, found: list[str]) -> None:
    assert said(store, Wanted(kind=kind)) == found


def test_lines_are_chosen_by_day_person_and_words(store: Store, anna: str) -> None:
    fourteenth = Wanted(first_day=date(2027, 1, 14), last_day=date(2027, 1, 14))
    assert said(store, fourteenth)[0] == "Redo: Add Zoë O'Dunmarrow"
    assert said(store, Wanted(first_day=date(2027, 1, 15)))[-1] == "Save Minutes, Breckland LSCG"
    assert said(store, Wanted(text="zoe odun", person_id=anna, kind="deeds")) == ["Add Zoë O'Dunmarrow"]
    assert said(store, Wanted(person_id="somebody else")) == []


def test_older_lines_wait_until_they_are_asked_for(store: Store, anna: str) -> None:
    first = journal.lines(store, Wanted(), most=3)
    assert (len(first.rows), first.more) == (3, True)
    assert not journal.lines(store, Wanted(text="zoe"), most=3).more
    assert journal.lines(store, Wanted(), most=6).rows[:3] == first.rows


def test_a_line_leads_to_what_it_touched(store: Store, anna: str) -> None:
    rows = journal.lines(store, Wanted(text="zoe", kind="deeds")).rows
    (person,) = journal.touched(store, rows[0].deed_id)
    assert (person.table, person.name) == ("person", "Zoë O'Dunmarrow")
    assert journal.touched(store, journal.lines(store, Wanted(kind="backups")).rows[0].deed_id) == ()
    with store._engine.begin() as connection:
        connection.execute(sql("PRAGMA defer_foreign_keys = ON"))
        connection.execute(sql("DELETE FROM person WHERE id = :id"), {"id": person.record_id})
    assert journal.touched(store, rows[0].deed_id) == ()


def test_a_purged_label_is_said_to_be_so(store: Store, anna: str) -> None:
    with store._engine.begin() as connection:
        connection.execute(sql("UPDATE journal SET label = NULL, salt = NULL WHERE kind = 'print'"))
    assert said(store, Wanted(kind="prints")) == [words.PURGED]
    assert journal.check_chains(store).holds


SPOILT = {
    "a changed value": "UPDATE change_log SET value = '\"Zoe\"' WHERE id = (SELECT max(id) FROM change_log)",
    "a changed label": "UPDATE journal SET label = 'Add nobody' WHERE number = 3",
    "a changed actor": "UPDATE journal SET actor = 'somebody' WHERE number = 3",
    "a removed line": "DELETE FROM journal WHERE number = 3",
    "a removed change": "DELETE FROM change_log WHERE id = (SELECT min(id) FROM change_log)",
    "an inserted change": "INSERT INTO change_log SELECT 'zz' || id, 'nothing', \"table\", record, field, value, salt, "
    "digest, replaces, live FROM change_log LIMIT 1",
    "an inserted line": "INSERT INTO journal SELECT 'x' || id, device, number + 100, stamp, at, actor, kind, label, salt, "
    "digest, previous, hash FROM journal WHERE number = 3",
    "two lines in another order": "UPDATE journal SET number = CASE number WHEN 3 THEN 4 WHEN 4 THEN 3 ELSE number END",
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_check_of_the_chains_finds_what_was_spoilt(store: Store, anna: str, what: str) -> None:
    good = journal.check_chains(store)
    assert good.holds
    assert good.sentence.startswith("The chains hold: ")
    with store._engine.begin() as connection:
        connection.execute(sql(SPOILT[what]))
    found = journal.check_chains(store)
    assert not found.holds, what
    assert found.sentence.startswith("The chains are broken in")
    assert found.found
    assert all(one.endswith(".") for one in found.found)


def test_the_check_finds_that_the_newest_lines_were_cut_off(store: Store, anna: str) -> None:
    with store._engine.begin() as connection:
        number = connection.execute(sql("SELECT max(number) FROM journal")).scalar_one()
        for words_of in ("change_log WHERE deed_id", "journal WHERE id"):
            connection.execute(
                sql(f"DELETE FROM {words_of} IN (SELECT id FROM journal WHERE number > :last)"),  # noqa: S608
                {"last": number - 2},
            )
    found = journal.check_chains(store)
    assert not found.holds
    assert "holds 1 line of the journal that this store lacks" in found.sentence
    with store._engine.begin() as connection:
        connection.execute(sql("UPDATE journal SET actor = 'somebody' WHERE number = 3"))
    both = journal.check_chains(store).sentence
    assert both.startswith("The chains are broken in 1 place.")
    assert found.sentence in both
