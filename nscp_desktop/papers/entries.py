"""What a meeting leaves behind, as papers print it: decisions, actions, outcomes, asks, rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, and why."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action in minutes, tables and logs.

    ``kind`` and ``state`` are the words of rules.actions.ActionKind and ActionState
    ("every organisation", "open"). ``owner`` "" prints as not yet named. ``due_words`` stand in
    place of the date ("the next meeting"). ``replied`` of ``asked`` count an action of every
    organisation. ``note`` is the last word on it, ``difference`` what it changed.
    """

    reference: str
    text: str
    owner: str = ""
    due: date | None = None
    due_words: str = ""
    kind: str = "individual"
    state: str = "open"
    raised_on: date | None = None
    origin: str = ""
    theme: str = ""
    closed_on: date | None = None
    replied: int | None = None
    asked: int | None = None
    note: str = ""
    difference: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something that has changed: in one ``organisation``, else in the group ``together``.

    ``together`` False without an organisation says that nobody recorded whose it is.
    """

    text: str
    organisation: str = ""
    theme: str = ""
    together: bool = True


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge (Name it and Own it): with whom it is raised, and the answer once there is one."""

    text: str
    raised_with: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a youth board said and what became of it.

    ``said`` is printed only where ``consent`` to share is recorded. ``did`` may name references.
    ``waiting_days`` since they said it, while nobody has told them.
    """

    board: str
    said: str
    said_on: date | None = None
    consent: bool = False
    ask: str = ""
    talked: str = ""
    did: str = ""
    told_on: date | None = None
    told_how: str = ""
    waiting_days: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a room wrote under one question, a point a line; ``best`` are those it ticked."""

    question: str
    points: tuple[str, ...] = ()
    best: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A breakout room without names: how many were in it, of which sectors, and its answers."""

    name: str
    people: int = 0
    sectors: tuple[str, ...] = ()
    answers: tuple[Answers, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """A point that several rooms made: in how many, and from which sectors."""

    text: str
    rooms: int
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breakout:
    """A breakout: the item's number and title, its rooms, and what came back most."""

    number: str
    title: str
    rooms: tuple[Room, ...]
    shared: tuple[Shared, ...] = ()
    restricted: bool = False
