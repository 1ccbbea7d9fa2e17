"""Meetings as entries of a calendar: each once, under the id it had first, with how often it was changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, select

from nscp_desktop.records import Meeting
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import partnership, rounds
from nscp_desktop.services.meeting_facts import facts, facts_in, list_meetings
from nscp_desktop.store.tables import LogRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.store import Store

_FIELDS = ("date", "starts", "ends", "mode", "venue", "kind", "status", "moved_to_id")
"""What a calendar shows of a meeting: a change of one of these is a new version of its entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting in a calendar; ``first_id`` is the meeting it was moved from, at the very first."""

    facts: MeetingFacts
    first_id: str
    sequence: int
    time_zone: str

    @property
    def description(self) -> str:
        """Its round in words: "Round 5 of 6, January 2027: Neglect of older children"."""
        one = self.facts
        title = f": {one.round_title}" if one.round_title else ""
        return f"Round {one.round_number} of {one.rounds_in_year}, {one.round_month:%B %Y}{title}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a calendar file can be made of: its name, and its meetings."""

    title: str
    meeting_ids: tuple[str, ...]

    @property
    def words(self) -> str:
        """The choice with how many meetings it has: "Breckland LSCG 2026-27, 6 meetings"."""
        return f"{self.title}, {counted(len(self.meeting_ids), 'meeting')}"


def choices(store: Store, meeting_id: str | None, group_id: str | None, year: int) -> tuple[Choice, ...]:
    """What there is to save: the meeting, its group's year (or that of ``group_id``), and the year of every group.

    Meetings that were moved stand in it once, on their new day.
    """
    found = []
    if meeting_id is not None:
        one = facts(store, meeting_id)
        found.append(Choice(one.words, (meeting_id,)))
        group_id = group_id or one.group_id
    whole = [one for one in list_meetings(store, year=year) if one.status is not Status.REARRANGED]
    words = rounds.year_words(year)
    if group_id is not None:
        ours = tuple(one.id for one in whole if one.group_id == group_id)
        found.append(Choice(f"{partnership.group(store, group_id).short} {words}", ours))
    found.append(Choice(f"Every group {words}", tuple(one.id for one in whole)))
    return tuple(one for one in found if one.meeting_ids)


def entries(store: Store, meeting_ids: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of these meetings by day; one that was moved is its new one. Refuses (``Unknown``) an unknown."""
    zone = partnership.partnership(store).time_zone
    with store.read() as session:
        moved = session.exec(
            select(Meeting.id, col(Meeting.moved_to_id)).where(
                col(Meeting.removed).is_(False), col(Meeting.moved_to_id).is_not(None)
            )
        ).all()
        on, back = dict(moved), {new: old for old, new in moved}
        last: dict[str, MeetingFacts] = {}
        for meeting_id in meeting_ids:
            one = meeting_id
            while one in on:
                one = on[one] or ""
            last[one] = facts_in(session, one)
        found = [_entry(session, one, back, zone) for one in last.values()]
    return tuple(sorted(found, key=lambda one: (one.facts.date, one.facts.starts, one.facts.group_short)))


def _entry(session: Session, one: MeetingFacts, back: dict[str | None, str], zone: str) -> Entry:
    chain = [one.id]
    while chain[-1] in back:
        chain.append(back[chain[-1]])
    changes = session.exec(
        select(func.count()).where(
            LogRow.table == "meeting", col(LogRow.record).in_(chain), col(LogRow.field).in_(_FIELDS)
        )
    ).one()
    return Entry(one, chain[-1], changes, zone)
