"""The panel beside an agenda: everything about the item that is chosen, written in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.names import Directory
from nscp_desktop.rules.year import long_date
from nscp_desktop.services.half_typed import Box
from nscp_desktop.services.speakers import is_name
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.pages.agenda_table import KINDS
from nscp_desktop.ui.pages.lead_offers import LeadOffers
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Check,
    Choice,
    Field,
    LineEdit,
    MinutesBox,
    NoteEdit,
    Pill,
    Scroll,
    Small,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QLineEdit

    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.services.partnership import ThemeFacts
    from nscp_desktop.store import Store

SETTLE_MS = 900
"""How long minutes may stand still before they are kept; until then they are only shown."""


class ItemPanel(Card):
    """One item. ``changed`` carries a field and its value, ``minutes_shown`` a length not kept yet.

    ``questions_changed`` carries the questions, one a line. The buttons are connected by the page.
    """

    changed = Signal(str, object)
    minutes_shown = Signal(int)
    questions_changed = Signal(object)
    restricted = Signal(bool)
    speaker_from = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        store: Store,
        meeting: Callable[[], str],
        papers: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Build the fields around the part for ``papers``; :meth:`show_row` fills them.

        ``meeting`` gives the meeting whose agenda it is: half a title typed there is nothing to the others.
        """
        super().__init__("Item", parent=parent)
        self._meeting = meeting
        self._papers = papers or QWidget()
        self._row: AgendaRow | None = None
        self._people: Directory | None = None
        self._read: Callable[[], Directory] = Directory
        self._minutes_wait = self._handing_over = False
        self.local = Pill("", Tone.VIOLET)
        self.differs = Small("", wrap=True)
        self.share = Button("Make shared again", alt="g")
        self.item_title = LineEdit(name="Title")
        self.minutes = MinutesBox(name="Minutes")
        self.kind = Choice(KINDS, name="Kind")
        self.lead = LineEdit(name="Lead", placeholder="who leads it")
        self.offers = LeadOffers(self.lead, self._read_people)
        self.lead_from = Small("")
        self.organisation = LineEdit(
            name="Organisation of the guest speaker", placeholder="from which organisation?"
        )
        self.theme = Choice((), name="Theme")
        self.confidential = Check("Confidential part of the minutes", alt="f")
        self.questions = NoteEdit(name="Questions for the rooms, one a line")
        self.questions_words = Small("", wrap=True)
        self.up = Button("", icon="arrow-up", name="Move up")
        self.down = Button("", icon="arrow-down", name="Move down")
        self.park = Button("Park", alt="a")
        self.leave_out = Button("Leave out", alt="v")
        self.put_back = Button("Put back", alt="b")
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._keepers: dict[QLineEdit, KeptLine] = {
            line: KeptLine(line, store, partial(self._box, what), self.refused.emit)
            for line, what in (
                (self.item_title, "title"),
                (self.lead, "lead"),
                (self.organisation, "guest from"),
            )
        }
        self._questions_keeper = KeptLine(self.questions, store, self._questions_box, self.refused.emit)
        self._build()
        self._connect()

    def new_box(self) -> Box | None:
        """Where half the title of a new item of this agenda waits."""
        return Box("meeting", self._meeting(), "new item") if self._meeting() else None

    def cell_box(self, row: AgendaRow, what: str) -> Box:
        """Where half a cell of the table waits: what was typed there stands in the panel after a stop."""
        return Box("meeting", self._meeting(), f"{what} of item {row.item_id}")

    def _box(self, what: str) -> Box | None:
        return self.cell_box(self._row, what) if self._row and self._meeting() else None

    def _questions_box(self) -> Box | None:
        waits = self._row is not None and not self.questions.isReadOnly()
        return Box("agenda_item", self._row.item_id, "questions, half typed") if waits and self._row else None

    def _build(self) -> None:
        said = across(self.local, self.differs, gap=8)
        said.setStretch(1, 1)
        self._local_part = holder(down(said, across(self.share, SPRING), gap=6))
        self._questions_part = holder(
            down(
                Field("Questions for the rooms, one a line", self.questions, alt="u"),
                self.questions_words,
                gap=4,
            )
        )
        self.questions.setMinimumHeight(204)
        fields = down(
            self._local_part,
            Field("Title", self.item_title, alt="i"),
            across(Field("Minutes", self.minutes), Field("Kind", self.kind), SPRING, gap=12),
            down(Field("Lead", self.lead), self.offers, self.lead_from, self.organisation, gap=4),
            Field("Theme", self.theme),
            self.confidential,
            self._papers,
            self._questions_part,
            SPRING,
            gap=10,
            margins=(0, 0, 6, 0),
        )
        self._fields = Scroll(holder(fields))
        self.body.addWidget(self._fields, 1)
        self._tools = across(self.up, self.down, SPRING, self.park, self.leave_out, self.put_back)
        self.body.addLayout(self._tools)
        self.up.setToolTip("Move up (Alt Up)")
        self.down.setToolTip("Move down (Alt Down)")
        self.park.setToolTip("Put it off to the group's next meeting")

    def _connect(self) -> None:
        self.item_title.editingFinished.connect(self._on_title)
        self.lead.editingFinished.connect(self._on_lead)
        self.offers.taken.connect(self._on_lead)
        self.organisation.editingFinished.connect(self._on_organisation)
        self.minutes.valueChanged.connect(self._on_minutes_shown)
        self.minutes.editingFinished.connect(self.keep_minutes)
        self._settle.timeout.connect(self.keep_minutes)
        self.kind.picked.connect(self._on_kind)
        self.theme.picked.connect(self._on_theme)
        self.confidential.clicked.connect(self.restricted)
        self.questions.installEventFilter(self)
        for box in (self.item_title, self.lead, self.organisation, self.questions):
            box.refused.connect(self.refused)

    # -- what it shows ------------------------------------------------------------------------------

    @property
    def row(self) -> AgendaRow | None:
        """The item that is shown."""
        return self._row

    def show_people(self, read: Callable[[], Directory]) -> None:
        """Offer the people whom ``read`` gives to lead an item; it is asked once somebody types."""
        self._people, self._read = None, read

    def _read_people(self) -> Directory:
        if self._people is None:
            self._people = self._read()
        return self._people

    def show_themes(self, themes: Sequence[ThemeFacts]) -> None:
        """Offer the themes of the workplan."""
        self.theme.set_choices([("", "No theme"), *((one.theme_id, one.name) for one in themes)])

    def show_row(
        self, row: AgendaRow | None, *, everywhere: bool, group: str, carried: date | None = None
    ) -> None:
        """Show an item; a box somebody is writing in keeps what is written while the item stays the same.

        ``carried`` is the day of the meeting from which it comes.
        """
        same = row is not None and self._row is not None and row.item_id == self._row.item_id
        if not same:
            self._minutes_wait = False
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self.heading.setText(f"Item {row.number}" if row.number else "Left out at this meeting")
        self._show_line(self.item_title, row.title, same=same)
        self._show_line(self.lead, row.lead, same=same)
        self._show_speaker(row, same=same)
        if not self._minutes_wait:
            self.minutes.blockSignals(True)
            self.minutes.setValue(row.minutes)
            self.minutes.blockSignals(False)
        self.kind.pick(row.kind.value)
        self.theme.pick(row.theme_id or "")
        self.confidential.setChecked(row.restricted)
        self._show_local(row, group, carried)
        self._show_questions(row, everywhere=everywhere, same=same)
        for control in (self.item_title, self.lead, self.minutes, self.kind, self.theme, self.confidential):
            control.setEnabled(not row.omitted)
        for button in (self.up, self.down, self.park, self.leave_out):
            button.setVisible(not row.omitted)
        self.put_back.setVisible(row.omitted)

    def _show_speaker(self, row: AgendaRow, *, same: bool) -> None:
        """Say where who leads comes from; a guest whom nobody knows is asked for."""
        self.lead_from.setText(f"from {row.lead_organisation}" if row.lead_organisation else "")
        self.lead_from.setVisible(bool(row.lead_organisation))
        speaks = row.kind is ItemKind.PRESENTATION and is_name(row.lead)
        asked = speaks and not row.omitted and not row.lead_organisation
        self.organisation.setVisible(asked)
        if not same or asked:
            self._show_line(self.organisation, "", same=same)
        if not asked:
            self.organisation.setModified(False)
            self._keepers[self.organisation].show("")

    def _show_local(self, row: AgendaRow, group: str, carried: date | None) -> None:
        self._local_part.setVisible(row.local)
        self.local.show_pill("this meeting only" if row.only_here else "local", Tone.VIOLET)
        here = f"{group} alone has this item."
        if carried is not None:
            here = f"Carried from {long_date(carried)}."
        self.differs.setText(here if row.only_here else f"{', '.join(row.differs)}.")
        self.share.setText("Give to every group" if row.only_here else "Make shared again")

    def _show_questions(self, row: AgendaRow, *, everywhere: bool, same: bool) -> None:
        self._questions_part.setVisible(row.kind is ItemKind.BREAKOUT or bool(row.questions))
        may_write = everywhere or row.only_here
        self.questions.setReadOnly(not may_write)
        self._fill_questions("\n".join(one.text for one in row.questions), same=same)
        words = "" if row.only_here else "The same for every group in the round."
        if not may_write:
            words = "Shared: choose “Every group in the round” above to change them."
        self.questions_words.setText(words)
        self.questions_words.setVisible(bool(words))

    def _fill_questions(self, text: str, *, same: bool) -> None:
        """Show the questions, or what was half typed there when the program stopped."""
        document, keeper = self.questions.document(), self._questions_keeper
        if keeper.open(text) if same else keeper.open_anew(text):
            document.setModified(True)
        elif not same or not (self.questions.hasFocus() or document.isModified()):
            keeper.show(text)
            document.setModified(False)

    def _show_line(self, line: QLineEdit, text: str, *, same: bool) -> None:
        """Show what is kept, and of another item what was half typed there when the program stopped."""
        if same and line.isModified():
            return
        before = line.text()
        if same:
            self._keepers[line].show(text)
        elif self._keepers[line].open_anew(text):
            line.setModified(True)
        if line.text() != before:
            line.home(False)

    # -- what is written ----------------------------------------------------------------------------

    def settle(self) -> bool:
        """Hand over what is still being written; says whether nothing waits any more."""
        self._on_title()
        self._on_lead()
        self._on_organisation()
        self.keep_minutes()
        self._keep_questions()
        asked = self.organisation.isModified() and bool(self.organisation.text().strip())
        waiting = self.item_title.isModified() or self.lead.isModified() or asked
        return not waiting and not self._questions_wait()

    def _questions_wait(self) -> bool:
        """Whether questions were written that are not kept; setting up a text box may mark it as written in."""
        if self._row is None or self.questions.isReadOnly() or not self.questions.document().isModified():
            return False
        typed = tuple(filter(None, map(str.strip, self.questions.toPlainText().split("\n"))))
        return typed != tuple(one.text for one in self._row.questions)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the questions over when the keyboard leaves them."""
        if watched is self.questions and event.type() == QEvent.Type.FocusOut:
            self._keep_questions()
        return super().eventFilter(watched, event)

    def _on_title(self) -> None:
        self._keep_line(self.item_title, "title", lambda row: row.title)

    def _on_lead(self) -> None:
        self._keep_line(self.lead, "lead", lambda row: row.lead)

    def _on_organisation(self) -> None:
        typed = self.organisation.text().strip()
        if typed and self.organisation.isModified() and self._row is not None and not self._handing_over:
            self._handing_over = True
            try:
                self.speaker_from.emit(typed)
            finally:
                self._handing_over = False

    def _keep_line(self, line: QLineEdit, field: str, kept: Callable[[AgendaRow], str]) -> None:
        """Hand a line over; until it is kept it counts as typed, so that a refusal does not take it away."""
        before = self._row
        if not line.isModified() or before is None or self._handing_over:
            return
        self._handing_over = True
        try:
            if line.text() != kept(before):
                self.changed.emit(field, line.text())
        finally:
            self._handing_over = False
        row = self._row
        typed = line.text().strip()
        if row is None or row.item_id != before.item_id or not typed or kept(row) == typed:
            line.setModified(False)
            if row is not None:
                self._show_line(line, kept(row), same=row.item_id == before.item_id)

    def _on_minutes_shown(self, minutes: int) -> None:
        self._minutes_wait = True
        self._settle.start()
        self.minutes_shown.emit(minutes)

    def keep_minutes(self) -> None:
        """Hand over the minutes, if they are not as kept."""
        if not self._minutes_wait:
            return
        self._minutes_wait = False
        self._settle.stop()
        self.changed.emit("minutes", self.minutes.value())

    def _on_kind(self, kind: object) -> None:
        self.changed.emit("kind", ItemKind(str(kind)))

    def _on_theme(self, theme_id: object) -> None:
        self.changed.emit("theme_id", str(theme_id))

    def _keep_questions(self) -> None:
        document, before = self.questions.document(), self._row
        if not document.isModified() or self.questions.isReadOnly() or before is None:
            return
        texts = tuple(self.questions.toPlainText().split("\n"))
        self.questions_changed.emit(texts)
        row = self._row
        kept = () if row is None else tuple(one.text for one in row.questions)
        typed = tuple(filter(None, map(str.strip, texts)))
        if row is None or row.item_id != before.item_id or not typed or kept == typed:
            self._questions_keeper.show("\n".join(kept))
            document.setModified(False)
