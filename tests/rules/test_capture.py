"""The capture line: what lines become, that no word is lost, and that nothing is guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules import capture_due
from nscp_desktop.rules.actions import ActionKind
from nscp_desktop.rules.capture import (
    CaptureContext,
    Captured,
    Gap,
    Kind,
    Owner,
    OwnerKind,
    Part,
    Theme,
    action_kind,
    completion,
    parse,
    with_kind,
)
from nscp_desktop.rules.days import Days, Named, Said, read
from nscp_desktop.rules.names import Directory, Known, Match
from nscp_desktop.rules.wording import LINE_MOST, Word, fold, words_in
from tests.rules import capture_shorthand
from tests.rules.capture_lines import LINES, Row
from tests.rules.capture_room import NEXT_MEETING, PEOPLE, TODAY, context

ROOM = context()


@pytest.mark.parametrize("row", [*LINES, *capture_shorthand.LINES], ids=lambda row: row.typed)
def test_each_line_becomes_what_the_table_says(row: Row) -> None:
    found = parse(row.typed, ROOM)
    owner = found.owner.label if found.owner else ""
    if found.candidates:
        owner = "? " + " or ".join(candidate.label for candidate in found.candidates)
    due = found.due.isoformat() if found.due else ""
    asks = [*found.remarks, found.question] if found.question else found.remarks
    assert (
        Row(
            row.typed,
            found.kind,
            found.text,
            owner,
            due if found.due_said or not due else f"({due})",
            "; ".join(asks),
            " ".join(theme.theme_id for theme in found.themes),
            found.reason,
        )
        == row
    )
    _nothing_lost(found)


def _nothing_lost(found: Captured) -> None:
    """Every word typed is recorded, or was taken for the kind, the owner, the date, a theme or the reason."""
    kept = " ".join(
        [found.text, found.reason, *(found.words(part) for part in Part if part is not Part.TEXT)]
    )
    have = fold(kept.replace("#", ""))
    # The kind may stand before its line without a space: "action:joe to ring".
    kind = next((span.end for span in found.spans if span.part is Part.KIND), 0)
    for word in (*words_in(found.said[:kind]), *words_in(found.said, kind)):
        bare = fold(word.typed.strip("!=>,;:-–—.() ").replace("#", ""))
        assert bare in have, (word.typed, kept)


def _each_word_once(found: Captured) -> None:
    covered = [place for span in found.spans for place in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    assert not "".join(c for at, c in enumerate(found.said) if at not in set(covered)).strip()


SAID = """action decision outcome challenge youth board yab ! = > : - – , joe JM jm ann odun ЗЛ зоряна 王小明 police health
everyone all every organisation NSCP co-chairs with Breckland and to will be told shared because by due before on the
next meeting 22 jan 31 feb fri owner: @joe (joe) (ann #neglect #voice #unknown # toolkit circulate A&E leads مرحبا
<b>x</b> "said" end of month in 2 weeks agreed with I me please can could you ask ruth be able w/c week commencing acton as
it would since so that (to the NSCP) chairs DSL at larkfield"""
WORDS = SAID.split()


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=24),
    st.sampled_from([*Kind, None]),
)
def test_no_word_is_ever_lost(words: list[str], kind: Kind | None) -> None:
    found = parse(" ".join(words), ROOM, kind)
    _nothing_lost(found)
    _each_word_once(found)
    assert kind is None or found.kind is kind
    assert not (found.owner and found.candidates)
    assert len(found.remarks) == len(found.gaps)


@given(st.text(max_size=80))
def test_any_text_is_understood_as_something(text: str) -> None:
    for line in (text, f"action {text}", f"decision {text}", f"! {text}"):
        found = parse(line, ROOM)
        _nothing_lost(found)
        assert found.said == line


@given(
    st.sampled_from(
        [person for person in PEOPLE if person.person_id not in {"joe", "joanna", "jory", "jess"}]
    ),
    st.sampled_from(["{} to", "{} will", "{}:", "{} -", "for {} to"]),
    st.sampled_from(
        [
            ("by 22 jan", date(2027, 1, 22)),
            ("by next meeting", NEXT_MEETING),
            ("in 2 weeks", date(2027, 1, 28)),
        ]
    ),
    st.sampled_from(["", " #neglect", " #voice #neglect"]),
)
def test_owner_and_date_are_found_in_every_order(
    person: Known, form: str, due: tuple[str, date], tags: str
) -> None:
    name = person.name.split()[0] if not person.name.startswith("Dr") else "Ann"
    found = parse(f"action {form.format(name)} circulate the page {due[0]}{tags}", ROOM)
    assert found.owner is not None
    assert (found.owner.person_id, found.due, found.text) == (person.person_id, due[1], "Circulate the page")
    assert len(found.themes) == tags.count("#")


@given(
    st.sampled_from(["jm", "JM", "health", "nurse", "jo", "larkfield j"]),
    st.sampled_from([" to", " will", ":"]),
)
def test_between_two_nothing_is_guessed(words: str, joint: str) -> None:
    found = parse(f"action {words}{joint} circulate the page", ROOM)
    assert found.owner is None
    assert (Gap.WHICH_OWNER in found.gaps) is bool(found.candidates)
    assert len(found.candidates) != 1


# Kinds


@pytest.mark.parametrize("typed", ["ACTION x", "Action: x", "action:x", "!x", "  ! x", "action — x"])
def test_an_action_by_its_word_or_sign(typed: str) -> None:
    found = parse(typed, ROOM)
    assert (found.kind, found.text) == (Kind.ACTION, "X")


@pytest.mark.parametrize("typed", ["YAB x", "youth  board: x", "Youth Advisory Board x", ">x"])
def test_the_youth_board_by_its_names(typed: str) -> None:
    assert parse(typed, ROOM).kind is Kind.YOUTH_BOARD


def test_a_button_gives_the_kind() -> None:
    found = parse("joe to ring by fri", ROOM, Kind.ACTION)
    assert (found.kind, found.text, found.owner_said) == (Kind.ACTION, "Ring", "joe")
    instead = parse("action joe to ring", ROOM, Kind.OUTCOME)
    assert (instead.kind, instead.text, instead.owner) == (Kind.OUTCOME, "Joe to ring", None)


@pytest.mark.parametrize(
    ("typed", "kind", "becomes"),
    [
        ("joe to ring", Kind.ACTION, "action joe to ring"),
        ("action joe to ring", Kind.DECISION, "decision joe to ring"),
        ("! joe to ring", Kind.YOUTH_BOARD, "youth board joe to ring"),
        ("action: joe to ring", Kind.NOTE, "joe to ring"),
        ("  joe", Kind.NOTE, "joe"),
        ("", Kind.ACTION, "action "),
    ],
)
def test_the_kind_word_is_put_in_or_replaced(typed: str, kind: Kind, becomes: str) -> None:
    assert with_kind(typed, kind) == becomes


def test_a_note_is_kept_exactly_and_its_themes_are_known() -> None:
    found = parse("  They spoke of #neglect and #neglect.  ", ROOM)
    assert (found.kind, found.text) == (Kind.NOTE, "They spoke of #neglect and #neglect.")
    assert [theme.name for theme in found.themes] == ["Neglect"]
    assert found.question == ""


def test_nothing_typed_is_nothing_to_record() -> None:
    assert parse("", ROOM).empty
    assert parse("   ", ROOM).empty
    assert parse("action joe to", ROOM).empty
    assert not parse("x", ROOM).empty


def test_kind_of_action() -> None:
    assert action_kind(None) is ActionKind.INDIVIDUAL
    kinds = {kind: action_kind(Owner(kind, "x")) for kind in OwnerKind}
    assert kinds == {
        OwnerKind.PERSON: ActionKind.INDIVIDUAL,
        OwnerKind.ORGANISATION: ActionKind.INDIVIDUAL,
        OwnerKind.EVERY: ActionKind.EVERY_ORGANISATION,
        OwnerKind.TOGETHER: ActionKind.TOGETHER,
        OwnerKind.CO_CHAIRS: ActionKind.TOGETHER,
        OwnerKind.NSCP: ActionKind.TO_THE_NSCP,
    }


# Parts


def test_the_parts_of_the_example() -> None:
    typed = "action joe to circulate the chronology page to A&E leads by 22 jan #neglect"
    found = parse(typed, ROOM)
    assert {part: found.words(part) for part in Part} == {
        Part.KIND: "action",
        Part.OWNER: "joe to",
        Part.TEXT: "circulate the chronology page to A&E leads",
        Part.DUE: "by 22 jan",
        Part.THEME: "#neglect",
        Part.REASON: "",
        Part.RAISED_TO: "",
    }
    assert found.owner == Owner(
        OwnerKind.PERSON, "Joe Blackwood", person_id="joe", organisation="Fenmere Hospital"
    )
    assert (found.due_words, found.due_named, found.due_said) == ("by 22 jan", Named.DATE, True)
    assert found.gaps == ()


def test_people_beside_the_owner_are_named_in_the_text_and_given() -> None:
    found = parse("action joe and priya to draft the letter", ROOM)
    assert [person.person_id for person in found.also] == ["priya"]
    assert found.text == "Draft the letter (with Priya Nair)"
    assert found.owner_said == "joe"


def test_only_people_can_stand_beside_an_owner_with_two_names() -> None:
    assert parse("action joe and jm to draft it", ROOM).text == "Draft it (with jm)"
    assert parse("action police and joe to draft it", ROOM).owner is None
    assert parse("action / to draft it", ROOM).owner is None


def test_together_without_a_date_is_due_at_the_next_meeting_though_nobody_said_so() -> None:
    found = parse("action with Breckland to run a workshop", ROOM)
    assert found.owner == Owner(OwnerKind.TOGETHER, "with Breckland", group_code="B")
    assert (found.due, found.due_said, found.gaps) == (NEXT_MEETING, False, (Gap.NOT_SAID,))
    undated = parse("action together to run a workshop", replace(ROOM, days=Days(TODAY)))
    assert (undated.due, undated.gaps) == (None, (Gap.NO_DATE,))


def test_a_next_meeting_without_a_date_is_a_gap_that_says_so() -> None:
    found = parse("action joe to ring by next meeting", replace(ROOM, days=Days(TODAY)))
    assert (found.due, found.due_said, found.due_named) == (None, True, Named.NEXT_MEETING)
    assert found.remarks == ("next meeting has no date yet",)


def test_every_tag_that_fits_several_is_left_alone() -> None:
    themes = (
        Theme("1", "Child exploitation"),
        Theme("2", "Child voice"),
        Theme("3", "Neglect", aliases=("cn",)),
    )
    found = parse("action joe to look at #child and #cn", replace(ROOM, themes=themes))
    assert found.text == "Look at #child and"
    assert [theme.theme_id for theme in found.theme_choices] == ["1", "2"]
    assert [theme.theme_id for theme in found.themes] == ["3"]


def test_without_organisations_people_are_found_by_theirs() -> None:
    bare = CaptureContext(Days(TODAY), Directory(PEOPLE))
    one = parse("action fenmere to ring", bare)
    assert one.owner is not None
    assert one.owner.person_id == "joe"
    several = parse("action larkfield to ring", bare)
    assert several.remarks[0] == "which larkfield?"
    assert parse("action zebedee to ring", bare).owner is None


def test_a_person_of_another_group_is_found_by_three_letters_of_the_name_not_by_two() -> None:
    assert parse("action ros to ring", ROOM).owner is not None
    assert parse("action os to ring", ROOM).owner is None


def test_the_beginning_of_a_name_and_of_an_organisation_are_not_decided_between() -> None:
    found = parse("action fen to ring", ROOM)
    assert [owner.kind for owner in found.candidates] == [OwnerKind.PERSON, OwnerKind.ORGANISATION]


def test_partners_must_all_be_known() -> None:
    assert parse("action with Breckland and Mordor to ring", ROOM).owner is None
    assert parse("action with the group to ring", ROOM).owner is None
    assert parse("action with South and police to ring", ROOM).owner is None
    both = parse("action with South and Norwich to ring", ROOM)
    assert both.owner is not None
    assert both.owner.label == "with South and Norwich"


def test_the_chair_is_asked_for_by_name_when_there_are_two() -> None:
    assert parse("action chair to ring", ROOM).remarks[0] == "which chair?"
    alone = replace(ROOM, co_chairs=("claire", "nobody"))
    found = parse("action the chair to ring", alone)
    assert found.owner is not None
    assert found.owner.person_id == "claire"
    assert parse("action chair to ring", replace(ROOM, co_chairs=())).owner is None


def test_candidates_are_not_endless() -> None:
    many = Directory(Known(str(number), f"Joe Number{number}", here=True) for number in range(30))
    assert len(parse("action joe to ring", replace(ROOM, people=many)).candidates) == 8


# Chips


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "action joe to circulate the page by 22 jan #neglect",
            ["Joe Blackwood · Fenmere Hospital", "Due Fri 22 Jan 2027", "Neglect"],
        ),
        ("action zebedee to ring", ["no owner?", "no date?"]),
        ("action jm to ring by next meeting", ["which JM??", "Due next meeting, Thu 11 Mar 2027"]),
        ("action with Breckland to ring", ["with Breckland", "next meeting (not said)?"]),
        (
            "action kit to tell them by next yab",
            ["Kit Mwangi · Young carers", "Due next youth board, Wed 3 Feb 2027"],
        ),
        (
            "action ann to ring by 31 feb",
            ["Dr Ann Sale · Community health", "not here: who tells them??", "which date??"],
        ),
        ("outcome they ask now #voice", ["The voice of the child"]),
        ("action", ["no owner?", "no date?"]),
    ],
)
def test_chips_show_what_was_understood_and_what_is_open(typed: str, shown: list[str]) -> None:
    chips = parse(typed, ROOM).chips
    assert [chip.words + ("?" if chip.open else "") for chip in chips] == shown


def test_a_tag_that_fits_several_is_asked_about_on_a_chip() -> None:
    themes = (Theme("1", "Child exploitation"), Theme("2", "Child voice"))
    chips = parse("outcome they ask #child", replace(ROOM, themes=themes)).chips
    assert [(chip.part, chip.words, chip.open) for chip in chips] == [
        (Part.THEME, "which theme: Child exploitation or Child voice?", True)
    ]


# Read-back


@pytest.mark.parametrize(
    ("typed", "owner", "due", "text"),
    [
        ("joe", "Joe Blackwood", "", ""),
        ("joe by 22 jan", "Joe Blackwood", "2027-01-22", ""),
        ("22 jan joe", "Joe Blackwood", "2027-01-22", ""),
        ("next meeting, joe", "Joe Blackwood", "2027-03-11", ""),
        ("by 22 jan joe", "Joe Blackwood", "2027-01-22", ""),
        ("joe, next meeting", "Joe Blackwood", "2027-03-11", ""),
        ("joe to", "Joe Blackwood", "", ""),
        ("owner: joe", "Joe Blackwood", "", ""),
        ("police", "Police, east command", "", ""),
        ("everyone by next meeting", "Every organisation", "2027-03-11", ""),
        ("with Breckland", "with Breckland", "", ""),
        ("NSCP", "NSCP", "", ""),
        ("fri", "", "2027-01-15", ""),
        ("next meeting", "", "2027-03-11", ""),
        ("zebedee", "", "", "Zebedee"),
        ("jm", "", "", ""),
        ("the", "", "", "The"),
        ("", "", "", ""),
        (
            "one two three four five six seven eight nine",
            "",
            "",
            "One two three four five six seven eight nine",
        ),
    ],
)
def test_a_few_words_complete_an_action(typed: str, owner: str, due: str, text: str) -> None:
    found = completion(typed, ROOM)
    _nothing_lost(found)
    named = found.owner.label if found.owner else ""
    assert (named, found.due.isoformat() if found.due else "", found.text) == (owner, due, text)


def test_what_completes_an_action_can_be_ambiguous_or_too_long() -> None:
    assert completion("jm", ROOM).remarks[0] == "which JM?"
    assert completion("x" * (LINE_MOST + 1), ROOM).owner is None
    assert completion("joe and priya", ROOM).text == "(with Priya Nair)"


# Bounds


def test_a_line_too_long_to_record_is_not_read() -> None:
    found = parse("action joe to " + "x" * LINE_MOST, ROOM)
    assert (found.kind, found.owner, found.spans) == (Kind.ACTION, None, ())
    assert found.text.startswith("joe to xxx")


@pytest.mark.parametrize(
    "words",
    [
        "by fri ",
        "to ",
        "a - ",
        "x, ",
        "#neglect ",
        "@joe ",
        "- ",
        "be told by ",
        "and ",
        "joe and ",
        "22 jan ",
    ],
)
def test_the_work_for_a_full_line_is_bounded(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    finding = Directory.find

    def find(self: Directory, typed: str) -> tuple[Match, ...]:
        asked.append(typed)
        return finding(self, typed)

    def reading(given_words: tuple[Word, ...], at: int, days: Days) -> Said | None:
        asked.append(given_words[at].typed if at < len(given_words) else "")
        return read(given_words, at, days)

    monkeypatch.setattr(Directory, "find", find)
    monkeypatch.setattr(capture_due, "read", reading)
    line = ("action " + words * LINE_MOST)[:LINE_MOST]
    _nothing_lost(parse(line, ROOM))
    assert len(asked) <= 40


def test_me_is_who_types_where_that_is_known() -> None:
    mine = replace(ROOM, me="tilly")
    by_me = parse("action me to circulate the dates by fri", mine)
    assert by_me.owner == parse("action tilly to circulate the dates by fri", mine).owner is not None
    both = parse("action me and joe to circulate the dates", mine)
    assert both.owner is not None
    assert (both.owner.label, [one.name for one in both.also]) == ("Tilly Fenwhistle", ["Joe Blackwood"])
    assert parse("action me to circulate the dates", replace(ROOM, me="gone")).owner is None


def test_the_short_word_for_the_board_goes_where_its_button_was_chosen() -> None:
    found = parse("yb what did the bus company say", ROOM, Kind.YOUTH_BOARD)
    assert (found.kind, found.text) == (Kind.YOUTH_BOARD, "What did the bus company say")
    again = parse("what did the bus company say", ROOM, Kind.YOUTH_BOARD)
    assert (again.kind, again.text) == (found.kind, found.text)
