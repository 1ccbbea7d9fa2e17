"""The chair's running order: what is on it, and that it stays one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from nscp_desktop.documents.pdf import draw
from nscp_desktop.papers import running_order
from nscp_desktop.papers.letterhead import Edition, Status
from nscp_desktop.papers.running_order import LateAction, OrderLine, RunningOrderContent
from tests.documents.reading import pages
from tests.papers import invented
from tests.papers.said import lines

LATE = tuple(
    LateAction(f"B-2609-0{number}", "Ask the bus company about the last bus", "Ruth Pell", "98 days")
    for number in range(1, 6)
)
CONTENT = RunningOrderContent(
    letterhead=invented.LETTERHEAD,
    held=invented.HELD,
    edition=Edition(Status.ISSUED),
    lines=tuple(
        OrderLine(str(number), time(10, number), 4, f"What item {number} of the agenda is about", "Co-chair")
        for number in range(1, 16)
    ),
    welcome=("Lena Marshwood", "Зоряна Луговафен"),
    deputies=(("Priya Nair", "Dr Ann Sale"), ("Priya Nair", "Dele Akande")),
    apologies=("Ruth Pell",),
    late=LATE,
    say=(("1", "What is said here stays here. " * 12), ("15", "We meet again in March.")),
)


def test_it_says_whom_to_welcome_what_is_late_and_what_to_say() -> None:
    said = lines(running_order.compose(CONTENT).blocks)
    assert said[:6] == [
        "# Running order for the chair, Breckland LSCG",
        "Thursday 14 January 2027, 10.00am to 12.03pm, Quaker Lane Hall and Microsoft Teams",
        "Welcome Lena Marshwood and Зоряна Луговафен.",
        "Deputies Priya Nair (for Dr Ann Sale) and Priya Nair (for Dele Akande).",
        "Apologies Ruth Pell.",
        "Time | Min | Item | Lead",
    ]
    assert said[6] == "10.01am | 4 | 1 What item 1 of the agenda is about | Co-chair"
    assert said[21:26] == [
        "Late actions",
        "- B-2609-01 Ask the bus company about the last bus. Ruth Pell, 98 days.",
        "- B-2609-02 Ask the bus company about the last bus. Ruth Pell, 98 days.",
        "- B-2609-03 Ask the bus company about the last bus. Ruth Pell, 98 days.",
        "- and 2 more late actions in the action log.",
    ]
    assert said[-1] == "Say at 15 We meet again in March."


def test_an_item_says_how_many_papers_it_has() -> None:
    line = replace(CONTENT.lines[0], papers=2)
    for size, ends in (
        (12, "is about (2\u00a0papers) | Co-chair"),
        (16, "is about (2\u00a0papers)\nCo-chair"),
    ):
        said = lines(running_order.compose(replace(CONTENT, lines=(line,)), size).blocks)
        assert any(one.endswith(ends) for one in said), said


def test_what_there_is_not_is_not_headed() -> None:
    bare = replace(CONTENT, welcome=(), deputies=(), apologies=(), late=(), say=())
    said = lines(running_order.compose(bare).blocks)
    assert len(said) == 2 + 1 + 15
    assert not any(line.startswith(("Welcome", "Late", "Say")) for line in said)


def test_three_late_actions_leave_nothing_to_count() -> None:
    said = lines(running_order.compose(replace(CONTENT, late=LATE[:3])).blocks)
    assert not any("more late" in line for line in said)


def test_large_print_puts_the_lead_under_the_item() -> None:
    bare = replace(CONTENT.lines[0], lead="")
    said = lines(running_order.compose(replace(CONTENT, lines=(CONTENT.lines[0], bare)), size=16).blocks)
    assert said[5:8] == [
        "Time | Min | Item",
        "10.01am | 4 | 1 What item 1 of the agenda is about\nCo-chair",
        "10.01am | 4 | 1 What item 1 of the agenda is about",
    ]


@pytest.mark.parametrize("size", [12, 16])
def test_a_two_hour_agenda_with_people_late_actions_and_words_is_one_page_in_ordinary_print(
    size: int,
) -> None:
    made = datetime(2027, 1, 14, 9, tzinfo=ZoneInfo("Europe/London"))
    drawn = pages(draw(running_order.compose(CONTENT, size), made))
    assert (len(drawn) == 1) == (size == 12)
    assert any("Зоряна" in line for line in drawn[0])
