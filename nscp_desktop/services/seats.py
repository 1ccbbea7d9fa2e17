"""Seats: an organisation's place in a group, which outlives whoever fills it.

All dates are inclusive: ``last_day`` is the last day on which something holds. Deputies are nominated in
:mod:`nscp_desktop.services.deputies`, co-chairs' terms are kept in :mod:`nscp_desktop.services.co_chairs`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from nscp_desktop.errors import AlreadyKnown, Refused, Unknown
from nscp_desktop.records import Holding, NominatedDeputy, Organisation, Person, Seat, Sector
from nscp_desktop.rules import names
from nscp_desktop.rules.wording import line, sort_key
from nscp_desktop.services.co_chairs import end_terms_in
from nscp_desktop.services.organisations import new_organisation_in
from nscp_desktop.services.people import (
    NO_SECTOR_POSITION,
    group_short,
    known_name,
    members_on,
    new_person_in,
    person_name,
)
from nscp_desktop.services.roll import Roll
from nscp_desktop.services.tenure import end_on, not_ended, on_day

if TYPE_CHECKING:
    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """Somebody nominated for a seat."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat on a day, filled or vacant (``person_id`` empty); ``since`` is when its holder began."""

    seat_id: str
    organisation_id: str
    organisation: str
    sector_id: str
    sector: str
    sector_position: int
    role: str
    since: date | None
    person_id: str = ""
    name: str = ""
    initials: str = ""
    email: str = ""
    co_chair: bool = False
    deputies: tuple[DeputyRow, ...] = ()

    @property
    def vacant(self) -> bool:
        """Whether nobody fills the seat."""
        return not self.person_id


# -- seats ------------------------------------------------------------------------------------------


def seats(store: Store, group_id: str, day: date) -> tuple[SeatRow, ...]:
    """The seats of a group on a day, vacant ones too, in printed order: sector, organisation, surname."""
    with store.read() as session:
        members = {(one.seat_id, one.person_id): one for one in members_on(session, group_id, day)}
        people = {one.person_id for one in members.values()} | {
            d for m in members.values() for d in m.deputies
        }
        named = {
            person_id: (name, email)
            for person_id, name, email in session.exec(
                select(Person.id, Person.name, Person.email).where(col(Person.id).in_(people))
            )
        }
        since = _since(session, group_id, day)
        empty = _seats_in(session, group_id, day)
    rows = []
    for (seat_id, person_id), member in members.items():
        rows.append(
            replace(
                empty[seat_id],
                role=member.role,
                since=since.get((seat_id, person_id)),
                person_id=person_id,
                name=member.name,
                initials=member.initials,
                email=named[person_id][1],
                co_chair=member.co_chair,
                deputies=tuple(DeputyRow(one, named[one][0]) for one in member.deputies),
            )
        )
    filled = {seat_id for seat_id, _person_id in members}
    rows += [row for seat_id, row in empty.items() if seat_id not in filled]
    return tuple(sorted(rows, key=_printed))


def _printed(row: SeatRow) -> tuple[object, ...]:
    surname = sort_key(names.surname_first(row.name))
    return row.sector_position, sort_key(row.organisation), row.vacant, surname, row.seat_id


_SEAT: tuple[Any, ...] = (
    Seat.id,
    Seat.organisation_id,
    Seat.role,
    Organisation.name,
    Organisation.sector_id,
    Sector.name,
    Sector.position,
)


def _seats_in(session: Session, group_id: str, day: date) -> dict[str, SeatRow]:
    query = (
        select(*_SEAT)
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .join(Sector, col(Sector.id) == Organisation.sector_id, isouter=True)
        .where(Seat.group_id == group_id, on_day(Seat, day))
    )
    return {
        seat_id: SeatRow(
            seat_id,
            organisation_id,
            organisation,
            sector_id or "",
            sector or "",
            NO_SECTOR_POSITION if position is None else position,
            role,
            None,
        )
        for seat_id, organisation_id, role, organisation, sector_id, sector, position in session.exec(query)
    }


def _since(session: Session, group_id: str, day: date) -> dict[tuple[str, str], date | None]:
    query = (
        select(col(Holding.seat_id), func.coalesce(Person.same_as, Person.id), col(Holding.starts))
        .join(Seat, col(Seat.id) == Holding.seat_id)
        .join(Person, col(Person.id) == Holding.person_id)
        .where(Seat.group_id == group_id, on_day(Holding, day))
    )
    return {(seat_id, person_id): starts for seat_id, person_id, starts in session.exec(query)}


def arrange_seat(
    store: Store,
    group_id: str,
    organisation_id: str,
    starts: date | None,
    *,
    role: str = "",
    person_id: str | None = None,
) -> str:
    """Give an organisation a seat in a group, filled by a person or vacant; gives the seat's id.

    Refuses somebody who is already a member for that organisation (``Refused``), and a group or an
    organisation that does not exist (``Unknown``).
    """
    role = line(role, "That role")
    with store.read() as session:
        group = group_short(session, group_id)
        organisation = _organisation_name(session, organisation_id)
        name = known_name(session, person_id) if person_id is not None else ""
        if person_id is not None:
            _refuse_member(session, group_id, group, organisation_id, person_id, starts)
    what = f"Add {name} to {group}" if name else f"Give {organisation} a seat in {group}"
    with store.change(what) as session:
        return seat_in(session, group_id, organisation_id, starts, role=role, person_id=person_id)


def add_member(
    store: Store,
    group_id: str,
    name: str,
    organisation: str,
    starts: date | None,
    *,
    role: str = "",
    sector_id: str = "",
    email: str = "",
) -> str:
    """Add a member by name and organisation as typed, making either when it is new; gives the seat's id.

    A known person of that name in that organisation is taken. An organisation that has no sector yet takes
    the one given. Refuses somebody who is already a member for that organisation.
    """
    if not organisation.strip():
        raise Refused(
            f"Say which organisation {name.strip() or 'the member'} comes from. Nothing has been changed."
        )
    with store.read() as session:
        group = group_short(session, group_id)
        roll = Roll(session)
        there = roll.organisation(organisation)
        person = roll.person(name, there.organisation_id if there else "?", email) if name.strip() else None
        if there is not None and person is not None:
            _refuse_member(session, group_id, group, there.organisation_id, person.person_id, starts)
    with store.change(f"Add {' '.join(name.split())} to {group}") as session:
        organisation_id = (
            there.organisation_id if there else new_organisation_in(session, organisation, sector_id)
        )
        if there is not None and not there.sector_id and sector_id:
            session.get_one(Organisation, organisation_id).sector_id = sector_id
        person_id = (
            person.person_id
            if person
            else new_person_in(session, name, organisation_id, role=role, email=email)
        )
        record = session.get_one(Person, person_id)
        record.organisation_id = record.organisation_id or organisation_id
        return seat_in(session, group_id, organisation_id, starts, role=role, person_id=person_id)


def seat_in(
    session: Session,
    group_id: str,
    organisation_id: str,
    starts: date | None,
    *,
    role: str = "",
    person_id: str | None = None,
) -> str:
    """Make a seat within a deed, filled when a person is given; gives its id."""
    seat = Seat(
        group_id=group_id, organisation_id=organisation_id, role=line(role, "That role"), starts=starts
    )
    session.add(seat)
    if person_id is not None:
        session.add(Holding(seat_id=seat.id, person_id=person_id, starts=starts))
    return seat.id


def _refuse_member(
    session: Session, group_id: str, group: str, organisation_id: str, person_id: str, starts: date | None
) -> None:
    for member in members_on(session, group_id, starts or date.min):
        if (member.person_id, member.organisation_id) == (person_id, organisation_id):
            raise AlreadyKnown(
                f"{member.name} is already a member of {group}. Nothing has been changed.", member.seat_id
            )


def change_seat(store: Store, seat_id: str, *, role: str) -> None:
    """Give a seat another role. Refuses a seat that does not exist (``Unknown``)."""
    role = line(role, "That role")
    with store.read() as session:
        what = seat_words(session, seat_id)
    with store.change(f"Change the role of {what}") as session:
        session.get_one(Seat, seat_id).role = role


def end_seat(store: Store, seat_id: str, last_day: date) -> None:
    """End a seat with its holder, deputies and, where it was their only one, their term as co-chair."""
    after = last_day + timedelta(days=1)
    with store.read() as session:
        what = seat_words(session, seat_id)
    with store.change(f"End the seat of {what}") as session:
        seat = session.get_one(Seat, seat_id)
        holders = holders_in(session, seat_id, after)
        end_on(seat, last_day)
        for holding in holders:
            end_on(holding, last_day)
        for nomination in deputies_in(session, seat_id, after):
            end_on(nomination, last_day)
        end_terms_in(session, seat.group_id, [one.person_id for one in holders], last_day)


def change_holder(store: Store, seat_id: str, person_id: str, starts: date) -> None:
    """Let a person fill a seat from ``starts`` on; whoever filled it stops the day before.

    Refuses the person who fills it already (``Refused``), and who or what does not exist (``Unknown``).
    """
    with store.read() as session:
        what = seat_words(session, seat_id)
        name = known_name(session, person_id)
        if any(one.person_id == person_id for one in holders_in(session, seat_id, starts)):
            raise Refused(f"{name} fills that seat already. Nothing has been changed.")
    with store.change(f"Hand the seat of {what} to {name}") as session:
        _empty_in(session, seat_id, starts - timedelta(days=1))
        session.add(Holding(seat_id=seat_id, person_id=person_id, starts=starts))


def hand_over(store: Store, seat_id: str, name: str, starts: date) -> str:
    """Let somebody fill a seat from ``starts`` on, by name as typed; gives their id.

    Somebody known of that name is taken: of the seat's organisation, or without one. Who is new is added.
    Refuses as :func:`change_holder` does.
    """
    with store.read() as session:
        what = seat_words(session, seat_id)
        organisation_id = session.get_one(Seat, seat_id).organisation_id
        found = Roll(session).person(name, organisation_id)
    if found is not None:
        change_holder(store, seat_id, found.person_id, starts)
        return found.person_id
    with store.change(f"Hand the seat of {what} to {' '.join(name.split())}") as session:
        person_id = new_person_in(session, name, organisation_id)
        _empty_in(session, seat_id, starts - timedelta(days=1))
        session.add(Holding(seat_id=seat_id, person_id=person_id, starts=starts))
        return person_id


def leave_seat(store: Store, seat_id: str, last_day: date) -> None:
    """Note that the holder has gone; the seat stays, vacant, with its deputies.

    Refuses a seat that is vacant by then (``Refused``) and one that does not exist (``Unknown``).
    """
    with store.read() as session:
        what = seat_words(session, seat_id)
        if not holders_in(session, seat_id, last_day + timedelta(days=1)):
            raise Refused("Nobody fills that seat then. Nothing has been changed.")
    with store.change(f"Leave the seat of {what} vacant") as session:
        _empty_in(session, seat_id, last_day)


def _empty_in(session: Session, seat_id: str, last_day: date) -> None:
    holders = holders_in(session, seat_id, last_day + timedelta(days=1))
    for holding in holders:
        end_on(holding, last_day)
    group_id = session.get_one(Seat, seat_id).group_id
    end_terms_in(session, group_id, [one.person_id for one in holders], last_day)


# -- inside a deed and in its label -----------------------------------------------------------------


def holders_in(session: Session, seat_id: str, day: date) -> list[Holding]:
    """Who fills a seat on ``day`` or is to fill it later."""
    return not_ended(session.exec(select(Holding).where(Holding.seat_id == seat_id)), day)


def deputies_in(session: Session, seat_id: str, day: date) -> list[NominatedDeputy]:
    """Who is nominated for a seat on ``day`` or will be later."""
    return not_ended(session.exec(select(NominatedDeputy).where(NominatedDeputy.seat_id == seat_id)), day)


def seat_words(session: Session, seat_id: str) -> str:
    """The seat as a label names it: by its last holder, or else its organisation.

    Refuses a seat that does not exist (``Unknown``).
    """
    seat = session.get(Seat, seat_id)
    if seat is None or seat.removed:
        raise Unknown("There is no such seat. Nothing has been changed.")
    held = sorted(holders_in(session, seat_id, date.min), key=lambda one: one.starts or date.min)
    name = person_name(session, held[-1].person_id) if held else ""
    return name or _organisation_name(session, seat.organisation_id)


def _organisation_name(session: Session, organisation_id: str) -> str:
    found = session.exec(select(Organisation.name).where(Organisation.id == organisation_id)).first()
    if found is None:
        raise Unknown("There is no such organisation. Nothing has been changed.")
    return found
