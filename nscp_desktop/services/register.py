"""A meeting's register as it stands: who holds a seat, who is marked how, the counts and what is missing.

The verbs that change it are in :mod:`nscp_desktop.services.attendance`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Date, bindparam
from sqlmodel import Session, col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import Attendance, Meeting, Organisation, Person, Seat, Sector
from nscp_desktop.rules import attendance as rules
from nscp_desktop.rules import names, presence
from nscp_desktop.rules.attendance import Capacity, Entry, How, State
from nscp_desktop.rules.meetings import begins
from nscp_desktop.rules.register_gaps import Gap, gaps, odd_times
from nscp_desktop.rules.wording import sort_key
from nscp_desktop.services import agenda, people
from nscp_desktop.services.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from nscp_desktop.rules.presence import Counts, RegisterRow, SectorRows
    from nscp_desktop.store import Store

LOOKED_BACK = 12
"""How many earlier meetings are asked whether a sector was missing there too."""

_ORDINALS = (
    "",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
)


@dataclass(frozen=True, slots=True)
class MissingSector:
    """A sector with a seat from which nobody came; ``running`` counts this meeting and those before it."""

    sector: str
    running: int

    @property
    def sentence(self) -> str:
        """The sentence that says so: "No one from Housing."."""
        return f"No one from {self.sector}."

    @property
    def running_words(self) -> str:
        """For how long, "Fourth meeting running."; nothing when they came last time."""
        if self.running < 2:
            return ""
        if self.running < len(_ORDINALS):
            return f"{_ORDINALS[self.running]} meeting running."
        return f"{self.running} meetings running."


@dataclass(frozen=True, slots=True)
class Register:
    """One meeting's register.

    ``entries`` has the members in printed order, marked or not, then everybody else who is marked.
    ``sectors`` and ``guests`` are the list beside the meeting. ``missing`` is empty until somebody came.
    ``order`` is the sectors' printed order, ``deputies`` the people each member has nominated; ``complete`` says that the register was finished (E9);
    ``odd_times`` are sentences about times outside the meeting.
    """

    meeting_id: str
    entries: tuple[Entry, ...]
    sectors: tuple[SectorRows, ...]
    guests: tuple[RegisterRow, ...]
    counts: Counts
    missing: tuple[MissingSector, ...]
    gaps: tuple[Gap, ...]
    order: tuple[str, ...]
    deputies: Mapping[str, tuple[str, ...]]
    complete: bool
    odd_times: tuple[str, ...] = ()

    def entry_of(self, person_id: str) -> Entry | None:
        """The person's entry, or None when they are neither a member nor marked."""
        return next((entry for entry in self.entries if entry.person_id == person_id), None)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The register's entries with what is needed to write them back."""

    meeting: Meeting
    entries: tuple[Entry, ...]
    organisation_ids: dict[str, str | None]
    deputies: dict[str, tuple[str, ...]]


def register(store: Store, meeting_id: str) -> Register:
    """Give a meeting's register; refuses a meeting that does not exist (:class:`Unknown`)."""
    with store.read() as session:
        loaded = load(store, session, meeting_id)
        order = tuple(ask(session, _ORDER).scalars())
        entries = loaded.entries
        counts = presence.counts(entries)
        sectors = presence.register_rows(entries, order)
        away = presence.missing_sectors(sectors) if counts.came else ()
        odd = odd_times(entries, *_span(store, loaded.meeting))
        return Register(
            meeting_id=meeting_id,
            entries=entries,
            sectors=tuple(replace(one, rows=presence.to_check(one.rows, odd)) for one in sectors),
            guests=presence.to_check(presence.guest_rows(entries), odd),
            counts=counts,
            missing=_running(session, loaded.meeting, away),
            gaps=gaps(entries),
            order=order,
            deputies=loaded.deputies,
            complete=loaded.meeting.register_complete,
            odd_times=tuple(odd.values()),
        )


def _span(store: Store, meeting: Meeting) -> tuple[datetime, datetime]:
    """From when to when a meeting goes: to its close; while it is open, to its planned end and at least to now."""
    now = store.now()
    began = begins(datetime.combine(meeting.date, meeting.starts, now.tzinfo), meeting.opened_at)
    if meeting.closed_at is not None:
        return began, meeting.closed_at.astimezone(now.tzinfo)
    planned = datetime.combine(meeting.date, meeting.ends, now.tzinfo)
    return began, max(planned, now) if meeting.opened_at is not None else planned


def meeting_in(session: Session, meeting_id: str) -> Meeting:
    """The meeting's record; refuses one that does not exist (:class:`Unknown`)."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.removed:
        raise Unknown("There is no such meeting. Nothing has been changed.")
    return meeting


def load(store: Store, session: Session, meeting_id: str) -> Loaded:
    """The register's entries, members first; for the verbs and for papers."""
    meeting = meeting_in(session, meeting_id)
    marks = {row.person_id: row for row in session.exec(_MARKS, params={"meeting": meeting_id})}
    numbers: dict[str, str] = {}
    if any(row.arrived_item_id or row.left_item_id for row in marks.values()):
        numbers = {row.item_id: str(row.number) for row in agenda.agenda(store, meeting_id).rows}
    members = people.members_on(session, meeting.group_id, meeting.date)
    entries: dict[str, Entry] = {}
    organisations: dict[str, str | None] = {}
    deputies: dict[str, tuple[str, ...]] = {}
    for member in members:
        known = deputies.get(member.person_id, ())
        deputies[member.person_id] = (*known, *(d for d in member.deputies if d not in known))
        if member.person_id in entries:
            continue  # one person in two seats is one entry (E1)
        person = rules.Person(
            member.person_id, member.name, member.initials, member.organisation, member.sector,
            names.surname_first(member.name),
        )  # fmt: skip
        capacity = Capacity.CO_CHAIR if member.co_chair else Capacity.MEMBER
        entries[member.person_id] = _entry(person, capacity, marks.get(member.person_id), numbers)
        organisations[member.person_id] = member.organisation_id
    others = [mark for mark in marks.values() if mark.person_id not in entries]
    found = zip(others, _persons(session, others), strict=True)
    for mark, person in sorted(found, key=lambda one: (sort_key(one[1].sort_name), one[0].person_id)):
        entries[mark.person_id] = _entry(person, Capacity(mark.capacity), mark, numbers)
        organisations[mark.person_id] = mark.organisation_id
    return Loaded(meeting, _with_initials(tuple(entries.values())), organisations, deputies)


def _entry(
    person: rules.Person, capacity: Capacity, mark: Attendance | None, numbers: dict[str, str]
) -> Entry:
    if mark is None:
        return Entry(person, capacity)
    return Entry(
        person=person,
        capacity=capacity,
        state=State(mark.state) if mark.state else None,
        how=How(mark.how),
        deputy_id=mark.deputy_id or "",
        arrived=mark.arrived,
        arrived_item=numbers.get(mark.arrived_item_id or "", ""),
        left=mark.left,
        left_item=numbers.get(mark.left_item_id or "", ""),
    )


def _persons(session: Session, marks: Sequence[Attendance]) -> list[rules.Person]:
    """The people of these marks, each with the organisation and sector noted at the time (F4)."""
    if not marks:
        return []
    organisations = {
        row[0]: row
        for row in session.exec(
            select(Organisation.id, Organisation.name, Sector.name)
            .join(Sector, col(Sector.id) == col(Organisation.sector_id), isouter=True)
            .where(col(Organisation.id).in_({mark.organisation_id for mark in marks}))
        )
    }
    named = {
        row[0]: row
        for row in session.exec(
            select(Person.id, Person.name, Person.initials).where(
                col(Person.id).in_({mark.person_id for mark in marks})
            )
        )
    }
    found = []
    for mark in marks:
        _id, name, short = named[mark.person_id]
        _organisation_id, organisation, sector = organisations.get(mark.organisation_id or "", ("", "", ""))
        found.append(
            rules.Person(mark.person_id, name, short, organisation, sector or "", names.surname_first(name))
        )
    return found


def _with_initials(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with initials that differ: those recorded where they can stay, longer ones where not."""
    listed = tuple(entries)
    longer = names.initials({entry.person_id: entry.name for entry in listed})
    taken: set[str] = set()
    given: list[Entry] = []
    for entry in listed:
        wanted = entry.person.initials or names.initials_of(entry.name)
        form = wanted if wanted and wanted not in taken else longer[entry.person_id]
        stem, number = form, 2
        while form in taken:
            form, number = f"{stem}{number}", number + 1
        taken.add(form)
        if form != entry.person.initials:
            entry = replace(entry, person=replace(entry.person, initials=form))
        given.append(entry)
    return tuple(given)


# Asked after every mark, so the statements are put together once.
_MARKS = select(Attendance).where(
    col(Attendance.meeting_id) == bindparam("meeting"), col(Attendance.removed).is_(False)
)
_ORDER = select(Sector.name).where(col(Sector.removed).is_(False)).order_by(col(Sector.position))
_EARLIER = (
    select(Meeting.id, col(Meeting.date))
    .where(
        col(Meeting.group_id) == bindparam("group"),
        Meeting.status == "held",
        Meeting.kind == "ordinary",
        col(Meeting.removed).is_(False),
        col(Meeting.date) < bindparam("day", type_=Date),
    )
    .order_by(col(Meeting.date).desc())
    .limit(LOOKED_BACK)
)
_CAME = (
    select(Attendance.meeting_id, Sector.name)
    .join(Organisation, col(Organisation.id) == col(Attendance.organisation_id))
    .join(Sector, col(Sector.id) == col(Organisation.sector_id))
    .where(
        col(Attendance.meeting_id).in_(bindparam("meetings", expanding=True)),
        col(Attendance.state).in_([State.PRESENT, State.DEPUTY]),
        col(Attendance.capacity).in_(rules.MEMBERS),
        col(Attendance.removed).is_(False),
    )
    .distinct()
)
_SEATS = (
    select(Sector.name, col(Seat.starts), col(Seat.ends))
    .join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
    .join(Sector, col(Sector.id) == col(Organisation.sector_id))
    .where(col(Seat.group_id) == bindparam("group"), col(Seat.removed).is_(False))
)


def _running(session: Session, meeting: Meeting, away: Sequence[str]) -> tuple[MissingSector, ...]:
    """For how many of the group's held meetings each sector has been missing, this one included."""
    if not away:
        return ()
    earlier = ask(session, _EARLIER, group=meeting.group_id, day=meeting.date).all()
    held = tuple(meeting_id for meeting_id, _on in earlier)
    came = {tuple(row) for row in ask(session, _CAME, meetings=held)}
    seats = ask(session, _SEATS, group=meeting.group_id).all()
    missing = []
    for sector in away:
        running = 1
        for earlier_id, on in earlier:
            if (earlier_id, sector) in came or not _had_seat(seats, sector, on):
                break
            running += 1
        missing.append(MissingSector(sector, running))
    return tuple(missing)


def _had_seat(seats: Sequence[tuple[str, date | None, date | None]], sector: str, on: date) -> bool:
    return any(
        name == sector and (starts is None or starts <= on) and (ends is None or on <= ends)
        for name, starts, ends in seats
    )
