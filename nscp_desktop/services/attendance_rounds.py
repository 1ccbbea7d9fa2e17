"""Attendance at the last rounds: one group against all, in two questions, for the chart of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func
from sqlmodel import Session, col, select

from nscp_desktop.records import Attendance, Group, Meeting, Person, Round
from nscp_desktop.rules.attendance import COUNTED, State
from nscp_desktop.rules.figures import mean
from nscp_desktop.rules.meetings import MeetingKind, Status
from nscp_desktop.rules.year import MONTHS
from nscp_desktop.services import partnership

if TYPE_CHECKING:
    from decimal import Decimal

    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class RoundsView:
    """Heads at the last rounds: of one group, and of an average meeting of all groups; None where none was held.

    ``average`` is the group's over these rounds, to one decimal place.
    """

    group: str
    labels: tuple[str, ...]
    of_group: tuple[float | None, ...]
    of_county: tuple[float | None, ...]
    average: Decimal | None


def last_rounds(store: Store, group_id: str, n: int = 6) -> RoundsView:
    """The heads at a group's meetings in the last ``n`` rounds held, against the average of all groups (F1).

    Two questions, however many years. A round counts once a meeting of it was held and its register finished.
    """
    group = partnership.group(store, group_id)
    counts = and_(
        col(Meeting.removed).is_(False),
        col(Meeting.status) == Status.HELD,
        col(Meeting.kind) == MeetingKind.ORDINARY,
        col(Meeting.register_complete).is_(True),
        col(Group.kind) == "group",
    )
    with store.read() as session:
        recent = session.exec(
            select(Round.id, func.max(col(Round.month)))
            .join(Meeting, col(Meeting.round_id) == col(Round.id))
            .join(Group, col(Group.id) == col(Meeting.group_id))
            .where(counts)
            .group_by(col(Round.id))
            .order_by(func.max(col(Round.month)).desc())
            .limit(n)
        ).all()
        rounds = [(round_id, month) for round_id, month in reversed(recent)]
        heads = _heads(session, counts, [round_id for round_id, _month in rounds])
    ours = [[n for whose, n in heads.get(round_id, []) if whose == group_id] for round_id, _month in rounds]
    everybody = [[n for _whose, n in heads.get(round_id, [])] for round_id, _month in rounds]
    mine = [n for counted in ours for n in counted]
    return RoundsView(
        group=group.name,
        labels=tuple(MONTHS[month.month - 1][:3] for _round_id, month in rounds),
        of_group=tuple(_mean(counted) for counted in ours),
        of_county=tuple(_mean(counted) for counted in everybody),
        average=mean(sum(mine), len(mine)),
    )


def _heads(session: Session, counts: Any, round_ids: list[str]) -> dict[str, list[tuple[str, int]]]:  # noqa: ANN401 a condition
    """The group and the heads of every counted meeting of these rounds, by round."""
    person = func.coalesce(Person.same_as, Person.id)
    is_head = and_(
        col(Attendance.removed).is_(False),
        col(Attendance.state) == State.PRESENT,
        col(Attendance.capacity).in_(sorted(COUNTED)),
    )
    columns: tuple[Any, ...] = (
        Meeting.round_id, Meeting.group_id, func.count(func.distinct(case((is_head, person)))),
    )  # fmt: skip
    rows = session.exec(
        select(*columns)
        .select_from(Meeting)
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .outerjoin(Attendance, col(Attendance.meeting_id) == col(Meeting.id))
        .outerjoin(Person, col(Person.id) == col(Attendance.person_id))
        .where(counts, col(Meeting.round_id).in_(round_ids))
        .group_by(col(Meeting.id))
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for round_id, group_id, number in rows:
        found.setdefault(round_id, []).append((group_id, number))
    return found


def _mean(counted: list[int]) -> float | None:
    return sum(counted) / len(counted) if counted else None
