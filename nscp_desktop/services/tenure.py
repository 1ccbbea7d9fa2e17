"""Tenure: how records with inclusive dates hold on a day, and how they end.

Seats, holdings, nominations and terms all carry ``starts`` and ``ends``; empty means without a limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import BindParameter


class Dated(Protocol):
    """A record that holds from a day to a day, both included."""

    removed: bool
    starts: date | None
    ends: date | None


OneDated = TypeVar("OneDated", bound=Dated)


def on_day(record: type[Dated], day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The condition that a record holds on ``day`` (or on the day bound later) and is not removed."""
    return and_(
        col(record.removed).is_(False),
        or_(col(record.starts).is_(None), col(record.starts) <= day),
        or_(col(record.ends).is_(None), col(record.ends) >= day),
    )


def not_ended(records: Iterable[OneDated], day: date) -> list[OneDated]:
    """Those that hold on ``day`` or will later."""
    return [one for one in records if not one.removed and (one.ends is None or one.ends >= day)]


def end_on(record: Dated, last_day: date) -> None:
    """Let ``last_day`` be the last on which the record holds, if it has not ended sooner.

    What would end before it began, a slip of the same day, is marked removed as if it had never been.
    """
    if record.starts is not None and record.starts > last_day:
        record.removed = True
    elif record.ends is None or record.ends > last_day:
        record.ends = last_day
