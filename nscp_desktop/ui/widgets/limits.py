"""What may be typed or pasted into a box, and the sentence when it may not.

Which characters are text is the rules' to say (:mod:`nscp_desktop.rules.wording`); here it is asked
at the box, so that a person hears it at once instead of when the text is kept.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

# Those of the rules, which a test holds them to; the rules themselves are read at the first key.
LINE_CAP = 2_000
NOTE_CAP = 100_000


def refusal(text: str, cap: int, *, prose: bool = False) -> str:
    """Give the sentence that refuses a text, or nothing when it may stand.

    ``cap`` in characters; ``prose`` may hold line breaks and tabs.
    """
    if len(text) > cap:
        return f"That is longer than the {cap:,} characters there is room for here. Nothing has been changed."
    from nscp_desktop.rules import wording

    try:
        if prose:
            wording.note(text, "That text")
        else:
            wording.line(text, "That text")
    except Refused as refused:
        return str(refused)
    return ""


def reaches_for_a_button(event: QKeyEvent) -> bool:
    """Whether a letter is held with Alt alone: where no button answers to it, it is not typed either.

    AltGr comes as another key, or with Ctrl; a Mac writes letters with its Alt.
    """
    from PySide6.QtCore import Qt  # all of Qt's names: not before the first window is painted

    if not event.modifiers() & Qt.KeyboardModifier.AltModifier or sys.platform == "darwin":
        return False
    beside = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    alone = event.modifiers() & ~beside == Qt.KeyboardModifier.AltModifier
    return alone and event.text() != "" and event.text().isprintable()
