"""Nominated deputies: who may come for the holder of a seat. ``last_day`` is the last day of a nomination."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import NominatedDeputy, Seat
from nscp_desktop.services.people import known_name, new_person_in, person_name
from nscp_desktop.services.roll import Roll
from nscp_desktop.services.seats import deputies_in, holders_in, seat_words
from nscp_desktop.services.tenure import end_on

if TYPE_CHECKING:
    from nscp_desktop.store import Store


def nominate_deputy(store: Store, seat_id: str, person_id: str, starts: date) -> None:
    """Nominate who may come for the holder of a seat.

    Refuses the holder, somebody nominated already (``Refused``), and who does not exist (``Unknown``).
    """
    with store.read() as session:
        what = seat_words(session, seat_id)
        name = known_name(session, person_id)
        if any(one.person_id == person_id for one in holders_in(session, seat_id, starts)):
            raise Refused(f"{name} fills that seat and cannot be the deputy too. Nothing has been changed.")
        if any(one.person_id == person_id for one in deputies_in(session, seat_id, starts)):
            raise Refused(f"{name} is already a deputy for {what}. Nothing has been changed.")
    with store.change(f"Nominate {name} as deputy for {what}") as session:
        session.add(NominatedDeputy(seat_id=seat_id, person_id=person_id, starts=starts))


def nominate_by_name(store: Store, seat_id: str, name: str, starts: date) -> str:
    """Nominate a deputy by name as typed; gives their id.

    Somebody known of that name is taken: of the seat's organisation, or else the only one there is.
    Who is new is added to the seat's organisation. Refuses as :func:`nominate_deputy` does.
    """
    with store.read() as session:
        what = seat_words(session, seat_id)
        organisation_id = session.get_one(Seat, seat_id).organisation_id
        roll = Roll(session)
        found = roll.person(name, organisation_id)
        person_ids = [found.person_id] if found else [one.person_id for one in roll.named(name)]
    if len(person_ids) == 1:
        nominate_deputy(store, seat_id, person_ids[0], starts)
        return person_ids[0]
    with store.change(f"Nominate {' '.join(name.split())} as deputy for {what}") as session:
        person_id = new_person_in(session, name, organisation_id)
        session.add(NominatedDeputy(seat_id=seat_id, person_id=person_id, starts=starts))
        return person_id


def end_deputy(store: Store, seat_id: str, person_id: str, last_day: date) -> None:
    """End a nomination. Refuses somebody who is not nominated for that seat after that day (``Unknown``)."""
    after = last_day + timedelta(days=1)
    with store.read() as session:
        what = seat_words(session, seat_id)
        name = person_name(session, person_id)
        if all(one.person_id != person_id for one in deputies_in(session, seat_id, after)):
            raise Unknown(f"{name or 'That person'} is not a deputy for {what}. Nothing has been changed.")
    with store.change(f"End {name} as deputy for {what}") as session:
        for nomination in deputies_in(session, seat_id, after):
            if nomination.person_id == person_id:
                end_on(nomination, last_day)
