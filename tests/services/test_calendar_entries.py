"""Meetings as entries of a calendar: each once, its sequence growing with every change."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import Unknown
from nscp_desktop.rules.meetings import Mode
from nscp_desktop.services import calendar_entries, meetings
from tests.services.january import arrange_january

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from tests.services.january import January


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


def test_what_can_be_saved(store: Store, january: January) -> None:
    brecks = january.breckland
    assert [one.words for one in calendar_entries.choices(store, brecks, None, 2026)] == [
        "Breckland LSCG of 14 January 2027, 1 meeting",
        "Breckland LSCG 2026-27, 1 meeting",
        "Every group 2026-27, 6 meetings",
    ]
    only = calendar_entries.choices(store, None, january.groups["W"], 2026)
    assert [one.title for one in only] == ["West LSCG 2026-27", "Every group 2026-27"]
    assert calendar_entries.choices(store, None, None, 2030) == ()


def test_moved_meeting_is_one_entry_that_moves(store: Store, january: January) -> None:
    (first,) = calendar_entries.entries(store, [january.breckland])
    assert (first.first_id, first.sequence, first.time_zone) == (january.breckland, 0, "Europe/London")
    assert first.description == "Round 5 of 5, January 2027"
    meetings.edit_meeting(store, january.breckland, venue="Market Barn")
    new = meetings.rearrange_meeting(
        store, january.breckland, date(2027, 1, 28), time(10), time(12), Mode.ROOM, "Market Barn"
    )
    last = meetings.rearrange_meeting(store, new, date(2027, 2, 4), time(10), time(12), Mode.ROOM, "Barn")
    found = calendar_entries.entries(store, [january.breckland, new, last])
    assert [(one.facts.id, one.first_id) for one in found] == [(last, january.breckland)]
    assert found[0].sequence > 2
    assert [len(one.meeting_ids) for one in calendar_entries.choices(store, None, None, 2026)] == [6]
    store.undo()
    (undone,) = calendar_entries.entries(store, [january.breckland])
    assert undone.facts.id == new
    assert undone.sequence > found[0].sequence, "taking it back is a newer version too"


def test_strange_meeting_is_refused(store: Store, january: January) -> None:
    with pytest.raises(Unknown):
        calendar_entries.entries(store, ["nobody"])
