"""The worked cases V01 to V20 in one table: what is given, and what it must give."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from nscp_desktop.rules.attendance import (
    Capacity,
    Entry,
    Person,
    State,
    deputy_arrives,
    first_and_last,
    mark_present,
)
from nscp_desktop.rules.figures import half_up, largest_remainder, points
from nscp_desktop.rules.footnotes import part_attendance
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.presence import heads, representations, seats_represented
from nscp_desktop.rules.seats import member_rate, seat_tally, tally
from nscp_desktop.rules.statistics import average, average_of_groups, change, exactly_once, histogram
from nscp_desktop.rules.year import Meeting, left_out, seats_of
from tests.rules.registers import (
    ANN,
    JOE,
    KIT,
    PRIYA,
    RUTH,
    apologies,
    deputised,
    deputy,
    meeting,
    member,
    people,
    present,
    with_heads,
)

DAYS = [date(2026 + i // 12, i % 12 + 1, 14) for i in range(36)]
CANCELLED = with_heads(0, on=date(2030, 1, 14), status=Status.CANCELLED)
UNFINISHED = with_heads(9, on=date(2030, 1, 14), complete=False)
MOVED = with_heads(9, on=DAYS[0], status=Status.REARRANGED, moved_to=DAYS[1])


def held(total: int, times: int, group: str = "South") -> list[Meeting]:
    each, more = divmod(total, times)
    return [with_heads(each + (i < more), group, DAYS[i]) for i in range(times)]


TWO_SEATS = (
    *map(present, people(10)),
    deputised(Person("a", "A"), PRIYA),
    deputised(Person("b", "B"), PRIYA),
    deputy(PRIYA),
)
ONCE_EACH = [meeting(DAYS[0], present(ANN)), meeting(DAYS[1], present(ANN), group="Norwich")]
SIX = [meeting(DAYS[i], present(KIT, Capacity.GUEST_SPEAKER), group=f"Group {i}") for i in range(6)]
JOINED_LATE = [meeting(DAYS[i], present(ANN) if i in {2, 3, 5} else apologies(ANN)) for i in range(6)]
REPLACED = [meeting(DAYS[i], present(ANN if i < 3 else JOE)) for i in range(6)]
HOLDERS = [member(ANN, "seat", end=DAYS[2]), member(JOE, "seat", start=DAYS[3])]
NEVER = [meeting(DAYS[i], apologies(RUTH)) for i in range(6)]
PART = replace(present(ANN), arrived=time(10, 25), arrived_item="5", left=time(11, 30), left_item="8")
UNEQUAL = [*held(60, 6), *held(60, 4, "Norwich")]

CASES: list[tuple[str, Callable[[], object], object]] = [
    ("V01", lambda: average([*held(80, 5), CANCELLED]).text, "16.0"),
    ("V01", lambda: average([*held(80, 5), CANCELLED]).denominator, 5),
    ("V02", lambda: average([MOVED, with_heads(14, on=DAYS[1])]).text, "14.0"),
    ("V02", lambda: average([MOVED, with_heads(14, on=DAYS[1])]).denominator, 1),
    ("V03", lambda: len(heads(TWO_SEATS)), 11),
    ("V03", lambda: representations(TWO_SEATS), 2),
    ("V03", lambda: seats_represented(TWO_SEATS), 12),
    ("V04", lambda: deputy_arrives((present(ANN),), PRIYA, ["ann"]).changed[0].capacity, "observer"),
    ("V04", lambda: len(heads((present(ANN), present(PRIYA, Capacity.OBSERVER)))), 1),
    ("V05", lambda: len(heads((present(JOE), deputised(ANN, JOE)))), 1),
    ("V05", lambda: representations((present(JOE), deputised(ANN, JOE))), 1),
    ("V05", lambda: deputy_arrives((Entry(JOE), Entry(ANN)), JOE, ["ann"]).changed[0].state, "P"),
    ("V06", lambda: average(ONCE_EACH).numerator, 2),
    ("V06", lambda: exactly_once(ONCE_EACH).numerator, 0),
    ("V06", lambda: [exactly_once([m]).numerator for m in ONCE_EACH], [1, 1]),
    ("V07", lambda: average(SIX).numerator, 0),
    ("V07", lambda: exactly_once(SIX).denominator, 0),
    ("V08", lambda: member_rate(JOINED_LATE, [member(ANN, start=DAYS[2])]).denominator, 4),
    ("V08", lambda: member_rate(JOINED_LATE, [member(ANN, start=DAYS[2])]).text, "75%"),
    ("V09", lambda: seat_tally(REPLACED, seats_of(HOLDERS)[0], HOLDERS).represented, 6),
    ("V09", lambda: [tally(REPLACED, [h]).present for h in HOLDERS], [3, 3]),
    ("V09", lambda: [tally(REPLACED, [h]).expected for h in HOLDERS], [3, 3]),
    ("V10", lambda: part_attendance(PART), "arrived 10.25am, item 5; left 11.30am, item 8"),
    ("V10", lambda: PART.is_head, True),
    ("V11", lambda: str(half_up(Fraction(17, 4), 1)), "4.3"),
    ("V12", lambda: change(held(66, 6), []).text, "not available"),
    ("V12", lambda: change(held(66, 6), held(0, 6)).text, "not available"),
    ("V13", lambda: points(Decimal(42), Decimal(65)), "down 23 percentage points"),
    ("V14", lambda: largest_remainder([1, 1, 1]), (34, 33, 33)),
    ("V15", lambda: len(heads((present(ANN), present(ANN), present(ANN)))), 1),
    ("V15", lambda: first_and_last([(time(10, 5), time(11)), (time(9), time(10))]), (time(9), time(11))),
    ("V16", lambda: exactly_once(NEVER).denominator, 0),
    ("V16", lambda: [m.person for m in histogram(NEVER, [member(RUTH)]).never_came], [RUTH]),
    ("V17", lambda: mark_present((apologies(ANN),), "ann").changed[0].state, State.PRESENT),
    ("V17", lambda: "withdrawn" in mark_present((apologies(ANN),), "ann").notice, True),
    ("V18", lambda: average([*held(80, 5), UNFINISHED]).denominator, 5),
    ("V18", lambda: left_out([UNFINISHED]), ("14 January 2030, register not finished",)),
    ("V19", lambda: average(UNEQUAL).text, "12.0"),
    ("V19", lambda: average_of_groups(UNEQUAL).text, "12.5"),
    ("V20", lambda: [average(held(374, 34)).text, average(held(576, 36)).text], ["11.0", "16.0"]),
    ("V20", lambda: change(held(576, 36), held(374, 34)).value, Decimal(45)),
]


@pytest.mark.parametrize(("case", "found", "expected"), CASES)
def test_worked_case(case: str, found: Callable[[], object], expected: object) -> None:
    assert found() == expected, case


def test_every_worked_case_is_here() -> None:
    assert {case for case, _, _ in CASES} == {f"V{n:02}" for n in range(1, 21)}
