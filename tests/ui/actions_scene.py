"""An action log to look at and to test on: Breckland's and South's actions on 14 January 2027, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlmodel import select

from nscp_desktop.records import Action, AgendaItem, Group, Meeting, Room, Round, Theme, meeting_point
from nscp_desktop.rules.actions import Answer
from nscp_desktop.rules.capture import parse
from nscp_desktop.services import actions, capture, owners
from tests.services.breckland import Breckland, breckland

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.rules.capture import Owner
    from nscp_desktop.store import Store

HERE = (
    (4, 0, "joe to circulate the chronology page to A&E leads by 22 jan #neglect"),
    (5, 1, "orla to share the DSL contact list with the MASH by 29 jan"),
    (5, 2, "joe to add a move prompt to the discharge checklist by next meeting"),
    (6, 0, "marcus to tell Breckland YAB what changed after their bus-stop survey by 3 feb"),
    (3, 0, "with South to run a workshop on the toolkit"),
    (7, 0, "zed to find out who answers for school transport"),
)


@dataclass(frozen=True)
class Scene:
    """What was made: the meeting's ids, and the actions by a word of their text."""

    met: Breckland
    south_id: str
    by_word: dict[str, str]

    @property
    def store(self) -> Store:
        """The store it is in."""
        return self.met.store


def scene(store: Store, set_clock: Callable[[datetime], None]) -> Scene:
    """Make the log; the store's clock stands on 14 January 2027 at 9.30 before and after."""
    now = store.now()
    met = breckland(store)
    south_id = _south(store)
    _rooms(met)
    context = capture.context(store, met.meeting_id)
    for item, room, line in HERE:
        capture.record(
            store,
            met.meeting_id,
            met.items[item],
            parse(f"action {line}", context),
            room_id=meeting_point("room", met.meeting_id, met.items[5], str(room)) if room else None,
        )
    late = _earlier(store, met.group_id, "B-2609-03", "Ask Housing for a nominated deputy", date(2026, 9, 10))
    every = _earlier(
        store,
        south_id,
        "S-2611-05",
        "Take one recommendation of review Q (invented) to a team meeting",
        date(2026, 11, 10),
    )
    worked = _earlier(
        store, south_id, "S-2701-03", "Bring two worked examples of the toolkit", date(2027, 1, 12)
    )
    done = _earlier(
        store, met.group_id, "B-2611-02", "Invite the bus company to the youth board", date(2026, 11, 12)
    )
    actions.reassign(store, late, _owner(met, "ruth to do"))
    actions.change_due(store, late, date(2026, 11, 12), "12 nov")
    for on, line in (
        (datetime(2026, 11, 12, 10, 40, tzinfo=now.tzinfo), "chased by phone"),
        (now, "owner has left, passed on; not here: who tells them?"),
    ):
        set_clock(on)
        actions.add_note(store, late, line)
    set_clock(now)
    actions.reassign(store, worked, _owner(met, "claire to do"))
    actions.change_due(store, worked, date(2027, 3, 9), "9 march")
    actions.change_due(store, every, date(2027, 3, 9), "9 march")
    _everybody(met, every)
    actions.reassign(store, done, _owner(met, "joe to do"))
    actions.change_due(store, done, date(2027, 1, 12), "12 jan")
    actions.close(store, done, "The evening bus stops at the sports hall again")
    by_word = {
        word: row.id for row in actions.list_actions(store, actions.Which.ALL) for word in row.text.split()
    }
    actions.take_in_hand(store, by_word["DSL"])
    store.forget_sitting()
    return Scene(met, south_id, by_word)


def _owner(met: Breckland, words: str) -> Owner | None:
    return parse(f"action {words} it", capture.context(met.store, met.meeting_id)).owner


def _everybody(met: Breckland, action_id: str) -> None:
    """Every organisation of Breckland is asked, and seven have answered."""
    with met.store.change("Ask every organisation") as session:
        record = session.get_one(Action, action_id)
        south = record.group_id, record.meeting_id
        record.group_id, record.meeting_id = met.group_id, met.meeting_id
        owners.give(session, record, _owner(met, "everyone to do"))
        record.group_id, record.meeting_id = south
    said = (Answer.DONE, Answer.DONE, Answer.DOING, Answer.DONE, Answer.NOT_STARTED, Answer.DONE)
    for reply, answer in zip(actions.replies(met.store, action_id), said, strict=False):
        words = "at our January team meeting" if answer is Answer.DONE else ""
        actions.answer(met.store, action_id, reply.organisation_id, answer, words)


def _earlier(store: Store, group_id: str, reference: str, text: str, on: date) -> str:
    """An action of a meeting on another day, which is made when it is not there yet."""
    with store.change("An action of another meeting") as session:
        meeting = session.exec(
            select(Meeting).where(Meeting.group_id == group_id, Meeting.date == on)
        ).first()
        if meeting is None:
            held = Round(year=2026, number=9, month=on.replace(day=1))
            meeting = Meeting(
                group_id=group_id, round_id=held.id, date=on, starts=time(10), ends=time(12), status="held"
            )
            session.add(held)
            session.add(meeting)
        item = AgendaItem(round_id=meeting.round_id, position=1, title="Welcome", kind="formal", minutes=5)
        session.add(item)
        theme = session.exec(select(Theme).where(Theme.code == "neglect")).first()
        made = Action(
            group_id=group_id,
            meeting_id=meeting.id,
            item_id=item.id,
            reference=reference,
            kind="individual",
            text=text,
            theme_id=theme.id if theme and reference.startswith("S") else None,
            recorded_at=store.now() - timedelta(days=30),
        )
        session.add(made)
        return made.id


def _south(store: Store) -> str:
    with store.read() as session:
        return session.exec(select(Group).where(Group.code == "S")).one().id


def _rooms(met: Breckland) -> None:
    with met.store.change("Open two rooms") as session:
        for number in (1, 2):
            session.add(
                Room(
                    id=meeting_point("room", met.meeting_id, met.items[5], str(number)),
                    meeting_id=met.meeting_id,
                    item_id=met.items[5],
                    number=number,
                )
            )
