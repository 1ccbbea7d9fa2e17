"""Rounds, their shared agenda, and the meetings that hold it with local overrides."""

from datetime import date as Day
from datetime import datetime, time

from sqlmodel import Field

from .base import Instant, Record


class Round(Record, table=True):
    """One set of meetings sharing one agenda; ``year`` is the calendar year in which the reporting year starts."""

    year: int
    number: int
    month: Day
    title: str = ""


class AgendaItem(Record, table=True):
    """An item of a round's agenda, or of one meeting only when ``meeting_id`` is set."""

    round_id: str = Field(foreign_key="round.id", index=True)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", index=True)
    position: float
    title: str
    kind: str
    duty: str = ""
    minutes: int = 5
    lead: str = ""
    lead_person_id: str | None = Field(default=None, foreign_key="person.id")
    theme_id: str | None = Field(default=None, foreign_key="theme.id")
    paper: str = ""


class Question(Record, table=True):
    """A question that the rooms of a breakout item answer."""

    item_id: str = Field(foreign_key="agenda_item.id", index=True)
    position: float
    text: str


class Meeting(Record, table=True):
    """A meeting of a group: when and where, how far it has come, and how its minutes stand.

    ``status`` is arranged, running, held, cancelled or rearranged; ``kind`` ordinary, extra session or
    learning review; ``mode`` room, online or both; ``minutes_state`` empty, draft or agreed.
    """

    group_id: str = Field(foreign_key="group.id", index=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    date: Day
    starts: time
    ends: time
    mode: str = "room"
    venue: str = ""
    kind: str = "ordinary"
    status: str = "arranged"
    reason: str = ""
    moved_to_id: str | None = Field(default=None, foreign_key="meeting.id")
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    current_item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    confidentiality_read_at: datetime | None = Field(default=None, sa_type=Instant)
    register_complete: bool = False
    minute_taker_id: str | None = Field(default=None, foreign_key="person.id")
    minutes_state: str = ""
    minutes_version: int = 0
    agreed_on: Day | None = None
    agreed_subject_to: str = ""
    distribution: str = ""


class MeetingItem(Record, table=True):
    """A meeting's own row for an agenda item (id from meeting and item).

    Empty overrides inherit from the round. ``note`` is the one text of the item.
    """

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="agenda_item.id", index=True)
    title: str | None = None
    kind: str | None = None
    minutes: int | None = None
    lead: str | None = None
    theme_id: str | None = Field(default=None, foreign_key="theme.id")
    position: float | None = None
    omitted: bool = False
    restricted: bool = False
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    note: str = ""
