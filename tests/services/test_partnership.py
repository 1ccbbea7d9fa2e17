"""The partnership: its file, setting a store up from it, and its standing facts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from nscp_desktop import assets
from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Alias, Board, BoardLink, Group, Template, TemplateItem
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.services import partnership, partnership_file
from nscp_desktop.store import Change, Store

NORFOLK = assets.text("partnerships", "norfolk.toml")


def test_norfolk_has_its_groups_in_printed_order(store: Store) -> None:
    assert [(one.code, one.name, one.short) for one in partnership.groups(store)] == [
        ("S", "South", "South LSCG"),
        ("N", "Norwich", "Norwich LSCG"),
        ("B", "Breckland", "Breckland LSCG"),
        ("W", "West", "West LSCG"),
        ("GY", "Great Yarmouth", "Great Yarmouth LSCG"),
        ("NB", "North & Broadland", "North & Broadland LSCG"),
    ]
    assert [one.code for one in partnership.groups(store, None)][-1] == "CH"
    assert [one.kind for one in partnership.groups(store, "chairs")] == ["chairs"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("B", "B"),
        ("breckland", "B"),
        ("  Breckland LSCG ", "B"),
        ("Gt. Yarmouth", "GY"),
        ("gt yarmouth", "GY"),
        ("YARMOUTH", "GY"),
        ("North and Broadland", "NB"),
        ("north & broadland", "NB"),
        ("North Norfolk & Broadland", "NB"),
        ("nb", "NB"),
        ("n", "N"),
        ("kings lynn & west", "W"),
        ("West Norfolk", "W"),
        ("Breckland Local Safeguarding Children Group", "B"),
        ("Chairs’ meeting", "CH"),
    ],
)
def test_a_group_is_found_by_any_of_its_names(store: Store, words: str, code: str) -> None:
    assert partnership.find_group(store, words).code == code


@pytest.mark.parametrize("words", ["", "Lowestoft", "Bre"])
def test_an_unknown_group_is_refused_with_those_there_are(store: Store, words: str) -> None:
    with pytest.raises(Unknown, match="There are: South \\(S\\), Norwich \\(N\\)"):
        partnership.find_group(store, words)


def test_a_group_is_found_by_its_id(store: Store) -> None:
    breckland = partnership.find_group(store, "B")
    assert partnership.group(store, breckland.group_id) == breckland
    assert "Brecks" in breckland.aliases
    with pytest.raises(Unknown):
        partnership.group(store, "nobody")


def test_two_stores_agree_on_every_id(open_store: Callable[[str], Store], bare_store: Store) -> None:
    one = open_store("norfolk")
    partnership.set_up(bare_store, "norfolk")
    for ask in (partnership.groups, partnership.sectors, partnership.themes, partnership.partnership):
        assert ask(one) == ask(bare_store)
    for kind in (Alias, Board, BoardLink, Template, TemplateItem):
        ids = []
        for which in (one, bare_store):
            with which.read() as session:
                ids.append(set(session.exec(select(kind.id))))
        assert ids[0] == ids[1]


def test_a_store_is_set_up_once_and_for_good(store: Store) -> None:
    with pytest.raises(Refused, match="already belongs to the Norfolk Safeguarding Children Partnership"):
        partnership.set_up(store, "nottinghamshire")
    assert store.undo() is None


def test_setting_up_is_one_deed_that_undo_leaves(bare_store: Store) -> None:
    with pytest.raises(Unknown, match="no partnership yet"):
        partnership.partnership(bare_store)
    heard: list[Change] = []
    bare_store.listen(heard.append)
    with pytest.raises(Unknown, match="There are: norfolk, nottinghamshire"):
        partnership.set_up(bare_store, "rutland")
    partnership.set_up(bare_store, "norfolk")
    assert [change.label for change in heard] == ["Set up Norfolk Safeguarding Children Partnership"]
    assert bare_store.undo_label == ""
    assert bare_store.check() == ()


def test_a_second_partnership_is_only_another_file(open_store: Callable[[str], Store]) -> None:
    store = open_store("nottinghamshire")
    assert [one.name for one in partnership.groups(store)] == [
        "Strategic Leadership",
        "Safeguarding Assurance and Improvement",
        "Partnership Forum",
    ]
    assert partnership.find_group(store, "forum").code == "PF"
    assert partnership.marking(store, "agenda") == "OFFICIAL"
    assert partnership.wording(store, "youth board") == ""
    with store.read() as session:
        assert session.exec(select(Board.id)).all() == []


def test_the_seven_boards_face_their_groups(store: Store) -> None:
    with store.read() as session:
        faces = session.exec(
            select(Board.name, Group.code)
            .join(BoardLink, BoardLink.board_id == Board.id)  # type: ignore[arg-type]
            .join(Group, Group.id == BoardLink.group_id)  # type: ignore[arg-type]
            .order_by(Board.position)  # type: ignore[arg-type]
        ).all()
    assert faces == [
        ("Norwich", "N"),
        ("Great Yarmouth", "GY"),
        ("Broadland", "NB"),
        ("Breckland", "B"),
        ("North Norfolk", "NB"),
        ("West Norfolk", "W"),
        ("South Norfolk", "S"),
    ]


def test_the_agenda_of_a_round_fills_two_hours(store: Store) -> None:
    with store.read() as session:
        template = session.exec(select(Template).where(Template.name == "A round of two hours")).one()
        of_it = select(TemplateItem).where(TemplateItem.template_id == template.id)
        items = session.exec(of_it.order_by(TemplateItem.position)).all()  # type: ignore[arg-type]
    assert (template.starts, template.ends) == ("10:00", "12:00")
    assert sum(item.minutes for item in items) == 120
    duties = [item.duty for item in items if item.duty]
    assert len(duties) == len(set(duties))
    assert set(duties) == set(Duty) - {Duty.NONE, Duty.CHALLENGES, Duty.WHAT_CHANGED}
    assert len(next(item for item in items if item.questions).questions.splitlines()) == 5


def test_sectors_and_themes_stand_in_order_with_their_words(store: Store) -> None:
    names = [one.name for one in partnership.sectors(store)]
    assert names[:3] == ["Children's Services", "Health", "Education"]
    assert {"Police", "Housing", "Probation", "Voluntary and community", "Early years"} <= set(names)
    assert "VCS" in next(one for one in partnership.sectors(store) if one.name.startswith("Voluntary")).words
    themes = {one.code: one for one in partnership.themes(store)}
    assert {"neglect", "voice", "learning", "trauma", "exploitation", "babies"} <= set(themes)
    assert (themes["babies"].parent, themes["voice"].parent) == ("priorities", "")


def test_marking_depends_on_the_kind_of_paper(store: Store) -> None:
    for paper in ("minutes", "agenda", "action log", "attendance", "screen"):
        assert partnership.marking(store, paper) == "OFFICIAL-SENSITIVE"
    assert partnership.marking(store, "reply sheet") == ""
    assert partnership.marking(store, "shopping list") == ""


def test_the_front_door_is_in_the_sentence_and_can_be_set(store: Store) -> None:
    said = partnership.wording(store, "not a referral")
    assert said == (
        "If a child may be at risk, ring the Children's Advice and Duty Service (CADS) on 01632 960 555 now; "
        "do not record it here."
    )
    assert "example number" in partnership.wording(store, partnership.FRONT_DOOR_NOTE)
    partnership.set_front_door(store, " the front door ", "01632 960 777")
    assert "ring the front door on 01632 960 777 now" in partnership.wording(store, "not a referral")
    assert partnership.wording(store, partnership.FRONT_DOOR_NOTE) == ""
    store.undo()
    assert partnership.wording(store, "not a referral") == said
    assert partnership.wording(store, partnership.FRONT_DOOR_NOTE) != ""
    for name, number in (("", "1"), ("CADS", " ")):
        with pytest.raises(Refused, match="needs a name and a number"):
            partnership.set_front_door(store, name, number)


def test_a_sentence_without_a_placeholder_is_given_as_it_is(store: Store) -> None:
    assert partnership.wording(store, "confidentiality").startswith("What is said here")


# -- the file ---------------------------------------------------------------------------------------


def test_the_partnerships_that_come_with_the_program() -> None:
    assert [one.code for one in partnership.available()] == ["norfolk", "nottinghamshire"]


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ('code = "norfolk"', 'code = "suffolk"', "it calls itself “suffolk”"),
        ('short = "NSCP"\n', "", "short is missing"),
        ("year_starts_month = 4", "year_starts_month = 13", "cannot start in month 13"),
        ("year_starts_month = 4", 'year_starts_month = "April"', "'April' should be a whole number"),
        ("year_starts_month = 4", "year_starts_month = true", "True should be a whole number"),
        ('area = "Norfolk"', "area = 7", "7 should be text"),
        ('"Europe/London"', '"Europe/Atlantis"', "Atlantis"),
        ('code = "GY"', 'code = "S"', "group “S” is there twice"),
        ('code = "GY"', 'code = "gy!"', "“gy!” cannot be a group's code"),
        ('kind = "chairs"', 'kind = "choir"', "“choir” is no kind of group"),
        ('name = "Police"', 'name = "HEALTH"', "sector “health” is there twice"),
        ('groups = ["GY"]', 'groups = ["Q"]', "faces group “Q”, which is not there"),
        ('parent = "priorities"', 'parent = "later"', "which does not stand before it"),
        ('kind = "formal"', 'kind = "informal"', "'informal' is not a valid ItemKind"),
        ('duty = "welcome"', 'duty = "tea"', "'tea' is not a valid Duty"),
        ("minutes = 25", "minutes = 6000", "0 to 600 minutes"),
        ('starts = "10:00"', 'starts = "ten"', "Invalid isoformat string"),
        ("[wording]", "[wording", "cannot be used"),
        ('[[sector]]\nname = "Health"', '[[sector]]\nnome = "Health"', "name is missing"),
        ('[marking]\n"screen" = "OFFICIAL-SENSITIVE"', '[marking]\n"screen" = 1', "1 should be text"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(was: str, becomes: str, sentence: str) -> None:
    assert was in NORFOLK
    with pytest.raises(Refused) as refused:
        partnership_file.parsed("norfolk", NORFOLK.replace(was, becomes, 1))
    assert str(refused.value).startswith("The partnership file norfolk.toml cannot be used: ")
    assert sentence in str(refused.value)


def test_a_file_may_leave_out_what_has_a_plain_meaning() -> None:
    thin = """
        sector = []
        [partnership]
        code = "rutland"
        name = "Rutland Partnership"
        short = "RP"
        area = "Rutland"
        [front_door]
        name = "the front door"
        number = ""
        [[group]]
        code = "R"
        name = "Rutland"
        [[board]]
        name = "Oakham"
        groups = ["R"]
        [wording]
        [marking]
        [[agenda]]
        name = "Short"
        starts = "09:00"
        ends = "10:00"
        item = []
    """
    file = partnership_file.parsed("rutland", thin)
    assert (file.time_zone, file.year_starts_month, file.days_to_issue_minutes) == ("Europe/London", 4, 10)
    assert file.groups[0].title == "Rutland"
    assert file.boards[0].district == "Oakham"
    assert (file.themes, file.wording) == ((), ())
    facts = partnership.PartnershipFacts("", "", "", "", "", "", 4, file.front_door_name, "", 10)
    assert facts.front_door == "the front door"


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_a_file(text: str) -> None:
    with pytest.raises(Refused, match="cannot be used"):
        partnership_file.parsed("norfolk", text)
