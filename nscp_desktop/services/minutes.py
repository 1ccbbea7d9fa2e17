"""The minutes of a meeting as text to put right, and their versions: issued, agreed, kept exactly as they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlmodel import col, select

from nscp_desktop.errors import Refused
from nscp_desktop.papers import minutes as minutes_papers
from nscp_desktop.papers.letterhead import Status
from nscp_desktop.records import Group, IssuedPaper, Meeting
from nscp_desktop.rules.capture import Kind
from nscp_desktop.rules.capture_reason import because
from nscp_desktop.rules.meetings import MinutesState
from nscp_desktop.rules.meetings import Status as HowFar
from nscp_desktop.rules.minutes import MINUTES, Standing, standing
from nscp_desktop.rules.register_gaps import gaps
from nscp_desktop.rules.wording import line
from nscp_desktop.services import agenda as agendas
from nscp_desktop.services import captured, papers, partnership, retention
from nscp_desktop.services.issued import Issued, as_issued, issued_in
from nscp_desktop.services.meeting_facts import MeetingFacts, facts, facts_in, spelt
from nscp_desktop.services.notes import write as write_note
from nscp_desktop.services.register import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.papers.minutes import Withdrawn
    from nscp_desktop.services.action_rows import ActionRow
    from nscp_desktop.services.captured import CapturedRow
    from nscp_desktop.store import Store

__all__ = [
    "EntryText", "Issued", "ItemText", "MinutesRow", "MinutesView", "agree", "as_issued", "issue",
    "list_minutes", "minutes_text", "versions", "write_note",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryText:
    """Something recorded at an item: its kind in a word ("Action B-2701-03"), its words, and what belongs to it.

    ``aside`` is an action's owner and date, a decision's reason, a theme. ``table`` and ``record_id`` are
    for :func:`nscp_desktop.services.captured.correct_text`.
    """

    table: str
    record_id: str
    kind: Kind
    label: str
    text: str
    aside: str


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item of the minutes: its note, which may be put right, and what was recorded at it."""

    item_id: str
    number: int
    title: str
    note: str
    restricted: bool
    entries: tuple[EntryText, ...]


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The minutes of a meeting beside their print.

    ``gaps`` are sentences: what the register still lacks before the minutes can be issued.
    """

    meeting: MeetingFacts
    standing: Standing
    items: tuple[ItemText, ...]
    gaps: tuple[str, ...]
    versions: tuple[Issued, ...]

    @property
    def agreed(self) -> bool:
        """Whether the minutes are agreed as a correct record."""
        return self.meeting.minutes_state is MinutesState.AGREED


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """A meeting that has minutes, in a list."""

    meeting_id: str
    group: str
    on: date
    standing: Standing


def list_minutes(store: Store) -> tuple[MinutesRow, ...]:
    """Every meeting with minutes, newest first; one question, however many years."""
    today = store.now().date()
    days = partnership.partnership(store).days_to_issue_minutes
    issued = (
        select(col(IssuedPaper.meeting_id), func.max(IssuedPaper.version).label("version"))
        .where(IssuedPaper.paper == MINUTES, col(IssuedPaper.removed).is_(False))
        .group_by(col(IssuedPaper.meeting_id))
        .subquery()
    )
    columns: tuple[Any, ...] = (
        Meeting.id, Group.short, Meeting.date, Meeting.minutes_state, func.coalesce(issued.c.version, 0),
    )  # fmt: skip
    with store.read() as session:
        rows = session.exec(
            select(*columns)
            .select_from(Meeting)
            .join(Group, col(Group.id) == col(Meeting.group_id))
            .outerjoin(issued, issued.c.meeting_id == col(Meeting.id))
            .where(col(Meeting.removed).is_(False), Meeting.minutes_state != MinutesState.NONE)
            .order_by(col(Meeting.date).desc(), col(Group.position))
        )
        return tuple(
            MinutesRow(meeting_id, group, on, standing(MinutesState(state), version, on, today, days))
            for meeting_id, group, on, state, version in rows
        )


def minutes_text(store: Store, meeting_id: str) -> MinutesView:
    """The minutes of a meeting as text; refuses (``Unknown``) a meeting that is not there."""
    with store.read() as session:
        meeting = facts_in(session, meeting_id)
        rows = agendas.agenda_in(session, meeting_id).rows
        entries = _entries(store, meeting_id)
        issued = issued_in(session, meeting_id, MINUTES)
        lacking = gaps(load(store, session, meeting_id).entries)
    last = issued[-1].version if issued else 0
    days = partnership.partnership(store).days_to_issue_minutes
    return MinutesView(
        meeting=meeting,
        standing=standing(meeting.minutes_state, last, meeting.date, store.now().date(), days),
        items=tuple(
            ItemText(
                row.item_id, row.number, row.title, row.note, row.restricted, entries.get(row.item_id, ())
            )
            for row in rows
        ),
        gaps=tuple(gap.sentence for gap in lacking),
        versions=issued,
    )


def versions(store: Store, meeting_id: str) -> tuple[Issued, ...]:
    """The versions of a meeting's minutes that were issued, oldest first; :func:`as_issued` gives their bytes."""
    with store.read() as session:
        return issued_in(session, meeting_id, MINUTES)


def issue(
    store: Store,
    meeting_id: str,
    draw: Callable[[Paper, datetime], bytes],
    instead_of: Withdrawn | None = None,
) -> Issued:
    """Issue the minutes as they stand: ``draw`` makes the PDF, which is kept byte for byte under its version.

    ``instead_of`` is the version that is withdrawn with it: the new one prints its fingerprint and the reason.
    Issuing is not undone: a correction is a new version. Refuses a meeting that is not closed, a register
    that lacks something (E2), and minutes in which nothing has changed since they were last issued.
    """
    meeting = facts(store, meeting_id)
    if meeting.status is not HowFar.HELD:
        raise Refused(f"{meeting.words} is not closed yet, so its minutes cannot be issued.")
    with store.read() as session:
        lacking = gaps(load(store, session, meeting_id).entries)
    if lacking:
        raise Refused(f"{lacking[0].sentence} Settle this in the register first. Nothing has been changed.")
    now = papers.minutes_now(store, meeting_id)
    edition = now.content.edition
    if not now.changed:
        raise Refused(f"Nothing has changed since version {edition.version} was issued.")
    if edition.status is Status.DRAFT:
        edition = replace(edition, status=Status.CIRCULATED)
    withdrawn = (*now.content.withdrawn, *([instead_of] if instead_of else []))
    content = replace(now.content, edition=edition, withdrawn=tuple(sorted(withdrawn, key=_version_of)))
    paper = minutes_papers.compose(content)
    at = store.now()
    pdf = draw(paper, at)
    with store.change(f"Issue the minutes of {meeting.words}", undoable=False) as session:
        record = IssuedPaper(
            meeting_id=meeting_id, paper=MINUTES, version=edition.version, status=edition.status,
            fingerprint=store.keep(session, pdf), printed=paper.furniture.fingerprint, issued_at=at,
        )  # fmt: skip
        session.add(record)
        session.get_one(Meeting, meeting_id).minutes_version = edition.version
        return Issued(
            record.id, edition.version, edition.status, record.fingerprint, record.printed, record.issued_at
        )


def _version_of(one: Withdrawn) -> int:
    return one.version


def agree(store: Store, meeting_id: str, on: date, subject_to: str = "") -> str:
    """Agree the minutes of a meeting as a correct record on a day, ``subject_to`` these corrections.

    Where its group has the rule, the working notes are then reduced to the issued text, which cannot be undone;
    the sentence that is given says so, and is empty otherwise. Refuses a meeting that is not closed, minutes that are agreed already, and a day before the meeting.
    """
    meeting = facts(store, meeting_id)
    corrections = line(subject_to, "The corrections")
    if meeting.minutes_state is MinutesState.NONE:
        raise Refused(f"{meeting.words} has no minutes to agree yet. Nothing has been changed.")
    if meeting.minutes_state is MinutesState.AGREED:
        raise Refused(f"The minutes of {meeting.words} are agreed already. Nothing has been changed.")
    if on < meeting.date:
        raise Refused(f"Minutes cannot be agreed before their meeting on {spelt(meeting.date)}.")
    reduce = retention.reducible(store, meeting_id)
    with store.change(f"Agree the minutes of {meeting.words}") as session:
        record = session.get_one(Meeting, meeting_id)
        record.minutes_state = MinutesState.AGREED.value
        record.agreed_on, record.agreed_subject_to = on, corrections
    return retention.reduce_notes(store, meeting_id) if reduce else ""


# -- what was recorded ------------------------------------------------------------------------------


def _entries(store: Store, meeting_id: str) -> dict[str, tuple[EntryText, ...]]:
    """What was recorded at each item, the actions of its rooms last."""
    found: dict[str, tuple[EntryText, ...]] = {}
    for row in captured.rows(store, meeting_id):
        found[row.item_id] = (*found.get(row.item_id, ()), _entry(row))
    for action in captured.meeting_actions(store, meeting_id):
        if action.room:
            item_id = action.item_id or ""
            found[item_id] = (*found.get(item_id, ()), _action(action))
    return found


def _entry(row: CapturedRow) -> EntryText:
    if row.action is not None:
        return _action(row.action)
    label = "Note" if row.kind is Kind.NOTE else str(row.kind).capitalize()
    why = because(row.reason) if row.reason else ""
    reason = f"{why[:1].upper()}{why[1:]}"
    aside = " · ".join(part for part in (reason, row.theme) if part)
    return EntryText(row.table, row.record_id, row.kind, label, row.text, aside)


def _action(row: ActionRow) -> EntryText:
    """An action, with who is to do it by when; what is missing is said."""
    due = "no date yet" if row.due is None else f"due {row.due.day} {row.due:%B}"
    room = f"room {row.room}" if row.room else ""
    aside = " · ".join(part for part in (row.owner, due, room) if part)
    return EntryText("action", row.id, Kind.ACTION, f"Action {row.reference}", row.text, aside)
