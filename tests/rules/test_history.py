"""Changes and journal lines in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from nscp_desktop.rules import history, journal


@pytest.mark.parametrize(
    ("table", "field", "value", "words"),
    [
        ("action", "due", date(2027, 1, 22), "22 January 2027"),
        ("action", "due", None, "nothing"),
        ("action", "owner_words", "", "nothing"),
        ("action", "due_said", True, "yes"),
        ("action", "due_said", False, "no"),
        ("meeting", "opened_at", datetime(2027, 1, 14, 10, 4, tzinfo=UTC), "14 January 2027 at 10:04"),
        ("meeting", "starts", time(10), "10:00"),
        ("agenda_item", "minutes", 1, "1 minute"),
        ("agenda_item", "minutes", 20, "20 minutes"),
        ("agenda_item", "position", 2.5, "place 2.5"),
        ("round", "year", 2026, "2026"),
        ("meeting_item", "minutes", None, "as every group has it"),
        ("meeting_item", "note", "", "nothing"),
        ("attendance", "state", "P", "present"),
        ("attendance", "state", "N", "not present, no apology"),
        ("attendance", "state", "?", "?"),
        ("person", "name", "Priya Nair", "Priya Nair"),
    ],
)
def test_a_value_reads_as_people_write_it(table: str, field: str, value: object, words: str) -> None:
    assert history.shown(table, field, value) == words


def test_a_change_is_told_by_its_field() -> None:
    assert history.told("action", "due", "nothing", "today") == history.Told("Due", "nothing", "today")
    assert history.told("action", "removed", "no", "yes", removed=True).field == "Taken away"
    assert history.told("action", "removed", "yes", "no", removed=False).field == "Put back"
    assert history.added("action", {"due": "today", "text": "Find a room"}) == history.Told(
        "Added", "", "Due: today\nWords: Find a room"
    )
    assert history.noun("attendance") == "Register entry"
    with pytest.raises(KeyError):
        history.field_words("action", "new_field")


def test_a_deed_stands_after_a_colon_in_lower_case() -> None:
    assert history.sentence("Mark Priya Nair present") == "mark Priya Nair present"
    assert history.sentence("") == ""


def test_every_choice_of_the_filter_and_every_kind_has_words() -> None:
    assert journal.kinds(journal.ALL) == frozenset()
    for _key, words, kinds in journal.FILTERS:
        assert words
        for kind in kinds:
            assert journal.words(kind) != kind.capitalize() or kind in {
                "deed",
                "undo",
                "redo",
                "backup",
                "keys",
                "sample",
            }
    assert journal.words("intake") == "Intake"


def test_the_check_of_the_chains_is_one_sentence() -> None:
    assert journal.checked(1200, 0).startswith("The chains hold: 1,200 lines of the journal")
    assert journal.checked(5, 1).startswith("The chains are broken in 1 place.")


@pytest.mark.parametrize(
    ("fields", "number", "words"),
    [
        ((), 0, ""),
        ((), 1, "What was changed since was left as it was."),
        (("due of Action B",), 1, "Left as it is, because it was changed since: due of Action B."),
        (("a", "b", "c"), 4, "Left as it is, because it was changed since: a and b and 2 other fields."),
    ],
)
def test_what_an_undo_left_alone_is_named(fields: tuple[str, ...], number: int, words: str) -> None:
    assert history.left_as_it_is(fields, number) == words
