"""What is decided about a meeting's own time while it runs: choices in an overrun, items that wait."""

from datetime import datetime

from sqlmodel import Field

from .base import Instant, Record


class OverrunChoice(Record, table=True):
    """How a meeting answered that it would not end in time.

    ``item_id`` is the item under way, ``way`` shorten, park or later, ``subject_id`` the item that was shortened
    (from ``before`` to ``minutes``) or parked; ``ends`` is when the meeting was then to end.
    """

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    way: str
    subject_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    before: int = 0
    minutes: int = 0
    ends: datetime = Field(sa_type=Instant)
    chosen_at: datetime = Field(sa_type=Instant)


class ParkedItem(Record, table=True):
    """An item that a meeting put off to its group's next one (id from meeting and item).

    ``taken_id`` is the item of the meeting that took it on; empty while it waits.
    """

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="agenda_item.id")
    parked_at: datetime = Field(sa_type=Instant)
    taken_id: str | None = Field(default=None, foreign_key="agenda_item.id", index=True)
