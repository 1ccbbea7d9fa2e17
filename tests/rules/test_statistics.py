"""F1 to F5 and the published cases V01 to V20, each as a row of facts (E1, E10, E13, E14)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nscp_desktop.rules.attendance import Capacity, Person
from nscp_desktop.rules.figures import points
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.statistics import (
    Basis,
    average,
    average_of_groups,
    change,
    exactly_once,
    histogram,
    sector_shares,
)
from nscp_desktop.rules.year import Meeting, left_out
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
    present,
    with_heads,
)

MAY, JULY, SEPTEMBER = date(2026, 5, 14), date(2026, 7, 9), date(2026, 9, 10)


def held(heads: int, times: int, group: str = "South") -> list[Meeting]:
    """Meetings with so many heads altogether."""
    each, more = divmod(heads, times)
    days = [date(2026 + i // 12, i % 12 + 1, 14) for i in range(times)]
    return [with_heads(each + (i < more), group, day) for i, day in enumerate(days)]


@pytest.mark.parametrize(
    ("case", "meetings", "text", "denominator"),
    [
        (
            "V01 a cancelled meeting",
            [*held(80, 5), with_heads(0, on=date(2027, 1, 14), status=Status.CANCELLED)],
            "16.0",
            5,
        ),
        (
            "V02 a rearranged meeting",
            [
                with_heads(0, on=MAY, status=Status.REARRANGED, moved_to=JULY),
                with_heads(14, on=JULY),
            ],
            "14.0",
            1,
        ),
        ("V18 a register not finished", [*held(80, 5), with_heads(3, on=JULY, complete=False)], "16.0", 5),
        ("V19 unequal numbers of meetings", [*held(60, 6), *held(60, 4, "Norwich")], "12.0", 10),
        ("V20 the earlier year", held(374, 34), "11.0", 34),
        ("V20 the later year", held(576, 36), "16.0", 36),
    ],
)
def test_averages_of_the_published_cases(
    case: str, meetings: list[Meeting], text: str, denominator: int
) -> None:
    figure = average(meetings)
    assert (figure.text, figure.denominator) == (text, denominator), case


def test_an_average_has_its_numbers_in_words_and_its_definition_beside_it() -> None:
    meetings = [*held(98, 6), with_heads(0, on=date(2026, 8, 13), status=Status.CANCELLED)]
    figure = average(meetings)
    assert (figure.text, figure.prose, figure.value) == ("16.3", "16", Decimal("16.3"))
    assert (figure.numerator, figure.denominator) == (98, 6)
    assert figure.workings == "98 attendances in 6 meetings held"
    assert figure.left_out == ("13 August 2026, cancelled",)
    assert "guests" in figure.definition
    assert figure.footnote.startswith("98 attendances in 6 meetings held (F1).")


def test_no_meeting_has_no_average() -> None:
    assert average([]).text == "not available"
    assert average_of_groups([]).text == "not available"
    assert average([with_heads(9, complete=False)]).text == "not available"


def test_the_mean_of_groups_is_another_figure_v19() -> None:
    meetings = [*held(60, 6), *held(60, 4, "Norwich"), with_heads(0, "West", MAY, status=Status.CANCELLED)]
    figure = average_of_groups(meetings)
    assert (figure.text, figure.workings) == ("12.5", "Mean of 2 groups")
    assert figure.label != average(meetings).label
    assert Decimal(figure.numerator) / figure.denominator == Decimal("12.5")


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (held(576, 36), held(374, 34), "up 45%"),  # V20
        (held(66, 6), held(96, 6), "down 31%"),
        (held(66, 6), held(66, 6), "no change"),
        (held(66, 6), [], "not available"),  # V12
        (held(66, 6), held(0, 6), "not available"),
        ([], held(66, 6), "not available"),
    ],
)
def test_change_on_year(now: list[Meeting], before: list[Meeting], text: str) -> None:
    assert change(now, before).text == text


def test_a_change_says_that_it_is_pooled_and_from_what_to_what() -> None:
    figure = change(held(576, 36), held(374, 34))
    assert figure.workings == "16.0 against 11.0"
    assert "pooled" in figure.definition
    assert figure.value == 45


def test_sixty_five_then_forty_two_is_in_points_v13() -> None:
    assert points(Decimal(42), Decimal(65)) == "down 23 percentage points"


def test_once_in_each_of_two_groups_v06() -> None:
    south, norwich = meeting(MAY, present(ANN)), meeting(JULY, present(ANN), group="Norwich")
    county = exactly_once([south, norwich])
    assert (county.numerator, county.denominator) == (0, 1)
    by_group = exactly_once([south, norwich], Basis.GROUP)
    assert (by_group.numerator, by_group.denominator, by_group.text) == (2, 2, "100%")
    assert exactly_once([south]).numerator == 1
    assert exactly_once([norwich]).numerator == 1
    assert "do not add up" in county.definition


def test_a_member_of_six_groups_is_counted_at_each_meeting_and_once_in_the_county_e1() -> None:
    groups = ("Breckland", "South", "Norwich", "West", "Great Yarmouth", "North & Broadland")
    meetings = [meeting(MAY, present(ANN), group=group) for group in groups]
    assert average(meetings).numerator == 6
    assert exactly_once(meetings).denominator == 1
    assert exactly_once(meetings, Basis.GROUP).denominator == 6


def test_a_speaker_to_six_groups_is_counted_nowhere_v07() -> None:
    groups = ("Breckland", "South", "Norwich", "West", "Great Yarmouth", "North & Broadland")
    meetings = [meeting(MAY, present(KIT, Capacity.GUEST_SPEAKER), group=group) for group in groups]
    assert average(meetings).numerator == 0
    assert exactly_once(meetings).text == "not available"


def test_a_deputy_with_the_member_is_not_counted_v04() -> None:
    assert average([meeting(MAY, present(ANN), present(PRIYA, Capacity.OBSERVER))]).numerator == 1


def test_exactly_once_without_deputies() -> None:
    meetings = [
        meeting(MAY, present(ANN), deputised(JOE, PRIYA), deputy(PRIYA)),
        meeting(JULY, deputised(ANN, JOE), present(JOE), deputised(DELE, PRIYA), deputy(PRIYA)),
        meeting(SEPTEMBER, present(JOE), deputised(RUTH, KIT), deputy(KIT)),
    ]
    everybody = exactly_once(meetings)
    assert (everybody.numerator, everybody.denominator) == (2, 4)
    members = exactly_once(meetings, excluding_deputies=True)
    assert (members.numerator, members.denominator, members.text) == (1, 2, "50%")
    assert members.label.endswith("excluding deputies")
    assert "deputy" in members.definition
    assert exactly_once(meetings, Basis.GROUP, excluding_deputies=True).definition != members.definition


def test_without_capacities_deputies_cannot_be_left_out_e13() -> None:
    meetings = [replace(meeting(MAY, present(ANN)), capacity_recorded=False)]
    assert exactly_once(meetings, excluding_deputies=True).text == "not recorded"
    assert exactly_once(meetings).text == "100%"


def test_a_member_who_never_came_v16() -> None:
    meetings = [meeting(day, apologies(RUTH), present(ANN)) for day in (MAY, JULY)]
    assert exactly_once(meetings).denominator == 1
    never = histogram(meetings, [member(RUTH), member(ANN)]).never_came
    assert [m.person for m in never] == [RUTH]


def test_people_by_meetings_attended() -> None:
    meetings = [
        meeting(MAY, present(ANN), present(JOE), deputised(RUTH, PRIYA), deputy(PRIYA)),
        meeting(JULY, present(ANN), apologies(JOE)),
        replace(meeting(SEPTEMBER, present(JOE)), status=Status.CANCELLED),
    ]
    found = histogram(
        meetings,
        [
            member(ANN),
            member(RUTH, "one"),
            member(RUTH, "two"),
            member(DELE, start=SEPTEMBER),
            member(KIT, group="Norwich"),
        ],
    )
    assert found.people == ((1, 2), (2, 1), (3, 0), (4, 0), (5, 0), (6, 0))
    assert [m.person for m in found.never_came] == [RUTH]
    assert [n for n, _ in histogram(meetings, [], most=1).people] == [1, 2]


def test_shares_of_heads_by_sector() -> None:
    other = Person("x", "X", sector="Allotments")
    meetings = [
        meeting(MAY, present(ANN), deputised(DELE, PRIYA), deputised(RUTH, PRIYA), deputy(PRIYA)),
        meeting(JULY, present(ANN, Capacity.CO_CHAIR), present(other), present(KIT, Capacity.OBSERVER)),
    ]
    shares = sector_shares(meetings, SECTORS)
    assert [(s.sector, s.heads, s.share, str(s.exact)) for s in shares] == [
        ("Health", 2, 50, "50.0"),
        ("Education", 0, 0, "0.0"),
        ("Police", 1, 25, "25.0"),
        ("Housing", 0, 0, "0.0"),
        ("Voluntary sector", 0, 0, "0.0"),
        ("Allotments", 1, 25, "25.0"),
    ]
    assert sector_shares([], ["Health"])[0].exact is None


def test_equal_shares_are_settled_in_printed_order_v14() -> None:
    meetings = [meeting(MAY, present(RUTH), present(DELE), present(ANN))]
    assert [s.share for s in sector_shares(meetings, ("Health", "Police", "Housing"))] == [34, 33, 33]


def test_a_corrected_register_gives_new_figures_and_leaves_the_old_ones_e10() -> None:
    first = meeting(MAY, present(ANN), apologies(JOE))
    corrected = replace(first, register=(present(ANN), present(JOE)))
    assert average([first]).text == "1.0"
    assert average([corrected]).text == "2.0"
    assert first.register[1] == apologies(JOE)


def test_what_is_left_out_is_named_in_every_figure_e8_e9() -> None:
    meetings: list[Meeting] = [
        with_heads(9, on=MAY),
        with_heads(9, on=JULY, complete=False),
        with_heads(9, on=SEPTEMBER, status=Status.REARRANGED),
    ]
    named = ("9 July 2026, register not finished", "10 September 2026, rearranged")
    assert left_out(meetings) == named
    for figure in (average(meetings), exactly_once(meetings), average_of_groups(meetings)):
        assert figure.left_out == named
    assert set(change(meetings, meetings).left_out) == set(named)
