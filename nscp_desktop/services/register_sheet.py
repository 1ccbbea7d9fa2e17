"""The sheet on which one deed of the register is worked out before it is written.

It takes over what the rules change and writes exactly that; the verbs are in
:mod:`nscp_desktop.services.attendance`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import Attendance, Officer, Organisation, Person, Sector, meeting_point, new_id
from nscp_desktop.rules import attendance as rules
from nscp_desktop.rules import names, presence
from nscp_desktop.rules.attendance import Capacity, Entry, How, State, and_list
from nscp_desktop.rules.footnotes import item_at
from nscp_desktop.rules.wording import fold, line
from nscp_desktop.services import agenda, half_typed
from nscp_desktop.services.register import Loaded, load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from nscp_desktop.rules.register_line import RegisterMark
    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class Marking:
    """What a mark did: whom it was about, in words for the eye and the ear.

    ``spoken`` ends with the count ("14 of 22 here"), ``sentence`` does not. ``notice`` is a second
    sentence when a rule moved somebody else (E3). ``changed`` is false when the mark was already so.
    """

    person_id: str
    name: str
    sentence: str
    spoken: str
    notice: str
    changed: bool


class RegisterSheet:
    """A meeting's register while one deed is worked out on it; ``keep`` writes what changed."""

    def __init__(self, store: Store, session: Session, meeting_id: str) -> None:
        self.store = store
        self.session = session
        self.loaded: Loaded = load(store, session, meeting_id)
        if self.loaded.meeting.status in {"cancelled", "rearranged"}:
            status = self.loaded.meeting.status
            raise Refused(f"This meeting was {status}, so nobody can be marked. Nothing has been changed.")
        self.meeting_id = meeting_id
        self.before = self.loaded.entries
        self.entries = self.before
        self.notice = ""
        self.organisation_ids = dict(self.loaded.organisation_ids)
        self.newcomers: list[Person] = []

    # -- who ----------------------------------------------------------------------------------------

    def entry(self, person: rules.Person) -> Entry | None:
        """The person's line on the sheet, or None."""
        return next((one for one in self.entries if one.person_id == person.person_id), None)

    def person(self, person_id: str) -> rules.Person:
        """Somebody on the register, or anybody else with the organisation and sector of today."""
        for entry in self.entries:
            if entry.person_id == person_id:
                return entry.person
        columns: tuple[Any, ...] = (
            Person.name,
            Person.initials,
            Organisation.id,
            Organisation.name,
            Sector.name,
        )
        found = self.session.exec(
            select(*columns)
            .select_from(Person)
            .join(Organisation, col(Organisation.id) == col(Person.organisation_id), isouter=True)
            .join(Sector, col(Sector.id) == col(Organisation.sector_id), isouter=True)
            .where(col(Person.id) == person_id, col(Person.removed).is_(False))
        ).first()
        if found is None:
            raise Refused("That person is not in this store any more. Nothing has been changed.")
        name, initials, organisation_id, organisation, sector = found
        self.organisation_ids[person_id] = organisation_id
        return rules.Person(
            person_id, name, initials, organisation or "", sector or "", names.surname_first(name)
        )

    def newcomer(self, name: str) -> rules.Person:
        """A person by a name that nobody had, made in the same deed."""
        made = Person(id=new_id(), name=line(name, "The name"))
        self.newcomers.append(made)
        self.organisation_ids[made.id] = None
        return rules.Person(made.id, made.name, names.initials_of(made.name))

    # -- what ---------------------------------------------------------------------------------------

    def apply(self, marked: rules.Marked) -> None:
        """Take over what a rule changed."""
        changed = {entry.person_id: entry for entry in marked.changed}
        known = tuple(changed.pop(entry.person_id, entry) for entry in self.entries)
        self.entries = (*known, *changed.values())
        self.notice = marked.notice or self.notice

    def present(self, person: rules.Person, said: RegisterMark) -> str:
        """Mark a person present as the line says; gives the deed's label."""
        own = self.entry(person)
        # Of somebody whose deputy came, "left" is the deputy's to say: the rule refuses it below.
        there = own is not None and (own.came or own.state is State.DEPUTY)
        label = f"Mark {person.name} present"
        if said.stands_for:
            members = [self.person(member.person_id) for member in said.stands_for]
            label = self.stands_for(person, members, said.how)
        elif not (said.left and there):
            label = self._come(person, own, said)
        if said.late:
            arrived = said.arrived or self._now()
            self.apply(rules.mark_late(self.entries, person.person_id, arrived, self._item_at(arrived)))
            label = f"{label}, arrived {arrived:%H:%M}"
        if said.left:
            left = said.left_at or self._now()
            self.apply(rules.mark_left(self.entries, person.person_id, left, self._item_at(left)))
            label = f"Note that {person.name} left at {left:%H:%M}"
        return label

    def _come(self, person: rules.Person, own: Entry | None, said: RegisterMark) -> str:
        how = said.how or self._usual(own)
        label = f"Mark {person.name} present{' online' if how is How.ONLINE else ''}"
        if own is not None and (own.is_member or said.capacity in {None, own.capacity}):
            self.apply(rules.mark_present(self.entries, person.person_id, how))
            return label
        if said.capacity is Capacity.DEPUTY or (said.capacity is None and self._nominated_by(person)):
            members = () if said.capacity else self._one_away(self._nominated_by(person))
            return self.stands_for(person, members, said.how)
        if said.capacity in rules.MEMBERS:
            raise Refused(
                f"{person.name} is not a member of this group on this date. Give them a seat on People first, "
                "or mark them as a deputy or an observer. Nothing has been changed."
            )
        capacity = said.capacity or self._visiting(person)
        self.apply(rules.add_guest(self.entries, person, capacity, how))
        return (
            f"{label} as {capacity.value}"
            if capacity is Capacity.IN_ATTENDANCE
            else f"{label}, {capacity.value}"
        )

    def stands_for(self, deputy: rules.Person, members: Sequence[rules.Person], how: How | None) -> str:
        """Mark a deputy present for these members; gives the deed's label."""
        way = how or self._usual(self.entry(deputy))
        self.apply(rules.deputy_arrives(self.entries, deputy, [m.person_id for m in members], way))
        if not members:
            self.notice = f"Say for whom {deputy.name} came: type the name, “for” and the member."
            return f"Mark {deputy.name} present as deputy"
        return f"Mark {deputy.name} present for {and_list(member.name for member in members)}"

    def deputised(self, member: rules.Person, said: RegisterMark) -> str:
        """Mark that a deputy came for a member; gives the deed's label."""
        deputy = self._deputy_of(member, said)
        way = said.how or (self._usual(self.entry(deputy)) if deputy else How.NOT_RECORDED)
        self.apply(rules.mark_deputy(self.entries, member.person_id, deputy, way, unknown=deputy is None))
        if deputy is None:
            self.notice = f"Say who came for {member.name}: type the name, “d” and the deputy."
            return f"Mark a deputy for {member.name}"
        return f"Mark {deputy.name} present for {member.name}"

    def away(self, person: rules.Person, state: State) -> str:
        """Mark apologies, or that no apologies came; gives the deed's label."""
        if self.entry(person) is None:
            raise Refused(
                f"{person.name} is not a member of this group on this date, so needs no apologies. "
                "Nothing has been changed."
            )
        if state is State.APOLOGIES:
            self.apply(rules.mark_apologies(self.entries, person.person_id))
            return f"Note the apologies of {person.name}"
        self.apply(rules.mark_not_present(self.entries, person.person_id))
        return f"Mark {person.name} not present"

    def _deputy_of(self, member: rules.Person, said: RegisterMark) -> rules.Person | None:
        """The deputy the line names, else the one who is nominated; None when nobody is."""
        if said.deputy is not None:
            return self.person(said.deputy.person_id)
        if said.deputy_guest:
            return self.newcomer(said.deputy_guest)
        nominated = [self.person(one) for one in self.loaded.deputies.get(member.person_id, ())]
        if len(nominated) > 1:
            several = " or ".join(one.name for one in nominated)
            raise Refused(f"Which deputy came for {member.name}: {several}? Nothing has been changed.")
        return nominated[0] if nominated else None

    def _nominated_by(self, person: rules.Person) -> tuple[Entry, ...]:
        """The members who have nominated this person as their deputy."""
        by = {one for one, deputies in self.loaded.deputies.items() if person.person_id in deputies}
        return tuple(entry for entry in self.entries if entry.person_id in by)

    @staticmethod
    def _one_away(members: Sequence[Entry]) -> tuple[rules.Person, ...]:
        """The member a nominated deputy comes for when nobody says: the only one away, if that is clear."""
        away = [one for one in members if not one.came and one.state is not State.DEPUTY]
        sorry = [one for one in away if one.state is State.APOLOGIES]
        for chosen in (sorry, away, members):
            if len(chosen) == 1:
                return (chosen[0].person,)
        return ()

    def _visiting(self, person: rules.Person) -> Capacity:
        """A speaker who leads an item; in attendance for a newcomer and who works in this program; else an observer."""
        officer = self.session.exec(
            select(Officer.id).where(
                col(Officer.person_id) == person.person_id, col(Officer.removed).is_(False)
            )
        ).first()
        if officer is not None:
            return Capacity.IN_ATTENDANCE
        if any(
            fold(row.lead) == fold(person.name) for row in agenda.agenda(self.store, self.meeting_id).rows
        ):
            return Capacity.GUEST_SPEAKER
        new = any(made.id == person.person_id for made in self.newcomers)
        return Capacity.IN_ATTENDANCE if new else Capacity.OBSERVER

    def _usual(self, own: Entry | None) -> How:
        """The meeting's usual way; for somebody already here, how they came stays as it is."""
        if own is not None and own.came:
            return How.NOT_RECORDED
        return How.ONLINE if self.loaded.meeting.mode == "online" else How.ROOM

    # -- when ---------------------------------------------------------------------------------------

    def _now(self) -> time:
        return self.store.now().time().replace(second=0, microsecond=0)

    def _item_at(self, at: time) -> str:
        """The number of the item under way: by when items began, or by the plan before the meeting opens."""
        rows = agenda.agenda(self.store, self.meeting_id).rows
        zone = self.store.now().tzinfo
        begun = [
            (str(row.number), row.started_at.astimezone(zone).time())
            for row in rows
            if row.started_at is not None
        ]
        return item_at(at, begun or [(str(row.number), row.starts) for row in rows])

    # -- writing ------------------------------------------------------------------------------------

    def changed(self) -> tuple[Entry, ...]:
        """The entries that are not as they were."""
        was = {entry.person_id: entry for entry in self.before}
        return tuple(entry for entry in self.entries if was.get(entry.person_id) != entry)

    def keep(self, label: str, person: rules.Person, typed: half_typed.Box | None = None) -> Marking:
        """Write what changed as one deed and say it; what was ``typed`` for it goes in the same commit."""
        changed = self.changed()
        if changed:
            with self.store.change(label) as session:
                self.write(session)
                if typed is not None:
                    half_typed.settle_in(self.store, session, typed)
        numbers = presence.counts(self.entries)
        counted = f"{numbers.here} of {numbers.members} here"
        spoken = presence.spoken(self.entries, person.person_id)
        sentence = spoken.removesuffix(f", {counted}")
        return Marking(person.person_id, person.name, sentence, spoken, self.notice, bool(changed))

    def write(self, session: Session) -> None:
        """Write the changed entries into the open change."""
        session.add_all(self.newcomers)
        changed = self.changed()
        items: dict[str, str] = {}
        if any(entry.arrived_item or entry.left_item for entry in changed):
            items = {str(row.number): row.item_id for row in agenda.agenda(self.store, self.meeting_id).rows}
        for entry in changed:
            self._write_entry(session, entry, items)

    def _write_entry(self, session: Session, entry: Entry, items: dict[str, str]) -> None:
        row_id = meeting_point("attendance", self.meeting_id, entry.person_id)
        row = session.get(Attendance, row_id)
        state = "" if entry.state is None else entry.state.value
        if row is None:
            row = Attendance(
                id=row_id,
                meeting_id=self.meeting_id,
                person_id=entry.person_id,
                capacity=entry.capacity.value,
                state=state,
            )
            session.add(row)
        row.removed = entry.state is None
        row.capacity, row.state, row.how = entry.capacity.value, state, entry.how.value
        row.deputy_id = entry.deputy_id or None
        row.organisation_id = self.organisation_ids.get(entry.person_id)
        row.arrived, row.arrived_item_id = entry.arrived, items.get(entry.arrived_item)
        row.left, row.left_item_id = entry.left, items.get(entry.left_item)
        row.marked_at = self.store.now()
