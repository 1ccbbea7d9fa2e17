"""Pasting members from a spreadsheet: a box to paste into, what each row would do, and the button that does it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.member_list import MOST_CHARACTERS
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import members_paste, partnership
from nscp_desktop.services.half_typed import Box
from nscp_desktop.services.members_paste import PasteRow, PasteStatus
from nscp_desktop.ui import theme
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Choice,
    Column,
    DateBox,
    Kind,
    NoteEdit,
    Quiet,
    RowModel,
    Sentence,
    Small,
    Table,
    across,
    down,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nscp_desktop.services.members_paste import PastePreview
    from nscp_desktop.services.partnership import GroupFacts, SectorFacts
    from nscp_desktop.store import Store

WHAT_TO_DO = "Copy the member list from your spreadsheet and paste it here."

_WORDS = {
    PasteStatus.NEW: ("new", Tone.GREEN),
    PasteStatus.KNOWN: ("known", Tone.TEAL),
    PasteStatus.MEMBER: ("member", Tone.NEUTRAL),
    PasteStatus.PROBLEM: ("left out", Tone.RED),
}


def _sector(row: PasteRow) -> str:
    return row.sector or ("no sector" if row.comes_in else "")


def _sector_tone(row: PasteRow) -> Tone | None:
    return Tone.AMBER if row.asks_sector and row.comes_in else None


def _role(row: PasteRow) -> str:
    return " · ".join(part for part in (row.role, "co-chair" if row.co_chair else "") if part)


COLUMNS: tuple[Column[PasteRow], ...] = (
    Column("row", "Row", lambda row: str(row.row), sort=lambda row: row.row, width=52, least=52),
    Column(
        "status",
        "",
        lambda row: _WORDS[row.status][0],
        tone=lambda row: _WORDS[row.status][1],
        kind=Kind.PILL,
        width=92,
        least=92,
    ),
    Column("name", "Name", lambda row: row.name or "no name", strong=True, width=190, least=120),
    Column("organisation", "Organisation", lambda row: row.organisation, width=210, least=110),
    Column("sector", "Sector", _sector, tone=_sector_tone, width=180, least=96),
    Column("role", "Role", _role, weight=0.9, may_go=True),
    Column("deputies", "Deputies", lambda row: ", ".join(row.deputies), width=150, may_go=True),
    Column("sentence", "What to know", lambda row: row.sentence, weight=1.7),
)


class PastePanel(QWidget):
    """Shown in place of the list of members.

    ``taken_in`` carries how many members were added; ``left`` says that somebody went back; ``refused``
    carries why something was not done.
    """

    taken_in = Signal(int)
    left = Signal()
    refused = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        """Build the panel over ``store``; :meth:`begin` says for which group."""
        super().__init__(parent)
        self._store = store
        self._group: GroupFacts | None = None
        self._preview: PastePreview | None = None
        self._sectors: tuple[SectorFacts, ...] = ()
        self.box = NoteEdit(name="Member list", placeholder=WHAT_TO_DO, cap=MOST_CHARACTERS, spelled=False)
        self.sentence = Sentence("", Tone.RED)
        self.model = RowModel(COLUMNS, identity=lambda row: row.row, row_tone=_row_tone)
        self.table = Table(self.model, name="What each row would do", wraps=True)
        self.box.setMinimumHeight(theme.grown(48))
        self.summary = Quiet("", wrap=True)
        self.since = DateBox(name="Members from")
        self.sector = Choice((), name="Sector for the chosen row")
        self.help_words = Quiet(
            "Any order of columns: name, organisation, role, sector, e-mail, deputy, co-chair. "
            "Headings help but are not needed. Nobody is added before you press Add.",
            wrap=True,
        )
        self._below = QStackedWidget()
        self.add = Button("Add members", primary=True, alt="A")
        self.back = Button("Back to the list", alt="B")
        self._card = Card("Paste members", snug=True)
        self._build()
        # The box refuses more than a list may have; what is in it is read by its rows.
        self.keeper = KeptLine(self.box, store, self._kept_in, self.refused.emit, fit=str)
        self.box.textChanged.connect(self._on_text_changed)
        self.box.refused.connect(self.refused)
        self.since.dateChanged.connect(self._on_text_changed)
        self.table.row_changed.connect(self._on_row_changed)
        self.sector.picked.connect(self._on_sector_picked)
        self.add.clicked.connect(self._on_add)
        self.back.clicked.connect(self.left)

    def _build(self) -> None:
        top = down(self.help_words, self.box, self.sentence, self.summary, gap=8, margins=(10, 8, 10, 4))
        self._below.addWidget(QWidget())
        self._below.addWidget(self.table)
        foot = across(
            self.sector,
            SPRING,
            Small("From"),
            self.since,
            self.back,
            self.add,
            gap=10,
            margins=(10, 4, 10, 6),
        )
        self._card.body.addLayout(top)
        self._card.body.addWidget(self._below, 1)
        self._card.body.addLayout(foot)
        self.setLayout(down(self._card))

    def begin(self, group: GroupFacts, today: date, text: str = "") -> None:
        """Start for a group, with what was pasted already if there is something, else with what waits there."""
        self.keeper.settle()
        self._group = group
        self._sectors = partnership.sectors(self._store)
        self._card.heading.setText(f"Paste members of {group.short}")
        self.since.setDate(QDate(today.year, today.month, today.day))
        self.keeper.open_anew()
        if text:
            self.box.setPlainText(text)
        self._show(None)
        self._on_text_changed()
        self.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; what was pasted waits for the group."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @property
    def preview(self) -> PastePreview | None:
        """What is shown, None while nothing is pasted or it cannot be used."""
        return self._preview

    def _kept_in(self) -> Box | None:
        return Box("group", self._group.group_id, "members pasted") if self._group is not None else None

    def _on_text_changed(self) -> None:
        if self._group is None:
            return
        shown = self.since.date()
        starts = date(shown.year(), shown.month(), shown.day())
        text = self.box.toPlainText()
        try:
            made = (
                members_paste.preview(self._store, self._group.group_id, text, starts)
                if text.strip()
                else None
            )
        except Refused as refusal:
            self.sentence.say(str(refusal), Tone.RED)
            self._show(None)
            return
        self.sentence.clear()
        self._show(made)

    def _show(self, preview: PastePreview | None) -> None:
        self._preview = preview
        rows = preview.rows if preview else ()
        self.model.replace(rows)
        self._below.setCurrentIndex(1 if rows else 0)
        # What was pasted is in the table now; the box may be small.
        self.box.setMaximumHeight(theme.grown(64 if rows else 148))
        self.help_words.setVisible(not rows)
        waiting = any(row.asks_sector and row.comes_in for row in rows)
        hint = " Choose a row without a sector to give it one." if waiting else ""
        said = f"{counted(len(rows), 'row')}: {preview.summary}.{hint}" if preview and rows else ""
        self.summary.setText(said)
        self.summary.setVisible(bool(said))
        number = preview.to_add if preview else 0
        self.add.setText(f"Add {counted(number, 'member')}" if number else "Add members")
        self.add.setEnabled(number > 0)
        self._on_row_changed(self.table.current_row())

    def _on_row_changed(self, row: PasteRow | None) -> None:
        asks = row is not None and row.comes_in and row.asks_sector
        self.sector.setVisible(asks)
        if row is not None and asks:
            self.sector.set_choices(
                [(None, f"Sector of {row.organisation}"), *((one, one.name) for one in self._sectors)]
            )
            self.sector.pick(None)

    def _on_sector_picked(self, sector: SectorFacts | None) -> None:
        row = self.table.current_row()
        if self._preview is None or row is None or sector is None:
            return
        self._show(members_paste.with_sector(self._preview, row.row, sector))
        self.table.setFocus()

    def _on_add(self) -> None:
        if self._preview is None:
            return
        try:
            number = members_paste.take_in(self._store, self._preview)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return
        self.keeper.show("")
        self.taken_in.emit(number)


def _row_tone(row: PasteRow) -> Tone | None:
    return Tone.RED if row.status is PasteStatus.PROBLEM else None
