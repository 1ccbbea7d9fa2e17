"""Meetings: every meeting of a year by round, with what can be done with the one that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.meetings import GONE, MeetingKind, MinutesState, Status
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import meetings, partnership, rounds
from nscp_desktop.services.agenda import agenda_states
from nscp_desktop.services.meeting_facts import next_to_open
from nscp_desktop.ui.pages.meeting_panel import CancelPanel, MeetingPanel, show_key
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.pages.round_panel import RoundPanel
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Choice,
    Column,
    EmptyState,
    Kind,
    PageHead,
    Quiet,
    RowModel,
    Scroll,
    SectionRow,
    Strong,
    Table,
    across,
    down,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.agenda import AgendaState
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

EVERY = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in the list, as it stands today."""

    facts: MeetingFacts
    agenda: AgendaState
    today: date
    moved_to: str

    @property
    def state(self) -> tuple[str, Tone, str]:
        """How far it has come: words, tone, and what more there is to say."""
        facts = self.facts
        if facts.status is Status.RUNNING:
            return "in progress", Tone.GREEN, ""
        if facts.status is Status.HELD:
            return "held", Tone.GREEN, ""
        if facts.status is Status.CANCELLED:
            return "cancelled", Tone.RED, facts.reason
        if facts.status is Status.REARRANGED:
            return "moved", Tone.NEUTRAL, self.moved_to
        if facts.date == self.today:
            return "today", Tone.TEAL, ""
        if facts.date < self.today:
            return "not held yet", Tone.AMBER, ""
        return "arranged", Tone.NEUTRAL, ""

    @property
    def agenda_words(self) -> tuple[str, Tone | None, str]:
        """How its agenda stands, a tone while that matters, and what is local."""
        if self.facts.status in GONE:
            return "", None, ""
        local = f"{self.agenda.local} local" if self.agenda.local else ""
        if self.facts.status is Status.HELD:
            return counted(self.agenda.items, "item"), None, ""
        if not self.agenda.items:
            return "no items yet", Tone.AMBER, ""
        if self.agenda.balance.over:
            return self.agenda.balance.words, Tone.AMBER, local
        return "ready", Tone.TEAL, local

    @property
    def minutes_words(self) -> tuple[str, Tone | None, str]:
        """How its minutes stand."""
        facts = self.facts
        if facts.minutes_state is MinutesState.AGREED:
            return (
                "agreed",
                Tone.GREEN,
                "" if facts.agreed_on is None else spoken(facts.agreed_on, self.today),
            )
        if facts.minutes_state is MinutesState.DRAFT:
            return f"draft v{facts.minutes_version}", Tone.AMBER, ""
        return "", None, ""


def _kind(row: MeetingRow) -> str:
    return "" if row.facts.kind is MeetingKind.ORDINARY else row.facts.kind.value


def _hours(row: MeetingRow) -> str:
    return f"{row.facts.starts:%H:%M}–{row.facts.ends:%H:%M}"


def _strength(row: MeetingRow) -> Tone | None:
    return Tone.NEUTRAL if row.facts.status in GONE else None


COLUMNS: tuple[Column[MeetingRow], ...] = (
    Column(
        "group",
        "Group",
        lambda row: row.facts.group_name,
        quiet=_kind,
        tone=_strength,
        strong=True,
        width=160,
    ),
    Column(
        "when",
        "When",
        lambda row: spoken(row.facts.date, row.facts.date),
        quiet=_hours,
        tone=_strength,
        sort=lambda row: (row.facts.date, row.facts.starts),
        width=116,
    ),
    Column("place", "Place", lambda row: row.facts.place, tone=_strength, weight=1.1),
    Column(
        "chairs",
        "Co-chairs",
        lambda row: ", ".join(row.facts.co_chairs),
        tone=_strength,
        may_go=True,
    ),
    Column(
        "agenda",
        "Agenda",
        lambda row: row.agenda_words[0],
        tone=lambda row: row.agenda_words[1],
        quiet=lambda row: row.agenda_words[2],
        kind=Kind.PILL,
        width=132,
    ),
    Column(
        "state",
        "Meeting",
        lambda row: row.state[0],
        tone=lambda row: row.state[1],
        quiet=lambda row: row.state[2],
        kind=Kind.PILL,
        width=124,
    ),
    Column(
        "minutes",
        "Minutes",
        lambda row: row.minutes_words[0],
        tone=lambda row: row.minutes_words[1],
        quiet=lambda row: row.minutes_words[2],
        kind=Kind.PILL,
        width=108,
    ),
)


class MeetingBar(Card):
    """What can be done with the chosen meeting, a button each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the buttons; :meth:`show_row` says which of them apply."""
        super().__init__(parent=parent)
        self.words, self.more = Strong(""), Quiet("")
        self.run = Button("Start meeting", key_hint="F5", primary=True, alt="S")
        self.agenda = Button("Agenda", alt="A")
        self.minutes = Button("Minutes", alt="i")
        self.print_agenda = Button("Print agenda", alt="P")
        self.change = Button("When and where", alt="w")
        self.cancel = Button("Cancel meeting", alt="g")
        self.restore = Button("Arrange again", alt="g")
        self.reopen = Button("Open again", alt="O")
        said = down(self.words, self.more, gap=0)
        tools = (
            self.run,
            self.minutes,
            self.agenda,
            self.print_agenda,
            self.reopen,
            self.change,
            self.cancel,
        )
        self.body.addLayout(across(said, SPRING, *tools, self.restore))
        self.body.setContentsMargins(16, 10, 12, 10)

    def show_row(self, row: MeetingRow | None, key_opens: str | None) -> None:
        """Offer what can be done with a meeting; nothing without one. ``key_opens`` is the one that F5 opens."""
        self.setVisible(row is not None)
        if row is None:
            return
        facts, status = row.facts, row.facts.status
        self.words.setText(f"{facts.group_short}, {spoken(facts.date, row.today)}")
        self.more.setText(f"{facts.place_in_year} · {_hours(row)}")
        live = status in {Status.ARRANGED, Status.RUNNING}
        self.run.setText("Return to meeting" if status is Status.RUNNING else "Start meeting")
        self.run.setVisible(live)
        show_key(self.run, "F5" if facts.id == key_opens else None)
        self.minutes.setVisible(status is Status.HELD)
        self.agenda.setVisible(status not in GONE)
        self.print_agenda.setVisible(status not in GONE)
        self.reopen.setVisible(status is Status.HELD and facts.minutes_state is not MinutesState.AGREED)
        self.change.setVisible(status is Status.ARRANGED)
        self.cancel.setVisible(status is Status.ARRANGED)
        self.restore.setVisible(status is Status.CANCELLED)


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
        self.new_round = Button("New round", alt="R")
        self.new_meeting = Button("New meeting", primary=True, alt="N")
        self.model = RowModel(COLUMNS, identity=lambda row: row.facts.id)
        self.table = Table(self.model, name="Meetings by round", lines=2)
        self.bar = MeetingBar()
        self.meeting_panel = MeetingPanel(house)
        self.cancel_panel = CancelPanel(house)
        self.round_panel = RoundPanel(house)
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
        self.meeting_panel.hide()
        self.cancel_panel.hide()
        listed = QWidget()
        layout = down(self.meeting_panel, self.cancel_panel, self._list, self.bar, gap=12)
        layout.setStretch(2, 1)
        listed.setLayout(layout)
        self._whole.addWidget(listed)
        self._whole.addWidget(self.round_panel)
        head = PageHead(
            self.title, left=(self.year, self.round, self.group), right=(self.new_round, self.new_meeting)
        )
        whole = down(head, self._whole, gap=14, margins=(24, 18, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.year.picked.connect(self._on_year_picked)
        self.round.picked.connect(self._on_narrowed)
        self.group.picked.connect(self._on_narrowed)
        self.table.row_changed.connect(self._on_row_changed)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.new_meeting.clicked.connect(self._on_new_meeting)
        self.new_round.clicked.connect(self._on_new_round)
        self.empty_button.clicked.connect(self._on_new_round)
        self.bar.run.clicked.connect(self._on_run)
        self.bar.agenda.clicked.connect(self._on_agenda)
        self.bar.minutes.clicked.connect(self._on_minutes)
        self.bar.print_agenda.clicked.connect(self._on_print)
        self.bar.change.clicked.connect(self._on_change)
        self.bar.cancel.clicked.connect(self._on_cancel)
        self.bar.restore.clicked.connect(self._on_restore)
        self.bar.reopen.clicked.connect(self._on_reopen)
        for panel in (self.meeting_panel, self.cancel_panel, self.round_panel):
            panel.left.connect(self._on_panel_left)
        self.meeting_panel.kept.connect(self._on_kept)
        self.cancel_panel.cancelled.connect(self._on_kept)
        self.round_panel.kept.connect(self._on_round_kept)

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
        rows = [
            MeetingRow(one, states[one.id], today, _moved_words(days.get(one.moved_to_id or ""), today))
            for one in shown
        ]
        before = self.table.current_row()
        self.model.replace(_by_round(rows))
        self._list.setCurrentIndex(0 if rows else 1)
        if self._wanted or before is None or self.model.place_of(before.facts.id) is None:
            self.table.go_to(self._wanted or _next(rows))
            self._wanted = ""
            # Only once the page has its size is there a middle to scroll to.
            QTimer.singleShot(0, self, self._scroll_to_chosen)
        self._key_opens = meetings.running(store) or next_to_open(store)
        self._on_row_changed(self.table.current_row())

    def _on_row_changed(self, row: MeetingRow | None) -> None:
        self.bar.show_row(row, self._key_opens)
        if self.meeting_panel.isVisible() or self.cancel_panel.isVisible():
            self.bar.hide()

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
            self._act(
                partial(meetings.restore_meeting, self.house.store, row.facts.id), row, "is arranged again"
            )

    def _on_reopen(self) -> None:
        row = self._chosen
        if row is not None and self._act(
            partial(meetings.reopen_meeting, self.house.store, row.facts.id), row, "is open again"
        ):
            self.frame.run_meeting(row.facts.id)

    def _act(self, deed: partial[None], row: MeetingRow, said: str) -> bool:
        try:
            deed()
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            return False
        self.frame.say(f"{row.facts.words} {said}.")
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

    def _show_panel(self, panel: QWidget | None) -> None:
        self._whole.setCurrentIndex(0)
        for one in (self.meeting_panel, self.cancel_panel):
            one.setVisible(one is panel)
        self.bar.setVisible(panel is None and self._chosen is not None)

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


def _by_round(rows: list[MeetingRow]) -> list[MeetingRow | SectionRow]:
    """The rows by round and date, with a heading over each round."""
    ordered = sorted(rows, key=lambda row: (row.facts.round_number, row.facts.date, row.facts.starts))
    shown: list[MeetingRow | SectionRow] = []
    last = ""
    for row in ordered:
        if row.facts.round_id != last:
            last = row.facts.round_id
            shown.append(SectionRow(_round_heading(row.facts), row.facts.place_in_year))
        shown.append(row)
    return shown


def _round_heading(facts: MeetingFacts) -> str:
    month = f"{facts.round_month:%B %Y}"
    return f"{month}: {facts.round_title}" if facts.round_title else month


def _moved_words(day: date | None, today: date) -> str:
    return "" if day is None else f"to {spoken(day, today)}"


def _next(rows: list[MeetingRow]) -> str:
    """The meeting that is running, else the next one, else the last."""
    running = [row for row in rows if row.facts.status is Status.RUNNING]
    coming = [row for row in rows if row.facts.status is Status.ARRANGED and row.facts.date >= row.today]
    for found in (running, coming, rows[-1:]):
        if found:
            return found[0].facts.id
    return ""
