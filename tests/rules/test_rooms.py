"""Mixing people into rooms: even, apart, new faces, and always the same for a seed."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.rules.rooms import (
    Measure,
    Participant,
    Room,
    add_late,
    let_lead,
    measure,
    mix,
    move,
    times_met,
)


@st.composite
def gatherings(draw: st.DrawFn) -> tuple[list[Participant], int]:
    """Four to forty people of organisations that each lie in one sector, and one to eight rooms."""
    count = draw(st.integers(4, 40))
    organisations = draw(st.integers(1, 20))
    sectors = draw(st.integers(1, 9))
    people = []
    for i in range(count):
        organisation = draw(st.integers(0, organisations))
        people.append(
            Participant(
                f"p{i:02}",
                f"o{organisation}" if organisation else "",
                f"s{organisation % sectors}" if organisation else "",
                co_chair=draw(st.integers(0, 9)) == 0,
            )
        )
    return people, draw(st.integers(1, min(8, count)))


def fewest_pairs(groups: Counter[str], rooms: int) -> int:
    """The pairs that cannot be kept apart when each group is spread evenly."""
    total = 0
    for group, size in groups.items():
        each, more = divmod(size, rooms)
        total += bool(group) * (more * (each + 1) * each + (rooms - more) * each * (each - 1)) // 2
    return total


def ids(rooms: tuple[Room, ...]) -> list[list[str]]:
    return [[p.person_id for p in room.people] for room in rooms]


@given(gatherings(), st.integers(0, 2**32))
def test_everybody_has_one_room_and_rooms_are_even(
    gathering: tuple[list[Participant], int], seed: int
) -> None:
    people, count = gathering
    rooms = mix(people, count, seed)
    assert sorted(p for room in ids(rooms) for p in room) == sorted(p.person_id for p in people)
    found = measure(rooms)
    assert found.largest - found.smallest <= 1
    assert [room.number for room in rooms] == list(range(1, count + 1))
    assert all(room.lead_id == room.people[0].person_id for room in rooms)


@given(gatherings(), st.integers(0, 2**32), st.integers(0, 3))
def test_colleagues_and_sectors_are_as_far_apart_as_the_numbers_allow(
    gathering: tuple[list[Participant], int], seed: int, earlier: int
) -> None:
    people, count = gathering
    history = [room for turn in range(earlier) for room in ids(mix(people, count, turn))]
    found = measure(mix(people, count, seed, met=times_met(history)))
    assert found.same_organisation == fewest_pairs(Counter(p.organisation for p in people), count)
    assert found.same_sector == fewest_pairs(Counter(p.sector for p in people), count)


@given(gatherings(), st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_the_same_people_and_seed_give_the_same_rooms(
    gathering: tuple[list[Participant], int],
    seed: int,
    chance: st.randoms,  # type: ignore[valid-type]
) -> None:
    people, count = gathering
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert mix(people, count, seed) == mix(shuffled, count, seed)


@given(gatherings(), st.integers(0, 2**32), st.data())
def test_named_leads_lead_and_co_chairs_stay_out(
    gathering: tuple[list[Participant], int], seed: int, data: st.DataObject
) -> None:
    people, _ = gathering
    people = [*people, Participant("chair", "cs", "cs", co_chair=True), Participant("staff", "x", "x")]
    leads = data.draw(st.lists(st.sampled_from([p.person_id for p in people]), max_size=4, unique=True))
    free = [p for p in people if not p.co_chair or p.person_id in leads]
    count = data.draw(st.integers(max(1, len(leads)), max(1, len(leads), min(8, len(free)))))
    rooms = mix(people, count, seed, co_chairs_out=True, leads=leads)
    assert [room.lead_id for room in rooms][: len(leads)] == leads
    assert sorted(p for room in ids(rooms) for p in room) == sorted(p.person_id for p in free)
    found = measure(rooms)
    assert found.largest - found.smallest <= 1


def test_people_who_have_not_met_are_preferred() -> None:
    people = [Participant(f"p{i:02}", f"o{i}", f"s{i % 4}") for i in range(16)]
    history: list[list[str]] = []
    for seed in range(4):
        met = times_met(history)
        heedless = measure(mix(people, 4, seed), met).repeated
        rooms = mix(people, 4, seed, met=met)
        repeated = measure(rooms, met).repeated
        assert repeated <= (0, 0, 8, 8)[seed]
        assert repeated < heedless or not history
        history += ids(rooms)


def test_who_has_met_often_is_kept_apart_before_who_has_met_once() -> None:
    people = [Participant(x) for x in "abcd"]
    met = times_met([["a", "b"], ["a", "b"], ["c", "d"], ["a", "c"], ["b", "d"]])
    assert met[frozenset("ab")] == 2
    rooms = mix(people, 2, 1, met=met)
    assert {frozenset(room) for room in ids(rooms)} == {frozenset("ad"), frozenset("bc")}


def test_whoever_has_led_least_leads_and_a_co_chair_only_if_need_be() -> None:
    people = [Participant("a"), Participant("b"), Participant("c", co_chair=True)]
    (room,) = mix(people, 1, 7, led={"a": 2, "b": 1})
    assert room.lead_id == "b"
    alone = mix([Participant("c", co_chair=True)], 1, 7)
    assert alone[0].lead_id == "c"


@pytest.mark.parametrize(
    ("people", "rooms", "leads", "sentence"),
    [
        (3, 0, (), "A breakout has at least one room."),
        (3, 4, (), "3 people are to be put into 4 rooms. Make fewer rooms."),
        (3, 1, ("p0", "p1"), "2 people are named to lead 1 room. Make more rooms or name fewer."),
        (3, 2, ("nobody",), "Somebody named to lead a room is not here. Choose who leads again."),
    ],
)
def test_mixes_that_cannot_be(people: int, rooms: int, leads: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        mix([Participant(f"p{i}") for i in range(people)], rooms, 1, leads=leads)
    assert str(refusal.value) == sentence


def test_the_measure_of_a_mix() -> None:
    a, b = Participant("a", "trust", "Health"), Participant("b", "trust", "Health")
    c, d = Participant("c", "", "Health"), Participant("d", "", "")
    rooms = (Room(1, (a, b, c)), Room(2, (d,)))
    assert measure(rooms, times_met([["a", "c", "c"], ["b", "d"]])) == Measure(1, 3, 1, 1, 3)
    assert measure(()) == Measure(0, 0, 0, 0, 0)
    assert Room(3, ()).lead_id == ""


HEALTH, POLICE = Participant("h", "trust", "Health"), Participant("p", "police", "Police")


def test_a_latecomer_goes_where_there_is_space_and_then_where_they_fit() -> None:
    late = Participant("late", "trust2", "Health")
    rooms = (Room(1, (HEALTH,)), Room(2, (POLICE,)))
    assert ids(add_late(rooms, late)) == [["h"], ["p", "late"]]
    assert ids(add_late(rooms, late, times_met([["late", "p"]]))) == [["h"], ["p", "late"]]
    crowded = (Room(1, (HEALTH,)), Room(2, (POLICE, Participant("x"))))
    assert ids(add_late(crowded, late)) == [["h", "late"], ["p", "x"]]
    with pytest.raises(Refused, match="They are in room 2 already."):
        add_late(rooms, POLICE)
    with pytest.raises(Refused, match="There are no rooms yet."):
        add_late((), late)


def test_somebody_is_moved_by_hand() -> None:
    rooms = (Room(1, (HEALTH, Participant("x"))), Room(2, (POLICE,)))
    moved = move(rooms, "h", 2)
    assert ids(moved) == [["x"], ["p", "h"]]
    assert moved[0].lead_id == "x"
    assert move(rooms, "h", 1) == rooms
    with pytest.raises(Unknown, match="There is no room 3."):
        move(rooms, "h", 3)
    with pytest.raises(Unknown, match="in none of the rooms"):
        move(rooms, "nobody", 2)


def test_somebody_else_leads() -> None:
    rooms = (Room(1, (HEALTH, Participant("x"))), Room(2, (POLICE,)))
    assert ids(let_lead(rooms, "x")) == [["x", "h"], ["p"]]


def test_pairs_are_counted_once_for_each_room() -> None:
    met = times_met([["a", "b", "c"], ["b", "a"]])
    assert met == {frozenset("ab"): 2, frozenset("ac"): 1, frozenset("bc"): 1}
    assert set(met) == {frozenset(pair) for pair in combinations("abc", 2)}
