"""From an empty store to printed minutes, through the real window, as Business Support would the first time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from installer.demo.hand import click, let_pass, press, save_as, seen, type_text, until
from nscp_desktop import app, compose
from nscp_desktop.store import CHEAP, Store
from nscp_desktop.ui.recovery import RecoveryStep
from nscp_desktop.ui.unlock import Entry
from nscp_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.run.screen import RunScreen

PASSPHRASE = "harbour lantern twig"

MEMBERS = """Surname, First\tAgency\tJob title\tSector\tEmail\tDeputy\tCo-chair
Reedmarsh, Tamsin\tChildren's Services\tHead of communities\tChildren's Services\tt@example.org\t\tyes
Quillfeather, Idris\tFenmere Community Health\tNamed nurse\tHealth\ti@example.org\tOsei, Rose\tyes
O'Dunmarrow, Siobhán\tLarkfield Academy\tDSL\tEducation\ts@example.org\t\t
Луговафен, Зоряна\tHearthside Families\tFamily worker\tVoluntary and community\t\t\t
Millbrook-Tern, Jory\tPolice, east command\tInspector\tPolice\t\tCobblewick, Perrin\t
"R&D <b>Marlpit</b>, Jessamy"\tDistrict council\tHousing lead\tHousing\t\tCobblewick, Perrin\t
"""


class Clock:
    """The laptop's clock: it goes, and the test lets the meeting's time pass."""

    def __init__(self) -> None:
        self.at = datetime(2027, 1, 14, 9, 40, tzinfo=compose.ZONE)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def own_dialogs() -> Iterator[None]:
    """The system's own file dialog cannot be answered by keys from here; Qt's can."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)


@pytest.fixture
def entered(
    qapp: QApplication, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window after a first start on an empty Norfolk store."""
    dear = Store.create
    monkeypatch.setattr(Store, "create", lambda path, secret, now, cost=None: dear(path, secret, now, CHEAP))
    app.dressed()
    entry = Entry(app.StoreDoor(tmp_path / "records.nscp", clock))
    entry.resize(1366, 768)
    houses: list[House] = []
    entry.entered.connect(houses.append)
    entry.show()
    entry.activateWindow()
    let_pass(50)
    type_text("Anna Stanford")
    press("Tab", "Down", "Tab", "Tab")
    type_text(PASSPHRASE)
    press("Tab")
    type_text(PASSPHRASE)
    press("Return")
    until(lambda: isinstance(entry.step, RecoveryStep), "the store made")
    click("Later", entry)
    until(lambda: bool(houses), "the way in")
    window = MainWindow(houses[0])
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    entry.close()
    let_pass(50)
    yield window
    window.close()


def go(window: MainWindow, page: str) -> None:
    """Choose an entry of the navigation by its key."""
    window.activateWindow()
    until(lambda: QApplication.activeWindow() is window, "the window in front")
    window.nav.button(page).setFocus()
    press("Space")
    until(lambda: window.pages.currentWidget() is window.page(page), page)


def run_screen(window: MainWindow) -> RunScreen:
    until(lambda: window.is_running, "the run screen")
    assert window.run is not None
    return window.run


def record(screen: RunScreen, line: str) -> None:
    press("Escape", "Ctrl+Return")
    type_text(line)
    press("Return")
    until(lambda: not screen.item.line.text, f"“{line}” recorded")


@pytest.mark.usefixtures("own_dialogs")
def test_an_empty_store_reaches_printed_minutes_through_the_window(
    entered: MainWindow, tmp_path: Path, clock: Clock
) -> None:
    window = entered

    go(window, "people")
    people = window.page("people")
    people.group.setFocus()  # type: ignore[attr-defined]
    type_text("Br")
    QGuiApplication.clipboard().setText(MEMBERS)
    click("Paste members")
    press("Ctrl+V")
    click("Add 6 members")
    until(lambda: "Tamsin Reedmarsh" in spoken_rows(people), "the members on the page")

    go(window, "meetings")
    click("New round")
    click("Arrange round")
    let_pass(100)
    until(lambda: "Breckland" in spoken_rows(window.page("meetings")), "the round's meetings")
    choose_row(window.page("meetings"), "Breckland")
    click("Agenda")
    until(lambda: window.pages.currentWidget() is window.page("agenda"), "the agenda")
    until(window.page("agenda").table.hasFocus, "the keyboard at its items")  # type: ignore[attr-defined]
    go(window, "meetings")
    choose_row(window.page("meetings"), "Breckland")
    click("Start meeting")
    screen = run_screen(window)

    press("F4")
    for words in ("tamsin", "idris online", "odun", "hearthside", "perrin for jory and jessamy"):
        type_text(words)
        press("Return")
        until(lambda: not screen.register.box.text(), f"{words} on the register")

    press("Escape")
    type_text("Everybody was welcomed & the <b>hall</b> was warm.")
    click("Statement read")
    record(screen, "action idris to circulate the chronology page to A&E leads by 22 jan")
    record(screen, "decision adopt the toolkit because schools already hold it")
    for _item in range(len(screen.sitting.agenda.rows) - 1):
        clock.at += timedelta(minutes=8)
        press("Ctrl+PgDown")
    press("F8", "Escape")
    click("End meeting")
    click("Close the meeting")
    until(lambda: window.pages.currentWidget() is window.page("minutes"), "the minutes")

    click("Print")
    preview = seen(QDialog, lambda one: one.isModal(), window)
    out = tmp_path / "minutes.pdf"
    save_as(out)
    click("Save as PDF", preview)
    until(out.is_file, "the saved minutes")
    press("Escape")
    text = " ".join("\n".join(page.extract_text() for page in PdfReader(out).pages).split())
    for wanted in (
        "Breckland Local Safeguarding Children Group",
        "Tamsin Reedmarsh",
        "Зоряна Луговафен",
        "Perrin Cobblewick",
        "PC (for ",
        "<b>Marlpit</b>",
        "Everybody was welcomed & the <b>hall</b> was warm.",
        "The confidentiality statement was read",
        "circulate the chronology page to A&E leads",
        "Idris Quillfeather",
        "adopt the toolkit",
        "because schools already hold it",
        "Appendix 1",
        "Appendix 2",
        "OFFICIAL-SENSITIVE",
    ):
        assert wanted.lower() in text.lower(), wanted


def spoken_rows(page: object) -> str:
    """Every word of a page's table, as a screen reader hears it."""
    model = page.model  # type: ignore[attr-defined]
    role = Qt.ItemDataRole.AccessibleTextRole
    return " ".join(
        str(model.index(row, column).data(role) or model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )


def choose_row(page: object, words: str) -> None:
    """Put the table's cursor on the first row that says ``words``."""
    table, model = page.table, page.model  # type: ignore[attr-defined]
    for row in range(model.rowCount()):
        if words in str(model.index(row, 0).data()):
            table.setFocus()
            table.setCurrentIndex(model.index(row, 0))
            let_pass()
            return
    raise AssertionError(f"no row {words}")


def test_two_stores_live_side_by_side_in_one_program(
    entered: MainWindow, tmp_path: Path, clock: Clock
) -> None:
    other = compose.create_store(
        tmp_path / "second.nscp", PASSPHRASE, PASSPHRASE, "nottinghamshire", clock=clock, cost=CHEAP
    )
    second = MainWindow(compose.house(other))
    second.show()
    try:
        assert "Norfolk" in entered.windowTitle()
        assert "Nottinghamshire" in second.windowTitle()
        go(second, "people")
        go(entered, "people")
        QGuiApplication.clipboard().setText(MEMBERS)
        click("Paste members", entered)
        press("Ctrl+V")
        click("Add 6 members", entered)
        until(lambda: "Tamsin Reedmarsh" in spoken_rows(entered.page("people")), "the members")
        assert "Tamsin Reedmarsh" not in spoken_rows(second.page("people"))
        entered.undo()
        until(lambda: "Tamsin Reedmarsh" not in spoken_rows(entered.page("people")), "the undo")
        assert second.house.store.undo_label == ""
    finally:
        second.close()
