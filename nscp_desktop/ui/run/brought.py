"""Views of one item that have a module of their own: the breakout rooms, what a youth board said."""

from __future__ import annotations

from importlib import import_module, util
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.run.sitting import Sitting


class ItemView(Protocol):
    """What the run screen asks of such a view."""

    def open_item(self, meeting_id: str, item_id: str) -> None:
        """Show an item of a meeting."""

    def settle(self) -> bool:
        """Write what is being typed; says whether everything is kept."""


def brought(module: str, name: str, sitting: Sitting) -> QWidget | None:
    """Give the view ``name`` of ``ui/run/<module>.py``, or None while there is no such module."""
    if util.find_spec(f"nscp_desktop.ui.run.{module}") is None:
        return None
    kind = getattr(import_module(f"nscp_desktop.ui.run.{module}"), name)
    made: QWidget = kind(sitting.house, sitting.bridge, sitting.frame)
    return made


def as_view(widget: QWidget) -> ItemView:
    """The widget as the view it is."""
    return cast("ItemView", widget)
