"""The capture line recorded: every kind, its owner, date and theme, and what is put right afterwards."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Action,
    Ask,
    Board,
    BoardLink,
    BoardMeeting,
    Challenge,
    Decision,
    Meeting,
    MeetingItem,
    Outcome,
    Partnership,
    Person,
    Remark,
    Reply,
    Room,
    Talk,
    meeting_point,
)
from nscp_desktop.rules.capture import CaptureContext, Gap, Kind, Owner, OwnerKind, parse
from nscp_desktop.services import actions, attendance, calendars, capture, captured, half_typed
from nscp_desktop.services.capture import Recorded
from nscp_desktop.services.captured import CapturedRow
from nscp_desktop.store import Store
from tests.services.breckland import NEXT, Breckland, breckland
from tests.services.conftest import Clock


@pytest.fixture
def met(store: Store) -> Breckland:
    made = breckland(store)
    for name in ("Joe", "Priya", "Claire"):
        attendance.mark_present(store, made.meeting_id, made.person(name))
    return made


def context(met: Breckland) -> CaptureContext:
    return capture.context(met.store, met.meeting_id)


def enter(met: Breckland, line: str, item: int = 4) -> Recorded:
    """What Enter on the capture line does."""
    return capture.record(met.store, met.meeting_id, met.items[item], parse(line, context(met)))


def rows(met: Breckland, item: int = 4) -> tuple[CapturedRow, ...]:
    return captured.rows(met.store, met.meeting_id, met.items[item])


def action(met: Breckland, recorded: Recorded) -> Action:
    with met.store.read() as session:
        return session.get_one(Action, recorded.record_id)


def replies(met: Breckland, action_id: str) -> list[Reply]:
    with met.store.read() as session:
        return list(
            session.exec(select(Reply).where(Reply.action_id == action_id, col(Reply.removed).is_(False)))
        )


# -- what the words mean ----------------------------------------------------------------------------


def test_the_context_knows_people_dates_themes_and_groups(met: Breckland) -> None:
    with met.store.change("Set a youth board") as session:
        board = session.exec(select(BoardLink.board_id).where(BoardLink.group_id == met.group_id)).one()
        session.add(BoardMeeting(board_id=board, date=date(2027, 2, 3)))
        session.add(BoardMeeting(board_id=board, date=date(2027, 1, 7)))
    known = context(met)
    assert (known.days.today, known.days.next_meeting, known.days.next_youth_board) == (
        date(2027, 1, 14), NEXT, date(2027, 2, 3),
    )  # fmt: skip
    assert known.partnership == ("NSCP", "Norfolk Safeguarding Children Partnership")
    assert {group.code for group in known.groups} >= {"B", "NB"}
    assert [theme.name for theme in known.themes_named("negl")] == ["Neglect"]
    assert [one.name for one in known.organisations if one.in_group and "Fen" in one.name] == [
        "Fenmere Hospital"
    ]


def test_a_store_without_partnership_or_further_meetings_still_reads_a_line(met: Breckland) -> None:
    with met.store.change("Take them out") as session:
        session.exec(select(Partnership)).one().removed = True
        session.get_one(Meeting, met.next_id).status = "cancelled"
    known = context(met)
    assert (known.partnership, known.days.next_meeting) == (("NSCP",), None)


# -- recording --------------------------------------------------------------------------------------


def test_an_action_with_owner_date_and_theme(met: Breckland) -> None:
    recorded = enter(met, "action joe to circulate the chronology page to A&E leads by 22 jan #neglect")
    assert (recorded.table, recorded.kind, recorded.reference) == ("action", Kind.ACTION, "B-2701-01")
    assert recorded.sentence == "Action B-2701-01, Joe Blackwood, 22 January 2027"
    kept = action(met, recorded)
    assert (kept.text, kept.kind, kept.state) == (
        "Circulate the chronology page to A&E leads", "individual", "open",
    )  # fmt: skip
    assert (kept.owner_id, kept.seat_id, kept.organisation_id) == (
        met.person("Joe"), met.seats["Joe Blackwood"], None,
    )  # fmt: skip
    assert (kept.due, kept.due_said, kept.theme_id) == (date(2027, 1, 22), True, met.themes["neglect"])
    assert kept.recorded_at == met.store.now()
    assert met.store.undo_label == "Record B-2701-01"


def test_references_go_on_and_a_struck_one_is_not_used_again(met: Breckland) -> None:
    first = enter(met, "action joe to do one thing by 22 jan")
    captured.strike(met.store, "action", first.record_id)
    assert enter(met, "action joe to do another by 22 jan").reference == "B-2701-02"
    met.store.undo()
    assert enter(met, "action joe to do a third by 22 jan").reference == "B-2701-03"


def test_an_action_for_every_organisation_asks_each_with_a_seat(met: Breckland) -> None:
    recorded = enter(met, "action everyone: take one recommendation to a team meeting by next meeting")
    kept = action(met, recorded)
    assert (kept.kind, kept.due, kept.owner_words) == ("every organisation", NEXT, "Every organisation")
    asked = {reply.organisation_id for reply in replies(met, kept.id)}
    assert len(asked) == 11
    (row,) = rows(met)
    assert row.action is not None
    assert (row.action.state_words, row.action.owner, row.action.note) == (
        "0 of 11", "Every organisation", "0 of 11 organisations have answered",
    )  # fmt: skip
    assert row.gaps == ()


def test_an_action_together_without_a_date_is_due_at_the_next_meeting_and_is_a_gap(met: Breckland) -> None:
    recorded = enter(met, "action with South to run a workshop")
    kept = action(met, recorded)
    assert (kept.kind, kept.due, kept.due_said, kept.owner_words) == ("together", NEXT, False, "with South")
    assert rows(met)[0].gaps == (Gap.NOT_SAID,)
    assert actions.action(met.store, kept.id).owner == "Together with South"
    assert recorded.sentence == "Action B-2701-01, with South, 11 March 2027, next meeting (not said)"


def test_an_action_of_an_organisation_and_of_the_partnership(met: Breckland) -> None:
    kept = action(met, enter(met, "action Larkfield Academy to share its log by 22 jan"))
    assert (kept.organisation_id, kept.owner_id) == (met.organisations["Larkfield Academy"], None)
    kept = action(met, enter(met, "action NSCP to answer the group by 22 jan"))
    assert (kept.kind, kept.owner_words) == ("to the NSCP", "NSCP")
    assert actions.action(met.store, kept.id).owner == "NSCP"
    kept = action(met, enter(met, "action imogen to write to all by 22 jan"))
    assert (kept.owner_id, kept.seat_id) == (met.person("Imogen"), None)


def test_an_action_without_owner_or_date_is_recorded_and_waits(met: Breckland) -> None:
    recorded = enter(met, "action find a room")
    assert recorded.sentence == "Action B-2701-01, no owner, no date"
    (row,) = rows(met)
    assert row.gaps == (Gap.NO_OWNER, Gap.NO_DATE)
    assert row.action is not None
    assert (row.action.owner, row.action.due_text) == ("No owner yet", "No date yet")


def test_an_owner_who_could_be_two_is_asked_for(met: Breckland) -> None:
    with met.store.change("Another Joe") as session:
        session.add(Person(id="joe 2", name="Joe Brook"))
    attendance.mark_present(met.store, met.meeting_id, "joe 2")
    enter(met, "action joe to ring by 22 jan")
    (row,) = rows(met)
    assert row.action is not None
    assert (row.gaps, row.action.owner) == ((Gap.WHICH_OWNER,), "“joe”?")


def test_a_decision_with_its_reason(met: Breckland) -> None:
    enter(met, "decision adopt the toolkit because schools already use it")
    with met.store.read() as session:
        kept = session.exec(select(Decision)).one()
    assert (kept.text, kept.reason) == ("Adopt the toolkit", "schools already use it")
    assert met.store.undo_label == "Record a decision at item 5"


def test_outcome_challenge_and_note(met: Breckland) -> None:
    assert enter(met, "outcome two schools now invite the DSL by name").sentence == "Outcome, recorded"
    enter(met, "challenge who answers for Housing in the east")
    enter(met, "the chair thanked everybody")
    with met.store.read() as session:
        assert session.exec(select(Outcome)).one().text == "Two schools now invite the DSL by name"
        assert session.exec(select(Challenge)).one().raised_to == "the Chairs meeting"
        assert session.exec(select(Remark)).one().text == "the chair thanked everybody"
    assert {row.kind for row in rows(met)} == {Kind.OUTCOME, Kind.CHALLENGE, Kind.NOTE}
    assert met.store.undo_label == "Record a note at item 5"


def test_a_line_to_the_youth_board_is_said_about_the_ask_that_waits(met: Breckland, clock: Clock) -> None:
    enter(met, "youth board what did the bus company say")
    with met.store.read() as session:
        assert session.exec(select(Remark)).one().text == "For the youth board: What did the bus company say"
    with met.store.change("They asked") as session:
        board = session.exec(select(BoardLink.board_id).where(BoardLink.group_id == met.group_id)).one()
        ask = Ask(board_id=board, said="Buses", said_on=date(2026, 11, 26))
        session.add(ask)
        ask_id = ask.id
    clock.pass_by(1)
    enter(met, "> the police will come to the next board")
    with met.store.read() as session:
        talk = session.exec(select(Talk)).one()
    assert (rows(met)[-1].table, rows(met)[-1].recorded_at is None) == ("talk", False)
    clock.pass_by(1)
    enter(met, "decision meet in March")
    assert [one.kind for one in rows(met)][-2:] == [Kind.YOUTH_BOARD, Kind.DECISION]
    assert (talk.ask_id, talk.text, talk.talked_on) == (
        ask_id, "The police will come to the next board", date(2027, 1, 14),
    )  # fmt: skip
    with met.store.change("And another") as session:
        session.add(
            Ask(board_id=session.exec(select(Board.id)).first() or "", said="x", said_on=date(2026, 1, 1))
        )
        session.add(Ask(board_id=board, said="Lights", said_on=date(2026, 11, 26)))
    clock.pass_by(1)
    enter(met, "> which of the two")
    assert rows(met)[-1].kind in {Kind.NOTE, Kind.YOUTH_BOARD}
    with met.store.read() as session:
        assert len(session.exec(select(Remark)).all()) == 2


def test_a_line_without_a_theme_takes_the_items(met: Breckland) -> None:
    with met.store.change("Give the item a theme") as session:
        session.add(
            MeetingItem(
                id=meeting_point("meeting_item", met.meeting_id, met.items[4]),
                meeting_id=met.meeting_id, item_id=met.items[4], theme_id=met.themes["neglect"],
            )
        )  # fmt: skip
    enter(met, "decision adopt the toolkit")
    enter(met, "decision listen more #voice")
    assert {row.theme for row in rows(met)} == {"Neglect", "The voice of the child"}


@pytest.mark.parametrize("line", ["", "   ", "action", "decision  "])
def test_nothing_is_recorded_without_words(met: Breckland, line: str) -> None:
    with pytest.raises(Refused, match="no words"):
        enter(met, line)


def test_a_line_too_long_or_with_hidden_characters_is_refused(met: Breckland) -> None:
    for line in ("x" * 2_001, "action joe to \u202eevil"):
        with pytest.raises(Refused, match="Nothing has been changed"):
            enter(met, line)
    assert rows(met) == ()


def test_nothing_is_recorded_at_a_cancelled_meeting_or_a_strange_item(met: Breckland) -> None:
    with pytest.raises(Unknown):
        capture.record(met.store, met.meeting_id, "no such item", parse("decision yes", context(met)))
    with met.store.change("Cancel it") as session:
        session.get_one(Meeting, met.meeting_id).status = "cancelled"
    with pytest.raises(Refused, match="was cancelled"):
        enter(met, "decision yes")


def test_markup_and_other_scripts_are_kept_as_typed(met: Breckland) -> None:
    enter(met, "decision <b>R&D</b> Ж العربية {x}")
    assert rows(met)[0].text == "<b>R&D</b> Ж العربية {x}"


# -- what was recorded ------------------------------------------------------------------------------


def test_rows_stand_in_the_order_they_were_said(met: Breckland, clock: Clock) -> None:
    for line in ("decision one", "action joe to do two by 22 jan", "three", "> four"):
        clock.pass_by(1)
        enter(met, line)
    assert [row.text for row in rows(met)] == ["One", "Do two", "three", "For the youth board: Four"]
    assert rows(met)[0].recorded_at == clock.at.replace(minute=31)
    enter(met, "decision elsewhere", item=5)
    assert len(rows(met)) == 4
    assert len(captured.rows(met.store, met.meeting_id)) == 5


def test_an_action_of_a_room_stands_on_its_card_and_at_read_back(met: Breckland) -> None:
    with met.store.change("Open a room") as session:
        session.add(Room(id="room", meeting_id=met.meeting_id, item_id=met.items[5], number=2))
    capture.record(
        met.store, met.meeting_id, met.items[5], parse("action add a prompt", context(met)), room_id="room"
    )
    assert captured.rows(met.store, met.meeting_id, met.items[5]) == ()
    (waiting,) = captured.unfinished(met.store, met.meeting_id)
    assert (waiting.row.room, waiting.item_number, waiting.question) == (
        2,
        6,
        "Who will do this, and by when?",
    )
    assert [row.note for row in captured.meeting_actions(met.store, met.meeting_id)] == ["Breakout room 2"]


def test_words_and_reason_are_put_right(met: Breckland) -> None:
    decision = enter(met, "decision adopt it")
    captured.correct_text(met.store, "decision", decision.record_id, "Adopt the toolkit")
    assert met.store.undo_label == "Put right a decision"
    captured.correct_reason(met.store, decision.record_id, "schools use it")
    assert (rows(met)[0].text, rows(met)[0].reason) == ("Adopt the toolkit", "schools use it")
    with pytest.raises(Refused, match="needs its words"):
        captured.correct_text(met.store, "decision", decision.record_id, " ")
    captured.correct_theme(met.store, "decision", decision.record_id, met.themes["neglect"])
    assert rows(met)[0].theme == "Neglect"
    note = enter(met, "just a note")
    with pytest.raises(Refused, match="no theme"):
        captured.correct_theme(met.store, "remark", note.record_id, met.themes["neglect"])


def test_a_struck_record_is_gone_and_comes_back_with_undo(met: Breckland) -> None:
    decision = enter(met, "decision adopt it")
    captured.strike(met.store, "decision", decision.record_id)
    assert rows(met) == ()
    with pytest.raises(Unknown):
        captured.strike(met.store, "decision", decision.record_id)
    met.store.undo()
    assert len(rows(met)) == 1


@pytest.mark.parametrize(
    ("said", "owner", "due", "left"),
    [
        ("joe by 22 jan", "Joe Blackwood", date(2027, 1, 22), ()),
        ("by 22 jan joe", "Joe Blackwood", date(2027, 1, 22), ()),
        ("joe", "Joe Blackwood", None, (Gap.NO_DATE,)),
        ("22 jan", "No owner yet", date(2027, 1, 22), (Gap.NO_OWNER,)),
        ("everyone by next meeting", "Every organisation", NEXT, ()),
        ("joe, next meeting", "Joe Blackwood", NEXT, ()),
    ],
)
def test_read_back_completes_an_action_from_a_few_words(
    met: Breckland, said: str, owner: str, due: date | None, left: tuple[Gap, ...]
) -> None:
    recorded = enter(met, "action find a room")
    assert captured.complete(met.store, recorded.record_id, said, context(met)) == left
    assert met.store.undo_label == "Complete B-2701-01"
    row = actions.action(met.store, recorded.record_id)
    assert (row.owner, row.due, row.text) == (owner, due, "Find a room")
    assert [one.row.id for one in captured.unfinished(met.store, met.meeting_id)] == [row.id] * bool(left)


def test_words_that_complete_nothing_are_refused(met: Breckland) -> None:
    with met.store.change("Another Joe") as session:
        session.add(Person(id="joe 2", name="Joe Brook"))
    attendance.mark_present(met.store, met.meeting_id, "joe 2")
    recorded = enter(met, "action find a room")
    with pytest.raises(Refused, match="“soonish” names neither"):
        captured.complete(met.store, recorded.record_id, "soonish", context(met))
    with pytest.raises(Refused, match="Which one: Joe Blackwood or Joe Brook"):
        captured.complete(met.store, recorded.record_id, "joe", context(met))


def test_the_questions_of_read_back(met: Breckland) -> None:
    enter(met, "action find a room by 22 jan")
    enter(met, "action joe to ring")
    assert [one.question for one in captured.unfinished(met.store, met.meeting_id)] == [
        "Who will do this?", "By when?",
    ]  # fmt: skip


def test_a_note_becomes_an_action_and_back(met: Breckland) -> None:
    note = enter(met, "joe to circulate the page by 22 jan")
    table, record_id = captured.turn_into(met.store, "remark", note.record_id, Kind.ACTION, context(met))
    assert met.store.undo_label == "Make a note an action"
    (row,) = rows(met)
    assert (table, row.record_id, row.text) == ("action", record_id, "Circulate the page")
    assert row.action is not None
    assert (row.action.reference, row.action.owner) == ("B-2701-01", "Joe Blackwood")
    captured.turn_into(met.store, "action", record_id, Kind.DECISION, context(met))
    assert [row.kind for row in rows(met)] == [Kind.DECISION]
    met.store.undo()
    met.store.undo()
    assert [row.kind for row in rows(met)] == [Kind.NOTE]


def test_a_record_of_no_item_keeps_its_kind(met: Breckland) -> None:
    with met.store.change("An action of the year before") as session:
        session.add(
            Action(
                id="old", group_id=met.group_id, meeting_id=met.earlier[0], reference="B-2605-01",
                kind="individual", text="Old",
            )
        )  # fmt: skip
    with pytest.raises(Unknown, match="belongs to no item"):
        captured.turn_into(met.store, "action", "old", Kind.NOTE, context(met))


def test_an_owner_is_changed_and_replies_follow(met: Breckland) -> None:
    recorded = enter(met, "action joe to take it to a team meeting by 22 jan")
    every = Owner(OwnerKind.EVERY, "Every organisation")
    actions.reassign(met.store, recorded.record_id, every)
    assert met.store.undo_label == "Give B-2701-01 to Every organisation"
    assert len(replies(met, recorded.record_id)) == 11
    actions.reassign(met.store, recorded.record_id, None, "somebody in health")
    assert replies(met, recorded.record_id) == []
    assert actions.action(met.store, recorded.record_id).owner == "“somebody in health”?"
    actions.reassign(met.store, recorded.record_id, every)
    assert len(replies(met, recorded.record_id)) == 11


def test_an_error_in_the_middle_records_nothing(met: Breckland, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(capture, "give", fails)
    with pytest.raises(OSError, match="disk"):
        enter(met, "action joe to ring by 22 jan")
    monkeypatch.undo()
    assert rows(met) == ()
    assert enter(met, "action joe to ring by 22 jan").reference == "B-2701-01"


def test_a_half_typed_line_goes_when_it_is_recorded_and_no_other(met: Breckland) -> None:
    met.store.keep_draft("meeting_item", "another", "note", "words", 0)
    for line in (
        "decision adopt the toolkit",
        "action joe to ring",
        "action find a room",
        "challenge who reads",
    ):
        half_typed.keep(met.store, capture.line_of(met.meeting_id), line[:8], 8)
        enter(met, line)
        assert [draft.text for draft in met.store.drafts()] == ["words"], line


def test_after_a_mark_the_same_names_are_known_and_who_is_here_with_them(met: Breckland) -> None:
    before = context(met)
    attendance.mark_present(met.store, met.meeting_id, met.person("Ruth"))
    after = capture.heard_by(met.store, met.meeting_id, before)
    ruth = after.people.by_id(met.person("Ruth"))
    assert ruth is not None
    assert ruth.here
    assert after == context(met)


def test_me_and_the_co_chairs_are_known_from_the_store(met: Breckland) -> None:
    met.store.actor = met.person("Joe")
    mine = parse("action me to circulate the dates", context(met))
    assert mine.owner is not None
    assert mine.owner.person_id == met.person("Joe")
    asked = parse("action chair to write to the council", context(met))
    assert asked.owner is not None
    assert asked.owner.person_id == met.person("Tamsin")


def test_an_owner_is_put_right_and_taken_off_with_the_words_that_named_one(met: Breckland) -> None:
    recorded = enter(met, "action joe to ring by 22 jan")
    claire = Owner(OwnerKind.PERSON, "Claire O'Dowd", person_id=met.person("Claire"))
    captured.give_owner(met.store, recorded.record_id, claire)
    assert met.store.undo_label == "Put right the owner of B-2701-01"
    assert [(one.action.owner, one.text) for one in rows(met) if one.action] == [("Claire O'Dowd", "Ring")]
    captured.give_owner(met.store, recorded.record_id, None, text="Joe to ring")
    assert [(one.text, one.gaps) for one in rows(met)] == [("Joe to ring", (Gap.NO_OWNER,))]
    with pytest.raises(Refused):
        captured.give_owner(met.store, recorded.record_id, claire, text="\x07")


def test_words_that_named_nobody_stay_with_an_action_without_an_owner(met: Breckland) -> None:
    with met.store.change("Another") as session:
        session.add(Person(id="jo", name="Joe Brook"))
    attendance.mark_present(met.store, met.meeting_id, "jo")
    recorded = enter(met, "action joe to ring by 22 jan")
    captured.give_owner(met.store, recorded.record_id, None)
    assert [one.action.owner_words for one in rows(met) if one.action] == ["joe"]


def test_a_date_is_put_right_and_taken_off(met: Breckland) -> None:
    recorded = enter(met, "action joe to ring by 22 jan")
    captured.give_date(met.store, recorded.record_id, date(2027, 2, 3), "in 3 weeks")
    assert met.store.undo_label == "Put right the date of B-2701-01"
    assert [(one.action.due, one.action.due_words) for one in rows(met) if one.action] == [
        (date(2027, 2, 3), "in 3 weeks")
    ]
    captured.give_date(met.store, recorded.record_id, None, text="Ring by 22 jan")
    assert [(one.text, one.gaps) for one in rows(met)] == [("Ring by 22 jan", (Gap.NO_DATE,))]


def test_no_word_is_lost_when_an_action_becomes_something_else(met: Breckland) -> None:
    recorded = enter(met, "action joe to ring by 22 jan")
    table, made = captured.turn_into(
        met.store, "action", recorded.record_id, Kind.NOTE, context(met), said="action joe to ring by 22 jan"
    )
    assert [one.text for one in rows(met)] == ["action joe to ring by 22 jan"]
    _table, made = captured.turn_into(met.store, table, made, Kind.ACTION, context(met))
    captured.turn_into(met.store, "action", made, Kind.OUTCOME, context(met))
    assert [one.text for one in rows(met)] == ["Ring (Joe Blackwood, by 22 January 2027)"]
    nobody = enter(met, "action " + "ring " * 390)
    captured.give_date(met.store, nobody.record_id, date(2027, 2, 3))
    captured.turn_into(met.store, "action", nobody.record_id, Kind.NOTE, context(met))
    assert [len(one.text) for one in rows(met) if one.text.startswith("Ring ring")] == [1970]
    long = enter(met, "action joe to " + "ring " * 395)
    captured.give_date(met.store, long.record_id, date(2027, 2, 3))
    captured.turn_into(met.store, "action", long.record_id, Kind.NOTE, context(met))
    assert max(len(one.text) for one in rows(met)) == 1974


def test_an_action_without_owner_and_date_becomes_a_note_of_its_words(met: Breckland) -> None:
    recorded = enter(met, "action ring")
    captured.turn_into(met.store, "action", recorded.record_id, Kind.NOTE, context(met))
    assert [one.text for one in rows(met)] == ["Ring"]


def test_the_schools_holidays_are_dates(met: Breckland) -> None:
    calendars.keep_school_holidays(met.store, "Spring half term: 15 Feb 2027 to 19 Feb 2027")
    enter(met, "action joe to ring by half term")
    assert [one.action.due for one in rows(met) if one.action] == [date(2027, 2, 12)]


def test_a_decision_is_parted_into_its_words_and_its_reason_or_made_one_sentence(met: Breckland) -> None:
    recorded = enter(met, "decision adopt it to shorten waits")
    captured.part_reason(met.store, recorded.record_id, "Adopt it", "to shorten waits")
    assert [(one.text, one.reason) for one in rows(met)] == [("Adopt it", "to shorten waits")]
    with pytest.raises(Refused, match="needs its words"):
        captured.part_reason(met.store, recorded.record_id, " ", "to shorten waits")
    captured.turn_into(met.store, "decision", recorded.record_id, Kind.NOTE, context(met))
    assert [one.text for one in rows(met)] == ["Adopt it, to shorten waits"]


def test_a_challenge_is_raised_to_the_body_that_was_said(met: Breckland, clock: Clock) -> None:
    first = enter(met, "challenge who pays")
    clock.pass_by(1)
    second = enter(met, "challenge: housing not invited - to the partnership")
    assert [one.raised_to for one in rows(met)] == ["the Chairs meeting", "the NSCP"]
    captured.raise_to(met.store, first.record_id, "the NSCP")
    with pytest.raises(Refused, match="raised to somebody"):
        captured.raise_to(met.store, first.record_id, " ")
    clock.pass_by(1)
    captured.turn_into(met.store, "challenge", second.record_id, Kind.NOTE, context(met))
    assert [(one.text, one.raised_to) for one in rows(met)] == [
        ("Who pays", "the NSCP"), ("Housing not invited (to the NSCP)", ""),
    ]  # fmt: skip


def test_the_newest_record_is_known_by_the_deeds_though_the_clock_was_put_back(
    met: Breckland, clock: Clock
) -> None:
    assert captured.newest(met.store, []) == ""
    first = enter(met, "decision meet in March")
    clock.set(clock() - timedelta(hours=1))
    last, gone = enter(met, "note the toolkit is liked"), enter(met, "outcome less waiting")
    known = [first.record_id, last.record_id, gone.record_id]
    assert captured.newest(met.store, known) == gone.record_id
    met.store.undo()
    assert captured.newest(met.store, [row.record_id for row in rows(met)]) == last.record_id
    assert captured.newest(met.store, [first.record_id]) == first.record_id
