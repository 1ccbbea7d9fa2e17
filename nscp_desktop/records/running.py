"""What belongs to the running of a meeting: choices in an overrun, pauses, items that wait, what follows it."""

from datetime import date, datetime

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


class Pause(Record, table=True):
    """A break in a meeting while one of its items was under way; ``ends`` is empty until the meeting goes on."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    starts: datetime = Field(sa_type=Instant)
    ends: datetime | None = Field(default=None, sa_type=Instant)


class FollowUp(Record, table=True):
    """Something that was done after a meeting (id from meeting, kind and whom or what it concerns).

    What there is to do follows from the meeting; only what is done is kept. ``done_on`` is empty again when
    it was not done after all.
    """

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    kind: str
    person_id: str | None = Field(default=None, foreign_key="person.id")
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id")
    board_id: str | None = Field(default=None, foreign_key="board.id")
    room_id: str | None = Field(default=None, foreign_key="room.id")
    done_on: date | None = None
