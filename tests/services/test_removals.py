"""Removing a person or a meeting: shown first, refused where it must be, gone from every page, counts as they were."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop.errors import CannotWrite, Refused, Unknown
from nscp_desktop.records import Action, Attendance, Holding, IssuedPaper, Officer, Person, Seat, Withdrawal
from nscp_desktop.rules.meetings import MinutesState
from nscp_desktop.rules.retention import REMOVED_PERSON, Held
from nscp_desktop.services import (
    attendance,
    captured,
    holds,
    keeping,
    local_agenda,
    meetings,
    minutes,
    notes,
    officers,
    papers,
    people,
    removals,
    second_place,
    withdrawals,
)
from nscp_desktop.services.register import meeting_in
from nscp_desktop.store import Store, anew, backup, replay
from nscp_desktop.store.tables import DeedRow, KeptBytes
from tests.papers.said import lines
from tests.services.conftest import PASSPHRASE
from tests.store.test_purge import pages_say
from tests.store.test_wordings import everything

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from nscp_desktop.papers.blocks import Paper
    from tests.services.winter import Winter


def draw(paper: Paper, at: datetime) -> bytes:
    """Bytes that say the words of a paper, as a PDF would."""
    return f"{paper} {at}".encode()


def whole(store: Store) -> None:
    assert store.check() == ()
    with store.read() as session:
        assert list(replay.differences(session)) == []


def counts(held: Winter) -> list[object]:
    """What the register of each meeting says, names apart."""
    said: list[object] = []
    for meeting in (held.november, held.january):
        register = attendance.register(held.store, meeting)
        said.append(sorted((str(one.state), str(one.how), one.is_member) for one in register.entries))
    return said


@pytest.fixture
def lena(held_winter: Winter) -> str:
    """Lena Marsh, the speaker of January, who has no seat; named in the notes and in the lead of an item."""
    held = held_winter
    held.clock.set(held.clock.at + timedelta(days=1))
    with held.store.change("Change Lena Marsh") as session:
        person = session.get_one(Person, held.people["Lena Marsh"])
        person.name, person.email = "Lena Marshland", "lena@marsh.example"
        session.add(Officer(person_id=person.id, role="coordinator"))
        seat = session.exec(select(Seat)).first()
        assert seat is not None
        session.add(Holding(seat_id=seat.id, person_id=person.id, ends=date(2026, 12, 1)))
    held.store.keep_draft("person", person_id := held.people["Lena Marsh"], "role", "half typed", 3)
    return person_id


def test_what_the_removal_of_a_person_would_do(held_winter: Winter, lena: str) -> None:
    held = held_winter
    minutes.issue(held.store, held.january, draw)
    keeping.back_up_now(held.store)
    preview = removals.preview_person(held.store, lena)
    assert preview.subject == "Lena Marshland"
    assert "1 attendance, without the name" in preview.stays[0]
    assert preview.goes[1].startswith("The words of ")
    assert [paper.words for paper in preview.papers] == [
        "minutes, version 1, of Breckland LSCG, 14 January 2027"
    ]
    assert preview.places == (
        "Item at a meeting: Presentation and questions at Breckland LSCG, 14 January 2027",
    )
    assert (preview.here, preview.there, preview.refused) == (1, 0, "")


def test_a_removed_person_is_on_no_page_and_every_count_stays(held_winter: Winter, lena: str) -> None:
    held, store = held_winter, held_winter.store
    before = counts(held)
    said = removals.remove_person(store, lena)
    assert said.startswith(f"{REMOVED_PERSON} stands where the name stood.")
    assert said.endswith("1 backup on this laptop still holds it.")
    assert counts(held) == before
    assert "lena@marsh.example" not in everything(store)
    assert not pages_say(store, "Marshland")
    assert not pages_say(store, "half typed")
    whole(store)
    with store.read() as session:
        assert session.get_one(Person, lena).name == REMOVED_PERSON
        assert session.exec(select(Officer).where(Officer.person_id == lena)).one().removed
        assert "Add Lena Marsh" not in {row.label for row in session.exec(select(DeedRow))}
    # Places are named, not changed.
    assert "Lena Marsh presented" in notes.notes(store, held.january, held.item("Neglect")).text
    with pytest.raises(Refused, match="removed for good already"):
        removals.remove_person(store, lena)


def test_how_far_a_removal_is_is_told(
    held_winter: Winter, lena: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anew, "_LOOK_EVERY", 50)
    told: list[tuple[str, bool]] = []
    said = removals.remove_person(
        held_winter.store, lena, lambda words, done, total: told.append((words, 0 < done == total))
    )
    assert not said.endswith(keeping.NOT_ANEW)
    steps = [keeping.BACKING_UP, keeping.REMOVING, keeping.MAKING_ANEW]
    assert list(dict.fromkeys(words for words, _whole in told)) == steps
    assert (keeping.BACKING_UP, True) in told


def test_asked_to_stop_before_the_words_are_gone_it_leaves_everything(held_winter: Winter, lena: str) -> None:
    store = held_winter.store
    before = everything(store)

    def stop(_words: str, _done: int, _total: int) -> None:
        raise Refused("Stopped.")

    with pytest.raises(Refused, match="Stopped"):
        removals.remove_person(store, lena, stop)
    assert everything(store) == before
    assert not keeping.to_make_anew(store)


def test_asked_to_stop_afterwards_it_leaves_the_file_to_the_next_close(
    held_winter: Winter, lena: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = held_winter.store
    monkeypatch.setattr(anew, "_LOOK_EVERY", 50)

    def stop(words: str, _done: int, _total: int) -> None:
        if words == keeping.MAKING_ANEW:
            raise Refused("Stopped.")

    assert removals.remove_person(store, lena, stop).endswith(keeping.NOT_ANEW)
    assert "Marshland" not in everything(store)
    assert keeping.to_make_anew(store)
    assert keeping.make_anew(store)
    assert not pages_say(store, "Marshland")
    assert not keeping.to_make_anew(store)
    whole(store)


def test_two_records_of_one_person_go_together_and_actions_stay(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    with store.change("Join") as session:
        session.add(Person(id="again", name="Wanda Periwinkle", same_as=held.people["Lena Marsh"]))
        session.exec(select(Action).where(Action.meeting_id == held.january)).first().owner_id = "again"  # type: ignore[union-attr]
    preview = removals.preview_person(store, "again")
    assert "1 action, owned by" in preview.stays[1]
    removals.remove_person(store, "again")
    assert "Periwinkle" not in everything(store)
    with store.read() as session:
        assert session.get_one(Person, held.people["Lena Marsh"]).name == REMOVED_PERSON


def test_who_cannot_be_removed(held_winter: Winter, lena: str) -> None:
    held, store = held_winter, held_winter.store
    with pytest.raises(Refused, match="still has a seat"):
        removals.remove_person(store, held.person("Joe"))
    with pytest.raises(Unknown):
        removals.remove_person(store, "nobody")
    officers.sign_in(store, lena)
    with pytest.raises(Refused, match="is signed in"):
        removals.remove_person(store, lena)
    store.actor = ""
    holds.set_hold(store, Held.GROUP, held.group_id, "Inquiry", date(2027, 1, 3))
    with pytest.raises(Refused, match="under a legal hold since 3 January 2027: Inquiry"):
        removals.remove_person(store, lena)
    assert people.everyone(store)
    assert "Lena Marshland" in everything(store)


def test_nothing_goes_without_a_backup_before(held_winter: Winter, lena: str) -> None:
    folder = backup.folder_of(held_winter.store.path)
    folder.write_bytes(b"in the way")
    with pytest.raises(CannotWrite):
        removals.remove_person(held_winter.store, lena)
    assert "Lena Marshland" in everything(held_winter.store)


def test_older_backups_are_replaced_as_a_second_step(held_winter: Winter, lena: str, tmp_path: Path) -> None:
    held, store = held_winter, held_winter.store
    stick = tmp_path / "stick"
    stick.mkdir()
    second_place.choose(store, stick)
    keeping.back_up_now(store)
    held.clock.pass_by(5)
    preview = removals.preview_person(store, lena)
    assert (preview.here, preview.there) == (1, 1)
    said = removals.remove_person(store, lena)
    assert "2 backups on this laptop and 1 in the second place still hold it" in said
    held.clock.pass_by(5)
    away = stick.rename(tmp_path / "away")
    assert removals.replace_backups(store, preview.since).endswith(
        "go when that place is there and has the newest one."
    )
    assert len(keeping.backups(store)) == 1
    away.rename(stick)
    held.clock.pass_by(5)
    second_place.catch_up(store)
    rows = keeping.backups(store)
    assert [(row.here, row.there) for row in rows] == [(True, True)]
    copy = Store.open(rows[0].path, PASSPHRASE, held.clock)
    try:
        assert "Marshland" not in everything(copy)
    finally:
        copy.close()
    holds.set_hold(store, Held.GROUP, held.group_id, "Inquiry", date(2027, 1, 3))
    with pytest.raises(Refused, match="Every backup is kept until it is lifted"):
        removals.replace_backups(store, preview.since)


# -- a meeting ---------------------------------------------------------------------------------------


def test_what_the_removal_of_a_meeting_would_do(held_winter: Winter) -> None:
    preview = removals.preview_meeting(held_winter.store, held_winter.january)
    assert preview.goes[0].startswith("The notes of 2 items, and ")
    assert preview.goes[1] == "2 points of the breakout rooms."
    assert preview.goes[2] == "Among them 4 actions that are still open."
    assert preview.stays[0].startswith("That the meeting was held, and its register with ")
    assert preview.places == ()


def test_a_removed_meeting_is_on_no_page_and_its_register_stays(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    held.clock.pass_by(5)
    item = held.item("Neglect")
    local_agenda.add_item(store, held.january, "A talk by Periwinkle")
    store.keep_draft("meeting", held.january, "capture line", "action Periwinkle", 3)
    before = counts(held)
    removals.remove_meeting(store, held.january)
    assert counts(held) == before
    for words in (
        "toolkit was launched",
        "chronology page",
        "whole picture",
        "Periwinkle",
        "nobody had gone back",
    ):
        assert words not in everything(store), words
        assert not pages_say(store, words)
    assert notes.notes(store, held.january, item).text == ""
    assert captured.rows(store, held.january) == ()
    whole(store)
    with store.read() as session:
        meeting = meeting_in(session, held.january)
        assert (meeting.status, meeting.minutes_state) == ("held", MinutesState.NONE)
        assert session.exec(select(Attendance).where(Attendance.meeting_id == held.january)).first()
    with pytest.raises(Refused, match="removed for good already"):
        removals.remove_meeting(store, held.january)


def test_a_meeting_without_much_in_it(held_winter: Winter) -> None:
    preview = removals.preview_meeting(held_winter.store, held_winter.march)
    assert preview.goes == ("The notes of 0 items, and 0 actions, decisions and other lines.",)


def test_which_meetings_cannot_be_removed(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    holds.set_hold(store, Held.PERSON, held.person("Joe"), "Letter", date(2027, 1, 3))
    with pytest.raises(Refused, match="Joe Blackwood is under a legal hold"):
        removals.remove_meeting(store, held.january)
    meetings.reopen_meeting(store, held.january)
    with pytest.raises(Refused, match="is running"):
        removals.remove_meeting(store, held.january)
    with pytest.raises(Unknown):
        removals.remove_meeting(store, "none")


# -- papers ------------------------------------------------------------------------------------------


def issued(held: Winter) -> str:
    return minutes.issue(held.store, held.january, draw).issued_id


def test_a_paper_is_withdrawn_and_its_fingerprint_and_reason_stay(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    paper = issued(held)
    held.clock.pass_by(5)
    said = withdrawals.withdraw(store, paper, "It named a child.")
    assert "is withdrawn on 14 January 2027." in said
    assert said.endswith("1 backup on this laptop still holds it.")
    (row,) = withdrawals.issued_papers(store)
    assert row.withdrawn == "Withdrawn on 14 January 2027: It named a child."
    (version,) = minutes.versions(store, held.january)
    with pytest.raises(Refused, match=f"named a child. Its fingerprint was {version.printed}"):
        minutes.as_issued(store, version)
    with store.read() as session:
        assert session.exec(select(KeptBytes)).all() == []
        assert session.exec(select(Withdrawal)).one().fingerprint == version.fingerprint
    with pytest.raises(Refused, match="That paper is withdrawn already. Nothing has been changed."):
        withdrawals.withdraw(store, paper, "Again")
    assert removals.preview_meeting(store, held.january).papers == ()
    whole(store)


def test_a_newer_version_takes_its_place(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    paper = issued(held)
    notes.write(store, held.january, held.item("Workplan"), "The workplan was noted.")
    held.clock.pass_by(5)
    said = withdrawals.withdraw(store, paper, "It named a child", draw)
    assert "Version 2 takes its place." in said
    newest, oldest = withdrawals.issued_papers(store)
    assert newest.withdrawn == ""
    assert oldest.withdrawn.endswith("It named a child. Version 2 took its place.")
    with store.read() as session:
        assert len(session.exec(select(KeptBytes)).all()) == 1


def test_the_version_that_takes_its_place_prints_the_old_fingerprint_and_the_reason(
    held_winter: Winter,
) -> None:
    held, store = held_winter, held_winter.store
    old = minutes.issue(store, held.january, draw)
    notes.write(store, held.january, held.item("Workplan"), "The workplan was noted.")
    drawn: list[Paper] = []

    def drawing(paper: Paper, created: datetime) -> bytes:
        drawn.append(paper)
        return draw(paper, created)

    withdrawals.withdraw(store, old.issued_id, "It named a child", drawing)
    words = (
        f"Version 1, fingerprint {old.printed}, was withdrawn on 14 January 2027 and replaced by a redacted one: "
        "It named a child."
    )
    (paper,) = drawn
    assert words in lines(paper.blocks)
    # Afterwards it stands as issued, and the versions that follow say it too.
    with pytest.raises(Refused, match="Nothing has changed since version 2"):
        minutes.issue(store, held.january, draw)
    notes.write(store, held.january, held.item("Workplan"), "The workplan was agreed.")
    minutes.issue(store, held.january, drawing)
    assert words in lines(drawn[-1].blocks)


def test_after_a_withdrawal_alone_the_next_version_says_why(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    old = minutes.issue(store, held.january, draw)
    withdrawals.withdraw(store, old.issued_id, "Sent to the wrong people.")
    newer = minutes.issue(store, held.january, draw)
    assert newer.version == 2
    assert (
        f"Version 1, fingerprint {old.printed}, was withdrawn on 14 January 2027: Sent to the wrong people."
        in lines(papers.minutes(store, held.january).blocks)
    )


def test_bytes_that_another_paper_has_stay(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    paper = issued(held)
    with store.change("Issue the same") as session:
        same = session.get_one(IssuedPaper, paper)
        session.add(
            IssuedPaper(
                id="same", meeting_id=held.january, paper="minutes", version=2, status=same.status,
                fingerprint=same.fingerprint, issued_at=same.issued_at,
            )
        )  # fmt: skip
    withdrawals.withdraw(store, paper, "A slip")
    with store.read() as session:
        assert len(session.exec(select(KeptBytes)).all()) == 1
    withdrawals.withdraw(store, "same", "A slip")
    with store.read() as session:
        assert session.exec(select(KeptBytes)).all() == []


def test_which_papers_are_not_withdrawn(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    paper = issued(held)
    with pytest.raises(Refused, match="for a reason"):
        withdrawals.withdraw(store, paper, " ")
    with pytest.raises(Unknown, match="That paper is not there. Nothing has been changed."):
        withdrawals.withdraw(store, "none", "It named a child")
    with pytest.raises(Refused, match="Nothing has changed since version 1"):
        withdrawals.withdraw(store, paper, "It named a child", draw)
    holds.set_hold(store, Held.MEETING, held.january, "Letter", date(2027, 1, 3))
    with pytest.raises(Refused, match="legal hold"):
        withdrawals.withdraw(store, paper, "It named a child")
