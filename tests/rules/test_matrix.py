"""The member matrix of a year (F5, F6, E5 to E9, E13, V10, V16), and the model matrix exactly."""

import csv
from dataclasses import replace
from datetime import date, time

from nscp_desktop.rules.attendance import Capacity, Entry, How, Person, State
from nscp_desktop.rules.footnotes import Footnote
from nscp_desktop.rules.matrix import Cell, Matrix, matrix
from nscp_desktop.rules.meetings import MeetingKind, Status
from nscp_desktop.rules.year import Meeting, Membership, Year
from tests.rules.registers import (
    ANN,
    DELE,
    JOE,
    KIT,
    PRIYA,
    RUTH,
    SECTORS,
    apologies,
    deputised,
    deputy,
    meeting,
    member,
    not_present,
    present,
)
from tests.rules.synthetic import FACTS

YEAR = Year(date(2026, 4, 1))
MAY, JULY, SEPTEMBER = date(2026, 5, 14), date(2026, 7, 9), date(2026, 9, 10)
PERRIN = Person("perrin", "Perrin Cobblewick", "PC")


def made(meetings: list[Meeting], memberships: list[Membership]) -> Matrix:
    return matrix("South", YEAR, meetings, memberships, SECTORS)


def codes(found: Matrix) -> dict[str, str]:
    return {r.membership.person.name: " ".join(c.text or "." for c in r.cells) for r in found.rows}


def test_the_model_matrix() -> None:
    text = (FACTS / "attendance_matrix.csv").read_text(encoding="utf-8")
    header, *lines = list(csv.reader(text.splitlines()))
    days = [
        date(2000 + int(d.split()[2]), MONTHS.index(d.split()[1]) + 1, int(d.split()[0]))
        for d in header[4:10]
    ]
    rows = [line for line in lines if len(line) == len(header)]
    notes = [line[0] for line in lines if len(line) == 1]
    registers: dict[date, list[Entry]] = {day: [deputy(PERRIN)] for day in days}
    memberships = []
    for name, initials, organisation, sector, *rest in rows:
        person = Person(initials, name, initials, organisation, sector, name.split()[-1])
        in_force = [day for day, code in zip(days, rest, strict=False) if code != "-"]
        memberships.append(Membership(person, "North", f"{organisation}", in_force[0], in_force[-1]))
        for day, code in zip(days, rest, strict=False):
            if code != "-":
                entry = Entry(person, state=State(code[0]))
                if code == "P(1)":
                    entry = replace(
                        entry, arrived=time(10, 25), arrived_item="6", left=time(11, 30), left_item="9"
                    )
                if entry.state is State.DEPUTY:
                    entry = replace(entry, deputy_id="perrin")
                registers[day].append(entry)
    meetings = [Meeting(str(d), "North", d, register=tuple(r)) for d, r in registers.items()]
    order = list(dict.fromkeys(row[3] for row in rows))

    found = matrix("North", YEAR, meetings, memberships, order)

    printed = [
        [
            row.membership.person.name,
            row.membership.person.initials,
            row.membership.person.organisation,
            row.membership.person.sector,
            *(cell.text.replace("–", "-") for cell in row.cells),
            *(str(n) for n in (row.tally.present, row.tally.deputy, row.tally.expected)),
            str(row.present_pct),
            str(row.represented_pct),
        ]
        for row in found.rows
    ]
    assert printed == rows
    assert [note.line for note in found.notes] == notes
    assert [column.heading for column in found.columns] == [d.rsplit(" ", 1)[0] for d in header[4:10]]


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def test_every_code_and_its_words() -> None:
    meetings = [
        meeting(
            MAY,
            present(ANN, how=How.ONLINE),
            present(JOE, how=How.ROOM),
            deputised(DELE, PRIYA),
            deputy(PRIYA),
        ),
        replace(meeting(JULY), status=Status.CANCELLED),
        meeting(SEPTEMBER, apologies(ANN), not_present(JOE)),
    ]
    memberships = [member(ANN), member(JOE), member(DELE, end=MAY), member(RUTH, start=SEPTEMBER)]
    found = made(meetings, memberships)
    assert codes(found) == {
        "Ann Sale": "V C A",
        "Joe Blackwood": "P C N",
        "Dele Akande": "D – –",
        "Ruth Pell": "– – N",
    }
    assert found.key == (
        ("P", "present"),
        ("V", "present online"),
        ("D", "nominated deputy attended"),
        ("A", "apologies"),
        ("N", "not present, no apologies"),
        ("–", "not a member on that date"),
        ("C", "meeting cancelled"),
    )
    assert found.here == (3, None, 0)
    assert [c.is_counted for c in found.columns] == [True, False, True]
    assert found.left_out == ("9 July 2026, cancelled",)
    assert Cell("P", 1).meaning == "present"


def test_a_meeting_still_to_come_and_one_not_finished_are_not_counted_e9() -> None:
    meetings = [
        replace(meeting(MAY, present(ANN)), complete=False),
        replace(meeting(JULY, present(ANN), Entry(JOE)), status=Status.RUNNING, complete=False),
        replace(meeting(SEPTEMBER), status=Status.ARRANGED, complete=False),
    ]
    found = made(meetings, [member(ANN), member(JOE)])
    assert codes(found) == {"Ann Sale": "P P .", "Joe Blackwood": ". . ."}
    assert found.here == (None, None, None)
    assert found.left_out == ("14 May 2026, register not finished",)
    assert {r.present_pct for r in found.rows} == {None}
    assert {r.represented_pct for r in found.rows} == {None}
    assert found.key == (("P", "present"),)


def test_rearranged_meetings_and_extra_sessions_have_no_column_e8() -> None:
    meetings = [
        replace(meeting(MAY, apologies(ANN)), status=Status.REARRANGED, moved_to=JULY),
        meeting(JULY, present(ANN)),
        replace(meeting(SEPTEMBER, present(ANN)), kind=MeetingKind.EXTRA),
        meeting(date(2025, 7, 9), present(ANN)),
        meeting(JULY, present(ANN), group="Norwich"),
    ]
    found = made(meetings, [member(ANN), member(JOE, group="Norwich")])
    assert codes(found) == {"Ann Sale": "P"}
    assert found.left_out == ("14 May 2026, moved to 9 July 2026", "10 September 2026, extra session")


def test_rows_stand_in_printed_order() -> None:
    def named(name: str, organisation: str, sector: str) -> Person:
        return Person(name, name, organisation=organisation, sector=sector)

    memberships = [
        member(named("Zoe", "Éarly trust", "Health")),
        member(named("Amy", "Fenmere", "Health"), "b"),
        member(named("Bob", "Fenmere", "Health"), "a"),
        member(named("Cat", "", "")),
        member(named("Dan", "Allotments", "Allotments")),
        member(named("Eve", "Police", "Police")),
    ]
    found = made([], memberships)
    assert [r.membership.person.name for r in found.rows] == ["Zoe", "Amy", "Bob", "Eve", "Dan", "Cat"]
    assert [b.sector for b in found.sectors] == ["Health", "Police", "Allotments", "Sector not recorded"]


def test_a_seat_goes_on_under_its_first_holder_e7() -> None:
    old, new = replace(ANN, organisation="Trust"), replace(JOE, organisation="Trust")
    colleague = replace(PRIYA, organisation="Trust")
    memberships = [
        member(new, "first", start=JULY),
        member(colleague, "second"),
        member(old, "first", end=MAY),
    ]
    found = made([meeting(MAY, present(old)), meeting(JULY, present(new))], memberships)
    assert list(codes(found).items()) == [
        ("Priya Nair", "N N"),
        ("Ann Sale", "P –"),
        ("Joe Blackwood", "– P"),
    ]


def test_somebody_who_left_a_seat_and_came_back_has_one_row() -> None:
    times = [member(ANN, "s", end=MAY), member(ANN, "s", start=SEPTEMBER)]
    found = made([meeting(d, present(ANN)) for d in (MAY, JULY, SEPTEMBER)], times)
    assert codes(found) == {"Ann Sale": "P – P"}
    assert found.rows[0].tally.expected == 2
    assert found.unlisted == ("Ann Sale, 9 July 2026",)


def test_memberships_outside_the_year_have_no_row() -> None:
    memberships = [
        member(ANN, end=date(2026, 3, 31)),
        member(JOE, start=date(2027, 4, 1)),
        member(RUTH, start=date(2027, 3, 31)),
        member(KIT, end=date(2026, 4, 1)),
    ]
    assert set(codes(made([], memberships))) == {"Ruth Pell", "Kit Mwangi"}


def test_footnotes_of_deputies() -> None:
    late = replace(deputy(PRIYA), arrived=time(10, 25), arrived_item="6")
    meetings = [
        meeting(MAY, deputised(ANN, PRIYA), deputised(JOE, PRIYA), late),
        meeting(JULY, deputised(ANN, None), deputised(JOE, PRIYA), late),
        meeting(SEPTEMBER, deputised(ANN, KIT), deputised(JOE, PRIYA), deputy(PRIYA)),
    ]
    found = made(meetings, [member(ANN), member(JOE)])
    assert codes(found) == {"Ann Sale": "D(1) D(2) D", "Joe Blackwood": "D(1) D(3) D"}
    assert found.notes == (
        Footnote(
            1,
            "Priya Nair attended for Ann Sale and for Joe Blackwood: one person, two seats; "
            "arrived 10.25am, item 6",
        ),
        Footnote(2, "deputy not named yet"),
        Footnote(3, "Priya Nair, deputy, arrived 10.25am, item 6"),
    )


def test_people_by_meetings_attended_and_those_who_never_came_v16() -> None:
    found = made(
        [meeting(MAY, present(ANN), apologies(RUTH), present(KIT, Capacity.OBSERVER))],
        [member(ANN), member(RUTH)],
    )
    assert found.histogram.people[:2] == ((1, 1), (2, 0))
    assert [m.person for m in found.histogram.never_came] == [RUTH]
    assert found.unlisted == ()


def test_years_without_capacities_say_so_e13() -> None:
    assert made([meeting(MAY, present(ANN))], []).deputies_recorded
    assert not made([replace(meeting(MAY, present(ANN)), capacity_recorded=False)], []).deputies_recorded
