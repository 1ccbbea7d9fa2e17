"""Who stands at the beginning of a line that says it is an action, whatever follows.

In a note the same words are no evidence of a promise: "Joe Blackwood two nurseries have closed".
"""

from collections.abc import Sequence

from nscp_desktop.rules.capture_found import OwnerFound, found
from nscp_desktop.rules.capture_who import Who, who_is
from nscp_desktop.rules.capture_words import CaptureContext, OwnerKind
from nscp_desktop.rules.deeds import DEEDS, PLAIN
from nscp_desktop.rules.wording import Word, fold, listed

LONGEST_NAMES = 7
_LONGEST_ALONE = 3
_BETWEEN = frozenset(["&", "+", "and", "with"])
_NEVER_IN_NAMES = listed("to is are has have needs need shall should must agreed said be by for on in at")
_BODIES = frozenset([OwnerKind.ORGANISATION, OwnerKind.CO_CHAIRS, OwnerKind.NSCP])
# People's names that are other words too.
WORDS_TOO = listed("mark will grant may")
_NO_DEEDS = listed(
    "a an and are as asked at for from had has have in is list lists not of off on or out over said says the to was were with"
)
_BEHIND_A_DEED = listed(
    "the a an all any each every her his its my our their your this these those some them him us it me out up round off"
    " over back down"
)


def at_once(words: Sequence[Word], context: CaptureContext) -> OwnerFound | None:
    """Understand who stands at the beginning of an action, whatever follows: "blackwood/nair joint visit ..."."""
    for length in range(min(LONGEST_NAMES, len(words) - 1), 0, -1):
        phrase = words[:length]
        if phrase[-1].typed.rstrip(",:").endswith(")"):
            who = who_is(phrase, context)
            sure = who is not None and all(one.kind is OwnerKind.PERSON for one in who.owners)
        elif any(word.bare in _NEVER_IN_NAMES for word in phrase):
            continue
        elif words[length].bare in PLAIN:
            who = who_is(phrase, context)
            sure = who is not None and all(one.kind in _BODIES for one in who.owners)
        else:
            who = who_is(phrase, context, strict=True) if _may_be_whole(words, length) else None
            sure = who is not None and (bool(who.together) or _in_full(phrase, who) or _does(words, length))
        if who is not None and sure:
            return found(who, phrase, phrase)
    return None


def _may_be_whole(words: Sequence[Word], length: int) -> bool:
    """Say whether the first words can be names and nothing else: short, or with something between the names."""
    phrase = words[:length]
    if any(word.low in _BETWEEN or word.typed[-1] == "," or "/" in word.typed for word in phrase):
        return True
    return 1 < length <= _LONGEST_ALONE or _does(words, length)


def _in_full(phrase: Sequence[Word], who: Who) -> bool:
    """Say whether a phrase is a person's name from its first word to its last, or to the letter of the last."""
    said = " ".join(word.bare for word in phrase)
    if len(phrase) > 1 and len(phrase[-1].bare) == 1:
        return all(said in fold(one.label) for one in who.owners)
    return len(phrase) > 1 and any(fold(one.label).endswith(said) for one in who.owners)


def _does(words: Sequence[Word], length: int) -> bool:
    """Say whether behind one name stands what can only be a deed: "dig out ...", "bag the lot"."""
    return (
        length == 1
        and length + 1 < len(words)
        and words[0].bare not in DEEDS | WORDS_TOO
        and words[1].bare.isalpha()
        and words[1].bare not in _NO_DEEDS
        and words[2].bare in _BEHIND_A_DEED
    )
