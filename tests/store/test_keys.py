import errno
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nscp_desktop.errors import CannotWrite, NotAStore, Refused, Unknown, WrongPassphrase
from nscp_desktop.rules import recovery_key
from nscp_desktop.store import keys


def made(secret: str = "harbour lantern twig") -> tuple[bytes, keys.KeyFile]:
    key = keys.new_key()
    return key, keys.KeyFile("store-1", (keys.wrap(key, secret, "store-1", cost=keys.CHEAP),))


def test_the_secret_gives_the_key_back() -> None:
    key, file = made()
    assert keys.unwrap(file, "harbour lantern twig") == key


def test_the_same_letters_typed_another_way_open_it_too() -> None:
    key, file = made("Caf\u00e9 au lait")
    assert keys.unwrap(file, "Cafe\u0301 au lait") == key


def test_a_wrong_secret_is_refused_in_a_sentence() -> None:
    _key, file = made()
    with pytest.raises(
        WrongPassphrase, match="does not open this store. If it is forgotten, type the recovery key"
    ):
        keys.unwrap(file, "harbour lantern twigs")


def test_any_of_several_slots_opens() -> None:
    key, file = made()
    second = keys.wrap(key, "another secret", "store-1", cost=keys.CHEAP)
    both = keys.KeyFile("store-1", (*file.slots, second))
    assert keys.unwrap(both, "another secret") == key
    assert keys.unwrap(both, "harbour lantern twig") == key


@pytest.mark.parametrize("change", [{"passes": 2}, {"memory_kib": 128}, {"kind": "recovery"}])
def test_a_slot_whose_facts_were_changed_does_not_open(change: dict[str, Any]) -> None:
    _key, file = made()
    altered = keys.KeyFile(file.store_id, (replace(file.slots[0], **change),))
    with pytest.raises(WrongPassphrase):
        keys.unwrap(altered, "harbour lantern twig")


def test_a_slot_of_another_store_does_not_open() -> None:
    _key, file = made()
    with pytest.raises(WrongPassphrase):
        keys.unwrap(keys.KeyFile("store-2", file.slots), "harbour lantern twig")


def test_the_usual_cost_is_the_promised_one() -> None:
    assert keys.Cost() == keys.Cost(memory_kib=65536, passes=3, lanes=4)


def test_both_copies_are_written_and_either_is_enough(tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    key, file = made()
    keys.save(store, file)
    assert keys.load(store) == file
    (tmp_path / "records.nscp.keys").write_text("{ torn", encoding="utf-8")
    assert keys.unwrap(keys.load(store), "harbour lantern twig") == key
    (tmp_path / "records.nscp.keys").unlink()
    assert keys.load(store) == file
    assert sorted(one.name for one in tmp_path.iterdir()) == ["records.nscp.keys2"]


def _with(slot: dict[str, object], tmp_path: Path) -> Path:
    store = tmp_path / "records.nscp"
    _key, file = made()
    keys.save(store, file)
    first = json.loads((tmp_path / "records.nscp.keys").read_text(encoding="utf-8"))
    first["slots"][0].update(slot)
    for name in ("records.nscp.keys", "records.nscp.keys2"):
        (tmp_path / name).write_text(json.dumps(first), encoding="utf-8")
    return store


@pytest.mark.parametrize(
    "hostile",
    [
        {"memory_kib": 1 << 30},
        {"passes": 10_000},
        {"lanes": 4_000},
        {"passes": 0},
        {"memory_kib": 1},
        {"salt": "not base64"},
        {"wrapped": ""},
        {"unknown": 1},
        {"passes": "many"},
        {"kind": "keyring"},
        {"name": "x" * 201},
        {"made": 7},
        {"memory_kib": 64.0},
        {"passes": 1.5},
        {"passes": True},
        {"lanes": 1.0},
    ],
)
def test_a_hostile_key_file_is_refused_before_any_work(hostile: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="missing or damaged"):
        keys.load(_with(hostile, tmp_path))


@pytest.mark.parametrize("text", ["", "[]", '{"store": "x", "slots": []}', "x" * 200_000, "[" * 90_000])
def test_a_file_that_is_no_key_file_is_refused(text: str, tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    for name in ("records.nscp.keys", "records.nscp.keys2"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(NotAStore):
        keys.load(store)


# -- the recovery key --------------------------------------------------------------------------------

DAY = date(2027, 1, 14)
KEY = recovery_key.printed(bytes(range(20)))


def with_recovery() -> tuple[bytes, keys.KeyFile]:
    key, file = made()
    slot = keys.wrap(key, KEY, "store-1", keys.RECOVERY, keys.CHEAP, name="Recovery key", made=DAY)
    return key, keys.with_slot(file, key, KEY, slot)


def test_the_recovery_key_opens_however_it_is_typed() -> None:
    key, file = with_recovery()
    assert keys.unwrap(file, KEY) == key
    assert keys.unwrap(file, KEY.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == key
    assert keys.unwrap(file, "harbour lantern twig") == key


def test_a_slip_in_a_recovery_key_is_told_from_a_wrong_one() -> None:
    _key, file = with_recovery()
    with pytest.raises(WrongPassphrase, match="a slip in it"):
        keys.unwrap(file, KEY[:-1] + ("0" if KEY[-1] != "0" else "2"))
    with pytest.raises(WrongPassphrase, match="That recovery key does not open"):
        keys.unwrap(file, recovery_key.printed(bytes(20)))


def test_the_name_and_day_of_a_slot_cannot_be_changed_unnoticed() -> None:
    _key, file = with_recovery()
    slot = file.slots[1]
    for changed in (
        replace(slot, name="Somebody else"),
        replace(slot, made="2020-01-01"),
        replace(slot, name=""),
    ):
        altered = replace(file, slots=(changed,))
        with pytest.raises(WrongPassphrase):
            keys.unwrap(altered, KEY)


def test_a_changed_passphrase_rewrites_its_own_slot_only() -> None:
    key, file = with_recovery()
    changed = keys.with_passphrase(file, "harbour lantern twig", "willow gate seven", DAY, keys.CHEAP)
    assert keys.unwrap(changed, "willow gate seven") == key
    assert changed.slots[1] == file.slots[1]
    assert len(changed.slots) == 2
    with pytest.raises(WrongPassphrase):
        keys.unwrap(changed, "harbour lantern twig")


def test_a_passphrase_is_only_changed_by_who_knows_one() -> None:
    _key, file = with_recovery()
    with pytest.raises(WrongPassphrase):
        keys.with_passphrase(file, "wrong", "willow gate seven", DAY, keys.CHEAP)
    with pytest.raises(Refused, match="That is a recovery key"):
        keys.with_passphrase(file, KEY, "willow gate seven", DAY, keys.CHEAP)


def test_slots_are_revoked_but_never_the_last_passphrase() -> None:
    key, file = with_recovery()
    with pytest.raises(Refused, match="the last passphrase"):
        keys.without_slot(file, file.slots[0].salt)
    second = keys.wrap(key, "willow gate seven", "store-1", cost=keys.CHEAP)
    two = keys.with_slot(file, key, "willow gate seven", second)
    one = keys.without_slot(two, file.slots[0].salt)
    assert [slot.salt for slot in one.slots] == [file.slots[1].salt, second.salt]
    with pytest.raises(WrongPassphrase):
        keys.unwrap(one, "harbour lantern twig")
    with pytest.raises(Unknown, match="not there any more"):
        keys.without_slot(one, file.slots[0].salt)
    assert keys.unwrap(keys.without_slot(one, file.slots[1].salt), "willow gate seven") == key


def test_more_than_sixteen_slots_are_refused() -> None:
    key, file = made()
    second = keys.wrap(key, "another", "store-1", cost=keys.CHEAP)
    full = replace(file, slots=file.slots * 16)
    with pytest.raises(Refused, match="already has 16"):
        keys.with_slot(full, key, "another", second)


def test_a_slot_that_does_not_open_is_not_taken() -> None:
    key, file = made()
    with pytest.raises(WrongPassphrase):
        keys.with_slot(file, key, "mistyped", keys.wrap(key, "another", "store-1", cost=keys.CHEAP))
    with pytest.raises(RuntimeError, match="does not give the key back"):
        keys.with_slot(file, b"0" * 32, "another", keys.wrap(key, "another", "store-1", cost=keys.CHEAP))


def test_the_copy_that_a_power_cut_left_behind_is_brought_up(tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    _key, file = made()
    keys.save(store, file)
    before = (tmp_path / "records.nscp.keys2").read_bytes()
    changed = keys.with_passphrase(file, "harbour lantern twig", "willow gate seven", DAY, keys.CHEAP)
    keys.save(store, changed)
    (tmp_path / "records.nscp.keys2").write_bytes(before)
    assert keys.load(store) == changed
    keys.mend(store, changed)
    (tmp_path / "records.nscp.keys").unlink()
    assert keys.load(store) == changed


def test_a_key_file_from_before_slots_had_names_still_opens(tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    key, file = made()
    keys.save(store, file)
    assert b"name" not in (tmp_path / "records.nscp.keys").read_bytes()
    assert keys.unwrap(keys.load(store), "harbour lantern twig") == key


def test_what_could_not_be_read_again_is_never_written(tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    _key, file = made()
    keys.save(store, file)
    for broken in (replace(file, slots=()), replace(file, slots=(replace(file.slots[0], name="x" * 201),))):
        with pytest.raises(ValueError, match="slot"):
            keys.save(store, broken)
    assert keys.load(store) == file


class Cut(Exception):
    """The power goes."""


@pytest.mark.parametrize("mended", [False, True])
def test_a_cut_at_any_step_of_writing_leaves_a_key_file_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mended: bool
) -> None:
    """Every step that touches the disk is cut off once; the old or the new passphrase opens, never neither."""
    steps = ("open", "fsync", "replace")
    real: dict[str, Any] = {name: getattr(os, name) for name in steps}
    done = [0]
    last = [10_000]

    def counted(name: str) -> Any:  # noqa: ANN401 as os has it
        def step(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            if done[0] >= last[0]:
                raise Cut
            done[0] += 1
            return real[name](*given, **named)

        return step

    key, file = made()
    new = keys.with_passphrase(file, "harbour lantern twig", "willow gate seven", DAY, keys.CHEAP)
    seen: set[tuple[bool, bool]] = set()
    for cut in range(100):
        store = tmp_path / f"{cut}" / "records.nscp"
        store.parent.mkdir()
        keys.save(store, file)
        done[0], last[0] = 0, cut
        with monkeypatch.context() as patch:
            for name in steps:
                patch.setattr(os, name, counted(name))
            try:
                keys.save(store, new)
                whole = True
            except Cut:
                whole = False
        if mended:
            # As the next opening does, with whichever passphrase holds now.
            keys.mend(store, keys.load(store))
        places = [store.with_name(store.name + ending) for ending in (".keys", ".keys2")]
        opened = []
        for place in places:
            alone = tmp_path / f"{cut}-{place.suffix}" / "records.nscp"
            alone.parent.mkdir()
            alone.with_name("records.nscp.keys").write_bytes(place.read_bytes())
            opened.append(keys.load(alone) == new)
            assert keys.load(alone) in {file, new}
        seen.add((opened[0], opened[1]))
        assert (
            keys.unwrap(keys.load(store), "willow gate seven" if opened[0] else "harbour lantern twig") == key
        )
        if whole:
            break
    else:
        pytest.fail("writing did not come to its end")
    assert cut >= 4
    # The first copy counts and is changed last; after mending both say the same.
    assert seen == (
        {(False, False), (True, True)} if mended else {(False, False), (False, True), (True, True)}
    )


def test_a_change_that_is_refused_at_any_step_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads that nothing has been changed goes on typing the old passphrase."""
    store = tmp_path / "records.nscp"
    _key, file = made()
    new = keys.with_passphrase(file, "harbour lantern twig", "willow gate seven", DAY, keys.CHEAP)
    for name in ("open", "fsync", "replace"):
        for refused_at in range(4):
            keys.save(store, file)
            real, left = getattr(os, name), [refused_at]

            def step(*given: Any, real: Any = real, left: list[int] = left, **named: Any) -> Any:  # noqa: ANN401
                left[0] -= 1
                if left[0] == -1:
                    raise OSError(errno.ENOSPC, "full")
                return real(*given, **named)

            with monkeypatch.context() as patch:
                patch.setattr(os, name, step)
                try:
                    keys.save(store, new)
                    counts = new
                except CannotWrite:
                    counts = file
            assert keys.load(store) == counts
            keys.mend(store, counts)
            assert (tmp_path / "records.nscp.keys2").read_bytes() == keys._text(counts)


def test_what_refuses_to_be_noted_is_not_made(tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    _key, file = made()
    keys.save(store, file)

    def full() -> None:
        raise CannotWrite("The disk is full.")

    new = keys.with_passphrase(file, "harbour lantern twig", "willow gate seven", DAY, keys.CHEAP)
    with pytest.raises(CannotWrite):
        keys.save(store, new, full)
    assert keys.load(store) == file


def test_a_copy_that_nobody_may_read_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "records.nscp"
    _key, file = made()
    keys.save(store, file)
    second, real = tmp_path / "records.nscp.keys2", Path.read_bytes
    before = second.stat().st_ino

    def read(place: Path) -> bytes:
        if place == second:
            raise PermissionError
        return real(place)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", read)
        keys.mend(store, file)
    assert second.stat().st_ino != before
    assert second.read_bytes() == (tmp_path / "records.nscp.keys").read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_in_the_place_of_a_key_file_is_not_waited_for(tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    _key, file = made()
    keys.save(store, file)
    (tmp_path / "records.nscp.keys").unlink()
    os.mkfifo(tmp_path / "records.nscp.keys")
    assert keys.load(store) == file


def test_a_slot_in_what_a_kill_left_half_written_does_not_live_on(tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    key, file = made()
    keys.save(store, file)
    other = keys.KeyFile("store-2", (keys.wrap(key, "willow gate seven", "store-2", cost=keys.CHEAP),))
    left = {
        "mine": keys._text(file),
        "other": keys._text(other),
        "tries": b'{"wrong": 1}',
        "paper": b"%PDF-1.7",
    }
    for name, content in left.items():
        (tmp_path / f"NSCP-{name}.half").write_bytes(content)
    (tmp_path / "NSCP-folder.half").mkdir()
    keys.mend(store, file)
    there = sorted(one.name for one in tmp_path.glob("NSCP-*"))
    assert there == ["NSCP-folder.half", "NSCP-other.half", "NSCP-paper.half", "NSCP-tries.half"]
