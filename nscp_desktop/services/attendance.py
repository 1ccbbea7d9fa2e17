"""Marking a register: who came and how, deputies, apologies, times, guests; and finishing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import Attendance, Organisation, Person, meeting_point
from nscp_desktop.rules import attendance as rules
from nscp_desktop.rules import names
from nscp_desktop.rules.attendance import Capacity, How, State
from nscp_desktop.rules.register_line import RegisterMark
from nscp_desktop.rules.wording import fold, line, quoted
from nscp_desktop.services import half_typed
from nscp_desktop.services.directory import people_for
from nscp_desktop.services.register import MissingSector, Register, load, register
from nscp_desktop.services.register_sheet import Marking, RegisterSheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time

    from nscp_desktop.rules.names import Known
    from nscp_desktop.store import Store

__all__ = [
    "Marking", "MissingSector", "Register", "box_of", "finish", "finish_in", "mark", "mark_apologies", "mark_deputy",
    "mark_late", "mark_left", "mark_not_present", "mark_present", "people_for", "register", "say_where_from",
    "unmark",
]  # fmt: skip


def mark(store: Store, meeting_id: str, said: RegisterMark) -> Marking:
    """Do what a line of the register box says, as one deed.

    Refuses, changing nothing: a line it could not read, a name that fits several people, and what
    the rules of the register refuse.
    """
    _refuse_unclear(said)
    with store.read() as session:
        sheet = RegisterSheet(store, session, meeting_id)
        person = sheet.newcomer(said.guest) if said.person is None else sheet.person(said.person.person_id)
        if said.state is State.PRESENT:
            label = sheet.present(person, said)
        elif said.state is State.DEPUTY:
            label = sheet.deputised(person, said)
        else:
            label = sheet.away(person, said.state)
    # What is marked by a click leaves alone what stands half typed in the box.
    return sheet.keep(label, person, box_of(meeting_id) if said.said else None)


def box_of(meeting_id: str) -> half_typed.Box:
    """Where what is half typed in the register's box waits."""
    return half_typed.Box("meeting", meeting_id, "register box")


def mark_present(
    store: Store, meeting_id: str, person_id: str, how: How | None = None, capacity: Capacity | None = None
) -> Marking:
    """Mark a person present, by default in the meeting's usual way and in their own capacity."""
    return _mark(store, meeting_id, person_id, how=how, capacity=capacity)


def mark_apologies(store: Store, meeting_id: str, person_id: str) -> Marking:
    """Note a member's apologies."""
    return _mark(store, meeting_id, person_id, state=State.APOLOGIES)


def mark_not_present(store: Store, meeting_id: str, person_id: str) -> Marking:
    """Note that a member did not come and sent no apologies."""
    return _mark(store, meeting_id, person_id, state=State.NO_APOLOGY)


def mark_left(store: Store, meeting_id: str, person_id: str, left: time | None = None) -> Marking:
    """Note that a person left early, by default now; the item under way then is noted with it (E5)."""
    return _mark(store, meeting_id, person_id, left=True, left_at=left)


def mark_late(
    store: Store, meeting_id: str, person_id: str, arrived: time | None = None, how: How | None = None
) -> Marking:
    """Mark a person present who came late, by default now; the item under way is noted with it (E5)."""
    return _mark(store, meeting_id, person_id, late=True, arrived=arrived, how=how)


def mark_deputy(
    store: Store, meeting_id: str, deputy_id: str, member_ids: Sequence[str], how: How | None = None
) -> Marking:
    """Mark a deputy present for one member or several, their marks D in the same deed (E2, E4).

    Members who are there themselves keep their own mark; when that is all of them, the deputy is an
    observer (E3).
    """
    with store.read() as session:
        sheet = RegisterSheet(store, session, meeting_id)
        deputy = sheet.person(deputy_id)
        label = sheet.stands_for(deputy, [sheet.person(member) for member in member_ids], how)
    return sheet.keep(label, deputy)


def unmark(store: Store, meeting_id: str, person_id: str) -> Marking:
    """Take a person's mark off; refuses while they are down as somebody's deputy."""
    with store.read() as session:
        sheet = RegisterSheet(store, session, meeting_id)
        person = sheet.person(person_id)
        sheet.apply(rules.clear_mark(sheet.entries, person_id))
    return sheet.keep(f"Take off the mark of {person.name}", person)


def finish(store: Store, meeting_id: str) -> int:
    """Finish the register: every member without a mark becomes "not present" (E9); gives how many."""
    with store.change("Finish the register"):
        return finish_in(store, meeting_id)


def finish_in(store: Store, meeting_id: str) -> int:
    """As :func:`finish`, inside a change that is open already."""
    with store.read() as session:
        sheet = RegisterSheet(store, session, meeting_id)
        sheet.apply(rules.mark_rest_not_present(sheet.entries))
        sheet.write(session)
        sheet.loaded.meeting.register_complete = True
        session.add(sheet.loaded.meeting)
        return len(sheet.changed())


def say_where_from(store: Store, meeting_id: str, person_id: str, organisation: str) -> None:
    """Note the organisation of somebody on the register, as it is asked for later of a guest.

    An organisation that no one has is added, without a sector. Refuses an empty name.
    """
    wanted = line(organisation, "The organisation's name")
    if not wanted:
        raise Refused("Type the organisation's name first. Nothing has been changed.")
    with store.read() as session:
        entry = rules.find(load(store, session, meeting_id).entries, person_id)
        known = session.exec(
            select(Organisation.id, Organisation.name, Organisation.short).where(
                col(Organisation.removed).is_(False)
            )
        ).all()
    found = [row[0] for row in known if fold(wanted) in {fold(row[1]), fold(row[2])}]
    with store.change(f"Note that {entry.name} is from {wanted}") as session:
        if not found:
            made = Organisation(name=wanted)
            session.add(made)
            found = [made.id]
        person = session.get_one(Person, person_id)
        row = session.get_one(Attendance, meeting_point("attendance", meeting_id, person_id))
        person.organisation_id = row.organisation_id = found[0]


def _mark(
    store: Store,
    meeting_id: str,
    person_id: str,
    *,
    state: State = State.PRESENT,
    how: How | None = None,
    capacity: Capacity | None = None,
    late: bool = False,
    arrived: time | None = None,
    left: bool = False,
    left_at: time | None = None,
) -> Marking:
    """Mark somebody who is known, through the same door as a typed line."""
    return mark(
        store,
        meeting_id,
        RegisterMark(
            said="",
            person=names.Known(person_id, ""), state=state, how=how, capacity=capacity,
            late=late, arrived=arrived, left=left, left_at=left_at,
        ),
    )  # fmt: skip


def _refuse_unclear(said: RegisterMark) -> None:
    if said.unclear:
        raise Refused(f"{quoted(said.unclear)} was not understood. Nothing has been changed.")
    for several in (
        said.candidates,
        said.deputy_choices,
        *(one.candidates for one in said.stands_for_choices),
    ):
        _refuse_several(several)
    for choice in said.stands_for_choices:
        raise Refused(f"No member is called {quoted(choice.said)}. Nothing has been changed.")
    if said.person is None and not said.guest:
        raise Refused("Type a name first. Nothing has been changed.")


def _refuse_several(candidates: Iterable[Known]) -> None:
    found = [f"{one.name} ({one.organisation})" if one.organisation else one.name for one in candidates]
    if found:
        raise Refused(f"Which one: {' or '.join(found)}? Type more of the name. Nothing has been changed.")
