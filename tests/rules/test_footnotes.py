"""Footnotes to attendance (E5, F8, V10)."""

from dataclasses import replace
from datetime import time

import pytest

from nscp_desktop.rules.footnotes import (
    Footnote,
    deputy_label,
    item_at,
    minutes_time,
    number_footnotes,
    part_attendance,
    superscript,
    two_seats,
)
from tests.rules.registers import ANN, apologies, present

AS_PLANNED = [
    ("4", time(10, 10)),
    ("5", time(10, 20)),
    ("6", time(10, 25)),
    ("8", time(11)),
    ("9", time(11, 30)),
]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (time(10, 25), "10.25am"),
        (time(9, 5), "9.05am"),
        (time(12, 0), "12.00pm"),
        (time(13, 1), "1.01pm"),
        (time(0, 7), "12.07am"),
    ],
)
def test_times_as_minutes_write_them(at: time, text: str) -> None:
    assert minutes_time(at) == text


@pytest.mark.parametrize(
    ("at", "item"), [(time(10, 25), "6"), (time(10, 24), "5"), (time(11, 30), "9"), (time(9, 55), "")]
)
def test_the_item_under_way(at: time, item: str) -> None:
    assert item_at(at, AS_PLANNED) == item


def test_late_and_early_v10() -> None:
    # The meeting runs a little behind, so item 5 is still under way at 10.25 and item 8 at 11.30.
    behind = [("5", time(10, 22)), ("6", time(10, 28)), ("8", time(11, 4)), ("9", time(11, 33))]
    joined, left = time(10, 25), time(11, 30)
    entry = replace(
        present(ANN),
        arrived=joined,
        arrived_item=item_at(joined, behind),
        left=left,
        left_item=item_at(left, behind),
    )
    assert part_attendance(entry) == "arrived 10.25am, item 5; left 11.30am, item 8"
    assert entry.is_head


def test_part_attendance_without_items_or_without_times() -> None:
    assert part_attendance(replace(present(ANN), left=time(11, 2))) == "left 11.02am"
    assert part_attendance(present(ANN)) == ""
    assert part_attendance(replace(apologies(ANN), arrived=time(10), left=time(11))) == ""


def test_one_person_in_several_seats() -> None:
    assert two_seats("Perrin Cobblewick", ["Jory Millbrook-Tern"]) == ""
    assert two_seats("Perrin Cobblewick", ["Jory Millbrook-Tern", "Jessamy Marlpit"]) == (
        "Perrin Cobblewick attended for Jory Millbrook-Tern and for Jessamy Marlpit: one person, two seats"
    )
    assert two_seats("P", ["A", "B", "C"]) == "P attended for A, for B and for C: one person, three seats"
    assert two_seats("P", list("ABCDE")).endswith("one person, 5 seats")


def test_a_deputy_as_minutes_write_them() -> None:
    assert deputy_label("PC", ["JM"]) == "PC (for JM)"
    assert deputy_label("PC", ["JM", "JMa"]) == "PC (for JM and JMa)"
    assert deputy_label("PC", []) == "PC (deputy, member unknown)"


def test_equal_footnotes_share_a_number() -> None:
    numbered = number_footnotes(["", "left 11.02am", "arrived 10.12am", "", "left 11.02am"])
    assert numbered.numbers == (None, 1, 2, None, 1)
    assert numbered.notes == (Footnote(1, "left 11.02am"), Footnote(2, "arrived 10.12am"))
    assert numbered.notes[1].line == "(2) arrived 10.12am"


def test_raised_figures() -> None:
    assert superscript(12) == "¹²"
