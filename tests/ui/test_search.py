"""Search everything (Ctrl+K): a panel over the window and over a meeting, by keys alone, that goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nscp_desktop.services import meetings, notes
from nscp_desktop.services.search import Hit
from nscp_desktop.ui.search_list import HIT_ROLE, Heading, about
from nscp_desktop.ui.widgets import announced, forget_announced
from tests.sampled import clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.pages.people import PeoplePage
    from nscp_desktop.ui.search_panel import SearchPanel
    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow) -> SearchPanel:
    """The panel, opened by its key from wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_K, CTRL)
    panel = window.finder.panel
    assert panel is not None
    assert panel.isVisible()
    # Nobody is there who puts a window in front.
    panel.activateWindow()
    QApplication.processEvents()
    assert panel.box.hasFocus()
    return panel


def asked(panel: SearchPanel, words: str) -> tuple[Hit, ...]:
    """What is shown for the words."""
    panel.box.selectAll()
    QTest.keyClicks(panel.box, words)
    panel.search()
    return tuple(row for row in panel.list.found.rows if not isinstance(row, Heading))


def test_the_half_typed_line_and_the_cursor_are_there_again_after_esc(window: MainWindow) -> None:
    screen = window.run
    assert screen is not None
    screen.item.go_to_line()
    QTest.keyClicks(screen.item.line.box.line, "action joe to bring")
    screen.item.line.box.line.setCursorPosition(6)
    panel = opened(window)
    assert asked(panel, "zzqx") == ()
    assert panel.words.text().startswith("Nothing is found")
    QTest.keyClick(panel.box, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    window.activateWindow()
    QApplication.processEvents()
    assert screen.item.line.text == "action joe to bring"
    assert screen.item.line.box.line.cursorPosition() == 6
    assert window.is_running
    assert QApplication.focusWidget() is screen.item.line.box.line


def test_what_is_typed_is_found_a_moment_later_and_said(window: MainWindow, qtbot: QtBot) -> None:
    panel = opened(window)
    forget_announced()
    with qtbot.waitSignal(panel.list.found.modelReset):
        QTest.keyClicks(panel.box, "corin ash")
    qtbot.waitUntil(lambda: panel.list.hit() is not None)
    hit = panel.list.hit()
    assert hit is not None
    assert hit.title == "Corin Ashdyke"
    assert any("found" in said for said in announced())


def test_up_and_down_pass_over_headings_and_enter_goes_there(window: MainWindow) -> None:
    panel = opened(window)
    hits = asked(panel, "neglect")
    assert len(hits) > 2
    assert panel.list.hit() is hits[0]
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.list.hit() is hits[1]
    QTest.keyClick(panel.box, Qt.Key.Key_Up)
    QTest.keyClick(panel.box, Qt.Key.Key_Up)
    assert panel.list.hit() is hits[0]
    QTest.keyClick(panel.box, Qt.Key.Key_PageDown)
    at = next(n for n, hit in enumerate(hits) if hit.page == "minutes")
    while panel.list.hit() is not hits[at]:
        QTest.keyClick(panel.box, Qt.Key.Key_Up)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert not window.is_running
    assert window.pages.currentWidget() is window.page("minutes")


def test_enter_asks_first_for_what_was_typed_last(window: MainWindow) -> None:
    panel = opened(window)
    asked(panel, "neglect")
    panel.box.selectAll()
    QTest.keyClicks(panel.box, "corin ashdyke")
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    page: PeoplePage = window.page("people")  # type: ignore[assignment]
    row = page.table.current_row()
    assert row is not None
    assert row.name == "Corin Ashdyke"


def test_a_hit_at_the_meeting_that_runs_shows_its_item_there(window: MainWindow, running: Running) -> None:
    screen = window.run
    assert screen is not None
    row = screen.sitting.agenda.rows[3]
    notes.write(window.house.store, running.meeting_id, row.item_id, "The quartz was praised.")
    window.go("today")
    QApplication.processEvents()
    window.page("today").setFocus()
    window.search()
    panel = window.finder.panel
    assert panel is not None
    (hit,) = asked(panel, "quartz")
    assert about(hit) == "Breckland LSCG · 14 January 2027"
    index = panel.list.found.index(1)
    assert "The quartz was praised." in index.data(Qt.ItemDataRole.AccessibleTextRole)
    panel.list.clicked.emit(index)
    assert window.is_running
    assert screen.sitting.item_id == row.item_id


def test_a_confidential_item_is_drawn_as_one(window: MainWindow, running: Running) -> None:
    screen = window.run
    assert screen is not None
    item = screen.sitting.agenda.rows[3].item_id
    notes.write(window.house.store, running.meeting_id, item, "Quartz. " * 80 + "\n" + "x" * 300)
    notes.restrict(window.house.store, running.meeting_id, item)
    panel = opened(window)
    asked(panel, "quartz")
    assert "Confidential part" in panel.list.found.index(1).data()
    panel.resize(300, 300)
    assert not panel.grab().isNull()
    assert panel.list.found.index(0).data(HIT_ROLE) == Heading("Notes and minutes", "")


def test_no_question_disturbs_the_panel(window: MainWindow) -> None:
    panel = opened(window)
    for words in ("", "a", '"', "zzq AND NOT (", "***", "NEAR(zzq, y)"):
        panel.box.setText(words)
        panel.search()
        assert panel.list.hit() is None
        assert not panel.there.isEnabled()
        panel.go()
        panel.list.step(1)
        assert panel.isVisible()
    panel.box.clear()
    # A page that is pasted is refused in words.
    QApplication.clipboard().setText("word " * 400_000)
    QTest.keyClick(panel.box, Qt.Key.Key_V, CTRL)
    assert "characters" in panel.state.text()
    assert panel.box.text() == ""


def test_every_way_to_the_panel_and_from_it(window: MainWindow) -> None:
    window.go("today")
    QApplication.processEvents()
    today = window.page("today")
    today.search.click()  # type: ignore[attr-defined]
    panel = window.finder.panel
    assert panel is not None
    assert panel.isVisible()
    panel.back.click()
    assert not panel.isVisible()
    window.finder.button().click()
    assert panel.isVisible()
    panel.reject()
    window.finder.tidy()
    # Other pages open at what was found.
    store = window.house.store
    ahead = [one for one in meetings.list_meetings(store) if one.status.value == "arranged"][-1]
    window.finder.go(Hit("x", (), "", "", "agenda", f"{ahead.id}/nothing"))
    assert window.pages.currentWidget() is window.page("agenda")
    held = next(one for one in meetings.list_meetings(store) if one.minutes_state.value == "draft")
    window.finder.go(Hit("x", (), "", "", "minutes", held.id))
    QApplication.processEvents()
    page = window.page("minutes")
    last = page.text.items[-1].item_id  # type: ignore[attr-defined]
    window.finder.go(Hit("x", (), "", "", "minutes", f"{held.id}/{last}"))
    QApplication.processEvents()
    bar = page.roll.verticalScrollBar()  # type: ignore[attr-defined]
    assert bar.value() > 0
    window.finder.go(Hit("x", (), "", "", "meetings", "no such meeting"))
    assert "not in this store" in window.undo_bar.text


def test_esc_after_a_jump_goes_back_to_the_meeting_that_runs(window: MainWindow) -> None:
    screen = window.run
    assert screen is not None
    screen.item.go_to_line()
    QTest.keyClicks(screen.item.line.box.line, "action joe to bring")
    panel = opened(window)
    hits = asked(panel, "corin ash")
    assert hits[0].page == "people"
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    window.activateWindow()
    QApplication.processEvents()
    assert window.running_band.isVisible()
    assert window.running_band.words.text.startswith(
        "The meeting is running. Breckland LSCG of 14 January 2027"
    )
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.is_running
    assert QApplication.focusWidget() is screen.item.line.box.line
    # Back there, Esc is the run screen's again; and who went elsewhere is not fetched back.
    panel = opened(window)
    asked(panel, "corin ash")
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    window.go("actions")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.page("actions")
    window.running_band.back.click()
    assert window.is_running


def test_esc_after_a_jump_goes_back_to_the_page(window: MainWindow, running: Running) -> None:
    meetings.close_meeting(window.house.store, running.meeting_id)
    window.go("actions")
    assert not window.running_band.isVisible()
    window.search()
    panel = window.finder.panel
    assert panel is not None
    asked(panel, "corin ash")
    panel.go()
    assert window.pages.currentWidget() is window.page("people")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.page("actions")
