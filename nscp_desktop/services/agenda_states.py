"""How the agendas of many meetings stand: their minutes, and what each group has made its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import col, or_, select

from nscp_desktop.records import AgendaItem, Group, MeetingItem
from nscp_desktop.rules.agenda import Balance, length
from nscp_desktop.services.agenda import CHAIRS, INHERITED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.store import Store

    from .meeting_facts import MeetingFacts


@dataclass(frozen=True, slots=True)
class AgendaState:
    """How one meeting's agenda stands, for lists: its items, planned minutes, and what is its own."""

    items: int
    total: int
    available: int
    local: int

    @property
    def balance(self) -> Balance:
        """Planned minutes against those there are."""
        return Balance(self.total, self.available)


def agenda_states(store: Store, meetings: Sequence[MeetingFacts]) -> dict[str, AgendaState]:
    """How the agendas of many meetings stand, by meeting, in two questions."""
    rounds = {one.round_id for one in meetings}
    with store.read() as session:
        items = session.exec(
            select(AgendaItem.id, AgendaItem.round_id, col(AgendaItem.meeting_id), AgendaItem.minutes).where(
                col(AgendaItem.removed).is_(False), col(AgendaItem.round_id).in_(rounds)
            )
        ).all()
        columns: tuple[Any, ...] = tuple(
            getattr(MeetingItem, name) for name in ("meeting_id", "item_id", "omitted", *INHERITED)
        )
        # A meeting has a row for each item once it has run; only those a group made its own matter here.
        made_own = or_(
            col(MeetingItem.omitted).is_(True),
            *(getattr(MeetingItem, name).is_not(None) for name in INHERITED),
        )
        query: Any = select(*columns).where(
            col(MeetingItem.removed).is_(False),
            col(MeetingItem.meeting_id).in_([one.id for one in meetings]),
            made_own,
        )
        own = {(row.meeting_id, row.item_id): row for row in session.exec(query)}
        alone = set(session.exec(select(Group.id).where(Group.kind == CHAIRS)).all())
    by_round: dict[str, list[tuple[str, str | None, int]]] = {}
    for item_id, round_id, only_at, minutes in items:
        by_round.setdefault(round_id, []).append((item_id, only_at, minutes))
    states = {}
    for one in meetings:
        total = count = local = 0
        for item_id, only_at, minutes in by_round.get(one.round_id, ()):
            if only_at not in {None, one.id} or (only_at is None and one.group_id in alone):
                continue
            row = own.get((one.id, item_id))
            local += (only_at is not None and one.group_id not in alone) or row is not None
            if row is None or not row.omitted:
                count += 1
                total += minutes if row is None or row.minutes is None else row.minutes
        states[one.id] = AgendaState(count, total, length(one.starts, one.ends), local)
    return states
