"""Finding people by what is typed, initials, and names as they are sorted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.names import (
    Directory,
    Fit,
    Known,
    alike,
    find,
    initials,
    initials_of,
    one_of,
    short_names,
    surname_first,
    words_of,
)
from tests.rules.capture_room import PEOPLE

ROOM = Directory(PEOPLE)


def _names(words: str, directory: Directory = ROOM) -> list[str]:
    return [match.person.name for match in find(words, directory)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("joe", "Joe Blackwood"),
        ("black", "Joe Blackwood"),
        ("JB", "Joe Blackwood"),
        ("odun", "Siobhán O'Dunmarrow"),
        ("o'dun", "Siobhán O'Dunmarrow"),
        ("o’dun", "Siobhán O'Dunmarrow"),
        ("dunmarrow", "Siobhán O'Dunmarrow"),
        ("siobhan", "Siobhán O'Dunmarrow"),
        ("sod", "Siobhán O'Dunmarrow"),
        ("wojcik", "Tomasz Wójcik"),
        ("tern", "Jess Millbrook-Tern"),
        ("millbrook-tern", "Jess Millbrook-Tern"),
        ("зл", "Зоряна Луговафен"),
        ("луг", "Зоряна Луговафен"),
        ("小", None),
        ("王小", "王小明"),
        ("ann", "Dr Ann Sale"),
        ("dr ann", "Dr Ann Sale"),
        ("ann sale", "Dr Ann Sale"),
        ("sale, ann", "Dr Ann Sale"),
        ("joe blackwood", "Joe Blackwood"),
        ("joe from the hospital", "Joe Blackwood"),
        ("headteacher", "Claire O'Dowd"),
        ("head", "Claire O'Dowd"),
        ("hearthside families", "Hannah Voss"),
        ("joe carrstone", "Joe Carrstone"),
        ("business support", "Tilly Fenwhistle"),
        ("zebedee", None),
        ("joe zebedee", None),
        ("", None),
        (" ,;", None),
    ],
)
def test_the_first_who_fits(typed: str, name: str | None) -> None:
    found = _names(typed)
    assert (found[0] if found else None) == name


def test_those_here_then_the_group_then_everyone() -> None:
    people = (
        Known("1", "Ann Able"),
        Known("2", "Ann Baker", in_group=True),
        Known("3", "Ann Cole", here=True),
        Known("4", "Bea Annable", here=True, in_group=True),
        Known("5", "Kit", role="Ann keeper", here=True),
    )
    directory = Directory(people)
    assert _names("ann", directory) == ["Ann Cole", "Ann Baker", "Bea Annable", "Ann Able", "Kit"]
    assert [match.fit for match in directory.find("ann")] == [
        Fit.EXACT,
        Fit.EXACT,
        Fit.PREFIX,
        Fit.EXACT,
        Fit.ROLE,
    ]
    assert [match.by_name for match in directory.find("ann")] == [True, True, True, True, False]


def test_a_name_in_full_stands_first_wherever_its_person_is() -> None:
    directory = Directory((Known("1", "Ann Cole"), Known("2", "Ann Coleman", here=True, in_group=True)))
    assert _names("ann cole", directory) == ["Ann Cole", "Ann Coleman"]
    assert _names("ann col", directory) == ["Ann Coleman", "Ann Cole"]


def test_a_role_tells_people_of_one_name_apart() -> None:
    directory = Directory((Known("1", "Joe Ash", role="Nurse"), Known("2", "Joe Elm", role="Teacher")))
    found = directory.find("teacher joe")
    assert [(match.person.name, match.fit) for match in found] == [("Joe Elm", Fit.EXACT)]


def test_one_person_or_those_it_could_be_or_nobody() -> None:
    assert one_of(ROOM.find("joe")) == PEOPLE[0]
    both = one_of(ROOM.find("jm"))
    assert isinstance(both, tuple)
    assert {person.name for person in both} == {"Jess Millbrook-Tern", "Jory Marlpit"}
    assert one_of(ROOM.find("jmi")) == ROOM.by_id("jess")
    assert one_of(ROOM.find("zebedee")) is None


def test_whoever_is_here_already_is_no_better_for_the_register() -> None:
    people = (Known("1", "Joe Ash", in_group=True, here=True), Known("2", "Joe Elm", in_group=True))
    found = Directory(people).find("joe")
    assert one_of(found) == people[0]
    assert set(alike(found)) == set(people)
    assert alike(()) == ()


def test_who_is_here_changes_without_folding_again() -> None:
    later = ROOM.with_here(["ann"])
    assert [person.person_id for person in later.people if person.here] == ["ann"]
    assert [match.person.name for match in later.find("jm")] == [
        match.person.name for match in ROOM.find("jm")
    ]
    assert later == Directory(replace(person, here=person.person_id == "ann") for person in PEOPLE)
    assert ROOM.by_id("joe") == PEOPLE[0]
    assert later.by_id("joe") == replace(PEOPLE[0], here=False)
    assert later.by_id("nobody") is None


def test_nobody_is_found_among_nobody() -> None:
    assert Directory().find("joe") == ()


@given(st.text(max_size=40))
def test_any_words_can_be_asked_and_each_person_is_found_once(typed: str) -> None:
    found = [match.person.person_id for match in find(typed, ROOM)]
    assert len(found) == len(set(found))


@given(st.sampled_from(PEOPLE), st.integers(1, 30))
def test_everybody_is_found_by_the_beginning_of_any_part_of_the_name(person: Known, letters: int) -> None:
    for part in words_of(person.name):
        assert person in [match.person for match in ROOM.find(part[:letters])] or part[:letters] == "dr"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Joe Marlpit", "JM"),
        ("Siobhán O'Dunmarrow", "SOD"),
        ("Зоряна Луговафен", "ЗЛ"),
        ("Nguyễn Thị Đầm-Lau", "NĐ"),
        ("مريم القصباء", "مق"),
        ("Seán Mac an Fhinnlinn", "SMF"),
        ("d'Arcy van der Fenn", "DVF"),
        ("Merrin Millbrook-Tern", "MM"),
        ("Dr Ann Sale", "AS"),
        ("Dr", "D"),
        ("王小明", "王"),
        ("Ελένη Παπαδοπούλου", "ΕΠ"),
        ("ann 'Bob' - sale", "ABS"),
        ("", ""),
        ("  ", ""),
        ("-", ""),
    ],
)
def test_initials_in_any_script(name: str, letters: str) -> None:
    assert initials_of(name) == letters


def test_initials_of_a_list_never_collide_and_the_first_keeps_its_own() -> None:
    names = {
        "1": "Joe Marlpit",
        "2": "Jane Mills",
        "3": "Joe Marlpit",
        "4": "Jon Marl",
        "5": "Jo M",
        "6": "Siobhán O'Dunmarrow",
        "7": "Sean O'Dowd",
        "8": "",
        "9": "-",
        "10": "Kit",
        "11": "Kip",
    }
    assert initials(names) == {
        "1": "JM",
        "2": "JMi",
        "3": "JMa",
        "4": "JMar",
        "5": "JM2",
        "6": "SOD",
        "7": "SODo",
        "8": "?",
        "9": "?2",
        "10": "K",
        "11": "Ki",
    }


@given(st.lists(st.text(max_size=20), max_size=20))
def test_initials_are_given_to_everybody_and_differ(names: list[str]) -> None:
    given_out = initials({str(number): name for number, name in enumerate(names)})
    assert len({form.casefold() for form in given_out.values()}) == len(names)
    assert all(given_out.values())


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Siobhán O'Dunmarrow", "O'Dunmarrow, Siobhán"),
        ("Зоряна Луговафен", "Луговафен, Зоряна"),
        ("Seán Mac an Fhinnlinn", "Mac an Fhinnlinn, Seán"),
        ("d'Arcy van der Fenn", "van der Fenn, d'Arcy"),
        ("Dr Ann  Sale", "Sale, Ann"),
        ("Ann Mary Sale", "Sale, Ann Mary"),
        ("王小明", "王小明"),
        ("Sale, Ann", "Sale, Ann"),
        (" Kit ", "Kit"),
        ("", ""),
    ],
)
def test_surname_first(name: str, sorted_as: str) -> None:
    assert surname_first(name) == sorted_as


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("Orla Pearl", "Dr Ann Sale", "Cher", "Зоряна Луг"), ("O Pearl", "A Sale", "Cher", "З Луг")),
        (("John Mardle", "June Mardle", "Ann Sale"), ("John Mardle", "June Mardle", "A Sale")),
        (("Ann Sale", "Ann Sale"), ("A Sale", "A Sale")),
        ((), ()),
    ],
)
def test_short_names_tell_people_apart(names: tuple[str, ...], short: tuple[str, ...]) -> None:
    given_short = short_names(names)
    assert tuple(given_short[name] for name in names) == short


@given(st.lists(st.text()))
def test_every_name_has_a_short_one(names: list[str]) -> None:
    assert set(short_names(names)) == set(names)
