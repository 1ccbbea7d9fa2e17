"""Search everything: what the words of a question find, newest first, with the words in their context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from sqlmodel import Session, col, select

from nscp_desktop.records import (
    Action,
    AgendaItem,
    Alias,
    Answer,
    Ask,
    AttachedPaper,
    Board,
    BoardPriority,
    Group,
    Holding,
    Meeting,
    MeetingItem,
    Organisation,
    Person,
    Progress,
    Question,
    Record,
    Remark,
    Reply,
    Room,
    Round,
    Seat,
    Sector,
    Talk,
    meeting_point,
)
from nscp_desktop.rules.meetings import GONE, Status
from nscp_desktop.rules.search import Span, Term, in_context, matches, understood
from nscp_desktop.rules.year import MONTHS, long_date
from nscp_desktop.store import search as index
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.search import SEARCHED, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from nscp_desktop.store import Store

MOST: Final = 5
"""So many of each kind are shown."""
_TITLE_MOST: Final = 200

TITLES: Final = {
    Kind.PERSON: "People",
    Kind.ORGANISATION: "Organisations",
    Kind.GROUP: "Groups",
    Kind.MEETING: "Meetings",
    Kind.AGENDA: "Agenda items",
    Kind.NOTES: "Notes and minutes",
    Kind.RECORDED: "Decisions, outcomes and challenges",
    Kind.ACTION: "Actions",
    Kind.POINT: "Breakout points",
    Kind.YOUTH_BOARD: "Youth boards",
}

_AS: Final = {
    **dict.fromkeys(("challenge", "decision", "outcome", "remark"), "recorded"),
    **dict.fromkeys(("progress", "reply"), "of_action"),
}
"""Tables whose records are told alike; every other is told by the method of its name."""

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: what it is called, the words in context, and where it is.

    ``heading`` is the title with the found words marked; ``context`` is empty where it would say the same.

    ``page`` and ``where`` lead there: a page's key and what it opens at, or "run" and the meeting that runs;
    an item follows a meeting's id after a slash. ``confidential``: it belongs to a confidential item.
    """

    title: str
    context: tuple[Span, ...]
    group: str
    day: str
    page: str
    where: str
    confidential: bool = False
    heading: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The context as plain words."""
        return "".join(span.text for span in self.context)


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind: the newest, and how many places there are."""

    kind: Kind
    title: str
    number: int
    hits: tuple[Hit, ...]


def search(store: Store, typed: str, most: int = MOST) -> tuple[Hits, ...]:
    """What a question finds, by kind; nothing for an empty one. It may be any text, of any length."""
    terms = understood(typed)
    if not terms:
        return ()
    found = []
    with store.read() as session:
        teller = _Teller(session, terms, store.now().date())
        for one in index.find(session, terms, most):
            told = [teller.tell(one.kind, table, record) for table, record in one.places]
            hits = tuple(_apart(hit for hit in told if hit is not None))
            if hits:
                number = one.number - (len(told) - len(hits))
                found.append(Hits(one.kind, TITLES[one.kind], number, hits))
    return tuple(found)


def _apart(hits: Iterator[Hit]) -> Iterator[Hit]:
    """One hit for each person, seat and group, by whatever of their names they were found."""
    seen: set[str] = set()
    for hit in hits:
        if hit.page != "people" or not hit.where or hit.where not in seen:
            yield hit
        seen.add(hit.where)


def tidy(store: Store) -> bool:
    """Put a little of the index together while nothing else is done; says whether there is more to do."""
    return index.tidy(store.file)


class _Teller:
    """Tells of each record that was found what it is called and where it is, within one read."""

    def __init__(self, session: Session, terms: tuple[Term, ...], today: date) -> None:
        self._session, self._terms, self._today = session, terms, today
        # The session forgets what nobody holds: the same meeting would be read for each of its lines.
        self._held: dict[tuple[str, str], Record | None] = {}

    def tell(self, kind: Kind, table: str, record_id: str) -> Hit | None:
        """The hit for a record; None where what it belongs to is no longer there."""
        record = self._session.get(RECORDS[table], record_id)
        if record is None or record.removed:
            return None
        part = next(part for part in SEARCHED[table] if part.kind is kind)
        texts = [text for name in part.fields if (text := getattr(record, name))]
        context = self._context(texts)
        found: Hit | None = getattr(self, _AS.get(table, table))(record, context)
        if found is None:
            return None
        heading = in_context(found.title, self._terms, _TITLE_MOST)
        return replace(
            found, heading=heading, context=() if found.text in {"", found.title} else found.context
        )

    def _context(self, texts: list[str]) -> tuple[Span, ...]:
        """The text in which most is found, with the words marked."""
        best = max(texts, key=lambda text: sum(matches(text, (term,)) for term in self._terms), default="")
        return in_context(best, self._terms)

    def _marked(self, text: str) -> tuple[Span, ...]:
        return in_context(text, self._terms)

    # -- what belongs to it ------------------------------------------------------------------------

    def _there(self, kind: type[_R], record_id: str | None) -> _R | None:
        key = (kind.__name__, record_id or "")
        if key not in self._held:
            self._held[key] = self._session.get(kind, record_id) if record_id else None
        found = self._held[key]
        return None if found is None or found.removed else cast("_R", found)

    def _first(self, query: Any) -> Any:  # noqa: ANN401 a statement of SQLModel and its record
        return self._session.exec(query).first()

    def _at(
        self,
        meeting: Meeting | None,
        item_id: str | None,
        title: str,
        context: tuple[Span, ...],
        page: str = "",
        where: str = "",
    ) -> Hit | None:
        """A hit at an item of a meeting, there unless it is said to be on another page."""
        group = None if meeting is None else self._there(Group, meeting.group_id)
        if meeting is None or group is None:
            return None
        own = self._own(meeting.id, item_id)
        if not page:
            page, where = _page(meeting), "/".join(part for part in (meeting.id, item_id) if part)
        closed = own is not None and own.restricted
        return Hit(title, context, group.short, long_date(meeting.date), page, where, confidential=closed)

    def _own(self, meeting_id: str, item_id: str | None) -> MeetingItem | None:
        return self._there(MeetingItem, meeting_point("meeting_item", meeting_id, item_id or ""))

    def _item_title(self, meeting_id: str, item_id: str | None) -> str:
        own = self._own(meeting_id, item_id)
        item = self._there(AgendaItem, item_id)
        return (own.title if own is not None else None) or ("" if item is None else item.title)

    # -- each kind ---------------------------------------------------------------------------------

    def person(self, person: Person, context: tuple[Span, ...]) -> Hit:
        """Somebody, at a seat they fill or filled."""
        held = self._first(
            select(Holding)
            .where(Holding.person_id == person.id, ~col(Holding.removed))
            .order_by(col(Holding.ends).is_not(None), col(Holding.starts).desc())
        )
        return self._seated(person, self._there(Seat, held.seat_id if held is not None else None), context)

    def _seated(self, person: Person | None, seat: Seat | None, context: tuple[Span, ...]) -> Hit:
        organisation_id = (
            seat.organisation_id if seat is not None else person.organisation_id if person else None
        )
        organisation = self._there(Organisation, organisation_id)
        group = self._there(Group, seat.group_id) if seat is not None else None
        name = person.name if person is not None else "Nobody at present"
        from_where = organisation.name if organisation is not None else ""
        # The name is the title already: what stands under it says who that is.
        if person is not None and "".join(one.text for one in context) == person.name:
            context = (Span(" · ".join(word for word in (person.role, from_where) if word)),)
        where = f"{seat.group_id}/{seat.id}" if seat is not None and group is not None else ""
        return Hit(name, context, group.short if group else "", "", "people", where)

    def seat(self, seat: Seat, context: tuple[Span, ...]) -> Hit:
        """A seat found by its role: whoever fills it."""
        held = self._first(
            select(Holding)
            .where(Holding.seat_id == seat.id, ~col(Holding.removed), col(Holding.ends).is_(None))
            .order_by(col(Holding.starts).desc())
        )
        return self._seated(self._there(Person, held.person_id if held is not None else None), seat, context)

    def organisation(self, organisation: Organisation, context: tuple[Span, ...]) -> Hit:
        """An organisation, at its first seat."""
        seat = self._first(
            select(Seat)
            .where(Seat.organisation_id == organisation.id, ~col(Seat.removed))
            .order_by(col(Seat.ends).is_not(None))
        )
        sector = self._there(Sector, organisation.sector_id)
        if "".join(one.text for one in context) == organisation.name:
            context = (Span(sector.name if sector is not None else ""),)
        group = self._there(Group, seat.group_id) if seat is not None else None
        where = f"{seat.group_id}/{seat.id}" if seat is not None and group is not None else ""
        return Hit(organisation.name, context, group.short if group else "", "", "people", where)

    def group(self, group: Group, _context: tuple[Span, ...]) -> Hit:
        """A group, with its members."""
        return Hit(group.name, (Span(group.title),), "", "", "people", group.id)

    def alias(self, alias: Alias, context: tuple[Span, ...]) -> Hit | None:
        """A group by another name."""
        group = self._there(Group, alias.group_id)
        return None if group is None else Hit(group.name, context, "", "", "people", group.id)

    def meeting(self, meeting: Meeting, context: tuple[Span, ...]) -> Hit | None:
        """A meeting by its group, its day or its place."""
        group = self._there(Group, meeting.group_id)
        title = "" if group is None else f"{group.short}, {long_date(meeting.date)}"
        found = self._at(meeting, None, title, context, "meetings", meeting.id)
        # The title says group and day already.
        return None if found is None else replace(found, group="", day="")

    def round(self, one: Round, context: tuple[Span, ...]) -> Hit | None:
        """A round by its title, at its first meeting."""
        meeting = self._first(
            select(Meeting)
            .where(Meeting.round_id == one.id, ~col(Meeting.removed))
            .order_by(col(Meeting.date))
        )
        if meeting is None:
            return None
        return Hit(one.title, context, "all groups", _month(one), "meetings", meeting.id)

    def agenda_item(self, item: AgendaItem, context: tuple[Span, ...]) -> Hit | None:
        """An item of one meeting, or of a round: then at the next of its meetings, else at its last."""
        if item.meeting_id is not None:
            return self._at(self._there(Meeting, item.meeting_id), item.id, item.title, context)
        round_ = self._there(Round, item.round_id)
        meetings = self._session.exec(
            select(Meeting)
            .where(
                Meeting.round_id == item.round_id,
                ~col(Meeting.removed),
                col(Meeting.status).not_in(GONE),
            )
            .order_by(col(Meeting.date))
        ).all()
        ahead = [one for one in meetings if one.date >= self._today]
        if round_ is None or not meetings:
            return None
        meeting = (ahead or meetings[-1:])[0]
        return Hit(
            item.title, context, "all groups", _month(round_), _page(meeting), f"{meeting.id}/{item.id}"
        )

    def meeting_item(self, own: MeetingItem, context: tuple[Span, ...]) -> Hit | None:
        """What a meeting says of an item: its own title, or its notes."""
        title = self._item_title(own.meeting_id, own.item_id)
        return self._at(self._there(Meeting, own.meeting_id), own.item_id, title, context)

    def question(self, question: Question, context: tuple[Span, ...]) -> Hit | None:
        """A question to the rooms, at its item."""
        item = self._there(AgendaItem, question.item_id)
        return None if item is None else self.agenda_item(item, context)

    def attached_paper(self, paper: AttachedPaper, context: tuple[Span, ...]) -> Hit | None:
        """A paper attached to an item, at the item."""
        item = self._there(AgendaItem, paper.item_id)
        if item is None:
            return None
        if paper.meeting_id is None:
            found = self.agenda_item(item, context)
        else:
            found = self._at(self._there(Meeting, paper.meeting_id), item.id, item.title, context)
        return None if found is None else replace(found, title=f"Paper: {paper.title}")

    def recorded(self, record: Remark, context: tuple[Span, ...]) -> Hit | None:
        """A line that was recorded at an item: a note, a decision, an outcome, a challenge."""
        label = str(record.__tablename__).capitalize()
        title = self._item_title(record.meeting_id, record.item_id)
        title = title if label == "Remark" else ": ".join(part for part in (label, title) if part)
        return self._at(self._there(Meeting, record.meeting_id), record.item_id, title, context)

    def action(self, action: Action, context: tuple[Span, ...]) -> Hit | None:
        """An action, in the list of actions."""
        if not matches("".join(one.text for one in context), self._terms):
            context = self._marked(action.text)
        meeting = self._there(Meeting, action.meeting_id)
        return self._at(meeting, action.item_id, action.reference, context, "actions", action.id)

    def of_action(self, said: Progress | Reply, context: tuple[Span, ...]) -> Hit | None:
        """What was said on an action since."""
        action = self._there(Action, said.action_id)
        if action is None:
            return None
        meeting = self._there(Meeting, action.meeting_id)
        title = f"{action.reference} {action.text}"
        return self._at(meeting, action.item_id, title, context, "actions", action.id)

    def answer(self, answer: Answer, context: tuple[Span, ...]) -> Hit | None:
        """A point of a room."""
        room = self._there(Room, answer.room_id)
        if room is None:
            return None
        title = f"Room {room.number}: {self._item_title(room.meeting_id, room.item_id)}"
        return self._at(self._there(Meeting, room.meeting_id), room.item_id, title, context)

    def board(self, board: Board, context: tuple[Span, ...]) -> Hit:
        """A youth board."""
        return Hit(board.name, context, "", "", "youth_boards", board.id)

    def ask(self, ask: Ask, context: tuple[Span, ...]) -> Hit | None:
        """What a board said and asked, and what was done."""
        board = self._there(Board, ask.board_id)
        return (
            None
            if board is None
            else Hit(board.name, context, "", long_date(ask.said_on), "youth_boards", board.id)
        )

    def talk(self, talk: Talk, context: tuple[Span, ...]) -> Hit | None:
        """What a group said about an ask."""
        ask = self._there(Ask, talk.ask_id)
        board = None if ask is None else self._there(Board, ask.board_id)
        if board is None:
            return None
        return Hit(board.name, context, "", long_date(talk.talked_on), "youth_boards", board.id)

    def board_priority(self, priority: BoardPriority, context: tuple[Span, ...]) -> Hit | None:
        """A priority of a board."""
        board = self._there(Board, priority.board_id)
        return None if board is None else Hit(board.name, context, "", "", "youth_boards", board.id)


def _month(one: Round) -> str:
    return f"{MONTHS[one.month.month - 1]} {one.month.year}"


def _page(meeting: Meeting) -> str:
    """Where a meeting's items are seen now."""
    if meeting.status in GONE:
        return "meetings"
    return {Status.HELD.value: "minutes", Status.RUNNING.value: "run"}.get(meeting.status, "agenda")
