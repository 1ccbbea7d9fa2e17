"""The records as the change log alone tells them: what every table must hold, and how one is put back."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import Session, select

from .log import RECORDS, decoded, encoded
from .tables import LogRow

Told = dict[tuple[str, str], dict[str, Any]]
"""Table and id of each record, with the fields that the log tells, as JSON holds them."""


def told(rows: Iterable[LogRow]) -> Told:
    """What the log says of each record it made; a field with two live values takes the later one.

    A row whose value was emptied says nothing; a record whose first row is missing is not told.
    """
    found: Told = {}
    later: list[LogRow] = []
    for row in sorted(rows, key=lambda one: one.id):
        if row.value is None or not row.live:
            continue
        if row.field == "":
            found[row.table, row.record] = {**found.get((row.table, row.record), {}), **json.loads(row.value)}
        else:
            later.append(row)
    for row in later:
        if (row.table, row.record) in found:
            found[row.table, row.record][row.field] = json.loads(row.value or "null")
    return found


def kept(session: Session) -> Told:
    """What the tables themselves hold of each record."""
    return {
        (table, record.id): {
            name: encoded(getattr(record, name)) for name in kind.model_fields if name != "id"
        }
        for table, kind in RECORDS.items()
        for record in session.exec(select(kind))
    }


def differences(session: Session) -> Iterator[tuple[str, str, str]]:
    """Each table, record and field in which the log and the tables disagree; nothing when all is well."""
    by_log, by_table = told(session.exec(select(LogRow))), kept(session)
    for table, record in sorted(by_log.keys() | by_table.keys()):
        said, holds = by_log.get((table, record)), by_table.get((table, record))
        if said is None or holds is None:
            yield table, record, ""
            continue
        # A field that came with a later schema is not told by rows from before it.
        yield from (
            (table, record, name) for name in sorted(said) if _differ(table, name, said[name], holds[name])
        )


def _differ(table: str, field: str, said: Any, holds: Any) -> bool:  # noqa: ANN401 any field's value
    return bool(decoded(table, field, said) != decoded(table, field, holds))
