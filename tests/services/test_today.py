"""What today asks: the next meeting, this round, and only true things that need somebody."""

from datetime import date, time

import pytest
from sqlmodel import col, select

from nscp_desktop.records import (
    Action,
    AgendaItem,
    Ask,
    Board,
    CoChair,
    Group,
    Meeting,
    MeetingItem,
    Person,
    Round,
    meeting_point,
)
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.minutes import Urgency
from nscp_desktop.services import actions, attendance, local_agenda, meetings, minutes
from nscp_desktop.services.needs import Need, Weight
from nscp_desktop.services.today import NextMeeting, RoundRow, TodayView, today
from nscp_desktop.store import Store
from tests.services.conftest import Clock
from tests.services.winter import JANUARY, MARCH, Winter, at


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


def coming(met: Winter) -> NextMeeting:
    found = today(met.store).next
    assert found is not None
    return found


def row(view: TodayView, group: str) -> RoundRow:
    return next(one for one in view.rounds if one.group == group)


def need(met: Winter, word: str) -> Need | None:
    return next((one for one in today(met.store).needs if word in one.count), None)


def without_south(met: Winter) -> None:
    """Take South's meetings off, so that Breckland's stand alone."""
    with met.store.change("Take South off") as session:
        for meeting in session.exec(select(Meeting).where(Meeting.group_id != met.group_id)):
            meeting.removed = True


# -- the next meeting -------------------------------------------------------------------------------


def test_an_empty_store_has_no_next_meeting_and_needs_nothing(store: Store) -> None:
    view = today(store)
    assert (view.next, view.rounds, view.needs, view.round_words) == (None, (), (), "")
    assert (view.anybody, view.any_meeting, view.chart_group_id) == (False, False, "")
    assert (view.day, view.partnership) == (JANUARY, "Norfolk Safeguarding Children Partnership")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((MARCH, 9, 35), "Today · starts in 25 min"),
        ((MARCH, 7, 59), "Today"),
        ((MARCH, 8, 0), "Today · starts in 120 min"),
        ((MARCH, 10, 0), "Today · starts now"),
        ((MARCH, 10, 20), "Today · was to start 10:00"),
        ((date(2027, 3, 10), 9, 0), "Tomorrow"),
        ((date(2027, 3, 5), 9, 0), "Thu 11 Mar · in 6 days"),
        ((date(2026, 12, 30), 9, 0), "Thu 11 Mar 2027 · in 71 days"),
    ],
)
def test_when_the_next_meeting_is(met: Winter, moment: tuple[date, int, int], words: str) -> None:
    without_south(met)
    met.clock.set(at(*moment))
    assert coming(met).when == words


def test_the_next_meeting_in_a_line(met: Winter) -> None:
    without_south(met)
    attendance.mark_apologies(met.store, met.march, met.person("Ruth"))
    hero = coming(met)
    assert (hero.title, hero.place) == ("Breckland LSCG, 10:00–12:00", "Quaker Lane Hall + Teams")
    assert hero.line == "15 agenda items · 11 members, 1 apology so far · 4 actions due"
    assert (hero.meeting_id, hero.group_id, hero.running, hero.has_agenda) == (
        met.march, met.group_id, False, True,
    )  # fmt: skip


def test_a_meeting_with_nothing_prepared_says_so(met: Winter) -> None:
    with met.store.change("Take everything off South's March") as session:
        for item in session.exec(select(AgendaItem)):
            item.removed = True
    hero = coming(met)
    assert hero.line == "no agenda yet · no members yet · no actions due"
    assert not hero.has_agenda


def test_a_running_meeting_comes_before_all_others(met: Winter) -> None:
    met.clock.set(at(date(2027, 3, 10), 9, 58))
    meetings.open_meeting(met.store, met.march)
    hero = coming(met)
    assert (hero.meeting_id, hero.running, hero.when) == (met.march, True, "Running since 09:58")
    assert row(today(met.store), "Breckland").agenda == "running"
    with met.store.change("Lose the moment") as session:
        session.get_one(Meeting, met.march).opened_at = None
    assert coming(met).when == "Running"


def test_without_a_meeting_ahead_the_last_round_stays_in_sight(met: Winter) -> None:
    met.clock.set(at(date(2027, 6, 1), 9))
    view = today(met.store)
    assert (view.next, view.round_words, view.any_meeting) == (None, "March 2027", True)
    assert view.chart_group_id, "the chart still has a group to show"


# -- this round -------------------------------------------------------------------------------------


def test_the_round_nearest_to_today(met: Winter) -> None:
    assert today(met.store).round_words == "January 2027"
    met.clock.set(at(date(2027, 2, 20), 9))
    assert today(met.store).round_words == "March 2027"
    with met.store.change("Only what is ahead") as session:
        for meeting in session.exec(select(Meeting).where(col(Meeting.date) < MARCH.replace(day=1))):
            meeting.removed = True
    assert today(met.store).round_words == "March 2027"


def test_a_row_for_each_group(met: Winter) -> None:
    met.clock.set(at(date(2027, 1, 18), 9))
    view = today(met.store)
    breckland = row(view, "Breckland")
    assert (breckland.when, breckland.today, breckland.co_chairs) == (
        "Thu 14 Jan", False, "C. O'Dowd, T. Reedmarsh",
    )  # fmt: skip
    assert (breckland.agenda, breckland.agenda_ready, breckland.status) == ("meeting held", True, Status.HELD)
    assert (breckland.minutes.words, breckland.minutes.urgency) == ("draft, day 2 of 10", Urgency.WAITING)
    south = row(view, "South")
    assert (south.agenda, south.agenda_ready, south.co_chairs) == ("not started", False, "")
    met.clock.set(at(JANUARY, 9))
    assert (row(today(met.store), "Breckland").when, row(today(met.store), "Breckland").today) == (
        "Today 10:00", True,
    )  # fmt: skip


def test_an_agenda_says_what_is_the_matter_with_it(met: Winter) -> None:
    met.clock.set(at(date(2027, 3, 1), 9))
    assert row(today(met.store), "Breckland").agenda == "ready"
    item = met.item("Presentation", met.march)
    local_agenda.edit_item(met.store, met.march, item, title="Fire safety at home")
    assert row(today(met.store), "Breckland").agenda == "ready, 1 local"
    local_agenda.edit_item(met.store, met.march, item, minutes=40)
    shown = row(today(met.store), "Breckland")
    assert (shown.agenda, shown.agenda_ready) == ("15 min over", False)
    local_agenda.leave_out(met.store, met.march, item)
    assert row(today(met.store), "Breckland").agenda == "ready"
    with met.store.change("Take all items off") as session:
        for one in session.exec(select(AgendaItem)):
            one.removed = True
    assert row(today(met.store), "Breckland").agenda == "no items yet"


def test_cancelled_meetings_stay_and_moved_ones_go(met: Winter) -> None:
    met.clock.set(at(date(2027, 3, 1), 9))
    with met.store.change("South is cancelled") as session:
        for meeting in session.exec(select(Meeting).where(Meeting.group_id != met.group_id)):
            meeting.status = "cancelled"
    shown = row(today(met.store), "South")
    assert (shown.agenda, shown.agenda_ready) == ("cancelled", False)
    with met.store.change("South is moved") as session:
        for meeting in session.exec(select(Meeting).where(Meeting.group_id != met.group_id)):
            meeting.status = "rearranged"
    assert [one.group for one in today(met.store).rounds] == ["Breckland"]


def test_a_co_chair_of_one_name_keeps_it(met: Winter) -> None:
    with met.store.change("Madonna co-chairs") as session:
        one = Person(name="Ottilie")
        session.add_all([one, CoChair(group_id=met.group_id, person_id=one.id)])
    assert "Ottilie" in row(today(met.store), "Breckland").co_chairs


# -- what needs somebody ----------------------------------------------------------------------------


def test_late_actions_of_one_group_and_of_several(met: Winter) -> None:
    assert need(met, "overdue") == Need(
        "1 overdue", "action from Breckland, 35 days late", Weight.LATE, "actions"
    )
    met.clock.set(at(date(2027, 1, 25), 9))
    assert need(met, "overdue") == Need(
        "2 overdue", "actions from Breckland, oldest 46 days", Weight.LATE, "actions"
    )
    with met.store.change("One from South") as session:
        south = session.exec(select(Meeting).where(Meeting.group_id != met.group_id)).first()
        assert south is not None
        session.add(
            Action(
                group_id=south.group_id, meeting_id=south.id, reference="S-2611-01", kind="individual",
                text="Ring", due=date(2027, 1, 20),
            )
        )  # fmt: skip
    found = need(met, "overdue")
    assert found is not None
    assert (found.count, found.words) == ("3 overdue", "actions in 2 groups, oldest 46 days in Breckland")
    for one in actions.list_actions(met.store):
        actions.close(met.store, one.id)
    assert need(met, "overdue") is None


def test_drafts_of_minutes_until_they_are_issued(met: Winter) -> None:
    assert need(met, "draft") == Need(
        "1 draft", "of minutes to issue, by Thu 28 Jan", Weight.SOON, "minutes", met.january
    )
    met.clock.set(at(date(2027, 1, 29), 9))
    late = need(met, "draft")
    assert late is not None
    assert (late.words, late.weight) == ("of minutes to issue, Breckland late since Thu 28 Jan", Weight.LATE)
    met.clock.set(at(date(2027, 1, 15), 9))
    with met.store.change("A second draft") as session:
        session.get_one(Meeting, met.november).minutes_state = "draft"
        session.get_one(Meeting, met.november).date = date(2027, 1, 13)
    two = need(met, "drafts")
    assert two is not None
    assert two.words == "of minutes to issue, the first by Wed 27 Jan"
    minutes.issue(met.store, met.january, lambda _paper, _at: b"pdf")
    minutes.issue(met.store, met.november, lambda _paper, _at: b"pdf")
    assert need(met, "draft") is None


def test_answers_owed_to_boards(met: Winter) -> None:
    found = need(met, "youth board")
    assert found is not None
    assert (found.count, found.words, found.page) == (
        "2 youth board answers", "owed to Breckland youth board since November", "youth_boards",
    )  # fmt: skip
    with met.store.change("Norwich asked too, long ago") as session:
        norwich = session.exec(select(Board).where(Board.name == "Norwich")).one()
        session.add(Ask(board_id=norwich.id, said="Hello", said_on=date(2025, 11, 3)))
    found = need(met, "youth board")
    assert found is not None
    assert found.words == "owed to 2 youth boards, Norwich since November 2025"
    with met.store.change("Tell them all") as session:
        for ask in session.exec(select(Ask)):
            ask.told_on = JANUARY
    assert need(met, "youth board") is None


def test_meetings_whose_day_has_gone_by(met: Winter) -> None:
    found = need(met, "meeting")
    assert found is not None
    assert (found.count, found.words, found.page) == (
        "2 meetings", "whose day has gone by, not started: the first South, Wed 11 Nov 2026", "meetings",
    )  # fmt: skip
    with met.store.change("One was cancelled") as session:
        session.get_one(Meeting, found.where).status = "cancelled"
    found = need(met, "meeting")
    assert found is not None
    assert found.words == "whose day has gone by, not started: South, Wed 13 Jan"


def test_registers_that_were_not_finished(met: Winter) -> None:
    assert need(met, "register") is None
    with met.store.change("Open the registers") as session:
        session.get_one(Meeting, met.january).register_complete = False
    found = need(met, "register")
    assert found is not None
    assert (found.count, found.words, found.where) == (
        "1 register", "not finished: Breckland, 14 January", met.january,
    )  # fmt: skip
    with met.store.change("And the other") as session:
        session.get_one(Meeting, met.november).register_complete = False
    found = need(met, "registers")
    assert found is not None
    assert found.words == "not finished, the first Breckland, 12 November"


def test_groups_without_a_next_meeting(met: Winter) -> None:
    assert need(met, "group") is None
    met.clock.set(at(date(2027, 4, 1), 9))
    found = need(met, "group")
    assert found is not None
    assert (found.count, found.words) == ("2 groups", "without a next meeting: South and Breckland")
    with met.store.change("All groups have met") as session:
        round_id = session.exec(select(Round.id)).first()
        for group in session.exec(select(Group).where(Group.kind == "group")):
            session.add(
                Meeting(
                    group_id=group.id, round_id=round_id or "", date=date(2026, 5, 1), starts=time(10),
                    ends=time(12), status="cancelled",
                )
            )  # fmt: skip
    found = need(met, "group")
    assert found is not None
    assert (found.count, found.words) == (
        "6 groups", "without a next meeting: South, Norwich, Breckland and 3 more",
    )  # fmt: skip
    with met.store.change("Close all groups") as session:
        for group in session.exec(select(Group)):
            group.active_to = date(2027, 3, 31)
    assert need(met, "group") is None


def test_an_item_of_this_meeting_alone_is_local(met: Winter, clock: Clock) -> None:
    clock.set(at(date(2027, 3, 1), 9))
    with met.store.change("An own item, and an own row that changes nothing") as session:
        round_id = session.get_one(Meeting, met.march).round_id
        session.add(
            AgendaItem(
                round_id=round_id, meeting_id=met.march, position=99, title="Snow", kind="formal", minutes=0
            )
        )
        item_id = met.item("Declarations", met.march)
        session.add(
            MeetingItem(
                id=meeting_point("meeting_item", met.march, item_id), meeting_id=met.march, item_id=item_id
            )
        )
    assert row(today(met.store), "Breckland").agenda == "ready, 1 local"
    assert row(today(met.store), "South").agenda == "ready"
