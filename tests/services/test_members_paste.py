"""Pasting a group's members from a spreadsheet: the preview, and one deed that takes it in."""

from datetime import date

import pytest

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.services import organisations, partnership, people, seats
from nscp_desktop.services.members_paste import PasteStatus, preview, take_in, with_sector
from nscp_desktop.store import Store

TODAY = date(2027, 1, 14)
LIST = "\r\n".join(
    "\t".join(row)
    for row in (
        ("Name", "Organisation", "Role", "Sector", "Email", "Deputy", "Co-chair", ""),
        (
            "Claire O'Dowd",
            "Larkfield Academy",
            "Headteacher",
            "Education",
            "claire@larkfield.example",
            "",
            "Yes",
            "",
        ),
        ("Sale, Dr Ann", "Fenmere Hospital", "Named doctor", "NHS", "", "Priya Nair; Joe Blackwood", "", ""),
        ("Joe Blackwood", "Fenmere Hospital", "Matron", "", "", "", "", ""),
        ("", "", "", "", "", "", "", ""),
        ("Hannah Voss", "Hearthside Families", "", "", "", "", "", ""),
        ("Kit Mwangi", "Quiet Corner", "", "Libraries", "", "", "", ""),
        ("Joe  Blackwood", "Fenmere hospital", "", "", "", "", "", ""),
        ("Bea Lacey", "", "", "", "", "", "", ""),
        ("", "Fenmere Hospital", "", "", "", "", "", ""),
        ("Ann\x07Moor", "Fenmere Hospital", "", "", "", "", "", ""),
    )
)


@pytest.fixture
def breckland(store: Store) -> str:
    return partnership.find_group(store, "Breckland").group_id


def test_every_row_says_what_would_be_done(store: Store, breckland: str) -> None:
    shown = preview(store, breckland, LIST)
    assert (shown.group, shown.starts, shown.headed) == ("Breckland LSCG", TODAY, True)
    assert [(row.row, row.name, row.status.value, row.sector, row.sentence) for row in shown.rows] == [
        (2, "Claire O'Dowd", "new", "Education", ""),
        (3, "Dr Ann Sale", "new", "Health", ""),
        (4, "Joe Blackwood", "new", "Health", "Sector taken from the organisation's name."),
        (6, "Hannah Voss", "new", "", "No sector said: Hearthside Families comes in without one."),
        (7, "Kit Mwangi", "new", "", "“Libraries” is no sector here: Quiet Corner comes in without one."),
        (8, "Joe Blackwood", "problem", "Health", "Joe Blackwood stands above already."),
        (9, "Bea Lacey", "problem", "", "Which organisation does Bea Lacey come from?"),
        (10, "", "problem", "", "There is no name in this row."),
        (
            11,
            "Ann\x07Moor",
            "problem",
            "",
            (
                "The name holds a hidden character that cannot be shown or printed (U+0007). "
                "Take it out and try again."
            ),
        ),
    ]
    assert shown.to_add == 5
    assert shown.label == "Add 5 members to Breckland LSCG"
    assert shown.summary == "5 new, 4 left out, 2 without a sector"
    assert people.everyone(store) == ()


def test_taking_in_is_one_deed_that_undo_takes_back(store: Store, breckland: str) -> None:
    assert take_in(store, preview(store, breckland, LIST)) == 5
    assert store.undo_label == "Add 5 members to Breckland LSCG"
    rows = {row.name: row for row in seats.seats(store, breckland, TODAY)}
    assert list(rows) == ["Joe Blackwood", "Dr Ann Sale", "Claire O'Dowd", "Hannah Voss", "Kit Mwangi"]
    assert [one.name for one in rows["Dr Ann Sale"].deputies] == ["Joe Blackwood", "Priya Nair"]
    assert rows["Dr Ann Sale"].deputies[0].person_id == rows["Joe Blackwood"].person_id
    assert rows["Claire O'Dowd"].co_chair
    assert (rows["Claire O'Dowd"].role, rows["Claire O'Dowd"].email, rows["Claire O'Dowd"].since) == (
        "Headteacher",
        "claire@larkfield.example",
        TODAY,
    )
    assert rows["Kit Mwangi"].sector == ""
    assert {row.name: row.sector for row in organisations.organisations(store)} == {
        "Fenmere Hospital": "Health",
        "Hearthside Families": "",
        "Larkfield Academy": "Education",
        "Quiet Corner": "",
    }
    store.undo()
    assert seats.seats(store, breckland, TODAY) == ()
    assert people.everyone(store) == ()


def test_a_sector_is_chosen_for_a_row_and_its_organisation(store: Store, breckland: str) -> None:
    text = (
        "Name\tOrganisation\nHannah Voss\tHearthside Families\nKit Mwangi\tHearthside families\nBea Lacey\tX"
    )
    shown = preview(store, breckland, text)
    voluntary = next(one for one in partnership.sectors(store) if one.name.startswith("Voluntary"))
    assert [row.asks_sector for row in shown.rows] == [True, True, True]
    chosen = with_sector(shown, 2, voluntary)
    assert [row.asks_sector for row in chosen.rows] == [False, False, True]
    assert with_sector(shown, 99, voluntary) == shown
    take_in(store, chosen)
    assert {row.organisation: row.sector for row in seats.seats(store, breckland, TODAY)} == {
        "Hearthside Families": "Voluntary and community",
        "X": "",
    }


def test_a_sector_said_once_holds_for_the_organisation(store: Store, breckland: str) -> None:
    text = "Name\tOrganisation\tSector\nHannah Voss\tHearthside\t\nKit Mwangi\tHearthside\tVCS"
    assert [row.sector for row in preview(store, breckland, text).rows] == ["Voluntary and community"] * 2


def test_an_organisation_whose_name_fits_two_sectors_is_asked_about(store: Store, breckland: str) -> None:
    (row,) = preview(store, breckland, "Ruth Pell\tDistrict Council Housing").rows
    assert (row.sector, row.asks_sector) == ("", True)


def test_members_and_people_of_other_groups_are_recognised(store: Store, breckland: str) -> None:
    norwich = partnership.find_group(store, "Norwich").group_id
    seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", TODAY, email="ann@fenmere.example")
    seats.add_member(store, norwich, "Kit Mwangi", "Hearthside Families", TODAY)
    text = (
        "Name\tOrganisation\tEmail\tSector\n"
        "ann sale\tfenmere hospital\t\t\n"
        "Kit Mwangi\tHearthside Families\tkit@hearth.example\tVCS\n"
        "Kit Mwangi\tLarkfield Academy\n"
        "A. Sale\tRiver Clinic\tann@fenmere.example\tHealth\n"
        "Kit Mwangi\n"
    )
    shown = preview(store, breckland, text)
    assert [(row.status, row.sentence) for row in shown.rows] == [
        (PasteStatus.MEMBER, "Ann Sale is a member of Breckland LSCG already."),
        (PasteStatus.KNOWN, ""),
        (
            PasteStatus.NEW,
            (
                "Sector taken from the organisation's name. "
                "There is a Kit Mwangi at Hearthside Families too: this is taken as somebody else."
            ),
        ),
        (PasteStatus.KNOWN, "Known here as Ann Sale."),
        (PasteStatus.PROBLEM, "Kit Mwangi stands above already."),
    ]
    assert shown.summary == "1 new, 2 known already, 1 already in the group, 1 left out"
    take_in(store, shown)
    kit = next(
        row for row in seats.seats(store, breckland, TODAY) if row.organisation == "Hearthside Families"
    )
    assert kit.person_id == seats.seats(store, norwich, TODAY)[0].person_id
    assert (kit.email, kit.sector) == ("kit@hearth.example", "Voluntary and community")
    assert len(people.everyone(store)) == 3


def test_a_person_of_another_organisation_of_the_same_name_without_one(store: Store, breckland: str) -> None:
    people.add_person(store, "Bea Lacey")
    (row,) = preview(store, breckland, "Name\tOrganisation\nBea Lacey\t").rows
    assert row.status is PasteStatus.PROBLEM
    people.add_person(store, "Kit Moss", organisations.add_organisation(store, "Larkfield Academy"))
    people.add_person(store, "Kit Moss", organisations.add_organisation(store, "Mill Nursery"))
    (row,) = preview(store, breckland, "Name\tOrganisation\nKit Moss\tQuiet Corner").rows
    assert "There is a Kit Moss at Larkfield Academy too" in row.sentence


def test_one_name_is_enough_for_a_person_whose_organisation_is_known(store: Store, breckland: str) -> None:
    mill = organisations.add_organisation(store, "Mill Nursery")
    people.add_person(store, "Bea Lacey", mill)
    (row,) = preview(store, breckland, "Bea Lacey").rows
    assert (row.organisation, row.status) == ("Mill Nursery", PasteStatus.KNOWN)


def test_deputies_are_found_before_they_are_made(store: Store, breckland: str) -> None:
    people.add_person(store, "Tom Ash", organisations.add_organisation(store, "River Clinic"))
    text = (
        "Name\tOrganisation\tDeputy\n"
        "Ann Sale\tFenmere Hospital\tTom Ash; Ann Sale; Bea Lacey\n"
        "Joe Blackwood\tFenmere Hospital\tPriya Nair\n"
        "Dele Akande\tPolice\tPriya Nair; Kit Moss\n"
        "Bea Lacey\tMill Nursery\n"
        "Kit Moss\tMill Nursery\n"
        "Kit Moss\tQuiet Corner\n"
    )
    take_in(store, preview(store, breckland, text))
    rows = {row.name: row for row in seats.seats(store, breckland, TODAY)}
    everyone = people.everyone(store)
    assert [one.name for one in rows["Ann Sale"].deputies] == ["Bea Lacey", "Tom Ash"]
    assert [one.name for one in everyone].count("Tom Ash") == 1
    assert [one.name for one in everyone].count("Bea Lacey") == 1
    assert [one.name for one in everyone].count("Priya Nair") == 1
    # Two of one name: neither is guessed, so a third is made.
    assert [one.name for one in everyone].count("Kit Moss") == 3


def test_who_became_a_member_meanwhile_is_passed_over(store: Store, breckland: str) -> None:
    shown = preview(store, breckland, "Ann Sale\tFenmere Hospital\nBea Lacey\tMill Nursery")
    seats.add_member(store, breckland, "Ann Sale", "Fenmere Hospital", TODAY)
    assert take_in(store, shown) == 1
    assert len(seats.seats(store, breckland, TODAY)) == 2
    with pytest.raises(Refused, match="Everybody in that list is in Breckland LSCG by now"):
        take_in(store, shown)
    with pytest.raises(Refused, match="Nobody in that list is new to Breckland LSCG"):
        take_in(store, preview(store, breckland, "Ann Sale\tFenmere Hospital"))


def test_a_co_chair_begins_one_term(store: Store, breckland: str) -> None:
    text = "Name\tOrganisation\tCo-chair\nAnn Sale\tFenmere Hospital\tyes\nAnn Sale\tRiver Clinic\tyes"
    take_in(store, preview(store, breckland, text + "\tann@x.example"))
    assert [row.co_chair for row in seats.seats(store, breckland, TODAY)] == [True, True]


def test_members_may_begin_on_another_day(store: Store, breckland: str) -> None:
    shown = preview(store, breckland, "Ann Sale\tFenmere Hospital", date(2026, 4, 1))
    take_in(store, shown)
    assert seats.seats(store, breckland, date(2026, 4, 1))[0].since == date(2026, 4, 1)


def test_what_cannot_be_previewed_is_refused(store: Store, breckland: str) -> None:
    with pytest.raises(Refused, match="2,097,152 characters"):
        preview(store, breckland, "x" * 2_097_152)
    with pytest.raises(Unknown):
        preview(store, "no group", "Ann Sale")
    assert preview(store, breckland, "").rows == ()


def test_hostile_text_is_taken_in_as_typed(store: Store, breckland: str) -> None:
    text = "Name\tOrganisation\tRole\n<b>Ann</b> & Co\t=cmd|'/C calc'!A0\t🙂 {0} %s מתן\n"
    take_in(store, preview(store, breckland, text))
    (row,) = seats.seats(store, breckland, TODAY)
    assert (row.name, row.organisation, row.role) == ("<b>Ann</b> & Co", "=cmd|'/C calc'!A0", "🙂 {0} %s מתן")
    (long,) = preview(store, breckland, f"Name\tOrganisation\nAnn Moor\t{'x' * 2_001}").rows
    assert (long.status, long.sentence) == (
        PasteStatus.PROBLEM,
        "The organisation has 2,001 characters; the most is 2,000.",
    )
    (turned,) = preview(store, breckland, "Name\tOrganisation\tDeputy\nAnn Moor\tX\tBea\u202eLacey").rows
    assert "turns the direction" in turned.sentence


def test_the_sector_of_a_known_organisation_stays(store: Store, breckland: str) -> None:
    police = next(one.sector_id for one in partnership.sectors(store) if one.name == "Police")
    organisations.add_organisation(store, "Fenmere Hospital", police)
    (row,) = preview(store, breckland, "Name\tOrganisation\tSector\nAnn Sale\tFenmere Hospital\tHealth").rows
    assert (row.sector, row.sentence) == ("Police", "")
