"""What a room writes on its card: points typed as lines, kept as they are typed, each a record of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Answer, Meeting, Question
from nscp_desktop.rules.capture import A_KIND, CaptureContext, Captured, Kind, parse
from nscp_desktop.rules.days import Days
from nscp_desktop.rules.meetings import GONE
from nscp_desktop.rules.names import Directory
from nscp_desktop.rules.points import Point, lay, point_of
from nscp_desktop.rules.wording import line, note
from nscp_desktop.services import agenda, capture
from nscp_desktop.services.rooms import BEST_MOST, room_in

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from nscp_desktop.records import Room
    from nscp_desktop.store import Draft, Store

TABLE = "answer"
"""Under which drafts of a card lie: by its room, with the question in place of a field."""
RECORDED = frozenset({Kind.ACTION, Kind.OUTCOME, Kind.CHALLENGE})
"""What a line of a card may become instead of a point."""
_NOBODY = CaptureContext(Days(date(2000, 1, 1)), Directory(()))
"""Enough to tell the kind of a line, which names and dates do not change."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the lines: whether a point came, changed or went, and what was recorded instead."""

    changed: bool
    recorded: tuple[capture.Recorded, ...] = ()


@dataclass(frozen=True, slots=True)
class _Card:
    """The place on a card that is written: names for labels, and the points that are kept."""

    room_id: str
    number: int
    question: str
    meeting_id: str
    item_id: str
    question_id: str
    kept: tuple[Point, ...]


def answer(
    store: Store,
    room_id: str,
    question_id: str,
    lines: Sequence[str],
    heard: CaptureContext | None = None,
    *,
    half: int | None = None,
) -> Written:
    """Make a room's points under a question exactly these lines, as one deed.

    Lines that stayed keep their records, whatever their order. A line that begins with action, outcome or
    challenge is recorded with its room as origin and is no point. ``heard`` is the meeting's capture context,
    asked for when it is not given. ``half`` is the place of the line that is still being typed: it is a point
    for now, whatever it begins with. Refuses a room or a question that is not there (``Unknown``), a line of more than 2,000
    characters, and control characters.
    """
    typed = [line(point_of(one), "A point") for one in lines]
    with store.read() as session:
        card = _card(session, room_id, question_id)
    said = {
        at: captured
        for at, one in enumerate(typed)
        if at != half and (captured := _understood(store, card, one, heard)) is not None
    }
    laid = lay(card.kept, [one for at, one in enumerate(typed) if one and at not in said])
    changed = laid.points != card.kept or bool(laid.gone)
    if not changed and not said:
        if waiting(store, room_id, question_id) is not None:
            drop_draft(store, room_id, question_id)
        return Written(changed=False)
    with store.change(_label(card, list(said.values()), changed=changed)) as session:
        # The draft goes in the same commit: after a kill between the two, an action would be recorded twice.
        store.settle_draft(session, TABLE, room_id, question_id)
        recorded = tuple(_record(store, session, card, captured) for captured in said.values())
        _write(session, card, laid.points, laid.gone)
    return Written(changed, recorded)


def points(store: Store, room_id: str, question_id: str) -> tuple[str, ...]:
    """The points a room has under a question, in order."""
    with store.read() as session:
        return tuple(point.text for point in _card(session, room_id, question_id).kept)


def is_recorded(typed: str) -> bool:
    """Whether a line begins as one that is recorded instead of making a point, with a word after that."""
    captured = parse(point_of(typed), _NOBODY)
    return captured.kind in RECORDED and not captured.empty


def mark_best(store: Store, answer_id: str, *, best: bool = True) -> None:
    """Mark a point as one of the three a room feeds back, or take the mark off.

    Refuses a fourth, and a point that is not there any more (``Unknown``).
    """
    with store.read() as session:
        record = session.get(Answer, answer_id)
        if record is None or record.removed:
            raise Unknown("That point is not there any more. Nothing has been changed.")
        number = room_in(session, record.room_id).number
        marked = session.exec(
            select(Answer.id).where(
                Answer.room_id == record.room_id, col(Answer.best).is_(True), col(Answer.removed).is_(False)
            )
        ).all()
    if best and answer_id not in marked and len(marked) >= BEST_MOST:
        raise Refused(f"Room {number} has marked its best three. Take one mark off first.")
    words = f"a best point of room {number}"
    with store.change(f"Mark {words}" if best else f"Take the mark off {words}") as session:
        session.get_one(Answer, answer_id).best = best


# -- drafts -----------------------------------------------------------------------------------------


def keep_draft(store: Store, room_id: str, question_id: str, text: str, cursor: int) -> None:
    """Make what is being typed on a card durable without making it a deed; ``cursor`` is a place in ``text``.

    Refuses what :func:`~nscp_desktop.rules.wording.note` refuses; the draft before stays.
    """
    note(text, "This card")
    store.keep_draft(TABLE, room_id, question_id, text, cursor)


def drop_draft(store: Store, room_id: str, question_id: str) -> None:
    """Forget a draft whose lines are as kept again."""
    store.drop_draft(TABLE, room_id, question_id)


def waiting(store: Store, room_id: str, question_id: str) -> Draft | None:
    """The draft under a question of a room that has not become a deed, or None."""
    return waiting_in(store, [room_id]).get((room_id, question_id))


def waiting_in(store: Store, room_ids: Collection[str]) -> dict[tuple[str, str], Draft]:
    """The drafts on the cards of these rooms that have not become deeds, by room and question."""
    return {
        (draft.record, draft.field): draft
        for draft in store.drafts()
        if draft.table == TABLE and draft.record in room_ids
    }


def recover(store: Store) -> tuple[tuple[str, str], ...]:
    """Make a deed of every draft of a card that was left behind; gives room and question of each.

    The line that was being typed becomes a point as it is: an action is recorded when somebody has finished
    it. What cannot be written (a room that is closed, a line too long) stays a draft: no words are lost.
    """
    found = []
    for draft in store.drafts():
        if draft.table != TABLE:
            continue
        try:
            half = draft.text.count("\n", 0, draft.cursor)
            written = answer(store, draft.record, draft.field, draft.text.split("\n"), half=half)
        except Refused:
            continue
        if written.changed or written.recorded:
            found.append((draft.record, draft.field))
    return tuple(found)


# -- the steps --------------------------------------------------------------------------------------


def _card(session: Session, room_id: str, question_id: str) -> _Card:
    room: Room = room_in(session, room_id)
    status = session.get_one(Meeting, room.meeting_id).status
    if status in GONE:
        raise Refused(
            f"This meeting was {status}, so nothing can be written at it. Nothing has been changed."
        )
    question = session.get(Question, question_id)
    if question is None or question.item_id != room.item_id:
        raise Unknown("That question is not asked in this room. Nothing has been changed.")
    asked = agenda.questions_of(session, [room.item_id]).get(room.item_id, ())
    number = next((at for at, one in enumerate(asked, start=1) if one.id == question_id), 0)
    rows = session.exec(
        select(Answer.id, Answer.text, Answer.position)
        .where(Answer.room_id == room_id, Answer.question_id == question_id, col(Answer.removed).is_(False))
        .order_by(col(Answer.position), col(Answer.id))
    )
    kept = tuple(Point(*row) for row in rows)
    words = f"question {number}" if number else "a question"
    return _Card(room_id, room.number, words, room.meeting_id, room.item_id, question_id, kept)


def _understood(store: Store, card: _Card, typed: str, heard: CaptureContext | None) -> Captured | None:
    """What a line records instead of a point; None when it is a point."""
    if not is_recorded(typed):
        return None
    captured = parse(typed, heard or capture.context(store, card.meeting_id))
    return None if captured.empty else captured


def _record(store: Store, session: Session, card: _Card, captured: Captured) -> capture.Recorded:
    meeting = session.get_one(Meeting, card.meeting_id)
    serial = capture.next_reference(session, meeting) if captured.kind is Kind.ACTION else ""
    table, record_id = capture.add_in(
        store, session, card.meeting_id, card.item_id, captured, serial, card.room_id
    )
    return capture.Recorded(table, record_id, captured.kind, serial, capture.spoken(captured, serial))


def _write(session: Session, card: _Card, points: Sequence[Point], gone: Sequence[str]) -> None:
    for point in points:
        if not point.point_id:
            session.add(
                Answer(
                    room_id=card.room_id,
                    question_id=card.question_id,
                    position=point.position,
                    text=point.text,
                )
            )
        elif point not in card.kept:
            record = session.get_one(Answer, point.point_id)
            record.text, record.position = point.text, point.position
    for answer_id in gone:
        session.get_one(Answer, answer_id).removed = True


def _label(card: _Card, said: Sequence[Captured], *, changed: bool) -> str:
    if changed or len(said) > 1:
        return f"Write the answer of room {card.number} to {card.question}"
    return f"Record {A_KIND[said[0].kind]} of room {card.number}"
