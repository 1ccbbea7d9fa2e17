"""What can still be read of a damaged store: its log, journal, drafts, kept papers and settings.

The rows are taken from the pages themselves and told apart by what they say; a row of the log is taken
only when its digest holds. The tables of records are read the ordinary way, as far as that goes.
"""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlmodel import SQLModel

from nscp_desktop.errors import Refused

from . import left
from .engine import scratch
from .log import RECORDS, digest
from .pages import Value, damaged, plain_pages, rows

_STAMP: Final = re.compile(r"\d{13}\.\d{7}\..+")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
_OF_THIS_LAPTOP: Final = frozenset({"device", "store"})

Row = dict[str, Any]


@dataclass(slots=True)
class Readable:
    """Rows by their id, each as its table's columns name it; ``fingerprint`` and ``key`` are ids too."""

    log: dict[str, Row] = field(default_factory=dict)
    journal: dict[str, Row] = field(default_factory=dict)
    drafts: dict[tuple[str, str, str], Row] = field(default_factory=dict)
    papers: dict[str, bytes] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)


def read(store: Path, key: bytes) -> Readable:
    """All that can be read of the store at ``store`` and of its write-ahead log, wherever it lies."""
    found = Readable()
    for row in rows(plain_pages(store, key)):
        if len(row) == 2 and isinstance(row[0], str):
            _pair(found, row[0], row[1])
            continue
        for table, take in _SHAPES.items():
            columns = SQLModel.metadata.tables[table].c.keys()
            if len(columns) == len(row):
                take(found, dict(zip(columns, row, strict=True)))
    return found


def _pair(found: Readable, name: str, value: Value) -> None:
    if isinstance(value, bytes) and hashlib.sha256(value).hexdigest() == name:
        found.papers[name] = value
    elif isinstance(value, str) and name not in _OF_THIS_LAPTOP and not _HASH.fullmatch(name):
        found.settings[name] = value


def _log_row(found: Readable, row: Row) -> None:
    if not (_is(_STAMP, row["id"]) and _is(_HASH, row["digest"]) and row["table"] in RECORDS):
        return
    if row["value"] is not None and digest(row["salt"] or "", row["value"]) != row["digest"]:
        return
    # Of two copies the emptied one is the later.
    if row["id"] not in found.log or row["value"] is None:
        found.log[row["id"]] = row


def _deed(found: Readable, row: Row) -> None:
    if _is(_STAMP, row["stamp"]) and _is(_HASH, row["hash"]) and _is(_HASH, row["digest"]):
        found.journal[row["id"]] = row


def _draft(found: Readable, row: Row) -> None:
    place = (row["table"], row["record"], row["field"])
    if row["table"] in RECORDS and _is(_MOMENT, row["typed_at"]):
        earlier = found.drafts.get(place)
        if earlier is None or earlier["typed_at"] < row["typed_at"]:
            found.drafts[place] = row


def _is(kind: re.Pattern[str], value: Value) -> bool:
    return isinstance(value, str) and kind.fullmatch(value) is not None


_SHAPES: Final[dict[str, Callable[[Readable, Row], None]]] = {
    "change_log": _log_row,
    "journal": _deed,
    "draft": _draft,
}


# -- the tables themselves ---------------------------------------------------------------------------


@contextmanager
def copied(store: Path) -> Iterator[Path]:
    """A throw-away copy of the store and of its write-ahead log: what is asked of it changes nothing."""
    with tempfile.TemporaryDirectory(dir=store.parent, prefix=left.scratch_of(store)) as folder:
        copy = Path(folder) / store.name
        for ending in ("", "-wal"):
            source = store.with_name(store.name + ending)
            if source.is_file():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
        yield copy


def answers(store: Path, key: bytes, query: str) -> bool:
    """Whether every row that a query asks for can be read the ordinary way."""
    with copied(store) as copy:
        return _asked(copy, key, query) is not None


def is_whole(store: Path, key: bytes) -> bool:
    """Whether every page of the store is authentic and its tables hold."""
    if damaged(store, key):
        return False
    with copied(store) as copy:
        return _asked(copy, key, "PRAGMA quick_check") == [{"quick_check": "ok"}]


def tables(store: Path, key: bytes, known: Collection[tuple[str, str]]) -> Iterator[tuple[str, Row]]:
    """Each record that its own table still holds, with the table's name; ``known`` are ids to look for."""
    with copied(store) as copy:
        for table in RECORDS:
            every = _asked(copy, key, f'SELECT * FROM "{table}"')  # noqa: S608 a name of ours
            if every is None:
                ids = [record for kind, record in known if kind == table]
                one = f'SELECT * FROM "{table}" WHERE id = ?'  # noqa: S608
                every = [row for record in ids for row in _asked(copy, key, one, record) or ()]
            # A damaged page may be handed on as zeros.
            yield from ((table, row) for row in every if "\0" not in "".join(filter(_text, row.values())))


def _text(value: object) -> bool:
    return isinstance(value, str)


def _asked(copy: Path, key: bytes, query: str, *values: str) -> list[Row] | None:
    """The rows that a query gives, or None when a part of them cannot be read.

    Opened anew each time: after one damaged page SQLCipher gives nothing more.
    """
    try:
        with closing(scratch(copy, key)) as connection:
            cursor = connection.execute(query, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except (Refused, sqlcipher.Error, UnicodeDecodeError):
        return None
