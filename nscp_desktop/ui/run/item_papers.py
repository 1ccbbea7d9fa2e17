"""The papers attached to the item in sight, opened over the meeting; Esc goes back to the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nscp_desktop.rules.agenda import Duty
from nscp_desktop.services import attached_papers
from nscp_desktop.ui.widgets import Button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.paper_rows import PaperRow
    from nscp_desktop.store import Change
    from nscp_desktop.ui.run.sitting import Sitting


class ItemPapers(Button):
    """Says how many papers the item has and opens them; away while it has none. ``shut`` when one is back."""

    shut = Signal()

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Listen to ``sitting``."""
        super().__init__("The papers", icon="paperclip", alt="h", quiet=True, touch=True, parent=parent)
        self._sitting = sitting
        self.rows: tuple[PaperRow, ...] = ()
        self.clicked.connect(self._on_clicked)
        sitting.bridge.changed.connect(self._on_changed)
        self.hide()

    def refresh(self) -> None:
        """Count the papers of the item in sight."""
        sitting = self._sitting
        self.rows = (
            attached_papers.papers(sitting.store, sitting.meeting_id, sitting.item_id)
            if sitting.is_open
            else ()
        )
        alone = not self.caption
        self.show_icon_alone(False)
        # Where matters arise, "In hand" has the letter; Tab reaches both.
        matters = sitting.is_open and sitting.row().duty is Duty.MATTERS
        self.setText(f"{'Papers' if matters else 'The papers'} ({len(self.rows)})")
        self.show_icon_alone(alone)
        self.setVisible(bool(self.rows))

    def _on_changed(self, change: Change) -> None:
        if "attached_paper" in change.tables:
            self.refresh()

    def _on_clicked(self) -> None:
        # Opening brings the reader of PDF along; the meeting runs without it until then.
        from nscp_desktop.ui.paper_viewer import PaperViewer

        viewer = PaperViewer(self._sitting.house, self.rows, self.rows[0].paper_id, self.window())
        viewer.finished.connect(self.shut)
        viewer.open()


def paper_letters(paper: str) -> str:
    """The papers of an item as a pill has them: "Paper C", "Papers A, B", "slides"."""
    letters = [part.strip() for part in paper.split(",") if part.strip()]
    if all(len(part) == 1 for part in letters):
        return f"Paper{'s' if len(letters) > 1 else ''} {', '.join(letters)}"
    return paper
