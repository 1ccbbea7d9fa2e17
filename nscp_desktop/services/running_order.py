"""The chair's running order out of the records: the agenda's times, whom to welcome, what is late, what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.papers import running_order as papers
from nscp_desktop.papers.letterhead import Edition, Status, time_and_place
from nscp_desktop.papers.running_order import LateAction, OrderLine, RunningOrderContent
from nscp_desktop.papers.wording import weekday
from nscp_desktop.records import Action, Holding, Person, Seat
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.rules.attendance import COUNTED, State
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import partnership, register
from nscp_desktop.services.action_rows import rows_in
from nscp_desktop.services.agenda import agenda_in
from nscp_desktop.services.letterhead import letterhead, next_held_in, planned
from nscp_desktop.services.meeting_facts import facts_in, last_meeting_in
from nscp_desktop.services.paper_rows import papers_in
from nscp_desktop.services.speakers import is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.rules.attendance import Entry
    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.store import Store


def running_order(store: Store, meeting_id: str, size: int = 12) -> Paper:
    """The chair's running order of a meeting at 12 or 16 points; refuses (``Unknown``) one that is not there.

    At 12 points the field's two-hour agenda is one page.
    """
    with store.read() as session:
        facts = facts_in(session, meeting_id)
        rows = agenda_in(session, meeting_id).rows
        entries = register.load(store, session, meeting_id).entries
        last = last_meeting_in(session, facts.group_id, facts.date)
        attached = papers_in(session, meeting_id, (row.item_id for row in rows))
        content = RunningOrderContent(
            letterhead=letterhead(store, "agenda", facts.group_id),
            held=planned(facts),
            edition=Edition(Status.ISSUED),
            lines=tuple(
                OrderLine(
                    str(row.number),
                    row.starts,
                    row.minutes,
                    row.title,
                    row.lead,
                    len(attached.get(row.item_id, ())),
                )
                for row in rows
            ),
            welcome=_welcome(session, facts, last, rows, entries),
            deputies=_deputies(entries),
            apologies=tuple(one.person.name for one in entries if one.state is State.APOLOGIES),
            late=_late(store, session, facts),
            say=_say(store, session, facts, last, rows),
        )
    return papers.compose(content, size)


def _welcome(
    session: Session,
    facts: MeetingFacts,
    last: MeetingFacts | None,
    rows: Sequence[AgendaRow],
    entries: Sequence[Entry],
) -> tuple[str, ...]:
    """Members who came to their seat since the last meeting, speakers on the agenda, guests on the register."""
    names: list[str] = []
    if last is not None:
        query: Any = (
            select(Person.name)
            .join(Holding, col(Holding.person_id) == col(Person.id))
            .join(Seat, col(Seat.id) == col(Holding.seat_id))
            .where(
                col(Seat.group_id) == facts.group_id,
                col(Holding.starts) > last.date,
                col(Holding.starts) <= facts.date,
                col(Holding.removed).is_(False),
                col(Seat.removed).is_(False),
            )
            .order_by(col(Person.name))
        )
        names += session.exec(query)
    # A lead such as "Speaker", or "Speaker to be found", is nobody who is greeted.
    names += [row.lead for row in rows if row.kind is ItemKind.PRESENTATION and is_name(row.lead)]
    names += [one.person.name for one in entries if one.capacity not in COUNTED]
    return tuple(dict.fromkeys(names))


def _deputies(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    names = {one.person_id: one.person.name for one in entries}
    return tuple(
        (names[one.deputy_id], one.person.name)
        for one in entries
        if one.state is State.DEPUTY and one.deputy_id in names
    )


def _late(store: Store, session: Session, facts: MeetingFacts) -> tuple[LateAction, ...]:
    """The group's open actions past their date, the oldest first."""
    today = store.now().date()
    rows = rows_in(
        session,
        today,
        col(Action.group_id) == facts.group_id,
        col(Action.state) != ActionState.DONE,
        col(Action.due) < today,
    )
    return tuple(
        LateAction(row.reference, row.text, row.owner, row.late_words)
        for row in sorted(rows, key=lambda row: (row.due, row.reference))
    )


def _say(
    store: Store, session: Session, facts: MeetingFacts, last: MeetingFacts | None, rows: Sequence[AgendaRow]
) -> tuple[tuple[str, str], ...]:
    """The words for each item that has some, with the item's number."""
    following = next_held_in(session, facts.group_id, facts.date)
    words = {
        Duty.WELCOME: partnership.wording(store, "confidentiality"),
        Duty.DECLARATIONS: partnership.wording(store, "declarations"),
        Duty.MINUTES: ""
        if last is None
        else f"Are the minutes of {long_date(last.date)} agreed as a correct record?",
        Duty.BREAKOUT: partnership.wording(store, "ground rules"),
        Duty.CLOSE: ""
        if following is None
        else f"We meet again on {weekday(following.on)}, {time_and_place(following)}.",
    }
    return tuple((str(row.number), words[row.duty]) for row in rows if words.get(row.duty))
