"""Whom a phrase names as an owner: a person, an organisation, everybody, the NSCP, a group beside ours.

A phrase names an owner only when every word of it fits; whatever does not stays in the text. Of
people or organisations that fit equally well none is chosen: all are given as candidates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nscp_desktop.rules.capture_words import CaptureContext, Organisation, Owner, OwnerKind
from nscp_desktop.rules.deeds import is_deed
from nscp_desktop.rules.names import Fit, Known, Match, one_of, words_of
from nscp_desktop.rules.role_words import role_words
from nscp_desktop.rules.wording import Word, listed

_MOST_CANDIDATES = 8
_LONGEST_STRANGER = 2
_AND = frozenset(["and", "&", "+"])
_BESIDE = _AND | {"with"}
_EVERYBODY = listed("everyone everybody")
_EVERY = listed("every each all")
_MEMBERS = listed(
    "organisation organisations organization organizations org orgs agency agencies partner partners member members"
)
_EVERY_PHRASES = frozenset(["all", "all of us", "everyone here", "all here", "all present"])
_CO_CHAIRS = listed("cochairs chairs")
_CO_CHAIR = listed("cochair chair")
_BEFORE_CO_CHAIRS = frozenset([(), ("the",), ("both",), ("both", "the")])
_TOGETHER = frozenset(
    [
        "together",
        "together we",
        "we together",
        "jointly",
        "we",
        "us all",
        "all together",
        "us all together",
        "all of us together",
        "everyone together",
        "everybody together",
        "group",
        "the group",
        "this group",
        "lscg",
        "the lscg",
    ]
)
_WITH = (("together", "with"), ("jointly", "with"), ("joint", "with"), ("along", "with"), ("with",))
# As people shorten the words of an organisation's name.
_SHORT = {"yrs": "years", "hosp": "hospital", "dept": "department", "assoc": "association", "sch": "school"}
_ME = frozenset(["me", "myself", "i", "ill"])
# Words of many organisations' names that name none of them alone.
_GENERIC = listed(
    "school schools team teams service services community district family families youth young early"
)
# Who is meant by "police rep" and "colleagues from health" is the organisation.
_REPRESENTATIVES = listed(
    "rep reps representative representatives colleague colleagues staff team someone somebody"
)
_OF_A_PROFESSION = re.compile(r"(?:[eo]rs|es)$")
_FROM = listed("a from of at the")
# "Claire's team" is Claire's to see to; the words stay beside.
_SOMEBODYS = listed("team staff office lot people service deputy manager")
_RANKS = listed("di dci dc ds dsu ps pc pcso sgt sergeant insp inspector supt superintendent nurse")
_US = listed("us we ourselves")
_NEVER_FIRST = listed(
    "a an one some any no that this these those their his her our your my its more further both other another two"
    " three four five it they he she i you who which what how why when where if as so and or but not please need"
    " needs let make ask tell send"
)


@dataclass(frozen=True, slots=True)
class Who:
    """What a phrase names; ``said`` are the words for the owner where others follow them.

    ``together`` are the owner and all who were named beside, where each of them is known.
    """

    owners: tuple[Owner, ...]
    also: tuple[Known, ...] = ()
    beside: str = ""
    said: str = ""
    together: tuple[Owner, ...] = ()


def who_is(phrase: Sequence[Word], context: CaptureContext, *, strict: bool = False) -> Who | None:
    """Give whom a phrase names; ``strict`` takes only people by whole words, and everybody."""
    spelt = [
        _SHORT.get(word, word)
        for item in phrase
        for word in (words_of(item.low) or ((item.low,) if item.low in _AND else ()))
    ]
    if spelt and spelt[0] in {"for", "on"}:
        spelt, phrase = spelt[1:], phrase[1:]
    if not spelt:
        return None
    everybody = _everybody(spelt)
    if everybody is not None:
        return Who((everybody,))
    if not strict:
        body = _body(spelt, context)
        if body is not None:
            return Who((body,))
        body = _beside_us(spelt, context)
        if body is not None:
            return Who((body,))
        sent = _sent_by(spelt, context)
        if sent:
            return Who(sent)
    if (spelt[0] in _NEVER_FIRST and spelt != ["i"]) or spelt[0] in _EVERY:
        return None
    single = _single(spelt, context, strict=strict)
    if single:
        return Who(single)
    several = _several(phrase, context, strict=strict) or _somebodys(phrase, context)
    return several if several or strict else _whose_people(spelt, context)


def _whose_people(spelt: Sequence[str], context: CaptureContext) -> Who | None:
    """Give the service whose people are meant: "school nurses" are School nursing's, or their lead's, to ask."""
    stem = _OF_A_PROFESSION.sub("", spelt[-1])
    if stem == spelt[-1]:
        return None
    asked = (*spelt[:-1], f"{stem}ing")
    found = _bodies(asked, context.people.find(" ".join(asked)), context, whole=True)
    return Who(found) if len(found) == 1 else None


def _beside_us(spelt: Sequence[str], context: CaptureContext) -> Owner | None:
    """Give the owner of what is done by another group or an organisation and us: "South and us"."""
    parts = _divided(spelt)
    others = [part for part in parts if not _US.issuperset(part)]
    if len(parts) < 2 or len(others) == len(parts) or not others:
        return None
    return _partner([word for part in others for word in (*part, "and")][:-1], context)


def _sent_by(spelt: Sequence[str], context: CaptureContext) -> tuple[Owner, ...]:
    """Give the organisation whose people are meant: "police rep", "someone from housing"."""
    if not _AND.isdisjoint(spelt):
        return ()
    if spelt[-1] in _REPRESENTATIVES:
        asked = list(spelt[:-1])
    elif len(spelt) > 2 and _REPRESENTATIVES & set(spelt[:2]) and _FROM & set(spelt[1:3]):
        asked = list(spelt[2:])
    else:
        return ()
    while asked and asked[0] in _FROM:
        del asked[0]
    if not asked or set(asked) <= _GENERIC:
        return ()
    named = context.organisations_named(asked)
    return tuple(_organisation(one) for one in named[:_MOST_CANDIDATES])


def _somebodys(phrase: Sequence[Word], context: CaptureContext) -> Who | None:
    """Give the person whose team or office is to do it: "Claire's team", "joes lot"."""
    if len(phrase) < 2 or phrase[-1].bare not in _SOMEBODYS or not phrase[-2].bare.endswith("s"):
        return None
    spelt = [word.bare for word in phrase[:-1]]
    spelt[-1] = spelt[-1][:-1]
    named = tuple(match for match in context.people.find(" ".join(spelt)) if match.by_name)
    if not named or named[0].fit > Fit.EXACT:
        return None
    return Who(_people(named), beside=" ".join(word.typed for word in phrase).strip(" ,;:-–—"))


def _everybody(spelt: Sequence[str]) -> Owner | None:
    joined = " ".join(spelt)
    each = spelt[0] in _EVERY and len(spelt) in {2, 3} and spelt[-1] in _MEMBERS and spelt[1] in _MEMBERS
    if joined in _EVERY_PHRASES or joined in _EVERYBODY or each:
        return Owner(OwnerKind.EVERY, "Every organisation")
    return None


def _body(spelt: Sequence[str], context: CaptureContext) -> Owner | None:
    """Give the owner that is no person and no single organisation: co-chairs, the NSCP, together."""
    joined = " ".join(spelt)
    if spelt[-1] in _CO_CHAIRS and tuple(word for word in spelt[:-1] if word != "co") in _BEFORE_CO_CHAIRS:
        return Owner(OwnerKind.CO_CHAIRS, "Co-chairs")
    if joined in _TOGETHER:
        return Owner(OwnerKind.TOGETHER, "Together")
    asked = list(spelt)
    while len(asked) > 1 and asked[0] in {"ask", "the", "to"}:
        del asked[0]
    if context.is_partnership(asked):
        return Owner(OwnerKind.NSCP, context.partnership[0])
    for opening in _WITH:
        if tuple(spelt[: len(opening)]) == opening and len(spelt) > len(opening):
            return _partner(spelt[len(opening) :], context)
    return None


def _partner(spelt: Sequence[str], context: CaptureContext) -> Owner | None:
    """Give the owner of what is done with another group or an organisation."""
    named = [word for word in spelt if word not in {"the", "group", "lscg"}] or spelt
    whole = context.group_named(named)
    parts = [whole] if whole is not None else [context.group_named(part) for part in _divided(named)]
    groups = [group for group in parts if group is not None]
    if groups and len(groups) == len(parts):
        names = " and ".join(group.name for group in groups)
        return Owner(OwnerKind.TOGETHER, f"with {names}", group_code=groups[0].code)
    organisations = context.organisations_named(named)
    if len(organisations) == 1:
        one = organisations[0]
        return Owner(OwnerKind.TOGETHER, f"with {one.name}", organisation_id=one.organisation_id)
    return None


def _divided(spelt: Sequence[str]) -> list[list[str]]:
    """Give the parts of a list: "breckland and south" gives two."""
    parts: list[list[str]] = [[]]
    for word in spelt:
        if word in _AND:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _single(spelt: Sequence[str], context: CaptureContext, *, strict: bool) -> tuple[Owner, ...]:
    """Give the one owner a phrase names, or those it could be.

    A name stands before an organisation or a role, but the beginning of a name behind a whole
    word of either ("health" is Health, not Mr Healthcote), and beside the beginning of an
    organisation. "The ..." never begins a name.
    """
    definite = spelt[0] == "the"
    asked = spelt[1:] if definite else spelt
    if asked and len(asked) == 1 and asked[0] in _ME:
        me = who_types(context)
        return () if me is None else (me,)
    if not asked or all(len(word) < 2 and word.isascii() for word in asked):
        return ()
    if not strict and len(asked) == 1 and asked[0] in _CO_CHAIR:
        chairs = (context.people.by_id(person_id) for person_id in context.co_chairs)
        return tuple(person_owner(person) for person in chairs if person is not None)
    matches = context.people.find(" ".join(asked))
    if not matches and len(asked) > 1 and asked[0] in _RANKS:
        matches = context.people.find(" ".join(asked[1:]))
    named = () if definite else tuple(match for match in matches if match.by_name)
    if named and named[0].fit <= Fit.EXACT:
        return _people(named)
    whole = _with_initials(asked, named, context)
    if whole:
        return _people(whole)
    if strict or (len(asked) == 1 and asked[0] in _GENERIC):
        return ()
    bodies = _bodies(asked, matches, context, whole=True)
    if bodies:
        return bodies
    if named and (_near(named[0]) or len(asked[0]) > 2):
        begun = context.organisations_named(asked)
        return (*_people(named), *(_organisation(one) for one in begun if one.in_group))[:_MOST_CANDIDATES]
    return _bodies(asked, matches, context, whole=False)


def _with_initials(
    asked: Sequence[str], named: tuple[Match, ...], context: CaptureContext
) -> tuple[Match, ...]:
    """Give those of the people found whom all but single letters name in full: "joe b", "j blackwood"."""
    words = [word for word in asked if len(word) > 1]
    if not named or len(words) == len(asked):
        return ()
    whole = {
        match.person.person_id for match in context.people.find(" ".join(words)) if match.fit <= Fit.EXACT
    }
    return tuple(match for match in named if match.person.person_id in whole)


def who_types(context: CaptureContext) -> Owner | None:
    """Give who types the line as an owner: member or not, they hear what is asked of them."""
    me = context.people.by_id(context.me) if context.me else None
    return None if me is None else replace(person_owner(me), here=True)


def _near(match: Match) -> bool:
    return match.person.here or match.person.in_group


def _people(matches: tuple[Match, ...]) -> tuple[Owner, ...]:
    chosen = one_of(matches) or ()
    people = chosen if isinstance(chosen, tuple) else (chosen,)
    return tuple(person_owner(person) for person in people[:_MOST_CANDIDATES])


def person_owner(person: Known) -> Owner:
    """Give a person as an owner."""
    return Owner(
        OwnerKind.PERSON,
        person.name,
        person_id=person.person_id,
        here=person.here,
        organisation=person.organisation,
    )


def _bodies(
    asked: Sequence[str], matches: tuple[Match, ...], context: CaptureContext, *, whole: bool
) -> tuple[Owner, ...]:
    """Give the organisations and the people of a role whom the words fit equally well.

    Beside an organisation a role counts only in full: "housing" is Housing, not its officer. Where
    no organisations are known, a person is found by theirs.
    """
    organisations = context.organisations_named(asked, whole=whole)
    fit = Fit.ROLE if whole else Fit.ROLE_PREFIX
    of_body = tuple(match for match in matches if match.fit is fit)
    if organisations:
        of_role = tuple(match for match in of_body if words_of(match.person.role) == tuple(asked))
    else:
        of_role = tuple(match for match in of_body if _in_role(asked, match.person, whole=whole))
        if whole and not of_role:
            # "The headteacher of Larkfield": a role and an organisation together.
            of_role = tuple(match for match in of_body if _has_role(asked, match.person))
    people = _people(of_role or (() if context.organisations else of_body))
    return (*(_organisation(one) for one in organisations[:_MOST_CANDIDATES]), *people)


def _in_role(asked: Sequence[str], person: Known, *, whole: bool) -> bool:
    known = (*words_of(f"{person.role} {person.role.replace('-', ' ')}"), *role_words(person.role))
    return all(any(word == one if whole else one.startswith(word) for one in known) for word in asked)


def _has_role(asked: Sequence[str], person: Known) -> bool:
    return not (role_words(person.role) | set(words_of(person.role))).isdisjoint(asked)


def _organisation(one: Organisation) -> Owner:
    return Owner(OwnerKind.ORGANISATION, one.name, organisation_id=one.organisation_id)


def _several(phrase: Sequence[Word], context: CaptureContext, *, strict: bool) -> Who | None:
    """Give the first of several people as the owner and the others beside: "joe and priya"."""
    parts: list[list[str]] = [[]]
    for item in phrase:
        if item.low in _BESIDE:
            parts.append([])
            continue
        for number, piece in enumerate(item.low.split("/")):
            if number:
                parts.append([])
            parts[-1].extend(_SHORT.get(word, word) for word in words_of(piece))
        if item.typed.endswith(","):
            parts.append([])
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return None
    owners = _single(parts[0], context, strict=strict)
    if len(owners) == 1 and owners[0].kind is OwnerKind.ORGANISATION:
        theirs = _single([word for part in parts for word in part], context, strict=True)
        return Who(theirs) if theirs else _bodies_together(owners[0], parts, context)
    if not owners or any(owner.kind is not OwnerKind.PERSON for owner in owners):
        return None
    also: list[Known] = []
    beside: list[str] = []
    for part in parts[1:]:
        chosen = one_of(tuple(match for match in context.people.find(" ".join(part)) if match.by_name))
        if isinstance(chosen, Known):
            also.append(chosen)
        elif not _may_be_somebody(part) or (strict and _begins_with_somebody(part, context)):
            return None
        beside.append(chosen.name if isinstance(chosen, Known) else " ".join(part))
    all_known = len(owners) == 1 and len(also) == len(beside)
    together = (*owners, *(person_owner(one) for one in also)) if all_known else ()
    return Who(owners, tuple(also), with_others(beside), " ".join(parts[0]), together)


def _may_be_somebody(part: Sequence[str]) -> bool:
    """Say whether words that name nobody known can stand for one beside the owner: a stranger, "the ward manager"."""
    if part[0] in _REPRESENTATIVES | _FROM | _NEVER_FIRST:
        return True
    return len(part) <= _LONGEST_STRANGER and not is_deed(part[-1])


def _begins_with_somebody(part: Sequence[str], context: CaptureContext) -> bool:
    """Say whether a name stands before other words: "priya joint (visit)"."""
    return any(match.fit <= Fit.EXACT for match in context.people.find(part[0]))


def with_others(names: Sequence[str]) -> str:
    """Give who is beside the owner, in the words that stand behind an action."""
    return f"with {' and '.join(names)}"


def _bodies_together(first: Owner, parts: Sequence[Sequence[str]], context: CaptureContext) -> Who | None:
    """Give an organisation with others beside it, "housing and police", when each names just one."""
    others = [context.organisations_named(part) for part in parts[1:]]
    if any(len(named) != 1 for named in others):
        return None
    beside = with_others([named[0].name for named in others])
    together = (first, *(_organisation(named[0]) for named in others))
    return Who((first,), (), beside, " ".join(parts[0]), together)
