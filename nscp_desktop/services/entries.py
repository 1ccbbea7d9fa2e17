"""What a meeting left behind, as papers print it: actions, decisions, outcomes, challenges, what was said to boards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_
from sqlmodel import Session, col, select

from nscp_desktop.papers import entries as papers
from nscp_desktop.records import (
    Action,
    Ask,
    Board,
    BoardLink,
    Challenge,
    Decision,
    Meeting,
    MeetingItem,
    Organisation,
    Outcome,
    Progress,
    Remark,
    Reply,
    Talk,
    Theme,
)
from nscp_desktop.rules.actions import ActionKind, ActionState, order_key
from nscp_desktop.rules.capture import OwnerKind
from nscp_desktop.services.action_rows import rows_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, tzinfo

    from nscp_desktop.services.action_rows import ActionRow
    from nscp_desktop.services.meeting_facts import MeetingFacts


_BEFORE_A_DATE = frozenset({"by", "before", "on", "at", "until"})


@dataclass(frozen=True, slots=True)
class AtItems:
    """What was recorded at the items of a meeting, each by the item's id."""

    decisions: dict[str, tuple[papers.Decision, ...]]
    outcomes: dict[str, tuple[papers.Outcome, ...]]
    challenges: dict[str, tuple[papers.Challenge, ...]]
    remarks: dict[str, tuple[str, ...]]


def recorded_in(session: Session, facts: MeetingFacts, zone: tzinfo | None) -> AtItems:
    """What was recorded at a meeting beside its actions, in the order it was said; four questions.

    What an action of the meeting changed, learnt when it was closed on a later day, is left to matters arising.
    """
    meeting_id = facts.id
    decisions = session.exec(_at(meeting_id, Decision, Decision.item_id, Decision.text, Decision.reason))
    challenges = session.exec(
        _at(meeting_id, Challenge, Challenge.item_id, Challenge.text, Challenge.raised_to, Challenge.answer)
    )
    remarks = session.exec(_at(meeting_id, Remark, Remark.item_id, Remark.text))
    outcomes = session.exec(
        _at(
            meeting_id, Outcome, Outcome.item_id, Outcome.text, Outcome.scope,
            Outcome.action_id, Outcome.recorded_at,
            func.coalesce(Organisation.name, "").label("organisation"),
            func.coalesce(Theme.name, "").label("theme"),
        )
        .outerjoin(Organisation, col(Organisation.id) == col(Outcome.organisation_id))
        .outerjoin(Theme, col(Theme.id) == col(Outcome.theme_id))
    )  # fmt: skip
    return AtItems(
        decisions=_by_item((row.item_id, papers.Decision(row.text, row.reason)) for row in decisions),
        outcomes=_by_item(
            (row.item_id, _outcome(row))
            for row in outcomes
            if row.action_id is None or _day(row.recorded_at, zone) <= facts.date
        ),
        challenges=_by_item(
            (row.item_id, papers.Challenge(row.text, row.raised_to, row.answer)) for row in challenges
        ),
        remarks=_by_item((row.item_id, row.text) for row in remarks),
    )


def _at(meeting_id: str, record: Any, *columns: Any) -> Any:  # noqa: ANN401 columns of any record of an item
    return (
        select(*columns)
        .select_from(record)
        .where(col(record.meeting_id) == meeting_id, col(record.removed).is_(False))
        .order_by(col(record.recorded_at), col(record.id))
    )


def _by_item(pairs: Iterable[tuple[str | None, Any]]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for item_id, entry in pairs:
        found[item_id or ""] = (*found.get(item_id or "", ()), entry)
    return found


def _outcome(row: Any) -> papers.Outcome:  # noqa: ANN401 a row of several columns
    organisation = "" if row.scope == OwnerKind.TOGETHER else row.organisation
    return papers.Outcome(row.text, organisation, row.theme, together=row.scope == OwnerKind.TOGETHER)


# -- actions ----------------------------------------------------------------------------------------


def promised(row: ActionRow, origin: str = "", *, restricted: bool = False) -> papers.Action:
    """An action as it stands now, for the minutes of its meeting and for logs.

    ``origin`` is where it was recorded ("item 5"); an owner nobody was understood to be is left open.
    """
    every = row.kind == ActionKind.EVERY_ORGANISATION
    return papers.Action(
        reference=row.reference,
        text=row.text,
        owner=row.owner if row.owned and not every else "",
        due=row.due,
        due_words=said_due(row),
        kind=row.kind,
        state=row.state,
        raised_on=row.meeting_date,
        origin=origin,
        theme=row.theme,
        closed_on=row.closed_on,
        replied=row.answered if every and row.asked else None,
        asked=row.asked if every and row.asked else None,
        note=row.last_said,
        difference=row.difference,
        restricted=restricted,
    )


def said_due(row: ActionRow) -> str:
    """When an action is due in the words that were said, while no date is known: "the next meeting"."""
    if row.due is not None:
        return ""
    words = row.due_words.split()
    if words and words[0].casefold() in _BEFORE_A_DATE:
        words = words[1:]
    if words and words[0].casefold() == "next":
        words.insert(0, "the")
    return " ".join(words)


def restricted_items_in(session: Session, meeting_ids: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Meetings and items that are in the confidential part."""
    rows = session.exec(
        select(MeetingItem.meeting_id, MeetingItem.item_id).where(
            col(MeetingItem.meeting_id).in_(set(meeting_ids)),
            col(MeetingItem.restricted).is_(True),
            col(MeetingItem.removed).is_(False),
        )
    )
    return frozenset((meeting_id, item_id) for meeting_id, item_id in rows)


def matters_in(
    session: Session, facts: MeetingFacts, since: date | None, zone: tzinfo | None
) -> tuple[papers.Action, ...]:
    """The group's earlier actions as they stood at a meeting: those open, and those closed since the last one.

    ``since`` is the day of the last meeting. Each carries what was said about it at this meeting, else the
    last word before it. What happened after the meeting is for the next one: minutes do not change by it.
    """
    day = facts.date
    earlier = (
        select(Meeting.id)
        .where(col(Meeting.group_id) == facts.group_id, col(Meeting.date) < day)
        .scalar_subquery()
    )
    still = [col(Action.state) != ActionState.DONE, col(Action.closed_on).is_(None)]
    if since is not None:
        still.append(col(Action.closed_on) > since)
    rows = rows_in(
        session,
        day,
        col(Action.group_id) == facts.group_id,
        col(Action.meeting_id).in_(earlier),
        or_(*still) if since is not None else col(Action.id) != "",
    )
    ids = {row.id for row in rows}
    said = _said(session, ids, facts, zone)
    replies = _replies(session, ids, day)
    restricted = restricted_items_in(session, {row.meeting_id for row in rows})
    then = [_as_at(row, day, said, replies, restricted) for row in rows]
    owned = {row.reference: row.owned for row in rows}
    return tuple(
        sorted(
            then,
            key=lambda one: order_key(
                ActionState(one.state), one.due, day, one.reference, owned=owned[one.reference]
            ),
        )
    )


def _as_at(
    row: ActionRow,
    day: date,
    said: dict[str, str],
    replies: dict[str, tuple[int, int]],
    restricted: frozenset[tuple[str, str]],
) -> papers.Action:
    closed = row.closed_on if row.closed_on is not None and row.closed_on <= day else None
    state = row.state
    if state == ActionState.DONE and row.closed_on is not None and closed is None:
        state = ActionState.OPEN.value
    every = row.kind == ActionKind.EVERY_ORGANISATION
    replied, asked = replies.get(row.id, (None, None)) if every else (None, None)
    return papers.Action(
        reference=row.reference,
        text=row.text,
        owner=row.owner if row.owned and not every else "",
        due=row.due,
        due_words=said_due(row),
        kind=row.kind,
        state=state,
        raised_on=row.meeting_date,
        theme=row.theme,
        closed_on=closed,
        replied=replied,
        asked=asked,
        note=said.get(row.id, ""),
        difference=row.difference if closed else "",
        restricted=(row.meeting_id, row.item_id or "") in restricted,
    )


def _said(session: Session, ids: set[str], facts: MeetingFacts, zone: tzinfo | None) -> dict[str, str]:
    """What was said about each action at the meeting, else the last word before it."""
    rows = session.exec(
        select(Progress.action_id, Progress.meeting_id, col(Progress.said_at), Progress.text)
        .where(col(Progress.action_id).in_(ids), col(Progress.removed).is_(False))
        .order_by(col(Progress.said_at), col(Progress.id))
    ).all()
    before: dict[str, str] = {}
    here: dict[str, list[str]] = {}
    for action_id, meeting_id, at, text in rows:
        if meeting_id == facts.id:
            here.setdefault(action_id, []).append(text)
        elif _day(at, zone) <= facts.date:
            before[action_id] = text
    return before | {action_id: "\n".join(lines) for action_id, lines in here.items()}


def _replies(session: Session, ids: set[str], day: date) -> dict[str, tuple[int, int]]:
    """How many organisations had answered an action by a day, of how many asked."""
    answered = and_(
        col(Reply.answer) != "", or_(col(Reply.answered_on).is_(None), col(Reply.answered_on) <= day)
    )
    rows = session.exec(
        select(Reply.action_id, func.sum(case((answered, 1), else_=0)), func.count())
        .where(col(Reply.action_id).in_(ids), col(Reply.removed).is_(False))
        .group_by(col(Reply.action_id))
    )
    return {action_id: (int(replied), int(asked)) for action_id, replied, asked in rows}


def _day(at: datetime, zone: tzinfo | None) -> date:
    return at.astimezone(zone).date()


# -- youth boards -----------------------------------------------------------------------------------


def asks_in(session: Session, facts: MeetingFacts, since: date | None) -> tuple[papers.Ask, ...]:
    """What the group's boards had asked, as it stood at a meeting: still owed, told since the last, or talked of."""
    day = facts.date
    facing = select(BoardLink.board_id).where(
        BoardLink.group_id == facts.group_id, col(BoardLink.removed).is_(False)
    )
    talked: dict[str, list[str]] = {}
    for ask_id, text in session.exec(
        select(Talk.ask_id, Talk.text)
        .where(Talk.meeting_id == facts.id, col(Talk.removed).is_(False))
        .order_by(col(Talk.talked_on), col(Talk.id))
    ):
        talked.setdefault(ask_id, []).append(text)
    waiting = [col(Ask.told_on).is_(None), col(Ask.told_on) > (since or day)]
    columns: tuple[Any, ...] = (
        Ask.id, Board.name, Ask.said, Ask.said_on, Ask.consent, Ask.asked_of, Ask.did, Ask.did_on,
        func.coalesce(Action.reference, "").label("reference"), Ask.told_on, Ask.told_how,
    )  # fmt: skip
    rows = session.exec(
        select(*columns)
        .select_from(Ask)
        .join(Board, col(Board.id) == col(Ask.board_id))
        .outerjoin(Action, and_(col(Action.id) == col(Ask.action_id), col(Action.removed).is_(False)))
        .where(
            col(Ask.removed).is_(False),
            or_(
                col(Ask.id).in_(talked),
                and_(col(Ask.board_id).in_(facing), col(Ask.said_on) <= day, or_(*waiting)),
            ),
        )
        .order_by(col(Board.position), col(Ask.said_on), col(Ask.id))
    )
    return tuple(_ask(row, day, talked.get(row.id, [])) for row in rows)


def _ask(row: Any, day: date, talked: list[str]) -> papers.Ask:  # noqa: ANN401 a row of several columns
    told = row.told_on if row.told_on is not None and row.told_on <= day else None
    did = row.did if row.did_on is None or row.did_on <= day else ""
    return papers.Ask(
        board=f"{row.name} Youth Advisory Board",
        said=row.said,
        said_on=row.said_on,
        consent=row.consent,
        ask=row.asked_of,
        talked="\n".join(talked),
        did="\n".join(part for part in (did, row.reference) if part),
        told_on=told,
        told_how=row.told_how if told else "",
        waiting_days=None if told else (day - row.said_on).days,
    )
