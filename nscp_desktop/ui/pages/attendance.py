"""Attendance: the matrix of a group's year, with four figures and what they were made from."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.services import attendance_year, partnership
from nscp_desktop.services.attendance_year import MatrixRow
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    Align,
    Button,
    Card,
    Choice,
    Column,
    EmptyState,
    Figure,
    FlowLayout,
    Kind,
    PageHead,
    Pill,
    RowModel,
    Scroll,
    SectionRow,
    Small,
    Table,
    across,
    down,
    holder,
)
from nscp_desktop.ui.widgets.words import tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.attendance_year import MatrixColumn, YearFigure, YearView
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_CODE_TONES: Final = {
    "P": Tone.GREEN,
    "V": Tone.TEAL,
    "D": Tone.VIOLET,
    "A": Tone.NEUTRAL,
    "N": Tone.RED,
    "C": Tone.NEUTRAL,
}
_ARROWS: Final = {"up ": "▲ ", "down ": "▼ "}


def _code(at: int, row: MatrixRow) -> str:
    return row.cells[at].code


def _code_words(at: int, row: MatrixRow) -> str:
    return row.cells[at].words


def _second(_row: MatrixRow) -> Tone:
    return Tone.NEUTRAL


def _heading(column: MatrixColumn) -> str:
    """The date, and how many were here: "14 Jan · 16"."""
    return column.heading if column.here is None else f"{column.heading} · {column.here}"


def columns_of(view: YearView) -> tuple[Column[MatrixRow], ...]:
    """The columns of a year: member, organisation, one for each meeting, the share of meetings filled."""
    return (
        Column[MatrixRow]("member", "Member", attrgetter("name"), strong=True, width=156),
        Column[MatrixRow]("about", "Organisation", attrgetter("about"), tone=_second),
        *(
            Column[MatrixRow](
                column.meeting_id,
                _heading(column),
                partial(_code, at),
                spoken=partial(_code_words, at),
                tip=partial(_code_words, at),
                kind=Kind.CODE,
                align=Align.CENTRE,
                width=84,
            )
            for at, column in enumerate(view.columns)
        ),
        Column[MatrixRow](
            "filled",
            "Seat filled",
            attrgetter("filled"),
            tip=attrgetter("filled_words"),
            spoken=attrgetter("filled_words"),
            align=Align.CENTRE,
            width=92,
        ),
    )


def rows_of(view: YearView) -> tuple[MatrixRow | SectionRow, ...]:
    """The members under their sectors."""
    rows: list[MatrixRow | SectionRow] = []
    for sector in view.sectors:
        rows.append(SectionRow(sector.name))
        rows += sector.rows
    return tuple(rows)


def arrowed(change: str) -> str:
    """A change with its arrow: "up 12% on last year" is "▲ 12% on last year"."""
    for word, arrow in _ARROWS.items():
        if change.startswith(word):
            return arrow + change.removeprefix(word)
    return change


class AttendancePage(Page):
    """A group's year."""

    key: ClassVar[str] = "attendance"
    title: ClassVar[str] = "Attendance"
    watched: ClassVar[frozenset[str]] = frozenset(
        {
            "attendance", "meeting", "seat", "holding", "nominated_deputy", "co_chair", "person",
            "organisation", "sector", "group",
        }
    )  # fmt: skip

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; the group that met last is shown, in this year."""
        super().__init__(house, bridge, frame, parent)
        self.group = Choice((), name="Group")
        self.year = Choice((), name="Year")
        self.print = Button("Print appendix", primary=True, alt="P")
        self.figures: tuple[Figure, ...] = ()
        self._figures = across(gap=12)
        self.model: RowModel[MatrixRow] | None = None
        self.table: Table | None = None
        self._shown: tuple[MatrixColumn, ...] | None = None
        self.matrix = Card(snug=True)
        self.key_line = FlowLayout(gap=8)
        self.notes = Small(wrap=True)
        self.to_people = Button("Go to People", name="Go to People to add members")
        self._whole = QStackedWidget()
        empty = Card()
        empty.body.addWidget(
            EmptyState(
                "Nobody has a seat in this group and it has not met.",
                "Attendance fills itself from the registers of its meetings. Members come first.",
                self.to_people,
            )
        )
        shown = down(self._figures, self.matrix, holder(self.key_line), self.notes, gap=12)
        shown.setStretch(1, 1)
        self._whole.addWidget(holder(shown))
        self._whole.addWidget(Scroll(empty))
        head = PageHead(self.title, left=(self.group, self.year), right=(self.print,))
        whole = down(head, self._whole, gap=14, margins=(24, 18, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.group.picked.connect(self._on_picked)
        self.year.picked.connect(self._on_picked)
        self.print.clicked.connect(self._on_print)
        self.to_people.clicked.connect(self._on_people)

    # -- what is shown -------------------------------------------------------------------------------

    def open_at(self, where: str) -> None:
        """Show the group with that id, in this year."""
        self._offer_groups()
        self.group.pick(where)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the chosen group's year again."""
        self._offer_groups()
        store = self.house.store
        group_id = str(self.group.value)
        years = attendance_year.years(store, group_id)
        before = self.year.value
        self.year.set_choices([(one.start, one.label) for one in years])
        if before is None:
            self.year.pick(attendance_year.year_to_show(store))
        view = attendance_year.year_of_group(store, group_id, self._start)
        self._whole.setCurrentIndex(1 if view.empty else 0)
        self.print.setEnabled(not view.empty)
        self._show_figures(view.figures)
        self._show_matrix(view)
        self._show_key(view)

    @property
    def _start(self) -> int:
        return int(str(self.year.value))

    def _offer_groups(self) -> None:
        store = self.house.store
        first = self.group.value is None
        self.group.set_choices([(one.group_id, one.name) for one in partnership.groups(store, None)])
        if first:
            self.group.pick(attendance_year.group_to_show(store))

    def _show_figures(self, figures: tuple[YearFigure, ...]) -> None:
        if not self.figures:
            self.figures = tuple(Figure(one.caption) for one in figures)
            for card in self.figures:
                self._figures.addWidget(card, 1)
        for card, one in zip(self.figures, figures, strict=True):
            tone = Tone.NEUTRAL if one.better is None else Tone.GREEN if one.better else Tone.AMBER
            card.show_figure(one.figure, arrowed(one.change), tone)
            card.setToolTip(tip(one.definition))
            card.setAccessibleDescription(f"{one.change}. {one.definition}")

    def _show_matrix(self, view: YearView) -> None:
        """Show the rows; other meetings ask for another table."""
        if self.model is None or self._shown != view.columns:
            if self.table is not None:
                self.matrix.body.removeWidget(self.table)
                self.table.deleteLater()
            self.model = RowModel(columns_of(view), identity=attrgetter("row_id"))
            self.table = Table(
                self.model, name=f"Attendance of {view.group}", compact=True, sortable=False, cells=True
            )
            self.matrix.body.addWidget(self.table)
            self._shown = view.columns
        self.model.replace(rows_of(view))

    def _show_key(self, view: YearView) -> None:
        while self.key_line.count():
            gone = self.key_line.takeAt(0)
            widget = gone.widget()
            if widget is not None:
                widget.deleteLater()
        for code, words in view.key:
            self.key_line.addWidget(
                holder(across(Pill(code, _CODE_TONES.get(code, Tone.NEUTRAL)), Small(words), gap=6))
            )
        self.notes.setText(" ".join(view.notes))
        self.notes.setVisible(bool(view.notes))

    # -- what is done --------------------------------------------------------------------------------

    def paper(self) -> Callable[[int], Paper] | None:
        """The year's matrix as it is printed."""
        if self.group.value is None or self.year.value is None:
            return None
        from nscp_desktop.services import papers

        return partial(papers.attendance_of_year, self.house.store, str(self.group.value), self._start)

    def _on_picked(self, _value: object) -> None:
        self.refresh()

    def _on_print(self) -> None:
        make = self.paper()
        if make is not None:
            self.frame.print_paper(make)

    def _on_people(self) -> None:
        self.frame.go("people")
