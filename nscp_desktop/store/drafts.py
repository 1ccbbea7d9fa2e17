"""Text that is being typed: durable, not yet a deed, and never in the log."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from .log import DRAFT
from .tables import DraftRow


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that was typed but is not yet a deed."""

    table: str
    record: str
    field: str
    text: str
    cursor: int
    typed_at: datetime


def waiting(session: Session) -> tuple[Draft, ...]:
    """Every draft, oldest first."""
    rows = session.exec(select(DraftRow).order_by(col(DraftRow.typed_at)))
    return tuple(Draft(row.table, row.record, row.field, row.text, row.cursor, row.typed_at) for row in rows)


def forget(session: Session, table: str, record: str, field: str) -> None:
    """Take a draft away in the open transaction."""
    session.connection().execute(
        DRAFT.delete().where(DRAFT.c.table == table, DRAFT.c.record == record, DRAFT.c.field == field)
    )
