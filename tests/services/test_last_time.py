"""What an item opens with: found by theme, by duty and by title, here and in the other groups."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop.records import (
    Action,
    AgendaItem,
    Decision,
    Group,
    Meeting,
    MeetingItem,
    Outcome,
    meeting_point,
)
from nscp_desktop.services.last_time import last_time
from tests.services.breckland import ON, breckland
from tests.services.conftest import LONDON

if TYPE_CHECKING:
    from sqlmodel import Session

    from nscp_desktop.store import Store
    from tests.services.breckland import Breckland

AT = datetime(2026, 11, 12, 11, tzinfo=LONDON)


@pytest.fixture
def met(store: Store) -> Breckland:
    return breckland(store)


def note(session: Session, meeting_id: str, item_id: str, text: str, *, restricted: bool = False) -> None:
    point = meeting_point("meeting_item", meeting_id, item_id)
    session.add(
        MeetingItem(id=point, meeting_id=meeting_id, item_id=item_id, note=text, restricted=restricted)
    )


def item(session: Session, meeting_id: str, title: str, duty: str = "", theme_id: str | None = None) -> str:
    """An item of the round of a meeting."""
    made = AgendaItem(
        round_id=session.get_one(Meeting, meeting_id).round_id, position=1, title=title, kind="standing", duty=duty, theme_id=theme_id
    )  # fmt: skip
    session.add(made)
    return made.id


def other_groups_meeting(session: Session, met: Breckland, code: str, on: date) -> str:
    """A held meeting of another group in the round of Breckland's last."""
    group = session.exec(select(Group).where(Group.code == code)).one()
    meeting = Meeting(
        group_id=group.id, round_id=session.get_one(Meeting, met.earlier[3]).round_id, date=on,
        starts=time(10), ends=time(12), status="held",
    )  # fmt: skip
    session.add(meeting)
    return meeting.id


def test_a_new_subject_says_nothing(met: Breckland) -> None:
    found = last_time(met.store, met.meeting_id, met.items[4])
    assert found.nothing
    assert last_time(met.store, met.meeting_id, met.items[0]).line == ""


def test_by_title_duty_and_theme(met: Breckland) -> None:
    theme = met.themes["neglect"] if "neglect" in met.themes else next(iter(met.themes.values()))
    before = met.earlier[3]
    with met.store.change("Seed") as session:
        titled = item(session, before, "Neglect strategy: the adolescent toolkit")
        note(session, before, titled, "By its title.")
        business = item(session, before, "Anything else", duty="other business")
        note(session, before, business, "By its duty.")
        themed = item(session, before, "Another name", theme_id=theme)
        note(session, before, themed, "By its theme.")
    assert last_time(met.store, met.meeting_id, met.items[4]).line.endswith("By its title.")
    assert last_time(met.store, met.meeting_id, met.items[7]).line.endswith("By its duty.")
    with met.store.change("Give a theme") as session:
        session.get_one(AgendaItem, met.items[4]).theme_id = theme
    assert last_time(met.store, met.meeting_id, met.items[4]).line.endswith("By its theme.")


def test_here_first_then_the_others_and_nothing_confidential_struck_or_old(met: Breckland) -> None:
    theme = next(iter(met.themes.values()))
    before = met.earlier[3]
    with met.store.change("Seed") as session:
        session.get_one(AgendaItem, met.items[4]).theme_id = theme
        shared = item(session, before, "Neglect", theme_id=theme)
        secret = item(session, before, "Neglect, one family", theme_id=theme)
        norwich = other_groups_meeting(session, met, "N", ON - timedelta(days=30))
        note(session, before, shared, "Ours was said.")
        note(session, before, secret, "Never shown.", restricted=True)
        note(session, norwich, shared, "Theirs was said.")
        old = other_groups_meeting(session, met, "S", ON - timedelta(days=500))
        note(session, old, shared, "Long ago.")
        for meeting_id, item_id, text, removed in (
            (norwich, shared, "Norwich decided", False),
            (before, shared, "We decided", False),
            (before, secret, "A secret", False),
            (before, shared, "Struck", True),
            (old, shared, "Old", False),
        ):
            session.add(
                Decision(meeting_id=meeting_id, item_id=item_id, text=text, recorded_at=AT, removed=removed)
            )
        session.add(Outcome(meeting_id=norwich, text="It changed", theme_id=theme, recorded_at=AT))
        for number, (meeting_id, text, state) in enumerate(
            ((old, "Old and open", "open"), (before, "Ours", "in hand"), (before, "Done", "done"))
        ):
            group = session.get_one(Meeting, meeting_id).group_id
            session.add(
                Action(
                    group_id=group, meeting_id=meeting_id, reference=f"X-{number}", kind="individual",
                    text=text, state=state, theme_id=theme, due=date(2026, 12, 1),
                )
            )  # fmt: skip
    found = last_time(met.store, met.meeting_id, met.items[4])
    assert [(one.group, one.text) for one in found.said] == [
        ("Breckland", "Ours was said."),
        ("Norwich", "Theirs was said."),
    ]
    assert [one.text for one in found.decisions] == ["We decided", "Norwich decided"]
    assert [one.text for one in found.outcomes] == ["It changed"]
    assert [(one.text, one.late) for one in found.promises] == [("Ours", True), ("Old and open", True)]
    assert found.line == (
        "12 November: Ours was said. Decided: We decided. 1 open action (1 late). "
        "1 decision, 1 outcome and 1 open action (1 late) in Norwich and South."
    )
