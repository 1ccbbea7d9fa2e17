"""Putting right the words of what was recorded, from the minutes: kept as they are typed, a deed on leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import line
from nscp_desktop.services import captured

if TYPE_CHECKING:
    from nscp_desktop.store import Store

FIELD = "text"


def keep_draft(store: Store, table: str, record_id: str, text: str, cursor: int) -> None:
    """Make words that are being typed durable without making them a deed; refuses what a line may not hold."""
    line(text)
    store.keep_draft(table, record_id, FIELD, text, cursor)


def write(store: Store, table: str, record_id: str, text: str) -> bool:
    """Put the words of a record right as one deed; gives whether anything was to be written.

    Refuses an empty line, and a record that is not there any more (``Unknown``).
    """
    kept = line(text)
    with store.read() as session:
        record = cast("captured.Kept | None", session.get(captured.TABLES[table], record_id))
        same = record is not None and not record.removed and record.text == kept
    if same:
        store.drop_draft(table, record_id, FIELD)
        return False
    captured.correct_text(store, table, record_id, kept)
    return True


def recover(store: Store) -> tuple[str, ...]:
    """Make a deed of every draft of such words that was left behind; gives the words.

    Those of a record that is gone are dropped with it, and so are words that may not stand.
    """
    found = []
    for draft in store.drafts():
        if draft.table not in captured.TABLES or draft.field != FIELD:
            continue
        try:
            if write(store, draft.table, draft.record, draft.text):
                found.append(draft.text)
        except Refused:
            # An emptied line or a struck record: what stands is what was kept before.
            store.drop_draft(draft.table, draft.record, FIELD)
    return tuple(found)
