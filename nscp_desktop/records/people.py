"""People, organisations, and the seats that outlive the person who fills them."""

from datetime import date

from sqlmodel import Field

from .base import Record


class Organisation(Record, table=True):
    """A partner organisation and the sector it belongs to."""

    name: str
    short: str = ""
    sector_id: str | None = Field(default=None, foreign_key="sector.id")


class Person(Record, table=True):
    """A person; ``same_as`` names the record that counts when two are the same person."""

    name: str
    initials: str = ""
    email: str = ""
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id")
    role: str = ""
    same_as: str | None = Field(default=None, foreign_key="person.id")


class Seat(Record, table=True):
    """An organisation's place in a group, with its role; dates are inclusive."""

    group_id: str = Field(foreign_key="group.id", index=True)
    organisation_id: str = Field(foreign_key="organisation.id")
    role: str = ""
    starts: date | None = None
    ends: date | None = None


class Holding(Record, table=True):
    """Who fills a seat, from when to when (inclusive)."""

    seat_id: str = Field(foreign_key="seat.id", index=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    starts: date | None = None
    ends: date | None = None


class NominatedDeputy(Record, table=True):
    """Who may come for the holder of a seat."""

    seat_id: str = Field(foreign_key="seat.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    starts: date | None = None
    ends: date | None = None


class CoChair(Record, table=True):
    """A co-chair's term in a group."""

    group_id: str = Field(foreign_key="group.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    starts: date | None = None
    ends: date | None = None


class Officer(Record, table=True):
    """Somebody who works in this program, and as what: co-chair, business support or coordinator."""

    person_id: str = Field(foreign_key="person.id", index=True)
    role: str
