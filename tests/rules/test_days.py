"""Dates as people say them on Thursday 14 January 2027."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.days import Days, Named, begins_a_date, read, said, spoken
from nscp_desktop.rules.wording import words_in

DAYS = Days(date(2027, 1, 14), date(2027, 3, 11), date(2027, 2, 3), (date(2027, 5, 13), date(2026, 11, 12)))

HOLIDAYS = (
    ("summer half term", date(2027, 5, 31)),
    ("spring half term", date(2027, 2, 15)),
    ("christmas", date(2026, 12, 21)),
    ("easter", date(2027, 3, 25)),
    ("summer", date(2027, 7, 22)),
    ("autumn half term", date(2027, 10, 25)),
    ("christmas", date(2027, 12, 20)),
)
IN_TERMS = """
half term | 12 Feb
half-term | 12 Feb
the february half term break | 12 Feb
may half term | 28 May
summer half term holidays | 28 May
october half term | 22 Oct
end of term | 24 Mar
the end of the spring term | 24 Mar
end of summer term | 21 Jul
the end of the autumn term | 17 Dec
the easter holidays | 24 Mar
summer hols | 21 Jul
xmas break | 17 Dec
"""

UNDERSTOOD = """
today | 14 Jan
tomorrow | 15 Jan
day after tomorrow | 16 Jan
the day after tomorrow | 16 Jan
end of the day | 14 Jan
close of play | 14 Jan
fri | 15 Jan
Friday | 15 Jan
Fri. | 15 Jan
thu | 21 Jan
thurs | 21 Jan
wed | 20 Jan
weds | 20 Jan
tues | 19 Jan
sat | 16 Jan
coming tue | 19 Jan
next fri | 22 Jan
next mon | 18 Jan
this fri | 15 Jan
this thu | 14 Jan
fri week | 22 Jan
a week on friday | 22 Jan
week on sat | 23 Jan
fri next week | 22 Jan
22 jan | 22 Jan
14 jan | 14 Jan
22nd jan | 22 Jan
22nd of January | 22 Jan
the 22nd of january | 22 Jan
fri 22 jan | 22 Jan
Fri, 22 January 2027 | 22 Jan
friday the 22nd | 22 Jan
friday 22nd | 22 Jan
fri 22 | 22 Jan
22 january 2027 | 22 Jan
22 jan 27 | 22 Jan
1 sept | 1 Sep
1 nov | 1 Nov
31 december | 31 Dec
jan 22 | 22 Jan
january 22nd 2027 | 22 Jan
22/1 | 22 Jan
22/01/27 | 22 Jan
fri 22/1/2027 | 22 Jan
22.1.2027 | 22 Jan
22-1-27 | 22 Jan
2027-01-22 | 22 Jan
the 22nd | 22 Jan
22nd | 22 Jan
14th | 14 Jan
the 10th | 10 Feb
the 31st | 31 Jan
in 2 weeks | 28 Jan
in two weeks' time | 28 Jan
in three days | 17 Jan
within a fortnight | 28 Jan
in a couple of weeks | 28 Jan
in a month | 14 Feb
in 6 months | 14 Jul
in 1 working day | 15 Jan
in 2 working days | 18 Jan
in 10 working days | 28 Jan
in 0 days | 14 Jan
end of month | 31 Jan
end of the month | 31 Jan
month end | 31 Jan
month's end | 31 Jan
this month | 31 Jan
next month | 28 Feb
end of next month | 28 Feb
end of january | 31 Jan
end feb | 28 Feb
end of jan 2027 | 31 Jan
end of the week | 15 Jan
week end | 15 Jan
this week | 15 Jan
next week | 22 Jan
end of next week | 22 Jan
eow | 15 Jan
eom | 31 Jan
tonight | 14 Jan
cop | 14 Jan
eod | 14 Jan
close of play monday | 18 Jan
cop tomorrow | 15 Jan
5pm on fri 22 jan | 22 Jan
5.30 pm fri | 15 Jan
noon on the 22nd | 22 Jan
fri am | 15 Jan
fri by noon | 15 Jan
22 jan at the latest | 22 Jan
a week today | 21 Jan
tomorrow week | 22 Jan
a fortnight tomorrow | 29 Jan
fri wk | 22 Jan
22jan | 22 Jan
22-jan-2027 | 22 Jan
start of feb | 1 Feb
start of next week | 18 Jan
easter | 25 Mar
good friday | 25 Mar
xmas | 24 Dec
"""

NOT_UNDERSTOOD = """
half term
end of term
the summer holidays
summer
5pm
noon on
31 feb
30/2
31/02/27
2027-02-30
2027-13-01
22/13
0/1
sat 22 jan
thu 22
fri the 23rd
12 jan
13 jan
29 feb
22 jan 2026
22 jan 26
22 jan 2039
2026-01-22
this wed
the 32nd
22.1
22
may
the june meeting
in 999 months
in 9999 days
22 jan at noon
asap
24
next
the
end of
by fri
"""


@pytest.mark.parametrize("row", IN_TERMS.strip().splitlines())
def test_the_schools_holidays_are_dates_where_they_are_known(row: str) -> None:
    typed, meant = row.split(" | ")
    found = said(typed, replace(DAYS, holidays=HOLIDAYS))
    assert found is not None
    assert found.day is not None
    assert spoken(found.day, DAYS.today)[4:] == meant


@pytest.mark.parametrize(
    ("today", "typed", "meant"),
    [
        (date(2027, 4, 1), "easter", date(2028, 4, 13)),
        (date(2027, 12, 25), "xmas", date(2028, 12, 24)),
        (date(2027, 12, 24), "christmas eve", date(2027, 12, 24)),
    ],
)
def test_a_feast_that_is_over_is_the_next(today: date, typed: str, meant: date) -> None:
    found = said(typed, Days(today))
    assert found is not None
    assert found.day == meant


@pytest.mark.parametrize("row", UNDERSTOOD.strip().splitlines())
def test_understood(row: str) -> None:
    typed, meant = row.split(" | ")
    found = said(typed, DAYS)
    assert found is not None
    assert found.day is not None
    assert spoken(found.day, DAYS.today)[4:] == meant
    assert found.named is Named.DATE


@pytest.mark.parametrize("typed", ["", *NOT_UNDERSTOOD.strip().splitlines()])
def test_not_understood_and_not_guessed(typed: str) -> None:
    assert said(typed, DAYS) is None


@pytest.mark.parametrize(
    ("today", "typed", "meant"),
    [
        (date(2027, 12, 20), "22 jan", date(2028, 1, 22)),
        (date(2027, 12, 20), "1/6", date(2028, 6, 1)),
        (date(2027, 12, 20), "29 feb", date(2028, 2, 29)),
        (date(2027, 12, 20), "end of february", date(2028, 2, 29)),
        (date(2027, 12, 20), "the 5th", date(2028, 1, 5)),
        (date(2027, 1, 31), "the 30th", None),
        (date(2027, 1, 31), "in a month", date(2027, 2, 28)),
        (date(2027, 1, 16), "end of week", date(2027, 1, 22)),
        (date(2027, 1, 16), "next fri", date(2027, 1, 22)),
        (date(2027, 1, 17), "next week", date(2027, 1, 22)),
        (date(2027, 1, 16), "in 1 working day", date(2027, 1, 18)),
        (date(2027, 1, 31), "end of month", date(2027, 1, 31)),
        (date(2027, 1, 15), "fri", date(2027, 1, 22)),
    ],
)
def test_said_on_another_day(today: date, typed: str, meant: date | None) -> None:
    found = said(typed, Days(today))
    assert (found.day if found else None) == meant


@pytest.mark.parametrize(
    "typed", ["next meeting", "the next meeting", "our next group meeting", "next LSCG", "next time"]
)
def test_next_meeting(typed: str) -> None:
    found = said(typed, DAYS)
    assert found is not None
    assert (found.day, found.named) == (DAYS.next_meeting, Named.NEXT_MEETING)
    without = said(typed, Days(DAYS.today))
    assert without is not None
    assert (without.day, without.named) == (None, Named.NEXT_MEETING)


@pytest.mark.parametrize("typed", ["next youth board", "next YAB", "the next youth advisory board meeting"])
def test_next_youth_board(typed: str) -> None:
    found = said(typed, DAYS)
    assert found is not None
    assert (found.day, found.named) == (DAYS.next_youth_board, Named.NEXT_YOUTH_BOARD)


def test_a_meeting_by_its_month() -> None:
    march, may = said("the march meeting", DAYS), said("may meeting", DAYS)
    assert march is not None
    assert may is not None
    assert (march.day, march.named) == (date(2027, 3, 11), Named.NEXT_MEETING)
    assert (may.day, may.named) == (date(2027, 5, 13), Named.DATE)
    assert said("november meeting", DAYS) is None


def test_a_next_meeting_that_has_passed_is_not_due() -> None:
    assert said("next meeting", Days(DAYS.today, date(2026, 11, 12))) is None


def test_a_number_that_cannot_be_the_year_is_left_alone() -> None:
    words = words_in("22 jan 12 schools")
    found = read(words, 0, DAYS)
    assert found is not None
    assert (found.day, found.start, found.end) == (date(2027, 1, 22), 0, 2)
    assert read(words_in("22/1/12 schools"), 0, DAYS) is None


def test_the_longest_form_decides() -> None:
    assert begins_a_date(words_in("sat 22 jan"), 0) == 3
    assert read(words_in("sat 22 jan"), 0, DAYS) is None
    assert begins_a_date(words_in("letters"), 0) == 0
    assert begins_a_date(words_in("end"), 0) == 0
    assert begins_a_date((), 0) == 0


def test_spoken() -> None:
    assert spoken(date(2027, 1, 22)) == "Fri 22 Jan 2027"
    assert spoken(date(2027, 1, 22), date(2027, 1, 14)) == "Fri 22 Jan"
    assert spoken(date(2028, 1, 22), date(2027, 1, 14)) == "Sat 22 Jan 2028"


@given(st.dates(date(2020, 1, 1), date(2089, 1, 1)), st.integers(0, 270))
def test_what_is_spoken_is_understood(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    for typed in (
        spoken(day),
        spoken(day, today),
        f"{day:%d/%m/%y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day.day}/{day.month}",
    ):
        found = said(typed, Days(today))
        assert found is not None
        assert found.day == day


WORDS = "fri next this end of month jan feb 31 30 2nd 22 22/1 31/2 2027 27 in two a weeks meeting youth board the on"
VOCABULARY = st.sampled_from(WORDS.split())


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.lists(VOCABULARY, max_size=8))
def test_a_due_date_lies_ahead_and_takes_only_words_there_are(today: date, words: list[str]) -> None:
    found = read(words_in(" ".join(words)), 0, Days(today))
    if found is not None:
        assert 0 < found.end <= len(words)
        assert found.day is None or today <= found.day <= today.replace(
            year=today.year + 10, day=28
        ) + timedelta(3)


@given(st.text(max_size=30))
def test_any_text_can_be_asked(typed: str) -> None:
    found = said(typed, DAYS)
    assert found is None or found.day is None or found.day >= DAYS.today
