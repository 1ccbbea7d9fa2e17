"""Finding the owner in the words of an action: "joe to ...", "everyone: ...", "... (joe)".

Here are the forms in which an owner is said; whom a phrase names is in ``capture_who``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nscp_desktop.rules.capture_who import Who, who_is
from nscp_desktop.rules.capture_words import CaptureContext, Owner, OwnerKind
from nscp_desktop.rules.names import Known
from nscp_desktop.rules.wording import Word, listed

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
_JOINT_FIRSTS = frozenset(joint[0] for joint in _JOINTS)

_PARTICIPLES = listed(
    "told sent given asked shown done made put brought kept taken written invited seen held found met paid read run"
    " set taught thought understood won left built heard led known drawn chosen"
)
_DEEDS = listed(
    "add agree amend approach arrange ask attend book bring build call chair chase check circulate clarify collate"
    " collect complete confirm contact consider contribute coordinate create deliver design develop discuss"
    " distribute draft draw email ensure escalate establish explain explore feed feedback finalise find follow"
    " forward gather get give go help host identify include inform introduce invite investigate join keep lead let"
    " liaise link list look make map meet monitor name nominate notify obtain offer organise phone plan prepare"
    " present print produce promote propose provide publish put raise read recirculate record refer remind reply"
    " report request resend respond review revisit ring run schedule scope seek send set share speak start submit"
    " suggest summarise support survey take talk tell test think thank train translate update upload visit work write"
)


@dataclass(frozen=True, slots=True)
class OwnerFound:
    """An owner named in a line: one owner, or those it could be.

    ``words`` leave the text; ``said`` are those of them that name the owner; ``also`` are people
    named beside the owner, and ``beside`` what the text says about them: "with Priya Nair".
    """

    owners: tuple[Owner, ...]
    words: tuple[Word, ...]
    said: str
    also: tuple[Known, ...] = ()
    beside: str = ""
    together: tuple[Owner, ...] = ()


def find_owner(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Give the owner an action's words name, at the beginning or the end; None when they name none."""
    return (
        _asked_to_their_face(words, context)
        or _before_the_deed(words, context)
        or _marked(words, context)
        or _without_a_joint(words, context)
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
    return find_owner(words, context) if who is None else _found(who, words, kept)


def _before_the_deed(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "joe to ...", "JM will ...", "everyone: ...", "Joe Blackwood - ...", "joe, ..."."""
    for begins, start in _starts(words):
        joint, length = _joint(words, start)
        if joint is not None:
            after = joint + length
            who = None if _passive(words, after) else who_is(words[start:joint], context)
            if who is not None:
                return _found(who, words[begins:after], words[start:joint])
        comma = next(
            (at + 1 for at in range(start, min(len(words), start + 3)) if words[at].typed[-1] == ","), 0
        )
        phrase = words[start:comma]
        # "Together, walk round the station": of what is no person only this is said before a comma.
        body = bool(phrase) and phrase[0].bare in {"together", "jointly", "joint"}
        who = who_is(phrase, context, strict=not body) if comma else None
        if who is not None and comma < len(words):
            return _found(who, words[begins:comma], words[start:comma])
    return None


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
        if words[at - 1].typed.endswith(":"):
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
    if words[at].bare == "2" and (at + 1 == len(words) or not _is_deed(words[at + 1].bare)):
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
    return after < len(words) and _is_deed(words[after].bare)


def _passive(words: Sequence[Word], at: int) -> bool:
    """Say whether the deed is done to somebody: "to be told" names no owner before it."""
    if at + 1 >= len(words) or words[at].bare != "be":
        return False
    done = words[at + 1].bare
    return done.endswith("ed") or done in _PARTICIPLES


def _marked(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "owner: joe", "@joe", and at the end "(joe)" or "- joe"."""
    for at, word in enumerate(words):
        if word.typed.startswith("@") and len(word.typed) > 1:
            who = who_is([word], context)
            if who is not None:
                return _found(who, [word], [word])
        if word.bare in {"owner", "lead"} and (word.bare == "owner" or word.typed.endswith(":")):
            who = who_is(words[at + 1 :], context) if len(words) - at <= 4 else None
            if who is not None:
                return _found(who, words[at:], words[at + 1 :])
    for at in range(max(0, len(words) - 4), len(words)):
        phrase = words[at:]
        bracketed = phrase[0].typed.startswith("(") and phrase[-1].typed.endswith((")", ")."))
        dashed = at > 0 and words[at - 1].typed in _DASHES
        who = who_is(phrase, context, strict=True) if bracketed or dashed else None
        if who is not None:
            return _found(who, words[at - 1 if dashed else at :], phrase)
    return None


def _without_a_joint(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "joe circulate ..." and "everyone take ...": a name in full words, then a deed."""
    for length in (3, 2, 1):
        if length < len(words) and _is_deed(words[length].bare):
            phrase = words[:length]
            capitals = length == 1 and phrase[0].typed.isupper()
            # Mark, Will and Grant are deeds as well; alone and small they are not taken for people.
            if length == 1 and not capitals and phrase[0].bare in _DEEDS | {"mark", "will", "grant", "may"}:
                return None
            who = who_is(phrase, context, strict=True)
            if who is not None:
                return _found(who, phrase, phrase)
    return None


def _is_deed(word: str) -> bool:
    """Say whether a word is a deed people do: "email", "emailing", "chasing", "getting"."""
    if word in _DEEDS or not word.endswith("ing"):
        return word in _DEEDS
    stem = word[:-3]
    doubled = len(stem) > 2 and stem[-1] == stem[-2]
    return stem in _DEEDS or f"{stem}e" in _DEEDS or (doubled and stem[:-1] in _DEEDS)


def _agent(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "the page to be circulated by joe", and "... by Larkfield once the office is back"."""
    done = next((at for at in range(len(words)) if _passive(words, at)), None)
    if done is None:
        return None
    places = [at for at, word in enumerate(words) if at > done and word.bare == "by"]
    for at in places[-_MOST_AGENTS:]:
        for length in (len(words) - at - 1, 3, 2, 1):
            phrase = words[at + 1 : at + 1 + length]
            who = who_is(phrase, context) if 0 < length <= 4 else None
            if who is not None:
                return _found(who, words[at : at + 1 + length], phrase)
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
        if ends < len(words) and _is_deed(words[ends].bare):
            phrase = words[start:after]
            who = who_is(phrase, context)
            # "Can we ring them?" asks for leave, and of nobody.
            if who is not None and all(one.kind is not OwnerKind.TOGETHER for one in who.owners):
                return _found(who, words[:ends], phrase)
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
    return None if who is None else _found(who, words[: joint + 1], words[begins:joint])


def _asked_to_their_face(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand "ruth, can you please send ...", "police could you look at ...", "joe please ring ..."."""
    for at in range(1, min(len(words), _LONGEST_NAME + 1)):
        if words[at].bare not in _POLITE:
            continue
        ends = _behind_courtesy(words, at)
        if ends == len(words) or not _is_deed(words[ends].bare):
            return None
        who = who_is(words[:at], context)
        return None if who is None else _found(who, words[:ends], words[:at])
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
        if words[at - 1].typed[-1] not in ",;.?!:" and words[at - 1].typed not in _DASHES:
            continue
        joint = next((to for to in range(at + 1, min(len(words), at + 4)) if _joint_length(words, to)), None)
        who = None if joint is None else who_is(words[at:joint], context, strict=True)
        if joint is not None and who is not None and not _passive(words, joint + _joint_length(words, joint)):
            return replace(_found(who, (), words[at:joint]), beside="", together=())
    return None


def _found(who: Who, words: Sequence[Word], phrase: Sequence[Word]) -> OwnerFound:
    said = who.said or " ".join(word.typed for word in phrase).strip(" ,;:()@.-–—")
    said = re.sub(r"^(?:the|for|on)\s+", "", said, flags=re.IGNORECASE)
    return OwnerFound(who.owners, tuple(words), said, who.also, who.beside, who.together)
