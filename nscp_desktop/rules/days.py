"""Dates as people say them, day first: fri, next fri, 22 jan, 22/1, in 2 weeks, next meeting.

What each means, said on a given day (weeks run from Monday to Sunday):

=====================================  ==========================================================
fri, this fri                          the next Friday after today; Friday of this week, today too
next fri, fri next week                Friday of next week
fri week, a week on fri                a week after the next Friday
22 jan, jan 22, 22/1, 22nd of january  the next one, today too; with a year, that one
fri 22 jan, fri 22                     the same, and it must be a Friday
the 22nd                               of this month, else of next month
end of the day, close of play          today
in 2 weeks, in a fortnight's time      that long from today; working days are Monday to Friday; 48 hours are 2 days
this week, end of (this) week, weekend Friday of this week; on a Saturday or Sunday, next Friday
next week, end of next week            Friday of next week
this month, end of month, month end    the last day of this month
next month, end of next month          the last day of next month
end of january                         its last day
mid january, middle of january         the 15th of it
next meeting, next youth board         their dates, as far as they are set; "next time", "next yab" too
march meeting                          the meeting of the group in that month
half term, the easter holidays         the last weekday before those of the schools' holidays, where they are known
end of (the spring) term               the last weekday before the next holidays that are no half term
easter, xmas                           the Thursday before Easter, 24 December
=====================================  ==========================================================

Words are also understood as people shorten them and with a slip of the fingers: "nxt wk", "wensday", "febuary".

A time of day beside a day belongs to it: "noon on fri", "close of play monday", "fri by 5pm", "fri am"; "at 5pm" is when something takes place.

A due date lies ahead. A day of the month said without a year that has just passed is not taken
for next year's if that is more than nine months ahead; it is not understood. Nor is 31 feb, "fri 22 jan" when
that is no Friday, a date with a year that has passed, or one more than ten years away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from nscp_desktop.rules.date_words import spelt
from nscp_desktop.rules.day_forms import (
    BEGINNING,
    DATED_WITHOUT_YEAR,
    DAY_NAMES,
    FORMS,
    MONTH_NAMES,
    TIME_AFTER,
    TIME_BEFORE,
    Days,
    Named,
    Reader,
    full_year,
)
from nscp_desktop.rules.wording import Word, words_in

__all__ = ["FARTHEST_YEARS", "Days", "Named", "Said", "begins_a_date", "read", "said", "spoken"]

FARTHEST_YEARS = 10
_LONGEST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Said:
    """A date that was understood; it took the words from ``start`` to before ``end``.

    ``day`` is None only for a next meeting or youth board whose date is not set.
    """

    day: date | None
    named: Named
    start: int
    end: int


def said(text: str, days: Days) -> Said | None:
    """Understand a whole text as one date; None when it is not one, or not possible."""
    words = words_in(text)
    found = read(words, 0, days)
    return found if found is not None and found.end == len(words) else None


def read(words: Sequence[Word], at: int, days: Days) -> Said | None:
    """Understand the date that begins at a word, as long as it goes on; None when there is none.

    The longest form of words decides: if that is impossible ("fri 22 jan" on no Friday), a part
    of it is not taken instead.
    """
    begins = at + _time_before(words, at)
    found = _longest(words, begins)
    if found is None:
        return None
    match, meaning = found
    year = match.groupdict().get("year") or ""
    continued = match.end() < len(match.string)
    if len(year) == 2 and continued and not 0 <= full_year(year) - days.today.year <= FARTHEST_YEARS:
        # "by 22 jan 12 schools": a number that cannot be the year is not part of the date.
        match = DATED_WITHOUT_YEAR.match(match.string) or match
    day, named = meaning(match, days)
    if day is None and named is Named.DATE:
        return None
    if day is not None and not days.today <= day <= days.today + relativedelta(years=FARTHEST_YEARS):
        return None
    ends = begins + _length(match)
    return Said(day, named, at, ends + _time_after(words, ends))


def begins_a_date(words: Sequence[Word], at: int) -> int:
    """Give how many words from here on have the form of a date, possible or not; 0 for none."""
    begins = at + _time_before(words, at)
    found = _longest(words, begins)
    if found is None:
        return 0
    ends = begins + _length(found[0])
    return ends + _time_after(words, ends) - at


def _time_before(words: Sequence[Word], at: int) -> int:
    """Give how many words of a time of day stand before the day they belong to: "5pm on (fri)"."""
    said = _said_from(words, at)
    found = TIME_BEFORE.match(said)
    if found is None:
        return 0
    length = found.group().count(" ")
    return length if _longest(words, at + length) is not None else 0


def _time_after(words: Sequence[Word], at: int) -> int:
    """Give how many words of a time of day stand after their day: "(fri) at noon", "(fri) am"."""
    found = TIME_AFTER.match(_said_from(words, at))
    return 0 if found is None else _length(found)


def _said_from(words: Sequence[Word], at: int) -> str:
    return " ".join(word.low for word in words[at : at + _LONGEST_WORDS])


def spoken(day: date, today: date | None = None) -> str:
    """Give a date as chips and rows show it: "Fri 22 Jan 2027", without the year if it is today's."""
    short = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    return short if today is not None and today.year == day.year else f"{short} {day.year}"


def _longest(words: Sequence[Word], at: int) -> tuple[re.Match[str], Reader] | None:
    """Give the form with the most words that begins here, and what reads it."""
    if at >= len(words) or not BEGINNING.match(spelt(words[at])):
        return None
    text = " ".join(spelt(word) for word in words[at : at + _LONGEST_WORDS])
    tried = ((pattern.match(text), meaning) for pattern, meaning in FORMS)
    fitting = [(match, meaning) for match, meaning in tried if match is not None]
    return max(fitting, key=lambda found: found[0].end(), default=None)


def _length(match: re.Match[str]) -> int:
    """Give the number of words in a form."""
    return match.group().count(" ") + 1
