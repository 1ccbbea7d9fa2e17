"""What is to be done after a meeting: it follows from the meeting, is dated when done, and is on Today until then."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import Action, Group, Meeting, Person, Room, Talk
from nscp_desktop.services import chairs, youth_boards
from nscp_desktop.services.after_meeting import Kind, mark_done, mark_not_done, tasks
from nscp_desktop.services.today import today

if TYPE_CHECKING:
    from tests.services.winter import Winter


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


def words(met: Winter, kind: Kind) -> list[tuple[str, str]]:
    return [(one.words, one.detail) for one in tasks(met.store, met.january) if one.kind is kind]


def needed(met: Winter) -> list[str]:
    return [f"{one.count} {one.words}" for one in today(met.store).needs if "to do after" in one.words]


def test_what_follows_from_a_meeting(met: Winter) -> None:
    assert words(met, Kind.NOTICE) == [
        ("Tell Joe Blackwood of 1 action", "B-2701-01"),
        ("Tell Claire O'Dowd of 1 action", "B-2701-03"),
        ("Tell Hannah Voss of 1 action", "B-2701-04"),
    ]
    assert words(met, Kind.THANKS) == [("Thank Lena Marsh for speaking", "")]
    assert words(met, Kind.DRAFT) == [
        ("Send the draft minutes to the co-chairs", "Claire O'Dowd and Tamsin Reedmarsh")
    ]
    assert words(met, Kind.BOARD) == [
        ("Tell the Breckland youth board our answer", "to 1 thing they told us")
    ]
    assert words(met, Kind.SHEET) == [("Get the sheet of room 2 back", "")]


def test_nothing_follows_a_meeting_that_is_not_closed_or_not_there(met: Winter) -> None:
    assert tasks(met.store, met.march) == ()
    assert tasks(met.store, "no meeting") == ()


def test_absent_owners_come_first_and_organisations_are_told_too(met: Winter) -> None:
    with met.store.change("More actions") as session:
        trust = session.get_one(Person, met.person("Orla")).organisation_id
        owners: tuple[dict[str, str | None], ...] = (
            {"owner_id": met.person("Ruth")},
            {"organisation_id": trust},
            {"kind": "every organisation"},
            {"owner_id": met.person("Joe")},
        )
        for number, owner in enumerate(owners, start=5):
            action = Action(
                group_id=met.group_id, meeting_id=met.january, reference=f"B-2701-0{number}", kind="individual",
                text="Something",
            )  # fmt: skip
            for field, value in owner.items():
                setattr(action, field, value)
            session.add(action)
        session.exec(select(Room).where(Room.number == 2)).one().lead_id = met.person("Priya")
    assert words(met, Kind.NOTICE) == [
        ("Tell Ruth Pell of 1 action", "was not here; B-2701-05"),
        ("Tell Joe Blackwood of 2 actions", "B-2701-01 and B-2701-08"),
        ("Tell Claire O'Dowd of 1 action", "B-2701-03"),
        ("Tell Hannah Voss of 1 action", "B-2701-04"),
        ("Tell Thornham Primary School of 1 action", "B-2701-06"),
        ("Tell every organisation of 1 action", "B-2701-07"),
    ]
    assert words(met, Kind.SHEET) == [("Get the sheet of room 2 back", "led by Priya Nair")]


def test_each_is_dated_when_done_and_can_be_put_back_and_undone(met: Winter) -> None:
    first = tasks(met.store, met.january)[0]
    before = met.store.undo_label
    mark_not_done(met.store, met.january, first.task_id)
    assert met.store.undo_label == before
    for _ in range(2):
        mark_done(met.store, met.january, first.task_id)
    assert met.store.undo_label == "Done: Tell Joe Blackwood of 1 action"
    assert tasks(met.store, met.january)[0].done_on == date(2027, 1, 14)
    mark_not_done(met.store, met.january, first.task_id)
    assert tasks(met.store, met.january)[0].done_on is None
    mark_done(met.store, met.january, first.task_id)
    met.store.undo()
    assert tasks(met.store, met.january)[0].done_on is None
    with pytest.raises(Unknown, match="not to be done after this meeting"):
        mark_done(met.store, met.january, "something else")


def test_a_board_that_was_told_everything_needs_no_mark(met: Winter) -> None:
    with met.store.read() as session:
        asked = session.exec(select(Talk.ask_id).where(Talk.meeting_id == met.january)).one()
    youth_boards.told(met.store, asked, date(2027, 1, 14), "by Orla at the board", "")
    (board,) = [one for one in tasks(met.store, met.january) if one.kind is Kind.BOARD]
    assert board.done_on == date(2027, 1, 14)


def test_what_changed_is_asked_for_until_it_is_said_or_ticked(met: Winter) -> None:
    (changed,) = [one for one in tasks(met.store, met.january) if one.kind is Kind.CHANGED]
    assert (changed.words, changed.done_on) == ("Say what changed here", None)
    chairs.write_line(met.store, met.january, 1, "Schools invite the DSL by name")
    assert [one.done_on for one in tasks(met.store, met.january) if one.kind is Kind.CHANGED] == [
        date(2027, 1, 14)
    ]
    met.store.undo()
    mark_done(met.store, met.january, changed.task_id)
    assert [one.done_on for one in tasks(met.store, met.january) if one.kind is Kind.CHANGED] == [
        date(2027, 1, 14)
    ]


def test_where_no_chairs_meet_nobody_is_asked_what_changed(met: Winter) -> None:
    with met.store.change("Let the Chairs meet no more") as session:
        session.exec(select(Group).where(Group.kind == "chairs")).one().removed = True
    assert words(met, Kind.CHANGED) == []


def test_it_is_on_today_until_done(met: Winter) -> None:
    with met.store.change("Take South off") as session:
        for meeting in session.exec(select(Meeting).where(Meeting.group_id != met.group_id)):
            meeting.removed = True
    assert needed(met) == ["8 things to do after Breckland, Thu 14 Jan"]
    for one in tasks(met.store, met.january):
        mark_done(met.store, met.january, one.task_id)
    assert needed(met) == []


def test_of_several_meetings_the_first_is_named(met: Winter) -> None:
    with met.store.change("Let November stand as a draft") as session:
        session.get_one(Meeting, met.november).minutes_state = "draft"
    assert needed(met) == ["13 things to do after 2 meetings, the first Breckland, Thu 12 Nov 2026"]
