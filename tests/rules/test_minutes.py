"""Working days, and how minutes stand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.meetings import MinutesState
from nscp_desktop.rules.minutes import Standing, Urgency, issue_by, standing, working_days

TUESDAY = date(2027, 1, 12)


@pytest.mark.parametrize(
    ("until", "days"),
    [(12, 0), (13, 1), (14, 2), (15, 3), (16, 3), (17, 3), (18, 4), (26, 10), (11, 0)],
)
def test_working_days_leave_out_saturdays_and_sundays(until: int, days: int) -> None:
    assert working_days(TUESDAY, TUESDAY.replace(day=until)) == days


def test_minutes_are_due_after_so_many_working_days() -> None:
    assert issue_by(TUESDAY, 10) == date(2027, 1, 26)
    assert issue_by(TUESDAY, 0) == TUESDAY


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 40))
def test_the_last_day_is_exactly_so_many_working_days_away(held_on: date, days: int) -> None:
    last = issue_by(held_on, days)
    assert working_days(held_on, last) == days
    assert working_days(held_on, last - timedelta(days=1)) == days - 1


@pytest.mark.parametrize(
    ("state", "issued", "today", "expected"),
    [
        (MinutesState.NONE, 0, 14, Standing("")),
        (MinutesState.DRAFT, 0, 12, Standing("new draft", Urgency.WAITING)),
        (MinutesState.DRAFT, 0, 14, Standing("draft, day 2 of 10", Urgency.WAITING)),
        (MinutesState.DRAFT, 0, 26, Standing("draft, day 10 of 10", Urgency.WAITING)),
        (MinutesState.DRAFT, 0, 27, Standing("draft, 1 day late", Urgency.LATE)),
        (MinutesState.DRAFT, 2, 27, Standing("draft 2 issued")),
        (MinutesState.AGREED, 2, 27, Standing("agreed")),
    ],
)
def test_how_minutes_stand(state: MinutesState, issued: int, today: int, expected: Standing) -> None:
    assert standing(state, issued, TUESDAY, TUESDAY.replace(day=today), 10) == expected
