"""A store of Norfolk for every test: set up once as a file, copied for each."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from nscp_desktop.services import partnership
from nscp_desktop.store import CHEAP, Store

if TYPE_CHECKING:
    from tests.services.winter import Winter

PASSPHRASE = "lantern over the marsh"
LONDON = ZoneInfo("Europe/London")


class Clock:
    """The time that a test's store believes in: stands still until it is told."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        """Stand at ``at`` (an aware moment)."""
        self.at = at

    def pass_by(self, minutes: float) -> None:
        """Let minutes go by."""
        self.at += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    """The store's clock, at 9.30 on Thursday 14 January 2027."""
    return Clock(datetime(2027, 1, 14, 9, 30, tzinfo=LONDON))


@pytest.fixture(scope="session")
def kept_stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the file of a closed store of a partnership, made at the first asking."""
    folder = tmp_path_factory.mktemp("partnerships")

    def kept(code: str) -> Path:
        path = folder / code / "records.nscp"
        if not path.exists():
            made = Store.create(path, PASSPHRASE, Clock(datetime(2026, 3, 2, 9, tzinfo=LONDON)), CHEAP)
            partnership.set_up(made, code)
            made.close()
        return path

    return kept


@pytest.fixture
def open_store(
    tmp_path: Path, clock: Clock, kept_stores: Callable[[str], Path]
) -> Iterator[Callable[[str], Store]]:
    """Opens a fresh store of a partnership by its code; closes it after the test."""
    opened: list[Store] = []

    def fresh(code: str) -> Store:
        folder = tmp_path / f"store{len(opened)}"
        shutil.copytree(kept_stores(code).parent, folder)
        opened.append(Store.open(folder / "records.nscp", PASSPHRASE, clock))
        return opened[-1]

    yield fresh
    for one in opened:
        one.close()


@pytest.fixture
def store(open_store: Callable[[str], Store]) -> Store:
    """An open store of Norfolk in which nothing has happened yet."""
    return open_store("norfolk")


@pytest.fixture
def bare_store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """An open store that belongs to no partnership."""
    made = Store.create(tmp_path / "bare" / "records.nscp", PASSPHRASE, clock, CHEAP)
    yield made
    made.close()


@pytest.fixture(scope="session")
def kept_winter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, "Winter"]:
    """The closed store of a winter of meetings (tests/services/winter.py), made once, with what is in it."""
    from tests.services.winter import winter

    folder = tmp_path_factory.mktemp("winter")
    clock = Clock(datetime(2026, 3, 2, 9, tzinfo=LONDON))
    made = Store.create(folder / "records.nscp", PASSPHRASE, clock, CHEAP)
    partnership.set_up(made, "norfolk")
    held = winter(made, clock)
    made.close()
    return folder, held


@pytest.fixture
def held_winter(kept_winter: tuple[Path, "Winter"], tmp_path: Path, clock: Clock) -> Iterator["Winter"]:
    """A winter of one's own, at the close of January's meeting."""
    folder, held = kept_winter
    shutil.copytree(folder, tmp_path / "winter")
    clock.set(datetime(2027, 1, 14, 12, 3, tzinfo=LONDON))
    opened = Store.open(tmp_path / "winter" / "records.nscp", PASSPHRASE, clock)
    yield replace(held, store=opened, clock=clock, people=dict(held.people))
    opened.close()
