"""Backups: what there is of them, here and in the second place; making one, looking at one, putting one back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtWidgets import QFileDialog, QStackedWidget

from nscp_desktop.errors import Refused
from nscp_desktop.services import keeping, second_place
from nscp_desktop.services.keeping import BackupRow
from nscp_desktop.ui.pages.backups_place import KeptCard, MeaningCard, PlaceCard
from nscp_desktop.ui.pages.keeping_strip import keeping_strip
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.task import Task
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Align,
    Ask,
    Beside,
    Button,
    Card,
    Column,
    EmptyState,
    Kind,
    PageHead,
    Progress,
    Quiet,
    RowModel,
    Scroll,
    Sentence,
    Table,
    across,
    down,
)
from nscp_desktop.ui.widgets.layouts import Roll

if TYPE_CHECKING:
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_BUSY: Final = "Something else is being done just now. Wait until it is finished, or cancel it."


def _size(row: BackupRow) -> str:
    return f"{row.size / 1e6:,.1f} MB"


def _where(row: BackupRow) -> str:
    if row.here and row.there:
        return "this laptop and second place"
    return "this laptop" if row.here else "second place"


def _whole(row: BackupRow) -> str:
    return "whole" if row.good else "not whole"


def _tone(row: BackupRow) -> Tone:
    return Tone.GREEN if row.good else Tone.RED


COLUMNS: Final = (
    Column[BackupRow](
        "when", "Made", attrgetter("words"), sort=attrgetter("moment"), strong=True, width=196, least=184
    ),
    Column[BackupRow]("where", "Lies on", _where),
    Column[BackupRow](
        "size", "Size", _size, sort=attrgetter("size"), align=Align.RIGHT, width=92, least=84, may_go=True
    ),
    Column[BackupRow]("whole", "State", _whole, tone=_tone, kind=Kind.PILL, width=112, least=104),
)


class BackupsPage(Page):
    """Every backup of this store, newest first, and where the second copies go."""

    key: ClassVar[str] = "backups"
    title: ClassVar[str] = "Keeping safe"

    def __init__(self, house: House, bridge: Bridge, frame: Frame) -> None:
        """Build the page; the folders are looked at when it is shown."""
        super().__init__(house, bridge, frame)
        self._listing: Task | None = None
        self._asked = False
        self.now = Button("Back up now", primary=True, icon="save", alt="B")
        self.head = PageHead("Keeping safe", left=(keeping_strip(frame, self.key),), right=(self.now,))
        self.progress = Progress()
        self.news = Sentence("", Tone.TEAL)
        self.model = RowModel(COLUMNS, identity=attrgetter("path"))
        self.table = Table(self.model, name="Backups", wraps=True)
        self.look = Button("Check this one", alt="I")
        self.back = Button("Put it back…", icon="history", alt="P")
        self.chosen = Quiet()
        self.place = PlaceCard()
        self.kept = KeptCard()
        self._whole = QStackedWidget()
        self._build()
        self._connect(bridge)

    def _build(self) -> None:
        listed = Card(snug=True)
        listed.body.addWidget(self.table, 1)
        listed.body.addLayout(
            across(self.chosen, SPRING, self.look, self.back, gap=8, margins=(10, 4, 10, 6))
        )
        nothing = Card()
        nothing.body.addWidget(
            EmptyState(
                "No backup yet.",
                "One is made when the program closes and every 30 minutes of use. You can make one now, above.",
            )
        )
        self._whole.addWidget(listed)
        self._whole.addWidget(nothing)
        beside = Scroll(Roll(down(self.place, self.kept, MeaningCard(), SPRING, gap=16)))
        both = Beside(self._whole, beside, shares=(58, 42), narrow=720)
        whole = down(self.head, self.progress, self.news, both, gap=14, margins=(24, 18, 24, 18))
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _connect(self, bridge: Bridge) -> None:
        bridge.backed_up.connect(self._on_backed_up)
        self.now.clicked.connect(self._on_now)
        self.look.clicked.connect(self._on_look)
        self.back.clicked.connect(self._on_back)
        self.table.row_changed.connect(self._on_row_changed)
        self.table.row_chosen.connect(self._on_look)
        self.place.choose_pressed.connect(self._on_choose)
        self.place.forget_pressed.connect(self._on_forget)
        work = self.frame.upkeep.work
        self.progress.stopped.connect(work.stop)
        work.progressed.connect(self._on_progressed)
        work.ended.connect(self._on_ended)

    # -- what is shown -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look at this laptop's folder at once, and at the second place in the background."""
        store = self.house.store
        where, place = second_place.places(store), second_place.chosen(store)
        self.place.show_place(place, may_change=not store.read_only)
        self.now.setEnabled(not store.read_only and not self.frame.upkeep.work.busy)
        self.kept.show_folder(where.here)
        if place is None or not place.is_there:
            self._show_rows(keeping.listed(replace(where, second=None)))
        elif self._listing is None:
            self._listing = Task(partial(keeping.listed, where), self)
            self._listing.done.connect(self._on_listed)
            self._listing.refused.connect(self._on_not_listed)
            self._listing.start()

    def _on_listed(self, rows: tuple[BackupRow, ...]) -> None:
        self._end_listing()
        self._show_rows(rows)

    def _on_not_listed(self, sentence: str) -> None:
        self._end_listing()
        self.news.say(sentence, Tone.RED)

    def _end_listing(self) -> None:
        task, self._listing = self._listing, None
        if task is not None:
            task.wait()
            task.deleteLater()

    def _show_rows(self, rows: tuple[BackupRow, ...]) -> None:
        before = {row.path for row in self.model.rows()}
        self.model.replace(rows)
        self._whole.setCurrentIndex(0 if rows else 1)
        if rows and (rows[0].path not in before or self.table.current_row() is None):
            self.table.go_to(rows[0].path)
        self._on_row_changed(self.table.current_row())

    def _on_row_changed(self, row: BackupRow | None) -> None:
        self.chosen.setText("" if row is None else row.words)
        self.look.setEnabled(row is not None)
        self.back.setEnabled(row is not None and row.good and not self.house.store.read_only)

    def _on_backed_up(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def _on_progressed(self, words: str, share: float) -> None:
        self.progress.show_work(words, share)
        self.now.setEnabled(not words and not self.house.store.read_only)

    # -- what is done --------------------------------------------------------------------------------

    def _on_now(self) -> None:
        self.news.clear()
        self._asked = self.frame.upkeep.work.begin()
        if not self._asked:
            self.news.say(_BUSY, Tone.AMBER)

    def _on_ended(self, sentence: str, made: bool) -> None:
        """Say what came of what was asked for here; what goes on by itself is told in the foot."""
        if self._asked and sentence:
            self.news.say(sentence, Tone.TEAL if made else Tone.RED)
        self._asked = False

    def _on_look(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        self.news.clear()
        words = f"Looking at every page of the backup of {row.words}"
        check = partial(keeping.check, self.house.store, row.path)
        if not self.frame.upkeep.work.do(words, check, self._on_checked, self._on_not_done):
            self.news.say(_BUSY, Tone.AMBER)

    def _on_checked(self, sentence: str) -> None:
        if self.frame.upkeep.work.was_stopped:
            return
        self.news.say(sentence, Tone.GREEN if sentence.endswith("is whole.") else Tone.RED)

    def _on_not_done(self, sentence: str) -> None:
        self.news.say(sentence, Tone.RED)

    def _on_back(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        ask = Ask(
            self,
            f"Put back the backup of {row.words}?",
            "The store becomes what it was then: what was done since is no longer in it. It is not lost: what no "
            "backup holds is backed up first, and the store as it is now is kept beside it under a name with "
            "“replaced”. The window then goes on with the older store.",
            [("back", "Put it back")],
        )
        ask.answered.connect(partial(self._on_back_answered, row))
        ask.open()

    def _on_back_answered(self, row: BackupRow, answer: str) -> None:
        if answer:
            self.frame.upkeep.put_back(row.path, row.words)

    # -- the second place ----------------------------------------------------------------------------

    def _on_choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Second place for backups", str(Path.home()))
        if chosen:
            self.set_place(Path(chosen))

    def _on_forget(self) -> None:
        self.set_place(None)

    def set_place(self, place: Path | None) -> None:
        """Set the second place, or do without one, and say what came of it."""
        try:
            said = second_place.choose(self.house.store, place)
        except Refused as refusal:
            self.news.say(str(refusal), Tone.RED)
            return
        self.news.say(said, Tone.AMBER if place is None else Tone.TEAL)
        self._on_backed_up()
        self.frame.upkeep.work.place_changed()
