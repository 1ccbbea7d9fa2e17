"""Youth Advisory Boards: who goes, what they said, what was done, and when they were told."""

from datetime import date as Day
from datetime import time

from sqlmodel import Field

from .base import Record


class Board(Record, table=True):
    """A Youth Advisory Board of a district, with the provider that runs it."""

    name: str
    district: str
    provider: str = ""
    position: int = 0


class BoardLink(Record, table=True):
    """Which group faces which board."""

    board_id: str = Field(foreign_key="board.id", index=True)
    group_id: str = Field(foreign_key="group.id", index=True)


class Representative(Record, table=True):
    """The group member who attends a board, or their deputy, from when to when."""

    board_id: str = Field(foreign_key="board.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    deputy: bool = False
    starts: Day | None = None
    ends: Day | None = None


class BoardMeeting(Record, table=True):
    """A meeting of a board; ``attended`` is unknown until somebody says."""

    board_id: str = Field(foreign_key="board.id", index=True)
    date: Day
    starts: time | None = None
    attended: bool | None = None
    person_id: str | None = Field(default=None, foreign_key="person.id")


class BoardPriority(Record, table=True):
    """A priority the board set for a year."""

    board_id: str = Field(foreign_key="board.id", index=True)
    year: int
    position: float
    text: str


class Ask(Record, table=True):
    """What a board said and asked, what we did about it, and when they were told (empty: still owed)."""

    board_id: str = Field(foreign_key="board.id", index=True)
    said: str
    said_on: Day
    brought_by_id: str | None = Field(default=None, foreign_key="person.id")
    consent: bool = False
    consent_by: str = ""
    consent_on: Day | None = None
    asked_of: str = ""
    did: str = ""
    did_on: Day | None = None
    action_id: str | None = Field(default=None, foreign_key="action.id")
    told_on: Day | None = None
    told_how: str = ""
    told_words: str = ""


class Talk(Record, table=True):
    """What a group said about an ask at one of its meetings."""

    ask_id: str = Field(foreign_key="ask.id", index=True)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", index=True)
    item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    talked_on: Day
    text: str
