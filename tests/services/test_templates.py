"""Agenda templates, edited in the program and kept in the partnership."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.services import rounds, templates
from nscp_desktop.services.agenda import agenda
from nscp_desktop.services.meetings import meetings_of_round
from nscp_desktop.services.rounds import Plan
from tests.services.january import group_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.store import Store


def two_hours(store: Store) -> str:
    return templates.templates(store)[0].id


def titles(store: Store, template_id: str) -> list[str]:
    return [row.title for row in templates.rows(store, template_id)]


def test_list_holds_the_groups_first(store: Store) -> None:
    one, chairs = templates.templates(store)
    assert (one.name, one.items, one.total, one.for_chairs) == ("A round of two hours", 15, 120, False)
    assert one.balance.words == "fits to the minute"
    assert (chairs.name, chairs.for_chairs) == ("The Chairs meeting", True)
    assert [found.name for found in rounds.templates(store)] == ["A round of two hours"]


def test_copy_is_edited_and_a_round_is_made_of_it(store: Store) -> None:
    made = templates.copy_template(store, two_hours(store))
    assert [one.name for one in templates.templates(store)][:2] == [
        "A round of two hours", "A round of two hours, copy"
    ]  # fmt: skip
    templates.edit_template(store, made, name="Ninety minutes", starts=time(9, 30), ends=time(11))
    first, second = templates.rows(store, made)[:2]
    templates.edit_item(store, first.item_id, title="Welcome", minutes=2, lead="The host", duty=Duty.WELCOME)
    templates.remove_item(store, second.item_id)
    added = templates.add_item(store, made, "A talk", after=first.item_id)
    templates.edit_item(store, added, kind=ItemKind.PRESENTATION)
    rows = {row.item_id: row for row in templates.rows(store, made)}
    assert (rows[added].number, rows[added].minutes) == (2, 25)
    templates.edit_item(store, added, kind=ItemKind.BREAKOUT, questions=["What helps?", "  ", "What next?"])
    assert templates.rows(store, made)[1].questions == ("What helps?", "What next?")
    templates.edit_item(store, added, minutes=7)
    templates.edit_item(store, added, kind=ItemKind.FORMAL)
    assert templates.rows(store, made)[1].minutes == 7, "a length that was chosen stays"
    group = group_ids(store)["B"]
    plan = Plan(group, date(2027, 1, 14), time(9, 30), time(11))
    round_id = rounds.arrange_round_with_meetings(store, 2026, 5, date(2027, 1, 1), [plan], made)
    (meeting,) = meetings_of_round(store, round_id)
    shown = agenda(store, meeting.id)
    assert [row.title for row in shown.rows][:2] == ["Welcome", "A talk"]
    assert [one.text for one in shown.rows[1].questions] == ["What helps?", "What next?"]
    # A later change of the template changes nothing that was arranged.
    templates.edit_item(store, added, title="Another talk")
    assert agenda(store, meeting.id).rows[1].title == "A talk"
    assert titles(store, two_hours(store))[0].startswith("Welcome, introductions")


def test_items_are_moved(store: Store) -> None:
    one = two_hours(store)
    first = templates.rows(store, one)[0].item_id
    assert templates.move_item(store, first, 2)
    assert [row.item_id for row in templates.rows(store, one)].index(first) == 2
    assert templates.move_item(store, first, -2)
    assert not templates.move_item(store, first, -1)
    store.undo()
    assert [row.item_id for row in templates.rows(store, one)].index(first) == 2


def test_bad_input_is_refused_with_a_sentence(store: Store) -> None:
    one = two_hours(store)
    item = templates.rows(store, one)[0].item_id
    refused: dict[str, Callable[[], object]] = {
        "needs a name": lambda: templates.edit_template(store, one, name="  "),
        "already an agenda called": lambda: templates.edit_template(store, one, name="the chairs meeting"),
        "cannot end at 09:00": lambda: templates.edit_template(store, one, ends=time(9)),
        "needs a title": lambda: templates.edit_item(store, item, title=""),
        "from 0 to 600": lambda: templates.edit_item(store, item, minutes=601),
    }
    for sentence, deed in refused.items():
        with pytest.raises(Refused, match=sentence):
            deed()
    strange: tuple[Callable[[], object], ...] = (
        lambda: templates.rows(store, "nothing"),
        lambda: templates.edit_item(store, "nothing", minutes=5),
        lambda: rounds.arrange_round(store, 2026, 5, date(2027, 1, 1), "nothing"),
    )
    for deed in strange:
        with pytest.raises(Unknown):
            deed()
    assert titles(store, one)[0].startswith("Welcome")


def test_template_is_removed_and_the_last_one_stays(store: Store) -> None:
    one, chairs = templates.templates(store)
    templates.copy_template(store, one.id)
    again = templates.copy_template(store, one.id)
    assert {found.name for found in templates.templates(store)} >= {"A round of two hours, copy 2"}
    for found in (again, one.id, chairs.id):
        templates.remove_template(store, found)
    (last,) = templates.templates(store)
    with pytest.raises(Refused, match="is the only agenda"):
        templates.remove_template(store, last.id)
    assert rounds.suggest_round(store, date(2027, 1, 1)).plans


def test_sixty_items_and_an_item_of_no_minutes(store: Store) -> None:
    one = two_hours(store)
    for number in range(60 - 15):
        templates.add_item(store, one, f"Item {number}")
    with pytest.raises(Refused, match="holds 60 items"):
        templates.add_item(store, one, "One too many")
    templates.edit_item(store, templates.rows(store, one)[-1].item_id, minutes=0)
    plan = Plan(group_ids(store)["B"], date(2027, 1, 14), time(10), time(12))
    round_id = rounds.arrange_round_with_meetings(store, 2026, 5, date(2027, 1, 1), [plan])
    (meeting,) = meetings_of_round(store, round_id)
    shown = agenda(store, meeting.id)
    assert len(shown.rows) == 60
    assert shown.rows[-1].starts == shown.rows[-1].ends
    assert shown.words.endswith("over")
