"""Finding the owner in the words of an action: "joe to ...", "everyone: ...", "... (joe)".

Here are the forms in which an owner is said; whom a phrase names is in ``capture_who``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nscp_desktop.rules.capture_at_once import LONGEST_NAMES, WORDS_TOO, at_once
from nscp_desktop.rules.capture_found import OwnerFound, found
from nscp_desktop.rules.capture_who import Who, who_is
from nscp_desktop.rules.capture_words import CaptureContext, OwnerKind
from nscp_desktop.rules.deeds import DEEDS, is_deed, is_passive
from nscp_desktop.rules.names import TITLES
from nscp_desktop.rules.wording import Word, fold, listed

# What people say before the owner; it goes with the owner.
_OPENINGS = (("it", "was", "agreed", "that"), ("agreed", "that"), ("it", "was", "agreed"))
_LONGEST_PHRASE = 8
_MOST_AGENTS = 3
_POLITE = listed("can could would will please pls plz kindly")
_ASKING = listed("ask get tell remind invite chase request")
_MOST_COURTESY = 4
_LONGEST_NAME = 4
_SOMEBODY = listed("someone somebody anyone anybody who")
_DASHES = frozenset(["-", "–", "—"])
# What stands between an owner and the deed; the longer first.
_JOINTS: tuple[tuple[str, ...], ...] = (
    ("has", "agreed", "to"),
    ("have", "agreed", "to"),
    ("is", "going", "to"),
    ("are", "going", "to"),
    ("agreed", "to"),
    ("agrees", "to"),
    ("has", "offered", "to"),
    ("have", "offered", "to"),
    ("has", "volunteered", "to"),
    ("volunteered", "to"),
    ("said", "he", "will"),
    ("said", "she", "will"),
    ("said", "they", "will"),
    ("is", "happy", "to"),
    ("happy", "to"),
    ("going", "to"),
    ("offered", "to"),
    ("offers", "to"),
    ("is", "to"),
    ("are", "to"),
    ("needs", "to"),
    ("need", "to"),
    ("has", "to"),
    ("have", "to"),
    ("to",),
    ("will",),
    ("shall",),
    ("should",),
    ("must",),
    ("2",),
)
_ENDED = ("'ll", "’ll")
_ENDINGS = (*_ENDED, "'s", "’s")
_SHORT_JOINT = re.compile(r"['’](?:ll|s)\W*$", re.IGNORECASE)
# More than the space between two words: a word that stood between them has been taken.
_WIDE = 3
_JOINT_FIRSTS = frozenset(joint[0] for joint in _JOINTS)


def find_owner(
    words: Sequence[Word], context: CaptureContext, *, is_action: bool = False
) -> OwnerFound | None:
    """Give the owner an action's words name, at the beginning or the end; None when they name none.

    Of a line that says it is an action (``is_action``) a name at its beginning is the owner's on less evidence.
    """
    return (
        _asked_to_their_face(words, context)
        or _before_the_deed(words, context)
        or _marked(words, context, is_action=is_action)
        or _without_a_joint(words, context)
        or (at_once(words, context) if is_action else None)
        or _asked(words, context)
        or _agent(words, context)
        or _in_a_later_clause(words, context)
    )


def find_owner_alone(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Give the owner that words without a deed name: "joe", "owner: joe", "police to"."""
    kept = list(words)
    while len(kept) > 1 and kept[-1].bare in _JOINT_FIRSTS | {""}:
        kept.pop()
    who = who_is(kept, context) if len(kept) <= _LONGEST_PHRASE else None
    return find_owner(words, context) if who is None else found(who, words, kept)


def _before_the_deed(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "joe to ...", "JM will ...", "everyone: ...", "Joe Blackwood - ...", "joe, ..."."""
    for begins, start in _starts(words):
        joint, length = _joint(words, start)
        if joint is not None:
            after = joint + length
            phrase = words[start:joint]
            done_to = is_passive(words, after)
            who = None if done_to else who_is(phrase, context)
            if who is None and not done_to and phrase[-1].low.endswith(_ENDINGS):
                phrase = _without_ending(phrase)
                who = who_is(phrase, context)
            if who is not None:
                theirs = _one_of_theirs(who, words, begins, after, context)
                return theirs or found(who, words[begins:after], phrase)
        comma = next(
            (at + 1 for at in range(start, min(len(words), start + 3)) if words[at].typed[-1] == ","), 0
        )
        phrase = words[start:comma]
        # "Together, walk round the station": of what is no person only this is said before a comma.
        body = bool(phrase) and phrase[0].bare in {"together", "jointly", "joint"}
        who = who_is(phrase, context, strict=not body) if comma else None
        if who is not None and comma < len(words):
            # "Joe, priya and marcus ring ...": the comma stands in a list.
            longer = _without_a_joint(words[start:], context)
            return longer if longer and len(longer.words) > comma else found(who, words[begins:comma], phrase)
    return None


def _without_ending(phrase: Sequence[Word]) -> Sequence[Word]:
    """Give a phrase without the 'll or 's at its end: "joe'll (ring)", "joe's (to ring)"."""
    last = phrase[-1]
    kept = _SHORT_JOINT.sub("", last.typed)
    return (*phrase[:-1], replace(last, typed=kept, low=kept.casefold(), bare=fold(kept)))


def _one_of_theirs(
    who: Who, words: Sequence[Word], begins: int, after: int, context: CaptureContext
) -> OwnerFound | None:
    """Give the person who is to do it behind the organisation they are from: "police - dele to ring"."""
    if any(one.kind is not OwnerKind.ORGANISATION for one in who.owners) or after >= len(words):
        return None
    joint, length = _joint(words, after)
    if joint is None or not length or is_passive(words, joint + length):
        return None
    theirs = who_is(words[after:joint], context, strict=True)
    return None if theirs is None else found(theirs, words[begins : joint + length], words[after:joint])


def _starts(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Give the places where an owner can begin, each after where the words for it begin.

    These are the start, the place after an opening, and after a comma, a colon or a dash near the start.
    """
    yield 0, 0
    said = tuple(word.bare for word in words[:5])
    for opening in _OPENINGS:
        if said[: len(opening)] == opening:
            yield 0, len(opening)
    for at, word in enumerate(words[:_LONGEST_PHRASE], start=1):
        if word.typed[-1] in ",:" or word.typed in _DASHES:
            yield at, at


def _joint(words: Sequence[Word], start: int) -> tuple[int | None, int]:
    """Give where the first joint after a phrase stands, and its words; a colon has none."""
    for at in range(start + 1, min(len(words), start + _LONGEST_PHRASE) + 1):
        if words[at - 1].typed.endswith(":") or words[at - 1].low.endswith(_ENDED):
            return at, _joint_length(words, at)
        if at < len(words) and words[at].typed in _DASHES:
            return at, 1 + _joint_length(words, at + 1)
        length = _joint_length(words, at)
        if length:
            return at, length
    return None, 0


def _joint_length(words: Sequence[Word], at: int) -> int:
    if at >= len(words) or words[at].bare not in _JOINT_FIRSTS:
        return 0
    if words[at].bare == "2" and (at + 1 == len(words) or not is_deed(words[at + 1].bare)):
        return 0  # a number, and not a hurried "to"
    for joint in _JOINTS:
        if tuple(word.bare for word in words[at : at + len(joint)]) == joint:
            return len(joint)
    return 0


def asks_somebody(words: Sequence[Word]) -> bool:
    """Say whether a line asks for a deed without saying of whom: "can someone chase ...", "somebody to ring ..."."""
    at = next((at for at, word in enumerate(words[:4]) if word.bare in _SOMEBODY), None)
    if at is None:
        return False
    after = at + 1 + _joint_length(words, at + 1)
    return after < len(words) and is_deed(words[after].bare)


def _marked(words: Sequence[Word], context: CaptureContext, *, is_action: bool) -> OwnerFound | None:
    """Understand "owner: joe", "@joe", and at the end "(joe)", "- joe" or ". joe"."""
    for at, word in enumerate(words):
        if word.typed.startswith("@") and len(word.typed) > 1:
            who = who_is([word], context)
            if who is not None:
                return found(who, [word], [word])
        if word.bare in {"owner", "lead"} and (word.bare == "owner" or word.typed.endswith(":")):
            who = who_is(words[at + 1 :], context) if len(words) - at <= 4 else None
            if who is not None:
                return found(who, words[at:], words[at + 1 :])
    for at in range(max(0, len(words) - 4), len(words)):
        phrase = words[at:]
        bracketed = phrase[0].typed.startswith("(") and phrase[-1].typed.endswith((")", ")."))
        dashed = at > 0 and words[at - 1].typed in _DASHES
        stopped = (
            is_action and at > 0 and words[at - 1].typed[-1] in ".;" and words[at - 1].bare not in TITLES
        )
        who = who_is(phrase, context, strict=True) if bracketed or dashed or stopped else None
        if who is not None:
            return found(who, words[at - 1 if dashed else at :], phrase)
    return None


def _without_a_joint(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "joe circulate ..." and "joe, priya & kit take ...": names in full words, then a deed."""
    for length in range(min(LONGEST_NAMES, len(words) - 1), 0, -1):
        phrase = words[:length]
        if is_deed(words[length].bare) and not _is_open(phrase):
            capitals = length == 1 and phrase[0].typed.isupper()
            # Mark, Will and Grant are deeds as well; alone and small they are not taken for people.
            if length == 1 and not capitals and phrase[0].bare in DEEDS | WORDS_TOO:
                return None
            who = who_is(phrase, context, strict=True)
            if who is not None:
                return found(who, phrase, phrase)
    return None


def _is_open(phrase: Sequence[Word]) -> bool:
    """Say whether a bracket is open behind a phrase."""
    typed = " ".join(word.typed for word in phrase)
    return typed.count("(") > typed.count(")")


def _agent(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "the page to be circulated by joe", and "... by Larkfield once the office is back"."""
    done = next((at for at in range(len(words)) if is_passive(words, at)), None)
    if done is None:
        return None
    places = [at for at, word in enumerate(words) if at > done and word.bare == "by"]
    for at in places[-_MOST_AGENTS:]:
        for length in (len(words) - at - 1, 3, 2, 1):
            phrase = words[at + 1 : at + 1 + length]
            who = who_is(phrase, context) if 0 < length <= 4 else None
            if who is not None:
                return found(who, words[at : at + 1 + length], phrase)
    return None


def _asked(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand what is asked of somebody by name, or of somebody who is to ask them."""
    return _asked_of_another(words, context) or _asked_by_name(words, context)


def _asked_by_name(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "can joe please ring ...", "please could housing send ...", "would ann be able to ..."."""
    start = next((at for at, word in enumerate(words[:3]) if word.bare not in _POLITE), 0)
    for length in (4, 3, 2, 1) if start else ():
        after = start + length
        ends = _behind_courtesy(words, after)
        if ends < len(words) and is_deed(words[ends].bare):
            phrase = words[start:after]
            who = who_is(phrase, context)
            # "Can we ring them?" asks for leave, and of nobody.
            if who is not None and all(one.kind is not OwnerKind.TOGETHER for one in who.owners):
                return found(who, words[:ends], phrase)
    return None


def _asked_of_another(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "can you ask ruth to send ...", "please get ann to look at ..."."""
    at = 0
    while at < len(words) and at < _MOST_COURTESY and words[at].bare in _POLITE | {"you", "we", "someone"}:
        at += 1
    if not at or at >= len(words) or words[at].bare not in _ASKING:
        return None
    begins = at + 1
    joint = next(
        (to for to in range(begins + 1, min(len(words), begins + _LONGEST_PHRASE)) if words[to].bare == "to"),
        None,
    )
    if joint is None or joint + 1 >= len(words):
        return None
    who = who_is(words[begins:joint], context)
    return None if who is None else found(who, words[: joint + 1], words[begins:joint])


def _asked_to_their_face(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "ruth, can you please send ...", "police could you look at ...", "joe please ring ..."."""
    for at in range(1, min(len(words), _LONGEST_NAME + 1)):
        if words[at].bare not in _POLITE:
            continue
        ends = _behind_courtesy(words, at)
        if ends == len(words) or not is_deed(words[ends].bare):
            return None
        who = who_is(words[:at], context)
        return None if who is None else found(who, words[:ends], words[:at])
    return None


def _behind_courtesy(words: Sequence[Word], at: int) -> int:
    """Give where the deed begins behind "please", "can you", "be able to" or nothing of the kind."""
    while at < len(words) and (
        words[at].bare in _POLITE or (words[at].bare == "you" and words[at - 1].bare in _POLITE)
    ):
        at += 1
    able = tuple(word.bare for word in words[at : at + 3])
    return at + 3 if able == ("be", "able", "to") else at


def _in_a_later_clause(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "the review to go on the agenda, hannah to sort"; the words stay, for they are a sentence."""
    for at in range(1, len(words)):
        # Where the date was taken out another clause begins: "... by fri, joe to do".
        taken = words[at].start - words[at - 1].end > _WIDE
        if words[at - 1].typed[-1] not in ",;.?!:" and words[at - 1].typed not in _DASHES and not taken:
            continue
        joint = next((to for to in range(at + 1, min(len(words), at + 4)) if _joint_length(words, to)), None)
        who = None if joint is None else who_is(words[at:joint], context, strict=True)
        if (
            joint is not None
            and who is not None
            and not is_passive(words, joint + _joint_length(words, joint))
        ):
            return replace(found(who, (), words[at:joint]), beside="", together=())
    return None
