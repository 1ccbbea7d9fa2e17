"""The items of an agenda as a table whose cells are written in place: minutes by keys, kinds from a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.year import column_date, long_date
from nscp_desktop.ui.pages.dragged_rows import DragTable
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    Align,
    Choice,
    Column,
    Kind,
    MinutesBox,
    RowModel,
    SectionRow,
    TextDelegate,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from nscp_desktop.services.agenda import Agenda, AgendaRow
    from nscp_desktop.ui.widgets.rows import Index

KINDS = tuple((kind.value, kind.value) for kind in ItemKind)
LEFT_OUT = "left out at this meeting"


def _kept(row: AgendaRow) -> bool:
    return not row.omitted


def local_words(row: AgendaRow) -> str:
    """What marks a row that is not as the round has it, and one that an earlier meeting parked."""
    if row.carried is not None:
        return f"from {column_date(row.carried)}"
    return "local" if row.local else ""


def _differs(row: AgendaRow) -> str:
    if row.carried is not None:
        return f"carried from {long_date(row.carried)}"
    return "belongs to this meeting only" if row.only_here else ", ".join(row.differs)


def _ink(row: AgendaRow) -> Tone | None:
    return Tone.NEUTRAL if row.omitted else None


COLUMNS: tuple[Column[AgendaRow], ...] = (
    Column(
        "number",
        "No.",
        lambda row: "" if row.omitted else str(row.number),
        tone=_ink,
        align=Align.RIGHT,
        width=44,
        least=40,
    ),
    Column(
        "starts",
        "Time",
        lambda row: "" if row.omitted else f"{row.starts:%H:%M}",
        tone=_ink,
        width=62,
        least=60,
    ),
    Column(
        "minutes",
        "Min",
        lambda row: str(row.minutes),
        spoken=lambda row: f"{row.minutes} minutes",
        tone=_ink,
        align=Align.RIGHT,
        width=54,
        least=50,
        editable=_kept,
    ),
    Column("title", "Item", lambda row: row.title, tone=_ink, strong=True, editable=_kept),
    Column(
        "local",
        "",
        local_words,
        tone=lambda row: Tone.VIOLET if row.local else None,
        tip=_differs,
        spoken=lambda row: f"local: {_differs(row)}" if row.local else "shared",
        kind=Kind.PILL,
        width=104,
        least=62,
        if_any=True,
        snug=True,
    ),
    Column("kind", "Kind", lambda row: row.kind.value, tone=_ink, width=106, editable=_kept, may_go=True),
    Column("lead", "Lead", lambda row: row.lead, tone=_ink, width=140, editable=_kept, may_go=True),
)


class MinutesDelegate(TextDelegate):
    """Writes minutes in a box that Up and Down count in."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the box for minutes."""
        box = MinutesBox(name="Minutes", parent=parent)
        box.setSuffix("")
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the box with the present length."""
        if isinstance(editor, MinutesBox) and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setValue(int(str(index.data(Qt.ItemDataRole.EditRole))))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over the minutes."""
        if isinstance(editor, MinutesBox):
            editor.interpretText()
            model.setData(index, str(editor.value()), Qt.ItemDataRole.EditRole)


class KindDelegate(TextDelegate):
    """Chooses a kind from the list of kinds."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the list of kinds."""
        choice = Choice(KINDS, name="Kind", parent=parent)
        choice.picked.connect(self._on_picked)
        return choice

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the present kind."""
        if isinstance(editor, Choice):
            editor.pick(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over the kind."""
        if isinstance(editor, Choice):
            model.setData(index, str(editor.value), Qt.ItemDataRole.EditRole)

    def _on_picked(self, _kind: object) -> None:
        choice = self.sender()
        if isinstance(choice, Choice):
            self.commitData.emit(choice)
            self.closeEditor.emit(choice)


class AgendaTable(DragTable):
    """The items in order; those left out stand under their own heading. Enter writes in a cell."""

    def __init__(self, model: RowModel[AgendaRow], parent: QWidget | None = None) -> None:
        """Build the table over ``model``."""
        super().__init__(model, name="Agenda items", parent=parent)
        keys = [column.key for column in COLUMNS]
        self._title = keys.index("title")
        self.setItemDelegateForColumn(keys.index("minutes"), MinutesDelegate(self))
        self.setItemDelegateForColumn(keys.index("kind"), KindDelegate(self))
        self.activated.connect(self._on_enter)

    def go_to_item(self, item_id: str) -> bool:
        """Go to an item, on its title unless another cell is in use."""
        column = self.currentIndex().column()
        if not self.go_to(item_id):
            return False
        if column < 0:
            self.setCurrentIndex(self.model().index(self.currentIndex().row(), self._title))
        return True

    def _on_enter(self, index: Index) -> None:
        if self.model().flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)


def shown_rows(agenda: Agenda, carried: Mapping[str, date]) -> list[AgendaRow | SectionRow]:
    """The rows of the table: the items, with the day they are ``carried`` from, then those that are left out."""
    shown: list[AgendaRow | SectionRow] = [
        replace(row, carried=carried.get(row.item_id)) for row in agenda.rows
    ]
    if agenda.omitted:
        shown += [SectionRow(LEFT_OUT), *agenda.omitted]
    return shown
