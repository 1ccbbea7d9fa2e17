"""A group's year out of the records: its meetings with their registers, who was a member, and the paper of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from nscp_desktop.records import (
    Attendance,
    CoChair,
    Group,
    Holding,
    Organisation,
    Partnership,
    Person,
    Sector,
)
from nscp_desktop.records import Meeting as MeetingRow
from nscp_desktop.records import Seat as SeatRow
from nscp_desktop.rules import names
from nscp_desktop.rules.attendance import Capacity, Entry, How, State
from nscp_desktop.rules.attendance import Person as OnRegister
from nscp_desktop.rules.meetings import MeetingKind, Status
from nscp_desktop.rules.wording import sort_key
from nscp_desktop.rules.year import Meeting, Membership, Seat, Year, year_of
from nscp_desktop.services import people
from nscp_desktop.services.item_numbers import item_numbers_in
from nscp_desktop.services.register_content import sector_order_in
from nscp_desktop.services.tenure import on_day

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class GroupRecords:
    """A group's meetings, memberships and seats over some time, for the rules to reckon with."""

    group: str
    meetings: tuple[Meeting, ...]
    memberships: tuple[Membership, ...]
    seats: tuple[Seat, ...]
    order: tuple[str, ...]

    def of(self, year: Year) -> tuple[Meeting, ...]:
        """The meetings of one year."""
        return tuple(meeting for meeting in self.meetings if meeting.on in year)


def reporting_year(session: Session, day: date) -> Year:
    """The reporting year a day falls in, which begins in the partnership's own month."""
    return year_of(day, first_month(session))


def first_month(session: Session) -> int:
    """The month in which the partnership's reporting year begins; April while there is no partnership."""
    return session.exec(select(Partnership.year_starts_month)).first() or 4


def group_records(session: Session, group_id: str, begins: date, ends: date, as_at: date) -> GroupRecords:
    """What the statistics of a group need, for meetings from one day to another, both included.

    All as it stood on the day ``as_at``: what was held later is still to come. People recorded twice
    are one (``same_as``). At most nine questions, however long the time.
    """
    group = session.exec(select(Group.short).where(Group.id == group_id)).one()
    canonical = dict(
        session.exec(select(Person.id, Person.same_as).where(col(Person.same_as).is_not(None))).all()
    )
    rows = session.exec(
        select(MeetingRow).where(
            MeetingRow.group_id == group_id,
            col(MeetingRow.removed).is_(False),
            col(MeetingRow.date) >= begins,
            col(MeetingRow.date) <= ends,
        )
    ).all()
    registers = _registers(session, group_id, begins, min(ends, as_at), canonical)
    moved = {row.moved_to_id for row in rows} - {None}
    days = dict(
        session.exec(select(MeetingRow.id, col(MeetingRow.date)).where(col(MeetingRow.id).in_(moved))).all()
    )
    return GroupRecords(
        group=group,
        meetings=tuple(
            Meeting(
                meeting_id=row.id,
                group=group,
                on=row.date,
                status=Status(row.status) if row.date <= as_at else _still_to_come(Status(row.status)),
                register=registers.get(row.id, ()),
                complete=row.register_complete,
                kind=MeetingKind(row.kind),
                moved_to=days.get(row.moved_to_id or ""),
                reason=row.reason,
                starts=row.starts,
                ends=row.ends,
            )
            for row in sorted(rows, key=lambda row: (row.date, row.starts))
        ),
        memberships=_memberships(session, group_id, group, as_at),
        seats=_seats(session, group_id, group),
        order=sector_order_in(session),
    )


def _still_to_come(status: Status) -> Status:
    return Status.ARRANGED if status in (Status.HELD, Status.RUNNING) else status


def _registers(
    session: Session, group_id: str, begins: date, ends: date, canonical: dict[str, Any]
) -> dict[str, tuple[Entry, ...]]:
    """The marks of every meeting, in printed order: sector, organisation, surname."""
    counts = aliased(Person)
    columns: tuple[Any, ...] = (
        col(Attendance.meeting_id), col(counts.id).label("person_id"), col(counts.name), col(counts.initials),
        col(Organisation.name).label("organisation"), col(Sector.name).label("sector"),
        col(Sector.position), col(Attendance.capacity), col(Attendance.state), col(Attendance.how),
        col(Attendance.deputy_id), col(Attendance.arrived), col(Attendance.arrived_item_id),
        col(Attendance.left), col(Attendance.left_item_id),
    )  # fmt: skip
    rows = session.exec(
        select(*columns)
        .select_from(Attendance)
        .join(MeetingRow, col(MeetingRow.id) == col(Attendance.meeting_id))
        .join(Person, col(Person.id) == col(Attendance.person_id))
        .join(counts, col(counts.id) == func.coalesce(Person.same_as, Person.id))
        .outerjoin(Organisation, col(Organisation.id) == col(Attendance.organisation_id))
        .outerjoin(Sector, col(Sector.id) == col(Organisation.sector_id))
        .where(
            MeetingRow.group_id == group_id,
            col(MeetingRow.date) >= begins,
            col(MeetingRow.date) <= ends,
            col(Attendance.removed).is_(False),
        )
    ).all()
    part = {row.meeting_id for row in rows if row.arrived_item_id or row.left_item_id}
    numbers = item_numbers_in(session, part)
    found: dict[str, list[Entry]] = {}
    for row in sorted(rows, key=_printed):
        found.setdefault(row.meeting_id, []).append(_entry(row, numbers, canonical))
    return {key: tuple(entries) for key, entries in found.items()}


def _printed(row: Any) -> tuple[Any, ...]:  # noqa: ANN401 a row of many columns
    """The printed order, which decides what a deputy's first seat is: sector, organisation, surname."""
    position = people.NO_SECTOR_POSITION if row.position is None else row.position
    return position, sort_key(row.organisation or ""), sort_key(names.surname_first(row.name)), row.person_id


def _entry(row: Any, numbers: dict[tuple[str, str], int], canonical: dict[str, Any]) -> Entry:  # noqa: ANN401 a row of many columns
    deputy = row.deputy_id or ""

    def number(item_id: str | None) -> str:
        return str(numbers.get((row.meeting_id, item_id or ""), ""))

    return Entry(
        person=OnRegister(
            row.person_id, row.name, row.initials, row.organisation or "", row.sector or "",
            names.surname_first(row.name),
        ),
        capacity=Capacity(row.capacity),
        state=State(row.state) if row.state else None,
        how=How(row.how),
        deputy_id=canonical.get(deputy) or deputy,
        arrived=row.arrived,
        arrived_item=number(row.arrived_item_id),
        left=row.left,
        left_item=number(row.left_item_id),
    )  # fmt: skip


def _memberships(session: Session, group_id: str, group: str, as_at: date) -> tuple[Membership, ...]:
    """Everybody who ever filled a seat of the group, from when to when; co-chairs are those of ``as_at``."""
    person = aliased(Person)
    columns: tuple[Any, ...] = (
        col(person.id).label("person_id"), col(person.name), col(person.initials),
        col(Organisation.name).label("organisation"), col(Sector.name).label("sector"),
        col(SeatRow.id).label("seat_id"),
        col(SeatRow.starts).label("seat_starts"), col(SeatRow.ends).label("seat_ends"),
        col(Holding.starts), col(Holding.ends),
    )  # fmt: skip
    rows = session.exec(
        select(*columns)
        .select_from(Holding)
        .join(SeatRow, col(SeatRow.id) == col(Holding.seat_id))
        .join(Person, col(Person.id) == col(Holding.person_id))
        .join(person, col(person.id) == func.coalesce(Person.same_as, Person.id))
        .join(Organisation, col(Organisation.id) == col(SeatRow.organisation_id))
        .outerjoin(Sector, col(Sector.id) == col(Organisation.sector_id))
        .where(
            SeatRow.group_id == group_id,
            col(Holding.removed).is_(False),
            col(SeatRow.removed).is_(False),
            col(person.removed).is_(False),
        )
    ).all()
    chairs = set(
        session.exec(
            select(func.coalesce(Person.same_as, Person.id))
            .join(CoChair, col(CoChair.person_id) == col(Person.id))
            .where(CoChair.group_id == group_id, on_day(CoChair, as_at))
        )
    )
    return tuple(
        Membership(
            person=OnRegister(
                row.person_id, row.name, row.initials, row.organisation, row.sector or "",
                names.surname_first(row.name),
            ),
            group=group,
            seat_id=row.seat_id,
            start=_latest(row.starts, row.seat_starts),
            end=_earliest(row.ends, row.seat_ends),
            co_chair=row.person_id in chairs,
        )
        for row in rows
    )  # fmt: skip


def _seats(session: Session, group_id: str, group: str) -> tuple[Seat, ...]:
    """The group's seats, filled or not."""
    columns: tuple[Any, ...] = (
        SeatRow.id,
        Organisation.name,
        Sector.name,
        SeatRow.starts,
        SeatRow.ends,
    )
    rows = session.exec(
        select(*columns)
        .select_from(SeatRow)
        .join(Organisation, col(Organisation.id) == col(SeatRow.organisation_id))
        .outerjoin(Sector, col(Sector.id) == col(Organisation.sector_id))
        .where(SeatRow.group_id == group_id, col(SeatRow.removed).is_(False))
    )
    return tuple(
        Seat(seat_id, group, organisation, sector or "", starts, ends)
        for seat_id, organisation, sector, starts, ends in rows
    )


def _latest(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
