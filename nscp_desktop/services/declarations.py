"""Interests that people declare at a meeting: one line each, in its minutes under that item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused
from nscp_desktop.records import Remark
from nscp_desktop.rules.wording import line
from nscp_desktop.services import half_typed
from nscp_desktop.services.agenda_items import changeable

if TYPE_CHECKING:
    from nscp_desktop.store import Store


def line_of(meeting_id: str) -> half_typed.Box:
    """The line for a declaration at a meeting, as the box that keeps what is half typed."""
    return half_typed.Box("meeting", meeting_id, "declaration")


def declare(store: Store, meeting_id: str, item_id: str, said: str) -> str:
    """Record who declares what, as it was said; gives its id.

    Refuses no words, and a meeting whose minutes are agreed.
    """
    words = line(said, "The declaration")
    if not words:
        raise Refused("Type who declares what, and press Enter. Nothing has been changed.")
    with store.change("Record a declaration of interest") as session:
        changeable(session, meeting_id)
        made = Remark(meeting_id=meeting_id, item_id=item_id, text=words, recorded_at=store.now())
        session.add(made)
        half_typed.settle_in(store, session, line_of(meeting_id))
        return made.id
