"""Backups: what there is of them, here and in the second place."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtWidgets import QStackedWidget

from nscp_desktop.services import keeping
from nscp_desktop.services.keeping import BackupRow
from nscp_desktop.ui.pages.keeping_strip import keeping_strip
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    Align,
    Card,
    Column,
    EmptyState,
    Kind,
    PageHead,
    RowModel,
    Table,
    down,
)

if TYPE_CHECKING:
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame


def _size(row: BackupRow) -> str:
    return f"{row.size / 1e6:,.1f} MB"


def _where(row: BackupRow) -> str:
    if row.here and row.there:
        return "this laptop and the second place"
    return "this laptop" if row.here else "the second place"


def _whole(row: BackupRow) -> str:
    return "whole" if row.good else "not whole"


def _tone(row: BackupRow) -> Tone:
    return Tone.GREEN if row.good else Tone.RED


COLUMNS: Final = (
    Column[BackupRow]("when", "Made", attrgetter("words"), sort=attrgetter("moment"), strong=True),
    Column[BackupRow]("size", "Size", _size, sort=attrgetter("size"), align=Align.RIGHT, width=96, least=84),
    Column[BackupRow]("where", "Lies on", _where),
    Column[BackupRow]("whole", "State", _whole, tone=_tone, kind=Kind.PILL, width=116, least=104),
)


class BackupsPage(Page):
    """Every backup of this store, newest first."""

    key: ClassVar[str] = "backups"
    title: ClassVar[str] = "Keeping safe"
    watched: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, house: House, bridge: Bridge, frame: Frame) -> None:
        """Build the page; the folders are looked at when it is shown."""
        super().__init__(house, bridge, frame)
        self.head = PageHead("Keeping safe", left=(keeping_strip(frame, self.key),))
        self.model = RowModel(COLUMNS, identity=attrgetter("path"))
        self.table = Table(self.model, name="Backups")
        listed = Card(snug=True)
        listed.body.addWidget(self.table)
        nothing = Card()
        nothing.body.addWidget(
            EmptyState("No backup yet.", "One is made when the program closes and every 30 minutes of use.")
        )
        self._whole = QStackedWidget()
        self._whole.addWidget(listed)
        self._whole.addWidget(nothing)
        whole = down(self.head, self._whole, gap=14, margins=(24, 18, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        """Look at both places again."""
        rows = keeping.backups(self.house.store)
        self.model.replace(rows)
        self._whole.setCurrentIndex(0 if rows else 1)
