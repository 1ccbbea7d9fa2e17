"""What leaves the store is noted in the journal, and nothing of its text: both or neither."""

from pathlib import Path
from typing import NoReturn

import pytest
from sqlmodel import select

from nscp_desktop.errors import CannotWrite, Locked
from nscp_desktop.services import exports
from nscp_desktop.store import Store
from nscp_desktop.store.tables import DeedRow


def noted(store: Store) -> list[tuple[str, str | None]]:
    with store.read() as session:
        rows = session.exec(select(DeedRow).order_by(DeedRow.stamp))
        return [(row.kind, row.label) for row in rows if row.kind in {"export", "print"}]


def test_what_is_saved_and_printed_is_noted_and_cannot_be_undone(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    said = exports.save(store, path, b"the words", "Minutes, Breckland LSCG, 14 January 2027")
    assert said == exports.saved_words(path)
    assert path.read_bytes() == b"the words"
    exports.note_printed(store, "Agenda, Breckland LSCG, 14 January 2027")
    assert noted(store) == [
        ("export", "Save Minutes, Breckland LSCG, 14 January 2027"),
        ("print", "Print Agenda, Breckland LSCG, 14 January 2027"),
    ]
    assert store.undo_label == ""


def test_what_cannot_be_noted_does_not_leave(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_said: object) -> NoReturn:
        raise CannotWrite("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(store, "note", full)
        with pytest.raises(CannotWrite, match="disk is full"):
            exports.save(store, tmp_path / "minutes.pdf", b"the words", "Minutes")
    assert not list(tmp_path.glob("*.pdf"))
    assert not list(tmp_path.glob("*.half"))


def test_what_is_not_written_is_not_noted(store: Store, tmp_path: Path) -> None:
    kept = store.path.read_bytes()
    for path in (store.path, tmp_path / "missing" / "minutes.pdf"):
        with pytest.raises(CannotWrite):
            exports.save(store, path, b"the words", "Minutes")
    assert store.path.read_bytes() == kept
    assert noted(store) == []


def test_nothing_leaves_a_store_that_was_locked_or_closed_meanwhile(store: Store, tmp_path: Path) -> None:
    for shut in (store.lock, store.close):
        shut()
        with pytest.raises(Locked, match="nothing can leave it"):
            exports.save(store, tmp_path / "minutes.pdf", b"the words", "Minutes")
        with pytest.raises(Locked):
            exports.note_printed(store, "Minutes")
    assert not list(tmp_path.glob("*.pdf"))


def test_a_store_for_reading_only_says_that_it_cannot_note(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert exports.not_noted(store) == ""
    monkeypatch.setattr(store.file, "read_only", True)
    said = exports.save(store, tmp_path / "minutes.pdf", b"the words", "Minutes")
    assert said.endswith("It is not encrypted. " + exports.NOT_NOTED)
    assert (tmp_path / "minutes.pdf").exists()


def test_where_a_file_went(tmp_path: Path) -> None:
    assert exports.saved_words(tmp_path / "year.ics") == (
        f"Saved as year.ics in {tmp_path}. It is not encrypted."
    )
    cloud = tmp_path / "OneDrive"
    cloud.mkdir()
    said = exports.saved_words(cloud / "year.ics")
    assert said.endswith("takes a copy of it along.")
