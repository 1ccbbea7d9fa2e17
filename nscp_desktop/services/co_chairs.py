"""Co-chairs: members who chair a group for a term. ``last_day`` is the last day of a term."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from nscp_desktop.errors import Refused
from nscp_desktop.records import CoChair
from nscp_desktop.services.people import group_short, known_name, members_on
from nscp_desktop.services.tenure import end_on, not_ended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nscp_desktop.store import Store


def start_co_chair(store: Store, group_id: str, person_id: str, starts: date) -> None:
    """Begin a member's term as co-chair.

    Refuses somebody who is no member on that day, or is a co-chair already (``Refused``).
    """
    with store.read() as session:
        group = group_short(session, group_id)
        name = known_name(session, person_id)
        mine = [one for one in members_on(session, group_id, starts) if one.person_id == person_id]
    if not mine:
        raise Refused(f"{name} is not a member of {group} then. Add a seat first. Nothing has been changed.")
    if mine[0].co_chair:
        raise Refused(f"{name} is already a co-chair of {group}. Nothing has been changed.")
    with store.change(f"Make {name} co-chair of {group}") as session:
        session.add(CoChair(group_id=group_id, person_id=person_id, starts=starts))


def end_co_chair(store: Store, group_id: str, person_id: str, last_day: date) -> None:
    """End a co-chair's term. Refuses somebody who is no co-chair of the group after that day (``Refused``)."""
    with store.read() as session:
        group = group_short(session, group_id)
        name = known_name(session, person_id)
        if not _terms(session, group_id, person_id, last_day + timedelta(days=1)):
            raise Refused(f"{name} is not a co-chair of {group}. Nothing has been changed.")
    with store.change(f"End {name} as co-chair of {group}") as session:
        for term in _terms(session, group_id, person_id, last_day + timedelta(days=1)):
            end_on(term, last_day)


def end_terms_in(session: Session, group_id: str, person_ids: Iterable[str], last_day: date) -> None:
    """End, within a deed, the terms of those who have no seat of the group any more after ``last_day``."""
    session.flush()
    after = last_day + timedelta(days=1)
    staying = {one.person_id for one in members_on(session, group_id, after)}
    for person_id in person_ids:
        if person_id not in staying:
            for term in _terms(session, group_id, person_id, after):
                end_on(term, last_day)


def _terms(session: Session, group_id: str, person_id: str, day: date) -> list[CoChair]:
    query = select(CoChair).where(CoChair.group_id == group_id, CoChair.person_id == person_id)
    return not_ended(session.exec(query), day)
