"""Where the words of one meeting stand, field by field, and what only its attached papers hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, or_, select

from nscp_desktop.records import (
    Action,
    AgendaItem,
    Answer,
    AttachedPaper,
    IssuedPaper,
    MeetingItem,
    Progress,
    Reply,
    Room,
    StruckLine,
)
from nscp_desktop.services.agenda_items import short_title
from nscp_desktop.services.strikes import word_fields
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.purge import Target
from nscp_desktop.store.tables import DeedRow

if TYPE_CHECKING:
    from collections.abc import Iterable

_MEETING: Final = ("venue", "reason", "agreed_subject_to", "distribution")
OF_MEETING: Final = ("action", "decision", "outcome", "challenge", "remark", "talk")
"""Records of a meeting that are taken away with their words."""


def targets_in(session: Session, meeting_id: str) -> tuple[Target, ...]:
    """Every field in which words of a meeting stand."""
    found = [Target("meeting", meeting_id, name) for name in _MEETING]
    for one in _ids(session, MeetingItem.id, MeetingItem.meeting_id == meeting_id):
        found += [Target("meeting_item", one, name) for name in ("note", "title", "lead")]
    for one in _ids(session, AgendaItem.id, AgendaItem.meeting_id == meeting_id):
        found += [Target("agenda_item", one, name) for name in ("title", "lead", "paper")]
    alone = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)
    attached = or_(AttachedPaper.meeting_id == meeting_id, col(AttachedPaper.item_id).in_(alone))
    for one in _ids(session, AttachedPaper.id, attached):
        found += [Target("attached_paper", one, name) for name in ("title", "file_name")]
    actions = _ids(session, Action.id, Action.meeting_id == meeting_id)
    for table in OF_MEETING:
        record: Any = RECORDS[table]
        for one in _ids(session, record.id, record.meeting_id == meeting_id):
            found += [Target(table, one, name) for name in word_fields(table)]
    said = or_(Progress.meeting_id == meeting_id, col(Progress.action_id).in_(actions))
    found += [Target("progress", one, "text") for one in _ids(session, Progress.id, said)]
    replies = _ids(session, Reply.id, col(Reply.action_id).in_(actions))
    found += [Target("reply", one, "text") for one in replies]
    rooms = _ids(session, Room.id, Room.meeting_id == meeting_id)
    found += [
        Target("answer", one, "text") for one in _ids(session, Answer.id, col(Answer.room_id).in_(rooms))
    ]
    lines = _ids(session, StruckLine.id, StruckLine.meeting_id == meeting_id)
    return (*found, *(Target("struck_line", one, "text") for one in lines))


def no_longer_kept(session: Session, going: set[str]) -> tuple[str, ...]:
    """The fingerprints of what only these attached papers hold, and no other that stays."""
    theirs = set(_ids(session, AttachedPaper.fingerprint, col(AttachedPaper.id).in_(going)))
    stays = col(AttachedPaper.id).not_in(going) & col(AttachedPaper.removed).is_(False)
    theirs -= set(_ids(session, AttachedPaper.fingerprint, stays & col(AttachedPaper.omitted).is_(False)))
    return tuple(
        sorted(theirs - set(_ids(session, IssuedPaper.fingerprint, col(IssuedPaper.removed).is_(False))))
    )


def copies_noted(session: Session, titles: Iterable[str]) -> frozenset[str]:
    """The lines of the journal that say that a copy of a paper with one of these titles was saved."""
    labels = {f"Save the paper {short_title(title)}" for title in titles}
    return frozenset(
        _ids(session, DeedRow.id, (col(DeedRow.kind) == "export") & col(DeedRow.label).in_(labels))
    )


def _ids(session: Session, column: Any, condition: Any) -> list[str]:  # noqa: ANN401 a column and a condition of any table
    return list(session.exec(select(column).where(condition)))
