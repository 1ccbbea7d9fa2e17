"""What looks as if it identified a child, and what does not: years, times, counts, members."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.child_marks import OLDEST, child_marks, in_words, known_words

KNOWN = known_words(("Joe Blackwood", "Dr Ann Sale", "Claire O'Dowd", "Jess Millbrook-Tern", "Oliver Pell"))

# The marked words stand in square brackets.
MARKED = """
[Ellie, aged 9], was not brought
[Ellie aged 9] was not brought
[Kayden was 14] when it began
[Zbigniew, aged 7], moved twice
[Ellie (9)] and her brother
[Ellie, 9], and her brother
they met [Ellie, 9]
[ellie, 9], and her brother
[ellie is 9] now
[Ellie 9yrs] lives with her nan
[Ellie, 9 years old], missed it
[Mia (6 months old]) has bruising
the [9 year old Ellie] said so
a [14yo called Kayden] was stopped
a [15-year-old named Reece] was stopped
[Ellie (Year 4]) was absent
[ellie in yr 4] was absent
[Ellie, Y4], was absent
[Ellie in Reception] was absent
[Ellie from Larkfield Academy] was absent
[Ellie Marsh, who attends St Mary's Primary], was absent
[ellie at Thornham Primary School] was absent
[Ellie's mum] rang
[ellies dad] rang
the [mother of Ellie] rang
the [foster carers of Ellie Marsh] rang
a [girl called Ellie] rang
a [boy named Zbigniew] rang
the [pupil: Zbigniew] rang
the [child, Ellie], rang
[DOB 12/3/2015]
[d.o.b. 12.03.15] on the form
[dob: 3rd March 2016] on the form
she was [born on 12 March 2015]
[NHS number 943 476 5919] on the slide
[nhs no 9434765919] on the slide
[UPN A123456789012] on the slide
the family [lives at 12 Mill Lane] now
[JM aged 7] was seen
[Ellie Blackwood's mum] rang
[EM (7 years old]) was seen
[Ellie, aged 9], and [Mia's dad] came
"""
NOT_MARKED = """
Joe is 9 minutes late
Joe (9), Ann (7)
Claire's mum is ill
Oliver, aged 17
Year 9 and Year 10
Room 9, page 12
Larkfield Academy, Year 4
in 2015 the school
met at 10.25, ended at 12
Norwich (14) and Breckland (12)
Neglect (9), exploitation (7)
action joe to ring by 22 jan
Tuesday 12 January 2027, 10am
Children aged 9 to 11
a girl aged 9
young people aged 14
a 14 year old boy
The child was seen
Child A and Child B
the boy, who was seen
the mother of the child
Claire from Larkfield Academy
Beth Carter from Larkfield Academy
Mia said that the bus was late
Ellie was at the youth board
Wilma, 41, retired
attendance was 14
Schools in Year 4
Ofsted was 9 weeks late
the pupil premium
one boy, one girl
Brandt is 42
JM to ring by 7
JM, KM (7)
the service was born in 2015
NHS Norfolk 2027
ring 01603 123456
42 Mill Lane has a new office
"""


def shown(text: str) -> str:
    """The text with what is marked in square brackets."""
    for mark in reversed(child_marks(text, KNOWN)):
        text = f"{text[: mark.start]}[{text[mark.start : mark.end]}]{text[mark.end :]}"
    return text


@pytest.mark.parametrize("row", MARKED.strip().splitlines())
def test_marked(row: str) -> None:
    assert shown(re.sub(r"[\[\]]", "", row)) == row


@pytest.mark.parametrize("text", NOT_MARKED.strip().splitlines())
def test_not_marked(text: str) -> None:
    assert shown(text) == text


def test_it_is_said_what_and_why() -> None:
    text = "Ellie, aged 9, and Mia's dad came"
    assert in_words(text, child_marks(text, KNOWN)) == (
        "This may identify a child: “Ellie, aged 9” (a name beside an age), “Mia's dad” (a name beside a family)."
        " Leave name, age and school out."
    )
    assert in_words("Nothing", ()) == ""


@given(st.text(max_size=200))
def test_any_text_is_looked_at_and_marks_never_overlap(text: str) -> None:
    ends = 0
    for mark in child_marks(text, KNOWN):
        assert ends <= mark.start < mark.end <= len(text)
        ends = mark.end


@given(st.sampled_from(["Joe", "Ann", "Jess", "Claire O'Dowd"]), st.integers(0, 99))
def test_nobody_who_is_known_is_ever_marked(name: str, age: int) -> None:
    assert child_marks(f"{name}, aged {age}, ({name}'s mum), {name} ({age})", KNOWN) == ()


@given(st.integers(OLDEST + 1, 99))
def test_grown_ups_are_not_marked(age: int) -> None:
    assert child_marks(f"Ellie, aged {age}, and a {age} year old Ellie", frozenset()) == ()
