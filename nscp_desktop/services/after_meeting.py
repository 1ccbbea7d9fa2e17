"""What Business Support does after a meeting: it follows from the meeting, and each thing is dated when done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, exists, func, or_, select
from sqlmodel import Session, col

from nscp_desktop.errors import Unknown
from nscp_desktop.records import (
    Action,
    Answer,
    Ask,
    Attendance,
    Board,
    Challenge,
    CoChair,
    FollowUp,
    Meeting,
    Organisation,
    Outcome,
    Person,
    Room,
    Talk,
    meeting_point,
)
from nscp_desktop.rules.actions import ActionKind
from nscp_desktop.rules.attendance import Capacity, State, and_list
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import chairs
from nscp_desktop.services.tenure import on_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from nscp_desktop.store import Store

EVERYONE: Final = "everyone"


class Kind(StrEnum):
    """What there is to do."""

    NOTICE = "notice"
    THANKS = "thanks"
    DRAFT = "draft"
    BOARD = "board"
    SHEET = "sheet"
    CHANGED = chairs.CHANGED


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, of which meeting, whom or what it concerns, in words; and when it was done."""

    meeting_id: str
    kind: Kind
    words: str
    detail: str = ""
    person_id: str | None = None
    organisation_id: str | None = None
    board_id: str | None = None
    room_id: str | None = None
    done_on: date | None = None

    @property
    def task_id(self) -> str:
        """Its id, the same on every laptop: that of the record which keeps when it was done."""
        whom = self.person_id or self.organisation_id or self.board_id or self.room_id or EVERYONE
        return meeting_point("follow_up", self.meeting_id, self.kind.value, whom)


def tasks(store: Store, meeting_id: str) -> tuple[Task, ...]:
    """What there is to do after a meeting, those who were not there first; nothing before it is closed."""
    with store.read() as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None or meeting.status != Status.HELD:
            return ()
        return tasks_in(session, (meeting_id,)).get(meeting_id, ())


def tasks_in(session: Session, meeting_ids: Collection[str]) -> dict[str, tuple[Task, ...]]:
    """As :func:`tasks` for several meetings at once."""
    made = [
        *_notices(session, meeting_ids),
        *_thanks(session, meeting_ids),
        *_drafts(session, meeting_ids),
        *_changed(session, meeting_ids),
        *_boards(session, meeting_ids),
        *_sheets(session, meeting_ids),
    ]
    query = select(*_columns(FollowUp.id, FollowUp.done_on)).where(
        col(FollowUp.meeting_id).in_(meeting_ids), col(FollowUp.removed).is_(False)
    )
    done = {row[0]: row[1] for row in session.connection().execute(query)}
    found: dict[str, tuple[Task, ...]] = {}
    for task in made:
        dated = replace(task, done_on=done.get(task.task_id) or task.done_on)
        found[task.meeting_id] = (*found.get(task.meeting_id, ()), dated)
    return found


def mark_done(store: Store, meeting_id: str, task_id: str) -> None:
    """Date a thing as done today; refuses (``Unknown``) one that is not to be done after this meeting."""
    task = _task(store, meeting_id, task_id)
    if task.done_on is None:
        _write(store, task, store.now().date(), f"Done: {task.words}")


def mark_not_done(store: Store, meeting_id: str, task_id: str) -> None:
    """Put a thing back among those still to do; refuses as :func:`mark_done` does."""
    task = _task(store, meeting_id, task_id)
    if task.done_on is not None:
        _write(store, task, None, f"Not done after all: {task.words}")


def _task(store: Store, meeting_id: str, task_id: str) -> Task:
    task = next((one for one in tasks(store, meeting_id) if one.task_id == task_id), None)
    if task is None:
        raise Unknown("That is not to be done after this meeting any more. Nothing has been changed.")
    return task


def _write(store: Store, task: Task, on: date | None, label: str) -> None:
    with store.change(label) as session:
        kept = session.get(FollowUp, task.task_id)
        if kept is None:
            kept = FollowUp(
                id=task.task_id,
                meeting_id=task.meeting_id,
                kind=task.kind.value,
                person_id=task.person_id,
                organisation_id=task.organisation_id,
                board_id=task.board_id,
                room_id=task.room_id,
            )
            session.add(kept)
        kept.removed, kept.done_on = False, on


# -- what follows from the meeting ------------------------------------------------------------------


def _columns(*columns: Any) -> tuple[Any, ...]:  # noqa: ANN401 the columns of a question
    return columns


def _notices(session: Session, meeting_ids: Collection[str]) -> Iterable[Task]:
    """To everybody who has an action from the meeting, whoever was not there first."""
    query = (
        select(
            *_columns(
                Action.meeting_id, Action.reference, Action.kind, Action.owner_id, Person.name,
                Action.organisation_id, Organisation.name, Attendance.state,
            )
        )
        .select_from(Action)
        .outerjoin(Person, col(Person.id) == col(Action.owner_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Action.organisation_id))
        .outerjoin(
            Attendance,
            and_(
                col(Attendance.meeting_id) == col(Action.meeting_id),
                col(Attendance.person_id) == col(Action.owner_id),
                col(Attendance.removed).is_(False),
            ),
        )
        .where(col(Action.meeting_id).in_(meeting_ids), col(Action.removed).is_(False))
        .order_by(col(Action.reference))
    )  # fmt: skip
    owners: dict[tuple[str, str], tuple[str, str | None, str | None, bool, list[str]]] = {}
    for (
        meeting_id,
        reference,
        kind,
        person_id,
        name,
        organisation_id,
        organisation,
        state,
    ) in session.connection().execute(query):
        if kind == ActionKind.EVERY_ORGANISATION:
            whom, who = EVERYONE, "every organisation"
        elif person_id is not None:
            whom, who = person_id, name
        elif organisation_id is not None:
            whom, who = organisation_id, organisation
        else:
            continue
        away = whom == person_id and state != State.PRESENT
        of_whom = (
            person_id if whom == person_id else None,
            organisation_id if whom == organisation_id else None,
        )
        owners.setdefault((meeting_id, whom), (who, *of_whom, away, []))[-1].append(reference)
    made = [
        Task(
            meeting_id,
            Kind.NOTICE,
            f"Tell {who} of {counted(len(references), 'action')}",
            f"{'was not here; ' if away else ''}{and_list(references)}",
            person_id,
            organisation_id,
        )
        for (meeting_id, _whom), (who, person_id, organisation_id, away, references) in owners.items()
    ]
    return sorted(made, key=lambda one: not one.detail.startswith("was not here"))


def _thanks(session: Session, meeting_ids: Collection[str]) -> Iterable[Task]:
    query = (
        select(*_columns(Attendance.meeting_id, Person.id, Person.name))
        .join(Person, col(Person.id) == col(Attendance.person_id))
        .where(
            col(Attendance.meeting_id).in_(meeting_ids),
            col(Attendance.capacity) == Capacity.GUEST_SPEAKER,
            col(Attendance.state) == State.PRESENT,
            col(Attendance.removed).is_(False),
        )
        .order_by(col(Person.name))
    )
    for meeting_id, person_id, name in session.connection().execute(query):
        yield Task(meeting_id, Kind.THANKS, f"Thank {name} for speaking", person_id=person_id)


def _drafts(session: Session, meeting_ids: Collection[str]) -> Iterable[Task]:
    day: Any = col(Meeting.date)
    chairs_then = and_(col(CoChair.group_id) == col(Meeting.group_id), on_day(CoChair, day))
    query = (
        select(*_columns(Meeting.id, Person.name))
        .select_from(Meeting)
        .join(CoChair, chairs_then)
        .join(Person, col(Person.id) == col(CoChair.person_id))
        .where(col(Meeting.id).in_(meeting_ids))
        .order_by(col(Person.name))
    )
    co_chairs: dict[str, list[str]] = {meeting_id: [] for meeting_id in meeting_ids}
    for meeting_id, name in session.connection().execute(query):
        co_chairs[meeting_id].append(name)
    for meeting_id, names in co_chairs.items():
        yield Task(
            meeting_id,
            Kind.DRAFT,
            "Send the draft minutes to the co-chairs",
            and_list(names) if names else "",
        )


def _changed(session: Session, meeting_ids: Collection[str]) -> Iterable[Task]:
    """The three lines for the other groups; done when one is written, or ticked where nothing changed."""
    written = (
        select(*_columns(Outcome.meeting_id, func.min(Outcome.recorded_at)))
        .where(
            col(Outcome.meeting_id).in_(meeting_ids),
            col(Outcome.scope) == chairs.FOR_THE_OTHERS,
            col(Outcome.removed).is_(False),
        )
        .group_by(col(Outcome.meeting_id))
    )
    since = {row[0]: row[1].date() for row in session.connection().execute(written)}
    for meeting_id in session.exec(chairs.asked_for(col(Meeting.id).in_(meeting_ids))):
        yield Task(
            meeting_id,
            Kind.CHANGED,
            "Say what changed here",
            "three lines for the other groups, on the agenda of the Chairs meeting",
            done_on=since.get(meeting_id),
        )


def _boards(session: Session, meeting_ids: Collection[str]) -> Iterable[Task]:
    """The answers to take back to each board whose asks were talked about; done when every one was told."""
    query = (
        select(
            *_columns(
                Talk.meeting_id,
                Board.id,
                Board.name,
                func.count(col(Ask.id).distinct()),
                func.count(col(Ask.id).distinct()).filter(col(Ask.told_on).is_not(None)),
                func.max(col(Ask.told_on)),
            )
        )
        .select_from(Talk)
        .join(Ask, col(Ask.id) == col(Talk.ask_id))
        .join(Board, col(Board.id) == col(Ask.board_id))
        .where(
            col(Talk.meeting_id).in_(meeting_ids),
            col(Talk.removed).is_(False),
            col(Ask.removed).is_(False),
        )
        .group_by(col(Talk.meeting_id), col(Board.id))
        .order_by(col(Board.position))
    )
    for meeting_id, board_id, name, asked, told, told_on in session.connection().execute(query):
        on = told_on if told == asked else None
        what = f"to {counted(asked, 'thing')} they told us"
        yield Task(
            meeting_id,
            Kind.BOARD,
            f"Tell the {name} youth board our answer",
            what,
            board_id=board_id,
            done_on=on,
        )


def _sheets(session: Session, meeting_ids: Collection[str]) -> Iterable[Task]:
    """Rooms of which nothing has come back."""
    parts: tuple[Any, ...] = (Answer, Action, Outcome, Challenge)
    written = or_(
        *(exists().where(col(part.room_id) == col(Room.id), col(part.removed).is_(False)) for part in parts)
    )
    query = (
        select(*_columns(Room.meeting_id, Room.id, Room.number, Person.name))
        .select_from(Room)
        .outerjoin(Person, col(Person.id) == col(Room.lead_id))
        .where(col(Room.meeting_id).in_(meeting_ids), col(Room.removed).is_(False), ~written)
        .order_by(col(Room.number))
    )
    for meeting_id, room_id, number, lead in session.connection().execute(query):
        whom = f"led by {lead}" if lead else ""
        yield Task(meeting_id, Kind.SHEET, f"Get the sheet of room {number} back", whom, room_id=room_id)
