"""Appendix 2: the matrix, its key, the figures with their definitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from nscp_desktop.papers import attendance
from nscp_desktop.papers.blocks import SideBySide
from nscp_desktop.papers.matrix import appendix_2, period, span
from nscp_desktop.papers.year import Mark, Sector, Share, Year, YearMeeting
from tests.papers import invented
from tests.papers.said import lines


def said(year: Year = invented.YEAR, size: int = 12) -> list[str]:
    return lines(appendix_2(year, size))


def test_the_matrix_with_its_key_and_notes() -> None:
    whole = said()
    assert whole[:5] == [
        "Member | Organisation | 14\nMay | 9\nJul | 10\nSep | 12\nNov | 14\nJan | 11\nMar | Present | With deputy",
        "Health",
        "Josiah Fenn | Fenmere Hospital | P | V | P | C | P | P | 100% | 100%",
        "Dr Ann Salter | Community health | P | D | A | C | D | A | 20% | 60%",
        "Łucja Wójcik | School nursing | – | – | V | C | V¹ | V | 100% | 100%",
    ]
    assert "Kit Mwangola | Young carers | – | – | – | – | – | A | – | –" in whole
    assert "Here |  | 16 | 17 | 14 |  | 17 | 18 |  | " in whole
    assert (
        "P present, V present online, D nominated deputy attended, A apologies, N not present, – not a member on that "
        "date, C meeting not held. Present and With deputy: share of the meetings held while they were a member (F6)."
    ) in [line.replace("\u00a0", " ") for line in whole]
    assert "² Left 10.40am, item 5." in whole
    assert "Not counted in any figure: 12 November 2026 (cancelled, snow)." in whole


def test_every_figure_has_its_definition() -> None:
    assert said()[-6:] == [
        (
            "Number of people by meetings attended: 1 came to no meetings, 2 came to one meeting, 1 came to two meetings, "
            "2 came to three meetings, 3 came to four meetings and 8 came to five meetings."
        ),
        "People by the number of meetings they came to, deputies among them (F5)",
        (
            "16.4 people at a meeting on average: 82 attendances in five meetings held; members, co-chairs and deputies; "
            "guests and speakers not counted (F1)"
        ),
        "10% came to one meeting only: 2 of 20 who came at least once, counted in this group (F3)",
        (
            "86% of seats filled, 78% by the member: a member or deputy at 43 of 50 places expected (F7); "
            "the member at 39 of 50 (F6)"
        ),
        "3 times a deputy came: for four members marked D; one deputy may stand for two (F8)",
    ]


def test_a_year_without_meetings_or_figures() -> None:
    nothing = Share(0, 0, None)
    figures = replace(
        invented.YEAR.figures,
        heads=0,
        held=0,
        average=None,
        once=nothing,
        seats=nothing,
        members=nothing,
        deputies=1,
    )
    year = replace(invented.YEAR, meetings=(), sectors=(), figures=figures, attended=())
    whole = said(year)
    assert whole[0] == "No meeting has been held in this year."
    assert [line.split(":")[0] for line in whole[1:]] == [
        "not available people at a meeting on average",
        "not available came to one meeting only",
        "not available of seats filled, not available by the member",
        "1 time a deputy came",
    ]
    assert period(year) == "April 2026 to March 2027, no meetings held"


def test_the_key_leaves_out_what_the_year_did_not_have() -> None:
    year = replace(
        invented.YEAR,
        sectors=(Sector("", (replace(invented.YEAR.sectors[0].rows[0], marks=(Mark("P"),) * 6),)),),
    )
    whole = said(year)
    key = next(line for line in whole if line.startswith("P\u00a0present"))
    assert "not a member" not in key
    assert "not held" not in key
    assert "Sector not recorded" in whole


def test_the_year_at_the_foot_of_a_page() -> None:
    assert span(invented.YEAR) == "2026/27"
    assert span(replace(invented.YEAR, begins=date(2026, 1, 1), ends=date(2026, 12, 31))) == "2026"


def test_large_print_has_the_figures_under_the_matrix() -> None:
    assert isinstance(appendix_2(invented.YEAR, 12)[0], SideBySide)
    assert not any(isinstance(block, SideBySide) for block in appendix_2(invented.YEAR, 16))
    assert said(size=16) == said()


def test_many_meetings_come_in_parts_with_the_rates_in_the_last() -> None:
    days = [date(2026, 4, 2) + timedelta(days=25 * index) for index in range(13)]
    member = replace(
        invented.YEAR.sectors[0].rows[0], marks=tuple(Mark("P", f"note {index}") for index in range(13))
    )
    year = replace(
        invented.YEAR,
        meetings=tuple(YearMeeting(day, index) for index, day in enumerate(days)),
        sectors=(Sector("Health", (member,)),),
    )
    heads = [line for line in said(year) if line.startswith("Member |")]
    assert [head.count("|") for head in heads] == [9, 8]
    assert ["With deputy" in head for head in heads] == [False, True]
    assert len([line for line in said(year, 16) if line.startswith("Member |")]) == 3
    assert "¹³ note 12" in said(year)


def test_attendance_as_a_paper_of_its_own() -> None:
    both = lines(attendance.compose(invented.ATTENDANCE).blocks)
    assert [line for line in both if line.startswith(("#", "="))] == [
        "# Appendix 1 Attendance, 14 January 2027",
        "=== on its side",
        "# Appendix 2 Attendance, Breckland LSCG",
    ]
    year = attendance.compose(replace(invented.ATTENDANCE, held=None, register=None))
    assert year.furniture.line == "Breckland LSCG, attendance 2026/27, version 1"
    assert year.title == "Attendance, Breckland LSCG"
    one = attendance.compose(replace(invented.ATTENDANCE, year=None))
    assert one.furniture.line == "Breckland LSCG, 14 January 2027, attendance, version 1"
    assert "# Appendix 2" not in "\n".join(lines(one.blocks))
