"""The part of an item between its head and the capture line: what it asks, the notes, what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy

from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import Scroll, down
from nscp_desktop.ui.widgets.layouts import Roll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.run.recorded_rows import RecordedRows
    from nscp_desktop.ui.widgets import NoteEdit

LEAST_ROLL: Final = 84
"""The height, in pixels, below which notes are not read while they are written."""
LEAST_NOTES: Final = 52
"""What is left of it where else what the item asks, or the last line recorded, would be out of sight."""
_GAP: Final = 10


class ItemRoll(Scroll):
    """Where there is too little height this part scrolls; nothing is ever laid over."""

    def __init__(
        self, above: Sequence[QWidget], youth_board: QWidget, notes: NoteEdit, rows: RecordedRows
    ) -> None:
        """Put the parts under one another; the notes, or a youth board's questions, take what is left."""
        self._notes, self._rows = notes, rows
        middle = down(*above, youth_board, notes, rows, gap=_GAP)
        middle.setStretchFactor(youth_board, 2)
        youth_board.setMinimumHeight(theme.grown(240))
        youth_board.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        middle.setStretchFactor(notes, 1)
        notes.setMinimumHeight(theme.grown(LEAST_ROLL))
        # They take what is left and ask for no more than their least: else a bar would show with room to spare.
        notes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._middle = Roll(middle)
        super().__init__(self._middle)
        self._asked = (*above, youth_board)
        self._follows = self._opened = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(lambda: self.fit(writing=self._follows))
        # Its place is known once everything is laid out, and then there is more to scroll.
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        notes.textChanged.connect(self._show_written)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew once everything is laid out: what stands around takes its height after the window has its own."""
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self._soon.start(0)

    def fit(self, *, writing: bool) -> None:
        """Keep the last line recorded in sight under the notes, whatever takes from the height.

        While somebody is ``writing`` it is scrolled to; somebody who reads what stands above is left there.
        """
        room, least, usual = self.viewport().height(), theme.grown(LEAST_NOTES), theme.grown(LEAST_ROLL)
        rows = self._rows
        if not rows.isHidden():
            rows.fit(room - least - _GAP)
        others = self._middle.heightForWidth(self.viewport().width()) - self._notes.minimumHeight()
        if room - others >= least:
            usual = min(usual, room - others)
        elif rows.model.rowCount() and not rows.isHidden():
            usual = max(least, min(usual, room - _GAP - rows.table.height()))
        self._notes.setMinimumHeight(usual)
        self._follows = writing
        self._follow()
        if self._opened and any(part.isVisible() for part in self._asked):
            self.verticalScrollBar().setValue(0)
            self._show_written()
        self._opened = False

    def _follow(self) -> None:
        """Scroll to the last row; where there is no room for both, the notes come first while they are written."""
        rows, notes = self._rows, self._notes
        if not self._follows or rows.editor.isVisible():
            return
        if rows.model.rowCount() and not rows.isHidden():
            both = notes.minimumHeight() + _GAP + rows.table.height()
            if not notes.hasFocus() or both <= self.viewport().height():
                self.ensureWidgetVisible(rows.table, 0, 0)
        self._show_written()

    def open_anew(self) -> None:
        """An item is opened: what it asks, as its statement, is shown first."""
        self._opened = True

    def _show_written(self) -> None:
        """Bring the notes into sight as soon as something is typed; until then what the item asks stands there.

        A youth board's questions may stand above with all the room there is. The whole box where there is room:
        Qt's own way brings only the cursor into sight, and the next line would be under the edge.
        """
        notes = self._notes
        if notes.hasFocus() and notes.document().isModified():
            self.ensureVisible(0, notes.geometry().bottom(), 0, 0)
            self.ensureVisible(0, notes.geometry().top(), 0, 0)
            self.ensureWidgetVisible(notes, 0, 0)
