"""Two meetings of Breckland run through the services, November and January: what papers and pages stand on."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session, select

from nscp_desktop.records import (
    Answer,
    Ask,
    Board,
    CoChair,
    Holding,
    NominatedDeputy,
    Organisation,
    Person,
    Room,
    RoomPlace,
    Seat,
    Sector,
    Talk,
    meeting_point,
)
from nscp_desktop.rules.attendance import Capacity, How
from nscp_desktop.rules.capture import parse
from nscp_desktop.rules.meetings import Mode
from nscp_desktop.services import (
    actions,
    attendance,
    capture,
    local_agenda,
    meetings,
    notes,
    partnership,
    rounds,
)
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.rounds import Plan
from nscp_desktop.store import Store
from tests.services.breckland import MEMBERS, OTHERS
from tests.services.conftest import LONDON, Clock

NOVEMBER, JANUARY, MARCH = date(2026, 11, 12), date(2027, 1, 14), date(2027, 3, 11)


@dataclass
class Winter:
    """The ids of what was made, by short names."""

    store: Store
    clock: Clock
    group_id: str
    november: str
    january: str
    march: str
    people: dict[str, str]

    def person(self, word: str) -> str:
        """The id of a person by a word of their name."""
        return next(found for name, found in self.people.items() if word in name.split())

    def item(self, begins: str, meeting_id: str = "") -> str:
        """The id of the item whose title begins so."""
        rows = agenda(self.store, meeting_id or self.january).rows
        return next(row.item_id for row in rows if row.title.startswith(begins))

    def record(self, line: str, begins: str, meeting_id: str = "", room_id: str | None = None) -> str:
        """Record a line at an item, as the capture line does; gives its id."""
        at = meeting_id or self.january
        understood = parse(line, capture.context(self.store, at))
        return capture.record(self.store, at, self.item(begins, at), understood, room_id).record_id


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in the partnership's time."""
    return datetime.combine(day, time(hour, minute), LONDON)


def seated(store: Store, group_id: str) -> dict[str, str]:
    """Breckland's members in their seats, two co-chairs and two deputies; gives people's ids by name."""
    people: dict[str, str] = {}
    organisations: dict[str, str] = {}
    with store.change("Seat the members") as session:
        sectors = {sector.name: sector.id for sector in session.exec(select(Sector))}
        for name, organisation, sector, role in (*MEMBERS, *OTHERS):
            if organisation not in organisations:
                made = Organisation(name=organisation, sector_id=sectors[sector])
                session.add(made)
                organisations[organisation] = made.id
            person = Person(name=name, organisation_id=organisations[organisation], role=role)
            session.add(person)
            people[name] = person.id
        seats = {}
        for name, organisation, _sector, role in MEMBERS:
            seat = Seat(
                group_id=group_id, organisation_id=organisations[organisation], role=role,
                starts=date(2025, 4, 1),
            )  # fmt: skip
            session.add_all([seat, Holding(seat_id=seat.id, person_id=people[name], starts=date(2025, 4, 1))])
            seats[name] = seat.id
        for name in ("Tamsin Reedmarsh", "Claire O'Dowd"):
            session.add(CoChair(group_id=group_id, person_id=people[name], starts=date(2025, 4, 1)))
        session.add(NominatedDeputy(seat_id=seats["Dr Ann Sale"], person_id=people["Priya Nair"]))
        session.add(NominatedDeputy(seat_id=seats["Dele Akande"], person_id=people["Bram Dykesworthy"]))
    return people


def winter(store: Store, clock: Clock, *, closed: bool = True) -> Winter:
    """Two rounds and a third arranged; January's meeting closed, or left running at its last item."""
    clock.set(at(date(2026, 10, 1), 9))
    groups = {one.code: one.group_id for one in partnership.groups(store)}
    people = seated(store, groups["B"])
    made = {}
    for number, day in ((4, NOVEMBER), (5, JANUARY), (6, MARCH)):
        plans = [
            Plan(groups["B"], day, time(10), time(12), Mode.BOTH, "Quaker Lane Hall + Teams"),
            Plan(groups["S"], day.replace(day=day.day - 1), time(10), time(12), Mode.ONLINE, ""),
        ]
        rounds.arrange_round_with_meetings(store, 2026, number, day.replace(day=1), plans)
        made[number] = meetings.meeting_on(store, "B", day)
    held = Winter(store, clock, groups["B"], made[4], made[5], made[6], people)
    _november(held)
    _january(held, closed=closed)
    store.forget_sitting()
    return held


def _here(held: Winter, meeting_id: str, *words: str, how: How = How.ROOM) -> None:
    for word in words:
        attendance.mark_present(held.store, meeting_id, held.person(word), how)


def _november(held: Winter) -> None:
    store, clock, here = held.store, held.clock, held.november
    clock.set(at(NOVEMBER, 9, 58))
    meetings.open_meeting(store, here)
    _here(held, here, "Joe", "Ann", "Claire", "Orla", "Marcus", "Dele", "Hannah", "Tamsin")
    _here(held, here, "Tomasz", how=How.ONLINE)
    attendance.mark_apologies(store, here, held.person("Ruth"))
    held.record("action ruth to ask Housing for a nominated deputy by 10 dec", "Matters", here)
    held.record(
        "action claire to circulate the neglect champions list by 4 dec #neglect", "Presentation", here
    )
    held.record("action everyone: take one recommendation of review Q to a team meeting", "Breakout", here)
    clock.set(at(NOVEMBER, 12, 1))
    while meetings.next_item(store, here):
        clock.pass_by(0.1)
    meetings.close_meeting(store, here)
    with store.change("What the board said") as session:
        board = session.exec(select(Board).where(Board.name.startswith("Breckland"))).one()
        session.add_all(
            [
                Ask(
                    board_id=board.id, said="Tell us what happened to what we told you.",
                    said_on=date(2026, 11, 26), consent=True, asked_of="the bus company and police to reply",
                ),
                Ask(board_id=board.id, said="Words nobody agreed to share.", said_on=date(2026, 12, 1)),
            ]
        )  # fmt: skip
    clock.set(at(date(2026, 12, 2), 11))
    actions.close(store, _by_reference(store, "B-2611-02"), "Every school now has a name to ring")


def _january(held: Winter, *, closed: bool) -> None:
    store, clock, here = held.store, held.clock, held.january
    local_agenda.edit_item(
        store, here, held.item("Presentation"), title="Neglect strategy: the toolkit", lead="Lena Marsh"
    )
    clock.set(at(JANUARY, 9, 59))
    meetings.open_meeting(store, here)
    clock.set(at(JANUARY, 10, 1))
    meetings.stamp_confidentiality(store, here)
    _here(held, here, "Claire", "Joe", "Orla", "Hannah", "Зоряна", "Tamsin", "Dele")
    attendance.mark_late(store, here, held.person("Tomasz"), time(10, 12), How.ONLINE)
    attendance.mark_deputy(store, here, held.person("Priya"), [held.person("Ann"), held.person("Marcus")])
    attendance.mark_apologies(store, here, held.person("Ruth"))
    attendance.mark_left(store, here, held.person("Dele"), time(10, 40))
    speaker = held.people["Lena Marsh"] = _speaker(store)
    attendance.mark_present(store, here, speaker, How.ROOM, Capacity.GUEST_SPEAKER)
    meetings.agree_last_minutes(store, here, "adding Kit Mwangi to those present")
    actions.add_note(store, _by_reference(store, "B-2611-01"), "Two letters sent, no answer")
    notes.write(
        store, here, held.item("Neglect"),
        "Lena Marsh presented. The toolkit was launched in July and has been used in 41 cases.\n"
        "Three points were made:\n- it takes twenty minutes the first time\n- schools already hold it",
    )  # fmt: skip
    held.record("decision adopt the toolkit as the shared format because schools already hold it", "Neglect")
    held.record("action joe to circulate the chronology page to A&E leads by 22 jan #neglect", "Neglect")
    held.record("action bring two worked examples", "Neglect")
    held.record("outcome two schools now invite the DSL by name", "Neglect")
    held.record("challenge nobody from Housing for a fourth meeting", "Apologies")
    held.record("Members thanked the speaker.", "Neglect")
    _rooms(held)
    notes.write(store, here, held.item("Workplan"), "A family in one village was spoken of.")
    notes.restrict(store, here, held.item("Workplan"))
    held.record("action hannah to write to the landlord by 29 jan", "Workplan")
    clock.set(at(JANUARY, 12, 3))
    for _ in range(len(agenda(store, here).rows) - 2):
        meetings.next_item(store, here)
    if closed:
        meetings.close_meeting(store, here)


def _rooms(held: Winter) -> None:
    """Two rooms with people, points and an action; and what was said to the board."""
    store, item = held.store, held.item("Breakout")
    questions = agenda(store, held.january).row(item).questions
    rooms = [meeting_point("room", held.january, item, str(number)) for number in (1, 2)]
    with store.change("Make two rooms") as session:
        for number, room_id in enumerate(rooms, start=1):
            session.add(Room(id=room_id, meeting_id=held.january, item_id=item, number=number))
        _sit(session, held, item, rooms[0], "Joe", "Claire", "Dele")
        _sit(session, held, item, rooms[1], "Hannah", "Priya")
        points = ("The school held the whole picture.", "A move between districts went unseen.")
        for place, text in enumerate(points):
            session.add(
                Answer(
                    room_id=rooms[0], question_id=questions[1].id, position=place, text=text, best=not place
                )
            )
        ask = session.exec(select(Ask).where(Ask.consent)).one()
        session.add(
            Talk(
                ask_id=ask.id, meeting_id=held.january, talked_on=JANUARY, item_id=held.item("Youth"),
                text="Members agreed that nobody had gone back to the board.",
            )
        )  # fmt: skip
    held.record("action claire to share the DSL contact list by 29 jan", "Breakout", room_id=rooms[0])


def _sit(session: Session, held: Winter, item: str, room_id: str, *words: str) -> None:
    for word in words:
        person_id = held.person(word)
        session.add(
            RoomPlace(
                id=meeting_point("room_place", held.january, item, person_id), meeting_id=held.january,
                item_id=item, person_id=person_id, room_id=room_id,
            )
        )  # fmt: skip


def _speaker(store: Store) -> str:
    with store.change("Add Lena Marsh") as session:
        person = Person(name="Lena Marsh", role="Neglect lead")
        session.add(person)
        return person.id


def _by_reference(store: Store, reference: str) -> str:
    return next(
        row.id for row in actions.list_actions(store, actions.Which.ALL) if row.reference == reference
    )
