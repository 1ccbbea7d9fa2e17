"""Breakout rooms, who sits in them, and their answers, one row a line."""

from sqlmodel import Field

from .base import Record


class Room(Record, table=True):
    """A room of a breakout item (id from meeting, item and number)."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="agenda_item.id")
    number: int
    lead_id: str | None = Field(default=None, foreign_key="person.id")


class RoomPlace(Record, table=True):
    """The room in which a person sits (id from meeting, item and person: one room each)."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="agenda_item.id")
    person_id: str = Field(foreign_key="person.id")
    room_id: str = Field(foreign_key="room.id", index=True)


class Answer(Record, table=True):
    """One point of a room's answer to a question; ``best`` marks one of the three it feeds back."""

    room_id: str = Field(foreign_key="room.id", index=True)
    question_id: str = Field(foreign_key="question.id")
    position: float
    text: str
    best: bool = False
