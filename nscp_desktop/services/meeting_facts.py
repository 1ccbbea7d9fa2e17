"""What is known of meetings: facts of one, lists by group and year, the next one, the running one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import CoChair, Group, Meeting, Person, Round
from nscp_desktop.rules.meetings import GONE, MeetingKind, MinutesState, Mode, Status, place, place_in_year
from nscp_desktop.services import partnership
from nscp_desktop.services.asking import ask

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from sqlalchemy.sql.elements import ColumnElement

    from nscp_desktop.store import Store


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What a list, a heading or a paper says of one meeting; ``co_chairs`` are names on its date."""

    id: str
    group_id: str
    group_name: str
    group_short: str
    group_title: str
    group_code: str
    round_id: str
    round_number: int
    rounds_in_year: int
    round_title: str
    round_month: dt.date
    year: int
    date: dt.date
    starts: dt.time
    ends: dt.time
    mode: Mode
    venue: str
    kind: MeetingKind
    status: Status
    reason: str
    moved_to_id: str | None
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None
    current_item_id: str | None
    confidentiality_read_at: dt.datetime | None
    register_complete: bool
    minutes_state: MinutesState
    minutes_version: int
    agreed_on: dt.date | None
    agreed_subject_to: str
    co_chairs: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return place(self.mode, self.venue)

    @property
    def place_in_year(self) -> str:
        """Which round of the year it belongs to: "5th of 6"."""
        return place_in_year(self.round_number, self.rounds_in_year)

    @property
    def words(self) -> str:
        """The meeting as a sentence names it: "Breckland LSCG of 14 January 2027"."""
        return worded(self.group_short, self.date)


def worded(group_short: str, day: dt.date) -> str:
    """A meeting as a sentence names it: "Breckland LSCG of 14 January 2027"."""
    return f"{group_short} of {spelt(day)}"


def spelt(day: dt.date) -> str:
    """A date as a sentence gives it: "14 January 2027"."""
    return f"{day.day} {day:%B %Y}"


def facts(store: Store, meeting_id: str) -> MeetingFacts:
    """The facts of one meeting; refuses (``Unknown``) one that is not there."""
    with store.read() as session:
        return facts_in(session, meeting_id)


def facts_in(session: Session, meeting_id: str) -> MeetingFacts:
    """As :func:`facts`, inside a read or a change."""
    found = _read(session, _ONE, {"meeting": meeting_id})
    if not found:
        raise Unknown("That meeting is not in this store.")
    return found[0]


def list_meetings(
    store: Store, group_id: str | None = None, year: int | None = None
) -> tuple[MeetingFacts, ...]:
    """Every meeting by date, then group; of one group or one reporting year (its starting year) when given."""
    narrowed: list[ColumnElement[bool]] = []
    if group_id is not None:
        narrowed.append(col(Meeting.group_id) == group_id)
    if year is not None:
        narrowed.append(col(Round.year) == year)
    with store.read() as session:
        return _facts(session, *narrowed)


def held_by_name(store: Store) -> tuple[tuple[str, str], ...]:
    """Every meeting held, newest first: its id and the words a sentence names it with. For lists to choose from."""
    query = (
        select(col(Meeting.id), col(Group.short), col(Meeting.date))
        .join(Group, col(Group.id) == col(Meeting.group_id))
        .where(col(Meeting.removed).is_(False), col(Meeting.status) == Status.HELD)
        .order_by(col(Meeting.date).desc(), col(Meeting.starts).desc(), col(Group.position).desc())
    )
    with store.read() as session:
        return tuple((id_, worded(short, day)) for id_, short, day in session.exec(query))


def meetings_of_round(store: Store, round_id: str) -> tuple[MeetingFacts, ...]:
    """The meetings of a round in the order of the groups."""
    with store.read() as session:
        found = _facts(session, col(Meeting.round_id) == round_id)
        order = dict(session.exec(select(Group.id, Group.position)).all())
    return tuple(sorted(found, key=lambda one: (order[one.group_id], one.date, one.starts)))


def next_meeting_of(store: Store, group_id: str, after: dt.date) -> dt.date | None:
    """The date of the group's next ordinary meeting later than ``after``; None when none is arranged."""
    with store.read() as session:
        return next_meeting_in(session, group_id, after)


def next_meeting_in(session: Session, group_id: str, after: dt.date) -> dt.date | None:
    """As :func:`next_meeting_of`, inside a read or a change."""
    query = select(func.min(Meeting.date)).where(
        col(Meeting.removed).is_(False),
        col(Meeting.group_id) == group_id,
        col(Meeting.date) > after,
        col(Meeting.status).not_in(GONE),
        col(Meeting.kind) == MeetingKind.ORDINARY,
    )
    return session.exec(query).one()


def last_meeting_in(session: Session, group_id: str, before: dt.date) -> MeetingFacts | None:
    """The group's last held ordinary meeting earlier than ``before``, whose minutes are to be agreed."""
    query = (
        select(Meeting.id)
        .where(
            col(Meeting.removed).is_(False),
            col(Meeting.group_id) == group_id,
            col(Meeting.date) < before,
            col(Meeting.status) == Status.HELD,
            col(Meeting.kind) == MeetingKind.ORDINARY,
        )
        .order_by(col(Meeting.date).desc(), col(Meeting.starts).desc())
    )
    meeting_id = session.exec(query).first()
    return None if meeting_id is None else facts_in(session, meeting_id)


def last_meeting(store: Store, meeting_id: str) -> MeetingFacts | None:
    """The meeting whose minutes this one agrees: the same group's last held ordinary one; None at the first."""
    with store.read() as session:
        this = facts_in(session, meeting_id)
        return last_meeting_in(session, this.group_id, this.date)


def running(store: Store) -> str | None:
    """The id of the meeting that is running, or None."""
    with store.read() as session:
        return running_in(session)


def running_in(session: Session) -> str | None:
    """As :func:`running`, inside a read or a change."""
    query = select(Meeting.id).where(col(Meeting.removed).is_(False), col(Meeting.status) == Status.RUNNING)
    return session.exec(query.order_by(col(Meeting.opened_at).desc())).first()


def next_to_open(store: Store) -> str | None:
    """The id of the meeting that F5 opens: today's next arranged one; None when today has none."""
    with store.read() as session:
        query = select(Meeting.id).where(
            col(Meeting.removed).is_(False),
            col(Meeting.status) == Status.ARRANGED,
            col(Meeting.date) == store.now().date(),
        )
        return session.exec(query.order_by(col(Meeting.starts), col(Meeting.id))).first()


def meeting_on(store: Store, group_words: str, day: dt.date) -> str:
    """The id of the meeting a group has on a day; the group by code, name, short name, title or alias.

    Refuses (``Unknown``) a group that no one has, a day without a meeting, and says which days there are.
    A cancelled or rearranged meeting is found only when nothing else is on that day.
    """
    group = partnership.find_group(store, group_words)
    with store.read() as session:
        query = select(col(Meeting.id), col(Meeting.date), col(Meeting.status)).where(
            col(Meeting.removed).is_(False), col(Meeting.group_id) == group.group_id
        )
        found = session.exec(query.order_by(col(Meeting.date), col(Meeting.starts))).all()
    that_day = sorted((status in GONE, order) for order, (_, on, status) in enumerate(found) if on == day)
    if that_day:
        return found[that_day[0][1]][0]
    if not found:
        raise Unknown(f"{group.short} has no meetings yet.")
    near = sorted({on for _, on, _ in found}, key=lambda on: abs((on - day).days))[:3]
    days = ", ".join(spelt(on) for on in sorted(near))
    raise Unknown(f"{group.short} has no meeting on {spelt(day)}. The nearest are on {days}.")


_COLUMNS: tuple[Any, ...] = (
    *(getattr(Meeting, name) for name in ("id", "group_id", "round_id", "date", "starts", "ends")),
    *(getattr(Meeting, name) for name in ("mode", "venue", "kind", "status", "reason", "moved_to_id")),
    *(getattr(Meeting, name) for name in ("opened_at", "closed_at", "current_item_id", "register_complete")),
    *(getattr(Meeting, name) for name in ("confidentiality_read_at", "minutes_state", "minutes_version")),
    *(getattr(Meeting, name) for name in ("agreed_on", "agreed_subject_to")),
    *(col(getattr(Group, name)).label(f"group_{name}") for name in ("name", "short", "title", "code")),
    col(Round.number).label("round_number"),
    col(Round.title).label("round_title"),
    col(Round.month).label("round_month"),
    col(Round.year).label("year"),
)


# What is asked at every deed of a meeting is put together once.
_ALL: Any = (
    select(*_COLUMNS)
    .select_from(Meeting)
    .join(Group, col(Group.id) == col(Meeting.group_id))
    .join(Round, col(Round.id) == col(Meeting.round_id))
    .where(col(Meeting.removed).is_(False))
    .order_by(col(Meeting.date), col(Meeting.starts), col(Group.position))
)
_ONE = _ALL.where(col(Meeting.id) == bindparam("meeting"))
_ROUNDS = (
    select(Round.year, func.max(Round.number), func.count())
    .where(col(Round.removed).is_(False))
    .group_by(col(Round.year))
)
_TERMS = (
    select(col(CoChair.group_id), col(Person.name), col(CoChair.starts), col(CoChair.ends))
    .join(Person, col(Person.id) == col(CoChair.person_id))
    .where(col(CoChair.removed).is_(False), col(CoChair.group_id).in_(bindparam("groups", expanding=True)))
    .order_by(col(CoChair.starts), col(Person.name))
)


def _facts(session: Session, *narrowed: ColumnElement[bool]) -> tuple[MeetingFacts, ...]:
    return _read(session, _ALL.where(*narrowed), {})


def _read(session: Session, query: Any, asked: dict[str, str]) -> tuple[MeetingFacts, ...]:  # noqa: ANN401 as _ALL
    rows = ask(session, query, **asked).all()
    if not rows:
        return ()
    in_year = _rounds_in_year(session)
    terms = _terms(session, {row.group_id for row in rows})
    return tuple(_one(row._mapping, in_year, terms) for row in rows)  # noqa: SLF001 its public name has the underscore


def _one(
    row: Mapping[str, Any], in_year: Mapping[int, int], terms: Mapping[str, tuple[_Term, ...]]
) -> MeetingFacts:
    kept = dict(row)
    kept["mode"] = Mode(kept["mode"])
    kept["kind"] = MeetingKind(kept["kind"])
    kept["status"] = Status(kept["status"])
    kept["minutes_state"] = MinutesState(kept["minutes_state"])
    serving = (term for term in terms.get(row["group_id"], ()) if term.covers(row["date"]))
    return MeetingFacts(
        **kept,
        rounds_in_year=in_year.get(row["year"], row["round_number"]),
        co_chairs=tuple(term.name for term in serving),
    )


@dataclass(frozen=True, slots=True)
class _Term:
    """A co-chair's term, both days inclusive."""

    name: str
    starts: dt.date | None
    ends: dt.date | None

    def covers(self, day: dt.date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


def _rounds_in_year(session: Session) -> dict[int, int]:
    """How many rounds each reporting year has, as far as they are arranged."""
    return {year: max(highest, count) for year, highest, count in ask(session, _ROUNDS)}


def _terms(session: Session, group_ids: Iterable[str]) -> dict[str, tuple[_Term, ...]]:
    """Who co-chairs each group, longest serving first."""
    found: dict[str, tuple[_Term, ...]] = {}
    for group_id, name, starts, ends in ask(session, _TERMS, groups=tuple(group_ids)):
        found[group_id] = (*found.get(group_id, ()), _Term(name, starts, ends))
    return found
