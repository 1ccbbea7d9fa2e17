"""Declarations of interest: kept as said, in the minutes under their item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import Refused
from nscp_desktop.services import captured, declarations, meetings
from tests.services.breckland import breckland

if TYPE_CHECKING:
    from nscp_desktop.store import Store


def test_a_declaration_is_kept_as_said_and_undone(store: Store) -> None:
    met = breckland(store)
    meetings.open_meeting(store, met.meeting_id)
    store.keep_draft("meeting", met.meeting_id, "line", "half typed", 3)
    declarations.declare(store, met.meeting_id, met.items[2], " action Joe Blackwood, governor at Larkfield ")
    (row,) = captured.rows(store, met.meeting_id, met.items[2])
    assert (row.table, row.text) == ("remark", "action Joe Blackwood, governor at Larkfield")
    assert [draft.text for draft in store.drafts()] == ["half typed"]
    store.undo()
    assert captured.rows(store, met.meeting_id) == ()


def test_no_words_are_no_declaration(store: Store) -> None:
    met = breckland(store)
    with pytest.raises(Refused, match="Type who declares what"):
        declarations.declare(store, met.meeting_id, met.items[2], "  ")
