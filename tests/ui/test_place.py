"""A window stands whole on the screen: at the first start of a small laptop it takes all of it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QWidget

from nscp_desktop.ui import place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("room", "whole"),
    [
        # 1366 x 768 less a task bar; the same at 150 %; a desk's screen.
        (QSize(1366, 728), True),
        (QSize(911, 485), True),
        (QSize(1920, 1040), False),
    ],
)
def test_a_window_takes_the_whole_of_a_screen_it_would_hang_over(
    room: QSize, whole: bool, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert not place.restore(window, settings)
    monkeypatch.setattr(window, "screen", lambda: SimpleNamespace(availableSize=lambda: room), raising=False)
    place.show(window)
    assert window.isMaximized() is whole
    settings.setValue(place.KEY, window.saveGeometry())
    assert place.restore(window, settings)
