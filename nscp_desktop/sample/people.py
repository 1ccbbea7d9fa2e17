"""The sample's people: members of every group pasted in as from a spreadsheet, and who works here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nscp_desktop import assets
from nscp_desktop.services import members_paste, officers, partnership

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from random import Random

    from nscp_desktop.services.partnership import GroupFacts
    from nscp_desktop.store import Store

MAIN_GROUP = "B"
"""The code of the group that meets today, where the partnership has it; else its first group does."""
_CHAIRS_FOR = "Children's Services"
_HEADINGS = ("Name", "Organisation", "Sector", "Role", "Email", "Deputy", "Co-chair")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a member list."""

    name: str
    organisation: str
    sector: str
    role: str = ""
    email: str = ""
    deputy: str = ""
    co_chair: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it stands in the spreadsheet."""
        chair = "yes" if self.co_chair else ""
        return (self.name, self.organisation, self.sector, self.role, self.email, self.deputy, chair)


def months_before(day: date, months: int) -> date:
    """The first day of the month that many months before ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=year, month=month + 1, day=1)


def main_group(store: Store) -> GroupFacts:
    """The group that meets today."""
    listed = partnership.groups(store)
    return next((one for one in listed if one.code == MAIN_GROUP), listed[0])


def settle(store: Store, chance: Random, began: date) -> None:
    """Give every group its members from ``began`` on, and say who works here."""
    words = tomllib.loads(assets.text("sample", "people.toml"))
    names = _Names(words, chance)
    main = main_group(store)
    listed = partnership.groups(store)
    sectors = tuple(one.name for one in partnership.sectors(store))
    for place, group in enumerate(listed):
        chair = words["chairs"][min(place * 2 // len(listed), 1)]
        rows = [Row(chair["name"], _CHAIRS_FOR, _CHAIRS_FOR, chair["role"], chair["email"], co_chair=True)]
        if group == main:
            rows += [Row(**{**one, "sector": _known(one["sector"], sectors)}) for one in words["member"]]
        else:
            rows += _made_up(words, names, chance, sectors, words["places"][place * 2 : place * 2 + 2])
        if group == listed[(listed.index(main) + 1) % len(listed)]:
            rows += [Row(**one) for one in words["shared"]]
        members_paste.take_in(store, members_paste.preview(store, group.group_id, pasted(rows), began))
    for one in words["officers"]:
        officers.add_officer(store, one["name"], one["role"])


def pasted(rows: Sequence[Row]) -> str:
    """A member list as it comes off a spreadsheet."""
    return "\r\n".join("\t".join(cells) for cells in (_HEADINGS, *(row.cells for row in rows)))


def _known(sector: str, sectors: tuple[str, ...]) -> str:
    """A sector of this partnership; another partnership may have fewer."""
    return sector if sector in sectors else sectors[-1]


def _made_up(
    words: dict[str, Any], names: _Names, chance: Random, sectors: tuple[str, ...], places: list[str]
) -> list[Row]:
    """The members of a group: organisations of every sector at its two places, eighteen to twenty-four."""
    rows: list[Row] = []
    for sector in sectors:
        for pattern, role in words["organisations"].get(sector, ()):
            for place in places if chance.random() < 0.35 else places[:1]:
                name = names.another()
                deputy = names.another() if chance.random() < 0.4 else ""
                email = f"{name.split()[-1].lower()}@{place.lower()}.example"
                rows.append(Row(name, pattern.replace("{n}", place), sector, role, email, deputy))
    chance.shuffle(rows)
    rows = rows[: chance.randint(17, 22)]
    # The second co-chair comes from health, education or the voluntary sector.
    for number, row in enumerate(rows):
        if row.sector in {"Health", "Education", "Voluntary and community"}:
            rows[number] = Row(
                row.name, row.organisation, row.sector, row.role, row.email, row.deputy, co_chair=True
            )
            break
    return rows


class _Names:
    """Names of people, each given once."""

    def __init__(self, words: dict[str, Any], chance: Random) -> None:
        """Mix first names with surnames; no surname comes back before all have been given."""
        self._chance = chance
        self._first: list[str] = words["first_names"]
        self._surnames: list[str] = words["surnames"]
        self._waiting: list[str] = []
        self._given: set[str] = set()

    def another(self) -> str:
        """A name that nobody has yet."""
        while True:
            if not self._waiting:
                self._waiting = list(self._surnames)
                self._chance.shuffle(self._waiting)
            name = f"{self._chance.choice(self._first)} {self._waiting.pop()}"
            if name not in self._given:
                self._given.add(name)
                return name
