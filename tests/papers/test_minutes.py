"""Minutes after model M5, for the group, for partners and for the public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from nscp_desktop.papers import minutes
from nscp_desktop.papers.entries import Breakout, Challenge, Decision, Outcome
from nscp_desktop.papers.letterhead import Copy, Edition, Status
from nscp_desktop.papers.minutes import Adjourned, ItemMinuted, LastMinutes, MinutesContent
from nscp_desktop.papers.people import Register
from tests.papers import invented
from tests.papers.said import lines


def said(copy: Copy = Copy.FULL, size: int = 12, **changes: object) -> list[str]:
    content: MinutesContent = replace(invented.MINUTES, **changes)  # type: ignore[arg-type]
    return lines(minutes.compose(content, copy, size).blocks)


def item(**fields: object) -> list[str]:
    """What one item prints, without its heading."""
    one = replace(ItemMinuted("1", "One"), **fields)  # type: ignore[arg-type]
    whole = said(items=(one,), year=None)
    return whole[whole.index("## 1 One") + 1 : whole.index("## Actions from this meeting")]


def test_the_head_of_minutes() -> None:
    assert said()[:4] == [
        "Norfolk Safeguarding Children Partnership",
        "# Breckland Local Safeguarding Children Group",
        "Minutes of the meeting held on Thursday 14 January 2027",
        "10.00am to 12.03pm, Quaker Lane Hall and Microsoft Teams. Draft 1, not yet agreed.",
    ]


def test_everything_of_the_model_is_there_in_its_order() -> None:
    whole = said()
    heads = [line for line in whole if line.startswith("#")]
    assert heads == [
        "# Breckland Local Safeguarding Children Group",
        "## 1 Welcome and confidentiality statement",
        "## 2 Apologies and nominated deputies",
        "## 3 Minutes of the last meeting",
        "## 4 Matters arising",
        "## 5 Neglect strategy: the adolescent toolkit",
        "## 6 Breakout: Review Q (invented)",
        "## 7 Youth Advisory Board link",
        "## 8 A family in one village",
        "## 9 Workplan",
        "## 10 Any other business",
        "## 11 Date of next meeting; close",
        "## Actions from this meeting",
        "# Appendix 1 Attendance, 14 January 2027",
        "# Appendix 2 Attendance, Breckland LSCG",
        "# Appendix 3 Breakout notes",
        "## Item 6 Review Q (invented)",
        "### Room 1",
        "### Room 2",
    ]
    end = whole.index("## Actions from this meeting")
    assert whole[end + 1 : end + 9] == [
        "Ref | Action | Owner | Due",
        "B-2701-01 | Circulate the chronology page to A&E leads | Josiah Fenn | 22 January 2027",
        "B-2701-02 | Share the DSL contact list with the MASH | Siobhán O'Dunmarrow | 29 January 2027",
        "B-2701-03 | Write to the landlord | Wren Halloway | The next meeting",
        "Next meeting Thursday 11 March 2027, 10.00am to 12.00pm, Quaker Lane Hall.",
        "Distribution members of the group and the Chairs meeting.",
        "Approval To be agreed as a correct record at the next meeting.",
        invented.FORMATS,
    ]


@pytest.mark.parametrize(
    ("edition", "meta", "approval"),
    [
        (
            Edition(Status.CIRCULATED, 2),
            "Draft 2, circulated, not yet agreed.",
            "To be agreed as a correct record at",
        ),
        (Edition(Status.AGREED, 3), "Agreed as a correct record, version 3.", "Agreed as a correct record."),
        (
            Edition(Status.AGREED, 3, date(2027, 3, 11), "adding Kit Mwangola"),
            "Agreed as a correct record on 11 March 2027, version 3.",
            "Agreed as a correct record on 11 March 2027, subject to: adding Kit Mwangola.",
        ),
    ],
)
def test_status_above_and_approval_below(edition: Edition, meta: str, approval: str) -> None:
    whole = said(edition=edition)
    assert whole[3].endswith(meta)
    assert any(line.startswith(f"Approval {approval}") for line in whole)


def test_what_was_recorded_becomes_sentences() -> None:
    assert item(statement_read=invented.ITEMS[0].statement_read) == [
        "The confidentiality statement was read at 10.01am."
    ]
    assert item(duty="apologies") == ["Apologies and deputies are listed above."]
    assert item(duty="close") == ["The meeting closed at 12.03pm."]
    assert item(duty="matters") == ["No actions were open."]
    assert item(carried="to the next round") == [
        "This item was not reached and is carried forward to the next round."
    ]
    assert item() == ["Nothing was recorded under this item."]


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        (
            LastMinutes(date(2026, 11, 12), True),
            "The minutes of 12 November 2026 were agreed as a correct record.",
        ),
        (
            LastMinutes(date(2026, 11, 12), True, "adding Kit Mwangola"),
            "The minutes of 12 November 2026 were agreed as a correct record, subject to: adding Kit Mwangola.",
        ),
        (
            LastMinutes(date(2026, 11, 12), False),
            "The minutes of 12 November 2026 were not agreed and come back to the next meeting.",
        ),
    ],
)
def test_the_last_minutes(last: LastMinutes, sentence: str) -> None:
    assert item(last_minutes=last) == [sentence]


@pytest.mark.parametrize(
    ("adjourned", "sentence"),
    [
        (
            Adjourned(time(10, 40), time(10, 55)),
            "The meeting adjourned at 10.40am and resumed at 10.55am.",
        ),
        (
            Adjourned(time(11, 50), time(10, 0), date(2027, 1, 15)),
            "The meeting adjourned at 11.50am and resumed at 10.00am on 15 January 2027.",
        ),
        (Adjourned(time(11, 50), None), "The meeting adjourned at 11.50am and did not resume."),
    ],
)
def test_breaks_are_told_at_their_item(adjourned: Adjourned, sentence: str) -> None:
    assert item(adjourned=(adjourned,)) == [sentence]


def test_nothing_is_said_that_was_not_recorded() -> None:
    whole = said(
        register=Register(),
        held=replace(invented.HELD, ends=None),
        items=(ItemMinuted("1", "One", duty="apologies"), ItemMinuted("2", "Two", duty="close")),
        next_meeting=None,
        distribution=(),
        alternative_formats="",
        year=None,
    )
    assert whole[3:] == [
        "10.00am, Quaker Lane Hall and Microsoft Teams. Draft 1, not yet agreed.",
        "Nobody has been marked present.",
        "## 1 One",
        "Nothing was recorded under this item.",
        "## 2 Two",
        "Nothing was recorded under this item.",
        "## Actions from this meeting",
        "No actions were recorded.",
        "Approval To be agreed as a correct record at the next meeting.",
        "===",
        "Norfolk Safeguarding Children Partnership",
        "# Appendix 1 Attendance, 14 January 2027",
        (
            "Breckland Local Safeguarding Children Group. Thursday 14 January 2027, 10.00am, "
            "Quaker Lane Hall and Microsoft Teams"
        ),
        "Name | Initials | Role and organisation | Attendance",
        (
            "0 here: no members and no deputies. Apologies 0, not present 0. "
            "Members, co-chairs and deputies count; speakers, guests and observers do not (F1)."
        ),
    ]


def test_notes_are_paragraphs_and_lists() -> None:
    assert item(notes="One.\n\n- a\n• b\n-  \nTwo.\n* c") == ["One.", "- a", "- b", "Two.", "- c"]


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (Decision("Adopt it"), "Adopt it."),
        (Decision("Adopt it.", "Schools hold it."), "Adopt it, because schools hold it."),
        (Decision("Adopt it", "because DSLs asked"), "Adopt it, because DSLs asked."),
    ],
)
def test_decisions_with_reasons(decision: Decision, sentence: str) -> None:
    assert item(decisions=(decision,)) == [f"[Decision] {sentence}"]


def test_outcomes_and_challenges() -> None:
    assert item(
        outcomes=(
            Outcome("Two schools ring first"),
            Outcome("Forms changed.", "Larkfield Academy", "Neglect"),
        ),
        challenges=(
            Challenge("Who answers for Housing?"),
            Challenge("No one came", "the NSCP", "A deputy is named"),
        ),
    ) == [
        "[Outcome] Two schools ring first. Together.",
        "[Outcome] Forms changed. Larkfield Academy, Neglect.",
        "[Challenge] Who answers for Housing?",
        "[Challenge] No one came. Raised with the NSCP. Answer: A deputy is named.",
    ]


def test_matters_arising_stand_as_on_the_day() -> None:
    assert item(matters=invented.MATTERS, duty="matters") == [
        "Ref | Action | Owner | Where it stands",
        (
            "B-2609-03 | Ask Housing for a nominated deputy | Ruth Pellew | "
            "Overdue since 12 November\nTwo letters sent, no answer."
        ),
        (
            "B-2611-02 | Circulate the neglect champions list | Gil Abbotsley | "
            "Complete 2 December\nEvery school now has a name to ring."
        ),
        "B-2611-05 | Take one recommendation of review Q to a team meeting | Every organisation | 19 of 22 replied",
    ]


def test_actions_of_rooms_stand_at_the_item_and_in_the_table_once() -> None:
    whole = said()
    assert [line for line in whole if "B-2701-02" in line] == [
        "[Action B-2701-02] Siobhán O'Dunmarrow to share the DSL contact list with the MASH by 29 January 2027.",
        "B-2701-02 | Share the DSL contact list with the MASH | Siobhán O'Dunmarrow | 29 January 2027",
        "Actions B-2701-02 share the DSL contact list with the MASH.",
    ]


def test_actions_of_no_item_are_in_the_table() -> None:
    assert any(line.startswith("B-2701-01 |") for line in said(items=(), other_actions=(invented.FIRST,)))


def test_a_restricted_item_is_marked_in_the_full_copy() -> None:
    whole = said()
    at = whole.index("## 8 A family in one village")
    assert whole[at + 1 : at + 3] == [
        "[Restricted] This item is left out of partner and public copies.",
        "Restricted words about a family.",
    ]


@pytest.mark.parametrize("copy", [Copy.PARTNER, Copy.PUBLIC])
def test_other_copies_withhold_and_say_so(copy: Copy) -> None:
    whole = said(copy)
    everything = "\n".join(whole)
    assert "Restricted words" not in everything
    assert "landlord" not in everything
    assert f"[Withheld] This item is left out of the {copy} copy." in whole
    assert "One action is withheld from this copy." in whole
    assert "One item is withheld and says so where it stands." in whole[4]


def test_the_public_copy_leaves_out_the_appendices_that_name_people() -> None:
    whole = "\n".join(said(Copy.PUBLIC))
    assert "Appendix 1" not in whole.replace("Appendices 1", "")
    assert "# Appendix 2" not in whole
    assert "Distribution" not in whole
    assert "# Appendix 3" in whole
    assert "Appendices 1 and 2 and the distribution list, which name people, are left out." in whole


def test_a_partner_copy_without_anything_restricted_says_so() -> None:
    assert said(Copy.PARTNER, items=invented.ITEMS[:3])[4] == "[Partner copy] Nothing is withheld."


def test_a_restricted_breakout_is_withheld_with_its_actions_and_its_appendix() -> None:
    breakout = replace(invented.BREAKOUT, restricted=True)
    items = (replace(invented.ITEMS[5], breakout=breakout), replace(invented.ITEMS[7], actions=()))
    whole = said(Copy.PARTNER, items=items, other_actions=(invented.SECRET,))
    everything = "\n".join(whole)
    assert "[Withheld] This breakout is left out of the partner copy." in whole
    assert "Two items are withheld and say so where they stand." in everything
    assert "DSL contact list" not in everything
    assert "Two actions are withheld from this copy." in whole
    assert "# Appendix 3" not in everything
    full = "\n".join(said(items=items))
    assert "# Appendix 3" in full


def test_restricted_matters_and_actions_of_an_open_item_are_counted() -> None:
    one = ItemMinuted("1", "One", matters=(invented.SECRET,), actions=(invented.SECRET,))
    whole = said(Copy.PARTNER, items=(one,))
    at = whole.index("## 1 One")
    assert whole[at + 1 : at + 3] == ["One action is withheld from this copy."] * 2


def test_a_breakout_without_rooms_has_no_appendix() -> None:
    one = ItemMinuted("1", "One", breakout=Breakout("1", "Nothing yet", ()))
    whole = said(items=(one,))
    assert whole[whole.index("## 1 One") + 1] == "Nothing was recorded under this item."
    assert "# Appendix 3 Breakout notes" not in whole


def test_no_name_of_a_young_person_is_printed() -> None:
    for copy in Copy:
        for size in (12, 16):
            assert "A child's own name" not in "\n".join(said(copy, size))
            assert "words nobody agreed to share" not in "\n".join(said(copy, size))
