"""Issued papers: which versions there are, and their bytes exactly as they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.papers.letterhead import Status
from nscp_desktop.records import IssuedPaper, Withdrawal
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from datetime import datetime

    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class Issued:
    """A version of a paper as it was issued.

    ``fingerprint`` is that of its bytes (SHA-256), ``printed`` the short one on its pages; ``issued_at`` is UTC.
    """

    issued_id: str
    version: int
    status: Status
    fingerprint: str
    printed: str
    issued_at: datetime


def issued_in(session: Session, meeting_id: str, paper: str) -> tuple[Issued, ...]:
    """The versions of a kind of paper that were issued for a meeting, oldest first."""
    columns: tuple[Any, ...] = (
        IssuedPaper.id, IssuedPaper.version, IssuedPaper.status, IssuedPaper.fingerprint,
        IssuedPaper.printed, IssuedPaper.issued_at,
    )  # fmt: skip
    rows = session.exec(
        select(*columns)
        .where(
            IssuedPaper.meeting_id == meeting_id,
            IssuedPaper.paper == paper,
            col(IssuedPaper.removed).is_(False),
        )
        .order_by(col(IssuedPaper.version), col(IssuedPaper.issued_at))
    )
    return tuple(
        Issued(issued_id, version, Status(status), fingerprint, printed, at)
        for issued_id, version, status, fingerprint, printed, at in rows
    )


def last_issued_in(session: Session, meeting_id: str, paper: str) -> Issued | None:
    """The newest version that was issued; None when none was."""
    found = issued_in(session, meeting_id, paper)
    return found[-1] if found else None


def withdrawn_in(session: Session, issued_id: str) -> str:
    """That a version was withdrawn, when and why, in a sentence; empty when it stands."""
    found = session.exec(
        select(Withdrawal).where(Withdrawal.issued_id == issued_id, col(Withdrawal.removed).is_(False))
    ).first()
    if found is None:
        return ""
    replaced = session.get(IssuedPaper, found.replaced_by_id) if found.replaced_by_id else None
    newer = f" Version {replaced.version} took its place." if replaced else ""
    return f"Withdrawn on {long_date(found.withdrawn_at.date())}: {found.reason.rstrip('.')}.{newer}"


def as_issued(store: Store, version: Issued) -> bytes:
    """The bytes of a version exactly as they were issued; KeyError when this store does not have them.

    Refuses (``Refused``) one that was withdrawn, with the reason.
    """
    with store.read() as session:
        withdrawn = withdrawn_in(session, version.issued_id)
    if withdrawn:
        raise Refused(f"{withdrawn} Its fingerprint was {version.printed}.")
    return store.kept(version.fingerprint)
