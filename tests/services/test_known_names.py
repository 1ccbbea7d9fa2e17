"""The names by which nobody is taken for a child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.services import officers, people
from nscp_desktop.services.known_names import TABLES, name_words

if TYPE_CHECKING:
    from nscp_desktop.store import Store


def test_everybody_in_the_list_and_who_works_the_program_is_known(store: Store) -> None:
    people.add_person(store, "Siobhán O'Dunmarrow")
    people.add_person(store, "Jess Millbrook-Tern")
    officers.add_officer(store, "Anna Stanford", "business support")
    assert {"siobhan", "odunmarrow", "jess", "millbrook", "tern", "anna", "stanford"} <= name_words(store)
    assert {"person"} == TABLES
