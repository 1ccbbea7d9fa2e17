"""The register: one row for each person at each meeting."""

from datetime import datetime, time

from sqlalchemy import Index
from sqlmodel import Field

from .base import Instant, Record


class Attendance(Record, table=True):
    """How one person stood at one meeting (id from meeting and person).

    A member's row with state D names in ``deputy_id`` who came for them; a deputy's own row has the
    capacity deputy and state P. ``how`` is a second fact beside the state: room, online or empty.
    """

    # Who is asked for is one person at one meeting, not one of the hundreds of rows a person has over the years.
    __table_args__ = (Index("ix_attendance_meeting_person", "meeting_id", "person_id"),)

    meeting_id: str = Field(foreign_key="meeting.id")
    person_id: str = Field(foreign_key="person.id", index=True)
    capacity: str
    state: str
    how: str = ""
    deputy_id: str | None = Field(default=None, foreign_key="person.id")
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id")
    arrived: time | None = None
    arrived_item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    left: time | None = None
    left_item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    marked_at: datetime | None = Field(default=None, sa_type=Instant)
