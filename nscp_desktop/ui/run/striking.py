"""Striking by one key: the line of the notes with the cursor, or what the capture line has just recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nscp_desktop.services import strikes

if TYPE_CHECKING:
    from nscp_desktop.ui.run.item_panel import ItemPanel
    from nscp_desktop.ui.run.sitting import Sitting


class Striking(QObject):
    """What the key does in the notes and in the capture line of one item."""

    def __init__(self, sitting: Sitting, item: ItemPanel) -> None:
        """Strike at the item that ``item`` shows."""
        super().__init__(item)
        self._sitting, self._item = sitting, item

    def line_of_notes(self) -> None:
        """Strike the line with the cursor, and say what becomes of it."""
        # The button takes the keyboard out of the line that is meant; it goes back there.
        if self._item.keeper.strike():
            sitting = self._sitting
            sitting.frame.say(f"Line struck. {strikes.fate(sitting.store, sitting.meeting_id)}")
        self._item.go_to_notes()

    def just_recorded(self) -> None:
        """Strike what the capture line recorded last; the keyboard stays there."""
        row, frame = self._item.put_right.just_recorded, self._sitting.frame
        if self._item.line.text.strip():
            frame.refuse("This line is not recorded yet. Delete its words, or record it and strike it then.")
        elif row is None:
            frame.refuse(
                "No line was just recorded here. Choose one of those recorded at the item to strike it, "
                "or put the cursor into a line of the notes."
            )
        else:
            self._item.rows.editor.strike_row(row)
