"""An owner found in a line: whom it names, and the words that said so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nscp_desktop.rules.capture_who import Who
from nscp_desktop.rules.capture_words import Owner
from nscp_desktop.rules.names import Known
from nscp_desktop.rules.wording import Word


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


def found(who: Who, words: Sequence[Word], phrase: Sequence[Word]) -> OwnerFound:
    """Give what a phrase names as an owner found, with the words that leave the text."""
    said = who.said or " ".join(word.typed for word in phrase).strip(" ,;:()@.-–—")
    said = re.sub(r"^(?:the|for|on)\s+", "", said, flags=re.IGNORECASE)
    return OwnerFound(who.owners, tuple(words), said, who.also, who.beside, who.together)
