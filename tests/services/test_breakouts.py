"""Breakout rooms: mixing who is here, moving people, and what the rooms write."""

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Action, Answer, Challenge, Meeting, Outcome, Question, Room, Seat
from nscp_desktop.rules.attendance import Capacity
from nscp_desktop.services import actions, attendance, breakouts, capture, captured
from nscp_desktop.services.breakouts import RoomsView
from nscp_desktop.store import Store
from tests.services.breckland import Breckland, breckland

QUESTIONS = ("What would have changed for this young person?", "What do we do differently?")


@pytest.fixture
def met(store: Store) -> Breckland:
    made = breckland(store)
    _ask(made, made.items[5])
    return made


def _ask(made: Breckland, item_id: str) -> None:
    with made.store.change("Ask two questions") as session:
        for position, text in enumerate(QUESTIONS, start=1):
            session.add(Question(item_id=item_id, position=position, text=text))


def come(made: Breckland, names: Iterable[str], meeting_id: str = "") -> None:
    for name in names:
        attendance.mark_present(made.store, meeting_id or made.meeting_id, made.person(name))


EIGHT = ("Joe", "Ann", "Tomasz", "Claire", "Orla", "Marcus", "Hannah", "Tamsin")


def shown(made: Breckland) -> RoomsView:
    return breakouts.rooms(made.store, made.meeting_id, made.items[5])


def opened(made: Breckland, count: int | None = None, *, co_chairs_out: bool = False) -> RoomsView:
    breakouts.open_rooms(made.store, made.meeting_id, made.items[5], count, co_chairs_out=co_chairs_out)
    return shown(made)


def people(view: RoomsView) -> dict[int, list[str]]:
    return {room.number: [one.name for one in room.people] for room in view.rooms}


# -- mixing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "rooms"), [(0, 4), (1, 1), (5, 1), (6, 2), (16, 4), (17, 4), (20, 4), (21, 5), (60, 8)]
)
def test_a_room_is_for_about_five(here: int, rooms: int) -> None:
    assert breakouts.suggested(here) == rooms


def test_who_is_here_is_mixed_in_one_deed_that_undo_takes_back(met: Breckland) -> None:
    come(met, EIGHT)
    attendance.mark_left(met.store, met.meeting_id, met.person("Marcus"))
    attendance.mark_apologies(met.store, met.meeting_id, met.person("Ruth"))
    before = shown(met)
    assert before.rooms == ()
    assert before.words == "No rooms yet. 7 people are here now."
    view = opened(met)
    assert met.store.undo_label == "Open 2 breakout rooms at item 6"
    assert [room.number for room in view.rooms] == [1, 2]
    assert sorted(len(room.people) for room in view.rooms) == [3, 4]
    assert view.without_room == ()
    assert (
        view.words
        == "2 rooms of 3 or 4, sectors spread, co-workers apart. 2 questions. 0 of 2 rooms with notes."
    )
    assert "Marcus Reeve" not in [name for names in people(view).values() for name in names]
    for room in view.rooms:
        assert room.lead is not None
        assert room.people[0] == room.lead
        assert not room.lead.co_chair
        assert room.sectors
    met.store.undo()
    assert shown(met).rooms == ()
    assert len(shown(met).without_room) == 7
    met.store.redo()
    assert people(shown(met)) == people(view)


def test_the_same_organisation_is_kept_apart_and_it_is_said_when_it_cannot_be(met: Breckland) -> None:
    come(met, ("Hannah", "Joe"))
    attendance.mark_present(met.store, met.meeting_id, met.person("Ann"))
    attendance.mark_deputy(met.store, met.meeting_id, met.person("Bram"), [met.person("Dele")])
    with met.store.change("Make colleagues") as session:
        for name in ("Joe Blackwood", "Hannah Voss"):
            holder = met.seats[name]
            record = session.get_one(Seat, holder)
            record.organisation_id = met.organisations["Fenmere Hospital"]
    apart = opened(met, 2)
    for room in apart.rooms:
        assert len({one.organisation for one in room.people}) == len(room.people)
    together = opened(met, 1)
    assert together.words.startswith("1 room of 4, 1 room with people from one organisation. ")
    bram = next(one for one in together.rooms[0].people if one.name == "Bram Dykesworthy")
    assert bram.sector == "Police"


def test_mixing_again_gives_other_rooms_and_the_text_stays(met: Breckland) -> None:
    come(met, EIGHT)
    first = opened(met)
    question = first.questions[0].id
    breakouts.answer(met.store, first.rooms[0].room_id, question, ["One adult who stayed."])
    again = opened(met)
    assert met.store.undo_label == "Mix the 2 rooms again at item 6"
    assert {frozenset(one) for one in people(again).values()} != {
        frozenset(one) for one in people(first).values()
    }
    assert [point.text for point in again.rooms[0].answers[0].points] == ["One adult who stayed."]
    met.store.undo()
    assert people(shown(met)) == people(first)


def test_more_rooms_fewer_rooms_and_the_first_again(met: Breckland) -> None:
    come(met, EIGHT)
    opened(met, 4)
    fewer = opened(met, 3)
    assert met.store.undo_label == "Mix people into 3 rooms at item 6"
    assert [room.number for room in fewer.rooms] == [1, 2, 3]
    again = opened(met, 4)
    assert [room.number for room in again.rooms] == [1, 2, 3, 4]
    assert sum(len(room.people) for room in again.rooms) == 8


def test_a_room_with_notes_stays_open(met: Breckland) -> None:
    come(met, EIGHT)
    view = opened(met, 3)
    breakouts.answer(met.store, view.rooms[2].room_id, view.questions[0].id, ["One", "Two"])
    with pytest.raises(Refused, match=r"Room 3 has notes \(2 points\), so it stays open"):
        opened(met, 2)
    assert len(shown(met).rooms) == 3


@pytest.mark.parametrize("count", [9, -1])
def test_there_are_one_to_eight_rooms(met: Breckland, count: int) -> None:
    come(met, EIGHT)
    with pytest.raises(Refused, match="1 to 8 rooms"):
        opened(met, count)


def test_with_more_rooms_than_people_nothing_happens(met: Breckland) -> None:
    come(met, ("Joe", "Ann"))
    with pytest.raises(Refused, match="Make fewer rooms"):
        opened(met, 3)
    assert shown(met).words == "No rooms yet. 2 people are here now."


def test_rooms_can_be_opened_before_anybody_is_marked(met: Breckland) -> None:
    assert shown(met).words == "No rooms yet."
    view = opened(met)
    assert people(view) == {1: [], 2: [], 3: [], 4: []}
    assert view.words == "4 rooms. 2 questions. 0 of 4 rooms with notes."
    assert view.rooms[0].lead is None
    with pytest.raises(Refused, match="Nobody is marked as here now"):
        opened(met)
    assert len(opened(met, 2).rooms) == 2
    breakouts.place(met.store, met.meeting_id, met.items[5], met.person("Joe"))
    assert people(shown(met)) == {1: ["Joe Blackwood"], 2: []}
    assert shown(met).words.startswith("2 rooms of 0 or 1, ")


def test_rooms_of_very_different_sizes_and_an_item_without_questions(met: Breckland) -> None:
    come(met, EIGHT)
    item = met.items[4]
    breakouts.open_rooms(met.store, met.meeting_id, item, 2)
    view = breakouts.rooms(met.store, met.meeting_id, item)
    assert view.words == "2 rooms of 4, sectors spread, co-workers apart. 0 of 2 rooms with notes."
    for person in view.rooms[0].people[:2]:
        breakouts.move_person(met.store, met.meeting_id, item, person.person_id, 2)
    assert breakouts.rooms(met.store, met.meeting_id, item).words.startswith("2 rooms of 2 to 6, ")


def test_co_chairs_stay_out_when_asked(met: Breckland) -> None:
    come(met, EIGHT)
    view = opened(met, co_chairs_out=True)
    assert [one.name for one in view.without_room] == ["Tamsin Reedmarsh"]
    assert view.without_room[0].co_chair
    come(met, ())
    assert opened(met).without_room == ()


def test_who_met_before_is_put_with_others_and_who_led_least_leads(met: Breckland) -> None:
    names = ("Joe", "Claire", "Marcus", "Ruth")
    with met.store.change("Let the earlier meeting share this agenda") as session:
        earlier = session.get_one(Meeting, met.earlier[3])
        earlier.round_id = session.get_one(Meeting, met.meeting_id).round_id
    come(met, names, met.earlier[3])
    come(met, names)
    item = met.items[5]
    breakouts.open_rooms(met.store, met.earlier[3], item, 2)
    before = breakouts.rooms(met.store, met.earlier[3], item)
    now = opened(met, 2)
    together = {frozenset(one.person_id for one in room.people) for room in before.rooms}
    assert together.isdisjoint({frozenset(one.person_id for one in room.people) for room in now.rooms})
    led = {room.lead_id for room in before.rooms}
    with met.store.change("Let an earlier room be without a lead") as session:
        session.get_one(Room, before.rooms[0].room_id).lead_id = None
    for _ in range(3):
        again = opened(met, 2)
        assert all(len(room.people) == 2 for room in again.rooms)
    assert led


def test_a_mix_that_cannot_differ_is_given_as_it_is(met: Breckland) -> None:
    come(met, ("Joe", "Ann"))
    opened(met, 1)
    assert sorted(people(opened(met, 1))[1]) == ["Dr Ann Sale", "Joe Blackwood"]


def test_a_cancelled_meeting_or_a_strange_item_has_no_rooms(met: Breckland) -> None:
    with pytest.raises(Unknown):
        breakouts.open_rooms(met.store, met.meeting_id, "no such item")
    with pytest.raises(Unknown):
        breakouts.rooms(met.store, "no such meeting", met.items[5])
    view = opened(met, 2)
    with met.store.change("Cancel it") as session:
        session.get_one(Meeting, met.meeting_id).status = "cancelled"
    with pytest.raises(Refused, match="was cancelled, so it has no rooms"):
        opened(met)
    with pytest.raises(Refused, match="was cancelled, so nothing can be written"):
        breakouts.answer(met.store, view.rooms[0].room_id, view.questions[0].id, ["Words"])


# -- by hand ----------------------------------------------------------------------------------------


def test_people_move_lead_come_late_and_go(met: Breckland) -> None:
    come(met, EIGHT)
    view = opened(met, 2)
    item = met.items[5]
    lead, other = view.rooms[0].people[0], view.rooms[0].people[1]
    breakouts.move_person(met.store, met.meeting_id, item, lead.person_id, 2)
    assert met.store.undo_label == f"Move {lead.name} to room 2"
    moved = shown(met)
    assert lead in moved.rooms[1].people
    assert moved.rooms[1].lead_id == view.rooms[1].lead_id
    assert moved.rooms[0].lead is not None
    last = moved.rooms[0].people[-1]
    breakouts.choose_lead(met.store, met.meeting_id, item, last.person_id)
    assert met.store.undo_label == f"Let {last.name} lead room 1"
    assert shown(met).rooms[0].people[0] == last
    met.store.undo()
    met.store.undo()
    assert people(shown(met)) == people(view)
    breakouts.take_out(met.store, met.meeting_id, item, other.person_id)
    assert met.store.undo_label == f"Take {other.name} out of the rooms"
    assert shown(met).without_room == (other,)
    assert breakouts.place(met.store, met.meeting_id, item, other.person_id) == 1
    assert met.store.undo_label == f"Put {other.name} into room 1"
    breakouts.take_out(met.store, met.meeting_id, item, other.person_id)
    assert breakouts.place(met.store, met.meeting_id, item, other.person_id, 2) == 2
    assert other in shown(met).rooms[1].people
    with pytest.raises(Refused, match="They are in room 2 already"):
        breakouts.place(met.store, met.meeting_id, item, other.person_id)


def test_whoever_left_still_shows_in_the_room_as_not_here(met: Breckland) -> None:
    come(met, EIGHT)
    opened(met, 2)
    attendance.mark_left(met.store, met.meeting_id, met.person("Joe"))
    joe = next(one for room in shown(met).rooms for one in room.people if one.name == "Joe Blackwood")
    assert not joe.here
    attendance.unmark(met.store, met.meeting_id, met.person("Joe"))
    joe = next(one for room in shown(met).rooms for one in room.people if one.name == "Joe Blackwood")
    assert not joe.here
    assert joe.sector == "Health"


def test_a_guest_and_somebody_never_marked_can_be_put_into_a_room(met: Breckland) -> None:
    come(met, EIGHT)
    opened(met, 2)
    item = met.items[5]
    attendance.mark_present(met.store, met.meeting_id, met.person("Imogen"), capacity=Capacity.GUEST_SPEAKER)
    assert [one.name for one in shown(met).without_room] == ["Imogen Hartley"]
    breakouts.place(met.store, met.meeting_id, item, met.person("Imogen"))
    breakouts.place(met.store, met.meeting_id, item, met.person("Priya"))
    view = shown(met)
    assert view.without_room == ()
    priya = next(one for room in view.rooms for one in room.people if one.name == "Priya Nair")
    assert (priya.organisation, priya.sector, priya.here) == ("Wensum Community Health", "Health", False)


def test_hands_refuse_who_is_not_there(met: Breckland) -> None:
    item = met.items[5]
    with pytest.raises(Refused, match="no rooms yet"):
        breakouts.place(met.store, met.meeting_id, item, met.person("Joe"))
    come(met, EIGHT)
    opened(met, 2)
    for deed in (breakouts.take_out, breakouts.choose_lead):
        with pytest.raises(Unknown, match="in none of the rooms"):
            deed(met.store, met.meeting_id, item, met.person("Ruth"))
    with pytest.raises(Unknown, match="There is no room 7"):
        breakouts.move_person(met.store, met.meeting_id, item, met.person("Joe"), 7)
    with pytest.raises(Unknown, match="no such person"):
        breakouts.place(met.store, met.meeting_id, item, "nobody")


# -- answers ----------------------------------------------------------------------------------------


def points(view: RoomsView, room: int = 1, question: int = 0) -> list[str]:
    found = view.room(room)
    assert found is not None
    return [point.text for point in found.answers[question].points]


def test_lines_become_points_and_keep_their_records(met: Breckland) -> None:
    room = opened(met, 2).rooms[0].room_id
    question = shown(met).questions[0].id
    written = breakouts.answer(
        met.store, room, question, ["  One adult who stayed. ", "", "- Being asked alone."]
    )
    assert written.changed
    assert met.store.undo_label == "Write the answer of room 1 to question 1"
    first = shown(met).rooms[0].answers[0].points
    assert [point.text for point in first] == ["One adult who stayed.", "Being asked alone."]
    assert breakouts.points(met.store, room, question) == ("One adult who stayed.", "Being asked alone.")
    assert not breakouts.answer(met.store, room, question, [point.text for point in first]).changed
    breakouts.answer(
        met.store, room, question, ["Being asked alone.", "One adult who stayed. Always.", "A call"]
    )
    second = shown(met).rooms[0].answers[0].points
    assert [point.answer_id for point in second[:2]] == [first[1].answer_id, first[0].answer_id]
    assert shown(met).rooms[0].words == "3 points"
    assert shown(met).words.endswith("1 of 2 rooms with notes.")
    breakouts.answer(met.store, room, question, [])
    assert points(shown(met)) == []
    met.store.undo()
    assert points(shown(met)) == ["Being asked alone.", "One adult who stayed. Always.", "A call"]
    assert shown(met).room(9) is None


def test_a_line_that_begins_with_action_is_recorded_with_its_room(met: Breckland) -> None:
    come(met, EIGHT)
    room = opened(met, 2).rooms[1].room_id
    question = shown(met).questions[1].id
    written = breakouts.answer(
        met.store, room, question, ["Invite the DSL by name.", "action joe to add a move prompt by 11 mar"]
    )
    (record,) = written.recorded
    assert record.reference == "B-2701-01"
    assert record.sentence.startswith("Action B-2701-01, Joe Blackwood, 11 March 2027")
    view = shown(met)
    assert points(view, 2, 1) == ["Invite the DSL by name."]
    assert [one.text for one in view.rooms[1].actions] == ["Add a move prompt"]
    assert view.rooms[1].words == "1 point · 1 action"
    assert captured.rows(met.store, met.meeting_id, met.items[5]) == ()
    assert actions.action(met.store, record.record_id).room == 2
    met.store.undo()
    assert shown(met).rooms[1].words == "No points yet"
    with met.store.read() as session:
        assert session.get_one(Action, record.record_id).removed


def test_outcomes_and_challenges_leave_the_points_too(met: Breckland) -> None:
    room = opened(met, 2).rooms[0].room_id
    question = shown(met).questions[0].id
    heard = capture.context(met.store, met.meeting_id)
    breakouts.answer(met.store, room, question, ["outcome two schools now invite the DSL"], heard)
    assert met.store.undo_label == "Record an outcome of room 1"
    breakouts.answer(
        met.store, room, question, ["challenge who answers for housing", "! all to read the guide"], heard
    )
    assert met.store.undo_label == "Write the answer of room 1 to question 1"
    view = shown(met)
    assert [(str(line.kind), line.text) for line in view.rooms[0].lines] == [
        ("outcome", "Two schools now invite the DSL"),
        ("challenge", "Who answers for housing"),
    ]
    assert view.rooms[0].words == "1 action · 1 outcome · 1 challenge"
    with met.store.read() as session:
        assert session.exec(select(Outcome.room_id)).one() == room
        assert session.exec(select(Challenge.room_id)).one() == room


@pytest.mark.parametrize(
    "typed",
    [
        "action",
        "action joe to",
        "Outcomes were not shared",
        "decision to go on",
        "Actionable plans",
        "youth board: buses",
    ],
)
def test_other_lines_stay_points(met: Breckland, typed: str) -> None:
    room = opened(met, 1).rooms[0].room_id
    breakouts.answer(met.store, room, shown(met).questions[0].id, [typed])
    assert points(shown(met)) == [typed]


def test_a_question_taken_off_keeps_its_answers_in_sight(met: Breckland) -> None:
    view = opened(met, 1)
    room, question = view.rooms[0].room_id, view.questions[0].id
    breakouts.answer(met.store, room, question, ["Kept"])
    with met.store.change("Take a question off") as session:
        session.get_one(Question, question).removed = True
    view = shown(met)
    assert [one.id for one in view.questions] == [view.rooms[0].answers[0].question_id]
    assert [one.question for one in view.rooms[0].answers] == [QUESTIONS[1], QUESTIONS[0]]
    breakouts.answer(met.store, room, question, ["Kept and more"])
    assert met.store.undo_label == "Write the answer of room 1 to a question"


def test_what_a_card_refuses(met: Breckland) -> None:
    view = opened(met, 1)
    room, question = view.rooms[0].room_id, view.questions[0].id
    for typed in ("x" * 2001, "a\x00b"):
        with pytest.raises(Refused, match="A point .*Nothing has been changed"):
            breakouts.answer(met.store, room, question, [typed])
    with pytest.raises(Unknown, match="not open any more"):
        breakouts.answer(met.store, "no such room", question, ["x"])
    with pytest.raises(Unknown, match="not asked in this room"):
        breakouts.answer(met.store, room, "no such question", ["x"])
    _ask(met, met.items[4])
    with met.store.read() as session:
        other = session.exec(select(Question.id).where(Question.item_id == met.items[4])).first()
    assert other is not None
    with pytest.raises(Unknown, match="not asked in this room"):
        breakouts.answer(met.store, room, other, ["x"])


def test_the_best_three_are_marked_and_a_fourth_is_refused(met: Breckland) -> None:
    view = opened(met, 2)
    room = view.rooms[0].room_id
    breakouts.answer(met.store, room, view.questions[0].id, ["One", "Two"])
    breakouts.answer(met.store, room, view.questions[1].id, ["Three", "Four"])
    found = [point.answer_id for one in shown(met).rooms[0].answers for point in one.points]
    for answer_id in found[:3]:
        breakouts.mark_best(met.store, answer_id)
    assert met.store.undo_label == "Mark a best point of room 1"
    assert shown(met).rooms[0].best == 3
    with pytest.raises(Refused, match="Room 1 has marked its best three"):
        breakouts.mark_best(met.store, found[3])
    breakouts.mark_best(met.store, found[2])
    breakouts.mark_best(met.store, found[0], best=False)
    assert met.store.undo_label == "Take the mark off a best point of room 1"
    breakouts.mark_best(met.store, found[3])
    assert [point.best for one in shown(met).rooms[0].answers for point in one.points] == [
        False,
        True,
        True,
        True,
    ]
    breakouts.answer(met.store, room, view.questions[0].id, [])
    for gone in (found[0], "never was"):
        with pytest.raises(Unknown):
            breakouts.mark_best(met.store, gone)


# -- drafts -----------------------------------------------------------------------------------------


def test_typing_is_durable_and_goes_with_the_deed(met: Breckland) -> None:
    view = opened(met, 1)
    room, question = view.rooms[0].room_id, view.questions[0].id
    breakouts.keep_draft(met.store, room, question, "half a po", 9)
    met.store.keep_draft("meeting_item", "another", "note", "not a card", 0)
    draft = breakouts.waiting(met.store, room, question)
    assert draft is not None
    assert breakouts.waiting_in(met.store, [room]) == {(room, question): draft}
    assert breakouts.waiting_in(met.store, ["another"]) == {}
    assert (draft.text, draft.cursor) == ("half a po", 9)
    with pytest.raises(Refused):
        breakouts.keep_draft(met.store, room, question, "\x00", 0)
    breakouts.answer(met.store, room, question, ["half a point"])
    assert breakouts.waiting(met.store, room, question) is None
    breakouts.keep_draft(met.store, room, question, "half a point, more", 3)
    assert not breakouts.answer(met.store, room, question, ["half a point"]).changed
    assert breakouts.waiting(met.store, room, question) is None


def test_after_a_kill_the_lines_become_points_and_an_action_is_recorded_once(met: Breckland) -> None:
    view = opened(met, 2)
    room, question = view.rooms[0].room_id, view.questions[0].id
    typed = "A point\naction all to read the guide\naction joe to sh"
    breakouts.keep_draft(met.store, room, question, typed, len(typed))
    breakouts.keep_draft(met.store, room, view.questions[1].id, "", 0)
    breakouts.keep_draft(met.store, "closed room", question, "Not lost", 0)
    met.store.keep_draft("meeting_item", "another", "note", "not a card", 0)
    assert breakouts.recover(met.store) == ((room, question),)
    assert points(shown(met)) == ["A point", "action joe to sh"]
    assert shown(met).rooms[0].words == "2 points · 1 action"
    assert breakouts.recover(met.store) == ()
    assert shown(met).rooms[0].words == "2 points · 1 action"
    assert sorted(draft.record for draft in met.store.drafts()) == ["another", "closed room"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(st.lists(st.lists(st.text(alphabet="abc", min_size=1, max_size=4), max_size=5), max_size=4))
def test_a_card_always_says_what_was_typed_last(met: Breckland, typings: list[list[str]]) -> None:
    view = shown(met) if shown(met).rooms else opened(met, 1)
    room, question = view.rooms[0].room_id, view.questions[0].id
    for lines in typings:
        breakouts.answer(met.store, room, question, lines)
        assert points(shown(met)) == lines
    with met.store.read() as session:
        kept = session.exec(select(Answer).where(Answer.removed == False)).all()  # noqa: E712 a column
    assert len(kept) == len(points(shown(met)))
