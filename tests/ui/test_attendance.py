"""The attendance page: a group's year as figures and matrix."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from sqlmodel import select

from nscp_desktop.records import Group, Meeting
from nscp_desktop.services import attendance
from nscp_desktop.ui.bridge import Bridge
from nscp_desktop.ui.house import House
from nscp_desktop.ui.pages.attendance import AttendancePage, arrowed
from nscp_desktop.ui.widgets import Pill, Table
from tests.services.winter import Winter, at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Store
    from tests.ui.noting import NotingFrame


@pytest.fixture
def make(
    qtbot: QtBot, dressed: QApplication, frame: NotingFrame
) -> Iterator[Callable[[Store], AttendancePage]]:
    bridges: list[Bridge] = []

    def made(store: Store) -> AttendancePage:
        bridges.append(Bridge(store))
        page = AttendancePage(House(store, lambda _paper, _at: b""), bridges[-1], frame)
        qtbot.addWidget(page)
        page.resize(1182, 738)
        return page

    yield made
    for bridge in bridges:
        bridge.close()


def _group(store: Store, code: str) -> str:
    with store.read() as session:
        return session.exec(select(Group.id).where(Group.code == code)).one()


def table_of(page: AttendancePage) -> Table:
    assert page.table is not None
    return page.table


def spoken(page: AttendancePage, row: int, column: int) -> str:
    model = table_of(page).model()
    return str(model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole))


def test_the_year_of_the_group_that_met_last(
    make: Callable[[Store], AttendancePage], held_winter: Winter, qtmodeltester: ModelTester
) -> None:
    page = make(held_winter.store)
    assert page.paper() is None
    page.show()
    assert page.group.currentText() == "Breckland"
    assert page.year.currentText() == "April 2026 to March 2027"
    assert [figure.accessibleName() for figure in page.figures] == [
        "Average at a meeting: 9.0",
        "Came once only: 36%",
        "Seats filled, counting deputies: 86%",
        "Sectors at every meeting: 5 of 7",
    ]
    assert "18 attendances in 2 meetings held (F1)" in page.figures[0].toolTip()
    assert page.model is not None
    qtmodeltester.check(page.model)
    heads = [column.title for column in page.model.columns]
    assert heads == ["Member", "Organisation", "12 Nov · 9", "14 Jan · 9", "11 Mar", "Seat filled"]
    ann = next(at for at, row in enumerate(page.model._rows) if getattr(row, "name", "") == "Dr Ann Sale")
    assert spoken(page, ann, 3).startswith("nominated deputy attended: Priya Nair attended for")
    assert spoken(page, ann, 5) == "Present 1 and deputy 1, of 2 meetings held (F6)."
    assert [pill.text() for pill in page.findChildren(Pill)] == ["P", "V", "D", "A", "N"]


def test_another_group_and_another_year(
    make: Callable[[Store], AttendancePage], held_winter: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    page = make(held_winter.store)
    page.show()
    before = page.table
    page.group.pick(_group(held_winter.store, "W"))
    page.group.picked.emit(page.group.value)
    assert not page.print.isEnabled()
    assert page.to_people.isVisible()
    qtbot.mouseClick(page.to_people, Qt.MouseButton.LeftButton)
    assert frame.went == [("people", "")]
    page.open_at(held_winter.group_id)
    assert page.print.isEnabled()
    assert page.table is not before, "other meetings ask for another table"
    held_winter.clock.set(at(date(2028, 6, 1), 9))
    page.refresh()
    assert [page.year.itemText(at) for at in range(page.year.count())] == [
        "April 2028 to March 2029", "April 2026 to March 2027",
    ]  # fmt: skip
    assert page.year.currentText() == "April 2026 to March 2027", "what was chosen stays"


def test_the_appendix_is_printed(
    make: Callable[[Store], AttendancePage], held_winter: Winter, frame: NotingFrame, qtbot: QtBot
) -> None:
    page = make(held_winter.store)
    page.print.click()
    assert frame.printed == []
    page.show()
    qtbot.mouseClick(page.print, Qt.MouseButton.LeftButton)
    assert frame.printed[0](12).title == "Attendance, Breckland LSCG"


def test_a_mark_made_elsewhere_is_seen_and_what_is_not_counted_is_named(
    make: Callable[[Store], AttendancePage], held_winter: Winter
) -> None:
    page = make(held_winter.store)
    page.show()
    attendance.mark_present(held_winter.store, held_winter.january, held_winter.person("Ruth"))
    assert page.figures[0].accessibleName() == "Average at a meeting: 9.5"
    assert not page.notes.isVisible()
    with held_winter.store.change("November is cancelled") as session:
        session.get_one(Meeting, held_winter.november).status = "cancelled"
    assert page.notes.text() == "Not counted: 12 November 2026, cancelled."
    assert "C" in [pill.text() for pill in page.findChildren(Pill)]


@pytest.mark.parametrize(
    ("change", "shown"),
    [("up 12% on last year", "▲ 12% on last year"), ("down 5%", "▼ 5%"), ("42% last year", "42% last year")],
)
def test_a_change_has_its_arrow(change: str, shown: str) -> None:
    assert arrowed(change) == shown
