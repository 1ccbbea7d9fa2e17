"""The agenda of one meeting, edited in place: for this meeting only, or for every group in the round."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.meetings import Status
from nscp_desktop.services import meetings, parking, partnership, questions, speakers
from nscp_desktop.services.agenda import agenda, with_minutes
from nscp_desktop.services.directory import people_for
from nscp_desktop.services.meeting_facts import next_to_open
from nscp_desktop.ui import theme
from nscp_desktop.ui.commands import bind
from nscp_desktop.ui.kept_line import KeptCells, KeptLine
from nscp_desktop.ui.pages.agenda_bar import HERE, AgendaBar, say_scope
from nscp_desktop.ui.pages.agenda_changes import AgendaChanges
from nscp_desktop.ui.pages.agenda_item import ItemPanel
from nscp_desktop.ui.pages.agenda_papers import PapersPart
from nscp_desktop.ui.pages.agenda_table import COLUMNS, AgendaTable, shown_rows
from nscp_desktop.ui.pages.agenda_waiting import WaitingBand
from nscp_desktop.ui.pages.meeting_panel import show_key
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.widgets import (
    Beside,
    Button,
    Card,
    EmptyState,
    LineEdit,
    PageHead,
    Quiet,
    RowModel,
    Scroll,
    Sentence,
    across,
    announce,
    down,
)
from nscp_desktop.ui.widgets.layouts import Roll

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

    from PySide6.QtGui import QResizeEvent

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.agenda import Agenda, AgendaRow
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_PANEL_WIDE, _PANEL_NARROW = 300, 272
_WIDE = 900
"""From which width on, in pixels, there is room for more than what must be seen."""


class AgendaPage(Page):
    """One meeting's agenda."""

    key: ClassVar[str] = "agenda"
    title: ClassVar[str] = "Agenda"
    watched: ClassVar[frozenset[str]] = frozenset(
        {
            "meeting",
            "round",
            "agenda_item",
            "meeting_item",
            "parked_item",
            "question",
            "attached_paper",
            "theme",
            "person",
            "organisation",
        }
    )

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; it shows the meeting it is opened at, else the next one."""
        super().__init__(house, bridge, frame, parent)
        self._meeting: MeetingFacts | None = None
        self._agenda: Agenda | None = None
        self.back = Button("Meetings", icon="arrow-left", quiet=True)
        self.when_where = Quiet("")
        self.print_agenda = Button("Print agenda", alt="P")
        self.print_order = Button("Running order", alt="R")
        self.run = Button("Start meeting", key_hint="F5", primary=True, alt="S")
        right = (self.back, self.print_order, self.print_agenda, self.run)
        self.head = PageHead("Agenda", left=(self.when_where,), right=right)
        self.bar = AgendaBar()
        self.band = Sentence()
        self.waiting = WaitingBand(house.store)
        self._carried: dict[str, date] = {}
        self.model = RowModel(COLUMNS, identity=lambda row: row.item_id)
        self.begins_at = self.table = AgendaTable(self.model)
        self.new_item = LineEdit(name="New item", placeholder="New item: its title, then Enter", icon="plus")
        self.add = Button("Add item", alt="d")
        self.papers = PapersPart(house)
        self.item = ItemPanel(house.store, lambda: self._id, self.papers)
        self.keeper = KeptLine(self.new_item, house.store, self.item.new_box, frame.refuse)
        self.cells = KeptCells(self.table, self.model, house.store, self.item.cell_box, frame.refuse)
        self._items, self._whole = QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._items.addWidget(self.table)
        self._items.addWidget(
            Scroll(EmptyState("No items yet.", "Type the title of the first item below and press Enter."))
        )
        card = Card(snug=True)
        card.body.addWidget(self._items, 1)
        adding = across(self.new_item, self.add, gap=8, margins=(10, 4, 10, 6))
        card.body.addLayout(adding)
        beside = Beside(card, self.item, shares=(3, 1), narrow=620, gap=12, least=(190, 250))
        layout = down(self.bar, self.band, self.waiting, beside, gap=12)
        layout.setStretch(3, 1)
        none = Card()
        none.body.addWidget(
            EmptyState("No meeting chosen.", "Open an agenda from Meetings.", self._button_to_meetings())
        )
        self._whole.addWidget(Scroll(Roll(layout)))
        self._whole.addWidget(none)
        whole = down(self.head, self._whole, gap=12, margins=(24, 18, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out and make the panel narrower when there is little width."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.grown(_WIDE)
        self.item.setMinimumWidth(theme.grown(_PANEL_WIDE if wide else _PANEL_NARROW))
        self.bar.show_wide(wide)

    def _button_to_meetings(self) -> Button:
        button = Button("Meetings", name="Go to Meetings")
        button.clicked.connect(self._on_back)
        return button

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.run.clicked.connect(self._on_run)
        self.print_agenda.clicked.connect(self._on_print)
        self.print_order.clicked.connect(self._on_print_order)
        self.bar.scope_chosen.connect(self._on_scope)
        self.bar.times_written.connect(self._on_times)
        self.table.row_changed.connect(self._on_row_changed)
        self.table.dragged.connect(self._on_dragged)
        self.table.refused.connect(self.frame.refuse)
        self.model.edited.connect(self._on_edited)
        self.new_item.returnPressed.connect(self._on_add)
        self.new_item.refused.connect(self.frame.refuse)
        self.add.clicked.connect(self._on_add)
        panel = self.item
        panel.changed.connect(self._on_changed_in_panel)
        panel.minutes_shown.connect(self._on_minutes_shown)
        panel.questions_changed.connect(self._on_questions)
        panel.restricted.connect(self._on_restricted)
        panel.speaker_from.connect(self._on_speaker_from)
        panel.refused.connect(self.frame.refuse)
        panel.share.clicked.connect(self._on_share)
        panel.up.clicked.connect(self._on_up)
        panel.down.clicked.connect(self._on_down)
        panel.park.clicked.connect(self._on_park)
        panel.leave_out.clicked.connect(self._on_leave_out)
        self.waiting.taken.connect(self.frame.say)
        self.waiting.not_taken.connect(self.frame.refuse)
        panel.put_back.clicked.connect(self._on_put_back)
        self.papers.said.connect(self.frame.say)
        self.papers.told.connect(self.frame.refuse)
        self.papers.refused.connect(self.frame.refuse)
        bind(self, {"item_up": self._on_up, "item_down": self._on_down})

    # -- what is shown -------------------------------------------------------------------------------

    def open_at(self, where: str) -> None:
        """Show the agenda of the meeting with that id, at the item after a slash; changes are for it at first."""
        where, _, item_id = where.partition("/")
        if self._meeting is None or self._meeting.id != where:
            self.item.settle()
            self.bar.scope.choose(HERE)
            self.table.setCurrentIndex(self.model.index(-1, -1))
        self._meeting = meetings.facts(self.house.store, where)
        self.refresh()
        if item_id:
            self.table.go_to_item(item_id)

    def refresh(self) -> None:
        """Ask for the agenda again; the same item stays chosen."""
        store = self.house.store
        meeting_id = (
            self._meeting.id if self._meeting is not None else meetings.running(store) or next_to_open(store)
        )
        self._whole.setCurrentIndex(0 if meeting_id else 1)
        for part in (self.print_agenda, self.print_order, self.run):
            part.setVisible(meeting_id is not None)
        if meeting_id is None:
            return
        self._meeting = meetings.facts(store, meeting_id)
        self.keeper.open()
        self._agenda = agenda(store, meeting_id)
        self._show_meeting(self._meeting)
        self.bar.show_shared(self._agenda.shared)
        self.item.show_themes(partnership.themes(store))
        self.item.show_people(partial(people_for, store, meeting_id))
        self._carried = parking.carried(store, self._agenda)
        self.waiting.show_meeting(self._meeting)
        self._show_items(self._agenda)
        if self.table.current_row() is None and self._agenda.rows:
            self.table.go_to_item(self._agenda.rows[0].item_id)
        self._on_row_changed(self.table.current_row())

    def _show_meeting(self, meeting: MeetingFacts) -> None:
        self.head.title.setText(meeting.group_short)
        self.when_where.setText(f"{spoken(meeting.date)} · {meeting.place_in_year} · {meeting.place}")
        live = meeting.status in {Status.ARRANGED, Status.RUNNING}
        self.run.setVisible(live)
        key_opens = meetings.running(self.house.store) or next_to_open(self.house.store)
        show_key(self.run, "F5" if meeting.id == key_opens else None)
        self.run.setText("Return to meeting" if meeting.status is Status.RUNNING else "Start meeting")
        self.bar.show_times(meeting.starts, meeting.ends)
        say_scope(self.band, meeting, everywhere=self._everywhere)

    def _show_items(self, shown: Agenda) -> None:
        self.model.replace(shown_rows(shown, self._carried))
        self._items.setCurrentIndex(0 if shown.rows or shown.omitted else 1)
        self.bar.show_minutes(shown)

    @property
    def _everywhere(self) -> bool:
        return self.bar.everywhere

    def paper(self) -> Callable[[int], Paper] | None:
        """The agenda of this meeting."""
        if self._meeting is None:
            return None
        # Composing brings the words of every paper along; the agenda is edited without them.
        from nscp_desktop.services import papers

        return partial(papers.agenda, self.house.store, self._meeting.id)

    def settle(self) -> bool:
        """Keep what is still being written in the panel; says whether all of it is kept."""
        if not self.item.settle():
            # Out of sight it is not shown yet that a title which was there again after a stop is kept now.
            self.refresh_if_stale()
        return self.item.settle()

    # -- what is written -----------------------------------------------------------------------------

    @property
    def _id(self) -> str:
        return "" if self._meeting is None else self._meeting.id

    @property
    def _changes(self) -> AgendaChanges:
        round_id = "" if self._agenda is None else self._agenda.round_id
        return AgendaChanges(self.house.store, self._id, round_id, self._everywhere)

    def _act(self, deed: Callable[..., object], *words: object, **fields: object) -> bool:
        """Do a deed and say what it gives to be said; a refusal is said, and what is kept is shown again."""
        try:
            said = deed(*words, **fields)
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            self.refresh()
            return False
        if isinstance(said, str):
            self.frame.say(said)
        return True

    def _act_on_shown(self, deed: Callable[..., object], **fields: object) -> None:
        """Do a deed on the item in the panel, if there is one."""
        if self.item.row is not None:
            self._act(deed, self.item.row, **fields)

    def _on_edited(self, row: AgendaRow, field: str, text: str) -> None:
        value = int(text) if field == "minutes" else ItemKind(text) if field == "kind" else text
        if self._act(self._changes.change, row, **{field: value}):
            self.cells.forget()

    def _on_changed_in_panel(self, field: str, value: object) -> None:
        self._act_on_shown(self._changes.change, **{field: value})

    def _on_minutes_shown(self, minutes: int) -> None:
        if self._agenda is not None and self.item.row is not None:
            self._show_items(with_minutes(self._agenda, self.item.row.item_id, minutes))

    def _on_questions(self, texts: tuple[str, ...]) -> None:
        if self.item.row is not None:
            self._act(questions.set_questions, self.house.store, self.item.row.item_id, texts)

    def _on_speaker_from(self, organisation: str) -> None:
        row = self.item.row
        if row is not None and self._act(speakers.welcome_speaker, self.house.store, row.lead, organisation):
            self.refresh()
            self.frame.say(f"{row.lead} speaks for {organisation.strip()}.")

    def _on_restricted(self, on: bool) -> None:
        self._act_on_shown(self._changes.restrict, restricted=on)

    def _on_times(self, starts: time, ends: time) -> None:
        meeting = self._meeting
        if meeting is None or (starts, ends) == (meeting.starts, meeting.ends):
            return
        if not self._act(meetings.edit_meeting, self.house.store, meeting.id, starts=starts, ends=ends):
            self.bar.put_back_times(meeting.starts, meeting.ends)

    def _on_add(self) -> None:
        title = self.new_item.text()
        if not title.strip() or self._agenda is None:
            self.new_item.setFocus()
            return
        row = self.table.current_row()
        after = None if row is None or row.omitted else row.item_id
        try:
            made = self._changes.add(title, after)
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            return
        self.keeper.show("")
        self.refresh()
        self.table.go_to_item(made)
        added = self.table.current_row()
        self.frame.say(f"{added.title} added as item {added.number}.")

    def _on_dragged(self, row: AgendaRow, steps: int) -> None:
        self.table.go_to_item(row.item_id)
        self._move(steps)

    def _move(self, steps: int) -> None:
        row = self.table.current_row()
        if row is None or row.omitted:
            return
        self._act(self._changes.move, row, steps)
        self.table.scrollTo(self.table.currentIndex())
        moved = self.table.current_row()
        announce(self, f"{moved.title}, item {moved.number}")

    # -- what is pressed -----------------------------------------------------------------------------

    def _on_row_changed(self, row: AgendaRow | None) -> None:
        group = "" if self._meeting is None else self._meeting.group_name
        carried = None if row is None else self._carried.get(row.item_id)
        self.item.show_row(row, everywhere=self._everywhere, group=group, carried=carried)
        self.papers.show_item(self._id, row, everywhere=self._everywhere)

    def _on_scope(self) -> None:
        self.item.settle()
        if self._meeting is not None:
            say_scope(self.band, self._meeting, everywhere=self._everywhere)
        self._on_row_changed(self.table.current_row())

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _on_share(self) -> None:
        self._act_on_shown(self._changes.share)

    def _on_park(self) -> None:
        row = self.item.row
        if row is not None:
            self._act(parking.park, self.house.store, self._id, row.item_id)

    def _on_leave_out(self) -> None:
        self._act_on_shown(self._changes.leave_out)

    def _on_put_back(self) -> None:
        self._act_on_shown(self._changes.put_back)

    def _on_back(self) -> None:
        self.settle()
        self.frame.go("meetings", self._id)

    def _on_run(self) -> None:
        self.settle()
        self.frame.run_meeting(self._id)

    def _on_print(self) -> None:
        self.settle()
        make = self.paper()
        if make is not None:
            self.frame.print_paper(make)

    def _on_print_order(self) -> None:
        self.settle()
        from nscp_desktop.services.running_order import running_order

        self.frame.print_paper(partial(running_order, self.house.store, self._id))
