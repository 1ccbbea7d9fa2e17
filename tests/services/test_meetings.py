"""Meetings: arranged, moved, cancelled, found, and run from the first item to the close."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Attendance, Group, IssuedPaper, Meeting, MeetingItem, Question, meeting_point
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.meetings import MeetingKind, MinutesState, Mode, Status
from nscp_desktop.services import (
    arranging,
    attendance,
    local_agenda,
    meeting_facts,
    meetings,
    minutes,
    pauses,
    rounds,
)
from nscp_desktop.services.agenda import AgendaRow, agenda
from nscp_desktop.services.meeting_facts import next_to_open
from nscp_desktop.services.questions import set_questions
from nscp_desktop.store import Change, Store
from tests.services.conftest import Clock
from tests.services.january import January, arrange_january, group_ids, item, seat_people, titles

TEN, NOON = time(10), time(12)


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


@pytest.fixture
def heard(store: Store) -> list[str]:
    labels: list[str] = []

    def hear(change: Change) -> None:
        labels.append(change.label)

    store.listen(hear)
    return labels


# -- what is known ----------------------------------------------------------------------------------


def test_facts(store: Store, january: January) -> None:
    facts = meetings.facts(store, january.breckland)
    assert (facts.group_code, facts.group_name, facts.group_short) == ("B", "Breckland", "Breckland LSCG")
    assert facts.words == "Breckland LSCG of 14 January 2027"
    assert (facts.place, facts.mode, facts.status) == ("Quaker Lane Hall + Teams", Mode.BOTH, Status.ARRANGED)
    assert (facts.kind, facts.minutes_state, facts.minutes_version) == (
        MeetingKind.ORDINARY,
        MinutesState.NONE,
        0,
    )
    assert (facts.year, facts.round_number, facts.round_id) == (2026, 5, january.round_id)
    with pytest.raises(Unknown, match="not in this store"):
        meetings.facts(store, "elsewhere")


def test_co_chairs_are_those_of_the_day(store: Store, january: January) -> None:
    ann, _, _ = seat_people(store, january.groups["B"], "Ann Sale", "Kit Marsh", "Jo Fenn", co_chairs=3)
    with store.change("Date the terms") as session:
        from nscp_desktop.records import CoChair

        terms = session.exec(select(CoChair).order_by("person_id")).all()
        for term in terms:
            term.starts = date(2026, 9, 1) if term.person_id == ann else None
        others = [term for term in terms if term.person_id != ann]
        others[0].ends = date(2027, 1, 13)
        others[1].starts = date(2027, 1, 15)
    assert meetings.facts(store, january.breckland).co_chairs == ("Ann Sale",)
    assert meetings.facts(store, january.meetings["S"]).co_chairs == ()


def test_lists_by_group_and_year(store: Store, january: January) -> None:
    assert [one.group_code for one in meetings.list_meetings(store)] == ["S", "N", "B", "W", "GY", "NB"]
    assert len(meetings.list_meetings(store, january.groups["B"])) == 1
    assert meetings.list_meetings(store, year=2025) == ()
    assert len(meetings.list_meetings(store, january.groups["B"], 2026)) == 1


def test_held_meetings_are_offered_by_name_newest_first(store: Store, january: January) -> None:
    assert meeting_facts.held_by_name(store) == ()
    for code in ("S", "B"):
        meetings.open_meeting(store, january.meetings[code])
        meetings.close_meeting(store, january.meetings[code])
    held = [one for one in meetings.list_meetings(store) if one.status is Status.HELD]
    assert meeting_facts.held_by_name(store) == tuple((one.id, one.words) for one in reversed(held))
    assert len(held) == 2


def test_next_and_last_meeting(store: Store, january: January) -> None:
    march = rounds.arrange_round(store, 2026, 6, date(2027, 3, 1))
    group = january.groups["B"]
    meetings.arrange_meeting(
        store, group, january.round_id, date(2027, 2, 3), TEN, NOON, kind=MeetingKind.EXTRA
    )
    later = meetings.arrange_meeting(store, group, march, date(2027, 3, 11), TEN, NOON)
    assert meetings.next_meeting_of(store, group, date(2027, 1, 14)) == date(2027, 3, 11)
    assert meetings.next_meeting_of(store, group, date(2027, 1, 13)) == date(2027, 1, 14)
    assert meetings.next_meeting_of(store, group, date(2027, 3, 11)) is None
    meetings.cancel_meeting(store, later, "Flood")
    assert meetings.next_meeting_of(store, group, date(2027, 1, 14)) is None
    assert meetings.last_meeting(store, later) is None
    with store.change("Hold January") as session:
        session.get_one(Meeting, january.breckland).status = "held"
    last = meetings.last_meeting(store, later)
    assert last is not None
    assert last.id == january.breckland


def test_todays_next_meeting(store: Store, january: January, clock: Clock) -> None:
    assert next_to_open(store) == january.breckland
    clock.set(clock() + timedelta(days=1))
    assert next_to_open(store) is None


def test_meeting_is_found_by_group_and_day(store: Store, january: January) -> None:
    for words in ("B", "breckland", "Breckland LSCG", "brecks"):
        assert meetings.meeting_on(store, words, date(2027, 1, 14)) == january.breckland
    with pytest.raises(Unknown, match="no group called “Borset”"):
        meetings.meeting_on(store, "Borset", date(2027, 1, 14))
    with pytest.raises(
        Unknown, match=r"Breckland LSCG has no meeting on 15 January 2027. The nearest are on 14"
    ):
        meetings.meeting_on(store, "B", date(2027, 1, 15))
    with pytest.raises(Unknown, match="Chairs meeting has no meetings yet"):
        meetings.meeting_on(store, "CH", date(2027, 1, 15))


def test_cancelled_meeting_is_found_when_nothing_else_is_that_day(store: Store, january: January) -> None:
    meetings.cancel_meeting(store, january.breckland, "Snow")
    assert meetings.meeting_on(store, "B", date(2027, 1, 14)) == january.breckland
    again = meetings.arrange_meeting(
        store, january.groups["B"], january.round_id, date(2027, 1, 14), time(14), time(16)
    )
    assert meetings.meeting_on(store, "B", date(2027, 1, 14)) == again


# -- arranging --------------------------------------------------------------------------------------


def test_arrange(store: Store, heard: list[str]) -> None:
    round_id = rounds.arrange_round(store, 2026, 5, date(2027, 1, 1))
    group = group_ids(store)["B"]
    made = meetings.arrange_meeting(
        store, group, round_id, date(2027, 1, 14), TEN, NOON, Mode.ONLINE, "  Teams ", MeetingKind.EXTRA
    )
    facts = meetings.facts(store, made)
    assert (facts.date, facts.starts, facts.ends, facts.mode, facts.venue, facts.kind) == (
        date(2027, 1, 14), TEN, NOON, Mode.ONLINE, "Teams", MeetingKind.EXTRA,
    )  # fmt: skip
    assert heard[-1] == "Arrange Breckland LSCG for 14 January 2027"
    assert len(titles(store, made)) == 15


@pytest.mark.parametrize(
    ("day", "starts", "ends", "venue", "sentence"),
    [
        (date(2027, 1, 14), NOON, TEN, "", "starts at 12:00 cannot end at 10:00"),
        (date(2027, 1, 14), TEN, TEN, "", "starts at 10:00 cannot end at 10:00"),
        (date(2027, 1, 14), time(8), time(18, 1), "", "longer than 10 hours"),
        (date(2072, 1, 14), TEN, NOON, "", "14 January 2072 is far from January 2027"),
        (date(2026, 1, 14), TEN, NOON, "", "14 January 2026 is far from January 2027"),
        (date(2027, 1, 14), TEN, NOON, "Hall\x07", "The place holds a hidden character"),
    ],
)
def test_arrange_refuses_nonsense(
    store: Store, day: date, starts: time, ends: time, venue: str, sentence: str
) -> None:
    round_id = rounds.arrange_round(store, 2026, 5, date(2027, 1, 1))
    with pytest.raises(Refused, match=sentence):
        meetings.arrange_meeting(store, group_ids(store)["B"], round_id, day, starts, ends, venue=venue)
    assert meetings.list_meetings(store) == ()


def standing_gone(store: Store) -> None:
    with store.change("Look") as session:
        arranging.standing(session, "elsewhere")


def test_arrange_refuses_what_is_not_there(store: Store, january: January) -> None:
    with pytest.raises(Unknown, match="group is not in this store"):
        meetings.arrange_meeting(store, "elsewhere", january.round_id, date(2027, 1, 14), TEN, NOON)
    with pytest.raises(Unknown, match="meeting is not in this store"):
        standing_gone(store)
    with pytest.raises(Unknown, match="belongs to a round"):
        meetings.arrange_meeting(store, january.groups["B"], "elsewhere", date(2027, 1, 14), TEN, NOON)


def test_arrange_refuses_a_second_ordinary_meeting_and_hours_taken(store: Store, january: January) -> None:
    group, round_id = january.groups["B"], january.round_id
    with pytest.raises(Refused, match="already has its meeting of this round, on 14 January 2027"):
        meetings.arrange_meeting(store, group, round_id, date(2027, 1, 28), TEN, NOON)
    with pytest.raises(Refused, match="already meets on 14 January 2027 from 10:00 to 12:00"):
        meetings.arrange_meeting(
            store, group, round_id, date(2027, 1, 14), time(11), time(13), kind=MeetingKind.REVIEW
        )
    meetings.arrange_meeting(
        store, group, round_id, date(2027, 1, 14), NOON, time(13), kind=MeetingKind.REVIEW
    )


@pytest.mark.parametrize(("begins", "ends"), [(date(2027, 2, 1), None), (None, date(2026, 12, 31))])
def test_arrange_refuses_a_group_that_does_not_exist_that_day(
    store: Store, begins: date | None, ends: date | None
) -> None:
    round_id = rounds.arrange_round(store, 2026, 5, date(2027, 1, 1))
    group = group_ids(store)["B"]
    with store.change("Date the group") as session:
        kept = session.get_one(Group, group)
        kept.active_from, kept.active_to = begins, ends
    with pytest.raises(Refused, match="Breckland LSCG does not exist on 14 January 2027"):
        meetings.arrange_meeting(store, group, round_id, date(2027, 1, 14), TEN, NOON)


# -- changing, moving, cancelling -------------------------------------------------------------------


def test_edit_where_it_stands(store: Store, january: January, heard: list[str]) -> None:
    meetings.edit_meeting(store, january.breckland, starts=time(9, 30))
    meetings.edit_meeting(
        store, january.breckland, day=date(2027, 1, 15), mode=Mode.ROOM, venue="Market Barn"
    )
    facts = meetings.facts(store, january.breckland)
    assert (facts.date, facts.starts, facts.ends, facts.mode, facts.venue) == (
        date(2027, 1, 15), time(9, 30), NOON, Mode.ROOM, "Market Barn",
    )  # fmt: skip
    assert heard == [
        "Let Breckland LSCG of 14 January 2027 be from 09:30 to 12:00",
        "Change when and where Breckland LSCG of 14 January 2027 is",
    ]
    with pytest.raises(Refused, match="cannot end at 09:00"):
        meetings.edit_meeting(store, january.breckland, ends=time(9))
    assert meetings.facts(store, january.breckland).ends == NOON


@pytest.mark.parametrize("known", ["issued", "marked", "running"])
def test_day_that_people_know_is_not_edited_away(store: Store, january: January, known: str) -> None:
    with store.change("Make it known") as session:
        if known == "issued":
            session.add(
                IssuedPaper(
                    meeting_id=january.breckland,
                    paper="agenda",
                    version=1,
                    status="issued",
                    fingerprint="",
                    issued_at=store.now(),
                )
            )
        elif known == "running":
            session.get_one(Meeting, january.breckland).status = "running"
    if known == "marked":
        (ann,) = seat_people(store, january.groups["B"], "Ann Sale")
        attendance.mark_apologies(store, january.breckland, ann)
    with pytest.raises(Refused, match="Move it instead"):
        meetings.edit_meeting(store, january.breckland, day=date(2027, 1, 21))
    meetings.edit_meeting(store, january.breckland, day=date(2027, 1, 14), ends=time(12, 30))


def test_moved_meeting_stays_as_rearranged_and_takes_its_agenda_along(
    store: Store, january: January, heard: list[str]
) -> None:
    (ann,) = seat_people(store, january.groups["B"], "Ann Sale")
    attendance.mark_apologies(store, january.breckland, ann)
    own = local_agenda.add_item(store, january.breckland, "Bus safety", ItemKind.BREAKOUT)
    set_questions(store, own, ["What would help?"])
    local_agenda.edit_item(store, january.breckland, item(store, january.breckland, "Feedback"), minutes=8)
    local_agenda.restrict_item(store, january.breckland, own, restricted=True)
    before = titles(store, january.breckland)
    new = meetings.rearrange_meeting(
        store, january.breckland, date(2027, 1, 28), TEN, NOON, Mode.ROOM, "Market Barn", "Snow"
    )
    assert heard[-1] == "Move Breckland LSCG of 14 January 2027 to 28 January 2027"
    old = meetings.facts(store, january.breckland)
    assert (old.status, old.moved_to_id, old.reason) == (Status.REARRANGED, new, "Snow")
    shown = agenda(store, new)
    assert [row.title for row in shown.rows] == before
    assert shown.row(item(store, new, "Feedback")).minutes == 8
    moved = shown.row(item(store, new, "Bus safety"))
    assert ([one.text for one in moved.questions], moved.restricted, moved.only_here) == (
        ["What would help?"], True, True,
    )  # fmt: skip
    assert moved.item_id != own
    # Apologies do not carry over, and nothing counts twice (E8).
    with store.read() as session:
        marks = session.exec(select(Attendance.meeting_id)).all()
    assert set(marks) == {january.breckland}
    assert rounds.rounds(store)[0].meetings == 6
    assert meetings.next_meeting_of(store, january.groups["B"], date(2027, 1, 1)) == date(2027, 1, 28)
    with pytest.raises(Refused, match="was rearranged"):
        meetings.edit_meeting(store, january.breckland, venue="Elsewhere")
    store.undo()
    assert meetings.facts(store, january.breckland).status is Status.ARRANGED
    assert len(meetings.list_meetings(store, january.groups["B"])) == 1


def test_meeting_is_not_moved_onto_nonsense_or_once_begun(store: Store, january: January) -> None:
    with pytest.raises(Refused, match="cannot end"):
        meetings.rearrange_meeting(store, january.breckland, date(2027, 1, 28), NOON, TEN, Mode.ROOM, "")
    assert meetings.facts(store, january.breckland).status is Status.ARRANGED
    meetings.open_meeting(store, january.breckland)
    with pytest.raises(Refused, match="has begun, so it cannot be moved"):
        meetings.rearrange_meeting(store, january.breckland, date(2027, 1, 28), TEN, NOON, Mode.ROOM, "")
    with pytest.raises(Refused, match="has begun, so it cannot be cancelled"):
        meetings.cancel_meeting(store, january.breckland, "Snow")


def test_cancel_with_a_reason_and_arrange_again(store: Store, january: January, heard: list[str]) -> None:
    with pytest.raises(Refused, match="Say why"):
        meetings.cancel_meeting(store, january.breckland, "  ")
    with pytest.raises(Refused, match="is not cancelled"):
        meetings.restore_meeting(store, january.breckland)
    meetings.cancel_meeting(store, january.breckland, "Snow")
    assert meetings.facts(store, january.breckland).reason == "Snow"
    with pytest.raises(Refused, match="was cancelled"):
        meetings.open_meeting(store, january.breckland)
    meetings.restore_meeting(store, january.breckland)
    assert (meetings.facts(store, january.breckland).status, meetings.facts(store, january.breckland).reason) == (
        Status.ARRANGED, "",
    )  # fmt: skip
    assert heard == [
        "Cancel Breckland LSCG of 14 January 2027",
        "Arrange Breckland LSCG of 14 January 2027 again",
    ]


def test_cancelled_meeting_is_not_arranged_again_beside_another(store: Store, january: January) -> None:
    meetings.cancel_meeting(store, january.breckland, "Snow")
    meetings.arrange_meeting(store, january.groups["B"], january.round_id, date(2027, 1, 28), TEN, NOON)
    with pytest.raises(Refused, match="already has its meeting of this round"):
        meetings.restore_meeting(store, january.breckland)


# -- running ----------------------------------------------------------------------------------------


def test_open_starts_the_first_item(store: Store, january: January, clock: Clock, heard: list[str]) -> None:
    assert meetings.running(store) is None
    meetings.open_meeting(store, january.breckland)
    meetings.open_meeting(store, january.breckland)
    assert heard == ["Start Breckland LSCG of 14 January 2027"]
    facts = meetings.facts(store, january.breckland)
    first = agenda(store, january.breckland).rows[0]
    assert (facts.status, facts.opened_at, facts.current_item_id) == (Status.RUNNING, clock(), first.item_id)
    assert first.started_at == clock()
    assert meetings.running(store) == january.breckland


def test_open_refuses_what_cannot_run(store: Store, january: January) -> None:
    meetings.open_meeting(store, january.meetings["N"])
    with pytest.raises(Refused, match="Norwich LSCG of 13 January 2027 is still running"):
        meetings.open_meeting(store, january.breckland)
    meetings.close_meeting(store, january.meetings["N"])
    with pytest.raises(Refused, match="is closed"):
        meetings.open_meeting(store, january.meetings["N"])
    for row in agenda(store, january.breckland).rows:
        local_agenda.leave_out(store, january.breckland, row.item_id)
    with pytest.raises(Refused, match="has no items yet"):
        meetings.open_meeting(store, january.breckland)


def test_next_item_until_the_last(store: Store, january: January, clock: Clock, heard: list[str]) -> None:
    meetings.open_meeting(store, january.breckland)
    clock.pass_by(5)
    row = meetings.next_item(store, january.breckland)
    assert row is not None
    assert (row.number, row.started_at, heard[-1]) == (2, clock(), "Move on to item 2")
    first = agenda(store, january.breckland).rows[0]
    assert (first.ended_at, first.started_at) == (clock(), clock() - timedelta(minutes=5))
    walked = 2
    while meetings.next_item(store, january.breckland) is not None:
        walked += 1
    assert walked == 15
    last = agenda(store, january.breckland).rows[-1]
    assert (last.item_id, last.ended_at) == (meetings.facts(store, january.breckland).current_item_id, None)
    assert heard[-1] == "Move on to item 15"
    store.undo()
    assert (
        meetings.facts(store, january.breckland).current_item_id
        == agenda(store, january.breckland).rows[-2].item_id
    )


def test_what_a_meeting_has_not_come_to_is_known_but_for_its_close(store: Store, january: January) -> None:
    meetings.open_meeting(store, january.breckland)
    rows = agenda(store, january.breckland).rows
    meetings.go_to_item(store, january.breckland, rows[2].item_id)
    found = meetings.not_reached(store, january.breckland)
    assert [row.item_id for row in found] == [row.item_id for row in (rows[1], *rows[3:-1])]


def test_go_to_an_item_out_of_turn(store: Store, january: January, clock: Clock, heard: list[str]) -> None:
    meetings.open_meeting(store, january.breckland)
    rows = agenda(store, january.breckland).rows
    begun = clock()
    clock.pass_by(4)
    meetings.go_to_item(store, january.breckland, rows[2].item_id)
    meetings.go_to_item(store, january.breckland, rows[2].item_id)
    clock.pass_by(2)
    meetings.go_to_item(store, january.breckland, rows[0].item_id)
    assert heard[1:] == ["Go to item 3", "Go to item 1"]
    first = agenda(store, january.breckland).rows[0]
    assert (first.started_at, first.ended_at) == (begun, None)
    # Item 3 is done with; the next one waiting is 2, then 4.
    following = [meetings.next_item(store, january.breckland) for _ in range(2)]
    assert [row.number for row in following if row is not None] == [2, 4]


def test_next_after_the_current_item_went_from_the_agenda(store: Store, january: January) -> None:
    meetings.open_meeting(store, january.breckland)
    with store.change("Leave the current item out") as session:
        row_id = meeting_point("meeting_item", january.breckland, titles_first(store, january).item_id)
        session.get_one(MeetingItem, row_id).omitted = True
    row = meetings.next_item(store, january.breckland)
    assert row is not None
    assert row.number == 1


def titles_first(store: Store, january: January) -> AgendaRow:
    return agenda(store, january.breckland).rows[0]


def test_items_move_only_while_it_runs(store: Store, january: January) -> None:
    rows = agenda(store, january.breckland).rows
    for act in (
        lambda: meetings.next_item(store, january.breckland),
        lambda: meetings.go_to_item(store, january.breckland, rows[1].item_id),
        lambda: meetings.close_meeting(store, january.breckland),
    ):
        with pytest.raises(Refused, match="is not running. Start it first"):
            act()
    local_agenda.leave_out(store, january.breckland, rows[1].item_id)
    meetings.open_meeting(store, january.breckland)
    with pytest.raises(Refused, match="is left out at this meeting"):
        meetings.go_to_item(store, january.breckland, rows[1].item_id)


def test_nothing_moves_in_a_closed_meeting(store: Store, january: January) -> None:
    meetings.open_meeting(store, january.breckland)
    while meetings.next_item(store, january.breckland) is not None:
        pass
    meetings.close_meeting(store, january.breckland)
    last = agenda(store, january.breckland).rows[-1].item_id
    with pytest.raises(Refused, match="is not running"):
        meetings.next_item(store, january.breckland)
    with pytest.raises(Refused, match="is not running"):
        meetings.go_to_item(store, january.breckland, last)


def test_confidentiality_is_stamped_once(
    store: Store, january: January, clock: Clock, heard: list[str]
) -> None:
    meetings.open_meeting(store, january.breckland)
    read_at = clock()
    meetings.stamp_confidentiality(store, january.breckland)
    clock.pass_by(3)
    meetings.stamp_confidentiality(store, january.breckland)
    assert meetings.facts(store, january.breckland).confidentiality_read_at == read_at
    assert heard[1:] == ["Note that the confidentiality statement was read"]


# -- closing ----------------------------------------------------------------------------------------


def test_close_completes_the_register_and_begins_the_minutes(
    store: Store, january: January, clock: Clock, heard: list[str]
) -> None:
    ann, ruth, kit = seat_people(
        store, january.groups["B"], "Ann Sale", "Ruth Pell", "Kit Marsh", co_chairs=1
    )
    meetings.open_meeting(store, january.breckland)
    attendance.mark_present(store, january.breckland, ann)
    attendance.mark_apologies(store, january.breckland, ruth)
    clock.pass_by(120)
    result = meetings.close_meeting(store, january.breckland)
    assert (result.minutes_version, result.not_present) == (1, ("Kit Marsh",))
    facts = meetings.facts(store, january.breckland)
    assert (facts.status, facts.closed_at, facts.register_complete) == (Status.HELD, clock(), True)
    assert (facts.minutes_state, facts.minutes_version) == (MinutesState.DRAFT, 1)
    assert agenda(store, january.breckland).rows[0].ended_at == clock()
    with store.read() as session:
        states = dict(session.exec(select(Attendance.person_id, Attendance.state)).all())
    assert states == {ann: "P", ruth: "A", kit: "N"}
    assert meetings.running(store) is None
    assert heard[-1] == "Close Breckland LSCG of 14 January 2027"
    store.undo()
    assert meetings.running(store) == january.breckland
    assert meetings.close_meeting(store, january.breckland).not_present == ("Kit Marsh",)


def test_close_loses_no_note_that_is_still_being_typed(store: Store, january: January) -> None:
    meetings.open_meeting(store, january.breckland)
    row = agenda(store, january.breckland).rows[3]
    store.keep_draft("meeting_item", row.meeting_item_id, "note", "The group said  ", 9)
    store.keep_draft("meeting_item", "of another meeting", "note", "Half", 1)
    store.keep_draft("room", row.meeting_item_id, "note", "Half", 1)
    meetings.close_meeting(store, january.breckland)
    assert agenda(store, january.breckland).row(row.item_id).note == "The group said"
    assert [(draft.table, draft.text) for draft in store.drafts()] == [
        ("meeting_item", "Half"),
        ("room", "Half"),
    ]


def test_reopen_goes_on_where_it_ended(
    store: Store, january: January, clock: Clock, heard: list[str]
) -> None:
    seat_people(store, january.groups["B"], "Ann Sale")
    meetings.open_meeting(store, january.breckland)
    meetings.next_item(store, january.breckland)
    with pytest.raises(Refused, match="is not closed"):
        meetings.reopen_meeting(store, january.breckland)
    meetings.close_meeting(store, january.breckland)
    clock.pass_by(5)
    meetings.reopen_meeting(store, january.breckland)
    facts = meetings.facts(store, january.breckland)
    second = agenda(store, january.breckland).rows[1]
    assert (facts.status, facts.closed_at, facts.current_item_id) == (Status.RUNNING, None, second.item_id)
    assert (second.ended_at, facts.register_complete) == (None, False)
    assert heard[-1] == "Open Breckland LSCG of 14 January 2027 again"
    result = meetings.close_meeting(store, january.breckland)
    assert (result.minutes_version, result.not_present) == (1, ())


def test_time_for_which_a_meeting_was_closed_is_no_items(
    store: Store, january: January, clock: Clock
) -> None:
    meetings.open_meeting(store, january.breckland)
    clock.pass_by(20)
    closed = clock.at
    meetings.close_meeting(store, january.breckland)
    clock.pass_by(90)
    meetings.reopen_meeting(store, january.breckland)
    (gap,) = pauses.breaks(store, january.breckland)
    assert (gap.item_id, gap.starts, gap.ends) == (None, closed, clock.at)
    store.undo()
    assert pauses.breaks(store, january.breckland) == ()
    assert meetings.facts(store, january.breckland).status is Status.HELD


def test_a_meeting_whose_minutes_are_issued_stays_closed(store: Store, january: January) -> None:
    meetings.open_meeting(store, january.breckland)
    meetings.close_meeting(store, january.breckland)
    minutes.issue(store, january.breckland, lambda _paper, _at: b"%PDF")
    with pytest.raises(Refused) as refused:
        meetings.reopen_meeting(store, january.breckland)
    assert str(refused.value) == (
        "The minutes of Breckland LSCG of 14 January 2027 were issued on 14 January 2027, so it stays closed. "
        "Correct the minutes and issue them again. Nothing has been changed."
    )
    assert meetings.running(store) is None


def test_reopen_refuses_agreed_minutes_and_a_second_meeting(store: Store, january: January) -> None:
    meetings.open_meeting(store, january.breckland)
    meetings.close_meeting(store, january.breckland)
    meetings.open_meeting(store, january.meetings["N"])
    with pytest.raises(Refused, match="Norwich LSCG of 13 January 2027 is still running"):
        meetings.reopen_meeting(store, january.breckland)
    with store.change("Agree") as session:
        session.get_one(Meeting, january.breckland).minutes_state = "agreed"
    with pytest.raises(Refused, match="are agreed. Correct them in a new version"):
        meetings.reopen_meeting(store, january.breckland)


def test_meeting_recorded_without_items_can_be_closed_and_reopened(store: Store, january: January) -> None:
    """As one that was taken in from elsewhere may be: running, and no item ever begun."""
    with store.change("Run without an item") as session:
        session.get_one(Meeting, january.breckland).status = "running"
    meetings.close_meeting(store, january.breckland)
    meetings.reopen_meeting(store, january.breckland)
    assert meetings.running(store) == january.breckland


def test_last_minutes_are_agreed_as_a_correct_record(
    store: Store, january: January, heard: list[str]
) -> None:
    march = rounds.arrange_round(store, 2026, 6, date(2027, 3, 1))
    later = meetings.arrange_meeting(store, january.groups["B"], march, date(2027, 3, 11), TEN, NOON)
    with pytest.raises(Refused, match="Breckland LSCG has no earlier minutes to agree"):
        meetings.agree_last_minutes(store, later)
    meetings.open_meeting(store, january.breckland)
    meetings.close_meeting(store, january.breckland)
    agreed = meetings.agree_last_minutes(store, later, " Ruth Pell sent apologies ")
    assert heard[-1] == "Agree the minutes of 14 January 2027"
    assert (agreed.id, agreed.minutes_state, agreed.agreed_on, agreed.agreed_subject_to) == (
        january.breckland, MinutesState.AGREED, date(2027, 3, 11), "Ruth Pell sent apologies",
    )  # fmt: skip
    with pytest.raises(Refused, match="minutes of 14 January 2027 were agreed on 11 March 2027"):
        meetings.agree_last_minutes(store, later)
    with store.change("Agreed, but nobody said when") as session:
        session.get_one(Meeting, january.breckland).agreed_on = None
    with pytest.raises(Refused, match="were agreed. Nothing"):
        meetings.agree_last_minutes(store, later)


def test_questions_of_local_items_are_not_shared(store: Store, january: January) -> None:
    with store.read() as session:
        assert len(session.exec(select(Question)).all()) == 5


def test_a_meeting_whose_close_nobody_timed_is_reopened_without_a_break(
    store: Store, january: January
) -> None:
    meetings.open_meeting(store, january.breckland)
    meetings.close_meeting(store, january.breckland)
    with store.change("Forget when it was closed") as session:
        session.get_one(Meeting, january.breckland).closed_at = None
    meetings.reopen_meeting(store, january.breckland)
    assert meetings.facts(store, january.breckland).status is Status.RUNNING
    assert pauses.breaks(store, january.breckland) == ()
