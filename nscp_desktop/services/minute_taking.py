"""Who takes the minutes of a meeting: whoever is at the keyboard when it opens or closes, unless they chair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from nscp_desktop.records import Officer
from nscp_desktop.services.officers import OfficerRole

if TYPE_CHECKING:
    from sqlmodel import Session

    from nscp_desktop.records import Meeting
    from nscp_desktop.store import Store


def note_in(session: Session, store: Store, meeting: Meeting) -> None:
    """Note in the open change who takes the minutes, where nobody is noted yet."""
    if meeting.minute_taker_id is None and store.actor and not _only_chairs(session, store.actor):
        meeting.minute_taker_id = store.actor


def taker_in(session: Session, meeting: Meeting) -> str | None:
    """Give the person whom papers name with the minutes; a co-chair who had only signed in is not."""
    taker = meeting.minute_taker_id
    return None if taker is None or _only_chairs(session, taker) else taker


def _only_chairs(session: Session, person_id: str) -> bool:
    """Whether somebody works, or worked, here as a co-chair and as nothing else."""
    return set(session.exec(select(Officer.role).where(Officer.person_id == person_id))) == {
        OfficerRole.CO_CHAIR
    }
