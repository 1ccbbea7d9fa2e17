"""The panel in which a year's dates are looked over and issued at once, and the school holidays are kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.school_terms import EXAMPLE, known_until
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date
from nscp_desktop.rules.year_dates import pattern_of, summary
from nscp_desktop.services import calendars, clashes, half_planned, rounds, year_dates
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.kept_line import KeptCells, KeptLine
from nscp_desktop.ui.pages.year_date import DateEditor
from nscp_desktop.ui.pages.year_table import YearTable, date_in_round, lines_of
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Choice,
    Ends,
    NoteEdit,
    Sentence,
    Small,
    Strong,
    across,
    announce,
    down,
    holder,
)

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from nscp_desktop.rules.year_dates import Clash
    from nscp_desktop.services.rounds import Plan
    from nscp_desktop.services.year_dates import Key, YearPlan
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.year_table import YearLine

_YEARS_OFFERED = 4


class HolidaysPanel(QWidget):
    """The school holidays, one a line. ``kept`` says that they were kept, ``left`` that nothing is wanted."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the box; :meth:`open_text` fills it."""
        super().__init__(parent)
        self._house = house
        self.text = NoteEdit(name="School holidays, one a line", placeholder=EXAMPLE)
        self.sentence = Sentence(tone=Tone.RED)
        self.keep = Button("Keep the school holidays", primary=True, alt="p")
        self.leave = Button("Not now", alt="o")
        words = Small(
            f"One holiday a line: {EXAMPLE}. A line that begins with # is a remark. "
            "They belong to this partnership and are used only to warn of a clash.",
            wrap=True,
        )
        label = Strong("School holidays, one a line")
        label.label(self.text, "i")
        foot = across(SPRING, self.leave, self.keep)
        column = down(label, self.text, words, self.sentence, foot, gap=8)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.text.refused.connect(self.sentence.say)
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self._on_leave)
        box = Box("setting", "school holidays", "half typed")
        self.keeper = KeptLine(self.text, house.store, lambda: box, self.sentence.say)

    def open_text(self) -> None:
        """Show what is kept, or what was half typed when the program stopped."""
        self.keeper.open_anew(calendars.school_holidays_text(self._house.store).strip())
        self.sentence.clear()

    def _on_keep(self) -> None:
        try:
            spans = calendars.keep_school_holidays(self._house.store, self.text.toPlainText())
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self.keeper.show(self.text.toPlainText())
        self.kept.emit(f"{counted(len(spans), 'school holiday')} kept.")

    def _on_leave(self) -> None:
        self.text.setPlainText(calendars.school_holidays_text(self._house.store).strip())
        self.keeper.settle()
        self.left.emit()


class YearPanel(Card):
    """A year's dates. ``kept`` carries the year and a sentence, ``left`` that it is not wanted."""

    kept = Signal(int, str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the head and the foot; the table is made for each year."""
        super().__init__(
            "Dates for a year",
            "every group's meetings at once. A clash is shown; you decide.",
            parent=parent,
        )
        self._house = house
        self._plan: YearPlan | None = None
        self._wanted: dict[Key, Plan] = {}
        self._left_out: set[Key] = set()
        self._found: dict[Key, tuple[Clash, ...]] = {}
        self._as_left = False
        self.year = Choice((), name="Year")
        self.template = Choice((), name="Agenda")
        self.how = Small("")
        self.terms_words = Small("")
        self.table: YearTable | None = None
        self._table_place = Card(snug=True)
        self.editor = DateEditor(house.store)
        self._cells: KeptCells | None = None
        self.sentence = Sentence(tone=Tone.RED)
        self.school = Button("School holidays", alt="S")
        self.afresh = Button("Begin again", alt="B")
        self.leave = Button("Not now", alt="o")
        self.keep = Button("Issue the dates", primary=True, alt="I")
        self.holidays = HolidaysPanel(house)
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        head = Ends(
            across(Strong("Year"), self.year, 6, Strong("Agenda"), self.template, SPRING),
            across(self.terms_words, self.school),
        )
        foot = across(self.how, SPRING, self.afresh, self.leave, self.keep)
        column = down(head, self._table_place, self.editor, self.sentence, foot, gap=8)
        column.setStretch(1, 1)
        self._stack.addWidget(holder(column))
        self._stack.addWidget(self.holidays)
        self.body.addWidget(self._stack, 1)
        self.year.picked.connect(self._on_year_picked)
        self.school.clicked.connect(self._on_school)
        self.holidays.kept.connect(self._on_holidays_kept)
        self.holidays.left.connect(self._on_holidays_left)
        self.editor.changed.connect(self._on_changed)
        self.editor.left_out.connect(self._on_left_out)
        self.editor.all_year.connect(self._on_all_year)
        self.editor.refused.connect(self.sentence.say)
        self.keep.clicked.connect(self._on_keep)
        self.afresh.clicked.connect(self._on_afresh)
        self.leave.clicked.connect(self.left)

    # -- what it shows -------------------------------------------------------------------------------

    def open_year(self) -> None:
        """Offer the year whose dates are due."""
        store = self._house.store
        due = year_dates.year_to_plan(store)
        first = rounds.reporting_year(store, self._house.now().date())
        offered = range(first, max(first + _YEARS_OFFERED, due + 1))
        self.year.set_choices([(one, rounds.year_words(one)) for one in offered])
        self.year.pick(due)
        self.template.set_choices([(one.id, one.name) for one in rounds.templates(store)])
        self._stack.setCurrentIndex(0)
        self._show_year(due)

    def _show_year(self, year: int) -> None:
        self._plan = year_dates.plan_year(self._house.store, year)
        self._wanted = dict(self._plan.wanted)
        today = self._house.now().date()
        met = {one.group_id for one in self._plan.bodies if one.wanted}
        self._left_out = {key for key, one in self._wanted.items() if key[0] not in met or one.day < today}
        planned, out = half_planned.kept(self._house.store, self._plan)
        self._wanted |= planned
        self._left_out = (self._left_out - planned.keys()) | out
        if self.table is not None:
            self._table_place.body.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        table = YearTable(self._plan.rounds)
        self._table_place.body.addWidget(table)
        table.cell_changed.connect(self._on_cell_changed)
        table.lines_model.edited.connect(self._on_edited)
        table.refused.connect(self.sentence.say)
        self.table = table
        store, say = self._house.store, self.sentence.say
        self._cells = KeptCells(table, table.lines_model, store, self._cell_box, say)
        self.sentence.clear()
        self._as_left = bool(planned)
        self.afresh.setVisible(self._as_left)
        self._show_terms()
        self._show()
        table.go_to_key((self._plan.bodies[0].group_id, self._plan.rounds[0].number))

    def _show_terms(self) -> None:
        until = known_until(calendars.school_holidays(self._house.store))
        self.terms_words.setText(
            "No school holidays are kept yet"
            if until is None
            else f"School holidays are known until {long_date(until)}."
        )

    def _show(self) -> None:
        """Look the dates over again and show them."""
        plan, table = self._plan, self.table
        if plan is None or table is None:
            return
        wanted = self._to_issue()
        try:
            self._found = clashes.look_over(self._house.store, wanted)
        except Refused as refusal:
            # A box also says that it is finished when its window goes and takes the store with it.
            self.sentence.say(str(refusal))
            return
        table.lines_model.replace(lines_of(plan, self._wanted, self._left_out, self._found))
        left = "As you left them. " if self._as_left else ""
        self.how.setText(f"{left}{summary(self._found.values(), len(wanted))}")
        self.keep.setText(f"Issue {counted(len(wanted), 'date')}" if wanted else "Issue the dates")
        self.keep.setEnabled(bool(wanted))
        self._show_editor()

    def _to_issue(self) -> dict[Key, Plan]:
        return {key: plan for key, plan in self._wanted.items() if key not in self._left_out}

    def _show_editor(self) -> None:
        plan, table = self._plan, self.table
        line: YearLine | None = None if table is None else table.current_row()
        if plan is None or table is None or line is None:
            return
        key = table.key
        if key is None:
            out = not line.issued
            said = "No date of this group is issued." if out else f"Usually on the {line.body.usual}."
            self.editor.show_date(line.body.short, plan.rounds[0].month, None, left_out=out, said=said)
            return
        month = next(one for one in plan.rounds if one.number == key[1])
        standing = plan.standing.get(key)
        heading = f"{line.body.short}, {month.words}"
        if standing is not None:
            said = "This meeting is arranged already. Change it in the list of meetings."
            self.editor.show_date(heading, month.month, None, left_out=False, said=said)
            return
        out = key in self._left_out
        said = " ".join(one.sentence for one in self._found.get(key, ()))
        if out:
            said = "Left out: no meeting is arranged."
        elif not said:
            said = "No clashes."
        of = partial(half_planned.date_box, plan.year, key)
        self.editor.show_date(heading, month.month, self._wanted.get(key), left_out=out, said=said, of=of)

    def _cell_box(self, line: YearLine, number: str) -> Box | None:
        """Where half a date waits that is typed in its cell: it stands in the field of that date as well."""
        plan, key = self._plan, (line.body.group_id, int(number))
        return None if plan is None else half_planned.date_box(plan.year, key, "date")

    # -- what is changed -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the school holidays, and then the year, as the button does."""
        if event.key() == Qt.Key.Key_Escape:
            (self.holidays.leave if self.holidays.isVisible() else self.leave).click()
        else:
            super().keyPressEvent(event)

    def _on_year_picked(self, year: object) -> None:
        self._show_year(int(str(year)))

    def _on_cell_changed(self, _group: str, _number: int) -> None:
        self._show_editor()

    def _on_edited(self, line: YearLine, number: str, text: str) -> None:
        """Move a date that was written in its cell."""
        key = (line.body.group_id, int(number))
        months = {one.number: one.month for one in self._plan.rounds} if self._plan is not None else {}
        day = date_in_round(text, months[key[1]])
        if day is None:
            self.sentence.say(f"“{text}” is not a date. Type it as 20 may. The date has not been moved.")
            return
        if self._cells is not None:
            self._cells.forget()
        self._move(key, replace(self._wanted[key], day=day))

    def _on_changed(self, plan: Plan) -> None:
        key = None if self.table is None else self.table.key
        if key is not None:
            self._move(key, plan)

    def _move(self, key: Key, plan: Plan) -> None:
        self._wanted[key] = plan
        self.sentence.clear()
        self._keep_planned()
        self._show()
        said = " ".join(one.sentence for one in self._found.get(key, ()))
        announce(self, f"{long_date(plan.day)}. {said or 'No clashes.'}")

    def _keep_planned(self) -> None:
        """Make what was changed durable: a year is planned over an hour, and issued at its end."""
        if self._plan is None:
            return
        try:
            half_planned.keep(self._house.store, self._plan.year, self._wanted, self._left_out)
        except Refused as refusal:
            self.sentence.say(str(refusal))
        self._as_left = False
        self.afresh.setVisible(True)

    def _forget_planned(self, year: int) -> None:
        self.editor.forget_typed()
        try:
            half_planned.forget(self._house.store, year)
        except Refused as refusal:
            self.sentence.say(str(refusal))

    def _on_afresh(self) -> None:
        """Plan the year as if nobody had changed a date."""
        if self._plan is not None:
            self._forget_planned(self._plan.year)
            self._show_year(self._plan.year)
            self.year.setFocus()

    def _on_left_out(self) -> None:
        key = None if self.table is None else self.table.key
        if key is not None:
            self._left_out ^= {key}
            self._keep_planned()
            self._show()

    def _on_all_year(self) -> None:
        """Give every date of the group the weekday, hours and place of this one."""
        key = None if self.table is None else self.table.key
        if key is None or self._plan is None:
            return
        like = self._wanted[key]
        months = {one.number: one.month for one in self._plan.rounds}
        pattern = pattern_of(like.day)
        for other in [one for one in self._wanted if one[0] == key[0] and one != key]:
            self._wanted[other] = replace(like, day=pattern.day_in(months[other[1]]))
            self._left_out.discard(other)
        self._keep_planned()
        self._show()

    def _on_school(self) -> None:
        self.holidays.open_text()
        self._stack.setCurrentIndex(1)
        self.holidays.text.setFocus()

    def _on_holidays_left(self) -> None:
        self._stack.setCurrentIndex(0)
        self.school.setFocus()

    def _on_holidays_kept(self, sentence: str) -> None:
        self._on_holidays_left()
        self._show_terms()
        self._show()
        announce(self, sentence)

    def _on_keep(self) -> None:
        plan = self._plan
        if plan is None:
            return
        months = {one.number: one.month for one in plan.rounds}
        dates = [(key[1], months[key[1]], one) for key, one in sorted(self._to_issue().items(), key=_by_day)]
        template = None if self.template.value is None else str(self.template.value)
        try:
            made = year_dates.issue_year(self._house.store, plan.year, dates, template)
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self._forget_planned(plan.year)
        clashing = f" {summary(self._found.values(), made)}" if self._found else ""
        self.kept.emit(
            plan.year, f"The dates of {plan.words} are issued: {counted(made, 'meeting')}.{clashing}"
        )


def _by_day(entry: tuple[Key, Plan]) -> tuple[date, str]:
    return entry[1].day, entry[0][0]
