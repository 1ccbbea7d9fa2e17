"""Who is printed with the minutes: business support or a coordinator who sat at the keyboard, never who chaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nscp_desktop.records import Meeting
from nscp_desktop.services import meetings, officers, papers
from tests.papers.said import lines
from tests.services.january import arrange_january

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from tests.services.winter import Winter


def taker(store: Store, meeting_id: str) -> str | None:
    with store.read() as session:
        return session.get_one(Meeting, meeting_id).minute_taker_id


def signed_in(store: Store, name: str, *roles: str) -> str:
    person = ""
    for role in roles:
        person = officers.add_officer(store, name, role)
    officers.sign_in(store, person)
    return person


@pytest.mark.parametrize(
    ("roles", "takes"),
    [
        (("business support",), True),
        (("coordinator",), True),
        (("co-chair", "business support"), True),
        (("co-chair",), False),
    ],
)
def test_who_opens_a_meeting_takes_its_minutes_unless_they_chair(
    store: Store, roles: tuple[str, ...], *, takes: bool
) -> None:
    meeting = arrange_january(store).breckland
    person = signed_in(store, "Anna Stanford", *roles)
    meetings.open_meeting(store, meeting)
    assert taker(store, meeting) == (person if takes else None)


def test_business_support_who_closes_what_a_co_chair_opened_took_the_minutes(store: Store) -> None:
    meeting = arrange_january(store).breckland
    signed_in(store, "Isolde Hartmere", "co-chair")
    meetings.open_meeting(store, meeting)
    anna = signed_in(store, "Anna Stanford", "business support")
    meetings.close_meeting(store, meeting)
    assert taker(store, meeting) == anna
    signed_in(store, "Kit Mwangi", "coordinator")
    meetings.reopen_meeting(store, meeting)
    meetings.close_meeting(store, meeting)
    assert taker(store, meeting) == anna, "who is noted stays"


def test_a_co_chair_who_was_noted_by_signing_in_is_printed_as_chairing_only(held_winter: Winter) -> None:
    met = held_winter
    officers.add_officer(met.store, "Joe Blackwood", "co-chair")
    with met.store.change("Note who was at the keyboard") as session:
        session.get_one(Meeting, met.january).minute_taker_id = met.person("Joe")
    assert not any(
        "(minutes)" in one or "Minutes Joe" in one
        for one in lines(papers.minutes(met.store, met.january).blocks)
    )
    officers.add_officer(met.store, "Joe Blackwood", "business support")
    assert any("Minutes Joe Blackwood" in one for one in lines(papers.minutes(met.store, met.january).blocks))
