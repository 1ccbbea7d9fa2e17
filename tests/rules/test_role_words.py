"""The words by which a role is found."""

from __future__ import annotations

import pytest

from nscp_desktop.rules.names import Directory, Known
from nscp_desktop.rules.role_words import role_words


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("Designated safeguarding lead", {"dsl"}),
        ("Deputy Designated Safeguarding Lead", {"ddsl"}),
        ("Head teacher", {"ht"}),
        ("Deputy head, pastoral", {"dht"}),
        ("SENCO", {"special", "educational"}),
        ("Elective home education lead", {"ehe", "ehel"}),
        ("Multi-agency child exploitation chair", {"mace"}),
        ("GP", {"general", "practitioner"}),
        ("Head of Communities and Partnerships", {"hcp"}),
        ("Advocate", set()),
        ("", set()),
    ],
)
def test_a_role_is_found_by_its_initials(role: str, found: set[str]) -> None:
    assert found <= role_words(role)
    assert bool(found) is bool(role_words(role))


def test_a_deputy_is_not_whom_they_stand_for() -> None:
    assert "dsl" not in role_words("Deputy designated safeguarding lead")
    assert "ht" not in role_words("Deputy headteacher")


def test_people_are_found_by_the_initials_of_their_role_and_where_they_are() -> None:
    people = Directory(
        [
            Known(
                "marcus",
                "Marcus Alderfen",
                organisation="Wayland Sixth Form",
                role="Designated safeguarding lead",
            ),
            Known("bea", "Bea Lathkill", organisation="Mossgate School", role="Designated safeguarding lead"),
        ]
    )
    assert [match.person.person_id for match in people.find("dsl at wayland")] == ["marcus"]
    assert len(people.find("dsl")) == 2
