"""Papers attached to agenda items: what each is called and what kind it is; its bytes are kept apart."""

from datetime import datetime

from sqlmodel import Field

from .base import Instant, Record


class AttachedPaper(Record, table=True):
    """A paper of an item, at every meeting that has the item, or at one only when ``meeting_id`` is set.

    Its bytes lie in the store under ``fingerprint`` (SHA-256) and are no part of the change log. ``kind`` is
    what it is by its content. A row with ``shared_id`` stands at its meeting in the place of that shared
    paper; with ``omitted`` it says that the meeting leaves the shared paper out.
    """

    item_id: str = Field(foreign_key="agenda_item.id", index=True)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", index=True)
    shared_id: str | None = Field(default=None, foreign_key="attached_paper.id")
    omitted: bool = False
    position: float
    title: str
    file_name: str
    kind: str
    size: int
    fingerprint: str
    person_id: str | None = Field(default=None, foreign_key="person.id")
    attached_at: datetime = Field(sa_type=Instant)
