"""Keep and remove: the rules of each group, what is due by them, and what was removed. Nothing goes by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.papers import minutes as minutes_papers
from nscp_desktop.papers.letterhead import Edition
from nscp_desktop.papers.letterhead import Status as Issue
from nscp_desktop.records import (
    Group,
    Holding,
    Meeting,
    Person,
    Purged,
    RetentionRule,
    Seat,
    meeting_point,
)
from nscp_desktop.rules.meetings import MinutesState, Status
from nscp_desktop.rules.retention import MOST_MONTHS, REMOVED_PERSON, What, covering, due_on
from nscp_desktop.services import holds, old_backups, papers, strikes
from nscp_desktop.services.meeting_facts import facts_in
from nscp_desktop.services.people import group_short
from nscp_desktop.services.tenure import not_ended
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.purge import Order, Target, purge
from nscp_desktop.store.wordings import ROUGH

if TYPE_CHECKING:
    from datetime import date, datetime

    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class GroupRules:
    """The rules of a group: after how many months its meetings and people who left are due (None: never).

    ``reduce_notes`` is whether working notes are reduced to the issued text when minutes are agreed.
    """

    group_id: str
    group: str
    meetings: int | None
    people: int | None
    reduce_notes: bool


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that is due: a meeting or a person, since when, and the hold that keeps it, if one does."""

    what: What
    subject_id: str
    words: str
    since: date
    held: str


@dataclass(frozen=True, slots=True)
class PurgedRow:
    """One removal: when (in the partnership's zone), of what kind, and how many fields, papers and labels went."""

    at: datetime
    kind: str
    number: int


# -- rules -------------------------------------------------------------------------------------------


def group_rules(store: Store) -> tuple[GroupRules, ...]:
    """The rules of every group, in the order of the groups."""
    with store.read() as session:
        found = {
            (one.group_id, one.what): one.months
            for one in session.exec(select(RetentionRule).where(col(RetentionRule.removed).is_(False)))
        }
        groups = session.exec(
            select(Group.id, Group.short).where(col(Group.removed).is_(False)).order_by(col(Group.position))
        ).all()
    return tuple(
        GroupRules(
            group_id, short, found.get((group_id, What.MEETINGS)), found.get((group_id, What.PEOPLE)),
            (group_id, What.NOTES) in found,
        )
        for group_id, short in groups
    )  # fmt: skip


def set_rule(store: Store, group_id: str, what: What, months: int | None) -> None:
    """Let a group keep something for so many months; None lets it keep it without end, the rule being off.

    For notes any number means that they are reduced when minutes are agreed. Refuses (``Refused``) a number
    that is none of 1 to 1,200, and (``Unknown``) a group that is not there.
    """
    if months is not None and what is not What.NOTES and not 1 <= months <= MOST_MONTHS:
        raise Refused(
            "A rule is for one month at least, and a hundred years at most. Nothing has been changed."
        )
    with store.read() as session:
        short = group_short(session, group_id)
        key = meeting_point("retention_rule", group_id, what.value)
        there = session.get(RetentionRule, key)
        now = None if there is None or there.removed else there.months
    if now == months:
        return
    with store.change(f"Change what {short} keeps") as session:
        record = session.get(RetentionRule, key) or RetentionRule(id=key, group_id=group_id, what=what.value)
        session.add(record)
        record.removed, record.months = months is None, months or 0


# -- what is due -------------------------------------------------------------------------------------


def due(store: Store) -> tuple[DueRow, ...]:
    """What the rules of the groups say is due today, the longest first; nothing goes by itself."""
    today = store.now().date()
    rules = {one.group_id: one for one in group_rules(store)}
    with store.read() as session:
        found = [*_meetings_due(session, rules, today), *_people_due(session, rules, today)]
    return tuple(sorted(found, key=lambda row: (row.since, row.words)))


def _meetings_due(session: Session, rules: dict[str, GroupRules], today: date) -> list[DueRow]:
    standing = holds.standing_in(session)
    gone = set(session.exec(select(Purged.record).where(Purged.kind == "meeting", Purged.table == "meeting")))
    columns: tuple[Any, ...] = (Meeting.id, Meeting.group_id, Meeting.date)
    held = session.exec(
        select(*columns).where(Meeting.status == Status.HELD, col(Meeting.removed).is_(False))
    )
    found = []
    for meeting_id, group_id, day in held:
        months = rules[group_id].meetings if group_id in rules else None
        if months is None or meeting_id in gone or due_on(day, months) > today:
            continue
        hold = covering(standing, holds.of_meeting(session, meeting_id)) if standing else None
        words = facts_in(session, meeting_id).words
        found.append(
            DueRow(What.MEETINGS, meeting_id, words, due_on(day, months), hold.words if hold else "")
        )
    return found


def _people_due(session: Session, rules: dict[str, GroupRules], today: date) -> list[DueRow]:
    """People who left every group, by the rule that keeps them longest."""
    standing = holds.standing_in(session)
    columns: tuple[Any, ...] = (Person, Holding, Seat.group_id)
    rows = session.exec(
        select(*columns)
        .join(Holding, col(Holding.person_id) == Person.id)
        .join(Seat, col(Seat.id) == Holding.seat_id)
        .where(
            col(Person.removed).is_(False),
            col(Person.same_as).is_(None),
            Person.name != REMOVED_PERSON,
            col(Holding.removed).is_(False),
        )
    )
    sat: dict[str, list[tuple[Holding, str]]] = {}
    names: dict[str, str] = {}
    for person, holding, group_id in rows:
        names[person.id] = person.name
        sat.setdefault(person.id, []).append((holding, group_id))
    found = []
    for person_id, held in sat.items():
        months = [rules[group_id].people if group_id in rules else None for _one, group_id in held]
        if None in months or not_ended([one for one, _group in held], today):
            continue
        since = max(
            due_on(one.ends, number)
            for (one, _group), number in zip(held, months, strict=True)
            if one.ends is not None and number is not None
        )
        if since <= today:
            concern = holds.of_person(session, frozenset({person_id}))
            hold = covering(standing, concern) if standing else None
            found.append(DueRow(What.PEOPLE, person_id, names[person_id], since, hold.words if hold else ""))
    return found


# -- holds, and what was removed ---------------------------------------------------------------------


def lift(store: Store, hold_id: str) -> str:
    """Lift a legal hold, and remove what was struck and kept only for it; gives a sentence."""
    hold = holds.lift_hold(store, hold_id)
    return f"The legal hold on {hold.subject} is lifted. {strikes.finish(store)}".strip()


def purged(store: Store) -> tuple[PurgedRow, ...]:
    """What was removed for good, newest first: when and how much, never what it said."""
    zone = store.now().tzinfo
    counts: dict[tuple[datetime, str], int] = {}
    with store.read() as session:
        for at, kind in session.exec(select(Purged.at, Purged.kind).where(col(Purged.removed).is_(False))):
            counts[at, kind] = counts.get((at, kind), 0) + 1
    rows = [PurgedRow(at.astimezone(zone), kind, number) for (at, kind), number in counts.items()]
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True))


# -- working notes behind agreed minutes -------------------------------------------------------------


def reducible(store: Store, meeting_id: str) -> bool:
    """Whether agreeing the minutes of a meeting is to reduce its working notes to the issued text.

    Only by the rule of its group, never under a legal hold, and only when the notes are what was last issued.
    """
    with store.read() as session:
        meeting = session.get_one(Meeting, meeting_id)
        rule = session.get(RetentionRule, meeting_point("retention_rule", meeting.group_id, What.NOTES.value))
        if rule is None or rule.removed:
            return False
        if covering(holds.standing_in(session), holds.of_meeting(session, meeting_id)) is not None:
            return False
    now = papers.minutes_now(store, meeting_id)
    if now.last is None:
        return False
    # The same words, whether or not they were agreed since.
    as_issued = Edition(now.last.status, now.last.version)
    agreed = now.content.edition if now.last.status is Issue.AGREED else as_issued
    paper = minutes_papers.compose(replace(now.content, edition=agreed))
    return paper.furniture.fingerprint == now.last.printed


def reduce_notes(store: Store, meeting_id: str) -> str:
    """Remove the working notes behind the agreed minutes of a meeting for good; gives a sentence.

    Earlier wordings go, and the words of what was struck or made something else; what the minutes say stays. The
    sentence names the backups that still hold them.
    Refuses (``Refused``) minutes that are not agreed, and what a legal hold covers.
    """
    with store.read() as session:
        meeting = session.get_one(Meeting, meeting_id)
        if meeting.minutes_state != MinutesState.AGREED:
            raise Refused("These minutes are not agreed yet. Nothing has been changed.")
        holds.refuse_held(session, holds.of_meeting(session, meeting_id))
        targets, since = _working(session, meeting_id), meeting.opened_at or store.now()
    purge(store, "Reduce working notes to the issued text", Order("notes", targets))
    # A share that does not answer must not hold up the close of a meeting: only this laptop is looked at.
    here, _there = old_backups.holding(store, since, None)
    held = old_backups.words(here, 0, "what they said before")
    return f"The working notes are reduced to the issued text. {held}".strip()


def _working(session: Session, meeting_id: str) -> tuple[Target, ...]:
    found: list[Target] = []
    for table in ("meeting_item", "action", "decision", "outcome", "challenge", "remark", "talk"):
        record: Any = RECORDS[table]
        rows = session.exec(select(record.id, record.removed).where(record.meeting_id == meeting_id))
        names = sorted(ROUGH[table])
        found += [Target(table, one, name, wordings=not removed) for one, removed in rows for name in names]
    return tuple(found)
