"""Round 5, January 2027, of six groups: what the tests of rounds, meetings and agendas stand on."""

from dataclasses import dataclass
from datetime import date, time

from nscp_desktop.records import CoChair, Holding, Organisation, Person, Seat
from nscp_desktop.rules.meetings import Mode
from nscp_desktop.services import partnership, rounds
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.meetings import meetings_of_round
from nscp_desktop.services.rounds import Plan
from nscp_desktop.store import Store

DAYS = {"S": 12, "N": 13, "B": 14, "W": 18, "GY": 19, "NB": 21}
MONTH = date(2027, 1, 1)


@dataclass(frozen=True)
class January:
    """The round, and its meetings by the group's code."""

    round_id: str
    meetings: dict[str, str]
    groups: dict[str, str]

    @property
    def breckland(self) -> str:
        return self.meetings["B"]


def group_ids(store: Store) -> dict[str, str]:
    return {one.code: one.group_id for one in partnership.groups(store, None)}


def arrange_january(store: Store) -> January:
    groups = group_ids(store)
    plans = [
        Plan(groups[code], date(2027, 1, day), time(10), time(12), Mode.BOTH, "Quaker Lane Hall + Teams")
        for code, day in DAYS.items()
    ]
    round_id = rounds.arrange_round_with_meetings(store, 2026, 5, MONTH, plans)
    held = {one.group_code: one.id for one in meetings_of_round(store, round_id)}
    return January(round_id, held, groups)


def seat_people(store: Store, group_id: str, *names: str, co_chairs: int = 0) -> list[str]:
    """Give each name a seat in the group; the first ``co_chairs`` of them co-chair it."""
    with store.change("Seat people") as session:
        people = []
        for place, name in enumerate(names):
            organisation = Organisation(name=f"{name.split()[-1]} Trust (invented)")
            person = Person(name=name, organisation_id=organisation.id)
            seat = Seat(group_id=group_id, organisation_id=organisation.id)
            session.add_all([organisation, person, seat, Holding(seat_id=seat.id, person_id=person.id)])
            if place < co_chairs:
                session.add(CoChair(group_id=group_id, person_id=person.id))
            people.append(person.id)
    return people


def item(store: Store, meeting_id: str, begins: str) -> str:
    """The id of the item whose title begins so, left out or not."""
    shown = agenda(store, meeting_id)
    found = [row.item_id for row in (*shown.rows, *shown.omitted) if row.title.startswith(begins)]
    assert len(found) == 1, found
    return found[0]


def titles(store: Store, meeting_id: str) -> list[str]:
    return [row.title for row in agenda(store, meeting_id).rows]
