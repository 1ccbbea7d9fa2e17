"""Meetings: the list, its bar, and the panels, worked as a person works them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QWidget
from sqlmodel import select

from nscp_desktop.records import CoChair, Meeting, Round
from nscp_desktop.rules.meetings import MeetingKind, Mode, Status
from nscp_desktop.services import local_agenda, meetings, rounds
from nscp_desktop.ui.pages.day_field import DayField, day_said
from nscp_desktop.ui.pages.meetings import EVERY, MeetingsPage
from nscp_desktop.ui.widgets import announced
from tests.services.january import arrange_january, item, seat_people

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.meeting_rows import MeetingRow
    from tests.services.conftest import Clock
    from tests.services.january import January
    from tests.ui.noting import NotingFrame

SIZE = (1182, 738)


@pytest.fixture
def january(store: Store) -> January:
    made = arrange_january(store)
    seat_people(store, made.groups["B"], "Ann Sale", "Kit Marsh", co_chairs=2)
    return made


@pytest.fixture
def page(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame) -> MeetingsPage:
    made = MeetingsPage(house, bridge, frame)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    return made


def shown(page: MeetingsPage) -> MeetingsPage:
    page.show()
    QApplication.processEvents()
    return page


def row(page: MeetingsPage, meeting_id: str) -> MeetingRow:
    return next(one for one in page.model.rows() if one.facts.id == meeting_id)


def offered(page: MeetingsPage) -> list[str]:
    """The buttons of the bar that can be pressed."""
    bar = page.bar
    buttons = (
        bar.run,
        bar.minutes,
        bar.agenda,
        bar.print_agenda,
        bar.reopen,
        bar.change,
        bar.cancel,
        bar.restore,
    )
    return [button.caption for button in buttons if button.isVisible()]


# -- the list ---------------------------------------------------------------------------------------


def test_empty_store_says_what_to_do(page: MeetingsPage) -> None:
    shown(page)
    assert page._list.currentIndex() == 1
    assert not page.bar.isVisible()
    page.empty_button.click()
    assert page.round_panel.isVisible()


def test_next_meeting_is_chosen(page: MeetingsPage, january: January, qtmodeltester: ModelTester) -> None:
    shown(page)
    assert [one.facts.group_code for one in page.model.rows()] == ["S", "N", "B", "W", "GY", "NB"]
    chosen = page.table.current_row()
    assert chosen.facts.id == january.breckland
    assert page.bar.words.text() == "Breckland LSCG, Thu 14 Jan"
    assert page.bar.more.text() == "5th of 5 · 10:00–12:00"
    assert page.model.data(page.model.index(0, 0)) == "January 2027, 5th of 5"
    cells = {column.key: page.model.cell(3, at) for at, column in enumerate(page.model.columns)}
    assert cells["when"].text == "Thu 14 Jan"
    assert cells["chairs"].text == "Ann Sale, Kit Marsh"
    assert (cells["agenda"].text, cells["state"].text, cells["minutes"].text) == ("ready", "today", "")
    qtmodeltester.check(page.model)


def test_how_each_meeting_stands(page: MeetingsPage, january: January, store: Store, clock: Clock) -> None:
    held = january.meetings
    meetings.open_meeting(store, held["S"])
    meetings.close_meeting(store, held["S"])
    meetings.open_meeting(store, held["N"])
    meetings.cancel_meeting(store, held["W"], "Snow")
    moved = meetings.rearrange_meeting(
        store, held["NB"], date(2027, 1, 28), time(10), time(12), Mode.ONLINE, "Teams", "no room"
    )
    local_agenda.edit_item(store, held["GY"], item(store, held["GY"], "Feedback"), minutes=15)
    meetings.arrange_meeting(
        store, held["B"] and january.groups["B"], january.round_id, date(2027, 1, 20), time(10), time(11),
        kind=MeetingKind.REVIEW,
    )  # fmt: skip
    clock.set(clock() + timedelta(days=1))
    shown(page)
    said = {
        one.facts.id: (one.state[0], one.state[2], one.agenda_words[0], one.minutes_words[0])
        for one in page.model.rows()
    }
    assert said[held["S"]] == ("held", "", "15 items", "draft v1")
    assert said[held["N"]] == ("in progress", "", "ready", "")
    assert said[held["B"]] == ("not held yet", "", "ready", "")
    assert said[held["W"]] == ("cancelled", "Snow", "", "")
    assert said[held["NB"]] == ("moved", "to Thu 28 Jan: no room", "", "")
    assert said[held["GY"]] == ("arranged", "", "3 minutes over", "")
    assert said[moved] == ("arranged", "", "ready", "")
    assert row(page, held["GY"]).agenda_words[2] == "1 local"
    assert page.table.current_row().facts.id == held["N"]
    for meeting_id, buttons in (
        (held["N"], ["Return to meeting", "Agenda", "Print agenda"]),
        (held["S"], ["Minutes", "Agenda", "Print agenda", "Open again"]),
        (held["B"], ["Start meeting", "Agenda", "Print agenda", "When and where", "Cancel meeting"]),
        (held["W"], ["Arrange again"]),
        (held["NB"], []),
    ):
        page.table.go_to(meeting_id)
        assert offered(page) == buttons
    with store.change("Agree") as session:
        session.get_one(Meeting, held["S"]).minutes_state = "agreed"
        session.get_one(Meeting, held["S"]).agreed_on = date(2027, 1, 14)
    assert row(page, held["S"]).minutes_words[::2] == ("agreed", "Thu 14 Jan")
    page.table.go_to(held["S"])
    assert "Open again" not in offered(page)


def test_agenda_without_items_is_said(page: MeetingsPage, january: January, store: Store) -> None:
    with store.change("Empty the round") as session:
        from nscp_desktop.records import AgendaItem

        for one in session.exec(select(AgendaItem)):
            one.removed = True
    shown(page)
    assert row(page, january.breckland).agenda_words[0] == "no items yet"


def test_list_is_narrowed_by_year_round_and_group(page: MeetingsPage, january: January, store: Store) -> None:
    march = rounds.arrange_round(store, 2026, 6, date(2027, 3, 1), title="Neglect")
    meetings.arrange_meeting(store, january.groups["B"], march, date(2027, 3, 11), time(10), time(12))
    shown(page)
    page.group.pick(january.groups["B"])
    page.group.picked.emit(january.groups["B"])
    assert [one.facts.round_number for one in page.model.rows()] == [5, 6]
    assert page.model.data(page.model.index(2, 0)) == "March 2027: Neglect, 6th of 6"
    page.round.pick(march)
    page.round.picked.emit(march)
    assert [one.facts.round_number for one in page.model.rows()] == [6]
    rounds.arrange_round(store, 2027, 1, date(2027, 5, 1))
    page.year.pick("2027")
    page.year.picked.emit("2027")
    assert page.model.rows() == ()
    assert page.round.value == EVERY
    assert page._list.currentIndex() == 1


def test_page_opens_at_a_meeting_of_another_year(page: MeetingsPage, january: January, store: Store) -> None:
    may = rounds.arrange_round(store, 2027, 1, date(2027, 5, 1))
    later = meetings.arrange_meeting(store, january.groups["B"], may, date(2027, 5, 13), time(10), time(12))
    page.open_at(later)
    shown(page)
    assert page.year.value == "2027"
    assert page.table.current_row().facts.id == later


def test_change_from_elsewhere_keeps_the_choice(page: MeetingsPage, january: January, store: Store) -> None:
    shown(page)
    page.table.go_to(january.meetings["W"])
    meetings.cancel_meeting(store, january.meetings["W"], "Snow")
    assert page.table.current_row().facts.id == january.meetings["W"]
    assert offered(page) == ["Arrange again"]


# -- the bar ----------------------------------------------------------------------------------------


def test_buttons_and_enter_lead_on(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    shown(page)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.bar.agenda.click()
    page.bar.run.click()
    assert frame.went == [("agenda", january.breckland)] * 2
    assert frame.ran == [january.breckland]
    page.bar.print_agenda.click()
    assert len(frame.printed) == 1
    paper = frame.printed[0](12)
    assert "Breckland" in repr(paper)
    meetings.cancel_meeting(store, january.breckland, "Snow")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert len(frame.went) == 2
    assert page.paper() is None
    page._on_print()
    assert len(frame.printed) == 1


def test_key_shows_only_on_the_meeting_it_opens(page: MeetingsPage, january: January) -> None:
    shown(page)
    assert page.bar.run.key_hint == "F5"
    page.table.go_to(january.meetings["W"])
    assert page.bar.run.key_hint is None


def test_minutes_open_again_and_arrange_again(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame
) -> None:
    meetings.open_meeting(store, january.breckland)
    meetings.close_meeting(store, january.breckland)
    meetings.cancel_meeting(store, january.meetings["W"], "Snow")
    shown(page)
    page.table.go_to(january.breckland)
    page.bar.minutes.click()
    assert frame.went == [("minutes", january.breckland)]
    page.bar.reopen.click()
    assert frame.ran == [january.breckland]
    assert meetings.running(store) == january.breckland
    page.table.go_to(january.meetings["W"])
    page.bar.restore.click()
    assert meetings.facts(store, january.meetings["W"]).status is Status.ARRANGED
    assert frame.said == [
        "Breckland LSCG of 14 January 2027 is open again.",
        "West LSCG of 18 January 2027 is arranged again. To look at: short notice.",
    ]
    meetings.close_meeting(store, january.breckland)
    meetings.open_meeting(store, january.meetings["W"])
    page.table.go_to(january.breckland)
    page.bar.reopen.click()
    assert frame.refused == [
        "West LSCG of 18 January 2027 is still running. Close it first. Nothing has been changed."
    ]


def test_nothing_happens_without_a_meeting(page: MeetingsPage, frame: NotingFrame) -> None:
    shown(page)
    for slot in (page._on_run, page._on_agenda, page._on_minutes, page._on_restore, page._on_reopen):
        slot()
    page._on_change()
    page._on_cancel()
    assert (frame.went, frame.ran) == ([], [])


# -- a new meeting ----------------------------------------------------------------------------------


def test_meeting_is_arranged_by_keys(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    march = rounds.arrange_round(store, 2026, 6, date(2027, 3, 1))
    shown(page)
    page.new_meeting.click()
    panel = page.meeting_panel
    assert panel.isVisible()
    assert not page.bar.isVisible()
    assert (panel.round.value, panel.group.value) == (march, january.groups["S"])
    # As last time: the second Tuesday, the same hours and place.
    assert (panel.day.day, panel.venue.text()) == (date(2027, 3, 9), "Quaker Lane Hall + Teams")
    panel.group.pick(january.groups["B"])
    panel.group.picked.emit(january.groups["B"])
    assert panel.day.day == date(2027, 3, 11)
    panel.day.line.selectAll()
    qtbot.keyClicks(panel.day.line, "18 mar")
    panel.starts.setTime(QTime(9, 30))
    panel.starts.editingFinished.emit()
    panel.venue.selectAll()
    qtbot.keyClicks(panel.venue, "Market Barn <b>&</b>")
    qtbot.keyClick(panel.venue, Qt.Key.Key_Return)
    assert not panel.isVisible()
    chosen = page.table.current_row()
    assert (chosen.facts.date, chosen.facts.starts, chosen.facts.venue) == (
        date(2027, 3, 18), time(9, 30), "Market Barn <b>&</b>",
    )  # fmt: skip
    assert frame.said == ["Breckland LSCG of 18 March 2027 is arranged. To look at: short notice."]
    # The day is arranged now, and its notice was given.
    QApplication.processEvents()
    assert page.bar.clashes.text == ""


def test_refusal_stands_in_the_panel_and_nothing_is_lost(
    page: MeetingsPage, january: January, store: Store, qtbot: QtBot
) -> None:
    shown(page)
    page.group.pick(january.groups["B"])
    page.round.pick(january.round_id)
    page.new_meeting.click()
    panel = page.meeting_panel
    assert (panel.group.value, panel.round.value) == (january.groups["B"], january.round_id)
    panel.keep.click()
    assert panel.sentence.text.startswith("Breckland LSCG already has its meeting of this round")
    assert announced()[-1] == panel.sentence.text
    qtbot.keyClicks(panel.venue, "!")
    assert panel.sentence.text == ""
    panel.day.line.clear()
    panel.day._on_edited("")
    panel.keep.click()
    assert panel.sentence.text == "Type the date first, such as 14 jan."
    panel.venue.refused.emit("That holds a tab.")
    assert panel.sentence.text == "That holds a tab."
    assert len(meetings.list_meetings(store)) == 6
    panel.leave.click()
    assert not panel.isVisible()
    assert page.bar.isVisible()


def test_meeting_with_a_new_round_is_one_deed(page: MeetingsPage, store: Store, frame: NotingFrame) -> None:
    shown(page)
    page.new_meeting.click()
    panel = page.meeting_panel
    assert panel.round.currentText() == "New round: February 2027"
    panel.kind.pick(MeetingKind.EXTRA)
    panel.keep.click()
    (made,) = meetings.list_meetings(store)
    assert (made.kind, made.round_number, made.date) == (MeetingKind.EXTRA, 1, date(2027, 2, 9))
    assert page.model.cell(1, 0).quiet == "extra session"
    store.undo()
    with store.read() as session:
        assert all(one.removed for one in session.exec(select(Round)))


def test_suggestion_stops_once_somebody_has_written(
    page: MeetingsPage, january: January, qtbot: QtBot
) -> None:
    shown(page)
    page.new_meeting.click()
    panel = page.meeting_panel
    panel.venue.clear()
    qtbot.keyClicks(panel.venue, "Barn")
    panel.group.picked.emit(panel.group.value)
    panel.round.picked.emit(panel.round.value)
    assert panel.venue.text() == "Barn"


# -- changing, moving, cancelling -------------------------------------------------------------------


def test_when_and_where_is_changed(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame
) -> None:
    shown(page)
    page.bar.change.click()
    panel = page.meeting_panel
    assert panel.heading.text() == "Breckland LSCG of 14 January 2027: when and where"
    assert not panel.group.isEnabled()
    panel.mode.pick(Mode.ONLINE)
    panel.ends.setTime(QTime(9, 0))
    panel.keep.click()
    assert "cannot end at 09:00" in panel.sentence.text
    panel.ends.setTime(QTime(12, 30))
    panel.keep.click()
    facts = meetings.facts(store, january.breckland)
    assert (facts.ends, facts.mode) == (time(12, 30), Mode.ONLINE)
    assert frame.said == ["Breckland LSCG of 14 January 2027 is changed."]


def test_meeting_is_moved(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    shown(page)
    page.bar.change.click()
    panel = page.meeting_panel
    panel.move_meeting.click()
    assert panel.sentence.text == "Type the day it is moved to first."
    panel.day.line.selectAll()
    qtbot.keyClicks(panel.day.line, "28/1")
    panel.ends.setTime(QTime(9, 0))
    panel.move_meeting.click()
    assert "cannot end at 09:00" in panel.sentence.text
    panel.ends.setTime(QTime(12, 0))
    qtbot.keyClicks(panel.reason, "Snow")
    panel.move_meeting.click()
    old = meetings.facts(store, january.breckland)
    assert (old.status, old.reason) == (Status.REARRANGED, "Snow")
    assert page.table.current_row().facts.id == old.moved_to_id
    assert frame.said == [
        "Breckland LSCG of 14 January 2027 is moved to 28 January 2027. To look at: short notice."
    ]
    panel.day.show_day(None)
    panel._on_move()
    assert panel.sentence.text.startswith("Type the date first")


def test_meeting_is_cancelled_with_a_reason(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    shown(page)
    page.cancel_panel._on_keep()
    page.bar.cancel.click()
    panel = page.cancel_panel
    assert panel.heading.text() == "Cancel Breckland LSCG of 14 January 2027"
    panel.keep.click()
    assert panel.sentence.text.startswith("Say why")
    qtbot.keyClick(panel.reason, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    page.bar.change.click()
    qtbot.keyClick(page.meeting_panel.ends, Qt.Key.Key_Escape)
    assert not page.meeting_panel.isVisible()
    page.bar.cancel.click()
    assert panel.sentence.text == ""
    qtbot.keyClicks(panel.reason, "Snow")
    qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    assert meetings.facts(store, january.breckland).status is Status.CANCELLED
    assert frame.said == ["Breckland LSCG of 14 January 2027 is cancelled."]


# -- what a date clashes with -----------------------------------------------------------------------


def test_clashes_of_a_new_meeting_are_said_before_and_after_it_is_kept(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    rounds.arrange_round(store, 2026, 6, date(2027, 3, 1))
    shown(page)
    page.new_meeting.click()
    panel = page.meeting_panel
    assert "gives 7 weeks' notice" in panel.clashes.text
    panel.day.line.setFocus()
    panel.day.line.selectAll()
    qtbot.keyClicks(panel.day.line, "26 mar 2027")
    assert "Good Friday" not in panel.clashes.text, "half a date is another one"
    qtbot.keyClick(panel.day.line, Qt.Key.Key_Tab)
    said = panel.clashes.text
    assert said.startswith("Friday 26 March 2027 is a bank holiday: Good Friday.")
    assert announced()[-1] == said
    panel.keep.click()
    assert frame.said == [
        "South LSCG of 26 March 2027 is arranged. To look at: bank holiday, school holiday, short notice."
    ]
    qtbot.waitUntil(lambda: "Good Friday" in page.bar.clashes.text)
    assert "notice" not in page.bar.clashes.text


def test_clashes_of_a_meeting_that_is_changed_moved_or_arranged_again(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    (kit,) = seat_people(store, january.groups["W"], "Kit Larkfield", co_chairs=1)
    with store.change("Chair Breckland too") as session:
        session.add(CoChair(group_id=january.groups["B"], person_id=kit))
    shown(page)
    page.bar.change.click()
    panel = page.meeting_panel
    assert not panel.clashes.isVisible(), "its day was given long ago"
    QApplication.processEvents()
    panel.venue.setFocus()
    panel.day.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert panel.day.line.selectedText() == panel.day.line.text() != "", "a date is typed over"
    panel.day.calendar.chosen.emit(date(2027, 1, 18))
    assert "Kit Larkfield also chairs West LSCG on Monday 18 January 2027" in panel.clashes.text
    panel.starts.setTime(QTime(13, 0))
    panel.ends.setTime(QTime(15, 0))
    panel.ends.editingFinished.emit()
    assert "Kit" not in panel.clashes.text
    assert "less than a week's notice" in panel.clashes.text
    panel.move_meeting.click()
    assert frame.said[-1].endswith("is moved to 18 January 2027. To look at: short notice.")
    meetings.cancel_meeting(store, january.meetings["W"], "Snow")
    new = meetings.facts(store, january.breckland).moved_to_id
    assert new is not None
    meetings.edit_meeting(store, new, starts=time(11), ends=time(13))
    page.refresh()
    page.table.go_to(january.meetings["W"])
    qtbot.waitUntil(lambda: page.bar.clashes.text.startswith("If it is arranged again: Kit Larkfield also"))
    page.bar.restore.click()
    assert frame.said[-1].endswith("is arranged again. To look at: same co-chair, same room, short notice.")
    page.refresh()
    assert {row(page, one).state[2] for one in (new, january.meetings["W"])} == {"has a clash"}
    qtbot.waitUntil(lambda: page.bar.clashes.text.startswith("Kit Larkfield also chairs Breckland LSCG"))
    page.table.go_to(january.breckland)
    qtbot.waitUntil(lambda: not page.bar.clashes.isVisible())


def test_clashes_of_a_new_round_stand_under_each_date(
    page: MeetingsPage, january: January, qtbot: QtBot
) -> None:
    shown(page)
    page.new_round.click()
    panel = page.round_panel
    south, _, breckland, *_ = panel.lines
    assert south.clashes.text() == (
        "Tuesday 9 March 2027 gives 7 weeks' notice; three months are the least a member needs."
    )
    panel.month.pick("2027-05-01")
    panel.month.picked.emit("2027-05-01")
    assert not any(line.clashes.isVisible() for line in panel.lines)
    breckland.day.line.setFocus()
    breckland.day.line.selectAll()
    qtbot.keyClicks(breckland.day.line, "31 may 2027")
    qtbot.keyClick(breckland.day.line, Qt.Key.Key_Tab)
    assert breckland.clashes.text().startswith("Monday 31 May 2027 is a bank holiday")
    assert announced()[-1].startswith("Breckland: Monday 31 May 2027 is a bank holiday")
    breckland.meets.setChecked(False)
    assert not breckland.clashes.isVisible()


def test_boxes_that_are_left_when_the_store_is_gone_say_nothing(
    page: MeetingsPage, january: January, store: Store
) -> None:
    shown(page)
    page.new_meeting.click()
    page.new_round.click()
    store.close()
    page.bar.look_over(page.house, page.table.current_row())
    page.meeting_panel.ends.editingFinished.emit()
    page.round_panel.lines[0].ends.editingFinished.emit()
    assert not page.meeting_panel.clashes.text


# -- a new round ------------------------------------------------------------------------------------


def test_round_for_all_groups_at_once(
    page: MeetingsPage, january: January, store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    shown(page)
    page.new_round.click()
    panel = page.round_panel
    assert (panel.month.currentText(), panel.number.value) == ("March 2027", 6)
    assert panel.year_words.text() == "Counts in the year 2026-27."
    assert panel.keep.caption == "Arrange round and 6 meetings"
    assert [line.day.day for line in panel.lines if line.day.day][:3] == [
        date(2027, 3, 9), date(2027, 3, 10), date(2027, 3, 11),
    ]  # fmt: skip
    south, _, breckland, *_ = panel.lines
    south.meets.setChecked(False)
    assert panel.keep.caption == "Arrange round and 5 meetings"
    assert not south.venue.isEnabled()
    breckland.day.line.clear()
    qtbot.keyClicks(breckland.day.line, "nonsense")
    panel.keep.click()
    assert panel.sentence.text == "Type the date of Breckland first, such as 14 jan."
    breckland.day.line.selectAll()
    qtbot.keyClicks(breckland.day.line, "thu 18 mar")
    breckland.ends.setTime(QTime(9, 0))
    panel.keep.click()
    assert "cannot end at 09:00" in panel.sentence.text
    assert len(rounds.rounds(store)) == 1
    breckland.ends.setTime(QTime(12, 0))
    qtbot.keyClicks(panel.round_title, "Neglect")
    panel.keep.click()
    assert not panel.isVisible()
    march = rounds.rounds(store)[1]
    assert (march.title, march.meetings) == ("Neglect", 5)
    arranged = "March 2027 is arranged with 5 meetings."
    looked_over = "5 dates have something to look at: same room 2, short notice 5."
    assert frame.said == [f"{arranged} {looked_over}"]
    assert page.table.current_row().facts.round_id == march.id


def test_other_month_moves_every_day_and_may_begin_a_year(page: MeetingsPage, january: January) -> None:
    shown(page)
    page.new_round.click()
    panel = page.round_panel
    panel.month.pick("2027-05-01")
    panel.month.picked.emit("2027-05-01")
    assert (panel.number.value, panel.year_words.text()) == (1, "Counts in the year 2027-28.")
    assert {line.day.day.month for line in panel.lines if line.day.day} == {5}
    panel.leave.click()
    assert not panel.isVisible()
    page.new_round.click()
    assert panel.month.currentText() == "March 2027"
    assert len(panel.lines) == 6


def test_round_without_meetings(page: MeetingsPage, store: Store, frame: NotingFrame) -> None:
    shown(page)
    page.new_round.click()
    panel = page.round_panel
    for line in panel.lines:
        line.meets.setChecked(False)
    assert panel.keep.caption == "Arrange round"
    panel.keep.click()
    assert [one.meetings for one in rounds.rounds(store)] == [0]
    assert frame.said == ["February 2027 is arranged with 0 meetings."]


def test_groups_that_come_and_go_are_lines_of_the_next_round(page: MeetingsPage, store: Store) -> None:
    shown(page)
    page.new_round.click()
    page.round_panel.leave.click()
    with store.change("A group ends") as session:
        from nscp_desktop.records import Group

        session.exec(select(Group).where(Group.code == "S")).one().removed = True
    page.new_round.click()
    assert page.round_panel.lines[0].meets.caption == "Norwich"


# -- dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14 jan", date(2027, 1, 14)),
        ("next thu", date(2027, 1, 21)),
        ("28/1", date(2027, 1, 28)),
        ("12 nov 2026", date(2026, 11, 12)),
        ("12/11/2026", date(2026, 11, 12)),
        ("9 may 2013", date(2013, 5, 9)),
        ("31 feb", None),
        ("room 1999", None),
        ("", None),
    ],
)
def test_days_said(text: str, day: date | None) -> None:
    assert day_said(text, date(2027, 1, 14)) == day


@pytest.fixture
def field(qtbot: QtBot, dressed: QApplication) -> DayField:
    def today() -> date:
        return date(2027, 1, 14)

    made = DayField(today, name="Date")
    qtbot.addWidget(made)
    made.show()
    return made


def test_date_is_spelt_out_when_it_is_left(field: DayField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.line, "28 jan")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.line.text(), field.day) == ("Thu 28 Jan 2027", date(2027, 1, 28))
    field.line.clear()
    qtbot.keyClicks(field.line, "soon")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.words.isVisible()
    assert (field.words.text(), field.line.text(), field.day) == ("not a date: try 14 jan", "soon", None)
    field.show_day(None)
    assert (field.line.text(), field.words.isVisible()) == ("", False)


def test_calendar_is_worked_by_keys(field: DayField, qtbot: QtBot) -> None:
    field.show_day(date(2027, 1, 31))
    field.open_calendar.click()
    grid = field.calendar.grid
    assert field.calendar.isVisible()
    assert field.calendar.month.text() == "January 2027"
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.day == date(2027, 2, 28)  # no 31st
    assert announced()[-1] == "Sunday 28 February 2027"
    for key, day in (
        (Qt.Key.Key_Left, 27), (Qt.Key.Key_Up, 20), (Qt.Key.Key_Right, 21), (Qt.Key.Key_Down, 28),
    ):  # fmt: skip
        qtbot.keyClick(grid, key)
        assert grid.day.day == day
    field.calendar.earlier.click()
    field.calendar.later.click()
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    qtbot.keyClick(grid, Qt.Key.Key_A)
    assert grid.day == date(2027, 1, 28)
    with qtbot.waitSignal(field.day_changed):
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert not field.calendar.isVisible()
    assert (field.day, field.line.text()) == (date(2027, 1, 28), "Thu 28 Jan 2027")


def test_calendar_is_worked_by_clicks(field: DayField, qtbot: QtBot) -> None:
    field.open_calendar.click()
    grid = field.calendar.grid
    side = grid.width() // 7
    assert grid.grab().toImage().width() > 0
    before = grid.day
    from PySide6.QtCore import QPoint

    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(side // 2, side // 2))
    assert grid.day == before
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(3 * side + 5, 2 * side + 5))
    assert field.day == date(2027, 1, 7)
    assert QDate(2027, 1, 7).isValid()


# -- access -----------------------------------------------------------------------------------------


def test_every_control_has_a_name(page: MeetingsPage, january: January) -> None:
    shown(page)
    page.new_round.click()
    for control in page.findChildren(QWidget):
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            parent = control.parent()
            boxed = parent is not None and parent.inherits("QAbstractSpinBox")
            inner = control.objectName().startswith("qt_") or control.inherits("QScrollBar")
            assert inner or control.accessibleName() or boxed, control


def test_page_fits_a_small_window(page: MeetingsPage, january: January) -> None:
    shown(page)
    page.new_meeting.click()
    QApplication.processEvents()
    assert page.minimumSizeHint().height() <= 482
    assert page.minimumSizeHint().width() <= 727


def test_a_panel_makes_a_low_window_no_higher(page: MeetingsPage, january: January) -> None:
    page.resize(726, 512)
    shown(page)
    assert page.height() == 512
    page.new_meeting.click()
    QApplication.processEvents()
    assert page.meeting_panel.clashes.isVisible()
    assert page.height() == 512
    page.meeting_panel.leave.click()
    QApplication.processEvents()
    assert page.height() == 512
    assert page.bar.words.visibleRegion().boundingRect().width() >= page.bar.words.sizeHint().width()
