"""The forms in which a date is said, and the day each of them means; what they mean is listed in ``days``."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import itemgetter

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

FARTHEST_ROLLED_DAYS = 275

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
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
    """What dates are said from: today, and the meetings that can be named; ``meetings`` are later ones.

    ``holidays`` are the schools', each with its first day.
    """

    today: date
    next_meeting: date | None = None
    next_youth_board: date | None = None
    meetings: tuple[date, ...] = ()
    holidays: tuple[tuple[str, date], ...] = ()


_Meaning = tuple[date | None, Named]
Reader = Callable[[re.Match[str], Days], _Meaning]


def _weekday_of(name: str) -> int:
    return DAY_NAMES.index(name[:3].title())


def _month_of(name: str) -> int:
    return MONTH_NAMES.index(name[:3].title()) + 1


def full_year(digits: str) -> int:
    """Give a year of two digits in this century."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _only(day: date | None) -> _Meaning:
    return day, Named.DATE


def _part(match: re.Match[str], name: str) -> str:
    """Give the words of a named part of a form, or none if the form has no such part."""
    return match.groupdict().get(name) or ""


def _near(match: re.Match[str], days: Days) -> _Meaning:
    word = match.group()
    ahead = 2 if "after" in word else 1 if word.startswith("tomorrow") else 0
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
    years = [full_year(year)] if year else [today.year, today.year + 1]
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
    if unit == "month":
        return _only(day + relativedelta(months=count))
    if unit == "hour":
        return _only(day + timedelta(days=-(-count // 24)))
    if not _part(match, "working"):
        return _only(day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
    for _ in range(count):
        day += timedelta(days=3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
    return _only(day)


def _weeks_from(match: re.Match[str], days: Days) -> _Meaning:
    weeks = 2 if _part(match, "weeks") == "fortnight" else 1
    return _only(days.today + timedelta(weeks=weeks, days="tomorrow" in match.group()))


def _end_of_month(match: re.Match[str], days: Days) -> _Meaning:
    """Give the last day of a month that was named."""
    today, month, written = days.today, _month_of(match["month"]), _part(match, "year")
    year = full_year(written) if written else today.year + (month < today.month)
    return _only(date(year, month, 1) + relativedelta(day=31))


def _middle_of_month(match: re.Match[str], days: Days) -> _Meaning:
    """Give the 15th of a month that was named, the next one that is not over."""
    today, month = days.today, _month_of(match["month"])
    this = date(today.year, month, 15)
    return _only(this if this >= today else this.replace(year=today.year + 1))


def _period(match: re.Match[str], days: Days) -> _Meaning:
    """Give the Friday of this or next week, or the last day of this or next month."""
    today, later = days.today, "next" in match.group()
    if "month" in match.group() or match.group() == "eom":
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


def _holiday(match: re.Match[str], days: Days) -> _Meaning:
    """Give the last weekday before holidays of the schools."""
    said = match.group()
    half, season = "half" in said, next((word for word in _SEASONS if word in said), "")
    for name, first in sorted(days.holidays, key=itemgetter(1)):
        if ("half" in name) is half and first > days.today and _of_season(season, name, first):
            return _only(_weekday_before(first))
    return _only(None)


def _feast(match: re.Match[str], days: Days) -> _Meaning:
    """Give the Thursday before Easter, or the day before Christmas; the next there is."""
    years = (days.today.year, days.today.year + 1)
    if "easter" in match.group() or "good" in match.group():
        found = [easter(year) - timedelta(days=3) for year in years]
    else:
        found = [date(year, 12, 24) for year in years]
    return _only(next(day for day in found if day >= days.today))


def _of_season(season: str, name: str, first: date) -> bool:
    """Say whether holidays are those said: "february half term", "the christmas holidays", "the spring term"."""
    return season in name or first.month in _SEASONS.get(season, ())


def _weekday_before(day: date) -> date:
    before = day - timedelta(days=1)
    return before - timedelta(days=max(0, before.weekday() - 4))


def _start(match: re.Match[str], days: Days) -> _Meaning:
    """Give the first day of a month that was named, or the Monday of next week."""
    if not _part(match, "month"):
        return _only(_in_week(0, days.today, 1))
    first = days.today.replace(month=_month_of(match["month"]), day=1)
    return _only(first if first >= days.today else first.replace(year=first.year + 1))


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})(?= |$)", re.ASCII)


# What holidays of the schools are called, and the months in which those of another name begin.
_SEASONS = {
    "autumn": (10, 12),
    "october": (10,),
    "spring": (2, 3, 4),
    "february": (2,),
    "summer": (5, 6, 7),
    "may": (5,),
    "easter": (3, 4),
    "christmas": (12,),
    "xmas": (12,),
}
_LATER_YEAR = r"(?P<year>(?:20)?\d\d)"
_NAMED_DAY = f"(?:(?P<weekday>{_WEEKDAY}) )?(?:the )?"
_DAY_AND_MONTH = rf"{_NAMED_DAY}(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)?[ -]?(?P<month>{_MONTH})"
DATED_WITHOUT_YEAR = _form(_DAY_AND_MONTH)
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        _form(
            "today|tonight|tomorrow|(?:the )?day after tomorrow|(?:the )?end of (?:the )?(?:day|play)"
            "|close of (?:play|business)|cop|cob|eod"
        ),
        _near,
    ),
    (_form(f"(?:(?:this|next|coming|(?:a )?week on) )?(?P<weekday>{_WEEKDAY})"), _weekday),
    (_form(f"(?P<weekday>{_WEEKDAY}) (?:next )?week"), _weekday),
    (_form("(?:a )?(?P<weeks>week|fortnight) (?:today|tomorrow)|(?:today|tomorrow) week"), _weeks_from),
    (_form(f"(?:the )?(?:start|beginning) (?:of )?(?:(?P<month>{_MONTH})|next week)"), _start),
    (
        _form(
            f"(?:the )?(?:(?:this|next|{'|'.join(_SEASONS)}) )?half ?term(?: break| holidays?)?"
            "|(?:the )?end of (?:the |this )?(?:(?:autumn|spring|summer|school) )?term|term end"
            "|(?:the )?(?:easter|christmas|xmas|summer) (?:break|holidays?|hols)"
        ),
        _holiday,
    ),
    (_form("(?:good friday|easter|christmas(?: eve)?|xmas(?: eve)?)"), _feast),
    (_form(f"{_DAY_AND_MONTH}(?:[ -]{_LATER_YEAR})?"), _dated),
    (_form(rf"{_NAMED_DAY}(?P<month>{_MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?(?: (?P<year>20\d\d))?"), _dated),
    (_form(rf"{_NAMED_DAY}(?P<day>\d\d?)/(?P<month>\d\d?)(?:/{_LATER_YEAR})?"), _dated),
    (_form(rf"{_NAMED_DAY}(?P<day>\d\d?)([.-])(?P<month>\d\d?)\3{_LATER_YEAR}"), _dated),
    (_form(r"20\d\d-\d\d-\d\d"), _in_full),
    (_form(rf"{_NAMED_DAY}(?P<day>\d\d?)(?:st|nd|rd|th)"), _day_of_month),
    (_form(rf"(?P<weekday>{_WEEKDAY}) (?P<day>\d\d?)$"), _day_of_month),
    (
        _form(
            rf"(?:in|within) (?P<number>\d{{1,3}}|{'|'.join(_COUNTS)}) "
            "(?P<working>working )?(?P<unit>hour|day|week|fortnight|month)s?(?: time)?"
        ),
        _in_time,
    ),
    (_form(rf"(?:the )?end (?:of )?(?P<month>{_MONTH})(?: {_LATER_YEAR})?"), _end_of_month),
    (_form(rf"(?:mid|the middle of|middle of) ?(?P<month>{_MONTH})"), _middle_of_month),
    (_form("(?:the )?end (?:of )?(?:the |this |next )?(?P<unit>week|month)|eow|eom"), _period),
    (_form("(?:this|next) (?P<unit>week|month)"), _period),
    (_form("(?:the )?(?P<unit>week|month)s? end|(?:the |this |next )?weekend"), _period),
    (_form("(?:the |our )?next (?:(?:lscg |group )?meeting|lscg|time|one)"), _next_meeting),
    (
        _form("(?:the |our |their )?next (?:youth (?:advisory )?board|yab)(?: meeting)?"),
        _next_youth_board,
    ),
    (_form(rf"(?:the |our )?(?P<month>{_MONTH}) meeting"), _month_meeting),
)
BEGINNING = re.compile(
    rf"\d|mid|half\W?(?:term)?$|(?:{_WEEKDAY}|{_MONTH}|today|tonight|tomorrow|middle|day|the|our|their|this|next|coming|a"
    rf"|in|within|end|start|beginning|close|cop|cob|eod|eow|eom|fortnight|term|good|easter|christmas|xmas|{'|'.join(_SEASONS)}"
    r"|(?:week|month)\W?s?|weekend)$",
    re.ASCII,
)
_CLOCK = r"(?:noon|midday|lunchtime|close of play|close of business|end of play|cop|cob|eod|\d{1,2}(?:[.:]\d\d)? ?[ap]m)"
TIME_BEFORE = re.compile(rf"{_CLOCK} (?:on )?", re.ASCII)
TIME_AFTER = _form(
    rf"(?:(?:by|before) )?{_CLOCK}|am|pm|morning|afternoon|evening|at (?:the )?(?:very )?latest|latest"
)
