"""What a kill leaves beside a store: nothing that a purge would not reach stays for longer than until it is opened."""

import os
import stat
from pathlib import Path

import pytest

from nscp_desktop import app
from nscp_desktop.store import CHEAP, Store, file, left, readable, restore

from .conftest import PASSPHRASE, HandClock
from .test_backup import add, listing


class Kill(BaseException):
    """The process ends here and clears nothing away."""


def test_a_store_that_is_opened_has_no_forgotten_copy_beside_it(
    store: Store, place: Path, clock: HandClock
) -> None:
    other = Store.create(place.with_name("other.nscp"), PASSPHRASE, clock, CHEAP)
    store.close()
    before = listing(place.parent)
    mine, others = left.scratch_of(place), left.scratch_of(other.path)
    for folder in (f"{mine}x1", f"{others}x2"):
        (place.parent / folder).mkdir()
        (place.parent / folder / "records.nscp").write_bytes(b"a copy")
    for name in ("records.nscp.half", "records.nscp.half-wal", "other.nscp.half", "records.nscp.half.lock"):
        place.with_name(name).write_bytes(b"half")
    Store.open(place, PASSPHRASE, clock).close()
    found = [name for name in listing(place.parent) if name not in before]
    assert found == sorted([f"{others}x2", "other.nscp.half"])
    other.close()


def test_what_a_kill_leaves_is_known_by_its_name(
    store: Store, place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "Ann Sale")
    store.close()
    kept = readable.copied(place)
    copy = kept.__enter__()
    assert copy.parent.name.startswith(left.scratch_of(place))
    if os.name == "posix":
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    kept.__exit__(None, None, None)

    def killed(*_given: object) -> None:
        raise Kill

    def nothing(_half: Path) -> None: ...

    from_copy = place.with_name("copy.nscp")
    for ending in ("", ".keys"):
        from_copy.with_name(from_copy.name + ending).write_bytes(
            place.with_name(place.name + ending).read_bytes()
        )
    before = listing(place.parent)
    with monkeypatch.context() as patch:
        patch.setattr(restore, "begin_anew", killed)
        patch.setattr(left, "drop", nothing)
        with pytest.raises(Kill):
            restore.restore(place, from_copy, PASSPHRASE, clock)
    assert [name for name in listing(place.parent) if name not in before] == ["records.nscp.half"]
    Store.open(place, PASSPHRASE, clock).close()
    assert listing(place.parent) == before


def test_a_store_whose_making_was_cut_short_before_it_was_there_is_made_again(
    tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "records.nscp"

    def killed(*_given: object, **_named: object) -> None:
        raise Kill

    def nothing(_path: Path) -> None: ...

    with monkeypatch.context() as patch:
        patch.setattr(file, "connect", killed)
        patch.setattr(file, "_leave_nothing", nothing)
        with pytest.raises(Kill):
            Store.create(place, PASSPHRASE, clock, CHEAP)
    assert listing(tmp_path) == [
        "records.nscp.keys",
        "records.nscp.keys2",
        "records.nscp.lock",
        "records.nscp.new",
    ]
    assert app.StoreDoor(place).is_new
    made = Store.create(place, PASSPHRASE, clock, CHEAP)
    made.close()
    assert not place.with_name("records.nscp.new").exists()
    assert not app.StoreDoor(place).is_new
    Store.open(place, PASSPHRASE, clock).close()
