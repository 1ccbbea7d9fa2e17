"""One date of a year being planned, in its own fields, with what it clashes with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.meetings import Mode
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.pages.day_field import DayField
from nscp_desktop.ui.pages.meeting_panel import MODES, show_time, time_in
from nscp_desktop.ui.widgets import (
    Bold,
    Button,
    Choice,
    Field,
    LineEdit,
    Mixed,
    TimeBox,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from nscp_desktop.services.half_typed import Box
    from nscp_desktop.services.rounds import Plan
    from nscp_desktop.store import Store


class DateEditor(QWidget):
    """One date of the year in its own fields, with every clash in a sentence. ``changed`` carries the new plan."""

    changed = Signal(object)
    left_out = Signal()
    all_year = Signal()
    refused = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        """Build the fields; :meth:`show_date` fills them."""
        super().__init__(parent)
        self._plan: Plan | None = None
        self._box_of: Callable[[str], Box] | None = None
        self._at: object = None
        self._month: date | None = None
        self.words = Mixed()
        self.day = DayField(self._near, name="Date")
        self.starts, self.ends = TimeBox(name="From"), TimeBox(name="To")
        self.mode = Choice(MODES, name="How people come")
        self.venue = LineEdit(name="Place", placeholder="Quaker Lane Hall + Teams", cap=200)
        self.leave_out = Button("Leave out", alt="v")
        self.same = Button("The same all year", alt="a")
        fields = across(
            Field("Date", self.day),
            Field("From", self.starts),
            Field("To", self.ends),
            Field("How", self.mode),
            Field("Place", self.venue),
            gap=10,
        )
        fields.setStretch(4, 1)
        self._fields, self._buttons = holder(fields), holder(across(self.same, self.leave_out))
        said = across(self.words, self._buttons, gap=12)
        said.setStretch(0, 1)
        said.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self.setLayout(down(said, self._fields, gap=6))
        self.day.keep_typed(store, partial(self._box, "date"), self.refused.emit)
        self._place_keeper = KeptLine(self.venue, store, partial(self._box, "place"), self.refused.emit)
        self.day.day_changed.connect(self._on_day)
        self.day.line.editingFinished.connect(self._on_day_typed)
        self.day.refused.connect(self.refused)
        self.venue.refused.connect(self.refused)
        for box in (self.starts, self.ends):
            box.editingFinished.connect(self._on_changed)
        self.venue.editingFinished.connect(self._on_changed)
        self.mode.picked.connect(self._on_mode)
        self.leave_out.clicked.connect(self.left_out)
        self.same.clicked.connect(self.all_year)

    def _box(self, what: str) -> Box | None:
        return self._box_of(what) if self._box_of is not None else None

    def show_date(
        self,
        heading: str,
        month: date,
        plan: Plan | None,
        *,
        left_out: bool,
        said: str,
        of: Callable[[str], Box] | None = None,
    ) -> None:
        """Show a date, what it clashes with, and what may be done with it; ``plan`` None: nothing.

        ``of`` gives the box in which half a date, or half a place, of it waits.
        """
        at = of("date") if of is not None else None
        other, fresh = at != self._at, plan != self._plan
        self._plan, self._month, self._box_of, self._at = plan, month, of, at
        self.words.show_parts([Bold(f"{heading}: "), said])
        self._fields.setVisible(plan is not None)
        self._buttons.setVisible(plan is not None)
        if plan is None:
            return
        self.leave_out.setText("Put back" if left_out else "Leave out")
        for control in (self.day, self.starts, self.ends, self.mode, self.venue, self.same):
            control.setEnabled(not left_out)
        if other or fresh:
            show_time(self.starts, plan.starts)
            show_time(self.ends, plan.ends)
            self.mode.pick(plan.mode)
        if other:
            self.day.open_day(plan.day)
            self._place_keeper.open_anew(plan.venue)
        elif fresh:
            if not self.day.line.hasFocus():
                self.day.show_day(plan.day)
            self._place_keeper.show(plan.venue)
        if not self.venue.hasFocus():
            self.venue.home(False)

    def forget_typed(self) -> None:
        """What was typed has become a deed, or shall not: nothing of it comes back."""
        self.day.forget_typed()
        self._place_keeper.forget()
        self._at = None

    def _near(self) -> date:
        """A day from which "20 may" is in this round's year."""
        assert self._month is not None  # noqa: S101 nothing is typed before a date is shown
        return self._month.replace(day=1)

    def _on_day(self, day: date | None) -> None:
        """Take a day from the calendar; while one is typed nothing is looked over."""
        if day is not None and self._plan is not None and not self.day.line.isModified():
            self.changed.emit(replace(self._plan, day=day))

    def _on_day_typed(self) -> None:
        if self.day.day is not None and self._plan is not None and self.day.day != self._plan.day:
            self.changed.emit(replace(self._plan, day=self.day.day))

    def _on_mode(self, _mode: object) -> None:
        self._on_changed()

    def _on_changed(self) -> None:
        if self._plan is None:
            return
        new = replace(
            self._plan,
            starts=time_in(self.starts),
            ends=time_in(self.ends),
            mode=Mode(str(self.mode.value)),
            venue=self.venue.text(),
        )
        if new != self._plan:
            self.changed.emit(new)
