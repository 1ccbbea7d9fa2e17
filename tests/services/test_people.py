"""People: adding them without silent doubles, and who is a member of a group on a day."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from nscp_desktop.errors import AlreadyKnown, Refused, Unknown
from nscp_desktop.records import Person
from nscp_desktop.services import co_chairs, deputies, organisations, partnership, people, seats
from nscp_desktop.services.people import Member
from nscp_desktop.store import CHEAP, Store

APRIL = date(2026, 4, 1)
JANUARY = date(2027, 1, 14)


@pytest.fixture
def breckland(store: Store) -> str:
    return partnership.find_group(store, "Breckland").group_id


def sector(store: Store, name: str) -> str:
    return next(one.sector_id for one in partnership.sectors(store) if one.name == name)


def members(store: Store, group_id: str, day: date = JANUARY) -> tuple[Member, ...]:
    with store.read() as session:
        return people.members_on(session, group_id, day)


# -- adding -----------------------------------------------------------------------------------------


def test_a_person_is_added_and_changed(store: Store) -> None:
    hospital = organisations.add_organisation(store, "Fenmere Hospital", sector(store, "Health"), "Fenmere")
    person_id = people.add_person(store, "  Priya   Nair ", hospital, "Named nurse", "priya@fenmere.example")
    assert store.undo_label == "Add Priya Nair"
    row = people.everyone(store)[0]
    assert (row.person_id, row.name, row.organisation, row.role) == (
        person_id,
        "Priya Nair",
        "Fenmere Hospital",
        "Named nurse",
    )
    people.change_person(
        store, person_id, name="Priya Nayar", role="", email="p@fenmere.example", initials="PrN"
    )
    assert store.undo_label == "Change Priya Nair"
    people.change_person(store, person_id, organisation_id="")
    row = people.everyone(store)[0]
    assert (row.name, row.role, row.email, row.initials, row.organisation_id) == (
        "Priya Nayar",
        "",
        "p@fenmere.example",
        "PrN",
        "",
    )
    people.change_person(store, person_id, organisation_id=hospital)
    assert people.everyone(store)[0].organisation_id == hospital


@pytest.mark.parametrize("name", ["priya nair", "Dr Priya Nair", "PRIYA NAIR", "Príya Nair"])
def test_the_same_name_in_the_same_organisation_offers_who_is_there(store: Store, name: str) -> None:
    hospital = organisations.add_organisation(store, "Fenmere Hospital")
    person_id = people.add_person(store, "Priya Nair", hospital)
    with pytest.raises(AlreadyKnown, match=r"^Priya Nair \(Fenmere Hospital\) is already here") as refused:
        people.add_person(store, name, hospital)
    assert refused.value.record_id == person_id
    with pytest.raises(AlreadyKnown):
        people.add_person(store, name)
    other = organisations.add_organisation(store, "Larkfield Academy")
    assert people.add_person(store, name, other) != person_id


def test_somebody_without_an_organisation_may_be_meant(store: Store) -> None:
    person_id = people.add_person(store, "Kit Mwangi")
    hearth = organisations.add_organisation(store, "Hearthside Families")
    with pytest.raises(AlreadyKnown, match="^Kit Mwangi is already here") as refused:
        people.add_person(store, "Kit Mwangi", hearth)
    assert refused.value.record_id == person_id


def test_one_address_is_one_person(store: Store) -> None:
    person_id = people.add_person(store, "Ann Sale", None, "", "ann@fenmere.example")
    with pytest.raises(AlreadyKnown) as refused:
        people.add_person(store, "Anne Sale", None, "", "Ann@Fenmere.example")
    assert refused.value.record_id == person_id
    assert people.add_person(store, "Anne Sale", None, "", "anne@fenmere.example")


@pytest.mark.parametrize("name", ["", "  ", "Ann\x00Sale", "Ann\nSale", "x" * 2001, "Ann\u202eSale"])
def test_a_name_that_cannot_be_kept_is_refused(store: Store, name: str) -> None:
    with pytest.raises(Refused, match="Nothing has been changed"):
        people.add_person(store, name)
    with pytest.raises(Refused, match="Nothing has been changed"):
        organisations.add_organisation(store, name)
    assert people.everyone(store) == ()


@given(st.text(min_size=1, max_size=60))
def test_a_name_is_kept_as_typed_or_refused(one_store: Store, name: str) -> None:
    for row in people.everyone(one_store):
        with one_store.change("Take away") as session:
            session.get_one(Person, row.person_id).removed = True
    try:
        people.add_person(one_store, name)
    except Refused:
        assert people.everyone(one_store) == ()
    else:
        assert [row.name for row in people.everyone(one_store)] == [" ".join(name.split())]


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    at = datetime(2027, 1, 14, 9, 30, tzinfo=UTC)
    made = Store.create(tmp_path_factory.mktemp("one") / "records.nscp", "lantern", lambda: at, CHEAP)
    yield made
    made.close()


def test_changing_who_or_what_does_not_exist_is_refused(store: Store) -> None:
    with pytest.raises(Unknown):
        people.change_person(store, "nobody", name="Ann")
    with pytest.raises(Unknown):
        organisations.change_organisation(store, "nothing", name="Fenmere")
    person_id = people.add_person(store, "Ann Sale")
    with pytest.raises(Refused, match="needs a name"):
        people.change_person(store, person_id, name=" ")
    with store.read() as session:
        assert people.person_name(session, person_id) == "Ann Sale"
        assert people.person_name(session, None) == ""
        with pytest.raises(Unknown):
            people.group_short(session, "no group")


# -- organisations ----------------------------------------------------------------------------------


def test_an_organisation_is_added_once_and_changed(store: Store) -> None:
    health, education = sector(store, "Health"), sector(store, "Education")
    first = organisations.add_organisation(store, "Fenmere Hospital & Clinic", None, "FHC")
    assert organisations.organisations(store)[0].sector == ""
    for name in ("fenmere hospital and clinic", "FHC", "Fenmere  Hospital & Clinic."):
        with pytest.raises(AlreadyKnown, match="Fenmere Hospital & Clinic is already here") as refused:
            organisations.add_organisation(store, name)
        assert refused.value.record_id == first
    organisations.change_organisation(store, first, sector_id=health)
    assert organisations.organisations(store)[0].sector == "Health"
    organisations.change_organisation(store, first, name="Fenmere Trust", short="", sector_id=education)
    assert organisations.organisations(store)[0] == organisations.OrganisationRow(
        first, "Fenmere Trust", "", education, "Education"
    )
    organisations.change_organisation(store, first, sector_id="")
    assert organisations.organisations(store)[0].sector_id == ""
    organisations.change_organisation(store, first, short="FT")
    assert organisations.organisations(store)[0].short == "FT"
    with pytest.raises(Refused, match="needs a name"):
        organisations.change_organisation(store, first, name="  ")


# -- members ----------------------------------------------------------------------------------------


def test_members_stand_in_printed_order_with_their_facts(store: Store, breckland: str) -> None:
    health, police = sector(store, "Health"), sector(store, "Police")
    seats.add_member(store, breckland, "Kit Mwangi", "Unsorted Friends", APRIL)
    seats.add_member(store, breckland, "Dele Akande", "Police, east command", APRIL, sector_id=police)
    seats.add_member(store, breckland, "Zoe Adder", "Fenmere Hospital", APRIL, sector_id=health)
    ann = seats.add_member(store, breckland, "Dr Ann Sale", "Fenmere Hospital", APRIL, role="Named doctor")
    joe = seats.add_member(store, breckland, "Joe Blackwood", "Community Health", APRIL, sector_id=health)
    priya = deputies.nominate_by_name(store, ann, "Priya Nair", APRIL)
    listed = members(store, breckland)
    assert [one.name for one in listed] == [
        "Joe Blackwood",
        "Zoe Adder",
        "Dr Ann Sale",
        "Dele Akande",
        "Kit Mwangi",
    ]
    assert (listed[2].role, listed[2].sector, listed[2].seat_id, listed[2].deputies) == (
        "Named doctor",
        "Health",
        ann,
        (priya,),
    )
    assert listed[0].seat_id == joe
    assert (listed[-1].sector, listed[-1].sector_position) == ("", people.NO_SECTOR_POSITION)
    assert not any(one.co_chair for one in listed)
    co_chairs.start_co_chair(store, breckland, listed[0].person_id, APRIL)
    assert [one.co_chair for one in members(store, breckland)] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("starts", "last_day", "day", "is_member"),
    [
        (APRIL, None, APRIL, True),
        (APRIL, None, APRIL - timedelta(days=1), False),
        (None, None, date(1999, 1, 1), True),
        (APRIL, JANUARY, JANUARY, True),
        (APRIL, JANUARY, JANUARY + timedelta(days=1), False),
        (APRIL, APRIL, APRIL, True),
        (APRIL, APRIL - timedelta(days=1), APRIL, False),
    ],
)
def test_first_and_last_day_belong_to_the_membership(
    store: Store, breckland: str, starts: date | None, last_day: date | None, day: date, is_member: bool
) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", starts)
    if last_day is not None:
        seats.end_seat(store, seat_id, last_day)
    assert bool(members(store, breckland, day)) is is_member


def test_somebody_recorded_twice_counts_as_the_one_that_stays(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "A. Sale", "Fenmere Hospital", APRIL)
    seats.add_member(store, breckland, "Bea Lacey", "Larkfield Academy", APRIL)
    double = members(store, breckland)[0].person_id
    stays = people.add_person(store, "Ann Sale")
    co_chairs.start_co_chair(store, breckland, double, APRIL)
    other = next(one.seat_id for one in members(store, breckland) if one.name == "Bea Lacey")
    deputies.nominate_deputy(store, other, double, APRIL)
    with store.change("Join A. Sale to Ann Sale") as session:
        session.get_one(Person, double).same_as = stays
    listed = {one.seat_id: one for one in members(store, breckland)}
    assert (listed[seat_id].person_id, listed[seat_id].name, listed[seat_id].co_chair) == (
        stays,
        "Ann Sale",
        True,
    )
    assert listed[other].deputies == (stays,)
    assert [row.name for row in people.everyone(store)] == ["Bea Lacey", "Ann Sale"]


def test_who_is_removed_is_no_member_and_no_deputy(store: Store, breckland: str) -> None:
    seat_id = seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", APRIL)
    priya = deputies.nominate_by_name(store, seat_id, "Priya Nair", APRIL)
    with store.change("Take Priya Nair away") as session:
        session.get_one(Person, priya).removed = True
    assert members(store, breckland)[0].deputies == ()
    with store.change("Take Ann Sale away") as session:
        session.get_one(Person, members(store, breckland)[0].person_id).removed = True
    assert members(store, breckland) == ()


def test_initials_differ_and_whoever_came_first_keeps_the_short_form(store: Store, breckland: str) -> None:
    add = seats.add_member
    add(store, breckland, "Jessamy Marlpit", "District council", date(2026, 9, 1))
    add(store, breckland, "Jory Millbrook-Tern", "Police", APRIL)
    add(store, breckland, "Jo Moss", "Fenmere Hospital", date(2026, 10, 1))
    add(store, breckland, "Jan Moor", "Larkfield Academy", date(2026, 11, 1))
    found = {one.name: one for one in members(store, breckland)}
    assert found["Jory Millbrook-Tern"].initials == "JM"
    assert found["Jessamy Marlpit"].initials == "JMa"
    assert len({one.initials for one in found.values()}) == 4
    people.change_person(store, found["Jan Moor"].person_id, initials="JM")
    people.change_person(store, found["Jo Moss"].person_id, initials="JM")
    again = {one.name: one.initials for one in members(store, breckland)}
    assert again["Jo Moss"] == "JM"
    assert again["Jan Moor"] == "JM2"
    assert len(set(again.values())) == 4


def test_one_person_in_two_seats_is_two_members(store: Store, breckland: str) -> None:
    first = seats.add_member(store, breckland, "Anna Stanford", "Hearthside Families", APRIL)
    person_id = members(store, breckland)[0].person_id
    other = organisations.add_organisation(store, "Young Carers")
    second = seats.arrange_seat(store, breckland, other, APRIL, person_id=person_id)
    assert [one.seat_id for one in members(store, breckland)] == [first, second]
    assert len({one.initials for one in members(store, breckland)}) == 1


def test_members_cost_three_questions_however_many_there_are(
    store: Store, breckland: str, count_questions: Callable[[Store], list[str]]
) -> None:
    for number in range(6):
        seat_id = seats.add_member(store, breckland, f"Member {number} Fenn", f"Organisation {number}", APRIL)
        deputies.nominate_by_name(store, seat_id, f"Deputy {number} Reed", APRIL)
    asked = count_questions(store)
    assert len(members(store, breckland)) == 6
    assert len([one for one in asked if one.startswith("SELECT")]) == 3


@pytest.fixture
def count_questions() -> Callable[[Store], list[str]]:
    def counting(store: Store) -> list[str]:
        asked: list[str] = []

        def note(*arguments: object) -> None:
            asked.append(str(arguments[2]))

        event.listen(store._engine, "before_cursor_execute", note)
        return asked

    return counting
