"""The register of a meeting as papers print it: present, visitors, apologies, not present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.papers.people import Absent, Named, Part, Present, Register, Visitor
from nscp_desktop.records import Meeting, Person, Sector
from nscp_desktop.rules.attendance import Capacity, State, represented_by
from nscp_desktop.rules.presence import head_sectors
from nscp_desktop.rules.wording import fold
from nscp_desktop.services import people
from nscp_desktop.services.minute_taking import taker_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nscp_desktop.rules.attendance import Entry
    from nscp_desktop.services.agenda import Agenda
    from nscp_desktop.services.register import Loaded

NOT_NAMED = "not named yet"
"""What stands for a deputy whom nobody has named (E2)."""


def register_content(session: Session, loaded: Loaded, agenda: Agenda) -> Register:
    """The register of a meeting for its papers; members without a mark count only once it is finished (E9)."""
    entries, meeting = loaded.entries, loaded.meeting
    roles = _roles(session, meeting, entries)
    sectors = head_sectors(entries)
    taker = taker_in(session, meeting)
    members = [
        (entry, _away(entry, complete=meeting.register_complete)) for entry in entries if entry.is_member
    ]
    names = {entry.person_id: entry.name for entry in entries}
    return Register(
        present=tuple(
            _present(entry, entries, roles, sectors[entry.person_id]) for entry in entries if entry.is_head
        ),
        visitors=tuple(
            _visitor(entry, agenda)
            for entry in entries
            if entry.came and not entry.is_head and entry.person_id != taker
        ),
        apologies=tuple(
            _absent(entry, roles, names)
            for entry, state in members
            if state in (State.APOLOGIES, State.DEPUTY)
        ),
        not_present=tuple(
            _absent(entry, roles, names) for entry, state in members if state is State.NO_APOLOGY
        ),
        minutes_by="" if taker is None else people.person_name(session, taker),
        sectors=sector_order_in(session),
    )


def _away(entry: Entry, *, complete: bool) -> State | None:
    """A member's state; without a mark they were not present, but only on a finished register."""
    return State.NO_APOLOGY if entry.state is None and complete else entry.state


def sector_order_in(session: Session) -> tuple[str, ...]:
    """The partnership's sectors in printed order."""
    return tuple(
        session.exec(select(Sector.name).where(col(Sector.removed).is_(False)).order_by(col(Sector.position)))
    )


def _roles(session: Session, meeting: Meeting, entries: Sequence[Entry]) -> dict[str, str]:
    """What everybody on the register does: a member's role in the seat, else their own."""
    own = session.exec(
        select(Person.id, Person.role).where(col(Person.id).in_({entry.person_id for entry in entries}))
    )
    roles = dict(own.all())
    roles.update(
        (member.person_id, member.role)
        for member in people.members_on(session, meeting.group_id, meeting.date)
    )
    return roles


def _present(entry: Entry, entries: Sequence[Entry], roles: Mapping[str, str], sector: str) -> Present:
    return Present(
        name=entry.name,
        initials=entry.person.initials,
        organisation=entry.person.organisation,
        sector=sector,
        role=roles.get(entry.person_id, ""),
        capacity=entry.capacity,
        how=entry.how,
        stands_for=tuple(
            Named(member.name, member.person.initials) for member in represented_by(entries, entry.person_id)
        ),
        part=_part(entry),
    )


def _absent(entry: Entry, roles: Mapping[str, str], names: Mapping[str, str]) -> Absent:
    deputies: tuple[str, ...] = ()
    if entry.state is State.DEPUTY:
        deputies = (names.get(entry.deputy_id, NOT_NAMED),)
    return Absent(
        name=entry.name,
        initials=entry.person.initials,
        organisation=entry.person.organisation,
        sector=entry.person.sector,
        role=roles.get(entry.person_id, ""),
        deputies=deputies,
    )


def _visitor(entry: Entry, agenda: Agenda) -> Visitor:
    """Somebody who is not counted; a speaker with the items they lead ("item 5")."""
    led = [str(row.number) for row in agenda.rows if fold(row.lead) == fold(entry.name)]
    items = ""
    if led and entry.capacity is Capacity.GUEST_SPEAKER:
        items = f"item{'s' if len(led) > 1 else ''} {' and '.join(led)}"
    return Visitor(
        name=entry.name,
        capacity=entry.capacity,
        organisation=entry.person.organisation,
        items=items,
        how=entry.how,
        part=_part(entry),
    )


def _part(entry: Entry) -> Part | None:
    """Late or early, as footnotes say it (E5); None for somebody there throughout."""
    if entry.arrived is None and entry.left is None:
        return None
    return Part(entry.arrived, entry.arrived_item, entry.left, entry.left_item)
