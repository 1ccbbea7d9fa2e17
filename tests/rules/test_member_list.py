"""A member list as pasted: cells, headings in any order, columns told by their content, names turned round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.errors import Refused
from nscp_desktop.rules.member_list import Column, Listed, parse, turned_round


def is_sector(cell: str) -> bool:
    return cell.casefold() in {"health", "police", "education", "vcs"}


def only(text: str) -> Listed:
    (row,) = parse(text, is_sector).rows
    return row


def table(*rows: tuple[str, ...]) -> str:
    return "\r\n".join("\t".join(row) for row in rows) + "\r\n"


# -- headings ---------------------------------------------------------------------------------------


def test_headings_are_understood_in_any_order() -> None:
    pasted = parse(
        table(
            (
                "Sector",
                "E-mail address",
                "Job title",
                "Nominated deputy",
                "Co-Chair?",
                "Agency/Organisation",
                "Full Name",
            ),
            (
                "Health",
                "ann@fenmere.example",
                "Named doctor",
                "Priya Nair",
                "",
                "Fenmere Hospital",
                "Dr Ann Sale",
            ),
            ("Education", "", "Headteacher", "", "Yes", "Larkfield Academy", "Claire O'Dowd"),
        )
    )
    assert pasted.headed
    assert set(pasted.columns) == {
        Column.NAME, Column.ORGANISATION, Column.ROLE, Column.SECTOR, Column.EMAIL, Column.DEPUTY, Column.CO_CHAIR,
    }  # fmt: skip
    assert pasted.rows == (
        Listed(
            2,
            "Dr Ann Sale",
            "Fenmere Hospital",
            "Named doctor",
            "Health",
            "ann@fenmere.example",
            ("Priya Nair",),
        ),
        Listed(3, "Claire O'Dowd", "Larkfield Academy", "Headteacher", "Education", co_chair=True),
    )


@pytest.mark.parametrize(
    ("heading", "row", "name"),
    [
        (("First name", "Surname", "Org"), ("Priya", "Nair", "Fenmere"), "Priya Nair"),
        (("Surname", "Forename", "Org"), ("Nair", "Priya", "Fenmere"), "Priya Nair"),
        (("Title", "First", "Last", "Org"), ("Dr", "Ann", "Sale", "Fenmere"), "Dr Ann Sale"),
        (("Title", "First", "Last", "Org"), ("Mrs", "Ann", "Sale", "Fenmere"), "Ann Sale"),
        (("Title", "Name", "Org"), ("Cllr", "Sale, Ann", "Fenmere"), "Cllr Ann Sale"),
        (("Surname", "Org"), ("Nair", "Fenmere"), "Nair"),
    ],
)
def test_names_in_parts_are_put_together(heading: tuple[str, ...], row: tuple[str, ...], name: str) -> None:
    assert only(table(heading, row)).name == name


def test_a_title_that_is_a_job_is_the_role() -> None:
    pasted = parse(
        table(("Name", "Title", "Agency"), ("Ann Sale", "Matron", "Fenmere"), ("Bea Lacey", "Dr", "Mill"))
    )
    assert [row.role for row in pasted.rows] == ["Matron", "Dr"]
    assert Column.TITLE not in pasted.columns
    kept = parse(table(("Name", "Title", "Role"), ("Ann Sale", "Matron", "Chair of governors")))
    assert kept.rows[0].role == "Chair of governors"


def test_headings_without_names_leave_the_names_to_be_found() -> None:
    row = only(table(("Organisation", "", "Email"), ("Fenmere Hospital", "Ann Sale", "ann@fenmere.example")))
    assert (row.name, row.organisation) == ("Ann Sale", "Fenmere Hospital")


def test_one_word_that_could_be_a_heading_is_not_one() -> None:
    assert not parse("Ann Sale\tSchool\nBea Lacey\tMill Primary School").headed
    with pytest.raises(Refused, match="No column of that list holds names"):
        parse("School")


def test_headings_alone_give_no_rows() -> None:
    pasted = parse("Name\tOrganisation\n")
    assert (pasted.rows, pasted.headed) == ((), True)


def test_headings_with_no_names_anywhere_are_refused() -> None:
    with pytest.raises(Refused, match="No column of that list holds names"):
        parse("Organisation\tEmail\nFenmere\tann@fenmere.example")


# -- content ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Joe Blackwood\tFenmere Hospital\tHealth\tMatron\tjoe@fenmere.example\n",
            Listed(1, "Joe Blackwood", "Fenmere Hospital", "Matron", "Health", "joe@fenmere.example"),
        ),
        (
            "Police\tNorth Beat Constabulary\tAkande, Dele\tdele@beat.example\tInspector\n",
            Listed(1, "Dele Akande", "North Beat Constabulary", "Inspector", "Police", "dele@beat.example"),
        ),
        (
            "Joe Blackwood\tFenmere Hospital\tMatron\tPriya Nair\tyes",
            Listed(1, "Joe Blackwood", "Fenmere Hospital", "Matron", deputies=("Priya Nair",), co_chair=True),
        ),
        ("Joe Blackwood\tFenmere\tHealth", Listed(1, "Joe Blackwood", "Fenmere", "", "Health")),
        ("Kit Mwangi\tHearthside\tOutreach", Listed(1, "Kit Mwangi", "Hearthside", "Outreach")),
        ("Priya\tNair\tFenmere Hospital", Listed(1, "Priya Nair", "Fenmere Hospital")),
        ("Fenmere Hospital\tMadonna\tHealth", Listed(1, "Madonna", "Fenmere Hospital", "", "Health")),
        ("Siobhán O'Dunmarrow\tMill Primary School", Listed(1, "Siobhán O'Dunmarrow", "Mill Primary School")),
        ("Зоряна Луговафен\tHearthside Families", Listed(1, "Зоряна Луговафен", "Hearthside Families")),
        ("Nguyễn Thị Đầm-Lau\tYoung Carers", Listed(1, "Nguyễn Thị Đầm-Lau", "Young Carers")),
    ],
)
def test_without_headings_columns_are_told_by_content(text: str, wanted: Listed) -> None:
    pasted = parse(text, is_sector)
    assert pasted.rows == (wanted,)
    assert not pasted.headed


def test_a_sector_column_is_found_where_most_cells_are_sectors() -> None:
    pasted = parse("Ann Sale\tFenmere Hospital\tHealth\nBea Lacey\tMill School\tSchooling\n", is_sector)
    assert [row.sector for row in pasted.rows] == ["Health", "Schooling"]
    without = parse("Ann Sale\tFenmere Hospital\tHealth")
    assert without.rows[0].sector == ""


# -- separators and cells ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Name,Organisation\nAnn Sale,Fenmere Hospital\n",
        "Name;Organisation\nAnn Sale;Fenmere Hospital\n",
        "\ufeffName\tOrganisation\rAnn Sale\tFenmere Hospital\r",
        '"Name","Organisation"\r\n"Sale, Ann","Fenmere Hospital"\r\n',
        "Name;Organisation\nSale, Ann;Fenmere Hospital\n",
        "Ann Sale,Fenmere Hospital\n",
        "Name\tOrganisation\t\t\t\n\n\t\t\nAnn Sale\tFenmere Hospital\t\t\t\n\t\t\t",
        '"Ann\nSale"\t"Fenmere\r\nHospital"',
        " Ann\u00a0Sale \t Fenmere  Hospital ",
    ],
)
def test_tabs_semicolons_commas_and_quotes_part_the_cells(text: str) -> None:
    row = only(text)
    assert (row.name, row.organisation) == ("Ann Sale", "Fenmere Hospital")


def test_surnames_first_alone_are_names_and_not_two_columns() -> None:
    assert [row.name for row in parse("Nair, Priya\nSale, Ann\n").rows] == ["Priya Nair", "Ann Sale"]
    assert [row.name for row in parse("Ann Sale\nBea Lacey").rows] == ["Ann Sale", "Bea Lacey"]


def test_a_comma_before_a_role_parts_two_columns() -> None:
    rows = parse("Ann Sale,Matron\nBea Lacey,Head of Year Nine\n").rows
    assert [(row.name, row.role) for row in rows] == [
        ("Ann Sale", "Matron"),
        ("Bea Lacey", "Head of Year Nine"),
    ]


def test_a_lone_quotation_mark_swallows_nothing() -> None:
    rows = parse('Name\tOrganisation\n"Ann Sale\tFenmere\nBea Lacey\tMill').rows
    assert [row.name for row in rows] == ['"Ann Sale', "Bea Lacey"]


def test_short_rows_and_rows_without_a_name_stay_to_be_shown() -> None:
    rows = parse("Name\tOrganisation\tRole\nAnn Sale\n\tFenmere").rows
    assert rows == (Listed(2, "Ann Sale"), Listed(3, "", "Fenmere"))


def test_control_characters_stay_so_that_they_can_be_refused() -> None:
    assert only("Name\tOrganisation\nAnn\x07Sale\tFenmere").name == "Ann\x07Sale"


# -- what is in a cell ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Nair, Priya", "Priya Nair"),
        ("Nair, Priya (External)", "Priya Nair"),
        ("van der Fenn, d'Arcy", "d'Arcy van der Fenn"),
        ("O'Dunmarrow, Siobhán", "Siobhán O'Dunmarrow"),
        ("Sale, Dr Ann", "Dr Ann Sale"),
        ("Sale, Dr", "Dr Sale"),
        ("Ann Sale, MBE", "Ann Sale, MBE"),
        ("Ann Sale,", "Ann Sale"),
        ("Sale, Ann, Dr", "Sale, Ann, Dr"),
        ("Ann Sale", "Ann Sale"),
        ("", ""),
    ],
)
def test_names_are_turned_round(written: str, said: str) -> None:
    assert turned_round(written) == said


@pytest.mark.parametrize(
    ("cell", "deputies"),
    [
        ("Priya Nair", ("Priya Nair",)),
        ("Nair, Priya", ("Priya Nair",)),
        ("Priya Nair; Tom Ash / Bea Lacey", ("Priya Nair", "Tom Ash", "Bea Lacey")),
        ("Priya Nair, Tom Ash", ("Priya Nair", "Tom Ash")),
        ("Priya Nair and Tom Ash", ("Priya Nair", "Tom Ash")),
        ("Priya Nair;; none", ("Priya Nair",)),
        ("TBC", ()),
        ("n/a", ()),
        ("none", ()),
        ("", ()),
        ("-", ()),
    ],
)
def test_deputies_are_parted(cell: str, deputies: tuple[str, ...]) -> None:
    assert only(table(("Name", "Deputy"), ("Ann Sale", cell))).deputies == deputies


@pytest.mark.parametrize(
    ("role", "kept", "chair"),
    [
        ("Co-chair", "", True),
        ("Headteacher (co-chair)", "Headteacher (co-chair)", True),
        ("Chair of governors", "Chair of governors", False),
        ("Headteacher", "Headteacher", False),
    ],
)
def test_a_co_chair_may_be_told_in_the_role(role: str, kept: str, chair: bool) -> None:
    row = only(table(("Name", "Role"), ("Ann Sale", role)))
    assert (row.role, row.co_chair) == (kept, chair)


# -- hostile ----------------------------------------------------------------------------------------


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(Refused, match="2,097,152 characters"):
        parse("a" * 2_097_152)
    with pytest.raises(Refused, match="1,001 rows"):
        parse("Ann Sale\n" * 1_001)
    with pytest.raises(Refused, match="far too long"):
        parse('"' + "a" * 150_000 + '"')


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\t\t\n\t"])
def test_nothing_pasted_is_nothing(text: str) -> None:
    assert parse(text).rows == ()


@given(st.text(alphabet=st.sampled_from("\t\n\r,;\"'@ aB1/.\x00\u202eЗ=<&"), max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        rows = parse(text, is_sector).rows
    except Refused:
        return
    for row in rows:
        assert not set("\n\r\t") & set(row.name + row.organisation + row.role + row.email)
