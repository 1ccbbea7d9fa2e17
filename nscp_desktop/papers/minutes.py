"""Minutes: header and register, numbered items, actions, next meeting, three appendices (model M5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.papers import actions as action_lines
from nscp_desktop.papers.agenda import next_line
from nscp_desktop.papers.attendance import first_appendix, second_appendix
from nscp_desktop.papers.blocks import (
    Block,
    Heading,
    Items,
    Marked,
    PageBreak,
    Paper,
    Paragraph,
    Tone,
    Voice,
    bold,
    quiet,
    words,
)
from nscp_desktop.papers.breakouts import appendix_3, summary
from nscp_desktop.papers.fingerprint import finished
from nscp_desktop.papers.letterhead import Copy, Edition, Held, Letterhead, Status, dated, time_and_place
from nscp_desktop.papers.opening import opening
from nscp_desktop.papers.register import Notes, others_line, present_table
from nscp_desktop.papers.wording import after_to, capital, paragraphs, spelled, stopped, weekday
from nscp_desktop.papers.youth import asks
from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.capture_reason import because
from nscp_desktop.rules.footnotes import minutes_time
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from datetime import date, time

    from nscp_desktop.papers.entries import Action, Ask, Breakout, Challenge, Decision, Outcome
    from nscp_desktop.papers.people import Register
    from nscp_desktop.papers.year import Year

_POINTS = frozenset("-•*–")


@dataclass(frozen=True, slots=True)
class LastMinutes:
    """What was made of the minutes of the meeting before."""

    of: date
    agreed: bool
    subject_to: str = ""


@dataclass(frozen=True, slots=True)
class Adjourned:
    """A break while an item was under way; ``resumed`` None: the meeting closed without going on.

    ``on`` is the day on which it went on, where that was a later one.
    """

    at: time
    resumed: time | None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemMinuted:
    """An item as it went.

    ``notes`` are plain prose; a line is a paragraph, one that begins with "- " a point of a list.
    ``duty`` is the word of rules.agenda.Duty ("apologies", "close"). ``carried`` says where an item
    that was not reached went ("to the meeting of 9 March 2027"). ``brought`` are the lines that the groups
    bring before the Chairs meeting.
    """

    number: str
    title: str
    notes: str = ""
    duty: str = ""
    statement_read: time | None = None
    last_minutes: LastMinutes | None = None
    matters: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    asks: tuple[Ask, ...] = ()
    breakout: Breakout | None = None
    carried: str = ""
    restricted: bool = False
    brought: tuple[str, ...] = ()
    adjourned: tuple[Adjourned, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An earlier version that was withdrawn: its fingerprint, when and why; ``replaced`` by one without those words."""

    version: int
    fingerprint: str
    on: date
    reason: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class MinutesContent:
    """Everything minutes print. ``other_actions`` belong to no item; ``year`` None leaves Appendix 2 out."""

    letterhead: Letterhead
    held: Held
    edition: Edition
    register: Register
    items: tuple[ItemMinuted, ...]
    other_actions: tuple[Action, ...] = ()
    next_meeting: Held | None = None
    distribution: tuple[str, ...] = ()
    alternative_formats: str = ""
    year: Year | None = None
    withdrawn: tuple[Withdrawn, ...] = ()


def compose(content: MinutesContent, copy: Copy = Copy.FULL, size: int = 12) -> Paper:
    """Minutes of a meeting. A partner or public copy withholds restricted items and actions and says so.

    The public copy also leaves out Appendices 1 and 2, which name people.
    """
    title = f"Minutes, {content.letterhead.short}, {long_date(content.held.on)}"
    foot = dated(content.letterhead, content.held, "minutes", content.edition, copy)
    return finished(title, content.letterhead.partnership, foot, size, lambda at: _blocks(content, copy, at))


def _blocks(content: MinutesContent, copy: Copy, size: int) -> tuple[Block, ...]:
    blocks = _head(content, copy)
    for item in content.items:
        blocks += _item(item, content, copy, size)
    blocks += _from_this_meeting(content, copy)
    blocks += next_line(content.next_meeting)
    if content.distribution and copy is not Copy.PUBLIC:
        blocks.append(Paragraph(words(bold("Distribution"), f" {stopped(and_list(content.distribution))}")))
    blocks.append(Paragraph(words(bold("Approval"), f" {_approval(content.edition)}")))
    if content.alternative_formats:
        blocks.append(Paragraph(words(content.alternative_formats), Voice.SMALL))
    blocks += _appendices(content, copy, size)
    return tuple(blocks)


def _head(content: MinutesContent, copy: Copy) -> list[Block]:
    """The header, the register, its lines and footnotes."""
    held = content.held
    lead = f"Minutes of the meeting held on {weekday(held.on)}"
    meta = f"{time_and_place(held)}. {_standing(content.edition)}."
    blocks = opening(content.letterhead, content.letterhead.group, lead, meta)
    blocks += [Paragraph(words(_withdrawn(one)), Voice.SMALL) for one in content.withdrawn]
    if copy is not Copy.FULL:
        blocks.append(Marked(capital(f"{copy} copy"), words(_edited(content, copy)), Tone.WITHHELD))
    notes = Notes()
    if content.register.present:
        blocks.append(present_table(content.register, notes))
    else:
        blocks.append(Paragraph(words("Nobody has been marked present.")))
    others = others_line(content.register, notes)
    if others is not None:
        blocks.append(others)
    blocks += notes.block()
    return blocks


def _withdrawn(one: Withdrawn) -> str:
    replaced = " and replaced by a redacted one" if one.replaced else ""
    return (
        f"Version {one.version}, fingerprint {one.fingerprint}, was withdrawn on {long_date(one.on)}{replaced}: "
        f"{stopped(one.reason)}"
    )


def _standing(edition: Edition) -> str:
    """The status in a sentence: "Draft 1, not yet agreed"."""
    if edition.status is Status.AGREED:
        on = f" on {long_date(edition.agreed_on)}" if edition.agreed_on else ""
        return f"Agreed as a correct record{on}, version {edition.version}"
    circulated = ", circulated" if edition.status is Status.CIRCULATED else ""
    return f"Draft {edition.version}{circulated}, not yet agreed"


def _edited(content: MinutesContent, copy: Copy) -> str:
    """What this copy leaves out."""
    withheld = sum(
        item.restricted or (item.breakout is not None and item.breakout.restricted) for item in content.items
    )
    said = "This is an edited copy." if withheld or copy is Copy.PUBLIC else "Nothing is withheld."
    if withheld:
        stands = (
            "is withheld and says so where it stands"
            if withheld == 1
            else "are withheld and say so where they stand"
        )
        said += f" {capital(spelled(withheld, 'item'))} {stands}."
    if copy is Copy.PUBLIC:
        said += " Appendices 1 and 2 and the distribution list, which name people, are left out."
    return said


def _item(item: ItemMinuted, content: MinutesContent, copy: Copy, size: int) -> list[Block]:
    """An item under its number, or the words that it is withheld."""
    blocks: list[Block] = [Heading(2, words(item.title), item.number)]
    if item.restricted and copy is not Copy.FULL:
        return [
            *blocks,
            Marked("Withheld", words(f"This item is left out of the {copy} copy."), Tone.WITHHELD),
        ]
    if item.restricted:
        said = words("This item is left out of partner and public copies.")
        blocks.append(Marked("Restricted", said, Tone.WITHHELD))
    said_of_duty = _of_duty(item, content)
    body = [
        *said_of_duty,
        *_points(list(item.brought)),
        *_prose(item.notes),
        *_matters(item, content, copy),
        *asks(item.asks, size),
    ]
    if item.breakout is not None:
        body += _breakout_summary(item.breakout, copy)
    body += _set_apart(item, copy)
    if item.carried:
        body.append(
            Paragraph(words(f"This item was not reached and is carried forward {stopped(item.carried)}"))
        )
    return blocks + (body or [Paragraph(words(quiet("Nothing was recorded under this item.")))])


def _of_duty(item: ItemMinuted, content: MinutesContent) -> list[Block]:
    """The sentences that follow from what was recorded rather than written."""
    said: list[str] = []
    if item.statement_read is not None:
        said.append(f"The confidentiality statement was read at {minutes_time(item.statement_read)}.")
    if item.duty == "apologies" and (content.register.apologies or content.register.present):
        said.append("Apologies and deputies are listed above.")
    if item.last_minutes is not None:
        said.append(_last_minutes(item.last_minutes))
    said += [_adjourned(one) for one in item.adjourned]
    if item.duty == "close" and content.held.ends is not None:
        said.append(f"The meeting closed at {minutes_time(content.held.ends)}.")
    return [Paragraph(words(sentence)) for sentence in said]


def _adjourned(one: Adjourned) -> str:
    began = f"The meeting adjourned at {minutes_time(one.at)}"
    if one.resumed is None:
        return f"{began} and did not resume."
    on = f" on {long_date(one.on)}" if one.on else ""
    return f"{began} and resumed at {minutes_time(one.resumed)}{on}."


def _last_minutes(last: LastMinutes) -> str:
    if not last.agreed:
        return f"The minutes of {long_date(last.of)} were not agreed and come back to the next meeting."
    subject = f", subject to: {stopped(last.subject_to)}" if last.subject_to else "."
    return f"The minutes of {long_date(last.of)} were agreed as a correct record{subject}"


def _prose(notes: str) -> list[Block]:
    """The notes as paragraphs and lists."""
    blocks: list[Block] = []
    points: list[str] = []
    for line in paragraphs(notes):
        if line[0] in _POINTS and line[1:2] in {"", " "}:
            points.append(line[2:].strip())
            continue
        blocks += _points(points)
        points = []
        blocks.append(Paragraph(words(line)))
    return blocks + _points(points)


def _points(points: list[str]) -> list[Block]:
    entries = tuple(words(point) for point in points if point)
    return [Items(entries)] if entries else []


def _matters(item: ItemMinuted, content: MinutesContent, copy: Copy) -> list[Block]:
    kept, left_out = action_lines.shown(item.matters, copy)
    blocks: list[Block] = [action_lines.matters(kept, content.held.on)] if kept else []
    if item.duty == "matters" and not item.matters:
        blocks.append(Paragraph(words("No actions were open.")))
    return [*blocks, action_lines.withheld(left_out)] if left_out else blocks


def _breakout_summary(breakout: Breakout, copy: Copy) -> list[Block]:
    if breakout.restricted and copy is not Copy.FULL:
        return [Marked("Withheld", words(f"This breakout is left out of the {copy} copy."), Tone.WITHHELD)]
    return list(summary(breakout))


def _set_apart(item: ItemMinuted, copy: Copy) -> list[Block]:
    """Decisions, actions, outcomes and challenges, each behind its bar."""
    blocks: list[Block] = [Marked("Decision", words(_decision(one)), Tone.DECISION) for one in item.decisions]
    kept, left_out = _actions_of(item, copy)
    blocks += [action_lines.marked(action) for action in kept]
    if left_out:
        blocks.append(action_lines.withheld(left_out))
    blocks += [Marked("Outcome", words(_outcome(one)), Tone.OUTCOME) for one in item.outcomes]
    blocks += [Marked("Challenge", words(_challenge(one)), Tone.CHALLENGE) for one in item.challenges]
    return blocks


def _decision(decision: Decision) -> str:
    """Give "Adopt the toolkit, because it is the one schools already hold."."""
    text = decision.text.strip()
    if not decision.reason:
        return stopped(text)
    reason = decision.reason.strip()
    why = because(reason)
    if why != reason:
        why = because(after_to(reason))
    return stopped(f"{text.removesuffix('.')}, {why}")


def _outcome(outcome: Outcome) -> str:
    whose = outcome.organisation or ("Together" if outcome.together else "")
    about = ", ".join(part for part in (whose, outcome.theme) if part)
    return f"{stopped(outcome.text)} {stopped(about)}".rstrip()


def _challenge(challenge: Challenge) -> str:
    said = stopped(challenge.text)
    if challenge.raised_with:
        said += f" Raised with {stopped(challenge.raised_with)}"
    return said + (f" Answer: {stopped(challenge.answer)}" if challenge.answer else "")


def _actions_of(item: ItemMinuted, copy: Copy) -> tuple[tuple[Action, ...], int]:
    """The actions of an item, those of its breakout rooms among them, that a copy may print.

    A restricted item or breakout takes all its actions with it; the number says how many are left out.
    """
    own, breakout = item.actions, item.breakout
    rooms = tuple(action for room in breakout.rooms for action in room.actions) if breakout else ()
    if copy is not Copy.FULL and item.restricted:
        return (), len(own) + len(rooms)
    if copy is not Copy.FULL and breakout is not None and breakout.restricted:
        kept, left_out = action_lines.shown(own, copy)
        return kept, left_out + len(rooms)
    return action_lines.shown(own + rooms, copy)


def _from_this_meeting(content: MinutesContent, copy: Copy) -> list[Block]:
    """The table of actions; those of withheld items are counted, not shown."""
    parts = [_actions_of(item, copy) for item in content.items]
    parts.append(action_lines.shown(content.other_actions, copy))
    kept = tuple(action for some, _ in parts for action in some)
    left_out = sum(hidden for _, hidden in parts)
    blocks: list[Block] = [Heading(2, words("Actions from this meeting"))]
    if kept:
        blocks.append(action_lines.table(kept))
    elif not left_out:
        blocks.append(Paragraph(words("No actions were recorded.")))
    return [*blocks, action_lines.withheld(left_out)] if left_out else blocks


def _approval(edition: Edition) -> str:
    if edition.status is not Status.AGREED:
        return "To be agreed as a correct record at the next meeting."
    on = f" on {long_date(edition.agreed_on)}" if edition.agreed_on else ""
    subject = f", subject to: {stopped(edition.subject_to)}" if edition.subject_to else "."
    return f"Agreed as a correct record{on}{subject}"


def _appendices(content: MinutesContent, copy: Copy, size: int) -> list[Block]:
    blocks: list[Block] = []
    if copy is not Copy.PUBLIC:
        blocks += [PageBreak(), *first_appendix(content.letterhead, content.held, content.register)]
        if content.year is not None:
            blocks += [PageBreak(landscape=True), *second_appendix(content.letterhead, content.year, size)]
    breakouts = tuple(
        item.breakout
        for item in content.items
        if item.breakout is not None
        and item.breakout.rooms
        and (copy is Copy.FULL or not (item.restricted or item.breakout.restricted))
    )
    if breakouts:
        head = (
            PageBreak(),
            Paragraph(words(content.letterhead.partnership), Voice.OVER),
            Heading(1, words("Breakout notes"), "Appendix 3"),
            Paragraph(
                words(f"{content.letterhead.group}, {long_date(content.held.on)}. By room, without names."),
                Voice.QUIET,
            ),
        )
        blocks += [*head, *appendix_3(breakouts)]
    return blocks
