"""Minutes: the text to put right at the left, the paper as it will be printed at the right."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.minutes import Urgency
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import meetings, minutes, papers
from nscp_desktop.services.minutes import MinutesRow
from nscp_desktop.services.needs import AFTER
from nscp_desktop.ui.pages.after_panel import AfterPanel
from nscp_desktop.ui.pages.minutes_panels import AgreePanel, PrintBeside
from nscp_desktop.ui.pages.minutes_text import MinutesText
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    Beside,
    Button,
    Card,
    Column,
    EmptyState,
    Kind,
    PageHead,
    Pill,
    RowModel,
    Scroll,
    Sentence,
    Table,
    down,
)
from nscp_desktop.ui.widgets.layouts import Roll

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.minutes import MinutesView
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_TONES: Final = {Urgency.NONE: Tone.GREEN, Urgency.WAITING: Tone.AMBER, Urgency.LATE: Tone.RED}
_TEXT, _LIST, _NOTHING = range(3)
_TOO_SOON: Final = "Closed too soon?"
_MAY_OPEN: Final = (
    "Until these minutes are issued the meeting can be opened again, at the item where it ended."
)


def _on(row: MinutesRow) -> str:
    return long_date(row.on)


def _words(row: MinutesRow) -> str:
    return row.standing.words


def _tone(row: MinutesRow) -> Tone:
    return _TONES[row.standing.urgency]


COLUMNS: Final = (
    Column[MinutesRow]("group", "Group", attrgetter("group"), strong=True, width=220),
    Column[MinutesRow]("on", "Meeting of", _on, sort=attrgetter("on")),
    Column[MinutesRow]("standing", "Minutes", _words, tone=_tone, kind=Kind.PILL, width=180),
)


class MinutesPage(Page):
    """The minutes of a meeting; without one chosen, the meetings that have minutes."""

    key: ClassVar[str] = "minutes"
    title: ClassVar[str] = "Minutes"
    watched: ClassVar[frozenset[str]] = frozenset(
        {
            "meeting", "meeting_item", "agenda_item", "round", "action", "progress", "reply", "decision",
            "outcome", "challenge", "remark", "talk", "ask", "attendance", "issued_paper", "room",
            "room_place", "answer", "question", "person", "organisation", "seat", "holding", "co_chair",
            "follow_up",
        }
    )  # fmt: skip

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; no meeting is chosen."""
        super().__init__(house, bridge, frame, parent)
        self._meeting_id = ""
        self._view: MinutesView | None = None
        self.back = Button("Meetings ›", quiet=True, name="Back to Meetings")
        self.standing = Pill()
        self.print = Button("Print…", icon="printer", alt="P")
        self.agree = Button("Agree as a correct record", alt="G")
        self.issue = Button("Issue draft", primary=True, alt="I")
        self.after = AfterPanel(house, frame)
        tools = (self.after.button, self.print, self.agree, self.issue)
        self.head = PageHead("Minutes", above=(self.back,), left=(self.standing,), right=tools)
        self.gaps = Sentence("", Tone.AMBER)
        self.news = Sentence("", Tone.TEAL)
        self.open_again = Button("Open again", alt="O", name="Open the meeting again")
        self.too_soon = Sentence("", Tone.NEUTRAL, button=self.open_again)
        self.agree_panel = AgreePanel(house)
        self.text = MinutesText(house.store, frame.refuse)
        self.card = Card("Minutes", " ")
        self.beside = PrintBeside(house)
        self.model = RowModel(COLUMNS, identity=attrgetter("meeting_id"))
        self.table = Table(self.model, name="Meetings with minutes")
        self.to_meetings = Button("Go to Meetings", primary=True, alt="O")
        self._whole = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.roll = Scroll(self.text)
        self.card.body.addWidget(self.roll, 1)
        both = Beside(self.card, self.beside, shares=(56, 44), narrow=640, least=(190, 240))
        text = down(self.gaps, self.news, self.too_soon, self.agree_panel, self.after, both, gap=12)
        text.setStretchFactor(both, 1)
        self._whole.addWidget(Scroll(Roll(text)))
        listed = Card(snug=True)
        listed.body.addWidget(self.table)
        self._whole.addWidget(listed)
        nothing = Card()
        nothing.body.addWidget(
            EmptyState(
                "No minutes yet.",
                "Minutes are written while a meeting runs and are here when it is closed.",
                self.to_meetings,
            )
        )
        self._whole.addWidget(Scroll(nothing))
        whole = down(self.head, self._whole, gap=14, margins=(24, 18, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.to_meetings.clicked.connect(self._on_back)
        self.print.clicked.connect(self._on_print)
        self.agree.clicked.connect(self._on_agree)
        self.open_again.clicked.connect(self._on_open_again)
        self.issue.clicked.connect(self._on_issue)
        self.agree_panel.agreed.connect(self._on_agreed)
        self.table.row_chosen.connect(self._on_row_chosen)

    # -- what is shown -------------------------------------------------------------------------------

    def open_at(self, where: str) -> None:
        """Show the minutes of the meeting with that id, at the item that may follow after a slash.

        Or, where ``AFTER`` follows, with the list of what there is to do after it.
        """
        where, _, item_id = where.partition("/")
        if where != self._meeting_id:
            if not self.text.settle():
                return
            self.agree_panel.hide()
            self.news.clear()
        self._meeting_id = where
        self.refresh()
        if item_id == AFTER:
            self.after.open_meeting(where, open_now=True)
        block = next((one for one in self.text.items if one.item_id == item_id), None)
        if block is not None:
            # Its place is known once everything is laid out.
            QTimer.singleShot(0, block, partial(self.roll.show_from, block))

    def refresh(self) -> None:
        """Ask again for the minutes, or for the list while no meeting is chosen."""
        chosen = bool(self._meeting_id)
        for tool in (self.back, self.standing, self.print, self.agree, self.issue):
            tool.setVisible(chosen)
        if not chosen:
            rows = minutes.list_minutes(self.house.store)
            self.head.title.setText(self.title)
            self.model.replace(rows)
            self._whole.setCurrentIndex(_LIST if rows else _NOTHING)
            self.after.open_meeting("")
            return
        view = minutes.minutes_text(self.house.store, self._meeting_id)
        if not self.text.fits(view):
            self.text.settle()
            view = minutes.minutes_text(self.house.store, self._meeting_id)
        self._show(view)

    def _show(self, view: MinutesView) -> None:
        self._view = view
        meeting = view.meeting
        held = meeting.status is Status.HELD
        self._whole.setCurrentIndex(_TEXT)
        self.head.title.setText(f"{meeting.group_short}, {long_date(meeting.date)}")
        self.standing.show_pill(
            (view.standing.words or meeting.status.value).capitalize(), _TONES[view.standing.urgency]
        )
        self.card.aside.setText(self._written(view))
        self.issue.setText("Issue agreed minutes" if view.agreed else "Issue draft")
        self.issue.setEnabled(held)
        self.agree.setVisible(held and not view.agreed)
        if view.gaps and held:
            more = f" And {len(view.gaps) - 1} more." if len(view.gaps) > 1 else ""
            self.gaps.say(f"{view.gaps[0]}{more} Open the meeting again to settle the register, then issue.")
        else:
            self.gaps.clear()
        may_open = held and not view.agreed and not view.versions
        self.too_soon.show_quietly(_MAY_OPEN if may_open else "", lead=_TOO_SOON if may_open else "")
        self.text.show_view(view)
        self.after.open_meeting(meeting.id)
        self.beside.open_meeting(meeting.id, view.versions)

    def _written(self, view: MinutesView) -> str:
        """Where the text comes from: "written from the meeting at 12:03, draft 1 issued 14 Jan"."""
        zone, today = self.house.now().tzinfo, self.house.now().date()
        closed = view.meeting.closed_at
        said = []
        if closed is not None:
            said.append(f"written from the meeting at {closed.astimezone(zone):%H:%M}")
        if view.meeting.agreed_on is not None:
            said.append(f"agreed {spoken(view.meeting.agreed_on, today)}")
        return ", ".join(said)

    # -- what is done --------------------------------------------------------------------------------

    def about(self) -> tuple[str, str] | None:
        """The meeting whose minutes are open."""
        return ("meeting", self._meeting_id) if self._meeting_id else None

    def paper(self) -> Callable[[int], Paper] | None:
        """The minutes of the chosen meeting, what is being typed included."""
        if not self._meeting_id:
            return None
        self.text.settle()
        return partial(papers.minutes, self.house.store, self._meeting_id)

    def settle(self) -> bool:
        """Make deeds of what is still being typed; says whether all of it is kept."""
        self.beside.settle()
        lines = self.after.settle()
        return self.text.settle() and lines

    def _on_print(self) -> None:
        make = self.paper()
        if make is not None:
            self.frame.print_paper(make)

    def _on_agree(self) -> None:
        self.text.settle()
        self.agree_panel.open_for(self._meeting_id, self.house.now().date())

    def _on_agreed(self, reduced: str) -> None:
        self.news.clear()
        said = f"Agreed as a correct record. {reduced}".strip()
        self.frame.say(f"{said} Issue the agreed minutes when you send them.")

    def _on_open_again(self) -> None:
        view = self._view
        if view is None or not self.settle():
            return
        try:
            meetings.reopen_meeting(self.house.store, view.meeting.id)
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            return
        self.frame.run_meeting(view.meeting.id)
        self.frame.say(f"{view.meeting.words} is open again.")

    def _on_issue(self) -> None:
        self.text.settle()
        try:
            issued = minutes.issue(self.house.store, self._meeting_id, self.house.draw)
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            return
        # Issuing is not undone, so it is not said where the undo of another deed would stand beside it.
        self.news.say(
            f"Version {issued.version} is issued and kept as it is, fingerprint {issued.printed}. "
            "A correction becomes the next version."
        )

    def _on_row_chosen(self, row: MinutesRow) -> None:
        self.open_at(row.meeting_id)

    def _on_back(self) -> None:
        self.text.settle()
        self.frame.go("meetings", self._meeting_id)
