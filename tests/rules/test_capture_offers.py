"""What is offered to put a line right, and the words that are put back into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nscp_desktop.rules import capture_offers
from nscp_desktop.rules.capture import Kind, Owner, OwnerKind, Part, parse, put_back
from nscp_desktop.rules.days import Days
from nscp_desktop.rules.names import Directory, Known
from tests.rules.capture_room import NEXT_BOARD, NEXT_MEETING, TODAY, context

ROOM = context()


def offered(said: str, *candidates: Owner) -> list[str]:
    return [owner.label for owner in capture_offers.owners(said, ROOM, candidates)]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("the SPR to go on the agenda, Hannah to sort", ["Hannah Voss", "Hearthside Families"]),
        ("action school nurses to do a drop in", ["School nursing", "Tomasz Wójcik"]),
        (
            "action ring the bus company with Claire O'Dowd and ruth",
            ["Claire O'Dowd", "Ruth Pell", "Larkfield Academy", "District council, housing"],
        ),
        ("action JM to share", ["Jess Millbrook-Tern", "Jory Marlpit", "Youth justice"]),
        ("action write to District council, housing about it", ["District council, housing"]),
        ("action of an up to it", []),
    ],
)
def test_whom_a_line_names_is_offered_first(said: str, first: list[str]) -> None:
    found = offered(said)
    assert found[: len(first)] == first
    assert found[len(first) : len(first) + 4] == ["Every organisation", "Together", "Co-chairs", "NSCP"]


def test_those_it_could_be_come_before_all_others() -> None:
    jess = parse("action JM to share", ROOM).candidates[0]
    assert offered("action claire and JM to share", jess)[:3] == [
        "Jess Millbrook-Tern", "Claire O'Dowd", "Jory Marlpit",
    ]  # fmt: skip


def test_who_is_here_comes_before_the_rest_of_the_group_and_everybody_has_a_key() -> None:
    found = capture_offers.owners("", ROOM)
    here = [owner.here for owner in found if owner.kind is OwnerKind.PERSON]
    assert here == sorted(here, reverse=True)
    assert len({owner.label for owner in found}) == len(found)
    many = Directory(Known(f"p{at}", f"Person N{at}", here=True) for at in range(90))
    assert len(capture_offers.owners("", replace(ROOM, people=many))) == capture_offers.MOST


def test_an_owner_is_offered_with_where_they_are_from_and_whether_they_are_away() -> None:
    ann = parse("action ann to ring", ROOM).owner
    assert ann is not None
    assert capture_offers.owner_words(ann) == "Dr Ann Sale · Community health · not here"
    assert capture_offers.owner_words(Owner(OwnerKind.TOGETHER, "with South")) == "With South"


def test_a_day_the_line_says_anywhere_is_offered_first_and_no_day_twice() -> None:
    found = capture_offers.days("ring about the fire of 22 jan, back by next meeting", ROOM.days)
    assert found[:2] == ((date(2027, 1, 22), "22 jan"), (NEXT_MEETING, "next meeting"))
    assert len({day for day, _how in found}) == len(found)
    assert (NEXT_BOARD, "next youth board") in found
    assert (date(2027, 1, 15), "tomorrow") in found
    assert (date(2027, 5, 13), "May meeting") in found
    assert capture_offers.day_words(date(2027, 1, 28), "in 2 weeks", TODAY) == "In 2 weeks, Thu 28 Jan"


def test_without_meetings_there_are_still_days() -> None:
    found = capture_offers.days("next meeting", Days(TODAY))
    assert found[0] == (date(2027, 1, 21), "in a week")


@pytest.mark.parametrize(
    ("typed", "parts", "text"),
    [
        ("action joe to ring by 22 jan", [Part.OWNER], "Joe to ring"),
        ("action joe to ring by 22 jan", [Part.DUE], "Ring by 22 jan"),
        ("action joe to ring by 22 jan", [Part.OWNER, Part.DUE], "Joe to ring by 22 jan"),
        ("action joe to ring #neglect", [Part.THEME], "Ring #neglect"),
        ("!joe to ring by 22 jan", [Part.OWNER, Part.DUE], "Joe to ring by 22 jan"),
        ("#neglect action joe to ring", [Part.OWNER], "Joe to ring"),
        ("joe rang", [Part.OWNER], "Joe rang"),
    ],
)
def test_words_go_back_where_they_were_typed(typed: str, parts: list[Part], text: str) -> None:
    found = put_back(parse(typed, ROOM), *parts)
    assert found.text == text
    assert all(span.part not in parts for span in found.spans)


def test_one_part_goes_back_after_another() -> None:
    found = put_back(parse("action joe to ring by 22 jan", ROOM), Part.DUE)
    assert put_back(found, Part.OWNER).text == "Joe to ring by 22 jan"
    assert found.kind is Kind.ACTION


def test_who_types_is_offered_and_is_here_though_no_member() -> None:
    mine = replace(ROOM, me="orla")
    found = capture_offers.owners("action ring them", mine)
    assert [(one.label, one.here) for one in found][4] == ("Orla Pearl", True)
    assert [one.label for one in found].count("Orla Pearl") == 1
    assert (
        parse("action I will ring them", mine).owner
        == parse("I'll ring them", mine, Kind.ACTION).owner
        == found[4]
    )


@pytest.mark.parametrize(
    ("typed", "offered_words"),
    [
        ("action joe with priya to ring", ["Joe Blackwood", "Priya Nair", "Together: Joe Blackwood and Priya Nair"]),
        (
            "action police and larkfield to ring",
            [
                "Police, east command", "Larkfield Academy",
                "Together: Police, east command and Larkfield Academy",
            ],
        ),
        ("action joe and zebedee to ring", []),
        ("action joe to ring", []),
    ],
)  # fmt: skip
def test_of_two_who_are_named_each_is_offered_and_both(typed: str, offered_words: list[str]) -> None:
    found = parse(typed, ROOM)
    shown = [capture_offers.owner_words(one).split(" · ")[0] for one in capture_offers.several(found)]
    assert shown == offered_words


def test_the_words_say_who_is_beside_the_owner_that_was_chosen() -> None:
    found = parse("action joe with priya to ring", ROOM)
    joe, priya, both = capture_offers.several(found)
    assert capture_offers.with_owner(found, priya).text == "Ring (with Joe Blackwood)"
    together = capture_offers.with_owner(found, both)
    assert together.text == "Ring"
    assert capture_offers.with_owner(together, joe).text == "Ring (with Priya Nair)"
    assert capture_offers.with_owner(found, Owner(OwnerKind.TOGETHER, "Together")) == found
    words = [
        capture_offers.owner_words(Owner(OwnerKind.TOGETHER, label)) for label in ("Together", "with South")
    ]
    assert words == ["Together", "With South"]
