"""A year's dates: the days a pattern gives, and every clash in its sentence."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.year_dates import (
    Clash,
    ClashKind,
    Pattern,
    Sitting,
    Span,
    clashes,
    earliest_with_notice,
    in_short,
    in_words,
    months_of,
    pattern_of,
    pattern_words,
    place_words,
    rounds_numbered,
    summary,
)

TODAY = date(2026, 11, 20)
THURSDAY = date(2027, 5, 13)


def sitting(key: str = "B", body: str = "Breckland LSCG", day: date = THURSDAY, **more: object) -> Sitting:
    fields: dict[str, object] = {"starts": time(10), "ends": time(12)} | more
    return Sitting(key, body, day, **fields)  # type: ignore[arg-type]


def said(one: Sitting, *standing: Sitting, closed: tuple[Span, ...] = (), schools: tuple[Span, ...] = (),
         today: date = TODAY) -> list[str]:  # fmt: skip
    return [clash.sentence for clash in clashes([one], standing, closed, schools, today).get(one.key, ())]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 5, 13), "second Thursday"),
        (date(2027, 5, 3), "first Monday"),
        (date(2027, 5, 28), "fourth Friday"),
        (date(2027, 5, 31), "last Monday"),
    ],
)
def test_pattern_is_said_as_people_say_it(day: date, words: str) -> None:
    assert pattern_of(day).words == words
    assert pattern_of(day).day_in(day.replace(day=1)) == day


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_pattern_gives_a_day_of_the_month_and_the_weekday(like: date, within: date) -> None:
    month = within.replace(day=1)
    day = pattern_of(like).day_in(month)
    assert (day.year, day.month, day.weekday()) == (month.year, month.month, like.weekday())


def test_a_last_monday_stays_the_last_where_there_are_four() -> None:
    assert Pattern(0, 5).day_in(date(2027, 6, 1)) == date(2027, 6, 28)


def test_rounds_are_bimonthly_from_the_second_month() -> None:
    months = months_of(date(2027, 4, 1))
    assert [(one.year, one.month) for one in months] == [
        (2027, 5), (2027, 7), (2027, 9), (2027, 11), (2028, 1), (2028, 3)
    ]  # fmt: skip


@pytest.mark.parametrize("known", [date(2026, 6, 1), date(2027, 2, 1), date(2027, 4, 1), date(2028, 8, 1)])
def test_rounds_keep_step_with_those_there_are(known: date) -> None:
    months = months_of(date(2027, 4, 1), known)
    assert [(one.year, one.month) for one in months][:2] == [(2027, 4), (2027, 6)]
    assert len(months) == 6


def test_numbers_follow_the_year_and_leave_those_there_are() -> None:
    months = months_of(date(2026, 4, 1))
    assert [n for n, _month in rounds_numbered(months, {})] == [1, 2, 3, 4, 5, 6]
    assert [n for n, _month in rounds_numbered(months, {months[4]: 5})] == [1, 2, 3, 4, 5, 6]
    # January was called the first by hand: the others go round it.
    assert [n for n, _month in rounds_numbered(months, {months[4]: 1})] == [2, 3, 4, 5, 1, 6]


# -- clashes ----------------------------------------------------------------------------------------


def test_a_day_without_clashes_is_absent() -> None:
    assert clashes([sitting()], [], [], [], TODAY) == {}


def test_bank_holiday() -> None:
    closed = Span("Spring Bank Holiday", date(2027, 5, 31), date(2027, 5, 31))
    one = sitting(day=date(2027, 5, 31))
    assert said(one, closed=(closed,)) == ["Monday 31 May 2027 is a bank holiday: Spring Bank Holiday."]


def test_weekend() -> None:
    assert said(sitting(day=date(2027, 5, 15))) == ["Saturday 15 May 2027 is at the weekend."]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (
            Span("Summer half term", date(2027, 5, 10), date(2027, 5, 14)),
            "Thursday 13 May 2027 is in the school holidays until 14 May: Summer half term.",
        ),
        (
            Span("Closed", THURSDAY, THURSDAY, "Norfolk"),
            "Thursday 13 May 2027 is in the school holidays: Closed (Norfolk).",
        ),
    ],
)
def test_school_holidays(span: Span, words: str) -> None:
    later = Span("Summer", date(2027, 7, 24), date(2027, 8, 31))
    assert said(sitting(), schools=(span, later)) == [words]


def test_same_co_chair_at_one_time() -> None:
    mine = sitting(chairs={"t": "Tamsin Reedmarsh", "i": "Idris Quillfeather"})
    theirs = sitting(
        "N", "Norwich LSCG", starts=time(11, 30), ends=time(13), chairs={"t": "Tamsin Reedmarsh"}
    )
    words = ["Tamsin Reedmarsh also chairs Norwich LSCG on Thursday 13 May 2027, 11:30 to 13:00."]
    assert said(mine, theirs) == words
    both = clashes([mine, theirs], [], [], [], TODAY)
    assert [clash.kind for clash in both["N"]] == [ClashKind.CO_CHAIR]
    assert both["N"][0].sentence.startswith("Tamsin Reedmarsh also chairs Breckland LSCG")


@pytest.mark.parametrize(
    "other",
    [
        {"starts": time(12), "ends": time(14)},  # one ends as the other begins
        {"starts": time(8), "ends": time(10)},
        {"day": THURSDAY + timedelta(days=1)},
    ],
)
def test_one_after_the_other_is_no_clash(other: dict[str, object]) -> None:
    chairs = {"t": "Tamsin Reedmarsh"}
    mine = sitting(chairs=chairs, place="Quaker Lane Hall")
    theirs = sitting("N", "Norwich LSCG", **{"chairs": chairs, "place": "Quaker Lane Hall"} | other)  # type: ignore[arg-type]
    assert said(mine, theirs) == []


def test_two_groups_in_one_room() -> None:
    mine = sitting(place="Quaker Lane Hall + Teams")
    theirs = sitting("N", "Norwich LSCG", place="quaker lane hall")
    assert said(mine, theirs) == [
        "Quaker Lane Hall is also Norwich LSCG's on Thursday 13 May 2027, 10:00 to 12:00."
    ]
    online = sitting("N", "Norwich LSCG", place="Teams")
    assert said(sitting(place="MS Teams"), online) == []
    assert said(sitting(place=""), sitting("N", "Norwich LSCG", place="")) == []


def test_group_that_meets_already() -> None:
    assert said(sitting(), sitting("other")) == [
        "Breckland LSCG already meets on Thursday 13 May 2027, 10:00 to 12:00."
    ]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 2, 13), []),
        (
            date(2027, 2, 14),
            ["Thursday 13 May 2027 gives 12 weeks' notice; three months are the least a member needs."],
        ),
        (
            date(2027, 5, 5),
            ["Thursday 13 May 2027 gives 1 week's notice; three months are the least a member needs."],
        ),
        (
            THURSDAY,
            [
                "Thursday 13 May 2027 gives less than a week's notice; three months are the least a member needs."
            ],
        ),
        (date(2027, 5, 14), ["Thursday 13 May 2027 has gone by."]),
    ],
)
def test_notice(today: date, words: list[str]) -> None:
    assert said(sitting(), today=today) == words


def test_notice_at_the_end_of_a_month() -> None:
    assert earliest_with_notice(date(2026, 11, 30)) == date(2027, 2, 28)


def test_every_clash_is_shown_in_one_order() -> None:
    holiday = Span("May Day", date(2027, 5, 3), date(2027, 5, 3))
    one = sitting(day=date(2027, 5, 3), chairs={"t": "T"}, place="Hall")
    other = sitting("N", "Norwich LSCG", day=date(2027, 5, 3), chairs={"t": "T"}, place="Hall")
    kinds = [
        clash.kind for clash in clashes([one], [other], [holiday], [holiday], date(2027, 4, 20))[one.key]
    ]
    assert kinds == [
        ClashKind.BANK_HOLIDAY, ClashKind.SCHOOL_HOLIDAY, ClashKind.CO_CHAIR, ClashKind.ROOM, ClashKind.NOTICE
    ]  # fmt: skip


def test_summary() -> None:
    one, two = Clash(ClashKind.NOTICE, "x"), Clash(ClashKind.WEEKEND, "y")
    assert summary([], 0) == "There is no date to issue."
    assert summary([], 36) == "No clashes."
    assert summary([(one, one)], 36) == "1 date has something to look at: short notice 1."
    assert (
        summary([(one, two), (two,)], 36) == "2 dates have something to look at: weekend 2, short notice 1."
    )


def test_clashes_of_one_date_in_words_and_in_short() -> None:
    said = (Clash(ClashKind.NOTICE, "It is soon."), Clash(ClashKind.WEEKEND, "It is a Sunday."))
    assert (in_words(said), in_words(())) == ("It is soon. It is a Sunday.", "")
    assert (in_short(said), in_short(())) == ("To look at: weekend, short notice.", "")


def test_place_words() -> None:
    assert place_words(1, date(2027, 5, 1)) == "1st, May 2027"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((date(2026, 11, 12), date(2027, 1, 14)), "second Thursday"),
        ((date(2026, 5, 15), date(2026, 11, 13)), "Fridays"),
        ((date(2026, 5, 15), date(2026, 11, 16)), ""),
    ],
)
def test_what_the_days_of_a_year_have_in_common(days: tuple[date, ...], words: str) -> None:
    assert pattern_words(days) == words
