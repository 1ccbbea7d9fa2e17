"""The journal: every deed and event of the store, who did it and when, and whether its chains hold."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules import journal as rules
from nscp_desktop.services import journal
from nscp_desktop.services.journal import JournalRow, Touched, Wanted
from nscp_desktop.ui.pages.day_field import DayField, day_said
from nscp_desktop.ui.pages.keeping_strip import keeping_strip
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.run.menus import Choices
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Choice,
    Column,
    EmptyState,
    FlowLayout,
    Kind,
    PageHead,
    Quiet,
    RowModel,
    SearchBox,
    Sentence,
    Small,
    Table,
    across,
    announce,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from nscp_desktop.store import Change
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

EVERYBODY: Final = ""
_SEARCH_MS: Final = 250
_TONES: Final = {"refused": Tone.RED, "purge": Tone.RED, "export": Tone.AMBER, "print": Tone.AMBER, "keys": Tone.VIOLET,
                 "restore": Tone.VIOLET, "unlock": Tone.GREEN, "backup": Tone.GREEN}  # fmt: skip


def _kind(row: JournalRow) -> str:
    return rules.words(row.kind)


def _tone(row: JournalRow) -> Tone:
    return _TONES.get(row.kind, Tone.NEUTRAL)


COLUMNS: Final = (
    Column[JournalRow]("when", "When", attrgetter("when"), sort=attrgetter("at"), width=196, least=112),
    Column[JournalRow]("who", "Who", attrgetter("who"), width=164, least=100),
    Column[JournalRow]("kind", "Kind", _kind, tone=_tone, kind=Kind.PILL, width=132, least=116),
    Column[JournalRow]("words", "What", attrgetter("words"), least=400),
)


class PastDay(DayField):
    """A day that has gone by: "12 nov" is the last one."""

    def __init__(self, today: Callable[[], date], *, name: str, parent: QWidget | None = None) -> None:
        """Start empty; ``today`` is the last day there can be."""
        super().__init__(today, name=name, parent=parent)
        self._last = today

    def _on_edited(self, text: str) -> None:
        today = self._last()
        # Without its year a day is the next one from some day on: from today, half a year ago, a year ago.
        found = (day_said(text, today - timedelta(days=back)) for back in (0, 182, 364))
        self._day = next((day for day in found if day is not None and day <= today), None)
        self.day_changed.emit(self._day)


class JournalPage(Page):
    """Who did what and when, newest first."""

    key: ClassVar[str] = "journal"
    title: ClassVar[str] = "Keeping safe"

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; nothing is read until it is shown."""
        super().__init__(house, bridge, frame, parent)
        self._most = journal.PAGE
        self.check = Button("Check the chains", primary=True, alt="n")
        self.since = PastDay(self._today, name="From")
        self.until = PastDay(self._today, name="To")
        self.who = Choice([(EVERYBODY, "Everybody")], name="Who")
        self.kind = Choice([(key, words) for key, words, _kinds in rules.FILTERS], name="Kind")
        self.search = SearchBox(name="Words in the journal", placeholder="Words")
        self.everything = Button("Show everything", alt="v", quiet=True)
        self.model = RowModel(COLUMNS, identity=attrgetter("deed_id"))
        self.table = Table(self.model, name="Journal", sortable=False, wraps=True)
        self.count = Quiet("")
        self.older = Button("Show older lines", alt="d")
        self.history = Button("History of what it changed", alt="i")
        self.result = Sentence("")
        self.empty = EmptyState("Nothing matches.", "Choose other days, somebody else or another kind.")
        self._stack = QStackedWidget()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SEARCH_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        listed = Card(snug=True)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        listed.body.addWidget(self._stack)
        narrow = FlowLayout(gap=12)
        for part in (
            holder(across(Small("From"), self.since, gap=6)), holder(across(Small("to"), self.until, gap=6)),
            self.who, self.kind, self.search, self.everything,
        ):  # fmt: skip
            narrow.addWidget(part)
        foot = across(self.count, SPRING, self.older, self.history)
        head = PageHead(self.title, left=(keeping_strip(self.frame, self.key),), right=(self.check,))
        layout = down(head, holder(narrow), self.result, listed, foot, gap=12, margins=(24, 18, 24, 14))
        layout.setStretchFactor(listed, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.since.day_changed.connect(self._on_narrowed)
        self.until.day_changed.connect(self._on_narrowed)
        self.who.picked.connect(self._on_narrowed)
        self.kind.picked.connect(self._on_narrowed)
        self.search.searched.connect(self._on_searched)
        for box in (self.since, self.until, self.search):
            box.refused.connect(self.frame.refuse)
        self._waiting.timeout.connect(self._ask_anew)
        self.everything.clicked.connect(self._on_everything)
        self.older.clicked.connect(self._on_older)
        self.check.clicked.connect(self._on_check)
        self.history.clicked.connect(self._on_history)
        self.table.row_chosen.connect(self._on_history)
        self.table.row_changed.connect(self._on_row_changed)

    # -- what is shown -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the newest lines that are asked for."""
        store = self.house.store
        self.who.set_choices([(EVERYBODY, "Everybody"), *journal.people(store)])
        wanted = self.wanted
        found = journal.lines(store, wanted, self._most)
        self.model.replace(found.rows)
        self._stack.setCurrentWidget(self.table if found.rows else self.empty)
        self.older.setVisible(found.more)
        self.count.setText(
            f"The newest {len(found.rows):,} lines"
            if found.more
            else f"{len(found.rows):,} lines, all there are"
        )
        self.everything.setVisible(wanted != Wanted())
        self._on_row_changed(self.table.current_row())

    def _today(self) -> date:
        return self.house.now().date()

    @property
    def wanted(self) -> Wanted:
        """What the filters say."""
        return Wanted(
            self.since.day,
            self.until.day,
            str(self.who.value),
            str(self.kind.value),
            self.search.text().strip(),
        )

    def _on_changed(self, change: Change) -> None:
        """Every deed is a line here, whatever it touched."""
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def _ask_anew(self) -> None:
        self._most = journal.PAGE
        self.refresh()
        self.table.scrollToTop()

    def _on_narrowed(self, _value: object) -> None:
        self._ask_anew()

    def _on_searched(self, _words: str) -> None:
        # Letters follow one another faster than 50,000 lines are read.
        self._waiting.start()

    def _on_everything(self) -> None:
        self.since.show_day(None)
        self.until.show_day(None)
        self.who.pick(EVERYBODY)
        self.kind.pick(rules.ALL)
        self.search.clear()
        self._ask_anew()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_older(self) -> None:
        self._most += journal.PAGE
        at = self.model.rowCount()
        self.refresh()
        # The button may go with the last of them; the keyboard goes to the first that is new.
        self.table.selectRow(at)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what can be done ----------------------------------------------------------------------------

    def _on_check(self) -> None:
        self.result.say("Looking at every line and every change…", Tone.TEAL, lead="Checking.")
        # The sentence is painted before the work begins.
        QTimer.singleShot(0, self, self._check)

    def _check(self) -> None:
        try:
            found = journal.check_chains(self.house.store)
        except Refused as refusal:
            self.result.say(str(refusal), Tone.RED, lead="Not checked.")
            return
        more = f" {found.found[0]}" if found.found else ""
        self.result.say(
            f"{found.sentence}{more}", Tone.GREEN if found.holds else Tone.RED,
            lead="Checked." if found.holds else "Look at this.",
        )  # fmt: skip
        announce(self, found.sentence)

    def _on_row_changed(self, row: JournalRow | None) -> None:
        self.history.setEnabled(row is not None)

    def _on_history(self, _row: object = None) -> None:
        row = self.table.current_row()
        if row is None:
            return
        found = journal.touched(self.house.store, row.deed_id)
        if not found:
            self.frame.refuse("That line changed no record: it says what was done with the store itself.")
        elif len(found) == 1:
            self._show(found[0])
        else:
            lines = [(one, one.name if len(one.name) <= 80 else f"{one.name[:79]}…") for one in found[:20]]
            Choices(self, "What it changed", self._show).offer(lines).open_below(self.history)

    def _show(self, touched: object) -> None:
        if isinstance(touched, Touched):
            self.frame.show_history(touched.table, touched.record_id)
