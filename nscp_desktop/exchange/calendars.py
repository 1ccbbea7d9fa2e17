"""Meetings as a calendar file (RFC 5545), for Outlook and other calendars.

It says what an agenda's head says: group, day, hours, place and round; nobody is named. A meeting keeps its
id in the calendar also when it is moved, and its sequence number grows with every change, so that taking the
file in again moves the entry that is there instead of adding one.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from nscp_desktop.rules.meetings import MeetingKind, Status
from nscp_desktop.services import calendar_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.services.calendar_entries import Entry
    from nscp_desktop.store import Store

_LONDON = "Europe/London"
_OURS = "-//NSCP Desktop//Meetings//EN"
_AT = "nscp-desktop.invalid"
"""The right side of every entry's id; nobody owns such a name, so it can be nobody else's."""


def file_of(store: Store, meeting_ids: Sequence[str], title: str) -> bytes:
    """A calendar file of these meetings, called ``title``; a moved one is entered once, on its new day.

    Refuses (``Unknown``) a meeting that is not there.
    """
    calendar = Calendar()
    calendar.add("prodid", _OURS)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # The library escapes the words of an entry; a property that is not in the standard it takes as it is.
    calendar.add("x-wr-calname", " ".join(title.split()))
    entries = calendar_entries.entries(store, meeting_ids)
    if any(entry.time_zone == _LONDON for entry in entries):
        calendar.add_component(_london())
    for entry in entries:
        calendar.add_component(_event(entry, store.now()))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _london() -> Timezone:
    """The United Kingdom's time by the rule it has followed since 1996.

    The library lists every change of the clocks one by one, which Outlook does not take.
    """
    zone = Timezone()
    zone.add("tzid", _LONDON)
    for part, name, starts, month, before, after in (
        (TimezoneDaylight(), "BST", datetime(1996, 3, 31, 1), 3, 0, 1),  # noqa: DTZ001 a time on the wall
        (TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), 10, 1, 0),  # noqa: DTZ001
    ):
        part.add("dtstart", starts)
        part.add("rrule", vRecur({"freq": "yearly", "bymonth": month, "byday": "-1su"}))
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone


def _event(entry: Entry, now: datetime) -> Event:
    facts = entry.facts
    zone = ZoneInfo(entry.time_zone)
    event = Event()
    event.add("uid", f"{entry.first_id}@{_AT}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", datetime.combine(facts.date, facts.starts, zone))
    event.add("dtend", datetime.combine(facts.date, facts.ends, zone))
    event.add("sequence", entry.sequence)
    off = facts.status is Status.CANCELLED
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    kind = "" if facts.kind is MeetingKind.ORDINARY else f", {facts.kind.value}"
    event.add("summary", f"{'Cancelled: ' if off else ''}{facts.group_short}{kind}")
    event.add("location", facts.place)
    event.add("description", entry.description)
    event.add("transp", "TRANSPARENT" if off else "OPAQUE")
    return event
