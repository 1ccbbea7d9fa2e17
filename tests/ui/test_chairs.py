"""The Chairs meeting on the pages: what changed here, its own agenda, and its items in the run screen."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nscp_desktop.rules.agenda import Duty
from nscp_desktop.services import chairs, meetings, partnership
from nscp_desktop.services.agenda import agenda
from nscp_desktop.ui.bridge import Bridge
from nscp_desktop.ui.house import House
from nscp_desktop.ui.pages.agenda import AgendaPage
from nscp_desktop.ui.pages.meetings import MeetingsPage
from nscp_desktop.ui.run.duties import Challenges, WhatChanged
from nscp_desktop.ui.run.screen import RunScreen
from tests.services.winter import at
from tests.ui.window import FrameWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication as Application
    from pytestqt.qtbot import QtBot

    from tests.services.winter import Winter
    from tests.ui.noting import NotingFrame

DAY = date(2027, 1, 28)


@pytest.fixture
def winter_bridge(held_winter: Winter, dressed: Application) -> Iterator[Bridge]:
    made = Bridge(held_winter.store)
    yield made
    made.close()


@pytest.fixture
def winter_house(held_winter: Winter) -> House:
    return House(held_winter.store, lambda _paper, _at: b"")


def arrange_chairs(met: Winter) -> str:
    group = next(one.group_id for one in partnership.groups(met.store, None) if one.kind == "chairs")
    round_id = meetings.facts(met.store, met.january).round_id
    return meetings.arrange_meeting(met.store, group, round_id, DAY, time(10), time(11, 30))


def test_what_changed_is_written_at_the_list_of_meetings(
    held_winter: Winter, winter_house: House, winter_bridge: Bridge, frame: NotingFrame, qtbot: QtBot
) -> None:
    page = MeetingsPage(winter_house, winter_bridge, frame)
    qtbot.addWidget(page)
    page.resize(1182, 738)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.open_at(held_winter.march)
    assert not page.bar.changed.isVisible()
    page.open_at(held_winter.november)
    page.bar.changed.click()
    panel = page.changed_panel
    first, second, _ = panel.lines.boxes
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClicks(first, "Schools invite the DSL")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert chairs.what_changed(held_winter.store, held_winter.november) == ("Schools invite the DSL", "", "")
    assert frame.said == [
        "What changed at Breckland LSCG of 12 November 2026 is kept for the Chairs meeting."
    ]
    page.bar.changed.click()
    assert first.toPlainText() == "Schools invite the DSL"
    qtbot.waitUntil(second.hasFocus)
    qtbot.keyClicks(second, "Half a li")
    page.settle()
    assert chairs.what_changed(held_winter.store, held_winter.november)[1] == "Half a li"
    panel.done.click()
    assert not panel.isVisible()


def test_chairs_agenda_is_its_own(
    held_winter: Winter, winter_house: House, winter_bridge: Bridge, frame: NotingFrame, qtbot: QtBot
) -> None:
    page = AgendaPage(winter_house, winter_bridge, frame)
    qtbot.addWidget(page)
    page.resize(1182, 738)
    page.show()
    page.open_at(arrange_chairs(held_winter))
    QApplication.processEvents()
    assert not page.bar.scope.isVisible()
    assert not page.item.share.isVisible()
    assert len(page.model.rows()) == 7
    page.open_at(held_winter.march)
    assert page.bar.scope.isVisible()


def test_what_groups_bring_stands_in_the_run_screen(
    held_winter: Winter, winter_house: House, winter_bridge: Bridge, qtbot: QtBot
) -> None:
    met = held_winter
    met.record("challenge who answers for Housing in the east", "Neglect")
    chairs.write_line(met.store, met.january, 1, "Schools invite the DSL by name")
    meeting = arrange_chairs(met)
    met.clock.set(at(DAY, 10, 0))
    meetings.open_meeting(met.store, meeting)
    rows = {row.duty: row.item_id for row in agenda(met.store, meeting).rows}
    window = FrameWindow(met.store)
    screen = RunScreen(winter_house, winter_bridge, window)
    window.hold(screen)
    meetings.go_to_item(met.store, meeting, rows[Duty.WHAT_CHANGED])
    screen.open_meeting(meeting)
    QApplication.processEvents()
    changed = screen.findChild(WhatChanged)
    assert changed is not None and changed.isVisible()
    assert "Schools invite the DSL by name" in changed.lines.text()
    assert "Not written yet: " in changed.lines.text()
    assert "Breckland, 12 November 2026" in changed.lines.text()
    meetings.go_to_item(met.store, meeting, rows[Duty.CHALLENGES])
    QApplication.processEvents()
    card = screen.findChild(Challenges)
    assert card is not None and card.isVisible()
    assert "Housing in the east" in card.lines.text()
    card.answer.setText("The district council does")
    card.keep.click()
    with met.store.read() as session:
        facts = meetings.facts(met.store, meeting)
        left = chairs.challenges_before_in(session, facts)
    assert [one.text for one in left], "it stands in this meeting's minutes"
    card.keep.click()
    assert window.refused[-1].startswith("Write the answer first")
    window.close()
