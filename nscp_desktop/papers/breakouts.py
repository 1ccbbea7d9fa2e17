"""Breakouts on paper: a card for each room, the summary at the item, Appendix 3 without names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import (
    Block,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Text,
    Voice,
    bold,
    quiet,
    words,
)
from nscp_desktop.papers.fingerprint import finished
from nscp_desktop.papers.letterhead import Copy, Edition, Held, Letterhead, dated
from nscp_desktop.papers.opening import opening
from nscp_desktop.papers.wording import capital, spelled, stopped, weekday
from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from nscp_desktop.papers.entries import Action, Answers, Breakout, Room


@dataclass(frozen=True, slots=True)
class RoomCard:
    """A room before it opens: who helps it along, who writes, who is in it."""

    name: str
    facilitator: str = ""
    scribe: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BreakoutContent:
    """Cards for the rooms of one breakout item. ``clock``: minutes and what they are for."""

    letterhead: Letterhead
    held: Held
    edition: Edition
    title: str
    minutes: int
    questions: tuple[str, ...]
    rooms: tuple[RoomCard, ...]
    ground_rules: tuple[str, ...] = ()
    clock: tuple[tuple[int, str], ...] = ()
    front_door: str = ""


def compose(content: BreakoutContent, copy: Copy = Copy.FULL, size: int = 12) -> Paper:
    """One card a page for each room: questions, clock, ground rules, names."""
    title = f"Breakout cards, {content.letterhead.short}, {long_date(content.held.on)}"
    foot = dated(content.letterhead, content.held, "breakout cards", content.edition, copy)
    return finished(title, content.letterhead.partnership, foot, size, lambda _: _cards(content))


def summary(breakout: Breakout) -> tuple[Paragraph, ...]:
    """What minutes say at the item: how many rooms, what came back most, where the notes are."""
    rooms = len(breakout.rooms)
    if not rooms:
        return ()
    said = [f"{capital(spelled(rooms, 'room'))}."]
    if breakout.shared:
        points = [
            f"{point.text.strip().removesuffix('.')} ({point.rooms} of {rooms} {'room' if rooms == 1 else 'rooms'}"
            + (f": {and_list(point.sectors)})" if point.sectors else ")")
            for point in breakout.shared
        ]
        said.append(f"What came back most: {'; '.join(points)}.")
    if any(room.answers for room in breakout.rooms):
        said.append("The notes of each room are in Appendix 3.")
    return (Paragraph(words(" ".join(said))),)


def appendix_3(breakouts: tuple[Breakout, ...]) -> tuple[Block, ...]:
    """The notes of each room by question, without names; the best points of a room stand out."""
    blocks: list[Block] = []
    for breakout in breakouts:
        blocks.append(Heading(2, words(breakout.title), f"Item {breakout.number}" if breakout.number else ""))
        for room in breakout.rooms:
            blocks += _room(room)
    return tuple(blocks)


def _room(room: Room) -> list[Block]:
    made_of = [spelled(room.people, "person", "people")] if room.people else []
    made_of += [and_list(room.sectors)] if room.sectors else []
    blocks: list[Block] = [Heading(3, words(room.name))]
    if made_of:
        blocks.append(Paragraph(words(capital(": ".join(made_of)) + "."), Voice.SMALL))
    answers = [_answers(answer) for answer in room.answers if answer.points]
    blocks += [block for pair in answers for block in pair]
    if not answers:
        blocks.append(Paragraph(words("This room left no notes.")))
    if room.actions:
        blocks.append(Paragraph(words(bold("Actions"), " ", "; ".join(map(_deed, room.actions)) + ".")))
    return blocks


def _answers(answers: Answers) -> tuple[Block, ...]:
    points: tuple[Text, ...] = tuple(
        words(bold(point) if index in answers.best else point) for index, point in enumerate(answers.points)
    )
    return (Paragraph(words(quiet(stopped(answers.question))), keeps_next=True), Items(points))


def _deed(action: Action) -> str:
    return f"{action.reference} {action.text.strip().removesuffix('.')}".strip()


def _cards(content: BreakoutContent) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for room in content.rooms:
        blocks.append(PageBreak())
        meta = f"{content.letterhead.group}, {weekday(content.held.on)}. {content.minutes} minutes."
        blocks += opening(content.letterhead, room.name, content.title, meta)
        roles = (
            ("Facilitator", room.facilitator),
            ("Scribe", room.scribe),
            ("In this room", and_list(room.people)),
        )
        for label, who in roles:
            if who:
                blocks.append(Paragraph(words(bold(label), f" {who}")))
        if content.ground_rules:
            blocks += [Heading(2, words("Ground rules")), Items(tuple(map(words, content.ground_rules)))]
        if content.clock:
            parts = tuple(words(bold(f"{minutes} minutes"), f" {what}") for minutes, what in content.clock)
            blocks += [Heading(2, words("Clock")), Items(parts)]
        if content.questions:
            blocks += [
                Heading(2, words("Questions")),
                Items(tuple(map(words, content.questions)), numbered=True),
            ]
        if content.front_door:
            said = f"If a child may be at risk, ring {content.front_door} now; do not write it here."
            blocks.append(Paragraph(words(bold(said))))
    if not content.rooms:
        blocks += opening(content.letterhead, content.title, "", "No rooms have been made yet.")
    return tuple(blocks)
