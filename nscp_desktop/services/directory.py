"""Everybody who may be named at a meeting, for finding people by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.records import Attendance, Organisation, Person, Sector
from nscp_desktop.rules.attendance import State
from nscp_desktop.rules.names import Directory, Known
from nscp_desktop.rules.retention import REMOVED_PERSON
from nscp_desktop.services import people
from nscp_desktop.services.register import meeting_in

if TYPE_CHECKING:
    from nscp_desktop.store import Store


def people_for(store: Store, meeting_id: str) -> Directory:
    """Give all people, those here now and the group's members marked as such.

    Build it once per change of people or register, not at every key. Refuses a meeting that does
    not exist (:class:`~nscp_desktop.errors.Unknown`).
    """
    with store.read() as session:
        meeting = meeting_in(session, meeting_id)
        members = {m.person_id: m for m in people.members_on(session, meeting.group_id, meeting.date)}
        here = here_in(session, meeting_id)
        rows = session.exec(_everybody())
        known = []
        for person_id, name, initials, role, organisation_id, organisation, short, sector in rows:
            member = members.get(person_id)
            known.append(
                Known(
                    person_id=person_id,
                    name=name,
                    initials=member.initials if member else initials,
                    organisation=member.organisation if member else organisation or "",
                    organisation_short=short or "",
                    organisation_id=(member.organisation_id if member else organisation_id) or "",
                    role=(member.role if member and member.role else role),
                    seat=member.seat_id if member else "",
                    sector=member.sector if member else sector or "",
                    here=person_id in here,
                    in_group=member is not None,
                )
            )
        return Directory(known)


def _everybody() -> Any:  # noqa: ANN401 a statement of many columns
    columns: tuple[Any, ...] = (
        Person.id,
        Person.name,
        Person.initials,
        Person.role,
        Person.organisation_id,
        Organisation.name,
        Organisation.short,
        Sector.name,
    )
    return (
        select(*columns)
        .select_from(Person)
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id), isouter=True)
        .join(Sector, col(Sector.id) == col(Organisation.sector_id), isouter=True)
        .where(col(Person.removed).is_(False), col(Person.same_as).is_(None), Person.name != REMOVED_PERSON)
        .order_by(col(Person.name), col(Person.id))
    )


def here_now(store: Store, meeting_id: str) -> frozenset[str]:
    """The ids of the people who came and have not left."""
    with store.read() as session:
        return here_in(session, meeting_id)


def here_in(session: Session, meeting_id: str) -> frozenset[str]:
    """As :func:`here_now`, inside a read or a change."""
    return frozenset(
        session.exec(
            select(Attendance.person_id).where(
                Attendance.meeting_id == meeting_id,
                Attendance.state == State.PRESENT,
                col(Attendance.left).is_(None),
                col(Attendance.removed).is_(False),
            )
        )
    )
