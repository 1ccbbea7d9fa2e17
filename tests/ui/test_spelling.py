"""Spelling under the hand: underlined a moment after the last key, put right by F7 or the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nscp_desktop.services import notes, people
from nscp_desktop.services.spelling import own_words
from nscp_desktop.ui.spelling import NOTHING, Desk, Proofreader
from nscp_desktop.ui.widgets import NoteEdit, announced, forget_announced
from tests.sampled import clock, dressed, open_window, own_sample, running, window
from tests.services.conftest import kept_stores, open_store, store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Store
    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = [
    "clock",
    "dressed",
    "kept_stores",
    "open_store",
    "open_window",
    "own_sample",
    "running",
    "store",
    "window",
]


@pytest.fixture
def box(dressed: QApplication, qtbot: QtBot) -> Iterator[NoteEdit]:
    """An empty box of notes with the keyboard."""
    made = NoteEdit(name="Notes")
    made.resize(500, 200)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def reader(box: NoteEdit, store: Store) -> Proofreader:
    """Somebody who looks after the spelling of the box."""
    return Desk(store, box).serve(box)


def underlined(reader: Proofreader, qtbot: QtBot) -> list[str]:
    """The words that are underlined once every one was judged."""
    with qtbot.waitSignal(reader.underliner.judged):
        reader.underliner.look_soon()
    return reader.underliner.underlined()


def opened() -> QMenu:
    """The menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def lines(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_wrong_words_are_underlined_but_not_the_one_being_typed(
    box: NoteEdit, reader: Proofreader, qtbot: QtBot
) -> None:
    QTest.keyClicks(box, "The colour was organised, not organized, at Breckland. LSCG recie")
    assert underlined(reader, qtbot) == ["organized"]
    # Who only moves has gone on: now the last word counts too.
    box.moveCursor(QTextCursor.MoveOperation.Left)
    assert underlined(reader, qtbot) == ["organized", "recie"]
    # What is written behind a word is not underlined with it.
    cursor = box.textCursor()
    cursor.setPosition(box.toPlainText().index("organized") + len("organized"))
    box.setTextCursor(cursor)
    QTest.keyClicks(box, " x")
    assert reader.underliner.underlined()[0] == "organized"


def test_nothing_that_is_looked_at_counts_as_typing(box: NoteEdit, reader: Proofreader, qtbot: QtBot) -> None:
    box.setPlainText("recieved " * 40)
    box.document().clearUndoRedoStacks()
    changes: list[None] = []
    box.textChanged.connect(lambda: changes.append(None))
    assert len(underlined(reader, qtbot)) > 10
    assert not changes
    assert not box.document().isUndoAvailable()


def test_a_page_in_one_paragraph_is_looked_at_only_where_it_is_in_sight(
    box: NoteEdit, reader: Proofreader, qtbot: QtBot
) -> None:
    box.setPlainText("🙂 " + "recieved " * 9_000)
    shown = underlined(reader, qtbot)
    assert 10 < len(shown) <= 400
    assert set(shown) == {"recieved"}
    bar = box.verticalScrollBar()
    with qtbot.waitSignal(reader.underliner.judged):
        bar.setValue(bar.maximum())
    assert set(reader.underliner.underlined()) == {"recieved"}


def test_the_key_offers_what_was_meant_and_enter_takes_it(box: NoteEdit, reader: Proofreader) -> None:
    QTest.keyClicks(box, "We recieved the safegaurding page.")
    forget_announced()
    QTest.keyClick(box, Qt.Key.Key_F7)
    menu = opened()
    assert lines(menu)[0] == "received"
    assert box.textCursor().selectedText() == "recieved"
    assert any(said.startswith("recieved: received") for said in announced())
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert box.toPlainText() == "We received the safegaurding page."
    QTest.keyClick(box, Qt.Key.Key_F7)
    QTest.keyClick(opened(), Qt.Key.Key_Return)
    assert box.toPlainText() == "We received the safeguarding page."
    QTest.keyClick(box, Qt.Key.Key_F7)
    assert QApplication.activePopupWidget() is None
    assert announced()[-1] == NOTHING
    box.undo()
    assert box.toPlainText() == "We received the safegaurding page."


def test_a_word_is_added_and_taken_out_by_the_menu(
    box: NoteEdit, reader: Proofreader, store: Store, qtbot: QtBot
) -> None:
    box.setPlainText("adaptogenic tea")
    underlined(reader, qtbot)
    assert underlined(reader, qtbot) == ["adaptogenic"]
    at = box.cursorRect().center() + QPoint(8, 0)
    menu = reader.menu(at, whole=True)
    add = next(action for action in menu.actions() if action.text().startswith("Add "))
    add.trigger()
    assert own_words(store) == ("adaptogenic",)
    assert underlined(reader, qtbot) == []
    menu = reader.menu(at, whole=True)
    assert lines(menu)[0] == "Take “adaptogenic” out of the dictionary"
    menu.actions()[0].trigger()
    assert own_words(store) == ()
    assert underlined(reader, qtbot) == ["adaptogenic"]
    assert "Add" not in "".join(lines(reader.menu(box.rect().bottomRight(), whole=True)))
    box.customContextMenuRequested.emit(at)
    assert "Add “adaptogenic” to the dictionary" in lines(opened())
    opened().close()


def test_a_refusal_of_the_dictionary_is_said(box: NoteEdit, reader: Proofreader) -> None:
    desk = reader._desk
    with_sentences: list[str] = []
    desk.said.connect(with_sentences.append)
    desk.add("two words")
    assert with_sentences == ["“two words” is not one word. Nothing has been changed."]


def test_what_cannot_be_written_in_is_left_alone(box: NoteEdit, reader: Proofreader, qtbot: QtBot) -> None:
    box.setPlainText("recieved")
    box.setReadOnly(True)
    assert underlined(reader, qtbot) == []
    reader.next_word()
    assert QApplication.activePopupWidget() is None
    assert "Add" not in "".join(lines(reader.menu(box.cursorRect().center(), whole=True)))


def test_at_the_meeting_the_notes_are_looked_after_and_new_names_count_at_once(
    window: MainWindow, running: Running, qtbot: QtBot
) -> None:
    screen = window.run
    assert screen is not None
    item = screen.sitting.agenda.rows[2].item_id
    notes.write(window.house.store, running.meeting_id, item, "Quillfeather recieved it.")
    window.proof.next_word()
    assert "Go into the notes" in window.undo_bar.text
    screen._on_item_chosen(item)
    screen.item.go_to_notes()
    box = screen.item.notes
    qtbot.waitUntil(lambda: window.proof.desk is not None and len(box.extraSelections()) == 2)
    assert not screen.item.keeper.unsaved
    people.add_person(window.house.store, "Idris Quillfeather")
    qtbot.waitUntil(lambda: len(box.extraSelections()) == 1)
    window.proof.next_word()
    menu = cast("QMenu", QApplication.activePopupWidget())
    assert lines(menu)[0] == "received"
    menu.close()
    assert window.more.menu(window).actions()


def test_the_points_of_a_room_are_looked_after_and_keep_their_marks(
    window: MainWindow, running: Running, qtbot: QtBot
) -> None:
    screen = window.run
    assert screen is not None
    screen._on_item_chosen(running.breakout_id)
    if not screen.breakouts.isVisible():
        screen._on_breakouts()
    box = next(one for one in screen.breakouts.findChildren(NoteEdit) if one.isVisible() and one.spelled)
    box.setFocus()
    box.insertPlainText("schools recieved it\nfamilies too")
    qtbot.waitUntil(lambda: len(box.laid("spelling")) == 1)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(box.laid("point")) == 1)
    assert len(box.extraSelections()) == 2
    box.setFocus()
    window.proof.next_word()
    menu = cast("QMenu", QApplication.activePopupWidget())
    assert lines(menu)[0] == "received"
    menu.close()


def test_a_store_that_was_closed_meanwhile_is_not_asked(
    box: NoteEdit, reader: Proofreader, store: Store
) -> None:
    box.insertPlainText("a wrogn word ")
    store.close()
    reader.underliner.look()
    assert reader.underliner.underlined() == []
