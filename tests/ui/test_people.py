"""The page of people: the list by sector, pasting members with a preview, adding and changing in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from nscp_desktop.services import co_chairs, members_paste, partnership, seats
from nscp_desktop.services.people import everyone
from nscp_desktop.ui.pages.people import PeoplePage
from nscp_desktop.ui.pages.people_paste import WHAT_TO_DO
from nscp_desktop.ui.widgets import SectionRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.services.seats import SeatRow
    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.widgets import Button
    from tests.ui.noting import NotingFrame

LIST = (
    "Name\tOrganisation\tRole\tSector\tDeputy\tCo-chair\n"
    "Clodagh O'Fenlon\tLarkfield Academy\tPrincipal\tEducation\t\tyes\n"
    "Sallow, Dr Nerys\tFenmere Hospital\tNamed doctor\tHealth\tPriya Naylor\t\n"
    "Jonah Millbridge\tFenmere Hospital\tMatron\tHealth\tPriya Naylor\t\n"
    "Kit Mwambe\tYoung Carers' Corner\tYouth worker\tLibraries\t\t\n"
    "\tNobody's Place\t\t\t\t\n"
)


@pytest.fixture
def breckland(store: Store) -> str:
    return partnership.find_group(store, "Breckland").group_id


@pytest.fixture
def page(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, breckland: str) -> PeoplePage:
    made = PeoplePage(house, bridge, frame)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.open_at(breckland)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def filled(page: PeoplePage, store: Store, breckland: str) -> PeoplePage:
    members_paste.take_in(store, members_paste.preview(store, breckland, LIST))
    return page


def choose(page: PeoplePage, name: str) -> SeatRow:
    row = next(one for one in page.model.rows() if name in {one.name, one.organisation})
    page.table.setFocus()
    assert page.table.go_to((row.seat_id, row.person_id))
    return row


def press_alt(qtbot: QtBot, page: PeoplePage, key: Qt.Key, button: Button) -> None:
    """Press a button by its letter; Qt shows it pressed for a moment before it clicks."""
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(page, key, Qt.KeyboardModifier.AltModifier)


def row_of(store: Store, group_id: str, name: str) -> SeatRow:
    return next(one for one in seats.seats(store, group_id, store.now().date()) if one.name == name)


# -- the list ---------------------------------------------------------------------------------------


def test_an_empty_group_says_what_to_do(page: PeoplePage) -> None:
    assert page.empty.isVisible()
    assert WHAT_TO_DO in page.empty.accessibleName()
    assert page.count.text() == ""


def test_members_stand_under_their_sectors(filled: PeoplePage) -> None:
    shown = [filled.model.row_at(at) for at in range(filled.model.rowCount())]
    assert [(one.text, one.quiet) if isinstance(one, SectionRow) else one.name for one in shown] == [
        ("HEALTH", "2 members"),
        "Jonah Millbridge",
        "Dr Nerys Sallow",
        ("EDUCATION", "1 member"),
        "Clodagh O'Fenlon",
        ("NO SECTOR YET", "1 member"),
        "Kit Mwambe",
    ]
    assert filled.count.text() == "4 members · 2 sectors"
    assert filled.table.isVisible()
    cells = [filled.model.cell(4, at).text for at in range(6)]
    assert cells == ["Clodagh O'Fenlon", "Larkfield Academy", "Principal", "co-chair", "", "Jan 2027"]
    assert filled.model.cell(2, 4).text == "Priya Naylor"


def test_another_group_is_chosen(filled: PeoplePage, store: Store) -> None:
    choose(filled, "Kit Mwambe")
    norwich = partnership.find_group(store, "Norwich")
    seats.add_member(store, norwich.group_id, "Ivo Reed", "Mill School", store.now().date())
    filled.group.pick(norwich.group_id)
    filled.group.picked.emit(norwich.group_id)
    assert [one.name for one in filled.model.rows()] == ["Ivo Reed"]
    assert not filled.seat.isVisible()
    filled.refresh()
    assert filled.group.value == norwich.group_id


def test_the_list_follows_what_changes_elsewhere(filled: PeoplePage, store: Store, breckland: str) -> None:
    seats.add_member(store, breckland, "Dele Akinmoor", "Police", store.now().date())
    assert "Dele Akinmoor" in [one.name for one in filled.model.rows()]


# -- pasting ----------------------------------------------------------------------------------------


def test_members_are_pasted_shown_and_added_by_keys_alone(
    qtbot: QtBot, page: PeoplePage, store: Store, breckland: str, frame: NotingFrame
) -> None:
    QGuiApplication.clipboard().setText(LIST)
    press_alt(qtbot, page, Qt.Key.Key_P, page.paste_button)
    assert page.paste.isVisible()
    assert page.paste.box.hasFocus()
    assert not page.paste.add.isEnabled()
    QTest.keyClick(page.paste.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.paste.summary.text() == (
        "5 rows: 4 new, 1 left out, 1 without a sector. Choose a row without a sector to give it one."
    )
    assert page.paste.add.caption == "Add 4 members"
    assert page.paste.model.cell(0, 5).text == "Principal · co-chair"
    page.paste.table.setFocus()
    page.paste.table.go_to(5)
    assert page.paste.sector.isVisible()
    assert page.paste.sector.itemText(0) == "Sector of Young Carers' Corner"
    voluntary = next(one for one in partnership.sectors(store) if one.name.startswith("Voluntary"))
    page.paste.sector.pick(voluntary)
    page.paste.sector.picked.emit(voluntary)
    assert not page.paste.sector.isVisible()
    assert page.paste.summary.text() == "5 rows: 4 new, 1 left out."
    press_alt(qtbot, page, Qt.Key.Key_A, page.paste.add)
    assert not page.paste.isVisible()
    assert frame.said[-1] == "4 members added to Breckland LSCG."
    assert store.undo_label == "Add 4 members to Breckland LSCG"
    assert row_of(store, breckland, "Kit Mwambe").sector == voluntary.name
    assert len(page.model.rows()) == 4
    assert page.table.hasFocus()


def test_pasting_into_the_empty_page_begins(page: PeoplePage) -> None:
    QGuiApplication.clipboard().setText(LIST)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.paste.add.caption == "Add 4 members"


def test_pasting_into_a_filled_page_does_nothing(filled: PeoplePage) -> None:
    QGuiApplication.clipboard().setText(LIST)
    QTest.keyClick(filled, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not filled.paste.isVisible()


def test_what_cannot_be_used_is_said_and_put_right(page: PeoplePage) -> None:
    page.empty_button.click()
    page.paste.box.setPlainText("Organisation\tEmail\nFenmere\ta@b.example")
    assert "No column of that list holds names" in page.paste.sentence.text
    assert page.paste.preview is None
    assert not page.paste.add.isEnabled()
    page.paste.box.setPlainText("Organisation\tEmail\tName\nFenmere\ta@b.example\tAnn Sale")
    assert page.paste.sentence.text == ""
    assert page.paste.add.caption == "Add 1 member"


def test_two_megabytes_are_refused_whole(page: PeoplePage, frame: NotingFrame) -> None:
    page.paste_button.click()
    QGuiApplication.clipboard().setText("Ann Sale\tFenmere\n" * 130_000)
    QTest.keyClick(page.paste.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.paste.box.toPlainText() == ""
    assert "Nothing has been changed" in frame.refused[-1]


def test_esc_goes_back_adds_nobody_and_the_list_waits(page: PeoplePage, store: Store) -> None:
    page.paste_button.click()
    page.paste.box.setPlainText(LIST)
    QTest.keyClick(page.paste, Qt.Key.Key_Escape)
    assert not page.paste.isVisible()
    assert page.paste_button.hasFocus()
    assert everyone(store) == ()
    page.paste_button.click()
    assert page.paste.box.toPlainText() == LIST
    QTest.keyClick(page.paste, Qt.Key.Key_F7)
    page.paste.back.click()
    assert not page.paste.isVisible()


def test_a_list_that_was_overtaken_is_refused(
    page: PeoplePage, store: Store, breckland: str, frame: NotingFrame
) -> None:
    page.paste_button.click()
    page.paste.box.setPlainText("Ann Sale\tFenmere Hospital")
    seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", store.now().date())
    page.paste.add.click()
    assert frame.refused == ["Everybody in that list is in Breckland LSCG by now. Nothing has been changed."]
    assert page.paste.isVisible()


def test_members_begin_on_the_day_that_is_set(page: PeoplePage, store: Store, breckland: str) -> None:
    page.paste_button.click()
    page.paste.box.setPlainText("Ann Sale\tFenmere Hospital")
    page.paste.since.setDate(page.paste.since.date().addDays(-30))
    page.paste.add.click()
    row = row_of(store, breckland, "Ann Sale")
    assert row.since is not None
    assert (store.now().date() - row.since).days == 30


# -- adding -----------------------------------------------------------------------------------------


def test_a_member_is_added_in_a_line(
    qtbot: QtBot, page: PeoplePage, store: Store, breckland: str, frame: NotingFrame
) -> None:
    press_alt(qtbot, page, Qt.Key.Key_A, page.add_button)
    line = page.add_row
    assert line.name.hasFocus()
    QTest.keyClicks(line.name, "Ottoline Grebe")
    QTest.keyClick(line.name, Qt.Key.Key_Return)
    assert frame.refused[-1].startswith("Say which organisation Ottoline Grebe comes from")
    assert line.organisation.hasFocus()
    QTest.keyClicks(line.organisation, "Probation, central")
    QTest.keyClicks(line.role, "Senior probation officer")
    probation = next(one.sector_id for one in partnership.sectors(store) if one.name == "Probation")
    line.sector.pick(probation)
    QTest.keyClick(line.role, Qt.Key.Key_Return)
    row = row_of(store, breckland, "Ottoline Grebe")
    assert (row.sector, row.role) == ("Probation", "Senior probation officer")
    assert frame.said[-1] == "Ottoline Grebe added to Breckland LSCG."
    assert page.table.current_row() == row
    assert line.name.hasFocus()
    assert line.name.text() == ""
    line.name.setText("Ottoline Grebe")
    line.organisation.setText("Probation, central")
    line.add.click()
    assert "already a member" in frame.refused[-1]
    line.close_row.click()
    assert not line.isVisible()
    assert page.add_button.hasFocus()


# -- one seat ---------------------------------------------------------------------------------------


def test_a_seat_is_shown_in_full_and_let_go(filled: PeoplePage) -> None:
    choose(filled, "Dr Nerys Sallow")
    panel = filled.seat
    assert panel.isVisible()
    assert (panel.name.text(), panel.where.text()) == ("Dr Nerys Sallow", "Fenmere Hospital · Health")
    assert (panel.person.text(), panel.role.text()) == ("Dr Nerys Sallow", "Named doctor")
    assert [one.caption for one in panel.deputy_buttons] == ["Priya Naylor"]
    QTest.keyClick(filled, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    QTest.keyClick(filled, Qt.Key.Key_Escape)


def test_name_role_and_address_are_changed_where_they_stand(
    filled: PeoplePage, store: Store, breckland: str, frame: NotingFrame
) -> None:
    choose(filled, "Dr Nerys Sallow")
    panel = filled.seat
    for box, text in (
        (panel.person, "Dr Nerys Swallow"),
        (panel.role, "Designated doctor"),
        (panel.email, "n@x.example"),
    ):
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return)
    row = row_of(store, breckland, "Dr Nerys Swallow")
    assert (row.role, row.email) == ("Designated doctor", "n@x.example")
    assert frame.said[-3:] == [
        "Dr Nerys Sallow is now called Dr Nerys Swallow.",
        "Role of Dr Nerys Swallow changed.",
        "E-mail of Dr Nerys Swallow changed.",
    ]
    panel.person.setText("  ")
    panel.person.editingFinished.emit()
    assert frame.refused == ["A person needs a name. Nothing has been changed."]
    assert panel.person.text() == "Dr Nerys Swallow"


def test_a_box_with_the_keyboard_is_not_reloaded(filled: PeoplePage, store: Store) -> None:
    row = choose(filled, "Dr Nerys Sallow")
    filled.seat.role.setFocus()
    filled.seat.role.setCursorPosition(len("Named doctor"))
    QTest.keyClicks(filled.seat.role, " x")
    seats.change_seat(store, row.seat_id, role="Something else")
    assert filled.seat.role.text() == "Named doctor x"


def test_a_role_is_changed_in_the_table(
    filled: PeoplePage, store: Store, breckland: str, frame: NotingFrame
) -> None:
    row = choose(filled, "Jonah Millbridge")
    place = filled.model.place_of((row.seat_id, row.person_id))
    assert place is not None
    index = filled.model.index(place, 2)
    filled.model.setData(index, "Nurse consultant")
    assert row_of(store, breckland, "Jonah Millbridge").role == "Nurse consultant"
    assert frame.said == ["Role of Jonah Millbridge changed."]
    filled.model.setData(index, "Nurse\x07")
    assert "hidden character" in frame.refused[-1]


def test_a_sector_is_given_to_an_organisation(filled: PeoplePage, store: Store, breckland: str) -> None:
    choose(filled, "Kit Mwambe")
    housing = next(one.sector_id for one in partnership.sectors(store) if one.name == "Housing")
    filled.seat.sector.picked.emit(housing)
    assert row_of(store, breckland, "Kit Mwambe").sector == "Housing"
    before = store.undo_label
    filled.seat.sector.picked.emit(housing)
    assert store.undo_label == before


def test_deputies_come_and_go(filled: PeoplePage, store: Store, breckland: str, frame: NotingFrame) -> None:
    choose(filled, "Kit Mwambe")
    panel = filled.seat
    QTest.keyClick(panel.deputy, Qt.Key.Key_Return)
    QTest.keyClicks(panel.deputy, "Hannah Vosper")
    QTest.keyClick(panel.deputy, Qt.Key.Key_Return)
    assert panel.deputy.text() == ""
    assert [one.name for one in row_of(store, breckland, "Kit Mwambe").deputies] == ["Hannah Vosper"]
    QTest.keyClicks(panel.deputy, "Kit Mwambe")
    QTest.keyClick(panel.deputy, Qt.Key.Key_Return)
    assert "cannot be the deputy too" in frame.refused[-1]
    assert panel.deputy.text() == "Kit Mwambe"
    panel.deputy_buttons[0].click()
    assert row_of(store, breckland, "Kit Mwambe").deputies == ()
    assert frame.said[-1] == "Hannah Vosper is no longer a deputy for Kit Mwambe."


def test_a_co_chair_is_made_and_ended(
    filled: PeoplePage, store: Store, breckland: str, frame: NotingFrame
) -> None:
    choose(filled, "Kit Mwambe")
    filled.seat.co_chair.click()
    assert row_of(store, breckland, "Kit Mwambe").co_chair
    assert filled.seat.co_chair.caption == "End as co-chair"
    filled.seat.co_chair.click()
    assert not row_of(store, breckland, "Kit Mwambe").co_chair
    assert frame.said == [
        "Kit Mwambe is co-chair of Breckland LSCG.",
        "Kit Mwambe is no longer co-chair of Breckland LSCG.",
    ]
    co_chairs.start_co_chair(
        store, breckland, row_of(store, breckland, "Kit Mwambe").person_id, store.now().date()
    )
    assert filled.seat.co_chair.caption == "End as co-chair"


def test_a_seat_is_handed_over_left_and_ended(
    filled: PeoplePage, store: Store, breckland: str, frame: NotingFrame
) -> None:
    row = choose(filled, "Kit Mwambe")
    panel = filled.seat
    QTest.keyClick(panel.successor, Qt.Key.Key_Return)
    QTest.keyClicks(panel.successor, "Kit Mwambe")
    QTest.keyClick(panel.successor, Qt.Key.Key_Return)
    assert frame.refused[-1].startswith("Kit Mwambe fills that seat already")
    panel.successor.clear()
    QTest.keyClicks(panel.successor, "Hannah Vosper")
    QTest.keyClick(panel.successor, Qt.Key.Key_Return)
    assert row_of(store, breckland, "Hannah Vosper").seat_id == row.seat_id
    choose(filled, "Hannah Vosper")
    panel.vacant.click()
    assert frame.said[-1] == "The seat of Young Carers' Corner is vacant from today."
    assert filled.count.text() == "3 members · 2 sectors · 1 seat vacant"
    vacant = choose(filled, "Young Carers' Corner")
    assert vacant.vacant
    assert panel.name.text() == "Vacant seat"
    assert not panel.person.isEnabled()
    panel.role.setText("Lead")
    panel.role.editingFinished.emit()
    assert frame.said[-1] == "Role of Young Carers' Corner changed."
    panel.end.click()
    assert frame.said[-1] == "Young Carers' Corner is no longer in Breckland LSCG."
    assert len(filled.model.rows()) == 3


def test_a_panel_without_a_seat_does_nothing(page: PeoplePage, store: Store, frame: NotingFrame) -> None:
    panel = page.seat
    panel.person.setText("Somebody")
    panel.deputy.setText("Somebody")
    panel.successor.setText("Somebody")
    for act in (
        panel._on_person, panel._on_role, panel._on_email, panel._on_deputy, panel._on_successor,
        panel._on_co_chair, panel._on_vacant, panel._on_end, panel._on_deputy_ended,
    ):  # fmt: skip
        act()
    panel._on_sector("")
    page.paste._on_text_changed()
    page.paste._on_add()
    page.paste._on_sector_picked(None)
    assert (frame.said, frame.refused, store.undo_label) == ([], [], "")


def test_hostile_text_is_shown_as_typed(page: PeoplePage, store: Store, breckland: str) -> None:
    name = "<b>Ann</b> & R&D {0} מתן"
    seats.add_member(store, breckland, name, "<i>Org</i> & Co", store.now().date())
    choose(page, name)
    assert page.seat.name.text() == name
    assert page.model.cell(1, 0).text == name
