"""A hand at the window: it types, presses keys, clicks buttons by their words, and waits for what it sees."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Wanted = TypeVar("Wanted", bound=QWidget)

PATIENCE_SECONDS = 60.0
_LOOK_AGAIN_MS = 15


class NotSeen(Exception):
    """What the hand was to wait for, or to press, did not appear."""


def let_pass(milliseconds: int = _LOOK_AGAIN_MS) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(seen: Callable[[], bool], what: str, patience: float = PATIENCE_SECONDS) -> None:
    """Wait until ``seen`` says so; :class:`NotSeen` with ``what`` when ``patience`` (seconds) ends."""
    end = time.monotonic() + patience
    while not seen():
        if time.monotonic() > end:
            raise NotSeen(what)
        let_pass()


def window() -> QWidget:
    """The window that has the person's attention: a dialog over the others, or the active one.

    A screen in memory has nobody who puts a window in front again when another went; the hand does it then.
    """
    found = QApplication.activeModalWidget() or QApplication.activeWindow()
    if found is None:
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        if not shown:
            raise NotSeen("a window")
        found = shown[-1]
        found.activateWindow()
        let_pass()
    return found


def focused() -> QWidget:
    """The control that has the focus; keys go there and nowhere else."""
    found = QApplication.focusWidget()
    if found is None:
        # Looking for the window may put it in front, and its control has the focus again.
        place = window()
        found = QApplication.focusWidget() or place
    return found


def press(*keys: str) -> None:
    """Press keys as they are written in the help: ``Ctrl+PgDown``, ``F8``, ``Return``, ``Alt+N``."""
    for written in keys:
        *held, name = written.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= getattr(Qt.KeyboardModifier, {"Ctrl": "ControlModifier"}.get(one, f"{one}Modifier"))
        QTest.keyClick(
            focused(),
            getattr(Qt.Key, f"Key_{name.replace('PgDown', 'PageDown').replace('PgUp', 'PageUp')}"),
            modifiers,
        )
        let_pass()


def type_text(text: str, *, pace_ms: int = 0) -> None:
    """Type ``text`` into the control that has the focus; letters beyond ASCII come as an input method sends them."""
    for letter in text:
        if letter == "\n":
            QTest.keyClick(focused(), Qt.Key.Key_Return)
        elif letter.isascii():
            QTest.keyClicks(focused(), letter)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(letter)
            QApplication.sendEvent(focused(), composed)
        if pace_ms:
            let_pass(pace_ms)
    let_pass()


def seen(kind: type[Wanted], fits: Callable[[Wanted], bool], within: QWidget | None = None) -> Wanted:
    """The first control of a kind in sight that ``fits``; waits for it."""
    found: list[Wanted] = []

    def look() -> bool:
        place = within or window()
        found[:] = [one for one in place.findChildren(kind) if one.isVisible() and fits(one)]
        return bool(found)

    until(look, f"a {kind.__name__} in {within or 'the window'}")
    return found[0]


def button(words: str, within: QWidget | None = None) -> QAbstractButton:
    """The enabled button that begins with ``words``, as it is read or spoken."""

    def fits(one: QAbstractButton) -> bool:
        said = getattr(one, "caption", "") or one.text().replace("&", "")
        return one.isEnabled() and (str(said).startswith(words) or one.accessibleName().startswith(words))

    try:
        return seen(QAbstractButton, fits, within)
    except NotSeen as nothing:
        raise NotSeen(f"a button “{words}”") from nothing


def click(words: str, within: QWidget | None = None) -> None:
    """Click the button that begins with ``words``."""
    click_on(button(words, within))


def click_on(widget: QWidget, at: QPoint | None = None) -> None:
    """Click a control, in its middle unless told where."""
    QTest.mouseClick(
        widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center()
    )
    let_pass()


def box(name: str, within: QWidget | None = None) -> QLineEdit:
    """The line that a screen reader calls ``name``."""
    return seen(QLineEdit, lambda one: one.accessibleName() == name and one.isEnabled(), within)


def into_sight(widget: QWidget) -> None:
    """Scroll until a control can be seen, as a person would before using it."""
    place = widget.parentWidget()
    while place is not None:
        if isinstance(place, QScrollArea):
            place.ensureWidgetVisible(widget)
        place = place.parentWidget()
    let_pass()


def save_as(path: Path) -> None:
    """Answer the question where to save that is about to be asked; call it before the click that asks."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(_LOOK_AGAIN_MS, answer)
            return
        # Put in as a paste would: letter by letter, the list of known names would open and take Return.
        dialog.findChildren(QLineEdit)[0].setText(str(path))
        keep = dialog.findChildren(QDialogButtonBox)[0].button(QDialogButtonBox.StandardButton.Save)
        QTest.mouseClick(keep, Qt.MouseButton.LeftButton)

    QTimer.singleShot(_LOOK_AGAIN_MS, answer)


def picture(widget: QWidget, path: Path) -> None:
    """Save what the window shows, once it has come to rest."""
    let_pass(350)
    widget.grab().save(str(path))
