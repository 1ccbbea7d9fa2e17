"""They said, we talked, we did, told them on."""

from __future__ import annotations

from dataclasses import replace

from nscp_desktop.papers.entries import Ask
from nscp_desktop.papers.youth import asks
from tests.papers import invented
from tests.papers.said import lines


def test_a_table_of_what_they_said_and_what_became_of_it() -> None:
    assert lines(asks(invented.ASKS, 12)) == [
        "They said | We talked | We did | Told them on",
        (
            "“Tell us what happened to what we told you.”\nBreckland Youth Advisory Board, 26 November 2026\n"
            "Asked of us: the bus company and police to reply | Members agreed that nobody had gone back to the board. | "
            "B-2701-04 | 3 February 2027\nby the representative at the board"
        ),
        (
            "“Can the last bus wait for the youth club?”\nBreckland Youth Advisory Board, 12 November 2026 | "
            "The company has not answered. | Asked again. | Not yet\nwaiting 63 days"
        ),
        (
            "Their words are not printed: consent to share them is not recorded.\n"
            "Breckland Youth Advisory Board, 12 November 2026 | Noted. |  | Not yet"
        ),
    ]
    assert asks((), 12) == ()


def test_large_print_has_one_under_the_other() -> None:
    assert lines(asks(invented.ASKS[1:2], 16)) == [
        "### Breckland Youth Advisory Board",
        "They said: “Can the last bus wait for the youth club?”\n12 November 2026",
        "We talked: The company has not answered.",
        "We did: Asked again.",
        "Told them on: Not yet\nwaiting 63 days",
    ]
    assert lines(asks((Ask("", "Hello"),), 16)) == [
        "### Youth Advisory Board",
        "They said: Their words are not printed: consent to share them is not recorded.",
        "Told them on: Not yet",
    ]


def test_their_own_quotation_marks_are_kept() -> None:
    ask = replace(invented.ASKS[0], said='"Nobody asks us."', said_on=None, board="", ask="", told_how="")
    assert lines(asks((ask,), 12))[1].startswith('"Nobody asks us." | ')
    assert lines(asks((ask,), 12))[1].endswith(" | 3 February 2027")
