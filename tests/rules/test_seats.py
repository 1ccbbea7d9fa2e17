"""Seats and deputies: F6 to F8 and the seats by sector (E6, E7, E13, V03, V08, V09)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from nscp_desktop.rules.attendance import Capacity, Entry
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.seats import (
    Tally,
    cover_rate,
    deputies,
    member_rate,
    represented,
    represented_rate,
    seat_missing_for,
    seat_rate,
    seat_tally,
    seats_by_sector,
    sector_missing_for,
    sectors_seen,
    tally,
)
from nscp_desktop.rules.year import Seat, seats_of
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
    meeting,
    member,
    not_present,
    present,
)

DAYS = tuple(date(2026 + (m > 12), (m - 1) % 12 + 1, 14) for m in (5, 7, 9, 11, 13, 15))


def test_somebody_who_joined_after_two_of_six_is_expected_at_four_v08() -> None:
    meetings = [meeting(day, *([present(ANN)] if i in {2, 3, 4} else [])) for i, day in enumerate(DAYS)]
    figure = member_rate(meetings, [member(ANN, start=date(2026, 8, 1))])
    assert (figure.numerator, figure.denominator, figure.text) == (3, 4, "75%")
    assert figure.workings == "3 of 4 expected"


def test_a_seat_goes_on_with_a_new_person_v09_e7() -> None:
    meetings = [meeting(day, present(ANN if i < 3 else JOE)) for i, day in enumerate(DAYS)]
    first = member(ANN, "health", end=date(2026, 9, 30))
    second = member(JOE, "health", start=date(2026, 10, 1))
    (seat,) = seats_of([first, second])
    assert seat_tally(meetings, seat, [first, second]) == Tally(6, 0, 6)
    assert tally(meetings, [first]) == Tally(3, 0, 3)
    assert tally(meetings, [second]) == Tally(3, 0, 3)
    assert seat_rate(meetings, [seat], [first, second]).workings == "6 of 6 expected"


def test_a_vacant_seat_is_still_expected() -> None:
    meetings = [meeting(day, present(ANN)) for day in DAYS]
    first = member(ANN, "health", end=DAYS[1])
    seat = Seat("health", "South", "Health", "Health")
    assert seat_tally(meetings, seat, [first]) == Tally(2, 0, 6)
    assert seat_tally(meetings, replace(seat, end=DAYS[2]), [first]) == Tally(2, 0, 3)


def test_by_the_member_and_counting_deputies() -> None:
    register = (deputised(ANN, PRIYA), deputised(JOE, PRIYA), deputy(PRIYA), present(DELE), apologies(RUTH))
    meetings = [meeting(DAYS[0], *register), replace(meeting(DAYS[1]), status=Status.CANCELLED)]
    members = [member(p) for p in (ANN, JOE, DELE, RUTH)]
    assert member_rate(meetings, members).text == "25%"
    both = represented_rate(meetings, members)
    assert (both.text, both.numerator, both.denominator) == ("75%", 3, 4)
    assert both.left_out == ("14 July 2026, cancelled",)
    assert seat_rate(meetings, seats_of(members), members).text == "75%"


def test_a_seat_with_two_people_in_it_is_filled_once() -> None:
    meetings = [meeting(DAYS[0], present(ANN), deputised(JOE, PRIYA), deputy(PRIYA))]
    holders = [member(ANN, "health"), member(JOE, "health")]
    (seat,) = seats_of(holders)
    assert seat_tally(meetings, seat, holders) == Tally(1, 0, 1)


def test_members_of_other_groups_are_expected_there_only() -> None:
    meetings = [meeting(DAYS[0], present(ANN), group="Norwich")]
    assert tally(meetings, [member(ANN)]) == Tally(0, 0, 0)
    assert member_rate(meetings, [member(ANN)]).text == "not available"
    assert seat_tally(meetings, seats_of([member(ANN)])[0], [member(ANN)]).expected == 0


def test_a_member_missing_from_a_finished_register_was_expected() -> None:
    assert tally([meeting(DAYS[0])], [member(ANN)]) == Tally(0, 0, 1)
    assert tally([meeting(DAYS[0], present(ANN, Capacity.OBSERVER))], [member(ANN)]).present == 0


def test_deputies_and_those_they_stood_for_f8_v03() -> None:
    meetings = [
        meeting(DAYS[0], deputised(ANN, PRIYA), deputised(JOE, PRIYA), deputy(PRIYA), apologies(RUTH)),
        meeting(DAYS[1], deputised(ANN, JOE), present(JOE), not_present(DELE), Entry(KIT)),
    ]
    assert (deputies(meetings).text, deputies(meetings).workings) == ("1", "1 of 2 attendances")
    assert (represented(meetings).text, represented(meetings).workings) == ("3", "3 in 2 meetings held")
    cover = cover_rate(meetings)
    assert (cover.numerator, cover.denominator, cover.text) == (3, 5, "60%")


def test_deputy_figures_of_years_without_capacities_are_not_recorded_e13() -> None:
    meetings = [replace(meeting(DAYS[0], present(ANN)), capacity_recorded=False)]
    members = [member(ANN)]
    for figure in (
        deputies(meetings),
        represented(meetings),
        cover_rate(meetings),
        represented_rate(meetings, members),
        seat_rate(meetings, seats_of(members), members),
    ):
        assert (figure.text, figure.value) == ("not recorded", None)
    assert member_rate(meetings, members).text == "100%"


def test_seats_by_sector_show_gaps_f4() -> None:
    members = [member(ANN, end=DAYS[0]), member(JOE), member(DELE)]
    seats = [
        Seat("seat of ann", "South", "Community health", "Health"),
        Seat("seat of joe", "South", "Fenmere Hospital", "Health"),
        Seat("seat of dele", "South", "Police", "Police", end=DAYS[0]),
        Seat("allotments", "South", "Allotments", "Allotments"),
    ]
    meetings = [meeting(DAYS[0], present(ANN), present(DELE)), meeting(DAYS[1], present(JOE))]
    rows = seats_by_sector(meetings, seats, members, SECTORS, DAYS[1])
    assert [(r.sector, r.seats, r.vacant, r.filled, r.expected) for r in rows] == [
        ("Health", 2, 1, 2, 4),
        ("Education", 0, 0, 0, 0),
        ("Police", 0, 0, 1, 1),
        ("Housing", 0, 0, 0, 0),
        ("Voluntary sector", 0, 0, 0, 0),
        ("Allotments", 1, 1, 0, 2),
    ]
    assert (rows[0].rate, rows[1].rate) == (Decimal(50), None)


def test_sectors_at_every_meeting() -> None:
    meetings = [
        meeting(DAYS[0], present(ANN), deputised(DELE, PRIYA), deputy(PRIYA), present(RUTH)),
        meeting(DAYS[1], present(JOE), present(DELE)),
    ]
    seen = sectors_seen(meetings, SECTORS)
    assert seen.every == ("Health", "Police")
    assert seen.missing == ("Education", "Housing", "Voluntary sector")
    assert seen.text == "2 of 5"
    assert sectors_seen([], SECTORS).text == "0 of 5"


def test_absences_running() -> None:
    meetings = [
        meeting(DAYS[0], present(ANN), present(RUTH)),
        meeting(DAYS[1], present(ANN), apologies(RUTH)),
        replace(meeting(DAYS[2], present(RUTH)), status=Status.CANCELLED),
        meeting(DAYS[3], present(ANN), not_present(RUTH)),
    ]
    assert sector_missing_for(meetings, "Housing") == 2
    assert sector_missing_for(meetings, "Health") == 0
    assert sector_missing_for(meetings, "Police") == 3
    holders = [member(RUTH, "housing")]
    assert seat_missing_for(meetings, seats_of(holders)[0], holders) == 2
    new = Seat("new", "South", "Probation", "Probation", start=DAYS[3])
    assert seat_missing_for(meetings, new, []) == 1
