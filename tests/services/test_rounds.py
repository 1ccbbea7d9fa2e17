"""Rounds: arranging one agenda for six groups, and changing it for all of them."""

from collections.abc import Callable
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import AgendaItem, Decision, Meeting, MeetingItem, Person, Question, Round, Theme
from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.rules.meetings import Mode
from nscp_desktop.services import local_agenda, meetings, rounds, shared_agenda
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.agenda_items import short_title
from nscp_desktop.services.rounds import Plan
from nscp_desktop.store import Change, Store
from tests.services.january import MONTH, January, arrange_january, group_ids, item, titles


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


def deeds(store: Store) -> list[str]:
    heard: list[str] = []

    def hear(change: Change) -> None:
        heard.append(change.label)

    store.listen(hear)
    return heard


# -- arranging --------------------------------------------------------------------------------------


def test_round_gives_six_meetings_one_agenda(store: Store, january: January) -> None:
    held = meetings.meetings_of_round(store, january.round_id)
    assert [one.group_code for one in held] == ["S", "N", "B", "W", "GY", "NB"]
    assert [one.date.day for one in held] == [12, 13, 14, 18, 19, 21]
    assert {one.place_in_year for one in held} == {"5th of 5"}
    assert len({tuple(titles(store, one.id)) for one in held}) == 1
    shown = agenda(store, january.breckland)
    assert (shown.total, shown.over, shown.words) == (120, 0, "fits to the minute")
    assert shown.rows[0].duty is Duty.WELCOME
    assert (shown.rows[0].starts, shown.rows[-1].ends) == (time(10), time(12))
    breakout = shown.row(item(store, january.breckland, "Breakout"))
    assert len(breakout.questions) == 5
    assert breakout.questions[1].text == "What gets in the way?"


def test_round_is_one_deed_and_can_be_taken_back_and_arranged_again(store: Store) -> None:
    heard = deeds(store)
    january = arrange_january(store)
    assert heard == ["Arrange round 5, January 2027"]
    shared_agenda.edit_item(store, item(store, january.breckland, "Feedback"), minutes=8)
    store.undo()
    store.undo()
    assert rounds.rounds(store) == ()
    assert meetings.list_meetings(store) == ()
    again = arrange_january(store)
    assert again.round_id == january.round_id
    assert agenda(store, again.breckland).total == 120
    assert len(agenda(store, again.breckland).row(item(store, again.breckland, "Breakout")).questions) == 5


def test_nothing_is_arranged_when_one_meeting_is_refused(store: Store) -> None:
    group = group_ids(store)["B"]
    plan = Plan(group, date(2027, 1, 14), time(12), time(10))
    with pytest.raises(Refused, match="cannot end at 10:00"):
        rounds.arrange_round_with_meetings(store, 2026, 5, MONTH, [plan])
    assert rounds.rounds(store) == ()


@pytest.mark.parametrize(
    ("number", "month", "sentence"),
    [
        (0, date(2027, 1, 1), "numbered from 1"),
        (5, date(2027, 4, 1), "April 2027 is not in the year 2026-27"),
        (5, date(2026, 3, 1), "March 2026 is not in the year 2026-27"),
    ],
)
def test_round_refuses_nonsense(store: Store, number: int, month: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        rounds.arrange_round(store, 2026, number, month)


def test_round_refuses_a_number_that_is_taken(store: Store, january: January) -> None:
    with pytest.raises(Refused, match=r"Round 5 of 2026-27 is already there \(January 2027\)"):
        rounds.arrange_round(store, 2026, 5, date(2027, 2, 1))


def test_round_from_a_template_that_is_not_there(store: Store) -> None:
    with pytest.raises(Unknown, match="template is not in this store"):
        rounds.arrange_round(store, 2026, 5, MONTH, "elsewhere")


def test_round_from_a_named_template_keeps_its_title_and_first_of_month(store: Store) -> None:
    template = rounds.templates(store)[0]
    assert (template.items, template.starts, template.ends) == (15, time(10), time(12))
    round_id = rounds.arrange_round(store, 2026, 5, date(2027, 1, 14), template.id, "  Neglect ")
    (facts,) = rounds.rounds(store, 2026)
    assert (facts.id, facts.month, facts.title, facts.words) == (round_id, MONTH, "Neglect", "January 2027")
    assert (facts.items, facts.meetings) == (15, 0)


def test_round_without_any_template_has_an_empty_agenda(bare_store: Store) -> None:
    rounds.arrange_round(bare_store, 2026, 1, date(2026, 5, 1))
    assert rounds.rounds(bare_store)[0].items == 0
    assert rounds.templates(bare_store) == ()
    assert rounds.suggest_round(bare_store, date(2026, 5, 20)).plans == ()


def test_rounds_of_a_year_and_the_reporting_year(store: Store, january: January) -> None:
    rounds.arrange_round(store, 2027, 1, date(2027, 5, 1))
    assert [one.number for one in rounds.rounds(store)] == [5, 1]
    assert [one.meetings for one in rounds.rounds(store, 2026)] == [6]
    assert rounds.reporting_year(store, date(2027, 3, 31)) == 2026
    assert rounds.reporting_year(store, date(2027, 4, 1)) == 2027
    assert rounds.year_words(2026) == "2026-27"
    assert rounds.year_words(1999) == "1999-00"


def test_places_in_the_year_follow_the_rounds_that_are_arranged(store: Store, january: January) -> None:
    rounds.arrange_round(store, 2026, 6, date(2027, 3, 1))
    assert meetings.facts(store, january.breckland).place_in_year == "5th of 6"


# -- the next round ---------------------------------------------------------------------------------


def test_first_round_is_suggested_for_next_month(store: Store) -> None:
    suggested = rounds.suggest_round(store, date(2026, 12, 9))
    assert (suggested.year, suggested.number, suggested.month) == (2026, 1, date(2027, 1, 1))
    # From the second Tuesday on working days, over the weekend.
    assert [plan.day.day for plan in suggested.plans] == [12, 13, 14, 15, 18, 19]
    assert {(plan.starts, plan.ends) for plan in suggested.plans} == {(time(10), time(12))}


def test_next_round_is_two_months_on_like_the_last(store: Store, january: January) -> None:
    suggested = rounds.suggest_round(store, date(2027, 1, 14))
    assert (suggested.year, suggested.number, suggested.month) == (2026, 6, date(2027, 3, 1))
    by_group = {plan.group_id: plan for plan in suggested.plans}
    breckland = by_group[january.groups["B"]]
    assert breckland.day == date(2027, 3, 11)  # the second Thursday, as 14 January was
    assert (breckland.mode, breckland.venue) == (Mode.BOTH, "Quaker Lane Hall + Teams")
    assert january.groups["CH"] not in by_group


def test_next_round_is_as_far_on_as_the_one_before_and_may_begin_a_year(
    store: Store, january: January
) -> None:
    rounds.arrange_round(store, 2026, 6, date(2027, 2, 1))
    assert rounds.suggest_round(store, date(2027, 2, 1)).month == date(2027, 3, 1)
    rounds.arrange_round(store, 2026, 7, date(2027, 3, 1))
    suggested = rounds.suggest_round(store, date(2027, 3, 1))
    assert (suggested.year, suggested.number, suggested.month) == (2027, 1, date(2027, 4, 1))


def test_one_group_and_any_month(store: Store, january: January) -> None:
    march = date(2027, 3, 1)
    assert rounds.suggest_plans(store, march) == rounds.suggest_round(store, march).plans
    assert rounds.suggest_plan(store, january.groups["B"], march).day == date(2027, 3, 11)
    chairs = rounds.suggest_plan(store, january.groups["CH"], march)
    assert (chairs.day, chairs.starts, chairs.ends, chairs.venue) == (
        date(2027, 3, 9),
        time(10),
        time(12),
        "",
    )


def test_next_number_starts_again_with_the_year(store: Store, january: January) -> None:
    assert rounds.next_number(store, date(2027, 3, 1)) == 6
    assert rounds.next_number(store, date(2027, 4, 1)) == 1


def test_two_rounds_in_one_month_still_suggest_a_later_one(store: Store, january: January) -> None:
    rounds.arrange_round(store, 2026, 6, MONTH)
    assert rounds.suggest_round(store, MONTH).month == date(2027, 2, 1)


# -- the shared agenda ------------------------------------------------------------------------------


def test_shared_change_reaches_all_but_those_who_have_their_own_way(store: Store, january: January) -> None:
    feedback = item(store, january.breckland, "Feedback")
    local_agenda.edit_item(store, january.meetings["S"], feedback, minutes=6)
    heard = deeds(store)
    shared_agenda.edit_item(store, feedback, minutes=8)
    assert heard == ["Shorten Feedback to 8 minutes for every group"]
    minutes = {code: agenda(store, one).row(feedback).minutes for code, one in january.meetings.items()}
    assert minutes == {"S": 6, "N": 8, "B": 8, "W": 8, "GY": 8, "NB": 8}
    assert agenda(store, january.breckland).words == "4 minutes to spare"


def test_shared_change_seen_in_a_meeting_wins_there(store: Store, january: January) -> None:
    feedback = item(store, january.breckland, "Feedback")
    local_agenda.edit_item(store, january.breckland, feedback, minutes=6)
    local_agenda.edit_item(store, january.meetings["S"], feedback, minutes=6)
    shared_agenda.edit_item(
        store, feedback, minutes=12, seen_in=january.breckland
    )  # the round's value already
    assert agenda(store, january.breckland).row(feedback).minutes == 12
    assert not agenda(store, january.breckland).row(feedback).local
    assert agenda(store, january.meetings["S"]).row(feedback).minutes == 6


def test_shared_change_of_every_field(store: Store, january: January) -> None:
    with store.change("Add people") as session:
        session.add(Person(id="imogen", name="Imogen Hartley"))
        session.add(Person(id="one", name="Same Name"))
        session.add(Person(id="two", name="Same Name"))
    with store.read() as session:
        theme = session.exec(select(Theme).where(Theme.code == "neglect")).one()
        theme_id, theme_name = theme.id, theme.name
    heard = deeds(store)
    presentation = item(store, january.breckland, "Presentation")
    shared_agenda.edit_item(
        store, presentation, title="Neglect strategy: the adolescent toolkit", kind=ItemKind.DECISION,
        minutes=20, lead="imogen hartley", theme_id=theme_id, paper="H",
    )  # fmt: skip
    row = agenda(store, january.breckland).row(presentation)
    assert (row.title, row.kind, row.minutes) == (
        "Neglect strategy: the adolescent toolkit",
        ItemKind.DECISION,
        20,
    )
    assert (row.lead, row.theme, row.theme_id, row.paper) == ("imogen hartley", theme_name, theme_id, "H")
    assert not row.local
    shared_agenda.edit_item(store, presentation, theme_id="")
    assert agenda(store, january.breckland).row(presentation).theme == ""
    shared_agenda.edit_item(store, presentation, lead="Same Name")
    shared_agenda.edit_item(store, presentation, lead="")
    shared_agenda.edit_item(store, presentation, lead="the speaker")
    shared_agenda.edit_item(store, presentation, kind=ItemKind.PRESENTATION)
    shared_agenda.edit_item(store, presentation, title="Toolkit")
    shared_agenda.edit_item(store, presentation, minutes=25)
    assert heard == [
        "Change Presentation and questions for every group",
        "Change the theme of Neglect strategy for every group",
        "Let Same Name lead Neglect strategy for every group",
        "Let nobody lead Neglect strategy yet for every group",
        "Let the speaker lead Neglect strategy for every group",
        "Make Neglect strategy an item of kind presentation for every group",
        "Rename Neglect strategy to Toolkit for every group",
        "Lengthen Toolkit to 25 minutes for every group",
    ]


def test_lead_known_by_name_brings_the_organisation(store: Store, january: January) -> None:
    with store.change("Add people") as session:
        session.add(Person(id="one", name="Same Name"))
    welcome = item(store, january.breckland, "Welcome")
    shared_agenda.edit_item(store, welcome, lead="same name")
    with store.read() as session:
        assert session.get_one(AgendaItem, welcome).lead_person_id == "one"
    with store.change("Add a namesake") as session:
        session.add(Person(id="two", name="Same Name"))
    shared_agenda.edit_item(store, welcome, lead="Same Name")
    with store.read() as session:
        assert session.get_one(AgendaItem, welcome).lead_person_id is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": "  "}, "needs a title"),
        ({"title": "x" * 2001}, "2,001 characters"),
        ({"minutes": 601}, "from 0 to 600 minutes"),
        ({"minutes": -1}, "from 0 to 600 minutes"),
        ({"lead": "Ann\nSale"}, "more than one line"),
        ({"paper": "A\u202e"}, "turns the direction"),
        ({"theme_id": "elsewhere"}, "theme is not in this store"),
    ],
)
def test_shared_change_refuses_nonsense(
    store: Store, january: January, fields: dict[str, object], sentence: str
) -> None:
    welcome = item(store, january.breckland, "Welcome")
    with pytest.raises(Refused, match=sentence):
        shared_agenda.edit_item(store, welcome, **fields)  # type: ignore[arg-type]


def test_shared_change_refuses_items_that_are_gone_or_local(store: Store, january: January) -> None:
    with pytest.raises(Unknown, match="not on the agenda any more"):
        shared_agenda.edit_item(store, "elsewhere", minutes=3)
    own = local_agenda.add_item(store, january.breckland, "Bus safety")
    with pytest.raises(Refused, match="“Bus safety” belongs to one meeting only"):
        shared_agenda.edit_item(store, own, minutes=3)


def test_paper_of_a_shared_item_is_the_same_everywhere(store: Store, january: January) -> None:
    feedback = item(store, january.breckland, "Feedback")
    local_agenda.edit_item(store, january.breckland, feedback, minutes=6)
    shared_agenda.edit_item(store, feedback, paper="H", seen_in=january.breckland)
    row = agenda(store, january.breckland).row(feedback)
    assert (row.paper, row.minutes, row.local) == ("H", 6, True)


def test_same_values_are_no_deed(store: Store, january: January) -> None:
    heard = deeds(store)
    shared_agenda.edit_item(store, item(store, january.breckland, "Feedback"), minutes=12)
    assert heard == []


def test_new_shared_item_comes_after_another_for_all(store: Store, january: January) -> None:
    feedback = item(store, january.breckland, "Feedback")
    heard = deeds(store)
    added = shared_agenda.add_item(store, january.round_id, "Toolkit: first look", after=feedback)
    assert heard == ["Add Toolkit for every group"]
    for meeting_id in january.meetings.values():
        row = agenda(store, meeting_id).row(added)
        assert titles(store, meeting_id).index("Toolkit: first look") == row.number - 1
        assert agenda(store, meeting_id).row(feedback).number == row.number - 1
        assert (row.minutes, row.kind, row.local) == (5, ItemKind.INFORMATION, False)
    last = shared_agenda.add_item(store, january.round_id, "After the close", ItemKind.FORMAL, 0)
    assert titles(store, january.breckland)[-1] == "After the close"
    assert agenda(store, january.breckland).row(last).minutes == 0


def test_new_shared_item_after_one_that_a_meeting_has_alone(store: Store, january: January) -> None:
    own = local_agenda.add_item(
        store, january.breckland, "Bus safety", after=item(store, january.breckland, "Welcome")
    )
    shared_agenda.add_item(store, january.round_id, "Toolkit", after=own, seen_in=january.breckland)
    assert titles(store, january.breckland)[1:4] == [
        "Bus safety",
        "Toolkit",
        "Apologies and nominated deputies",
    ]
    assert titles(store, january.meetings["S"])[1:3] == ["Toolkit", "Apologies and nominated deputies"]


def test_first_item_of_an_empty_round(bare_store: Store) -> None:
    round_id = rounds.arrange_round(bare_store, 2026, 1, date(2026, 5, 1))
    with pytest.raises(Refused, match="needs a title"):
        shared_agenda.add_item(bare_store, round_id, " ")
    shared_agenda.add_item(bare_store, round_id, "Welcome", lead="Co-chair")
    assert rounds.rounds(bare_store)[0].items == 1


def test_removed_shared_item_goes_everywhere(store: Store, january: January) -> None:
    workplan = item(store, january.breckland, "Workplan")
    heard = deeds(store)
    shared_agenda.remove_item(store, workplan)
    assert heard == ["Leave out Workplan check and items for the next… for every group"]
    for meeting_id in january.meetings.values():
        assert not any(title.startswith("Workplan") for title in titles(store, meeting_id))


def test_move_for_every_group(store: Store, january: January) -> None:
    apologies = item(store, january.breckland, "Apologies")
    heard = deeds(store)
    assert shared_agenda.move_item(store, apologies, -1)
    assert not shared_agenda.move_item(store, apologies, -1)
    assert heard == ["Move Apologies and nominated deputies up for every group"]
    for meeting_id in january.meetings.values():
        assert titles(store, meeting_id)[0].startswith("Apologies")


def test_move_seen_in_a_meeting_goes_past_what_is_seen_there(store: Store, january: January) -> None:
    apologies = item(store, january.breckland, "Apologies")
    own = local_agenda.add_item(store, january.breckland, "Bus safety", after=apologies)
    local_agenda.move_item(store, january.breckland, apologies, 3)
    assert agenda(store, january.breckland).row(apologies).local
    assert shared_agenda.move_item(store, apologies, -3, seen_in=january.breckland)
    row = agenda(store, january.breckland).row(apologies)
    assert (row.number, row.local) == (2, False)
    assert agenda(store, january.breckland).row(own).number == 3


# -- meetings that were held ------------------------------------------------------------------------


@pytest.fixture
def south_held(store: Store, january: January) -> str:
    """South has met; the others have not."""
    with store.change("Hold South") as session:
        session.get_one(Meeting, january.meetings["S"]).status = "held"
    return january.meetings["S"]


def test_held_meeting_keeps_its_agenda(store: Store, january: January, south_held: str) -> None:
    before = [(row.title, row.minutes, row.kind, row.lead) for row in agenda(store, south_held).rows]
    feedback = item(store, january.breckland, "Feedback")
    shared_agenda.edit_item(store, feedback, title="What the rooms said", minutes=8, lead="All", paper="X")
    shared_agenda.edit_item(store, feedback, minutes=9)
    shared_agenda.move_item(store, feedback, -2)
    shared_agenda.remove_item(store, item(store, january.breckland, "Workplan"))
    shared_agenda.add_item(store, january.round_id, "Toolkit")
    assert [(row.title, row.minutes, row.kind, row.lead) for row in agenda(store, south_held).rows] == before
    assert agenda(store, january.breckland).row(feedback).title == "What the rooms said"
    assert "Toolkit" in titles(store, january.breckland)
    assert "Workplan" not in " ".join(titles(store, january.breckland))


def test_shared_change_seen_in_a_held_meeting_is_made_there(
    store: Store, january: January, south_held: str
) -> None:
    feedback = item(store, january.breckland, "Feedback")
    shared_agenda.edit_item(store, feedback, title="What the rooms said", seen_in=south_held)
    assert agenda(store, south_held).row(feedback).title == "What the rooms said"


def test_item_recorded_everywhere_stays(store: Store, january: January) -> None:
    workplan = item(store, january.breckland, "Workplan")
    with store.change("Hold all but two") as session:
        for code in ("S", "N", "W", "GY"):
            session.get_one(Meeting, january.meetings[code]).status = "held"
        session.get_one(Meeting, january.meetings["NB"]).current_item_id = workplan
        session.add(
            Decision(meeting_id=january.breckland, item_id=workplan, text="Adopt it", recorded_at=store.now())
        )
    with pytest.raises(Refused, match="was begun or has records everywhere"):
        shared_agenda.remove_item(store, workplan)


def test_item_goes_only_where_nothing_is_recorded(store: Store, january: January) -> None:
    workplan = item(store, january.breckland, "Workplan")
    with store.change("Note") as session:
        local = MeetingItem(
            id=agenda(store, january.breckland).row(workplan).meeting_item_id,
            meeting_id=january.breckland, item_id=workplan, note="Discussed early.",
        )  # fmt: skip
        session.add(local)
    shared_agenda.remove_item(store, workplan)
    assert any(title.startswith("Workplan") for title in titles(store, january.breckland))
    assert not any(title.startswith("Workplan") for title in titles(store, january.meetings["N"]))


def test_item_of_one_meeting_is_given_to_all_that_have_not_met(
    store: Store, january: January, south_held: str
) -> None:
    own = local_agenda.add_item(store, january.breckland, "Bus safety")
    heard = deeds(store)
    shared_agenda.share_item(store, january.breckland, own)
    assert heard == ["Give Bus safety to every group"]
    assert "Bus safety" in titles(store, january.meetings["N"])
    assert "Bus safety" not in titles(store, south_held)
    assert not agenda(store, january.breckland).row(own).local
    with pytest.raises(Refused, match="shared already"):
        shared_agenda.share_item(store, january.breckland, own)


def test_item_of_a_held_meeting_is_given_to_the_others(
    store: Store, january: January, south_held: str
) -> None:
    own = local_agenda.add_item(store, south_held, "Bus safety")
    shared_agenda.share_item(store, south_held, own)
    assert "Bus safety" in titles(store, south_held)
    assert "Bus safety" in titles(store, january.breckland)


# -- order ------------------------------------------------------------------------------------------


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_moves_keep_the_order_a_list_would_have(
    open_store: Callable[[str], Store], data: st.DataObject
) -> None:
    store = open_store("norfolk")
    round_id = rounds.arrange_round(store, 2026, 5, MONTH)
    with store.read() as session:
        query = select(AgendaItem).where(AgendaItem.round_id == round_id)
        model = [one.id for one in sorted(session.exec(query), key=lambda one: one.position)]
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(model) - 1))
        steps = data.draw(st.integers(-len(model), len(model)))
        moved = model.pop(at)
        model.insert(min(max(0, at + steps), len(model)), moved)
        shared_agenda.move_item(store, moved, steps)
        assert [one for one, _ in _positions(store, round_id)] == model


def _positions(store: Store, round_id: str) -> list[tuple[str, float]]:
    with store.read() as session:
        found = session.exec(
            select(AgendaItem.id, AgendaItem.position)
            .where(AgendaItem.round_id == round_id)
            .order_by("position")
        )
        return list(found.all())


def test_positions_that_have_run_together_are_spread(store: Store, january: January) -> None:
    ids = [row.item_id for row in agenda(store, january.breckland).rows]
    local_agenda.move_item(store, january.meetings["S"], ids[4], -2)
    south = titles(store, january.meetings["S"])
    for _ in range(60):
        second = agenda(store, january.breckland).rows[1].item_id
        shared_agenda.move_item(store, second, 1)
    assert min(later[1] - earlier[1] for earlier, later in pairwise(_positions(store, january.round_id))) > 0
    assert [row.item_id for row in agenda(store, january.breckland).rows][3:] == ids[3:]
    assert sorted(titles(store, january.meetings["S"])) == sorted(south)


def test_short_titles() -> None:
    assert short_title("Feedback, three minutes a room") == "Feedback"
    assert short_title("Breakout: what would we do differently?") == "Breakout"
    assert short_title("Presentation (20)") == "Presentation"
    assert short_title(": odd") == ": odd"
    assert short_title("x" * 50) == "x" * 39 + "…"


def test_nothing_of_a_round_is_kept_twice(store: Store, january: January) -> None:
    with store.read() as session:
        assert len(session.exec(select(Round)).all()) == 1
        assert len(session.exec(select(AgendaItem)).all()) == 15
        assert len(session.exec(select(Question)).all()) == 5
