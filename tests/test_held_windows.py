"""The windows of a test stand until the test is over."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_window_that_a_test_lets_go_of_stands_until_its_end(qtbot: QtBot) -> None:
    window = QWidget()
    QLabel("stands", window)
    qtbot.addWidget(window)
    window.show()
    known = weakref.ref(window)
    del window
    gc.collect()
    assert known() is not None
