"""A practice: made through the services, run through them, marked on every paper, and gone without a trace."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

import pikepdf
import pytest

from nscp_desktop import compose, paths
from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.rules.actions import ActionState, Colour, colour
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.capture import parse
from nscp_desktop.rules.practice import ON_PAPER, Stands, Step
from nscp_desktop.sample import practice as invented
from nscp_desktop.services import (
    actions,
    agenda,
    attendance,
    breakouts,
    capture,
    meeting_facts,
    meetings,
    minutes,
    notes,
    papers,
    partnership,
    practice,
    running_order,
    strikes,
)
from nscp_desktop.store import CHEAP, Store
from tests.documents import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.ui.house import House

MORNING = datetime(2027, 1, 14, 10, 5, 40, tzinfo=compose.ZONE)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A practice that nobody has begun."""
    made = compose.practise(tmp_path_factory.mktemp("practice"), lambda: MORNING, CHEAP)
    yield made
    compose.end_practice(made)


def test_a_practice_is_run_from_its_start_to_its_minutes() -> None:
    house = compose.practise(None, lambda: MORNING, CHEAP)
    store = house.store
    meeting = meeting_facts.next_to_open(store)
    assert meeting is not None
    facts = meetings.facts(store, meeting)
    assert (f"{facts.starts:%H:%M}", f"{facts.ends:%H:%M}") == ("10:05", "10:15")
    assert facts.group_short == "PRACTICE group"
    shown = agenda.agenda(store, meeting)
    assert sum(row.minutes for row in shown.rows) == invented.MINUTES
    assert 6 <= len(shown.rows) <= 8
    assert len(attendance.register(store, meeting).entries) == 12
    arising = actions.matters_arising(store, meeting)
    assert [
        colour(ActionState(one.state), one.due, date(2027, 1, 14), owned=bool(one.owner_id))
        for one in arising
    ] == [
        Colour.RED,
        Colour.AMBER,
        Colour.AMBER,
        Colour.GREEN,
    ]
    assert store.undo_label == ""
    assert practice.stands(store) == Stands(frozenset(), None)

    meetings.open_meeting(store, meeting)
    assert practice.stands(store) == Stands(frozenset({Step.START}), Duty.WELCOME)
    somebody = next(
        one for one in attendance.register(store, meeting).entries if one.name == "Jo Brackenbury"
    )
    attendance.mark_present(store, meeting, somebody.person_id)
    meetings.stamp_confidentiality(store, meeting)
    meetings.agree_last_minutes(store, meeting)
    actions.close(store, arising[0].id)
    item = shown.rows[4].item_id
    line = capture.context(store, meeting)
    capture.record(store, meeting, item, parse("action jo to ring the school by fri", line))
    notes.write(store, meeting, item, "One line.\nAnother line.")
    strikes.strike_line(store, meeting, item, 1)
    breakouts.open_rooms(store, meeting, shown.rows[5].item_id, 2)
    meetings.go_to_item(store, meeting, shown.rows[5].item_id)
    assert practice.stands(store) == Stands(frozenset(Step) - {Step.READ_BACK, Step.CLOSE}, Duty.BREAKOUT)
    meetings.close_meeting(store, meeting)
    stands = practice.stands(store)
    assert Step.CLOSE in stands.tried
    assert stands.at is None
    compose.end_practice(house)


def test_every_paper_of_a_practice_is_marked_on_every_page(house: House) -> None:
    store = house.store
    meeting = meeting_facts.next_to_open(store)
    assert meeting is not None
    last = meetings.last_meeting(store, meeting)
    assert last is not None
    made: list[Paper] = [
        paper
        for size in (12, 16)
        for paper in (
            papers.agenda(store, meeting, size),
            papers.minutes(store, last.id, size),
            papers.attendance(store, last.id, size),
            papers.action_log(store, None, size),
            running_order.running_order(store, meeting, size),
        )
    ]
    kept = store.kept(minutes.versions(store, last.id)[0].fingerprint)
    for pdf in (kept, *(house.draw(paper, MORNING) for paper in made)):
        with pikepdf.open(io.BytesIO(pdf)) as file:
            assert str(file.docinfo["/Title"]).startswith("PRACTICE: ")
        for lines in reading.pages(pdf):
            assert lines.count(ON_PAPER) == 2, "above and below"
            assert lines.count("PRACTICE") == 1, "across the page"
        assert "PRACTICE PRACTICE" not in reading.flowing(pdf), "what lies under the words is not read aloud"


def test_a_paper_is_marked_once(house: House) -> None:
    from nscp_desktop.papers.practice import marked

    meeting = meeting_facts.next_to_open(house.store)
    assert meeting is not None
    paper = papers.agenda(house.store, meeting)
    assert marked(marked(paper)) == marked(paper)
    assert marked(paper).furniture.marking == ON_PAPER
    assert marked(paper).furniture.stamp == "PRACTICE"


def test_a_calendar_file_of_a_practice_says_so(house: House) -> None:
    meeting = meeting_facts.next_to_open(house.store)
    assert meeting is not None
    assert house.calendar is not None
    file = house.calendar(house.store, [meeting], "Every group 2026-27").decode()
    assert "X-WR-CALNAME:PRACTICE: Every group 2026-27" in file
    assert "SUMMARY:PRACTICE group" in file


def test_nothing_of_a_practice_is_readable_and_nothing_stays(own_folders: Path) -> None:
    house = compose.practise(None, lambda: MORNING, CHEAP)
    root = paths.practice_folder()
    assert root.parent == own_folders
    for file in root.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"Brackenbury" not in content
            assert b"SQLite format" not in content
    with pytest.raises(Refused):
        Store.open(house.store.path, "a passphrase nobody chose", lambda: MORNING)
    assert compose.remove_left_practices() == 0, "somebody is at it"
    compose.end_practice(house)
    assert not root.exists()
    assert compose.remove_left_practices() == 0


def test_what_a_kill_left_is_removed_and_what_is_under_way_stays(own_folders: Path) -> None:
    root = paths.practice_folder()
    left = root / "left"
    left.mkdir(parents=True)
    (left / "practice.nscp").write_bytes(b"what a kill left")
    (root / "stray").write_bytes(b"")
    house = compose.practise(None, lambda: MORNING, CHEAP)
    assert compose.remove_left_practices() == 1
    assert not left.exists()
    assert house.store.path.exists()
    compose.end_practice(house)
    (root / "stray").unlink()
    assert compose.remove_left_practices() == 0
    assert not root.exists()
    assert own_folders.exists()


def test_only_what_a_practice_made_is_removed_and_nothing_behind_a_link(tmp_path: Path) -> None:
    root, theirs = tmp_path / "practice", tmp_path / "theirs"
    for name in (
        "notes",
        "with more",
        "with a folder",
        "with a link",
        "in its backups",
        "in a folder",
        "left",
    ):
        (root / name).mkdir(parents=True)
        (root / name / "practice.nscp").write_bytes(b"what a kill left")
    (root / "notes" / "practice.nscp").rename(root / "notes" / "2026.docx")
    (root / "with more" / "precious.docx").touch()
    (root / "with a folder" / "precious").mkdir()
    (root / "with a link" / "practice.nscp.keys").symlink_to(root / "notes" / "2026.docx")
    (root / "in its backups" / "backups").mkdir()
    (root / "in its backups" / "backups" / "precious.docx").touch()
    (root / "in a folder" / "practice.nscp").unlink()
    (root / "in a folder" / "practice.nscp").mkdir()
    (root / "left" / "backups").mkdir()
    (root / "left" / "backups" / "practice-2027-01-14T12-03-07.nscp.keys").touch()
    (root / "left" / "practice.nscp-wal").touch()
    (theirs / "one").mkdir(parents=True)
    (theirs / "one" / "practice.nscp").touch()
    (root / "link").symlink_to(theirs / "one")
    (tmp_path / "whole").symlink_to(theirs)
    before = {one for one in tmp_path.rglob("*") if "left" not in one.parts}
    assert compose.remove_left_practices(tmp_path / "whole") == 0
    assert compose.remove_left_practices(root) == 1
    assert set(tmp_path.rglob("*")) == before


def test_a_practice_that_cannot_be_made_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr(invented, "fill", fails)
    with pytest.raises(RuntimeError, match="half-way"):
        compose.practise(None, lambda: MORNING, CHEAP)
    assert not paths.practice_folder().exists()


@pytest.mark.parametrize(
    ("at", "starts"),
    [
        (datetime(2027, 2, 28, 23, 58, tzinfo=compose.ZONE), "23:45"),
        (datetime(2028, 2, 29, 1, 30, tzinfo=compose.ZONE), "01:30"),
    ],
)
def test_a_practice_can_begin_on_any_day_and_at_any_hour(at: datetime, starts: str) -> None:
    house = compose.practise(None, lambda: at, CHEAP)
    meeting = meeting_facts.next_to_open(house.store)
    assert meeting is not None
    facts = meetings.facts(house.store, meeting)
    assert (facts.date, f"{facts.starts:%H:%M}") == (at.date(), starts)
    meetings.open_meeting(house.store, meeting)
    assert practice.stands(house.store).at is Duty.WELCOME
    compose.end_practice(house)


def test_nobody_chooses_the_partnership_of_practices(house: House) -> None:
    assert practice.is_practice(house.store)
    assert "practice" not in {one.code for one in partnership.available()}
    with pytest.raises(Unknown, match="cannot be a practice's"):
        compose.create_store(
            house.store.path.with_name("kept"), "lantern harbour", "lantern harbour", "practice"
        )
