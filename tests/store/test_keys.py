import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nscp_desktop.errors import NotAStore, WrongPassphrase
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
    with pytest.raises(WrongPassphrase, match="does not open this store. Nothing has been changed."):
        keys.unwrap(file, "harbour lantern twigs")


def test_any_of_several_slots_opens() -> None:
    key, file = made()
    second = keys.wrap(key, "another secret", "store-1", kind="recovery", cost=keys.CHEAP)
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
    ],
)
def test_a_hostile_key_file_is_refused_before_any_work(hostile: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="missing or damaged"):
        keys.load(_with(hostile, tmp_path))


@pytest.mark.parametrize("text", ["", "[]", '{"store": "x", "slots": []}', "x" * 200_000])
def test_a_file_that_is_no_key_file_is_refused(text: str, tmp_path: Path) -> None:
    store = tmp_path / "records.nscp"
    for name in ("records.nscp.keys", "records.nscp.keys2"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(NotAStore):
        keys.load(store)
