"""One seat in full beside the list: who fills it, in which role, who may come instead, and how it changes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nscp_desktop.errors import Refused
from nscp_desktop.services import co_chairs, deputies, organisations, partnership, people, seats
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Choice,
    Field,
    FlowLayout,
    Heading,
    LineEdit,
    Quiet,
    Scroll,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QLineEdit, QWidget

    from nscp_desktop.services.seats import SeatRow
    from nscp_desktop.store import Store


class SeatPanel(Card):
    """Changes one seat, a deed at a time. ``done`` carries what was done, ``refused`` why it was not."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        """Build the panel over ``store``; :meth:`show_seat` says which seat."""
        super().__init__(snug=True, parent=parent)
        self._store = store
        self._row: SeatRow | None = None
        self._group_id, self._group_short = "", ""
        self.name = Heading("", wrap=True)
        self.where = Quiet("", wrap=True)
        self.person = LineEdit(name="Name", cap=200)
        self.role = LineEdit(name="Role", cap=200)
        self.email = LineEdit(name="E-mail", cap=200)
        self.sector = Choice((), name="Sector of the organisation")
        self.deputy = LineEdit(name="Add a deputy", placeholder="Type a name, then Enter", cap=200)
        self.successor = LineEdit(name="Somebody else", placeholder="Type a name, then Enter", cap=200)
        self.co_chair = Button("Make co-chair", alt="I")
        self.vacant = Button("Leave it vacant", alt="V")
        self.end = Button("End this seat", alt="N")
        self._chips = FlowLayout(gap=4)
        self.deputy_buttons: list[Button] = []
        self._keepers: dict[QLineEdit, KeptLine] = {
            box: KeptLine(box, store, partial(self._box, what), self.refused.emit)
            for box, what in (
                (self.person, "name"), (self.role, "role"), (self.email, "e-mail"), (self.deputy, "deputy"),
                (self.successor, "somebody else"),
            )
        }  # fmt: skip
        self._build()

    def _box(self, what: str) -> Box | None:
        return None if self._row is None else Box("seat", self._row.seat_id, f"{what}, half typed")

    def _build(self) -> None:
        column = down(
            self.name,
            self.where,
            Field("Name", self.person),
            Field("Role", self.role, alt="R"),
            Field("E-mail", self.email),
            Field("Sector of the organisation", self.sector, alt="S"),
            Field("Nominated deputies", self.deputy, alt="D"),
            holder(self._chips),
            across(self.co_chair, SPRING),
            Field(
                "Somebody else fills this seat",
                self.successor,
                alt="F",
                help_line="The seat, its role and its deputies stay.",
            ),
            across(self.vacant, self.end, SPRING),
            SPRING,
            gap=8,
            margins=(10, 8, 10, 8),
        )
        self.body.addWidget(Scroll(holder(column)))
        for box, slot in (
            (self.person, self._on_person),
            (self.role, self._on_role),
            (self.email, self._on_email),
        ):
            box.editingFinished.connect(slot)
        for box in (self.person, self.role, self.email, self.deputy, self.successor):
            box.refused.connect(self.refused)
        self.deputy.returnPressed.connect(self._on_deputy)
        self.successor.returnPressed.connect(self._on_successor)
        self.sector.picked.connect(self._on_sector)
        self.co_chair.clicked.connect(self._on_co_chair)
        self.vacant.clicked.connect(self._on_vacant)
        self.end.clicked.connect(self._on_end)

    def show_seat(self, group_id: str, group_short: str, row: SeatRow | None) -> None:
        """Show a seat, or nothing; a box that has the keyboard and the same seat keeps what is typed."""
        other = self._row is None or row is None or _key(row) != _key(self._row)
        self._group_id, self._group_short, self._row = group_id, group_short, row
        self.setVisible(row is not None)
        if row is None:
            return
        self.name.setText(row.name or "Vacant seat")
        self.where.setText(" · ".join(part for part in (row.organisation, row.sector or "no sector") if part))
        for box, text in ((self.person, row.name), (self.role, row.role), (self.email, row.email)):
            self._show_line(box, text, other=other)
        if other:
            self._keepers[self.deputy].open_anew()
            self._keepers[self.successor].open_anew()
        self.sector.set_choices(
            [("", "No sector"), *((one.sector_id, one.name) for one in partnership.sectors(self._store))]
        )
        self.sector.pick(row.sector_id)
        for control in (self.person, self.email, self.co_chair, self.vacant):
            control.setEnabled(not row.vacant)
        self.co_chair.setText("End as co-chair" if row.co_chair else "Make co-chair")
        self._show_deputies(row)

    def _show_line(self, box: QLineEdit, text: str, *, other: bool) -> None:
        """Show what is kept; of another seat what was half typed there when the program stopped."""
        if other:
            box.setModified(self._keepers[box].open_anew(text))
        elif box.hasFocus() or box.isModified():
            return
        else:
            self._keepers[box].show(text)
        box.setCursorPosition(0)

    def _taken(self, box: QLineEdit, text: str) -> None:
        """What was typed is a deed now."""
        self._keepers[box].show(text)
        box.setModified(False)

    def _show_deputies(self, row: SeatRow) -> None:
        for button in self.deputy_buttons:
            self._chips.removeWidget(button)
            button.deleteLater()
        self.deputy_buttons = []
        for deputy in row.deputies:
            button = Button(deputy.name, icon="x", name=f"End {deputy.name} as deputy")
            button.setProperty("person", deputy.person_id)
            button.clicked.connect(self._on_deputy_ended)
            self._chips.addWidget(button)
            self.deputy_buttons.append(button)

    # -- deeds ---------------------------------------------------------------------------------------

    @property
    def _today(self) -> date:
        return self._store.now().date()

    @property
    def _yesterday(self) -> date:
        return self._today - timedelta(days=1)

    def _do(self, sentence: str, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False
        self.done.emit(sentence)
        return True

    def _typed(self, box: QLineEdit, kept: str) -> str | None:
        """What was typed into a box when it differs from what is kept."""
        text = box.text().strip()
        return text if self._row is not None and text != kept else None

    def _on_person(self) -> None:
        row = self._row
        name = self._typed(self.person, row.name if row else "")
        if row is None or name is None or row.vacant:
            return
        kept = self._do(
            f"{row.name} is now called {name}.",
            lambda: people.change_person(self._store, row.person_id, name=name),
        )
        if kept or not name:
            self._taken(self.person, name or row.name)

    def _on_role(self) -> None:
        row = self._row
        role = self._typed(self.role, row.role if row else "")
        if row is not None and role is not None:
            who = row.name or row.organisation
            if self._do(
                f"Role of {who} changed.", lambda: seats.change_seat(self._store, row.seat_id, role=role)
            ):
                self._taken(self.role, role)

    def _on_email(self) -> None:
        row = self._row
        email = self._typed(self.email, row.email if row else "")
        if row is None or email is None or row.vacant:
            return
        if self._do(
            f"E-mail of {row.name} changed.",
            lambda: people.change_person(self._store, row.person_id, email=email),
        ):
            self._taken(self.email, email)

    def _on_sector(self, sector_id: str) -> None:
        row = self._row
        if row is not None and sector_id != row.sector_id:
            self._do(
                f"Sector of {row.organisation} changed.",
                lambda: organisations.change_organisation(
                    self._store, row.organisation_id, sector_id=sector_id
                ),
            )

    def _on_deputy(self) -> None:
        row, name = self._row, self.deputy.text().strip()
        if row is None or not name:
            return
        whom = row.name or row.organisation
        if self._do(
            f"{name} may come for {whom}.",
            lambda: deputies.nominate_by_name(self._store, row.seat_id, name, self._today),
        ):
            self._keepers[self.deputy].show("")

    def _on_deputy_ended(self) -> None:
        row, button = self._row, self.sender()
        if row is None or not isinstance(button, Button):
            return
        person_id = str(button.property("person"))
        whom = row.name or row.organisation
        self._do(
            f"{button.caption} is no longer a deputy for {whom}.",
            lambda: deputies.end_deputy(self._store, row.seat_id, person_id, self._yesterday),
        )

    def _on_co_chair(self) -> None:
        row = self._row
        if row is None:
            return
        if row.co_chair:
            self._do(
                f"{row.name} is no longer co-chair of {self._group_short}.",
                lambda: co_chairs.end_co_chair(self._store, self._group_id, row.person_id, self._yesterday),
            )
        else:
            self._do(
                f"{row.name} is co-chair of {self._group_short}.",
                lambda: co_chairs.start_co_chair(self._store, self._group_id, row.person_id, self._today),
            )

    def _on_successor(self) -> None:
        row, name = self._row, self.successor.text().strip()
        if row is None or not name:
            return
        if self._do(
            f"{name} fills the seat of {row.organisation}.",
            lambda: seats.hand_over(self._store, row.seat_id, name, self._today),
        ):
            self._keepers[self.successor].show("")

    def _on_vacant(self) -> None:
        row = self._row
        if row is not None:
            self._do(
                f"The seat of {row.organisation} is vacant from today.",
                lambda: seats.leave_seat(self._store, row.seat_id, self._yesterday),
            )

    def _on_end(self) -> None:
        row = self._row
        if row is not None:
            who = row.name or row.organisation
            self._do(
                f"{who} is no longer in {self._group_short}.",
                lambda: seats.end_seat(self._store, row.seat_id, self._yesterday),
            )


def _key(row: SeatRow) -> tuple[str, str]:
    return row.seat_id, row.person_id
