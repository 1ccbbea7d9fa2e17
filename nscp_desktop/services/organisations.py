"""Organisations: the partners, each in its sector, and finding one by name however it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import AlreadyKnown, Refused, Unknown
from nscp_desktop.records import Organisation, Sector
from nscp_desktop.rules.wording import line, sort_key
from nscp_desktop.services.partnership import alike

if TYPE_CHECKING:
    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation and its sector (empty when it is not known)."""

    organisation_id: str
    name: str
    short: str
    sector_id: str
    sector: str


def add_organisation(store: Store, name: str, sector_id: str | None = None, short: str = "") -> str:
    """Add an organisation; gives its id. Refuses one that is already there (:class:`AlreadyKnown`)."""
    name, short = _checked_organisation(name, short)
    with store.read() as session:
        existing = organisations_by_name(session).get(alike(name))
    if existing is not None:
        raise AlreadyKnown(
            f"{existing.name} is already here. Nothing has been changed.", existing.organisation_id
        )
    with store.change(f"Add {name}") as session:
        return new_organisation_in(session, name, sector_id, short)


def new_organisation_in(session: Session, name: str, sector_id: str | None = None, short: str = "") -> str:
    """Add an organisation within a deed, without asking whether it is known; gives its id."""
    name, short = _checked_organisation(name, short)
    organisation = Organisation(name=name, short=short, sector_id=sector_id or None)
    session.add(organisation)
    return organisation.id


def change_organisation(
    store: Store,
    organisation_id: str,
    *,
    name: str | None = None,
    short: str | None = None,
    sector_id: str | None = None,
) -> None:
    """Change an organisation; None leaves a fact as it is, an empty sector takes it away.

    Refuses (``Refused``) an empty name and an organisation that does not exist (``Unknown``).
    """
    known = {row.organisation_id: row.name for row in organisations(store)}.get(organisation_id)
    if known is None:
        raise Unknown("There is no such organisation. Nothing has been changed.")
    if name is not None and not name.strip():
        raise Refused("An organisation needs a name. Nothing has been changed.")
    facts = {"name": name, "short": short}
    changed = {key: line(value, "That name") for key, value in facts.items() if value is not None}
    with store.change(f"Change {known}") as session:
        record = session.get_one(Organisation, organisation_id)
        for key, value in changed.items():
            setattr(record, key, value)
        if sector_id is not None:
            record.sector_id = sector_id or None


def _checked_organisation(name: str, short: str) -> tuple[str, str]:
    name = " ".join(line(name, "That name").split())
    if not name:
        raise Refused("An organisation needs a name. Nothing has been changed.")
    return name, line(short, "That short name")


# -- questions --------------------------------------------------------------------------------------

_ORGANISATION: tuple[Any, ...] = (
    Organisation.id,
    Organisation.name,
    Organisation.short,
    Organisation.sector_id,
    Sector.name,
)


def organisations(store: Store) -> tuple[OrganisationRow, ...]:
    """Every organisation, by name."""
    with store.read() as session:
        return tuple(sorted(_organisations_in(session), key=lambda row: sort_key(row.name)))


def _organisations_in(session: Session) -> list[OrganisationRow]:
    query = (
        select(*_ORGANISATION)
        .join(Sector, col(Sector.id) == Organisation.sector_id, isouter=True)
        .where(col(Organisation.removed).is_(False))
    )
    return [
        OrganisationRow(organisation_id, name, short, sector_id or "", sector or "")
        for organisation_id, name, short, sector_id, sector in session.exec(query)
    ]


def organisations_by_name(session: Session) -> dict[str, OrganisationRow]:
    """Every organisation under its name and its short name, as :func:`alike` folds them; names come first."""
    found: dict[str, OrganisationRow] = {}
    rows = _organisations_in(session)
    for row in rows:
        if row.short:
            found[alike(row.short)] = row
    found.update((alike(row.name), row) for row in rows)
    return found
