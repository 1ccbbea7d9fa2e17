"""Breaks in a running meeting: the clock of the item under way stands still until the meeting goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import Meeting, Pause
from nscp_desktop.rules.meetings import Status

if TYPE_CHECKING:
    from datetime import datetime

    from nscp_desktop.store import Store


_LEAST_TOLD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Break:
    """A pause: during which item, from when to when; ``ends`` is empty while it lasts.

    One without an item is no break of the people: the meeting was closed, and opened again.
    """

    item_id: str | None
    starts: datetime
    ends: datetime | None

    @property
    def is_told(self) -> bool:
        """Whether minutes tell of it: a button pressed by mistake is no adjournment, nor is one that still lasts."""
        return self.ends is not None and _utc(self.ends) - _utc(self.starts) >= _LEAST_TOLD

    def within(self, begins: datetime, until: datetime) -> timedelta:
        """How much of it lies between two moments, in true time also when the clocks change."""
        first, last = max(_utc(self.starts), _utc(begins)), min(_utc(self.ends or until), _utc(until))
        return max(timedelta(0), last - first)


def _utc(at: datetime) -> datetime:
    # Within one zone times are compared and taken from one another as the clock on the wall shows them.
    return at.astimezone(UTC)


def breaks(store: Store, meeting_id: str) -> tuple[Break, ...]:
    """The pauses of a meeting, in order; the last one may still last."""
    with store.read() as session:
        return breaks_in(session, meeting_id)


def breaks_in(session: Session, meeting_id: str) -> tuple[Break, ...]:
    """As :func:`breaks`, inside a read or a change."""
    columns: tuple[Any, ...] = (Pause.item_id, Pause.starts, Pause.ends)
    query = (
        select(*columns)
        .where(col(Pause.meeting_id) == meeting_id, col(Pause.removed).is_(False))
        .order_by(col(Pause.starts))
    )
    return tuple(Break(*row) for row in session.exec(query))


def pause(store: Store, meeting_id: str) -> None:
    """Stop the clock of the item under way; a pause that lasts already stays. Refuses a meeting that is not running."""
    with store.change("Adjourn the meeting") as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None or meeting.status != Status.RUNNING:
            raise Refused("This meeting is not running. Nothing has been changed.")
        if _lasting(session, meeting_id) is None:
            session.add(
                Pause(meeting_id=meeting_id, item_id=meeting.current_item_id, starts=store.now(), ends=None)
            )


def go_on(store: Store, meeting_id: str) -> None:
    """Let the clock go on; nothing changes where no pause lasts."""
    with store.change("Go on with the meeting") as session:
        end_in(session, meeting_id, store.now())


def leave_out_in(session: Session, meeting_id: str, closed: datetime, again: datetime) -> None:
    """Count the time for which a meeting was closed to no item, within the deed that opens it again."""
    session.add(Pause(meeting_id=meeting_id, item_id=None, starts=closed, ends=max(closed, again)))


def end_in(session: Session, meeting_id: str, at: datetime) -> None:
    """End the pause that lasts, within a deed: the meeting moves on, closes, or goes on."""
    lasting = _lasting(session, meeting_id)
    if lasting is not None:
        lasting.ends = max(at, lasting.starts)


def _lasting(session: Session, meeting_id: str) -> Pause | None:
    query = select(Pause).where(
        col(Pause.meeting_id) == meeting_id, col(Pause.removed).is_(False), col(Pause.ends).is_(None)
    )
    return session.exec(query).first()
