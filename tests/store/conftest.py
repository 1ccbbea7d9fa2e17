from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nscp_desktop.store import CHEAP, Store

PASSPHRASE = "harbour lantern twig"


class HandClock:
    """A clock that tests set by hand; it moves on a millisecond whenever it is read."""

    def __init__(self) -> None:
        self.at = datetime(2027, 1, 14, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "records.nscp"


@pytest.fixture
def store(place: Path, clock: HandClock) -> Iterator[Store]:
    made = Store.create(place, PASSPHRASE, clock, CHEAP)
    yield made
    made.close()


@pytest.fixture
def reopened(place: Path, clock: HandClock) -> Iterator[Callable[[Store], Store]]:
    opened: list[Store] = []

    def again(store: Store) -> Store:
        store.close()
        opened.append(Store.open(place, PASSPHRASE, clock))
        return opened[-1]

    yield again
    for one in opened:
        one.close()
