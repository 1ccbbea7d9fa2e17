"""Backups as people ask for them, the second place, and what Today must say of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import CannotWrite, Damaged, Refused
from nscp_desktop.records import Ask, Board
from nscp_desktop.services import keeping, officers, people, putting_back, second_place
from nscp_desktop.store import Store, backup
from nscp_desktop.store.pages import plain_pages
from nscp_desktop.store.tables import DeedRow

from .conftest import PASSPHRASE, Clock

ABSENT = "is not there now. It is brought up to date when it is back."


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A second place that is there."""
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def open_again(clock: Clock) -> Iterator[Callable[[Store], Store]]:
    """Opens a store that was closed; closes it after the test."""
    opened: list[Store] = []

    def again(store: Store) -> Store:
        opened.append(Store.open(store.path, PASSPHRASE, clock))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


def add(store: Store, name: str) -> None:
    people.add_person(store, name)


def files(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.rglob("*.nscp"))


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[9000:9100] = bytes(100)
    path.write_bytes(content)


# -- making one --------------------------------------------------------------------------------------


def test_a_backup_is_made_noted_and_listed(store: Store) -> None:
    assert keeping.back_up_now(store) == "Backed up at 09:30. Backups are only on this laptop."
    (row,) = keeping.backups(store)
    assert row.path.name == "records-2027-01-14T09-30-00.nscp"
    assert (row.words, row.good, row.here, row.there) == ("14 January 2027, 09:30", True, True, False)
    assert row.size == row.path.stat().st_size
    with store.read() as session:
        newest = session.exec(select(DeedRow).order_by(col(DeedRow.number).desc())).first()
    assert newest is not None
    assert (newest.kind, newest.label) == ("backup", "Back up the store")


def test_a_copy_in_the_background_is_settled_afterwards(store: Store, stick: Path) -> None:
    second_place.choose(store, stick)
    made = keeping.copy(store)
    add(store, "Ann Sale")
    assert keeping.settle(store, made) == "Backed up at 09:30."
    carried = second_place.carry(second_place.places(store))
    assert carried == second_place.Carried(f"1 backup copied to {stick}.", is_there=True, copied=1)
    assert files(stick) == [made.path.name]


def test_older_backups_are_thinned(store: Store, clock: Clock) -> None:
    for _ in range(3):
        keeping.back_up_now(store)
        clock.pass_by(minutes=10)
    clock.pass_by(minutes=24 * 60)
    keeping.back_up_now(store)
    assert [row.words for row in keeping.backups(store)] == [
        "15 January 2027, 10:00",
        "14 January 2027, 09:50",
    ]


# -- when it is due ----------------------------------------------------------------------------------


def test_it_is_due_after_thirty_minutes_of_changes_that_no_backup_holds(store: Store, clock: Clock) -> None:
    keeping.back_up_now(store)
    clock.pass_by(minutes=50)
    assert not keeping.due(store)
    add(store, "Ann Sale")
    clock.pass_by(minutes=29)
    assert not keeping.due(store)
    clock.pass_by(minutes=1)
    assert keeping.due(store)
    keeping.back_up_now(store)
    clock.pass_by(minutes=60)
    assert not keeping.due(store)


def test_typing_counts_as_use_and_unlocking_does_not(store: Store, clock: Clock) -> None:
    who = officers.add_officer(store, "Ann Sale", "co-chair")
    keeping.back_up_now(store)
    clock.pass_by(minutes=1)
    officers.sign_in(store, who)
    clock.pass_by(minutes=40)
    assert not keeping.due(store)
    store.keep_draft("person", who, "role", "typed", 3)
    clock.pass_by(minutes=30)
    assert keeping.due(store)


def test_a_store_that_was_never_backed_up_is_due_from_its_first_deed(store: Store, clock: Clock) -> None:
    assert keeping.due(store)


def test_a_clock_that_was_set_back_does_not_put_off_the_next_backup(store: Store, clock: Clock) -> None:
    clock.pass_by(minutes=60 * 24 * 365)
    keeping.back_up_now(store)
    clock.pass_by(minutes=-60 * 24 * 365)
    add(store, "Ann Sale")
    clock.pass_by(minutes=30)
    assert keeping.due(store)
    keeping.back_up_now(store)
    assert keeping.last_made(store) == clock()
    assert not keeping.waits(store)


def test_a_deed_of_days_to_come_does_not_put_off_the_next_backup_of_the_sitting(
    store: Store, clock: Clock
) -> None:
    """The clock was a year ahead for a while; what is done after it was put right counts from then."""
    keeping.back_up_now(store)
    clock.pass_by(minutes=60 * 24 * 365)
    add(store, "Ann Sale")
    clock.pass_by(minutes=1 - 60 * 24 * 365)
    assert keeping.waits(store)
    add(store, "Bea Lacey")
    clock.pass_by(minutes=30)
    assert keeping.due(store)
    keeping.back_up_now(store)
    assert not keeping.due(store)


def test_writing_is_noticed_typing_too(store: Store) -> None:
    before = keeping.written(store)
    assert keeping.written(store) == before
    store.keep_draft("person", "p", "role", "typed", 3)
    assert keeping.written(store) > before


# -- closing -----------------------------------------------------------------------------------------


def test_closing_backs_up_what_no_backup_holds_and_nothing_else(
    store: Store, open_again: Callable[[Store], Store], clock: Clock
) -> None:
    add(store, "Ann Sale")
    assert keeping.close(store).startswith("Backed up at 09:30.")
    assert keeping.close(store) == ""
    store = open_again(store)
    clock.pass_by(minutes=5)
    assert keeping.close(store) == ""
    assert len(keeping.backups(open_again(store))) == 1


def test_the_closing_backup_holds_no_superseded_wording(
    store: Store, open_again: Callable[[Store], Store]
) -> None:
    with store.change("Write what they said") as session:
        board = session.exec(select(Board.id)).first()
        session.add(Ask(id="a", board_id=board or "", said="Periwinkle", said_on=store.now().date()))
    with store.change("Put right what they said") as session:
        session.get_one(Ask, "a").said = "They want a later bus"
    keeping.close(store)
    (row,) = keeping.backups(open_again(store))
    kept = b"".join(plain_pages(row.path, store.file.key).values())
    assert b"They want a later bus" in kept
    assert b"Periwinkle" not in kept


def test_a_backup_that_cannot_be_made_does_not_keep_the_store_open_and_is_said_again(
    store: Store, open_again: Callable[[Store], Store]
) -> None:
    add(store, "Ann Sale")
    in_the_way = store.path.parent / "backups"
    in_the_way.write_text("a file", encoding="utf-8")
    assert "could not be written" in keeping.close(store)
    store = open_again(store)
    assert keeping.says(store)[0].startswith(
        "The last backup could not be made. The backup could not be written"
    )
    in_the_way.unlink()
    keeping.back_up_now(store)
    assert keeping.says(store) == (second_place.ONLY_HERE,)


def test_a_disk_that_refuses_even_that_is_closed_all_the_same(
    store: Store, open_again: Callable[[Store], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise CannotWrite("The disk is full.")

    add(store, "Ann Sale")
    monkeypatch.setattr(store, "set", refuse)
    monkeypatch.setattr(backup, "make", refuse)
    assert keeping.close(store) == "The disk is full."
    monkeypatch.undo()
    assert keeping.says(open_again(store)) == (keeping.NO_BACKUP,)


def test_a_store_that_is_only_read_is_closed_without_a_backup(store: Store) -> None:
    store.file.read_only = True
    assert not keeping.due(store)
    assert keeping.close(store) == ""
    assert not (store.path.parent / "backups").exists()


# -- checking and restoring --------------------------------------------------------------------------


def test_a_backup_is_checked_page_by_page(store: Store) -> None:
    keeping.back_up_now(store)
    path = keeping.backups(store)[0].path
    assert keeping.check(store, path) == "The backup of 14 January 2027, 09:30 is whole."
    damage(path)
    assert keeping.check(store, path) == (
        "The backup of 14 January 2027, 09:30 is damaged. 1 page cannot be authenticated."
    )


def test_a_backup_is_put_back_and_what_it_replaced_is_kept_and_backed_up(store: Store, clock: Clock) -> None:
    add(store, "Ann Sale")
    keeping.back_up_now(store)
    first = keeping.backups(store)[0].path
    clock.pass_by(minutes=5)
    add(store, "Bea Lacey")
    clock.pass_by(minutes=5)
    store.actor = "who works here"
    restored = putting_back.restore(store, first)
    try:
        with restored.read() as session:
            labels = set(session.exec(select(DeedRow.label)))
            assert session.exec(select(DeedRow.actor).where(DeedRow.kind == "restore")).all() == [
                "who works here"
            ]
        assert "Add Ann Sale" in labels
        assert "Add Bea Lacey" not in labels
        assert "Restore the backup of 14 January 2027, 09:30" in labels
        assert [row.words for row in keeping.backups(restored)] == [
            "14 January 2027, 09:40",
            "14 January 2027, 09:30",
        ]
        assert (store.path.parent / "records-replaced-2027-01-14T09-40-00.nscp").is_file()
    finally:
        restored.close()


def test_what_was_prepared_can_be_left(store: Store) -> None:
    keeping.back_up_now(store)
    prepared = putting_back.prepare(store, keeping.backups(store)[0].path)
    assert prepared.is_file()
    putting_back.leave_it(prepared)
    assert not list(store.path.parent.glob("*.half*"))
    add(store, "Ann Sale")


def test_a_bad_backup_is_refused_and_the_store_stays_open(store: Store) -> None:
    keeping.back_up_now(store)
    path = keeping.backups(store)[0].path
    damage(path)
    with pytest.raises(Damaged, match="cannot be restored"):
        putting_back.restore(store, path)
    add(store, "Ann Sale")
    assert not list(store.path.parent.glob("*.half*"))


def test_a_damaged_store_can_still_be_replaced(store: Store, open_again: Callable[[Store], Store]) -> None:
    keeping.back_up_now(store)
    path = keeping.backups(store)[0].path
    add(store, "Ann Sale")
    store.close()
    content = bytearray(store.path.read_bytes())
    content[-3000:-2900] = bytes(100)
    store.path.write_bytes(content)
    restored = putting_back.restore(open_again(store), path)
    assert restored.check() == ()
    restored.close()


# -- the second place --------------------------------------------------------------------------------


def test_until_there_is_a_second_place_it_is_said(store: Store, stick: Path) -> None:
    assert second_place.chosen(store) is None
    assert keeping.says(store) == (keeping.NO_BACKUP,)
    keeping.back_up_now(store)
    assert keeping.says(store) == ("Backups are only on this laptop.",)
    assert second_place.choose(store, stick) == f"Second copies of the backups go to {stick} from now on."
    assert second_place.catch_up(store) == f"1 backup copied to {stick}."
    assert second_place.chosen(store) == second_place.SecondPlace(stick, is_there=True)
    assert keeping.says(store) == ()
    assert second_place.choose(store, None) == "Backups are only on this laptop."
    assert second_place.chosen(store) is None


def test_backups_made_before_are_carried_there_too(store: Store, stick: Path, clock: Clock) -> None:
    keeping.back_up_now(store)
    clock.pass_by(minutes=10)
    keeping.back_up_now(store)
    second_place.choose(store, stick)
    assert second_place.catch_up(store) == f"2 backups copied to {stick}."
    assert [(row.here, row.there) for row in keeping.backups(store)] == [(True, True), (True, True)]


def test_a_stick_that_is_not_there_is_no_error_and_is_caught_up_when_it_is_back(
    store: Store, stick: Path, clock: Clock
) -> None:
    second_place.choose(store, stick)
    stick.rename(stick.with_name("drawer"))
    assert keeping.back_up_now(store).endswith(ABSENT)
    assert keeping.says(store) == (f"The second place for backups, {stick}, {ABSENT}",)
    stick.with_name("drawer").rename(stick)
    assert second_place.catch_up(store) == f"1 backup copied to {stick}."
    assert second_place.catch_up(store) == ""
    assert keeping.says(store) == ()


def test_a_stick_that_is_full_is_said(store: Store, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second_place.choose(store, stick)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_carry", full)
    assert keeping.back_up_now(store) == (
        f"Backed up at 09:30. The second place for backups, {stick}, is gone or full. "
        "The backups on this laptop are whole."
    )


def test_a_stick_that_is_pulled_out_in_the_middle_leaves_no_half_copy(store: Store, stick: Path) -> None:
    second_place.choose(store, stick)
    keeping.back_up_now(store)
    second_place.catch_up(store)
    for one in stick.rglob("*.nscp*"):
        one.unlink()
    drawer = stick.with_name("drawer")

    def pull_out(_done: int, _total: int) -> None:
        stick.rename(drawer)
        raise OSError(5, "Input/output error")

    carried = second_place.carry(second_place.places(store), pull_out)
    assert not carried.is_there
    assert carried.sentence == (
        f"The second place for backups, {stick}, is gone or full. The backups on this laptop are whole."
    )
    assert second_place.seen(store, carried)
    assert keeping.says(store) == (f"The second place for backups, {stick}, {ABSENT}",)
    # What could not be tidied away then is tidied away when it is back; a half copy is no backup.
    (drawer / "records-2027-01-13T09-00-00.nscp.half").touch()
    drawer.rename(stick)
    told: list[tuple[int, int]] = []
    carried = second_place.carry(second_place.places(store), lambda done, total: told.append((done, total)))
    assert carried.copied == 1
    assert told[-1][0] == told[-1][1] == keeping.backups(store)[0].size
    assert second_place.seen(store, carried)
    assert not second_place.seen(store, carried)
    assert keeping.backups(store)[0].there
    assert not list(stick.rglob("NSCP*/*.half"))


def test_carrying_that_is_stopped_leaves_no_half_copy(store: Store, stick: Path) -> None:
    second_place.choose(store, stick)
    keeping.back_up_now(store)
    for one in stick.rglob("*.nscp*"):
        one.unlink()

    def stop(_done: int, _total: int) -> None:
        raise Refused("Stopped.")

    assert second_place.carry(second_place.places(store), stop).sentence == "Stopped."
    assert not list(stick.rglob("*.half"))
    assert files(stick) == []


def test_what_is_damaged_here_is_listed_from_the_second_place(store: Store, stick: Path) -> None:
    second_place.choose(store, stick)
    keeping.back_up_now(store)
    (row,) = keeping.backups(store)
    row.path.write_bytes(b"cut short")
    (row,) = keeping.backups(store)
    assert row.good
    assert row.path.is_relative_to(stick)
    for ending in ("", ".keys", ".keys2"):
        (store.path.parent / "backups" / (row.path.name + ending)).unlink()
    (row,) = keeping.backups(store)
    assert (row.here, row.there) == (False, True)


def test_a_place_that_is_none_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not a folder"):
        second_place.choose(store, tmp_path / "none")
    with pytest.raises(Refused, match="where the store itself lies"):
        second_place.choose(store, store.path.parent)
    assert second_place.chosen(store) is None


def test_the_foot_says_when_the_last_one_was_made_or_that_it_could_not_be(store: Store) -> None:
    assert keeping.last_words(store) == "Not backed up yet"
    keeping.back_up_now(store)
    assert keeping.last_words(store) == "Backed up 09:30"
    keeping.not_made(store, "The disk is full.")
    assert keeping.last_words(store) == "The last backup could not be made"


def test_nobody_is_asked_for_a_second_place_where_one_is_set_or_nothing_can_be_written(
    store: Store, stick: Path
) -> None:
    assert second_place.may_ask(store)
    second_place.asked(store)
    assert not second_place.may_ask(store)
    store.set("second_place_asked", "2027-01-01")
    assert second_place.may_ask(store)
    second_place.choose(store, stick)
    assert not second_place.may_ask(store)
    second_place.choose(store, None)
    store.file.read_only = True
    assert not second_place.may_ask(store)
