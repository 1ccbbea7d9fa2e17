"""The power goes at any moment: the store opens, nothing that was said to be saved is lost, backups are whole."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nscp_desktop.errors import Refused, WrongPassphrase
from nscp_desktop.store import Store, backup, tries

from . import power_cut

pytestmark = pytest.mark.everywhere

STEPS = 130
SHORT, LONG = 100, 400


@dataclass
class Found:
    """What became of the store in so many cuts."""

    unreadable: int = 0
    lost: int = 0
    bad_backups: int = 0
    opened: int = 0
    last: str = ""


def traced(folder: Path, steps: int = STEPS, synchronous: str = "FULL") -> list[power_cut.Call]:
    try:
        return power_cut.trace(folder, steps, synchronous)
    except power_cut.CannotTrace as reason:
        pytest.skip(f"Power cuts are not replayed here: {reason}.")


def replayed(calls: list[power_cut.Call], folder: Path, number: int) -> Found:
    found, root = Found(), folder / "sitting"
    for acked, files in power_cut.cuts(calls, number, seed=1):
        shutil.rmtree(root)
        for path, content in files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(content)
        if acked >= 0:
            judge(root, acked, found)
    return found


def judge(root: Path, acked: int, found: Found) -> None:
    try:
        store = opened(root / "records.nscp", acked)
    except Refused as refusal:
        found.unreadable += 1
        found.last = f"{acked}: {refusal}"
        return
    try:
        found.opened += 1
        faults = store.check()
        found.unreadable += bool(faults)
        gone = [step for step in range(acked + 1) if not power_cut.is_kept(store, step)]
        found.lost += bool(gone)
        copies = backup.backups(root / "backups", store.path, UTC)
        bad = [one for one in copies if backup.check(one.path, store.file.key)]
        found.bad_backups += bool(bad) or len(copies) < acked // power_cut.BACKUP_EVERY
        found.last = f"{acked}: {faults} {gone} {bad}" if faults or gone or bad else found.last
    finally:
        store.close()


def opened(place: Path, acked: int) -> Store:
    """The store, by the passphrase of the last step that was done or of the one that was being done."""
    tries._in_memory.clear()
    try:
        return Store.open(place, power_cut.passphrase_at(acked), lambda: datetime(2027, 1, 15, tzinfo=UTC))
    except WrongPassphrase:
        return Store.open(
            place, power_cut.passphrase_at(acked + 1), lambda: datetime(2027, 1, 15, tzinfo=UTC)
        )


def hold(tmp_path: Path, number: int, say: Callable[[str, object], None]) -> None:
    found = replayed(traced(tmp_path), tmp_path, number)
    say(
        "shown",
        f"power cuts {number}, stores opened after one {found.opened}, unreadable {found.unreadable}, "
        f"with saved deeds lost {found.lost}, with a bad backup {found.bad_backups}",
    )
    assert (found.unreadable, found.lost, found.bad_backups) == (0, 0, 0), found.last
    assert found.opened > number * 3 // 4


@pytest.mark.timeout(600)
def test_a_hundred_power_cuts_lose_nothing_that_was_saved(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    hold(tmp_path, SHORT, record_property)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_four_hundred_power_cuts_lose_nothing_that_was_saved(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    hold(tmp_path, LONG, record_property)


def test_the_replay_would_notice_a_store_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    found = replayed(traced(tmp_path, STEPS // 3, "NORMAL"), tmp_path, SHORT // 5)
    assert found.lost > 0
