"""Finding the due date in the words of an action: "by 22 jan", or a date at its end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nscp_desktop.rules.date_words import spelt
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
    ("by", "w/e"),
    ("by", "week", "ending"),
    ("by", "the", "week", "ending"),
    ("by", "latest"),
    ("by",),
    ("on", "or", "before"),
    ("before",),
    ("week", "ending"),
    ("w/e",),
    ("ready", "for"),
    ("in", "readiness", "for"),
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
    ("w/b",),
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
_LONGEST_LEAD = max(len(lead) for lead in (*_LEADS, *_WEEK_LEADS))
_LEAD_FIRSTS = frozenset(lead[0] for lead in (*_LEADS, *_WEEK_LEADS))
_SOFT_LEADS = listed("before ahead prior in on ready")
_OF_A_WEEK = listed("from for since of until till til to and or than last on during about between after")
# After one of these a date at the end belongs to the matter: "the minutes of 12 november".
_OF_THE_MATTER = listed(
    "of from since for dated until till til to and or about at after between last than held the a an his her w/c commencing beginning starting"
    " mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
)
# What is done for a meeting is due at it, and "to the next meeting" belongs to the matter as well.
_TOWARDS = listed("to at for in into before with attend join")
# A meeting that is itself what is done is no date for it: "host the may meeting".
_DONE_TO_A_MEETING = listed("host chair run arrange plan organise book minute hold move cancel miss")
_NEAR = listed("today tomorrow")
_MEETING = "meeting"
_IN = Word(0, 0, "in", "in", "in")
# What may follow a date at the end of a line; it stays: "22 jan please", "thurs 21 jan at 10.30".
_AFTERWARDS = re.compile(
    r"(?: (?:pls|plz|please|thanks|thx|if poss(?:ible)?|(?:at|@) \d{1,2}(?:[.:]\d\d)?(?: ?[ap]m)?|@\d{1,2}(?:[.:]\d\d)?(?:[ap]m)?"
    r"|\d{1,2}[.:]\d\d|\d{4} ?hrs))+$",
    re.ASCII,
)
_MOST_AFTERWARDS = 4
_SOON = re.compile(r"(?:a|one|two|three|four|[1-6]) (?:week|fortnight|month)s?", re.ASCII)
_WEEKDAYS = listed("mon tue wed thu fri sat sun")
_WITH_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* (?:the )?(?:\d|[a-z]+ \d)", re.ASCII)
_DASHES = frozenset(["-", "–", "—"])
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
        said = _read(words, at + length, days) if length else None
        if said is not None:
            led.append(Due(said, tuple(words[at : said.end])))
        elif week:
            continue
        failed = failed or (said is None and length > 0 and begins_a_date(words, at + length) > 0)
    soft = [due for due in led if spelt(due.words[0]) in _SOFT_LEADS or _week_length(due.words, 0)]
    found = [due for due in led if due not in soft] or soft
    if len({due.said.day for due in found}) > 1:
        return None, True
    if found or failed:
        return (found[-1], False) if found else (None, True)
    due, unclear = _at_the_end(words, days)
    if due is None and not unclear:
        due = _at_a_meeting(words, days) or _at_once(words, days) or _in_the_middle(words, days)
    return due, unclear


def _in_the_middle(words: Sequence[Word], days: Days) -> Due | None:
    """Give the one day said with its weekday and number, wherever it is said; its words stay."""
    found = []
    for at in [at for at, word in enumerate(words) if word.bare[:3] in _WEEKDAYS][-_MOST_TRIED:]:
        if _WITH_WEEKDAY.match(" ".join(spelt(word) for word in words[at : at + 4])) is None:
            continue
        said = read(words, at, days)
        before = words[at - 1].bare if at else ""
        if said is None or before in _OF_THE_MATTER or _in_brackets(words, at):
            return None
        found.append(Due(said, tuple(words[at : said.end]), kept=True))
    return found[0] if len(found) == 1 else None


def _at_once(words: Sequence[Word], days: Days) -> Due | None:
    """Give today or tomorrow, said in the middle of a line: "ring Ruth tmrw about the evictions"."""
    for at, word in enumerate(words[1:], start=1):
        if spelt(word) in _NEAR and words[at - 1].bare not in _OF_THE_MATTER and not _in_brackets(words, at):
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
    return [at for at, word in enumerate(words) if spelt(word) in _LEAD_FIRSTS][-_MOST_TRIED:]


def _week_length(words: Sequence[Word], at: int) -> int:
    """Give how many words from here announce the week in which something is due."""
    before = at - 1 if at and words[at - 1].bare == "the" else at
    if before and words[before - 1].bare in _OF_A_WEEK:
        return 0
    said = tuple(spelt(word) for word in words[at : at + _LONGEST_LEAD])
    for lead in _WEEK_LEADS:
        if said[: len(lead)] == lead:
            return len(lead)
    return 0


def _lead_length(words: Sequence[Word], at: int) -> int:
    """Give how many words from here announce a date; 0 when they do not."""
    said = tuple(spelt(word) for word in words[at : at + _LONGEST_LEAD])
    for lead in _LEADS:
        if said[: len(lead)] == lead:
            return len(lead)
    return 0


def _read(words: Sequence[Word], at: int, days: Days) -> Said | None:
    """Give the date that begins at a word, with the meeting that is on it at the end of a line: "11 feb mtg"."""
    said = read(words, at, days)
    of_a_meeting = said is not None and said.end + 1 == len(words) and spelt(words[-1]) == _MEETING
    return replace(said, end=len(words)) if said is not None and of_a_meeting else said


def _at_the_end(words: Sequence[Word], days: Days) -> tuple[Due | None, bool]:
    """Give a date the line ends with, if the word before it allows it to be the due date."""
    due, unclear = _last(words, days)
    if due is not None or unclear:
        return due, unclear
    for more in range(1, min(_MOST_AFTERWARDS, len(words) - 1) + 1):
        if _AFTERWARDS.fullmatch("".join(f" {word.low}" for word in words[-more:])):
            due, unclear = _last(words[:-more], days)
            if due is not None or unclear:
                break
    return due, unclear


def _apart(words: Sequence[Word], at: int) -> bool:
    """Say whether a comma or a dash stands before a word."""
    return at > 0 and (words[at - 1].typed[-1] in ",;:" or words[at - 1].typed in _DASHES)


def _in_a_while(words: Sequence[Word], at: int, days: Days) -> Said | None:
    """Give the day a short time from today, said apart at the end of a line: "..., 2 weeks" is in two weeks."""
    said = " ".join(spelt(word) for word in words[at:])
    return read((_IN, *words[at:]), 0, days) if _apart(words, at) and _SOON.fullmatch(said) else None


def _last(words: Sequence[Word], days: Days) -> tuple[Due | None, bool]:
    for at in range(max(0, len(words) - 7), len(words)):
        soon = _in_a_while(words, at, days)
        if soon is not None:
            return Due(soon, tuple(words[at:])), False
        length = begins_a_date(words, at)
        meets = spelt(words[-1]) == _MEETING
        if not length or at + length not in {len(words), len(words) - meets}:
            continue
        said = _read(words, at, days)
        before = words[at - 1].bare if at else ""
        if said is not None and before == "for" and _apart(words, at - 1):
            return Due(said, tuple(words[at - 1 :])), False
        of_a_meeting = said is not None and (said.named is not Named.DATE or meets)
        if said is not None and of_a_meeting and before in _TOWARDS:
            return Due(said, tuple(words[at:]), kept=True), False
        if _in_brackets(words, at) or (of_a_meeting and before in _DONE_TO_A_MEETING):
            return None, False
        if before in _OF_THE_MATTER or (len(words) - at == 1 and words[at].low in _DOUBTFUL_ALONE):
            return None, False
        start = at - 1 if before == "on" else at
        return (None, True) if said is None else (Due(said, tuple(words[start:])), False)
    return None, False
