"""The chair's running order out of the records (scenario 15)."""

from datetime import date, timedelta

import pytest

from nscp_desktop.errors import Unknown
from nscp_desktop.records import Holding, Organisation, Person, Seat
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.attendance import Capacity
from nscp_desktop.services import attendance, local_agenda, running_order
from nscp_desktop.store import Store
from tests.papers.said import lines
from tests.services.january import arrange_january
from tests.services.winter import MARCH, Winter, at


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


def said(met: Winter, meeting_id: str) -> list[str]:
    return lines(running_order.running_order(met.store, meeting_id).blocks)


def test_a_new_co_chair_has_the_times_the_late_actions_and_the_words_on_one_page(met: Winter) -> None:
    met.clock.set(at(MARCH, 9))
    words = said(met, met.march)
    assert words[0] == "# Running order for the chair, Breckland LSCG"
    assert "10.00am | 5 | 1 Welcome, introductions and the confidentiality statement | Co-chair" in words
    assert "Late actions" in words
    assert any(line.startswith("- B-26") and line.endswith("days.") for line in words)
    say = [line for line in words if line.startswith("Say at ")]
    assert say[0].startswith("Say at 1 What is said here")
    assert "Say at 4 Are the minutes of 14 January 2027 agreed as a correct record?" in say
    # Nothing is arranged after March, so nobody is told a date.
    assert not any("We meet again" in line for line in say)


def test_the_next_date_is_said_when_there_is_one(met: Winter) -> None:
    words = said(met, met.january)
    assert any(
        line.startswith("Say at 15 We meet again on Thursday 11 March 2027, 10.00am") for line in words
    )


def test_who_is_new_who_speaks_and_who_is_a_guest_is_welcomed_once(met: Winter) -> None:
    store = met.store
    with store.change("Seat somebody new") as session:
        organisation = Organisation(name="Fenmere Hospital (invented)")
        new, long = Person(name="Aurora Quill"), Person(name="Bashir Oak")
        seat = Seat(group_id=met.group_id, organisation_id=organisation.id)
        session.add_all([organisation, new, long, seat])
        session.add(Holding(seat_id=seat.id, person_id=new.id, starts=MARCH - timedelta(days=3)))
        session.add(
            Holding(seat_id=seat.id, person_id=long.id, starts=date(2025, 4, 1), ends=date(2026, 1, 1))
        )
    local_agenda.add_item(
        store, met.march, "Neglect of older children", ItemKind.PRESENTATION, 20, lead="Lena Marshwood"
    )
    attendance.mark_present(store, met.march, met.person("Priya"), capacity=Capacity.OBSERVER)
    welcome = next(line for line in said(met, met.march) if line.startswith("Welcome"))
    assert welcome == "Welcome Aurora Quill, Lena Marshwood and Priya Nair."


def test_deputies_and_apologies_are_named(met: Winter) -> None:
    attendance.mark_apologies(met.store, met.march, met.person("Ruth"))
    attendance.mark_deputy(met.store, met.march, met.person("Priya"), [met.person("Ann")])
    words = said(met, met.march)
    assert "Deputies Priya Nair (for Dr Ann Sale)." in words
    assert any(line.startswith("Apologies Ruth") for line in words)


def test_the_first_meeting_of_all_has_no_minutes_to_agree(store: Store) -> None:
    january = arrange_january(store)
    words = lines(running_order.running_order(store, january.breckland).blocks)
    assert not any("agreed as a correct record" in line for line in words)
    assert not any(line.startswith(("Welcome", "Late", "Deputies")) for line in words)


def test_a_meeting_that_is_not_there_is_refused(met: Winter) -> None:
    with pytest.raises(Unknown):
        running_order.running_order(met.store, "nowhere")
