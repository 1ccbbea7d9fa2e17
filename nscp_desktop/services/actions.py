"""What happens to an action after it is recorded: progress, in hand, done, a new owner or date, replies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, bindparam
from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Action,
    Meeting,
    Organisation,
    Outcome,
    Person,
    Progress,
    Reply,
    Sector,
    meeting_point,
)
from nscp_desktop.rules.actions import ActionKind, ActionState, Answer
from nscp_desktop.rules.capture import Owner, OwnerKind
from nscp_desktop.rules.wording import line
from nscp_desktop.services.action_rows import (
    ActionCounts,
    ActionRow,
    Which,
    count,
    list_actions,
    matching,
    narrowed,
    rows_in,
    rows_of,
)
from nscp_desktop.services.item_numbers import item_numbers_in
from nscp_desktop.services.meeting_facts import running_in
from nscp_desktop.services.owners import give
from nscp_desktop.services.register import meeting_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from nscp_desktop.store import Store

__all__ = [
    "ActionCounts", "ActionRow", "ProgressLine", "ReplyRow", "Which", "action", "add_note", "answer",
    "change_due", "close", "count", "keep_typed", "list_actions", "matching", "matters_arising", "origin",
    "origins", "progress", "reassign", "reopen", "replies", "take_in_hand", "typed",
]  # fmt: skip

_TABLE = str(Action.__tablename__)
# The draft of the difference bears the field's name, so that the deed which writes the field settles it.
_NOTE, _DIFFERENCE = "progress", "difference"


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One line on an action: when it was said, who typed it, and what."""

    said_at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What is half typed on an action and not yet a deed: a line of progress, the line on its difference."""

    note: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One organisation asked, in sector order; ``answer`` is empty until it has answered."""

    organisation_id: str
    organisation: str
    sector: str
    answer: Answer
    text: str
    answered_on: date | None


def action(store: Store, action_id: str) -> ActionRow:
    """Give one action; refuses (:class:`Unknown`) one that is not there."""
    with store.read() as session:
        rows = rows_in(session, store.now().date(), col(Action.id) == action_id)
    if not rows:
        raise Unknown("That action is not in this store any more. Nothing has been changed.")
    return rows[0]


def origin(store: Store, row: ActionRow) -> str:
    """Where an action comes from, in words: "10 Sep, item 3", "today, item 5", "12 Jan"."""
    return origins(store, (row,))[row.id]


def origins(store: Store, rows: Iterable[ActionRow]) -> dict[str, str]:
    """Where each of these actions comes from, as :func:`origin`, by its id; one question for all."""
    asked = tuple(rows)
    with store.read() as session:
        numbers = item_numbers_in(session, {row.meeting_id for row in asked if row.item_id})
    # Ten years of actions come from a few hundred meetings: their days are put in words once.
    days = {row.meeting_date: row for row in asked}
    spelt = {on: row.meeting_words for on, row in days.items()}
    found = {}
    for row in asked:
        number = numbers.get((row.meeting_id, row.item_id or ""))
        words = spelt[row.meeting_date]
        found[row.id] = words if number is None else f"{words}, item {number}"
    return found


def matters_arising(store: Store, meeting_id: str) -> tuple[ActionRow, ...]:
    """The group's actions from before a meeting that are open, red and amber first, then those closed at it."""
    with store.read() as session:
        meeting = meeting_in(session, meeting_id)
        today = store.now().date()
        return rows_of(session, today, _ARISING, group=meeting.group_id, day=meeting.date)


_EARLIER = (
    select(Meeting.id)
    .where(col(Meeting.group_id) == bindparam("group"), col(Meeting.date) < bindparam("day", type_=Date))
    .scalar_subquery()
)
_ARISING = narrowed(
    col(Action.group_id) == bindparam("group"),
    col(Action.meeting_id).in_(_EARLIER),
    (col(Action.state) != ActionState.DONE) | (col(Action.closed_on) == bindparam("day", type_=Date)),
)


def progress(store: Store, action_id: str) -> tuple[ProgressLine, ...]:
    """The lines on an action, oldest first."""
    zone = store.now().tzinfo
    with store.read() as session:
        rows = session.exec(
            select(Progress.said_at, Person.name, Progress.text)
            .join(Person, col(Person.id) == col(Progress.person_id), isouter=True)
            .where(col(Progress.action_id) == action_id, col(Progress.removed).is_(False))
            .order_by(col(Progress.said_at), col(Progress.id))
        )
        return tuple(ProgressLine(at.astimezone(zone), by or "", text) for at, by, text in rows)


def add_note(store: Store, action_id: str, text: str, by: str | None = None) -> None:
    """Add a line of progress, with the meeting that is running; ``by`` is who said it (a person's id).

    Refuses an empty line, more than 2,000 characters and control characters.
    """
    kept = line(text, "That line")
    if not kept:
        raise Refused("Type what was said first. Nothing has been changed.")
    words = _reference(store, action_id)
    with store.change(f"Note on {words}") as session:
        session.add(
            Progress(
                action_id=action_id,
                meeting_id=running_in(session),
                said_at=store.now(),
                person_id=by,
                text=kept,
            )
        )
    keep_typed(store, action_id, Typed(difference=typed(store, action_id).difference))


def close(store: Store, action_id: str, difference: str = "") -> None:
    """Close an action as done; a line on what difference it made becomes an outcome in the same deed.

    An action that is closed already keeps its day; other words on the difference put its outcome right.
    """
    kept = line(difference, "What difference it made")
    row = action(store, action_id)
    closed = row.state == ActionState.DONE
    label = f"Say what difference {row.reference} made" if closed else f"Close {row.reference} as done"
    with store.change(label) as session:
        record = session.get_one(Action, action_id)
        if not closed:
            record.state, record.closed_on = ActionState.DONE.value, store.now().date()
        if kept and kept != record.difference:
            _say_difference(session, record, kept, store.now())
            record.difference = kept


def reopen(store: Store, action_id: str) -> None:
    """Open a closed action again; what was recorded as its difference stays an outcome."""
    _set_state(store, action_id, ActionState.OPEN, "Open {} again")


def take_in_hand(store: Store, action_id: str) -> None:
    """Mark that somebody is at work on an action."""
    _set_state(store, action_id, ActionState.IN_HAND, "Mark {} in hand")


def reassign(store: Store, action_id: str, owner: Owner | None, said: str = "") -> None:
    """Give an action to somebody else; None leaves it without an owner, with the words ``said`` on the row.

    History keeps the old name.
    """
    words = _reference(store, action_id)
    label = f"Give {words} to {owner.label}" if owner else f"Leave {words} without an owner"
    with store.change(label) as session:
        give(session, session.get_one(Action, action_id), owner, line(said, "The owner"))


def change_due(store: Store, action_id: str, due: date | None, said: str = "") -> None:
    """Give an action another date, or none; ``said`` is the date as it was typed."""
    words = _reference(store, action_id)
    label = f"Take the date off {words}" if due is None else f"Make {words} due {due.day} {due:%B %Y}"
    with store.change(label) as session:
        record = session.get_one(Action, action_id)
        record.due, record.due_words, record.due_said = due, line(said, "The date"), due is not None


def replies(store: Store, action_id: str) -> tuple[ReplyRow, ...]:
    """The organisations asked by an action for every organisation, in sector order."""
    columns: tuple[Any, ...] = (
        Reply.organisation_id,
        Organisation.name,
        Sector.name,
        Reply.answer,
        Reply.text,
        Reply.answered_on,
    )
    with store.read() as session:
        rows = session.exec(
            select(*columns)
            .select_from(Reply)
            .join(Organisation, col(Organisation.id) == col(Reply.organisation_id))
            .join(Sector, col(Sector.id) == col(Organisation.sector_id), isouter=True)
            .where(col(Reply.action_id) == action_id, col(Reply.removed).is_(False))
            .order_by(col(Sector.position), col(Organisation.name))
        )
        return tuple(
            ReplyRow(organisation_id, name, sector or "", Answer(said), text, on)
            for organisation_id, name, sector, said, text, on in rows
        )


def answer(store: Store, action_id: str, organisation_id: str, said: Answer, text: str = "") -> None:
    """Note what one organisation answers; refuses an organisation that was not asked.

    When nobody's answer is missing or still to be done the action is not closed by itself: the group does.
    """
    kept = line(text, "The answer")
    words = _reference(store, action_id)
    with store.read() as session:
        reply_id = meeting_point("reply", action_id, organisation_id)
        known = session.get(Reply, reply_id)
        organisation = session.get_one(Organisation, organisation_id).name
        if known is None or known.removed:
            raise Refused(f"{organisation} was not asked by {words}. Nothing has been changed.")
    with store.change(f"Note the answer of {organisation} to {words}") as session:
        reply = session.get_one(Reply, reply_id)
        reply.answer, reply.text = said.value, kept
        reply.answered_on = store.now().date() if said is not Answer.NONE else None


# -- lines half typed -------------------------------------------------------------------------------


def keep_typed(store: Store, action_id: str, now: Typed) -> None:
    """Make lines half typed on an action durable without making them a deed; empty ones are forgotten.

    Refuses what :func:`~nscp_desktop.rules.wording.line` refuses; the drafts before stay.
    """
    line(now.note, "That line")
    line(now.difference, "What difference it made")
    before = typed(store, action_id)
    for field, text, kept in (
        (_NOTE, now.note, before.note),
        (_DIFFERENCE, now.difference, before.difference),
    ):
        if text and text != kept:
            store.keep_draft(_TABLE, action_id, field, text, len(text))
        elif kept and not text:
            store.drop_draft(_TABLE, action_id, field)


def typed(store: Store, action_id: str) -> Typed:
    """Give the lines that were half typed on an action when it was left, or when the program stopped."""
    kept = {one.field: one.text for one in store.drafts() if (one.table, one.record) == (_TABLE, action_id)}
    return Typed(kept.get(_NOTE, ""), kept.get(_DIFFERENCE, ""))


def _set_state(store: Store, action_id: str, state: ActionState, label: str) -> None:
    with store.change(label.format(_reference(store, action_id))) as session:
        record = session.get_one(Action, action_id)
        record.state, record.closed_on = state.value, None


def _reference(store: Store, action_id: str) -> str:
    """The action's reference; refuses (:class:`Unknown`) an action that is not there."""
    with store.read() as session:
        found = session.exec(
            select(Action.reference).where(col(Action.id) == action_id, col(Action.removed).is_(False))
        ).first()
    if found is None:
        raise Unknown("That action is not in this store any more. Nothing has been changed.")
    return found


def _say_difference(session: Session, record: Action, text: str, at: datetime) -> None:
    """Make the closing line an outcome, or put right the one it became before."""
    made = session.exec(
        select(Outcome)
        .where(Outcome.action_id == record.id, col(Outcome.removed).is_(False))
        .order_by(col(Outcome.recorded_at).desc())
    ).first()
    if made is None:
        session.add(_outcome(session, record, text, at))
    else:
        made.text = text


def _outcome(session: Session, record: Action, text: str, at: datetime) -> Outcome:
    """The outcome that a closing line becomes: at the meeting that is running, else at the action's own."""
    running = session.get(Meeting, running_in(session) or "")
    here = running is not None and running.group_id == record.group_id
    whose = OwnerKind.TOGETHER if record.kind != ActionKind.INDIVIDUAL else OwnerKind.ORGANISATION
    return Outcome(
        meeting_id=running.id if here and running else record.meeting_id,
        item_id=running.current_item_id if here and running else record.item_id,
        text=text,
        scope=whose.value,
        organisation_id=record.organisation_id,
        theme_id=record.theme_id,
        action_id=record.id,
        recorded_at=at,
    )
