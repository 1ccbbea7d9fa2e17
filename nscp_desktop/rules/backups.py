"""Which backups are kept, what they are called, and when the next one is due."""

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta

from nscp_desktop.rules.year import MONTHS

DAYS, WEEKS = 14, 8
"""For how many days before today one a day is kept, and for how many weeks before this one a week."""

MINUTES_BETWEEN = 30
"""After how many minutes of use the next one is due."""

DAYS_BETWEEN_QUESTIONS = 7
"""How many days go by before the question for a second place is put again."""

_MOMENT = r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)"
_FORM = "%Y-%m-%dT%H-%M-%S"


def name_of(stem: str, moment: datetime, ending: str = ".nscp") -> str:
    """The file name of a backup: ``records-2027-01-14T12-03-07.nscp``, in the time that clocks showed."""
    return f"{stem}-{moment:{_FORM}}{ending}"


def moment_of(name: str, stem: str, ending: str = ".nscp") -> datetime | None:
    """The moment a backup's name carries (without a zone), or None when it is no backup of ``stem``."""
    found = re.fullmatch(re.escape(stem) + "-" + _MOMENT + re.escape(ending), name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _FORM)  # noqa: DTZ007 a file name carries no zone
    except ValueError:
        return None


def thin(moments: Collection[datetime], now: datetime) -> frozenset[datetime]:
    """Give the moments whose backups stay; all must be of one zone.

    Stay: all of today (and any that seem to come from the future: a clock was wrong), the last of each
    day for fourteen days before, the last of each week (from Monday) for eight weeks before this one, and
    the last of every month for ever. Asking again of what stayed lets all of it stay.
    """
    today = now.date()
    oldest_day, oldest_week = today - timedelta(days=DAYS), _monday(today) - timedelta(weeks=WEEKS)
    kept: set[datetime] = set()
    days: set[date] = set()
    weeks: set[date] = set()
    months: set[date] = set()
    for moment in sorted(moments, reverse=True):
        day = moment.date()
        week, month = _monday(day), day.replace(day=1)
        if (
            day >= today
            or (day not in days and day >= oldest_day)
            or (week not in weeks and week >= oldest_week)
            or month not in months
        ):
            kept.add(moment)
        days.add(day)
        weeks.add(week)
        months.add(month)
    return frozenset(kept)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def due(oldest: datetime | None, now: datetime) -> bool:
    """Whether a backup is due; ``oldest`` is the oldest change that no backup holds yet, or None."""
    return oldest is not None and now - oldest >= timedelta(minutes=MINUTES_BETWEEN)


def how_far(done: int, total: int) -> str:
    """How much of some bytes is done, in words: "40 of 133 MB"; small ones with a tenth."""
    if total < 10_000_000:
        return f"{done / 1e6:.1f} of {total / 1e6:.1f} MB"
    return f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB"


def last_words(made: datetime | None, now: datetime) -> str:
    """When the last backup was made, for the foot of a window: "Backed up 10:30"."""
    if made is None:
        return "Not backed up yet"
    days = (now.date() - made.date()).days
    if days == 0:
        return f"Backed up {made:%H:%M}"
    if days == 1:
        return f"Backed up yesterday {made:%H:%M}"
    year = "" if made.year == now.year else f" {made.year}"
    return f"Backed up {made.day} {MONTHS[made.month - 1]}{year}"


def ask_again(asked: date | None, today: date) -> bool:
    """Whether the question for a second place may be put: once a week at most, until there is one."""
    return asked is None or abs((today - asked).days) >= DAYS_BETWEEN_QUESTIONS
