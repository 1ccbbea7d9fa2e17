"""Invented sittings: whatever is done, taken back, done again, closed and opened, the log tells the records."""

import shutil
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from sqlmodel import select

from nscp_desktop.records import AgendaItem, Group, Meeting, MeetingItem, Person, Remark, Round, meeting_point
from nscp_desktop.store import CHEAP, Store, backup
from nscp_desktop.store.replay import differences, kept, told
from nscp_desktop.store.tables import LogRow

from .conftest import PASSPHRASE, HandClock

pytestmark = pytest.mark.everywhere

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
NAMES = st.sampled_from(["Ann Sale", "Bea Lacey", "Cy Reed", "Dee Marsh"])


class Sitting(RuleBasedStateMachine):
    """One laptop, one chair, no plan."""

    people = Bundle("people")
    remarks = Bundle("remarks")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = HandClock()
        self.store = Store.create(self.folder / "records.nscp", PASSPHRASE, self.clock, CHEAP)
        self.before: list[dict[str, object]] = []

    @initialize()
    def arrange(self) -> None:
        with self.store.change("Arrange", undoable=False) as session:
            session.add(Group(id="g", code="B", name="Breckland", short="Breckland LSCG", title="Breckland"))
            session.add(Round(id="r", year=2026, number=5, month=date(2027, 1, 1)))
            session.add(
                Meeting(
                    id="m", group_id="g", round_id="r", date=date(2027, 1, 14), starts=time(10), ends=time(12)
                )
            )
            session.add(AgendaItem(id="i", round_id="r", position=1, title="Welcome", kind="formal"))

    @rule(target=people, name=NAMES)
    def add_person(self, name: str) -> str:
        with self.store.change(f"Add {name}") as session:
            person = Person(name=name)
            session.add(person)
            return person.id

    @rule(target=people, names=st.lists(NAMES, min_size=2, max_size=3))
    def add_several(self, names: list[str]) -> object:
        with self.store.change("Take in a list") as session:
            people = [Person(name=name) for name in names]
            session.add_all(people)
            return multiple(*(person.id for person in people))

    @rule(person=people, name=NAMES, initials=WORDS, same_as=people)
    def change_person(self, person: str, name: str, initials: str, same_as: str) -> None:
        with self.store.change("Change a person") as session:
            row = session.get_one(Person, person)
            row.name, row.initials, row.same_as = name, initials, same_as

    @rule(person=people, first=NAMES, second=NAMES)
    def change_twice_in_one_deed(self, person: str, first: str, second: str) -> None:
        with self.store.change("Change twice") as session:
            row = session.get_one(Person, person)
            row.name = first
            session.flush()
            row.name = second

    @rule(person=people, removed=st.booleans())
    def remove_or_bring_back(self, person: str, removed: bool) -> None:
        with self.store.change("Remove or bring back") as session:
            session.get_one(Person, person).removed = removed

    @rule(person=people)
    def fail_half_way(self, person: str) -> None:
        with pytest.raises(ZeroDivisionError), self.store.change("Half a deed") as session:
            session.get_one(Person, person).name = "half"
            session.flush()
            raise ZeroDivisionError

    @rule(note=WORDS, cursor=st.integers(0, 30))
    def type_notes(self, note: str, cursor: int) -> None:
        self.store.keep_draft("meeting_item", meeting_point("meeting_item", "m", "i"), "note", note, cursor)

    @rule(note=WORDS)
    def write_notes(self, note: str) -> None:
        row_id = meeting_point("meeting_item", "m", "i")
        with self.store.change("Write the notes of item 1") as session:
            row = session.get(MeetingItem, row_id) or MeetingItem(id=row_id, meeting_id="m", item_id="i")
            row.note, row.removed = note, False
            session.add(row)

    @rule(target=remarks, text=WORDS)
    def record_remark(self, text: str) -> str:
        with self.store.change("Record a remark") as session:
            remark = Remark(
                meeting_id="m", item_id="i", text=text, recorded_at=datetime(2027, 1, 14, 10, tzinfo=UTC)
            )
            session.add(remark)
            return remark.id

    @rule(remark=remarks, text=WORDS)
    def put_right(self, remark: str, text: str) -> None:
        with self.store.change("Put right a remark") as session:
            session.get_one(Remark, remark).text = text

    @rule(minutes=st.integers(-600, 600))
    def set_the_clock(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)

    @precondition(lambda self: self.store.undo_label)
    @rule()
    def undo(self) -> None:
        with self.store.read() as session:
            before = {key: fields for key, fields in kept(session).items() if key[0] != "meeting_item"}
        undone = self.store.undo()
        assert undone is not None and self.store.redo_label == undone.label
        assert undone.left_alone == ()
        redone = self.store.redo()
        assert redone is not None and redone.left_alone == ()
        with self.store.read() as session:
            after = {key: fields for key, fields in kept(session).items() if key[0] != "meeting_item"}
        assert after == before
        self.store.undo()

    @precondition(lambda self: self.store.redo_label)
    @rule()
    def redo(self) -> None:
        assert self.store.redo() is not None

    @rule()
    def begin_a_new_sitting(self) -> None:
        self.store.forget_sitting()

    @rule()
    def close_and_reopen(self) -> None:
        with self.store.read() as session:
            before = kept(session)
        drafts = self.store.drafts()
        self.store.close()
        self.store = Store.open(self.folder / "records.nscp", PASSPHRASE, self.clock)
        with self.store.read() as session:
            assert kept(session) == before
            superseded = session.exec(
                select(LogRow.value).where(LogRow.field.in_(["note", "text"]), LogRow.live.is_(False))  # type: ignore[attr-defined]
            ).all()
        assert set(superseded) <= {None}
        assert self.store.drafts() == drafts
        assert self.store.undo_label == ""

    @rule()
    def back_up(self) -> None:
        made = backup.make(self.store.file, self.folder / "backups", self.clock(), pause=backup.in_one_go)
        assert backup.check(made.path, self.store.file.key) == ()

    @invariant()
    def the_log_tells_the_records(self) -> None:
        with self.store.read() as session:
            assert list(differences(session)) == []

    def teardown(self) -> None:
        assert self.store.check() == ()
        self.store.close()
        shutil.rmtree(self.folder)


TestSitting = Sitting.TestCase
# A whole sitting is many commits: a few in the short run, more of them in the long one.
TestSitting.settings = settings(max_examples=max(12, settings().max_examples // 10), stateful_step_count=25)


def test_what_the_log_and_the_tables_do_not_share_is_named(store: Store) -> None:
    with store.change("Add") as session:
        session.add(Person(id="a", name="Ann Sale"))
        session.add(Person(id="b", name="Bea Lacey"))
    with store.read() as session:
        connection = session.connection()
        connection.exec_driver_sql("UPDATE person SET name = 'Eve' WHERE id = 'a'")
        connection.exec_driver_sql("DELETE FROM person WHERE id = 'b'")
        connection.exec_driver_sql(
            "INSERT INTO person SELECT 'c', removed, name, initials, email, NULL, role, NULL FROM person"
        )
        assert list(differences(session)) == [
            ("person", "a", "name"),
            ("person", "b", ""),
            ("person", "c", ""),
        ]
        session.rollback()


def test_of_two_live_values_the_later_counts_and_emptied_ones_say_nothing() -> None:
    def row(row_id: str, field: str, value: str | None) -> LogRow:
        return LogRow(id=row_id, deed_id="d", table="person", record="a", field=field, value=value, digest="")

    rows = [
        row("1", "", '{"name": "Ann", "role": "lead"}'),
        row("3", "name", '"Ann Marsh"'),
        row("2", "name", '"Ann Reed"'),
        row("4", "role", None),
        row("5", "name", '"nobody made this"'),
    ]
    rows[-1].record = "b"
    assert told(rows) == {("person", "a"): {"name": "Ann Marsh", "role": "lead"}}
