"""People: adding them without silent doubles, and who is a member of a group on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Date, and_, bindparam, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from nscp_desktop.errors import AlreadyKnown, Refused, Unknown
from nscp_desktop.records import CoChair, Group, Holding, NominatedDeputy, Organisation, Person, Seat, Sector
from nscp_desktop.rules import names
from nscp_desktop.rules.retention import REMOVED_PERSON
from nscp_desktop.rules.wording import line, sort_key
from nscp_desktop.services.asking import ask
from nscp_desktop.services.roll import Roll
from nscp_desktop.services.tenure import on_day

if TYPE_CHECKING:
    from nscp_desktop.store import Store

NO_SECTOR_POSITION = 10_000
"""The printed place of an organisation whose sector is not known: after every sector."""


@dataclass(frozen=True, slots=True)
class Member:
    """Who fills a seat of a group on a day; one person in two seats is two members.

    ``role`` is the seat's, or else the person's. ``initials`` differ within the group.
    ``deputies`` are the people nominated for the seat on that day.
    """

    person_id: str
    name: str
    initials: str
    organisation_id: str
    organisation: str
    sector: str
    sector_position: int
    seat_id: str
    role: str
    co_chair: bool
    deputies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the organisation they are recorded under (empty when none)."""

    person_id: str
    name: str
    initials: str
    role: str
    email: str
    organisation_id: str
    organisation: str


# -- members ----------------------------------------------------------------------------------------


def members_on(session: Session, group_id: str, day: date) -> tuple[Member, ...]:
    """The members of a group on a day, in printed order: sector, organisation, surname.

    A person recorded twice (``same_as``) counts as the one that stays. Initials recorded with a person are
    kept; of two who would have the same, whoever has been a member longer keeps the short form. Three questions.
    """
    found = ask(session, _MEMBERS, group=group_id, day=day).all()
    chairs = frozenset(ask(session, _CHAIRS, group=group_id, day=day).scalars())
    deputies: dict[str, list[str]] = {}
    for seat_id, person_id in ask(session, _DEPUTIES, group=group_id, day=day):
        deputies.setdefault(seat_id, []).append(person_id)
    short = _initials(
        {
            row.person_id: (row.name, row.initials)
            for row in sorted(
                found, key=lambda one: (one.since or date.min, sort_key(one.name), one.person_id)
            )
        }
    )
    members = (
        Member(
            person_id=row.person_id,
            name=row.name,
            initials=short[row.person_id],
            organisation_id=row.organisation_id,
            organisation=row.organisation,
            sector=row.sector or "",
            sector_position=NO_SECTOR_POSITION if row.position is None else row.position,
            seat_id=row.seat_id,
            role=row.seat_role or row.role,
            co_chair=row.person_id in chairs,
            deputies=tuple(dict.fromkeys(deputies.get(row.seat_id, ()))),
        )
        for row in found
    )
    return tuple(sorted(members, key=_printed))


# Asked at every mark on a register, so the statements are put together once.
_GROUP: BindParameter[str] = bindparam("group")
_DAY: BindParameter[date] = bindparam("day", type_=Date)


def _members_query() -> Any:  # noqa: ANN401 a statement of many columns
    recorded, person = aliased(Person), aliased(Person)
    columns: tuple[Any, ...] = (
        col(person.id).label("person_id"),
        col(person.name).label("name"),
        col(person.initials).label("initials"),
        col(person.role).label("role"),
        col(Seat.id).label("seat_id"),
        col(Seat.role).label("seat_role"),
        col(Organisation.id).label("organisation_id"),
        col(Organisation.name).label("organisation"),
        col(Sector.name).label("sector"),
        col(Sector.position).label("position"),
        col(Holding.starts).label("since"),
    )
    return (
        select(*columns)
        .select_from(Seat)
        .join(Holding, and_(col(Holding.seat_id) == Seat.id, on_day(Holding, _DAY)))
        .join(recorded, and_(col(recorded.id) == Holding.person_id, col(recorded.removed).is_(False)))
        .join(person, col(person.id) == func.coalesce(recorded.same_as, recorded.id))
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .join(Sector, col(Sector.id) == Organisation.sector_id, isouter=True)
        .where(col(Seat.group_id) == _GROUP, on_day(Seat, _DAY))
    )


_MEMBERS = _members_query()
_CHAIRS = (
    select(func.coalesce(Person.same_as, Person.id))
    .join(CoChair, col(CoChair.person_id) == Person.id)
    .where(col(CoChair.group_id) == _GROUP, on_day(CoChair, _DAY))
)
_DEPUTIES = (
    select(col(NominatedDeputy.seat_id), func.coalesce(Person.same_as, Person.id))
    .join(Person, col(Person.id) == NominatedDeputy.person_id)
    .join(Seat, col(Seat.id) == NominatedDeputy.seat_id)
    .where(col(Seat.group_id) == _GROUP, on_day(NominatedDeputy, _DAY), col(Person.removed).is_(False))
    .order_by(col(NominatedDeputy.starts), Person.name)
)


def _printed(member: Member) -> tuple[object, ...]:
    return (
        member.sector_position,
        sort_key(member.organisation),
        sort_key(names.surname_first(member.name)),
        member.seat_id,
    )


def _initials(people: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Initials that differ, for person id to name and recorded initials: those recorded come first."""
    made = names.initials({person_id: name for person_id, (name, _recorded) in people.items()})
    given: dict[str, str] = {}
    for person_id in sorted(people, key=lambda one: not people[one][1]):
        form = people[person_id][1] or made[person_id]
        short, number = form, 2
        while short in given.values():
            short, number = f"{form}{number}", number + 1
        given[person_id] = short
    return given


# -- adding and changing ----------------------------------------------------------------------------


def add_person(
    store: Store, name: str, organisation_id: str | None = None, role: str = "", email: str = ""
) -> str:
    """Add a person; gives their id.

    Refuses (:class:`AlreadyKnown`, which names the record) somebody of the same name in the same
    organisation, or where one of the two has none, and somebody of the same e-mail address.
    """
    name, role, email = _checked_person(name, role, email)
    with store.read() as session:
        existing = Roll(session).person(name, organisation_id, email)
    if existing is not None:
        raise AlreadyKnown(
            f"{existing.words} is already here. Choose that name, or tell the two apart in the name. "
            "Nothing has been changed.",
            existing.person_id,
        )
    with store.change(f"Add {name}") as session:
        return new_person_in(session, name, organisation_id, role, email)


def new_person_in(
    session: Session, name: str, organisation_id: str | None = None, role: str = "", email: str = ""
) -> str:
    """Add a person within a deed, without asking whether they are known; gives their id."""
    name, role, email = _checked_person(name, role, email)
    person = Person(name=name, organisation_id=organisation_id or None, role=role, email=email)
    session.add(person)
    return person.id


def change_person(
    store: Store,
    person_id: str,
    *,
    name: str | None = None,
    organisation_id: str | None = None,
    role: str | None = None,
    email: str | None = None,
    initials: str | None = None,
) -> None:
    """Change what is known of a person; None leaves a fact as it is, an empty organisation takes it away.

    Refuses (``Refused``) an empty name and somebody who does not exist (``Unknown``).
    """
    with store.read() as session:
        known = known_name(session, person_id)
    if name is not None and not name.strip():
        raise Refused("A person needs a name. Nothing has been changed.")
    facts = {"name": name, "role": role, "email": email, "initials": initials}
    changed = {key: line(value, f"That {key}") for key, value in facts.items() if value is not None}
    with store.change(f"Change {known}") as session:
        record = session.get_one(Person, person_id)
        for key, value in changed.items():
            setattr(record, key, value)
        if organisation_id is not None:
            record.organisation_id = organisation_id or None


def _checked_person(name: str, role: str, email: str) -> tuple[str, str, str]:
    name = " ".join(line(name, "That name").split())
    if not name:
        raise Refused("A person needs a name. Nothing has been changed.")
    return name, line(role, "That role"), line(email, "That e-mail address")


# -- questions --------------------------------------------------------------------------------------

_PERSON: tuple[Any, ...] = (
    Person.id,
    Person.name,
    Person.initials,
    Person.role,
    Person.email,
    Person.organisation_id,
    Organisation.name,
)


def person_name(session: Session, person_id: str | None) -> str:
    """The name of a person, also of one who is removed; empty for nobody."""
    return session.exec(select(Person.name).where(Person.id == person_id)).first() or ""


def known_name(session: Session, person_id: str) -> str:
    """The name of a person; refuses one who does not exist (``Unknown``)."""
    name = person_name(session, person_id)
    if not name:
        raise Unknown("There is no such person. Nothing has been changed.")
    return name


def group_short(session: Session, group_id: str) -> str:
    """The short name of a group, for labels; refuses one that does not exist (``Unknown``)."""
    found = session.exec(select(Group.short).where(Group.id == group_id)).first()
    if found is None:
        raise Unknown("There is no such group. Nothing has been changed.")
    return found


def everyone(store: Store) -> tuple[PersonRow, ...]:
    """Every person who counts, by surname."""
    with store.read() as session:
        query = (
            select(*_PERSON)
            .join(Organisation, col(Organisation.id) == Person.organisation_id, isouter=True)
            .where(
                col(Person.removed).is_(False), col(Person.same_as).is_(None), Person.name != REMOVED_PERSON
            )
        )
        rows = [
            PersonRow(person_id, name, initials, role, email, organisation_id or "", organisation or "")
            for person_id, name, initials, role, email, organisation_id, organisation in session.exec(query)
        ]
    return tuple(sorted(rows, key=lambda row: (sort_key(names.surname_first(row.name)), row.person_id)))
