"""Youth Advisory Boards: who goes for us, what they said, and what became of it until they were told."""

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Ask,
    Board,
    BoardPriority,
    Meeting,
    NominatedDeputy,
    Partnership,
    Representative,
    Talk,
)
from nscp_desktop.rules.capture import parse
from nscp_desktop.services import actions, capture, captured, youth_boards
from nscp_desktop.services.youth_boards import AskRow, BoardRow, Typed
from nscp_desktop.store import Store
from tests.services.breckland import ON, Breckland, breckland

SAID = "Nobody asks us on our own. There is always a grown-up in the room."
TODAY = date(2027, 1, 14)


@pytest.fixture
def met(store: Store) -> Breckland:
    return breckland(store)


def board_id(made: Breckland, name: str = "Breckland") -> str:
    return next(one.board_id for one in youth_boards.boards(made.store) if one.name == name)


def shown(made: Breckland, name: str = "Breckland", year: int | None = None) -> BoardRow:
    return youth_boards.board(made.store, board_id(made, name), year)


def said(made: Breckland, text: str = SAID, on: date = date(2026, 11, 12), name: str = "Breckland") -> str:
    return youth_boards.add_ask(made.store, board_id(made, name), text, on)


def asked(made: Breckland, ask_id: str) -> AskRow:
    return youth_boards.ask(made.store, ask_id)


# -- boards -----------------------------------------------------------------------------------------


def test_the_boards_of_the_partnership_stand_in_order_with_the_groups_that_face_them(met: Breckland) -> None:
    found = youth_boards.boards(met.store)
    assert [one.name for one in found][:4] == ["Norwich", "Great Yarmouth", "Broadland", "Breckland"]
    assert shown(met, "North Norfolk").links == "North & Broadland"
    fresh = shown(met)
    assert (fresh.representative, fresh.deputy, fresh.next_on, fresh.owed) == (None, None, None, 0)
    assert fresh.attended_words == "none yet"
    assert [one.name for one in youth_boards.boards(met.store, met.group_id)] == ["Breckland"]
    with pytest.raises(Unknown, match="no such Youth Advisory Board"):
        youth_boards.board(met.store, "nowhere")


def test_links_and_provider_are_set(met: Breckland) -> None:
    norwich = youth_boards.board(met.store, board_id(met, "Norwich")).groups[0][0]
    breckland_board = board_id(met)
    youth_boards.set_links(met.store, breckland_board, [met.group_id, norwich])
    assert met.store.undo_label == "Set which groups face the Breckland board"
    assert shown(met).links == "Norwich, Breckland"
    youth_boards.set_links(met.store, breckland_board, [norwich])
    assert shown(met).links == "Norwich"
    youth_boards.set_links(met.store, breckland_board, [met.group_id])
    assert shown(met).links == "Breckland"
    youth_boards.set_provider(met.store, breckland_board, "Harbour Friends")
    assert met.store.undo_label == "Set who runs the Breckland board"
    assert shown(met).provider == "Harbour Friends"
    with pytest.raises(Unknown, match="no such group"):
        youth_boards.set_links(met.store, breckland_board, ["nowhere"])
    with pytest.raises(Unknown, match="no such Youth Advisory Board"):
        youth_boards.set_provider(met.store, "nowhere", "x")


def test_a_representative_and_a_deputy_come_and_go(met: Breckland) -> None:
    where = board_id(met)
    youth_boards.set_representative(met.store, where, met.person("Orla"), starts=date(2026, 9, 1))
    assert met.store.undo_label == "Let Orla Pearl represent us at the Breckland board"
    youth_boards.set_representative(met.store, where, met.person("Marcus"), deputy=True)
    assert met.store.undo_label == "Let Marcus Reeve be the deputy at the Breckland board"
    row = shown(met)
    assert row.representative is not None and row.deputy is not None
    assert (row.representative.name, row.representative.since) == ("Orla Pearl", date(2026, 9, 1))
    assert row.deputy.name == "Marcus Reeve"
    youth_boards.set_representative(met.store, where, met.person("Claire"))
    claire = shown(met).representative
    assert claire is not None and claire.name == "Claire O'Dowd"
    with met.store.read() as session:
        kept = session.exec(
            select(Representative).where(Representative.person_id == met.person("Orla"))
        ).one()
        assert kept.ends == date(2027, 1, 13)
    youth_boards.end_representative(met.store, where, deputy=True, last_day=date(2027, 1, 14))
    assert met.store.undo_label == "Let Marcus Reeve stop going to the Breckland board"
    assert shown(met).deputy is not None
    youth_boards.end_representative(met.store, where)
    assert shown(met).representative is None
    with pytest.raises(Refused, match="There is nobody for the Breckland board"):
        youth_boards.end_representative(met.store, where)
    youth_boards.end_representative(met.store, where, deputy=True)
    with pytest.raises(Refused, match="There is no deputy for the Breckland board"):
        youth_boards.end_representative(met.store, where, deputy=True)
    with pytest.raises(Unknown, match="no such person"):
        youth_boards.set_representative(met.store, where, "nobody")


def test_members_and_their_deputies_may_represent_us(met: Breckland) -> None:
    names = [one.name for one in youth_boards.candidates(met.store, board_id(met))]
    assert names[0] == "Tamsin Reedmarsh"
    assert names[-2:] == ["Priya Nair", "Bram Dykesworthy"]
    assert len(names) == len(set(names)) == 13
    assert youth_boards.candidates(met.store, board_id(met, "Norwich")) == ()


def test_somebody_who_is_a_deputy_of_two_seats_is_listed_once(met: Breckland) -> None:
    with met.store.change("Nominate again") as session:
        session.add(NominatedDeputy(seat_id=met.seats["Joe Blackwood"], person_id=met.person("Priya")))
    names = [one.name for one in youth_boards.candidates(met.store, board_id(met))]
    assert names.count("Priya Nair") == 1


def test_board_meetings_are_counted_by_reporting_year(met: Breckland) -> None:
    where = board_id(met)
    days = [
        date(2026, 3, 5),
        date(2026, 6, 4),
        date(2026, 9, 10),
        date(2026, 11, 12),
        TODAY,
        date(2027, 2, 3),
    ]
    made = [youth_boards.add_meeting(met.store, where, day, time(17, 30)) for day in days]
    assert met.store.undo_label == "Add a meeting of the Breckland board on 3 February 2027"
    assert shown(met).next_on == TODAY
    for meeting in made[:4]:
        youth_boards.say_attended(met.store, meeting, attended=True, person_id=met.person("Orla"))
    assert met.store.undo_label == "Note who went to the Breckland board on 12 November 2026"
    assert shown(met).attended_words == "3 of 3"
    youth_boards.say_attended(met.store, made[4], attended=False)
    row = shown(met)
    assert (row.attended_words, row.next_on) == ("3 of 4", date(2027, 2, 3))
    assert shown(met, year=2025).attended_words == "1 of 1"
    rows = youth_boards.meetings_of_board(met.store, where)
    assert [(one.on.month, one.attended, one.person) for one in rows] == [
        (6, True, "Orla Pearl"), (9, True, "Orla Pearl"), (11, True, "Orla Pearl"), (1, False, ""), (2, None, ""),
    ]  # fmt: skip
    assert rows[0].starts == time(17, 30)
    assert [one.short for one in youth_boards.years(met.store)] == ["2026-27", "2025-26"]
    with pytest.raises(Refused, match="has not come yet"):
        youth_boards.say_attended(met.store, made[5], attended=True)
    youth_boards.say_attended(met.store, made[5], attended=None)
    with pytest.raises(Refused, match="has a meeting on 3 February 2027 already"):
        youth_boards.add_meeting(met.store, where, days[5])
    youth_boards.remove_meeting(met.store, made[5])
    assert met.store.undo_label == "Remove the meeting of the Breckland board on 3 February 2027"
    assert shown(met).next_on is None
    with pytest.raises(Unknown, match="not there any more"):
        youth_boards.remove_meeting(met.store, made[5])
    with pytest.raises(Unknown, match="not there any more"):
        youth_boards.say_attended(met.store, "nothing", attended=True)


def test_a_store_without_a_partnership_counts_from_april(bare_store: Store) -> None:
    with bare_store.change("Add a board") as session:
        session.add(Board(name="Norwich", district="Norwich"))
    assert [one.short for one in youth_boards.years(bare_store)] == ["2026-27"]
    with bare_store.change("Make a partnership of calendar years") as session:
        session.add(Partnership(code="x", name="X", short="X", area="X", year_starts_month=1))
    assert [one.short for one in youth_boards.years(bare_store)] == ["2027"]


def test_priorities_are_typed_as_lines_for_a_year(met: Breckland) -> None:
    where = board_id(met)
    assert youth_boards.set_priorities(met.store, where, 2026, ["Buses after dark", "", "Being asked alone"])
    assert met.store.undo_label == "Set the priorities of the Breckland board"
    assert shown(met).priorities == ("Buses after dark", "Being asked alone")
    assert shown(met, year=2025).priorities == ()
    assert not youth_boards.set_priorities(met.store, where, 2026, shown(met).priorities)
    with met.store.read() as session:
        before = {one.text: one.id for one in session.exec(select(BoardPriority))}
    youth_boards.set_priorities(met.store, where, 2026, ["Being asked alone", "Buses after dark and early"])
    assert shown(met).priorities == ("Being asked alone", "Buses after dark and early")
    with met.store.read() as session:
        after = {one.id for one in session.exec(select(BoardPriority))}
    assert after == set(before.values())
    youth_boards.set_priorities(met.store, where, 2026, ["Being asked alone"])
    assert shown(met).priorities == ("Being asked alone",)
    with pytest.raises(Refused, match="A priority"):
        youth_boards.set_priorities(met.store, where, 2026, ["x" * 2001])


# -- what they said ---------------------------------------------------------------------------------


def test_what_a_board_said_is_owed_until_they_are_told(met: Breckland) -> None:
    where = board_id(met)
    ask_id = youth_boards.add_ask(
        met.store, where, f"  {SAID}\n", date(2026, 11, 12), brought_by_id=met.person("Orla"),
        asked_of="Every service to ask us alone", consent=True, consent_by="their worker",
    )  # fmt: skip
    assert met.store.undo_label == "Add what the Breckland board said"
    row = asked(met, ask_id)
    assert (row.said, row.board, row.brought_by, row.asked_of) == (
        SAID,
        "Breckland",
        "Orla Pearl",
        "Every service to ask us alone",
    )
    assert (row.consent, row.consent_by, row.consent_on) == (True, "their worker", TODAY)
    assert (row.owed, row.overdue, row.waiting_days, row.waiting_words) == (True, False, 63, "63 days")
    assert (shown(met).owed, shown(met).overdue, shown(met).waiting_days) == (1, 0, 63)
    assert youth_boards.asks_owed(met.store, met.group_id) == (row,)
    youth_boards.told(met.store, ask_id, date(2027, 1, 12), "Orla, at the board", "They really did ask.")
    assert met.store.undo_label == "Note that the Breckland board was told on 12 January 2027"
    row = asked(met, ask_id)
    assert (row.owed, row.waiting_days, row.waiting_words) == (False, None, "")
    assert (row.told_on, row.told_how, row.told_words) == (
        date(2027, 1, 12),
        "Orla, at the board",
        "They really did ask.",
    )
    assert youth_boards.asks_owed(met.store, met.group_id) == ()
    assert shown(met).owed == 0
    youth_boards.told(met.store, ask_id, None)
    assert met.store.undo_label == "Note that the Breckland board was not told yet"
    assert asked(met, ask_id).owed
    with pytest.raises(Refused, match="They said it on 12 November 2026"):
        youth_boards.told(met.store, ask_id, date(2026, 11, 11))
    with pytest.raises(Refused, match="15 January 2027 has not come yet"):
        youth_boards.told(met.store, ask_id, date(2027, 1, 15))


def test_two_meetings_of_the_board_without_an_answer_are_overdue(met: Breckland) -> None:
    ask_id = said(met, on=date(2026, 9, 10))
    where = board_id(met)
    for day in (date(2026, 9, 10), date(2026, 10, 6), date(2026, 12, 3), date(2027, 2, 3)):
        youth_boards.add_meeting(met.store, where, day)
    row = asked(met, ask_id)
    assert (row.overdue, row.meetings_missed) == (True, 2)
    assert row.waiting_words == "126 days, overdue at 2 meetings"
    assert shown(met).overdue == 1


def test_words_are_shared_only_when_somebody_agreed(met: Breckland) -> None:
    where = board_id(met)
    with pytest.raises(Refused, match="Say who agreed"):
        youth_boards.add_ask(met.store, where, SAID, TODAY, consent=True)
    ask_id = said(met)
    assert not asked(met, ask_id).consent
    with pytest.raises(Refused, match="Say who agreed"):
        youth_boards.correct_ask(met.store, ask_id, consent=True)
    youth_boards.correct_ask(met.store, ask_id, consent=True, consent_by="their worker")
    assert met.store.undo_label == "Put right what the Breckland board said"
    assert asked(met, ask_id).consent_on == TODAY
    youth_boards.correct_ask(met.store, ask_id, consent=False)
    row = asked(met, ask_id)
    assert (row.consent, row.consent_by, row.consent_on) == (False, "", None)


def test_what_they_said_can_be_put_right_and_taken_off(met: Breckland) -> None:
    ask_id = said(met)
    youth_boards.correct_ask(
        met.store, ask_id, said="Ask us alone", said_on=date(2026, 11, 13), asked_of="Schools",
        brought_by_id=met.person("Orla"),
    )  # fmt: skip
    row = asked(met, ask_id)
    assert (row.said, row.said_on, row.asked_of, row.brought_by) == (
        "Ask us alone",
        date(2026, 11, 13),
        "Schools",
        "Orla Pearl",
    )
    youth_boards.correct_ask(met.store, ask_id, brought_by_id="")
    assert asked(met, ask_id).brought_by == ""
    youth_boards.remove_ask(met.store, ask_id)
    assert met.store.undo_label == "Remove what the Breckland board said on 13 November 2026"
    with pytest.raises(Unknown, match="not there any more"):
        asked(met, ask_id)
    met.store.undo()
    assert asked(met, ask_id).said == "Ask us alone"


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        (lambda s, b: youth_boards.add_ask(s, b, "  \n", TODAY), "Type what they said first"),
        (lambda s, b: youth_boards.add_ask(s, b, "x", date(2027, 1, 15)), "has not come yet"),
        (lambda s, b: youth_boards.add_ask(s, b, "x\x00", TODAY), "What they said"),
        (lambda s, b: youth_boards.add_ask(s, b, "x" * 100_001, TODAY), "What they said"),
        (lambda s, b: youth_boards.add_ask(s, "nowhere", "x", TODAY), "no such Youth Advisory Board"),
        (lambda s, b: youth_boards.add_ask(s, b, "x", TODAY, brought_by_id="nobody"), "no such person"),
    ],
)
def test_what_is_refused_changes_nothing(
    met: Breckland, deed: Callable[[Store, str], object], why: str
) -> None:
    where = board_id(met)
    with pytest.raises(Refused, match=why):
        deed(met.store, where)
    with met.store.read() as session:
        assert session.exec(select(Ask)).all() == []


# -- we talked, we did ------------------------------------------------------------------------------


def test_a_meeting_writes_one_text_about_an_ask(met: Breckland) -> None:
    ask_id, item = said(met), met.items[6]
    assert youth_boards.talked(met.store, ask_id, met.meeting_id, item, "School nursing sees them alone. ")
    assert met.store.undo_label == "Write what we talked about for the Breckland board"
    assert not youth_boards.talked(met.store, ask_id, met.meeting_id, item, "School nursing sees them alone.")
    youth_boards.talked(met.store, ask_id, met.meeting_id, item, "School nursing sees them alone first.")
    (talk,) = asked(met, ask_id).talks
    assert (talk.text, talk.on, talk.item, talk.group, talk.own) == (
        "School nursing sees them alone first.", ON, 7, "Breckland", True,
    )  # fmt: skip
    youth_boards.talked(met.store, ask_id, met.meeting_id, item, "")
    assert asked(met, ask_id).talks == ()
    assert asked(met, ask_id).own_talk(met.meeting_id) == ""
    met.store.undo()
    assert asked(met, ask_id).talked_at(met.meeting_id) == "School nursing sees them alone first."
    with met.store.change("Cancel the next") as session:
        session.get_one(Meeting, met.next_id).status = "cancelled"
    with pytest.raises(Refused, match="was cancelled"):
        youth_boards.talked(met.store, ask_id, met.next_id, item, "x")


def test_a_captured_line_goes_to_the_one_ask_that_waits_beside_the_own_text(met: Breckland) -> None:
    heard = capture.context(met.store, met.meeting_id)
    line = parse("youth board the bus company has not answered", heard)
    item = met.items[6]
    first = capture.record(met.store, met.meeting_id, item, line)
    assert first.table == "remark"
    ask_id = said(met)
    assert capture.record(met.store, met.meeting_id, item, line).table == "talk"
    youth_boards.talked(met.store, ask_id, met.meeting_id, item, "And police neither.")
    row = asked(met, ask_id)
    assert sorted(talk.own for talk in row.talks) == [False, True]
    assert set(row.talked_at(met.meeting_id).split("\n")) == {
        "The bus company has not answered",
        "And police neither.",
    }
    assert row.own_talk(met.meeting_id) == "And police neither."
    assert {one.text for one in captured.rows(met.store, met.meeting_id, item)} >= {"And police neither."}
    said(met, "Can the last bus wait?")
    assert capture.record(met.store, met.meeting_id, item, line).table == "remark"


def test_what_was_talked_about_outside_a_meeting_has_no_item(met: Breckland) -> None:
    ask_id = said(met)
    with met.store.change("Talk outside") as session:
        session.add(Talk(ask_id=ask_id, talked_on=TODAY, text="By e-mail"))
    (talk,) = asked(met, ask_id).talks
    assert (talk.meeting_id, talk.group, talk.item, talk.own) == (None, "", 0, False)


def test_what_we_did_is_dated_and_may_be_an_action(met: Breckland) -> None:
    ask_id = said(met)
    assert youth_boards.we_did(met.store, ask_id, "Four of them sat on the panel.")
    assert met.store.undo_label == "Write what we did for the Breckland board"
    assert not youth_boards.we_did(met.store, ask_id, "Four of them sat on the panel.")
    assert asked(met, ask_id).did_on == TODAY
    youth_boards.we_did(met.store, ask_id, "")
    assert (asked(met, ask_id).did, asked(met, ask_id).did_on) == ("", None)
    heard = capture.context(met.store, met.meeting_id)
    made = capture.record(
        met.store, met.meeting_id, met.items[6], parse("action orla to take the answer back", heard)
    )
    assert [one.reference for one in youth_boards.linkable(met.store, ask_id)] == [made.reference]
    youth_boards.link_action(met.store, ask_id, made.record_id)
    assert met.store.undo_label == f"Link {made.reference} to what the Breckland board said"
    linked = asked(met, ask_id).action
    assert linked is not None and linked.reference == made.reference
    actions.close(met.store, made.record_id)
    assert [one.reference for one in youth_boards.linkable(met.store, ask_id)] == [made.reference]
    youth_boards.link_action(met.store, ask_id, None)
    assert met.store.undo_label == "Link no action to what the Breckland board said"
    assert asked(met, ask_id).action is None
    with pytest.raises(Unknown, match="not in this store any more"):
        youth_boards.link_action(met.store, ask_id, "nothing")
    captured.strike(met.store, "action", made.record_id)
    with pytest.raises(Unknown, match="not in this store any more"):
        youth_boards.link_action(met.store, ask_id, made.record_id)


def test_a_meeting_has_before_it_what_was_owed_when_it_began(met: Breckland) -> None:
    old = said(met, "Told before", date(2026, 9, 10))
    youth_boards.told(met.store, old, date(2026, 10, 6))
    today = said(met, "Told today")
    youth_boards.told(met.store, today, TODAY)
    open_one = said(met)
    other = said(met, "Of another group", name="Norwich")
    found = youth_boards.asks_of_meeting(met.store, met.meeting_id)
    assert {one.ask_id for one in found} == {today, open_one}
    assert [one.ask_id for one in youth_boards.asks_of_meeting(met.store, met.earlier[0])] == []
    youth_boards.talked(met.store, other, met.meeting_id, met.items[6], "They share our buses")
    youth_boards.talked(met.store, old, met.meeting_id, met.items[6], "It worked")
    assert {one.ask_id for one in youth_boards.asks_of_meeting(met.store, met.meeting_id)} == {
        today,
        open_one,
        other,
        old,
    }
    of_board = youth_boards.asks_of_board(met.store, board_id(met))
    assert [one.ask_id for one in of_board] == [open_one, today, old]
    with pytest.raises(Unknown):
        youth_boards.asks_of_meeting(met.store, "nowhere")


# -- drafts -----------------------------------------------------------------------------------------


def test_what_is_being_typed_is_durable_and_goes_with_its_deed(met: Breckland) -> None:
    ask_id, item, where = said(met), met.items[6], board_id(met)
    youth_boards.keep_talk(met.store, ask_id, met.meeting_id, item, "School nur", 10)
    youth_boards.keep_ask(met.store, ask_id, Typed.DID, "Four of", 7)
    youth_boards.keep_said(met.store, where, "Can the last", 12)
    assert youth_boards.waiting_said(met.store, where) == "Can the last"
    assert len(met.store.drafts()) == 3
    youth_boards.talked(met.store, ask_id, met.meeting_id, item, "School nursing")
    youth_boards.we_did(met.store, ask_id, "Four of them")
    said(met, "Can the last bus wait?")
    assert met.store.drafts() == ()
    youth_boards.keep_talk(met.store, ask_id, met.meeting_id, item, "School nursing, and", 3)
    youth_boards.keep_ask(met.store, ask_id, Typed.DID, "Four of them, and", 3)
    youth_boards.keep_said(met.store, where, "x", 1)
    youth_boards.keep_said(met.store, where, " ", 1)
    youth_boards.talked(met.store, ask_id, met.meeting_id, item, "School nursing")
    youth_boards.we_did(met.store, ask_id, "Four of them")
    assert met.store.drafts() == ()
    with pytest.raises(Refused):
        youth_boards.keep_talk(met.store, ask_id, met.meeting_id, item, "\x00", 0)
    with pytest.raises(Refused):
        youth_boards.keep_ask(met.store, ask_id, Typed.DID, "\x00", 0)
    with pytest.raises(Refused):
        youth_boards.keep_said(met.store, where, "\x00", 0)


def test_after_a_kill_the_texts_become_deeds(met: Breckland) -> None:
    ask_id, item, where = said(met), met.items[6], board_id(met)
    youth_boards.keep_talk(met.store, ask_id, met.meeting_id, item, "School nursing", 0)
    youth_boards.keep_ask(met.store, ask_id, Typed.DID, "Four of them", 0)
    youth_boards.keep_ask(met.store, "gone", Typed.DID, "Not lost", 0)
    youth_boards.keep_said(met.store, where, "Half", 0)
    assert youth_boards.recover(met.store) == (ask_id, ask_id)
    row = asked(met, ask_id)
    assert (row.talked_at(met.meeting_id), row.did) == ("School nursing", "Four of them")
    youth_boards.keep_ask(met.store, ask_id, Typed.DID, "Four of them", 0)
    assert youth_boards.recover(met.store) == ()
    assert sorted(draft.text for draft in met.store.drafts()) == ["Half", "Not lost"]
    assert youth_boards.waiting_said(met.store, where) == "Half"
    assert youth_boards.waiting_said(met.store, "elsewhere") == ""


def test_all_that_was_typed_on_an_ask_and_its_board_is_found_again(met: Breckland) -> None:
    ask_id, where = said(met), board_id(met)
    youth_boards.keep_ask(met.store, ask_id, Typed.SAID, "Nobody asks us alone.", 0)
    youth_boards.keep_ask(met.store, ask_id, Typed.HOW, "by Orla", 7)
    youth_boards.keep_ask(met.store, ask_id, Typed.WORDS, "", 0)
    youth_boards.keep_priorities(met.store, where, 2026, "Buses after dark\nBeing asked alone", 3)
    youth_boards.keep_priorities(met.store, "gone", 2026, "Not lost", 3)
    assert youth_boards.waiting_ask(met.store, ask_id) == {
        Typed.SAID: "Nobody asks us alone.",
        Typed.HOW: "by Orla",
    }
    assert youth_boards.recover(met.store) == (where, ask_id)
    assert shown(met).priorities == ("Buses after dark", "Being asked alone")
    assert asked(met, ask_id).said == "Nobody asks us alone."
    youth_boards.keep_ask(met.store, ask_id, Typed.SAID, "Nobody asks us alone. ", 0)
    youth_boards.correct_ask(met.store, ask_id, said="Nobody asks us alone. ")
    assert youth_boards.waiting_ask(met.store, ask_id) == {Typed.HOW: "by Orla"}
    youth_boards.told(met.store, ask_id, TODAY, "by Orla")
    assert youth_boards.waiting_ask(met.store, ask_id) == {}
    youth_boards.keep_priorities(met.store, where, 2026, "Buses after dark\nBeing asked alone", 3)
    assert youth_boards.recover(met.store) == ()
    assert [draft.record for draft in met.store.drafts() if draft.text] == ["gone"]
    with pytest.raises(Refused, match="The priorities"):
        youth_boards.keep_priorities(met.store, where, 2026, "\x00", 0)
