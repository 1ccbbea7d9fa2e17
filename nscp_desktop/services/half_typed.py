"""Lines half typed into a box that has no record yet: durable without a deed, and back in the box after a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nscp_desktop.rules.wording import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from nscp_desktop.store import Store


class Box(NamedTuple):
    """A box by the record it belongs to and what it is for: ("meeting", an id, "capture line")."""

    table: str
    record: str
    what: str


def keep(store: Store, box: Box, text: str, cursor: int = 0, fit: Callable[[str], str] = line) -> None:
    """Make what is typed in a box durable; an empty one is forgotten.

    Refuses what ``fit`` of :mod:`~nscp_desktop.rules.wording` refuses; the draft before stays.
    """
    fit(text)
    if store.read_only and text == kept(store, box):
        # Nothing was typed, and a window that only reads must be able to close.
        return
    if text.strip():
        store.keep_draft(*box, text, cursor)
    else:
        store.drop_draft(*box)


def kept(store: Store, box: Box) -> str:
    """Give what was typed in a box when the program stopped, or nothing."""
    return next((one.text for one in store.drafts() if (one.table, one.record, one.field) == box), "")


def settle_in(store: Store, session: Session, box: Box) -> None:
    """Let what was typed go in the commit of the deed that it became."""
    store.settle_draft(session, *box)
