"""People: who fills which seat of a group, by sector; members pasted from a spreadsheet; changes in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import partnership, seats
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.kept_line import KeptCells, KeptLines
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.pages.people_paste import WHAT_TO_DO, PastePanel
from nscp_desktop.ui.pages.people_seat import SeatPanel
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    Beside,
    Button,
    Card,
    Choice,
    Column,
    EmptyState,
    Field,
    Kind,
    LineEdit,
    PageHead,
    Quiet,
    RowModel,
    SectionRow,
    Table,
    across,
    down,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from nscp_desktop.services.partnership import GroupFacts
    from nscp_desktop.services.seats import SeatRow
    from nscp_desktop.store import Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_NARROW = 620


def _since(row: SeatRow) -> str:
    return f"{row.since:%b %Y}" if row.since and not row.vacant else ""


COLUMNS: tuple[Column[SeatRow], ...] = (
    Column(
        "member",
        "Member",
        lambda row: row.name or "Vacant",
        tone=lambda row: Tone.AMBER if row.vacant else None,
        strong=True,
        width=200,
    ),
    Column("organisation", "Organisation", lambda row: row.organisation, weight=1.1),
    Column("role", "Role", lambda row: row.role, weight=1.0, editable=True, may_go=True),
    Column(
        "chair",
        "",
        lambda row: "co-chair" if row.co_chair else "",
        tone=lambda row: Tone.TEAL if row.co_chair else None,
        kind=Kind.PILL,
        width=92,
        least=92,
    ),
    Column(
        "deputies",
        "Deputies",
        lambda row: ", ".join(one.name for one in row.deputies),
        weight=0.9,
        may_go=True,
    ),
    Column("since", "Since", _since, sort=lambda row: row.since, width=88, may_go=True),
)


class _AddRow(Card):
    """One line to add a member: name, organisation, role and sector; Enter in any of them adds."""

    def __init__(self, store: Store, refuse: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = LineEdit(name="Name", cap=200)
        self.organisation = LineEdit(name="Organisation", cap=200)
        self.role = LineEdit(name="Role", cap=200)
        self.sector = Choice((), name="Sector")
        self.add = Button("Add", primary=True, name="Add this member")
        self.close_row = Button("Close", alt="O")
        buttons = across(self.add, self.close_row, gap=8)
        row = across(
            Field("Name", self.name),
            Field("Organisation", self.organisation),
            Field("Role", self.role),
            Field("Sector", self.sector),
            gap=10,
        )
        for at, share in enumerate((3, 3, 2, 0)):
            row.setStretch(at, share)
        row.addLayout(buttons)
        row.setAlignment(buttons, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        lines = {"name": self.name, "organisation": self.organisation, "role": self.role}
        # Of no group: who sees half way through that it is another group picks that one and goes on.
        self.keeper = KeptLines(lines, store, partial(Box, "setting", "new member"), refuse)


class PeoplePage(Page):
    """The seats of one group."""

    key: ClassVar[str] = "people"
    title: ClassVar[str] = "People"
    watched: ClassVar[frozenset[str]] = frozenset(
        {"person", "organisation", "seat", "holding", "nominated_deputy", "co_chair", "group", "sector"}
    )

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; the first group is shown unless another is opened."""
        super().__init__(house, bridge, frame, parent)
        self._groups: dict[str, GroupFacts] = {}
        self._wanted = ""
        self.group = Choice((), name="Group")
        self.count = Quiet("")
        self.add_button = Button("Add a member", alt="A")
        self.paste_button = Button("Paste members…", primary=True, alt="P")
        self.model = RowModel(COLUMNS, identity=lambda row: (row.seat_id, row.person_id))
        self.table = Table(self.model, name="Members by sector", wraps=True)
        self.add_row = _AddRow(house.store, frame.refuse)
        self.seat = SeatPanel(house.store)
        self.paste = PastePanel(house.store)
        self.empty_button = Button("Paste members…", name="Paste members")
        self.empty = EmptyState("No members yet.", WHAT_TO_DO, self.empty_button)
        self._list = QStackedWidget()
        self._whole = QStackedWidget()
        self._build()

    def _build(self) -> None:
        card = Card(snug=True)
        card.body.addWidget(self.table)
        self._list.addWidget(Beside(card, self.seat, shares=(3, 1), narrow=_NARROW))
        empty = Card()
        empty.body.addWidget(self.empty)
        self._list.addWidget(empty)
        self.seat.setMinimumWidth(264)
        self.seat.hide()
        listed = QWidget()
        column = down(self.add_row, self._list, gap=14)
        column.setStretch(1, 1)
        listed.setLayout(column)
        self._whole.addWidget(listed)
        self._whole.addWidget(self.paste)
        self.head = PageHead(
            self.title, left=(self.group, self.count), right=(self.add_button, self.paste_button)
        )
        layout = down(self.head, self._whole, gap=14, margins=(24, 18, 24, 18))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.add_row.setHidden(not self.add_row.keeper.open_anew())
        self.group.picked.connect(self._on_group_picked)
        self.add_button.clicked.connect(self._on_add_pressed)
        self.add_row.add.clicked.connect(self._on_add)
        self.add_row.close_row.clicked.connect(self._on_add_closed)
        for box in (self.add_row.name, self.add_row.organisation, self.add_row.role):
            box.returnPressed.connect(self._on_add)
            box.refused.connect(self.frame.refuse)
        self.paste_button.clicked.connect(self._on_paste_pressed)
        self.empty_button.clicked.connect(self._on_paste_pressed)
        self.paste.left.connect(self._on_paste_left)
        self.paste.taken_in.connect(self._on_taken_in)
        self.paste.refused.connect(self.frame.refuse)
        self.table.row_changed.connect(self._on_row_changed)
        self.table.refused.connect(self.frame.refuse)
        self.model.edited.connect(self._on_edited)
        self.cells = KeptCells(self.table, self.model, self.house.store, _role_box, self.frame.refuse)
        self.seat.done.connect(self.frame.say)
        self.seat.refused.connect(self.frame.refuse)

    # -- what is shown -------------------------------------------------------------------------------

    def open_at(self, where: str) -> None:
        """Show the group with that id; a seat of it may follow after a slash."""
        self._wanted, _, seat_id = where.partition("/")
        self.refresh()
        for row in self.model.rows():
            if seat_id and row.seat_id == seat_id:
                self.table.go_to((row.seat_id, row.person_id))

    def refresh(self) -> None:
        """Ask for groups and seats again; the same row stays chosen."""
        listed = partnership.groups(self.house.store, None)
        self._groups = {one.group_id: one for one in listed}
        self.group.set_choices([(one.group_id, one.name) for one in listed])
        if self._wanted in self._groups:
            self.group.pick(self._wanted)
        self._wanted = ""
        group = self._group
        rows = seats.seats(self.house.store, group.group_id, self._today)
        self.model.replace(_by_sector(rows))
        self.count.setText(_counts(rows))
        self._list.setCurrentIndex(0 if rows else 1)
        self.seat.show_seat(group.group_id, group.short, self.table.current_row())
        self.add_row.sector.set_choices(
            [("", "Not said"), *((one.sector_id, one.name) for one in partnership.sectors(self.house.store))]
        )

    @property
    def _group(self) -> GroupFacts:
        return self._groups[str(self.group.value)]

    @property
    def _today(self) -> date:
        return self.house.now().date()

    def _on_group_picked(self, _group_id: object) -> None:
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self.refresh()

    def _on_row_changed(self, row: SeatRow | None) -> None:
        self.seat.show_seat(self._group.group_id, self._group.short, row)

    # -- pasting -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste into an empty page begins pasting members; Esc lets go of the row that is chosen."""
        if event.key() == Qt.Key.Key_Escape and self.table.current_row() is not None:
            self.table.setCurrentIndex(self.model.index(-1, -1))
            return
        pasting = event.matches(QKeySequence.StandardKey.Paste)
        if pasting and self._whole.currentIndex() == 0 and self._list.currentIndex() == 1:
            self._begin_paste(QGuiApplication.clipboard().text())
            return
        super().keyPressEvent(event)

    def _on_paste_pressed(self) -> None:
        self._begin_paste("")

    def _begin_paste(self, text: str) -> None:
        self._show_pasting(pasting=True)
        self.paste.begin(self._group, self._today, text)

    def _on_paste_left(self) -> None:
        self._show_pasting(pasting=False)
        self.paste_button.setFocus()

    def _on_taken_in(self, number: int) -> None:
        self._show_pasting(pasting=False)
        self.frame.say(f"{counted(number, 'member')} added to {self._group.short}.")
        self.table.setFocus()

    def _show_pasting(self, *, pasting: bool) -> None:
        self._whole.setCurrentIndex(1 if pasting else 0)
        for control in (self.group, self.count, self.add_button, self.paste_button):
            control.setVisible(not pasting)

    # -- adding and editing in place -----------------------------------------------------------------

    def _on_add_pressed(self) -> None:
        self.add_row.show()
        self.add_row.name.setFocus()

    def _on_add_closed(self) -> None:
        self.add_row.hide()
        self.add_button.setFocus()

    def _on_add(self) -> None:
        row, group = self.add_row, self._group
        name = row.name.text().strip()
        try:
            seat_id = seats.add_member(
                self.house.store,
                group.group_id,
                name,
                row.organisation.text(),
                self._today,
                role=row.role.text(),
                sector_id=str(row.sector.value or ""),
            )
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            empty = next((box for box in (row.name, row.organisation) if not box.text().strip()), row.name)
            empty.setFocus()
            return
        self.refresh()
        added = next((one for one in self.model.rows() if one.seat_id == seat_id), None)
        if added is not None:
            self.table.go_to((added.seat_id, added.person_id))
        for box in (row.name, row.organisation, row.role):
            box.setText("")
        row.keeper.forget()
        row.sector.pick("")
        row.name.setFocus()
        self.frame.say(f"{name} added to {group.short}.")

    def _on_edited(self, row: SeatRow, _column: str, text: str) -> None:
        try:
            seats.change_seat(self.house.store, row.seat_id, role=text)
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            return
        self.cells.forget()
        self.frame.say(f"Role of {row.name or row.organisation} changed.")


def _role_box(row: SeatRow, _column: str) -> Box:
    return Box("seat", row.seat_id, "role, half typed")


def _by_sector(rows: tuple[SeatRow, ...]) -> list[SeatRow | SectionRow]:
    """The rows with a heading over each sector, in the order in which they come."""
    shown: list[SeatRow | SectionRow] = []
    numbers: dict[int, int] = {}
    for row in rows:
        numbers[row.sector_position] = numbers.get(row.sector_position, 0) + (not row.vacant)
    last: int | None = None
    for row in rows:
        if row.sector_position != last:
            last = row.sector_position
            heading = row.sector or "No sector yet"
            shown.append(SectionRow(heading.upper(), counted(numbers[last], "member")))
        shown.append(row)
    return shown


def _counts(rows: tuple[SeatRow, ...]) -> str:
    """What stands beside the group: how many members, seats that are vacant, and sectors."""
    members = len({row.person_id for row in rows if not row.vacant})
    vacant = sum(row.vacant for row in rows)
    sectors = len({row.sector_id for row in rows if row.sector_id and not row.vacant})
    parts = [counted(members, "member"), counted(sectors, "sector")]
    if vacant:
        parts.append(f"{counted(vacant, 'seat')} vacant")
    return " · ".join(parts) if rows else ""
