"""Youth Advisory Boards as screens ask for them: who faces and represents them, meetings, priorities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import (
    Ask,
    Board,
    BoardLink,
    BoardMeeting,
    BoardPriority,
    Group,
    Partnership,
    Person,
    Representative,
)
from nscp_desktop.rules.points import Point
from nscp_desktop.rules.year import Year, year_of
from nscp_desktop.services.ask_rows import OVERDUE_AT, meetings_since
from nscp_desktop.services.people import known_name, members_on
from nscp_desktop.services.tenure import on_day

if TYPE_CHECKING:
    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody who goes to a board for us, and since when (None: not recorded)."""

    person_id: str
    name: str
    since: date | None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board as the list shows it on a day, for one reporting year.

    ``held`` and ``attended`` count the board's meetings of that year so far; ``next_on`` is its next one,
    whatever the year. ``owed`` counts asks nobody has answered yet, ``overdue`` those of them open at two or
    more of its meetings; ``waiting_days`` is the longest wait.
    """

    board_id: str
    name: str
    district: str
    provider: str
    groups: tuple[tuple[str, str], ...]
    representative: Post | None
    deputy: Post | None
    priorities: tuple[str, ...]
    held: int
    attended: int
    next_on: date | None
    owed: int
    overdue: int
    waiting_days: int

    @property
    def links(self) -> str:
        """The groups that face it, in words."""
        return ", ".join(name for _id, name in self.groups)

    @property
    def attended_words(self) -> str:
        """How many of its meetings we went to: "4 of 5"; "none yet" when none was held."""
        return f"{self.attended} of {self.held}" if self.held else "none yet"


@dataclass(frozen=True, slots=True)
class BoardMeetingRow:
    """A meeting of a board; ``attended`` is None until somebody says, ``person`` is who went."""

    board_meeting_id: str
    on: date
    starts: time | None
    attended: bool | None
    person_id: str | None
    person: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may go to a board: a member of a group that faces it, or a nominated deputy there."""

    person_id: str
    name: str
    organisation: str


# -- questions --------------------------------------------------------------------------------------


def boards(store: Store, group_id: str | None = None, year: int | None = None) -> tuple[BoardRow, ...]:
    """The boards in order, those that face one group when it is given.

    ``year`` is the calendar year in which a reporting year starts, by default the present one.
    """
    today = store.now().date()
    with store.read() as session:
        shown = _year(session, today, year)
        links = _links(session)
        posts = _posts(session, today)
        priorities = priorities_in(session, shown.start.year)
        meetings: dict[str, list[BoardMeeting]] = {}
        for meeting in session.exec(
            select(BoardMeeting).where(col(BoardMeeting.removed).is_(False)).order_by(col(BoardMeeting.date))
        ):
            meetings.setdefault(meeting.board_id, []).append(meeting)
        owed: dict[str, list[date]] = {}
        for board_id, said_on in session.exec(
            select(Ask.board_id, col(Ask.said_on)).where(
                col(Ask.removed).is_(False), col(Ask.told_on).is_(None)
            )
        ):
            owed.setdefault(board_id, []).append(said_on)
        rows = session.exec(
            select(Board.id, Board.name, Board.district, Board.provider)
            .where(col(Board.removed).is_(False))
            .order_by(col(Board.position), Board.name)
        ).all()
        found = []
        for board_id, name, district, provider in rows:
            groups = links.get(board_id, ())
            if group_id is not None and group_id not in dict(groups):
                continue
            those = meetings.get(board_id, [])
            held = [one for one in those if one.date in shown and _is_held(one, today)]
            coming = [one.date for one in those if not _is_held(one, today)]
            asked = owed.get(board_id, [])
            past = [one.date for one in those if one.date <= today]
            found.append(
                BoardRow(
                    board_id, name, district, provider, groups,
                    representative=posts.get((board_id, False)), deputy=posts.get((board_id, True)),
                    priorities=tuple(point.text for point in priorities.get(board_id, ())),
                    held=len(held), attended=sum(one.attended is True for one in held),
                    next_on=coming[0] if coming else None,
                    owed=len(asked),
                    overdue=sum(meetings_since(past, said_on) >= OVERDUE_AT for said_on in asked),
                    waiting_days=max(((today - said_on).days for said_on in asked), default=0),
                )
            )  # fmt: skip
        return tuple(found)


def board(store: Store, board_id: str, year: int | None = None) -> BoardRow:
    """One board; refuses (``Unknown``) one that is not there."""
    for row in boards(store, year=year):
        if row.board_id == board_id:
            return row
    raise Unknown("There is no such Youth Advisory Board. Nothing has been changed.")


def meetings_of_board(store: Store, board_id: str, year: int | None = None) -> tuple[BoardMeetingRow, ...]:
    """The meetings of a board in one reporting year, by date."""
    today = store.now().date()
    columns: tuple[Any, ...] = (
        BoardMeeting.id,
        BoardMeeting.date,
        BoardMeeting.starts,
        BoardMeeting.attended,
        BoardMeeting.person_id,
        Person.name,
    )
    with store.read() as session:
        shown = _year(session, today, year)
        rows = session.exec(
            select(*columns)
            .join(Person, col(Person.id) == col(BoardMeeting.person_id), isouter=True)
            .where(
                BoardMeeting.board_id == board_id,
                col(BoardMeeting.removed).is_(False),
                col(BoardMeeting.date).between(shown.start, shown.end),
            )
            .order_by(col(BoardMeeting.date), col(BoardMeeting.id))
        )
        return tuple(
            BoardMeetingRow(meeting_id, on, starts, attended, person_id, name or "")
            for meeting_id, on, starts, attended, person_id, name in rows
        )


def years(store: Store) -> tuple[Year, ...]:
    """The reporting years of which something is known of a board, newest first; the present one always."""
    today = store.now().date()
    with store.read() as session:
        first_month = _first_month(session)
        days = session.exec(select(col(BoardMeeting.date)).where(col(BoardMeeting.removed).is_(False))).all()
        said = session.exec(select(col(Ask.said_on)).where(col(Ask.removed).is_(False))).all()
        known = {year_of(day, first_month) for day in (*days, *said, today)}
    return tuple(sorted(known, key=lambda one: one.start, reverse=True))


def candidates(store: Store, board_id: str) -> tuple[Candidate, ...]:
    """Who may represent us at a board today: the members of its groups in printed order, then their deputies."""
    today = store.now().date()
    with store.read() as session:
        groups = _links(session).get(board_id, ())
        members = [one for group_id, _name in groups for one in members_on(session, group_id, today)]
        found = {one.person_id: Candidate(one.person_id, one.name, one.organisation) for one in members}
        for member in members:
            for deputy in member.deputies:
                if deputy not in found:
                    found[deputy] = Candidate(deputy, known_name(session, deputy), member.organisation)
    return tuple(found.values())


# -- the steps --------------------------------------------------------------------------------------


def _first_month(session: Session) -> int:
    found = session.exec(select(Partnership.year_starts_month).where(col(Partnership.removed).is_(False)))
    return found.first() or 4


def _year(session: Session, today: date, year: int | None) -> Year:
    first_month = _first_month(session)
    return year_of(today, first_month) if year is None else Year(date(year, first_month, 1))


def _is_held(meeting: BoardMeeting, today: date) -> bool:
    """Whether it lies behind us; today's does as soon as somebody says who went."""
    return meeting.date < today or (meeting.date == today and meeting.attended is not None)


def _links(session: Session) -> dict[str, tuple[tuple[str, str], ...]]:
    """The groups that face each board, in printed order."""
    rows = session.exec(
        select(BoardLink.board_id, Group.id, Group.name)
        .join(Group, col(Group.id) == col(BoardLink.group_id))
        .where(col(BoardLink.removed).is_(False), col(Group.removed).is_(False))
        .order_by(col(Group.position), Group.name)
    )
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for board_id, group_id, name in rows:
        found[board_id] = (*found.get(board_id, ()), (group_id, name))
    return found


def _posts(session: Session, today: date) -> dict[tuple[str, bool], Post]:
    """Who goes to each board today, and who is the deputy; of two, whoever began last."""
    columns: tuple[Any, ...] = (
        Representative.board_id,
        Representative.deputy,
        Representative.person_id,
        Person.name,
        Representative.starts,
    )
    rows = session.exec(
        select(*columns)
        .join(Person, col(Person.id) == col(Representative.person_id))
        .where(on_day(Representative, today))
        .order_by(col(Representative.starts), col(Representative.id))
    )
    return {
        (board_id, deputy): Post(person_id, name, since) for board_id, deputy, person_id, name, since in rows
    }


def priorities_in(session: Session, year: int) -> dict[str, tuple[Point, ...]]:
    """The priorities of each board in a reporting year, in order."""
    rows = session.exec(
        select(BoardPriority.board_id, BoardPriority.id, BoardPriority.text, BoardPriority.position)
        .where(BoardPriority.year == year, col(BoardPriority.removed).is_(False))
        .order_by(col(BoardPriority.position), col(BoardPriority.id))
    )
    found: dict[str, tuple[Point, ...]] = {}
    for board_id, priority_id, text, position in rows:
        found[board_id] = (*found.get(board_id, ()), Point(priority_id, text, position))
    return found
