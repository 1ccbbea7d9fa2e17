"""The run screen in narrow and low windows: beside Teams, at 150 % on a small laptop, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from nscp_desktop.rules.agenda import Duty
from nscp_desktop.ui.run.duties import Statement
from nscp_desktop.ui.run.item_roll import LEAST_NOTES
from nscp_desktop.ui.widgets import Bold, Mixed, Soft, UndoBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.run.conftest import Hands


def size(hands: Hands, width: int, height: int) -> None:
    hands.window.resize(width, height)
    for _ in range(4):
        QApplication.processEvents()


def test_beside_teams_every_key_has_its_button_on_one_line(hands: Hands) -> None:
    screen = hands.screen
    size(hands, 480, 768)
    keys = screen.keys
    buttons = (screen.item.back, keys.read, keys.rooms, keys.adjourn, screen.item.tools.button)
    assert all(button.isVisible() for button in buttons)
    assert len({button.y() for button in buttons}) == 1
    assert screen.foot.sentence.width() >= screen.foot.sentence.sizeHint().width(), "it is always read whole"
    size(hands, 480, 400)
    assert not any(button.isVisible() for button in buttons), "only item, notes and line remain"
    assert screen.item.notes.isVisible()
    size(hands, 1366, 768)
    assert all(screen.order.isAncestorOf(button) and button.isVisible() for button in buttons)


def test_beside_teams_now_and_next_are_both_named(hands: Hands) -> None:
    size(hands, 480, 768)
    shown = hands.screen.now_next
    assert shown.sizeHint().width() <= shown.width(), "nothing of it is cut at the end"
    following = hands.screen.sitting.agenda.rows[1]
    assert f"Next 2 {following.title[:12]}" in shown.text()
    assert following.title in shown.accessibleName()


def test_beside_teams_the_statement_is_read_whole(hands: Hands) -> None:
    size(hands, 480, 700)
    item = hands.screen.item
    statement = next(card for card in item.duty if isinstance(card, Statement))
    words = statement.words
    assert words.isVisible()
    assert words.height() >= words.heightForWidth(words.width())
    size(hands, 480, 560)
    assert words.height() >= words.heightForWidth(words.width()), "it scrolls and is not squeezed"
    item.roll.verticalScrollBar().setValue(0)
    assert item.roll.viewport().rect().top() <= words.mapTo(item.roll.viewport(), words.rect().topLeft()).y()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (480, 768), (911, 512)])
def test_the_newest_row_stays_in_sight_when_the_overrun_takes_its_height(
    hands: Hands, width: int, height: int
) -> None:
    size(hands, width, height)
    for number in range(5):
        hands.record(f"action ring hostel {number}")
        hands.clock.pass_by(1)
    hands.clock.pass_by(120)
    hands.screen.item.go_to_line()
    hands.screen._on_tick()
    for _ in range(4):
        QApplication.processEvents()
    assert hands.screen.overrun.isVisible()
    table, port = hands.screen.item.rows.table, hands.screen.item.roll.viewport()
    last = table.visualRect(table.model().index(4, 0))
    shown = last.translated(table.viewport().mapTo(port, QPoint()))
    assert table.viewport().rect().contains(last)
    assert port.rect().contains(QRect(0, shown.top(), 1, shown.height()))
    hands.ctrl(Qt.Key.Key_Return)
    for _ in range(4):
        QApplication.processEvents()
    notes = hands.screen.item.notes
    assert notes.hasFocus()
    assert port.rect().contains(notes.cursorRect().translated(notes.viewport().mapTo(port, QPoint())))


def test_beside_teams_the_way_back_from_the_rooms_takes_the_place_of_the_end(hands: Hands) -> None:
    size(hands, 480, 768)
    hands.screen._on_breakouts()
    top = hands.screen.top
    assert (top.from_rooms.caption, top.from_rooms.isVisible(), top.end.isVisible()) == ("Back", True, False)
    size(hands, 1366, 768)
    assert (top.from_rooms.caption, top.end.isVisible()) == ("Back to the item", True)
    hands.screen._on_notes()
    assert not top.from_rooms.isVisible()


def test_in_a_slim_window_the_pace_is_short_and_its_whole_words_are_told(hands: Hands) -> None:
    hands.clock.pass_by(15)
    size(hands, 480, 768)
    hands.screen._on_tick()
    pace = hands.screen.top.pace
    assert pace.text() == "10 min behind"
    assert pace.accessibleName() == pace.toolTip() == "10 min behind · ends about 11:50"
    size(hands, 1366, 768)
    assert pace.text() == "10 min behind · ends about 11:50"


def test_on_a_small_laptop_at_150_percent_no_button_is_cut_and_the_item_is_in_sight(hands: Hands) -> None:
    for _ in range(6):
        hands.ctrl(Qt.Key.Key_PageDown)
    size(hands, 911, 512)
    order, item = hands.screen.order.table, hands.screen.item
    assert order.viewport().rect().contains(order.visualRect(order.currentIndex()))
    hands.ctrl(Qt.Key.Key_PageUp)
    size(hands, 910, 512)
    assert item.next.caption == "Back to item 7"
    for button in (*item.kinds.values(), item.next):
        assert item.buttons.rect().contains(button.geometry()), button.caption
    assert item.notes.height() >= 80


def test_rows_that_take_a_second_line_in_a_narrow_window_lie_over_nothing(hands: Hands) -> None:
    for line in (
        "decision adopt the toolkit as the shared format of the group for chronologies",
        "action ring",
    ):
        hands.record(line)
        # What was recorded in one moment stands in no order.
        hands.clock.pass_by(1)
    table = hands.screen.item.rows.table
    usual = table.rowHeight(1)
    size(hands, 480, 768)
    assert table.rowHeight(0) > usual
    assert table.rowHeight(1) == usual


@pytest.mark.parametrize("width", [30, 90])
def test_words_that_are_cut_say_so_and_stand_in_a_tooltip(qtbot: QtBot, width: int) -> None:
    words = Mixed(Bold("Breckland LSCG"), Soft(" · Thu 14 January <b>"), "<i>x</i>", wrap=False)
    qtbot.addWidget(words)
    words.resize(width, 20)
    cut = words.grab().toImage()
    assert "Breckland LSCG · Thu 14 January" in words.toolTip()
    words.resize(600, 20)
    assert words.grab().toImage() != cut
    assert words.toolTip() == ""


def test_a_long_sentence_wraps_in_the_bar_of_a_narrow_window(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(480, 400)
    window.show()
    bar = UndoBar(window)
    bar.say("Ready.", undo=False)
    low = bar.height()
    bar.say("There is one display, so the room screen covers it. F9 or Esc brings your notes back.")
    assert low < bar.height() < 120
    assert window.rect().contains(bar.geometry())


@pytest.mark.parametrize(("width", "height"), [(911, 485), (911, 435), (1366, 500)])
def test_what_is_written_at_the_youth_board_item_is_in_sight(
    hands: Hands, width: int, height: int, qtbot: QtBot
) -> None:
    size(hands, width, height)
    item = hands.screen.item
    while hands.screen.sitting.row().duty is not Duty.YOUTH_BOARD:
        hands.ctrl(Qt.Key.Key_PageDown)
    assert item.notes.hasFocus()
    hands.type("They asked about buses.")
    qtbot.waitUntil(
        lambda: item.notes.visibleRegion().boundingRect().height() >= min(LEAST_NOTES, item.roll.height())
    )
    for said in ("", "The buses are late.", "They asked again."):
        hands.enter(said)
    caret = item.notes.cursorRect().translated(item.notes.viewport().mapTo(item.roll.viewport(), QPoint()))
    assert item.roll.viewport().rect().contains(caret.center())


def test_at_150_percent_the_statement_is_on_screen_when_its_item_opens(hands: Hands, qtbot: QtBot) -> None:
    size(hands, 911, 485)
    item = hands.screen.item
    statement = next(card for card in item.duty if isinstance(card, Statement))
    hands.ctrl(Qt.Key.Key_PageDown)
    hands.ctrl(Qt.Key.Key_PageUp)
    assert statement.isVisible()
    qtbot.waitUntil(lambda: item.roll.verticalScrollBar().value() == 0)
    hands.type("T")
    assert item.roll.verticalScrollBar().value() > 0, "what is typed is in sight"
