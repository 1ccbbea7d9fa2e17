"""What the youth boards said, and how far each answer is: the questions that screens and papers ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import (
    Action,
    Ask,
    Board,
    BoardLink,
    BoardMeeting,
    Group,
    Meeting,
    Person,
    Talk,
    meeting_point,
)
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.wording import counted
from nscp_desktop.services.action_rows import ActionRow, rows_in
from nscp_desktop.services.item_numbers import item_numbers_in
from nscp_desktop.services.register import meeting_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy.sql.elements import ColumnElement

    from nscp_desktop.store import Store

OVERDUE_AT = 2
"""At how many of the board's own meetings an ask may be without an answer before it is overdue (M6)."""


@dataclass(frozen=True, slots=True)
class TalkRow:
    """What a group said about an ask. ``item`` is the number on that meeting's agenda, 0 when it has none.

    ``own`` is the meeting's one text about this ask; other rows came from the capture line.
    """

    talk_id: str
    meeting_id: str | None
    group: str
    item: int
    on: date
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class AskRow:
    """One thing a board said, on the day ``today``.

    ``said`` is printed only with ``consent``. ``meetings_missed`` counts the board's meetings since at which
    they had no answer. ``told_words`` is what they said to it.
    """

    today: date
    ask_id: str
    board_id: str
    board: str
    said: str
    said_on: date
    brought_by_id: str | None
    brought_by: str
    consent: bool
    consent_by: str
    consent_on: date | None
    asked_of: str
    talks: tuple[TalkRow, ...]
    did: str
    did_on: date | None
    action: ActionRow | None
    told_on: date | None
    told_how: str
    told_words: str
    meetings_missed: int

    @property
    def owed(self) -> bool:
        """Whether the board still waits for an answer."""
        return self.told_on is None

    @property
    def overdue(self) -> bool:
        """Whether they have waited through two of their meetings or more."""
        return self.owed and self.meetings_missed >= OVERDUE_AT

    @property
    def waiting_days(self) -> int | None:
        """Days since they said it, while nobody has told them; else None."""
        return (self.today - self.said_on).days if self.owed else None

    @property
    def waiting_words(self) -> str:
        """How long they wait: "83 days, overdue at 2 meetings"; nothing once they were told."""
        if self.waiting_days is None:
            return ""
        days = counted(self.waiting_days, "day")
        return f"{days}, overdue at {counted(self.meetings_missed, 'meeting')}" if self.overdue else days

    def talked_at(self, meeting_id: str) -> str:
        """What was said about it at one meeting, as the minutes have it."""
        return "\n".join(talk.text for talk in self.talks if talk.meeting_id == meeting_id)

    def own_talk(self, meeting_id: str) -> str:
        """The one text that a meeting writes about it, without what came from the capture line."""
        return next((talk.text for talk in self.talks if talk.own and talk.meeting_id == meeting_id), "")


# -- questions --------------------------------------------------------------------------------------


def ask(store: Store, ask_id: str) -> AskRow:
    """One ask; refuses (``Unknown``) one that is not there."""
    with store.read() as session:
        found = _rows(session, store.now().date(), col(Ask.id) == ask_id)
    if not found:
        raise Unknown("That is not there any more. Nothing has been changed.")
    return found[0]


def asks_of_board(store: Store, board_id: str) -> tuple[AskRow, ...]:
    """Everything a board said: what is owed first, longest wait on top; then what was told, newest first."""
    with store.read() as session:
        found = _rows(session, store.now().date(), col(Ask.board_id) == board_id)
    answered = sorted(
        (one for one in found if one.told_on), key=lambda one: (one.told_on, one.ask_id), reverse=True
    )
    return (*(one for one in found if one.owed), *answered)


def asks_owed(store: Store, group_id: str) -> tuple[AskRow, ...]:
    """What the boards that face a group still wait for, board by board, longest wait first."""
    with store.read() as session:
        return _rows(
            session,
            store.now().date(),
            col(Ask.board_id).in_(facing_in(session, group_id)),
            col(Ask.told_on).is_(None),
        )


def asks_of_meeting(store: Store, meeting_id: str) -> tuple[AskRow, ...]:
    """What a meeting has before it, and its minutes print, board by board.

    Everything the boards facing the group had said by that day and had no answer to when it began, whatever
    was told since; and whatever was talked about there. Refuses a meeting that is not there (``Unknown``).
    """
    with store.read() as session:
        meeting = meeting_in(session, meeting_id)
        spoken_of = session.exec(
            select(Talk.ask_id).where(Talk.meeting_id == meeting_id, col(Talk.removed).is_(False))
        ).all()
        waiting = and_(
            col(Ask.board_id).in_(facing_in(session, meeting.group_id)),
            col(Ask.said_on) <= meeting.date,
            or_(col(Ask.told_on).is_(None), col(Ask.told_on) >= meeting.date),
        )
        return _rows(session, store.now().date(), or_(waiting, col(Ask.id).in_(spoken_of)))


def linkable(store: Store, ask_id: str) -> tuple[ActionRow, ...]:
    """The actions that may answer an ask: of the groups facing its board, open or closed since it was said."""
    known = ask(store, ask_id)
    with store.read() as session:
        groups = session.exec(
            select(BoardLink.group_id).where(
                BoardLink.board_id == known.board_id, col(BoardLink.removed).is_(False)
            )
        ).all()
        return rows_in(
            session,
            store.now().date(),
            or_(
                col(Action.id) == (known.action.id if known.action else ""),
                and_(
                    col(Action.group_id).in_(groups),
                    or_(col(Action.state) != ActionState.DONE, col(Action.closed_on) >= known.said_on),
                ),
            ),
        )


def board_name(session: Session, board_id: str) -> str:
    """The name of a board; refuses one that is not there (``Unknown``)."""
    found = session.exec(
        select(Board.name).where(Board.id == board_id, col(Board.removed).is_(False))
    ).first()
    if found is None:
        raise Unknown("There is no such Youth Advisory Board. Nothing has been changed.")
    return found


def meetings_since(held: Iterable[date], said_on: date) -> int:
    """How many of a board's meetings came after a day."""
    return sum(on > said_on for on in held)


# -- the steps --------------------------------------------------------------------------------------


def facing_in(session: Session, group_id: str) -> Sequence[str]:
    """The ids of the boards that face a group."""
    return session.exec(
        select(BoardLink.board_id).where(BoardLink.group_id == group_id, col(BoardLink.removed).is_(False))
    ).all()


def _rows(session: Session, today: date, *conditions: ColumnElement[bool]) -> tuple[AskRow, ...]:
    """The asks that meet ``conditions``, board by board, oldest first; a fixed number of questions."""
    columns: tuple[Any, ...] = (Ask, Board.name, Person.name)
    kept = session.exec(
        select(*columns)
        .select_from(Ask)
        .join(Board, col(Board.id) == col(Ask.board_id))
        .join(Person, col(Person.id) == col(Ask.brought_by_id), isouter=True)
        .where(col(Ask.removed).is_(False), *conditions)
        .order_by(col(Board.position), col(Board.name), col(Ask.said_on), col(Ask.id))
    ).all()
    ids = [one.id for one, _board, _person in kept]
    talks = _talks(session, ids)
    linked = [one.action_id for one, _board, _person in kept if one.action_id]
    actions = {row.id: row for row in rows_in(session, today, col(Action.id).in_(linked))} if linked else {}
    held: dict[str, list[date]] = {}
    for board_id, on in session.exec(
        select(BoardMeeting.board_id, col(BoardMeeting.date)).where(
            col(BoardMeeting.removed).is_(False),
            col(BoardMeeting.board_id).in_({one.board_id for one, _board, _person in kept}),
            col(BoardMeeting.date) <= today,
        )
    ):
        held.setdefault(board_id, []).append(on)
    return tuple(
        AskRow(
            today, one.id, one.board_id, board, one.said, one.said_on, one.brought_by_id, person or "",
            one.consent, one.consent_by, one.consent_on, one.asked_of, talks.get(one.id, ()),
            one.did, one.did_on, actions.get(one.action_id or ""),
            one.told_on, one.told_how, one.told_words, meetings_since(held.get(one.board_id, ()), one.said_on),
        )
        for one, board, person in kept
    )  # fmt: skip


def _talks(session: Session, ask_ids: Sequence[str]) -> dict[str, tuple[TalkRow, ...]]:
    columns: tuple[Any, ...] = (
        Talk.ask_id, Talk.id, Talk.meeting_id, Group.name, Talk.item_id, Talk.talked_on, Talk.text,
    )  # fmt: skip
    rows = session.exec(
        select(*columns)
        .select_from(Talk)
        .join(Meeting, col(Meeting.id) == col(Talk.meeting_id), isouter=True)
        .join(Group, col(Group.id) == col(Meeting.group_id), isouter=True)
        .where(col(Talk.ask_id).in_(ask_ids), col(Talk.removed).is_(False))
        .order_by(col(Talk.talked_on), col(Talk.id))
    ).all()
    numbers = item_numbers_in(session, {row[2] for row in rows if row[2]})
    found: dict[str, tuple[TalkRow, ...]] = {}
    for ask_id, talk_id, meeting_id, group, item_id, on, text in rows:
        row = TalkRow(
            talk_id=talk_id,
            meeting_id=meeting_id,
            group=group or "",
            item=numbers.get((meeting_id, item_id), 0),
            on=on,
            text=text,
            own=talk_id == meeting_point("talk", ask_id, meeting_id or ""),
        )
        found[ask_id] = (*found.get(ask_id, ()), row)
    return found
