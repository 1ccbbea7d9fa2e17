"""Finding the due date in the words of an action: "by 22 jan", or a date at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from nscp_desktop.rules.days import Days, Named, Said, begins_a_date, read
from nscp_desktop.rules.wording import Word, listed

_MOST_TRIED = 12
_LEADS: tuple[tuple[str, ...], ...] = (
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("to", "be", "done", "by"),
    ("due", "date"),
    ("due", "by"),
    ("due", "on"),
    ("due", "for"),
    ("due",),
    ("deadline",),
    ("by",),
    ("before",),
    ("b4",),
    ("week", "ending"),
    ("w/e",),
    ("ahead", "of"),
    ("prior", "to"),
    ("in", "time", "for"),
)
# "W/c 25 jan" is that day, where it does not say of which week the matter is: "the figures for w/c 11 jan".
_WEEKS = (
    ("w/c",),
    ("wc",),
    ("week", "commencing"),
    ("week", "beginning"),
    ("week", "starting"),
    ("week", "of"),
    ("wk", "commencing"),
)
_BEFORE_A_WEEK = (
    ("by", "the"),
    ("by",),
    ("in", "the"),
    ("in",),
    ("during", "the"),
    ("during",),
    ("before",),
    ("due",),
    ("the",),
    (),
)
_WEEK_LEADS = tuple((*before, *week) for before in _BEFORE_A_WEEK for week in _WEEKS)
_LEAD_FIRSTS = frozenset(lead[0] for lead in (*_LEADS, *_WEEK_LEADS))
_SOFT_LEADS = listed("before b4 ahead prior in")
_OF_A_WEEK = listed("from for since of until till to and or than last on during about between after")
# After one of these a date at the end belongs to the matter: "the minutes of 12 november".
_OF_THE_MATTER = listed(
    "of from since for dated until till to and or about at after between last than held the a an his her w/c commencing beginning starting"
    " mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
)
# What is done for a meeting is due at it, and "to the next meeting" belongs to the matter as well.
_TOWARDS = listed("to at for in into before with")
# A meeting that is itself what is done is no date for it: "host the may meeting".
_DONE_TO_A_MEETING = listed(
    "host chair attend run arrange plan organise book minute hold move cancel miss join"
)
_NEAR = listed("today tomorrow tmrw tmr")
# Alone at the end of a line these are as likely to be another word or a number.
_DOUBTFUL_ALONE = listed("sat sun wed mon 24/7 1/2 1/3 2/3 1/4 3/4")


@dataclass(frozen=True, slots=True)
class Due:
    """A due date found: the date, and the words that said it, which leave the text unless ``kept``."""

    said: Said
    words: tuple[Word, ...]
    kept: bool = False


def find_due(words: Sequence[Word], days: Days) -> tuple[Due | None, bool]:
    """Give the due date of an action, and whether a date was said that needs a question.

    A date after "by", "due" or "before" counts wherever it stands, and "by" more than "before";
    any other only at the end of the line. A question is needed where several dates are said, or
    one that is impossible or has passed.
    """
    led: list[Due] = []
    failed = False
    for at in _lead_places(words):
        if led and at < led[-1].said.end:
            continue  # the "by" of "due by"
        week = _week_length(words, at)
        length = week or _lead_length(words, at)
        said = read(words, at + length, days) if length else None
        if said is not None:
            led.append(Due(said, tuple(words[at : said.end])))
        elif week:
            continue
        failed = failed or (said is None and length > 0 and begins_a_date(words, at + length) > 0)
    soft = [due for due in led if due.words[0].bare in _SOFT_LEADS or _week_length(due.words, 0)]
    found = [due for due in led if due not in soft] or soft
    if len({due.said.day for due in found}) > 1:
        return None, True
    if found or failed:
        return (found[-1], False) if found else (None, True)
    due, unclear = _at_the_end(words, days)
    if due is None and not unclear:
        due = _at_a_meeting(words, days) or _at_once(words, days)
    return due, unclear


def _at_once(words: Sequence[Word], days: Days) -> Due | None:
    """Give today or tomorrow, said in the middle of a line: "ring Ruth tmrw about the evictions"."""
    for at, word in enumerate(words[1:], start=1):
        if word.bare in _NEAR and words[at - 1].bare not in _OF_THE_MATTER and not _in_brackets(words, at):
            said = read(words, at, days)
            return None if said is None else Due(said, tuple(words[at : said.end]))
    return None


def _in_brackets(words: Sequence[Word], at: int) -> bool:
    """Say whether a word stands inside brackets that began before it: what is there is an aside."""
    before = " ".join(word.typed for word in words[:at])
    return before.count("(") > before.count(")")


def _at_a_meeting(words: Sequence[Word], days: Days) -> Due | None:
    """Give the next meeting or youth board for which something is to be done, wherever it is said; its words stay."""
    places = [at for at, word in enumerate(words[:-1], start=1) if word.bare in _TOWARDS]
    for at in places[-_MOST_TRIED:]:
        said = read(words, at, days)
        if said is not None and said.named is not Named.DATE:
            return Due(said, tuple(words[at : said.end]), kept=True)
    return None


def _lead_places(words: Sequence[Word]) -> list[int]:
    return [at for at, word in enumerate(words) if word.bare in _LEAD_FIRSTS][-_MOST_TRIED:]


def _week_length(words: Sequence[Word], at: int) -> int:
    """Give how many words from here announce the week in which something is due."""
    before = at - 1 if at and words[at - 1].bare == "the" else at
    if before and words[before - 1].bare in _OF_A_WEEK:
        return 0
    for lead in _WEEK_LEADS:
        if tuple(word.low for word in words[at : at + len(lead)]) == lead:
            return len(lead)
    return 0


def _lead_length(words: Sequence[Word], at: int) -> int:
    """Give how many words from here announce a date; 0 when they do not."""
    for lead in _LEADS:
        if tuple(word.bare for word in words[at : at + len(lead)]) == lead:
            return len(lead)
    return 0


def _at_the_end(words: Sequence[Word], days: Days) -> tuple[Due | None, bool]:
    """Give a date the line ends with, if the word before it allows it to be the due date."""
    for at in range(max(0, len(words) - 7), len(words)):
        if at + begins_a_date(words, at) != len(words):
            continue
        said = read(words, at, days)
        before = words[at - 1].bare if at else ""
        of_a_meeting = said is not None and (
            said.named is not Named.DATE or words[-1].bare in {"meeting", "mtg"}
        )
        if said is not None and of_a_meeting and before in _TOWARDS:
            return Due(said, tuple(words[at:]), kept=True), False
        if _in_brackets(words, at) or (of_a_meeting and before in _DONE_TO_A_MEETING):
            return None, False
        if before in _OF_THE_MATTER or (len(words) - at == 1 and words[at].low in _DOUBTFUL_ALONE):
            return None, False
        start = at - 1 if before == "on" else at
        return (None, True) if said is None else (Due(said, tuple(words[start:])), False)
    return None, False
