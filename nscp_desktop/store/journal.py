"""The journal of deeds, chained per device by hash so that a changed record shows."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from nscp_desktop.records import Instant

from .log import digest
from .tables import DeedRow

_INSERT = (
    "INSERT INTO journal (id, device, number, stamp, at, actor, kind, label, salt, digest, previous, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain breaks: the device, the number of the deed and what is wrong, in words."""

    device: str
    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the journal before it is written, in the order of its columns."""

    id: str
    device: str
    number: int
    stamp: str
    at: datetime
    actor: str
    kind: str
    label: str
    salt: str
    digest: str
    previous: str
    hash: str = ""

    def write(self, session: Session) -> None:
        """Write the row within the open change."""
        values = (
            self.id, self.device, self.number, self.stamp, Instant.text(self.at), self.actor, self.kind,
            self.label, self.salt, self.digest, self.previous, self.hash,
        )  # fmt: skip
        session.connection().exec_driver_sql(_INSERT, values)


def _link(row: Row[Any] | Entry, rows: Sequence[tuple[str, str]]) -> str:
    parts = [
        row.previous,
        row.id,
        row.device,
        str(row.number),
        row.stamp,
        row.at.isoformat(),
        row.actor,
        row.kind,
    ]
    parts.append(row.digest)
    parts += [f"{row_id} {fingerprint}" for row_id, fingerprint in rows]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Chain:
    """The end of this device's chain, to which the next deed is tied."""

    def __init__(self, session: Session, device: str) -> None:
        """Take up the chain of ``device`` where the journal ends."""
        query = select(DeedRow.number, DeedRow.hash, DeedRow.stamp).where(DeedRow.device == device)
        last = session.exec(query.order_by(col(DeedRow.number).desc()).limit(1)).first()
        self.device = device
        self.number, self.hash, self.stamp = last or (0, "", "")

    def entry(
        self,
        deed_id: str,
        stamp: str,
        at: datetime,
        *,
        actor: str,
        kind: str,
        label: str,
        rows: Sequence[tuple[str, str]],
    ) -> Entry:
        """The journal row that follows; the chain moves on only with :meth:`took`."""
        salt = secrets.token_hex(8)
        bare = Entry(
            deed_id, self.device, self.number + 1, stamp, at.astimezone(UTC), actor, kind, label, salt,
            digest(salt, label), self.hash,
        )  # fmt: skip
        return replace(bare, hash=_link(bare, rows))

    def took(self, number: int, ending: str) -> None:
        """Go on from the row that has now been committed."""
        self.number, self.hash = number, ending


def faults(session: Session) -> list[Fault]:
    """Every place where a chain does not hold: a missing, altered or added deed or log row.

    Rows whose value was purged still count: the chain holds their digest, not their text.
    """
    found: list[Fault] = []
    rows: dict[str, list[tuple[str, str]]] = {}
    # Columns only: of ten years of deeds, records would be made for nothing but this.
    log = SQLModel.metadata.tables["change_log"].c
    changes = select_columns(log.id, log.deed_id, log.value, log.salt, log.digest)
    for row_id, deed_id, value, salt, kept in session.execute(changes.order_by(log.id)):
        if value is not None and digest(salt or "", value) != kept:
            found.append(Fault("", 0, f"the change {row_id} was altered"))
        rows.setdefault(deed_id, []).append((row_id, kept))
    ends: dict[str, tuple[int, str]] = {}
    columns = SQLModel.metadata.tables["journal"].c
    for deed in session.execute(select_columns(*columns).order_by(columns.device, columns.number)):
        number, ending = ends.get(deed.device, (0, ""))
        if deed.number != number + 1:
            found.append(Fault(deed.device, deed.number, "a deed before this one is missing"))
        elif deed.previous != ending:
            found.append(Fault(deed.device, deed.number, "the deed before this one was altered"))
        if deed.label is not None and digest(deed.salt or "", deed.label) != deed.digest:
            found.append(Fault(deed.device, deed.number, "its words were altered"))
        if _link(deed, rows.pop(deed.id, [])) != deed.hash:
            found.append(Fault(deed.device, deed.number, "it does not match what it changed"))
        ends[deed.device] = (deed.number, deed.hash)
    found += [Fault("", 0, f"changes without a deed: {deed_id}") for deed_id in sorted(rows)]
    return found
