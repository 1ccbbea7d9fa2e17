"""The words by which a role is found: its own, the field's abbreviations of them, and its initials.

"Designated safeguarding lead" is found as "dsl", and a role written "DSL" by its words in full.
"""

from functools import lru_cache

from nscp_desktop.rules.wording import PUNCTUATION, fold, listed

# What the field calls by its initials, with "or" between the ways to write it in full.
_ABBREVIATIONS = {
    "aht": "assistant headteacher or assistant head",
    "camhs": "child and adolescent mental health services",
    "cin": "children in need",
    "cp": "child protection",
    "csc": "childrens social care",
    "ddsl": "deputy designated safeguarding lead",
    "dc": "detective constable",
    "dci": "detective chief inspector",
    "dht": "deputy headteacher or deputy head",
    "di": "detective inspector",
    "ds": "detective sergeant",
    "dsl": "designated safeguarding lead",
    "ehe": "elective home education",
    "ewo": "education welfare officer",
    "gp": "general practitioner",
    "ht": "headteacher",
    "hv": "health visitor",
    "idva": "independent domestic violence adviser",
    "iro": "independent reviewing officer",
    "lac": "looked after children",
    "lado": "local authority designated officer",
    "mace": "multi agency child exploitation",
    "mash": "multi agency safeguarding hub",
    "nn": "named nurse",
    "pc": "police constable",
    "pcso": "police community support officer",
    "psa": "parent support adviser",
    "senco": "special educational needs coordinator or special educational needs and disabilities coordinator",
    "sendco": "special educational needs and disabilities coordinator or special educational needs coordinator",
    "sw": "social worker",
    "vsh": "virtual school head",
}
_LONG = {
    short: tuple(tuple(words.split()) for words in written.split(" or "))
    for short, written in _ABBREVIATIONS.items()
}
# Behind these the initials of a matter end: the "elective home education lead" is the EHE lead.
_LAST = listed("adviser chair coordinator lead manager officer worker")
_SMALL = listed("and at for from in of the to")
_FEWEST = 3


@lru_cache(maxsize=4096)
def role_words(role: str) -> frozenset[str]:
    """Give every folded word by which a role is found, besides those it is written with."""
    words = _words(role)
    held = {long for longs in _LONG.values() for long in longs if _holds(words, long)}
    # A deputy headteacher is no headteacher: of what holds another only the longer is meant.
    meant = {one for one in held if not any(_holds(other, one) for other in held - {one})}
    found = {short for short, longs in _LONG.items() if not meant.isdisjoint(longs)}
    found |= {word for short in words for long in _LONG.get(short, ()) for word in long}
    for said in (words, words[:-1] if words and words[-1] in _LAST else ()):
        initials = "".join(word[0] for word in said if word not in _SMALL)
        if len(initials) >= _FEWEST:
            found.add(initials)
    return frozenset(found)


def _words(role: str) -> tuple[str, ...]:
    """Give the words of a role, those of one with a hyphen apart, but "head teacher" as one."""
    apart = fold(role.replace("-", " ").replace("/", " ")).replace("head teacher", "headteacher")
    return tuple(word for word in (one.strip(PUNCTUATION) for one in apart.split()) if word)


def _holds(words: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(words[at : at + len(long)] == long for at in range(len(words) - len(long) + 1))
