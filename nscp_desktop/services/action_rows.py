"""Actions as lists show them: columns, not records, so that ten years of them open at once."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BindParameter, Date, String, and_, bindparam, case, func, or_, select, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import col

from nscp_desktop.records import (
    Action,
    Group,
    Meeting,
    Organisation,
    Person,
    Progress,
    Reply,
    Room,
    Seat,
    Theme,
)
from nscp_desktop.rules.actions import (
    SOON_DAYS,
    ActionKind,
    ActionState,
    Colour,
    colour,
    overdue,
    overdue_words,
)
from nscp_desktop.rules.wording import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from sqlalchemy.sql.elements import ColumnElement
    from sqlmodel import Session

    from nscp_desktop.store import Store


NEAR_DAYS = 14
FAR_DAYS = 270
"""Within two weeks a date has its weekday; beyond nine months it needs its year."""


class Which(StrEnum):
    """Which actions a list holds."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    ALL = "all"


class ActionRow(NamedTuple):
    """One action as a list shows it on the day ``today``; words are made when they are asked for.

    A named tuple, and not a dataclass as elsewhere: four thousand of them are made in a quarter of the time.

    ``owner_name`` is the person's, ``owner_organisation`` the seat's or the person's; ``asked`` and
    ``answered`` count the organisations of an action for every organisation.
    """

    today: date
    id: str
    reference: str
    text: str
    kind: str
    state: str
    due: date | None
    due_words: str
    due_said: bool
    owner_words: str
    owner_id: str | None
    owner_name: str
    owner_organisation: str
    theme: str
    theme_id: str | None
    group_id: str
    group_name: str
    meeting_id: str
    meeting_date: date
    item_id: str | None
    room: int | None
    closed_on: date | None
    difference: str
    recorded_at: datetime | None
    last_said_at: datetime | None
    last_said: str
    asked: int
    answered: int

    @property
    def owned(self) -> bool:
        """Whether somebody has it: a person, an organisation, or all together."""
        return bool(self.owner_name or self.owner_organisation) or self.kind != ActionKind.INDIVIDUAL

    @property
    def owner(self) -> str:
        """Who has it, in words; what was typed when that named nobody, in quotation marks."""
        if self.owner_name or self.owner_organisation:
            return self.owner_name or self.owner_organisation
        if self.kind == ActionKind.EVERY_ORGANISATION:
            return "Every organisation"
        if self.kind == ActionKind.TO_THE_NSCP:
            return self.owner_words or "The NSCP"
        if self.kind == ActionKind.TOGETHER:
            return f"Together {self.owner_words}" if self.owner_words.startswith("with") else self.owner_words
        return f"“{self.owner_words}”?" if self.owner_words else "No owner yet"

    @property
    def owner_line(self) -> str:
        """The owner's organisation when a person has it; else nothing more to say."""
        return self.owner_organisation if self.owner_name else ""

    @property
    def colour(self) -> Colour:
        """Red, amber, green or blue, of the moment."""
        return colour(ActionState(self.state), self.due, self.today, owned=self.owned)

    @property
    def is_overdue(self) -> bool:
        """Whether it is late."""
        return overdue(ActionState(self.state), self.due, self.today)

    @property
    def late_words(self) -> str:
        """How late it is, "63 days"; nothing when it is not."""
        return overdue_words(ActionState(self.state), self.due, self.today)

    @property
    def due_text(self) -> str:
        """The date it is due: "Fri 22 Jan" when it is near, "11 Mar", with its year when that is far away."""
        if self.due is None:
            return "No date yet"
        away = (self.due - self.today).days
        if 0 <= away < NEAR_DAYS:
            return f"{self.due:%a} {self.due.day} {self.due:%b}"
        return f"{self.due.day} {self.due:%b %Y}" if abs(away) > FAR_DAYS else f"{self.due.day} {self.due:%b}"

    @property
    def note(self) -> str:
        """The line under the action: its last progress, who has answered, or the room it came from."""
        if self.last_said_at is not None:
            zone = f"{self.last_said_at.day} {self.last_said_at:%b}"
            return f"{zone}: {self.last_said}"
        if self.kind == ActionKind.EVERY_ORGANISATION and self.asked:
            return f"{self.answered} of {self.asked} organisations have answered"
        return f"Breakout room {self.room}" if self.room else ""

    @property
    def state_words(self) -> str:
        """One or two words for the state: "overdue", "7 of 16", "in hand"."""
        if self.state == ActionState.DONE:
            return self.state
        if self.kind == ActionKind.EVERY_ORGANISATION and self.asked:
            return f"{self.answered} of {self.asked}"
        return "overdue" if self.is_overdue else self.state

    @property
    def meeting_words(self) -> str:
        """The day of the meeting it comes from: "today", "10 Sep", "10 Sep 2024" in another year."""
        on = self.meeting_date
        if on == self.today:
            return "today"
        return f"{on.day} {on:%b}" if on.year == self.today.year else f"{on.day} {on:%b %Y}"

    @property
    def searched(self) -> str:
        """Everything a filter looks in, folded."""
        return fold(
            f"{self.reference} {self.text} {self.owner} {self.owner_organisation} {self.theme} {self.last_said}"
        )


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """How many actions there are of each sort."""

    open: int
    overdue: int
    done: int


def list_actions(
    store: Store, which: Which = Which.OPEN, group_id: str | None = None
) -> tuple[ActionRow, ...]:
    """Give the actions of one group or all: red first, then amber, green and blue, oldest date first."""
    today = store.now().date()
    conditions = [_chosen(which, today)]
    if group_id is not None:
        conditions.append(col(Action.group_id) == group_id)
    with store.read() as session:
        return rows_in(session, today, *conditions)


def matching(rows: Iterable[ActionRow], words: str) -> tuple[ActionRow, ...]:
    """Give the rows in whose reference, text, owner, theme or last note every word occurs."""
    wanted = fold(words).split()
    return tuple(row for row in rows if all(word in row.searched for word in wanted))


def count(store: Store, group_id: str | None = None) -> ActionCounts:
    """Count open, overdue and done actions, of one group or all."""
    query = _COUNTS if group_id is None else _COUNTS.where(col(Action.group_id) == group_id)
    with store.read() as session:
        return ActionCounts(*session.connection().execute(query, {"today": store.now().date()}).one())


def _counts() -> Any:  # noqa: ANN401 as _query
    done = col(Action.state) == ActionState.DONE
    late = and_(~done, col(Action.due) < bindparam("today", type_=Date))
    return select(
        func.coalesce(func.sum(case((done, 0), else_=1)), 0),
        func.coalesce(func.sum(case((late, 1), else_=0)), 0),
        func.coalesce(func.sum(case((done, 1), else_=0)), 0),
    ).where(col(Action.removed).is_(False))


def rows_in(session: Session, today: date, *conditions: ColumnElement[bool]) -> tuple[ActionRow, ...]:
    """The actions that meet ``conditions``, in the order of :func:`list_actions`, in an open session."""
    return rows_of(session, today, narrowed(*conditions))


def narrowed(*conditions: ColumnElement[bool]) -> Any:  # noqa: ANN401 as _query
    """A statement for :func:`rows_of`, put together once for what is asked after every deed."""
    return _QUERY.where(*conditions)


def rows_of(session: Session, today: date, statement: Any, **asked: str | date) -> tuple[ActionRow, ...]:  # noqa: ANN401
    """As :func:`rows_in`, of a statement of :func:`narrowed` with what its conditions leave open."""
    days = {"today": today, "soon": today + timedelta(days=SOON_DAYS)}
    with _in_one_go():
        rows = session.connection().execute(statement, {**days, **asked}).all()
        # In order here and not in SQL: there it would carry every column of ten years through the sort.
        return tuple([ActionRow._make((today, *row[2:])) for row in sorted(rows, key=_ORDER)])


@contextmanager
def _in_one_go() -> Iterator[None]:
    """Look for garbage afterwards: among thousands of rows being made, each look takes as long as they do."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _chosen(which: Which, today: date) -> ColumnElement[bool]:
    done = col(Action.state) == ActionState.DONE
    chosen: dict[Which, ColumnElement[bool]] = {
        Which.OPEN: ~done,
        Which.OVERDUE: and_(~done, col(Action.due) < today),
        Which.DONE: done,
        Which.ALL: or_(done, ~done),
    }
    return chosen[which]


def _query() -> Any:  # noqa: ANN401 a select of 27 columns has no shorter name
    """Place and date to sort by, then every column of a row but ``today``; one join for each thing named."""
    today: BindParameter[date] = bindparam("today", type_=Date)
    soon: BindParameter[date] = bindparam("soon", type_=Date)
    # Asked for each action: what is looked at are its own lines, not those of ten years.
    last = aliased(Progress)
    newest = (
        select(col(last.id))
        .where(col(last.action_id) == col(Action.id), col(last.removed).is_(False))
        .order_by(col(last.said_at).desc(), col(last.id).desc())
        .limit(1)
        .correlate(Action)
        .scalar_subquery()
    )
    replies = (
        select(func.count())
        .select_from(Reply)
        .where(col(Reply.action_id) == col(Action.id), col(Reply.removed).is_(False))
        .correlate(Action)
    )
    answered = replies.where(col(Reply.answer) != "")
    everybody = col(Action.kind) == ActionKind.EVERY_ORGANISATION
    held_by = func.coalesce(Action.organisation_id, Seat.organisation_id, Person.organisation_id)
    unowned = and_(
        col(Action.kind) == ActionKind.INDIVIDUAL,
        col(Action.owner_id).is_(None),
        col(Action.organisation_id).is_(None),
        col(Action.seat_id).is_(None),
    )
    place = case(
        (col(Action.state) == ActionState.DONE, 3),
        (col(Action.due) < today, 0),
        (or_(col(Action.due).is_(None), unowned, col(Action.due) <= soon), 1),
        else_=2,
    )
    return (
        select(
            place, func.coalesce(type_coerce(Action.due, String), "9999-12-31"),
            col(Action.id), col(Action.reference), col(Action.text), col(Action.kind), col(Action.state),
            col(Action.due), col(Action.due_words), col(Action.due_said), col(Action.owner_words),
            col(Action.owner_id), func.coalesce(Person.name, ""), func.coalesce(Organisation.name, ""),
            func.coalesce(Theme.name, ""), col(Action.theme_id), col(Action.group_id), col(Group.name),
            col(Action.meeting_id), col(Meeting.date), col(Action.item_id), col(Room.number),
            col(Action.closed_on), col(Action.difference), col(Action.recorded_at),
            col(Progress.said_at), func.coalesce(Progress.text, ""),
            case((everybody, replies.scalar_subquery()), else_=0),
            case((everybody, answered.scalar_subquery()), else_=0),
        )
        .select_from(Action)
        .join(Group, col(Group.id) == col(Action.group_id))
        .join(Meeting, col(Meeting.id) == col(Action.meeting_id))
        .outerjoin(Person, col(Person.id) == col(Action.owner_id))
        .outerjoin(Seat, col(Seat.id) == col(Action.seat_id))
        .outerjoin(Organisation, col(Organisation.id) == held_by)
        .outerjoin(Theme, col(Theme.id) == col(Action.theme_id))
        .outerjoin(Room, col(Room.id) == col(Action.room_id))
        .outerjoin(Progress, col(Progress.id) == newest)
        .where(col(Action.removed).is_(False))
    )  # fmt: skip


# Asked after every deed on an action, so the statements are put together once.
_QUERY = _query()
_ORDER = itemgetter(0, 1, 3)
_COUNTS = _counts()
