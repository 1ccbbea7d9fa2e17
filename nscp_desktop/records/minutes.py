"""Issued papers, each kept exactly as it was."""

from datetime import datetime

from sqlmodel import Field

from .base import Instant, Record


class IssuedPaper(Record, table=True):
    """A version of a paper as it was issued; its bytes lie in the store under ``fingerprint`` (SHA-256).

    ``printed`` is the short fingerprint of its words, which stands on every page.
    """

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    paper: str
    version: int
    status: str
    fingerprint: str
    printed: str = ""
    issued_at: datetime = Field(sa_type=Instant)
