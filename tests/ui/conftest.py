"""What tests of pages stand on: our look, a store of Norfolk as a house, a bridge, and a noting frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nscp_desktop.ui import theme
from nscp_desktop.ui.bridge import Bridge
from nscp_desktop.ui.house import House
from tests.services.conftest import clock, held_winter, kept_stores, kept_winter, open_store, store
from tests.ui.noting import NotingFrame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from PySide6.QtWidgets import QApplication

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.store import Store

__all__ = ["clock", "held_winter", "kept_stores", "kept_winter", "open_store", "store"]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in our look."""
    theme.apply(qapp)
    yield qapp
    theme.apply(qapp)


def undrawn(_paper: Paper, _created: datetime) -> bytes:
    """Pages do not draw papers themselves; whoever asks for one here is told so."""
    raise AssertionError("a page asked for a PDF; it should hand the paper to the frame")


@pytest.fixture
def house(store: Store) -> House:
    """The store as pages are handed it."""
    return House(store, undrawn)


@pytest.fixture
def bridge(dressed: QApplication, house: House) -> Iterator[Bridge]:
    """The store's announcement as a signal."""
    made = Bridge(house.store)
    yield made
    made.close()


@pytest.fixture
def frame() -> NotingFrame:
    """Remembers what a page asks of the window."""
    return NotingFrame()
