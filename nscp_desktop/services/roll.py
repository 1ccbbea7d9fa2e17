"""The roll: everybody and every organisation that is known, to find who is meant before adding somebody twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.records import Person
from nscp_desktop.rules import names
from nscp_desktop.rules.wording import fold, sort_key
from nscp_desktop.services.organisations import organisations_by_name
from nscp_desktop.services.partnership import alike

if TYPE_CHECKING:
    from nscp_desktop.services.organisations import OrganisationRow


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A person who is already known."""

    person_id: str
    name: str
    organisation_id: str
    organisation: str

    @property
    def words(self) -> str:
        """The name with the organisation: "Priya Nair (Fenmere Hospital)"."""
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


class Roll:
    """Everybody and every organisation, folded once, to ask whether a name is already there."""

    def __init__(self, session: Session) -> None:
        """Read all people and organisations that are not removed."""
        self._organisations = organisations_by_name(session)
        named = {row.organisation_id: row.name for row in self._organisations.values()}
        self._by_name: dict[str, list[OnRoll]] = {}
        self._by_email: dict[str, OnRoll] = {}
        query = select(
            col(Person.id), col(Person.name), col(Person.organisation_id), col(Person.email)
        ).where(col(Person.removed).is_(False), col(Person.same_as).is_(None))
        for person_id, name, organisation_id, email in session.exec(query.order_by(Person.name, Person.id)):
            one = OnRoll(person_id, name, organisation_id or "", named.get(organisation_id or "", ""))
            self._by_name.setdefault(_plain_name(name), []).append(one)
            if email:
                self._by_email.setdefault(fold(email), one)

    def organisation(self, name: str) -> OrganisationRow | None:
        """The organisation of that name or short name, however it is typed; None when there is none."""
        return self._organisations.get(alike(name))

    def named(self, name: str) -> tuple[OnRoll, ...]:
        """Everybody of that name, accents, titles and capitals aside, by organisation."""
        found = self._by_name.get(_plain_name(name), ())
        return tuple(sorted(found, key=lambda one: (sort_key(one.organisation), one.person_id)))

    def person(self, name: str, organisation_id: str | None, email: str = "") -> OnRoll | None:
        """Who that already is: the same address, or the same name where the organisations do not differ."""
        if email and fold(email) in self._by_email:
            return self._by_email[fold(email)]
        alike_named = self.named(name)
        exact = [one for one in alike_named if one.organisation_id == (organisation_id or "")]
        open_ended = [one for one in alike_named if not one.organisation_id or not organisation_id]
        return next(iter((*exact, *open_ended)), None)


def _plain_name(name: str) -> str:
    return fold(names.without_title(name))
