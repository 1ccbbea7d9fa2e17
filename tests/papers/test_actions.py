"""Actions: the line in minutes, where they stand, the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nscp_desktop.papers import actions
from nscp_desktop.papers.blocks import flat
from nscp_desktop.papers.entries import Action
from nscp_desktop.papers.letterhead import Copy
from nscp_desktop.rules.actions import ActionKind, ActionState
from tests.papers import invented
from tests.papers.said import lines

TODAY = date(2027, 1, 14)
ONE = Action("B-2701-01", "Circulate the chronology page.", "Joe Fenn", date(2027, 1, 22))


@pytest.mark.parametrize(
    ("action", "label", "said"),
    [
        (ONE, "Action B-2701-01", "Joe Fenn to circulate the chronology page by 22 January 2027."),
        (
            replace(ONE, reference=""),
            "Action",
            "Joe Fenn to circulate the chronology page by 22 January 2027.",
        ),
        (
            replace(ONE, owner="", due=None),
            "Action B-2701-01",
            "Circulate the chronology page. No owner has been named. No date has been set.",
        ),
        (
            replace(ONE, owner="", kind="every organisation", due_words="the next meeting"),
            "Action B-2701-01",
            "Every organisation to circulate the chronology page by the next meeting.",
        ),
        (
            replace(ONE, owner="", kind="together"),
            "Action B-2701-01",
            "The group to circulate the chronology page by 22 January 2027.",
        ),
    ],
    ids=["whole", "no reference", "gaps", "every organisation", "together"],
)
def test_the_line_in_minutes(action: Action, label: str, said: str) -> None:
    mark = actions.marked(action)
    assert (mark.label, flat(mark.text)) == (label, said)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (ONE, "Open"),
        (replace(ONE, state="in hand"), "In hand"),
        (replace(ONE, due=date(2027, 1, 13)), "Overdue since 13 January"),
        (replace(ONE, due=date(2027, 1, 14)), "Open"),
        (replace(ONE, due=date(2026, 1, 13), note="asked"), "Overdue since 13 January 2026\nasked."),
        (replace(ONE, state="done"), "Complete"),
        (
            replace(
                ONE, state="done", closed_on=date(2026, 12, 2), note="Sent.", difference="Everybody has it"
            ),
            "Complete 2 December\nSent. Everybody has it.",
        ),
        (replace(ONE, replied=19, asked=22), "19 of 22 replied"),
        (
            replace(ONE, replied=19, asked=22, due=date(2027, 1, 1)),
            "Overdue since 1 January, 19 of 22 replied",
        ),
    ],
)
def test_where_an_action_stands(action: Action, said: str) -> None:
    assert flat(actions.standing(action, TODAY)) == said


def test_the_words_are_those_of_the_rules() -> None:
    assert {actions.EVERY_ORGANISATION, actions.TOGETHER} <= set(ActionKind)
    assert set(ActionState) >= {actions.DONE}


def test_the_table_of_a_meeting_shows_gaps_in_words() -> None:
    gap = Action("B-2701-09", "ring the hospital")
    assert lines([actions.table((ONE, gap))]) == [
        "Ref | Action | Owner | Due",
        "B-2701-01 | Circulate the chronology page. | Joe Fenn | 22 January 2027",
        "B-2701-09 | Ring the hospital | not yet named | no date",
    ]
    assert (
        lines([actions.matters((gap,), TODAY)])[1] == "B-2701-09 | Ring the hospital | not yet named | Open"
    )


def test_the_log_has_overdue_first_and_complete_last() -> None:
    said = lines(actions.compose(invented.LOG).blocks)
    assert said[:5] == [
        "=== on its side",
        "Norfolk Safeguarding Children Partnership",
        "# Breckland Local Safeguarding Children Group",
        "Action log",
        "Every action of 2026/27. As it stood on 14 January 2027: 1 overdue, 4 open, 1 complete.",
    ]
    assert [line.split(" | ")[0] for line in said[6:]] == [
        "Overdue", "B-2609-03", "Open", "B-2611-05", "B-2701-01", "B-2701-02", "B-2701-03", "Complete", "B-2611-02",
    ]  # fmt: skip
    assert (
        "B-2611-05 | Take one recommendation of review Q to a team meeting\nRaised 12 November, item 8, breakout room 2"
        in said[9]
    )


def test_a_log_without_a_section_does_not_name_it() -> None:
    said = lines(
        actions.compose(replace(invented.LOG, actions=(replace(ONE, owner="", due=None),), scope="")).blocks
    )
    assert said[4:] == [
        "As it stood on 14 January 2027: 0 overdue, 1 open, 0 complete.",
        "Ref | Action | Owner | Due | Where it stands",
        "Open",
        "B-2701-01 | Circulate the chronology page. | not yet named | no date | Open",
    ]


def test_a_partner_log_withholds_and_says_so() -> None:
    said = lines(actions.compose(invented.LOG, Copy.PARTNER).blocks)
    assert not any("landlord" in line for line in said)
    assert said[-1] == "One action is withheld from this copy."
    only = replace(invented.LOG, actions=(invented.SECRET, invented.SECRET))
    assert lines(actions.compose(only, Copy.PUBLIC).blocks)[-1] == "Two actions are withheld from this copy."


def test_an_empty_log_says_so() -> None:
    assert (
        lines(actions.compose(replace(invented.LOG, actions=())).blocks)[-1]
        == "No actions have been recorded."
    )
