"""The store's own tables, beside the records: change log, journal, drafts, kept bytes, settings.

They are written by the store only and are not themselves logged.
"""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from nscp_desktop.records import Instant


class LogRow(SQLModel, table=True):
    """One row of the change log.

    A new record is one row with ``field`` empty and ``value`` a JSON object of all its fields; a later
    change is one row for each field. ``id`` is the stamp of the hybrid clock, so ids sort by time.
    ``replaces`` is the JSON list of the rows this one takes the place of. ``live`` is true while no later
    row replaces this one; a creation row stays live for the fields that were never changed.
    ``digest`` is SHA-256 of salt and value, so that value and salt can be purged and the chain still holds.
    """

    __tablename__ = "change_log"
    # The live rows of a field are found without walking through its history.
    __table_args__ = (Index("ix_change_log_heads", "record", "live", "field"),)
    id: str = Field(primary_key=True)
    deed_id: str = Field(index=True)
    table: str
    record: str
    field: str = ""
    value: str | None = None
    salt: str | None = None
    digest: str
    replaces: str = "[]"
    live: bool = True


class DeedRow(SQLModel, table=True):
    """One row of the journal: a deed, or an event such as an unlock, chained per device by hash."""

    __tablename__ = "journal"
    # The end of a device's chain is found at once when a store is opened, after ten years of deeds too.
    __table_args__ = (Index("ix_journal_chain", "device", "number"),)
    id: str = Field(primary_key=True)
    device: str
    number: int
    stamp: str
    at: datetime = Field(sa_type=Instant)
    actor: str = ""
    kind: str = "deed"
    label: str | None = None
    salt: str | None = None
    digest: str
    previous: str = ""
    hash: str


class DraftRow(SQLModel, table=True):
    """Text being typed, durable but not yet a deed."""

    __tablename__ = "draft"
    table: str = Field(primary_key=True)
    record: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    text: str
    cursor: int = 0
    typed_at: datetime = Field(sa_type=Instant)


class KeptBytes(SQLModel, table=True):
    """The bytes of an issued or attached paper under their SHA-256 fingerprint."""

    __tablename__ = "kept_bytes"
    fingerprint: str = Field(primary_key=True)
    content: bytes


class Setting(SQLModel, table=True):
    """A fact of this store itself, such as its device name."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: str
