"""The running order: items with planned and actual minutes, the current one's bar; or "now, next"."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics

from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import actions
from nscp_desktop.services.agenda_items import short_title
from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Align,
    Bold,
    Column,
    Heading,
    Mixed,
    RowModel,
    Side,
    Small,
    Soft,
    Table,
    across,
)
from nscp_desktop.ui.widgets import Kind as Drawn

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.rules.pace import Pace
    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.ui.run.sitting import Sitting

WIDTH = 292
_NEXT = "  ·  Next "


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An item as the running order shows it; ``share`` (0 to 1) is the current item's bar."""

    item_id: str
    number: int
    title: str
    planned: int
    actual: int | None
    done: bool
    share: float | None

    @property
    def mark(self) -> str:
        """A tick when it is done, else its number."""
        return "✓" if self.done else str(self.number)

    @property
    def minutes(self) -> str:
        """Actual and planned minutes, "18 / 20"; planned alone before it began."""
        return str(self.planned) if self.actual is None else f"{self.actual} / {self.planned}"

    @property
    def spoken(self) -> str:
        """The item for the ear: "5, Neglect strategy, 18 of 20 minutes, now"."""
        words = [str(self.number), self.title]
        words.append(
            f"{self.planned} minutes" if self.actual is None else f"{self.actual} of {self.planned} minutes"
        )
        words += ["done"] if self.done else ["now"] if self.share is not None else []
        return ", ".join(words)


class RunningOrder(Side):
    """The list at the left. ``chosen`` carries the item somebody wants to look at."""

    chosen = Signal(str)

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build an empty list."""
        super().__init__("right", width=WIDTH, parent=parent)
        self._sitting = sitting
        self._matters = 0
        self.times = Small()
        self.model: RowModel[OrderRow] = RowModel(
            (
                Column("number", "No.", attrgetter("mark"), tone=_mark_tone, strong=True, width=28, least=28),
                Column(
                    "item", "Item", attrgetter("title"), kind=Drawn.BAR, share=attrgetter("share"),
                    tone=_title_tone, spoken=attrgetter("spoken"),
                ),
                Column(
                    "minutes", "Minutes", attrgetter("minutes"), tone=_minutes_tone, align=Align.RIGHT,
                    width=58, least=58,
                ),
            ),
            (),
            identity=attrgetter("item_id"),
            row_tone=_row_tone,
        )  # fmt: skip
        self.table = Table(self.model, name="Running order", header=False, two_lines=_is_now, glance=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_resized)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.clicked.connect(self._on_clicked)
        self.body.addLayout(across(Heading("Running order"), SPRING, self.times, margins=(8, 0, 8, 0)))
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Ask for the agenda's times again."""
        self._matters = len(actions.matters_arising(self._sitting.store, self._sitting.meeting_id))
        agenda = self._sitting.agenda
        self.times.setText(f"{agenda.starts:%H:%M}–{agenda.ends_planned:%H:%M}")
        self.show_pace(self._sitting.pace())

    def show_pace(self, pace: Pace) -> None:
        """Show the minutes as they stand now."""
        self.model.replace(tuple(self._row(row, pace) for row in self._sitting.agenda.rows))
        if self._sitting.item_id != self._here():
            self.table.go_to(self._sitting.item_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the item that is shown in sight."""
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            # Its place is known once everything is laid out.
            self._soon.start(0)

    def _on_resized(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def _here(self) -> str:
        row = self.table.current_row()
        return row.item_id if isinstance(row, OrderRow) else ""

    def _row(self, row: AgendaRow, pace: Pace) -> OrderRow:
        started = self._sitting.started(row)
        current = row.item_id == pace.current
        actual: int | None = None
        if current:
            actual = pace.elapsed
        elif started is not None and row.ended_at is not None:
            ran = row.ended_at - started - self._sitting.paused(row)
            actual = max(0, round(ran.total_seconds() / 60))
        title = row.title
        if row.duty is Duty.MATTERS and self._matters:
            # The count is what is looked for: a long title gives way to it.
            short = short_title(title).partition(" and ")[0]
            title = f"{short} · {counted(self._matters, 'action')}"
        return OrderRow(
            item_id=row.item_id,
            number=row.number,
            title=title,
            planned=row.minutes,
            actual=actual,
            done=row.ended_at is not None,
            share=pace.fraction if current else None,
        )

    def _on_row_chosen(self, row: OrderRow) -> None:
        self.chosen.emit(row.item_id)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if isinstance(row, OrderRow):
            self.chosen.emit(row.item_id)


class NowNext(Mixed):
    """The running order in one line, for a narrow window: the item now, the next one."""

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build an empty line."""
        super().__init__(face=Face.SMALL, wrap=False, parent=parent)
        self._sitting = sitting
        self._pace: Pace | None = None

    def show_pace(self, pace: Pace) -> None:
        """Show where the meeting is at this moment."""
        self._pace = pace
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Name both items: the one now gives way first, its title stands large below."""
        pace = self._pace
        if pace is None or not self._sitting.is_open:
            return
        rows = self._sitting.agenda.rows
        now = self._sitting.current
        after = next((row for row in rows if row.number > now.number and row.ended_at is None), None)
        here, next_one = f"{now.number} {now.title}", "" if after is None else f"{after.number} {after.title}"
        spoken = f"Now {here}, next {next_one}" if next_one else f"Now {here}"
        spent, coming = f" {pace.elapsed} / {now.minutes}", "" if after is None else f" {after.minutes}"
        if after is not None:
            bold, plain = QFontMetrics(theme.font(Face.SMALL_STRONG)), QFontMetrics(theme.font(Face.SMALL))
            around = plain.horizontalAdvance(f"Now {spent}{_NEXT}{coming}") + theme.grown(8)
            room, elide = self.width() - around, Qt.TextElideMode.ElideRight
            here = bold.elidedText(here, elide, max(room // 2, room - plain.horizontalAdvance(next_one)))
            next_one = plain.elidedText(next_one, elide, room - bold.horizontalAdvance(here))
        parts: list[str | Bold | Soft] = [Soft("Now "), Bold(here), Soft(spent)]
        if after is not None:
            parts += [Soft(_NEXT), next_one, Soft(coming)]
        self.show_parts(parts)
        self.setAccessibleName(spoken)


def _is_now(row: OrderRow) -> bool:
    return row.share is not None


def _row_tone(row: OrderRow) -> Tone | None:
    return Tone.TEAL if row.share is not None else None


def _title_tone(row: OrderRow) -> Tone | None:
    if row.share is not None:
        return Tone.TEAL
    return Tone.NEUTRAL if row.done else None


def _mark_tone(row: OrderRow) -> Tone | None:
    return Tone.NEUTRAL if row.share is None else Tone.TEAL


def _minutes_tone(row: OrderRow) -> Tone:
    over = row.actual is not None and row.actual > row.planned
    return Tone.AMBER if over else Tone.TEAL if row.share is not None else Tone.NEUTRAL
