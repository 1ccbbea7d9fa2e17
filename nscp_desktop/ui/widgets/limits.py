"""What may be typed or pasted into a box, and the sentence when it may not.

Which characters are text is the rules' to say (:mod:`nscp_desktop.rules.wording`); here it is asked
at the box, so that a person hears it at once instead of when the text is kept.
"""

from __future__ import annotations

from nscp_desktop.errors import Refused
from nscp_desktop.rules import wording

LINE_CAP = wording.LINE_MOST
NOTE_CAP = wording.NOTE_MOST


def refusal(text: str, cap: int, *, prose: bool = False) -> str:
    """Give the sentence that refuses a text, or nothing when it may stand.

    ``cap`` in characters; ``prose`` may hold line breaks and tabs.
    """
    if len(text) > cap:
        return f"That is longer than the {cap:,} characters there is room for here. Nothing has been changed."
    try:
        if prose:
            wording.note(text, "That text")
        else:
            wording.line(text, "That text")
    except Refused as refused:
        return str(refused)
    return ""
