"""How a table uses the room it has: second lines, columns that are only there for their words, rows in sight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser

from nscp_desktop.ui.pages.help import set_in_our_letters
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Body,
    Button,
    Column,
    Kind,
    PageHead,
    Quiet,
    RowModel,
    Scroll,
    SectionRow,
    Table,
    down,
)
from nscp_desktop.ui.widgets.delegates import row_height, wrapped_height
from nscp_desktop.ui.widgets.layouts import Roll

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("dressed")
_KEPT: list[QWidget] = []  # pytest-qt holds windows weakly
LONG = "Welcome, introductions and the confidentiality statement"


@dataclass(frozen=True, slots=True)
class Item:
    number: int
    title: str
    mark: str = ""
    now: bool = False


ITEMS = (Item(1, LONG, now=True), Item(2, "Declarations of interest"), Item(3, f"{LONG} again"))


def model_of(
    rows: tuple[Item | SectionRow, ...] = ITEMS, sort: Callable[[Item], int] | None = None
) -> RowModel[Item]:
    columns = (
        Column[Item]("number", "No.", lambda row: str(row.number), width=44, least=40),
        Column[Item]("title", "Item", lambda row: row.title, sort=sort),
        Column[Item](
            "mark",
            "",
            lambda row: row.mark,
            tone=lambda row: Tone.VIOLET if row.mark else None,
            kind=Kind.PILL,
            width=180,
            if_any=True,
            snug=True,
        ),
    )
    return RowModel(columns, rows, identity=lambda row: row.number)


def shown(qtbot: QtBot, table: QWidget, width: int = 260, height: int = 300) -> None:
    _KEPT.append(table)
    qtbot.addWidget(table)
    table.resize(width, height)
    table.show()
    qtbot.waitExposed(table)


def two_lines(table: Table) -> list[bool]:
    return [table.may_wrap(at) for at in range(table.model().rowCount())]


def test_rows_whose_words_would_be_cut_take_a_second_line_and_give_it_back(qtbot: QtBot) -> None:
    table = Table(model_of((SectionRow("January"), *ITEMS)), name="Items", wraps=True)
    shown(qtbot, table)
    assert two_lines(table) == [False, True, False, True]
    assert table.rowHeight(1) > table.rowHeight(2) == table.height_of(2)
    table.grab()
    with qtbot.waitSignal(table.height_changed):
        table.resize(900, 300)
    assert two_lines(table) == [False] * 4
    assert len({table.rowHeight(at) for at in (1, 2, 3)}) == 1


def test_second_lines_follow_what_rows_say_and_how_they_are_sorted(qtbot: QtBot) -> None:
    model = model_of(sort=lambda row: -row.number)
    table = Table(model, name="Items", wraps=True)
    shown(qtbot, table)
    model.replace((replace(ITEMS[0], title="Welcome"), *ITEMS[1:]))
    assert two_lines(table) == [False, False, True]
    model.sort(1)
    assert two_lines(table) == [True, False, False]


def test_a_column_that_is_there_for_its_words_goes_without_them_and_is_no_wider_than_they_are(
    qtbot: QtBot,
) -> None:
    model = model_of()
    table = Table(model, name="Items")
    shown(qtbot, table, 600)
    assert table.isColumnHidden(2)
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    model.replace((replace(ITEMS[0], mark="local"), *ITEMS[1:]))
    assert not table.isColumnHidden(2)
    alone = table.columnWidth(2)
    assert alone < 100
    model.replace((replace(ITEMS[0], mark="local"), replace(ITEMS[1], mark="from 12 November"), ITEMS[2]))
    assert alone < table.columnWidth(2) <= 180


def test_a_list_to_be_seen_at_a_glance_uses_the_height_it_has(qtbot: QtBot) -> None:
    rows = (*ITEMS, *(Item(number, "Updates from the NSCP") for number in range(4, 9)))
    table = Table(model_of(rows), name="Items", header=False, two_lines=lambda row: row.now, glance=True)
    tall, usual = wrapped_height(), row_height(1, compact=False, listed=True)
    shown(qtbot, table, 260, 2 * tall + 6 * usual)
    # The bar goes once everything is laid out, and then there is more width.
    qtbot.waitUntil(lambda: two_lines(table)[:3] == [True, False, True])
    table.resize(260, tall + 7 * usual)
    qtbot.waitUntil(lambda: two_lines(table)[:3] == [True, False, False])
    assert not table.compact
    table.resize(260, wrapped_height(compact=True) + 7 * row_height(1, compact=True, listed=True))
    qtbot.waitUntil(lambda: table.compact and table.verticalScrollBar().maximum() == 0)
    table.resize(260, 2 * tall + 6 * usual)
    qtbot.waitUntil(lambda: not table.compact)


def test_the_head_of_a_page_looks_again_when_its_words_change(qtbot: QtBot) -> None:
    words, button = Quiet("Thu 14 Jan"), Button("Start the meeting")
    head = PageHead("Breckland", left=(words,), right=(button,))
    shown(qtbot, head, 420, 120)
    qtbot.waitUntil(lambda: button.geometry().top() <= words.geometry().bottom())
    words.setText("Thu 14 Jan 2027 · 5th of 6 · Wherry Street Rooms and Microsoft Teams")
    qtbot.waitUntil(lambda: button.geometry().top() > words.geometry().bottom())


def test_a_column_that_goes_last_stays_until_even_the_least_widths_have_no_room(qtbot: QtBot) -> None:
    columns = (
        Column[Item]("number", "No.", lambda row: str(row.number), width=200, least=100),
        Column[Item]("title", "Item", lambda row: row.title, goes_last=True),
    )
    table = Table(RowModel(columns, ITEMS, identity=lambda row: row.number), name="Items")
    shown(qtbot, table, 240)
    assert not table.isColumnHidden(1), "squeezed first"
    table.resize(200, 300)
    assert table.isColumnHidden(1)


def test_words_typed_in_the_help_stand_in_our_own_letters(qtbot: QtBot) -> None:
    browser = QTextBrowser()
    shown(qtbot, browser)
    browser.setMarkdown("Type `ann d` and **Enter**, or `joe`.")
    set_in_our_letters(browser.document())
    cursor = QTextCursor(browser.document())
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        assert not cursor.charFormat().fontFixedPitch()
    assert browser.toPlainText() == "Type ann d and Enter, or joe."


def test_a_page_of_words_that_wrap_scrolls_only_where_they_need_it(qtbot: QtBot) -> None:
    words = [
        Body("Everything is kept on this laptop in one encrypted store. " * 3, wrap=True) for _ in range(4)
    ]
    scroll = Scroll(Roll(down(*words, SPRING)))
    shown(qtbot, scroll, 600, 320)
    qtbot.waitUntil(lambda: words[0].width() > 500)
    assert scroll.verticalScrollBar().maximum() == 0
    scroll.resize(160, 320)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
