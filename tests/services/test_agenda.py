"""A meeting's agenda: times that reflow, what it changes for itself, and what it leaves out."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Action,
    AgendaItem,
    Answer,
    Meeting,
    MeetingItem,
    Organisation,
    Person,
    Question,
    Room,
    Theme,
    meeting_point,
)
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.services import local_agenda, meetings, shared_agenda
from nscp_desktop.services.agenda import AgendaRow, agenda, with_minutes
from nscp_desktop.services.agenda_states import AgendaState, agenda_states
from nscp_desktop.services.questions import set_questions
from nscp_desktop.store import Change, Store
from tests.services.january import January, arrange_january, item, titles


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


@pytest.fixture
def feedback(store: Store, january: January) -> str:
    return item(store, january.breckland, "Feedback")


@pytest.fixture
def heard(store: Store) -> list[str]:
    labels: list[str] = []

    def hear(change: Change) -> None:
        labels.append(change.label)

    store.listen(hear)
    return labels


def row(store: Store, january: January, item_id: str) -> AgendaRow:
    return agenda(store, january.breckland).row(item_id)


def test_a_kind_and_its_minutes_are_one_change(
    store: Store, january: January, feedback: str, heard: list[str]
) -> None:
    local_agenda.edit_item(store, january.breckland, feedback, kind=ItemKind.DECISION, minutes=35)
    assert heard[-1].endswith(" an item of kind decision, 35 minutes")
    assert (row(store, january, feedback).kind, row(store, january, feedback).minutes) == (
        ItemKind.DECISION,
        35,
    )


# -- times ------------------------------------------------------------------------------------------


def test_agenda_of_a_meeting_that_is_not_there(store: Store) -> None:
    with pytest.raises(Unknown, match="not in this store"):
        agenda(store, "elsewhere")


def test_item_that_is_not_on_it(store: Store, january: January) -> None:
    with pytest.raises(Unknown, match="not on this meeting's agenda"):
        row(store, january, "elsewhere")


def test_later_times_reflow_and_what_is_over_is_said(store: Store, january: January, feedback: str) -> None:
    local_agenda.edit_item(store, january.breckland, feedback, minutes=16)
    shown = agenda(store, january.breckland)
    assert (shown.total, shown.over, shown.words) == (124, 4, "4 minutes over")
    assert (shown.ends, shown.ends_planned) == (time(12, 4), time(12))
    meetings.edit_meeting(store, january.breckland, starts=time(9, 45))
    shown = agenda(store, january.breckland)
    assert (shown.rows[0].starts, shown.rows[0].ends) == (time(9, 45), time(9, 50))
    assert shown.words == "11 minutes to spare"
    assert agenda(store, january.meetings["S"]).rows[0].starts == time(10)


def test_a_length_is_shown_before_it_is_kept(store: Store, january: January, feedback: str) -> None:
    local_agenda.leave_out(store, january.breckland, item(store, january.breckland, "Declarations"))
    before = agenda(store, january.breckland)
    shown = with_minutes(before, feedback, 20)
    local_agenda.edit_item(store, january.breckland, feedback, minutes=20)
    kept = agenda(store, january.breckland)
    assert [(one.minutes, one.starts, one.ends) for one in shown.rows] == [
        (one.minutes, one.starts, one.ends) for one in kept.rows
    ]
    assert (shown.words, shown.omitted) == (kept.words, before.omitted)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 90), min_size=15, max_size=15), st.integers(0, 23 * 60))
def test_times_follow_one_another(open_store: Callable[[str], Store], minutes: list[int], start: int) -> None:
    store = open_store("norfolk")
    january = arrange_january(store)
    with store.change("Set lengths") as session:
        session.get_one(Meeting, january.breckland).starts = time(start // 60, start % 60)
        for item_id, length in zip(_ids(store, january), minutes, strict=True):
            session.get_one(AgendaItem, item_id).minutes = length
    shown = agenda(store, january.breckland)
    assert [one.minutes for one in shown.rows] == minutes
    assert shown.total == sum(minutes)
    assert [one.number for one in shown.rows] == list(range(1, 16))
    assert all(one.ends == other.starts for one, other in zip(shown.rows, shown.rows[1:], strict=False))
    assert shown.ends == shown.rows[-1].ends


def _ids(store: Store, january: January) -> list[str]:
    return [one.item_id for one in agenda(store, january.breckland).rows]


def test_states_of_many_agendas_agree_with_each_agenda(store: Store, january: January, feedback: str) -> None:
    local_agenda.edit_item(store, january.breckland, feedback, minutes=16)
    local_agenda.add_item(store, january.breckland, "Bus safety", minutes=10)
    local_agenda.leave_out(store, january.meetings["S"], feedback)
    local_agenda.restrict_item(store, january.meetings["N"], feedback, restricted=True)
    held = meetings.list_meetings(store)
    states = agenda_states(store, held)
    for one in held:
        shown = agenda(store, one.id)
        local = [row for row in (*shown.rows, *shown.omitted) if row.local]
        assert states[one.id] == AgendaState(len(shown.rows), shown.total, shown.available, len(local))
        assert states[one.id].balance == shown.balance
    assert [states[january.meetings[code]].local for code in ("B", "S", "N")] == [2, 1, 0]
    assert agenda_states(store, ()) == {}


# -- this meeting only ------------------------------------------------------------------------------


def test_local_change_is_marked_and_stays_here(
    store: Store, january: January, feedback: str, heard: list[str]
) -> None:
    local_agenda.edit_item(store, january.breckland, feedback, minutes=8)
    assert heard == ["Shorten Feedback to 8 minutes"]
    here = row(store, january, feedback)
    assert (here.minutes, here.local, here.only_here, here.differs) == (
        8,
        True,
        False,
        ("12 min in the round",),
    )
    there = agenda(store, january.meetings["S"]).row(feedback)
    assert (there.minutes, there.local, there.differs) == (12, False, ())
    store.undo()
    assert not row(store, january, feedback).local


def test_every_override_says_how_it_differs(store: Store, january: January) -> None:
    with store.read() as session:
        neglect, babies = (
            session.exec(select(Theme).where(Theme.code == code)).one().id for code in ("neglect", "babies")
        )
    presentation = item(store, january.breckland, "Presentation")
    shared_agenda.edit_item(store, presentation, theme_id=babies, lead="")
    local_agenda.edit_item(
        store, january.breckland, presentation, title="Bus safety", kind=ItemKind.DECISION, minutes=20,
        lead="Ann", theme_id=neglect,
    )  # fmt: skip
    local_agenda.move_item(store, january.breckland, presentation, 1)
    local_agenda.leave_out(store, january.breckland, presentation)
    here = row(store, january, presentation)
    assert here.differs == (
        "left out here",
        "“Presentation and questions” in the round",
        "25 min in the round",
        "presentation in the round",
        "led by nobody yet in the round",
        "Protecting babies in the round",
        "moved here",
    )
    assert (here.title, here.theme, here.omitted, here.number) == ("Bus safety", "Neglect", True, 0)


def test_theme_of_its_own_where_the_round_has_none(store: Store, january: January, feedback: str) -> None:
    with store.read() as session:
        neglect = session.exec(select(Theme).where(Theme.code == "neglect")).one().id
    local_agenda.edit_item(store, january.breckland, feedback, theme_id=neglect)
    assert row(store, january, feedback).differs == ("no theme in the round",)
    local_agenda.edit_item(store, january.breckland, feedback, theme_id="")
    assert not row(store, january, feedback).local
    shared_agenda.edit_item(store, feedback, theme_id=neglect)
    with pytest.raises(Refused, match="another, but not none"):
        local_agenda.edit_item(store, january.breckland, feedback, theme_id="")


def test_value_of_the_round_inherits_again(store: Store, january: January, feedback: str) -> None:
    local_agenda.edit_item(store, january.breckland, feedback, minutes=8)
    local_agenda.edit_item(store, january.breckland, feedback, minutes=12)
    assert not row(store, january, feedback).local
    shared_agenda.edit_item(store, feedback, minutes=10)
    assert row(store, january, feedback).minutes == 10


def test_made_shared_again(store: Store, january: January, feedback: str, heard: list[str]) -> None:
    local_agenda.make_shared_again(store, january.breckland, feedback)
    assert heard == []
    local_agenda.edit_item(store, january.breckland, feedback, minutes=8, title="Rooms")
    local_agenda.move_item(store, january.breckland, feedback, -3)
    local_agenda.leave_out(store, january.breckland, feedback)
    local_agenda.make_shared_again(store, january.breckland, feedback)
    assert heard == [
        "Change Feedback", "Move Rooms up", "Leave out Rooms", "Make Rooms shared again"
    ]  # fmt: skip
    here = row(store, january, feedback)
    assert (here.minutes, here.title, here.local) == (12, "Feedback, three minutes a room", False)
    assert titles(store, january.breckland) == titles(store, january.meetings["S"])


def test_same_value_is_no_deed(store: Store, january: January, feedback: str, heard: list[str]) -> None:
    local_agenda.edit_item(store, january.breckland, feedback, minutes=12)
    assert heard == []
    with store.read() as session:
        assert session.exec(select(MeetingItem)).all() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "needs a title"),
        ({"minutes": 999}, "from 0 to 600"),
        ({"theme_id": "elsewhere"}, "theme is not in this store"),
    ],
)
def test_local_change_refuses_nonsense(
    store: Store, january: January, feedback: str, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        local_agenda.edit_item(store, january.breckland, feedback, **fields)  # type: ignore[arg-type]


def test_agenda_stays_once_the_minutes_are_agreed(store: Store, january: January, feedback: str) -> None:
    with store.change("Agree") as session:
        session.get_one(Meeting, january.breckland).minutes_state = "agreed"
    with pytest.raises(
        Refused, match=r"minutes of Breckland LSCG of 14 January 2027 are agreed, so its agenda stays"
    ):
        local_agenda.edit_item(store, january.breckland, feedback, minutes=3)


def test_hostile_words_are_kept_as_typed(store: Store, january: January, feedback: str) -> None:
    local_agenda.edit_item(store, january.breckland, feedback, title="<b>R&D</b> =cmd שלום", lead="Зоряна")
    here = row(store, january, feedback)
    assert (here.title, here.lead) == ("<b>R&D</b> =cmd שלום", "Зоряна")


# -- items of one meeting ---------------------------------------------------------------------------


def test_item_of_this_meeting_only(store: Store, january: January, feedback: str, heard: list[str]) -> None:
    own = local_agenda.add_item(
        store, january.breckland, "Bus safety", ItemKind.PRESENTATION, 10, lead="Ann", after=feedback
    )
    here = row(store, january, own)
    assert (here.only_here, here.local, here.differs) == (True, True, ())
    assert here.number == row(store, january, feedback).number + 1
    assert own not in {one.item_id for one in agenda(store, january.meetings["S"]).rows}
    local_agenda.edit_item(store, january.breckland, own, minutes=5, title="Buses", theme_id="")
    local_agenda.move_item(store, january.breckland, own, -20)
    assert agenda(store, january.breckland).rows[0].title == "Buses"
    with pytest.raises(Refused, match="“Buses” belongs to this meeting only"):
        local_agenda.make_shared_again(store, january.breckland, own)
    local_agenda.leave_out(store, january.breckland, own)
    with pytest.raises(Unknown):
        row(store, january, own)
    assert heard == ["Add Bus safety here", "Change Bus safety", "Move Buses up", "Leave out Buses"]


def test_item_added_last_takes_the_usual_length_of_its_kind(store: Store, january: January) -> None:
    own = local_agenda.add_item(store, january.breckland, "Bus safety", ItemKind.BREAKOUT)
    assert (row(store, january, own).minutes, row(store, january, own).number) == (30, 16)
    with pytest.raises(Refused, match="needs a title"):
        local_agenda.add_item(store, january.breckland, "   ")


# -- leaving out ------------------------------------------------------------------------------------


def test_leave_out_and_put_back(store: Store, january: January, feedback: str, heard: list[str]) -> None:
    local_agenda.leave_out(store, january.breckland, feedback)
    shown = agenda(store, january.breckland)
    assert [one.title for one in shown.omitted] == ["Feedback, three minutes a room"]
    assert (shown.total, shown.omitted[0].number, shown.omitted[0].local) == (108, 0, True)
    local_agenda.put_back(store, january.breckland, feedback)
    assert agenda(store, january.breckland).omitted == ()
    assert heard == ["Leave out Feedback", "Put Feedback back"]


def test_what_was_begun_or_recorded_stays(store: Store, january: January) -> None:
    with store.change("Record things") as session:
        welcome, apologies, declarations, last, matters = _ids(store, january)[:5]
        session.get_one(Meeting, january.breckland).current_item_id = welcome
        for item_id, fields in ((apologies, {"started_at": store.now()}), (declarations, {"note": "None."})):
            session.add(
                MeetingItem(
                    id=meeting_point("meeting_item", january.breckland, item_id),
                    meeting_id=january.breckland,
                    item_id=item_id,
                    **fields,
                )
            )
        session.add(
            Action(
                group_id=january.groups["B"],
                meeting_id=january.breckland,
                item_id=last,
                reference="B-2701-01",
                kind="individual",
                text="Send it",
            )
        )
    for item_id in (welcome, apologies, declarations, last):
        with pytest.raises(Refused, match="was begun or has records, so it stays"):
            local_agenda.leave_out(store, january.breckland, item_id)
    local_agenda.leave_out(store, january.breckland, matters)


# -- moving -----------------------------------------------------------------------------------------


def test_move_here_and_back_is_shared_again(store: Store, january: January, feedback: str) -> None:
    number = row(store, january, feedback).number
    assert local_agenda.move_item(store, january.breckland, feedback, 1)
    assert (row(store, january, feedback).number, row(store, january, feedback).local) == (number + 1, True)
    assert agenda(store, january.meetings["S"]).row(feedback).number == number
    assert local_agenda.move_item(store, january.breckland, feedback, -1)
    assert (row(store, january, feedback).number, row(store, january, feedback).local) == (number, False)


def test_move_beyond_the_ends(store: Store, january: January) -> None:
    first = _ids(store, january)[0]
    assert not local_agenda.move_item(store, january.breckland, first, -1)
    assert local_agenda.move_item(store, january.breckland, first, 99)
    assert row(store, january, first).number == 15


def test_many_moves_between_the_same_two_keep_every_order(store: Store, january: January) -> None:
    south = titles(store, january.meetings["S"])
    for _ in range(60):
        second = agenda(store, january.breckland).rows[1].item_id
        before = titles(store, january.breckland)
        local_agenda.move_item(store, january.breckland, second, 1)
        after = titles(store, january.breckland)
        assert after == [before[0], before[2], before[1], *before[3:]]
    assert titles(store, january.meetings["S"]) == south


# -- leads ------------------------------------------------------------------------------------------


def test_lead_who_is_known_brings_the_organisation(store: Store, january: January, feedback: str) -> None:
    with store.change("Add people") as session:
        session.add(Organisation(id="org", name="Fenmere Hospital"))
        session.add(Person(id="joe", name="Joe Blackwood", organisation_id="org"))
        session.add(Person(id="kit", name="Kit Lonely"))
        session.get_one(AgendaItem, feedback).lead_person_id = "joe"
        session.get_one(AgendaItem, feedback).lead = ""
    here = row(store, january, feedback)
    assert (here.lead, here.lead_organisation) == ("Joe Blackwood", "Fenmere Hospital")
    local_agenda.edit_item(store, january.breckland, feedback, lead="Kit Lonely")
    here = row(store, january, feedback)
    assert (here.lead, here.lead_organisation) == ("Kit Lonely", "")
    assert here.differs == ("led by nobody yet in the round",)
    local_agenda.edit_item(store, january.breckland, feedback, lead="Joe Blackwood")
    assert row(store, january, feedback).lead_organisation == "Fenmere Hospital"
    with store.change("Add a namesake") as session:
        session.add(Person(name="Joe Blackwood"))
    local_agenda.edit_item(store, january.breckland, feedback, lead="Kit")
    local_agenda.edit_item(store, january.breckland, feedback, lead="Joe Blackwood")
    assert row(store, january, feedback).lead_organisation == ""


def test_confidential_part(store: Store, january: January, feedback: str, heard: list[str]) -> None:
    local_agenda.restrict_item(store, january.breckland, feedback, restricted=True)
    assert row(store, january, feedback).restricted
    assert not row(store, january, feedback).local
    local_agenda.restrict_item(store, january.breckland, feedback, restricted=False)
    assert not row(store, january, feedback).restricted
    assert heard == ["Make Feedback confidential", "Take Feedback out of the confidential part"]


def test_own_row_is_taken_up_again_after_undo(store: Store, january: January, feedback: str) -> None:
    local_agenda.edit_item(store, january.breckland, feedback, minutes=8)
    store.undo()
    local_agenda.restrict_item(store, january.breckland, feedback, restricted=True)
    here = row(store, january, feedback)
    assert (here.restricted, here.minutes) == (True, 12)


# -- questions --------------------------------------------------------------------------------------


@pytest.fixture
def breakout(store: Store, january: January) -> str:
    return item(store, january.breckland, "Breakout")


def texts(store: Store, january: January, item_id: str) -> list[str]:
    return [one.text for one in row(store, january, item_id).questions]


def test_questions_keep_their_answers_when_they_move(store: Store, january: January, breakout: str) -> None:
    before = {one.text: one.id for one in row(store, january, breakout).questions}
    first, second, third, fourth, fifth = before
    set_questions(store, breakout, [fifth, "  ", first, "What would a child notice?", second])
    after = {one.text: one.id for one in row(store, january, breakout).questions}
    assert list(after) == [fifth, first, "What would a child notice?", second]
    assert after[fifth] == before[fifth]
    assert after["What would a child notice?"] == before[third]  # reworded
    assert fourth not in after
    assert texts(store, january, breakout) == [
        one.text for one in agenda(store, january.meetings["S"]).row(breakout).questions
    ]
    set_questions(store, breakout, [*after, "And one more?"])
    assert texts(store, january, breakout)[-1] == "And one more?"
    with store.read() as session:
        assert len(session.exec(select(Question)).all()) == 6


def test_answered_questions_stay(store: Store, january: January, breakout: str) -> None:
    first, second = row(store, january, breakout).questions[:2]
    with store.change("Answer") as session:
        session.add(Room(id="room", meeting_id=january.breckland, item_id=breakout, number=1))
        session.add(Room(id="south", meeting_id=january.meetings["S"], item_id=breakout, number=1))
        session.add(Answer(room_id="room", question_id=first.id, position=1, text="Less waiting"))
        session.add(Answer(room_id="room", question_id=second.id, position=1, text="Time"))
        session.add(Answer(room_id="south", question_id=second.id, position=1, text="Staff"))
        session.get_one(Meeting, january.meetings["S"]).status = "held"
    with pytest.raises(Refused, match="Rooms have answered “What would this recommendation"):
        set_questions(store, breakout, [one.text for one in row(store, january, breakout).questions[1:]])
    with pytest.raises(Refused, match="was answered at a meeting that is closed"):
        set_questions(store, breakout, [first.text, "What stops you?"])
    set_questions(store, breakout, ["What would it look like for you?", second.text])
    assert texts(store, january, breakout) == ["What would it look like for you?", "What gets in the way?"]
    assert row(store, january, breakout).questions[0].id == first.id


def test_question_of_an_item_that_is_gone(store: Store) -> None:
    with pytest.raises(Unknown):
        set_questions(store, "elsewhere", ["Why?"])


def test_questions_refuse_what_does_not_fit(store: Store, january: January, breakout: str) -> None:
    with pytest.raises(Refused, match="A question holds a hidden character"):
        set_questions(store, breakout, ["Why\u202e?"])
    assert len(texts(store, january, breakout)) == 5


def test_question_day_of_a_meeting_is_its_own(store: Store, january: January) -> None:
    assert agenda(store, january.breckland).starts == time(10)
    assert meetings.facts(store, january.breckland).date == date(2027, 1, 14)
