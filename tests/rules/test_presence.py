"""Who is here, by sector and by how, and the list beside the meeting (F1, F4, E1 to E4, E11)."""

from dataclasses import replace
from datetime import time

import pytest

from nscp_desktop.rules.attendance import Capacity, Entry, How, Person, State
from nscp_desktop.rules.presence import (
    NO_SECTOR,
    counts,
    guest_rows,
    head_sectors,
    heads,
    here_now,
    missing_sectors,
    register_rows,
    representations,
    seats_represented,
    spoken,
)
from tests.rules.registers import (
    ANN,
    DELE,
    JOE,
    KIT,
    PRIYA,
    RUTH,
    SECTORS,
    apologies,
    deputised,
    deputy,
    not_present,
    people,
    present,
)

MORNING = (
    present(JOE, how=How.ROOM),
    deputised(ANN, PRIYA),
    deputy(PRIYA, How.ONLINE),
    replace(present(DELE, how=How.ROOM), left=time(10, 40)),
    apologies(RUTH),
    present(KIT, Capacity.GUEST_SPEAKER, How.ONLINE),
)


def test_here_now_leaves_out_who_left_and_came_keeps_them() -> None:
    assert heads(MORNING) == {"joe", "priya", "dele"}
    assert here_now(MORNING) == {"joe", "priya"}


def test_the_meeting_in_numbers() -> None:
    found = counts((*MORNING, Entry(Person("bea", "Bea Lacey")), not_present(Person("tom", "Tom Wood"))))
    assert (found.here, found.came, found.members, found.seats_here) == (2, 3, 6, 2)
    assert (found.in_room, found.online, found.how_not_recorded) == (1, 1, 0)
    assert (found.deputies, found.representations) == (1, 1)
    assert (found.apologies, found.not_present, found.not_marked) == (1, 1, 1)
    assert found.line == "2 of 6 here now"


def test_one_deputy_for_two_members_among_ten_others_v03() -> None:
    a, b = Person("a", "A"), Person("b", "B")
    register = (*map(present, people(10)), deputised(a, PRIYA), deputised(b, PRIYA), deputy(PRIYA))
    assert len(heads(register)) == 11
    assert representations(register) == 2
    assert seats_represented(register) == 12


def test_a_member_who_deputises_is_one_head_v05() -> None:
    register = (present(JOE), deputised(ANN, JOE))
    assert (len(heads(register)), representations(register)) == (1, 1)
    assert counts(register).deputies == 0
    assert counts(register).seats_here == 2


def test_two_records_of_one_name_are_two_heads_until_a_person_joins_them_e11() -> None:
    register = (present(Person("1", "Ann Sale")), present(Person("2", "Ann Sale")))
    assert len(heads(register)) == 2
    assert len(heads((present(ANN), present(ANN), present(ANN)))) == 1  # three joins of one person, V15


def test_a_deputy_counts_in_the_sector_of_the_first_seat_represented_f4() -> None:
    register = (deputised(DELE, PRIYA), deputised(RUTH, PRIYA), deputy(PRIYA), present(JOE))
    assert head_sectors(register) == {"priya": "Police", "joe": "Health"}


def test_sectors_of_unknown_members_and_unknown_places() -> None:
    register = (deputy(PRIYA), present(Person("x", "Somebody")), apologies(RUTH))
    assert head_sectors(register) == {"priya": "Health", "x": NO_SECTOR}


def test_missing_sectors_are_those_with_a_seat_and_nobody_who_came() -> None:
    assert missing_sectors(register_rows(MORNING, SECTORS)) == ("Housing",)


def test_the_list_beside_the_meeting() -> None:
    sectors = register_rows(MORNING, SECTORS)
    assert [s.heading for s in sectors] == ["Health · 2 of 2", "Police · 0 of 1, came", "Housing · 0 of 1"]
    rows = [(r.name, r.line, r.pill, r.here) for s in sectors for r in s.rows]
    assert rows == [
        ("Joe Blackwood", "Fenmere Hospital", "in room", True),
        ("Priya Nair", "for Ann Sale · Community health", "deputy, online", True),
        ("Dele Akande", "Police, east command", "left 10:40", False),
        ("Ruth Pell", "District council", "apologies", False),
    ]
    priya = sectors[0].rows[1]
    assert (priya.person_id, priya.member_ids, priya.capacity) == ("priya", ("ann",), Capacity.DEPUTY)
    assert (priya.state, priya.how) == (State.PRESENT, How.ONLINE)


def test_sectors_stand_in_printed_order_and_others_after_them() -> None:
    strangers = (
        Person("y", "Y", sector="Youth clubs"),
        Person("a", "A", sector="Allotments"),
        Person("n", "N"),
    )
    register = (Entry(KIT), *map(Entry, strangers), Entry(ANN))
    assert [s.sector for s in register_rows(register, SECTORS)] == [
        "Health", "Voluntary sector", "Allotments", NO_SECTOR, "Youth clubs",
    ]  # fmt: skip


def test_people_stand_by_sort_name_whatever_their_accents() -> None:
    names = ("Zed", "Édith", "Eve", "O'Dunmarrow", "Odd")
    register = tuple(Entry(Person(n, n, sector="Health")) for n in names)
    (health,) = register_rows(register, SECTORS)
    assert [r.name for r in health.rows] == ["Édith", "Eve", "Odd", "O'Dunmarrow", "Zed"]


def test_a_deputy_for_two_stands_once_in_a_sector() -> None:
    register = (deputised(ANN, PRIYA), deputised(JOE, PRIYA), deputised(DELE, PRIYA), deputy(PRIYA))
    health, police = register_rows(register, SECTORS)
    (row,) = health.rows
    assert row.line == "for Joe Blackwood and Ann Sale · Fenmere Hospital · Community health"
    assert row.pill == "deputy"
    assert health.heading == "Health · 2 of 2"
    assert police.rows[0].line == "for Dele Akande · Police, east command"


def test_a_deputy_who_left_has_left_both_seats() -> None:
    gone = replace(deputy(PRIYA), left=time(11, 5))
    (health,) = register_rows((deputised(ANN, PRIYA), deputised(JOE, PRIYA), gone), SECTORS)
    assert health.heading == "Health · 0 of 2, came"
    assert health.rows[0].pill == "left 11:05"


def test_gaps_show_in_the_list() -> None:
    register = (deputised(ANN, None), deputy(PRIYA), not_present(JOE), Entry(RUTH))
    rows = {r.name: (r.line, r.pill) for s in register_rows(register, SECTORS) for r in s.rows}
    assert rows == {
        "Joe Blackwood": ("Fenmere Hospital", "not present"),
        "Priya Nair": ("deputy, member unknown", "deputy"),
        "Ann Sale": ("Community health", "deputy, who?"),
        "Ruth Pell": ("District council", ""),
    }
    health = register_rows(register, SECTORS)[0]
    assert (health.here, health.of) == (1, 2)


def test_a_named_deputy_missing_from_the_register_fills_no_seat() -> None:
    (police,) = register_rows((deputised(DELE, PRIYA),), SECTORS)
    assert police.heading == "Police · 0 of 1, came"
    assert police.rows[0].pill == "deputy, who?"


def test_late_and_co_chair_show_in_the_list() -> None:
    register = (
        replace(present(ANN, Capacity.CO_CHAIR, How.ONLINE), arrived=time(10, 12)),
        present(JOE),
    )
    (health,) = register_rows(register, SECTORS)
    assert [(r.line, r.pill) for r in health.rows] == [
        ("Fenmere Hospital", "present"),
        ("co-chair · Community health", "online 10:12"),
    ]


def test_guests_have_a_list_of_their_own() -> None:
    young = present(Person("yc", "A young commissioner"), Capacity.YOUNG_PERSON, How.ROOM)
    rows = guest_rows((*MORNING, young, Entry(PRIYA, Capacity.OBSERVER)))
    assert [(r.name, r.line, r.pill) for r in rows] == [
        ("A young commissioner", "young person", "in room"),
        ("Kit Mwangi", "guest speaker · Young carers", "online"),
    ]


@pytest.mark.parametrize(
    ("person_id", "words"),
    [
        ("joe", "Joe Blackwood, in the room, 2 of 4 here"),
        ("ann", "Priya Nair, deputy for Ann Sale, online, 2 of 4 here"),
        ("priya", "Priya Nair, deputy for Ann Sale, online, 2 of 4 here"),
        ("dele", "Dele Akande, in the room, left 10:40, 2 of 4 here"),
        ("ruth", "Ruth Pell, apologies, 2 of 4 here"),
        ("kit", "Kit Mwangi, guest speaker, online, 2 of 4 here"),
    ],
)
def test_what_is_spoken_when_marking(person_id: str, words: str) -> None:
    assert spoken(MORNING, person_id) == words


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Entry(ANN), "Ann Sale, not marked, 0 of 1 here"),
        (not_present(ANN), "Ann Sale, not present, 0 of 1 here"),
        (deputised(ANN, None), "Ann Sale, deputy not named, 0 of 1 here"),
        (present(ANN), "Ann Sale, present, 1 of 1 here"),
        (deputy(ANN), "Ann Sale, deputy, member unknown, present, 1 of 0 here"),
    ],
)
def test_what_is_spoken_of_one_person(entry: Entry, words: str) -> None:
    assert spoken((entry,), "ann") == words
