"""The agenda at both sizes."""

from __future__ import annotations

from dataclasses import replace

from nscp_desktop.papers import agenda
from tests.papers import invented
from tests.papers.said import lines


def test_the_agenda_as_the_model_has_it() -> None:
    said = lines(agenda.compose(invented.AGENDA).blocks)
    assert said[:7] == [
        "Norfolk Safeguarding Children Partnership",
        "# Breckland Local Safeguarding Children Group",
        "Agenda for the meeting on Thursday 14 January 2027",
        "10.00am to 12.03pm, Quaker Lane Hall and Microsoft Teams",
        "Co-chairs Wren Halloway (Children's Services) and Siobhán O'Dunmarrow (Larkfield Academy)",
        "9.45am the room opens, sound check (not minuted)",
        "No. | Time | Min | Item | Type | Lead | Paper",
    ]
    assert (
        said[7]
        == "1 | 10.00am | 5 | Welcome, introductions, confidentiality statement | Formal | WH | script"
    )
    assert "(5)\nLocal item. | Presentation | Lena Marshwood | slides" in said[13]
    assert "round\nCarried from 12 November 2026." in said[18]
    assert said[-5:] == [
        "Papers",
        "- A Minutes of 12 November 2026",
        "- B Action log",
        "Next meeting Thursday 11 March 2027, 10.00am to 12.00pm, Quaker Lane Hall.",
        invented.FORMATS,
    ]


def test_large_print_puts_kind_lead_and_paper_under_the_title() -> None:
    said = lines(agenda.compose(invented.AGENDA, size=16).blocks)
    assert said[6] == "Time | Item | Min"
    assert said[10] == (
        "10.10am | 4 Minutes of the last meeting; matters arising; action log by exception"
        "\nDecision, SOD. Paper: A, B | 10"
    )


def test_a_local_item_that_was_carried_with_a_detail() -> None:
    line = replace(
        invented.AGENDA.lines[0],
        local=True,
        carried="from round 4",
        detail="Bring the sheet",
        lead="",
        paper="",
    )
    bare = replace(line, local=False, carried="", detail="", kind="")
    content = replace(invented.AGENDA, lines=(line, bare))
    assert (
        "\nLocal item, carried from round 4. Bring the sheet. | " in lines(agenda.compose(content).blocks)[7]
    )
    large = lines(agenda.compose(content, size=16).blocks)
    assert large[7].endswith("statement\nFormal\nLocal item, carried from round 4. Bring the sheet. | 5")
    assert large[8] == "10.00am | 1 Welcome, introductions, confidentiality statement | 5"


def test_an_agenda_with_nothing_on_it_yet() -> None:
    content = agenda.AgendaContent(invented.LETTERHEAD, invented.HELD, invented.DRAFT, (), ("Wren Halloway",))
    assert lines(agenda.compose(content).blocks)[4:] == [
        "Co-chair Wren Halloway",
        "No items have been put on this agenda yet.",
    ]
    assert len(agenda.compose(replace(content, co_chairs=())).blocks) == 5


def test_attached_papers_are_listed_under_their_item_and_those_of_a_restricted_item_only_counted() -> None:
    first, second, third = invented.AGENDA.lines[:3]
    content = replace(
        invented.AGENDA,
        lines=(
            replace(first, attached=("Chronology", "Plan of the hall")),
            replace(second, attached=("Only one.",), local=False),
            replace(third, attached=("Nobody sees this",), restricted=True),
        ),
    )
    for size in (12, 16):
        said = "\n".join(lines(agenda.compose(content, size=size).blocks))
        assert "\nPapers attached: Chronology; Plan of the hall. |" in said
        assert "\nPaper attached: Only one. |" in said
        assert "\n1 paper attached, confidential. |" in said
        assert "Nobody sees this" not in said
