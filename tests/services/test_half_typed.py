"""Lines half typed into boxes without a record: kept, given back, and gone with the deed they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import ReadingOnly, Refused
from nscp_desktop.services import declarations, half_typed
from nscp_desktop.services.half_typed import Box
from tests.services.breckland import Breckland, breckland

if TYPE_CHECKING:
    from nscp_desktop.store import Store


@pytest.fixture
def met(store: Store) -> Breckland:
    return breckland(store)


def test_each_box_keeps_its_own_words_until_they_are_taken_out(store: Store) -> None:
    one, other = Box("meeting", "a", "declaration"), Box("meeting", "a", "capture line")
    half_typed.keep(store, one, "Joe is a gov", 12)
    half_typed.keep(store, other, "action joe")
    assert (half_typed.kept(store, one), half_typed.kept(store, other)) == ("Joe is a gov", "action joe")
    half_typed.keep(store, one, " ")
    assert (half_typed.kept(store, one), half_typed.kept(store, other)) == ("", "action joe")


def test_what_could_not_be_recorded_is_refused_and_the_words_before_stay(store: Store) -> None:
    box = Box("meeting", "a", "declaration")
    half_typed.keep(store, box, "Joe is")
    with pytest.raises(Refused, match="characters"):
        half_typed.keep(store, box, "x" * 2001)
    assert half_typed.kept(store, box) == "Joe is"


def test_where_nothing_may_be_written_what_was_not_typed_needs_no_keeping(store: Store) -> None:
    typed, empty = Box("meeting", "m", "capture line"), Box("meeting", "m", "another line")
    half_typed.keep(store, typed, "action half a li", 3)
    store.file.read_only = True
    half_typed.keep(store, typed, "action half a li", 5)
    half_typed.keep(store, empty, "")
    with pytest.raises(ReadingOnly):
        half_typed.keep(store, empty, "a word")
    store.file.read_only = False


def test_a_declaration_that_is_recorded_is_half_typed_no_more(met: Breckland) -> None:
    box = declarations.line_of(met.meeting_id)
    half_typed.keep(met.store, box, "Joe Blackwood, governor at Larkfield")
    declarations.declare(met.store, met.meeting_id, met.items[0], "Joe Blackwood, governor at Larkfield")
    assert half_typed.kept(met.store, box) == ""
