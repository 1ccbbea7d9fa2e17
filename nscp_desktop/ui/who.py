"""Who is at work: a person picks their name, so that the journal can say who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.ui import theme
from nscp_desktop.ui.first_start import ROLES
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Choice,
    Column,
    Field,
    LineEdit,
    Quiet,
    RowModel,
    SectionRow,
    Sentence,
    Table,
    Title,
    across,
    down,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.unlock import Colleague, WayIn

_ROLE_WORDS = dict(ROLES)
_ROW_HEIGHT = 36


class WhoStep(QWidget):
    """Lists who works in this store; Enter on a name goes in, or a new name is added below."""

    signed_in = Signal()

    def __init__(self, door: WayIn, house: House, parent: QWidget | None = None) -> None:
        """List the colleagues of ``house``."""
        super().__init__(parent)
        self._door, self._house = door, house
        columns: tuple[Column[Colleague], ...] = (
            Column("name", "Name", lambda one: one.name, strong=True),
            Column("role", "Role", lambda one: _ROLE_WORDS.get(one.role, one.role), width=150),
        )
        rows = door.colleagues(house)
        self.model = RowModel(columns, rows, identity=lambda one: one.person_id)
        self.table = Table(self.model, name="Who is at work", header=False)
        self.table.setFixedHeight(theme.grown(_ROW_HEIGHT * min(7, len(rows)) + 4))
        self.go_in = Button("Go in", primary=True, alt="G", touch=True)
        if not rows:
            self.table.hide()
            self.go_in.hide()
        self.name_box = LineEdit(name="Your name, when it is not listed")
        self.role = Choice(ROLES, name="You are")
        self.add = Button("Add my name", alt="A")
        self.sentence = Sentence("", theme.Tone.RED)
        self.sentence.clear()
        card = Card()
        card.body.addLayout(
            down(
                Title("Who is at work?"),
                Quiet("What you do is noted under your name.", wrap=True),
                4,
                self.table,
                across(SPRING, self.go_in),
                across(
                    Field("Not listed? Your name", self.name_box, alt="N"),
                    Field("You are", self.role, alt="Y"),
                    gap=12,
                ),
                self.sentence,
                across(SPRING, self.add),
                gap=8,
            )
        )
        self.setLayout(down(card))
        self.table.row_chosen.connect(self._on_chosen)
        self.go_in.clicked.connect(self._on_go_in)
        self.add.clicked.connect(self._on_add)
        self.name_box.returnPressed.connect(self._on_add)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the list, or on the name when there is nobody yet."""
        super().showEvent(event)
        rows = self.model.rowCount()
        if rows:
            self.table.setFocus()
            # After a lock it is mostly the same person who comes back.
            last = self._house.store.actor
            self.table.selectRow(next((at for at in range(rows) if self._person_at(at) == last), 0))
        else:
            self.name_box.setFocus()

    def _person_at(self, at: int) -> str:
        row = self.model.row_at(at)
        return "" if isinstance(row, SectionRow) else row.person_id

    def _on_go_in(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._on_chosen(row)

    def _on_chosen(self, row: Colleague) -> None:
        self._enter(lambda: row.person_id)

    def _on_add(self) -> None:
        self._enter(lambda: self._door.add_colleague(self._house, self.name_box.text(), str(self.role.value)))

    def _enter(self, who: Callable[[], str]) -> None:
        try:
            self._door.sign_in(self._house, who())
        except Refused as refusal:
            self.sentence.say(str(refusal), theme.Tone.RED)
            return
        self.signed_in.emit()
