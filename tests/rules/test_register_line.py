"""What is typed in the register box, and the mark it makes."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.attendance import Capacity, How, State
from nscp_desktop.rules.names import Directory, Known
from nscp_desktop.rules.register_line import RegisterMark, clock, parse, reads_like_a_sentence
from tests.rules.capture_room import PEOPLE

GUEST = Known("guest", "Sam Guest", in_group=True)
YOUNG = Known("young", "Mary Young", in_group=True)
ROOM = Directory((*PEOPLE, GUEST, YOUNG))


def _summary(mark: RegisterMark) -> str:
    """Give a mark as one short line: who, then everything that is not as usual."""
    who = mark.person.name if mark.person else f"guest {mark.guest}" if mark.guest else "?"
    parts = [
        "" if mark.state is State.PRESENT else f"state {mark.state}",
        "" if mark.how is None else f"how {mark.how}",
        "" if mark.capacity is None else f"as {mark.capacity}",
        "" if not mark.late else f"late {mark.arrived:%H.%M}" if mark.arrived else "late now",
        "" if not mark.left else f"left {mark.left_at:%H.%M}" if mark.left_at else "left now",
        "" if not mark.stands_for else "for " + " and ".join(person.name for person in mark.stands_for),
        "" if mark.deputy is None else f"deputy {mark.deputy.name}",
        "" if not mark.deputy_guest else f"deputy guest {mark.deputy_guest}",
        "" if not mark.unclear else f"unclear {mark.unclear}",
    ]
    return ", ".join([who, *(part for part in parts if part)])


MARKS = """
ann | Dr Ann Sale
odun | Siobhán O'Dunmarrow
JB | Joe Blackwood
joe p | Joe Blackwood
joe present | Joe Blackwood
ann d | Dr Ann Sale, state D
ann deputy | Dr Ann Sale, state D
ann d online | Dr Ann Sale, state D, how online
ann d priya | Dr Ann Sale, state D, deputy Priya Nair
ann deputy priya nair online | Dr Ann Sale, state D, how online, deputy Priya Nair
ann d zed zebra | Dr Ann Sale, state D, deputy guest Zed Zebra
ruth a | Ruth Pell, state A
ruth apologies | Ruth Pell, state A
apologies ruth | Ruth Pell, state A
apologies from ruth | Ruth Pell, state A
Apologies: Ruth Pell | Ruth Pell, state A
ruth n | Ruth Pell, state N
ruth not present | Ruth Pell, state N
tomasz o | Tomasz Wójcik, how online
tomasz v | Tomasz Wójcik, how online
tomasz online | Tomasz Wójcik, how online
tomasz on teams | Tomasz Wójcik, how online
tomasz r | Tomasz Wójcik, how room
tomasz in the room | Tomasz Wójcik, how room
joe left 10.40 | Joe Blackwood, left 10.40
joe left 10:40 | Joe Blackwood, left 10.40
joe left 1040 | Joe Blackwood, left 10.40
joe left at 10.40 am | Joe Blackwood, left 10.40
joe left early 10.40 | Joe Blackwood, left 10.40
joe left | Joe Blackwood, left now
joe left early | Joe Blackwood, left now
kit late | Kit Mwangi, late now
kit late 10.25 | Kit Mwangi, late 10.25
kit joined at 2pm online | Kit Mwangi, how online, late 14.00
kit late 10.25 left 11 | Kit Mwangi, late 10.25, left 11.00
joe left 99.99 | Joe Blackwood, left now, unclear 99.99
joe 10.40 | Joe Blackwood, unclear 10.40
joe 10.40 am | Joe Blackwood, unclear 10.40am
priya for ann | Priya Nair, as deputy, for Dr Ann Sale
priya d for ann | Priya Nair, as deputy, for Dr Ann Sale
priya for ann and ruth | Priya Nair, as deputy, for Dr Ann Sale and Ruth Pell
priya for ann, ruth & dele online | Priya Nair, how online, as deputy, for Dr Ann Sale and Ruth Pell and Dele Akande
priya for ann and ann | Priya Nair, as deputy, for Dr Ann Sale
priya a for ann | Priya Nair, state A, as deputy, for Dr Ann Sale, unclear priya a for ann
zed zebra for ann | guest Zed Zebra, as deputy, for Dr Ann Sale
imogen hartley speaker | guest Imogen Hartley, as guest speaker
imogen o'dowd guest | guest Imogen O'dowd, as in attendance
Imogen McHartley observer | guest Imogen McHartley, as observer
sunny young person | guest Sunny, as young person
sam guest | Sam Guest
sam guest o | Sam Guest, how online
mary young | Mary Young
zebedee | guest Zebedee
ruth a online | Ruth Pell, state A, how online, unclear ruth a online
ruth n late | Ruth Pell, state N, late now, unclear ruth n late
ruth a d | Ruth Pell, state A, unclear a
ruth a a | Ruth Pell, state A
zebedee a | ?, state A, unclear zebedee
zebedee d 9.99 | ?, state D, unclear 9.99
x | ?, unclear x
10.40 | ?, unclear 10.40
late | ?, unclear late
apologies | ?, unclear apologies
for ann | guest For Ann
"""


@pytest.mark.parametrize("row", MARKS.strip().splitlines())
def test_marks(row: str) -> None:
    typed, meant = row.split(" | ")
    mark = parse(typed, ROOM)
    assert _summary(mark) == meant
    assert mark.ready is (not meant.startswith("?") and "unclear" not in meant)
    assert mark.said == typed


def test_nothing_typed() -> None:
    assert parse("", ROOM).empty
    assert parse("  ", ROOM).empty
    assert not parse("  ", ROOM).ready
    assert not parse("joe", ROOM).empty


def test_between_two_nobody_is_marked_and_those_not_here_yet_stand_first() -> None:
    people = (
        Known("1", "Joe Ash", in_group=True, here=True),
        Known("2", "Joe Elm", in_group=True),
        Known("3", "Joe Oak"),
    )
    directory = Directory(people)
    mark = parse("joe online", directory)
    assert (mark.person, mark.guest, mark.ready) == (None, "", False)
    assert [person.name for person in mark.candidates] == ["Joe Elm", "Joe Ash"]
    assert mark.how is How.ONLINE


def test_only_somebody_here_can_leave() -> None:
    people = (Known("1", "Joe Ash", in_group=True, here=True), Known("2", "Joe Elm", in_group=True))
    assert parse("joe left 10.40", Directory(people)).person == people[0]
    nobody_here = Directory((people[1], Known("3", "Joe Oak", in_group=True)))
    assert len(parse("joe left", nobody_here).candidates) == 2


def test_members_stood_for_can_be_asked_about() -> None:
    mark = parse("priya for jm and zebedee and ann", ROOM)
    assert [person.name for person in mark.stands_for] == ["Dr Ann Sale"]
    assert [(choice.said, len(choice.candidates)) for choice in mark.stands_for_choices] == [
        ("jm", 2),
        ("zebedee", 0),
    ]
    assert mark.capacity is Capacity.DEPUTY
    assert not mark.ready


def test_a_deputy_named_after_the_member_can_be_asked_about() -> None:
    mark = parse("ann d jm", ROOM)
    assert {person.person_id for person in mark.deputy_choices} == {"jess", "jory"}
    assert not mark.ready


def test_a_guest_may_have_been_meant_for_somebody_known() -> None:
    assert [person.name for person in parse("ann xyz", ROOM).near] == ["Dr Ann Sale"]
    assert [person.name for person in parse("anna", ROOM).near] == ["Dr Ann Sale"]
    assert parse("zzz", ROOM).near == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10.40", time(10, 40)),
        ("10:40", time(10, 40)),
        ("10h40", time(10, 40)),
        ("1040", time(10, 40)),
        ("940", time(9, 40)),
        ("10", time(10)),
        ("9", time(9)),
        ("2", time(14)),
        ("1.30", time(13, 30)),
        ("6.59", time(18, 59)),
        ("7", time(7)),
        ("0.05", time(0, 5)),
        ("14:05", time(14, 5)),
        ("2pm", time(14)),
        ("2.15PM", time(14, 15)),
        ("2am", time(2)),
        ("12pm", time(12)),
        ("12.30am", time(0, 30)),
        (" 10.40 ", time(10, 40)),
        ("13pm", None),
        ("0am", None),
        ("24.00", None),
        ("10.60", None),
        ("10.4", None),
        ("ten", None),
        ("", None),
        ("١٠", None),
    ],
)
def test_times_of_day(typed: str, meant: time | None) -> None:
    assert clock(typed) == meant


SAID = "ann joe jm zebedee d a n o r online late left for and 10.40 99 at early am guest speaker young person , & apologies"


@given(st.lists(st.one_of(st.sampled_from(SAID.split()), st.text(max_size=6)), max_size=10))
def test_anything_can_be_typed(words: list[str]) -> None:
    typed = " ".join(words)
    mark = parse(typed, ROOM)
    assert mark.said == typed
    assert not (mark.person and (mark.candidates or mark.guest))
    assert len(mark.candidates) != 1
    assert (
        mark.empty
        or mark.ready
        or mark.unclear
        or mark.candidates
        or mark.stands_for_choices
        or mark.deputy_choices
    )


@pytest.mark.parametrize(
    ("said", "doubtful"),
    [
        ("The group agreed the plan", True),
        ("Kit was seen", True),
        ("Maria da Silva Costa Pereira", True),
        ("Zebedee came late today.", True),
        ("ann d the plan", True),
        ("Maria da Silva Costa", False),
        ("Zed Zebra Jr.", True),
        ("Z. Zebra", False),
        ("Zebedee.", False),
        ("ann", False),
    ],
)
def test_a_line_of_notes_is_no_guest(said: str, doubtful: bool) -> None:
    assert reads_like_a_sentence(parse(said, ROOM)) is doubtful
