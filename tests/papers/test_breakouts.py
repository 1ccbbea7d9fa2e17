"""Breakouts: cards, the summary at the item, Appendix 3 without names."""

from __future__ import annotations

from dataclasses import replace

from nscp_desktop.papers import breakouts
from nscp_desktop.papers.blocks import Items, flat
from nscp_desktop.papers.entries import Answers, Breakout, Room, Shared
from tests.papers import invented
from tests.papers.said import lines


def test_the_summary_says_what_came_back_most() -> None:
    assert lines(breakouts.summary(invented.BREAKOUT)) == [
        (
            "Two rooms. What came back most: the school held the whole picture and was not at the strategy discussion "
            "(2 of 2 rooms: Education and Health). The notes of each room are in Appendix 3."
        )
    ]
    rooms = (Room("Room 1"),)
    assert lines(breakouts.summary(Breakout("6", "t", rooms, (Shared("time.", 1),)))) == [
        "One room. What came back most: time (1 of 1 room)."
    ]
    assert lines(breakouts.summary(Breakout("6", "t", rooms * 2))) == ["Two rooms."]
    assert breakouts.summary(Breakout("6", "t", ())) == ()


def test_appendix_3_by_room_and_question_without_names() -> None:
    blocks = breakouts.appendix_3((invented.BREAKOUT,))
    assert lines(blocks) == [
        "## Item 6 Review Q (invented)",
        "### Room 1",
        "Five people: Education, Health and Police.",
        "What gets in the way?",
        "- The school held the whole picture and was not at the strategy discussion.",
        "- A move between districts went unseen.",
        "- Two records, two spellings of one name: Łucja and Lucja.",
        "What should this group do together?",
        "- Invite the DSL by name, each time.",
        "Actions B-2701-02 share the DSL contact list with the MASH.",
        "### Room 2",
        "Four people: Housing and Voluntary sector.",
        "What gets in the way?",
        "- Nobody asked who else lives in the house.",
        "- Time.",
    ]
    best = next(block for block in blocks if isinstance(block, Items)).entries
    assert [entry[0].bold for entry in best] == [True, False, False]


def test_a_room_that_left_nothing() -> None:
    room = Room("Room 3", answers=(Answers("What?"),))
    assert lines(breakouts.appendix_3((Breakout("", "Talk", (room, replace(room, people=1))),))) == [
        "## Talk",
        "### Room 3",
        "This room left no notes.",
        "### Room 3",
        "One person.",
        "This room left no notes.",
    ]


def test_a_card_a_room() -> None:
    said = lines(breakouts.compose(invented.CARDS).blocks)
    assert said[:8] == [
        "===",
        "Norfolk Safeguarding Children Partnership",
        "# Room 1",
        "Review Q (invented): what would we do differently?",
        "Breckland Local Safeguarding Children Group, Thursday 14 January 2027. 30 minutes.",
        "Facilitator Josiah Fenn",
        "Scribe Łucja Wójcik",
        "In this room Siobhán O'Dunmarrow and Зоряна Луговафен",
    ]
    assert said.count("- What gets in the way?") == 2
    assert said[-1] == "If a child may be at risk, ring 01632 960 123 now; do not write it here."


def test_bare_cards_and_no_cards_at_all() -> None:
    bare = replace(
        invented.CARDS,
        questions=(),
        ground_rules=(),
        clock=(),
        front_door="",
        rooms=(breakouts.RoomCard("Room 1"),),
    )
    assert len(breakouts.compose(bare).blocks) == 5
    none = breakouts.compose(replace(bare, rooms=()))
    assert [flat(block.text) for block in none.blocks if hasattr(block, "text")][
        -1
    ] == "No rooms have been made yet."
