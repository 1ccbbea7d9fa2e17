"""Meetings: every meeting of a year by round, with what can be done with the one that is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.meetings import GONE
from nscp_desktop.rules.year_dates import in_short
from nscp_desktop.services import clashes, meetings, partnership, rounds
from nscp_desktop.services.agenda_states import agenda_states
from nscp_desktop.services.meeting_facts import next_to_open
from nscp_desktop.ui.pages.calendar_panel import CalendarPanel
from nscp_desktop.ui.pages.changed_panel import ChangedPanel
from nscp_desktop.ui.pages.meeting_bar import MeetingBar
from nscp_desktop.ui.pages.meeting_panel import CancelPanel, MeetingPanel
from nscp_desktop.ui.pages.meeting_rows import COLUMNS, MeetingRow, by_round, moved_words, next_of
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.pages.round_panel import RoundPanel
from nscp_desktop.ui.pages.templates_panel import TemplatesPanel
from nscp_desktop.ui.pages.year_panel import YearPanel
from nscp_desktop.ui.widgets import Button, Card, Choice, EmptyState, PageHead, RowModel, Scroll, Table, down

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

EVERY = ""


class MeetingsPage(Page):
    """Every meeting of a year."""

    key: ClassVar[str] = "meetings"
    title: ClassVar[str] = "Meetings"
    watched: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "round", "agenda_item", "meeting_item", "co_chair", "person", "group"}
    )

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; this year's meetings are shown, the next one chosen."""
        super().__init__(house, bridge, frame, parent)
        self._wanted = ""
        self._key_opens: str | None = None
        self.year = Choice((), name="Year")
        self.round = Choice((), name="Round")
        self.group = Choice((), name="Group")
        self.agendas = Button("Usual agendas", alt="U")
        self.calendar = Button("Calendar file", alt="f")
        self.new_year = Button("Dates for a year", alt="D")
        self.new_round = Button("New round", alt="R")
        self.new_meeting = Button("New meeting", primary=True, alt="N")
        self.model = RowModel(COLUMNS, identity=lambda row: row.facts.id)
        self.table = Table(self.model, name="Meetings by round", lines=2)
        self.bar = MeetingBar()
        # Holidays are reckoned once the list is painted, and not for every row that is gone past.
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self.meeting_panel = MeetingPanel(house)
        self.cancel_panel = CancelPanel(house)
        self.calendar_panel = CalendarPanel(house)
        self.changed_panel = ChangedPanel(house)
        self._panels: tuple[QWidget, ...] = (
            self.meeting_panel,
            self.cancel_panel,
            self.calendar_panel,
            self.changed_panel,
        )
        self.round_panel = RoundPanel(house)
        self.year_panel = YearPanel(house)
        self.templates_panel = TemplatesPanel(house)
        self.empty_button = Button("New round", name="Arrange the first round")
        self._list = QStackedWidget()
        self._whole = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        card = Card(snug=True)
        card.body.addWidget(self.table)
        empty = Card()
        what_to_do = (
            "A round gives every group a meeting and one agenda from the template. Dates can be changed."
        )
        empty.body.addWidget(Scroll(EmptyState("No meetings here yet.", what_to_do, self.empty_button)))
        self._list.addWidget(card)
        self._list.addWidget(empty)
        for panel in self._panels:
            panel.hide()
        listed = QWidget()
        layout = down(*self._panels, self._list, self.bar, gap=12)
        layout.setStretch(len(self._panels), 1)
        listed.setLayout(layout)
        self._whole.addWidget(listed)
        self._whole.addWidget(self.round_panel)
        self._whole.addWidget(self.year_panel)
        self._whole.addWidget(self.templates_panel)
        narrowing = (self.year, self.round, self.group)
        head = PageHead(
            self.title,
            left=narrowing,
            right=(self.agendas, self.calendar, self.new_year, self.new_round, self.new_meeting),
        )
        whole = down(head, self._whole, gap=14, margins=(24, 18, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._look_soon.timeout.connect(self._on_time_to_look)
        self.year.picked.connect(self._on_year_picked)
        self.round.picked.connect(self._on_narrowed)
        self.group.picked.connect(self._on_narrowed)
        self.table.row_changed.connect(self._on_row_changed)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.new_meeting.clicked.connect(self._on_new_meeting)
        self.new_round.clicked.connect(self._on_new_round)
        self.new_year.clicked.connect(self._on_new_year)
        self.calendar.clicked.connect(self._on_calendar)
        self.agendas.clicked.connect(self._on_agendas)
        self.empty_button.clicked.connect(self._on_new_round)
        self.bar.run.clicked.connect(self._on_run)
        self.bar.agenda.clicked.connect(self._on_agenda)
        self.bar.minutes.clicked.connect(self._on_minutes)
        self.bar.print_agenda.clicked.connect(self._on_print)
        self.bar.change.clicked.connect(self._on_change)
        self.bar.cancel.clicked.connect(self._on_cancel)
        self.bar.restore.clicked.connect(self._on_restore)
        self.bar.reopen.clicked.connect(self._on_reopen)
        for panel in (
            self.meeting_panel,
            self.cancel_panel,
            self.calendar_panel,
            self.round_panel,
            self.year_panel,
            self.templates_panel,
        ):
            panel.left.connect(self._on_panel_left)
        self.meeting_panel.kept.connect(self._on_kept)
        self.cancel_panel.cancelled.connect(self._on_kept)
        self.changed_panel.kept.connect(self._on_kept)
        self.bar.changed.clicked.connect(self._on_changed_here)
        self.round_panel.kept.connect(self._on_round_kept)
        self.year_panel.kept.connect(self._on_year_kept)
        self.calendar_panel.saved.connect(self._on_calendar_saved)

    # -- what is shown -------------------------------------------------------------------------------

    def open_at(self, where: str) -> None:
        """Show the meeting with that id."""
        self._wanted = where
        self._show_narrowing(year=meetings.facts(self.house.store, where).year)
        self.refresh()

    def refresh(self) -> None:
        """Ask for rounds and meetings again; the same meeting stays chosen, else the next one is."""
        self._show_narrowing()
        store, today = self.house.store, self.house.now().date()
        held = meetings.list_meetings(store, str(self.group.value) or None, self._year)
        shown = [one for one in held if self.round.value in {EVERY, one.round_id}]
        states = agenda_states(store, shown)
        days = {one.id: one.date for one in held}
        clashing = clashes.clashing(store, shown)
        rows = [
            MeetingRow(
                one,
                states[one.id],
                today,
                moved_words(days.get(one.moved_to_id or ""), today),
                one.id in clashing,
            )
            for one in shown
        ]
        before = self.table.current_row()
        self.model.replace(by_round(rows))
        self._list.setCurrentIndex(0 if rows else 1)
        if self._wanted or before is None or self.model.place_of(before.facts.id) is None:
            self.table.go_to(self._wanted or next_of(rows))
            self._wanted = ""
            # Only once the page has its size is there a middle to scroll to.
            QTimer.singleShot(0, self, self._scroll_to_chosen)
        self._key_opens = meetings.running(store) or next_to_open(store)
        self._on_row_changed(self.table.current_row())

    def _on_row_changed(self, row: MeetingRow | None) -> None:
        self.bar.show_row(row, self._key_opens)
        if any(panel.isVisible() for panel in self._panels):
            self.bar.hide()
        self._look_soon.start()

    def _on_time_to_look(self) -> None:
        if self.bar.isVisible():
            self.bar.look_over(self.house, self._chosen)
            # What it says takes height from the list, and the chosen meeting must stay in sight.
            QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def _scroll_to_chosen(self) -> None:
        self.table.scrollTo(self.table.currentIndex(), Table.ScrollHint.PositionAtCenter)

    @property
    def _year(self) -> int:
        return int(str(self.year.value))

    @property
    def _chosen(self) -> MeetingRow | None:
        row: MeetingRow | None = self.table.current_row()
        return row

    def _show_narrowing(self, year: int | None = None) -> None:
        """Offer the years, rounds and groups there are; the present year at first."""
        store = self.house.store
        known = rounds.rounds(store)
        this_year = rounds.reporting_year(store, self.house.now().date())
        years = sorted({one.year for one in known} | {this_year}, reverse=True)
        first = self.year.value is None
        self.year.set_choices([(str(one), rounds.year_words(one)) for one in years])
        if first or year is not None:
            self.year.pick(str(this_year if year is None else year))
        of_year = [one for one in known if one.year == self._year]
        self.round.set_choices([(EVERY, "Every round"), *((one.id, one.words) for one in of_year)])
        groups = partnership.groups(store, None)
        self.group.set_choices([(EVERY, "Every group"), *((one.group_id, one.name) for one in groups)])

    def _on_year_picked(self, _year: object) -> None:
        self.round.pick(EVERY)
        self.refresh()

    def _on_narrowed(self, _value: object) -> None:
        self.refresh()

    # -- what is done with a meeting -----------------------------------------------------------------

    def _on_row_chosen(self, row: MeetingRow) -> None:
        if row.facts.status not in GONE:
            self.frame.go("agenda", row.facts.id)

    def _on_run(self) -> None:
        if self._chosen is not None:
            self.frame.run_meeting(self._chosen.facts.id)

    def _on_agenda(self) -> None:
        if self._chosen is not None:
            self.frame.go("agenda", self._chosen.facts.id)

    def _on_minutes(self) -> None:
        if self._chosen is not None:
            self.frame.go("minutes", self._chosen.facts.id)

    def paper(self) -> Callable[[int], Paper] | None:
        """The agenda of the chosen meeting."""
        row = self._chosen
        if row is None or row.facts.status in GONE:
            return None
        # Composing brings the words of every paper along; the list is shown without them.
        from nscp_desktop.services import papers

        return partial(papers.agenda, self.house.store, row.facts.id)

    def _on_print(self) -> None:
        make = self.paper()
        if make is not None:
            self.frame.print_paper(make)

    def _on_restore(self) -> None:
        row = self._chosen
        if row is not None:
            clashing = in_short(clashes.of_meeting(self.house.store, row.facts))
            said = f"is arranged again. {clashing}".strip()
            self._act(partial(meetings.restore_meeting, self.house.store, row.facts.id), row, said)

    def _on_reopen(self) -> None:
        row = self._chosen
        if row is not None and self._act(
            partial(meetings.reopen_meeting, self.house.store, row.facts.id), row, "is open again."
        ):
            self.frame.run_meeting(row.facts.id)

    def _act(self, deed: partial[None], row: MeetingRow, said: str) -> bool:
        try:
            deed()
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            return False
        self.frame.say(f"{row.facts.words} {said}")
        return True

    # -- panels --------------------------------------------------------------------------------------

    def _on_new_meeting(self) -> None:
        group = str(self.group.value) or None
        self.meeting_panel.arrange(group, str(self.round.value) or None)
        self._show_panel(self.meeting_panel)
        self.meeting_panel.group.setFocus()

    def _on_new_round(self) -> None:
        self.round_panel.arrange()
        self._whole.setCurrentWidget(self.round_panel)
        self.round_panel.month.setFocus()

    def _on_agendas(self) -> None:
        self.templates_panel.open_templates()
        self._whole.setCurrentWidget(self.templates_panel)
        self.templates_panel.which.setFocus()

    def settle(self) -> bool:
        """Keep what is still being written in an agenda; says whether all of it is kept."""
        lines = self.changed_panel.settle()
        return lines and (
            self._whole.currentWidget() is not self.templates_panel or self.templates_panel.settle()
        )

    def _on_calendar(self) -> None:
        row = self._chosen
        chosen = None if row is None else row.facts.id
        if self.calendar_panel.offer(chosen, str(self.group.value) or None, self._year):
            self._show_panel(self.calendar_panel)
            self.calendar_panel.what.setFocus()
        else:
            self.frame.refuse("No meeting is arranged in this year yet.")

    def _on_calendar_saved(self, sentence: str) -> None:
        self._on_panel_left()
        self.frame.say(sentence)

    def _on_new_year(self) -> None:
        self.year_panel.open_year()
        self._whole.setCurrentWidget(self.year_panel)
        self.year_panel.year.setFocus()

    def _on_change(self) -> None:
        if self._chosen is not None:
            self.meeting_panel.change(self._chosen.facts, movable=True)
            self._show_panel(self.meeting_panel)
            self.meeting_panel.day.setFocus()

    def _on_cancel(self) -> None:
        if self._chosen is not None:
            self.cancel_panel.show_meeting(self._chosen.facts)
            self._show_panel(self.cancel_panel)
            self.cancel_panel.reason.setFocus()

    def _on_changed_here(self) -> None:
        if self._chosen is not None:
            self.changed_panel.show_meeting(self._chosen.facts)
            self._show_panel(self.changed_panel)
            self.changed_panel.lines.go_to_next()

    def _show_panel(self, panel: QWidget | None) -> None:
        self._whole.setCurrentIndex(0)
        # What goes, goes first: both at once would make a low window higher.
        self.bar.setVisible(False)
        for one in sorted(self._panels, key=lambda each: each is panel):
            one.setVisible(one is panel)
        self.bar.setVisible(panel is None and self._chosen is not None)
        self._look_soon.start()

    def _on_panel_left(self) -> None:
        self._show_panel(None)
        self.table.setFocus()

    def _on_kept(self, meeting_id: str, sentence: str) -> None:
        self._show_panel(None)
        self.round.pick(EVERY)
        self.open_at(meeting_id)
        self.table.setFocus()
        self.frame.say(sentence)

    def _on_round_kept(self, round_id: str, sentence: str) -> None:
        held = meetings.meetings_of_round(self.house.store, round_id)
        if held:
            self._on_kept(held[0].id, sentence)
        else:
            self._on_panel_left()
            self.refresh()
            self.frame.say(sentence)

    def _on_year_kept(self, year: int, sentence: str) -> None:
        self._show_panel(None)
        self.round.pick(EVERY)
        self._show_narrowing(year=year)
        self.refresh()
        self.table.setFocus()
        self.frame.say(sentence)
