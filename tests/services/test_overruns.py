"""A meeting that will not end in time: what is offered, done, recorded and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import OverrunChoice
from nscp_desktop.rules.overrun import Choice, Way
from nscp_desktop.services import (
    local_agenda,
    meetings,
    notes,
    overruns,
    papers,
    parking,
    partnership,
    rounds,
)
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.arranging import cancel_meeting
from nscp_desktop.services.minutes_content import minutes_content
from nscp_desktop.services.rounds import Plan
from tests.papers.said import lines
from tests.services.conftest import LONDON, Clock

if TYPE_CHECKING:
    from nscp_desktop.store import Store

LATE = datetime(2027, 1, 14, 12, 9, tzinfo=LONDON)


@dataclass(frozen=True)
class Running:
    """A meeting that has just begun, and the same group's next one."""

    store: Store
    meeting_id: str
    following: str


@pytest.fixture
def met(store: Store) -> Running:
    group = partnership.find_group(store, "Breckland").group_id
    for number, day in ((5, date(2027, 1, 14)), (6, date(2027, 3, 11))):
        plan = Plan(group, day, time(10), time(12))
        rounds.arrange_round_with_meetings(store, 2026, number, day.replace(day=1), [plan])
    made = Running(
        store,
        meetings.meeting_on(store, "B", date(2027, 1, 14)),
        meetings.meeting_on(store, "B", date(2027, 3, 11)),
    )
    meetings.open_meeting(store, made.meeting_id)
    return made


def item(met: Running, begins: str) -> str:
    return next(row.item_id for row in agenda(met.store, met.meeting_id).rows if row.title.startswith(begins))


def offered(met: Running, over: int = 9) -> dict[Way, Choice]:
    shown = agenda(met.store, met.meeting_id)
    current = meetings.facts(met.store, met.meeting_id).current_item_id
    ends = LATE.replace(minute=over)
    return {one.way: one for one in overruns.offered(shown, current, ends, over)}


def test_what_is_offered_comes_after_the_item_under_way(met: Running) -> None:
    meetings.go_to_item(met.store, met.meeting_id, item(met, "Feedback"))
    assert offered(met)[Way.SHORTEN].title.startswith("What will we do?")
    assert offered(met)[Way.LATER].late == 9


def test_an_item_that_was_looked_into_before_is_not_offered(met: Running) -> None:
    feedback = item(met, "Feedback")
    meetings.go_to_item(met.store, met.meeting_id, feedback)
    meetings.go_to_item(met.store, met.meeting_id, item(met, "Breakout"))
    assert offered(met)[Way.SHORTEN].item_id != feedback


def test_shortening_is_local_recorded_and_one_undo(met: Running) -> None:
    choice = offered(met)[Way.SHORTEN]
    before = agenda(met.store, met.meeting_id).row(choice.item_id).minutes
    assert (
        overruns.choose(met.store, met.meeting_id, choice)
        == f"{choice.title} has {choice.minutes} minutes now."
    )
    row = agenda(met.store, met.meeting_id).row(choice.item_id)
    assert (row.minutes, row.local) == (choice.minutes, True)
    with met.store.read() as session:
        (kept,) = session.exec(select(OverrunChoice)).all()
        assert (kept.way, kept.subject_id, kept.before, kept.minutes) == (
            "shorten",
            choice.item_id,
            before,
            choice.minutes,
        )
    assert overruns.accepted_end(met.store, met.meeting_id) == choice.ends
    assert met.store.undo_label.startswith("Shorten ")
    met.store.undo()
    assert agenda(met.store, met.meeting_id).row(choice.item_id).minutes == before
    assert overruns.accepted_end(met.store, met.meeting_id) is None


def test_finishing_later_changes_nothing_but_is_recorded(met: Running) -> None:
    before = agenda(met.store, met.meeting_id)
    assert (
        overruns.choose(met.store, met.meeting_id, offered(met)[Way.LATER])
        == "The meeting finishes at 12:09."
    )
    assert agenda(met.store, met.meeting_id) == before
    assert overruns.accepted_end(met.store, met.meeting_id) == LATE
    assert met.store.undo_label == "Finish at 12:09"


def test_the_last_choice_counts(met: Running, clock: Clock) -> None:
    overruns.choose(met.store, met.meeting_id, offered(met, 9)[Way.LATER])
    clock.pass_by(5)
    overruns.choose(met.store, met.meeting_id, offered(met, 14)[Way.LATER])
    assert overruns.accepted_end(met.store, met.meeting_id) == LATE.replace(minute=14)


def test_parking_puts_the_item_on_the_next_agenda_before_any_other_business(met: Running) -> None:
    choice = offered(met)[Way.PARK]
    said = overruns.choose(met.store, met.meeting_id, choice)
    following = met.following
    assert said == f"{choice.title} is parked to 11 March 2027."
    assert choice.item_id in {row.item_id for row in agenda(met.store, met.meeting_id).omitted}
    rows = agenda(met.store, following).rows
    taken = next(row for row in rows if row.title == choice.title and row.only_here)
    after = rows[taken.number]
    assert after.title.startswith("Any other business")
    assert taken.minutes == choice.before
    assert parking.waiting(met.store, following) == ()
    assert parking.carried(met.store, agenda(met.store, following)) == {taken.item_id: date(2027, 1, 14)}
    assert parking.carried(met.store, agenda(met.store, met.meeting_id)) == {}
    printed = "\n".join(lines(papers.agenda(met.store, following).blocks))
    assert "carried from 14 January 2027" in printed
    minuted = minutes_content(met.store, met.meeting_id).items
    at = next(at for at, one in enumerate(minuted) if one.title == choice.title)
    assert minuted[at].number == ""
    assert minuted[at].notes == "Item parked to the next meeting (11 March 2027)."
    assert minuted[at - 1].number != minuted[at].number
    met.store.undo()
    assert all(one.number for one in minutes_content(met.store, met.meeting_id).items)
    assert choice.item_id in {row.item_id for row in agenda(met.store, met.meeting_id).rows}
    assert taken.item_id not in {row.item_id for row in agenda(met.store, following).rows}


def test_without_a_next_meeting_a_parked_item_waits_until_it_is_taken_on(met: Running) -> None:
    store = met.store
    following = met.following
    cancel_meeting(store, following, "no room")
    choice = offered(met)[Way.PARK]
    assert parking.park(store, met.meeting_id, choice.item_id) == (
        f"{choice.title} is parked. It waits for the group's next meeting."
    )
    meetings.restore_meeting(store, following)
    told = [one.notes for one in minutes_content(store, met.meeting_id).items]
    assert "Item parked; it waits for the next meeting." in told
    (waiting,) = parking.waiting(store, following)
    assert waiting.words == f"{choice.title}, {choice.before} min, from 14 January 2027"
    assert parking.waiting(store, met.meeting_id) == ()
    parking.take_on(store, following, waiting.parked_id)
    assert store.undo_label.startswith("Take on ")
    assert any(row.only_here and row.title == choice.title for row in agenda(store, following).rows)
    with pytest.raises(Refused, match="on another agenda already"):
        parking.take_on(store, following, waiting.parked_id)


def test_what_was_parked_and_taken_back_can_be_parked_again(met: Running) -> None:
    choice = offered(met)[Way.PARK]
    for _ in range(2):
        parking.park(met.store, met.meeting_id, choice.item_id)
        assert choice.item_id in {row.item_id for row in agenda(met.store, met.meeting_id).omitted}
        met.store.undo()
    with pytest.raises(Unknown, match="not parked any more"):
        parking.take_on(met.store, met.meeting_id, "nothing")


def test_an_item_with_notes_or_one_that_began_is_not_parked(met: Running) -> None:
    workplan = item(met, "Workplan")
    notes.write(met.store, met.meeting_id, workplan, "Typed ahead.")
    with pytest.raises(Refused, match="was begun or has records"):
        parking.park(met.store, met.meeting_id, workplan)
    current = meetings.facts(met.store, met.meeting_id).current_item_id
    assert current is not None
    with pytest.raises(Refused, match="was begun or has records"):
        parking.park(met.store, met.meeting_id, current)
    assert agenda(met.store, met.meeting_id).omitted == ()


def test_a_choice_that_has_been_overtaken_is_refused_and_records_nothing(met: Running) -> None:
    choice = offered(met)[Way.SHORTEN]
    meetings.go_to_item(met.store, met.meeting_id, choice.item_id)
    with pytest.raises(Refused, match="has begun"):
        overruns.choose(met.store, met.meeting_id, choice)
    later = offered(met)[Way.LATER]
    meetings.close_meeting(met.store, met.meeting_id)
    with pytest.raises(Refused, match="not running"):
        overruns.choose(met.store, met.meeting_id, later)
    assert overruns.accepted_end(met.store, met.meeting_id) is None


def test_an_agenda_without_business_at_its_end_takes_the_item_last(met: Running) -> None:
    store = met.store
    following = met.following
    for row in agenda(store, following).rows:
        local_agenda.leave_out(store, following, row.item_id)
    parking.park(store, met.meeting_id, item(met, "Workplan"))
    assert [row.title for row in agenda(store, following).rows] == [
        "Workplan check and items for the next round"
    ]


def test_choices_are_of_their_meeting(met: Running) -> None:
    overruns.choose(met.store, met.meeting_id, offered(met)[Way.LATER])
    other = met.following
    assert overruns.accepted_end(met.store, other) is None
