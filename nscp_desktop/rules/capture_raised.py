"""To which body a challenge is raised: "challenge to the NSCP: ...", "... - to the chairs meeting"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nscp_desktop.rules.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.rules.capture_words import CaptureContext
    from nscp_desktop.rules.wording import Word

CHAIRS_MEETING: Final = "the Chairs meeting"
"""To which a challenge goes when nobody says another body."""
_TO = listed("to for with")
_ARTICLES = listed("the our")
_CHAIRS = frozenset([("chairs",), ("chairs", "meeting"), ("chairs", "group"), ("chairs", "mtg")])
_LONGEST = 5
_DASHES = frozenset(["-", "–", "—"])


def bodies(context: CaptureContext) -> tuple[str, ...]:
    """Give the bodies a challenge can be raised to, as they are recorded."""
    return CHAIRS_MEETING, f"the {context.partnership[0]}"


def raised_in(words: Sequence[Word], context: CaptureContext) -> tuple[str, Sequence[Word]]:
    """Give the body a challenge's words name, and the words that say it; at the beginning or the end."""
    lead = 1 if words and words[0].bare in _TO else 0
    for length in range(min(_LONGEST, len(words) - lead - 1), 0, -1):
        ends = lead + length
        body = _body(words[lead:ends], context)
        apart = words[ends - 1].typed.endswith((":", ",")) or words[ends].typed in _DASHES
        if body and (lead or apart):
            return body, words[: ends + (words[ends].typed in _DASHES)]
    for at in range(max(1, len(words) - _LONGEST - 1), len(words) - 1):
        apart = (at > 1 and words[at - 1].typed in _DASHES) or words[at - 1].typed.endswith((",", ";", "."))
        body = _body(words[at + 1 :], context) if words[at].bare in _TO else ""
        if body and (apart or words[at].typed.startswith("(")):
            return body, words[at - (at > 1 and words[at - 1].typed in _DASHES) :]
    return "", ()


def named_in(words: Sequence[Word], context: CaptureContext) -> str:
    """Give the body that words of the kind name themselves: "escalate to the NSCP:"."""
    said = [word for word in words if word.bare]
    ends = (body for at in range(len(said)) if (body := _body(said[at:], context)))
    return next(ends, "")


def _body(phrase: Sequence[Word], context: CaptureContext) -> str:
    said = tuple(word.bare for word in phrase)
    while said and said[0] in _ARTICLES:
        said = said[1:]
    if said in _CHAIRS:
        return CHAIRS_MEETING
    ours = said == ("partnership",) or (bool(said) and context.is_partnership(said))
    return f"the {context.partnership[0]}" if ours else ""
