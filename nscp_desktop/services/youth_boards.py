"""Youth Advisory Boards: which group faces them, who goes for us, their meetings and priorities.

What they said and what became of it is in :mod:`nscp_desktop.services.asks`, given again from here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Board,
    BoardLink,
    BoardMeeting,
    BoardPriority,
    Group,
    Representative,
    meeting_point,
)
from nscp_desktop.rules.points import lay, lines_of
from nscp_desktop.rules.wording import line, note
from nscp_desktop.services import asks
from nscp_desktop.services.ask_rows import (
    OVERDUE_AT,
    AskRow,
    TalkRow,
    ask,
    asks_of_board,
    asks_of_meeting,
    asks_owed,
    board_name,
    linkable,
)
from nscp_desktop.services.asks import (
    Typed,
    add_ask,
    correct_ask,
    keep_ask,
    keep_said,
    keep_talk,
    link_action,
    remove_ask,
    talk_in,
    talked,
    told,
    waiting_ask,
    waiting_said,
    we_did,
)
from nscp_desktop.services.board_rows import (
    BoardMeetingRow,
    BoardRow,
    Candidate,
    Post,
    board,
    boards,
    candidates,
    meetings_of_board,
    priorities_in,
    years,
)
from nscp_desktop.services.meeting_facts import spelt
from nscp_desktop.services.people import known_name
from nscp_desktop.services.tenure import end_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from nscp_desktop.store import Store

__all__ = [
    "OVERDUE_AT", "AskRow", "BoardMeetingRow", "BoardRow", "Candidate", "Post", "TalkRow", "Typed", "add_ask", "add_meeting",
    "ask", "asks_of_board", "asks_of_meeting", "asks_owed", "board", "boards", "candidates", "correct_ask",
    "end_representative", "keep_ask", "keep_priorities", "keep_said", "keep_talk", "link_action", "linkable", "meetings_of_board",
    "recover", "remove_ask", "remove_meeting", "say_attended", "set_links", "set_priorities", "set_provider",
    "set_representative", "talk_in", "talked", "told", "waiting_ask", "waiting_said", "we_did", "years",
]  # fmt: skip


_PRIORITIES = "priorities"

# -- verbs ------------------------------------------------------------------------------------------


def set_links(store: Store, board_id: str, group_ids: Sequence[str]) -> None:
    """Say which groups face a board; refuses a group that is not there (``Unknown``)."""
    with store.read() as session:
        name = board_name(session, board_id)
        for group_id in group_ids:
            if session.get(Group, group_id) is None:
                raise Unknown("There is no such group. Nothing has been changed.")
    with store.change(f"Set which groups face the {name} board") as session:
        kept = {
            one.group_id: one for one in session.exec(select(BoardLink).where(BoardLink.board_id == board_id))
        }
        for group_id in group_ids:
            link = kept.pop(group_id, None) or BoardLink(
                id=meeting_point("board_link", board_id, group_id), board_id=board_id, group_id=group_id
            )
            link.removed = False
            session.add(link)
        for link in kept.values():
            link.removed = True


def set_provider(store: Store, board_id: str, provider: str) -> None:
    """Say which organisation runs a board; empty when nobody knows."""
    kept = line(provider, "The provider")
    with store.read() as session:
        name = board_name(session, board_id)
    with store.change(f"Set who runs the {name} board") as session:
        session.get_one(Board, board_id).provider = kept


def set_representative(
    store: Store, board_id: str, person_id: str, *, deputy: bool = False, starts: date | None = None
) -> None:
    """Let somebody represent us at a board, or be the deputy, from a day on (today when none is given).

    Whoever did so before ends the day before. Refuses somebody who does not exist (``Unknown``).
    """
    first = starts or store.now().date()
    with store.read() as session:
        name = board_name(session, board_id)
        who = known_name(session, person_id)
    as_what = "be the deputy" if deputy else "represent us"
    with store.change(f"Let {who} {as_what} at the {name} board") as session:
        for one in _serving(session, board_id, first, deputy=deputy):
            end_on(one, first - timedelta(days=1))
        session.add(Representative(board_id=board_id, person_id=person_id, deputy=deputy, starts=first))


def end_representative(
    store: Store, board_id: str, *, deputy: bool = False, last_day: date | None = None
) -> None:
    """Let whoever represents us at a board, or their deputy, stop after a day (yesterday when none is given).

    Refuses when nobody does.
    """
    today = store.now().date()
    last = last_day or today - timedelta(days=1)
    with store.read() as session:
        name = board_name(session, board_id)
        serving = [
            (one.id, known_name(session, one.person_id))
            for one in _serving(session, board_id, today, deputy=deputy)
        ]
    if not serving:
        what = "is no deputy" if deputy else "is nobody"
        raise Refused(f"There {what} for the {name} board now. Nothing has been changed.")
    with store.change(f"Let {serving[0][1]} stop going to the {name} board") as session:
        for post_id, _who in serving:
            end_on(session.get_one(Representative, post_id), last)


def set_priorities(store: Store, board_id: str, year: int, lines: Sequence[str]) -> bool:
    """Make a board's priorities of a reporting year exactly these lines; gives whether anything changed."""
    typed = [line(one, "A priority") for one in lines_of(lines)]
    with store.read() as session:
        name = board_name(session, board_id)
        kept = priorities_in(session, year).get(board_id, ())
    laid = lay(kept, typed)
    if laid.points == kept and not laid.gone:
        store.drop_draft("board", board_id, f"{_PRIORITIES} {year}")
        return False
    with store.change(f"Set the priorities of the {name} board") as session:
        store.settle_draft(session, "board", board_id, f"{_PRIORITIES} {year}")
        for point in laid.points:
            if not point.point_id:
                session.add(
                    BoardPriority(board_id=board_id, year=year, position=point.position, text=point.text)
                )
            elif point not in kept:
                record = session.get_one(BoardPriority, point.point_id)
                record.text, record.position = point.text, point.position
        for priority_id in laid.gone:
            session.get_one(BoardPriority, priority_id).removed = True
    return True


def keep_priorities(store: Store, board_id: str, year: int, text: str, cursor: int) -> None:
    """Make priorities that are being typed durable without making a deed of them."""
    note(text, "The priorities")
    store.keep_draft("board", board_id, f"{_PRIORITIES} {year}", text, cursor)


def add_meeting(store: Store, board_id: str, on: date, starts: time | None = None) -> str:
    """Add a meeting of a board; gives its id. Refuses a second one on the same day."""
    with store.read() as session:
        name = board_name(session, board_id)
        there = session.exec(
            select(BoardMeeting.id).where(
                BoardMeeting.board_id == board_id,
                BoardMeeting.date == on,
                col(BoardMeeting.removed).is_(False),
            )
        ).first()
    if there is not None:
        raise Refused(f"The {name} board has a meeting on {spelt(on)} already. Nothing has been changed.")
    with store.change(f"Add a meeting of the {name} board on {spelt(on)}") as session:
        made = BoardMeeting(board_id=board_id, date=on, starts=starts)
        session.add(made)
        return made.id


def say_attended(
    store: Store, board_meeting_id: str, *, attended: bool | None, person_id: str | None = None
) -> None:
    """Say whether somebody went to a board's meeting, and who; None when it is not known.

    Refuses a meeting that has not come yet.
    """
    with store.read() as session:
        record = _board_meeting(session, board_meeting_id)
        name, on = board_name(session, record.board_id), record.date
    if attended is not None and on > store.now().date():
        raise Refused(f"The meeting of {spelt(on)} has not come yet. Nothing has been changed.")
    with store.change(f"Note who went to the {name} board on {spelt(on)}") as session:
        record = session.get_one(BoardMeeting, board_meeting_id)
        record.attended, record.person_id = attended, person_id if attended else None


def remove_meeting(store: Store, board_meeting_id: str) -> None:
    """Take a meeting of a board off the list; undo brings it back."""
    with store.read() as session:
        record = _board_meeting(session, board_meeting_id)
        words = f"the meeting of the {board_name(session, record.board_id)} board on {spelt(record.date)}"
    with store.change(f"Remove {words}") as session:
        session.get_one(BoardMeeting, board_meeting_id).removed = True


def recover(store: Store) -> tuple[str, ...]:
    """Make deeds of what was being typed on boards and asks when the program stopped; gives whose it was.

    What cannot be written stays a draft: no words are lost. See :func:`nscp_desktop.services.asks.recover`.
    """
    found = []
    for draft in store.drafts():
        field, _, year = draft.field.partition(" ")
        if (draft.table, field) == ("board", _PRIORITIES):
            try:
                if set_priorities(store, draft.record, int(year), draft.text.split("\n")):
                    found.append(draft.record)
            except Refused:
                continue
    return (*found, *asks.recover(store))


# -- the steps --------------------------------------------------------------------------------------


def _serving(session: Session, board_id: str, day: date, *, deputy: bool) -> Sequence[Representative]:
    """The posts that hold on a day or begin later."""
    rows = session.exec(
        select(Representative).where(
            Representative.board_id == board_id,
            Representative.deputy == deputy,
            col(Representative.removed).is_(False),
            col(Representative.ends).is_(None) | (col(Representative.ends) >= day),
        )
    )
    return rows.all()


def _board_meeting(session: Session, board_meeting_id: str) -> BoardMeeting:
    record = session.get(BoardMeeting, board_meeting_id)
    if record is None or record.removed:
        raise Unknown("That meeting of the board is not there any more. Nothing has been changed.")
    return record
