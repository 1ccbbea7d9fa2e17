"""Which papers are attached to the items of a meeting: its round's, its own, and those it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, or_, select

from nscp_desktop.records import AttachedPaper, Meeting, Person, meeting_point, new_id
from nscp_desktop.rules.attached_papers import OPENS, PaperKind, size_words
from nscp_desktop.rules.meetings import Status
from nscp_desktop.services.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

_COPIED = ("position", "title", "file_name", "kind", "size", "fingerprint", "person_id", "attached_at")
_ANY = (
    select(AttachedPaper.id)
    .where(
        col(AttachedPaper.item_id).in_(bindparam("items", expanding=True)),
        col(AttachedPaper.removed).is_(False),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper attached to an item, as one meeting has it; ``only_here``: the other meetings of the item have it not."""

    paper_id: str
    item_id: str
    title: str
    file_name: str
    kind: PaperKind
    size: int
    only_here: bool
    attached_at: datetime
    by: str

    @property
    def opens(self) -> bool:
        """Whether it opens inside the program."""
        return self.kind in OPENS

    @property
    def words(self) -> str:
        """What it is and how large: "PDF, 2.4 MB"."""
        kind = self.kind.value
        return f"{kind[:1].upper()}{kind[1:]}, {size_words(self.size)}"


def papers_in(session: Session, meeting_id: str, item_ids: Iterable[str]) -> dict[str, tuple[PaperRow, ...]]:
    """The papers of each of these items at a meeting, in order; items without any are absent."""
    found: dict[str, tuple[PaperRow, ...]] = {}
    names = _names(session)
    for one in records_in(session, meeting_id, item_ids):
        row = PaperRow(
            paper_id=one.id,
            item_id=one.item_id,
            title=one.title,
            file_name=one.file_name,
            kind=PaperKind(one.kind),
            size=one.size,
            only_here=one.meeting_id is not None and one.shared_id is None,
            attached_at=one.attached_at,
            by=names(one.person_id),
        )
        found[one.item_id] = (*found.get(one.item_id, ()), row)
    return found


def _names(session: Session) -> Any:  # noqa: ANN401 a function
    known: dict[str | None, str] = {None: ""}

    def name(person_id: str | None) -> str:
        if person_id not in known:
            person = session.get(Person, person_id)
            known[person_id] = "" if person is None else person.name
        return known[person_id]

    return name


def records_in(session: Session, meeting_id: str, item_ids: Iterable[str]) -> list[AttachedPaper]:
    """The records of these items' papers that a meeting has, in order.

    A meeting that was held keeps the papers it had: what is attached for every group later is not shown there.
    """
    items = tuple(set(item_ids))
    # Most items have none, and the meeting waits for the answer at each of them.
    if not items or ask(session, _ANY, items=items).first() is None:
        return []
    query = select(AttachedPaper).where(
        col(AttachedPaper.item_id).in_(items),
        col(AttachedPaper.removed).is_(False),
        or_(col(AttachedPaper.meeting_id).is_(None), col(AttachedPaper.meeting_id) == meeting_id),
    )
    there = session.exec(query.order_by(col(AttachedPaper.position), col(AttachedPaper.attached_at))).all()
    in_place = {one.shared_id for one in there if one.shared_id is not None}
    meeting = session.get_one(Meeting, meeting_id)
    return [
        one
        for one in there
        if not one.omitted and one.id not in in_place and (one.meeting_id is not None or had(meeting, one))
    ]


def had(meeting: Meeting, paper: AttachedPaper) -> bool:
    """Whether a shared paper was there when a meeting was held; of one that is to come it always is."""
    closed = meeting.closed_at
    if meeting.status != Status.HELD or closed is None:
        return True
    return paper.attached_at <= closed


def in_place_of(session: Session, paper: AttachedPaper, meeting_id: str, *, omitted: bool) -> None:
    """Give a meeting its own row for a shared paper: as it is now, or that it is left out there."""
    own_id = meeting_point("attached_paper", paper.id, meeting_id)
    own = session.get(AttachedPaper, own_id)
    fields: dict[str, Any] = {name: getattr(paper, name) for name in _COPIED}
    fields |= {"title": "", "file_name": ""} if omitted else {}
    fields |= {"item_id": paper.item_id, "meeting_id": meeting_id, "shared_id": paper.id, "omitted": omitted}
    if own is None:
        session.add(AttachedPaper(id=own_id, **fields))
        return
    for name, value in fields.items():
        setattr(own, name, value)
    own.removed = False


def copy_to_item(session: Session, meeting_id: str, item_id: str, to_item_id: str) -> None:
    """Attach what an item has at a meeting to another item as well; the bytes are kept once."""
    for one in records_in(session, meeting_id, (item_id,)):
        kept = {name: getattr(one, name) for name in _COPIED}
        session.add(AttachedPaper(id=new_id(), item_id=to_item_id, **kept))


def take_along(session: Session, old_id: str, new_meeting_id: str, items: Mapping[str, str]) -> None:
    """Give a meeting that was moved what the old one had of its own; ``items`` says which items were copied."""
    query = select(AttachedPaper).where(col(AttachedPaper.removed).is_(False))
    alone = query.where(col(AttachedPaper.item_id).in_(items.keys()), col(AttachedPaper.meeting_id).is_(None))
    for one in session.exec(alone).all():
        kept = {name: getattr(one, name) for name in _COPIED}
        session.add(AttachedPaper(id=new_id(), item_id=items[one.item_id], **kept))
    for one in session.exec(query.where(col(AttachedPaper.meeting_id) == old_id)).all():
        kept = {name: getattr(one, name) for name in (*_COPIED, "shared_id", "omitted")}
        own_id = meeting_point("attached_paper", one.shared_id, new_meeting_id) if one.shared_id else new_id()
        session.add(AttachedPaper(id=own_id, item_id=one.item_id, meeting_id=new_meeting_id, **kept))
