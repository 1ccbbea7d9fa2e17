"""The capture line's two ends: what its words can mean in a meeting, and recording what was understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import (
    Action,
    Alias,
    BoardLink,
    BoardMeeting,
    Challenge,
    Decision,
    Group,
    Meeting,
    Organisation,
    Outcome,
    Partnership,
    Record,
    Remark,
    Sector,
    Theme,
)
from nscp_desktop.rules import capture as rules
from nscp_desktop.rules.capture import A_KIND, CaptureContext, Captured, Kind
from nscp_desktop.rules.capture_raised import CHAIRS_MEETING
from nscp_desktop.rules.days import Days
from nscp_desktop.rules.meetings import GONE, MeetingKind
from nscp_desktop.rules.references import next_serial, reference
from nscp_desktop.rules.wording import fold, line
from nscp_desktop.services import calendars, half_typed
from nscp_desktop.services.agenda import theme_in
from nscp_desktop.services.asks import talk_in
from nscp_desktop.services.directory import here_now, people_for
from nscp_desktop.services.item_numbers import item_number_in
from nscp_desktop.services.owners import give, organisations_in
from nscp_desktop.services.people import members_on
from nscp_desktop.services.register import meeting_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from nscp_desktop.rules.year_dates import Span
    from nscp_desktop.store import Store

FOR_YOUTH_BOARD = "For the youth board:"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a line became: where it is kept, its reference if it is an action, and a sentence for the ear."""

    table: str
    record_id: str
    kind: Kind
    reference: str
    sentence: str


def line_of(meeting_id: str) -> half_typed.Box:
    """The capture line of a meeting, as the box that keeps what is half typed."""
    return half_typed.Box("meeting", meeting_id, "capture line")


def context(store: Store, meeting_id: str) -> CaptureContext:
    """Give what the words of a line can mean at a meeting.

    Ask again when a person, the register or a date changes, not at every key. Refuses a meeting that
    does not exist (:class:`~nscp_desktop.errors.Unknown`).
    """
    with store.read() as session:
        meeting = meeting_in(session, meeting_id)
        partnership = session.exec(select(Partnership).where(col(Partnership.removed).is_(False))).first()
        return CaptureContext(
            days=_days(session, meeting, store.now().date(), calendars.school_holidays(store)),
            people=people_for(store, meeting_id),
            organisations=_organisations(session, meeting),
            groups=_groups(session),
            themes=_themes(session),
            partnership=("NSCP",) if partnership is None else (partnership.short, partnership.name),
            co_chairs=tuple(
                one.person_id for one in members_on(session, meeting.group_id, meeting.date) if one.co_chair
            ),
            me=store.actor,
        )


def heard_by(store: Store, meeting_id: str, known: CaptureContext) -> CaptureContext:
    """Give the same context with those who are here now; for after a mark, when nobody is new."""
    return replace(known, people=known.people.with_here(here_now(store, meeting_id)))


def record(
    store: Store, meeting_id: str, item_id: str, captured: Captured, room_id: str | None = None
) -> Recorded:
    """Record an understood line at an item, or an action in one of its rooms, as one deed.

    The line that was kept half typed at the meeting is settled by it.
    A line without a theme takes the item's. What is still open (no owner, no date) is recorded all the same and waits at read-back. A line to the
    youth board becomes what was said about the one ask that is open, else a note "For the youth board".
    Refuses a line without words, over 2,000 characters or with control characters.
    """
    if captured.empty:
        raise Refused("There are no words to record yet. Nothing has been changed.")
    line(captured.text)
    line(captured.reason, "The reason")
    # Words that stay on the row while they are not understood are kept, shown and printed like any others.
    line(captured.owner_said, "The owner")
    line(captured.due_words, "The date")
    with store.read() as session:
        meeting = meeting_in(session, meeting_id)
        if meeting.status in GONE:
            raise Refused(f"This meeting was {meeting.status}, so nothing can be recorded at it.")
        number = item_number_in(session, meeting_id, item_id)
        serial = next_reference(session, meeting) if captured.kind is Kind.ACTION else ""
    label = f"Record {serial}" if serial else f"Record {A_KIND[captured.kind]} at item {number}"
    with store.change(label) as session:
        table, record_id = add_in(store, session, meeting_id, item_id, captured, serial, room_id)
        # The half-typed line goes in the same commit, not in one more.
        half_typed.settle_in(store, session, line_of(meeting_id))
    return Recorded(table, record_id, captured.kind, serial, spoken(captured, serial))


def add_in(
    store: Store,
    session: Session,
    meeting_id: str,
    item_id: str,
    captured: Captured,
    serial: str = "",
    room_id: str | None = None,
) -> tuple[str, str]:
    """Add the record of an understood line to an open change; gives its table and id."""
    meeting = meeting_in(session, meeting_id)
    text = captured.text or captured.reason
    themes = [theme.theme_id for theme in captured.themes]
    theme_id = themes[0] if themes else theme_in(session, meeting_id, item_id)
    at = store.now()
    made: Record
    if captured.kind is Kind.ACTION:
        made = Action(
            group_id=meeting.group_id, meeting_id=meeting_id, item_id=item_id, room_id=room_id, reference=serial,
            kind=rules.action_kind(captured.owner), text=text, due=captured.due, due_words=captured.due_words,
            due_said=captured.due_said, theme_id=theme_id, recorded_at=at,
        )  # fmt: skip
        session.add(made)
        give(session, made, captured.owner, captured.owner_said)
    elif captured.kind is Kind.DECISION:
        reason = captured.reason if captured.text else ""
        made = Decision(
            meeting_id=meeting_id,
            item_id=item_id,
            text=text,
            reason=reason,
            theme_id=theme_id,
            recorded_at=at,
        )
    elif captured.kind is Kind.OUTCOME:
        made = Outcome(
            meeting_id=meeting_id, item_id=item_id, room_id=room_id, text=text, theme_id=theme_id, recorded_at=at
        )  # fmt: skip
    elif captured.kind is Kind.CHALLENGE:
        made = Challenge(
            meeting_id=meeting_id, item_id=item_id, room_id=room_id, text=text, theme_id=theme_id, recorded_at=at,
            raised_to=captured.raised_to or CHAIRS_MEETING,
        )  # fmt: skip
    elif captured.kind is Kind.YOUTH_BOARD:
        made = talk_in(session, meeting, item_id, text) or Remark(
            meeting_id=meeting_id, item_id=item_id, text=f"{FOR_YOUTH_BOARD} {text}", recorded_at=at
        )
    else:
        made = Remark(meeting_id=meeting_id, item_id=item_id, text=text, recorded_at=at)
    session.add(made)
    return str(made.__tablename__), made.id


def next_reference(session: Session, meeting: Meeting) -> str:
    """The reference of the next action of a meeting's group in its month: B-2701-04 (struck ones stay used)."""
    code = session.get_one(Group, meeting.group_id).code
    used = session.exec(
        select(Action.reference).where(
            Action.group_id == meeting.group_id,
            col(Action.reference).startswith(f"{code}-{meeting.date:%y%m}-"),
        )
    ).all()
    return reference(code, meeting.date, next_serial(used, code, meeting.date))


def spoken(captured: Captured, serial: str) -> str:
    """What is announced of a recorded line: "Action B-2701-04, Joe Blackwood, 22 January 2027" and what is still open."""
    words = [f"{str(captured.kind).capitalize()}{f' {serial}' if serial else ''}"]
    if captured.kind is Kind.ACTION:
        words += [captured.owner.label] if captured.owner else []
        words += [f"{captured.due.day} {captured.due:%B %Y}"] if captured.due else []
        words += captured.remarks
    else:
        words.append("recorded")
    return ", ".join(words)


# -- what the words of a line can mean --------------------------------------------------------------


def _days(session: Session, meeting: Meeting, today: date, holidays: Sequence[Span]) -> Days:
    """Today, the group's further meetings, the next meeting of a board that faces the group, the schools' holidays."""
    coming = session.exec(
        select(col(Meeting.date))
        .where(
            Meeting.group_id == meeting.group_id,
            Meeting.date > meeting.date,
            col(Meeting.status).not_in(GONE),
            Meeting.kind == MeetingKind.ORDINARY,
            col(Meeting.removed).is_(False),
        )
        .order_by(col(Meeting.date))
    ).all()
    board = session.exec(
        select(func.min(BoardMeeting.date))
        .join(BoardLink, col(BoardLink.board_id) == BoardMeeting.board_id)
        .where(
            BoardLink.group_id == meeting.group_id,
            BoardMeeting.date > meeting.date,
            col(BoardLink.removed).is_(False),
            col(BoardMeeting.removed).is_(False),
        )
    ).one()
    return Days(
        today=today,
        next_meeting=coming[0] if coming else None,
        next_youth_board=board,
        meetings=tuple(coming[1:]),
        holidays=tuple((fold(one.name), one.starts) for one in holidays if not one.whose),
    )


def _organisations(session: Session, meeting: Meeting) -> tuple[rules.Organisation, ...]:
    ours = frozenset(organisations_in(session, meeting.group_id, meeting.date))
    rows = session.exec(
        select(Organisation.id, Organisation.name, Organisation.short, Sector.name)
        .join(Sector, col(Sector.id) == col(Organisation.sector_id), isouter=True)
        .where(col(Organisation.removed).is_(False))
        .order_by(Organisation.name)
    )
    return tuple(
        rules.Organisation(organisation_id, name, short, sector or "", in_group=organisation_id in ours)
        for organisation_id, name, short, sector in rows
    )


def _groups(session: Session) -> tuple[rules.Group, ...]:
    aliases: dict[str, tuple[str, ...]] = {}
    for group_id, alias in session.exec(
        select(Alias.group_id, Alias.name).where(col(Alias.removed).is_(False)).order_by(Alias.name)
    ):
        aliases[group_id] = (*aliases.get(group_id, ()), alias)
    rows = session.exec(
        select(Group.id, Group.code, Group.name)
        .where(col(Group.removed).is_(False))
        .order_by(col(Group.position))
    )
    return tuple(rules.Group(code, name, aliases.get(group_id, ())) for group_id, code, name in rows)


def _themes(session: Session) -> tuple[rules.Theme, ...]:
    rows = session.exec(
        select(Theme.id, Theme.name, Theme.code, Theme.words)
        .where(col(Theme.removed).is_(False))
        .order_by(col(Theme.position))
    )
    return tuple(
        rules.Theme(theme_id, name, code, tuple(word.strip() for word in words.split(",") if word.strip()))
        for theme_id, name, code, words in rows
    )
