"""The deeds people promise: "ring", "circulating", "to be sent"; how a line says that somebody is to do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.rules.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.rules.wording import Word

_PARTICIPLES = listed(
    "told sent given asked shown done made put brought kept taken written invited seen held found met paid read run"
    " set taught thought understood won left built heard led known drawn chosen"
)
DEEDS = listed(
    "add advertise agree amend analyse approach arrange ask assess attend audit book bring build call cancel cascade"
    " chair chase check circulate clarify clear close collate collect compare complete confirm consider contact"
    " contribute coordinate copy correct cost cover create deal decide define deliver demonstrate describe design"
    " develop dig discuss display distribute draft draw drop edit email enquire ensure escalate establish evaluate"
    " examine explain explore feed feedback fill finalise find fix flag follow forward fund gather get give go handle"
    " help hold host identify include inform inspect introduce investigate invite issue join keep lead let liaise link"
    " list log look mail make manage map measure meet mention message monitor move name nominate notify nudge obtain"
    " offer order organise pass phone pick pilot plan pop post prepare present print produce promote propose provide"
    " publish pull push put query quote raise read recheck recirculate record redraft refer remind reply report"
    " request resend resolve respond return review revisit reword rewrite ring run scan schedule scope seek send set"
    " share show sign sort source speak spread start stop submit suggest summarise supply support survey swap take"
    " talk tell test text thank think tidy track train transfer translate trial try type unpick update upload verify"
    " visit warn welcome work write"
)
# Of these hardly one is a noun as well, so that also an organisation before it is who does it: "police send ...".
PLAIN = listed(
    "agree arrange ask attend bring build circulate clarify collate collect complete confirm consider contribute"
    " create deliver discuss ensure establish explain explore find follow gather get give identify include inform"
    " introduce invite investigate join keep let liaise obtain organise prepare present propose provide publish put"
    " raise recirculate remind reply resend respond revisit ring run schedule send share speak submit suggest"
    " summarise supply take talk tell think translate upload write"
)


def is_deed(word: str) -> bool:
    """Say whether a word is a deed people do: "email", "emailing", "chasing", "getting"."""
    if word in DEEDS or not word.endswith("ing"):
        return word in DEEDS
    stem = word[:-3]
    doubled = len(stem) > 2 and stem[-1] == stem[-2]
    return stem in DEEDS or f"{stem}e" in DEEDS or (doubled and stem[:-1] in DEEDS)


def is_passive(words: Sequence[Word], at: int) -> bool:
    """Say whether the deed is done to somebody: "to be told" names no owner before it."""
    if at + 1 >= len(words) or words[at].bare != "be":
        return False
    done = words[at + 1].bare
    return done.endswith("ed") or done in _PARTICIPLES
