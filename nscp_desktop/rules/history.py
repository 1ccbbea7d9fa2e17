"""How a change reads: the field's word for every record and field, and every value as people write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from nscp_desktop.rules.attached_papers import size_words
from nscp_desktop.rules.attendance import State
from nscp_desktop.rules.history_words import FIELDS, NOUNS
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date

NOTHING: Final = "nothing"
EMPTIED: Final = "an earlier wording, emptied when the store was closed"
PURGED: Final = "removed for good"
ADDED: Final = "Added"
TEXT_REMOVED: Final = "Text removed for good"
_MOST_NAMED: Final = 2
TAKEN_AWAY: Final = "Taken away"
PUT_BACK: Final = "Put back"

_STATES: Final[dict[str, str]] = {
    State.PRESENT: "present",
    State.APOLOGIES: "apologies",
    State.DEPUTY: "a deputy came",
    State.NO_APOLOGY: "not present, no apology",
}
_INHERITED: Final = frozenset(
    {("meeting_item", name) for name in ("title", "kind", "minutes", "lead", "theme_id", "position")}
)
"""Empty means here: as every group has it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: of which field, from what, to what."""

    field: str
    before: str
    after: str


def noun(table: str) -> str:
    """What a record of ``table`` is called: "Action", "Register entry"."""
    return NOUNS[table]


def field_words(table: str, field: str) -> str:
    """What a field is called: "Due", "Owner"; KeyError for one that nobody has named."""
    return FIELDS[table][field]


def fields(table: str) -> tuple[str, ...]:
    """The fields of ``table`` that have words, in the order in which they are told."""
    return tuple(FIELDS[table])


def shown(table: str, field: str, value: object) -> str:
    """A value as people write it; an id of another record has to be given as its name."""
    if value is None or value == "":
        return "as every group has it" if (table, field) in _INHERITED else NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float):
        return _number(field, value)
    if (table, field) == ("attendance", "state"):
        return _STATES.get(str(value), str(value))
    return str(value)


def _number(field: str, value: float) -> str:
    if field == "size":
        return size_words(int(value))
    if field == "position":
        return f"place {value:g}"
    return counted(int(value), "minute") if field == "minutes" else f"{value:g}"


def moment(at: datetime) -> str:
    """A moment: "14 January 2027 at 10:48"."""
    return f"{long_date(at.date())} at {at:%H:%M}"


def removed_on(day: date | None) -> str:
    """That words were removed for good, and on which day, where that is known."""
    return PURGED if day is None else f"{PURGED} on {long_date(day)}"


def told(table: str, field: str, before: str, after: str, *, removed: bool | None = None) -> Told:
    """A change of one field; ``removed`` is what the mark of removal says now, where that is the field."""
    if field == "removed":
        return Told(TAKEN_AWAY if removed else PUT_BACK, "", "")
    return Told(field_words(table, field), before, after)


def added(table: str, said: dict[str, str]) -> Told:
    """A record that is new, with what was said of it, field by field."""
    lines = [f"{field_words(table, name)}: {words}" for name, words in said.items()]
    return Told(ADDED, "", "\n".join(lines))


def sentence(deed: str) -> str:
    """A deed as it stands after a colon: "mark Priya Nair present"."""
    return f"{deed[:1].lower()}{deed[1:]}"


def left_as_it_is(fields: tuple[str, ...], number: int) -> str:
    """What an undo left alone because it was changed since: up to two fields by name; empty when there are none."""
    if not number:
        return ""
    named = fields[:_MOST_NAMED]
    if not named:
        return "What was changed since was left as it was."
    rest = number - len(named)
    words = " and ".join(named) + (f" and {counted(rest, 'other field')}" if rest else "")
    return f"Left as it is, because it was changed since: {words}."
