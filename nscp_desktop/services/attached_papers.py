"""Papers attached to agenda items: attach, rename, take away, open from memory, and save a copy outside."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, func, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import AttachedPaper, Meeting, Person, new_id
from nscp_desktop.rules import attached_papers as rules
from nscp_desktop.rules.attached_papers import LARGEST, OPENS
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.wording import line, quoted
from nscp_desktop.services import exports
from nscp_desktop.services.agenda import agenda_in
from nscp_desktop.services.agenda_items import changeable, held_among, item_in, meetings_sharing, short_title
from nscp_desktop.services.paper_rows import PaperRow, had, in_place_of, papers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from nscp_desktop.records import AgendaItem
    from nscp_desktop.rules.attached_papers import Look, PaperKind
    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read: its name where it came from, and what is in it."""

    name: str
    content: bytes


def read_file(path: Path) -> Incoming:
    """Read a file that is to be attached; another thread may do this.

    Refuses (``Refused``) a folder, a file that is empty or too large (before it is read), and one that cannot
    be read: each with a sentence.
    """
    called = rules.called(path.name)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Refused(
                f"{called} is a folder. Attach the papers in it one by one. Nothing has been attached."
            )
        if not stat.S_ISREG(about.st_mode):
            raise Refused(f"{called} is not a file. Nothing has been attached.")
        rules.check_size(path.name, about.st_size)
        content = _content_of(path, called)
    except FileNotFoundError as error:
        raise Refused(
            f"{called} is not there any more. If it lies on a stick, put the stick in and try again. Nothing has "
            "been attached."
        ) from error
    except PermissionError as error:
        raise Refused(
            f"{called} may not be read here. Close it in other programs, or ask whoever gave it to you. Nothing has "
            "been attached."
        ) from error
    except (OSError, ValueError) as error:
        raise Refused(
            f"{called} could not be read to its end: the stick or the drive it lies on did not answer. Nothing has "
            "been attached."
        ) from error
    # It may have grown, or gone, since its size was asked for.
    rules.check_size(path.name, len(content))
    return Incoming(path.name, content)


def _content_of(path: Path, called: str) -> bytes:
    # What lies there may be another thing by now: a pipe would let the reader wait for ever.
    at_once = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, at_once), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Refused(f"{called} is not a file. Nothing has been attached.")
        return file.read(LARGEST + 1)


# -- asking ------------------------------------------------------------------------------------------


def papers(store: Store, meeting_id: str, item_id: str) -> tuple[PaperRow, ...]:
    """The papers of an item at a meeting, in order."""
    with store.read() as session:
        return papers_in(session, meeting_id, (item_id,)).get(item_id, ())


def papers_of(store: Store, meeting_id: str, item_ids: Iterable[str]) -> dict[str, tuple[PaperRow, ...]]:
    """The papers of many items at a meeting; items without any are absent."""
    with store.read() as session:
        return papers_in(session, meeting_id, item_ids)


def content(store: Store, paper_id: str) -> bytes:
    """What is in a paper; refuses (``Unknown``) one that is not in this store any more."""
    with store.read() as session:
        fingerprint = _paper(session, paper_id).fingerprint
    try:
        return store.kept(fingerprint)
    except KeyError as error:
        raise Unknown(
            "What is in that paper was removed for good, or is on another laptop. Attach it again."
        ) from error


def warning(store: Store) -> str:
    """That the papers of this store have become many, in a sentence; empty while they have not."""
    with store.read() as session:
        each = (
            select(col(AttachedPaper.size).label("size"))
            .where(col(AttachedPaper.removed).is_(False), col(AttachedPaper.omitted).is_(False))
            .group_by(col(AttachedPaper.fingerprint))
            .subquery()
        )
        return rules.many_words(int(session.exec(select(func.sum(each.c.size))).one() or 0))


# -- changing ----------------------------------------------------------------------------------------


def attach(
    store: Store,
    meeting_id: str,
    item_id: str,
    incoming: Incoming,
    look: Callable[[PaperKind, bytes], Look],
    *,
    everywhere: bool = False,
) -> str:
    """Attach a file to an item of a meeting, or with ``everywhere`` to a shared one for every group; gives its id.

    ``look`` says what showing it finds out. Refuses (``Refused``) what the rules refuse, a paper that is there
    already, and an agenda whose minutes are agreed.
    """
    found = rules.recognised(incoming.name, incoming.content)
    if found.kind in OPENS:
        rules.check_look(incoming.name, found.kind, look(found.kind, incoming.content))
    with store.read() as session:
        row = agenda_in(session, meeting_id).row(item_id)
        there = papers_in(session, meeting_id, (item_id,)).get(item_id, ())
    shared = everywhere and not row.only_here
    label = f"Attach {short_title(found.title)} to {short_title(row.title)}"
    with store.change(f"{label} for every group" if shared else label) as session:
        fingerprint = store.keep(session, incoming.content)
        same = [one for one in there if _paper(session, one.paper_id).fingerprint == fingerprint]
        if same:
            raise Refused(
                f"That paper is attached to {quoted(row.title)} already, as {quoted(same[0].title)}. Nothing has been "
                "attached."
            )
        paper = AttachedPaper(
            id=new_id(),
            item_id=item_in(session, item_id).id,
            meeting_id=None if shared or row.only_here else meeting_id,
            position=_last(session, item_id) + 1.0,
            title=found.title,
            file_name=found.file_name,
            kind=found.kind.value,
            size=len(incoming.content),
            fingerprint=fingerprint,
            person_id=_who(store, session),
            attached_at=store.now(),
        )
        session.add(paper)
        held = session.get_one(Meeting, meeting_id).status == Status.HELD
        if held or not shared:
            changeable(session, meeting_id)
        if held and shared:
            in_place_of(session, paper, meeting_id, omitted=False)
        return paper.id


def rename(store: Store, meeting_id: str, paper_id: str, title: str) -> None:
    """Give a paper another title; a shared one has it at every meeting that was not held yet.

    Refuses (``Refused``) an empty one, and (``Unknown``) a paper that is not there any more.
    """
    wanted = line(title, "The title")
    if not wanted:
        raise Refused("A paper needs a title. Nothing has been changed.")
    with store.read() as session:
        before = _paper(session, paper_id).title
    if wanted == before:
        return
    with store.change(f"Rename {short_title(before)} to {short_title(wanted)}") as session:
        paper = _paper(session, paper_id)
        _before_change(session, meeting_id, paper)
        paper.title = wanted


def detach(store: Store, meeting_id: str, paper_id: str, *, everywhere: bool = False) -> str:
    """Take a paper off an item; a shared one only here, unless ``everywhere``. Gives a sentence.

    Undo brings it back; what is in it leaves the store when the program closes. Refuses (``Unknown``) a paper
    that is not there, and (``Refused``) an agenda whose minutes are agreed.
    """
    with store.read() as session:
        paper = _paper(session, paper_id)
        title, shared = paper.title, _is_shared(session, paper)
    if shared and not everywhere:
        with store.change(f"Leave the paper {short_title(title)} out") as session:
            changeable(session, meeting_id)
            in_place_of(session, _paper(session, paper_id), meeting_id, omitted=True)
        return f"{quoted(title)} is left out at this meeting. The other groups keep it."
    label = f"Take away the paper {short_title(title)}"
    with store.change(f"{label} for every group" if shared else label) as session:
        paper = _paper(session, paper_id)
        _before_change(session, meeting_id, paper)
        if paper.shared_id is None:
            paper.removed = True
        else:
            paper.omitted = True
    return f"{quoted(title)} is taken away{' for every group' if shared else ''}."


def save_copy(store: Store, paper_id: str, path: Path) -> str:
    """Write what is in a paper to a file outside the store, and note it in the journal; gives a sentence.

    Refuses as :func:`content` and :func:`nscp_desktop.services.exports.save`.
    """
    exports.refuse_if_locked(store)
    with store.read() as session:
        title = _paper(session, paper_id).title
    return exports.save(store, path, content(store, paper_id), f"the paper {short_title(title)}")


def copy_name(row: PaperRow) -> str:
    """The name that a copy of a paper gets: its title, and the ending of what it is."""
    return rules.file_name(row.title, rules.ending_of(row.file_name))


# -- within a change ---------------------------------------------------------------------------------


def _paper(session: Session, paper_id: str) -> AttachedPaper:
    paper = session.get(AttachedPaper, paper_id)
    if paper is None or paper.removed or paper.omitted:
        raise Unknown("That paper is not attached any more. Nothing has been changed.")
    return paper


def _is_shared(session: Session, paper: AttachedPaper) -> bool:
    """Whether every group of the round has the paper: it and its item belong to no single meeting."""
    return paper.meeting_id is None and _item(session, paper).meeting_id is None


def _item(session: Session, paper: AttachedPaper) -> AgendaItem:
    return item_in(session, paper.item_id)


def _before_change(session: Session, meeting_id: str, paper: AttachedPaper) -> None:
    """Let the meetings that were held keep a shared paper as it is, but for the one it is seen at.

    Refuses where the minutes of the meeting that would change are agreed.
    """
    if not _is_shared(session, paper):
        changeable(session, meeting_id)
        return
    sharing = {one.id: one for one in meetings_sharing(session, _item(session, paper).round_id)}
    for held in held_among(sharing.values()):
        if held == meeting_id:
            changeable(session, meeting_id)
        elif had(sharing[held], paper) and not _has_own(session, paper, held):
            in_place_of(session, paper, held, omitted=False)


def _has_own(session: Session, paper: AttachedPaper, meeting_id: str) -> bool:
    query = select(AttachedPaper.id).where(
        AttachedPaper.shared_id == paper.id,
        AttachedPaper.meeting_id == meeting_id,
        col(AttachedPaper.removed).is_(False),
    )
    return session.exec(query).first() is not None


def _last(session: Session, item_id: str) -> float:
    query = select(func.max(AttachedPaper.position)).where(AttachedPaper.item_id == item_id)
    return float(session.exec(query).one() or 0.0)


def _who(store: Store, session: Session) -> str | None:
    """Who works here; nobody where the program itself does it."""
    return store.actor if store.actor and session.get(Person, store.actor) is not None else None
