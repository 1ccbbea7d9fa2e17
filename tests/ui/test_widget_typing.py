"""Boxes for typing: what they take, what they refuse, and that nothing is ever cut short."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from nscp_desktop.rules import wording
from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import CaptureBox, ChipWords, LineEdit, NoteEdit, SearchBox, down, holder
from nscp_desktop.ui.widgets.limits import LINE_CAP, NOTE_CAP, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_KEPT: list[QWidget] = []  # pytest-qt holds windows weakly
TOO_LONG = "That is longer than the {} characters there is room for here. Nothing has been changed."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp)
    yield
    QApplication.clipboard().clear()
    _KEPT.clear()


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = holder(down(*widgets))
    qtbot.addWidget(window)
    _KEPT.append(window)
    window.resize(600, 300)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    widgets[0].setFocus()
    return window


def refusals(box: LineEdit | NoteEdit) -> list[str]:
    sentences: list[str] = []
    box.refused.connect(sentences.append)
    return sentences


def paste(qtbot: QtBot, box: QWidget, text: str) -> None:
    QApplication.clipboard().setText(text)
    qtbot.keyClick(box, Qt.Key.Key_V, CONTROL)


def files() -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/somewhere/letter.docx")])
    return mime


# What may stand


def test_caps_are_those_of_the_rules() -> None:
    assert (LINE_CAP, NOTE_CAP) == (wording.LINE_MOST, wording.NOTE_MOST)


@pytest.mark.parametrize("text", ["", "Wójcik", "עברית", "a\u200db", "Ελένη", "<b>&amp;"])
def test_text_may_stand(text: str) -> None:
    assert refusal(text, 100) == ""


@pytest.mark.parametrize("text", ["a\x07b", "\u202egnp.exe", "a\u2066b", "\x00", "\x7f"])
def test_control_and_direction_characters_may_not(text: str) -> None:
    assert "Nothing has been changed" in refusal(text, 100)
    assert "Nothing has been changed" in refusal(text, 100, prose=True)


def test_line_breaks_may_stand_in_prose_only() -> None:
    assert refusal("a\nb\tc", 100, prose=True) == ""
    assert refusal("a\nb", 100) != ""


def test_length_is_counted_in_characters() -> None:
    assert refusal("😀" * 10, 10) == ""
    assert refusal("x" * 11, 10) == TOO_LONG.format("10")


# One line


def test_a_line_takes_what_is_typed(qtbot: QtBot) -> None:
    box = LineEdit(name="Title", placeholder="What is it called?", icon="pencil", key_hint="F4")
    shown(qtbot, box)
    box.grab()
    qtbot.keyClicks(box, "<b>R&D</b> ")
    box.insert("Wójcik")
    box.grab()
    assert box.text() == "<b>R&D</b> Wójcik"
    assert box.accessibleName() == "Title"


def test_a_line_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name that can be spoken"):
        LineEdit(name=" ")


def test_a_full_line_refuses_the_next_key_with_a_sentence(qtbot: QtBot) -> None:
    box = LineEdit(name="Title", cap=5)
    sentences = refusals(box)
    shown(qtbot, box)
    qtbot.keyClicks(box, "abcdef")
    assert box.text() == "abcde"
    assert sentences == [TOO_LONG.format("5")]


def test_no_letter_that_can_be_seen_is_refused_in_a_note() -> None:
    # A note takes these without asking the rules: it would be asked at every key.
    seen = "".join(letter for letter in map(chr, range(sys.maxunicode + 1)) if letter.isprintable())
    assert wording._UNFIT_IN_NOTE.search(seen) is None


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK, theme.HIGH_CONTRAST])
def test_a_note_one_types_in_fills_its_own_ground_in_every_theme(
    qtbot: QtBot, qapp: QApplication, palette: theme.Palette
) -> None:
    box, other = NoteEdit(name="Notes"), LineEdit(name="Title")
    theme.apply(qapp, palette)
    shown(qtbot, box, other)
    viewport = box.viewport()

    def ground() -> str:
        return box.grab().toImage().pixelColor(box.width() // 2, box.height() // 2).name()

    assert viewport.autoFillBackground()
    assert ground() == f"#{palette.paper.removeprefix('#')}"
    box.setReadOnly(True)
    assert not viewport.autoFillBackground()
    assert ground() == f"#{palette.rail.removeprefix('#')}"
    theme.apply(qapp)


def test_a_paste_that_does_not_fit_is_refused_whole(qtbot: QtBot) -> None:
    box = LineEdit(name="Title")
    sentences = refusals(box)
    shown(qtbot, box)
    qtbot.keyClicks(box, "kept")
    paste(qtbot, box, "x" * 2_000_000)
    assert box.text() == "kept"
    paste(qtbot, box, "😀" * 3_000)
    assert box.text() == "kept"
    assert sentences == [TOO_LONG.format("2,000")] * 2
    paste(qtbot, box, "a\u202eb")
    assert box.text() == "kept"
    assert "direction" in sentences[2]
    paste(qtbot, box, "😀" * 1_996)
    assert len(box.text()) == 2_000


def test_a_line_shows_what_was_kept_even_beyond_its_cap(qtbot: QtBot) -> None:
    box = LineEdit(name="Title", cap=3)
    box.setText("longer than that")
    assert box.text() == "longer than that"


def test_a_cell_copied_from_a_spreadsheet_is_one_line(qtbot: QtBot) -> None:
    box = LineEdit(name="Title")
    shown(qtbot, box)
    paste(qtbot, box, "Joe\tBlackwood\r\nFenmere\r\n")
    assert box.text() == "Joe Blackwood Fenmere"


def test_lines_pasted_as_one_line_count_as_typed_and_are_undone_like_it(qtbot: QtBot) -> None:
    box = LineEdit(name="Text")
    shown(qtbot, box)
    box.setText("kept")
    qtbot.keyClick(box, Qt.Key.Key_End)
    paste(qtbot, box, " one\r\ntwo\tthree\n")
    assert box.text() == "kept one two three"
    assert box.isModified()
    qtbot.keyClick(box, Qt.Key.Key_Z, CONTROL)
    assert box.text() == "kept"
    box.setText("kept")
    # By the mouse: the middle button, a drop.
    box.paste()
    assert box.isModified()
    assert box.text() == "kept one two three"


@pytest.mark.parametrize("before", ["", "x"])
def test_characters_of_two_halves_are_never_cut(qtbot: QtBot, before: str) -> None:
    box = LineEdit(name="Text", cap=200)
    sentences = refusals(box)
    shown(qtbot, box)
    box.setText(before)
    for text in ("😀" * 201, "😀" * 2_000, "😀" * 40_000):
        paste(qtbot, box, text)
        assert box.text() == before
    assert sentences == [TOO_LONG.format("200")] * 3


def test_files_are_not_dropped_in(qtbot: QtBot) -> None:
    box = LineEdit(name="Text")
    shown(qtbot, box)
    mouse, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    words = QMimeData()
    words.setText("words")
    for mime, taken in ((files(), False), (words, True)):
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, mouse, keys)
        # Not by way of the application: it keeps book of a drag that nobody began.
        box.dragEnterEvent(enter)
        assert enter.isAccepted() is taken
        move = QDragMoveEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, mouse, keys)
        box.dragMoveEvent(move)
        assert move.isAccepted() is taken
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, mouse, keys)
        box.dropEvent(drop)
        assert box.text() == ("words" if taken else "")
    sentences = refusals(box)
    QApplication.clipboard().setMimeData(files())
    qtbot.keyClick(box, Qt.Key.Key_V, CONTROL)
    assert box.text() == "words"
    assert sentences == ["Files cannot be put into this text. Nothing has been changed."]


def test_a_search_box_says_its_words_and_is_emptied_by_esc(qtbot: QtBot) -> None:
    box = SearchBox(name="Filter", placeholder="Owner, theme, text", key_hint="Ctrl F")
    shown(qtbot, box)
    said: list[str] = []
    box.searched.connect(said.append)
    qtbot.keyClicks(box, "jo ")
    assert said[-1] == "jo"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), said[-1]) == ("", "")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


# Notes


def test_tab_leaves_the_notes(qtbot: QtBot) -> None:
    note, after = NoteEdit(name="Notes"), LineEdit(name="Capture")
    shown(qtbot, note, after)
    qtbot.keyClicks(note, "The toolkit")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert note.toPlainText() == "The toolkit\n"


def test_a_full_note_refuses_the_next_key_but_not_to_be_shortened(qtbot: QtBot) -> None:
    note = NoteEdit(name="Notes", cap=5)
    sentences = refusals(note)
    shown(qtbot, note)
    qtbot.keyClicks(note, "abcdef")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert note.toPlainText() == "abcde"
    assert sentences[0] == (
        "There is room for 5 characters here and 5 are used; 1 more do not fit. Nothing has been changed."
    )
    assert len(sentences) == 2
    qtbot.keyClick(note, Qt.Key.Key_Backspace)
    qtbot.keyClick(note, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(note, "XY")
    assert note.toPlainText() == "abcXY"


def test_a_full_note_can_be_selected_and_copied_by_keys(qtbot: QtBot) -> None:
    note = NoteEdit(name="Notes", cap=5)
    sentences = refusals(note)
    shown(qtbot, note)
    note.setPlainText("abcde")
    qtbot.keyClick(note, Qt.Key.Key_A, CONTROL)
    assert note.textCursor().selectedText() == "abcde"
    qtbot.keyClick(note, Qt.Key.Key_Delete)
    assert (note.toPlainText(), sentences) == ("", [])


def test_characters_beyond_the_first_plane_count_once_in_a_note(qtbot: QtBot) -> None:
    note = NoteEdit(name="Notes", cap=4)
    shown(qtbot, note)
    note.setPlainText("😀😀😀")
    note.moveCursor(note.textCursor().MoveOperation.End)
    qtbot.keyClicks(note, "ab")
    assert note.toPlainText() == "😀😀😀a"


def test_a_paste_into_the_notes_is_plain_and_whole_or_not_at_all(qtbot: QtBot) -> None:
    note = NoteEdit(name="Notes", frame=False)
    sentences = refusals(note)
    shown(qtbot, note)
    mime = QMimeData()
    mime.setHtml("<h1>Big</h1><img src='file:///etc/hostname'>")
    mime.setText("Big\r\nsmall")
    QApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(note, Qt.Key.Key_V, CONTROL)
    assert note.toPlainText() == "Big\nsmall"
    paste(qtbot, note, "x" * 2_000_000)
    paste(qtbot, note, "a\x07b")
    assert note.toPlainText() == "Big\nsmall"
    assert len(sentences) == 2
    note.insertFromMimeData(files())
    assert sentences[2].startswith("Files cannot be put into this text.")
    note.insertFromMimeData(QMimeData())
    assert note.toPlainText() == "Big\nsmall"
    assert not note.canInsertFromMimeData(files())


def test_composed_text_is_counted_too(qtbot: QtBot) -> None:
    note = NoteEdit(name="Notes", cap=3)
    sentences = refusals(note)
    shown(qtbot, note)
    for text in ("日本", "語日"):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(note, event)
    assert note.toPlainText() == "日本"
    assert len(sentences) == 1


def test_a_note_shows_what_was_kept_even_beyond_its_cap(qtbot: QtBot) -> None:
    note = NoteEdit(name="Notes", cap=3)
    shown(qtbot, note)
    note.setPlainText("longer than that")
    assert note.toPlainText() == "longer than that"
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "\x7f")
    QApplication.sendEvent(note, event)
    assert note.toPlainText() == "onger than that"


# The capture line


def test_a_capture_line_says_at_enter_what_was_written(qtbot: QtBot) -> None:
    box = CaptureBox(name="Capture line", placeholder="action joe to …")
    shown(qtbot, box)
    assert box.line.hasFocus()
    box.grab()
    with qtbot.assertNotEmitted(box.recorded):
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    qtbot.keyClicks(box.line, "action joe to ring")
    with qtbot.waitSignal(box.recorded) as signal:
        qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert signal.args == ["action joe to ring"]
    assert box.line.text() == "action joe to ring"


def test_chips_under_the_line_are_reworded_while_somebody_types(qtbot: QtBot) -> None:
    box = CaptureBox(name="Capture line")
    shown(qtbot, box)
    box.show_chips([ChipWords("kind", "Action", Tone.AMBER), ChipWords("owner", "Joe", name="Owner: Joe")])
    first = box.chips
    box.show_chips([ChipWords("kind", "Decision", Tone.TEAL)])
    assert box.chips == first[:1]
    assert (box.chips[0].caption, box.chips[0].tone) == ("Decision", Tone.TEAL)
    box.show_chips(
        [ChipWords("kind", "Action"), ChipWords("due", "Due Fri 22 Jan"), ChipWords("theme", "Neglect")]
    )
    assert [chip.key for chip in box.chips] == ["kind", "due", "theme"]
    assert box.line.hasFocus()
    with qtbot.waitSignal(box.chip_chosen) as signal:
        qtbot.keyClick(box.line, Qt.Key.Key_Tab)
        qtbot.keyClick(box.chips[0], Qt.Key.Key_Tab)
        assert box.chips[1].hasFocus()
        qtbot.keyClick(box.chips[1], Qt.Key.Key_Return)
    assert signal.args == ["due"]
    box.grab()


def test_points_are_where_they_are_drawn(qtbot: QtBot) -> None:
    box = CaptureBox(name="Capture line")
    shown(qtbot, box)
    box.show_chips([ChipWords(str(n), f"Chip number {n}") for n in range(20)])
    qtbot.waitUntil(lambda: box.chips[-1].geometry().bottom() <= box.height())
    assert box.rect().contains(box.chips[-1].geometry())
    assert box.hint.geometry().right() <= box.width()
    assert QPointF(box.chips[0].pos()).x() < 20


@pytest.mark.parametrize("make", [LineEdit, NoteEdit, CaptureBox])
def test_a_letter_held_with_alt_that_no_button_answers_to_is_not_typed(
    make: type[LineEdit | NoteEdit | CaptureBox], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    made = make(name="Notes")
    box = made.line if isinstance(made, CaptureBox) else made
    shown(qtbot, made)
    alt, alt_gr = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.AltModifier | CONTROL
    for key, held, text in (
        (Qt.Key.Key_1, alt, "1"),
        (Qt.Key.Key_G, alt | Qt.KeyboardModifier.ShiftModifier, "G"),
        (Qt.Key.Key_E, alt_gr, "é"),
    ):
        QApplication.sendEvent(box, QKeyEvent(QKeyEvent.Type.KeyPress, key, held, text))
    assert (box.toPlainText() if isinstance(box, NoteEdit) else box.text()) == "é"
    monkeypatch.setattr(sys, "platform", "darwin")
    QApplication.sendEvent(box, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_3, alt, "£"))
    assert (box.toPlainText() if isinstance(box, NoteEdit) else box.text()) == "é£"
