"""What a practice says to try next, by where its meeting is and what has been tried."""

from __future__ import annotations

import pytest

from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.practice import AFTER, BACK, BEFORE, ON, TIPS, Stands, Step, line, titled, tried_words

S = Step.START
WORDS = {tip.step: tip.words for tip in TIPS}


@pytest.mark.parametrize(
    ("tried", "at", "says"),
    [
        ((), None, BEFORE),
        ((Step.MARK,), None, BEFORE),
        ((S,), None, BEFORE),  # its start was taken back
        ((S,), Duty.WELCOME, WORDS[Step.MARK]),
        ((S, Step.MARK), Duty.WELCOME, WORDS[Step.STATEMENT]),
        ((S, Step.MARK, Step.STATEMENT), Duty.WELCOME, ON),
        ((S, Step.MARK), Duty.MINUTES, WORDS[Step.AGREE]),
        ((S, Step.MARK), Duty.MATTERS, WORDS[Step.MATTERS]),
        ((S, Step.MARK), Duty.NONE, WORDS[Step.ACTION]),
        ((S, Step.MARK, Step.ACTION), Duty.NONE, WORDS[Step.STRIKE]),
        ((S, Step.MARK), Duty.BREAKOUT, WORDS[Step.ROOMS]),
        # An item with nothing of its own: what can be tried anywhere, then on.
        ((S,), Duty.DECLARATIONS, WORDS[Step.MARK]),
        ((S, Step.MARK), Duty.OTHER_BUSINESS, WORDS[Step.ACTION]),
        ((S, Step.MARK, Step.ACTION, Step.STRIKE), Duty.OTHER_BUSINESS, ON),
        ((S,), Duty.CLOSE, WORDS[Step.READ_BACK]),
        ((S, Step.READ_BACK), Duty.CLOSE, WORDS[Step.CLOSE]),
        # An item that was passed over is tried when somebody comes to it, whatever was tried by then.
        ((S, Step.ACTION, Step.ROOMS), Duty.MATTERS, WORDS[Step.MATTERS]),
        ((S, Step.CLOSE), None, AFTER),
        # The close was taken back.
        ((S, Step.READ_BACK, Step.CLOSE), Duty.CLOSE, WORDS[Step.MARK]),
        (tuple(Step), None, AFTER),
    ],
)
def test_the_next_thing_to_try(tried: tuple[Step, ...], at: Duty | None, says: str) -> None:
    assert line(Stands(frozenset(tried), at)) == says


def test_another_item_that_is_looked_at_has_its_own_tip_and_a_way_back() -> None:
    assert line(Stands(frozenset({S}), Duty.BREAKOUT, elsewhere=True)) == WORDS[Step.ROOMS]
    assert line(Stands(frozenset(Step), Duty.BREAKOUT, elsewhere=True)) == BACK


def test_what_was_tried_is_counted() -> None:
    assert tried_words(Stands(frozenset({S, Step.MARK}), Duty.WELCOME)) == "2 of 10 tried"


def test_every_step_but_the_start_has_a_tip_of_one_short_line() -> None:
    assert {tip.step for tip in TIPS} == set(Step) - {S}
    assert all(len(words) <= 90 for words in (*WORDS.values(), BEFORE, ON, BACK, AFTER))


def test_a_title_says_practice_once() -> None:
    assert titled(titled("Minutes")) == "PRACTICE: Minutes"
