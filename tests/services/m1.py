"""The shared round of January as one group holds it: twenty members, two hours; everybody in it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from sqlmodel import col, select

from nscp_desktop.records import (
    Action,
    CoChair,
    Holding,
    Meeting,
    NominatedDeputy,
    Organisation,
    Person,
    Round,
    Seat,
    Sector,
)
from nscp_desktop.services import agenda, youth_boards
from tests.services.january import arrange_january

if TYPE_CHECKING:
    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.store import Store

MEMBERS = (
    "Tamsin Reedmarsh", "Idris Quillfeather", "Joe Blackwood", "Ann Sale", "Claire O'Dowd", "Orla Pearl",
    "Marcus Reeve", "Dele Akande", "Ruth Pell", "Hannah Voss", "Zara Lugg", "Victor Fenn", "Grace Wherry",
    "Leon Staithe", "Bethan Crome", "Niall Broadmere", "Uma Thurne", "Wilf Dyke", "Kit Salter", "Siobhan Ling",
)  # fmt: skip
DEPUTY = "Priya Nair"
"""Nominated for Ann Sale and Dele Akande."""


@dataclass(frozen=True, slots=True)
class M1:
    """The meeting, the one before it and the people, by name."""

    store: Store
    group_id: str
    meeting_id: str
    before_id: str
    people: dict[str, str]

    @property
    def rows(self) -> tuple[AgendaRow, ...]:
        """The items of the agenda as they stand."""
        return agenda.agenda(self.store, self.meeting_id).rows

    def place(self, word: str) -> int:
        """The place of the first item with a duty or of a kind, from 0."""
        return next(at for at, row in enumerate(self.rows) if word in {row.duty.value, row.kind.value})


def m1(store: Store) -> M1:
    """Make the members, an earlier meeting with two open actions, the round, and what a board waits for."""
    january = arrange_january(store)
    group_id = january.groups["B"]
    with store.change("Seat twenty invented members") as session:
        sector = session.exec(select(Sector).order_by(col(Sector.position))).all()[0]
        people, seats, trusts = {}, {}, {}
        for name in (*MEMBERS, DEPUTY):
            trust = Organisation(name=f"{name.split()[-1]} Trust", sector_id=sector.id)
            person = Person(name=name, organisation_id=trust.id, role="Safeguarding lead")
            session.add_all([trust, person])
            people[name], trusts[name] = person.id, trust.id
        for name in MEMBERS:
            seat = Seat(group_id=group_id, organisation_id=trusts[name], starts=date(2025, 4, 1))
            session.add_all([seat, Holding(seat_id=seat.id, person_id=people[name], starts=date(2025, 4, 1))])
            seats[name] = seat.id
        for name in MEMBERS[:2]:
            session.add(CoChair(group_id=group_id, person_id=people[name]))
        for name in ("Ann Sale", "Dele Akande"):
            session.add(NominatedDeputy(seat_id=seats[name], person_id=people[DEPUTY]))
        held = Round(year=2026, number=4, month=date(2026, 11, 1))
        before = Meeting(
            group_id=group_id, round_id=held.id, date=date(2026, 11, 12), starts=time(10), ends=time(12),
            status="held", mode="both", venue="Quaker Lane Hall", register_complete=True, minutes_state="draft",
            minutes_version=1,
        )  # fmt: skip
        session.add_all([held, before])
        for number, (owner, text) in enumerate(
            (
                ("Joe Blackwood", "Ask the hospital for its figures"),
                ("Claire O'Dowd", "Send round the guide"),
            ),
            start=1,
        ):
            session.add(
                Action(
                    group_id=group_id, meeting_id=before.id, reference=f"B-2611-{number:02}",
                    kind="individual", text=text, owner_id=people[owner], due=date(2027, 1, 10),
                )
            )  # fmt: skip
        made = M1(store, group_id, january.breckland, before.id, people)
    board = next(one.board_id for one in youth_boards.boards(store, group_id))
    youth_boards.add_ask(store, board, "Can the last bus wait for the youth club?", date(2026, 11, 5))
    store.forget_sitting()
    return made
