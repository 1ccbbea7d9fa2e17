"""What any record is called in a sentence, looked up once for all the rows of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, SQLModel

from nscp_desktop.rules import history as rules
from nscp_desktop.rules.wording import quoted
from nscp_desktop.rules.year import long_date
from nscp_desktop.store.log import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.records import Record

GONE: Final = "somebody or something that is not in this store"
_SHORT: Final = 60

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "action": ("reference",),
    "agenda_item": ("title",),
    "answer": ("text",),
    "attached_paper": ("title",),
    "ask": ("said",),
    "board": ("name",),
    "board_priority": ("text",),
    "challenge": ("text",),
    "decision": ("text",),
    "group": ("short", "name"),
    "organisation": ("name",),
    "outcome": ("text",),
    "person": ("name",),
    "question": ("text",),
    "remark": ("text",),
    "sector": ("name",),
    "template": ("name",),
    "template_item": ("title",),
    "theme": ("name",),
}
"""The fields that name a record, the first that says something."""


def refers_to(table: str, field: str) -> str:
    """The table whose ids a field holds; empty when it holds none."""
    keys = SQLModel.metadata.tables[table].c[field].foreign_keys
    return next((key.column.table.name for key in keys), "")


class Names:
    """Names of records within one read; each is asked for once."""

    def __init__(self, session: Session) -> None:
        """Ask ``session``."""
        self._session = session
        self._known: dict[tuple[str, str], str] = {}

    def name(self, table: str, record_id: str) -> str:
        """What the record is called; what was purged or is missing is said to be so."""
        key = (table, record_id)
        if key not in self._known:
            record = self._session.get(RECORDS[table], record_id)
            self._known[key] = GONE if record is None else self._words(table, record)
        return self._known[key]

    def anywhere(self, record_id: str) -> str:
        """What the record with that id is called, whatever it is."""
        found = (
            self.subject(table, record_id) for table in RECORDS if self.name(table, record_id) is not GONE
        )
        return next(found, GONE)

    def person(self, actor: str) -> str:
        """Who did a deed: a person's name, else what stands there, such as the command line."""
        if not actor:
            return "nobody signed in"
        found = self.name("person", actor)
        return actor if found is GONE else found

    def subject(self, table: str, record_id: str) -> str:
        """The record with what it is: "Action NB-2701-04"."""
        name = self.name(table, record_id)
        plain = table in {"person", "organisation", "agenda_item", "meeting", "seat", "board"}
        if plain and name is not GONE:
            return name
        return f"{rules.noun(table)}{' ' if table == 'action' else ': '}{name}"

    def _words(self, table: str, record: Record) -> str:
        said: Any = record
        if table in _COMPOSED:
            return _COMPOSED[table](self, said)
        found = [str(getattr(said, field)) for field in _WORDS.get(table, ()) if getattr(said, field)]
        return quoted(found[0], _SHORT)[1:-1] if found else rules.noun(table).lower()


def _meeting(names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
    return f"{names.name('group', one.group_id)}, {long_date(one.date)}"


def _seat(names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
    role = f" ({one.role})" if one.role else ""
    return f"{names.name('organisation', one.organisation_id)}{role}, {names.name('group', one.group_id)}"


def _at_meeting(names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
    return f"{names.name('agenda_item', one.item_id)} at {names.name('meeting', one.meeting_id)}"


def _entry(names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
    return f"{names.name('person', one.person_id)} at {names.name('meeting', one.meeting_id)}"


def _by(field: str, table: str) -> Callable[[Names, Any], str]:
    def named(names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
        return names.name(table, getattr(one, field))

    return named


def _room(_names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
    return f"room {one.number}"


def _round(_names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
    return f"round {one.number}, {one.month:%B %Y}"


def _paper(names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
    return f"{one.paper}, version {one.version}, {names.name('meeting', one.meeting_id)}"


def _board_meeting(names: Names, one: Any) -> str:  # noqa: ANN401 a record of its table
    return f"{names.name('board', one.board_id)}, {long_date(one.date)}"


_COMPOSED: Final[dict[str, Callable[[Names, Any], str]]] = {
    "attendance": _entry,
    "board_link": _by("group_id", "group"),
    "board_meeting": _board_meeting,
    "co_chair": _by("person_id", "person"),
    "holding": _by("person_id", "person"),
    "issued_paper": _paper,
    "meeting": _meeting,
    "meeting_item": _at_meeting,
    "nominated_deputy": _by("person_id", "person"),
    "officer": _by("person_id", "person"),
    "progress": _by("action_id", "action"),
    "reply": _by("organisation_id", "organisation"),
    "representative": _by("person_id", "person"),
    "room": _room,
    "room_place": _by("person_id", "person"),
    "round": _round,
    "seat": _seat,
    "talk": _by("ask_id", "ask"),
}
