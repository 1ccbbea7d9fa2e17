"""Which record somebody is at: found from where the keyboard is, then from what the page has chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.errors import Unknown
from nscp_desktop.services import history
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.widgets import Table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.store import Store
    from nscp_desktop.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Address:
    """A record, and the meeting at which it is looked at, if it is."""

    table: str
    record_id: str
    meeting_id: str = ""

    def subject(self, store: Store) -> str:
        """What the record is called; empty when it is not there."""
        try:
            return history.subject(store, self.table, self.record_id)
        except Unknown:
            return ""


def chosen(window: MainWindow, focused: QWidget | None) -> Address | None:
    """The record at which the keyboard is, else what the page or the run screen is about; None when nothing is."""
    meeting_id = window.run.sitting.meeting_id if window.is_running and window.run is not None else ""
    place = focused if focused is not None and window.isAncestorOf(focused) else None
    while place is not None:
        found = _address(_shown_by(place), meeting_id)
        if found is not None and found.subject(window.house.store):
            return found
        place = place.parentWidget()
    if window.is_running and window.run is not None and window.run.sitting.is_open:
        return Address("agenda_item", window.run.sitting.item_id, meeting_id)
    page = window.pages.currentWidget()
    row = _shown_by(getattr(page, "table", None))
    return _address(row, "") or _address(page.about() if isinstance(page, Page) else None, "")


def _shown_by(widget: object) -> object:
    """What one widget shows: the row of a table, the record of a card or a block."""
    if isinstance(widget, Table):
        return widget.current_row() if widget.isVisible() else None
    return getattr(widget, "row", None) or (widget if hasattr(widget, "record_id") else None)


def _address(shown: object, meeting_id: str) -> Address | None:
    """The record that a row of whatever page stands for."""
    if isinstance(shown, tuple) and len(shown) == 2 and all(isinstance(one, str) for one in shown):
        return Address(*shown)
    inner = getattr(shown, "row", None) or getattr(shown, "facts", None) or shown
    kind = type(inner).__name__
    if kind == "RegisterRow" and meeting_id:
        return Address("attendance", history.register_entry(meeting_id, getattr(inner, "person_id", "")))
    if kind == "AgendaRow":
        return Address("agenda_item", getattr(inner, "item_id", ""), meeting_id)
    if kind == "MatrixRow":
        return Address("person", str(getattr(inner, "row_id", "")).partition(" ")[0])
    if kind == "SeatRow":
        person_id = getattr(inner, "person_id", "")
        return Address("person", person_id) if person_id else Address("seat", getattr(inner, "seat_id", ""))
    field = _IDS.get(kind)
    if field is not None:
        return Address(field[0], getattr(inner, field[1], ""))
    table, record_id = getattr(inner, "table", None), getattr(inner, "record_id", None)
    return Address(table, record_id) if isinstance(table, str) and isinstance(record_id, str) else None


_IDS = {
    "ActionRow": ("action", "id"),
    "AskRow": ("ask", "ask_id"),
    "BoardRow": ("board", "board_id"),
    "MeetingFacts": ("meeting", "id"),
    "MinutesRow": ("meeting", "meeting_id"),
    "RoundRow": ("meeting", "meeting_id"),
}
"""Rows by the name of their class: the table they come from and where their id stands."""
