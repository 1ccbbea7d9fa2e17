"""What is due when, what a hold covers, and how a name is found in what was written."""

from datetime import date

import pytest

from nscp_desktop.rules.retention import Concern, Held, Hold, covering, due_on, named_in, names_pattern, span

PERSON = Hold(Held.PERSON, "p", "Ann Sale", date(2027, 1, 3), "letter of the coroner")
MEETING = Hold(Held.MEETING, "m", "Breckland", date(2026, 1, 3), "inquiry")
GROUP = Hold(Held.GROUP, "g", "Breckland LSCG", date(2026, 5, 3), "inquiry")


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        (date(2027, 1, 14), 0, date(2027, 1, 14)),
        (date(2027, 1, 14), 12, date(2028, 1, 14)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 8, 31), 18, date(2029, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2027, 12, 1), 84, date(2034, 12, 1)),
    ],
)
def test_due(last: date, months: int, due: date) -> None:
    assert due_on(last, months) == due


@pytest.mark.parametrize(
    ("months", "words"),
    [(0, "0 months"), (1, "1 month"), (12, "1 year"), (18, "18 months"), (84, "7 years")],
)
def test_span(months: int, words: str) -> None:
    assert span(months) == words


@pytest.mark.parametrize(
    ("concern", "found"),
    [
        (Concern(), None),
        (Concern(people=frozenset({"p"})), PERSON),
        (Concern(people=frozenset({"m", "g"})), None),
        (Concern(meetings=frozenset({"m"}), groups=frozenset({"g"})), MEETING),
        (Concern(frozenset({"p"}), frozenset(), frozenset({"g"})), GROUP),
    ],
)
def test_the_oldest_hold_that_covers(concern: Concern, found: Hold | None) -> None:
    assert covering((PERSON, GROUP, MEETING), concern) == found


def test_a_hold_in_words() -> None:
    assert PERSON.words == "Ann Sale is under a legal hold since 3 January 2027: letter of the coroner."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Sale to ring", True),
        ("ann  sale’s team", False),
        ("anns sale", False),
        ("Joanna Sale", False),
        ("said ÁNN SALE.", True),
        ("O’Dunmarrow said", True),
        ("", False),
    ],
)
def test_names(text: str, *, found: bool) -> None:
    assert named_in(text, names_pattern(["Ann Sale", "O'Dunmarrow"])) is found


def test_no_name_is_found_nowhere() -> None:
    assert not named_in("anything", names_pattern(["", " "]))
