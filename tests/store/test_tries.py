"""Wrong passphrases slow down, also over a restart, and a right one begins anew."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import CannotWrite, WaitFirst, WrongPassphrase
from nscp_desktop.store import Store, tries
from nscp_desktop.store.tables import DeedRow

from .conftest import PASSPHRASE, HandClock

NOW = datetime(2027, 1, 14, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_memory() -> Iterator[None]:
    tries._in_memory.clear()
    yield
    tries._in_memory.clear()


def journal(store: Store) -> list[tuple[str, str | None]]:
    with store.read() as session:
        return list(session.exec(select(DeedRow.kind, DeedRow.label).order_by(col(DeedRow.number))))


def fail(place: Path, times: int) -> None:
    for _ in range(times):
        tries.failed(place, NOW)


def test_three_slips_cost_nothing_then_the_wait_grows(place: Path) -> None:
    fail(place, 3)
    assert tries.wait(place, NOW) == 0
    for seconds in (2, 4, 8, 16):
        fail(place, 1)
        assert tries.wait(place, NOW) == seconds
    assert tries.wait(place, NOW + timedelta(seconds=15.2)) == 1
    assert tries.wait(place, NOW + timedelta(seconds=16)) == 0


def test_the_count_outlives_a_restart_and_the_loss_of_its_file(place: Path) -> None:
    fail(place, 5)
    tries._in_memory.clear()
    assert tries.made(place).wrong == 5
    fail(place, 1)
    place.with_name("records.nscp.tries").unlink()
    assert tries.wait(place, NOW) == 8


def test_a_clock_set_back_locks_nobody_out_for_longer(place: Path) -> None:
    fail(place, 5)
    assert tries.wait(place, NOW - timedelta(days=400)) == 4


def test_success_begins_anew(place: Path) -> None:
    fail(place, 9)
    tries.succeeded(place)
    assert tries.made(place) == tries.Tries()
    assert list(place.parent.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"wrong": 5}', '{"wrong": "x", "last": "2027-01-14T10:00:00+00:00"}', "[" * 5000,
     '{"wrong": 5, "last": "2027-01-14T10:00:00"}', '{"wrong": 1e999, "last": "2027-01-14T10:00:00+00:00"}',
     '{"wrong": 5, "last": "0001-01-01T00:00:00+14:00"}', '{"wrong": 5, "last": "9999-12-31T23:59:59-14:00"}',
     '{"wrong": -5, "last": "2027-01-14T10:00:00+00:00"}'],
)  # fmt: skip
def test_a_file_that_says_nothing_sensible_counts_as_none(place: Path, text: str) -> None:
    place.with_name("records.nscp.tries").write_text(text, encoding="utf-8")
    assert tries.wait(place, NOW) == 0
    assert tries.told(place, NOW) == ""


def test_a_folder_that_may_not_be_written_to_leaves_the_count_in_memory(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _content: bytes) -> None:
        raise CannotWrite("x")

    monkeypatch.setattr(tries, "write_whole", refuse)
    fail(place, 4)
    assert tries.wait(place, NOW) == 2


def test_the_store_says_how_long_to_wait_and_journals_what_was_tried(
    store: Store, place: Path, clock: HandClock
) -> None:
    store.close()
    for _ in range(4):
        with pytest.raises(WrongPassphrase, match="does not open this store"):
            Store.open(place, "wrong", clock)
    with pytest.raises(WaitFirst, match=r"4 wrong passphrases in a row\. Wait 2 seconds") as told:
        Store.open(place, PASSPHRASE, clock)
    assert told.value.seconds == 2
    kept = json.loads(place.with_name("records.nscp.tries").read_text(encoding="utf-8"))
    assert set(kept) == {"wrong", "last"}
    clock.at += timedelta(seconds=2)
    opened = Store.open(place, PASSPHRASE, clock)
    try:
        assert not place.with_name("records.nscp.tries").exists()
        assert journal(opened)[-1] == (
            "refused",
            "4 wrong passphrases, the last on 14 January 2027 at 10:00",
        )
    finally:
        opened.close()
    Store.open(place, PASSPHRASE, clock).close()


def test_a_full_disk_keeps_nobody_out_who_knows_the_passphrase(
    store: Store, place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.lock()
    with pytest.raises(WrongPassphrase):
        store.file.key_by("wrong", clock)

    def full(_store: Store, _kind: str, _label: str) -> None:
        raise CannotWrite("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "note", full)
        store.unlock(store.file.key_by(PASSPHRASE, clock))
    store.close()
    # What was tried is noted once there is room.
    opened = Store.open(place, PASSPHRASE, clock)
    assert journal(opened)[-1] == ("refused", "1 wrong passphrase, the last on 14 January 2027 at 10:00")
    assert tries.made(place) == tries.Tries()
    opened.close()
