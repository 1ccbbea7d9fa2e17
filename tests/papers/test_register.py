"""The register on paper: names, deputies, footnotes, Appendix 1."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from nscp_desktop.papers.blocks import flat
from nscp_desktop.papers.people import Absent, Named, Part, Present, Register, Visitor
from nscp_desktop.papers.register import (
    Notes,
    appendix_1,
    how_words,
    initials_words,
    name_words,
    others_line,
    part_words,
    present_table,
)
from nscp_desktop.rules.attendance import Capacity, How
from tests.papers import invented
from tests.papers.said import lines

PRIYA = Present("Priya Nairn", "PN", "Community health", capacity=Capacity.DEPUTY, how=How.ROOM)


@pytest.mark.parametrize(
    ("person", "name", "initials", "how"),
    [
        (Present("Joe Fenn", "JF", "Police", how=How.ROOM), "Joe Fenn", "JF", "in the room"),
        (Present("Joe Fenn", "JF", "Police"), "Joe Fenn", "JF", ""),
        (
            Present("Wren Halloway", "WH", "x", capacity=Capacity.CO_CHAIR, how=How.ONLINE),
            "Wren Halloway, co-chair",
            "WH",
            "online",
        ),
        (
            replace(PRIYA, stands_for=(Named("Dr Ann Salter", "AS"),)),
            "Priya Nairn (for Dr Ann Salter)",
            "PN (for AS)",
            "deputy, in the room",
        ),
        (
            replace(PRIYA, stands_for=(Named("A B", "AB"), Named("C D", "CD"))),
            "Priya Nairn (for A B and C D)",
            "PN (for AB and CD)",
            "deputy, in the room",
        ),
        (
            replace(PRIYA, how=How.NOT_RECORDED, initials="", stands_for=(Named("A B", "AB"),)),
            "Priya Nairn (for A B)",
            "",
            "deputy",
        ),
        (PRIYA, "Priya Nairn (deputy, member unknown)", "PN", "deputy, in the room"),
        (
            Present("Kofi Marsh", "KM", "x", stands_for=(Named("A B"),)),
            "Kofi Marsh (also for A B)",
            "KM",
            "",
        ),
    ],
    ids=["member", "how not recorded", "co-chair", "deputy", "one for two", "no initials", "E2", "E4"],
)
def test_how_people_are_named(person: Present, name: str, initials: str, how: str) -> None:
    assert (name_words(person), initials_words(person), how_words(person)) == (name, initials, how)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (None, ""),
        (Part(), ""),
        (Part(arrived=time(10, 12), arrived_item="4"), "Arrived 10.12am, item 4."),
        (Part(left=time(13, 5)), "Left 1.05pm."),
        (Part(time(10, 25), "6", time(11, 30), "9"), "Arrived 10.25am, item 6; left 11.30am, item 9."),
    ],
)
def test_part_attendance(part: Part | None, said: str) -> None:
    assert part_words(part) == said


def test_the_same_note_keeps_its_number() -> None:
    notes = Notes()
    assert [flat(notes.mark(note)) for note in ("a", "", "b", "a")] == ["¹", "", "²", "¹"]
    assert lines(notes.block()) == ["¹ a", "² b"]
    assert Notes().block() == ()


def test_those_present_co_chairs_first_and_deputies_last() -> None:
    notes = Notes()
    table = lines([present_table(invented.REGISTER, notes)])
    assert table[:3] == [
        "Present | Initials | Organisation | How",
        "Wren Halloway, co-chair | WH | Children's Services | in the room",
        "Siobhán O'Dunmarrow, co-chair | SOD | Larkfield Academy | in the room",
    ]
    assert "Łucja Wójcik | ŁW | School nursing | online¹" in table
    assert table[-1] == (
        "Perrin Cobblewick (for Jory Millbrook-Tern and Jessamy Marlpit) | PC (for JM and JMa) | District council | "
        "deputy, online"
    )
    assert lines(notes.block()) == ["¹ Arrived 10.12am, item 4.", "² Left 10.40am, item 5."]


def test_others_in_one_paragraph() -> None:
    line = others_line(invented.REGISTER, Notes())
    assert line is not None
    assert lines([line]) == [
        (
            "In attendance Lena Marshwood (speaker, item 5), a young commissioner, Anna Stanforth (minutes). "
            "Apologies Ruth Pellew, Dr Ann Salter (deputy attended), Jory Millbrook-Tern (deputy attended), "
            "Jessamy Marlpit (deputy attended). Not present Bea Laceby."
        )
    ]
    assert others_line(Register(), Notes()) is None


def test_a_minute_taker_who_is_among_those_present_is_not_a_visitor() -> None:
    one = Register(present=(Present("A B", "AB", "Police"),), minutes_by="A B")
    line = others_line(one, Notes())
    assert line is not None
    assert lines([line]) == ["Minutes A B."]


def test_young_people_are_named_only_with_consent_and_then_by_the_first_name() -> None:
    young = Capacity.YOUNG_PERSON
    visitors = (
        Visitor("Kit Mwangola", young, consent=True, organisation="Larkfield Academy"),
        Visitor("Ann Other", young),
        Visitor("Ben Other", young),
        Visitor("", young, consent=True),
        Visitor("Guest", Capacity.IN_ATTENDANCE),
        Visitor("Obs", Capacity.OBSERVER, "Police", part=Part(left=time(11))),
    )
    notes = Notes()
    line = others_line(Register(visitors=visitors), notes)
    assert line is not None
    (said,) = lines([line])
    assert said == (
        "In attendance Kit (young commissioner), (young commissioner), Guest, Obs (observer, Police)¹, "
        "two young commissioners."
    )
    assert lines(notes.block()) == ["¹ Left 11.00am."]


def test_appendix_1_by_sector_in_the_printed_order() -> None:
    said = lines(appendix_1(invented.REGISTER))
    heads = [line for line in said if line in invented.SECTORS]
    assert heads == list(invented.SECTORS)
    assert "Dr Ann Salter | AS | Paediatrician, Community health | Deputy attended: Priya Nairn" in said
    assert "Bea Laceby | BL | Head teacher, Primary schools | Not present" in said
    assert "Kofi Akande-Marsh | KAM | Inspector, Police, east command | In the room²" in said
    assert said[-1] == (
        "10 here: eight members and two deputies for three members. Apologies 1, not present 1. "
        "Members, co-chairs and deputies count; speakers, guests and observers do not (F1)."
    )


def test_appendix_1_without_sectors_or_ways_of_coming() -> None:
    one = Register(present=(Present("A B", "AB", "Police"),), apologies=(Absent("C D"),))
    assert lines(appendix_1(one))[1:3] == ["A B | AB | Police | Present", "C D |  |  | Apologies"]
    two = replace(one, apologies=(Absent("C D", sector="Health"),))
    assert "Sector not recorded" in lines(appendix_1(two))
    assert "one member and no deputies." in lines(appendix_1(one))[-1]
