"""What is said to a screen reader: one sentence per deed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Enough for a test of a long sitting; a program that runs all day keeps no more.
_sentences: deque[str] = deque(maxlen=200)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence without moving the focus. Empty sentences are not said."""
    if not sentence:
        return
    _sentences.append(sentence)
    # Nothing is said before the first window is on the screen, and it need not wait for this.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def announced() -> tuple[str, ...]:
    """Give the sentences said so far, oldest first, at most 200."""
    return tuple(_sentences)


def forget_announced() -> None:
    """Forget what was said, so that a test can see what is said next."""
    _sentences.clear()


def named(widget: QWidget, name: str) -> None:
    """Give a control the name a screen reader says; refuses an empty one with ``ValueError``."""
    if not name.strip():
        raise ValueError(f"A {type(widget).__name__} needs a name that can be spoken.")
    widget.setAccessibleName(name)
