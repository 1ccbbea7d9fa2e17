"""The index in which words are found: written with each deed, emptied with it, and made anew when it must be."""

import shutil
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from nscp_desktop.records import (
    AgendaItem,
    Alias,
    Group,
    Meeting,
    MeetingItem,
    Organisation,
    Person,
    Remark,
    Round,
)
from nscp_desktop.rules.search import understood
from nscp_desktop.store import Store, anew, search
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.pages import plain_pages
from nscp_desktop.store.search import SEARCHED, Kind

from .conftest import HandClock

KEPT = Path(__file__).parent / "kept"

NOT_SEARCHED = {
    "action.kind": "one of four words of the program",
    "action.state": "open, in hand or done: the page of actions narrows by it",
    "agenda_item.duty": "the program's own word",
    "agenda_item.kind": "the program's own word",
    "attached_paper.fingerprint": "a number",
    "attached_paper.kind": "the program's own word",
    "attendance.capacity": "a letter of the register",
    "attendance.how": "a letter of the register",
    "attendance.state": "a letter of the register",
    "follow_up.kind": "the program's own word",
    "group.kind": "the program's own word",
    "issued_paper.fingerprint": "a number",
    "issued_paper.paper": "the program's own word",
    "issued_paper.printed": "a number",
    "issued_paper.status": "the program's own word",
    "legal_hold.kind": "the program's own word",
    "legal_hold.reason": "about a person: it stands on the page where things are kept and removed",
    "marking.paper": "the program's own word",
    "marking.text": "the same on every paper",
    "meeting.kind": "the program's own word",
    "meeting.minutes_state": "the program's own word",
    "meeting.mode": "the program's own word",
    "meeting.status": "the program's own word",
    "meeting_item.kind": "the program's own word",
    "officer.role": "the program's own word",
    "outcome.scope": "the program's own word",
    "overrun_choice.way": "the program's own word",
    "partnership.area": "a fact of the whole store",
    "partnership.code": "a fact of the whole store",
    "partnership.front_door_name": "a fact of the whole store",
    "partnership.front_door_number": "a fact of the whole store",
    "partnership.name": "a fact of the whole store",
    "partnership.short": "a fact of the whole store",
    "partnership.time_zone": "a fact of the whole store",
    "person.same_as": "an id",
    "purged.field": "never a text",
    "purged.kind": "the program's own word",
    "purged.record": "an id",
    "purged.table": "the program's own word",
    "reply.answer": "one of the answers that can be given",
    "retention_rule.what": "the program's own word",
    "sector.name": "a heading of the member list",
    "sector.words": "what people call a sector",
    "struck_line.became": "an id",
    "struck_line.field": "the program's own word",
    "struck_line.record": "an id",
    "struck_line.table": "the program's own word",
    "struck_line.text": "a struck line is hidden at once, here too",
    "template.ends": "a time",
    "template.name": "templates have their own page",
    "template.starts": "a time",
    "template_item.duty": "the program's own word",
    "template_item.kind": "the program's own word",
    "template_item.lead": "templates have their own page",
    "template_item.paper": "templates have their own page",
    "template_item.questions": "templates have their own page",
    "template_item.title": "templates have their own page",
    "theme.code": "a heading; what was said on a theme is found by its words",
    "theme.name": "a heading; what was said on a theme is found by its words",
    "theme.words": "what people type after #",
    "withdrawal.fingerprint": "a number",
    "withdrawal.reason": "stands beside the paper that was withdrawn",
    "wording.key": "the program's own word",
    "wording.text": "a standing sentence",
}
"""Every other text of a record, with the reason why a question does not find it."""


def found(store: Store, typed: str) -> dict[Kind, list[str]]:
    """The ids of the records in which the words stand, by kind."""
    with store.read() as session:
        return {
            one.kind: [record for _table, record in one.places]
            for one in search.find(session, understood(typed), 5)
        }


def arrange(store: Store) -> None:
    with store.change("Arrange") as session:
        session.add(Group(id="g", code="B", name="Breckland", short="Breckland LSCG", title="Breckland"))
        session.add(Round(id="r", year=2026, number=5, month=date(2027, 1, 1)))
        session.add(
            Meeting(
                id="m", group_id="g", round_id="r", date=date(2027, 1, 14), starts=time(10), ends=time(12)
            )
        )
        session.add(AgendaItem(id="i", round_id="r", position=1, title="Neglect toolkit", kind="formal"))
        session.add(Person(id="p", name="Kit O'Dunmarrow", role="Headteacher"))


def note(store: Store, text: str) -> None:
    with store.change("Write the notes") as session:
        row = session.get(MeetingItem, "mi") or MeetingItem(id="mi", meeting_id="m", item_id="i")
        session.add(row)
        row.note = text


def everything(store: Store) -> bytes:
    """All that stands in the file and in its log, decrypted."""
    return b"".join(plain_pages(store.path, store.file.key).values()).lower()


# -- what is searched --------------------------------------------------------------------------------


def test_every_text_of_a_record_is_declared_searched_or_not() -> None:
    texts = {
        f"{table}.{name}"
        for table, kind in RECORDS.items()
        for name, field in kind.model_fields.items()
        if field.annotation in {str, str | None} and name != "id" and not name.endswith("_id")
    }
    searched = {
        f"{table}.{name}" for table, parts in SEARCHED.items() for part in parts for name in part.fields
    }
    assert not searched & NOT_SEARCHED.keys()
    assert texts == searched | NOT_SEARCHED.keys()


def test_a_record_has_one_part_of_each_kind() -> None:
    for parts in SEARCHED.values():
        assert len({part.kind for part in parts}) == len(parts)


# -- with the deed -----------------------------------------------------------------------------------


def test_words_are_found_from_the_deed_on_that_says_them(store: Store) -> None:
    arrange(store)
    assert found(store, "odun") == {Kind.PERSON: ["p"]}
    assert found(store, "headteacher kit") == {Kind.PERSON: ["p"]}
    assert found(store, "neglect") == {Kind.AGENDA: ["i"]}
    assert found(store, "breckland january") == {Kind.MEETING: ["m"]}
    assert found(store, "14 january 2027") == {Kind.MEETING: ["m"]}
    assert found(store, "breckland") == {Kind.GROUP: ["g"], Kind.MEETING: ["m"]}
    assert found(store, "nobody") == {}
    assert found(store, "***") == {}


def test_changed_words_are_found_and_the_former_are_not(store: Store) -> None:
    arrange(store)
    note(store, "The chronology was praised.")
    assert found(store, "chronology") == {Kind.NOTES: ["mi"]}
    note(store, "The toolkit was praised.")
    assert found(store, "chronology") == {}
    assert found(store, "praised toolkit") == {Kind.NOTES: ["mi"]}
    note(store, "")
    assert found(store, "praised") == {}
    with store.change("Give it another title here") as session:
        session.get_one(MeetingItem, "mi").title = "Local neglect"
    assert found(store, "local") == {Kind.AGENDA: ["mi"]}


def test_two_parts_of_one_record_are_found_apart(store: Store) -> None:
    arrange(store)
    with store.change("Write") as session:
        session.add(
            MeetingItem(id="mi", meeting_id="m", item_id="i", title="Otters", note="Otters were seen.")
        )
    assert found(store, "otters") == {Kind.AGENDA: ["mi"], Kind.NOTES: ["mi"]}


def test_newest_first_and_no_more_than_asked(store: Store) -> None:
    arrange(store)
    for at in range(7):
        with store.change("Record") as session:
            session.add(
                Remark(id=f"n{at}", meeting_id="m", item_id="i", text="Seen again.", recorded_at=store.now())
            )
    with store.read() as session:
        (one,) = search.find(session, understood("seen"), 3)
    assert (one.kind, one.number) == (Kind.NOTES, 7)
    assert [record for _table, record in one.places] == ["n6", "n5", "n4"]


def test_a_removed_record_is_not_found_and_undo_brings_it_back(store: Store) -> None:
    arrange(store)
    with store.change("Remove somebody") as session:
        session.get_one(Person, "p").removed = True
    assert found(store, "odun") == {}
    store.undo()
    assert found(store, "odun") == {Kind.PERSON: ["p"]}
    store.redo()
    assert found(store, "odun") == {}


def test_undo_takes_new_words_out_of_the_index(store: Store) -> None:
    arrange(store)
    note(store, "First wording.")
    note(store, "Second wording.")
    store.undo()
    assert found(store, "second") == {}
    assert found(store, "first") == {Kind.NOTES: ["mi"]}


def test_a_deed_that_fails_leaves_no_words(store: Store) -> None:
    arrange(store)

    def fail() -> None:
        with store.change("Add somebody") as session:
            session.add(Person(name="Sentinel Periwinkle"))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert found(store, "periwinkle") == {}


def test_a_renamed_group_takes_its_meetings_along(store: Store) -> None:
    arrange(store)
    with store.change("Say more") as session:
        session.add(Group(id="h", code="W", name="West", short="West", title="West"))
        session.add(Alias(id="a", group_id="g", name="The Brecks"))
        session.add(
            Meeting(
                id="n", group_id="h", round_id="r", date=date(2027, 1, 15), starts=time(10), ends=time(12)
            )
        )
    with store.change("Rename the group") as session:
        session.get_one(Group, "g").name = "Heathland"
    assert found(store, "heathland january") == {Kind.MEETING: ["m"]}
    assert found(store, "west january") == {Kind.MEETING: ["n"]}
    assert found(store, "brecks") == {Kind.GROUP: ["a"]}


@pytest.mark.parametrize(
    "typed",
    ['"', "AND", "NEAR(a b)", "a* OR b", "words : x", "{words}", "^a", "-", "\x00", "\ud800x", "x" * 2_000_000,
     "'; DROP TABLE person; --", "שלום \u202e", "+ + +", "(((((", "a" * 300 + " " + "b"],
)  # fmt: skip
def test_no_question_raises(store: Store, typed: str) -> None:
    arrange(store)
    assert isinstance(found(store, typed), dict)


# -- what is gone ------------------------------------------------------------------------------------


def test_superseded_words_leave_the_index_when_the_store_closes(
    store: Store, reopened: Callable[[Store], Store]
) -> None:
    arrange(store)
    note(store, "About quetzalquartz.")
    note(store, "About nothing.")
    assert found(store, "quetzalquartz") == {}
    assert b"quartz" in everything(store)
    again = reopened(store)
    assert b"quartz" not in everything(again)
    assert found(again, "nothing") == {Kind.NOTES: ["mi"]}


def test_forget_takes_every_trace_of_a_word(store: Store) -> None:
    arrange(store)
    with store.change("Add somebody") as session:
        session.add(Organisation(id="o", name="Quetzalquartz"))
    with store.change("Rename it") as session:
        session.get_one(Organisation, "o").name = "Another"
    search.forget(store.file.engine)
    assert "quetzalquartz" not in words(store)
    assert "another" in words(store)


def test_a_file_that_is_made_anew_holds_no_trace_either(store: Store) -> None:
    arrange(store)
    with store.change("Add somebody") as session:
        session.add(Organisation(id="o", name="Quetzalquartz", short="Quetzalquartz"))
    with store.change("Rename it") as session:
        session.get_one(Organisation, "o").name = "Another"
        session.get_one(Organisation, "o").short = ""
    assert anew.make(store.file)
    assert "quetzalquartz" not in words(store)


def words(store: Store) -> set[str]:
    """Every word of the index, as the index itself tells."""
    driver = store.file.driver
    driver.execute("CREATE VIRTUAL TABLE temp.spoken USING fts5vocab('main', 'search_words', 'row')")
    try:
        return {str(row[0]) for row in driver.execute("SELECT term FROM temp.spoken").fetchall()}
    finally:
        driver.execute("DROP TABLE temp.spoken")


def test_many_small_parts_are_put_together_while_nothing_is_done(store: Store) -> None:
    arrange(store)
    for at in range(12):
        note(store, f"Wording {at}.")
    assert search.tidy(store.file)
    while search.tidy(store.file):
        pass
    assert found(store, "wording 11") == {Kind.NOTES: ["mi"]}
    with store.file.copying:
        assert not search.tidy(store.file)


# -- the whole anew ----------------------------------------------------------------------------------


def test_made_anew_it_finds_the_same(store: Store) -> None:
    arrange(store)
    note(store, "The chronology was praised.")
    with store.change("Remove") as session:
        session.add(Person(id="q", name="Gone Otter", removed=True))
    before = [found(store, typed) for typed in ("odun", "praised", "breckland", "otter")]
    with store.file.engine.begin() as connection:
        search.build(connection)
    assert [found(store, typed) for typed in ("odun", "praised", "breckland", "otter")] == before


def test_an_index_made_by_another_declaration_is_made_anew_at_the_next_start(
    store: Store, reopened: Callable[[Store], Store]
) -> None:
    arrange(store)
    with store.file.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO search_words (search_words) VALUES ('delete-all')")
        search.stale(connection)
    assert found(store, "odun") == {}
    assert found(reopened(store), "odun") == {Kind.PERSON: ["p"]}


def test_words_of_a_store_of_the_first_schema_are_found(tmp_path: Path, clock: HandClock) -> None:
    for file in KEPT.glob("schema-1.nscp*"):
        shutil.copy(file, tmp_path)
    store = Store.open(tmp_path / "schema-1.nscp", "kept since schema one", clock)
    try:
        with store.read() as session:
            name = session.connection().exec_driver_sql("SELECT name FROM person WHERE removed = 0").scalar()
        assert Kind.PERSON in found(store, str(name).split()[-1])
        assert Kind.MEETING in found(store, "2027") or Kind.MEETING in found(store, "2026")
    finally:
        store.close()
