"""Text from people as Qt may show it: never as markup, never as a mnemonic, never too wide."""

from __future__ import annotations

import re

from PySide6 import QtGui, QtWidgets

# A longer word is given places to break, or one hostile name would widen the window for good.
_LONGEST_WORD = 40
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_BREAK = "\u200b"
_TIP_LENGTH = 1_000
# Eliding measures every character; nothing on one line is wider than this many.
_LINE_LENGTH = 600


def as_typed(label: QtWidgets.QLabel) -> None:
    """Have a label show its text as typed, never as markup."""
    # By its number (Qt.TextFormat.PlainText): to build Qt's namespace of names takes a fifth of the time
    # of an empty window, and the first one waits for its labels.
    label.setProperty("textFormat", 0)


def one_line(text: str) -> str:
    """Give text as one line of at most 600 characters, for places that shorten it by width."""
    return " ".join(text[: _LINE_LENGTH + 1].split("\n"))


def breakable(text: str) -> str:
    """Give text in which very long words may be broken when it is wrapped."""
    return _LONG_WORD.sub(_broken, text)


def _broken(word: re.Match[str]) -> str:
    letters = word.group()
    return _BREAK.join(letters[at : at + _LONGEST_WORD] for at in range(0, len(letters), _LONGEST_WORD))


def tip(text: str) -> str:
    """Give text for a tooltip that shows it as typed: Qt guesses at markup there, and cannot be told not to."""
    shown = text if len(text) <= _TIP_LENGTH else text[:_TIP_LENGTH] + "…"
    # Without one of these signs Qt sees no markup; most words have none.
    if ("<" in shown or "&" in shown) and QtGui.Qt.mightBeRichText(shown):
        from html import escape

        return f"<p style='white-space: pre-wrap'>{escape(shown)}</p>"
    return shown


def with_mnemonic(text: str, alt: str | None) -> str:
    """Give text for a button: ``&`` is a letter like any other, and Alt+``alt`` presses it.

    Refuses an ``alt`` that is not a letter of the text with ``ValueError``.
    """
    if not alt:
        return text.replace("&", "&&")
    # The letter as written first: "Print paper", alt "p" should underline what the author meant.
    at = text.find(alt)
    if at < 0:
        at = text.lower().find(alt.lower())
    if at < 0:
        raise ValueError(f"{alt!r} is not a letter of {text!r}.")
    return text[:at].replace("&", "&&") + "&" + text[at:].replace("&", "&&")
