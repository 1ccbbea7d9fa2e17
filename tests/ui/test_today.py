"""Today as a person meets it: the hero, this round, what needs somebody, the first steps in an empty store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from nscp_desktop.records import AgendaItem, Meeting
from nscp_desktop.services import attendance, meetings, members_paste, officers, partnership
from nscp_desktop.ui.bridge import Bridge
from nscp_desktop.ui.house import House
from nscp_desktop.ui.pages.today import TodayPage, long_day
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Chip
from tests.services.winter import MARCH, Winter, at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Store
    from tests.ui.noting import NotingFrame

SIZE = (1182, 738)


@pytest.fixture
def make(qtbot: QtBot, dressed: QApplication, frame: NotingFrame) -> Iterator[Callable[[Store], TodayPage]]:
    """Makes a page over a store, shown and with its chart."""
    bridges: list[Bridge] = []

    def made(store: Store) -> TodayPage:
        bridges.append(Bridge(store))
        page = TodayPage(House(store, lambda _paper, _at: b""), bridges[-1], frame)
        qtbot.addWidget(page)
        page.resize(*SIZE)
        page.show()
        QApplication.processEvents()
        return page

    yield made
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def march(held_winter: Winter) -> Winter:
    """The morning of Breckland's meeting in March."""
    held_winter.clock.set(at(MARCH, 9, 35))
    return held_winter


def chips(page: TodayPage) -> list[Chip]:
    return page.needs.findChildren(Chip)


def test_an_empty_store_leads_to_the_first_meeting(
    make: Callable[[Store], TodayPage], store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    page = make(store)
    assert page.head.title.text() == "Thursday 14 January"
    assert page.steps.isVisible()
    assert not page.hero.isVisible()
    assert page.paper() is None
    qtbot.mouseClick(page.steps.members, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.steps.round, Qt.MouseButton.LeftButton)
    assert frame.went == [("people", ""), ("meetings", "")]
    assert page.steps.done.text() == ""
    officers.add_officer(store, "Maud Blackthorn", "business support")
    assert page.steps.done.text() == ""
    group = partnership.groups(store)[0]
    members_paste.take_in(
        store,
        members_paste.preview(store, group.group_id, "Name\tOrganisation\nAnn Sale\tNorth Walsham High"),
    )
    assert page.steps.done.text() == "done"
    page.hero.run.click()
    page.hero.agenda.click()
    page.hero.print.click()
    assert frame.ran == []
    assert len(frame.went) == 2


def test_the_next_meeting_can_be_started_opened_and_printed(
    make: Callable[[Store], TodayPage], march: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    page = make(march.store)
    assert page.hero.when.text() == "Today · starts in 25 min"
    assert page.hero.title.text() == "Breckland LSCG, 10:00–12:00"
    assert page.hero.place.text() == "Quaker Lane Hall + Teams"
    qtbot.mouseClick(page.hero.run, Qt.MouseButton.LeftButton)
    assert frame.ran == [march.march]
    qtbot.mouseClick(page.hero.agenda, Qt.MouseButton.LeftButton)
    assert frame.went == [("agenda", march.march)]
    qtbot.mouseClick(page.hero.print, Qt.MouseButton.LeftButton)
    assert frame.printed[0](16).title == "Agenda, Breckland LSCG, 11 March 2027"


def test_only_a_meeting_whose_day_has_come_can_be_started(
    make: Callable[[Store], TodayPage], march: Winter
) -> None:
    march.clock.set(at(date(2027, 3, 8), 9))
    page = make(march.store)
    assert not page.hero.run.isVisible()
    assert page.hero.print.isVisible()
    march.clock.set(at(MARCH, 9))
    page.refresh()
    assert page.hero.run.isVisible()
    meetings.open_meeting(march.store, march.march)
    assert page.hero.run.caption == "Return to meeting"


def test_a_meeting_without_an_agenda_has_nothing_to_print_or_start(
    make: Callable[[Store], TodayPage], march: Winter
) -> None:
    with march.store.change("Take the items off") as session:
        for item in session.exec(select(AgendaItem)):
            item.removed = True
    page = make(march.store)
    assert not page.hero.run.isVisible()
    assert not page.hero.print.isVisible()
    assert page.paper() is None


def test_this_round_in_a_table(
    make: Callable[[Store], TodayPage], march: Winter, frame: NotingFrame, qtmodeltester: ModelTester
) -> None:
    march.clock.set(at(date(2027, 1, 18), 9))
    page = make(march.store)
    qtmodeltester.check(page.model)
    rows = {row.group: row for row in page.model.rows()}
    assert page.round_card.aside.text() == "January 2027"
    tones = {column.key: column.tone for column in page.model.columns if column.tone is not None}
    assert tones["agenda"](rows["Breckland"]) is Tone.GREEN
    assert tones["agenda"](rows["South"]) is Tone.AMBER
    assert tones["minutes"](rows["Breckland"]) is Tone.AMBER
    assert tones["minutes"](rows["South"]) is None
    for group in ("Breckland", "South"):
        page.table.row_chosen.emit(rows[group])
    assert frame.went == [("minutes", march.january), ("agenda", rows["South"].meeting_id)]
    with march.store.change("South is cancelled") as session:
        session.get_one(Meeting, rows["South"].meeting_id).status = "cancelled"
    south = next(row for row in page.model.rows() if row.group == "South")
    assert tones["agenda"](south) is Tone.NEUTRAL
    page.table.row_chosen.emit(south)
    assert frame.went[-1] == ("meetings", south.meeting_id)


def test_the_tones_of_a_round_to_come(make: Callable[[Store], TodayPage], march: Winter) -> None:
    page = make(march.store)
    tone = next(column.tone for column in page.model.columns if column.key == "agenda")
    assert tone is not None
    breckland = next(row for row in page.model.rows() if row.group == "Breckland")
    assert tone(breckland) is Tone.TEAL
    meetings.open_meeting(march.store, march.march)
    breckland = next(row for row in page.model.rows() if row.group == "Breckland")
    assert tone(breckland) is Tone.VIOLET


def test_what_needs_somebody_leads_there(
    make: Callable[[Store], TodayPage], march: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    page = make(march.store)
    shown = chips(page)
    assert [chip.caption for chip in shown][:3] == ["4 overdue", "1 draft", "2 youth board answers"]
    assert shown[0].accessibleName() == "4 overdue actions from Breckland, oldest 91 days"
    for chip in shown[:3]:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [page_key for page_key, _where in frame.went] == ["actions", "minutes", "youth_boards"]
    assert frame.went[1] == ("minutes", march.january)


def test_a_deed_elsewhere_is_seen_at_once(make: Callable[[Store], TodayPage], march: Winter) -> None:
    page = make(march.store)
    attendance.mark_apologies(march.store, march.march, march.person("Ruth"))
    assert "11 members, 1 apology so far" in page.hero.line.text()


def test_the_chart_fills_in_after_the_page_is_seen(make: Callable[[Store], TodayPage], march: Winter) -> None:
    page = make(march.store)
    QApplication.processEvents()
    assert page.chart_card.isVisible()
    assert page.chart_card.aside.text() == "average 9.0 a meeting"
    assert page.chart.text() == "Attendance, last rounds. Breckland: Nov 9, Jan 9. all groups: Nov 9, Jan 9."
    march.clock.set(at(date(2027, 3, 10), 9, 59))
    page.refresh()
    QApplication.processEvents()
    assert page.chart_card.aside.text() == ""
    assert "South" not in page.chart.text()


def test_without_a_meeting_ahead_a_round_is_offered(
    make: Callable[[Store], TodayPage], march: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    march.clock.set(at(date(2027, 6, 1), 9))
    page = make(march.store)
    assert page.none_ahead.isVisible()
    assert page.paper() is None
    qtbot.mouseClick(page.arrange, Qt.MouseButton.LeftButton)
    assert frame.went == [("meetings", "")]


def test_nothing_needed_says_so_and_the_clock_goes_on(
    make: Callable[[Store], TodayPage], store: Store, march: Winter
) -> None:
    page = make(store)
    assert chips(page) == []
    shown = make(march.store)
    march.clock.pass_by(5)
    shown._on_minute()
    assert shown.hero.when.text() == "Today · starts in 20 min"
    shown.hide()
    march.clock.pass_by(5)
    shown._on_minute()
    assert shown.hero.when.text() == "Today · starts in 20 min"


def test_a_day_in_words() -> None:
    assert long_day(date(2027, 1, 14)) == "Thursday 14 January"
