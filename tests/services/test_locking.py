"""Locking and unlocking the store, and after how many minutes."""

from collections.abc import Iterator
from datetime import time

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import Locked, Refused, WrongPassphrase
from nscp_desktop.services import arranging, locking, meetings, partnership, rounds
from nscp_desktop.services.locking import IdleTimes
from nscp_desktop.store import Store, tries
from nscp_desktop.store.tables import DeedRow

from .conftest import PASSPHRASE


@pytest.fixture(autouse=True)
def _own_memory() -> Iterator[None]:
    tries._in_memory.clear()
    yield
    tries._in_memory.clear()


def test_who_knows_a_passphrase_unlocks_it_where_it_was(store: Store) -> None:
    locking.set_idle_times(store, 5, 30)
    locking.lock(store)
    with pytest.raises(Locked):
        locking.idle_times(store)
    with pytest.raises(WrongPassphrase):
        locking.key_by(store, "wrong")
    locking.unlock(store, locking.key_by(store, PASSPHRASE))
    assert locking.idle_times(store) == IdleTimes(5, 30)


def test_it_locks_after_ten_minutes_until_told_otherwise(store: Store) -> None:
    assert locking.idle_times(store) == IdleTimes(10, 60)
    said = locking.set_idle_times(store, 1, 120)
    assert said == "It locks after 1 minute, and after 120 minutes while a meeting runs."
    assert locking.idle_times(store) == IdleTimes(1, 120)
    with store.read() as session:
        last = session.exec(select(DeedRow.label).order_by(col(DeedRow.number).desc())).first()
    assert last == "Lock after 1 minute, and after 120 minutes while a meeting runs"


@pytest.mark.parametrize(("idle", "meeting"), [(0, 60), (10, 0), (241, 60), (10, 900), (-1, 60)])
def test_it_cannot_be_told_never_to_lock(store: Store, idle: int, meeting: int) -> None:
    with pytest.raises(Refused, match="can lock itself after 1 to 240 minutes.*Nothing has been changed"):
        locking.set_idle_times(store, idle, meeting)
    assert locking.idle_times(store) == IdleTimes(10, 60)


def test_a_meeting_that_runs_gives_it_longer(store: Store) -> None:
    assert locking.minutes_now(store) == 10
    group = partnership.find_group(store, "Breckland").group_id
    day = store.now().date()
    round_id = rounds.arrange_round(store, rounds.reporting_year(store, day), 1, day.replace(day=1))
    meetings.open_meeting(store, arranging.arrange_meeting(store, group, round_id, day, time(10), time(12)))
    assert locking.minutes_now(store) == 60
