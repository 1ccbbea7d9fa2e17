"""Invented sittings through the services: arranged, run, marked, recorded, taken back, done again, closed, opened.

Whatever is done, replaying the change log gives the records, and what is refused changes nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nscp_desktop.errors import Refused
from nscp_desktop.rules.capture import parse
from nscp_desktop.services import (
    actions,
    agenda,
    arranging,
    attendance,
    capture,
    captured,
    meetings,
    members_paste,
    notes,
    partnership,
    rounds,
)
from nscp_desktop.store import CHEAP, Store
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.replay import differences
from tests.services.conftest import LONDON, PASSPHRASE, Clock

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.everywhere

TODAY = date(2027, 1, 14)
MEMBERS = """Name\tOrganisation\tRole\tSector
Ann Sale\tCouncil\tlead\tChildren's Services
Joe Lacey\tFenmere Health\tnurse\tHealth
Priya Nair\tLarkfield Academy\thead\tEducation
Marcus Reed\tPolice, east\tinspector\tPolice"""
LINES = ("action joe to ring the school by next meeting", "action find a room", "decision adopt it because it helps",
         "challenge who reads it", "outcome fewer calls", "Members were thanked")  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
PLACE = st.integers(0, 30)


@cache
def prepared() -> tuple[Path, str]:
    """A closed store with a group of four, made once, and the group's id."""
    folder = Path(tempfile.mkdtemp())
    store = Store.create(folder / "records.nscp", PASSPHRASE, _clock(), CHEAP)
    store.file.driver.execute("PRAGMA synchronous = OFF")
    partnership.set_up(store, "norfolk")
    group = partnership.find_group(store, "Breckland").group_id
    members_paste.take_in(store, members_paste.preview(store, group, MEMBERS, date(2026, 1, 1)))
    store.close()
    return folder, group


def _clock() -> Clock:
    return Clock(datetime(2027, 1, 14, 9, 55, tzinfo=LONDON))


class Sitting(RuleBasedStateMachine):
    """One chair, one meeting, no plan."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        folder, self.group = prepared()
        shutil.copytree(folder, self.folder, dirs_exist_ok=True)
        self.clock = _clock()
        self.meeting = ""
        self.steps = 0
        self._open()

    def _open(self) -> None:
        self.store = Store.open(self.folder / "records.nscp", PASSPHRASE, self.clock)
        self.store.file.driver.execute("PRAGMA synchronous = OFF")

    def attempt(self, act: Callable[[], object]) -> None:
        """Do it, or see that its refusal changed nothing."""
        before = self._number()
        try:
            act()
        except Refused:
            assert self._number() == before
        self.clock.pass_by(1)

    def _number(self) -> int:
        with self.store.read() as session:
            return int(session.connection().exec_driver_sql("SELECT count(*) FROM change_log").scalar_one())

    @property
    def items(self) -> list[str]:
        """The items of the agenda."""
        return [row.item_id for row in agenda.agenda(self.store, self.meeting).rows]

    def _item(self, place: int) -> str:
        items = self.items
        return items[place % len(items)]

    def _recorded(self, place: int) -> captured.CapturedRow | None:
        rows = captured.rows(self.store, self.meeting)
        return rows[place % len(rows)] if rows else None

    @initialize()
    def arrange(self) -> None:
        round_id = rounds.arrange_round(self.store, 2026, 5, date(2027, 1, 1))
        self.meeting = arranging.arrange_meeting(self.store, self.group, round_id, TODAY, time(10), time(12))
        # Nothing to stand on would be left if the arranging itself were taken back.
        self.store.forget_sitting()
        meetings.open_meeting(self.store, self.meeting)

    @rule()
    def run(self) -> None:
        self.attempt(lambda: meetings.open_meeting(self.store, self.meeting))

    @rule()
    def move_on(self) -> None:
        self.attempt(lambda: meetings.next_item(self.store, self.meeting))

    @rule(place=PLACE)
    def go_elsewhere(self, place: int) -> None:
        item = self._item(place)
        self.attempt(lambda: meetings.go_to_item(self.store, self.meeting, item))

    @rule(place=PLACE, mark=st.sampled_from(["present", "apologies", "not present", "left", "none"]))
    def mark(self, place: int, mark: str) -> None:
        known = [one for one in attendance.people_for(self.store, self.meeting).people if one.in_group]
        person = known[place % len(known)].person_id
        verbs = {
            "present": attendance.mark_present,
            "apologies": attendance.mark_apologies,
            "not present": attendance.mark_not_present,
            "left": attendance.mark_left,
            "none": attendance.unmark,
        }
        self.attempt(lambda: verbs[mark](self.store, self.meeting, person))

    @rule(place=PLACE, line=st.sampled_from(LINES))
    def record(self, place: int, line: str) -> None:
        item = self._item(place)
        understood = parse(line, capture.context(self.store, self.meeting))
        self.attempt(lambda: capture.record(self.store, self.meeting, item, understood))

    @rule(place=PLACE, text=WORDS)
    def put_right(self, place: int, text: str) -> None:
        row = self._recorded(place)
        if row is not None:
            self.attempt(lambda: captured.correct_text(self.store, row.table, row.record_id, text))

    @rule(place=PLACE)
    def strike(self, place: int) -> None:
        row = self._recorded(place)
        if row is not None:
            self.attempt(lambda: captured.strike(self.store, row.table, row.record_id))

    @rule(place=PLACE, text=WORDS, done=st.booleans())
    def follow_up(self, place: int, text: str, done: bool) -> None:
        rows = captured.meeting_actions(self.store, self.meeting)
        if rows:
            action = rows[place % len(rows)].id
            verb = actions.close if done else actions.add_note
            self.attempt(lambda: verb(self.store, action, text))

    @rule(place=PLACE, text=WORDS)
    def type_notes(self, place: int, text: str) -> None:
        item = self._item(place)
        self.attempt(lambda: notes.keep_draft(self.store, self.meeting, item, text, len(text)))

    @rule(place=PLACE, text=WORDS)
    def write_notes(self, place: int, text: str) -> None:
        item = self._item(place)
        self.attempt(lambda: notes.write(self.store, self.meeting, item, text))

    @precondition(lambda self: self.store.undo_label)
    @rule()
    def undo(self) -> None:
        label = self.store.undo_label
        undone = self.store.undo()
        assert undone is not None and undone.label == label == self.store.redo_label

    @precondition(lambda self: self.store.undo_label)
    @rule()
    def undo_and_redo(self) -> None:
        before = self._kept()
        undone, redone = self.store.undo(), self.store.redo()
        assert undone is not None and redone is not None
        if not (undone.left_alone or redone.left_alone):
            assert self._kept() == before

    @precondition(lambda self: self.store.redo_label)
    @rule()
    def redo(self) -> None:
        assert self.store.redo() is not None

    @rule()
    def close(self) -> None:
        self.attempt(lambda: meetings.close_meeting(self.store, self.meeting))

    @rule()
    def take_up_again(self) -> None:
        self.attempt(lambda: meetings.reopen_meeting(self.store, self.meeting))

    @rule()
    def close_and_reopen_the_store(self) -> None:
        before, drafts = self._kept(), self.store.drafts()
        self.store.close()
        self._open()
        assert self._kept() == before
        assert self.store.drafts() == drafts
        assert self.store.undo_label == ""

    def _kept(self) -> object:
        with self.store.read() as session:
            ask = session.connection().exec_driver_sql
            return [ask(f'SELECT * FROM "{table}" ORDER BY id').all() for table in RECORDS]  # noqa: S608

    @invariant()
    def the_log_tells_the_records(self) -> None:
        self.steps += 1
        if self.steps % 4 == 0:
            self._compare()

    def _compare(self) -> None:
        with self.store.read() as session:
            assert list(differences(session)) == []

    def teardown(self) -> None:
        self._compare()
        assert self.store.check() == ()
        self.store.close()
        shutil.rmtree(self.folder)


TestSitting = Sitting.TestCase
# A whole sitting is many commits: one in ten of the examples that a rule gets, and twenty at least.
TestSitting.settings = settings(max_examples=max(20, settings().max_examples // 10), stateful_step_count=20)
