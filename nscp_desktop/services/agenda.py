"""The agenda of one meeting: the round's items with this meeting's own changes, timed from its start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import (
    AgendaItem,
    Group,
    Meeting,
    MeetingItem,
    Organisation,
    Person,
    Question,
    Theme,
    meeting_point,
)
from nscp_desktop.rules.agenda import Balance, Duty, ItemKind, Slot, ends_at, length, reflow, total_minutes
from nscp_desktop.rules.wording import fold
from nscp_desktop.services.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from nscp_desktop.store import Store


CHAIRS = "chairs"
"""The kind of group that the Chairs meeting is: it meets in a round, with an agenda of its own."""


@dataclass(frozen=True, slots=True)
class AgendaQuestion:
    """A question that the rooms of a breakout answer."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item as this meeting has it. ``minutes`` is planned; ``starts`` and ``ends`` follow from the order.

    ``meeting_item_id`` is the id of the meeting's own row, whether or not that row is there yet; its field
    ``note`` is the one text of the item. ``local`` says that the meeting changed the item or has it alone;
    ``only_here`` that it belongs to this meeting alone; ``differs`` says how, against the round. ``carried`` is the
    day of the meeting that parked it, where somebody asked (``parking.carried``).
    """

    item_id: str
    meeting_item_id: str
    number: int
    title: str
    kind: ItemKind
    duty: Duty
    minutes: int
    starts: time
    ends: time
    lead: str
    lead_organisation: str
    theme: str
    theme_id: str | None
    paper: str
    local: bool
    only_here: bool
    differs: tuple[str, ...]
    omitted: bool
    restricted: bool
    started_at: datetime | None
    ended_at: datetime | None
    note: str
    questions: tuple[AgendaQuestion, ...]
    position: float
    carried: date | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's agenda. ``total`` and ``over`` are minutes; ``ends`` follows from the items.

    ``omitted`` holds the round's items that this meeting leaves out, with number 0. The agenda of a Chairs
    meeting is not ``shared``: it has nothing of the round's.
    """

    meeting_id: str
    round_id: str
    rows: tuple[AgendaRow, ...]
    omitted: tuple[AgendaRow, ...]
    starts: time
    ends: time
    ends_planned: time
    total: int
    available: int
    shared: bool = True

    @property
    def balance(self) -> Balance:
        """Planned minutes against those there are."""
        return Balance(self.total, self.available)

    @property
    def over(self) -> int:
        """Minutes beyond the planned end, else 0."""
        return self.balance.over

    @property
    def words(self) -> str:
        """What stands under the last item: "4 minutes over"."""
        return self.balance.words

    def row(self, item_id: str) -> AgendaRow:
        """The row of an item, omitted ones too; refuses (``Unknown``) one that is not on this agenda."""
        for row in (*self.rows, *self.omitted):
            if row.item_id == item_id:
                return row
        raise Unknown("That item is not on this meeting's agenda.")


def agenda(store: Store, meeting_id: str) -> Agenda:
    """The agenda of a meeting; refuses (``Unknown``) a meeting that is not there."""
    with store.read() as session:
        return agenda_in(session, meeting_id)


def agenda_in(session: Session, meeting_id: str) -> Agenda:
    """As :func:`agenda`, inside a read or a change."""
    head = ask(session, _HEAD, meeting=meeting_id).first()
    if head is None:
        raise Unknown("That meeting is not in this store.")
    round_id, starts, ends_planned, kind = head
    shared = kind != CHAIRS
    rows = _rows(session, meeting_id, round_id if shared else "")
    if not shared:
        # Where nothing is shared, nothing is local either.
        rows = [replace(row, local=False) for row in rows]
    return replace(_timed(meeting_id, round_id, rows, starts, ends_planned), shared=shared)


def with_minutes(shown: Agenda, item_id: str, minutes: int) -> Agenda:
    """The agenda as it would be with another length of one item: what a screen shows before it is kept."""
    rows = [
        replace(row, minutes=minutes) if row.item_id == item_id else row
        for row in (*shown.rows, *shown.omitted)
    ]
    timed = _timed(shown.meeting_id, shown.round_id, rows, shown.starts, shown.ends_planned)
    return replace(timed, shared=shown.shared)


def _timed(
    meeting_id: str, round_id: str, found: list[AgendaRow], starts: time, ends_planned: time
) -> Agenda:
    """The items with numbers and times, those left out apart."""
    kept = [row for row in found if not row.omitted]
    slots = [Slot(row.item_id, row.title, row.minutes, row.kind, row.duty) for row in kept]
    timed = reflow(starts, slots)
    return Agenda(
        meeting_id=meeting_id,
        round_id=round_id,
        rows=tuple(
            replace(row, number=place.slot.number, starts=place.start, ends=place.end)
            for row, place in zip(kept, timed, strict=True)
        ),
        omitted=tuple(replace(row, starts=starts, ends=starts) for row in found if row.omitted),
        starts=starts,
        ends=ends_at(starts, slots),
        ends_planned=ends_planned,
        total=total_minutes(slots),
        available=length(starts, ends_planned),
    )


_SHARED = ("id", "meeting_id", "position", "title", "kind", "duty", "minutes", "lead", "lead_person_id",
           "theme_id", "paper")  # fmt: skip
_OWN = ("title", "kind", "minutes", "lead", "theme_id", "position", "omitted", "restricted", "started_at",
        "ended_at", "note")  # fmt: skip
INHERITED = ("title", "kind", "minutes", "lead", "theme_id", "position")
"""What a meeting's own row says instead of the round's item, where it says anything."""


# Asked at every deed of a meeting, so the statements are put together once.
_HEAD = (
    select(col(Meeting.round_id), col(Meeting.starts), col(Meeting.ends), Group.kind)
    .join(Group, col(Group.id) == col(Meeting.group_id))
    .where(col(Meeting.id) == bindparam("meeting"), col(Meeting.removed).is_(False))
)


def _rows_query() -> Any:  # noqa: ANN401 a statement of two dozen columns
    own = and_(
        col(MeetingItem.item_id) == col(AgendaItem.id),
        col(MeetingItem.meeting_id) == bindparam("meeting"),
        col(MeetingItem.removed).is_(False),
    )
    theme, own_theme = aliased(Theme), aliased(Theme)
    columns: tuple[Any, ...] = (
        *(getattr(AgendaItem, name) for name in _SHARED),
        *(col(getattr(MeetingItem, name)).label(f"own_{name}") for name in _OWN),
        col(theme.name).label("theme"),
        col(own_theme.name).label("own_theme"),
    )
    return (
        select(*columns)
        .select_from(AgendaItem)
        .outerjoin(MeetingItem, own)
        .outerjoin(theme, col(theme.id) == col(AgendaItem.theme_id))
        .outerjoin(own_theme, col(own_theme.id) == col(MeetingItem.theme_id))
        .where(
            col(AgendaItem.removed).is_(False),
            or_(
                and_(col(AgendaItem.meeting_id).is_(None), col(AgendaItem.round_id) == bindparam("round")),
                col(AgendaItem.meeting_id) == bindparam("meeting"),
            ),
        )
    )


_ROWS = _rows_query()
_QUESTIONS = (
    select(Question.item_id, Question.id, Question.text)
    .where(col(Question.removed).is_(False), col(Question.item_id).in_(bindparam("items", expanding=True)))
    .order_by(col(Question.position), col(Question.id))
)
_LEADS = (
    select(Person.id, Person.name, Organisation.name)
    .select_from(Person)
    .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
    .where(
        col(Person.removed).is_(False),
        or_(
            col(Person.id).in_(bindparam("people", expanding=True)),
            col(Person.name).in_(bindparam("names", expanding=True)),
        ),
    )
)


def _rows(session: Session, meeting_id: str, round_id: str) -> list[AgendaRow]:
    """Every item of the agenda in order, without times."""
    found = ask(session, _ROWS, meeting=meeting_id, round=round_id)
    items = [dict(row._mapping) for row in found]  # noqa: SLF001 its public name has the underscore
    questions = questions_of(session, (item["id"] for item in items))
    leads = _leads(session, items)
    rows = [_row(meeting_id, item, questions, leads) for item in items]
    return sorted(rows, key=lambda row: (row.position, row.item_id))


def _row(
    meeting_id: str,
    item: dict[str, Any],
    questions: dict[str, tuple[AgendaQuestion, ...]],
    leads: dict[str, tuple[str, str]],
) -> AgendaRow:
    here = {name: item[f"own_{name}"] for name in INHERITED if item[f"own_{name}"] is not None}
    now = {name: item[name] for name in INHERITED} | here
    person_id = item["lead_person_id"] if "lead" not in here else None
    name, organisation = leads.get(person_id or fold(now["lead"]), ("", ""))
    only_here = item["meeting_id"] is not None
    return AgendaRow(
        item_id=item["id"],
        meeting_item_id=meeting_point("meeting_item", meeting_id, item["id"]),
        number=0,
        title=now["title"],
        kind=ItemKind(now["kind"]),
        duty=Duty(item["duty"]),
        minutes=now["minutes"],
        starts=time(),
        ends=time(),
        lead=now["lead"] or name,
        lead_organisation=organisation,
        theme=(item["own_theme"] if "theme_id" in here else item["theme"]) or "",
        theme_id=now["theme_id"],
        paper=item["paper"],
        local=only_here or bool(here) or bool(item["own_omitted"]),
        only_here=only_here,
        differs=() if only_here else _differences(item, here),
        omitted=bool(item["own_omitted"]),
        restricted=bool(item["own_restricted"]),
        started_at=item["own_started_at"],
        ended_at=item["own_ended_at"],
        note=item["own_note"] or "",
        questions=questions.get(item["id"], ()),
        position=now["position"],
    )


def _differences(item: dict[str, Any], here: dict[str, Any]) -> tuple[str, ...]:
    """How this meeting's item differs from the round's, a few words each."""
    said = []
    if item["own_omitted"]:
        said.append("left out here")
    if "title" in here:
        said.append(f"“{item['title']}” in the round")
    if "minutes" in here:
        said.append(f"{item['minutes']} min in the round")
    if "kind" in here:
        said.append(f"{item['kind']} in the round")
    if "lead" in here:
        said.append(f"led by {item['lead'] or 'nobody yet'} in the round")
    if "theme_id" in here:
        said.append(f"{item['theme'] or 'no theme'} in the round")
    if "position" in here:
        said.append("moved here")
    return tuple(said)


def questions_of(session: Session, item_ids: Iterable[str]) -> dict[str, tuple[AgendaQuestion, ...]]:
    """The questions of each item in order; items without any are absent."""
    found: dict[str, tuple[AgendaQuestion, ...]] = {}
    for item_id, question_id, text in ask(session, _QUESTIONS, items=tuple(item_ids)):
        found[item_id] = (*found.get(item_id, ()), AgendaQuestion(question_id, text))
    return found


def _leads(session: Session, items: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Name and organisation of those who lead, by their id and by their folded name when it is one person's."""
    ids = {item["lead_person_id"] for item in items} - {None}
    words = {item["lead"] for item in items} | {item["own_lead"] for item in items}
    said = ask(session, _LEADS, people=tuple(ids), names=tuple(words - {None, ""}))
    found: dict[str, tuple[str, str]] = {}
    for person_id, name, organisation in said:
        found[person_id] = (name, organisation or "")
        # Two people of one name: no organisation is better than the wrong one.
        found[fold(name)] = (name, organisation or "") if fold(name) not in found else (name, "")
    return found


def theme_in(session: Session, meeting_id: str, item_id: str) -> str | None:
    """The id of an item's theme as this meeting has it; None when it has none."""
    own = session.get(MeetingItem, meeting_point("meeting_item", meeting_id, item_id))
    if own is not None and not own.removed and own.theme_id is not None:
        return own.theme_id
    return session.get_one(AgendaItem, item_id).theme_id


def own_row(session: Session, meeting_id: str, item_id: str) -> MeetingItem:
    """The meeting's own row for an item inside a change: found, taken up again, or made."""
    row_id = meeting_point("meeting_item", meeting_id, item_id)
    row = session.get(MeetingItem, row_id)
    if row is None:
        row = MeetingItem(id=row_id, meeting_id=meeting_id, item_id=item_id)
        session.add(row)
    elif row.removed:
        # Undo took back the deed that made it, so what it said then does not hold any more.
        blank = MeetingItem(id=row_id, meeting_id=meeting_id, item_id=item_id)
        for field in _OWN:
            setattr(row, field, getattr(blank, field))
        row.removed = False
    return row
