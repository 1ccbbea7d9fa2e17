"""Notes of an item: drafts, deeds, and what is found after the power went."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import AgendaItem, Meeting, MeetingItem
from nscp_desktop.rules.wording import note
from nscp_desktop.services import meetings, notes
from nscp_desktop.services.notes import Recovered
from nscp_desktop.store import Store
from tests.services.breckland import Breckland, breckland


@pytest.fixture
def met(store: Store) -> Breckland:
    return breckland(store)


def test_notes_are_written_as_one_deed_and_only_when_they_changed(met: Breckland) -> None:
    item = met.items[4]
    assert notes.notes(met.store, met.meeting_id, item).text == ""
    assert notes.write(met.store, met.meeting_id, item, "The toolkit was launched in July.\n")
    assert met.store.undo_label == "Write the notes of item 5"
    assert notes.notes(met.store, met.meeting_id, item).text == "The toolkit was launched in July."
    assert not notes.write(met.store, met.meeting_id, item, "The toolkit was launched in July.")
    met.store.undo()
    assert notes.notes(met.store, met.meeting_id, item).text == ""
    assert not met.store.undo_label


def test_a_draft_goes_with_the_deed_that_writes_it(met: Breckland) -> None:
    item = met.items[4]
    notes.keep_draft(met.store, met.meeting_id, item, "half a sen", 10)
    draft = notes.waiting(met.store, met.meeting_id, item)
    assert draft is not None
    assert (draft.text, draft.cursor) == ("half a sen", 10)
    notes.write(met.store, met.meeting_id, item, "half a sentence")
    assert met.store.drafts() == ()


def test_a_draft_that_came_back_to_the_kept_text_is_dropped(met: Breckland) -> None:
    item = met.items[4]
    notes.write(met.store, met.meeting_id, item, "as it was")
    notes.keep_draft(met.store, met.meeting_id, item, "as it was, more", 3)
    assert not notes.write(met.store, met.meeting_id, item, "as it was")
    assert notes.waiting(met.store, met.meeting_id, item) is None


@pytest.mark.parametrize("text", ["\x00", "a\u202eb", "x" * 100_001])
def test_what_cannot_be_kept_is_refused_and_the_draft_before_stays(met: Breckland, text: str) -> None:
    item = met.items[0]
    met.store.keep_draft("ask", "an ask", "said", "older, and not of this item", 0)
    notes.keep_draft(met.store, met.meeting_id, item, "good", 4)
    with pytest.raises(Refused, match="Nothing has been changed"):
        notes.keep_draft(met.store, met.meeting_id, item, text, 0)
    with pytest.raises(Refused, match="Nothing has been changed"):
        notes.write(met.store, met.meeting_id, item, text)
    found = notes.waiting(met.store, met.meeting_id, item)
    assert found is not None
    assert found.text == "good"


def test_a_hundred_thousand_characters_are_kept_as_typed(met: Breckland) -> None:
    text = ("<b>R&D</b> Ж العربية\n" * 10_000)[:99_999] + "."
    notes.write(met.store, met.meeting_id, met.items[0], text)
    assert notes.notes(met.store, met.meeting_id, met.items[0]).text == text


def test_an_item_can_be_made_confidential_and_open_again(met: Breckland) -> None:
    item = met.items[5]
    notes.restrict(met.store, met.meeting_id, item)
    assert met.store.undo_label == "Make item 6 confidential"
    assert notes.notes(met.store, met.meeting_id, item).restricted
    notes.restrict(met.store, met.meeting_id, item, restricted=False)
    assert met.store.undo_label == "Take item 6 out of the confidential part"
    assert not notes.notes(met.store, met.meeting_id, item).restricted


def test_an_item_left_out_keeps_its_notes_under_its_title(met: Breckland) -> None:
    with met.store.change("Leave an item out") as session:
        session.add(
            MeetingItem(
                id=notes.record_id(met.meeting_id, met.items[6]),
                meeting_id=met.meeting_id,
                item_id=met.items[6],
                omitted=True,
            )
        )
    notes.write(met.store, met.meeting_id, met.items[6], "said in passing")
    assert met.store.undo_label == "Write the notes of “Youth Advisory Board link”"


def test_notes_of_a_cancelled_meeting_or_a_strange_item_are_refused(met: Breckland) -> None:
    with pytest.raises(Unknown):
        notes.write(met.store, met.meeting_id, "no such item", "words")
    with met.store.change("Cancel it") as session:
        session.get_one(Meeting, met.meeting_id).status = "cancelled"
    with pytest.raises(Refused, match="was cancelled"):
        notes.write(met.store, met.meeting_id, met.items[0], "words")


def test_after_a_kill_the_text_the_item_and_the_cursor_are_found(met: Breckland) -> None:
    notes.write(met.store, met.meeting_id, met.items[3], "as kept")
    notes.keep_draft(met.store, met.meeting_id, met.items[4], "Typed and not yet a deed", 5)
    found = notes.recover(met.store)
    assert found == (Recovered(met.meeting_id, met.items[4], "Typed and not yet a deed", 5),)
    assert notes.notes(met.store, met.meeting_id, met.items[4]).text == "Typed and not yet a deed"
    assert notes.recover(met.store) == ()


def test_recovering_drops_what_is_as_kept_and_leaves_what_is_not_ours(met: Breckland) -> None:
    notes.write(met.store, met.meeting_id, met.items[4], "as kept")
    notes.keep_draft(met.store, met.meeting_id, met.items[4], "as kept", 2)
    met.store.keep_draft("meeting_item", "no such record", "note", "somewhere else", 0)
    met.store.keep_draft("ask", "an ask", "said", "not a note of an item", 0)
    assert notes.recover(met.store) == ()
    assert [draft.record for draft in met.store.drafts()] == ["no such record", "an ask"]


def test_words_that_cannot_be_written_after_a_kill_stay_a_draft(met: Breckland) -> None:
    notes.keep_draft(met.store, met.meeting_id, met.items[4], "said before it was cancelled", 3)
    with met.store.change("Cancel it") as session:
        session.get_one(Meeting, met.meeting_id).status = "cancelled"
    (found,) = notes.recover(met.store)
    assert "was cancelled" in found.refusal
    assert found.text == "said before it was cancelled"
    assert len(met.store.drafts()) == 1


def test_an_item_of_one_meeting_only_is_found_too(met: Breckland) -> None:
    with met.store.change("Add an item here") as session:
        round_id = session.exec(select(Meeting.round_id).where(Meeting.id == met.meeting_id)).one()
        item = AgendaItem(
            round_id=round_id, meeting_id=met.meeting_id, position=99, title="Local", kind="information"
        )
        session.add(item)
        item_id = item.id
    notes.keep_draft(met.store, met.meeting_id, item_id, "local words", 0)
    assert [one.item_id for one in notes.recover(met.store)] == [item_id]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(st.text(max_size=200))
def test_any_text_is_kept_as_typed_or_refused(met: Breckland, text: str) -> None:
    try:
        notes.write(met.store, met.meeting_id, met.items[0], text)
    except Refused:
        return
    assert notes.notes(met.store, met.meeting_id, met.items[0]).text == note(text)


def test_making_an_items_row_for_another_reason_leaves_its_draft(met: Breckland) -> None:
    notes.keep_draft(met.store, met.meeting_id, met.items[0], "typed before the meeting began", 3)
    meetings.open_meeting(met.store, met.meeting_id)
    notes.restrict(met.store, met.meeting_id, met.items[0])
    assert [one.text for one in notes.recover(met.store)] == ["typed before the meeting began"]
