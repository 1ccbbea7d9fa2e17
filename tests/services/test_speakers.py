"""Guest speakers and the organisations they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import Refused
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.services import local_agenda, organisations, papers, people, speakers
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.running_order import running_order
from tests.papers.said import lines
from tests.services.january import arrange_january, seat_people

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from tests.services.january import January


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


def test_guest_is_on_the_agenda_with_the_organisation(store: Store, january: January) -> None:
    item = local_agenda.add_item(
        store, january.breckland, "Older children", ItemKind.PRESENTATION, lead="Dr Ottoline Fenwright"
    )
    assert agenda(store, january.breckland).row(item).lead_organisation == ""
    person = speakers.welcome_speaker(store, "Dr Ottoline Fenwright", "Fen Research Trust")
    row = agenda(store, january.breckland).row(item)
    assert (row.lead, row.lead_organisation) == ("Dr Ottoline Fenwright", "Fen Research Trust")
    printed = "\n".join(lines(papers.agenda(store, january.breckland).blocks))
    assert "Dr Ottoline Fenwright, Fen Research Trust" in printed
    order = "\n".join(lines(running_order(store, january.breckland).blocks))
    assert "Ottoline Fenwright" in order
    assert speakers.welcome_speaker(store, "Ottoline Fenwright", "fen research trust") == person
    store.undo()
    assert agenda(store, january.breckland).row(item).lead_organisation == ""


def test_somebody_known_without_an_organisation_is_that_person(store: Store, january: January) -> None:
    person = people.add_person(store, "Ottoline Fenwright")
    organisations.add_organisation(store, "Fen Research Trust")
    assert speakers.welcome_speaker(store, "Ottoline Fenwright", "Fen Research Trust") == person
    assert len(organisations.organisations(store)) == 1


def test_name_of_a_member_is_not_taken_away(store: Store, january: January) -> None:
    seat_people(store, january.groups["B"], "Ann Sale")
    with pytest.raises(Refused, match="Ann Sale .* is already here"):
        speakers.welcome_speaker(store, "Ann Sale", "Fen Research Trust")


@pytest.mark.parametrize(("name", "organisation"), [(" ", "Fen Research Trust"), ("Ann Sale", " ")])
def test_both_are_needed(store: Store, name: str, organisation: str) -> None:
    with pytest.raises(Refused, match="first"):
        speakers.welcome_speaker(store, name, organisation)


@pytest.mark.parametrize(
    ("lead", "named"),
    [
        ("Speaker", False),
        ("", False),
        ("Ann Sale", True),
        ("Speaker to be found", False),
        ("Speaker TBC", False),
        ("Toby Tobin", True),
    ],
)
def test_a_part_and_a_speaker_to_be_found_are_no_names(lead: str, named: bool) -> None:
    assert speakers.is_name(lead) is named
