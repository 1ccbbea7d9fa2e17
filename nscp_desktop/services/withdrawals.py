"""Withdrawing an issued paper: its bytes go for good; that it was issued, its fingerprint and the reason stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.papers.minutes import Withdrawn
from nscp_desktop.records import AttachedPaper, IssuedPaper, Withdrawal, meeting_point
from nscp_desktop.rules.wording import line
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import holds, keeping, minutes, old_backups, removals, second_place
from nscp_desktop.services.issued import withdrawn_in
from nscp_desktop.store.purge import Order

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.keeping import Tell
    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """An issued paper in the list; ``withdrawn`` says that it was, and why, or is empty."""

    issued_id: str
    words: str
    printed: str
    withdrawn: str


def issued_papers(store: Store) -> tuple[IssuedRow, ...]:
    """Every issued paper, the newest first."""
    with store.read() as session:
        rows = session.exec(
            select(IssuedPaper)
            .where(col(IssuedPaper.removed).is_(False))
            .order_by(col(IssuedPaper.issued_at).desc())
        ).all()
        return tuple(
            IssuedRow(one.id, removals.paper_words(session, one), one.printed, withdrawn_in(session, one.id))
            for one in rows
        )


def withdraw(
    store: Store,
    issued_id: str,
    reason: str,
    draw: Callable[[Paper, datetime], bytes] | None = None,
    tell: Tell = keeping.untold,
) -> str:
    """Withdraw an issued paper for a reason; with ``draw``, issue the minutes as they stand now in its place first.

    On another thread as :func:`~nscp_desktop.services.removals.remove_person`. Its bytes go for good, after a backup. Gives a sentence. Refuses (``Refused``) no reason, a paper that is
    withdrawn already, and one under a legal hold; and as :func:`nscp_desktop.services.minutes.issue` does.
    """
    why = refuse(store, issued_id, reason)
    with store.read() as session:
        paper = session.get_one(IssuedPaper, issued_id)
        words, fingerprint, printed = removals.paper_words(session, paper), paper.fingerprint, paper.printed
        meeting_id, since = paper.meeting_id, paper.issued_at
        going = Withdrawn(paper.version, printed, store.now().date(), why, replaced=True)
        alone = _alone(session, paper)
    keeping.back_up_here(store, tell)
    tell(keeping.REMOVING, 0, 0)
    newer = None if draw is None else minutes.issue(store, meeting_id, draw, going)

    def also(session: Session) -> None:
        session.add(
            Withdrawal(
                id=meeting_point("withdrawal", issued_id), issued_id=issued_id, fingerprint=fingerprint,
                withdrawn_at=store.now(), reason=why, replaced_by_id=newer.issued_id if newer else None,
            )
        )  # fmt: skip

    here, there = old_backups.holding(store, since, second_place.places(store).there)
    left = removals.take(store, f"Withdraw the {words}", Order("paper", (), papers=alone, also=also), tell)
    replaced = f" Version {newer.version} takes its place." if newer else ""
    return (
        f"The {words}, fingerprint {printed}, is withdrawn on {long_date(store.now().date())}.{replaced} "
        f"{old_backups.words(here, there)} {left}"
    ).rstrip()


def refuse(store: Store, issued_id: str, reason: str) -> str:
    """Refuse at once what :func:`withdraw` would refuse of a paper and a reason; else gives the reason as kept."""
    why = line(reason, "The reason")
    if not why:
        raise Refused("A paper is withdrawn for a reason. Say it in a few words. Nothing has been changed.")
    with store.read() as session:
        paper = session.get(IssuedPaper, issued_id)
        if paper is None:
            raise Unknown("That paper is not there. Nothing has been changed.")
        if withdrawn_in(session, issued_id):
            raise Refused("That paper is withdrawn already. Nothing has been changed.")
        holds.refuse_held(session, holds.of_meeting(session, paper.meeting_id))
    return why


def _alone(session: Session, paper: IssuedPaper) -> tuple[str, ...]:
    """The fingerprint of the bytes, unless another paper that stands, or one that is attached, has the same."""
    same = session.exec(
        select(IssuedPaper.id).where(
            IssuedPaper.fingerprint == paper.fingerprint,
            IssuedPaper.id != paper.id,
            col(IssuedPaper.removed).is_(False),
        )
    )
    attached = session.exec(
        select(AttachedPaper.id).where(
            AttachedPaper.fingerprint == paper.fingerprint, col(AttachedPaper.removed).is_(False)
        )
    ).first()
    if attached is not None:
        return ()
    return () if any(not withdrawn_in(session, one) for one in same) else (paper.fingerprint,)
