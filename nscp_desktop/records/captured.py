"""What else the capture line records: remarks, decisions, outcomes and challenges."""

from datetime import date, datetime

from sqlmodel import Field

from .base import Instant, Record


class Remark(Record, table=True):
    """A captured line without a kind, kept as a note of the item."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="agenda_item.id")
    text: str
    recorded_at: datetime = Field(sa_type=Instant)


class Decision(Record, table=True):
    """What was decided, and why."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="agenda_item.id")
    text: str
    reason: str = ""
    theme_id: str | None = Field(default=None, foreign_key="theme.id")
    recorded_at: datetime = Field(sa_type=Instant)


class Outcome(Record, table=True):
    """What changed because of the group: collective, or inside one organisation."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    room_id: str | None = Field(default=None, foreign_key="room.id")
    text: str
    scope: str = ""
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id")
    theme_id: str | None = Field(default=None, foreign_key="theme.id")
    action_id: str | None = Field(default=None, foreign_key="action.id")
    recorded_at: datetime = Field(sa_type=Instant)


class Challenge(Record, table=True):
    """A challenge (Name it and Own it), to whom it was raised, and what they answered."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="agenda_item.id")
    room_id: str | None = Field(default=None, foreign_key="room.id")
    text: str
    raised_to: str = "the Chairs meeting"
    theme_id: str | None = Field(default=None, foreign_key="theme.id")
    answer: str = ""
    answered_on: date | None = None
    recorded_at: datetime = Field(sa_type=Instant)
