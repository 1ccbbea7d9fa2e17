"""Everything that the minutes of a meeting say, gathered from the records with few questions (model M5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.papers.letterhead import Edition, Status
from nscp_desktop.papers.minutes import Adjourned, ItemMinuted, LastMinutes, MinutesContent, Withdrawn
from nscp_desktop.records import Action, IssuedPaper, Meeting, Withdrawal
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.meetings import Status as HowFar
from nscp_desktop.rules.minutes import MINUTES
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import agenda as agendas
from nscp_desktop.services import entries, partnership
from nscp_desktop.services.action_rows import rows_in
from nscp_desktop.services.breakout_content import breakouts_in
from nscp_desktop.services.chairs import brought_in
from nscp_desktop.services.letterhead import held, letterhead, next_held_in
from nscp_desktop.services.meeting_facts import facts_in, last_meeting_in
from nscp_desktop.services.parking import went_to
from nscp_desktop.services.pauses import breaks_in
from nscp_desktop.services.register import load
from nscp_desktop.services.register_content import register_content
from nscp_desktop.services.year import group_records, reporting_year
from nscp_desktop.services.year_content import year_content

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from nscp_desktop.papers import entries as papers
    from nscp_desktop.services.agenda import Agenda, AgendaRow
    from nscp_desktop.services.chairs import Brought
    from nscp_desktop.services.meeting_facts import MeetingFacts
    from nscp_desktop.services.pauses import Break
    from nscp_desktop.store import Store

NOT_REACHED = "This item was not reached."
DISTRIBUTION = "members of the group and their deputies"
DRAFT = Edition(Status.DRAFT)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What was recorded at the meeting, by item."""

    at_items: entries.AtItems
    actions: dict[str, tuple[papers.Action, ...]]
    breakouts: dict[str, papers.Breakout]
    matters: tuple[papers.Action, ...]
    asks: tuple[papers.Ask, ...]
    brought: dict[str, tuple[Brought, ...]]
    breaks: tuple[Break, ...]


def minutes_content(store: Store, meeting_id: str, edition: Edition = DRAFT) -> MinutesContent:
    """The content of a meeting's minutes, as they stand now, under ``edition``.

    What happened after the meeting (actions closed, boards told, later meetings of the year) is left to
    later minutes. Refuses (``Unknown``) a meeting that is not there.
    """
    with store.read() as session:
        facts = facts_in(session, meeting_id)
        agenda = agendas.agenda_in(session, meeting_id)
        last = last_meeting_in(session, facts.group_id, facts.date)
        loaded = load(store, session, meeting_id)
        recorded = _recorded(store, session, facts, agenda, last.date if last else None)
        months = reporting_year(session, facts.date)
        records = group_records(session, facts.group_id, months.start, months.end, facts.date)
        return MinutesContent(
            letterhead=letterhead(store, "minutes", facts.group_id),
            held=held(store, facts),
            edition=edition,
            register=register_content(session, loaded, agenda),
            items=_with_parked(
                agenda, _items(store, facts, agenda, last, recorded), went_to(session, meeting_id)
            ),
            other_actions=recorded.actions.get("", ()),
            next_meeting=next_held_in(session, facts.group_id, facts.date),
            distribution=_distribution(session, meeting_id),
            alternative_formats=partnership.wording(store, "alternative formats"),
            year=year_content(records, months),
            withdrawn=_withdrawn(session, meeting_id, store.now().tzinfo),
        )


def _withdrawn(session: Session, meeting_id: str, zone: tzinfo | None) -> tuple[Withdrawn, ...]:
    """The versions of these minutes that were withdrawn, as the versions after them print it; oldest first."""
    columns: tuple[Any, ...] = (
        IssuedPaper.version, IssuedPaper.printed, Withdrawal.withdrawn_at, Withdrawal.reason, Withdrawal.replaced_by_id
    )  # fmt: skip
    rows = session.exec(
        select(*columns)
        .join(Withdrawal, col(Withdrawal.issued_id) == col(IssuedPaper.id))
        .where(
            IssuedPaper.meeting_id == meeting_id,
            IssuedPaper.paper == MINUTES,
            col(IssuedPaper.removed).is_(False),
            col(Withdrawal.removed).is_(False),
        )
        .order_by(col(IssuedPaper.version))
    )
    return tuple(
        Withdrawn(version, printed, at.astimezone(zone).date(), reason, replaced=newer is not None)
        for version, printed, at, reason, newer in rows
    )


def _distribution(session: Session, meeting_id: str) -> tuple[str, ...]:
    """Who is sent the minutes: what was written, a line each; else the group."""
    written = session.get_one(Meeting, meeting_id).distribution
    return tuple(line.strip() for line in written.splitlines() if line.strip()) or (DISTRIBUTION,)


def _recorded(
    store: Store,
    session: Session,
    facts: MeetingFacts,
    agenda: Agenda,
    since: date | None,
) -> _Recorded:
    here = {row.item_id: row for row in agenda.rows}
    by_item: dict[str, tuple[papers.Action, ...]] = {}
    by_room: dict[tuple[str, int], tuple[papers.Action, ...]] = {}
    rows = rows_in(session, facts.date, col(Action.meeting_id) == facts.id)
    for row in sorted(rows, key=lambda row: row.reference):
        item = here.get(row.item_id or "")
        if item is None:
            by_item[""] = (*by_item.get("", ()), entries.promised(row))
            continue
        room = f", room {row.room}" if row.room else ""
        made = entries.promised(row, f"item {item.number}{room}", restricted=item.restricted)
        place = (item.item_id, row.room or 0)
        by_room[place] = (*by_room.get(place, ()), made)
    breakouts = breakouts_in(store, session, agenda, by_room)
    for (item_id, room_number), some in by_room.items():
        # A room that was taken away again leaves its actions to the item.
        if not room_number or not _has_room(breakouts.get(item_id), room_number):
            by_item[item_id] = (*by_item.get(item_id, ()), *some)
    return _Recorded(
        at_items=entries.recorded_in(session, facts, store.now().tzinfo),
        actions=by_item,
        breakouts=breakouts,
        matters=entries.matters_in(session, facts, since, store.now().tzinfo),
        asks=entries.asks_in(session, facts, since),
        brought=brought_in(session, facts, agenda.rows),
        breaks=breaks_in(session, facts.id),
    )


def _has_room(breakout: papers.Breakout | None, number: int) -> bool:
    return breakout is not None and any(room.name == f"Room {number}" for room in breakout.rooms)


# -- items ------------------------------------------------------------------------------------------


def _items(
    store: Store, facts: MeetingFacts, agenda: Agenda, last: MeetingFacts | None, recorded: _Recorded
) -> tuple[ItemMinuted, ...]:
    """The items as they went; matters arising and asks stand at their own item, else at one that fits."""
    rows = agenda.rows
    matters_at = _first(rows, Duty.MATTERS) or _first(rows, Duty.MINUTES)
    asks_at = _first(rows, Duty.YOUTH_BOARD)
    minutes_at = _first(rows, Duty.MINUTES)
    welcome_at = _first(rows, Duty.WELCOME) or (rows[0].item_id if rows else "")
    begun = any(row.started_at is not None for row in rows)
    read_at = facts.confidentiality_read_at
    items = []
    for row in rows:
        some = _of_item(row, recorded)
        items.append(
            replace(
                some,
                notes=some.notes or _not_reached(row, facts, some, begun=begun),
                duty=Duty.MATTERS if row.item_id == matters_at else row.duty,
                statement_read=(
                    read_at.astimezone(store.now().tzinfo).time()
                    if read_at is not None and row.item_id == welcome_at
                    else None
                ),
                last_minutes=_last_minutes(facts, last) if row.item_id == minutes_at else None,
                matters=recorded.matters if row.item_id == matters_at else (),
                asks=recorded.asks if row.item_id == asks_at else (),
                brought=tuple(one.words for one in recorded.brought.get(row.item_id, ())),
                adjourned=tuple(
                    _adjourned(one, facts, store.now().tzinfo)
                    for one in recorded.breaks
                    if one.item_id == row.item_id and one.is_told
                ),
            )
        )
    return tuple(items)


def _with_parked(
    agenda: Agenda, items: tuple[ItemMinuted, ...], parked: dict[str, date | None]
) -> tuple[ItemMinuted, ...]:
    """The items, and at their places those that the meeting parked: they have no number and no time."""
    gone = [row for row in agenda.omitted if row.item_id in parked]
    shown = [(row.position, item) for row, item in zip(agenda.rows, items, strict=True)]
    shown += [(row.position, _parked(row, parked[row.item_id])) for row in gone]
    return tuple(item for _position, item in sorted(shown, key=itemgetter(0)))


def _parked(row: AgendaRow, day: date | None) -> ItemMinuted:
    where = f" to the next meeting ({long_date(day)})" if day else "; it waits for the next meeting"
    return ItemMinuted("", row.title, notes=f"Item parked{where}.", restricted=row.restricted)


def _of_item(row: AgendaRow, recorded: _Recorded) -> ItemMinuted:
    """An item with what was written and recorded at it; lines without a kind follow the notes."""
    here = recorded.at_items
    return ItemMinuted(
        number=str(row.number),
        title=row.title,
        notes="\n".join(part for part in (row.note, *here.remarks.get(row.item_id, ())) if part),
        decisions=here.decisions.get(row.item_id, ()),
        actions=recorded.actions.get(row.item_id, ()),
        outcomes=here.outcomes.get(row.item_id, ()),
        challenges=here.challenges.get(row.item_id, ()),
        breakout=recorded.breakouts.get(row.item_id),
        restricted=row.restricted,
    )


def _adjourned(one: Break, facts: MeetingFacts, zone: tzinfo | None) -> Adjourned:
    """A break as the minutes tell it: one that the close ended was not followed by anything."""
    at = one.starts.astimezone(zone)
    assert one.ends is not None  # noqa: S101 one that lasts is not told
    if one.ends == facts.closed_at:
        return Adjourned(at.time(), None)
    again = one.ends.astimezone(zone)
    return Adjourned(at.time(), again.time(), again.date() if again.date() != at.date() else None)


def _first(rows: tuple[AgendaRow, ...], duty: Duty) -> str:
    return next((row.item_id for row in rows if row.duty is duty), "")


def _not_reached(row: AgendaRow, facts: MeetingFacts, item: ItemMinuted, *, begun: bool) -> str:
    """The sentence for an item of a held meeting that was never begun and at which nothing was recorded."""
    anything = item.decisions or item.actions or item.outcomes or item.challenges or item.breakout
    skipped = facts.status is HowFar.HELD and begun and row.started_at is None
    # A meeting that ended has reached its close, whether or not somebody pressed Next.
    return NOT_REACHED if skipped and not anything and row.duty is not Duty.CLOSE else ""


def _last_minutes(facts: MeetingFacts, last: MeetingFacts | None) -> LastMinutes | None:
    """What was made of the last minutes at this meeting; nothing while that may still change."""
    if last is None:
        return None
    if last.agreed_on is not None and last.agreed_on <= facts.date:
        return LastMinutes(last.date, agreed=True, subject_to=last.agreed_subject_to)
    return LastMinutes(last.date, agreed=False) if facts.status is HowFar.HELD else None
