"""The calendar file as other programs read it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from nscp_desktop.exchange import calendars
from nscp_desktop.records import Meeting, Round
from nscp_desktop.rules.meetings import MeetingKind, Mode
from nscp_desktop.services import calendar_entries, meetings, rounds
from tests.services.conftest import clock, kept_stores, open_store, store
from tests.services.january import arrange_january, seat_people

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from tests.services.january import January

__all__ = ["clock", "kept_stores", "open_store", "store"]

LONDON = ZoneInfo("Europe/London")
HOSTILE = "Hall\r\nBEGIN:VEVENT\r\nSUMMARY:no; \\, “x” \u202e =cmd|'/c calc'!A0"


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


def events(content: bytes) -> list[Component]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_year_of_a_group(store: Store, january: January) -> None:
    content = calendars.file_of(store, [january.breckland], "Breckland LSCG 2026-27")
    (event,) = events(content)
    assert str(event["uid"]) == f"{january.breckland}@nscp-desktop.invalid"
    assert event.decoded("dtstart") == datetime(2027, 1, 14, 10, tzinfo=LONDON)
    assert event.decoded("dtend") == datetime(2027, 1, 14, 12, tzinfo=LONDON)
    assert str(event["summary"]) == "Breckland LSCG"
    assert str(event["location"]) == "Quaker Lane Hall + Teams"
    assert str(event["description"]) == "Round 5 of 5, January 2027"
    assert (event["sequence"], str(event["status"])) == (0, "CONFIRMED")
    lines = content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert "METHOD:PUBLISH" in lines
    assert "X-WR-CALNAME:Breckland LSCG 2026-27" in lines
    assert "BEGIN:VTIMEZONE" in lines
    assert "TZID:Europe/London" in lines
    assert sum(line.startswith("RRULE:") for line in lines) == 2
    assert not any(line.startswith("RDATE") for line in lines), "Outlook takes a rule and no list"
    assert "DTSTART;TZID=Europe/London:20270114T100000" in lines
    assert max(len(line.encode()) for line in lines) <= 75


def test_the_same_file_twice_has_the_same_ids(store: Store, january: January) -> None:
    every = list(january.meetings.values())
    once, twice = (calendars.file_of(store, every, "Year") for _ in range(2))
    assert [event["uid"] for event in events(once)] == [event["uid"] for event in events(twice)]
    assert len({str(event["uid"]) for event in events(once)}) == 6


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2027, 7, 8), date(2027, 1, 14)])
def test_hours_are_those_on_the_wall_also_when_the_clocks_change(
    store: Store, january: January, day: date
) -> None:
    year = rounds.reporting_year(store, day)
    round_id = rounds.arrange_round(store, year, 9, day.replace(day=1))
    one = meetings.arrange_meeting(
        store, january.groups["W"], round_id, day, time(0, 30), time(10), kind=MeetingKind.EXTRA
    )
    (event,) = events(calendars.file_of(store, [one], "Year"))
    starts, ends = event.decoded("dtstart"), event.decoded("dtend")
    assert (starts.date(), starts.time(), ends.time()) == (day, time(0, 30), time(10))
    assert str(event["summary"]) == "West LSCG, extra session"


def test_partnership_of_another_zone(store: Store, january: January) -> None:
    from sqlmodel import select

    from nscp_desktop.records import Partnership

    with store.change("Move the county") as session:
        session.exec(select(Partnership)).one().time_zone = "Europe/Dublin"
    content = calendars.file_of(store, [january.breckland], "Year")
    assert b"TZID:Europe/Dublin" in content
    assert events(content)[0].decoded("dtstart") == datetime(
        2027, 1, 14, 10, tzinfo=ZoneInfo("Europe/Dublin")
    )


def test_cancelled_and_moved(store: Store, january: January) -> None:
    meetings.cancel_meeting(store, january.meetings["W"], "the chair of West is ill")
    new = meetings.rearrange_meeting(
        store, january.breckland, date(2027, 1, 28), time(13), time(15), Mode.ROOM, "Market Barn"
    )
    content = calendars.file_of(store, [january.meetings["W"], january.breckland, new], "Year")
    west, brecks = sorted(events(content), key=lambda one: str(one["status"]))
    assert (str(west["status"]), str(west["summary"])) == ("CANCELLED", "Cancelled: West LSCG")
    assert int(str(west["sequence"])) >= 1
    assert b"ill" not in content, "why it is cancelled is the partnership's own"
    assert str(brecks["uid"]).startswith(january.breckland)
    assert brecks.decoded("dtstart") == datetime(2027, 1, 28, 13, tzinfo=LONDON)
    assert int(str(brecks["sequence"])) >= 1


def test_nobody_is_named(store: Store, january: January) -> None:
    seat_people(store, january.groups["B"], "Tamsin Reedmarsh", co_chairs=1)
    assert b"Tamsin" not in calendars.file_of(store, [january.breckland], "Year")


def test_hostile_words_stay_words(store: Store, january: January) -> None:
    with store.change("A place nobody could have typed") as session:
        session.get_one(Meeting, january.breckland).venue = HOSTILE
        session.get_one(Round, january.round_id).title = HOSTILE * 3
    content = calendars.file_of(store, [january.breckland], HOSTILE)
    (event,) = events(content)
    assert "BEGIN:VEVENT" in str(event["location"])
    assert content.count(b"\r\nBEGIN:VEVENT") == 1
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


# -- a strict reader, which knows the standard and not the library that wrote the file ---------------

LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(?P<value>[^\x00-\x1f\x7f]*)'
)
ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VEVENT": {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "LOCATION",
        "DESCRIPTION",
        "TRANSP",
    },
}
"""What each part has to say, and says once."""
MORE = {
    "VCALENDAR": {"CALSCALE", "METHOD", "X-WR-CALNAME"},
    "STANDARD": {"RRULE", "TZNAME"},
    "DAYLIGHT": {"RRULE", "TZNAME"},
}
TEXT = {"SUMMARY", "LOCATION", "DESCRIPTION"}
MOMENT = re.compile(r"\d{8}T\d{6}")


def read_strictly(content: bytes) -> list[dict[str, str]]:
    """The entries of a file that keeps RFC 5545 to the letter; an AssertionError where it does not."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines)
    whole = b"\r\n".join(lines).replace(b"\r\n ", b"").decode().split("\r\n")
    open_parts: list[tuple[str, dict[str, str]]] = []
    entries: list[dict[str, str]] = []
    for line in whole:
        found = LINE.fullmatch(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            open_parts.append((value, {}))
            continue
        part, said = open_parts[-1]
        if name == "END":
            assert value == part
            assert ONCE[part] <= said.keys() <= ONCE[part] | MORE.get(part, set()), (part, said.keys())
            if part == "VEVENT":
                entries.append(said)
            open_parts.pop()
            continue
        assert name not in said, f"{name} twice"
        said[name] = value
        if name in {"DTSTART", "DTEND"} and part == "VEVENT":
            assert found["parameters"].startswith(";TZID=") and MOMENT.fullmatch(value)
        elif name == "DTSTAMP":
            assert MOMENT.fullmatch(value.removesuffix("Z")) and value.endswith("Z"), "in universal time"
        elif name in TEXT:
            assert not re.search(r"(?<!\\)(?:\\\\)*[;,]|\\(?![\\;,nN])", value), value
    assert not open_parts
    return entries


def test_a_groups_year_opens_in_a_strict_reader_and_holds_nothing_but_when_and_where(
    store: Store, january: January
) -> None:
    seat_people(store, january.groups["B"], "Tamsin Reedmarsh", co_chairs=1)
    march = rounds.arrange_round(store, 2026, 6, date(2027, 3, 1), title="Neglect; older children, and care")
    cancelled = meetings.arrange_meeting(
        store,
        january.groups["B"],
        march,
        date(2027, 3, 11),
        time(10),
        time(12),
        Mode.ROOM,
        HOSTILE.splitlines()[0],
    )
    meetings.cancel_meeting(store, cancelled, "Tamsin is ill")
    meetings.rearrange_meeting(
        store,
        january.breckland,
        date(2027, 1, 28),
        time(13),
        time(15),
        Mode.BOTH,
        "Siobhán’s Barn, Дерехам",
        "Snow",
    )
    ours = next(
        one
        for one in calendar_entries.choices(store, None, january.groups["B"], 2026)
        if "Breckland" in one.title
    )
    content = calendars.file_of(store, ours.meeting_ids, ours.title)
    entries = read_strictly(content)
    assert [(one["STATUS"], one["DTSTART"]) for one in entries] == [
        ("CONFIRMED", "20270128T130000"), ("CANCELLED", "20270311T100000")
    ]  # fmt: skip
    assert entries[0]["LOCATION"] == "Siobhán’s Barn\\, Дерехам"
    for words in (b"Tamsin", b"ill", b"Snow", b"ATTENDEE", b"ORGANIZER", b"mailto"):
        assert words not in content, words


def test_hostile_words_open_in_a_strict_reader_too(store: Store, january: January) -> None:
    with store.change("A place nobody could have typed") as session:
        session.get_one(Meeting, january.breckland).venue = HOSTILE
        session.get_one(Round, january.round_id).title = HOSTILE * 3
    assert len(read_strictly(calendars.file_of(store, [january.breckland], HOSTILE))) == 1
