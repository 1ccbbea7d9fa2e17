"""Officers: who works in this program, and as what; signing in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import col, select

from nscp_desktop import log
from nscp_desktop.errors import CannotWrite, Refused, Unknown
from nscp_desktop.records import Officer, Person
from nscp_desktop.rules.wording import quoted, sort_key
from nscp_desktop.services.people import known_name, new_person_in
from nscp_desktop.services.roll import Roll

if TYPE_CHECKING:
    from nscp_desktop.store import Change, Store


class OfficerRole(StrEnum):
    """As what somebody works here; it decides which pages they see first."""

    CO_CHAIR = "co-chair"
    BUSINESS_SUPPORT = "business support"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """Somebody who may sign in; ``role`` is a word of :class:`OfficerRole`."""

    person_id: str
    name: str
    role: str


def officers(store: Store) -> tuple[OfficerRow, ...]:
    """Who may sign in, by name; somebody with two roles stands here twice."""
    with store.read() as session:
        rows = session.exec(
            select(col(Person.id), col(Person.name), col(Officer.role))
            .join(Officer, col(Officer.person_id) == Person.id)
            .where(col(Officer.removed).is_(False), col(Person.removed).is_(False))
        )
        return tuple(
            sorted((OfficerRow(*row) for row in rows), key=lambda row: (sort_key(row.name), row.role))
        )


def add_officer(store: Store, name: str, role: str) -> str:
    """Let somebody work here as ``role``; gives their person's id.

    The one known person of that name is taken, else somebody new is added. Who has that role already is
    given back and nothing is changed. Refuses (``Refused``) an empty name and a role that is none.
    """
    if role not in set(OfficerRole):
        raise Refused(f"{quoted(role)} is not one of: {', '.join(OfficerRole)}. Nothing has been changed.")
    with store.read() as session:
        known = Roll(session).named(name)
    person_id = known[0].person_id if len(known) == 1 else None
    if any((row.person_id, row.role) == (person_id, role) for row in officers(store)):
        return person_id or ""
    with store.change(f"Let {' '.join(name.split())} work here", undoable=False) as session:
        person_id = person_id or new_person_in(session, name)
        session.add(Officer(person_id=person_id, role=role))
        return person_id


def end_officer(store: Store, person_id: str) -> None:
    """Take somebody off the list of those who may sign in; refuses who is not on it (``Unknown``)."""
    with store.read() as session:
        name = known_name(session, person_id)
    if all(row.person_id != person_id for row in officers(store)):
        raise Unknown(f"{name} does not work here. Nothing has been changed.")
    with store.change(f"Take {name} off the list of who works here") as session:
        query = select(Officer).where(Officer.person_id == person_id, col(Officer.removed).is_(False))
        for record in session.exec(query):
            record.removed = True


def sign_in(store: Store, person_id: str) -> None:
    """Note in the journal that somebody unlocked the store; every deed from now on is theirs.

    A full disk keeps nobody out: it is then noted after the next deed. Refuses who is not an officer (``Unknown``).
    """
    row = next((one for one in officers(store) if one.person_id == person_id), None)
    if row is None:
        raise Unknown("That person does not work in this store. Choose another name.")
    store.actor = person_id
    _note_unlocked(store, f"{row.name} unlocked the store")


def _note_unlocked(store: Store, label: str) -> None:
    try:
        store.note("unlock", label)
    except CannotWrite as refusal:
        log.fault(refusal)

        def later(_change: Change) -> None:
            stop()
            _note_unlocked(store, label)

        stop = store.listen(later)
