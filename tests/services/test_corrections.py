"""Words of the record put right from the minutes."""

import pytest
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Decision
from nscp_desktop.services import captured, corrections, notes
from tests.services.winter import Winter


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


@pytest.fixture
def decision(met: Winter) -> str:
    with met.store.read() as session:
        return session.exec(select(Decision.id)).one()


def words(met: Winter, record_id: str) -> str:
    with met.store.read() as session:
        return session.get_one(Decision, record_id).text


def test_words_put_right_are_one_deed(met: Winter, decision: str) -> None:
    corrections.keep_draft(met.store, "decision", decision, "Adopt the tool", 14)
    assert [draft.text for draft in met.store.drafts()] == ["Adopt the tool"]
    assert corrections.write(met.store, "decision", decision, "Adopt the toolkit ")
    assert (words(met, decision), met.store.undo_label) == ("Adopt the toolkit", "Put right a decision")
    assert met.store.drafts() == ()


def test_words_that_are_as_they_were_are_no_deed(met: Winter, decision: str) -> None:
    corrections.keep_draft(met.store, "decision", decision, "Adopt the tool", 14)
    assert not corrections.write(met.store, "decision", decision, words(met, decision))
    assert met.store.drafts() == ()
    assert not met.store.undo_label


def test_an_empty_line_and_a_struck_record_are_refused(met: Winter, decision: str) -> None:
    with pytest.raises(Refused, match="A record needs its words"):
        corrections.write(met.store, "decision", decision, "  ")
    with pytest.raises(Refused):
        corrections.keep_draft(met.store, "decision", decision, "x" * 2_001, 0)
    kept = words(met, decision)
    captured.strike(met.store, "decision", decision)
    with pytest.raises(Unknown):
        corrections.write(met.store, "decision", decision, kept)
    with pytest.raises(Unknown):
        corrections.write(met.store, "decision", "nobody", kept)


def test_what_was_being_typed_is_found_again(met: Winter, decision: str) -> None:
    corrections.keep_draft(met.store, "decision", decision, "Adopt the toolkit from May", 26)
    notes.keep_draft(met.store, met.january, met.item("Neglect"), "Half a no", 9)
    assert corrections.recover(met.store) == ("Adopt the toolkit from May",)
    assert words(met, decision) == "Adopt the toolkit from May"
    assert [draft.table for draft in met.store.drafts()] == ["meeting_item"], "notes are for others"


def test_what_cannot_be_kept_is_let_go(met: Winter, decision: str) -> None:
    kept = words(met, decision)
    corrections.keep_draft(met.store, "decision", decision, "", 0)
    assert corrections.recover(met.store) == ()
    assert words(met, decision) == kept
    corrections.keep_draft(met.store, "decision", decision, kept, 0)
    assert corrections.recover(met.store) == ()
    assert met.store.drafts() == ()
