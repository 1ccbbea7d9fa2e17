"""The first window is on the screen before what only the others need is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]

# Prints which enumerations Qt's names were made into and which modules were read when it had been painted.
_SHOWN = """
import enum, sys
made = []
create = enum.EnumType._create_
def _create(cls, name, names, **more):
    made.append(name)
    return create(cls, name, names, **more)
enum.EnumType._create_ = _create
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from nscp_desktop.app import StoreDoor, dressed
application = dressed()
from nscp_desktop.ui.unlock import Entry
entry = Entry(StoreDoor(Path(sys.argv[1])))
entry.show()
painted = []
class Seen(QObject):
    def eventFilter(self, watched, event):
        painted.append(event.type() == QEvent.Type.Paint)
        return False
seen = Seen()
entry.installEventFilter(seen)
application.processEvents()
assert any(painted)
print(" ".join(made))
print(" ".join(sys.modules))
"""


def _shown(arguments: Sequence[str]) -> tuple[set[str], set[str]]:
    ran = subprocess.run(
        [sys.executable, "-c", _SHOWN, *arguments],
        check=True, capture_output=True, text=True, cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    made, modules = ran.stdout.splitlines()
    return set(made.split()), set(modules.split())


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    store = tmp_path_factory.mktemp("store") / "records.nscp"
    store.touch()
    return _shown([str(store)])


def test_first_window_waits_for_nothing_it_does_not_show(shown: tuple[set[str], set[str]]) -> None:
    _made, modules = shown
    heavy = {
        "sqlalchemy",
        "sqlmodel",
        "pydantic",
        "reportlab",
        "pikepdf",
        "PySide6.QtSvg",
        "PySide6.QtPdf",
        "platformdirs",
    }
    assert not heavy & modules


def test_first_window_is_painted_without_building_qts_namespace(shown: tuple[set[str], set[str]]) -> None:
    # Some 1,500 names and all of QStyle's: a third of the time of an empty window.
    made, _modules = shown
    assert "PaintDeviceMetric" in made
    assert not {"AlignmentFlag", "Key", "PixelMetric"} & made
