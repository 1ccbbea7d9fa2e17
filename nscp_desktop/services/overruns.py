"""Answering that a meeting will not end in time: the choice is done and recorded as one deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import OverrunChoice
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.overrun import Choice, Coming, Way, choices
from nscp_desktop.services.agenda import agenda, own_row
from nscp_desktop.services.agenda_items import changeable, short_title
from nscp_desktop.services.parking import park_in

if TYPE_CHECKING:
    from datetime import datetime

    from nscp_desktop.services.agenda import Agenda
    from nscp_desktop.store import Store


def offered(
    shown: Agenda, current_id: str | None, forecast_end: datetime, overrun: int
) -> tuple[Choice, ...]:
    """The ways to answer an overrun of so many minutes, from the items after the current one."""
    rows = shown.rows
    at = next((place for place, row in enumerate(rows) if row.item_id == current_id), -1)
    coming = [
        Coming(row.item_id, row.number, row.title, row.minutes, row.kind, row.duty)
        for row in rows[at + 1 :]
        if row.started_at is None
    ]
    return choices(coming, forecast_end, overrun)


def choose(store: Store, meeting_id: str, choice: Choice) -> str:
    """Do what was chosen and record it; gives a sentence that says what holds now.

    Refuses a meeting that is not running, and an item that cannot be shortened or parked any more.
    """
    row = agenda(store, meeting_id).row(choice.item_id) if choice.item_id else None
    with store.change(_label(choice)) as session:
        meeting = changeable(session, meeting_id)
        if meeting.status != Status.RUNNING:
            raise Refused("This meeting is not running. Nothing has been changed.")
        session.add(
            OverrunChoice(
                meeting_id=meeting_id,
                item_id=meeting.current_item_id,
                way=choice.way.value,
                subject_id=choice.item_id or None,
                before=choice.before,
                minutes=choice.minutes,
                ends=choice.ends,
                chosen_at=store.now(),
            )
        )
        if row is None:
            return f"The meeting finishes at {choice.ends:%H:%M}."
        if choice.way is Way.PARK:
            return park_in(store, session, meeting_id, row)
        if row.started_at is not None:
            raise Refused(f"{row.title} has begun, so it keeps its time. Nothing has been changed.")
        own_row(session, meeting_id, row.item_id).minutes = choice.minutes
        return f"{row.title} has {choice.minutes} minutes now."


def accepted_end(store: Store, meeting_id: str) -> datetime | None:
    """When the meeting is to end by the last choice made in it; None when none was made."""
    with store.read() as session:
        query = (
            select(OverrunChoice.ends)
            .where(col(OverrunChoice.meeting_id) == meeting_id, col(OverrunChoice.removed).is_(False))
            .order_by(col(OverrunChoice.chosen_at).desc())
        )
        return session.exec(query).first()


def _label(choice: Choice) -> str:
    """The deed: "Shorten Feedback to 8 minutes", "Park Workplan check", "Finish at 12:09"."""
    if choice.way is Way.SHORTEN:
        return f"Shorten {short_title(choice.title)} to {choice.minutes} minutes"
    if choice.way is Way.PARK:
        return f"Park {short_title(choice.title)}"
    return f"Finish at {choice.ends:%H:%M}"
