"""What is offered to put a line right: whom it may have meant, and which day.

What the line itself names comes first, so that what was meant is among the first few.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.capture_who import person_owner, who_is, who_types, with_others
from nscp_desktop.rules.capture_words import Owner, OwnerKind
from nscp_desktop.rules.days import read, spoken
from nscp_desktop.rules.wording import listed, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from nscp_desktop.rules.capture_words import CaptureContext, Captured
    from nscp_desktop.rules.days import Days
    from nscp_desktop.rules.wording import Word

MOST = 20
"""As many as stand in one column on a laptop, with two more lines for nobody and for somebody else."""
_MOST_SAID = 6
_MOST_READ = 60
_LONGEST_NAME = 4
# Words of every sentence, at which no name begins.
_SMALL = listed(
    "a an and are as at be by do for from has have if in into is it its no not of off on or our out so than that"
    " the their them then they this to up us was we were what when which who will with would"
)
_TOGETHER = Owner(OwnerKind.TOGETHER, "Together")
_BODIES = (
    Owner(OwnerKind.EVERY, "Every organisation"),
    _TOGETHER,
    Owner(OwnerKind.CO_CHAIRS, "Co-chairs"),
)


def owners(said: str, context: CaptureContext, candidates: Sequence[Owner] = ()) -> tuple[Owner, ...]:
    """Give the owners to offer for a line: those it could be, those it names anywhere, all bodies, who is here."""
    named = list(candidates)
    named += _named(words_in(said)[:_MOST_READ], context)
    # Who names a person may mean where they are from.
    named += _organisations(named, context)
    first = list(dict.fromkeys(named))[:_MOST_SAID]
    partnership = Owner(OwnerKind.NSCP, context.partnership[0])
    me = who_types(context)
    mine = () if me is None else (me,)
    known = [one for one in context.people.people if one.person_id != context.me]
    people = [person_owner(one) for one in known if one.here]
    people += [person_owner(one) for one in known if one.in_group]
    return tuple(dict.fromkeys((*first, *_BODIES, partnership, *mine, *people)))[:MOST]


def several(captured: Captured) -> tuple[Owner, ...]:
    """Give those who were named together, each as the owner, and all of them; nobody where one was named."""
    if not captured.together:
        return ()
    names = and_list([one.label for one in captured.together])
    return (*captured.together, Owner(OwnerKind.TOGETHER, names))


def with_owner(captured: Captured, owner: Owner) -> Captured:
    """Give a line whose words say who is beside the owner that was chosen; all of them have nobody beside."""
    labels = [one.label for one in captured.together]
    if owner not in several(captured):
        return captured
    text = captured.text.removesuffix(f"({captured.beside})").rstrip() if captured.beside else captured.text
    others = [] if owner.kind is OwnerKind.TOGETHER else [label for label in labels if label != owner.label]
    beside = with_others(others) if others else ""
    return replace(captured, text=f"{text} ({beside})".strip() if beside else text, beside=beside)


def _named(words: Sequence[Word], context: CaptureContext) -> Iterator[Owner]:
    """Give whom the words name, the longest name first at each place."""
    for at, word in enumerate(words):
        if word.bare in _SMALL or (len(word.bare) < 3 and not word.typed.isupper()):
            continue
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            # A single word names whom it names in full; the beginning of a name would be found in any word.
            whole = length == 1 and not word.typed[:1].isupper()
            phrase = words[at : at + length]
            meant = (who_is(said, context, strict=whole) for said in (phrase, _one_of_many(phrase)))
            named = [one for who in meant if who is not None for one in who.owners]
            yield from named
            if named:
                break


def _one_of_many(phrase: Sequence[Word]) -> Sequence[Word]:
    """Give a phrase in the singular: "school nurses" are one of them, or where they work."""
    last = phrase[-1]
    if not last.bare.endswith("s"):
        return ()
    return (*phrase[:-1], replace(last, low=last.bare[:-1], bare=last.bare[:-1]))


def _organisations(named: Sequence[Owner], context: CaptureContext) -> list[Owner]:
    ids = {one.name: one.organisation_id for one in context.organisations}
    places = dict.fromkeys(one.organisation for one in named if one.organisation in ids)
    return [Owner(OwnerKind.ORGANISATION, name, organisation_id=ids[name]) for name in places]


def days(said: str, known: Days) -> tuple[tuple[date, str], ...]:
    """Give the days to offer for a line, each with how it is said: those it says anywhere, then the usual ones."""
    words = words_in(said)[:_MOST_READ]
    offered: list[tuple[date | None, str]] = []
    at = 0
    while at < len(words):
        found = read(words, at, known)
        if found is not None and found.day is not None:
            offered.append((found.day, " ".join(word.typed for word in words[at : found.end]).strip(",;.()")))
        at = at + 1 if found is None else found.end
    today = known.today
    offered += [
        (known.next_meeting, "next meeting"),
        (today + timedelta(days=7), "in a week"),
        (today + timedelta(days=14), "in 2 weeks"),
        (today + relativedelta(day=31), "end of month"),
        (known.next_youth_board, "next youth board"),
        (today + timedelta(days=1), "tomorrow"),
        (today + timedelta(days=(4 - today.weekday() - 1) % 7 + 1), "Friday"),
        (today + relativedelta(months=1, day=31), "end of next month"),
        *((day, f"{day:%B} meeting") for day in known.meetings),
    ]
    kept: dict[date, str] = {}
    for day, words_of_it in offered:
        if day is not None:
            kept.setdefault(day, words_of_it)
    return tuple(kept.items())[:MOST]


def owner_words(owner: Owner) -> str:
    """Give an owner as a list offers them: "Ann Sale · Community health · not here"."""
    all_of_them = (
        owner.kind is OwnerKind.TOGETHER and owner != _TOGETHER and not owner.label.startswith("with ")
    )
    parts = [
        f"Together: {owner.label}" if all_of_them else f"{owner.label[:1].upper()}{owner.label[1:]}",
        owner.organisation,
        "" if owner.here else "not here",
    ]
    return " · ".join(part for part in parts if part)


def day_words(day: date, how: str, today: date) -> str:
    """Give a day as a list offers it: "In 2 weeks, Thu 28 Jan"."""
    return f"{how[:1].upper()}{how[1:]}, {spoken(day, today)}"
