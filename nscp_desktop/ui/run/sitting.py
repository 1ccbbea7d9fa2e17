"""What the parts of the run screen share: the meeting, its agenda, who is here, and what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.rules.meetings import Status, begins
from nscp_desktop.rules.pace import Pace, Ran, pace
from nscp_desktop.services import agenda, capture, meetings, pauses

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.rules.capture import CaptureContext
    from nscp_desktop.services.agenda import Agenda, AgendaRow
    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.services.pauses import Break
    from nscp_desktop.store import Change
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

REGISTER = frozenset(
    {"attendance", "person", "organisation", "sector", "seat", "holding", "nominated_deputy", "co_chair"}
)
MEETING = frozenset(
    {"meeting", "meeting_item", "agenda_item", "round", "theme", "question", "overrun_choice", "pause"}
)
RECORDED = frozenset(
    {"action", "decision", "outcome", "challenge", "remark", "talk", "reply", "progress", "person"}
)
NAMES = (REGISTER - {"attendance"}) | {
    "theme",
    "group",
    "alias",
    "board_meeting",
    "board_link",
    "partnership",
    "wording",
}
"""What a new reading of all names asks for; a mark only changes who is here."""


class Sitting(QObject):
    """The meeting that is open on the run screen. Its parts ask it, and are told what changed.

    ``item_shown`` is said when another item is looked at; ``meeting_changed``, ``register_changed`` and
    ``recorded_changed`` after a deed that touched what they show; ``names_read`` a moment later, when what
    words can mean has been read again.
    """

    item_shown = Signal()
    meeting_changed = Signal()
    register_changed = Signal()
    recorded_changed = Signal()
    names_read = Signal()

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QObject | None = None) -> None:
        """Listen to ``bridge``; nothing is asked until a meeting is opened."""
        super().__init__(parent)
        self.house, self.bridge, self.frame = house, bridge, frame
        self.store = house.store
        self.meeting_id = ""
        self.item_id = ""
        self.facts: MeetingFacts
        self.agenda: Agenda
        self.breaks: tuple[Break, ...] = ()
        self._context: CaptureContext | None = None
        self._here_stale = False
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self._on_idle)
        bridge.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Whether a meeting is open."""
        return bool(self.meeting_id)

    @property
    def is_running(self) -> bool:
        """Whether the open meeting runs."""
        return self.is_open and self.facts.status is Status.RUNNING

    def open(self, meeting_id: str) -> None:
        """Start or return to a meeting; refuses (:class:`Refused`) one that cannot run, changing nothing."""
        meetings.open_meeting(self.store, meeting_id)
        self.meeting_id = meeting_id
        self._ask()
        self.item_id = self.facts.current_item_id or self.agenda.rows[0].item_id

    def leave(self) -> None:
        """Close the screen's view of the meeting; the meeting itself goes on or is closed."""
        self.meeting_id = ""
        self._context = None

    # -- items --------------------------------------------------------------------------------------

    def row(self, item_id: str = "") -> AgendaRow:
        """The agenda's row of an item, by default of the one that is shown."""
        return self.agenda.row(item_id or self.item_id)

    @property
    def current(self) -> AgendaRow:
        """The item the meeting is at."""
        return self.agenda.row(self.facts.current_item_id or self.item_id)

    def _has(self, item_id: str) -> bool:
        return any(row.item_id == item_id for row in (*self.agenda.rows, *self.agenda.omitted))

    @property
    def looks_elsewhere(self) -> bool:
        """Whether another item is shown than the meeting is at."""
        return self.item_id != self.facts.current_item_id

    def show_item(self, item_id: str) -> None:
        """Look at an item; the meeting's clock stays where it is."""
        if item_id != self.item_id:
            self.item_id = item_id
            self.item_shown.emit()

    def neighbour(self, step: int) -> AgendaRow | None:
        """The item before (-1) or after (1) the shown one, None at the end."""
        order = [row.item_id for row in self.agenda.rows]
        at = order.index(self.item_id) + step if self.item_id in order else 0
        return self.agenda.rows[at] if 0 <= at < len(order) else None

    # -- time ---------------------------------------------------------------------------------------

    @property
    def begins(self) -> datetime:
        """When the meeting begins by its plan; when it began, if that was another time of day altogether."""
        planned = datetime.combine(self.facts.date, self.facts.starts, self.house.now().tzinfo)
        return begins(planned, self.facts.opened_at)

    def started(self, row: AgendaRow) -> datetime | None:
        """When an item began: not before the meeting's time, so that people may be marked before it."""
        return None if row.started_at is None else max(row.started_at, self.begins)

    def paused(self, row: AgendaRow) -> timedelta:
        """How long the meeting stood still while an item was under way: adjourned, or closed and opened again."""
        began = self.started(row)
        if began is None:
            return timedelta(0)
        until = row.ended_at or self.house.now()
        during = [one for one in self.breaks if one.item_id in {row.item_id, None}]
        return sum((one.within(began, until) for one in during), timedelta(0))

    def _closed_after(self, at: datetime) -> timedelta:
        """How long the meeting was closed, and then opened again, after a moment."""
        now = self.house.now()
        return sum((one.within(at, now) for one in self.breaks if one.item_id is None), timedelta(0))

    @property
    def adjourned(self) -> datetime | None:
        """Since when the meeting is adjourned; None while it goes on."""
        last = self.breaks[-1] if self.breaks else None
        return None if last is None or last.ends is not None else last.starts

    def pace(self) -> Pace:
        """How the meeting stands at this moment."""
        ran = [
            Ran(
                row.item_id,
                row.minutes,
                self.started(row),
                row.ended_at and max(row.ended_at, self.begins),
                paused=self.paused(row),
            )
            for row in self.agenda.rows
        ]
        # A meeting that was opened again is as late as it was when it was closed, however long ago that is.
        start = self.begins + self._closed_after(self.begins)
        ends = start + timedelta(minutes=self.agenda.available)
        # Later in true time: in the hour that comes twice the clock on the wall does not say.
        now = max(self.house.now(), self.begins, key=lambda at: at.astimezone(UTC))
        return pace(start, ran, now, ends)

    # -- names --------------------------------------------------------------------------------------

    def context(self) -> CaptureContext:
        """What words can mean here; asked again only after something changed."""
        if self._context is None:
            self._context = capture.context(self.store, self.meeting_id)
        elif self._here_stale:
            self._context = capture.heard_by(self.store, self.meeting_id, self._context)
        if self._context.me != self.store.actor:
            # Somebody else has signed in since: "me" is they.
            self._context = replace(self._context, me=self.store.actor)
        self._here_stale = False
        return self._context

    # -- deeds --------------------------------------------------------------------------------------

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do a deed; when it is refused, show the sentence and say so."""
        try:
            act()
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            return False
        return True

    # -- what changed -------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.facts = meetings.facts(self.store, self.meeting_id)
        self.agenda = agenda.agenda(self.store, self.meeting_id)
        self.breaks = pauses.breaks(self.store, self.meeting_id)

    def _on_changed(self, change: Change) -> None:
        if not self.is_open:
            return
        others = any(table == "meeting" and one != self.meeting_id for table, one in change.records)
        if change.tables & NAMES or others:
            self._context = None
        self._here_stale = self._here_stale or "attendance" in change.tables
        if self._context is None or self._here_stale:
            # After the screen is painted again, so that the deed does not wait for it.
            self._reading.start(0)
        if change.tables & MEETING:
            before = self.facts.current_item_id
            self._ask()
            if self.facts.current_item_id != before and self.item_id == before:
                self.item_id = self.facts.current_item_id or self.item_id
            if not self._has(self.item_id):
                # It went while it was looked at, as when its being added is undone: back to where the meeting is.
                self.item_id = self.facts.current_item_id or self.item_id
            self.meeting_changed.emit()
        for tables, told in ((REGISTER, self.register_changed), (RECORDED, self.recorded_changed)):
            # The meeting may just have been closed: then there is nothing left to show.
            if self.meeting_id and change.tables & tables:
                told.emit()

    def _on_idle(self) -> None:
        if self.is_open:
            self.context()
            self.names_read.emit()
