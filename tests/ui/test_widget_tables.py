"""Tables over frozen rows: what they show, how they sort, and that the keyboard is enough."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    ROW_ROLE,
    SORT_ROLE,
    Align,
    Column,
    Kind,
    LineEdit,
    RowModel,
    SectionRow,
    Table,
    TextDelegate,
    delegates,
    down,
    holder,
)
from nscp_desktop.ui.widgets.painting import on_two_lines
from nscp_desktop.ui.widgets.rows import QUIET_ROLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

_KEPT: list[QWidget] = []  # pytest-qt holds windows weakly
DISPLAY = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True, slots=True)
class Action:
    ref: str
    text: str
    due: date | None = None
    state: str = "open"
    note: str = ""
    share: float | None = None


ROWS = (
    Action("B-2701-02", "Share the list", date(2027, 1, 29), note="Breakout room 1"),
    Action("b-2609-03", "Ask Housing", date(2026, 11, 12), "overdue"),
    Action("S-2701-03", "Bring two examples", None, "V¹", share=0.5),
    Action("B-2701-01", "<b>Circulate</b> & ring", date(2027, 1, 22), "P", share=1.5),
)
COLUMNS = (
    Column[Action]("ref", "Ref", lambda row: row.ref, strong=True, width=100),
    Column[Action]("text", "Action", lambda row: row.text, quiet=lambda row: row.note, editable=True),
    Column[Action](
        "due",
        "Due",
        lambda row: f"{row.due:%d %b}" if row.due else "no date",
        sort=lambda row: row.due,
        quiet=lambda row: "63 days" if row.state == "overdue" else "",
        quiet_tone=lambda _: Tone.RED,
        align=Align.RIGHT,
        width=120,
    ),
    Column[Action](
        "state",
        "State",
        lambda row: row.state,
        tone=lambda row: Tone.RED if row.state == "overdue" else None,
        kind=Kind.PILL,
        align=Align.CENTRE,
        width=100,
        spoken=lambda row: f"state {row.state}",
        tip=lambda row: f"since {row.ref}",
        may_go=True,
    ),
    Column[Action]("code", "Mark", lambda row: row.state, kind=Kind.CODE, align=Align.CENTRE, width=60),
    Column[Action]("bar", "Time", lambda row: row.text, kind=Kind.BAR, share=lambda row: row.share, width=90),
)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp)
    yield
    _KEPT.clear()


def model_of(rows: tuple[Action | SectionRow, ...] = ROWS) -> RowModel[Action]:
    return RowModel(
        COLUMNS,
        rows,
        identity=lambda row: row.ref,
        row_tone=lambda row: Tone.RED if row.state == "overdue" else None,
    )


def shown(qtbot: QtBot, table: Table, width: int = 900, height: int = 500) -> Table:
    before = LineEdit(name="Before")
    window = holder(down(before, table))
    _KEPT.append(window)
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table.setFocus()
    window.grab()
    return table


def refs(model: RowModel[Action]) -> list[str]:
    return [row.ref for row in model.rows()]


# The model


@pytest.mark.parametrize("sections", [False, True])
def test_the_model_keeps_qts_rules_through_sorting_and_changing(
    qtmodeltester: ModelTester, sections: bool
) -> None:
    rows: tuple[Action | SectionRow, ...] = (SectionRow("Health", "4 of 5"), *ROWS, SectionRow("Police"))
    model = model_of(rows if sections else ROWS)
    qtmodeltester.check(model)
    model.sort(0)
    model.replace(rows[:3])
    model.replace((*rows[:2], replace(ROWS[1], text="changed")))
    model.sort(-1)
    model.replace(())
    qtmodeltester.check(model, force_py=True)


def test_the_model_says_what_qt_asks() -> None:
    model = model_of()
    first = model.index(0, 1)
    assert model.data(first) == "Share the list"
    assert model.data(first, Qt.ItemDataRole.EditRole) == "Share the list"
    assert model.data(first, QUIET_ROLE) == "Breakout room 1"
    assert model.data(model.index(0, 0), QUIET_ROLE) == ""
    assert model.data(first, ROW_ROLE) is ROWS[0]
    assert model.data(first, SORT_ROLE) == "share the list"
    assert model.data(model.index(0, 2), SORT_ROLE) == date(2027, 1, 29)
    assert model.data(first, Qt.ItemDataRole.AccessibleTextRole) == "Share the list, Breakout room 1"
    assert model.data(model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole) == "state open"
    assert model.data(first, Qt.ItemDataRole.ToolTipRole) == "Share the list\nBreakout room 1"
    assert model.data(model.index(0, 3), Qt.ItemDataRole.ToolTipRole) == "since B-2701-02"
    assert "&lt;b&gt;" in model.data(model.index(3, 1), Qt.ItemDataRole.ToolTipRole)
    assert model.data(first, Qt.ItemDataRole.FontRole) is None
    assert model.data(QModelIndex()) is None
    assert model.data(model.index(0, 2), Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Action"
    assert model.headerData(99, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(first) == model.columnCount(first) == 0
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


@pytest.mark.parametrize(
    ("code", "spoken"),
    [
        ("P", "present"),
        ("V¹", "present online"),
        ("D", "deputy came"),
        ("A", "apologies"),
        ("N", "not present"),
        ("-", "not a member on that date"),
        ("?", "?"),
    ],
)
def test_a_code_is_spoken_in_words(code: str, spoken: str) -> None:
    model = model_of((replace(ROWS[0], state=code),))
    assert model.data(model.index(0, 4), Qt.ItemDataRole.AccessibleTextRole) == spoken
    assert model.data(model.index(0, 4), Qt.ItemDataRole.ToolTipRole) == spoken


def test_sorting_goes_by_capitals_aside_by_key_and_back_to_what_was_given() -> None:
    model = model_of()
    model.sort(0)
    assert refs(model) == ["b-2609-03", "B-2701-01", "B-2701-02", "S-2701-03"]
    model.sort(2)
    assert refs(model) == ["b-2609-03", "B-2701-01", "B-2701-02", "S-2701-03"]
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert refs(model) == ["B-2701-02", "B-2701-01", "b-2609-03", "S-2701-03"]
    model.sort(-1)
    assert refs(model) == [row.ref for row in ROWS]


def test_sorting_stays_inside_sections_and_follows_what_was_held() -> None:
    model = model_of((SectionRow("A"), *ROWS[:2], SectionRow("B", "2"), *ROWS[2:]))
    held = [QPersistentModelIndex(model.index(at, 1)) for at in range(model.rowCount())]
    before = [model.row_at(index.row()) for index in held]
    model.sort(0)
    assert model.sections() == (0, 3)
    assert refs(model) == ["b-2609-03", "B-2701-02", "B-2701-01", "S-2701-03"]
    assert [model.row_at(index.row()) for index in held] == before
    assert model.data(model.index(3, 0)) == "B, 2"
    assert model.data(model.index(0, 0)) == "A"
    assert model.data(model.index(0, 1)) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.integers() | st.none()), max_size=40), st.booleans())
def test_sorting_is_stable_and_puts_the_unknown_last(
    pairs: list[tuple[int, int | None]], falling: bool
) -> None:
    rows = tuple((at, *pair) for at, pair in enumerate(pairs))
    columns = (Column[Any]("key", "Key", str, sort=lambda row: row[2]),)
    model: RowModel[Any] = RowModel(columns, rows, identity=lambda row: row[0])
    model.sort(0, Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder)
    known = [row for row in rows if row[2] is not None]
    expected = sorted(known, key=lambda row: row[2] or 0, reverse=falling)
    assert list(model.rows()) == expected + [row for row in rows if row[2] is None]


def test_a_change_in_few_rows_is_told_as_such(qtbot: QtBot) -> None:
    model = model_of()
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
    changed = [replace(row, text="new") if at in {0, 1, 3} else row for at, row in enumerate(ROWS)]
    with qtbot.assertNotEmitted(model.modelReset):
        model.replace(changed)
        model.replace(changed)
    assert told == [(0, 1), (3, 3)]
    with qtbot.waitSignal(model.modelReset):
        model.replace(changed[:2])
    assert model.place_of("b-2609-03") == 1
    assert model.place_of("S-2701-03") is None
    assert model.identity_at(99) is None


def test_a_cell_is_written_in_only_where_it_may_be(qtbot: QtBot) -> None:
    model = model_of((SectionRow("A"), *ROWS))
    with qtbot.waitSignal(model.edited) as signal:
        assert model.setData(model.index(1, 1), "Share it")
    assert signal.args == [ROWS[0], "text", "Share it"]
    with qtbot.assertNotEmitted(model.edited):
        assert not model.setData(model.index(1, 1), "Share the list")
        assert not model.setData(model.index(1, 0), "X")
        assert not model.setData(model.index(0, 1), "X")
        assert not model.setData(model.index(1, 1), "X", DISPLAY)
    columns = (replace(COLUMNS[1], editable=lambda row: row.state == "open"),)
    some: RowModel[Action] = RowModel(columns, ROWS, identity=lambda row: row.ref)
    assert some.flags(some.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert not some.flags(some.index(1, 0)) & Qt.ItemFlag.ItemIsEditable


# The table


def test_the_keyboard_goes_through_rows_past_headings_and_opens_one(qtbot: QtBot) -> None:
    table = shown(
        qtbot, Table(model_of((SectionRow("A"), *ROWS[:2], SectionRow("B"), *ROWS[2:])), name="Actions")
    )
    assert table.current_row() is ROWS[0]
    changed: list[Action] = []
    table.row_changed.connect(changed.append)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert changed == [ROWS[1], ROWS[2]]
    with qtbot.waitSignal(table.row_chosen) as signal:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert signal.args == [ROWS[2]]


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    table = shown(qtbot, Table(model_of(), name="Actions"))
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_a_row_is_chosen_by_a_double_click(qtbot: QtBot) -> None:
    table = shown(qtbot, Table(model_of(), name="Actions"))
    place = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.row_chosen) as signal:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [ROWS[1]]


def test_a_click_on_a_title_sorts_and_the_third_gives_the_order_back(qtbot: QtBot) -> None:
    model = model_of()
    table = shown(qtbot, Table(model, name="Actions"))
    header = table.horizontalHeader()
    given_order = refs(model)
    place = QPoint(header.sectionViewportPosition(0) + 10, 10)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        table.grab()
        orders.append(refs(model))
    assert orders[0] == sorted(given_order, key=str.casefold)
    assert orders[1] == orders[0][::-1]
    assert orders[2] == given_order


def test_sorting_keeps_the_row_the_keyboard_is_on(qtbot: QtBot) -> None:
    model = model_of()
    table = shown(qtbot, Table(model, name="Actions"))
    assert table.go_to("S-2701-03")
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.current_row() is ROWS[2]


def test_other_rows_keep_the_row_the_keyboard_is_on_when_it_is_still_there(qtbot: QtBot) -> None:
    model = model_of()
    table = shown(qtbot, Table(model, name="Actions"))
    table.go_to("S-2701-03")
    model.replace(ROWS[2:])
    assert table.current_row() is ROWS[2]
    with qtbot.waitSignal(table.row_changed) as signal:
        model.replace(ROWS[:1])
    assert signal.args == [None]
    assert table.current_row() is None
    assert not table.go_to("S-2701-03")


def test_a_cell_is_written_in_place_by_keys(qtbot: QtBot) -> None:
    model = model_of()
    table = shown(qtbot, Table(model, name="Actions", cells=True))
    table.setCurrentIndex(model.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(LineEdit)
    assert isinstance(editor, LineEdit)
    assert (editor.text(), editor.accessibleName()) == ("Share the list", "Action")
    refused: list[str] = []
    table.refused.connect(refused.append)
    QApplication.clipboard().setText("x" * 3_000)
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(refused) == 1
    qtbot.keyClicks(editor, "Share it")
    table.grab()
    with qtbot.waitSignal(model.edited) as signal:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert signal.args == [ROWS[0], "text", "Share it"]


def test_a_change_elsewhere_leaves_what_is_being_typed_in_a_cell(qtbot: QtBot) -> None:
    model = model_of()
    table = shown(qtbot, Table(model, name="Actions", cells=True))
    table.setCurrentIndex(model.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(LineEdit)
    assert isinstance(editor, LineEdit)
    qtbot.keyClicks(editor, "half")
    model.replace((replace(ROWS[0], note="new"), *ROWS[1:]))
    assert editor.text() == "half"


def test_a_row_that_is_not_written_in_place_is_opened_by_enter_only_if_it_is_a_row(qtbot: QtBot) -> None:
    model = model_of((SectionRow("A"), *ROWS))
    table = shown(qtbot, Table(model, name="Actions", cells=True))
    table.setCurrentIndex(model.index(1, 1))
    with qtbot.assertNotEmitted(table.row_chosen):
        table.activated.emit(model.index(1, 1))
        table.activated.emit(model.index(0, 0))


@pytest.mark.parametrize("palette", theme.PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"lines": 2},
        {"compact": True},
        {"header": False, "lines": 2},
        {"cells": True, "compact": True, "lines": 2},
        {"header": False, "two_lines": lambda row: row.share is not None},
    ],
)
def test_every_kind_of_table_can_be_drawn(
    qtbot: QtBot, qapp: QApplication, palette: theme.Palette, settings: dict[str, Any]
) -> None:
    theme.apply(qapp, palette)
    table = Table(model_of((SectionRow("A", "1 of 2"), *ROWS)), name="Actions", **settings)
    shown(qtbot, table)
    table.go_to("B-2701-01")
    table.grab()
    theme.apply(qapp, palette, 2.0)
    table.grab()
    heights = {table.rowHeight(at) for at in range(1, 5)}
    assert len(heights) == (2 if "two_lines" in settings else 1)
    assert table.whole_height() > sum(heights)
    theme.apply(qapp)


def test_an_overdue_row_has_its_tint_and_the_chosen_row_the_accents(qtbot: QtBot) -> None:
    table = shown(qtbot, Table(model_of(), name="Actions"))
    table.go_to("B-2701-01")
    image = table.viewport().grab().toImage()

    def ground(at: int) -> QColor:
        return image.pixelColor(4, table.rowViewportPosition(at) + table.rowHeight(at) // 2)

    assert ground(1).name() == theme.LIGHT.red_tint
    assert ground(3).name() == theme.LIGHT.accent_tint


def test_the_row_under_the_mouse_is_tinted(qtbot: QtBot) -> None:
    table = shown(qtbot, Table(model_of(), name="Actions"))
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(2, 1)).center())
    qtbot.waitUntil(lambda: table.pointed_row == 2)
    table.grab()
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    assert table.pointed_row == -1


def test_in_a_narrow_window_columns_go_and_shrink_before_there_is_a_scroll_bar(qtbot: QtBot) -> None:
    table = shown(qtbot, Table(model_of(), name="Actions"))
    header = table.horizontalHeader()
    assert not header.isSectionHidden(3)
    assert header.length() == table.viewport().width()
    table.window().resize(600, 400)
    qtbot.waitUntil(lambda: header.isSectionHidden(3))
    assert header.length() <= table.viewport().width()
    assert header.sectionSize(0) == 100
    table.window().resize(480, 400)
    qtbot.waitUntil(lambda: header.sectionSize(0) < 100)
    assert header.sectionSize(0) >= 70
    assert header.length() <= table.viewport().width()
    table.window().resize(900, 400)
    qtbot.waitUntil(lambda: not header.isSectionHidden(3))
    assert header.sectionSize(0) == 100


def test_a_tooltip_is_shown_where_words_are_cut_or_more_is_to_be_said(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of((replace(ROWS[0], text="long " * 100), ROWS[1]))
    table = shown(qtbot, Table(model, name="Actions"))
    tips: list[str] = []
    # The real one goes some time after it was told to, and only then forgets its words.
    monkeypatch.setattr(
        delegates, "QToolTip", SimpleNamespace(showText=lambda _place, text: tips.append(text))
    )
    for row, column in ((0, 1), (1, 0), (1, 3)):
        index = model.index(row, column)
        here = table.visualRect(index).center()
        event = QHelpEvent(QEvent.Type.ToolTip, here, table.viewport().mapToGlobal(here))
        delegate = table.itemDelegateForIndex(index)
        assert isinstance(delegate, TextDelegate)
        assert delegate.helpEvent(event, table, QStyleOptionViewItem(), index)
    assert tips[0].startswith("long long")
    assert tips[1:] == ["", "since b-2609-03"]


def test_words_go_on_to_a_second_line_and_no_further() -> None:
    font = theme.font(theme.Face.BODY)
    assert on_two_lines("short", font, 200) == ("short",)
    first, second = on_two_lines("😀 Neglect strategy: the adolescent toolkit", font, 150)
    assert (first + second).startswith("😀 Neglect strategy")
    assert second.endswith("toolkit")
    assert on_two_lines("word " * 60, font, 150)[1].endswith("…")
    for width in range(60, 220):
        head, *_rest = on_two_lines("Matters arising and the action log by exception", font, width)
        assert QFontMetrics(font).horizontalAdvance(head) <= width or " " not in head


def test_an_empty_table_can_be_come_to(qtbot: QtBot) -> None:
    table = shown(qtbot, Table(model_of(()), name="Actions"))
    assert table.current_row() is None
    table.grab()


def test_a_table_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name that can be spoken"):
        Table(model_of(), name="")
