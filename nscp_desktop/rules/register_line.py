"""The register box: a few letters of a name, and a word after it that says otherwise.

===========================  ================================================================
ann, odun, jb                present in the meeting's usual way
ann o, ann online            present online (also v, teams); ``r``, ``room``: in the room
ann d                        Ann's deputy came; ``ann d priya``: it was Priya
priya for ann and ruth       Priya came as the deputy of both
ruth a, apologies ruth       apologies; ``n``: not present
joe left 10.40               left at 10.40; ``left`` alone: now
kit late, kit late 10.25     came late, now or then
sam speaker                  guest speaker; also guest, observer, young (person)
===========================  ================================================================

Words can follow one another: ``kit late 10.25 online``. A name that no one has is a guest's.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import time

from nscp_desktop.rules.attendance import Capacity, How, State
from nscp_desktop.rules.names import Directory, Fit, Known, alike
from nscp_desktop.rules.wording import Word, listed, words_in

_CLOCK = re.compile(r"(\d{1,2})(?:[.:h]?(\d\d))?(am|pm)?", re.ASCII)
_AFTERNOON_UNTIL = 6

_STATES = {
    **dict.fromkeys(["p", "present", "here"], State.PRESENT),
    **dict.fromkeys(["a", "apol", "apols", "apology", "apologies"], State.APOLOGIES),
    **dict.fromkeys(["d", "dep", "deputy"], State.DEPUTY),
    **dict.fromkeys(["n", "absent", "not present"], State.NO_APOLOGY),
}
_HOWS = {
    **dict.fromkeys(["o", "v", "online", "teams", "virtual", "on teams"], How.ONLINE),
    **dict.fromkeys(["r", "room", "in room", "in the room", "in person"], How.ROOM),
}
_CAPACITIES = {
    **dict.fromkeys(["speaker", "guest speaker"], Capacity.GUEST_SPEAKER),
    **dict.fromkeys(["guest", "in attendance"], Capacity.IN_ATTENDANCE),
    **dict.fromkeys(["observer", "obs"], Capacity.OBSERVER),
    **dict.fromkeys(["young", "yp", "young person", "young commissioner"], Capacity.YOUNG_PERSON),
}
_LEFT = listed("left leaves leaving gone until")
_LATE = listed("late joined arrived came")
_MARK_WORDS = _LEFT | _LATE | _STATES.keys() | _HOWS.keys() | _CAPACITIES.keys()
_FILLERS = listed("at early")
_DEPUTY = listed("d dep deputy")
_AND = frozenset(["and", "&", "+"])
_AWAY = frozenset([State.APOLOGIES, State.NO_APOLOGY])
_LONGEST_MARK = 3
_LONGEST_NAME = 4
_SENTENCE = listed(
    "the a an this that these was were is are has have had will would should agreed noted asked said says "
    "reported discussed not to action decision outcome"
)
_MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that could be several people, or nobody who is known."""

    said: str
    candidates: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class RegisterMark:
    """What the register box understood.

    ``how`` None is the meeting's usual way, ``capacity`` None the person's own. ``arrived`` and
    ``left_at`` without a time mean now. ``near`` are people a guest's name may have meant.
    """

    said: str
    name: str = ""
    person: Known | None = None
    candidates: tuple[Known, ...] = ()
    guest: str = ""
    near: tuple[Known, ...] = ()
    state: State = State.PRESENT
    how: How | None = None
    capacity: Capacity | None = None
    late: bool = False
    arrived: time | None = None
    left: bool = False
    left_at: time | None = None
    stands_for: tuple[Known, ...] = ()
    stands_for_choices: tuple[Choice, ...] = ()
    deputy: Known | None = None
    deputy_choices: tuple[Known, ...] = ()
    deputy_guest: str = ""
    unclear: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing has been typed."""
        return not self.said.strip()

    @property
    def ready(self) -> bool:
        """Whether it can be marked as it stands, without a question."""
        named = self.person is not None or bool(self.guest)
        asked = self.candidates or self.stands_for_choices or self.deputy_choices or self.unclear
        return named and not asked


def reads_like_a_sentence(mark: RegisterMark) -> bool:
    """Say whether a guest's name is rather a line of notes typed in the wrong box."""
    name = mark.guest or mark.deputy_guest
    words = [word.bare for word in words_in(name)]
    ends = mark.said.rstrip().endswith((".", "?", "!")) and len(words) > 2
    return len(words) > _LONGEST_NAME or ends or not _SENTENCE.isdisjoint(words)


def clock(text: str) -> time | None:
    """Give a time of day as typed: 10.40, 10:40, 1040, 10.40am, 2pm, 10; None when it is none.

    Meetings are held by day: an hour from 1 to 6 without "am" is in the afternoon.
    """
    found = _CLOCK.fullmatch(text.strip().casefold())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half is not None and not 1 <= hour <= 12:
        return None
    if half is not None:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif 1 <= hour <= _AFTERNOON_UNTIL:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse(text: str, people: Directory) -> RegisterMark:
    """Understand what was typed in the register box; never refuses, and never decides between two."""
    words = list(words_in(text))
    mark = RegisterMark(text)
    if len(words) > 1 and len(words[0].bare) > 1 and _STATES.get(words[0].bare) is State.APOLOGIES:
        mark = replace(mark, state=State.APOLOGIES)
        words = words[2:] if words[1].bare == "from" and len(words) > 2 else words[1:]
    mark, words = _marks(mark, words, people)
    name, represented = _parted(words, {"for"})
    if represented:
        mark, name = _marks(mark, name, people)
        return _standing_for(_named(mark, name, people), represented, people)
    # "ann d priya", unless somebody is called that.
    whole, deputy = _parted(words, _DEPUTY)
    if deputy and not people.find(_spelt(words)):
        mark = _named(replace(mark, state=State.DEPUTY), whole, people)
        return _contradicted(_with_deputy(mark, deputy, people))
    return _contradicted(_named(mark, words, people))


def _spelt(words: Sequence[Word]) -> str:
    return " ".join(word.typed for word in words)


def _parted(words: list[Word], at: Collection[str]) -> tuple[list[Word], list[Word]]:
    """Give the words before and after the first of some words, if there are both; else all and none."""
    for place in range(1, len(words) - 1):
        if words[place].bare in at:
            return words[:place], words[place + 1 :]
    return words, []


# The words after the name


def _marks(mark: RegisterMark, words: list[Word], people: Directory) -> tuple[RegisterMark, list[Word]]:
    """Take the words that mark something off the end, as long as a name is left before them."""
    while len(words) > 1 and not _in_full(words, people):
        taken = _time_mark(mark, words) or _word_mark(mark, words)
        if taken is None:
            break
        mark, length = taken
        words = words[: len(words) - length]
    return mark, words


def _in_full(words: list[Word], people: Directory) -> bool:
    """Say whether the words are somebody's name in full, as "Sam Guest" may be."""
    matches = people.find(_spelt(words))
    return bool(matches) and matches[0].fit is Fit.FULL_NAME


def _time_mark(mark: RegisterMark, words: list[Word]) -> tuple[RegisterMark, int] | None:
    """Give the mark with "left 10.40" or "late" at the end, and how many words it took."""
    at, said = len(words), ""
    if at > 2 and words[-1].bare in {"am", "pm"} and words[-2].low[:1].isdigit():
        at, said = at - 2, words[-2].low + words[-1].bare
    elif words[-1].low[:1].isdigit():
        at, said = at - 1, words[-1].low
    lone = len(words) - at
    while at > 1 and words[at - 1].bare in _FILLERS:
        at -= 1
    verb = words[at - 1].bare if at > 1 else ""
    when = clock(said)
    if said and (when is None or verb not in _LEFT | _LATE):
        mark = replace(mark, unclear=said)
    if verb in _LEFT:
        return replace(mark, left=True, left_at=when), len(words) - at + 1
    if verb in _LATE:
        return replace(mark, late=True, arrived=when), len(words) - at + 1
    return (mark, lone) if said else None


def _word_mark(mark: RegisterMark, words: list[Word]) -> tuple[RegisterMark, int] | None:
    """Give the mark with what the last one to three words say, and how many they were."""
    for length in range(min(_LONGEST_MARK, len(words) - 1), 0, -1):
        spelt = " ".join(word.bare for word in words[-length:])
        if spelt in _STATES:
            state = _STATES[spelt]
            unclear = spelt if mark.state not in {State.PRESENT, state} else mark.unclear
            return replace(mark, state=state, unclear=unclear), length
        if spelt in _HOWS:
            return replace(mark, how=_HOWS[spelt]), length
        if spelt in _CAPACITIES:
            return replace(mark, capacity=_CAPACITIES[spelt]), length
    return None


# Who it is


def _named(mark: RegisterMark, words: Sequence[Word], people: Directory) -> RegisterMark:
    """Give the mark with the person meant, those it could be, or a guest."""
    name = _spelt(words)
    mark = replace(mark, name=name)
    equal = alike(people.find(name))
    here = tuple(person for person in equal if person.here)
    if mark.left and len(here) == 1:
        # Only somebody who came can leave.
        equal = here
    if len(equal) == 1:
        return replace(mark, person=equal[0])
    if equal:
        # Whoever is not marked yet is more likely meant, and stands first.
        return replace(mark, candidates=tuple(sorted(equal, key=lambda person: person.here != mark.left)))
    if not name:
        return mark
    only_mark = words[-1].bare in _MARK_WORDS
    if mark.state is not State.PRESENT or only_mark or sum(letter.isalpha() for letter in name) < 2:
        # Nobody sends apologies for a guest; a stray letter or "late" alone is no name.
        return replace(mark, unclear=mark.unclear or name)
    near = alike(people.find(words[0].typed) or people.find(words[0].bare[:3]))[:_MOST_NEAR]
    return replace(mark, guest=_tidied(name), near=near)


def _tidied(name: str) -> str:
    """Give a guest's name with capitals where none were typed."""
    words = name.strip(" ,;.").split()
    return " ".join(word[:1].upper() + word[1:] if word.islower() else word for word in words)


def _standing_for(mark: RegisterMark, words: Sequence[Word], people: Directory) -> RegisterMark:
    """Give the mark of a deputy with the members stood for, or those each could be."""
    parts: list[str] = [""]
    for word in words:
        if word.low in _AND:
            parts.append("")
            continue
        parts[-1] = f"{parts[-1]} {word.typed}"
        if word.typed.endswith(","):
            parts.append("")
    members: list[Known] = []
    choices: list[Choice] = []
    for said in [part.strip(" ,") for part in parts if part.strip(" ,")]:
        equal = alike(people.find(said))
        if len(equal) == 1:
            members.extend(equal)
        else:
            choices.append(Choice(said, equal))
    refused = mark.state in _AWAY
    return replace(
        mark,
        state=mark.state if refused else State.PRESENT,
        capacity=Capacity.DEPUTY,
        stands_for=tuple(dict.fromkeys(members)),
        stands_for_choices=tuple(choices),
        unclear=mark.unclear or (mark.said.strip() if refused else ""),
    )


def _with_deputy(mark: RegisterMark, words: Sequence[Word], people: Directory) -> RegisterMark:
    """Give the mark of a member with the deputy who was named after it."""
    equal = alike(people.find(_spelt(words)))
    if len(equal) == 1:
        return replace(mark, deputy=equal[0])
    if equal:
        return replace(mark, deputy_choices=equal)
    return replace(mark, deputy_guest=_tidied(_spelt(words)))


def _contradicted(mark: RegisterMark) -> RegisterMark:
    """Give the mark, unclear if it says that somebody away came late, left or was online."""
    came = mark.late or mark.left or mark.how is not None
    if mark.state in _AWAY and came and not mark.unclear:
        return replace(mark, unclear=mark.said.strip())
    return mark
