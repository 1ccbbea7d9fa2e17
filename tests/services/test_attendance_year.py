"""A year of a group's attendance as the screen shows it: figures, matrix, and the last rounds."""

from datetime import date, time
from decimal import Decimal

import pytest
from sqlmodel import select

from nscp_desktop.records import Attendance, Group, Holding, Meeting, Person, Round, Seat
from nscp_desktop.services import attendance_year
from nscp_desktop.services.attendance_year import MatrixCell, YearChoice, YearView
from nscp_desktop.store import Store
from tests.services.winter import JANUARY, Winter, at


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


def year(met: Winter, start: int = 2026) -> YearView:
    return attendance_year.year_of_group(met.store, met.group_id, start)


def row(view: YearView, name: str) -> attendance_year.MatrixRow:
    return next(one for sector in view.sectors for one in sector.rows if name in one.name)


def figures(view: YearView) -> dict[str, tuple[str, str, bool | None]]:
    return {one.caption: (one.figure, one.change, one.better) for one in view.figures}


def last_year(met: Winter, *came: str, on: date = date(2025, 11, 13)) -> str:
    """A held meeting of the year before, with these people present."""
    with met.store.change("A meeting of last year") as session:
        held = Round(year=2025, number=4, month=on.replace(day=1))
        meeting = Meeting(
            group_id=met.group_id, round_id=held.id, date=on, starts=time(10), ends=time(12), status="held",
            register_complete=True,
        )  # fmt: skip
        session.add_all([held, meeting])
        for word in came:
            session.add(
                Attendance(meeting_id=meeting.id, person_id=met.person(word), capacity="member", state="P")
            )
        return meeting.id


def test_the_matrix_by_sector(met: Winter) -> None:
    view = year(met)
    assert (view.group, view.year) == ("Breckland", YearChoice(2026, "April 2026 to March 2027"))
    assert [(one.heading, one.here, one.standing) for one in view.columns] == [
        ("12 Nov", 9, ""), ("14 Jan", 9, ""), ("11 Mar", None, "arranged"),
    ]  # fmt: skip
    assert [sector.name for sector in view.sectors][:3] == ["Children's Services", "Health", "Education"]
    ann = row(view, "Ann Sale")
    assert [cell.code for cell in ann.cells] == ["P", "D", ""]
    assert ann.cells[1].words.startswith(
        "nominated deputy attended: Priya Nair attended for Dr Ann Sale and for"
    )
    assert ann.about == "Wensum Community Health · deputy Priya Nair"
    assert (ann.filled, ann.filled_words) == ("100%", "Present 1 and deputy 1, of 2 meetings held (F6).")
    assert row(view, "Claire").about == "Larkfield Academy · co-chair"
    assert row(view, "Joe").cells[0] == MatrixCell("P", "present")
    assert [code for code, _words in view.key] == ["P", "V", "D", "A", "N"]
    assert not view.empty


def test_the_four_figures_with_their_definitions(met: Winter) -> None:
    view = year(met)
    assert figures(view) == {
        "Average at a meeting": ("9.0", "no earlier year", None),
        "Came once only": ("36%", "4 of 11 who came at least once", None),
        "Seats filled, counting deputies": ("86%", "77% by the member", None),
        "Sectors at every meeting": ("5 of 7", "Early years, Housing missing", False),
    }
    assert view.figures[0].definition.startswith("18 attendances in 2 meetings held (F1).")
    assert "By the member: 17 of 22 expected (F6)." in view.figures[2].definition


def test_figures_against_last_year(met: Winter) -> None:
    last_year(met, "Joe", "Claire", "Ruth", "Orla", "Hannah", "Dele")
    assert figures(year(met))["Average at a meeting"] == ("9.0", "up 50% on last year", True)
    assert figures(year(met))["Came once only"] == ("36%", "100% last year", True)
    last_year(
        met,
        *(one.split()[0] for one in ("Joe", "Claire", "Ruth", "Orla", "Hannah", "Dele")),
        on=date(2026, 1, 8),
    )
    assert figures(year(met))["Came once only"] == ("36%", "0% last year", False)


def test_an_average_that_fell_and_one_that_stayed(met: Winter) -> None:
    everybody = ["Joe", "Ann", "Tomasz", "Claire", "Orla", "Marcus", "Dele", "Ruth", "Hannah"]
    meeting_id = last_year(met, *everybody)
    assert figures(year(met))["Average at a meeting"] == ("9.0", "no change on last year", None)
    with met.store.change("One more") as session:
        session.add(
            Attendance(meeting_id=meeting_id, person_id=met.person("Tamsin"), capacity="member", state="P")
        )
    assert figures(year(met))["Average at a meeting"] == ("9.0", "down 10% on last year", False)


def test_the_share_of_those_who_came_once_may_stay_the_same(met: Winter) -> None:
    with met.store.change("Nobody came in November or January") as session:
        for mark in session.exec(select(Attendance)):
            mark.removed = mark.person_id != met.person("Joe") or mark.meeting_id == met.november
    last_year(met, "Joe")
    assert figures(year(met))["Came once only"] == ("100%", "100% last year", None)


def test_a_year_without_a_meeting(met: Winter) -> None:
    view = year(met, 2024)
    assert {one.change for one in view.figures} == {"no meeting held", "nobody came yet"}
    assert {one.figure for one in view.figures} == {"not available"}
    assert view.columns == ()
    south = attendance_year.year_of_group(met.store, _group(met.store, "S"), 2024)
    assert south.empty
    assert row(year(met, 2025), "Joe").filled == "–"


def _group(store: Store, code: str) -> str:
    with store.read() as session:
        return session.exec(select(Group.id).where(Group.code == code)).one()


def test_every_sector_there_and_many_missing(met: Winter) -> None:
    with met.store.change("Keep Joe's seat only") as session:
        seats = {
            seat_id
            for seat_id, person_id in session.exec(select(Holding.seat_id, Holding.person_id))
            if person_id == met.person("Joe")
        }
        for seat in session.exec(select(Seat)):
            seat.removed = seat.id not in seats
    assert figures(year(met))["Sectors at every meeting"] == ("1 of 1", "none missing", True)
    with met.store.change("All seats again, and nobody came") as session:
        for seat in session.exec(select(Seat)):
            seat.removed = False
        for mark in session.exec(select(Attendance)):
            mark.removed = True
    shown = figures(year(met))["Sectors at every meeting"]
    assert shown == ("0 of 7", "Children's Services, Health and 5 more missing", False)


def test_who_joined_who_left_and_what_is_not_counted(met: Winter) -> None:
    with met.store.change("Joe leaves, Kit joins, a meeting moves") as session:
        joe = session.exec(select(Holding).where(Holding.person_id == met.person("Joe"))).one()
        joe.ends = date(2026, 12, 31)
        session.add(Holding(seat_id=joe.seat_id, person_id=met.person("Imogen"), starts=date(2027, 1, 1)))
        november = session.get_one(Meeting, met.november)
        november.status, november.moved_to_id = "rearranged", met.january
    view = year(met)
    assert row(view, "Joe").about == "Fenmere Hospital, left Dec"
    assert row(view, "Imogen").about == "Fenmere Hospital, joined Jan"
    assert [cell.code for cell in row(view, "Joe").cells] == ["–", "–"]
    assert [cell.code for cell in row(view, "Imogen").cells] == ["N", ""]
    assert view.notes == (
        "Not counted: 12 November 2026, moved to 14 January 2027.",
        "Came as a member without a seat: Joe Blackwood, 14 January 2027.",
    )


def test_two_records_of_one_person_count_once(met: Winter) -> None:
    with met.store.change("Joe is recorded twice") as session:
        twin = Person(name="J. Blackwood", same_as=met.person("Joe"))
        session.add(twin)
        mark = session.exec(
            select(Attendance).where(
                Attendance.meeting_id == met.january, Attendance.person_id == met.person("Joe")
            )
        ).one()
        mark.removed = True
        session.add(Attendance(meeting_id=met.january, person_id=twin.id, capacity="member", state="P"))
    assert [cell.code for cell in row(year(met), "Joe").cells] == ["P", "P", ""]
    assert attendance_year.last_rounds(met.store, met.group_id).of_group == (9.0, 9.0)


def test_the_years_of_a_group(met: Winter) -> None:
    last_year(met, "Joe")
    assert [one.label for one in attendance_year.years(met.store, met.group_id)] == [
        "April 2026 to March 2027", "April 2025 to March 2026",
    ]  # fmt: skip
    met.clock.set(at(date(2027, 4, 1), 9))
    assert [one.start for one in attendance_year.years(met.store, met.group_id)] == [2027, 2026, 2025]
    assert attendance_year.year_to_show(met.store) == 2027


def test_the_last_rounds_against_all_groups(met: Winter) -> None:
    south = _group(met.store, "S")
    with met.store.change("South met in November, alone") as session:
        meeting = session.exec(
            select(Meeting).where(Meeting.group_id == south, Meeting.date < JANUARY)
        ).first()
        assert meeting is not None
        meeting.status, meeting.register_complete = "held", True
        session.add(
            Attendance(meeting_id=meeting.id, person_id=met.person("Joe"), capacity="member", state="P")
        )
    shown = attendance_year.last_rounds(met.store, met.group_id)
    assert (shown.group, shown.labels, shown.average) == ("Breckland", ("Nov", "Jan"), Decimal("9.0"))
    assert shown.of_group == (9.0, 9.0)
    assert shown.of_county == (5.0, 9.0)
    assert attendance_year.last_rounds(met.store, south).of_group == (1.0, None)
    assert attendance_year.last_rounds(met.store, met.group_id, 1).labels == ("Jan",)
    empty = attendance_year.last_rounds(met.store, _group(met.store, "W"))
    assert (empty.of_group, empty.average) == ((None, None), None)


def test_a_store_without_meetings_has_no_rounds(store: Store) -> None:
    shown = attendance_year.last_rounds(store, _group(store, "B"))
    assert (shown.labels, shown.of_group, shown.of_county) == ((), (), ())
    assert attendance_year.year_of_group(store, _group(store, "B"), 2026).empty


def test_the_group_that_met_last_is_shown_first(met: Winter, store: Store) -> None:
    assert attendance_year.group_to_show(met.store) == met.group_id
    assert attendance_year.group_to_show(store) == _group(store, "S"), "the first in printed order"
