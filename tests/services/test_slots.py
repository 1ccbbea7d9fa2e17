"""Passphrases and recovery keys as people ask for them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import CannotWrite, NotAStore, Refused, Unknown, WaitFirst, WrongPassphrase
from nscp_desktop.papers.blocks import Table
from nscp_desktop.services import slots
from nscp_desktop.store import CHEAP, Store, backup, keys, tries
from nscp_desktop.store.tables import DeedRow

from .conftest import PASSPHRASE, Clock

NEW = "willow gate seven"


@pytest.fixture(autouse=True)
def _own_memory() -> Iterator[None]:
    tries._in_memory.clear()
    yield
    tries._in_memory.clear()


@pytest.fixture
def opens(store: Store) -> Callable[[str], bool]:
    """Whether a secret opens the store's key file."""

    def tried(secret: str) -> bool:
        try:
            return keys.unwrap(keys.load(store.path), secret) == store.file.key
        except WrongPassphrase:
            return False

    return tried


def journal(store: Store) -> list[str | None]:
    with store.read() as session:
        return list(
            session.exec(select(DeedRow.label).where(DeedRow.kind == "keys").order_by(col(DeedRow.number)))
        )


def test_a_passphrase_is_changed_by_who_knows_it(store: Store, opens: Callable[[str], bool]) -> None:
    slots.change_passphrase(store, PASSPHRASE, NEW, NEW, CHEAP)
    assert opens(NEW)
    assert not opens(PASSPHRASE)
    assert [(row.name, row.made_on, row.can_be_revoked) for row in slots.slots(store)] == [
        ("The first passphrase", date(2027, 1, 14), False)
    ]
    assert journal(store) == ["Change a passphrase"]


def test_a_wrong_weak_or_mistyped_passphrase_changes_nothing(
    store: Store, opens: Callable[[str], bool]
) -> None:
    with pytest.raises(WrongPassphrase):
        slots.change_passphrase(store, "wrong", NEW, NEW, CHEAP)
    with pytest.raises(Refused, match="at least 10 characters"):
        slots.change_passphrase(store, PASSPHRASE, "short", "short", CHEAP)
    with pytest.raises(Refused, match="not the same"):
        slots.change_passphrase(store, PASSPHRASE, NEW, NEW + "s", CHEAP)
    assert opens(PASSPHRASE)
    assert journal(store) == []


def test_wrong_tries_slow_down_here_as_at_the_door(store: Store, clock: Clock) -> None:
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            slots.new_recovery_key(store, "wrong")
    with pytest.raises(WaitFirst, match="Wait 2 seconds"):
        slots.new_recovery_key(store, PASSPHRASE)
    clock.pass_by(minutes=1)
    assert slots.new_recovery_key(store, PASSPHRASE)
    assert tries.made(store.path).wrong == 0


def test_a_recovery_key_is_given_once_and_opens_the_store(store: Store, opens: Callable[[str], bool]) -> None:
    key = slots.new_recovery_key(store, PASSPHRASE)
    assert opens(key.lower().replace("-", " "))
    paper = slots.recovery_paper(store, key, 16)
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert "-".join(row.cells[1][0].text for row in table.rows) == key
    assert (paper.size, paper.author) == (16, "Norfolk Safeguarding Children Partnership")
    row = slots.slots(store)[1]
    assert (row.recovery, row.name, row.made_on, row.can_be_revoked) == (
        True,
        "Recovery key",
        date(2027, 1, 14),
        True,
    )
    # It is nowhere but on the paper.
    for file in store.path.parent.iterdir():
        content = file.read_bytes()
        assert key.encode() not in content and key.replace("-", "").encode() not in content


def test_who_forgot_the_passphrase_gives_a_new_one_with_the_recovery_key(
    store: Store, opens: Callable[[str], bool]
) -> None:
    key = slots.new_recovery_key(store, PASSPHRASE)
    slots.add_passphrase(store, key, " Priya Nair ", NEW, NEW, CHEAP)
    forgotten = slots.slots(store)[0]
    assert forgotten.can_be_revoked
    slots.revoke(store, NEW, forgotten.slot_id)
    assert opens(NEW) and opens(key) and not opens(PASSPHRASE)
    assert [row.name for row in slots.slots(store)] == ["Recovery key", "Priya Nair"]
    assert journal(store) == [
        "Make a recovery key",
        "Add the passphrase of Priya Nair",
        "Revoke: The first passphrase",
    ]


def test_the_last_passphrase_and_what_is_gone_are_not_revoked(store: Store) -> None:
    (only,) = slots.slots(store)
    with pytest.raises(Refused, match="the last passphrase"):
        slots.revoke(store, PASSPHRASE, only.slot_id)
    with pytest.raises(Unknown, match="not there any more"):
        slots.revoke(store, PASSPHRASE, "gone")
    with pytest.raises(WrongPassphrase):
        slots.revoke(store, "wrong", only.slot_id)
    assert slots.slots(store) == (only,)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "two\nlines"])
def test_a_passphrase_needs_a_fitting_name(store: Store, name: str) -> None:
    with pytest.raises(Refused, match="characters whose passphrase it is|The name"):
        slots.add_passphrase(store, PASSPHRASE, name, NEW, NEW, CHEAP)
    assert len(slots.slots(store)) == 1


def test_whose_a_passphrase_is_stands_in_the_store_and_never_in_the_key_file(store: Store) -> None:
    slots.add_passphrase(store, PASSPHRASE, "Zo\u00eb Quillfeather", NEW, NEW, CHEAP)
    slots.change_passphrase(store, NEW, "tarn otter lamp", "tarn otter lamp", CHEAP)
    assert [row.name for row in slots.slots(store)] == ["The first passphrase", "Zo\u00eb Quillfeather"]
    store.close()
    for file in store.path.parent.iterdir():
        assert b"Quillfeather" not in file.read_bytes(), file.name


def test_a_recovery_key_that_was_put_on_no_paper_is_taken_back(
    store: Store, opens: Callable[[str], bool]
) -> None:
    kept = slots.new_recovery_key(store, PASSPHRASE)
    fresh = slots.fresh_key(store, PASSPHRASE)
    assert opens(fresh.key)
    assert fresh.paper(16) == slots.recovery_paper(store, fresh.key, 16)
    assert fresh.key not in repr(fresh)
    fresh.take_back()
    assert not opens(fresh.key)
    assert opens(kept)
    assert journal(store)[-1] == "Revoke: Recovery key"


def test_it_is_said_that_there_is_no_recovery_key(store: Store) -> None:
    (said,) = slots.says(store)
    assert said.startswith("There is no recovery key.")
    key = slots.new_recovery_key(store, PASSPHRASE)
    assert slots.says(store) == ()
    slots.take_back(store, key)
    assert slots.says(store) == (said,)


def test_a_changed_passphrase_leaves_the_store_as_it_is_and_counts_at_once(
    store: Store, clock: Clock
) -> None:
    """The pages of the store stay: only the key file changes, and a line of the journal is added."""
    store.close()
    before = store.path.read_bytes()
    again = Store.open(store.path, PASSPHRASE, clock)
    key = again.file.key
    file = keys.load(again.path)
    keys.save(again.path, keys.with_passphrase(file, PASSPHRASE, NEW, clock().date(), CHEAP))
    again.close()
    assert store.path.read_bytes() == before
    for old in (PASSPHRASE, PASSPHRASE):
        with pytest.raises(WrongPassphrase):
            Store.open(store.path, old, clock)
    opened = Store.open(store.path, NEW, clock)
    assert opened.file.key == key
    opened.close()


def test_a_revoked_passphrase_opens_nothing_from_then_on(store: Store, clock: Clock) -> None:
    slots.add_passphrase(store, PASSPHRASE, "Priya Nair", NEW, NEW, CHEAP)
    slots.revoke(store, PASSPHRASE, slots.slots(store)[1].slot_id)
    store.lock()
    with pytest.raises(WrongPassphrase):
        store.file.key_by(NEW, clock)
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.open(store.path, NEW, clock)


def test_a_backup_opens_with_what_opened_the_store_when_it_was_made(store: Store, clock: Clock) -> None:
    key = slots.new_recovery_key(store, PASSPHRASE)
    made = backup.make(store.file, backup.folder_of(store.path), clock()).path
    slots.change_passphrase(store, PASSPHRASE, NEW, NEW, CHEAP)
    later = backup.make(store.file, backup.folder_of(store.path), clock()).path
    for path, secret, fits in [
        (made, PASSPHRASE, True), (made, key, True), (made, NEW, False),
        (later, PASSPHRASE, False), (later, key, True), (later, NEW, True),
    ]:  # fmt: skip
        for gone in ("", ".keys2", ".keys"):
            # Either copy of its key file is enough.
            aside = path.with_name(path.name + gone) if gone else None
            content = aside.read_bytes() if aside else b""
            if aside:
                aside.unlink()
            if fits:
                assert keys.unwrap(keys.load(path), secret) == store.file.key
            else:
                with pytest.raises(WrongPassphrase):
                    keys.unwrap(keys.load(path), secret)
            if aside:
                aside.write_bytes(content)


def test_each_way_in_is_named_in_a_sentence(store: Store) -> None:
    slots.new_recovery_key(store, PASSPHRASE)
    slots.add_passphrase(store, PASSPHRASE, "Priya Nair", NEW, NEW, CHEAP)
    rows = slots.slots(store)
    assert [row.words for row in rows] == [
        "the first passphrase",
        "the recovery key of 14 January 2027",
        "the passphrase of Priya Nair",
    ]
    assert replace(rows[1], made_on=None).words == "the recovery key"


def test_a_key_file_that_says_odd_things_is_listed_all_the_same(store: Store) -> None:
    file = keys.load(store.path)
    second = keys.wrap(store.file.key, NEW, file.store_id, cost=CHEAP)
    odd = replace(keys.wrap(store.file.key, NEW, file.store_id, cost=CHEAP, name="Bea"), made="yesterday")
    keys.save(store.path, replace(file, slots=(*file.slots, second, odd)))
    rows = slots.slots(store)
    assert [(row.name, row.made_on) for row in rows] == [
        ("The first passphrase", date(2026, 3, 2)),
        ("A passphrase, whose is not known", None),
        ("Bea", None),
    ]
    assert rows[1].words == "a passphrase, whose is not known"


def test_a_disk_that_is_full_when_it_is_noted_leaves_the_old_passphrase(
    store: Store, opens: Callable[[str], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who reads that nothing has been changed must not find that the new one counts."""
    slots.add_passphrase(store, PASSPHRASE, "Ben Hart", "gravel spoon nine", "gravel spoon nine", CHEAP)
    colleague = slots.slots(store)[1].slot_id

    def full(_kind: str, _label: str) -> None:
        raise CannotWrite("The disk is full. Make room, then try again. Nothing has been changed.")

    with monkeypatch.context() as patch:
        patch.setattr(store, "note", full)
        deeds: tuple[Callable[[], object], ...] = (
            lambda: slots.change_passphrase(store, PASSPHRASE, NEW, NEW, CHEAP),
            lambda: slots.add_passphrase(store, PASSPHRASE, "Cy Reed", NEW, NEW, CHEAP),
            lambda: slots.revoke(store, PASSPHRASE, colleague),
        )
        for deed in deeds:
            with pytest.raises(CannotWrite, match="Nothing has been changed"):
                deed()
            assert opens(PASSPHRASE) and opens("gravel spoon nine") and not opens(NEW)
        assert [row.name for row in slots.slots(store)] == ["The first passphrase", "Ben Hart"]


def test_a_name_that_a_full_disk_keeps_holds_up_no_revocation(
    store: Store, opens: Callable[[str], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    slots.add_passphrase(store, PASSPHRASE, "Ben Hart", NEW, NEW, CHEAP)

    def full(_key: str, _value: str) -> None:
        raise CannotWrite("The disk is full. Make room, then try again. Nothing has been changed.")

    with monkeypatch.context() as patch:
        patch.setattr(store, "set", full)
        slots.revoke(store, PASSPHRASE, slots.slots(store)[1].slot_id)
    assert not opens(NEW)
    assert journal(store)[-1] == "Revoke: Ben Hart"


def test_a_key_file_that_went_while_the_store_is_open_is_told_where_it_is_listed(store: Store) -> None:
    for ending in (".keys", ".keys2"):
        store.path.with_name(store.path.name + ending).unlink()
    assert slots.says(store) == ()
    with pytest.raises(NotAStore, match="missing or damaged"):
        slots.slots(store)
    assert any("does not open again" in said for said in store.warnings())
