"""Who leads an item is chosen by any part of a name: members first, then everyone, else a guest speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nscp_desktop.records import Organisation, Person
from nscp_desktop.services import agenda
from nscp_desktop.ui.pages.agenda import AgendaPage
from nscp_desktop.ui.pages.lead_offers import GUEST
from tests.services.january import January, arrange_january, seat_people

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.ui.noting import NotingFrame


@pytest.fixture
def january(store: Store) -> January:
    found = arrange_january(store)
    seat_people(store, found.groups["B"], "Joe Marsh", "Ann Sale")
    with store.change("Know somebody else") as session:
        where = Organisation(name="Lantern Trust")
        session.add_all([where, Person(name="Ada Marsh", organisation_id=where.id)])
    return found


@pytest.fixture
def page(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, january: January) -> AgendaPage:
    made = AgendaPage(house, bridge, frame)
    qtbot.addWidget(made)
    made.resize(1182, 738)
    made.open_at(january.breckland)
    made.show()
    made.activateWindow()
    talk = next(row for row in made.model.rows() if row.title.startswith("Presentation"))
    made.table.go_to_item(talk.item_id)
    made.item.lead.setFocus()
    made.item.lead.selectAll()
    return made


def lead(page: AgendaPage, store: Store, january: January) -> tuple[str, str]:
    """Who leads the item that is chosen, and from where, as it is kept."""
    assert page.item.row is not None
    row = agenda.agenda(store, january.breckland).row(page.item.row.item_id)
    return row.lead, row.lead_organisation


def test_members_stand_first_and_down_and_enter_take_one(
    page: AgendaPage, store: Store, january: January, qtbot: QtBot
) -> None:
    panel = page.item
    qtbot.keyClicks(panel.lead, "mar")
    assert [(one.name, one.words) for one in panel.offers.offered] == [
        ("Joe Marsh", "Marsh Trust (invented) · member"),
        ("Ada Marsh", "Lantern Trust · not in the group"),
    ]
    assert panel.offers.isVisible()
    qtbot.keyClick(panel.lead, Qt.Key.Key_Down)
    qtbot.keyClick(panel.lead, Qt.Key.Key_Down)
    qtbot.keyClick(panel.lead, Qt.Key.Key_Up)
    qtbot.keyClick(panel.lead, Qt.Key.Key_Return)
    assert lead(page, store, january) == ("Joe Marsh", "Marsh Trust (invented)")
    assert not panel.offers.isVisible()
    assert not panel.organisation.isVisible()


def test_a_click_takes_one_too(page: AgendaPage, store: Store, january: January, qtbot: QtBot) -> None:
    panel = page.item
    qtbot.keyClicks(panel.lead, "ada")
    QApplication.processEvents()
    place = panel.offers.visualRect(panel.offers.model().index(0, 0)).center()
    qtbot.mouseClick(panel.offers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert lead(page, store, january) == ("Ada Marsh", "Lantern Trust")


def test_somebody_new_is_a_guest_speaker_and_words_stay_as_typed(
    page: AgendaPage, store: Store, january: January, qtbot: QtBot
) -> None:
    panel = page.item
    qtbot.keyClicks(panel.lead, "Ottoline Fenwright")
    assert [(one.name, one.words) for one in panel.offers.offered] == [("Ottoline Fenwright", GUEST)]
    qtbot.keyClick(panel.lead, Qt.Key.Key_Return)
    assert panel.organisation.isVisible()
    panel.organisation.setFocus()
    qtbot.keyClicks(panel.organisation, "Fen Research Trust")
    qtbot.keyClick(panel.organisation, Qt.Key.Key_Return)
    assert lead(page, store, january) == ("Ottoline Fenwright", "Fen Research Trust")
    panel.lead.setFocus()
    panel.lead.selectAll()
    qtbot.keyClicks(panel.lead, "Co-chair")
    assert not panel.offers.offered
    qtbot.keyClick(panel.lead, Qt.Key.Key_Return)
    assert lead(page, store, january)[0] == "Co-chair"
    panel.lead.selectAll()
    qtbot.keyClicks(panel.lead, "ann sal")
    assert panel.offers.offered[0].name == "Ann Sale"
    panel.item_title.setFocus()
    assert not panel.offers.isVisible()
    assert lead(page, store, january)[0] == "ann sal", "nothing is chosen for somebody"
