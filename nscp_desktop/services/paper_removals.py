"""Removing an attached paper for good, wherever it is attached: shown first, a backup is made before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import AgendaItem, AttachedPaper, Group, IssuedPaper, Meeting, Round, Withdrawal
from nscp_desktop.rules.attached_papers import size_words
from nscp_desktop.rules.wording import counted, quoted
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import holds, keeping
from nscp_desktop.services.agenda_items import meetings_sharing, short_title
from nscp_desktop.services.meeting_words import copies_noted
from nscp_desktop.services.removals import (
    PaperRow,
    Preview,
    backups_since,
    ever_said,
    first_written,
    held_words,
    paper_words,
    refuse_if_refused,
    take,
    what_follows,
)
from nscp_desktop.store.purge import Order, Target
from nscp_desktop.store.tables import LogRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nscp_desktop.services.keeping import Tell
    from nscp_desktop.store import Store

KIND = "attached paper"
"""The kind of its preview."""


@dataclass(frozen=True, slots=True)
class AttachedRow:
    """A paper that is or was attached, as a list names it."""

    paper_id: str
    words: str


def attached(store: Store) -> tuple[AttachedRow, ...]:
    """Every attached paper, also one that was taken away, the newest first; each file once."""
    with store.read() as session:
        query = select(AttachedPaper).where(AttachedPaper.title != "")
        rows = session.exec(query.order_by(col(AttachedPaper.attached_at).desc())).all()
        found: dict[str, AttachedRow] = {}
        for one in sorted(rows, key=lambda row: row.removed):
            found.setdefault(one.fingerprint, AttachedRow(one.id, _words(session, one)))
        return tuple(found.values())


def preview_paper(store: Store, paper_id: str) -> Preview:
    """What removing an attached paper for good would do; refuses one that does not exist (``Unknown``)."""
    with store.read() as session:
        paper = session.get(AttachedPaper, paper_id)
        if paper is None or not paper.title:
            raise Unknown("That paper is not there. Nothing has been changed.")
        same = _same(session, paper)
        standing = [one for one in same if not one.removed and not one.omitted]
        since = first_written(session, {one.id for one in same})
        refused = _held(session, same)
        issued = _issued(session, paper.fingerprint)
        subject = f"the paper {quoted(paper.title)}"
        inside = f"What is in it ({size_words(paper.size)})"
    names = "its title and the name of its file."
    goes = [names.capitalize() if issued else f"{inside}, {names}"]
    if len(standing) > 1:
        goes.append(f"It is attached in {counted(len(standing), 'place')}, and goes from all of them.")
    here, there = backups_since(store, since)
    stays = ["That a paper was attached, to which item and when."]
    if issued:
        stays.append(f"{inside}, because it was issued as well.")
    return Preview(
        KIND, paper_id, subject, tuple(goes), tuple(stays), issued, (), since, here, there, refused
    )


def remove_paper(store: Store, paper_id: str, tell: Tell = keeping.untold) -> str:
    """Remove an attached paper for good, wherever it is attached: nobody can undo it; gives a sentence.

    On another thread as :func:`~nscp_desktop.services.removals.remove_person`. A backup is made before. Refuses (``Refused``) what a legal hold covers, and (``CannotWrite``) where the
    backup cannot be made. What was issued as well stays issued, and is named.
    """
    preview = preview_paper(store, paper_id)
    refuse_if_refused(preview)
    keeping.back_up_here(store, tell)
    tell(keeping.REMOVING, 0, 0)
    with store.read() as session:
        same = _same(session, session.get_one(AttachedPaper, paper_id))
        ids, fingerprint = {one.id for one in same}, same[0].fingerprint
        titles = ever_said(session, "attached_paper", ids, "title")
        deeds = frozenset(session.exec(select(LogRow.deed_id).where(col(LogRow.record).in_(ids))))
        deeds |= copies_noted(session, titles)

    def also(session: Session) -> None:
        for one in ids:
            session.get_one(AttachedPaper, one).removed = True

    targets = tuple(
        Target("attached_paper", one, name) for one in sorted(ids) for name in ("title", "file_name")
    )
    order = Order(
        "paper",
        targets,
        tuple(sorted(titles | {short_title(title) for title in titles})),
        among=deeds,
        papers=() if preview.papers else (fingerprint,),
        drafts=tuple((one.table, one.record, one.field) for one in store.drafts() if one.record in ids),
        also=also,
    )
    left = take(store, "Remove an attached paper for good", order, tell)
    return f"The paper is gone for good. {what_follows(preview)} {left}".strip()


def _same(session: Session, paper: AttachedPaper) -> list[AttachedPaper]:
    """Every row of the same file, also those that were taken away."""
    return list(session.exec(select(AttachedPaper).where(AttachedPaper.fingerprint == paper.fingerprint)))


def _issued(session: Session, fingerprint: str) -> tuple[PaperRow, ...]:
    """The papers that were issued and are the same file."""
    withdrawn = select(Withdrawal.issued_id).where(col(Withdrawal.removed).is_(False))
    rows = session.exec(
        select(IssuedPaper).where(
            IssuedPaper.fingerprint == fingerprint,
            col(IssuedPaper.removed).is_(False),
            col(IssuedPaper.id).not_in(withdrawn),
        )
    )
    return tuple(PaperRow(one.id, paper_words(session, one), one.printed) for one in rows)


def _held(session: Session, same: Iterable[AttachedPaper]) -> str:
    """The legal hold that covers any meeting at which the paper is or was attached."""
    found = (
        held_words(session, holds.of_meeting(session, one))
        for each in same
        for one in _meetings(session, each)
    )
    return next((words for words in found if words), "")


def _meetings(session: Session, paper: AttachedPaper) -> tuple[str, ...]:
    item = session.get_one(AgendaItem, paper.item_id)
    alone = paper.meeting_id or item.meeting_id
    return (alone,) if alone else tuple(one.id for one in meetings_sharing(session, item.round_id))


def _words(session: Session, paper: AttachedPaper) -> str:
    """A paper as a list names it: "Chronology, Breckland LSCG, 14 January 2027, taken away"."""
    item = session.get_one(AgendaItem, paper.item_id)
    alone = paper.meeting_id or item.meeting_id
    meeting = session.get(Meeting, alone) if alone else None
    if meeting is None:
        where = f"every group, {session.get_one(Round, item.round_id).month:%B %Y}"
    else:
        where = f"{session.get_one(Group, meeting.group_id).short}, {long_date(meeting.date)}"
    return f"{paper.title}, {where}{', taken away' if paper.removed or paper.omitted else ''}"
