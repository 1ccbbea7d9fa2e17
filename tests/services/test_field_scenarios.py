"""What the field asked for in its own words: a round of six groups, a timed agenda, a first running order, a move
after papers went out, and a meeting that is nine minutes over at eleven."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop.documents.pdf import draw
from nscp_desktop.errors import Refused
from nscp_desktop.records import Holding, Organisation, OverrunChoice, Person, Seat
from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.rules.meetings import Mode, Status
from nscp_desktop.rules.overrun import Way
from nscp_desktop.rules.pace import Ran, pace
from nscp_desktop.services import (
    attendance,
    attendance_year,
    exports,
    local_agenda,
    meetings,
    overruns,
    papers,
    rounds,
    running_order,
    shared_agenda,
    today,
)
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.agenda_states import agenda_states
from tests.documents.reading import pages
from tests.papers.said import lines
from tests.services.conftest import LONDON
from tests.services.january import arrange_january, item, seat_people, titles
from tests.services.winter import MARCH, at

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from tests.services.conftest import Clock
    from tests.services.winter import Winter


def test_six_groups_have_their_own_dates_and_co_chairs_and_one_agenda_that_changes_for_all_but_the_local(
    store: Store,
) -> None:
    january = arrange_january(store)
    chairs = {
        code: ("Tamsin Reedmarsh", "Idris Quillfeather") if code == "NB" else (f"Chair of {code}",)
        for code in january.meetings
    }
    for code, names in chairs.items():
        seat_people(store, january.groups[code], *names, co_chairs=len(names))
    held = meetings.meetings_of_round(store, january.round_id)
    assert len({one.date for one in held}) == len(held) == 6
    assert {one.group_code: set(one.co_chairs) for one in held} == {
        code: set(names) for code, names in chairs.items()
    }
    assert len({tuple(titles(store, one.id)) for one in held}) == 1

    presentation = item(store, january.breckland, "Presentation")
    local_agenda.edit_item(store, january.meetings["GY"], presentation, title="Presentation: our own theme")
    local_agenda.leave_out(store, january.meetings["W"], presentation)
    shared_agenda.edit_item(store, presentation, title="Presentation: neglect of older children")
    said = {code: titles(store, meeting) for code, meeting in january.meetings.items()}
    assert all("Presentation: neglect of older children" in said[code] for code in ("S", "N", "B", "NB"))
    assert "Presentation: our own theme" in said["GY"]
    assert not [title for title in said["W"] if title.startswith("Presentation")]
    marked = {one.group_code: agenda_states(store, held)[one.id].local for one in held}
    assert marked == {"S": 0, "N": 0, "B": 0, "W": 1, "GY": 1, "NB": 0}
    assert {one.group for one in today.today(store).rounds} == {one.group_name for one in held}


def test_two_hours_reflow_from_any_start_or_length_and_say_what_is_over_or_under(store: Store) -> None:
    january = arrange_january(store)
    breakout = item(store, january.breckland, "Breakout")
    before = agenda(store, january.breckland)
    assert (before.total, before.words) == (120, "fits to the minute")

    meetings.edit_meeting(store, january.breckland, starts=time(9, 30), ends=time(11, 30))
    earlier = agenda(store, january.breckland)
    assert [row.starts for row in earlier.rows] == [
        (datetime.combine(date.min + timedelta(days=1), row.starts) - timedelta(minutes=30)).time()
        for row in before.rows
    ]
    assert earlier.words == "fits to the minute"

    local_agenda.edit_item(store, january.breckland, breakout, minutes=39)
    longer = agenda(store, january.breckland)
    place = next(at for at, row in enumerate(longer.rows) if row.item_id == breakout)
    assert [row.starts for row in longer.rows[: place + 1]] == [
        row.starts for row in earlier.rows[: place + 1]
    ]
    assert all(
        new.starts.hour * 60 + new.starts.minute == old.starts.hour * 60 + old.starts.minute + 9
        for new, old in zip(longer.rows[place + 1 :], earlier.rows[place + 1 :], strict=True)
    )
    assert (longer.total, longer.words) == (129, "9 minutes over")
    local_agenda.edit_item(store, january.breckland, breakout, minutes=25)
    assert agenda(store, january.breckland).words == "5 minutes to spare"


def test_a_new_co_chair_has_script_names_red_actions_and_times_on_one_page(held_winter: Winter) -> None:
    met = held_winter
    with met.store.change("Seat somebody new") as session:
        organisation = Organisation(name="Fenmere Hospital (invented)")
        new = Person(name="Aurora Quill", organisation_id=organisation.id)
        seat = Seat(group_id=met.group_id, organisation_id=organisation.id)
        session.add_all([organisation, new, seat])
        session.add(Holding(seat_id=seat.id, person_id=new.id, starts=MARCH - timedelta(days=3)))
    met.clock.set(at(MARCH, 9))
    paper = running_order.running_order(met.store, met.march)
    said = lines(paper.blocks)
    assert "Welcome Aurora Quill." in said
    assert any(line.startswith("Say at 1 What is said here") for line in said), "the script"
    assert said[said.index("Late actions") + 1].startswith("- B-2611-")
    assert "10.00am | 5 | 1 Welcome, introductions and the confidentiality statement | Co-chair" in said
    assert len(pages(draw(paper, met.clock()))) == 1


def test_a_meeting_moved_after_papers_went_out_stays_and_nothing_counts_twice(held_winter: Winter) -> None:
    met, store = held_winter, held_winter.store
    exports.note_printed(store, papers.agenda(store, met.march).title)
    with pytest.raises(Refused, match="its agenda has gone out"):
        meetings.edit_meeting(store, met.march, day=date(2027, 3, 18))
    meetings.edit_meeting(store, met.march, venue="Market Barn")
    attendance.mark_apologies(store, met.march, met.person("Joe"))
    before = attendance_year.year_of_group(store, met.group_id, 2026).figures
    counted = {one.id: one.meetings for one in rounds.rounds(store, 2026)}

    new = meetings.rearrange_meeting(
        store, met.march, date(2027, 3, 18), time(10), time(12), Mode.ROOM, "Market Barn", "Snow"
    )
    old = meetings.facts(store, met.march)
    assert (old.status, old.date, old.moved_to_id) == (Status.REARRANGED, MARCH, new)
    assert [one.name for one in attendance.register(store, met.march).entries if one.state] == [
        "Joe Blackwood"
    ]
    assert not [one for one in attendance.register(store, new).entries if one.state]
    after = attendance_year.year_of_group(store, met.group_id, 2026).figures
    assert [one.figure for one in after] == [one.figure for one in before]
    assert {one.id: one.meetings for one in rounds.rounds(store, 2026)} == counted


def test_nine_minutes_over_at_eleven_the_chair_has_three_choices_and_the_learning_item_stays(
    store: Store, clock: Clock
) -> None:
    january = arrange_january(store)
    meeting = january.breckland
    ten = datetime(2027, 1, 14, 10, tzinfo=LONDON)
    clock.set(ten + timedelta(minutes=9))
    meetings.open_meeting(store, meeting)
    for row in agenda(store, meeting).rows:
        if row.kind is ItemKind.PRESENTATION:
            break
        clock.pass_by(row.minutes)
        meetings.next_item(store, meeting)
    clock.set(ten + timedelta(hours=1))
    shown = agenda(store, meeting)
    ran = [Ran(row.item_id, row.minutes, row.started_at, row.ended_at) for row in shown.rows]
    stands = pace(ten, ran, clock())
    assert (stands.overrun, f"{stands.forecast_end.astimezone(LONDON):%H:%M}") == (9, "12:09")

    choices = overruns.offered(shown, stands.current, stands.forecast_end, stands.overrun)
    shorten, park, later = choices
    assert [one.way for one in choices] == [Way.SHORTEN, Way.PARK, Way.LATER]
    assert all("min" in one.cost for one in choices)
    assert later.cost == "9 min late, nothing is left out"
    learning = next(row for row in shown.rows if row.duty is Duty.BREAKOUT)
    assert learning.item_id not in {shorten.item_id, park.item_id}
    with store.read() as session:
        assert session.exec(select(OverrunChoice)).all() == []

    overruns.choose(store, meeting, park)
    with store.read() as session:
        (kept,) = session.exec(select(OverrunChoice)).all()
    assert (kept.way, kept.subject_id) == (Way.PARK, park.item_id)
    # It goes only by a deed that says so, and never once it has begun.
    local_agenda.leave_out(store, meeting, learning.item_id)
    assert store.undo_label.startswith("Leave out Breakout")
    store.undo()
    meetings.go_to_item(store, meeting, learning.item_id)
    with pytest.raises(Refused, match="was begun"):
        local_agenda.leave_out(store, meeting, learning.item_id)
