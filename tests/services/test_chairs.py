"""The Chairs meeting: an agenda of its own in the round, challenges raised to it, and what changed in each group."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import Challenge, Template
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.meetings import MeetingKind, Mode, Status
from nscp_desktop.services import (
    after_meeting,
    chairs,
    local_agenda,
    meetings,
    papers,
    partnership,
    rounds,
    shared_agenda,
    templates,
    today,
)
from nscp_desktop.services.after_meeting import Kind
from nscp_desktop.services.agenda import agenda, with_minutes
from nscp_desktop.services.agenda_states import agenda_states
from nscp_desktop.services.item_numbers import item_numbers_in
from tests.papers.said import lines
from tests.services.winter import at

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.store import Store
    from tests.services.winter import Winter

DAY = date(2027, 1, 28)


def said(paper: Paper) -> str:
    return "\n".join(lines(paper.blocks))


def chairs_group(store: Store) -> str:
    return next(one.group_id for one in partnership.groups(store, None) if one.kind == "chairs")


def arrange_chairs(met: Winter, day: date = DAY) -> str:
    round_id = meetings.facts(met.store, met.january).round_id
    return meetings.arrange_meeting(met.store, chairs_group(met.store), round_id, day, time(10), time(11, 30))


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


# -- its agenda -------------------------------------------------------------------------------------


def test_it_meets_in_a_round_with_an_agenda_of_its_own(met: Winter) -> None:
    meeting = arrange_chairs(met)
    shown = agenda(met.store, meeting)
    assert not shown.shared
    assert [row.duty for row in shown.rows][3:5] == [Duty.WHAT_CHANGED, Duty.CHALLENGES]
    assert (shown.total, shown.available, len(shown.rows), shown.omitted) == (90, 90, 7, ())
    assert not any(row.local for row in shown.rows)
    state = agenda_states(met.store, [meetings.facts(met.store, meeting)])[meeting]
    assert (state.items, state.total, state.local) == (7, 90, 0)
    with met.store.read() as session:
        numbers = item_numbers_in(session, [meeting])
    assert len(numbers) == 7
    row = next(one for one in today.today(met.store).rounds if one.meeting_id == meeting)
    assert row.agenda == "ready"
    assert not with_minutes(shown, shown.rows[0].item_id, 10).shared


def test_the_round_and_the_chairs_leave_each_other_alone(met: Winter) -> None:
    meeting = arrange_chairs(met)
    shared = agenda(met.store, met.march)
    round_id = meetings.facts(met.store, met.january).round_id
    shared_agenda.add_item(met.store, round_id, "For every group")
    assert "For every group" not in [row.title for row in agenda(met.store, meeting).rows]
    own = local_agenda.add_item(met.store, meeting, "Only for the Chairs")
    assert len(agenda(met.store, met.march).rows) == len(shared.rows)
    with pytest.raises(Refused, match="agenda of its own"):
        shared_agenda.share_item(met.store, meeting, own)
    new = meetings.rearrange_meeting(
        met.store, meeting, date(2027, 2, 4), time(10), time(11, 30), Mode.ROOM, "County Hall"
    )
    titles = [row.title for row in agenda(met.store, new).rows]
    assert titles.count("Only for the Chairs") == 1
    assert len(titles) == 8


def test_suggested_round_holds_the_groups_only(met: Winter) -> None:
    assert chairs_group(met.store) not in {one.group_id for one in rounds.suggest_plans(met.store, DAY)}


def test_store_without_the_template_takes_the_one_of_the_file(met: Winter) -> None:
    with met.store.change("As an older store") as session:
        for one in session.exec(select(Template).where(col(Template.name) == "The Chairs meeting")):
            one.removed = True
    assert all(not one.for_chairs for one in templates.templates(met.store))
    assert len(agenda(met.store, arrange_chairs(met)).rows) == 7


def test_partnership_whose_file_has_none_begins_with_an_empty_agenda(
    open_store: Callable[[str], Store],
) -> None:
    store = open_store("nottinghamshire")
    group = partnership.groups(store)[0].group_id
    with store.change("A Chairs meeting where the file has none") as session:
        from nscp_desktop.records import Group

        session.get_one(Group, group).kind = "chairs"
    round_id = rounds.arrange_round(store, 2026, 5, date(2027, 1, 1))
    meeting = meetings.arrange_meeting(store, group, round_id, DAY, time(10), time(12))
    assert agenda(store, meeting).rows == ()
    with pytest.raises(Refused, match="no items yet"):
        meetings.open_meeting(store, meeting)


# -- what changed here ------------------------------------------------------------------------------


def say(met: Winter, meeting_id: str, *lines: str) -> None:
    for place, text in enumerate(lines, start=1):
        chairs.write_line(met.store, meeting_id, place, text)


def test_three_lines_are_kept_changed_and_taken_away(met: Winter) -> None:
    assert chairs.what_changed(met.store, met.january) == ("", "", "")
    say(met, met.january, " Schools invite the DSL by name ", "", "A shared chronology")
    assert chairs.what_changed(met.store, met.january) == (
        "Schools invite the DSL by name", "", "A shared chronology"
    )  # fmt: skip
    heard: list[str] = []
    met.store.listen(lambda change: heard.append(change.label))
    assert chairs.write_line(met.store, met.january, 1, "Schools invite the DSL by name") != ""
    assert heard == []
    chairs.write_line(met.store, met.january, 1, "")
    assert heard == ["Say what changed at Breckland LSCG of 14 January 2027"]
    assert chairs.what_changed(met.store, met.january) == ("", "", "A shared chronology")
    chairs.write_line(met.store, met.january, 1, "Again")
    assert chairs.what_changed(met.store, met.january)[0] == "Again"
    met.store.undo()
    assert chairs.what_changed(met.store, met.january)[0] == ""


def test_lines_of_a_meeting_to_come_are_refused(met: Winter) -> None:
    with pytest.raises(Refused, match="has not been held yet"):
        chairs.write_line(met.store, met.march, 1, "Nothing yet")
    assert chairs.write_line(met.store, met.march, 1, "") == ""


def test_a_line_half_typed_is_found_again(met: Winter) -> None:
    assert chairs.recover(met.store) == ()
    chairs.keep_line_draft(met.store, met.january, 2, "Schools invite the D", 20)
    chairs.keep_line_draft(met.store, met.march, 1, "Too early", 9)
    with pytest.raises(Refused):
        chairs.keep_line_draft(met.store, met.january, 2, "two\u2028lines", 0)
    assert chairs.recover(met.store) == ("Schools invite the D",)
    assert chairs.what_changed(met.store, met.january)[1] == "Schools invite the D"
    assert [draft.text for draft in met.store.drafts()] == ["Too early"], "no words are lost"
    chairs.keep_line_draft(met.store, met.january, 2, "Schools invite the DSL", 22)
    chairs.keep_line_draft(met.store, met.january, 2, "Schools invite the D", 20)
    chairs.write_line(met.store, met.january, 2, "Schools invite the D")
    assert [draft.text for draft in met.store.drafts()] == ["Too early"]


def test_groups_are_asked_and_the_chairs_are_not(met: Winter) -> None:
    assert chairs.asks_what_changed(met.store, met.january)
    assert not chairs.asks_what_changed(met.store, arrange_chairs(met))


def test_who_has_yet_to_write_stands_on_the_chairs_agenda(met: Winter) -> None:
    meeting = arrange_chairs(met)
    facts = meetings.facts(met.store, meeting)
    waiting = chairs.unwritten(met.store, facts)
    assert waiting[-2:] == ("Breckland, 12 November 2026", "Breckland, 14 January 2027")
    assert "Not written yet: " + "; ".join(waiting) in said(papers.agenda(met.store, meeting))
    say(met, met.january, "Schools invite the DSL by name")
    (task,) = [one for one in after_meeting.tasks(met.store, met.november) if one.kind is Kind.CHANGED]
    after_meeting.mark_done(met.store, met.november, task.task_id)
    assert chairs.unwritten(met.store, facts) == waiting[:-2]
    say(met, met.january, "")
    assert chairs.unwritten(met.store, facts)[-1] == "Breckland, 14 January 2027"
    met.clock.set(at(DAY, 10, 0))
    meetings.open_meeting(met.store, meeting)
    meetings.close_meeting(met.store, meeting)
    later = meetings.arrange_meeting(
        met.store, chairs_group(met.store), meetings.facts(met.store, met.march).round_id, date(2027, 3, 30),
        time(10), time(11, 30),
    )  # fmt: skip
    assert chairs.unwritten(met.store, meetings.facts(met.store, later)) == ()
    assert "Not written yet" not in said(papers.agenda(met.store, later))


def test_lines_stand_on_the_chairs_agenda_and_in_its_minutes(met: Winter) -> None:
    say(met, met.january, "Schools invite the DSL by name", "A shared chronology")
    say(met, met.november, "The bus company answered")
    meeting = arrange_chairs(met)
    printed = said(papers.agenda(met.store, meeting))
    for words in (
        "Breckland, 12 November 2026: The bus company answered",
        "Breckland, 14 January 2027: Schools invite the DSL by name",
        "Breckland, 14 January 2027: A shared chronology",
    ):
        assert words in printed
    met.clock.set(at(DAY, 10, 0))
    if meetings.facts(met.store, met.january).status is Status.RUNNING:
        meetings.close_meeting(met.store, met.january)
    meetings.open_meeting(met.store, meeting)
    row = agenda(met.store, meeting).rows[3]
    assert [one.text for one in chairs.brought(met.store, meetings.facts(met.store, meeting), row)] == [
        "The bus company answered", "Schools invite the DSL by name", "A shared chronology"
    ]  # fmt: skip
    meetings.close_meeting(met.store, meeting)
    assert "Breckland, 14 January 2027: A shared chronology" in said(papers.minutes(met.store, meeting))
    # What one Chairs meeting heard is not brought before the next.
    later = meetings.arrange_meeting(
        met.store, chairs_group(met.store), meetings.facts(met.store, met.march).round_id, date(2027, 3, 30),
        time(10), time(11, 30), kind=MeetingKind.ORDINARY,
    )  # fmt: skip
    assert "The bus company answered" not in said(papers.agenda(met.store, later))


def test_a_group_has_nothing_brought(met: Winter) -> None:
    say(met, met.november, "The bus company answered")
    assert "The bus company answered" not in said(papers.agenda(met.store, met.march))
    row = agenda(met.store, met.march).rows[0]
    assert chairs.brought(met.store, meetings.facts(met.store, met.march), row) == ()


# -- challenges -------------------------------------------------------------------------------------


def test_challenges_stand_until_they_are_answered(met: Winter) -> None:
    record = met.record("challenge who answers for Housing in the east", "Neglect")
    other = met.record("challenge to the NSCP who pays", "Neglect")
    with met.store.change("Raise the other one elsewhere") as session:
        session.get_one(Challenge, other).raised_to = "the NSCP"
    meeting = arrange_chairs(met)
    facts = meetings.facts(met.store, meeting)
    with met.store.read() as session:
        found = chairs.challenges_before_in(session, facts)
    assert record in {one.record_id for one in found}
    assert other not in {one.record_id for one in found}
    (words,) = [one.words for one in found if one.record_id == record]
    assert words.casefold() == "breckland, 14 january 2027: who answers for housing in the east"
    assert words in said(papers.agenda(met.store, meeting))
    with pytest.raises(Refused, match="Write the answer first"):
        chairs.answer_challenge(met.store, record, " ", DAY)
    chairs.answer_challenge(met.store, record, "The district council does", date(2027, 1, 20))
    assert "answers for Housing" not in said(papers.agenda(met.store, meeting))


def test_challenge_of_the_confidential_part_stays_there(met: Winter) -> None:
    met.record("challenge who answers for Housing in the east", "Neglect")
    local_agenda.restrict_item(met.store, met.january, met.item("Neglect"), restricted=True)
    meeting = arrange_chairs(met)
    assert "answers for Housing" not in said(papers.agenda(met.store, meeting))
