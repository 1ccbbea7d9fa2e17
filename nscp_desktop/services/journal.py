"""The journal of the whole store: every deed and event, newest first, and the check of its chains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from nscp_desktop.rules import history as words
from nscp_desktop.rules import journal as rules
from nscp_desktop.rules.wording import fold, sort_key
from nscp_desktop.services.record_names import Names
from nscp_desktop.store import ends
from nscp_desktop.store.journal import faults
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.tables import DeedRow, LogRow

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement

    from nscp_desktop.store import Store

PAGE: Final = 500
"""How many lines are asked for at a time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the journal is to be shown: days inclusive, a person's id, a choice of the filter, words."""

    first_day: date | None = None
    last_day: date | None = None
    person_id: str = ""
    kind: str = rules.ALL
    text: str = ""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line: a deed or an event, when and by whom."""

    deed_id: str
    at: datetime
    who: str
    kind: str
    words: str

    @property
    def when(self) -> str:
        """The moment in words."""
        return words.moment(self.at)


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines, newest first; ``more`` says whether older ones wait."""

    rows: tuple[JournalRow, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a deed touched, and what it is called."""

    table: str
    record_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the chains hold, in a sentence, with what was found."""

    holds: bool
    sentence: str
    found: tuple[str, ...] = ()


def lines(store: Store, wanted: Wanted, most: int = PAGE) -> Lines:
    """The newest lines that are ``wanted``, at most ``most`` of them."""
    zone = store.now().tzinfo
    query = select_columns(
        col(DeedRow.id), col(DeedRow.at), col(DeedRow.actor), col(DeedRow.kind), col(DeedRow.label)
    ).where(*_narrowed(store, wanted))
    looked_for = fold(wanted.text)
    rows: list[JournalRow] = []
    with store.read() as session:
        names = Names(session)
        # Read as they are needed: of 50,000 lines only as many as fill the list, or until the words are found.
        found = session.execute(
            query.order_by(col(DeedRow.stamp).desc()).execution_options(yield_per=PAGE, stream_results=True)
        )
        for deed_id, at, actor, kind, label in found:
            said = words.PURGED if label is None else label
            if looked_for and looked_for not in fold(said):
                continue
            if len(rows) == most:
                return Lines(tuple(rows), more=True)
            rows.append(JournalRow(deed_id, at.astimezone(zone), names.person(actor), kind, said))
    return Lines(tuple(rows), more=False)


def _narrowed(store: Store, wanted: Wanted) -> list[ColumnElement[bool]]:
    zone = store.now().tzinfo
    found: list[ColumnElement[bool]] = []
    if wanted.first_day is not None:
        found.append(col(DeedRow.at) >= datetime.combine(wanted.first_day, time(), zone))
    if wanted.last_day is not None:
        found.append(col(DeedRow.at) < datetime.combine(wanted.last_day + timedelta(days=1), time(), zone))
    if wanted.person_id:
        found.append(col(DeedRow.actor) == wanted.person_id)
    kinds = rules.kinds(wanted.kind)
    if kinds:
        found.append(col(DeedRow.kind).in_(kinds))
    return found


def people(store: Store) -> tuple[tuple[str, str], ...]:
    """Ids and names of everybody who stands in the journal, by name."""
    with store.read() as session:
        names = Names(session)
        actors = session.exec(select(DeedRow.actor).distinct()).all()
        found = [(actor, names.person(actor)) for actor in actors if actor]
    return tuple(sorted(found, key=lambda one: sort_key(one[1])))


def touched(store: Store, deed_id: str) -> tuple[Touched, ...]:
    """The records that a deed touched, in the order in which it wrote them; none for an event."""
    query = select(LogRow.table, LogRow.record).where(LogRow.deed_id == deed_id).order_by(LogRow.id)
    with store.read() as session:
        names = Names(session)
        found = dict.fromkeys(session.exec(query).all())
        return tuple(
            Touched(table, record, names.subject(table, record))
            for table, record in found
            if table in RECORDS and session.get(RECORDS[table], record) is not None
        )


def check_chains(store: Store) -> Checked:
    """Look whether every line follows from the one before it, every change from its line, and none is missing at the end."""
    with store.read() as session:
        found = faults(session)
        deeds = session.exec(select(func.count()).select_from(DeedRow)).one()
    short = ends.cut_off(store.file)
    told = rules.checked(deeds, len(found))
    return Checked(
        not found and not short,
        " ".join(([told] if found else []) + [short]) if short else told,
        tuple(
            f"Device {fault.device}, line {fault.number}: {fault.what}."
            if fault.device
            else f"{fault.what[:1].upper()}{fault.what[1:]}."
            for fault in found
        ),
    )
