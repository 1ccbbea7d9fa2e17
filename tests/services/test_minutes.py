"""Minutes as text, put right after the meeting, issued under a version, agreed as a correct record."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.papers.blocks import Paper
from nscp_desktop.papers.letterhead import Status
from nscp_desktop.records import Attendance, Decision, Meeting, Theme
from nscp_desktop.rules.capture import Kind
from nscp_desktop.rules.minutes import Urgency
from nscp_desktop.services import attendance, meetings, minutes, papers
from nscp_desktop.services.minutes_content import minutes_content
from nscp_desktop.store import Store
from tests.papers.said import lines
from tests.services.winter import JANUARY, MARCH, Winter, at


@pytest.fixture
def met(held_winter: Winter) -> Winter:
    return held_winter


def printed(paper: Paper, created: datetime) -> bytes:
    """Stands in for the drawing: the words and the foot, so that a test can read them."""
    return "\n".join([paper.furniture.line, created.isoformat(), *lines(paper.blocks)]).encode()


def text_of(met: Winter, begins: str) -> minutes.ItemText:
    items = minutes.minutes_text(met.store, met.january).items
    return next(one for one in items if one.title.startswith(begins))


def test_the_minutes_as_text(met: Winter) -> None:
    view = minutes.minutes_text(met.store, met.january)
    assert view.meeting.words == "Breckland LSCG of 14 January 2027"
    assert (view.standing.words, view.agreed, view.gaps, view.versions) == ("new draft", False, (), ())
    assert [item.number for item in view.items] == list(range(1, 16))
    neglect = text_of(met, "Neglect")
    assert neglect.note.startswith("Lena Marsh presented.")
    assert {(entry.label, entry.text, entry.aside) for entry in neglect.entries} == {
        ("Decision", "Adopt the toolkit as the shared format", "Because schools already hold it"),
        ("Action B-2701-01", "Circulate the chronology page to A&E leads", "Joe Blackwood · due 22 January"),
        ("Action B-2701-02", "Bring two worked examples", "No owner yet · no date yet"),
        ("Outcome", "Two schools now invite the DSL by name", ""),
        ("Note", "Members thanked the speaker.", ""),
    }
    assert [(entry.kind, entry.aside) for entry in text_of(met, "Breakout").entries] == [
        (Kind.ACTION, "Claire O'Dowd · due 29 January · room 1")
    ]
    assert text_of(met, "Youth").entries[0].label == "Youth board"
    assert text_of(met, "Workplan").restricted
    with pytest.raises(Unknown, match="not in this store"):
        minutes.minutes_text(met.store, "nowhere")


def test_a_decision_shows_its_reason_and_theme(met: Winter) -> None:
    with met.store.change("Give it a theme") as session:
        one = session.exec(select(Decision)).one()
        one.reason = "because nobody holds it"
        one.theme_id = session.exec(select(Theme.id).where(Theme.code == "neglect")).one()
    entry = next(entry for entry in text_of(met, "Neglect").entries if entry.kind is Kind.DECISION)
    assert entry.aside == "Because nobody holds it · Neglect"


def test_a_note_put_right_after_the_meeting_is_in_the_print(met: Winter) -> None:
    assert minutes.write_note(
        met.store, met.january, met.item("Updates"), "The strategy group met in December."
    )
    assert text_of(met, "Updates").note == "The strategy group met in December."
    assert "The strategy group met in December." in lines(papers.minutes(met.store, met.january).blocks)


def test_an_issued_version_is_kept_as_it_was_and_the_next_change_makes_the_next(met: Winter) -> None:
    first = minutes.issue(met.store, met.january, printed)
    assert (first.version, first.status) == (1, Status.CIRCULATED)
    kept = minutes.as_issued(met.store, first).decode()
    assert kept.startswith(
        "Breckland LSCG, 14 January 2027, minutes, draft 1, circulated\n2027-01-14T12:03:00"
    )
    assert first.printed == papers.minutes(met.store, met.january).furniture.fingerprint
    assert not met.store.undo_label, "issuing is not undone"
    minutes.write_note(met.store, met.january, met.item("Updates"), "Said later.")
    foot = papers.minutes(met.store, met.january).furniture.line
    assert foot == "Breckland LSCG, 14 January 2027, minutes, draft 2"
    second = minutes.issue(met.store, met.january, printed)
    assert minutes.versions(met.store, met.january) == (first, second)
    assert minutes.as_issued(met.store, first).decode() == kept
    assert "Said later." in minutes.as_issued(met.store, second).decode()
    view = minutes.minutes_text(met.store, met.january)
    assert (view.meeting.minutes_version, view.standing.words) == (2, "draft 2 issued")


def test_a_change_that_is_taken_back_needs_no_new_version(met: Winter) -> None:
    minutes.issue(met.store, met.january, printed)
    minutes.write_note(met.store, met.january, met.item("Updates"), "A slip.")
    met.store.undo()
    assert papers.minutes(met.store, met.january).furniture.line.endswith("draft 1, circulated")
    with pytest.raises(Refused, match=r"^Nothing has changed since version 1 was issued\.$"):
        minutes.issue(met.store, met.january, printed)


def test_agreed_minutes_are_the_next_version_and_a_correction_the_one_after(met: Winter) -> None:
    minutes.issue(met.store, met.january, printed)
    minutes.agree(met.store, met.january, MARCH, "the spelling of Wójcik")
    words = lines(papers.minutes(met.store, met.january).blocks)
    assert (
        "Approval Agreed as a correct record on 11 March 2027, subject to: the spelling of Wójcik." in words
    )
    agreed = minutes.issue(met.store, met.january, printed)
    assert (agreed.version, agreed.status) == (2, Status.AGREED)
    assert minutes.minutes_text(met.store, met.january).agreed
    assert minutes.minutes_text(met.store, met.january).standing.words == "agreed"
    minutes.write_note(met.store, met.january, met.item("Updates"), "Corrected.")
    assert papers.minutes(met.store, met.january).furniture.line.endswith("minutes, agreed, version 3")
    assert b"Corrected." not in minutes.as_issued(met.store, agreed)


def test_minutes_of_an_open_meeting_and_of_an_open_register_are_not_issued(met: Winter) -> None:
    with pytest.raises(Refused, match="of 11 March 2027 is not closed yet"):
        minutes.issue(met.store, met.march, printed)
    with met.store.change("Forget who came") as session:
        for mark in session.exec(select(Attendance).where(Attendance.person_id == met.person("Marcus"))):
            mark.deputy_id = None
    assert minutes.minutes_text(met.store, met.january).gaps == ("A deputy came for Marcus Reeve: say who.",)
    with pytest.raises(Refused, match="say who. Settle this in the register first"):
        minutes.issue(met.store, met.january, printed)
    assert minutes.versions(met.store, met.january) == ()


def test_a_drawing_that_fails_issues_nothing(met: Winter) -> None:
    def fails(_paper: Paper, _created: datetime) -> bytes:
        raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"):
        minutes.issue(met.store, met.january, fails)
    assert minutes.versions(met.store, met.january) == ()


def test_minutes_are_agreed_once_and_not_before_their_meeting(met: Winter) -> None:
    with pytest.raises(Refused, match="has no minutes to agree yet"):
        minutes.agree(met.store, met.march, MARCH)
    with pytest.raises(Refused, match="cannot be agreed before their meeting on 14 January 2027"):
        minutes.agree(met.store, met.january, date(2027, 1, 13))
    minutes.agree(met.store, met.january, MARCH)
    with pytest.raises(Refused, match="are agreed already"):
        minutes.agree(met.store, met.january, MARCH)
    assert met.store.undo_label == "Agree the minutes of Breckland LSCG of 14 January 2027"


def test_the_list_of_minutes_newest_first(met: Winter, store: Store) -> None:
    met.clock.at += timedelta(days=30)
    rows = minutes.list_minutes(met.store)
    assert [(row.group, row.on.month, row.standing.words) for row in rows] == [
        ("Breckland LSCG", 1, "draft, 11 days late"),
        ("Breckland LSCG", 11, "agreed"),
    ]
    assert rows[0].standing.urgency is Urgency.LATE
    assert minutes.list_minutes(store) == ()


def test_a_meeting_held_at_another_time_of_its_day_says_so_and_asks_about_times_outside_it(
    met: Winter,
) -> None:
    store = met.store
    assert minutes_content(store, met.january).held.starts == time(10), "a late start is ordinary"
    assert attendance.register(store, met.january).odd_times == ()
    with store.change("Hold it in the evening") as session:
        meeting = session.get_one(Meeting, met.january)
        meeting.opened_at = at(JANUARY, 21, 57)
        meeting.closed_at = at(JANUARY, 22, 3)
    held = minutes_content(store, met.january).held
    assert (held.on, held.starts, held.ends) == (JANUARY, time(21, 57), time(22, 3))
    register = attendance.register(store, met.january)
    assert "left 10:40, but the meeting began 21:57: check this time." in " ".join(register.odd_times)
    rows = [row for sector in register.sectors for row in sector.rows]
    assert (
        [row.line.startswith("check this time") for row in rows].count(True) == len(register.odd_times) == 2
    )
    with store.change("Leave it open until another day") as session:
        session.get_one(Meeting, met.january).closed_at = at(MARCH, 22, 3)
    assert minutes_content(store, met.january).held.ends is None
    with store.change("Open it on another day") as session:
        session.get_one(Meeting, met.january).opened_at = at(MARCH, 21, 57)
    held = minutes_content(store, met.january).held
    assert (held.starts, held.ends) == (time(10), time(12))


def test_a_meeting_that_runs_goes_on_at_least_to_now(met: Winter) -> None:
    meetings.reopen_meeting(met.store, met.january)
    assert attendance.register(met.store, met.january).odd_times == ()
    assert attendance.register(met.store, met.march).odd_times == ()
