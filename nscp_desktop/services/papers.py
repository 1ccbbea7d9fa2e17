"""Papers out of the records: agenda, minutes, attendance and action log, composed as blocks at either size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlmodel import col

from nscp_desktop.papers import actions as action_papers
from nscp_desktop.papers import agenda as agenda_papers
from nscp_desktop.papers import attendance as attendance_papers
from nscp_desktop.papers import minutes as minutes_papers
from nscp_desktop.papers.actions import ActionLogContent
from nscp_desktop.papers.agenda import AgendaContent, AgendaLine
from nscp_desktop.papers.attendance import AttendanceContent
from nscp_desktop.papers.letterhead import Copy, Edition, Status
from nscp_desktop.records import Action
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.rules.meetings import GONE, MinutesState
from nscp_desktop.rules.minutes import MINUTES
from nscp_desktop.rules.year import Year, long_date
from nscp_desktop.services import agenda as agendas
from nscp_desktop.services import entries, parking, partnership, people
from nscp_desktop.services.action_rows import rows_in
from nscp_desktop.services.chairs import brought_in, unwritten_in
from nscp_desktop.services.issued import last_issued_in
from nscp_desktop.services.item_numbers import item_numbers_in
from nscp_desktop.services.letterhead import held, letterhead, next_held_in, planned
from nscp_desktop.services.meeting_facts import facts_in
from nscp_desktop.services.minutes_content import minutes_content
from nscp_desktop.services.paper_rows import papers_in
from nscp_desktop.services.register import load
from nscp_desktop.services.register_content import register_content
from nscp_desktop.services.year import first_month, group_records, reporting_year
from nscp_desktop.services.year_content import year_content

if TYPE_CHECKING:
    from sqlmodel import Session

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.papers.minutes import MinutesContent
    from nscp_desktop.services.action_rows import ActionRow
    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.services.chairs import Brought
    from nscp_desktop.services.issued import Issued
    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.store import Store

_ISSUED = Edition(Status.ISSUED)


def agenda(store: Store, meeting_id: str, size: int = 12) -> Paper:
    """The agenda of a meeting at 12 or 16 points; refuses (``Unknown``) a meeting that is not there."""
    with store.read() as session:
        facts = facts_in(session, meeting_id)
        rows = agendas.agenda_in(session, meeting_id).rows
        parked = parking.came_from(session, tuple(row.item_id for row in rows if row.only_here))
        chairs = [one for one in people.members_on(session, facts.group_id, facts.date) if one.co_chair]
        brought = brought_in(session, facts, rows)
        missing = unwritten_in(session, facts) if brought else ()
        attached = papers_in(session, meeting_id, (row.item_id for row in rows))
        content = AgendaContent(
            letterhead=letterhead(store, "agenda", facts.group_id),
            held=planned(facts),
            edition=_ISSUED,
            lines=tuple(
                replace(
                    _line(row, parked.get(row.item_id), _under(row, brought.get(row.item_id, ()), missing)),
                    attached=tuple(one.title for one in attached.get(row.item_id, ())),
                    restricted=row.restricted,
                )
                for row in rows
            ),
            co_chairs=tuple(dict.fromkeys(f"{one.name} ({one.organisation})" for one in chairs)),
            next_meeting=next_held_in(session, facts.group_id, facts.date),
            alternative_formats=partnership.wording(store, "alternative formats"),
            notice=_notice(session, facts),
        )
    return agenda_papers.compose(content, Copy.FULL, size)


def _notice(session: Session, facts: MeetingFacts) -> str:
    """That a meeting is not held on its day, and why; empty for any other."""
    if facts.status not in GONE:
        return ""
    moved = None if facts.moved_to_id is None else facts_in(session, facts.moved_to_id).date
    said = f"This meeting is moved to {long_date(moved)}" if moved else f"This meeting is {facts.status}"
    return f"{said}: {facts.reason}" if facts.reason else said


def _under(row: AgendaRow, brought: tuple[Brought, ...], missing: tuple[str, ...]) -> tuple[str, ...]:
    """What stands under an item of the Chairs meeting, and which groups have yet to write what changed."""
    said = tuple(one.words for one in brought)
    asked = row.duty is Duty.WHAT_CHANGED and missing
    return (*said, f"Not written yet: {'; '.join(missing)}.") if asked else said


def _line(row: AgendaRow, parked_on: date | None, under: tuple[str, ...]) -> AgendaLine:
    return AgendaLine(
        number=str(row.number),
        starts=row.starts,
        minutes=row.minutes,
        title=row.title,
        kind=row.kind,
        lead=_lead(row),
        paper=row.paper,
        local=row.local,
        carried="" if parked_on is None else f"from {long_date(parked_on)}",
        detail="\n".join(under),
    )


def _lead(row: AgendaRow) -> str:
    """Who leads; a speaker with the organisation they come from."""
    speaks = row.kind is ItemKind.PRESENTATION and row.lead_organisation
    return f"{row.lead}, {row.lead_organisation}" if speaks else row.lead


@dataclass(frozen=True, slots=True)
class MinutesNow:
    """Minutes as they stand: their content under the edition it has now, and the last version issued.

    ``changed`` says that something differs from that version, or that none was issued.
    """

    content: MinutesContent
    last: Issued | None
    changed: bool


def minutes(store: Store, meeting_id: str, size: int = 12, copy: Copy = Copy.FULL) -> Paper:
    """The minutes of a meeting with their appendices; refuses (``Unknown``) a meeting that is not there.

    Their version is that of the last issued minutes while nothing in them has changed since, else the next.
    Restricted items are withheld from a partner or public copy.
    """
    return minutes_papers.compose(minutes_now(store, meeting_id).content, copy, size)


def minutes_now(store: Store, meeting_id: str) -> MinutesNow:
    """The content of a meeting's minutes and how it compares with what was issued."""
    with store.read() as session:
        edition = working_edition(facts_in(session, meeting_id))
        last = last_issued_in(session, meeting_id, MINUTES)
        content = minutes_content(store, meeting_id, edition)
    if last is None:
        return MinutesNow(content, None, changed=True)
    issued = replace(content, edition=replace(edition, status=last.status, version=last.version))
    agreed = (edition.status is Status.AGREED) == (last.status is Status.AGREED)
    if agreed and minutes_papers.compose(issued, Copy.FULL).furniture.fingerprint == last.printed:
        return MinutesNow(issued, last, changed=False)
    newer = replace(content, edition=replace(edition, version=last.version + 1))
    return MinutesNow(newer, last, changed=True)


def working_edition(facts: MeetingFacts) -> Edition:
    """The edition of minutes of which no version has been issued: a draft, or agreed."""
    state = Status.AGREED if facts.minutes_state is MinutesState.AGREED else Status.DRAFT
    return Edition(state, max(1, facts.minutes_version), facts.agreed_on, facts.agreed_subject_to)


def attendance(store: Store, meeting_id: str, size: int = 12) -> Paper:
    """Attendance of a meeting on its own: its register (Appendix 1) and the group's year up to it (Appendix 2)."""
    with store.read() as session:
        facts = facts_in(session, meeting_id)
        months = reporting_year(session, facts.date)
        records = group_records(session, facts.group_id, months.start, months.end, facts.date)
        content = AttendanceContent(
            letterhead=letterhead(store, "attendance", facts.group_id),
            edition=_ISSUED,
            held=held(store, facts),
            register=register_content(
                session, load(store, session, meeting_id), agendas.agenda_in(session, meeting_id)
            ),
            year=year_content(records, months),
        )
    return attendance_papers.compose(content, Copy.FULL, size)


def attendance_of_year(store: Store, group_id: str, start: int, size: int = 12) -> Paper:
    """The matrix of a group's reporting year on its own; ``start`` is the calendar year it begins in."""
    with store.read() as session:
        months = Year(date(start, first_month(session), 1))
        today = store.now().date()
        records = group_records(session, group_id, months.start, months.end, min(today, months.end))
        content = AttendanceContent(
            letterhead=letterhead(store, "attendance", group_id),
            edition=_ISSUED,
            year=year_content(records, months),
        )
    return attendance_papers.compose(content, Copy.FULL, size)


def action_log(store: Store, group_id: str | None, size: int = 12) -> Paper:
    """The action log of a group, or of all: every open action, and those closed in this reporting year."""
    today = store.now().date()
    with store.read() as session:
        months = reporting_year(session, today)
        chosen = [
            or_(
                col(Action.state) != ActionState.DONE,
                col(Action.closed_on).is_(None),
                col(Action.closed_on) >= months.start,
            )
        ]
        if group_id is not None:
            chosen.append(col(Action.group_id) == group_id)
        rows = rows_in(session, today, *chosen)
        meetings = {row.meeting_id for row in rows}
        numbers = item_numbers_in(session, meetings)
        restricted = entries.restricted_items_in(session, meetings)
    content = ActionLogContent(
        letterhead=letterhead(store, "action log", group_id),
        edition=_ISSUED,
        as_at=today,
        actions=tuple(
            entries.promised(
                row,
                _origin(row, numbers),
                restricted=(row.meeting_id, row.item_id or "") in restricted,
            )
            for row in rows
        ),
        scope=f"open actions, and those closed since {long_date(months.start)}",
    )
    return action_papers.compose(content, Copy.FULL, size)


def _origin(row: ActionRow, numbers: dict[tuple[str, str], int]) -> str:
    """Where an action was recorded: "item 5", "item 6, room 2"."""
    number = numbers.get((row.meeting_id, row.item_id or ""))
    parts = (f"item {number}" if number else "", f"room {row.room}" if row.room else "")
    return ", ".join(part for part in parts if part)
