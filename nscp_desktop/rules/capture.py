"""The capture line: one line in plain words becomes an action, a decision or another record.

``action joe to circulate the chronology page to A&E leads by 22 jan #neglect``

The first word says the kind (``!``, ``=`` and ``>`` are short for action, decision and youth
board); an owner, a date and themes are taken out of an action, a reason out of a decision. What
was not understood stays in the text: no word is ever lost, and nothing is guessed between two.
"""

from collections.abc import Sequence
from dataclasses import replace

from nscp_desktop.rules.actions import ActionKind
from nscp_desktop.rules.capture_due import Due, find_due
from nscp_desktop.rules.capture_found import OwnerFound
from nscp_desktop.rules.capture_kind import (
    board_in_short,
    is_agreed,
    is_point,
    kind_meant,
    kind_near,
    kind_of,
)
from nscp_desktop.rules.capture_owner import asks_somebody, find_owner, find_owner_alone
from nscp_desktop.rules.capture_raised import named_in, raised_in
from nscp_desktop.rules.capture_reason import reason_in, reason_of
from nscp_desktop.rules.capture_words import (
    A_KIND,
    CaptureContext,
    Captured,
    Chip,
    Gap,
    Group,
    Kind,
    Organisation,
    Owner,
    OwnerKind,
    Part,
    Span,
    Theme,
)
from nscp_desktop.rules.days import read
from nscp_desktop.rules.names import initials_of
from nscp_desktop.rules.wording import LINE_MOST, Word, fold, words_in

__all__ = [
    "A_KIND",
    "CaptureContext",
    "Captured",
    "Chip",
    "Gap",
    "Group",
    "Kind",
    "Organisation",
    "Owner",
    "OwnerKind",
    "Part",
    "Span",
    "Theme",
    "action_kind",
    "completion",
    "parse",
    "put_back",
    "with_kind",
]

_DANGLING = " ,;:-–—"
_DASHES = frozenset(["-", "–", "—"])
_ACTION_KINDS = {
    OwnerKind.EVERY: ActionKind.EVERY_ORGANISATION,
    OwnerKind.TOGETHER: ActionKind.TOGETHER,
    OwnerKind.CO_CHAIRS: ActionKind.TOGETHER,
    OwnerKind.NSCP: ActionKind.TO_THE_NSCP,
}


def action_kind(owner: Owner | None) -> ActionKind:
    """Give the kind of action an owner makes; one without an owner is individual until it has one."""
    return ActionKind.INDIVIDUAL if owner is None else _ACTION_KINDS.get(owner.kind, ActionKind.INDIVIDUAL)


def with_kind(text: str, kind: Kind) -> str:
    """Give the line with its kind word put in, or replaced, as a button does; a note has none."""
    _found, begins, ends = kind_of(text)
    rest = text[:begins].lstrip() + text[ends:].lstrip()
    return rest if kind is Kind.NOTE else f"{kind} {rest}"


def put_back(captured: Captured, *parts: Part) -> Captured:
    """Give a line with the words of further parts back in its text, where they were typed."""
    kind = next((span for span in captured.spans if span.part is Part.KIND), Span(Part.KIND, 0, 0))
    words = (*words_in(captured.said[: kind.start]), *words_in(captured.said, kind.end))
    spans = tuple(replace(span, part=Part.TEXT) if span.part in parts else span for span in captured.spans)
    taken = {word: span.part for word in words for span in spans if span.start <= word.start < span.end}
    return replace(captured, text=_capital(_joined(words, taken, Part.TEXT).strip(_DANGLING)), spans=spans)


def parse(text: str, context: CaptureContext, kind: Kind | None = None) -> Captured:
    """Understand a line; never refuses and never loses a word.

    ``kind`` is the one a button chose; the line's own kind word, if any, then counts as replaced.
    """
    own, begins, ends = kind_of(text)
    point = kind is Kind.ACTION or (kind is None and is_point(text))
    if own is None and point and len(text) <= LINE_MOST:
        begins, ends = _slipped(text, context)
        own = Kind.ACTION if ends else None
    elif own is None and kind is Kind.YOUTH_BOARD:
        begins, ends = board_in_short(text)
    captured = Captured(kind or own or Kind.NOTE, "", text)
    if len(text) > LINE_MOST:
        # It will be refused when recorded; until then it is not worth reading at every key.
        return replace(captured, text=text[ends:].strip())
    words = (*words_in(text[:begins]), *words_in(text, ends))
    parts = dict.fromkeys(words, Part.TEXT)
    captured, tags = _with_themes(captured, words, context)
    beside = ""
    if captured.kind is Kind.NOTE:
        captured = replace(captured, suggested=_suggestion(text, words, context))
    else:
        _take(tags, Part.THEME, parts)
    if captured.kind is Kind.DECISION:
        _take(reason_in(_left(words, parts)), Part.REASON, parts)
    elif captured.kind is Kind.ACTION:
        captured, beside = _action(captured, words, parts, context)
    elif captured.kind is Kind.CHALLENGE:
        body, said = raised_in(_left(words, parts), context)
        _take(said, Part.RAISED_TO, parts)
        captured = replace(captured, raised_to=body or named_in(words_in(text[begins:ends]), context))
    return _written(captured, words, parts, Span(Part.KIND, begins, ends), beside)


def completion(text: str, context: CaptureContext) -> Captured:
    """Understand the few words that complete an action at read-back: "joe", "joe by 22 jan", "next meeting".

    Gives owner or candidates and due date like :func:`parse`; ``text`` are the words not understood.
    Nothing is assumed: a date nobody said is no date.
    """
    words = words_in(text)
    parts = dict.fromkeys(words, Part.TEXT)
    captured = Captured(Kind.ACTION, "", text)
    if len(text) > LINE_MOST:
        return replace(captured, text=text.strip())
    due, unclear = find_due(words, context.days)
    first = None if due is not None else read(words, 0, context.days)
    if first is not None:
        due = Due(first, words[: first.end])
    if due is not None:
        _take(due.words, Part.DUE, parts)
    found = find_owner_alone(_left(words, parts), context)
    if found is not None:
        _take(found.words, Part.OWNER, parts)
        captured = _with_owner(captured, found)
    undated = replace(context, days=replace(context.days, next_meeting=None))
    captured = _with_due(captured, due, unclear=unclear, context=undated)
    return _written(captured, words, parts, Span(Part.KIND, 0, 0), "" if found is None else found.beside)


def _left(words: Sequence[Word], parts: dict[Word, Part]) -> tuple[Word, ...]:
    return tuple(word for word in words if parts[word] is Part.TEXT)


def _take(words: Sequence[Word], part: Part, parts: dict[Word, Part]) -> None:
    for word in words:
        parts[word] = part


# Parts of a line


def _tag(word: Word) -> str:
    """Give what follows the # of a tag, or nothing."""
    low = word.low
    return low[1:].lstrip("#") if low.startswith("#") else ""


def _with_themes(
    captured: Captured, words: Sequence[Word], context: CaptureContext
) -> tuple[Captured, list[Word]]:
    """Read the tags, and give those that fit a theme; one that fits several or none is left alone."""
    themes: list[Theme] = []
    choices: list[Theme] = []
    tags = []
    for word in words:
        named = context.themes_named(_tag(word)) if _tag(word) else ()
        if len(named) == 1:
            themes.extend(named)
            tags.append(word)
        else:
            choices.extend(named)
    themes, choices = list(dict.fromkeys(themes)), list(dict.fromkeys(choices))
    return replace(captured, themes=tuple(themes), theme_choices=tuple(choices)), tags


def _action(
    captured: Captured, words: Sequence[Word], parts: dict[Word, Part], context: CaptureContext
) -> tuple[Captured, str]:
    """Take owner and date out of an action, and name what it still needs; and who is beside the owner."""
    due, unclear = find_due(_left(words, parts), context.days)
    if due is not None and not due.kept:
        _take(due.words, Part.DUE, parts)
    # A tag that fits no theme stays in the text, but nobody is called by it.
    found = find_owner(tuple(word for word in _left(words, parts) if not _tag(word)), context, is_action=True)
    if found is not None:
        _take(found.words, Part.OWNER, parts)
        captured = _with_owner(captured, found)
    captured = _with_due(captured, due, unclear=unclear, context=context)
    return captured, "" if found is None else found.beside


def _with_owner(captured: Captured, found: OwnerFound) -> Captured:
    said = found.said
    folded = fold(said).replace(" ", "")
    if all(folded == fold(initials_of(owner.label)) for owner in found.owners):
        said = said.upper()
    captured = replace(captured, owner_said=said, also=found.also, together=found.together)
    if len(found.owners) == 1:
        return replace(captured, owner=found.owners[0])
    return replace(captured, candidates=found.owners)


def _with_due(captured: Captured, due: Due | None, *, unclear: bool, context: CaptureContext) -> Captured:
    owner = captured.owner
    gaps = []
    if owner is None:
        gaps.append(Gap.WHICH_OWNER if captured.candidates else Gap.NO_OWNER)
    elif owner.kind is OwnerKind.PERSON and not owner.here:
        gaps.append(Gap.NOT_HERE)
    if due is not None:
        words = captured.said[due.words[0].start : due.words[-1].end].strip("(),;. ")
        captured = replace(
            captured, due=due.said.day, due_said=True, due_words=words, due_named=due.said.named
        )
        gaps.extend([Gap.NO_DATE] if due.said.day is None else [])
    elif unclear:
        gaps.append(Gap.WHICH_DATE)
    elif owner is not None and owner.kind is OwnerKind.TOGETHER and context.days.next_meeting is not None:
        captured = replace(captured, due=context.days.next_meeting)
        gaps.append(Gap.NOT_SAID)
    else:
        gaps.append(Gap.NO_DATE)
    return replace(captured, gaps=tuple(gaps))


def _slipped(text: str, context: CaptureContext) -> tuple[int, int]:
    """Give where a mistyped kind word stands before what reads as an action; nowhere else is it one."""
    begins, ends = kind_meant(text)
    if not ends or find_owner(words_in(text, ends), context) is None:
        return 0, 0
    return begins, ends


def _suggestion(text: str, words: Sequence[Word], context: CaptureContext) -> Kind | None:
    """Give what a note looks like: an owner and a deed are an action, "agreed that ..." a decision."""
    if is_agreed(text):
        return Kind.DECISION
    due, _ = find_due(words, context.days)
    left = [word for word in words if due is None or word not in due.words]
    if find_owner(left, context) is not None or asks_somebody(words) or _slipped(text, context) != (0, 0):
        return Kind.ACTION
    return kind_near(text)


# What is recorded


def _written(
    captured: Captured, words: Sequence[Word], parts: dict[Word, Part], kind: Span, beside: str
) -> Captured:
    """Put the text together from the words left over, and mark what every word was taken for."""
    if captured.kind is Kind.NOTE:
        text, reason = captured.said.strip(), ""
    else:
        text = _capital(_joined(words, parts, Part.TEXT).strip(_DANGLING))
        reason = reason_of(_joined(words, parts, Part.REASON))
    if beside:
        text = f"{text} ({beside})".strip()
        captured = replace(captured, beside=beside)
    taken = [Span(parts[word], word.start, word.end) for word in words]
    spans: list[Span] = []
    for span in sorted([kind, *taken] if kind.end else taken, key=lambda one: one.start):
        if spans and spans[-1].part is span.part:
            spans[-1] = replace(spans[-1], end=span.end)
        else:
            spans.append(span)
    gaps = captured.gaps if text else (*captured.gaps, Gap.NO_WORDS)
    return replace(captured, text=text, reason=reason, spans=tuple(spans), gaps=gaps)


def _joined(words: Sequence[Word], parts: dict[Word, Part], part: Part) -> str:
    """Give the words of a part; a tag among them belongs to the sentence and loses only its #."""
    places = {place for place, word in enumerate(words) if parts[word] is part}
    kept: list[str] = []
    for place in range(min(places), max(places) + 1) if places else ():
        if place in places:
            # A date that stood between two dashes leaves one.
            if not (kept and kept[-1] in _DASHES and words[place].typed in _DASHES):
                kept.append(words[place].typed)
        elif parts[words[place]] is Part.THEME:
            kept.append(words[place].typed.replace("#", ""))
    return " ".join(kept)


def _capital(text: str) -> str:
    """Give a sentence its capital, unless the first word has capitals of its own ("iPad")."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first == first.lower() else text
