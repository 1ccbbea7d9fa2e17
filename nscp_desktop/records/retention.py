"""What is struck, held, kept only for so long, withdrawn, or removed for good."""

from datetime import date as Day
from datetime import datetime

from sqlmodel import Field

from .base import Instant, Record


class StruckLine(Record, table=True):
    """A line of an item's notes, or a record, that was struck: hidden at once, purged when its meeting closes.

    ``table``, ``record`` and ``field`` say where it stood. ``text`` is the line itself while it can still be
    brought back (empty for a record, whose words stay in its own row until then). ``since`` is the last moment
    at which it was surely not there yet: backups made after it hold it. ``became`` is the record that took the
    place of one that was made another kind. ``gone_at`` is when it was purged.
    """

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str | None = Field(default=None, foreign_key="agenda_item.id")
    table: str
    record: str
    field: str = ""
    text: str = ""
    became: str = ""
    since: datetime | None = Field(default=None, sa_type=Instant)
    struck_at: datetime = Field(sa_type=Instant)
    gone_at: datetime | None = Field(default=None, sa_type=Instant)


class LegalHold(Record, table=True):
    """A duty to keep everything about a person, a meeting or a group (``kind``), with its reason.

    It stands from ``set_on`` until ``lifted_on``.
    """

    kind: str
    subject_id: str = Field(index=True)
    reason: str
    set_on: Day
    lifted_on: Day | None = None


class RetentionRule(Record, table=True):
    """How long a group keeps something (id from group and what); removed: no rule.

    ``what`` is "meetings" or "people", due after ``months``; or "notes", by which the working notes of a
    meeting are reduced to the issued text when its minutes are agreed.
    """

    group_id: str = Field(foreign_key="group.id", index=True)
    what: str
    months: int = 0


class Withdrawal(Record, table=True):
    """An issued paper that was withdrawn: its bytes are gone, its fingerprint stays, and why.

    ``replaced_by_id`` is the version that was issued in its place (id from the issued paper).
    """

    issued_id: str = Field(foreign_key="issued_paper.id", index=True)
    fingerprint: str
    withdrawn_at: datetime = Field(sa_type=Instant)
    reason: str
    replaced_by_id: str | None = Field(default=None, foreign_key="issued_paper.id")


class Purged(Record, table=True):
    """That a field of a record was removed for good, when and with what (id from the three): never its text.

    ``table`` may also be "kept_bytes" (``record`` is the fingerprint) or "journal" (the words of a deed).
    ``kind`` is person, meeting, strike, notes or paper.
    """

    table: str
    record: str = Field(index=True)
    field: str
    kind: str
    at: datetime = Field(sa_type=Instant)
