"""The sample: an invented partnership in which every screen has something true to show."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from nscp_desktop import sample
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.attendance import Capacity, State
from nscp_desktop.rules.meetings import MinutesState, Status
from nscp_desktop.services import (
    actions,
    agenda,
    attached_papers,
    attendance,
    meetings,
    minutes,
    officers,
    partnership,
    people,
    rooms,
    seats,
    youth_boards,
)
from nscp_desktop.services.actions import Which
from nscp_desktop.store import CHEAP, Store
from tests.sampled import PASSPHRASE, TODAY, Clock, filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["filled"]


def made(folder: Path, code: str, today: date, *, seed: int = sample.SEED) -> Store:
    at = datetime(today.year, today.month, today.day, 9, 30, tzinfo=UTC)
    store = Store.create(folder / "records.nscp", "lantern over the marsh", lambda: at, CHEAP)
    partnership.set_up(store, code)
    sample.fill(store, today, seed)
    return store


@pytest.fixture(scope="module")
def norfolk(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("sample") / "store"
    shutil.copytree(filled, folder)
    store = Store.open(folder / "records.nscp", PASSPHRASE, Clock())
    yield store
    store.close()


def group(store: Store, words: str) -> str:
    return partnership.find_group(store, words).group_id


def test_every_group_has_members_over_the_sectors(norfolk: Store) -> None:
    for one in partnership.groups(norfolk):
        rows = seats.seats(norfolk, one.group_id, TODAY)
        assert 18 <= len(rows) <= 24
        assert len({row.sector for row in rows}) >= 8
        assert all(row.sector for row in rows)
        assert sum(row.co_chair for row in rows) == 2
        assert any(row.deputies for row in rows)
        assert len({row.initials for row in rows}) == len({row.person_id for row in rows})


def test_names_of_several_scripts_and_one_person_in_two_groups(norfolk: Store) -> None:
    breckland = {row.name: row for row in seats.seats(norfolk, group(norfolk, "B"), TODAY)}
    assert {"Siobhán O'Dunmarrow", "Зоряна Луговафен", "Ελένη Βαλτινού", "Nguyễn Thị Đầm-Lau"} <= set(
        breckland
    )
    assert {breckland[name].initials for name in ("Jess Marram", "Jonah Millbridge")} == {"JM", "JMi"}
    west = {row.person_id for row in seats.seats(norfolk, group(norfolk, "West"), TODAY)}
    assert breckland["Bram Dykesworthy"].person_id in west
    chairs = [
        {row.person_id for row in seats.seats(norfolk, one.group_id, TODAY) if row.co_chair}
        for one in partnership.groups(norfolk)
    ]
    assert len(chairs[0] & chairs[1] & chairs[2]) == 1
    assert len(chairs[3] & chairs[4] & chairs[5]) == 1
    # One deputy may stand for two: Fenmere Hospital's two members share theirs.
    assert breckland["Dr Nerys Sallow"].deputies == breckland["Jonah Millbridge"].deputies


def test_who_works_here_is_known(norfolk: Store) -> None:
    assert {one.role for one in officers.officers(norfolk)} == {"co-chair", "business support", "coordinator"}


def test_two_rounds_are_held_and_the_main_group_meets_today(norfolk: Store) -> None:
    found = meetings.list_meetings(norfolk)
    assert len(found) == 24
    assert [one.date for one in found if one.group_code == "B"][2] == TODAY
    for one in found:
        assert (one.status is Status.HELD) is (one.date < TODAY)
        assert one.date.weekday() < 5
        if one.status is Status.HELD:
            register = attendance.register(norfolk, one.id)
            assert register.complete
            assert register.counts.came >= 10
            assert [row.note for row in agenda.agenda(norfolk, one.id).rows if row.duty == Duty.WELCOME] != [
                ""
            ]
            assert one.confidentiality_read_at is not None
    states = [one.minutes_state for one in found if one.status is Status.HELD]
    assert states.count(MinutesState.AGREED) == 8
    assert states.count(MinutesState.DRAFT) == 6


def test_today_some_apologies_are_in(norfolk: Store) -> None:
    today = meetings.meeting_on(norfolk, "Breckland", TODAY)
    marked = [one for one in attendance.register(norfolk, today).entries if one.state is not None]
    assert [one.state for one in marked] == [State.APOLOGIES] * sample.APOLOGIES_TODAY
    assert len(attendance.register(norfolk, today).entries) == 22
    assert agenda.agenda(norfolk, today).over == 0


def test_registers_hold_deputies_latecomers_speakers_and_a_missing_sector(norfolk: Store) -> None:
    held = [one for one in meetings.list_meetings(norfolk) if one.status is Status.HELD]
    entries = [entry for one in held for entry in attendance.register(norfolk, one.id).entries]
    assert any(one.state is State.DEPUTY for one in entries)
    assert any(one.arrived for one in entries)
    assert sum(one.capacity is Capacity.GUEST_SPEAKER for one in entries) == len(held)
    last = next(one for one in reversed(held) if one.group_code == "B")
    assert "Housing" in [one.sector for one in attendance.register(norfolk, last.id).missing]


def test_actions_are_open_overdue_done_and_answered(norfolk: Store) -> None:
    breckland = group(norfolk, "B")
    assert {one.state for one in actions.list_actions(norfolk, Which.OPEN, breckland)} == {
        ActionState.OPEN,
        ActionState.IN_HAND,
    }
    counts = actions.count(norfolk, breckland)
    assert counts.overdue >= 3
    assert counts.done >= 2
    asked = [
        one
        for one in actions.list_actions(norfolk, Which.OPEN, breckland)
        if actions.replies(norfolk, one.id)
    ]
    answered = [sum(bool(reply.answer) for reply in actions.replies(norfolk, one.id)) for one in asked]
    assert any(0 < number < 20 for number in answered)
    assert {one.owner for one in asked} == {"Every organisation"}


def test_rooms_wrote_points_and_actions(norfolk: Store) -> None:
    last = next(
        one
        for one in reversed(meetings.list_meetings(norfolk))
        if one.group_code == "B" and one.status is Status.HELD
    )
    item = next(row for row in agenda.agenda(norfolk, last.id).rows if row.duty == Duty.BREAKOUT)
    view = rooms.rooms(norfolk, last.id, item.item_id)
    assert len(view.rooms) == 4
    assert all(room.points and room.best == 1 and room.people for room in view.rooms)
    assert view.rooms[0].actions


def test_one_board_was_told_and_one_still_waits(norfolk: Store) -> None:
    boards = {one.name: one for one in youth_boards.boards(norfolk)}
    assert len(boards) == 7
    breckland = youth_boards.asks_of_board(norfolk, boards["Breckland"].board_id)
    assert sorted(one.told_on is not None for one in breckland) == [False, True]
    owed = next(one for one in breckland if one.told_on is None)
    assert owed.action is not None
    assert all(one.talks for one in breckland)
    assert boards["Great Yarmouth"].representative is None
    assert boards["Breckland"].representative is not None
    assert boards["Breckland"].next_on is not None
    assert all(one.priorities and one.provider for one in boards.values())


def test_minutes_that_wait_were_issued_in_time(norfolk: Store) -> None:
    words = {row.standing.words for row in minutes.list_minutes(norfolk)}
    assert words == {"agreed", "draft 1 issued", "draft, day 2 of 10", "draft, day 1 of 10"}


def test_the_minutes_that_are_to_be_agreed_are_attached_to_their_item_as_they_were_issued(
    norfolk: Store,
) -> None:
    today = meetings.meeting_on(norfolk, "Breckland", TODAY)
    item = next(row.item_id for row in agenda.agenda(norfolk, today).rows if row.duty.value == "minutes")
    (paper,) = attached_papers.papers(norfolk, today, item)
    assert paper.title == "Minutes of 12 November 2026"
    assert paper.opens
    last = meetings.meeting_on(norfolk, "Breckland", date(2026, 11, 12))
    version = minutes.minutes_text(norfolk, last).versions[-1]
    assert attached_papers.content(norfolk, paper.paper_id) == minutes.as_issued(norfolk, version)


def test_the_clock_is_given_back_and_the_journal_holds(norfolk: Store) -> None:
    assert norfolk.now().date() == TODAY
    assert norfolk.check() == ()


def test_nothing_in_the_sample_lies_ahead_of_today(norfolk: Store) -> None:
    for board in youth_boards.boards(norfolk):
        for one in youth_boards.asks_of_board(norfolk, board.board_id):
            assert one.said_on <= TODAY
            assert one.told_on is None or one.told_on <= TODAY
    with norfolk.read() as session:
        members = people.members_on(session, group(norfolk, "B"), TODAY - timedelta(days=150))
    assert len(members) == 22


def test_a_partnership_without_boards_has_a_sample_too(tmp_path: Path) -> None:
    store = made(tmp_path, "nottinghamshire", date(2027, 6, 30))
    found = meetings.list_meetings(store)
    assert len(found) == 12
    assert any(one.date == date(2027, 6, 30) for one in found)
    assert youth_boards.boards(store) == ()
    assert all(
        18 <= len(seats.seats(store, one.group_id, date(2027, 6, 30))) <= 24
        for one in partnership.groups(store)
    )
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "today",
    [
        date(2027, 1, 2),
        date(2027, 3, 31),
        date(2027, 4, 1),
        date(2028, 2, 29),
        date(2026, 12, 25),
        date(2027, 8, 15),
    ],
)
def test_the_sample_can_be_made_on_any_day(tmp_path: Path, today: date) -> None:
    store = made(tmp_path, "norfolk", today)
    assert any(one.date == today for one in meetings.list_meetings(store))
    assert store.check() == ()
    store.close()


@pytest.mark.slow
def test_the_same_seed_and_day_give_the_same_sample(tmp_path: Path) -> None:
    def told(store: Store) -> list[object]:
        return [
            (
                one.words,
                one.co_chairs,
                tuple(
                    (entry.name, entry.state, entry.how)
                    for entry in attendance.register(store, one.id).entries
                ),
                tuple(row.note for row in agenda.agenda(store, one.id).rows),
            )
            for one in meetings.list_meetings(store)
        ]

    first, second, other = (
        made(tmp_path / name, "norfolk", TODAY, seed=seed) for name, seed in (("a", 7), ("b", 7), ("c", 8))
    )
    assert told(first) == told(second)
    assert told(first) != told(other)
    for store in (first, second, other):
        store.close()
