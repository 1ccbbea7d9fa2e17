"""The table of a year's dates: a line for each group, a column for each round, clashes under their dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.year_dates import ClashKind
from nscp_desktop.ui.pages.day_field import day_said
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Column, RowModel, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.rules.year_dates import Clash
    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.services.rounds import Plan
    from nscp_desktop.services.year_dates import Body, Key, YearPlan, YearRound
    from nscp_desktop.ui.widgets.rows import Index

_BEFORE = timedelta(days=45)
"""How long before a round's month a date without a year is looked for."""

_GRAVE = frozenset({ClashKind.BANK_HOLIDAY, ClashKind.WEEKEND, ClashKind.CO_CHAIR, ClashKind.GROUP})


@dataclass(frozen=True, slots=True)
class YearCell:
    """One date of a group: to be issued, left out, arranged already, or none at all."""

    plan: Plan | None = None
    left_out: bool = False
    standing: MeetingFacts | None = None
    clashes: tuple[Clash, ...] = ()

    @property
    def text(self) -> str:
        """The date, or that there is none."""
        if self.standing is not None:
            return spoken(self.standing.date, self.standing.date)
        if self.plan is None or self.left_out:
            return "no date"
        return spoken(self.plan.day, self.plan.day)

    @property
    def quiet(self) -> str:
        """What stands under it: the first clash and how many more, or that it is arranged."""
        if self.standing is not None:
            return "arranged"
        if self.plan is None or self.left_out or not self.clashes:
            return ""
        more = f" +{len(self.clashes) - 1}" if len(self.clashes) > 1 else ""
        return f"{self.clashes[0].kind.value}{more}"

    @property
    def tone(self) -> Tone | None:
        """The tone of what stands under the date."""
        if not self.clashes or self.standing is not None:
            return None
        return Tone.RED if any(one.kind in _GRAVE for one in self.clashes) else Tone.AMBER

    @property
    def spoken(self) -> str:
        """The date and every clash in its sentence."""
        said = " ".join(one.sentence for one in self.clashes)
        under = "arranged already" if self.standing is not None else said
        return f"{self.text}. {under}".strip()


@dataclass(frozen=True, slots=True)
class YearLine:
    """A group's dates, one for each round."""

    body: Body
    cells: tuple[YearCell, ...]

    @property
    def issued(self) -> int:
        """How many of them are to be issued."""
        return sum(one.plan is not None and not one.left_out and one.standing is None for one in self.cells)


def lines_of(
    plan: YearPlan, wanted: Mapping[Key, Plan], left_out: set[Key], found: Mapping[Key, tuple[Clash, ...]]
) -> list[YearLine]:
    """The lines of the table."""
    return [
        YearLine(
            body,
            tuple(
                YearCell(wanted.get(key), key in left_out, plan.standing.get(key), found.get(key, ()))
                for key in ((body.group_id, one.number) for one in plan.rounds)
            ),
        )
        for body in plan.bodies
    ]


def date_in_round(text: str, month: date) -> date | None:
    """The date that somebody types for a round: "20", "20 may", "thu 20 may"; None when it is not one."""
    said = text.strip()
    if said.isdigit() and 1 <= int(said) <= 31:
        said = f"{said} {month:%B}"
    return day_said(said, month - _BEFORE)


def _cell(at: int, line: YearLine) -> YearCell:
    return line.cells[at]


def columns_of(rounds: tuple[YearRound, ...]) -> tuple[Column[YearLine], ...]:
    """A column for the group, and one for each round."""
    return (
        Column(
            "group",
            "Group",
            lambda line: line.body.name,
            quiet=lambda line: line.body.usual if line.issued else "",
            strong=True,
            width=158,
            least=140,
        ),
        *(
            Column[YearLine](
                str(one.number),
                one.words,
                lambda line, at=at: _cell(at, line).text,  # type: ignore[misc]
                quiet=lambda line, at=at: _cell(at, line).quiet,  # type: ignore[misc]
                quiet_tone=lambda line, at=at: _cell(at, line).tone,  # type: ignore[misc]
                tone=partial(_ink, at),
                spoken=lambda line, at=at: _cell(at, line).spoken,  # type: ignore[misc]
                editable=partial(_may_move, at),
                weight=1.0,
            )
            for at, one in enumerate(rounds)
        ),
    )


def _ink(at: int, line: YearLine) -> Tone | None:
    cell = _cell(at, line)
    return Tone.NEUTRAL if cell.plan is None or cell.left_out else None


def _may_move(at: int, line: YearLine) -> bool:
    cell = _cell(at, line)
    return cell.plan is not None and not cell.left_out and cell.standing is None


class YearTable(Table):
    """The table itself; ``cell_changed`` carries the group's id and the round's number, 0 at the group's name."""

    cell_changed = Signal(str, int)

    def __init__(self, rounds: tuple[YearRound, ...], parent: QWidget | None = None) -> None:
        """Build it for these rounds; rows come by ``lines``."""
        self._numbers = tuple(one.number for one in rounds)
        self.lines_model: RowModel[YearLine] = RowModel(
            columns_of(rounds), identity=lambda line: line.body.group_id
        )
        super().__init__(
            self.lines_model, name="A year's dates", lines=2, sortable=False, cells=True, parent=parent
        )

    @property
    def key(self) -> Key | None:
        """The date the keyboard is on; None on a group's name."""
        line, at = self.current_row(), self.currentIndex().column()
        if line is None or at < 1:
            return None
        return line.body.group_id, self._numbers[at - 1]

    def go_to_key(self, key: Key) -> None:
        """Go to a date."""
        row = self.lines_model.place_of(key[0])
        if row is not None:
            self.setCurrentIndex(self.lines_model.index(row, self._numbers.index(key[1]) + 1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the panel which date the keyboard is on."""
        super().currentChanged(current, previous)
        line = self.current_row()
        if line is not None:
            at = current.column()
            self.cell_changed.emit(line.body.group_id, self._numbers[at - 1] if at > 0 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the date the keyboard is on in sight when its clashes need room."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())
