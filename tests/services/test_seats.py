"""Seats, their holders, deputies and co-chairs over time."""

from datetime import date, timedelta

import pytest

from nscp_desktop.errors import AlreadyKnown, Refused, Unknown
from nscp_desktop.services import co_chairs, deputies, organisations, partnership, people, seats
from nscp_desktop.services.seats import SeatRow
from nscp_desktop.store import Store

APRIL = date(2026, 4, 1)
TODAY = date(2027, 1, 14)
YESTERDAY = TODAY - timedelta(days=1)
NAMELESS = "no such id"


@pytest.fixture
def breckland(store: Store) -> str:
    return partnership.find_group(store, "Breckland").group_id


def only(store: Store, group_id: str, day: date = TODAY) -> SeatRow:
    (row,) = seats.seats(store, group_id, day)
    return row


# -- arranging --------------------------------------------------------------------------------------


def test_a_member_is_added_in_one_deed_with_everything_new(store: Store, breckland: str) -> None:
    health = next(one for one in partnership.sectors(store) if one.name == "Health")
    seat_id = seats.add_member(
        store,
        breckland,
        " Joe  Blackwood",
        "Fenmere Hospital",
        APRIL,
        role="Matron",
        sector_id=health.sector_id,
        email="joe@fenmere.example",
    )
    assert store.undo_label == "Add Joe Blackwood to Breckland LSCG"
    row = only(store, breckland)
    assert (row.seat_id, row.name, row.initials, row.role, row.since) == (
        seat_id,
        "Joe Blackwood",
        "JB",
        "Matron",
        APRIL,
    )
    assert (row.organisation, row.sector, row.sector_position, row.email) == (
        "Fenmere Hospital",
        "Health",
        health.position,
        "joe@fenmere.example",
    )
    assert not row.vacant
    store.undo()
    assert seats.seats(store, breckland, TODAY) == ()
    assert people.everyone(store) == ()


def test_a_known_person_and_organisation_are_taken(store: Store, breckland: str) -> None:
    norwich = partnership.find_group(store, "Norwich").group_id
    seats.add_member(store, breckland, "Joe Blackwood", "Fenmere Hospital", APRIL)
    health = partnership.sectors(store)[1].sector_id
    seats.add_member(store, norwich, "joe blackwood", "fenmere hospital", APRIL, sector_id=health)
    assert only(store, norwich).person_id == only(store, breckland).person_id
    assert only(store, breckland).sector == "Health"
    assert len(organisations.organisations(store)) == 1
    with pytest.raises(AlreadyKnown, match="Joe Blackwood is already a member of Breckland LSCG") as refused:
        seats.add_member(store, breckland, "Joe Blackwood", "Fenmere Hospital", TODAY)
    assert refused.value.record_id == only(store, breckland).seat_id


def test_who_had_no_organisation_gets_the_seats(store: Store, breckland: str) -> None:
    guest = people.add_person(store, "Kit Mwangi")
    organisations.add_organisation(store, "Hearthside Families")
    seats.add_member(store, breckland, "Kit Mwangi", "Hearthside Families", APRIL)
    assert only(store, breckland).person_id == guest
    assert people.everyone(store)[0].organisation == "Hearthside Families"


def test_a_person_of_the_same_name_elsewhere_is_somebody_else(store: Store, breckland: str) -> None:
    larkfield = organisations.add_organisation(store, "Larkfield Academy")
    other = people.add_person(store, "Joe Blackwood", larkfield)
    seats.add_member(store, breckland, "Joe Blackwood", "Fenmere Hospital", APRIL)
    assert only(store, breckland).person_id != other


@pytest.mark.parametrize(
    ("name", "organisation", "sentence"),
    [
        ("Joe Blackwood", " ", "Say which organisation Joe Blackwood comes from"),
        (" ", "", "Say which organisation the member comes from"),
        (" ", "Fenmere Hospital", "A person needs a name"),
    ],
)
def test_a_member_needs_a_name_and_an_organisation(
    store: Store, breckland: str, name: str, organisation: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        seats.add_member(store, breckland, name, organisation, APRIL)
    assert seats.seats(store, breckland, TODAY) == ()
    assert organisations.organisations(store) == ()


def test_a_seat_may_be_arranged_vacant(store: Store, breckland: str) -> None:
    hospital = organisations.add_organisation(store, "Fenmere Hospital")
    seats.arrange_seat(store, breckland, hospital, APRIL, role="Named nurse")
    assert store.undo_label == "Give Fenmere Hospital a seat in Breckland LSCG"
    row = only(store, breckland)
    assert (row.vacant, row.role, row.name, row.since) == (True, "Named nurse", "", None)
    person = people.add_person(store, "Priya Nair", hospital)
    seats.arrange_seat(store, breckland, hospital, APRIL, person_id=person)
    assert store.undo_label == "Add Priya Nair to Breckland LSCG"
    assert [row.vacant for row in seats.seats(store, breckland, TODAY)] == [False, True]
    with pytest.raises(AlreadyKnown):
        seats.arrange_seat(store, breckland, hospital, TODAY, person_id=person)


def test_what_does_not_exist_is_refused(store: Store, breckland: str) -> None:
    hospital = organisations.add_organisation(store, "Fenmere Hospital")
    with pytest.raises(Unknown, match="no such group"):
        seats.arrange_seat(store, NAMELESS, hospital, APRIL)
    with pytest.raises(Unknown, match="no such organisation"):
        seats.arrange_seat(store, breckland, NAMELESS, APRIL)
    with pytest.raises(Unknown, match="no such person"):
        seats.arrange_seat(store, breckland, hospital, APRIL, person_id=NAMELESS)
    seat_id = seats.arrange_seat(store, breckland, hospital, APRIL)
    with pytest.raises(Unknown, match="no such seat"):
        seats.end_seat(store, NAMELESS, TODAY)
    with pytest.raises(Unknown, match="no such person"):
        seats.change_holder(store, seat_id, NAMELESS, TODAY)
    store.undo()
    with pytest.raises(Unknown, match="no such seat"):
        seats.change_seat(store, seat_id, role="Nurse")


# -- changing ---------------------------------------------------------------------------------------


def test_a_seat_outlives_the_person(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL, role="Named doctor")
    deputies.nominate_by_name(store, seat_id, "Priya Nair", APRIL)
    bram = people.add_person(store, "Bram Dykesworthy")
    seats.change_holder(store, seat_id, bram, date(2026, 11, 1))
    assert store.undo_label == "Hand the seat of Ann Sale to Bram Dykesworthy"
    assert only(store, breckland, date(2026, 10, 31)).name == "Ann Sale"
    row = only(store, breckland, date(2026, 11, 1))
    assert (row.seat_id, row.name, row.role, row.since) == (
        seat_id,
        "Bram Dykesworthy",
        "Named doctor",
        date(2026, 11, 1),
    )
    assert [one.name for one in row.deputies] == ["Priya Nair"]
    with pytest.raises(Refused, match="Bram Dykesworthy fills that seat already"):
        seats.change_holder(store, seat_id, bram, TODAY)
    store.undo()
    assert only(store, breckland).name == "Ann Sale"


def test_a_seat_is_handed_over_by_name(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    elsewhere = people.add_person(
        store, "Kit Moss", organisations.add_organisation(store, "Larkfield Academy")
    )
    new = seats.hand_over(store, seat_id, " Kit  Moss", date(2026, 9, 1))
    assert store.undo_label == "Hand the seat of Ann Sale to Kit Moss"
    assert new != elsewhere
    guest = people.add_person(store, "Priya Nair")
    assert seats.hand_over(store, seat_id, "priya nair", TODAY) == guest
    assert [only(store, breckland, day).name for day in (APRIL, date(2026, 9, 1), TODAY)] == [
        "Ann Sale",
        "Kit Moss",
        "Priya Nair",
    ]
    with pytest.raises(Refused, match="needs a name"):
        seats.hand_over(store, seat_id, " ", TODAY)


def test_a_holder_of_the_same_day_was_a_slip(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sail", "Fenmere Hospital", TODAY)
    ann = people.add_person(store, "Ann Sale")
    seats.change_holder(store, seat_id, ann, TODAY)
    assert only(store, breckland).name == "Ann Sale"
    assert seats.seats(store, breckland, YESTERDAY) == ()


def test_a_seat_stays_when_its_holder_goes(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    co_chairs.start_co_chair(store, breckland, only(store, breckland).person_id, APRIL)
    seats.leave_seat(store, seat_id, YESTERDAY)
    assert only(store, breckland, YESTERDAY).co_chair
    assert only(store, breckland).vacant
    assert store.undo_label == "Leave the seat of Ann Sale vacant"
    with pytest.raises(Refused, match="Nobody fills that seat"):
        seats.leave_seat(store, seat_id, YESTERDAY)
    seats.change_seat(store, seat_id, role=" Named doctor ")
    assert store.undo_label == "Change the role of Ann Sale"
    assert only(store, breckland).role == "Named doctor"


def test_a_seat_ends_with_everything_that_hangs_on_it(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    deputies.nominate_by_name(store, seat_id, "Priya Nair", APRIL)
    ann = only(store, breckland).person_id
    co_chairs.start_co_chair(store, breckland, ann, APRIL)
    seats.end_seat(store, seat_id, YESTERDAY)
    assert seats.seats(store, breckland, TODAY) == ()
    before = only(store, breckland, YESTERDAY)
    assert (before.co_chair, len(before.deputies)) == (True, 1)
    # A new seat later does not bring the old term or the old deputy back.
    seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", TODAY)
    assert (only(store, breckland).co_chair, only(store, breckland).deputies) == (False, ())


def test_a_term_stays_while_another_seat_does(store: Store, breckland: str) -> None:
    first = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    ann = only(store, breckland).person_id
    other = organisations.add_organisation(store, "Community Health")
    seats.arrange_seat(store, breckland, other, APRIL, person_id=ann)
    co_chairs.start_co_chair(store, breckland, ann, APRIL)
    seats.end_seat(store, first, YESTERDAY)
    assert only(store, breckland).co_chair


def test_a_vacant_seat_is_named_by_its_organisation(store: Store, breckland: str) -> None:
    hospital = organisations.add_organisation(store, "Fenmere Hospital")
    seat_id = seats.arrange_seat(store, breckland, hospital, APRIL)
    seats.end_seat(store, seat_id, YESTERDAY)
    assert store.undo_label == "End the seat of Fenmere Hospital"


def test_an_end_that_was_sooner_stays(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    seats.end_seat(store, seat_id, date(2026, 10, 1))
    seats.end_seat(store, seat_id, YESTERDAY)
    assert seats.seats(store, breckland, date(2026, 10, 2)) == ()


# -- deputies ---------------------------------------------------------------------------------------


def test_a_deputy_is_nominated_by_name(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    priya = deputies.nominate_by_name(store, seat_id, "Priya Nair", APRIL)
    assert store.undo_label == "Nominate Priya Nair as deputy for Ann Sale"
    other = seats.add_member(store, breckland, "Dele Akande", "Police", APRIL)
    assert deputies.nominate_by_name(store, other, "priya nair", APRIL) == priya
    with pytest.raises(Refused, match="Priya Nair is already a deputy for Ann Sale"):
        deputies.nominate_by_name(store, seat_id, "Priya Nair", TODAY)
    with pytest.raises(Refused, match="Ann Sale fills that seat"):
        deputies.nominate_by_name(store, seat_id, "Ann Sale", TODAY)
    with pytest.raises(Refused, match="needs a name"):
        deputies.nominate_by_name(store, seat_id, " ", TODAY)
    with pytest.raises(Unknown, match="no such person"):
        deputies.nominate_deputy(store, seat_id, NAMELESS, TODAY)


def test_of_two_of_one_name_elsewhere_neither_is_guessed(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    known = {
        people.add_person(store, "Kit Moss", organisations.add_organisation(store, name))
        for name in ("Larkfield Academy", "Hearthside Families")
    }
    assert deputies.nominate_by_name(store, seat_id, "Kit Moss", APRIL) not in known


def test_a_nomination_ends(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    priya = deputies.nominate_by_name(store, seat_id, "Priya Nair", APRIL)
    kit = deputies.nominate_by_name(store, seat_id, "Kit Mwangi", APRIL)
    deputies.end_deputy(store, seat_id, priya, YESTERDAY)
    assert [one.person_id for one in only(store, breckland).deputies] == [kit]
    assert len(only(store, breckland, YESTERDAY).deputies) == 2
    with pytest.raises(Unknown, match="Priya Nair is not a deputy for Ann Sale"):
        deputies.end_deputy(store, seat_id, priya, YESTERDAY)
    with pytest.raises(Unknown, match="That person is not a deputy"):
        deputies.end_deputy(store, seat_id, NAMELESS, YESTERDAY)


# -- co-chairs --------------------------------------------------------------------------------------


def test_a_term_as_co_chair_begins_and_ends(store: Store, breckland: str) -> None:
    seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    ann = only(store, breckland).person_id
    co_chairs.start_co_chair(store, breckland, ann, date(2026, 9, 1))
    assert store.undo_label == "Make Ann Sale co-chair of Breckland LSCG"
    assert [only(store, breckland, day).co_chair for day in (APRIL, TODAY)] == [False, True]
    with pytest.raises(Refused, match="already a co-chair"):
        co_chairs.start_co_chair(store, breckland, ann, TODAY)
    co_chairs.end_co_chair(store, breckland, ann, YESTERDAY)
    assert [only(store, breckland, day).co_chair for day in (YESTERDAY, TODAY)] == [True, False]
    with pytest.raises(Refused, match="is not a co-chair"):
        co_chairs.end_co_chair(store, breckland, ann, YESTERDAY)
    stranger = people.add_person(store, "Kit Mwangi")
    with pytest.raises(Refused, match="Kit Mwangi is not a member of Breckland LSCG then"):
        co_chairs.start_co_chair(store, breckland, stranger, TODAY)
