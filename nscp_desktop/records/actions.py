"""What was promised: actions, their progress over time, and the replies of every organisation."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from .base import Instant, Record


class Action(Record, table=True):
    """A promise with its owner (a seat, a person, an organisation, or words not yet understood) and its date.

    ``kind`` is individual, together, every organisation or to the NSCP; ``state`` open, in hand or done.
    """

    # What is open and late is counted after every deed on an action: from this alone, without reading their texts.
    __table_args__ = (Index("ix_action_standing", "group_id", "state", "due", "removed"),)

    group_id: str = Field(foreign_key="group.id")
    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    room_id: str | None = Field(default=None, foreign_key="room.id")
    reference: str
    kind: str
    text: str
    owner_id: str | None = Field(default=None, foreign_key="person.id")
    seat_id: str | None = Field(default=None, foreign_key="seat.id")
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id")
    owner_words: str = ""
    due: date | None = None
    due_words: str = ""
    due_said: bool = True
    theme_id: str | None = Field(default=None, foreign_key="theme.id")
    state: str = "open"
    closed_on: date | None = None
    difference: str = ""
    recorded_at: datetime | None = Field(default=None, sa_type=Instant)


class Progress(Record, table=True):
    """One line on an action, when it was said and at which meeting."""

    action_id: str = Field(foreign_key="action.id", index=True)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id")
    said_at: datetime = Field(sa_type=Instant)
    person_id: str | None = Field(default=None, foreign_key="person.id")
    text: str


class Reply(Record, table=True):
    """One organisation's answer to an action for every organisation (id from action and organisation)."""

    action_id: str = Field(foreign_key="action.id", index=True)
    organisation_id: str = Field(foreign_key="organisation.id")
    answer: str = ""
    text: str = ""
    answered_on: date | None = None
