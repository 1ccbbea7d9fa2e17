"""Which backups stay, what they are called, when the next is due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.backups import ask_again, due, how_far, last_words, moment_of, name_of, thin

# A Thursday.
NOW = datetime(2027, 1, 14, 12, 3, 7)  # noqa: DTZ001 as file names carry it


def _moment(words: str) -> datetime:
    return datetime.strptime(words, "%Y-%m-%d %H:%M")  # noqa: DTZ007


@pytest.mark.parametrize(
    ("there", "stays"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            ["2027-01-14 09:00", "2027-01-14 09:30", "2027-01-14 12:03"],
            ["2027-01-14 09:00", "2027-01-14 09:30", "2027-01-14 12:03"],
            id="all of today",
        ),
        pytest.param(
            ["2027-01-13 09:00", "2027-01-13 17:00", "2027-01-13 23:59"], ["2027-01-13 23:59"], id="one a day"
        ),
        pytest.param(
            ["2026-12-31 09:00", "2026-12-30 09:00", "2026-12-29 09:00"],
            ["2026-12-31 09:00"],
            id="fourteen days before today are daily, before that weekly",
        ),
        pytest.param(
            ["2027-01-01 09:00", "2026-12-31 09:00", "2026-12-30 09:00", "2026-12-27 09:00"],
            ["2027-01-01 09:00", "2026-12-31 09:00", "2026-12-27 09:00"],
            id="the last of a week stays",
        ),
        pytest.param(
            ["2026-11-16 09:00", "2026-11-21 09:00", "2026-11-24 09:00"],
            ["2026-11-21 09:00", "2026-11-24 09:00"],
            id="eight weeks before this week are weekly",
        ),
        pytest.param(
            ["2026-11-02 09:00", "2026-11-10 09:00", "2026-11-15 09:00", "2026-11-29 09:00"],
            ["2026-11-29 09:00"],
            id="before that monthly",
        ),
        pytest.param(
            ["2026-01-30 09:00", "2026-02-01 09:00"],
            ["2026-01-30 09:00", "2026-02-01 09:00"],
            id="a week across two months costs no month",
        ),
        pytest.param(
            ["2017-03-01 09:00", "2017-03-31 09:00", "2018-03-31 09:00"],
            ["2017-03-31 09:00", "2018-03-31 09:00"],
            id="monthly has no end",
        ),
        pytest.param(
            ["2027-01-15 09:00", "2027-01-15 10:00", "2031-01-01 09:00"],
            ["2027-01-15 09:00", "2027-01-15 10:00", "2031-01-01 09:00"],
            id="what seems to come from the future stays",
        ),
    ],
)
def test_what_stays(there: list[str], stays: list[str]) -> None:
    assert thin([_moment(words) for words in there], NOW) == {_moment(words) for words in stays}


MOMENTS = st.lists(st.integers(0, 900 * 24 * 60).map(lambda ago: NOW - timedelta(minutes=ago)), max_size=80)


@given(MOMENTS)
def test_the_newest_stays_and_asking_again_takes_nothing(moments: list[datetime]) -> None:
    kept = thin(moments, NOW)
    assert kept <= set(moments)
    assert thin(kept, NOW) == kept
    assert not moments or max(moments) in kept


@given(MOMENTS, st.integers(0, 400))
def test_thinned_day_by_day_every_month_still_has_one(moments: list[datetime], days: int) -> None:
    kept = set(moments)
    for day in range(days):
        kept = set(thin(kept, NOW + timedelta(days=day)))
    assert {(one.year, one.month) for one in kept} == {(one.year, one.month) for one in moments}


def test_the_name_carries_the_moment_there_and_back() -> None:
    assert name_of("records", NOW) == "records-2027-01-14T12-03-07.nscp"
    assert moment_of("records-2027-01-14T12-03-07.nscp", "records") == NOW


@pytest.mark.parametrize(
    "name",
    [
        "records.nscp",
        "records-2027-01-14T12-03-07.nscp.keys",
        "records-2027-01-14T12-03-07.nscp.half",
        "others-2027-01-14T12-03-07.nscp",
        "records-2027-13-14T12-03-07.nscp",
        "records-damaged-2027-01-14T12-03-07.nscp",
    ],
)
def test_what_is_no_backup_has_no_moment(name: str) -> None:
    assert moment_of(name, "records") is None


@pytest.mark.parametrize(("minutes", "is_due"), [(0, False), (29, False), (30, True), (600, True)])
def test_due_after_thirty_minutes_of_unkept_changes(minutes: int, is_due: bool) -> None:
    now = datetime(2027, 1, 14, 12, tzinfo=UTC)
    assert due(now - timedelta(minutes=minutes), now) is is_due
    assert not due(None, now)


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [
        (0, 900_000, "0.0 of 0.9 MB"),
        (1_048_576, 4_255_744, "1.0 of 4.3 MB"),
        (40_000_000, 133_000_000, "40 of 133 MB"),
        (1_200_000_000, 2_500_000_000, "1,200 of 2,500 MB"),
    ],
)
def test_how_far_it_is_is_said_in_megabytes(done: int, total: int, words: str) -> None:
    assert how_far(done, total) == words


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (None, "Not backed up yet"),
        ("2027-01-14 10:30", "Backed up 10:30"),
        ("2027-01-13 16:40", "Backed up yesterday 16:40"),
        ("2027-01-02 16:40", "Backed up 2 January"),
        ("2026-12-30 16:40", "Backed up 30 December 2026"),
    ],
)
def test_the_foot_says_when_the_last_one_was_made(made: str | None, words: str) -> None:
    assert last_words(None if made is None else _moment(made), NOW) == words


@pytest.mark.parametrize(
    ("asked", "again"),
    [(None, True), ("2027-01-14", False), ("2027-01-08", False), ("2027-01-07", True), ("2028-01-01", True)],
)
def test_the_question_for_a_second_place_is_put_once_a_week(asked: str | None, again: bool) -> None:
    assert ask_again(None if asked is None else date.fromisoformat(asked), NOW.date()) is again
