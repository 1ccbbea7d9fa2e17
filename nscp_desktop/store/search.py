"""The index in which every word is found, written in the same transaction as the deed that says it.

It holds words and places, never a text: a word leads to a record, and what is shown is read from there. So
nothing is kept twice, a deed need not know what stood there before, and accents, apostrophes and hyphens are
left out before the words come here (``rules.search``). A row's number begins with its kind, so that one
question gives what was found in order of kinds, of each the newest first.
"""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from nscp_desktop.records import Group, Record
from nscp_desktop.rules.search import Term, indexed
from nscp_desktop.rules.year import long_date

from .file import StoreFile


class Kind(IntEnum):
    """What kind of thing is found."""

    PERSON = 1
    ORGANISATION = 2
    GROUP = 3
    MEETING = 4
    AGENDA = 5
    NOTES = 6
    RECORDED = 7
    ACTION = 8
    POINT = 9
    YOUTH_BOARD = 10


@dataclass(frozen=True, slots=True)
class Part:
    """Fields of a record that are found together, and as what."""

    kind: Kind
    fields: tuple[str, ...]


SEARCHED: Final[Mapping[str, tuple[Part, ...]]] = {
    "action": (Part(Kind.ACTION, ("reference", "text", "owner_words", "due_words", "difference")),),
    "agenda_item": (Part(Kind.AGENDA, ("title", "lead", "paper")),),
    "alias": (Part(Kind.GROUP, ("name",)),),
    "answer": (Part(Kind.POINT, ("text",)),),
    "attached_paper": (Part(Kind.AGENDA, ("title", "file_name")),),
    "ask": (Part(Kind.YOUTH_BOARD, ("said", "asked_of", "did", "told_words", "told_how", "consent_by")),),
    "board": (Part(Kind.YOUTH_BOARD, ("name", "district", "provider")),),
    "board_priority": (Part(Kind.YOUTH_BOARD, ("text",)),),
    "challenge": (Part(Kind.RECORDED, ("text", "raised_to", "answer")),),
    "decision": (Part(Kind.RECORDED, ("text", "reason")),),
    "group": (Part(Kind.GROUP, ("name", "short", "title", "code")),),
    "meeting": (Part(Kind.MEETING, ("venue", "reason", "agreed_subject_to", "distribution")),),
    "meeting_item": (Part(Kind.AGENDA, ("title", "lead")), Part(Kind.NOTES, ("note",))),
    "organisation": (Part(Kind.ORGANISATION, ("name", "short")),),
    "outcome": (Part(Kind.RECORDED, ("text",)),),
    "person": (Part(Kind.PERSON, ("name", "initials", "role", "email")),),
    "progress": (Part(Kind.ACTION, ("text",)),),
    "question": (Part(Kind.AGENDA, ("text",)),),
    "remark": (Part(Kind.NOTES, ("text",)),),
    "reply": (Part(Kind.ACTION, ("text",)),),
    "round": (Part(Kind.MEETING, ("title",)),),
    "seat": (Part(Kind.PERSON, ("role",)),),
    "talk": (Part(Kind.YOUTH_BOARD, ("text",)),),
}
"""Every field whose words are found. A meeting is found by its group and its day as well."""

_WITH: Final = {"meeting": ("group_id", "date")}
_GROUP_NAMES: Final = ("name", "short", "code")
_VERSION: Final = 1
"""To be counted up when :func:`~nscp_desktop.rules.search.indexed` gives other words than before."""

_SHIFT: Final = 40
_PUT: Final = "INSERT INTO search_words (rowid, words) VALUES (?, ?)"
_PLACE: Final = 'INSERT INTO search_place (id, "table", record) VALUES (?, ?, ?)'
_NEXT: Final = "SELECT coalesce(max(id), ?) + 1 FROM search_place WHERE id > ? AND id < ?"
_FOUND: Final = "SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY rowid DESC"
FORGET: Final = "INSERT INTO search_words (search_words) VALUES ('optimize')"
"""The statement that writes the index anew without the words that no longer stand anywhere."""
_MERGE: Final = "INSERT INTO search_words (search_words, rank) VALUES ('merge', ?)"
_MARK: Final = 0
"""The number of the row that says by which declaration the index was made."""


# -- writing -----------------------------------------------------------------------------------------


def write(connection: Connection, record: Record, changed: AbstractSet[str] | None) -> None:
    """Write what a record says into the index, in the open transaction; ``changed`` is None when it is new."""
    table = str(record.__tablename__)
    for part in SEARCHED.get(table, ()):
        watched = (*part.fields, *_WITH.get(table, ()), "removed")
        if changed is None or not changed.isdisjoint(watched):
            said = {name: getattr(record, name) for name in watched}
            words = "" if record.removed else _words(connection, table, part, said)
            _put(connection, part.kind, table, record.id, words, new=changed is None)
    if isinstance(record, Group) and changed is not None and not changed.isdisjoint(_GROUP_NAMES):
        _rename(connection, record)


def _put(connection: Connection, kind: Kind, table: str, record: str, words: str, *, new: bool) -> None:
    base, end = kind << _SHIFT, (kind + 1) << _SHIFT
    there = None if new else _place_of(connection, record, base, end)
    if there is not None:
        if words:
            connection.exec_driver_sql("UPDATE search_words SET words = ? WHERE rowid = ?", (words, there))
        else:
            connection.exec_driver_sql("DELETE FROM search_words WHERE rowid = ?", (there,))
            connection.exec_driver_sql("DELETE FROM search_place WHERE id = ?", (there,))
    elif words:
        at = connection.exec_driver_sql(_NEXT, (base, base, end)).scalar_one()
        connection.exec_driver_sql(_PLACE, (at, table, record))
        connection.exec_driver_sql(_PUT, (at, words))


def _place_of(connection: Connection, record: str, base: int, end: int) -> int | None:
    query = "SELECT id FROM search_place WHERE record = ? AND id > ? AND id < ?"
    found: int | None = connection.exec_driver_sql(query, (record, base, end)).scalar()
    return found


def _words(
    connection: Connection,
    table: str,
    part: Part,
    said: Mapping[str, Any],
    groups: dict[str, str] | None = None,
) -> str:
    texts = [said[name] or "" for name in part.fields]
    if table == "meeting":
        known = {} if groups is None else groups
        if said["group_id"] not in known:
            known[said["group_id"]] = _group_words(connection, said["group_id"])
        texts += [known[said["group_id"]], _day_words(said["date"])]
    return indexed("\n".join(texts))


def _group_words(connection: Connection, group_id: str) -> str:
    row = connection.exec_driver_sql(
        'SELECT name, short, code FROM "group" WHERE id = ?', (group_id,)
    ).fetchone()
    return "" if row is None else " ".join(str(name) for name in row)


def _day_words(day: date | str) -> str:
    return long_date(day if isinstance(day, date) else date.fromisoformat(day))


def _rename(connection: Connection, group: Group) -> None:
    """Find the meetings of a group by its new name."""
    part = SEARCHED["meeting"][0]
    for record, row in _rows(connection, "meeting"):
        if row["group_id"] == group.id:
            words = _words(connection, "meeting", part, row)
            _put(connection, part.kind, "meeting", record, words, new=False)


# -- the whole ---------------------------------------------------------------------------------------


def declared() -> str:
    """What tells one declaration of what is searched from another."""
    told = json.dumps([_VERSION, sorted((table, repr(parts)) for table, parts in SEARCHED.items())])
    return hashlib.sha256(told.encode()).hexdigest()


def ensure(opened: StoreFile) -> None:
    """Make the index where it is missing, was marked stale, or was made when other fields were searched."""
    if opened.read_only:
        return
    with opened.engine.begin() as connection:
        query = "SELECT record FROM search_place WHERE id = ?"
        if connection.exec_driver_sql(query, (_MARK,)).scalar() != declared():
            build(connection)


def stale(connection: Connection) -> None:
    """Have the index made anew when the store is opened next: records were written past it."""
    connection.exec_driver_sql("DELETE FROM search_place WHERE id = ?", (_MARK,))


def build(connection: Connection) -> None:
    """Make the whole index anew from what the records say now, in the open transaction."""
    connection.exec_driver_sql("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM search_place")
    last = dict.fromkeys(Kind, 0)
    for table in SEARCHED:
        places: list[tuple[int, str, str]] = []
        words: list[tuple[int, str]] = []
        for kind, record, text in _said(connection, table):
            last[kind] += 1
            places.append(((kind << _SHIFT) + last[kind], table, record))
            words.append((places[-1][0], text))
        if places:
            connection.exec_driver_sql(_PLACE, places)
            connection.exec_driver_sql(_PUT, words)
    connection.exec_driver_sql(_PLACE, (_MARK, "", declared()))
    connection.exec_driver_sql(FORGET)


def _said(connection: Connection, table: str) -> Iterator[tuple[Kind, str, str]]:
    groups: dict[str, str] = {}
    for record, row in _rows(connection, table):
        for part in SEARCHED[table]:
            text = _words(connection, table, part, row, groups)
            if text:
                yield part.kind, record, text


def _rows(connection: Connection, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record that is not removed, in the order in which they were made."""
    names = [*dict.fromkeys(name for part in SEARCHED[table] for name in part.fields), *_WITH.get(table, ())]
    columns = ", ".join(f'"{name}"' for name in names)
    query = f'SELECT id, {columns} FROM "{table}" WHERE removed = 0 ORDER BY rowid'  # noqa: S608 names that stand above
    for record, *values in connection.exec_driver_sql(query).all():
        yield str(record), dict(zip(names, values, strict=True))


def forget(engine: Engine) -> None:
    """Write the index anew without the words that no longer stand anywhere: a changed text leaves them for a while."""
    with engine.begin() as connection:
        connection.exec_driver_sql(FORGET)


def tidy(opened: StoreFile, pages: int = 64) -> bool:
    """Put some of the index's many small parts together, while nothing else is done; says whether there is more."""
    if opened.read_only or opened.locked or opened.copying.locked():
        return False
    with opened.turn, opened.engine.begin() as connection:
        count = "SELECT total_changes()"
        before = connection.exec_driver_sql(count).scalar_one()
        connection.exec_driver_sql(_MERGE, (pages,))
        # The merge itself counts for one change, whatever it did.
        return bool(connection.exec_driver_sql(count).scalar_one() - before > 1)


# -- asking ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand: of each kind how often, and the newest places."""

    kind: Kind
    number: int
    places: tuple[tuple[str, str], ...]
    """Table and id of each record."""


def find(session: Session, terms: Iterable[Term], most: int) -> tuple[Found, ...]:
    """Where every one of the terms stands, by kind; no more than ``most`` places of each."""
    asked = " AND ".join(_asked(term) for term in terms)
    if not asked:
        return ()
    connection = session.connection()
    ids = [-row[0] for row in connection.exec_driver_sql(_FOUND, (asked,))]
    found = []
    for kind in Kind:
        # Of the kind with the highest numbers first, and turned round so that they rise.
        start, end = bisect_left(ids, -((kind + 1) << _SHIFT)), bisect_left(ids, -(kind << _SHIFT))
        if end > start:
            shown = [-one for one in ids[start : min(end, start + most)]]
            found.append(Found(kind, end - start, _places(connection, shown)))
    return tuple(found)


def _asked(term: Term) -> str:
    ways = [f'"{" ".join(words)}"{"*" if term.begins else ""}' for words in term.ways]
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def _places(connection: Connection, ids: list[int]) -> tuple[tuple[str, str], ...]:
    marks = ", ".join("?" * len(ids))
    query = f'SELECT "table", record FROM search_place WHERE id IN ({marks}) ORDER BY id DESC'  # noqa: S608 marks only
    return tuple((str(table), str(record)) for table, record in connection.exec_driver_sql(query, tuple(ids)))
