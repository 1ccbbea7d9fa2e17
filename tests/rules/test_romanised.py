"""Names of other scripts, found from a Latin keyboard."""

from __future__ import annotations

import pytest

from nscp_desktop.rules.names import Directory, Known
from nscp_desktop.rules.romanised import romanised

NAMES = ("Зоряна Луговафен", "Ελένη Βαλτινού", "Григорий Йосипенко-Юрчук", "Joe Wójcik", "王小明")
PEOPLE = Directory(Known(name, name) for name in NAMES)


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("Зоряна", {"zoryana", "zoriana"}),
        ("Ελένη", {"eleni"}),
        ("ΒΑΛΤΙΝΟΎ", {"valtinou"}),
        ("Хома", {"khoma", "homa"}),
        ("Дарʼя", {"darʼya", "darʼia"}),
        ("Joe", set()),
        ("Wójcik", set()),
        ("王小明", set()),
        ("", set()),
    ],
)
def test_a_word_is_written_in_every_usual_way(word: str, ways: set[str]) -> None:
    assert romanised(word) == ways


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zor", NAMES[0]),
        ("zoriana luhovafen", NAMES[0]),
        ("ZL", NAMES[0]),
        ("зоряна", NAMES[0]),
        ("eleni valt", NAMES[1]),
        ("EV", NAMES[1]),
        ("grigoriy", NAMES[2]),
        ("hryhoriy", NAMES[2]),
        ("yosypenko", NAMES[2]),
        ("yurchuk", NAMES[2]),
        ("wojcik", NAMES[3]),
        ("王", NAMES[4]),
    ],
)
def test_people_are_found_by_their_names_in_latin_letters(typed: str, name: str) -> None:
    assert [match.person.name for match in PEOPLE.find(typed)] == [name]
