"""Saving a copy of an attached paper outside the store: asked first, said afterwards, noted in the journal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import quoted
from nscp_desktop.services import attached_papers, exports
from nscp_desktop.ui.widgets import Ask

if TYPE_CHECKING:
    from nscp_desktop.services.paper_rows import PaperRow
    from nscp_desktop.ui.house import House

_NOTED = "The journal notes that it was saved."


class PaperCopy(QObject):
    """Asks whether a copy may leave the store, and where it goes. ``saved`` and ``refused`` carry a sentence."""

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, house: House, parent: QWidget) -> None:
        """Ask over ``parent``."""
        super().__init__(parent)
        self._house, self._over = house, parent
        self._row: PaperRow | None = None

    def ask(self, row: PaperRow) -> None:
        """Ask about a copy of a paper."""
        self._row = row
        why = "" if row.opens else f" It opens only outside this program, being a {row.kind.value}."
        asked = Ask(
            self._over,
            "Save a copy outside the store?",
            f"{quoted(row.title)} will be a file of its own that is not encrypted: whoever can open the file can "
            f"read it.{why} {exports.not_noted(self._house.store) or _NOTED}",
            [("save", "Choose a place…")],
        )
        asked.answered.connect(self._on_answered)
        asked.open()

    def _on_answered(self, answer: str) -> None:
        row = self._row
        if answer != "save" or row is None:
            return
        named = replace(row, title=self._house.titled(row.title))
        place = str(Path.home() / attached_papers.copy_name(named))
        chosen, _kind = QFileDialog.getSaveFileName(self._over, "Save a copy", place)
        if chosen:
            self.save_to(row, Path(chosen))

    def save_to(self, row: PaperRow, path: Path) -> None:
        """Write the copy to ``path``."""
        try:
            said = attached_papers.save_copy(self._house.store, row.paper_id, path)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return
        self.saved.emit(said)
