"""What leaves the store is noted in the journal, and nothing of its text."""

from pathlib import Path

from sqlmodel import select

from nscp_desktop.services import exports
from nscp_desktop.store import Store
from nscp_desktop.store.tables import DeedRow


def test_what_is_saved_and_printed_is_noted_and_cannot_be_undone(store: Store) -> None:
    exports.note_saved(store, "Minutes, Breckland LSCG, 14 January 2027")
    exports.note_printed(store, "Agenda, Breckland LSCG, 14 January 2027")
    with store.read() as session:
        noted = [(row.kind, row.label) for row in session.exec(select(DeedRow).order_by(DeedRow.stamp))]
    assert noted[-2:] == [
        ("export", "Save Minutes, Breckland LSCG, 14 January 2027"),
        ("print", "Print Agenda, Breckland LSCG, 14 January 2027"),
    ]
    assert store.undo_label == ""


def test_where_a_file_went(tmp_path: Path) -> None:
    assert exports.saved_words(tmp_path / "year.ics") == (
        f"Saved as year.ics in {tmp_path}. It is not encrypted."
    )
    cloud = tmp_path / "OneDrive"
    cloud.mkdir()
    said = exports.saved_words(cloud / "year.ics")
    assert said.endswith("takes a copy of it along.")
