"""Striking a line of the notes, or a record: hidden at once, undone until the meeting closes, then gone for good."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from nscp_desktop import log
from nscp_desktop.errors import Refused
from nscp_desktop.records import Meeting, MeetingItem, Progress, Reply, StruckLine
from nscp_desktop.rules import strikes as rules
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.retention import Held, covering, named_in, names_pattern
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import holds, notes, old_backups
from nscp_desktop.services.item_numbers import item_number_in
from nscp_desktop.store.clock import moment
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.purge import Order, Target, purge
from nscp_desktop.store.tables import LogRow
from nscp_desktop.store.wordings import ROUGH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nscp_desktop.rules.retention import Hold
    from nscp_desktop.store import Store

_RECORDED: Final = ("action", "decision", "outcome", "challenge", "talk", "remark")
_EVER: Final = datetime(2000, 1, 1, tzinfo=UTC)
_MORE_WORDS: Final = {"action": ("owner_words", "due_words")}
"""What of a record is words besides its free text."""


def strike_line(store: Store, meeting_id: str, item_id: str, number: int) -> None:
    """Strike one line (counted from 0) of an item's notes, as kept; undo brings it back until the meeting closes.

    Refuses (``Refused``) a meeting that does not run, and a line without words.
    """
    found = rules.struck(notes.notes(store, meeting_id, item_id).text, number)
    if found is None:
        raise Refused("There are no words in that line. Put the cursor into the line to strike.")
    line, rest = found
    with store.read() as session:
        meeting = session.get_one(Meeting, meeting_id)
        if meeting.status != Status.RUNNING:
            raise Refused("A line is struck while its meeting runs. Nothing has been changed.")
        item, opened_at = item_number_in(session, meeting_id, item_id), meeting.opened_at
        record = notes.record_id(meeting_id, item_id)
        since = rules.since(_wordings(session, record), line) or opened_at
    with store.change(f"Strike a line of the notes of item {item}") as session:
        session.get_one(MeetingItem, record).note = rest
        session.add(
            StruckLine(
                meeting_id=meeting_id, item_id=item_id, table=notes.TABLE, record=record, field=notes.FIELD,
                text=line, since=since, struck_at=store.now(),
            )
        )  # fmt: skip


def mark_struck_in(store: Store, session: Session, record: Any, became: str = "") -> None:  # noqa: ANN401 any of the recorded kinds
    """Note, within the deed that strikes it, that a record is to go when its meeting closes.

    ``became`` is the record that takes its place: then it goes only if that one is struck.
    """
    if record.meeting_id is None:
        return
    made = session.exec(
        select(LogRow.id).where(LogRow.record == record.id, LogRow.field == "").order_by(LogRow.id)
    ).first()
    before = session.exec(
        select(LogRow.id)
        .where(col(LogRow.table).in_(_RECORDED), LogRow.field == "", LogRow.id < (made or ""))
        .order_by(col(LogRow.id).desc())
    ).first()
    # The line was typed, and a draft, after the one before was recorded.
    since = None if before is None else moment(before)
    opened_at = session.get_one(Meeting, record.meeting_id).opened_at
    if since is None or (opened_at is not None and since < opened_at):
        since = opened_at
    session.add(
        StruckLine(
            meeting_id=record.meeting_id, item_id=record.item_id, table=str(record.__tablename__),
            record=record.id, became=became, since=since, struck_at=store.now(),
        )
    )  # fmt: skip


def fate(store: Store, meeting_id: str) -> str:
    """What becomes of what is struck at a meeting, in a sentence."""
    with store.read() as session:
        hold = covering(holds.standing_in(session), holds.of_meeting(session, meeting_id))
    if hold is not None:
        return f"It is hidden, and kept until the legal hold on {hold.subject} is lifted."
    return "It is gone for good when the meeting closes."


def struck(store: Store, meeting_id: str) -> int:
    """How many lines and records of a meeting are struck and not yet gone."""
    with store.read() as session:
        query = _due().where(StruckLine.meeting_id == meeting_id, col(StruckLine.removed).is_(False))
        return sum(not one.became for one in session.exec(query))


def finish(store: Store) -> str:
    """Purge what was struck at meetings that are closed; gives a sentence, empty when there was nothing.

    What a legal hold covers stays hidden and is kept; the sentence says so.
    """
    if store.read_only:
        return ""
    with store.read() as session:
        lines = session.exec(
            _due()
            .join(Meeting, col(Meeting.id) == StruckLine.meeting_id)
            .where(Meeting.status != Status.RUNNING)
        ).all()
        standing = holds.standing_in(session) if lines else ()
        going, held = _sorted(session, lines, standing)
        order = _order(store, session, going)
    kept = f"{counted(len(held), 'struck line')} kept, hidden, until the hold is lifted." if held else ""
    if not going:
        return kept
    number = sum(not one.removed for one in going)
    try:
        purge(store, "Remove struck lines for good", order)
    except Refused as refusal:
        log.fault(refusal)
        return (
            "What was struck is hidden, but could not be removed now. It goes when the store is opened next."
        )
    gone = f"{counted(number, 'struck line')} gone for good. {old_backups.says(store)}" if number else ""
    return f"{gone} {kept}".strip()


def _due() -> Any:  # noqa: ANN401 a statement
    return select(StruckLine).where(col(StruckLine.gone_at).is_(None)).order_by(col(StruckLine.struck_at))


def _sorted(
    session: Session, lines: Iterable[StruckLine], standing: tuple[Hold, ...]
) -> tuple[list[StruckLine], list[StruckLine]]:
    """The lines that go, those of which only the copy goes because they were brought back too; and those held."""
    going = {one.record for one in lines if not one.became and not one.removed}
    every = list(lines)
    while more := {one.record for one in every if one.became in going and not one.removed} - going:
        going |= more
    found = [one for one in every if one.removed or not one.became or one.became in going]
    held = [one for one in found if _held(session, one, standing)]
    return [one for one in found if one not in held], held


def _held(session: Session, line: StruckLine, standing: tuple[Hold, ...]) -> bool:
    if covering(standing, holds.of_meeting(session, line.meeting_id)) is not None:
        return True
    people = [hold.subject for hold in standing if hold.kind is Held.PERSON]
    return any(named_in(text, names_pattern(people)) for text in _texts(session, line))


def _texts(session: Session, line: StruckLine) -> list[str]:
    """The words of a struck line or record."""
    record = session.get(RECORDS[line.table], line.record)
    fields = () if line.field else word_fields(line.table)
    found = [line.text, *(getattr(record, name, None) or "" for name in fields)]
    return [text for text in found if text]


def word_fields(table: str) -> tuple[str, ...]:
    """The fields of a record in which people's words stand."""
    return (*sorted(ROUGH[table]), *_MORE_WORDS.get(table, ()))


def _order(store: Store, session: Session, going: list[StruckLine]) -> Order:
    targets = [Target("struck_line", one.id, "text") for one in going]
    struck_ones = [one for one in going if not one.removed]
    words: list[str] = []
    for one in struck_ones:
        words += _texts(session, one)
        if one.field:
            targets.append(Target(one.table, one.record, one.field, wordings=True, since=one.since))
        else:
            targets += [Target(one.table, one.record, name) for name in word_fields(one.table)]
            targets += _on_action(session, one.record)
    at, ids = store.now(), [one.id for one in going]

    def gone(deed: Session) -> None:
        for line_id in ids:
            deed.get_one(StruckLine, line_id).gone_at = at

    begins = [one.since or _EVER for one in struck_ones]
    settings = old_backups.to_replace(store, min(begins)) if begins else {}
    return Order("strike", tuple(targets), tuple(words), also=gone, settings=settings)


def _on_action(session: Session, action_id: str) -> list[Target]:
    """What was said on an action and answered to it goes with it."""
    said = session.exec(select(Progress.id).where(Progress.action_id == action_id))
    replies = session.exec(select(Reply.id).where(Reply.action_id == action_id))
    return [
        *(Target("progress", one, "text") for one in said),
        *(Target("reply", one, "text") for one in replies),
    ]


def _wordings(session: Session, record: str) -> list[rules.Wording]:
    query = select(LogRow).where(
        LogRow.table == notes.TABLE, LogRow.record == record, LogRow.field == notes.FIELD
    )
    return [
        rules.Wording(moment(row.id), None if row.value is None else json.loads(row.value))
        for row in session.exec(query.order_by(LogRow.id))
    ]
