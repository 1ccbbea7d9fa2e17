"""What opens a kept store of the bench, apart from what makes one: a start that is timed loads no more."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
PASSPHRASE = "harbour lantern twig"  # noqa: S105 a store of invented people
FIRST_YEAR = 2017


class Clock:
    """A clock that stands where the generator puts it and moves on a second at each look."""

    def __init__(self, at: datetime) -> None:
        """Stand at ``at``."""
        self.at = at

    def __call__(self) -> datetime:
        """The moment, a second after the last."""
        self.at += timedelta(seconds=1)
        return self.at


def last_day(years: int) -> datetime:
    """The morning after the last meeting, on which every group has one more arranged."""
    return datetime(FIRST_YEAR + years, 3, 31, 9, 30, tzinfo=LONDON)


def kept_clock(store: Path) -> Clock:
    """A clock that stands on the last morning of a kept store; its folder says how many years it holds."""
    return Clock(last_day(int(store.parent.name.partition("-")[0])))
