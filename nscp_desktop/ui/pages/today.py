"""Today: the next meeting, this round across the groups, what needs somebody, and attendance of late."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.minutes import Urgency
from nscp_desktop.rules.year import MONTHS
from nscp_desktop.services.needs import Weight
from nscp_desktop.services.today import RoundRow, today
from nscp_desktop.ui import theme
from nscp_desktop.ui.pages.keeping_notices import KeepingNotices
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.practice_offer import PRACTISE
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Beside,
    Body,
    Bold,
    Button,
    Card,
    Chip,
    Column,
    HeroButton,
    HeroCard,
    HeroTitle,
    Kind,
    LineChart,
    Mixed,
    PageHead,
    Pill,
    Quiet,
    RowModel,
    Scroll,
    Series,
    Soft,
    Strong,
    Table,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.needs import Need
    from nscp_desktop.services.today import NextMeeting, TodayView
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NARROW: Final = 420
_AGAIN_MS: Final = 60_000
"""How often the page looks at the clock while it is in sight: "starts in 25 min"."""
_TONES: Final = {
    Weight.LATE: Tone.RED,
    Weight.SOON: Tone.AMBER,
    Weight.OWED: Tone.TEAL,
    Weight.OPEN: Tone.NEUTRAL,
}
_MINUTES_TONES: Final = {Urgency.NONE: Tone.GREEN, Urgency.WAITING: Tone.AMBER, Urgency.LATE: Tone.RED}


def long_day(day: date) -> str:
    """The day as the page is headed: "Thursday 14 January"."""
    return f"{_DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _agenda_tone(row: RoundRow) -> Tone:
    if row.status is Status.HELD:
        return Tone.GREEN
    if row.status is Status.RUNNING:
        return Tone.VIOLET
    if row.status is Status.CANCELLED:
        return Tone.NEUTRAL
    return Tone.TEAL if row.agenda_ready else Tone.AMBER


def _agenda_said(row: RoundRow) -> str:
    return f"{row.agenda}: {row.reason}" if row.reason else row.agenda


def _minutes_tone(row: RoundRow) -> Tone | None:
    return _MINUTES_TONES[row.minutes.urgency] if row.minutes.words else None


def _minutes(row: RoundRow) -> str:
    return row.minutes.words


COLUMNS: Final = (
    Column[RoundRow]("group", "Group", attrgetter("group"), strong=True, width=134, least=84),
    Column[RoundRow]("when", "When", attrgetter("when"), width=90, least=70),
    Column[RoundRow]("chairs", "Co-chairs", attrgetter("co_chairs"), least=150),
    Column[RoundRow](
        "agenda",
        "Agenda",
        attrgetter("agenda"),
        tone=_agenda_tone,
        tip=attrgetter("reason"),
        spoken=_agenda_said,
        kind=Kind.PILL,
        width=150,
        least=150,
        snug=True,
    ),
    Column[RoundRow](
        "minutes",
        "Minutes",
        _minutes,
        tone=_minutes_tone,
        kind=Kind.PILL,
        width=150,
        least=150,
        snug=True,
    ),
)


class Hero(HeroCard):
    """The card of the next meeting, with what can be done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty card; :meth:`show_meeting` fills it."""
        super().__init__("Next meeting", parent)
        self.when = Pill(on_fill=True)
        self.place = Quiet()
        self.title = HeroTitle()
        self.line = Quiet()
        self.run = HeroButton("Start meeting", key_hint="F5", primary=True, alt="S")
        self.agenda = HeroButton("Agenda", alt="A")
        self.print = HeroButton("Print agenda", alt="P")
        self.body.addLayout(across(self.when, SPRING, self.place))
        self.body.addWidget(self.title)
        self.body.addWidget(self.line)
        self.body.addSpacing(10)
        self.body.addLayout(across(self.run, self.agenda, self.print, SPRING, gap=10))

    def show_meeting(self, meeting: NextMeeting) -> None:
        """Show a meeting; it can be started once its day has come."""
        self.when.show_pill(meeting.when, Tone.NEUTRAL)
        self.place.setText(meeting.place)
        self.title.setText(meeting.title)
        self.line.setText(meeting.line)
        self.run.setVisible(meeting.startable and (meeting.has_agenda or meeting.running))
        self.run.setText("Return to meeting" if meeting.running else "Start meeting")
        self.print.setVisible(meeting.has_agenda)


class FirstSteps(Card):
    """What to do in a store in which nothing has happened yet: two steps, each with its button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Put the steps one under the other."""
        super().__init__("Two steps to the first meeting", parent=parent)
        self.members = Button("Go to People", primary=True, alt="G")
        self.round = Button("Go to Meetings", alt="O")
        self.done = Pill()
        steps = (
            (
                "1. Paste the members of each group",
                "Copy names, organisations and roles from a spreadsheet. Everything is shown before it is kept.",
                across(self.done, self.members),
            ),
            (
                "2. Arrange a round",
                "Every group gets a meeting, and all share one agenda from the template. Dates can be changed.",
                across(self.round),
            ),
        )
        for title, words, tools in steps:
            said = down(Strong(title), Quiet(words, wrap=True), gap=2)
            row = across(said, tools, gap=16, margins=(0, 6, 0, 6))
            row.setStretch(0, 1)
            self.body.addLayout(row)

    def show_state(self, *, anybody: bool) -> None:
        """Tick the first step once there are people."""
        self.done.show_pill("done" if anybody else "", Tone.GREEN)


class TodayPage(Page):
    """The first page."""

    key: ClassVar[str] = "today"
    title: ClassVar[str] = "Today"
    watched: ClassVar[frozenset[str]] = frozenset(
        {
            "meeting", "round", "agenda_item", "meeting_item", "action", "attendance", "ask", "issued_paper",
            "person", "seat", "holding", "co_chair", "group", "board",
        }
    )  # fmt: skip

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; the chart is filled in after the first paint."""
        super().__init__(house, bridge, frame, parent)
        self._view: TodayView | None = None
        self.search = Button("Search everything", key_hint="Ctrl K", alt="v")
        self.practise = Button("Practise", alt="i")
        self.practise.setAccessibleDescription(PRACTISE)
        if house.practice:
            self.practise.hide()
        self.head = PageHead("", right=(self.practise, self.search))
        self.notices = KeepingNotices(house.store, bridge, frame)
        self.hero = Hero()
        self.steps = FirstSteps()
        self.none_ahead = Card("No meeting is arranged")
        self.arrange = Button("Arrange a round", primary=True, alt="N")
        self.model = RowModel(COLUMNS, identity=attrgetter("meeting_id"))
        self.table = Table(self.model, name="This round", sortable=False, wraps=True)
        self.round_card = Card("This round", " ", snug=True)
        self.needs = Card("Needs you")
        self._needs_list = down(gap=8)
        self.chart = LineChart("Attendance, last rounds")
        self.chart_card = Card("Attendance, last rounds", " ")
        self._legend = Mixed(face=Face.SMALL)
        self._whole = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.none_ahead.body.addWidget(
            Body("A round gives every group a meeting and one agenda from the template.", wrap=True)
        )
        self.none_ahead.body.addLayout(across(self.arrange, SPRING))
        self.round_card.body.addWidget(self.table)
        self.needs.body.addLayout(self._needs_list)
        self.chart_card.body.addWidget(self.chart)
        self.chart_card.body.addWidget(self._legend)
        left = holder(down(self.hero, self.none_ahead, self.round_card, SPRING, gap=16))
        right = holder(down(self.needs, self.chart_card, SPRING, gap=16))
        self._whole.addWidget(Scroll(Beside(left, right, shares=(7, 5))))
        self._whole.addWidget(Scroll(holder(down(self.steps, SPRING))))
        above = (self.head,) if self.house.practice else (self.head, self.notices)
        whole = down(*above, self._whole, gap=14, margins=(24, 18, 24, 18))
        whole.setStretchFactor(self._whole, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.practise.clicked.connect(self.frame.practise)
        self.search.clicked.connect(self.frame.search)
        self.hero.run.clicked.connect(self._on_run)
        self.hero.agenda.clicked.connect(self._on_agenda)
        self.hero.print.clicked.connect(self._on_print)
        self.steps.members.clicked.connect(self._on_people)
        self.steps.round.clicked.connect(self._on_meetings)
        self.arrange.clicked.connect(self._on_meetings)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.height_changed.connect(self._on_height_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_AGAIN_MS)
        self._clock.timeout.connect(self._on_minute)
        self._clock.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what help offers too away where there is little width."""
        super().resizeEvent(event)
        self.practise.setVisible(not self.house.practice and event.size().width() >= theme.grown(NARROW))

    # -- what is shown -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask what today asks; the chart follows once the page is painted."""
        view = self._view = today(self.house.store)
        self.head.title.setText(long_day(view.day))
        if not self.house.practice:
            self.notices.refresh()
        self._whole.setCurrentIndex(0 if view.any_meeting else 1)
        self.steps.show_state(anybody=view.anybody)
        self.hero.setVisible(view.next is not None)
        self.none_ahead.setVisible(view.next is None)
        if view.next is not None:
            self.hero.show_meeting(view.next)
        self._show_round(view)
        self._show_needs(view.needs)
        QTimer.singleShot(0, self, self._fill_chart)

    def _show_round(self, view: TodayView) -> None:
        self.round_card.setVisible(bool(view.rounds))
        self.round_card.aside.setText(view.round_words)
        self.model.replace(view.rounds)
        self._on_height_changed()

    def _on_height_changed(self) -> None:
        self.table.setFixedHeight(self.table.whole_height())

    def _show_needs(self, needs: tuple[Need, ...]) -> None:
        while self._needs_list.count():
            gone = self._needs_list.takeAt(0)
            widget = gone.widget() if gone is not None else None
            if widget is not None:
                widget.deleteLater()
        for need in needs:
            chip = Chip(need.count, _TONES[need.weight], name=f"{need.count} {need.words}")
            chip.clicked.connect(partial(self.frame.go, need.page, need.where))
            words = Body(need.words, wrap=True)
            row = across(chip, words)
            row.setStretch(1, 1)
            self._needs_list.addWidget(holder(row))
        if not needs:
            self._needs_list.addWidget(
                Quiet("Nothing is late and nobody is waiting for an answer.", wrap=True)
            )

    def _fill_chart(self) -> None:
        """Draw attendance of the last rounds; nothing to draw, no card."""
        view, store = self._view, self.house.store
        if store.closed or store.locked:
            # Since it was asked for the window was closed or locked.
            return
        if view is None or not view.chart_group_id:
            self.chart_card.hide()
            return
        # Reckoning attendance is left until the page is on screen.
        from nscp_desktop.services.attendance_rounds import last_rounds

        rounds = last_rounds(self.house.store, view.chart_group_id)
        self.chart_card.setVisible(len(rounds.labels) > 1)
        mine = rounds.average is not None
        ours = (Series(rounds.group, rounds.of_group),) if mine else ()
        self.chart.show_series(rounds.labels, (*ours, Series("all groups", rounds.of_county, quiet=True)))
        self.chart_card.aside.setText(f"average {rounds.average} a meeting" if mine else "")
        self._legend.show_parts(
            [Bold(rounds.group, "accent"), Soft(" against the average of all groups")]
            if mine
            else [
                Soft("The average of all groups; ", "second"),
                Soft(f"{rounds.group} has not met in these rounds"),
            ]
        )

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    # -- what is done --------------------------------------------------------------------------------

    def paper(self) -> Callable[[int], Paper] | None:
        """The agenda of the next meeting."""
        meeting = self._view.next if self._view is not None else None
        if meeting is None or not meeting.has_agenda:
            return None
        from nscp_desktop.services import papers

        return partial(papers.agenda, self.house.store, meeting.meeting_id)

    def _on_print(self) -> None:
        make = self.paper()
        if make is not None:
            self.frame.print_paper(make)

    def _on_run(self) -> None:
        if self._view is not None and self._view.next is not None:
            self.frame.run_meeting(self._view.next.meeting_id)

    def _on_agenda(self) -> None:
        if self._view is not None and self._view.next is not None:
            self.frame.go("agenda", self._view.next.meeting_id)

    def _on_row_chosen(self, row: RoundRow) -> None:
        page = "minutes" if row.status is Status.HELD else "agenda"
        self.frame.go("meetings" if row.status is Status.CANCELLED else page, row.meeting_id)

    def _on_people(self) -> None:
        self.frame.go("people")

    def _on_meetings(self) -> None:
        self.frame.go("meetings")
