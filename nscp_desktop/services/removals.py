"""Removing a person or a meeting for good: what goes and what stays is shown first, a backup is made before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import AutoString, Session, SQLModel, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import (
    Action,
    Attendance,
    Holding,
    IssuedPaper,
    Meeting,
    NominatedDeputy,
    Officer,
    Person,
    Purged,
    Representative,
    Room,
    Withdrawal,
)
from nscp_desktop.rules.meetings import MinutesState, Status
from nscp_desktop.rules.retention import REMOVED_PERSON, covering, named_in, names_pattern
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import holds, keeping, old_backups, second_place
from nscp_desktop.services.agenda_items import short_title
from nscp_desktop.services.meeting_facts import facts_in, spelt
from nscp_desktop.services.meeting_words import OF_MEETING, copies_noted, no_longer_kept, targets_in
from nscp_desktop.services.people import known_name
from nscp_desktop.services.record_names import Names
from nscp_desktop.services.tenure import not_ended
from nscp_desktop.store.clock import moment
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.purge import Order, Target, purge
from nscp_desktop.store.tables import DeedRow, LogRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from nscp_desktop.rules.retention import Concern
    from nscp_desktop.services.keeping import Tell
    from nscp_desktop.store import Store

_PERSON: Final = ("name", "initials", "email", "role")
_TITLED: Final = ("agenda_item", "meeting_item", "attached_paper")
_NO_WORDS: Final = frozenset(
    {"id", "kind", "state", "status", "mode", "table", "record", "field", "reference", "code"}
)
"""Fields of text in which nobody's words stand."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An issued paper that may still say what is removed: what it is, and the fingerprint on its pages."""

    issued_id: str
    words: str
    printed: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the removal of ``subject`` would do, each a sentence; ``refused`` says why it cannot be done, or nothing.

    ``places`` are texts that say the name and are not changed by themselves. ``since`` is when it was first
    written down: backups made later hold it, ``here`` of them on this laptop and ``there`` in the second place.
    """

    kind: str
    subject_id: str
    subject: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    papers: tuple[PaperRow, ...]
    places: tuple[str, ...]
    since: datetime
    here: int
    there: int
    refused: str


# -- a person ----------------------------------------------------------------------------------------


def preview_person(store: Store, person_id: str) -> Preview:
    """What removing a person for good would do; refuses one who does not exist (``Unknown``)."""
    with store.read() as session:
        name = known_name(session, person_id)
        ids = _same(session, person_id)
        names = _names(session, ids)
        attended = set(_ids(session, Attendance.meeting_id, col(Attendance.person_id).in_(ids)))
        owned = session.exec(select(Action).where(col(Action.owner_id).in_(ids))).all()
        since = first_written(session, ids)
        pattern = names_pattern(names)
        deeds = sum(named_in(label, pattern) for label in _labels(session))
        goes = ["The name, the initials, the e-mail address and the role."]
        if deeds:
            goes.append(f"The words of {counted(deeds, 'deed')} in the journal that say the name.")
        stays = [f"{counted(len(attended), 'attendance')}, without the name: every count stays as it is."]
        if owned:
            stays.append(f"{counted(len(owned), 'action')}, owned by “{REMOVED_PERSON}”.")
        papers = _papers(session, attended | {one.meeting_id for one in owned})
        refused = _why_not_person(store, session, name, ids) or held_words(
            session, holds.of_person(session, ids)
        )
        places = _places(session, names, ids)
    here, there = backups_since(store, since)
    return Preview(
        "person", person_id, name, tuple(goes), tuple(stays), papers, places, since, here, there, refused
    )


def remove_person(store: Store, person_id: str, tell: Tell = keeping.untold) -> str:
    """Remove a person for good: nobody can undo it; gives a sentence.

    It takes its time, ``tell`` is told of it, and another thread may have it: what ``tell`` raises before the
    words are gone leaves everything as it was. A backup is made before. Refuses (``Refused``) who still has a seat or is signed in, who is removed already,
    and what a legal hold covers; and (``CannotWrite``) where the backup cannot be made.
    """
    preview = preview_person(store, person_id)
    refuse_if_refused(preview)
    with store.read() as session:
        ids = _same(session, person_id)
        names = _names(session, ids)
    keeping.back_up_here(store, tell)
    tell(keeping.REMOVING, 0, 0)
    today = store.now().date()

    def also(session: Session) -> None:
        for kind in (Officer, Representative, NominatedDeputy):
            there: Any = kind
            for one in session.exec(select(there).where(col(there.person_id).in_(ids))):
                one.removed = True
        for record in session.exec(select(Holding).where(col(Holding.person_id).in_(ids))):
            record.ends = record.ends or today

    targets = tuple(Target("person", one, name) for one in sorted(ids) for name in _PERSON)
    drafts = tuple((one.table, one.record, one.field) for one in store.drafts() if one.record in ids)
    order = Order("person", targets, tuple(names), drafts=drafts, also=also, past=True)
    left = take(store, "Remove a person for good", order, tell)
    return f"{REMOVED_PERSON} stands where the name stood. {what_follows(preview)} {left}".strip()


def _why_not_person(store: Store, session: Session, name: str, ids: frozenset[str]) -> str:
    if name == REMOVED_PERSON:
        return "That person was removed for good already. Nothing has been changed."
    held = session.exec(select(Holding).where(col(Holding.person_id).in_(ids))).all()
    if not_ended(held, store.now().date()):
        return f"{name} still has a seat. End it first, in People. Nothing has been changed."
    if store.actor in ids:
        return f"{name} is signed in. Somebody else must do this. Nothing has been changed."
    return ""


def _same(session: Session, person_id: str) -> frozenset[str]:
    """The ids of every record of one person."""
    root = session.get_one(Person, person_id).same_as or person_id
    return frozenset({root, *_ids(session, Person.id, Person.same_as == root)})


def _names(session: Session, ids: Iterable[str]) -> list[str]:
    """Every name that these records ever had."""
    return sorted(ever_said(session, "person", ids, "name") - {REMOVED_PERSON})


def ever_said(session: Session, table: str, ids: Iterable[str], field: str) -> set[str]:
    """Every text that a field of these records ever said, as far as the log tells."""
    found = set()
    rows = session.exec(select(LogRow).where(LogRow.table == table, col(LogRow.record).in_(set(ids))))
    for row in rows:
        if row.value is not None and row.field in {"", field}:
            value = json.loads(row.value)
            found.add(value if row.field else value.get(field))
    return {text for text in found if text}


# -- a meeting ---------------------------------------------------------------------------------------


def preview_meeting(store: Store, meeting_id: str) -> Preview:
    """What removing a meeting for good would do; refuses one that does not exist (``Unknown``)."""
    with store.read() as session:
        facts = facts_in(session, meeting_id)
        targets = targets_in(session, meeting_id)
        said = [one for one in targets if getattr(session.get(RECORDS[one.table], one.record), one.field)]
        notes = sum(one.table == "meeting_item" and one.field == "note" for one in said)
        recorded = {one.record for one in said if one.table in OF_MEETING}
        answers = sum(one.table == "answer" for one in said)
        attached = len({one.record for one in said if one.table == "attached_paper"})
        open_actions = session.exec(
            select(Action.id).where(
                Action.meeting_id == meeting_id, col(Action.state) != "done", col(Action.removed).is_(False)
            )
        ).all()
        came = len(_ids(session, Attendance.id, Attendance.meeting_id == meeting_id))
        since = first_written(session, {meeting_id})
        refused = _why_not_meeting(session, facts.status, meeting_id) or held_words(
            session, holds.of_meeting(session, meeting_id)
        )
        papers = _papers(session, {meeting_id})
    goes = [
        f"The notes of {counted(notes, 'item')}, and {counted(len(recorded), 'action, decision or other line', 'actions, decisions and other lines')}."
    ]
    if answers:
        goes.append(f"{counted(answers, 'point')} of the breakout rooms.")
    if attached:
        goes.append(f"{counted(attached, 'paper')} attached for this meeting alone.")
    if open_actions:
        goes.append(
            f"Among them {counted(len(open_actions), 'action that is', 'actions that are')} still open."
        )
    stays = [
        f"That the meeting was held, and its register with {counted(came, 'person', 'people')}: every count stays as it is."
    ]
    here, there = backups_since(store, since)
    return Preview(
        "meeting", meeting_id, facts.words, tuple(goes), tuple(stays), papers, (), since, here, there, refused
    )


def remove_meeting(store: Store, meeting_id: str, tell: Tell = keeping.untold) -> str:
    """Remove for good what was said and written at a meeting, its register apart; gives a sentence.

    On another thread as :func:`remove_person`. A backup is made before. Refuses (``Refused``) a meeting that runs, one that is removed already, and what
    a legal hold covers; and (``CannotWrite``) where the backup cannot be made.
    """
    preview = preview_meeting(store, meeting_id)
    refuse_if_refused(preview)
    keeping.back_up_here(store, tell)
    tell(keeping.REMOVING, 0, 0)
    with store.read() as session:
        targets = targets_in(session, meeting_id)
        rooms = set(_ids(session, Room.id, Room.meeting_id == meeting_id))
        titled = {table: {one.record for one in targets if one.table == table} for table in _TITLED}
        titles = {title for table in _TITLED for title in ever_said(session, table, titled[table], "title")}
        every = {record for table in _TITLED for record in titled[table]}
        deeds = frozenset(_ids(session, LogRow.deed_id, col(LogRow.record).in_(every)))
        papers = no_longer_kept(session, titled["attached_paper"])
        deeds |= copies_noted(
            session, ever_said(session, "attached_paper", titled["attached_paper"], "title")
        )
    its_own = {meeting_id, *rooms, *(one.record for one in targets)}
    drafts = [one for one in store.drafts() if one.record in its_own or meeting_id in one.record]

    def also(session: Session) -> None:
        session.get_one(Meeting, meeting_id).minutes_state = MinutesState.NONE.value
        for target in targets:
            if target.table in {*OF_MEETING, "progress", "answer", "attached_paper"}:
                session.get_one(RECORDS[target.table], target.record).removed = True

    # Deeds name items by their titles.
    words = tuple(sorted(titles | {short_title(title) for title in titles}))
    typed = tuple((one.table, one.record, one.field) for one in drafts)
    order = Order("meeting", targets, words, among=deeds, papers=papers, drafts=typed, also=also)
    left = take(store, "Remove a meeting for good", order, tell)
    return (
        f"What was said and written at the meeting is gone for good. {what_follows(preview)} {left}".strip()
    )


def _why_not_meeting(session: Session, status: Status, meeting_id: str) -> str:
    if status is Status.RUNNING:
        return "This meeting is running. Close it first. Nothing has been changed."
    gone = select(Purged.id).where(Purged.kind == "meeting", Purged.record == meeting_id)
    if session.exec(gone).first():
        return "That meeting was removed for good already. Nothing has been changed."
    return ""


# -- both --------------------------------------------------------------------------------------------


def take(store: Store, label: str, order: Order, tell: Tell) -> str:
    """Purge, telling of it; gives a sentence about the file where that is still to be written anew.

    Nobody can stop the deed itself any more; who asks to only leaves the file to the next close.
    """

    def stopped() -> bool:
        try:
            tell(keeping.MAKING_ANEW, 0, 0)
        except Refused:
            return True
        return False

    return "" if purge(store, label, order, stopped) else keeping.NOT_ANEW


def replace_backups(store: Store, since: datetime, tell: Tell = keeping.untold) -> str:
    """Make and check a backup now, and remove those made since a moment, which hold what was removed; gives a sentence.

    Refuses (``Refused``) while any legal hold stands: every backup is kept then.
    """
    with store.read() as session:
        standing = holds.standing_in(session)
    if standing:
        raise Refused(
            f"{standing[0].words} Every backup is kept until it is lifted. Nothing has been changed."
        )
    for key, value in old_backups.to_replace(store, since).items():
        store.set(key, value)
    store.note("purge", "Replace the backups that hold what was removed")
    return f"{keeping.back_up_now(store, tell)} {old_backups.says(store)}".strip()


def refuse_if_refused(preview: Preview) -> None:
    """Refuse what a preview says cannot be done."""
    if preview.refused:
        raise Refused(preview.refused)


def held_words(session: Session, concern: Concern) -> str:
    """The sentence of a legal hold that covers this; empty where none does."""
    hold = covering(holds.standing_in(session), concern)
    return "" if hold is None else f"{hold.words} Lift the hold first. Nothing has been changed."


def what_follows(preview: Preview) -> str:
    """Who else may still have what was removed, in a sentence."""
    papers = len(preview.papers)
    said = [f"{counted(papers, 'issued paper')} may still say it: withdraw what must not."] if papers else []
    # The one made just before holds it too.
    said.append(old_backups.words(preview.here + 1, preview.there))
    return " ".join(said)


def backups_since(store: Store, since: datetime) -> tuple[int, int]:
    """How many backups made since a moment there are here, and in the second place."""
    return old_backups.holding(store, since, second_place.places(store).there)


def _papers(session: Session, meetings: Iterable[str]) -> tuple[PaperRow, ...]:
    """The papers issued for these meetings whose bytes are still kept."""
    withdrawn = select(Withdrawal.issued_id).where(col(Withdrawal.removed).is_(False))
    rows = session.exec(
        select(IssuedPaper)
        .where(
            col(IssuedPaper.meeting_id).in_(set(meetings)),
            col(IssuedPaper.removed).is_(False),
            col(IssuedPaper.id).not_in(withdrawn),
        )
        .order_by(col(IssuedPaper.issued_at))
    )
    return tuple(PaperRow(one.id, paper_words(session, one), one.printed) for one in rows)


def paper_words(session: Session, paper: IssuedPaper) -> str:
    """An issued paper in words: "minutes, version 2, of Breckland LSCG, 14 January 2027"."""
    facts = facts_in(session, paper.meeting_id)
    return f"{paper.paper}, version {paper.version}, of {facts.group_short}, {spelt(facts.date)}"


def _places(session: Session, names: Iterable[str], ids: frozenset[str]) -> tuple[str, ...]:
    """Where else the names stand in what people wrote, in words."""
    pattern = names_pattern([*names])
    called, found = Names(session), []
    for table, kind in RECORDS.items():
        columns = SQLModel.metadata.tables[table].c
        fields = [
            one.name
            for one in columns
            if isinstance(one.type, AutoString) and not one.foreign_keys and one.name not in _NO_WORDS
        ]
        every: Any = kind
        shown = [getattr(every, name) for name in ("id", *fields)]
        for record_id, *texts in session.exec(select(*shown).where(col(every.removed).is_(False))):
            said = [str(text) for text in texts if text]
            # All at once first: of ten years hardly a record says the name.
            near = record_id not in ids and named_in("\n".join(said), pattern)
            if near and any(named_in(text, pattern) for text in said):
                found.append(called.subject(table, record_id))
    return tuple(sorted(found))


def first_written(session: Session, ids: Iterable[str]) -> datetime:
    """When the first of these records was first written down."""
    query = select(LogRow.id).where(col(LogRow.record).in_(set(ids))).order_by(LogRow.id)
    return moment(session.exec(query).first() or "0")


def _labels(session: Session) -> list[str]:
    return [label or "" for label in session.exec(select(DeedRow.label))]


def _ids(session: Session, column: Any, condition: Any) -> list[str]:  # noqa: ANN401 a column and a condition of any table
    return list(session.exec(select(column).where(condition)))
