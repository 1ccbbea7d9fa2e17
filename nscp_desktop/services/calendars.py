"""Calendars beside the meetings': the bank holidays of England, and the school holidays a coordinator keeps.

School holidays are lines of the partnership's own wording: they come with its file and are edited as text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlmodel import col, select

from nscp_desktop.records import Wording, meeting_point
from nscp_desktop.rules.school_terms import readable, spans_in
from nscp_desktop.rules.wording import note
from nscp_desktop.rules.year_dates import Span
from nscp_desktop.services import partnership

if TYPE_CHECKING:
    from nscp_desktop.store import Store

SCHOOL_HOLIDAYS = "school holidays"
"""The key of the wording that holds them, one a line."""

_COUNTRY, _PART = "GB", "ENG"


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> tuple[Span, ...]:
    """The bank holidays of England in a calendar year, by day."""
    # Its tables of the whole world take a fifth of a second to load; nothing but a year's dates needs them.
    import holidays

    found = holidays.country_holidays(_COUNTRY, subdiv=_PART, years=year)
    return tuple(
        Span(name.replace(" (observed)", " (substitute day)"), day, day)
        for day, name in sorted(found.items())
    )


def school_holidays_text(store: Store) -> str:
    """The school holidays as their lines say them; empty when none are kept."""
    return partnership.wording(store, SCHOOL_HOLIDAYS)


def school_holidays(store: Store) -> tuple[Span, ...]:
    """The school holidays that can be read, by their first day."""
    return readable(school_holidays_text(store))


def keep_school_holidays(store: Store, text: str) -> tuple[Span, ...]:
    """Keep the lines that say the school holidays; gives what they say.

    Refuses a line that cannot be read, naming it, and what :func:`~nscp_desktop.rules.wording.note` refuses.
    """
    kept = note(text, "The school holidays").strip()
    spans = spans_in(kept)
    if kept == school_holidays_text(store):
        return spans
    with store.change("Change the school holidays") as session:
        query = select(Wording).where(col(Wording.key) == SCHOOL_HOLIDAYS, col(Wording.removed).is_(False))
        held = session.exec(query).first()
        if held is None:
            row_id = meeting_point("wording", partnership.partnership(store).code, SCHOOL_HOLIDAYS)
            held = session.get(Wording, row_id)
            if held is None:
                held = Wording(id=row_id, key=SCHOOL_HOLIDAYS, text="")
                session.add(held)
        held.text, held.removed = kept, False
    return spans
