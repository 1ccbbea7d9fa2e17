"""Usual agendas: copied and edited in place from Meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QApplication

from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.services import templates
from nscp_desktop.ui.pages.meetings import MeetingsPage
from nscp_desktop.ui.widgets import announced

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from nscp_desktop.services.templates import TemplateRow
    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.templates_panel import TemplatesPanel
    from tests.ui.noting import NotingFrame


@pytest.fixture
def page(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame) -> MeetingsPage:
    made = MeetingsPage(house, bridge, frame)
    qtbot.addWidget(made)
    made.resize(1182, 738)
    made.show()
    made.activateWindow()
    made.agendas.click()
    QApplication.processEvents()
    return made


@pytest.fixture
def panel(page: MeetingsPage) -> TemplatesPanel:
    return page.templates_panel


def row(panel: TemplatesPanel, at: int) -> TemplateRow:
    return panel.model.rows()[at]


def write(panel: TemplatesPanel, at: int, key: str, text: str) -> None:
    column = [one.key for one in panel.model.columns].index(key)
    panel.model.setData(panel.model.index(at, column), text)


def test_agenda_of_a_round_is_shown(panel: TemplatesPanel, qtmodeltester: ModelTester) -> None:
    assert panel.which.currentText() == "A round of two hours (15 items)"
    assert (panel.name.text(), panel.balance.text()) == ("A round of two hours", "fits to the minute")
    assert (row(panel, 0).number, row(panel, 0).minutes) == (1, 5)
    assert panel.duty.value == Duty.WELCOME
    qtmodeltester.check(panel.model)


def test_copy_is_named_and_its_items_are_written_in_place(
    panel: TemplatesPanel, store: Store, qtbot: QtBot
) -> None:
    panel.copy.click()
    assert panel.name.text() == "A round of two hours, copy"
    qtbot.waitUntil(panel.name.hasFocus)
    qtbot.keyClicks(panel.name, "Ninety minutes")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    assert panel.which.currentText() == "Ninety minutes (15 items)"
    write(panel, 0, "minutes", "2")
    write(panel, 0, "title", "Welcome")
    write(panel, 0, "lead", "The host")
    write(panel, 1, "kind", "standing")
    first, second = templates.rows(store, str(panel.which.value))[:2]
    assert (first.minutes, first.title, first.lead) == (2, "Welcome", "The host")
    assert (second.kind, second.minutes) == (ItemKind.STANDING, 10)
    assert panel.balance.text() == "4 minutes over"
    panel.ends.setTime(QTime(11, 30))
    panel.ends.editingFinished.emit()
    assert panel.balance.text() == "34 minutes over"


def test_items_are_added_moved_and_taken_off(panel: TemplatesPanel, qtbot: QtBot) -> None:
    panel.table.setCurrentIndex(panel.model.index(0, 2))
    qtbot.keyClicks(panel.new_item, "A talk")
    qtbot.keyClick(panel.new_item, Qt.Key.Key_Return)
    assert row(panel, 1).title == "A talk"
    panel.down.click()
    assert row(panel, 2).title == "A talk"
    assert announced()[-1] == "A talk, item 3"
    panel.up.click()
    panel.duty.pick(Duty.WORKPLAN.value)
    panel.duty.picked.emit(Duty.WORKPLAN.value)
    assert row(panel, 1).duty is Duty.WORKPLAN
    panel.take_off.click()
    assert "A talk" not in [one.title for one in panel.model.rows()]
    panel.add.click()
    assert panel.new_item.hasFocus()


def test_questions_of_a_breakout(panel: TemplatesPanel, store: Store, page: MeetingsPage) -> None:
    at = next(at for at, one in enumerate(panel.model.rows()) if one.kind is ItemKind.BREAKOUT)
    panel.table.setCurrentIndex(panel.model.index(at, 2))
    assert panel.questions.isVisible()
    panel.questions.setFocus()
    panel.questions.setPlainText("What helps?\nWhat next?")
    panel.questions.document().setModified(True)
    panel.leave.click()
    assert not panel.isVisible()
    assert templates.rows(store, str(panel.which.value))[at].questions == ("What helps?", "What next?")
    assert page.settle()


def test_refusals_are_said_and_what_was_typed_stays(panel: TemplatesPanel, qtbot: QtBot) -> None:
    panel.name.selectAll()
    qtbot.keyClicks(panel.name, "The Chairs meeting")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    assert "already an agenda called" in panel.sentence.text
    assert panel.name.text() == "The Chairs meeting"
    assert not panel.settle()
    panel.ends.setTime(QTime(9, 0))
    panel.ends.editingFinished.emit()
    assert "cannot end at 09:00" in panel.sentence.text
    assert panel.ends.time() == QTime(12, 0)
    write(panel, 0, "title", " ")
    assert "needs a title" in panel.sentence.text


def test_last_agenda_stays(panel: TemplatesPanel) -> None:
    panel.remove.click()
    assert panel.which.currentText().startswith("The Chairs meeting (Chairs, 7 items)")
    assert not panel.remove.isEnabled()
