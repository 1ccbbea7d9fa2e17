"""The capture line: one line in plain words becomes an action, a decision or another record.

``action joe to circulate the chronology page to A&E leads by 22 jan #neglect``

The first word says the kind (``!``, ``=`` and ``>`` are short for action, decision and youth
board); an owner, a date and themes are taken out of an action, a reason out of a decision. What
was not understood stays in the text: no word is ever lost, and nothing is guessed between two.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from nscp_desktop.rules.actions import ActionKind
from nscp_desktop.rules.capture_due import Due, find_due
from nscp_desktop.rules.capture_owner import OwnerFound, find_owner, find_owner_alone
from nscp_desktop.rules.capture_words import (
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
    "with_kind",
]

# Tags may stand before the kind. "Agreed" says it only where a colon or a dash sets it apart: much is agreed.
_KIND = re.compile(
    r"(?P<tags>\s*(?:#\S+\s+)*)"
    r"(?:(?P<word>action|decision|outcome|challenge|youth\s+(?:advisory\s+)?board|yab)(?=[\s:;,.–—]|-\s|$)"
    r"(?:\s*(?:[:;,.–—]|-(?=\s|$)))?|(?P<decided>decided(?=[\s:–—-]|$)(?:\s*(?:[:–—]|-(?=\s|$)))?|agreed\s*(?:[:–—]|-(?=\s|$)))|(?P<sign>[!=>]))",
    re.IGNORECASE,
)
_SIGNS = {"!": Kind.ACTION, "=": Kind.DECISION, ">": Kind.YOUTH_BOARD}
_DECIDED = re.compile(r"(?:it was |we |the group )?(?:agreed|decided|resolved)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"\W*because\W*(?:of\b\W*)?", re.IGNORECASE)
_DANGLING = " ,;:-–—"
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
    _found, begins, ends = _kind_of(text)
    rest = text[:begins].lstrip() + text[ends:].lstrip()
    return rest if kind is Kind.NOTE else f"{kind} {rest}"


def parse(text: str, context: CaptureContext, kind: Kind | None = None) -> Captured:
    """Understand a line; never refuses and never loses a word.

    ``kind`` is the one a button chose; the line's own kind word, if any, then counts as replaced.
    """
    own, begins, ends = _kind_of(text)
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
        _take(_because(_left(words, parts)), Part.REASON, parts)
    elif captured.kind is Kind.ACTION:
        captured, beside = _action(captured, words, parts, context)
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


def _kind_of(text: str) -> tuple[Kind | None, int, int]:
    """Give the kind the line begins with, if any, and where the words that say it begin and end."""
    found = _KIND.match(text)
    if found is None:
        return None, 0, 0
    begins = found.end("tags") if found["tags"].strip() else 0
    if found["sign"]:
        return _SIGNS[found["sign"]], begins, found.end()
    if found["decided"]:
        return Kind.DECISION, begins, found.end()
    word = found["word"].casefold()
    return (Kind.YOUTH_BOARD if word[0] == "y" else Kind(word)), begins, found.end()


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


def _because(words: Sequence[Word]) -> Sequence[Word]:
    """Give the words of a decision's reason, from its first "because" on."""
    for at, word in enumerate(words[:-1]):
        if word.bare == "because" and at:
            return words[at:]
    return ()


def _action(
    captured: Captured, words: Sequence[Word], parts: dict[Word, Part], context: CaptureContext
) -> tuple[Captured, str]:
    """Take owner and date out of an action, and name what it still needs; and who is beside the owner."""
    due, unclear = find_due(_left(words, parts), context.days)
    if due is not None and not due.kept:
        _take(due.words, Part.DUE, parts)
    # A tag that fits no theme stays in the text, but nobody is called by it.
    found = find_owner(tuple(word for word in _left(words, parts) if not _tag(word)), context)
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
    captured = replace(captured, owner_said=said, also=found.also)
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


def _suggestion(text: str, words: Sequence[Word], context: CaptureContext) -> Kind | None:
    """Give what a note looks like: an owner and a deed are an action, "agreed that ..." a decision."""
    if _DECIDED.match(text.lstrip()):
        return Kind.DECISION
    due, _ = find_due(words, context.days)
    left = [word for word in words if due is None or word not in due.words]
    return Kind.ACTION if find_owner(left, context) is not None else None


# What is recorded


def _written(
    captured: Captured, words: Sequence[Word], parts: dict[Word, Part], kind: Span, beside: str
) -> Captured:
    """Put the text together from the words left over, and mark what every word was taken for."""
    if captured.kind is Kind.NOTE:
        text, reason = captured.said.strip(), ""
    else:
        text = _capital(_joined(words, parts, Part.TEXT).strip(_DANGLING))
        reason = _BECAUSE.sub("", _joined(words, parts, Part.REASON))
    if beside:
        text = f"{text} ({beside})".strip()
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
    kept = []
    for place in range(min(places), max(places) + 1) if places else ():
        if place in places:
            kept.append(words[place].typed)
        elif parts[words[place]] is Part.THEME:
            kept.append(words[place].typed.replace("#", ""))
    return " ".join(kept)


def _capital(text: str) -> str:
    """Give a sentence its capital, unless the first word has capitals of its own ("iPad")."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first == first.lower() else text
