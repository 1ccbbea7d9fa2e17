"""Members pasted from a spreadsheet: what each row would do, shown first, then taken in as one deed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused
from nscp_desktop.records import CoChair, NominatedDeputy, Organisation, Person
from nscp_desktop.rules.member_list import Listed, parse
from nscp_desktop.rules.wording import counted, fold, line, quoted
from nscp_desktop.services import partnership
from nscp_desktop.services.organisations import new_organisation_in
from nscp_desktop.services.partnership import SectorFacts, alike
from nscp_desktop.services.people import members_on, new_person_in
from nscp_desktop.services.roll import Roll
from nscp_desktop.services.seats import seat_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlmodel import Session

    from nscp_desktop.rules.member_list import Column
    from nscp_desktop.store import Store


class PasteStatus(StrEnum):
    """What a row means for the group."""

    NEW = "new"
    KNOWN = "known"
    MEMBER = "already a member"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class PasteRow:
    """A row of the list and what would be done with it.

    ``row`` counts from 1 as pasted. ``sentence`` says what is wrong or worth knowing, else it is empty.
    ``asks_sector`` says that the organisation would be taken in without a sector.
    """

    row: int
    name: str
    organisation: str
    role: str
    email: str
    sector_id: str
    sector: str
    deputies: tuple[str, ...]
    co_chair: bool
    status: PasteStatus
    sentence: str = ""
    asks_sector: bool = False

    @property
    def comes_in(self) -> bool:
        """Whether taking the list in makes this row a member."""
        return self.status in {PasteStatus.NEW, PasteStatus.KNOWN}


@dataclass(frozen=True, slots=True)
class PastePreview:
    """A pasted list before it is taken in: members of ``group_id`` from ``starts`` on."""

    group_id: str
    group: str
    starts: date
    rows: tuple[PasteRow, ...]
    headed: bool
    columns: tuple[Column, ...]

    @property
    def to_add(self) -> int:
        """How many members taking it in would add."""
        return sum(row.comes_in for row in self.rows)

    @property
    def label(self) -> str:
        """The deed: "Add 22 members to Breckland LSCG"."""
        return f"Add {counted(self.to_add, 'member')} to {self.group}"

    @property
    def summary(self) -> str:
        """The counts in words: "20 new, 2 known elsewhere, 1 already a member, 1 with a problem"."""
        parts = (
            (PasteStatus.NEW, "new"),
            (PasteStatus.KNOWN, "known already"),
            (PasteStatus.MEMBER, "already in the group"),
            (PasteStatus.PROBLEM, "left out"),
        )
        counts = [(sum(row.status is status for row in self.rows), words) for status, words in parts]
        said = [f"{number} {words}" for number, words in counts if number]
        without = sum(row.comes_in and row.asks_sector for row in self.rows)
        return ", ".join([*said, *([f"{without} without a sector"] if without else [])])


# -- preview ----------------------------------------------------------------------------------------


def preview(store: Store, group_id: str, text: str, starts: date | None = None) -> PastePreview:
    """What taking in a pasted list would do; members from ``starts`` on, today unless said.

    Refuses (``Refused``) a list that is too long or holds no names, and an unknown group (``Unknown``).
    """
    group = partnership.group(store, group_id)
    sectors = _SectorWords(partnership.sectors(store))
    pasted = parse(text, sectors.knows)
    day = starts or store.now().date()
    with store.read() as session:
        roll = Roll(session)
        members = {(one.person_id, one.organisation_id) for one in members_on(session, group_id, day)}
    seen: set[tuple[str, str]] = set()
    rows: list[PasteRow] = []
    for listed in pasted.rows:
        row = _row(listed, roll, members, sectors, group.short)
        key = (fold(row.name), alike(row.organisation))
        if row.comes_in and key in seen:
            row = replace(row, status=PasteStatus.PROBLEM, sentence=f"{row.name} stands above already.")
        seen.add(key)
        rows.append(row)
    found = PastePreview(group_id, group.short, day, tuple(rows), pasted.headed, pasted.columns)
    # A sector said once holds for every row of its organisation.
    for row in rows:
        if row.comes_in and row.sector_id:
            found = with_sector(found, row.row, SectorFacts(row.sector_id, row.sector, 0, ()))
    return found


def _row(
    listed: Listed, roll: Roll, members: set[tuple[str, str]], sectors: _SectorWords, group: str
) -> PasteRow:
    row = PasteRow(
        row=listed.row,
        name=listed.name,
        organisation=listed.organisation,
        role=listed.role,
        email=listed.email,
        sector_id="",
        sector="",
        deputies=listed.deputies,
        co_chair=listed.co_chair,
        status=PasteStatus.NEW,
    )
    problem = _problem(listed)
    if problem:
        return replace(row, status=PasteStatus.PROBLEM, sentence=problem)
    if not row.organisation:
        named = roll.named(row.name)
        if len(named) != 1 or not named[0].organisation:
            sentence = f"Which organisation does {row.name} come from?"
            return replace(row, status=PasteStatus.PROBLEM, sentence=sentence)
        row = replace(row, organisation=named[0].organisation)
    there = roll.organisation(row.organisation)
    person = roll.person(row.name, there.organisation_id if there else "?", row.email)
    if person is not None and there is not None and (person.person_id, there.organisation_id) in members:
        sentence = f"{person.name} is a member of {group} already."
        return replace(row, status=PasteStatus.MEMBER, sentence=sentence, sector=there.sector)
    if there is not None and there.sector_id:
        row = replace(row, sector_id=there.sector_id, sector=there.sector)
    else:
        row = _with_sector(row, listed.sector, sectors)
    said = [row.sentence] if row.sentence else []
    if person is not None:
        row = replace(row, status=PasteStatus.KNOWN)
        if fold(person.name) != fold(row.name):
            said.append(f"Known here as {person.name}.")
    elif roll.named(row.name):
        other = roll.named(row.name)[0].organisation or "no organisation"
        said.append(f"There is a {row.name} at {other} too: this is taken as somebody else.")
    return replace(row, sentence=" ".join(said))


def _problem(listed: Listed) -> str:
    """Why a row cannot be taken in; empty when it can, as far as its words go."""
    if not listed.name:
        return "There is no name in this row."
    facts = (
        ("The name", listed.name),
        ("The organisation", listed.organisation),
        ("The role", listed.role),
        ("The e-mail address", listed.email),
        *(("The deputy's name", deputy) for deputy in listed.deputies),
    )
    for what, text in facts:
        try:
            line(text, what)
        except Refused as refused:
            return str(refused).removesuffix(" Nothing has been changed.")
    return ""


class _SectorWords:
    """The sectors under every word people use for them."""

    def __init__(self, sectors: Iterable[SectorFacts]) -> None:
        self._sectors: dict[str, SectorFacts] = {}
        listed = tuple(sectors)
        for sector in listed:
            for word in sector.words:
                self._sectors.setdefault(alike(word), sector)
        self._sectors.update((alike(sector.name), sector) for sector in listed)

    def find(self, said: str) -> SectorFacts | None:
        """The sector that is called that."""
        return self._sectors.get(alike(said))

    def knows(self, said: str) -> bool:
        """Whether that is what people call a sector."""
        return self.find(said) is not None

    def within(self, organisation: str) -> SectorFacts | None:
        """The one sector of which a word stands in an organisation's name; None when two would do."""
        padded = f" {alike(organisation)} "
        found = {one.sector_id: one for word, one in self._sectors.items() if f" {word} " in padded}
        return next(iter(found.values())) if len(found) == 1 else None


def _with_sector(row: PasteRow, said: str, sectors: _SectorWords) -> PasteRow:
    """The row with the sector that is said, or that its organisation's name gives away, or asking for one."""
    found = sectors.find(said)
    if found is not None:
        return replace(row, sector_id=found.sector_id, sector=found.name)
    if said:
        sentence = f"{quoted(said)} is no sector here: {row.organisation} comes in without one."
        return replace(row, sentence=sentence, asks_sector=True)
    found = sectors.within(row.organisation)
    if found is not None:
        sentence = "Sector taken from the organisation's name."
        return replace(row, sector_id=found.sector_id, sector=found.name, sentence=sentence)
    return replace(
        row, sentence=f"No sector said: {row.organisation} comes in without one.", asks_sector=True
    )


def with_sector(preview: PastePreview, row: int, sector: SectorFacts) -> PastePreview:
    """The preview with a sector chosen for the organisation of that row, in every row of it."""
    wanted = next((alike(one.organisation) for one in preview.rows if one.row == row), None)
    rows = tuple(
        replace(one, sector_id=sector.sector_id, sector=sector.name, sentence="", asks_sector=False)
        if one.comes_in and one.asks_sector and alike(one.organisation) == wanted
        else one
        for one in preview.rows
    )
    return replace(preview, rows=rows)


# -- taking in --------------------------------------------------------------------------------------


def take_in(store: Store, preview: PastePreview) -> int:
    """Add everybody in the preview who is not a member yet, as one deed; gives how many.

    Who has become a member since the preview is passed over. Refuses (``Refused``) when nobody is left.
    """
    rows = [row for row in preview.rows if row.comes_in]
    if not rows:
        raise Refused(f"Nobody in that list is new to {preview.group}. Nothing has been changed.")
    with store.change(preview.label) as session:
        intake = _Intake(session, preview)
        added = [(row, seat_id) for row in rows if (seat_id := intake.member(row))]
        # Afterwards, so that a deputy who stands further down the list is not made twice.
        for row, seat_id in added:
            intake.deputies(row, seat_id)
        if not added:
            raise Refused(f"Everybody in that list is in {preview.group} by now. Nothing has been changed.")
    return len(added)


class _Intake:
    """One list being taken in, within its deed."""

    def __init__(self, session: Session, preview: PastePreview) -> None:
        self._session = session
        self._preview = preview
        self._roll = Roll(session)
        members = members_on(session, preview.group_id, preview.starts)
        self._members = {(one.person_id, one.organisation_id) for one in members}
        self._chairs = {one.person_id for one in members if one.co_chair}
        self._organisations: dict[str, str] = {}
        self._people: dict[tuple[str, str], str] = {}

    def member(self, row: PasteRow) -> str:
        """Give the row a seat, making what is new; gives the seat's id, or nothing for a member."""
        organisation_id = self._organisation(row)
        person_id = self._person(row.name, organisation_id, row.email, row.role)
        if (person_id, organisation_id) in self._members:
            return ""
        self._members.add((person_id, organisation_id))
        group_id, starts = self._preview.group_id, self._preview.starts
        if row.co_chair and person_id not in self._chairs:
            self._session.add(CoChair(group_id=group_id, person_id=person_id, starts=starts))
            self._chairs.add(person_id)
        return seat_in(self._session, group_id, organisation_id, starts, role=row.role, person_id=person_id)

    def deputies(self, row: PasteRow, seat_id: str) -> None:
        """Nominate the row's deputies."""
        organisation_id = self._organisation(row)
        holder_id = self._person(row.name, organisation_id, row.email, row.role)
        for name in row.deputies:
            deputy_id = self._deputy(name, organisation_id)
            if deputy_id != holder_id:
                self._session.add(
                    NominatedDeputy(seat_id=seat_id, person_id=deputy_id, starts=self._preview.starts)
                )

    def _organisation(self, row: PasteRow) -> str:
        key = alike(row.organisation)
        if key not in self._organisations:
            there = self._roll.organisation(row.organisation)
            if there is None:
                self._organisations[key] = new_organisation_in(self._session, row.organisation, row.sector_id)
            else:
                self._organisations[key] = there.organisation_id
                if not there.sector_id and row.sector_id:
                    self._session.get_one(Organisation, there.organisation_id).sector_id = row.sector_id
        return self._organisations[key]

    def _person(self, name: str, organisation_id: str, email: str, role: str) -> str:
        key = (fold(name), organisation_id)
        if key not in self._people:
            known = self._roll.person(name, organisation_id, email)
            if known is None:
                self._people[key] = new_person_in(self._session, name, organisation_id, role, email)
            else:
                self._people[key] = known.person_id
                record = self._session.get_one(Person, known.person_id)
                record.organisation_id = record.organisation_id or organisation_id
                record.email = record.email or email
        return self._people[key]

    def _deputy(self, name: str, organisation_id: str) -> str:
        """A deputy: of the same organisation, else the one person of that name, else somebody new."""
        here = [person_id for (folded, _at), person_id in self._people.items() if folded == fold(name)]
        known = self._roll.person(name, organisation_id)
        if known is None and (fold(name), organisation_id) not in self._people:
            for found in (here, [one.person_id for one in self._roll.named(name)]):
                if len(found) == 1:
                    return found[0]
        return self._person(name, organisation_id, "", "")
