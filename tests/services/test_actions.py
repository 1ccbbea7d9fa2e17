"""Actions after they were recorded: lists, progress, closing, replies, and matters arising."""

import gc
from datetime import date

import pytest
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Action,
    AgendaItem,
    Group,
    Meeting,
    Outcome,
    Person,
    Progress,
    Room,
    meeting_point,
)
from nscp_desktop.rules.actions import Answer, Colour
from nscp_desktop.rules.capture import Owner, OwnerKind, parse
from nscp_desktop.services import actions, capture, meetings
from nscp_desktop.services.actions import ActionCounts, Typed, Which
from nscp_desktop.store import Store
from tests.services.breckland import Breckland, breckland
from tests.services.conftest import Clock


@pytest.fixture
def met(store: Store) -> Breckland:
    return breckland(store)


def promise(met: Breckland, line: str, meeting_id: str = "", item: int = 4) -> str:
    """Record an action and give its id."""
    at = meeting_id or met.meeting_id
    understood = parse(f"action {line}", capture.context(met.store, met.meeting_id))
    if not meeting_id:
        return capture.record(met.store, at, met.items[item], understood).record_id
    # The earlier meetings of these tests have no agenda of their own.
    with met.store.change("An action of an earlier meeting") as session:
        made = Action(
            group_id=met.group_id, meeting_id=at, reference=f"B-2609-0{len(session.exec(select(Action)).all())}",
            kind="individual", text=understood.text, owner_id=met.person("Ruth"), due=understood.due,
        )  # fmt: skip
        session.add(made)
        return made.id


def test_the_list_is_red_first_then_amber_green_and_blue(met: Breckland, clock: Clock) -> None:
    green = promise(met, "joe to do later by 30 jun")
    amber = promise(met, "joe to do soon by 22 jan")
    undated = promise(met, "joe to do some time")
    red = promise(met, "joe to do first by 15 jan")
    blue = promise(met, "joe to have done by 15 jan")
    actions.close(met.store, blue)
    clock.set(clock.at.replace(day=18))
    listed = actions.list_actions(met.store, Which.ALL)
    assert [row.id for row in listed] == [red, amber, undated, green, blue]
    assert [row.colour for row in listed] == [
        Colour.RED,
        Colour.AMBER,
        Colour.AMBER,
        Colour.GREEN,
        Colour.BLUE,
    ]
    assert [row.id for row in actions.list_actions(met.store)] == [red, amber, undated, green]
    assert [row.id for row in actions.list_actions(met.store, Which.OVERDUE)] == [red]
    assert [row.id for row in actions.list_actions(met.store, Which.DONE)] == [blue]
    assert actions.list_actions(met.store, Which.ALL, "another group") == ()
    assert actions.count(met.store) == ActionCounts(4, 1, 1)
    assert actions.count(met.store, "another group") == ActionCounts(0, 0, 0)


def test_a_row_says_everything_in_words(met: Breckland, clock: Clock) -> None:
    at = promise(met, "joe to circulate the page by 22 jan #neglect")
    row = actions.action(met.store, at)
    assert (row.owner, row.owner_line, row.theme, row.group_name) == (
        "Joe Blackwood", "Fenmere Hospital", "Neglect", "Breckland",
    )  # fmt: skip
    assert (row.due_text, row.late_words, row.state_words, row.note) == ("Fri 22 Jan", "", "open", "")
    assert actions.origin(met.store, row) == "today, item 5"
    clock.set(clock.at.replace(month=3, day=26))
    row = actions.action(met.store, at)
    assert (row.late_words, row.state_words, row.is_overdue) == ("63 days", "overdue", True)
    assert actions.origin(met.store, row) == "14 Jan, item 5"
    clock.set(clock.at.replace(year=2028))
    assert actions.origin(met.store, actions.action(met.store, at)) == "14 Jan 2027, item 5"


def test_where_an_action_comes_from_without_an_item(met: Breckland) -> None:
    old = promise(met, "ask housing for a deputy by 20 jan", met.earlier[3])
    assert actions.origin(met.store, actions.action(met.store, old)) == "12 Nov 2026"
    lost = promise(met, "joe to ring by 22 jan")
    with met.store.change("Lose its item") as session:
        session.get_one(Action, lost).item_id = met.items[0]
        session.get_one(AgendaItem, met.items[0]).removed = True
    assert actions.origin(met.store, actions.action(met.store, lost)) == "today"


def test_where_many_actions_come_from_is_one_question(met: Breckland) -> None:
    here, old = (
        promise(met, "joe to ring by 22 jan", item=5),
        promise(met, "write by 20 jan", met.earlier[3]),
    )
    assert actions.origins(met.store, actions.list_actions(met.store)) == {
        here: "today, item 6",
        old: "12 Nov 2026",
    }
    assert actions.origins(met.store, ()) == {}


def test_an_organisation_owns_an_action_by_itself(met: Breckland) -> None:
    row = actions.action(met.store, promise(met, "Larkfield Academy to share its log by 22 jan"))
    assert (row.owner, row.owner_line, row.owned) == ("Larkfield Academy", "", True)


def test_the_seat_keeps_the_organisation_of_an_owner(met: Breckland) -> None:
    at = promise(met, "joe to ring by 22 jan")
    with met.store.change("He changes organisation") as session:
        session.get_one(Person, met.person("Joe")).organisation_id = met.organisations["Larkfield Academy"]
    assert actions.action(met.store, at).owner_line == "Fenmere Hospital"


def test_a_filter_finds_words_anywhere_in_any_order(met: Breckland) -> None:
    promise(met, "joe to circulate the page by 22 jan #neglect")
    promise(met, "claire to share the log by 22 jan")
    listed = actions.list_actions(met.store)
    for words, found in (("odowd", 1), ("neglect joe", 1), ("b-2701", 2), ("PAGE", 1), ("zebra", 0), ("", 2)):
        assert len(actions.matching(listed, words)) == found, words


def test_progress_is_noted_and_the_last_line_shown(met: Breckland, clock: Clock) -> None:
    at = promise(met, "joe to ring by 22 jan")
    actions.add_note(met.store, at, "chased by phone", met.person("Claire"))
    clock.pass_by(10)
    meetings.open_meeting(met.store, met.meeting_id)
    actions.add_note(met.store, at, "rang back")
    assert met.store.undo_label == "Note on B-2701-01"
    assert [(line.by, line.text) for line in actions.progress(met.store, at)] == [
        ("Claire O'Dowd", "chased by phone"), ("", "rang back"),
    ]  # fmt: skip
    assert actions.action(met.store, at).note == "14 Jan: rang back"
    with met.store.read() as session:
        assert [one.meeting_id for one in session.exec(select(Progress).order_by(Progress.said_at))] == [  # type: ignore[arg-type]
            None, met.meeting_id,
        ]  # fmt: skip
    met.store.undo()
    assert actions.action(met.store, at).note == "14 Jan: chased by phone"
    with pytest.raises(Refused, match="Type what was said"):
        actions.add_note(met.store, at, "  ")


def test_lines_half_typed_wait_and_go_with_their_deed(met: Breckland) -> None:
    at, other = promise(met, "joe to ring by 22 jan"), promise(met, "joe to write by 22 jan")
    assert actions.typed(met.store, at) == Typed()
    actions.keep_typed(met.store, at, Typed("rang tw", "The wards"))
    actions.keep_typed(met.store, other, Typed("wrote"))
    actions.keep_typed(met.store, at, Typed("rang twice", "The wards"))
    assert actions.typed(met.store, at) == Typed("rang twice", "The wards")
    actions.add_note(met.store, at, "rang twice")
    assert actions.typed(met.store, at) == Typed("", "The wards")
    actions.close(met.store, at, "The wards ring first")
    assert actions.typed(met.store, at) == Typed()
    actions.keep_typed(met.store, other, Typed())
    assert met.store.drafts() == ()


def test_closing_with_a_difference_makes_an_outcome_at_the_running_meeting(met: Breckland) -> None:
    meetings.open_meeting(met.store, met.meeting_id)
    at = promise(met, "Larkfield Academy to share its log by 22 jan #neglect")
    actions.close(met.store, at, "Three schools now share")
    assert met.store.undo_label == "Close B-2701-01 as done"
    row = actions.action(met.store, at)
    assert (row.state, row.state_words, row.closed_on, row.difference) == (
        "done", "done", date(2027, 1, 14), "Three schools now share",
    )  # fmt: skip
    with met.store.read() as session:
        made = session.exec(select(Outcome)).one()
    assert (made.text, made.item_id, made.action_id, made.organisation_id, made.theme_id) == (
        "Three schools now share", met.items[0], at, met.organisations["Larkfield Academy"], met.themes["neglect"],
    )  # fmt: skip
    actions.close(met.store, at, "Three schools now share")
    actions.close(met.store, at)
    with met.store.read() as session:
        assert len(session.exec(select(Outcome)).all()) == 1
    assert actions.action(met.store, at).difference == "Three schools now share"


def test_the_difference_can_be_said_and_put_right_after_closing(met: Breckland, clock: Clock) -> None:
    at = promise(met, "joe to ring by 22 jan")
    actions.close(met.store, at)
    clock.set(clock.at.replace(day=18))
    actions.close(met.store, at, "The wards ring frist")
    assert met.store.undo_label == "Say what difference B-2701-01 made"
    actions.close(met.store, at, "The wards ring first")
    row = actions.action(met.store, at)
    assert (row.closed_on, row.difference) == (date(2027, 1, 14), "The wards ring first")
    with met.store.read() as session:
        assert [one.text for one in session.exec(select(Outcome))] == ["The wards ring first"]


def test_closing_without_a_running_meeting_keeps_the_outcome_with_the_action(met: Breckland) -> None:
    at = promise(met, "everyone: look at the toolkit by next meeting")
    actions.close(met.store, at, "All use it")
    with met.store.read() as session:
        made = session.exec(select(Outcome)).one()
    assert (made.meeting_id, made.item_id, made.scope) == (met.meeting_id, met.items[4], "together")


def test_an_action_of_another_group_closed_during_a_meeting_keeps_its_own(met: Breckland) -> None:
    at = promise(met, "joe to ring by 22 jan")
    meetings.open_meeting(met.store, met.meeting_id)
    with met.store.change("It is South's") as session:
        south = session.exec(select(Group).where(Group.code == "S")).one()
        session.get_one(Meeting, met.meeting_id).group_id = south.id
    actions.close(met.store, at, "Rang")
    with met.store.read() as session:
        assert session.exec(select(Outcome)).one().item_id == met.items[4]


def test_states_owner_and_date_change_one_deed_each(met: Breckland) -> None:
    at = promise(met, "joe to ring by 22 jan")
    actions.take_in_hand(met.store, at)
    assert (met.store.undo_label, actions.action(met.store, at).state_words) == (
        "Mark B-2701-01 in hand",
        "in hand",
    )
    actions.close(met.store, at)
    actions.reopen(met.store, at)
    assert (met.store.undo_label, actions.action(met.store, at).closed_on) == ("Open B-2701-01 again", None)
    actions.change_due(met.store, at, date(2027, 2, 1), "1 feb")
    assert met.store.undo_label == "Make B-2701-01 due 1 February 2027"
    actions.change_due(met.store, at, None)
    assert met.store.undo_label == "Take the date off B-2701-01"
    claire = Owner(OwnerKind.PERSON, "Claire O'Dowd", person_id=met.person("Claire"))
    actions.reassign(met.store, at, claire)
    assert met.store.undo_label == "Give B-2701-01 to Claire O'Dowd"
    assert actions.action(met.store, at).owner_line == "Larkfield Academy"
    actions.reassign(met.store, at, None)
    assert met.store.undo_label == "Leave B-2701-01 without an owner"


def test_what_is_gone_is_refused(met: Breckland) -> None:
    for verb in (actions.close, actions.reopen, actions.take_in_hand, actions.action):
        with pytest.raises(Unknown):
            verb(met.store, "no such action")


def test_organisations_answer_one_line_each(met: Breckland) -> None:
    at = promise(met, "everyone: take one recommendation to a team meeting by next meeting")
    listed = actions.replies(met.store, at)
    assert [one.organisation for one in listed][:2] == ["Children's Services", "Fenmere Hospital"]
    assert {one.answer for one in listed} == {Answer.NONE}
    fenmere = met.organisations["Fenmere Hospital"]
    actions.answer(met.store, at, fenmere, Answer.DOING, "at the next away day")
    assert met.store.undo_label == "Note the answer of Fenmere Hospital to B-2701-01"
    row = actions.action(met.store, at)
    assert (row.state_words, row.note) == ("1 of 11", "1 of 11 organisations have answered")
    answered = {one.organisation_id: one for one in actions.replies(met.store, at)}[fenmere]
    assert (answered.answer, answered.text, answered.answered_on) == (
        Answer.DOING, "at the next away day", date(2027, 1, 14),
    )  # fmt: skip
    actions.answer(met.store, at, fenmere, Answer.NONE)
    assert actions.action(met.store, at).state_words == "0 of 11"
    single = promise(met, "joe to ring by 22 jan")
    with pytest.raises(Refused, match="Fenmere Hospital was not asked by B-2701-02"):
        actions.answer(met.store, single, fenmere, Answer.DONE)


def test_matters_arising_are_the_groups_open_actions_from_before(met: Breckland, clock: Clock) -> None:
    late = promise(met, "ask housing for a deputy by 15 jan", met.earlier[2])
    soon = promise(met, "ring by 20 jan", met.earlier[3])
    closed_before = promise(met, "write by 20 jan", met.earlier[3])
    promise(met, "joe to do it here by 22 jan")
    actions.close(met.store, closed_before)
    with met.store.change("Closed long ago") as session:
        session.get_one(Action, closed_before).closed_on = date(2026, 12, 1)
    clock.set(clock.at.replace(day=16))
    assert [row.id for row in actions.matters_arising(met.store, met.meeting_id)] == [late, soon]
    clock.set(clock.at.replace(day=14))
    actions.close(met.store, soon)
    assert [row.id for row in actions.matters_arising(met.store, met.meeting_id)] == [late, soon]


def test_an_action_from_a_room_says_so(met: Breckland) -> None:
    with met.store.change("Open a room") as session:
        session.add(
            Room(
                id=meeting_point("room", met.meeting_id, met.items[5], "1"),
                meeting_id=met.meeting_id, item_id=met.items[5], number=1,
            )
        )  # fmt: skip
    at = promise(met, "joe to add a prompt by 22 jan")
    with met.store.change("From room 1") as session:
        session.get_one(Action, at).room_id = meeting_point("room", met.meeting_id, met.items[5], "1")
    assert actions.action(met.store, at).note == "Breakout room 1"


def test_a_due_date_has_its_weekday_when_near_and_its_year_when_far(met: Breckland) -> None:
    at = promise(met, "joe to ring")
    for due, words in (
        (None, "No date yet"),
        (date(2027, 1, 27), "Wed 27 Jan"),
        (date(2027, 1, 28), "28 Jan"),
        (date(2026, 12, 20), "20 Dec"),
        (date(2027, 12, 1), "1 Dec 2027"),
    ):
        actions.change_due(met.store, at, due)
        assert actions.action(met.store, at).due_text == words


def test_waste_is_not_looked_for_afterwards_where_it_was_not_before(met: Breckland) -> None:
    looking = gc.isenabled()
    try:
        for wanted in (gc.disable, gc.enable):
            wanted()
            before = gc.isenabled()
            actions.list_actions(met.store)
            assert gc.isenabled() is before
    finally:
        (gc.enable if looking else gc.disable)()
