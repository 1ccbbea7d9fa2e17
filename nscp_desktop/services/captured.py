"""What was recorded at an item, in order: showing, putting right, turning into another kind, striking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, func, literal, union_all
from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Action, Challenge, Decision, Meeting, Outcome, Remark, Talk, Theme
from nscp_desktop.rules.actions import ActionKind
from nscp_desktop.rules.capture import A_KIND, CaptureContext, Captured, Gap, Kind, Owner, parse
from nscp_desktop.rules.capture_raised import CHAIRS_MEETING
from nscp_desktop.rules.capture_reason import in_full
from nscp_desktop.rules.wording import LINE_MOST, line, quoted
from nscp_desktop.services import agenda
from nscp_desktop.services.action_rows import ActionRow, narrowed, rows_in, rows_of
from nscp_desktop.services.capture import add_in, next_reference
from nscp_desktop.services.owners import give
from nscp_desktop.services.strikes import mark_struck_in
from nscp_desktop.store.tables import DeedRow, LogRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from nscp_desktop.store import Store

Kept = Action | Decision | Outcome | Challenge | Talk | Remark
"""A record that the capture line makes."""

TABLES: dict[str, type[Kept]] = {
    "action": Action,
    "decision": Decision,
    "outcome": Outcome,
    "challenge": Challenge,
    "talk": Talk,
    "remark": Remark,
}
KINDS = {
    "action": Kind.ACTION,
    "decision": Kind.DECISION,
    "outcome": Kind.OUTCOME,
    "challenge": Kind.CHALLENGE,
    "talk": Kind.YOUTH_BOARD,
    "remark": Kind.NOTE,
}


@dataclass(frozen=True, slots=True)
class CapturedRow:
    """One thing recorded at an item.

    ``reason`` is a decision's, ``raised_to`` a challenge's. ``action`` is there for an action, with its owner and date in words;
    ``gaps`` are what it still needs (no owner, which owner, no date). ``recorded_at`` is in the
    partnership's zone, None where no time was kept.
    """

    table: str
    record_id: str
    kind: Kind
    item_id: str
    text: str
    reason: str
    theme: str
    recorded_at: datetime | None
    action: ActionRow | None
    gaps: tuple[Gap, ...]
    raised_to: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An action that read-back asks about, with the number of the item it was recorded at."""

    row: ActionRow
    item_number: int
    gaps: tuple[Gap, ...]

    @property
    def question(self) -> str:
        """What to ask while people are still here: "Who will do this, and by when?"."""
        who = Gap.NO_OWNER in self.gaps or Gap.WHICH_OWNER in self.gaps
        when = Gap.NO_DATE in self.gaps or Gap.NOT_SAID in self.gaps
        if who and when:
            return "Who will do this, and by when?"
        return "Who will do this?" if who else "By when?"


def rows(store: Store, meeting_id: str, item_id: str | None = None) -> tuple[CapturedRow, ...]:
    """Give what was recorded at an item, or at the whole meeting, in the order it was said."""
    now = store.now()
    with store.read() as session:
        actions = rows_of(session, now.date(), _ACTIONS, meeting=meeting_id)
        others = session.connection().execute(_OTHERS, {"meeting": meeting_id}).all()
    given = [
        CapturedRow(
            "action", row.id, Kind.ACTION, row.item_id or "", row.text, "", row.theme,
            row.recorded_at and row.recorded_at.astimezone(now.tzinfo), row, gaps(row),
        )
        for row in actions
        if item_id in {None, row.item_id}
    ]  # fmt: skip
    for table, record_id, of_item, text, reason, theme, at, to in others:
        if item_id in {None, of_item}:
            local = None if at is None else at.astimezone(now.tzinfo)
            kind, of = KINDS[table], of_item or ""
            given.append(CapturedRow(table, record_id, kind, of, text, reason, theme, local, None, (), to))
    last = store.now()
    return tuple(sorted(given, key=lambda row: (row.recorded_at or last, row.record_id)))


def newest(store: Store, record_ids: Collection[str]) -> str:
    """Which of these records was made last, by the order of the deeds; nothing where none was.

    Their times do not tell: the laptop's clock may have been put back in between.
    """
    with store.read() as session:
        made = select(LogRow.record).where(LogRow.field == "", col(LogRow.record).in_(record_ids))
        return session.exec(made.order_by(col(LogRow.id).desc())).first() or ""


_WRITTEN_AT: Any = (
    select(func.min(DeedRow.at))
    .join(LogRow, col(LogRow.deed_id) == col(DeedRow.id))
    .where(col(LogRow.record) == col(Talk.id), col(LogRow.table) == "talk")
    .scalar_subquery()
)


def _others() -> Any:  # noqa: ANN401 a statement of eight columns
    """What is recorded besides actions, one part for each table; what a room recorded stands on its card."""
    parts: list[Any] = []
    kinds: tuple[Any, ...] = (Decision, Outcome, Challenge, Remark, Talk)
    for record in kinds:
        has = record.model_fields
        theme = Theme.name if "theme_id" in has else literal("")
        columns: tuple[Any, ...] = (
            literal(str(record.__tablename__)),
            record.id,
            record.item_id,
            record.text,
            record.reason if "reason" in has else literal(""),
            func.coalesce(theme, ""),
            # A talk keeps its day only; its time is that of the deed that wrote it.
            record.recorded_at if "recorded_at" in has else _WRITTEN_AT,
            record.raised_to if "raised_to" in has else literal(""),
        )
        part = select(*columns).select_from(record)
        if "theme_id" in has:
            part = part.outerjoin(Theme, col(Theme.id) == record.theme_id)
        part = part.where(record.meeting_id == bindparam("meeting"), col(record.removed).is_(False))
        parts.append(part.where(col(record.room_id).is_(None)) if "room_id" in has else part)
    return union_all(*parts)


# Asked after every deed at an item, so the statements are put together once.
_OTHERS = _others()
_ACTIONS = narrowed(col(Action.meeting_id) == bindparam("meeting"), col(Action.room_id).is_(None))


def gaps(row: ActionRow) -> tuple[Gap, ...]:
    """What an action still needs before the meeting closes."""
    found = []
    if not row.owned:
        found.append(Gap.WHICH_OWNER if row.owner_words else Gap.NO_OWNER)
    if row.due is None:
        found.append(Gap.NO_DATE)
    elif not row.due_said and row.kind == ActionKind.TOGETHER:
        found.append(Gap.NOT_SAID)
    return tuple(found)


def unfinished(store: Store, meeting_id: str) -> tuple[Unfinished, ...]:
    """The actions of a meeting (its rooms too) without an owner or a date, in order of their references."""
    with store.read() as session:
        found = rows_in(session, store.now().date(), col(Action.meeting_id) == meeting_id)
        numbers = {row.item_id: row.number for row in agenda.agenda_in(session, meeting_id).rows}
    waiting = [
        Unfinished(row, numbers.get(row.item_id or "", 0), gaps(row))
        for row in sorted(found, key=lambda one: one.reference)
    ]
    return tuple(one for one in waiting if one.gaps)


def meeting_actions(store: Store, meeting_id: str) -> tuple[ActionRow, ...]:
    """Every action promised at a meeting, its rooms' too, in order of their references."""
    with store.read() as session:
        found = rows_in(session, store.now().date(), col(Action.meeting_id) == meeting_id)
    return tuple(sorted(found, key=lambda one: one.reference))


# -- putting right ----------------------------------------------------------------------------------


def correct_text(store: Store, table: str, record_id: str, text: str) -> None:
    """Put the words of a record right; refuses an empty line."""
    kept = line(text)
    if not kept:
        raise Refused("A record needs its words. Strike it if it should go. Nothing has been changed.")
    with store.change(f"Put right {_words(store, table, record_id)}") as session:
        _get(session, table, record_id).text = kept


def correct_reason(store: Store, decision_id: str, reason: str) -> None:
    """Put the reason of a decision right; an empty one takes it away."""
    kept = line(reason, "The reason")
    with store.change("Put right the reason of a decision") as session:
        session.get_one(Decision, decision_id).reason = kept


def part_reason(store: Store, decision_id: str, text: str, reason: str) -> None:
    """Part a decision into its words and its reason, or make one sentence of them; refuses an empty line."""
    kept, why = line(text), line(reason, "The reason")
    if not kept:
        raise Refused("A record needs its words. Strike it if it should go. Nothing has been changed.")
    with store.change("Put right the reason of a decision") as session:
        record = session.get_one(Decision, decision_id)
        record.text, record.reason = kept, why


def raise_to(store: Store, challenge_id: str, body: str) -> None:
    """Raise a challenge to another body, by its name; refuses an empty one."""
    kept = line(body, "The body")
    if not kept:
        raise Refused("A challenge is raised to somebody. Nothing has been changed.")
    with store.change("Put right to whom a challenge is raised") as session:
        session.get_one(Challenge, challenge_id).raised_to = kept


def correct_theme(store: Store, table: str, record_id: str, theme_id: str | None, *, text: str = "") -> None:
    """Give a record another theme, or none; a note and what was said about an ask have none.

    ``text`` are its words, where they change with it.
    """
    kept = line(text)
    with store.change(f"Put right the theme of {_words(store, table, record_id)}") as session:
        record = _get(session, table, record_id)
        if isinstance(record, Talk | Remark):
            raise Refused("A note has no theme. Make it an action or a decision first.")
        record.theme_id, record.text = theme_id, kept or record.text


def complete(store: Store, action_id: str, said: str, context: CaptureContext) -> tuple[Gap, ...]:
    """Complete an action from a few typed words ("joe by 22 jan", "next meeting") as one deed.

    Gives what is still open. Refuses words that name neither an owner nor a date.
    """
    understood = _completion(line(said), context)
    owner = understood.owner
    if owner is None and understood.due is None:
        choices = " or ".join(one.label for one in understood.candidates)
        which = f"Which one: {choices}?" if choices else f"{quoted(said)} names neither a person nor a date."
        raise Refused(f"{which} Nothing has been changed.")
    with store.change(f"Complete {_words(store, 'action', action_id)}") as session:
        record = session.get_one(Action, action_id)
        if owner is not None:
            give(session, record, owner, understood.owner_said)
        if understood.due is not None:
            record.due, record.due_words, record.due_said = understood.due, understood.due_words, True
    return gaps(_row(store, action_id))


def give_owner(store: Store, action_id: str, owner: Owner | None, *, text: str = "") -> None:
    """Give an action the owner that was chosen, or none; ``text`` are its words, where they change with it.

    The words that named the owner before stay with an action that has none, unless ``text`` holds them.
    """
    kept = line(text)
    with store.change(f"Put right the owner of {_words(store, 'action', action_id)}") as session:
        record = session.get_one(Action, action_id)
        give(session, record, owner, "" if kept or owner is not None else record.owner_words)
        record.text = kept or record.text


def give_date(store: Store, action_id: str, due: date | None, said: str = "", *, text: str = "") -> None:
    """Give an action the day that was chosen, and how it was said, or none; ``text`` as in :func:`give_owner`."""
    kept, words = line(text), line(said, "The date")
    with store.change(f"Put right the date of {_words(store, 'action', action_id)}") as session:
        record = session.get_one(Action, action_id)
        record.due, record.due_words, record.due_said = due, words, due is not None
        record.text = kept or record.text


def turn_into(
    store: Store, table: str, record_id: str, kind: Kind, context: CaptureContext, *, said: str = ""
) -> tuple[str, str]:
    """Make a record another kind, as "Was this an action?" asks; gives the new table and id.

    The old record is struck in the same deed. Its words are understood again as the new kind: those of the
    line it was typed as, ``said``, where that is still known; else what the new kind has no field for, as the
    owner and the day of an action that is no more, is put behind its words.
    """
    with store.read() as session:
        old = _get(session, table, record_id)
        meeting_id, item_id = old.meeting_id, old.item_id
        if meeting_id is None or item_id is None:
            raise Unknown("That record belongs to no item. Nothing has been changed.")
        words = line(said) or _in_full(session, old, store.now().date())
        captured = parse(words, context, kind)
        meeting = session.get_one(Meeting, meeting_id)
        serial = next_reference(session, meeting) if kind is Kind.ACTION else ""
    with store.change(f"Make {_words(store, table, record_id)} {A_KIND[kind]}") as session:
        record = _get(session, table, record_id)
        record.removed = True
        made = add_in(store, session, meeting_id, item_id, captured, serial)
        mark_struck_in(store, session, record, became=made[1])
        return made


def strike(store: Store, table: str, record_id: str) -> None:
    """Take a record off the meeting; undo brings it back until the meeting closes, then it is gone for good."""
    with store.change(f"Strike {_words(store, table, record_id)}") as session:
        record = _get(session, table, record_id)
        record.removed = True
        mark_struck_in(store, session, record)


def _completion(said: str, context: CaptureContext) -> Captured:
    """Understand words that complete an action: an owner, a date, or both, in either order."""
    # A deed after and before the words makes "joe", "by 22 jan" and "joe, next meeting" read as in an action.
    before, after = parse(f"action {said} to do it", context), parse(f"action to do it {said}", context)
    named = before if before.owner is not None or before.candidates else after
    dated = before if before.due_said else after
    return replace(named, due=dated.due if dated.due_said else None, due_words=dated.due_words)


def _in_full(session: Session, record: Kept, today: date) -> str:
    """The words of a record with what another kind has no field for: owner and day, reason, whom it went to."""
    full = record.text
    if isinstance(record, Action):
        row = rows_in(session, today, col(Action.id) == record.id)[0]
        due = "" if row.due is None else f"by {row.due.day} {row.due:%B %Y}"
        known = [part for part in (row.owner if row.owned else row.owner_words, due) if part]
        full = f"{row.text} ({', '.join(known)})" if known else row.text
    elif isinstance(record, Decision):
        full = in_full(record.text, record.reason)
    elif isinstance(record, Challenge) and record.raised_to != CHAIRS_MEETING:
        full = f"{record.text} (to {record.raised_to})"
    return full if len(full) <= LINE_MOST else record.text


def _row(store: Store, action_id: str) -> ActionRow:
    with store.read() as session:
        return rows_in(session, store.now().date(), col(Action.id) == action_id)[0]


def _get(session: Session, table: str, record_id: str) -> Kept:
    record = cast("Kept | None", session.get(TABLES[table], record_id))
    if record is None or record.removed:
        raise Unknown("That record is not there any more. Nothing has been changed.")
    return record


def _words(store: Store, table: str, record_id: str) -> str:
    """The record in words, "B-2701-04" or "a decision"; refuses (:class:`Unknown`) a record that is not there."""
    with store.read() as session:
        record = _get(session, table, record_id)
        return record.reference if isinstance(record, Action) else A_KIND[KINDS[table]]
