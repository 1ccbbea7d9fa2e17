"""Attendance: in what capacity a person came, what their mark is, and how they came."""

from __future__ import annotations

from enum import StrEnum


class Capacity(StrEnum):
    """In what capacity a person stands on a meeting's register."""

    MEMBER = "member"
    CO_CHAIR = "co-chair"
    DEPUTY = "deputy"
    GUEST_SPEAKER = "guest speaker"
    OBSERVER = "observer"
    IN_ATTENDANCE = "in attendance"
    YOUNG_PERSON = "young person"


class State(StrEnum):
    """A mark: present, apologies, deputy came, or no apology received."""

    PRESENT = "P"
    APOLOGIES = "A"
    DEPUTY = "D"
    NO_APOLOGY = "N"


class How(StrEnum):
    """How a person came; NOT_RECORDED when nobody said."""

    ROOM = "room"
    ONLINE = "online"
    NOT_RECORDED = ""
