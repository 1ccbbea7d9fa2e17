"""The questions that the rooms of a breakout answer; they belong to the item, and every group has the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import Answer, Meeting, Question, Room
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.wording import line, quoted

from .agenda_items import item_in, short_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.store import Store


def set_questions(store: Store, item_id: str, texts: Sequence[str]) -> None:
    """Let an item have these questions in this order; empty lines are left out.

    A question whose words stay keeps its answers wherever it moves; the others are reworded in their order.
    Refuses to take away a question that rooms have answered, and to reword one answered at a closed meeting.
    """
    with store.read() as session:
        title = item_in(session, item_id).title
    kept = [text for text in (line(text, "A question") for text in texts) if text]
    with store.change(f"Set the questions of {short_title(title)}") as session:
        waiting = list(_questions(session, item_id))
        chosen: dict[int, Question] = {}
        for place, text in enumerate(kept):
            same = next((one for one in waiting if one.text == text), None)
            if same is not None:
                chosen[place] = same
                waiting.remove(same)
        answered = _answered(session, [one.id for one in waiting])
        for place, text in enumerate(kept):
            if place not in chosen and waiting:
                chosen[place] = waiting.pop(0)
                _reword(chosen[place], text, answered)
        for gone in waiting:
            if gone.id in answered:
                raise Refused(
                    f"Rooms have answered {quoted(gone.text)}, so it stays. Nothing has been changed."
                )
            gone.removed = True
        for place, text in enumerate(kept):
            if place in chosen:
                chosen[place].position = float(place + 1)
            else:
                session.add(Question(item_id=item_id, position=place + 1, text=text))


def _reword(question: Question, text: str, answered: dict[str, bool]) -> None:
    if answered.get(question.id):
        raise Refused(
            f"{quoted(question.text)} was answered at a meeting that is closed, so its words stay. "
            "Nothing has been changed."
        )
    question.text = text


def _questions(session: Session, item_id: str) -> Sequence[Question]:
    query = select(Question).where(Question.item_id == item_id, col(Question.removed).is_(False))
    return session.exec(query.order_by(col(Question.position), col(Question.id))).all()


def _answered(session: Session, question_ids: list[str]) -> dict[str, bool]:
    """The questions among these that rooms have answered, and whether at a meeting that was held."""
    query = (
        select(Answer.question_id, Meeting.status)
        .join(Room, col(Room.id) == col(Answer.room_id))
        .join(Meeting, col(Meeting.id) == col(Room.meeting_id))
        .where(
            col(Answer.removed).is_(False),
            col(Room.removed).is_(False),
            col(Answer.question_id).in_(question_ids),
        )
    )
    found: dict[str, bool] = {}
    for question_id, status in session.exec(query):
        found[question_id] = found.get(question_id, False) or status == Status.HELD
    return found
