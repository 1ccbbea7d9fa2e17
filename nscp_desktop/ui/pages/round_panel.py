"""The panel in which a round is arranged: one agenda, and a day for each group in a small table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.meetings import Mode, months_later
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year_dates import in_words, summary
from nscp_desktop.services import clashes, partnership, rounds
from nscp_desktop.services.half_typed import Box
from nscp_desktop.services.rounds import Plan
from nscp_desktop.ui import theme
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.pages.day_field import DayField
from nscp_desktop.ui.pages.meeting_panel import HALF_TYPED, MODES, show_time, time_in
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Caption,
    Card,
    Check,
    Choice,
    Field,
    LineEdit,
    Mixed,
    Scroll,
    Sentence,
    Small,
    Soft,
    TimeBox,
    across,
    announce,
    down,
    holder,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nscp_desktop.services.templates import TemplateFacts
    from nscp_desktop.ui.house import House

_MONTHS_OFFERED = 14
_HIGHEST_NUMBER = 12
_NARROW = 860
"""Below this width of the panel the places have lines of their own."""
_HEADS = ("Group", "Date", "From", "To", "How", "Place")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The controls of one group's meeting; an unticked group does not meet in this round."""

    group_id: str
    meets: Check
    day: DayField
    starts: TimeBox
    ends: TimeBox
    mode: Choice
    venue: LineEdit
    clashes: Mixed
    place_keeper: KeptLine

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What is written in, in the order of the Tab key."""
        return (self.day, self.starts, self.ends, self.mode, self.venue)

    def show_plan(self, plan: Plan) -> bool:
        """Fill in when and where the group meets; says whether something was half typed here."""
        show_time(self.starts, plan.starts)
        show_time(self.ends, plan.ends)
        self.mode.pick(plan.mode)
        return any((self.day.open_day(plan.day), self.place_keeper.open_anew(plan.venue)))

    def forget_typed(self) -> None:
        """What was typed is a deed now, or is not wanted: none of it stands here another time."""
        self.day.forget_typed()
        self.place_keeper.forget()

    def say_clashes(self, words: str) -> bool:
        """Say under the line what its date clashes with; gives whether that is new and worth hearing."""
        fresh = words != self.clashes.text()
        if fresh:
            self.clashes.show_parts([Soft(words, "amber")] if words else [])
            self.clashes.setVisible(bool(words))
        return fresh and bool(words)

    def plan(self) -> Plan | None:
        """When and where the group meets, None while its date cannot be read."""
        if self.day.day is None:
            return None
        return Plan(
            self.group_id,
            self.day.day,
            time_in(self.starts),
            time_in(self.ends),
            Mode(str(self.mode.value)),
            self.venue.text(),
        )


class RoundPanel(Card):
    """A round for all groups at once. ``kept`` carries its id and a sentence, ``left`` that it is not wanted."""

    kept = Signal(str, str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the head; the groups' lines are made when the panel is first filled."""
        super().__init__(
            "New round", "one agenda for every group; each may change its own later", parent=parent
        )
        self._house = house
        self.month = Choice((), name="Month")
        self.number = Choice([(n, f"Round {n}") for n in range(1, _HIGHEST_NUMBER + 1)], name="Number")
        self.template = Choice((), name="Agenda")
        self.round_title = LineEdit(name="Title", placeholder="optional, such as Neglect", cap=200)
        self.year_words = Small("")
        self.lines: tuple[GroupLine, ...] = ()
        self.sentence = Sentence(tone=Tone.RED)
        self.keep = Button("Arrange round", primary=True, alt="g")
        self.way_out = self.leave = Button("Not now", alt="o")
        self._title_keeper = KeptLine(
            self.round_title, house.store, lambda: Box("setting", "new round", "title"), self.sentence.say
        )
        self._grid = QGridLayout()
        self._place_head = Caption(_HEADS[-1])
        self._narrow = False
        self._build()

    def _build(self) -> None:
        head = across(
            Field("Month", self.month),
            Field("Number", self.number),
            Field("Agenda", self.template),
            Field("Title", self.round_title),
            gap=12,
        )
        head.setStretch(3, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(len(_HEADS) - 1, 1)
        self._rows = holder(down(self._grid, SPRING))
        self._scroll = Scroll(self._rows)
        foot = across(self.year_words, SPRING, self.leave, self.keep)
        column = down(head, 4, self._scroll, self.sentence, foot, SPRING, gap=10)
        column.setStretch(2, 1000)
        self.body.addLayout(column, 1)
        self.month.picked.connect(self._on_month_picked)
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self._on_leave)
        self.round_title.refused.connect(self.sentence.say)

    # -- what it shows ------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Offer the round that would come next, each group as last time."""
        store = self._house.store
        suggested = rounds.suggest_round(store, self._today())
        first = months_later(suggested.month, -2)
        months = [months_later(first, count) for count in range(_MONTHS_OFFERED)]
        self.month.set_choices([(one.isoformat(), f"{one:%B %Y}") for one in months])
        self.month.pick(suggested.month.isoformat())
        self.number.pick(min(suggested.number, _HIGHEST_NUMBER))
        self.template.set_choices([(one.id, _template_words(one)) for one in rounds.templates(store)])
        self.sentence.clear()
        if self._title_keeper.open_anew():
            self.sentence.say(HALF_TYPED, Tone.AMBER)
        self._show_groups()
        for line in self.lines:
            line.meets.setChecked(True)
        self._show_plans(suggested.plans)
        self._say_year()

    def _show_groups(self) -> None:
        groups = partnership.groups(self._house.store)
        if [one.group_id for one in groups] == [line.group_id for line in self.lines]:
            return
        for line in self.lines:
            for widget in (line.meets, *line.controls, line.clashes):
                self._grid.removeWidget(widget)
                widget.deleteLater()
        if not self.lines:
            for column, words in enumerate(_HEADS[:-1]):
                self._grid.addWidget(Caption(words), 0, column)
            self._grid.addWidget(self._place_head, 0, len(_HEADS) - 1)
        self.lines = tuple(self._line(row, one.group_id, one.name) for row, one in enumerate(groups, start=1))

    def _line(self, row: int, group_id: str, name: str) -> GroupLine:
        store, say = self._house.store, self.sentence.say
        venue = LineEdit(name=f"{name}: place", cap=200)
        line = GroupLine(
            group_id,
            Check(name, name=f"{name} meets"),
            DayField(self._today, name=f"{name}: date"),
            TimeBox(name=f"{name}: from"),
            TimeBox(name=f"{name}: to"),
            Choice(MODES, name=f"{name}: how"),
            venue,
            Mixed(face=Face.SMALL),
            KeptLine(venue, store, partial(self._box, group_id, "place"), say),
        )
        line.day.keep_typed(store, partial(self._box, group_id, "date"), say)
        self._place(row, line)
        line.clashes.hide()
        line.meets.toggled.connect(self._on_toggled)
        line.venue.refused.connect(self.sentence.say)
        line.day.refused.connect(self.sentence.say)
        line.day.settled.connect(self._on_settled)
        line.mode.picked.connect(self._on_settled)
        for box in (line.starts, line.ends, line.venue):
            box.editingFinished.connect(self._on_settled)
        return line

    def _place(self, row: int, line: GroupLine) -> None:
        """Put a group's controls in a line; in a narrow window the place has one of its own."""
        first = 3 * row - 2
        for column, widget in enumerate((line.meets, *line.controls[:-1])):
            self._grid.addWidget(widget, first, column)
        if self._narrow:
            self._grid.addWidget(line.venue, first + 1, 1, 1, len(_HEADS) - 2)
        else:
            self._grid.addWidget(line.venue, first, len(_HEADS) - 1)
        # What a date clashes with stands under it, and takes no room while there is nothing to say.
        self._grid.addWidget(line.clashes, first + 2, 1, 1, len(_HEADS) - 1 - self._narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the places a line of their own where there is no room for them beside the rest."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.grown(_NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._place_head.setVisible(not narrow)
        self._grid.setColumnStretch(len(_HEADS) - 1, not narrow)
        self._grid.setColumnStretch(len(_HEADS) - 2, narrow)
        for row, line in enumerate(self.lines, start=1):
            self._place(row, line)
        self._scroll.setMaximumHeight(self._rows.sizeHint().height() + 2)

    def _show_plans(self, plans: tuple[Plan, ...]) -> None:
        by_group = {plan.group_id: plan for plan in plans}
        found = [line.show_plan(by_group[line.group_id]) for line in self.lines]
        if any(found):
            self.sentence.say(HALF_TYPED, Tone.AMBER)
        self._look_over()
        self._count()

    def _look_over(self) -> str:
        """Say under each line what its date clashes with; gives all of it as a summary."""
        wanted = {
            line.group_id: plan for line in self.lines if line.meets.isChecked() and (plan := line.plan())
        }
        try:
            found = clashes.look_over(self._house.store, wanted)
        except Refused:
            # A box also says that it is finished when its window goes and takes the store with it.
            return ""
        said = [
            f"{line.meets.caption}: {in_words(found[line.group_id])}"
            for line in self.lines
            if line.say_clashes(in_words(found.get(line.group_id, ())))
        ]
        announce(self, " ".join(said))
        # As high as its lines and no higher, so that the buttons stand right under them.
        self._scroll.setMaximumHeight(self._rows.sizeHint().height() + 2)
        return f" {summary(found.values(), len(wanted))}" if found else ""

    def _say_year(self) -> None:
        year = rounds.reporting_year(self._house.store, self._month())
        self.year_words.setText(f"Counts in the year {rounds.year_words(year)}.")

    def _count(self) -> None:
        meeting = sum(line.meets.isChecked() for line in self.lines)
        self.keep.setText(f"Arrange round and {counted(meeting, 'meeting')}" if meeting else "Arrange round")

    def _box(self, group_id: str, what: str) -> Box:
        # Of one month: a date that was typed for May is nothing to July.
        return Box("group", group_id, f"round of {self._month():%Y-%m}: {what}")

    def _month(self) -> date:
        return date.fromisoformat(str(self.month.value))

    def _today(self) -> date:
        return self._house.now().date()

    # -- what is pressed ----------------------------------------------------------------------------

    def _on_month_picked(self, _month: object) -> None:
        self._show_plans(rounds.suggest_plans(self._house.store, self._month()))
        self.number.pick(min(rounds.next_number(self._house.store, self._month()), _HIGHEST_NUMBER))
        self._say_year()

    def _on_toggled(self, _on: bool) -> None:
        for line in self.lines:
            for control in line.controls:
                control.setEnabled(line.meets.isChecked())
        self._look_over()
        self._count()

    def _on_settled(self, _value: object = None) -> None:
        """Look the dates over when one is written, not while it is: half a date is another one."""
        self._look_over()

    def _forget_typed(self) -> None:
        self._title_keeper.forget()
        for line in self.lines:
            line.forget_typed()

    def _on_leave(self) -> None:
        self._forget_typed()
        self.left.emit()

    def _on_keep(self) -> None:
        plans = []
        for line in self.lines:
            if not line.meets.isChecked():
                continue
            plan = line.plan()
            if plan is None:
                self.sentence.say(f"Type the date of {line.meets.caption} first, such as 14 jan.")
                line.day.setFocus()
                return
            plans.append(plan)
        month, number = self._month(), int(str(self.number.value))
        clashing = self._look_over()
        template = self.template.value
        try:
            kept = rounds.arrange_round_with_meetings(
                self._house.store,
                rounds.reporting_year(self._house.store, month),
                number,
                month,
                plans,
                None if template is None else str(template),
                self.round_title.text(),
            )
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self._forget_typed()
        self.kept.emit(kept, f"{month:%B %Y} is arranged with {counted(len(plans), 'meeting')}.{clashing}")


def _template_words(template: TemplateFacts) -> str:
    return f"{template.name}, {counted(template.items, 'item')}"
