"""The invented years give exactly the figures worked out for them beforehand."""

from typing import Any

import pytest

from nscp_desktop.rules.figures import points
from nscp_desktop.rules.seats import cover_rate, deputies, represented
from nscp_desktop.rules.statistics import (
    Basis,
    average,
    average_of_groups,
    change,
    exactly_once,
    histogram,
    sector_shares,
)
from nscp_desktop.rules.year import Meeting
from tests.rules.synthetic import SECTORS, expected, years

YEARS = ("2020-21", "2019-20")


def meetings_of(year: str) -> tuple[Meeting, ...]:
    return years().now if year == "2020-21" else years().before


@pytest.mark.parametrize("year", YEARS)
def test_the_county(year: str) -> None:
    meetings, found = meetings_of(year), expected()[year]
    pooled = average(meetings)
    assert (pooled.numerator, pooled.denominator) == (found["attendances"], found["held"])
    assert pooled.text == found["pooled_average"]
    county = exactly_once(meetings)
    assert (county.numerator, county.denominator) == (
        found["exactly_one_county"],
        found["distinct_attendees"],
    )
    assert county.text == f"{found['exactly_one_county_pct']}%"
    pairs = exactly_once(meetings, Basis.GROUP)
    assert (pairs.numerator, pairs.denominator) == (found["exactly_one_pairs"], found["person_group_pairs"])
    assert pairs.text == f"{found['exactly_one_pairs_pct']}%"


@pytest.mark.parametrize("year", YEARS)
def test_each_group(year: str) -> None:
    found: dict[str, Any] = expected()[year]["by_group"]
    for group, figures in found.items():
        meetings = [m for m in meetings_of(year) if m.group == group]
        pooled = average(meetings)
        assert (pooled.denominator, pooled.numerator, pooled.text) == (
            figures["held"],
            figures["attendances"],
            figures["average"],
        )
        people = histogram(meetings, ()).people
        assert {str(n): count for n, count in people} == figures["appendix_A_histogram"]


def test_the_change_on_year() -> None:
    now, before = years().now, years().before
    assert change(now, before).text == f"up {expected()['change_pooled_pct']}%"
    assert change(now, before, of_groups=True).text == f"up {expected()['change_mean_of_groups_pct']}%"
    assert average_of_groups(now).text == "16.0"
    assert change(now, before).left_out == (
        "Breckland 9 March 2020, cancelled",
        "Great Yarmouth 16 March 2020, cancelled",
    )
    fall = points(exactly_once(now).value, exactly_once(before).value)
    assert fall == f"down {expected()['fall_one_only_percentage_points']} percentage points"


def test_deputies_and_those_who_never_came() -> None:
    now, memberships = years().now, years().memberships
    assert deputies(now).value == expected()["deputy_heads"]
    assert represented(now).value == expected()["deputy_representations"]
    assert cover_rate(now).workings == "31 of 700 absences"
    never = {m.person.person_id for m in histogram(now, memberships).never_came}
    assert len(never) == expected()["members_with_zero_attendance"]
    without = exactly_once(now, excluding_deputies=True)
    figures = expected()["exactly_one_excluding_deputies"]
    assert (without.numerator, without.denominator) == (figures["count"], figures["of"])
    assert without.text == f"{figures['pct']}%"


def test_the_earlier_year_did_not_record_capacities_e13() -> None:
    assert deputies(years().before).text == "not recorded"


def test_shares_by_sector() -> None:
    shares = sector_shares(years().now, SECTORS)
    assert {s.sector: str(s.exact) for s in shares} == expected()["sector_share_of_attendances_pct_1dp"]
    assert sum(s.share for s in shares) == 100
