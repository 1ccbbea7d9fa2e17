"""When actions are overdue, their colour and order, and how many organisations have answered."""

from datetime import date, timedelta

import pytest

from nscp_desktop.rules.actions import (
    COLOUR_WORDS,
    ActionState,
    Answer,
    Colour,
    answered,
    colour,
    days_overdue,
    order_key,
    overdue,
    overdue_words,
)

TODAY = date(2027, 1, 14)
OPEN, IN_HAND, DONE = ActionState.OPEN, ActionState.IN_HAND, ActionState.DONE


def _in(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("state", "due", "owned", "shown", "late"),
    [
        (OPEN, _in(15), True, Colour.GREEN, 0),
        (OPEN, _in(14), True, Colour.AMBER, 0),
        (OPEN, _in(0), True, Colour.AMBER, 0),
        (OPEN, _in(-1), True, Colour.RED, 1),
        (IN_HAND, _in(-63), True, Colour.RED, 63),
        (IN_HAND, _in(60), True, Colour.GREEN, 0),
        (OPEN, _in(60), False, Colour.AMBER, 0),
        (OPEN, None, True, Colour.AMBER, 0),
        (DONE, _in(-63), True, Colour.BLUE, 0),
        (DONE, None, False, Colour.BLUE, 0),
    ],
)
def test_colour_and_days(state: ActionState, due: date | None, owned: bool, shown: Colour, late: int) -> None:
    assert colour(state, due, TODAY, owned=owned) is shown
    assert COLOUR_WORDS[shown]
    assert overdue(state, due, TODAY) is (late > 0)
    assert days_overdue(state, due, TODAY) == late


def test_days_overdue_in_words() -> None:
    assert overdue_words(OPEN, _in(-1), TODAY) == "1 day"
    assert overdue_words(OPEN, _in(-63), TODAY) == "63 days"
    assert overdue_words(OPEN, _in(1), TODAY) == ""


def test_red_then_amber_then_green_then_blue_and_the_oldest_first() -> None:
    rows = [
        ("B-2701-05", DONE, _in(-9)),
        ("B-2701-04", OPEN, _in(60)),
        ("B-2701-06", OPEN, None),
        ("B-2701-03", OPEN, _in(3)),
        ("B-2701-02", OPEN, _in(-3)),
        ("B-2609-03", IN_HAND, _in(-63)),
        ("B-2701-01", OPEN, _in(3)),
    ]
    in_order = sorted(rows, key=lambda row: order_key(row[1], row[2], TODAY, row[0]))
    assert [row[0][2:] for row in in_order] == [
        "2609-03",
        "2701-02",
        "2701-01",
        "2701-03",
        "2701-06",
        "2701-04",
        "2701-05",
    ]


def test_answers_of_every_organisation_are_counted() -> None:
    count = answered([Answer.DONE, "doing", "not started", "does not apply", "", ""])
    assert count.words == "4 of 6"
    assert count.sentence == "4 of 6 organisations have answered"
    assert (count.done, count.doing, count.not_started, count.does_not_apply) == (1, 1, 1, 1)
    assert not count.complete


def test_one_organisation_has_answered_and_all_are_complete() -> None:
    assert answered(["done"]).sentence == "1 of 1 organisation has answered"
    assert answered(["done", "does not apply"]).complete
    assert answered([]).words == "0 of 0"


def test_an_answer_nobody_can_give_is_an_error() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        answered(["perhaps"])
