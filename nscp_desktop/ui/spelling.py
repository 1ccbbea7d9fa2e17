"""Spelling under the hand: words that may be wrong are underlined while one writes, and put right by key or menu.

A key sets off nothing but a timer. A moment after the last one the words in sight are judged, a few at a time; the
word one is typing is left alone.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from nscp_desktop.errors import Refused
from nscp_desktop.rules.spelling import words
from nscp_desktop.rules.wording import quoted
from nscp_desktop.services import spelling
from nscp_desktop.ui import theme
from nscp_desktop.ui.commands import bind
from nscp_desktop.ui.widgets import announce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QAction

    from nscp_desktop.services.spelling import Speller
    from nscp_desktop.store import Store
    from nscp_desktop.ui.widgets import NoteEdit

PAUSE_MS: Final = 350
"""From the last key to the judging of words that were not met before."""
_SLICE: Final = 0.008
"""Seconds of judging at a time; then whatever waits in the window comes first."""
_AGAIN_MS: Final = 15
_MOST: Final = 400
NOTHING: Final = "No word here looks misspelt."


class Underliner(QObject):
    """Underlines the words of one box that are in sight. ``judged`` is said when every one of them was.

    A key sets off nothing but a timer: what is underlined moves along with the text by itself.
    """

    judged = Signal()

    def __init__(self, box: NoteEdit, speller: Speller) -> None:
        """Begin to look at ``box``."""
        super().__init__(box)
        self._box, self._speller = box, speller
        self._revision = box.document().revision()
        self._look = QTextCharFormat()
        self._look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._look.setUnderlineColor(theme.colour("red"))
        # Two timers: one that is started for less would be shorter for the next key too.
        self._pause, self._soon = QTimer(self), QTimer(self)
        for timer, after in ((self._pause, PAUSE_MS), (self._soon, _AGAIN_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(self.look)
        # Straight to the timer: no line of ours runs at a key.
        box.textChanged.connect(self._pause.start)
        box.cursorPositionChanged.connect(self._pause.start)
        box.verticalScrollBar().valueChanged.connect(self.look_soon)
        self._pause.start()

    def look_soon(self) -> None:
        """Look again in a moment: names or own words have changed, or other lines came into sight."""
        self._soon.start()

    def look(self) -> None:
        """Judge the words in sight that were not judged before, some at a time, then underline the wrong ones."""
        if self._pause.isActive() or not self._speller.can_ask:
            # Somebody is typing: all of it is looked at when they pause. A window that closes looks no more.
            return
        until, judged = perf_counter() + _SLICE, 0
        wrong = []
        for start, end, word in self._in_sight():
            if self._speller.known(word) is None:
                if judged and perf_counter() > until:
                    self._soon.start()
                    return
                judged += 1
            if not self._speller.is_right(word):
                wrong.append((start, end))
        self._underline(wrong)
        self.judged.emit()

    def underlined(self) -> list[str]:
        """The words that are underlined now."""
        return [one.cursor.selectedText() for one in self._box.laid("spelling")]

    def _underline(self, wrong: list[tuple[int, int]]) -> None:
        revision = self._box.document().revision()
        # The word one is typing is left alone until one goes on.
        typing = revision != self._revision and self._box.hasFocus()
        at = self._box.textCursor().position() if typing else -1
        self._revision = revision
        shown = []
        for start, end in wrong[:_MOST]:
            if not start <= at <= end:
                one = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self._box.document())
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                # What is written behind a word is not underlined with it.
                cursor.setKeepPositionOnInsert(True)
                one.cursor, one.format = cursor, self._look
                shown.append(one)
        self._box.lay("spelling", shown)

    def _in_sight(self) -> Iterator[tuple[int, int, str]]:
        """The words that can be seen, with their places."""
        if self._box.isReadOnly():
            return
        view = self._box.viewport().rect()
        first = self._box.cursorForPosition(view.topLeft()).position()
        last = self._box.cursorForPosition(view.bottomRight()).position()
        block = self._box.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            text = block.text()
            # A whole page may be one paragraph: only what is in sight of it is read, from one space to another.
            start = text.rfind(" ", 0, max(0, first - block.position())) + 1
            end = text.find(" ", max(0, last - block.position()))
            part = text[start : len(text) if end < 0 else end]
            for spot in words(part):
                begins, ends = _units(text, start + spot.start, start + spot.end)
                yield block.position() + begins, block.position() + ends, spot.word
            block = block.next()


def _units(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a word stands as Qt counts: in UTF-16 units."""
    if text.isascii():
        return start, end
    before = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    return before, before + len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2


class Proofreader(QObject):
    """Puts words right in one box: by its menu, and by a key that goes from one wrong word to the next."""

    def __init__(self, box: NoteEdit, desk: Desk) -> None:
        """Serve ``box`` from now on."""
        super().__init__(box)
        self._box, self._desk = box, desk
        self.underliner = Underliner(box, desk.speller)
        self._menu: QMenu | None = None
        desk.renewed.connect(self.underliner.look_soon)
        box.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        box.customContextMenuRequested.connect(self._on_menu_asked)
        bind(box, {"spelling": self.next_word})

    def next_word(self) -> None:
        """Go to the next word that looks misspelt, after the cursor and then from the start, and offer others."""
        here = self._box.textCursor().selectionEnd()
        wrong = [] if self._box.isReadOnly() else self._wrong()
        if not wrong:
            announce(self._box, NOTHING)
            self._desk.say(NOTHING)
            return
        start, end = next(((start, end) for start, end in wrong if start >= here), wrong[0])
        cursor = self._box.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._box.setTextCursor(cursor)
        self._box.ensureCursorVisible()
        begins = self._box.textCursor()
        begins.setPosition(start)
        below = self._box.cursorRect(begins).bottomLeft() + QPoint(0, 3)
        menu = self.menu(below, whole=False)
        first = next((action for action in menu.actions() if action.isEnabled() and action.text()), None)
        announce(self._box, f"{cursor.selectedText()}: {', '.join(_offered(menu)) or 'no suggestions'}")
        menu.popup(self._box.viewport().mapToGlobal(below))
        if first is not None:
            menu.setActiveAction(first)

    def _wrong(self) -> list[tuple[int, int]]:
        """The places of all words that look misspelt."""
        found = []
        block = self._box.document().begin()
        while block.isValid():
            text = block.text()
            found += [
                (block.position() + start, block.position() + end)
                for spot in words(text)
                if not self._desk.speller.is_right(spot.word)
                for start, end in (_units(text, spot.start, spot.end),)
            ]
            block = block.next()
        return found

    def _on_menu_asked(self, at: QPoint) -> None:
        self.menu(at, whole=True).popup(self._box.viewport().mapToGlobal(at))

    def menu(self, at: QPoint, *, whole: bool) -> QMenu:
        """The menu for the word at a place: what may have been meant, and the dictionary; ``whole`` as Qt makes it."""
        menu = self._box.createStandardContextMenu() if whole else QMenu(self._box)
        self._menu = menu
        menu.setAccessibleName("Spelling")
        menu.aboutToHide.connect(menu.deleteLater)
        cursor = self._box.textCursor() if not whole else self._box.cursorForPosition(at)
        found = self._word_at(cursor)
        if found is None or self._box.isReadOnly():
            return menu
        start, end, word = found
        before = menu.actions()[0] if menu.actions() else None
        if not self._desk.speller.is_right(word):
            for other in self._desk.speller.suggestions(word):
                action = _line(menu, other.replace("&", "&&"), before)
                action.setProperty("offered", other)
                action.triggered.connect(lambda _on=False, other=other: self._put(start, end, other))
            _rule(menu, before)
            _line(menu, f"Add {quoted(word)} to the dictionary".replace("&", "&&"), before).triggered.connect(
                lambda _on=False: self._desk.add(word)
            )
            if before is not None:
                menu.insertSeparator(before)
        elif self._desk.speller.is_own(word):
            _line(
                menu, f"Take {quoted(word)} out of the dictionary".replace("&", "&&"), before
            ).triggered.connect(lambda _on=False: self._desk.remove(word))
            _rule(menu, before)
        return menu

    def _word_at(self, cursor: QTextCursor) -> tuple[int, int, str] | None:
        block: QTextBlock = cursor.block()
        text, place = block.text(), cursor.selectionStart() - block.position()
        for spot in words(text):
            start, end = _units(text, spot.start, spot.end)
            if start <= place <= end:
                return block.position() + start, block.position() + end, spot.word
        return None

    def _put(self, start: int, end: int, word: str) -> None:
        """Write another word in the place of one, as one step of undo."""
        cursor = self._box.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(word)
        self._box.setTextCursor(cursor)


def _line(menu: QMenu, text: str, before: QAction | None) -> QAction:
    action = menu.addAction(text)
    if before is not None:
        menu.removeAction(action)
        menu.insertAction(before, action)
    return action


def _rule(menu: QMenu, before: QAction | None) -> None:
    if before is None:
        menu.addSeparator()
    else:
        menu.insertSeparator(before)


def _offered(menu: QMenu) -> list[str]:
    return [str(action.property("offered")) for action in menu.actions() if action.property("offered")]


class Desk(QObject):
    """The dictionary of one window, and the boxes it serves. ``said`` brings a sentence for the person.

    ``renewed`` says that names or own words have changed.
    """

    said = Signal(str)
    renewed = Signal()

    def __init__(self, store: Store, parent: QObject) -> None:
        """Serve a window over ``store``."""
        super().__init__(parent)
        self._store = store
        self.speller = spelling.Speller(store)

    def serve(self, box: NoteEdit) -> Proofreader:
        """Look after a box from now on."""
        return Proofreader(box, self)

    def add(self, word: str) -> None:
        """Take a word as right."""
        self._change(spelling.add_word, word, f"{quoted(word)} is in the dictionary now.")

    def remove(self, word: str) -> None:
        """Take a word out of the dictionary."""
        self._change(spelling.remove_word, word, f"{quoted(word)} is no longer in the dictionary.")

    def say(self, sentence: str) -> None:
        """Tell the person something."""
        self.said.emit(sentence)

    def renew(self) -> None:
        """Judge anew: names or own words have changed."""
        self.speller.forget()
        self.renewed.emit()

    def _change(self, act: Callable[[Store, str], None], word: str, sentence: str) -> None:
        try:
            act(self._store, word)
        except Refused as refusal:
            self.say(str(refusal))
            return
        self.renew()
        self.say(sentence)
