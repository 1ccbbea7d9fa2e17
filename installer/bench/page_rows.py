"""The rows about pages: each one opened over ten years, and over ten times that."""

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from sqlmodel import SQLModel

from installer.bench.kept_store import PASSPHRASE, kept_clock
from installer.bench.measuring import Row, middle, taking_turns
from nscp_desktop import app, compose
from nscp_desktop.services import meeting_facts
from nscp_desktop.store import Store
from nscp_desktop.ui.waste import Waste
from nscp_desktop.ui.window import PAGES, MainWindow

_TIMES_MORE = 10
_YEARS_APART = 12
"""A copied decade lies so many years before the one after it: a multiple of four, for the 29ths of February."""
_SHOWN = 5
_ROUNDS = {"round", "meeting"}


def rows(ten_years: Path) -> Iterator[Row]:
    """Open every page in two windows, one over ten years and one over ten times as many records."""
    application = app.dressed()
    with tempfile.TemporaryDirectory(dir=".bench") as folder:
        stores = Path(folder) / "ten" / ten_years.name, Path(folder) / "more" / ten_years.name
        for store in stores:
            store.parent.mkdir()
            for file in ten_years.parent.glob("records.nscp*"):
                shutil.copy(file, store.parent)
        number = _make_more(stores[1], ten_years)
        windows = [_window(application, store, ten_years) for store in stores]
        for page in PAGES:
            mine, least = taking_turns(
                tuple(_opening(application, window, page) for window in reversed(windows)), _SHOWN
            )
            yield Row(
                f"{page.replace('_', ' ')}, ten times ten years to ten years",
                middle(mine) / middle(least),
                1.5,
                note=f"{middle(least) * 1000:.0f} ms; {number:,} records more: {middle(mine) * 1000:.0f} ms",
            )
        for window in windows:
            window.leave()
        gc.enable()  # the rows that follow have no window that looks for waste


def _window(application: QApplication, store: Path, kept: Path) -> MainWindow:
    window = MainWindow(compose.house(compose.open_store(store, PASSPHRASE, kept_clock(kept))))
    Waste(window).settle(window)
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    return window


def _opening(application: QApplication, window: MainWindow, page: str) -> Callable[[int], None]:
    """What opens ``page`` as at its first time: it is made, asks and is painted."""
    where = ""
    if page in {"agenda", "minutes"}:
        where = meeting_facts.next_to_open(window.house.store) or ""

    def first(_time: int) -> None:
        shown = window._pages.pop(page, None)  # noqa: SLF001 made again, as at the first time
        if shown is not None:
            window.pages.removeWidget(shown)
            shown.deleteLater()
        window.go(page, where)
        application.processEvents()

    # Modules are loaded once for both.
    first(0)
    return first


def _make_more(path: Path, kept: Path) -> int:
    """Put nine more decades before the ten years, everything in them done; gives how many records there are more.

    Whatever belongs to a round or a meeting is copied, with identifiers of its own and earlier years. Only the
    beginning of a note is: pages do not show more of it.
    """
    store = Store.open(path, PASSPHRASE, kept_clock(kept))
    raw = store.file.driver
    # What is not done is not copied, so that some of what is copied points at nothing.
    raw.execute("PRAGMA foreign_keys = OFF")
    before = _count(raw)
    for name in _copied():
        (last,) = raw.execute(f'SELECT max(rowid) FROM "{name}"').fetchone()  # noqa: S608
        for again in range(1, _TIMES_MORE):
            _copy(raw, name, again, last or 0)
    raw.commit()
    more = _count(raw) - before
    store.close()
    return more


def _copied() -> list[str]:
    """The tables whose records belong to a round or a meeting, at first or at second hand."""
    found = set(_ROUNDS)
    while True:
        near = {
            table.name
            for table in SQLModel.metadata.tables.values()
            for column in table.columns
            if any(key.column.table.name in found for key in column.foreign_keys)
        }
        if near <= found:
            return sorted(found)
        found |= near


def _count(raw: Any) -> int:  # noqa: ANN401 the driver has no types
    return sum(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in _copied())  # noqa: S608


def _copy(raw: Any, name: str, again: int, last: int) -> None:  # noqa: ANN401
    copied, mark = set(_copied()), f"{again:02x}"
    values = []
    for column in SQLModel.metadata.tables[name].columns:
        words = f'"{column.name}"'
        points = any(key.column.table.name in copied for key in column.foreign_keys)
        if column.name == "id" or points:
            words = f"'{mark}' || substr({words}, 3)"
        elif column.name in {"note", "text"}:
            words = f"substr({words}, 1, 80)"
        elif column.type.python_type in {date, datetime} or column.name.endswith("_at"):
            words = f"(substr({words}, 1, 4) - {again * _YEARS_APART}) || substr({words}, 5)"
        values.append(words)
    done = {"action": "AND state = 'done'", "meeting": "AND status = 'held'"}.get(name, "")
    chosen = f'SELECT {", ".join(values)} FROM "{name}" WHERE rowid <= {last} {done}'  # noqa: S608
    raw.execute(f'INSERT OR IGNORE INTO "{name}" {chosen}')
