"""The frame round the pages: navigation by keys and mouse, and the line at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import (
    DIVIDER,
    Button,
    FootBar,
    LineEdit,
    Mark,
    NavEntry,
    NavList,
    Small,
    across,
    announce,
    announced,
    forget_announced,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

ENTRIES = (
    NavEntry("today", "Today", "house", "T"),
    NavEntry("actions", "Actions & asks", "list-checks"),
    DIVIDER,
    NavEntry("boards", "Youth boards", "message-circle", "Y"),
)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp)


@pytest.fixture
def nav(qtbot: QtBot) -> Iterator[NavList]:
    made = NavList("NSCP Desktop", "Norfolk", ENTRIES)
    made.choose("today")
    window = holder(across(made, LineEdit(name="Notes")))
    qtbot.addWidget(window)
    window.resize(700, 500)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def test_a_page_is_chosen_by_click_and_stays_chosen(qtbot: QtBot, nav: NavList) -> None:
    with qtbot.waitSignal(nav.page_chosen) as signal:
        qtbot.mouseClick(nav.button("boards"), Qt.MouseButton.LeftButton)
    assert signal.args == ["boards"]
    assert nav.button("boards").isChecked()
    assert not nav.button("today").isChecked()
    qtbot.mouseClick(nav.button("boards"), Qt.MouseButton.LeftButton)
    assert nav.button("boards").isChecked()


def test_pages_are_gone_through_by_arrows_and_chosen_by_enter(qtbot: QtBot, nav: NavList) -> None:
    nav.button("today").setFocus()
    with qtbot.assertNotEmitted(nav.page_chosen):
        qtbot.keyClick(nav.button("today"), Qt.Key.Key_Up)
        qtbot.keyClick(nav.button("today"), Qt.Key.Key_Down)
    assert nav.button("actions").hasFocus()
    qtbot.keyClick(nav.button("actions"), Qt.Key.Key_End)
    assert nav.button("boards").hasFocus()
    qtbot.keyClick(nav.button("boards"), Qt.Key.Key_Home)
    qtbot.keyClick(nav.button("today"), Qt.Key.Key_Down)
    with qtbot.waitSignal(nav.page_chosen) as signal:
        qtbot.keyClick(nav.button("actions"), Qt.Key.Key_Return)
    assert signal.args == ["actions"]


def test_alt_and_a_letter_go_to_a_page_also_from_a_text(qtbot: QtBot, nav: NavList) -> None:
    box = nav.window().findChild(LineEdit)
    assert isinstance(box, LineEdit)
    box.setFocus()
    with qtbot.waitSignal(nav.page_chosen) as signal:
        qtbot.keyClick(box, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert signal.args == ["boards"]


def test_tab_comes_to_the_page_that_is_open_and_leaves_all_pages_at_once(qtbot: QtBot, nav: NavList) -> None:
    box = nav.window().findChild(LineEdit)
    assert isinstance(box, LineEdit)
    nav.choose("actions")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert nav.button("actions").hasFocus()
    qtbot.keyClick(nav.button("actions"), Qt.Key.Key_Tab)
    assert box.hasFocus()


def test_a_count_is_shown_and_spoken_with_what_it_counts(nav: NavList) -> None:
    before = nav.button("actions").grab().toImage()
    nav.set_count("actions", 4, "overdue")
    assert nav.button("actions").accessibleName() == "Actions & asks, 4 overdue"
    assert nav.button("actions").grab().toImage() != before
    nav.set_count("actions", 0)
    assert nav.button("actions").accessibleName() == "Actions & asks"
    assert nav.button("actions").grab().toImage() == before


def test_the_foot_shows_the_marking_and_is_written_again(qtbot: QtBot, nav: NavList) -> None:
    nav.foot_lines("OFFICIAL", ["Works offline"])
    nav.foot_lines("OFFICIAL-SENSITIVE", ["Works offline, encrypted store", "Backed up today 09:52"])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [mark.text() for mark in nav.findChildren(Mark)] == ["OFFICIAL-SENSITIVE"]
    nav.say_place("Norfolk · PRACTICE")
    assert "Norfolk · PRACTICE" in [small.text() for small in nav.findChildren(Small)]


def test_a_narrow_navigation_shows_icons_and_still_the_marking(qtbot: QtBot, nav: NavList) -> None:
    nav.foot_lines("OFFICIAL-SENSITIVE", ["Works offline"])
    nav.set_count("actions", 4, "overdue")
    wide = nav.width()
    nav.show_narrow(True)
    assert nav.width() < wide
    assert nav.button("today").toolTip() == "Today"
    qtbot.waitUntil(lambda: [mark.isVisible() for mark in nav.findChildren(Mark)] == [True])
    assert all(small.isHidden() or small is nav._brand_small for small in nav.findChildren(Small))
    nav.grab()
    nav.foot_lines("OFFICIAL-SENSITIVE", ["Works offline"])
    nav.show_narrow(False)
    assert nav.width() == wide
    assert nav.button("today").toolTip() == ""


def test_the_navigation_fits_its_words_at_every_text_size(qapp: QApplication, nav: NavList) -> None:
    theme.apply(qapp, theme.LIGHT, 2.0)
    big = NavList("NSCP Desktop", "Norfolk", ENTRIES)
    assert big.width() > nav.width()
    assert all(big.button(page).sizeHint().width() <= big.width() for page in ("today", "actions", "boards"))
    theme.apply(qapp)


def test_an_entry_nobody_has_is_refused(nav: NavList) -> None:
    with pytest.raises(KeyError):
        nav.choose("nowhere")
    with pytest.raises(FileNotFoundError):
        NavList("NSCP Desktop", "", (NavEntry("x", "X", icon="unicorn"),))


def test_the_line_at_the_foot_says_what_is_saved(qtbot: QtBot) -> None:
    foot = FootBar("OFFICIAL-SENSITIVE")
    qtbot.addWidget(foot)
    foot.resize(1_200, 30)
    foot.show()
    foot.say_saved("Saved 10:48:07")
    foot.say_backup("Last backup today 09:52")
    foot.say_mark("OFFICIAL")
    foot.grab()
    assert (foot.mark.text(), foot.saved.text(), foot.backup.text()) == (
        "OFFICIAL",
        "Saved 10:48:07",
        "Last backup today 09:52",
    )
    assert foot.sentence.text().startswith("Works offline. The store is encrypted")


def test_a_sentence_is_said_once_and_remembered_for_tests(qtbot: QtBot) -> None:
    foot = FootBar("OFFICIAL")
    qtbot.addWidget(foot)
    forget_announced()
    announce(foot, "")
    announce(foot, "Priya Nair, deputy for Ann Sale, online, 14 of 22 here")
    assert announced() == ("Priya Nair, deputy for Ann Sale, online, 14 of 22 here",)
    forget_announced()
    assert announced() == ()


def test_a_screen_reader_that_listens_is_told(qtbot: QtBot) -> None:
    from PySide6.QtGui import QAccessible

    foot = FootBar("OFFICIAL")
    qtbot.addWidget(foot)
    foot.show()
    QAccessible.setActive(True)
    try:
        announce(foot, "Next item: Youth Advisory Board link")
    finally:
        QAccessible.setActive(False)
    assert announced()[-1] == "Next item: Youth Advisory Board link"


def test_in_a_low_window_tools_are_icons_in_a_row_and_every_page_stays_in_sight(qtbot: QtBot) -> None:
    nav = NavList("NSCP Desktop", "Norfolk", ENTRIES)
    qtbot.addWidget(nav)
    tools = [Button("Search", icon="search", key_hint="Ctrl K"), Button("Quick lock", icon="lock", alt="Q")]
    for tool in tools:
        nav.add_tool(tool)
    nav.resize(nav.width(), 760)
    nav.show()
    assert tools[0].y() != tools[1].y()
    assert tools[0].sizeHint().width() > 80
    nav.resize(nav.width(), 420)
    QApplication.processEvents()
    assert tools[0].y() == tools[1].y()
    assert tools[0].caption == ""
    assert tools[0].accessibleName() == "Search"
    assert tools[1].shortcut().toString() == "Alt+Q"
    nav.resize(nav.width(), 760)
    QApplication.processEvents()
    assert tools[0].caption == "Search"
    assert tools[0].key_hint == "Ctrl K"
    plain = Button("Words")
    plain.show_icon_alone(True)
    assert plain.caption == "Words"
