"""Papers out of the records: each says what was recorded, as it stood at its meeting."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.papers.blocks import Paper
from nscp_desktop.papers.letterhead import Copy, Held
from nscp_desktop.records import (
    Action,
    AgendaItem,
    Ask,
    Attendance,
    Meeting,
    Outcome,
    Person,
    Room,
)
from nscp_desktop.rules.actions import Answer as Said
from nscp_desktop.rules.attached_papers import Look
from nscp_desktop.rules.attendance import Capacity, How
from nscp_desktop.rules.meetings import Mode
from nscp_desktop.services import actions, attached_papers, attendance, local_agenda, meetings, papers, pauses
from nscp_desktop.services.attached_papers import Incoming
from nscp_desktop.services.item_numbers import item_numbers_in
from nscp_desktop.services.letterhead import held, planned
from nscp_desktop.services.meeting_facts import facts
from nscp_desktop.services.running_order import running_order
from nscp_desktop.store import Store
from tests.papers.said import lines
from tests.services.breckland import breckland
from tests.services.conftest import Clock
from tests.services.winter import JANUARY, MARCH, Winter, at, winter


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


def said(paper: Paper) -> list[str]:
    return lines(paper.blocks)


def part(paper: Paper, begins: str) -> list[str]:
    """The lines under the heading that begins so, up to the next one."""
    whole = said(paper)
    start = next(place for place, line in enumerate(whole) if line.startswith(begins)) + 1
    end = next(
        (p for p, line in enumerate(whole[start:], start) if line.startswith(("#", "==="))), len(whole)
    )
    return whole[start:end]


def item(met: Winter, begins: str) -> list[str]:
    """What January's minutes print under an item."""
    row = next(
        line for line in said(papers.minutes(met.store, met.january)) if begins in line and line[:2] == "##"
    )
    return part(papers.minutes(met.store, met.january), row)


# -- agenda -----------------------------------------------------------------------------------------


def test_an_agenda_says_when_where_who_and_what(met: Winter) -> None:
    paper = papers.agenda(met.store, met.march)
    words = said(paper)
    assert paper.title == "Agenda, Breckland LSCG, 11 March 2027"
    assert paper.furniture.marking == "OFFICIAL-SENSITIVE"
    assert words[:5] == [
        "Norfolk Safeguarding Children Partnership",
        "# Breckland Local Safeguarding Children Group",
        "Agenda for the meeting on Thursday 11 March 2027",
        "10.00am to 12.00pm, Quaker Lane Hall and Teams",
        "Co-chairs Tamsin Reedmarsh (Children's Services) and Claire O'Dowd (Larkfield Academy)",
    ]
    assert (
        "1 | 10.00am | 5 | Welcome, introductions and the confidentiality statement | Formal | Co-chair | Script"
        in words
    )
    assert papers.agenda(met.store, met.march, 16).size == 16


def test_the_papers_of_an_item_stand_on_the_agenda_and_are_counted_for_the_chair(met: Winter) -> None:
    item = met.item("Breakout", met.march)
    for name in ("Chronology.txt", "Plan.txt"):
        attached_papers.attach(
            met.store, met.march, item, Incoming(name, name.encode()), lambda *_given: Look(), everywhere=True
        )
    assert any(
        "\nPapers attached: Chronology; Plan." in line for line in said(papers.agenda(met.store, met.march))
    )
    order = said(running_order(met.store, met.march))
    assert any("(2\u00a0papers)" in line for line in order)
    local_agenda.restrict_item(met.store, met.march, item, restricted=True)
    words = said(papers.agenda(met.store, met.march))
    assert any("\n2 papers attached, confidential." in line for line in words)
    assert not any("Chronology" in line for line in words)


def test_an_item_of_one_group_alone_says_so_and_the_next_meeting_stands_under_it(met: Winter) -> None:
    words = said(papers.agenda(met.store, met.january))
    assert any("Neglect strategy: the toolkit\nLocal item." in line for line in words)
    assert "Next meeting Thursday 11 March 2027, 10.00am to 12.00pm, Quaker Lane Hall and Teams." in words


def test_a_meeting_that_is_not_there_is_refused(store: Store) -> None:
    for make in (papers.agenda, papers.minutes, papers.attendance):
        with pytest.raises(Unknown, match="not in this store"):
            make(store, "nowhere")


@pytest.mark.parametrize(
    ("mode", "venue", "place"),
    [
        (Mode.ROOM, "", ""),
        (Mode.ONLINE, "", "online"),
        (Mode.BOTH, "", "in the room and online"),
        (Mode.ROOM, "The Old Hall", "The Old Hall"),
    ],
)
def test_the_place_as_papers_print_it(met: Winter, mode: Mode, venue: str, place: str) -> None:
    known = replace(facts(met.store, met.march), mode=mode, venue=venue)
    assert planned(known) == Held(MARCH, time(10), time(12), place)


def test_a_meeting_ends_when_it_was_closed_unless_that_was_another_day(met: Winter) -> None:
    known = facts(met.store, met.january)
    assert held(met.store, known).ends == time(12, 3)
    assert held(met.store, replace(known, closed_at=None)).ends == time(12)
    assert held(met.store, replace(known, closed_at=at(date(2027, 1, 15), 9))).ends == time(12)


# -- minutes ----------------------------------------------------------------------------------------


def test_the_head_of_the_minutes_and_who_was_there(met: Winter) -> None:
    paper = papers.minutes(met.store, met.january)
    words = said(paper)
    assert words[2:4] == [
        "Minutes of the meeting held on Thursday 14 January 2027",
        "10.00am to 12.03pm, Quaker Lane Hall and Teams. Draft 1, not yet agreed.",
    ]
    assert words[5:15] == [
        "Tamsin Reedmarsh, co-chair | TR | Children's Services | in the room",
        "Claire O'Dowd, co-chair | COD | Larkfield Academy | in the room",
        "Joe Blackwood | JB | Fenmere Hospital | in the room",
        "Tomasz Wójcik | TW | School Nursing Service | online¹",
        "Orla Pearl | OP | Thornham Primary School | in the room",
        "Dele Akande | DA | Constabulary, east command | in the room²",
        "Зоряна Луговафен | ЗЛ | Harbour Friends | in the room",
        "Hannah Voss | HV | Hearthside Families | in the room",
        "Priya Nair (for Dr Ann Sale and Marcus Reeve) | PN (for AS and MR) | Wensum Community Health | deputy, in the room",
        (
            "In attendance Lena Marsh (speaker, item 8). Apologies Dr Ann Sale (deputy attended), "
            "Marcus Reeve (deputy attended), Ruth Pell."
        ),
    ]


def test_each_item_says_what_was_recorded_at_it(met: Winter) -> None:
    assert item(met, "Welcome") == ["The confidentiality statement was read at 10.01am."]
    assert item(met, "Apologies") == [
        "Apologies and deputies are listed above.",
        "[Challenge] Nobody from Housing for a fourth meeting. Raised with the Chairs meeting.",
    ]
    assert item(met, "Minutes of the last") == [
        (
            "The minutes of 12 November 2026 were agreed as a correct record, subject to: "
            "adding Kit Mwangi to those present."
        )
    ]
    assert item(met, "Matters arising") == [
        "Ref | Action | Owner | Where it stands",
        "B-2611-01 | Ask Housing for a nominated deputy | Ruth Pell | Overdue since 10 December\nTwo letters sent, no answer.",
        "B-2611-03 | Take one recommendation of review Q to a team meeting | Every organisation | 0 of 11 replied",
        (
            "B-2611-02 | Circulate the neglect champions list | Claire O'Dowd | "
            "Complete 2 December\nEvery school now has a name to ring."
        ),
    ]
    neglect = item(met, "Neglect")
    assert neglect[:5] == [
        "Lena Marsh presented. The toolkit was launched in July and has been used in 41 cases.",
        "Three points were made:",
        "- it takes twenty minutes the first time",
        "- schools already hold it",
        "Members thanked the speaker.",
    ]
    assert set(neglect[5:]) == {
        "[Decision] Adopt the toolkit as the shared format, because schools already hold it.",
        "[Action B-2701-01] Joe Blackwood to circulate the chronology page to A&E leads by 22 January 2027.",
        "[Action B-2701-02] Bring two worked examples. No owner has been named. No date has been set.",
        "[Outcome] Two schools now invite the DSL by name.",
    }


def test_the_board_is_answered_in_the_minutes_and_unagreed_words_stay_out(met: Winter) -> None:
    assert item(met, "Youth Advisory Board") == [
        "They said | We talked | We did | Told them on",
        (
            "“Tell us what happened to what we told you.”\nBreckland Youth Advisory Board, 26 November 2026"
            "\nAsked of us: the bus company and police to reply | Members agreed that nobody had gone back to the "
            "board. |  | Not yet\nwaiting 49 days"
        ),
        (
            "Their words are not printed: consent to share them is not recorded."
            "\nBreckland Youth Advisory Board, 1 December 2026 |  |  | Not yet\nwaiting 44 days"
        ),
    ]


def test_rooms_stand_in_appendix_3_without_names_and_their_action_in_the_table(met: Winter) -> None:
    paper = papers.minutes(met.store, met.january)
    assert part(paper, "### Room 1") == [
        "Three people: Health, Education and Police.",
        "What gets in the way?",
        "- The school held the whole picture.",
        "- A move between districts went unseen.",
        "Actions B-2701-03 Share the DSL contact list.",
    ]
    assert part(paper, "### Room 2") == [
        "Two people: Health and Voluntary and community.",
        "This room left no notes.",
    ]
    assert part(paper, "## Actions from this meeting")[:5] == [
        "Ref | Action | Owner | Due",
        "B-2701-01 | Circulate the chronology page to A&E leads | Joe Blackwood | 22 January 2027",
        "B-2701-02 | Bring two worked examples | not yet named | no date",
        "B-2701-03 | Share the DSL contact list | Claire O'Dowd | 29 January 2027",
        "B-2701-04 | Write to the landlord | Hannah Voss | 29 January 2027",
    ]


def test_the_end_of_the_minutes(met: Winter) -> None:
    words = part(papers.minutes(met.store, met.january), "## Actions from this meeting")[5:]
    assert words == [
        "Next meeting Thursday 11 March 2027, 10.00am to 12.00pm, Quaker Lane Hall and Teams.",
        "Distribution members of the group and their deputies.",
        "Approval To be agreed as a correct record at the next meeting.",
        "This paper can be had in large print, in another language or read aloud: ask the officer who sent it.",
    ]
    with met.store.change("Say who gets them") as session:
        session.get_one(Meeting, met.january).distribution = "the members\n\nthe Chairs meeting\n"
    words = part(papers.minutes(met.store, met.january), "## Actions from this meeting")
    assert "Distribution the members and the Chairs meeting." in words


def test_appendix_2_is_the_year_up_to_the_meeting(met: Winter) -> None:
    year = part(papers.minutes(met.store, met.january), "# Appendix 2")
    assert year[0] == "April 2026 to March 2027, two meetings held"
    assert year[1] == "Member | Organisation | 12\nNov | 14\nJan | 11\nMar | Present | With deputy"
    assert "Dr Ann Sale | Wensum Community Health | P | D² |  | 50% | 100%" in year
    assert "Зоряна Луговафен | Harbour Friends | N | P |  | 50% | 50%" in year
    assert "Here |  | 9 | 9 |  |  | " in year
    assert (
        "9.0 people at a meeting on average: 18 attendances in two meetings held; members, co-chairs and deputies; "
        "guests and speakers not counted (F1)" in year
    )
    november = part(papers.minutes(met.store, met.november), "# Appendix 2")
    assert november[0] == "April 2026 to March 2027, one meeting held"
    assert "Here |  | 9 |  |  |  | " in november


def test_a_partner_copy_withholds_the_restricted_item_and_its_action(met: Winter) -> None:
    full = said(papers.minutes(met.store, met.january))
    assert "A family in one village was spoken of." in full
    for copy in (Copy.PARTNER, Copy.PUBLIC):
        words = "\n".join(said(papers.minutes(met.store, met.january, 12, copy)))
        assert "A family in one village" not in words
        assert "landlord" not in words
        assert f"This item is left out of the {copy} copy." in words
    log = papers.action_log(met.store, met.group_id)
    assert any(line.startswith("B-2701-04") for line in said(log))


def test_what_happened_after_a_meeting_is_left_to_later_minutes(met: Winter) -> None:
    store, clock = met.store, met.clock
    before = papers.minutes(store, met.january).furniture.fingerprint
    clock.set(at(date(2027, 2, 3), 15))
    by_reference = {row.reference: row.id for row in actions.list_actions(store, actions.Which.ALL)}
    actions.close(store, by_reference["B-2611-01"], "Housing comes again")
    actions.close(store, by_reference["B-2701-01"], "A&E rings the school")
    actions.add_note(store, by_reference["B-2611-03"], "Said in February")
    row = actions.replies(store, by_reference["B-2611-03"])[0]
    actions.answer(store, by_reference["B-2611-03"], row.organisation_id, Said.DONE, "done")
    with store.change("Tell the board") as session:
        ask = session.exec(select(Ask).where(Ask.consent)).one()
        ask.told_on, ask.told_how, ask.did, ask.did_on = (
            date(2027, 2, 3),
            "at their meeting",
            "Asked",
            date(2027, 2, 2),
        )
    assert papers.minutes(store, met.january).furniture.fingerprint == before
    clock.set(at(MARCH, 10))
    arising = "\n".join(part(papers.minutes(store, met.march), "## 5 Matters arising"))
    assert "Complete 3 February\nTwo letters sent, no answer. Housing comes again." in arising
    assert "1 of 11 replied\nSaid in February." in arising
    assert "B-2611-02" not in arising, "closed before the last meeting"
    told = "\n".join(part(papers.minutes(store, met.march), "## 7 Youth"))
    assert "Asked | 3 February 2027\nat their meeting" in told


def test_minutes_of_a_first_meeting_have_no_minutes_before_them(met: Winter) -> None:
    words = said(papers.minutes(met.store, met.november))
    assert not any("agreed as a correct record" in line and "12 November" in line for line in words)
    assert "No actions were open." in words


def test_minutes_that_were_not_agreed_come_back_but_only_once_the_meeting_is_over(met: Winter) -> None:
    met.clock.set(at(MARCH, 10))
    last = "The minutes of 14 January 2027 were not agreed and come back to the next meeting."
    meetings.open_meeting(met.store, met.march)
    assert last not in said(papers.minutes(met.store, met.march))
    meetings.close_meeting(met.store, met.march)
    words = said(papers.minutes(met.store, met.march))
    assert last in words
    assert words.count("This item was not reached.") == 13, "all but the first and the close"


def test_matters_stand_at_the_minutes_where_they_have_no_item_of_their_own(met: Winter) -> None:
    local_agenda.leave_out(met.store, met.march, met.item("Matters", met.march))
    whole = papers.minutes(met.store, met.march)
    assert part(whole, "## 4 Minutes of the last meeting")[0] == "Ref | Action | Owner | Where it stands"


def test_an_action_of_an_item_that_is_gone_stays_in_the_table(met: Winter) -> None:
    with met.store.change("Take the item off") as session:
        session.get_one(AgendaItem, met.item("Neglect")).removed = True
    table = part(papers.minutes(met.store, met.january), "## Actions from this meeting")
    assert any(line.startswith("B-2701-01") for line in table)
    log = said(papers.action_log(met.store, met.group_id))
    assert any(
        "Circulate the chronology page to A&E leads\nRaised 14 January, Neglect" in line for line in log
    )


def test_an_action_of_a_room_that_is_gone_stays_at_the_item(met: Winter) -> None:
    with met.store.change("Take the room away") as session:
        for room in session.exec(select(Room)):
            room.removed = True
    assert any(line.startswith("[Action B-2701-03]") for line in item(met, "Breakout"))


def test_an_outcome_says_whose_it_is_where_that_is_known(met: Winter) -> None:
    with met.store.change("Say whose outcomes") as session:
        one = session.exec(select(Outcome).where(col(Outcome.action_id).is_(None))).one()
        one.scope, one.organisation_id = (
            "organisation",
            session.exec(select(Person.organisation_id).where(Person.name == "Claire O'Dowd")).one(),
        )
        session.add(
            Outcome(
                meeting_id=met.january, item_id=one.item_id, text="We meet online in winter", scope="together",
                recorded_at=at(JANUARY, 11),
            )
        )  # fmt: skip
    words = item(met, "Neglect")
    assert "[Outcome] Two schools now invite the DSL by name. Larkfield Academy." in words
    assert "[Outcome] We meet online in winter. Together." in words


# -- the register -----------------------------------------------------------------------------------


def test_a_member_without_a_mark_is_not_present_only_once_the_register_is_finished(
    store: Store, clock: Clock
) -> None:
    met = winter(store, clock, closed=False)
    attendance.unmark(store, met.january, met.person("Hannah"))
    assert not any("Hannah Voss" in line for line in said(papers.attendance(store, met.january))[:20])
    with store.change("Finish it by hand") as session:
        session.get_one(Meeting, met.january).register_complete = True
    words = said(papers.minutes(store, met.january))
    assert any("Not present Hannah Voss." in line for line in words)


def test_a_deputy_nobody_named_says_so(met: Winter) -> None:
    with met.store.change("Forget who came") as session:
        for mark in session.exec(select(Attendance).where(Attendance.meeting_id == met.january)):
            if mark.person_id == met.person("Marcus"):
                mark.deputy_id = None
    words = said(papers.attendance(met.store, met.january))
    assert "Marcus Reeve | MR | Manager, Little Acorns Nursery | Deputy attended: not named yet" in words


def test_who_minutes_is_named_apart_from_those_in_attendance(met: Winter) -> None:
    store = met.store
    with store.change("Anna minutes") as session:
        anna = Person(name="Anna Stanford")
        session.add(anna)
        session.get_one(Meeting, met.january).minute_taker_id = anna.id
    attendance.mark_present(store, met.january, _id(store, "Anna Stanford"), How.ROOM, Capacity.IN_ATTENDANCE)
    speaker = _id(store, "Lena Marsh")
    with store.change("Lena leads two items") as session:
        session.get_one(AgendaItem, met.item("Updates")).lead = "Lena Marsh"
    words = said(papers.minutes(store, met.january))
    assert any(
        "In attendance Lena Marsh (speaker, items 8 and 12), Anna Stanford (minutes)." in line
        for line in words
    )
    attendance.mark_late(store, met.january, speaker, time(10, 30))
    words = said(papers.minutes(store, met.january))
    assert any("Lena Marsh (speaker, items 8 and 12)³, Anna Stanford (minutes)" in line for line in words)


def _id(store: Store, name: str) -> str:
    with store.read() as session:
        return session.exec(select(Person.id).where(Person.name == name)).one()


# -- attendance and the log -------------------------------------------------------------------------


def test_attendance_on_its_own_has_both_appendices(met: Winter) -> None:
    paper = papers.attendance(met.store, met.january)
    heads = [line for line in said(paper) if line.startswith("# ")]
    assert heads == ["# Appendix 1 Attendance, 14 January 2027", "# Appendix 2 Attendance, Breckland LSCG"]
    assert "Dele Akande | DA | Detective inspector, Constabulary, east command | In the room²" in said(paper)


def test_a_year_of_attendance_on_its_own(met: Winter) -> None:
    paper = papers.attendance_of_year(met.store, met.group_id, 2026)
    assert "April 2026 to March 2027, two meetings held" in said(paper)
    empty = papers.attendance_of_year(met.store, met.group_id, 2024, 16)
    assert "No meeting has been held in this year." in said(empty)
    assert empty.size == 16


def test_the_log_of_a_group_and_of_all(met: Winter) -> None:
    log = papers.action_log(met.store, met.group_id)
    assert log.title == "Action log, Breckland LSCG, 14 January 2027"
    words = said(log)
    assert (
        "Open actions, and those closed since 1 April 2026. As it stood on 14 January 2027: 1 overdue, 5 open, 1 complete."
        in words
    )
    assert any("Share the DSL contact list\nRaised 14 January, item 9, room 1" in line for line in words)
    whole = papers.action_log(met.store, None)
    assert whole.title == "Action log, NSCP, 14 January 2027"
    assert "# All groups" in said(whole)
    met.clock.set(at(date(2028, 5, 1), 9))
    assert not any(line.startswith("B-2611-02") for line in said(papers.action_log(met.store, None)))


def test_an_unfinished_store_still_gives_a_log(store: Store) -> None:
    assert "No actions have been recorded." in said(papers.action_log(store, None))
    with store.read() as session:
        assert item_numbers_in(session, ()) == {}


def test_an_old_action_that_was_closed_without_a_day_stays_in_the_log(met: Winter) -> None:
    with met.store.change("Lose the day") as session:
        for action in session.exec(select(Action).where(Action.reference == "B-2611-02")):
            action.closed_on = None
    assert any(
        line.startswith("B-2611-02") and "Complete" in line
        for line in said(papers.action_log(met.store, None))
    )
    assert "B-2611-02" in "\n".join(item(met, "Matters"))


@pytest.mark.parametrize(
    ("said_so", "printed"),
    [
        ("by next meeting", " by the next meeting."),
        ("By the next meeting", " by the next meeting."),
        ("before next youth board", " by the next youth board."),
        ("Easter", " by Easter."),
        ("", ". No date has been set."),
    ],
)
def test_a_date_that_is_not_known_yet_is_printed_as_it_was_said(
    met: Winter, said_so: str, printed: str
) -> None:
    with met.store.change("Say when") as session:
        action = session.exec(select(Action).where(Action.reference == "B-2701-02")).one()
        action.owner_id, action.due_words = met.person("Joe"), said_so
    line = next(one for one in item(met, "Neglect") if one.startswith("[Action B-2701-02]"))
    assert line == f"[Action B-2701-02] Joe Blackwood to bring two worked examples{printed}"


def test_breaks_stand_in_the_minutes_at_the_item_they_were_in(store: Store, clock: Clock) -> None:
    met = breckland(store)
    clock.set(clock.at.replace(hour=10, minute=0))
    meetings.open_meeting(store, met.meeting_id)
    pauses.pause(store, met.meeting_id)
    pauses.go_on(store, met.meeting_id)
    clock.pass_by(40)
    pauses.pause(store, met.meeting_id)
    clock.pass_by(15)
    pauses.go_on(store, met.meeting_id)
    meetings.next_item(store, met.meeting_id)
    pauses.pause(store, met.meeting_id)
    clock.pass_by(24 * 60)
    pauses.go_on(store, met.meeting_id)
    clock.set(clock.at - timedelta(days=1))
    clock.pass_by(20)
    pauses.pause(store, met.meeting_id)
    told = [row for row in said(papers.minutes(store, met.meeting_id)) if "adjourned" in row]
    assert told == [
        "The meeting adjourned at 10.40am and resumed at 10.55am.",
        "The meeting adjourned at 10.55am and resumed at 10.55am on 15 January 2027.",
    ]
    clock.pass_by(5)
    meetings.close_meeting(store, met.meeting_id)
    told = [row for row in said(papers.minutes(store, met.meeting_id)) if "adjourned" in row]
    assert told[-1] == "The meeting adjourned at 11.15am and did not resume."
    meetings.reopen_meeting(store, met.meeting_id)
    clock.pass_by(5)
    meetings.close_meeting(store, met.meeting_id)
    now = [row for row in said(papers.minutes(store, met.meeting_id)) if "adjourned" in row]
    assert len(now) == 3, "the time for which it was closed is no adjournment"
