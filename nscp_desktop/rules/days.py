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
in 2 weeks, in a fortnight's time      that long from today; working days are Monday to Friday
this week, end of (this) week          Friday of this week; on a Saturday or Sunday, next Friday
next week, end of next week            Friday of next week
this month, end of month, month end    the last day of this month
next month, end of next month          the last day of next month
end of january                         its last day
mid january, middle of january         the 15th of it
next meeting, next youth board         their dates, as far as they are set; "next time", "next yab" too
march meeting                          the meeting of the group in that month
=====================================  ==========================================================

A due date lies ahead. A day of the month said without a year that has just passed is not taken
for next year's if that is more than nine months ahead; it is not understood. Nor is 31 feb, "fri 22 jan" when
that is no Friday, a date with a year that has passed, or one more than ten years away.
"""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from nscp_desktop.rules.wording import Word, words_in

FARTHEST_YEARS = 10
FARTHEST_ROLLED_DAYS = 275
_LONGEST_WORDS = 7

_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAY = (
    "mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: count for count, word in enumerate(_NUMBERS.split(), start=1)} | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
}


class Named(StrEnum):
    """What a date was said as: itself, or something whose date may still move."""

    DATE = "date"
    NEXT_MEETING = "next meeting"
    NEXT_YOUTH_BOARD = "next youth board"


@dataclass(frozen=True, slots=True)
class Days:
    """What dates are said from: today, and the meetings that can be named; ``meetings`` are later ones."""

    today: date
    next_meeting: date | None = None
    next_youth_board: date | None = None
    meetings: tuple[date, ...] = ()


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
    found = _longest(words, at)
    if found is None:
        return None
    match, meaning = found
    year = _part(match, "year")
    continued = match.end() < len(match.string)
    if len(year) == 2 and continued and not 0 <= _full_year(year) - days.today.year <= FARTHEST_YEARS:
        # "by 22 jan 12 schools": a number that cannot be the year is not part of the date.
        match = _DATED_WITHOUT_YEAR.match(match.string) or match
    day, named = meaning(match, days)
    if day is None and named is Named.DATE:
        return None
    if day is not None and not days.today <= day <= days.today + relativedelta(years=FARTHEST_YEARS):
        return None
    return Said(day, named, at, at + _length(match))


def begins_a_date(words: Sequence[Word], at: int) -> int:
    """Give how many words from here on have the form of a date, possible or not; 0 for none."""
    found = _longest(words, at)
    return 0 if found is None else _length(found[0])


def spoken(day: date, today: date | None = None) -> str:
    """Give a date as chips and rows show it: "Fri 22 Jan 2027", without the year if it is today's."""
    short = f"{_DAY_NAMES[day.weekday()]} {day.day} {_MONTH_NAMES[day.month - 1]}"
    return short if today is not None and today.year == day.year else f"{short} {day.year}"


_Meaning = tuple[date | None, Named]
_Reader = Callable[[re.Match[str], Days], _Meaning]


def _longest(words: Sequence[Word], at: int) -> tuple[re.Match[str], _Reader] | None:
    """Give the form with the most words that begins here, and what reads it."""
    if at >= len(words) or not _BEGINNING.match(words[at].low):
        return None
    # A word with a digit keeps its hyphens (22-1-2027); others lose them and their apostrophes.
    spelt = (w.low if any(c.isdigit() for c in w.low) else w.bare for w in words[at : at + _LONGEST_WORDS])
    text = " ".join(spelt)
    tried = ((pattern.match(text), meaning) for pattern, meaning in _FORMS)
    fitting = [(match, meaning) for match, meaning in tried if match is not None]
    return max(fitting, key=lambda found: found[0].end(), default=None)


def _length(match: re.Match[str]) -> int:
    """Give the number of words in a form."""
    return match.group().count(" ") + 1


def _weekday_of(name: str) -> int:
    return _DAY_NAMES.index(name[:3].title())


def _month_of(name: str) -> int:
    return _MONTH_NAMES.index(name[:3].title()) + 1


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _only(day: date | None) -> _Meaning:
    return day, Named.DATE


def _part(match: re.Match[str], name: str) -> str:
    """Give the words of a named part of a form, or none if the form has no such part."""
    return match.groupdict().get(name) or ""


def _near(match: re.Match[str], days: Days) -> _Meaning:
    word = match.group()
    ahead = 2 if "after" in word else 1 if word.startswith(("tomorrow", "tm")) else 0
    return _only(days.today + timedelta(days=ahead))


def _in_week(weekday: int, today: date, weeks: int) -> date:
    return today + timedelta(days=weekday - today.weekday(), weeks=weeks)


def _weekday(match: re.Match[str], days: Days) -> _Meaning:
    today, weekday = days.today, _weekday_of(match["weekday"])
    if "next" in match.group():
        return _only(_in_week(weekday, today, 1))
    if match.group().startswith("this"):
        return _only(_in_week(weekday, today, 0))
    following = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _only(following + timedelta(weeks="week" in match.group()))


def _dated(match: re.Match[str], days: Days) -> _Meaning:
    """Give the date of a day and a month, with or without weekday and year."""
    today, year, written = days.today, _part(match, "year"), match["month"]
    month, day = int(written) if written.isdigit() else _month_of(written), int(match["day"])
    years = [_full_year(year)] if year else [today.year, today.year + 1]
    possible = [date(y, month, day) for y in years if _exists(y, month, day)]
    ahead = [one for one in possible if one >= today]
    if not ahead or not _agrees(match, ahead[0]):
        return _only(None)
    # The next year's, though no year was said: believed only while this year's has long passed.
    rolled = not year and ahead[0].year > today.year
    too_far = rolled and (ahead[0] - today).days > FARTHEST_ROLLED_DAYS
    return _only(None if too_far else ahead[0])


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _agrees(match: re.Match[str], day: date) -> bool:
    """Say whether a date falls on the day of the week it was said with, if any."""
    weekday = _part(match, "weekday")
    return not weekday or day.weekday() == _weekday_of(weekday)


def _in_full(match: re.Match[str], _: Days) -> _Meaning:
    year, month, day = (int(part) for part in match.group().split("-"))
    return _only(date(year, month, day) if _exists(year, month, day) else None)


def _day_of_month(match: re.Match[str], days: Days) -> _Meaning:
    today, day = days.today, int(match["day"])
    month = today + relativedelta(day=1, months=1 if day < today.day else 0)
    if not _exists(month.year, month.month, day):
        return _only(None)
    found = month.replace(day=day)
    return _only(found if _agrees(match, found) else None)


def _in_time(match: re.Match[str], days: Days) -> _Meaning:
    number, unit, day = match["number"], match["unit"], days.today
    count = int(number) if number.isdigit() else _COUNTS[number]
    if unit in {"month", "mth"}:
        return _only(day + relativedelta(months=count))
    if not _part(match, "working"):
        return _only(day + timedelta(days=count * {"day": 1, "week": 7, "wk": 7, "fortnight": 14}[unit]))
    for _ in range(count):
        day += timedelta(days=3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
    return _only(day)


def _end_of_month(match: re.Match[str], days: Days) -> _Meaning:
    """Give the last day of a month that was named."""
    today, month, written = days.today, _month_of(match["month"]), _part(match, "year")
    year = _full_year(written) if written else today.year + (month < today.month)
    return _only(date(year, month, 1) + relativedelta(day=31))


def _middle_of_month(match: re.Match[str], days: Days) -> _Meaning:
    """Give the 15th of a month that was named, the next one that is not over."""
    today, month = days.today, _month_of(match["month"])
    this = date(today.year, month, 15)
    return _only(this if this >= today else this.replace(year=today.year + 1))


def _period(match: re.Match[str], days: Days) -> _Meaning:
    """Give the Friday of this or next week, or the last day of this or next month."""
    today, later = days.today, "next" in match.group()
    if match["unit"] == "month":
        return _only(today + relativedelta(months=1 if later else 0, day=31))
    friday = _in_week(4, today, 1 if later else 0)
    return _only(friday if friday >= today else friday + timedelta(weeks=1))


def _next_meeting(_: re.Match[str], days: Days) -> _Meaning:
    return days.next_meeting, Named.NEXT_MEETING


def _next_youth_board(_: re.Match[str], days: Days) -> _Meaning:
    return days.next_youth_board, Named.NEXT_YOUTH_BOARD


def _month_meeting(match: re.Match[str], days: Days) -> _Meaning:
    month = _month_of(match["month"])
    known = [day for day in (days.next_meeting, *days.meetings) if day is not None and day >= days.today]
    first = min((day for day in known if day.month == month), default=None)
    is_next = first is not None and first == days.next_meeting
    return first, Named.NEXT_MEETING if is_next else Named.DATE


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})(?= |$)", re.ASCII)


_LATER_YEAR = r"(?P<year>(?:20)?\d\d)"
_NAMED_DAY = f"(?:(?P<weekday>{_WEEKDAY}) )?(?:the )?"
_DAY_AND_MONTH = rf"{_NAMED_DAY}(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})"
_DATED_WITHOUT_YEAR = _form(_DAY_AND_MONTH)
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        _form(
            "today|tomorrow|tmrw|tmr|(?:the )?day after tomorrow|(?:the )?end of (?:the )?day|close of play"
        ),
        _near,
    ),
    (_form(f"(?:(?:this|next|coming|(?:a )?week on) )?(?P<weekday>{_WEEKDAY})"), _weekday),
    (_form(f"(?P<weekday>{_WEEKDAY}) (?:next )?week"), _weekday),
    (_form(f"{_DAY_AND_MONTH}(?: {_LATER_YEAR})?"), _dated),
    (_form(rf"{_NAMED_DAY}(?P<month>{_MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?(?: (?P<year>20\d\d))?"), _dated),
    (_form(rf"{_NAMED_DAY}(?P<day>\d\d?)/(?P<month>\d\d?)(?:/{_LATER_YEAR})?"), _dated),
    (_form(rf"{_NAMED_DAY}(?P<day>\d\d?)([.-])(?P<month>\d\d?)\3{_LATER_YEAR}"), _dated),
    (_form(r"20\d\d-\d\d-\d\d"), _in_full),
    (_form(rf"{_NAMED_DAY}(?P<day>\d\d?)(?:st|nd|rd|th)"), _day_of_month),
    (_form(rf"(?P<weekday>{_WEEKDAY}) (?P<day>\d\d?)$"), _day_of_month),
    (
        _form(
            rf"(?:in|within) (?P<number>\d{{1,3}}|{'|'.join(_COUNTS)}) "
            "(?P<working>working )?(?P<unit>day|week|wk|fortnight|month|mth)s?(?: time)?"
        ),
        _in_time,
    ),
    (_form(rf"(?:the )?end (?:of )?(?P<month>{_MONTH})(?: {_LATER_YEAR})?"), _end_of_month),
    (_form(rf"(?:mid|the middle of|middle of) ?(?P<month>{_MONTH})"), _middle_of_month),
    (_form("(?:the )?end (?:of )?(?:the |this |next )?(?P<unit>week|month)"), _period),
    (_form("(?:this|next) (?P<unit>week|month)"), _period),
    (_form("(?:the )?(?P<unit>week|month)s? end"), _period),
    (_form("(?:the |our )?next (?:(?:lscg |group )?(?:meeting|mtg)|lscg|time)"), _next_meeting),
    (
        _form("(?:the |our |their )?next (?:youth (?:advisory )?board|yab)(?: meeting| mtg)?"),
        _next_youth_board,
    ),
    (_form(rf"(?:the |our )?(?P<month>{_MONTH}) (?:meeting|mtg)"), _month_meeting),
)
_BEGINNING = re.compile(
    rf"\d|mid|(?:{_WEEKDAY}|{_MONTH}|today|tomorrow|tmrw|tmr|middle|day|the|our|their|this|next|coming|a"
    r"|in|within|end|close|(?:week|month)\W?s?)$",
    re.ASCII,
)
