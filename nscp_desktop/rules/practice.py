"""What can be tried in a practice, and the one line that says what to try next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nscp_desktop.rules.agenda import Duty

WORD: Final = "PRACTICE"
"""What stands on every screen and page of a practice."""
ON_PAPER: Final = "PRACTICE: nobody and nothing in it is real"


class Step(StrEnum):
    """Something that is tried in a practice."""

    START = "start"
    MARK = "mark"
    STATEMENT = "statement"
    AGREE = "agree"
    MATTERS = "matters"
    ACTION = "action"
    STRIKE = "strike"
    ROOMS = "rooms"
    READ_BACK = "read back"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Tip:
    """What to try, at which item of the meeting; ``anywhere`` also at one that has nothing of its own to try."""

    step: Step
    duty: Duty
    words: str
    anywhere: bool = False


TIPS: Final = (
    Tip(Step.MARK, Duty.WELCOME, "Mark who is here: F4, the first letters of a name, Enter.", anywhere=True),
    Tip(
        Step.STATEMENT,
        Duty.WELCOME,
        "Read the statement out and press Statement read: the time is noted.",
    ),
    Tip(Step.AGREE, Duty.MINUTES, "Agree the last minutes with the button over the notes."),
    Tip(
        Step.MATTERS,
        Duty.MATTERS,
        "Choose an action, and press Ctrl+D when it is done; or type one line about it.",
    ),
    Tip(
        Step.ACTION,
        Duty.NONE,
        "Ctrl+Enter, then type: action jo to ring the school by fri. Enter records it.",
        anywhere=True,
    ),
    Tip(
        Step.STRIKE,
        Duty.NONE,
        "Type a line in the notes and strike it: Ctrl+Shift+X. Ctrl+Z brings it back.",
        anywhere=True,
    ),
    Tip(Step.ROOMS, Duty.BREAKOUT, "F6 shows the rooms: choose how many, and mix the people."),
    Tip(Step.READ_BACK, Duty.CLOSE, "F8 reads back what still has no owner or no date."),
    Tip(Step.CLOSE, Duty.CLOSE, "Close the meeting at the end of the read-back."),
)
BEFORE: Final = "Everybody here is invented, and nothing is kept. F5 starts the meeting."
ON: Final = "Go on to the next item with Ctrl+PgDn."
BACK: Final = "You are looking at another item. Ctrl+PgDn goes back to the one the meeting is at."
AFTER: Final = "A whole meeting. Ctrl+P at its minutes shows how they print, PRACTICE on every page."


def titled(words: str) -> str:
    """The title of a paper or a file of a practice: "PRACTICE: Minutes"."""
    return words if words.startswith(f"{WORD}: ") else f"{WORD}: {words}"


@dataclass(frozen=True, slots=True)
class Stands:
    """How far a practice has come: at an item with which duty, None before the start and after the close.

    Where another item is on the screen than the meeting is at, it is that one's duty, and ``elsewhere``.
    """

    tried: frozenset[Step]
    at: Duty | None
    elsewhere: bool = False


def tip(stands: Stands) -> Tip | None:
    """The next thing to try where the meeting is; None where it is to go on."""
    left = [one for one in TIPS if one.step not in stands.tried]
    here = (one for one in left if one.duty is stands.at)
    anywhere = (one for one in left if one.anywhere and stands.at is not Duty.WELCOME)
    return next(here, None) or next(anywhere, None)


def line(stands: Stands) -> str:
    """What to try next, in a sentence."""
    if stands.at is None:
        return AFTER if Step.CLOSE in stands.tried else BEFORE
    found = tip(stands)
    if found is None:
        return BACK if stands.elsewhere else ON
    return found.words


def tried_words(stands: Stands) -> str:
    """How much was tried: "3 of 10 tried"."""
    return f"{len(stands.tried)} of {len(Step)} tried"
