"""An invented Breckland meeting, written straight into a store's records for tests to stand on."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from sqlmodel import Session, select

from nscp_desktop.records import (
    AgendaItem,
    CoChair,
    Group,
    Holding,
    Meeting,
    NominatedDeputy,
    Organisation,
    Person,
    Round,
    Seat,
    Sector,
    Theme,
)
from nscp_desktop.store import Store

ON = date(2027, 1, 14)
NEXT = date(2027, 3, 11)

# name, organisation, sector, role
MEMBERS = (
    ("Joe Blackwood", "Fenmere Hospital", "Health", "Named nurse"),
    ("Dr Ann Sale", "Wensum Community Health", "Health", "Named doctor"),
    ("Tomasz Wójcik", "School Nursing Service", "Health", "School nurse"),
    ("Claire O'Dowd", "Larkfield Academy", "Education", "Designated safeguarding lead"),
    ("Orla Pearl", "Thornham Primary School", "Education", "Headteacher"),
    ("Marcus Reeve", "Little Acorns Nursery", "Early years", "Manager"),
    ("Dele Akande", "Constabulary, east command", "Police", "Detective inspector"),
    ("Ruth Pell", "District council, housing", "Housing", "Housing manager"),
    ("Hannah Voss", "Hearthside Families", "Voluntary and community", "Chief officer"),
    ("Зоряна Луговафен", "Harbour Friends", "Voluntary and community", "Trustee"),
    ("Tamsin Reedmarsh", "Children's Services", "Children's Services", "Head of service"),
)
OTHERS = (
    ("Priya Nair", "Wensum Community Health", "Health", "Safeguarding nurse"),
    ("Bram Dykesworthy", "Constabulary, east command", "Police", "Detective sergeant"),
    ("Imogen Hartley", "Children's Services", "Children's Services", "Neglect lead"),
)
ITEMS = (
    ("Welcome and confidentiality", "formal", "welcome", 5),
    ("Apologies and deputies", "formal", "apologies", 5),
    ("Minutes of the last meeting", "decision", "minutes", 5),
    ("Matters arising", "decision", "matters", 10),
    ("Neglect strategy: the adolescent toolkit", "presentation", "", 20),
    ("Breakout: Review Q (invented)", "breakout", "breakout", 35),
    ("Youth Advisory Board link", "standing", "youth board", 10),
    ("Any other business", "formal", "other business", 5),
    ("Date of next meeting", "formal", "close", 5),
)


@dataclass
class Breckland:
    """The ids of what was made, by short names."""

    store: Store
    group_id: str
    meeting_id: str
    next_id: str
    earlier: tuple[str, ...]
    people: dict[str, str]
    items: tuple[str, ...]
    organisations: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)

    def person(self, first_name: str) -> str:
        """The id of a person by their first name."""
        return next(found for name, found in self.people.items() if first_name in name.split())


def breckland(store: Store, mode: str = "both") -> Breckland:
    """Make the group's members, four earlier held meetings, this one and the next."""
    with store.change("Make an invented meeting") as session:
        group = session.exec(select(Group).where(Group.code == "B")).one()
        sectors = {sector.name: sector.id for sector in session.exec(select(Sector))}
        organisations, people, seats = _people(session, group.id, sectors)
        earlier = tuple(
            _meeting(session, group.id, number, ON - timedelta(weeks=9 * (5 - number)), "held", mode).id
            for number in range(1, 5)
        )
        meeting = _meeting(session, group.id, 5, ON, "arranged", mode)
        after = _meeting(session, group.id, 6, NEXT, "arranged", mode)
        items = []
        for position, (title, kind, duty, minutes) in enumerate(ITEMS, start=1):
            item = AgendaItem(
                round_id=meeting.round_id,
                position=position,
                title=title,
                kind=kind,
                duty=duty,
                minutes=minutes,
            )
            session.add(item)
            items.append(item.id)
        themes = {theme.code: theme.id for theme in session.exec(select(Theme))}
        made = Breckland(
            store, group.id, meeting.id, after.id, earlier, people, tuple(items), organisations, seats, themes
        )
    store.forget_sitting()
    return made


def _people(
    session: Session, group_id: str, sectors: dict[str, str]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    organisations: dict[str, str] = {}
    people: dict[str, str] = {}
    seats: dict[str, str] = {}
    for name, organisation, sector, role in (*MEMBERS, *OTHERS):
        if organisation not in organisations:
            made = Organisation(name=organisation, sector_id=sectors[sector])
            session.add(made)
            organisations[organisation] = made.id
        person = Person(name=name, organisation_id=organisations[organisation], role=role)
        session.add(person)
        people[name] = person.id
    for name, organisation, _sector, role in MEMBERS:
        seat = Seat(
            group_id=group_id, organisation_id=organisations[organisation], role=role, starts=date(2025, 4, 1)
        )
        session.add(seat)
        session.add(Holding(seat_id=seat.id, person_id=people[name], starts=date(2025, 4, 1)))
        seats[name] = seat.id
    session.add(CoChair(group_id=group_id, person_id=people["Tamsin Reedmarsh"]))
    session.add(NominatedDeputy(seat_id=seats["Dr Ann Sale"], person_id=people["Priya Nair"]))
    session.add(NominatedDeputy(seat_id=seats["Dele Akande"], person_id=people["Bram Dykesworthy"]))
    return organisations, people, seats


def _meeting(session: Session, group_id: str, number: int, on: date, status: str, mode: str) -> Meeting:
    held = Round(year=2026, number=number, month=on.replace(day=1))
    meeting = Meeting(
        group_id=group_id, round_id=held.id, date=on, starts=time(10), ends=time(12), status=status, mode=mode,
        venue="Quaker Lane Hall + Teams", register_complete=status == "held",
    )  # fmt: skip
    session.add(held)
    session.add(meeting)
    return meeting
