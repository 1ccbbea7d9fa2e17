"""What an item opens with, in one line: this group's own first, then the others counted."""

from __future__ import annotations

from datetime import date

import pytest

from nscp_desktop.rules.last_time import LastTime, Promise, Told, ended, first_sentence

NOVEMBER = date(2026, 11, 12)


def told(text: str, group: str = "Breckland") -> Told:
    return Told(group, NOVEMBER, text, group == "Breckland")


def promise(group: str = "Breckland", *, late: bool = False) -> Promise:
    return Promise(
        "B-2611-01", "Ring the school", "Joe Blackwood", "22 Jan", late, group, group == "Breckland"
    )


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (LastTime(), ""),
        (LastTime(said=(told("The toolkit was launched. It is used."),)), "12 November: The toolkit was launched."),
        (
            LastTime(said=(told("Launched."),), decisions=(told("adopt the toolkit"),)),
            "12 November: Launched. Decided: adopt the toolkit.",
        ),
        (LastTime(decisions=(told("Adopt it."),)), "Decided 12 November: Adopt it."),
        (LastTime(promises=(promise(),)), "1 open action."),
        (LastTime(promises=(promise(), promise(late=True))), "2 open actions (1 late)."),
        (LastTime(said=(told("It was heard.", "Norwich"),)), "Talked about in Norwich."),
        (
            LastTime(
                decisions=(told("a", "Norwich"),), outcomes=(told("b", "South"),), promises=(promise("South"),)
            ),
            "1 decision, 1 outcome and 1 open action in Norwich and South.",
        ),
        (
            LastTime(decisions=(told("a", "Norwich"), told("b", "South"), told("c", "West"))),
            "3 decisions in 3 other groups.",
        ),
        (LastTime(outcomes=(told("Two schools ring us"),)), ""),
        (
            LastTime(said=(told("Ours."), told("Theirs.", "West")), promises=(promise(late=True), promise("West"))),
            "12 November: Ours. 1 open action (1 late). 1 open action in West.",
        ),
    ],
)  # fmt: skip
def test_the_line(found: LastTime, line: str) -> None:
    assert found.line == line
    assert found.nothing is (found == LastTime())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        ("\n \nSecond line has the words\nmore", "Second line has the words"),
        ("At 10.30 they came. Then left.", "At 10.30 they came."),
        ("Was it? Yes.", "Was it?"),
        ("word " * 40, "word " * 21 + "word…"),
        ("x" * 200, "x" * 110 + "…"),
    ],
)
def test_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_full_stop_is_not_doubled() -> None:
    assert (ended("so"), ended("so."), ended("so…")) == ("so.", "so.", "so…")
