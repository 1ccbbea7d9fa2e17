"""Rules, what is due by them, holds, and working notes behind agreed minutes; nothing goes by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Holding, Person, Seat
from nscp_desktop.rules.retention import Held, What
from nscp_desktop.services import (
    captured,
    holds,
    keeping,
    meetings,
    minutes,
    notes,
    old_backups,
    removals,
    retention,
    second_place,
)
from nscp_desktop.services.second_place import Carried
from nscp_desktop.store import backup
from tests.services.conftest import LONDON
from tests.services.test_removals import draw
from tests.store.test_wordings import everything

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.winter import Winter


def rules(held: Winter) -> retention.GroupRules:
    return next(one for one in retention.group_rules(held.store) if one.group_id == held.group_id)


def test_a_group_has_no_rule_until_it_is_given_one(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    assert (rules(held).meetings, rules(held).people, rules(held).reduce_notes) == (None, None, False)
    retention.set_rule(store, held.group_id, What.MEETINGS, 84)
    retention.set_rule(store, held.group_id, What.NOTES, 1)
    assert (rules(held).meetings, rules(held).reduce_notes) == (84, True)
    before = store.undo_label
    retention.set_rule(store, held.group_id, What.MEETINGS, 84)
    assert store.undo_label == before == "Change what Breckland LSCG keeps"
    retention.set_rule(store, held.group_id, What.MEETINGS, None)
    assert rules(held).meetings is None
    store.undo()
    assert rules(held).meetings == 84
    for months in (0, 1201):
        with pytest.raises(Refused, match="one month at least"):
            retention.set_rule(store, held.group_id, What.PEOPLE, months)
    with pytest.raises(Unknown):
        retention.set_rule(store, "none", What.PEOPLE, 12)


def test_what_is_due_is_listed_and_stays(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    assert retention.due(store) == ()
    retention.set_rule(store, held.group_id, What.MEETINGS, 2)
    (row,) = retention.due(store)
    assert (row.what, row.subject_id, row.since, row.held) == (
        What.MEETINGS,
        held.november,
        date(2027, 1, 12),
        "",
    )
    held.clock.set(held.clock.at + timedelta(days=90))
    assert [one.subject_id for one in retention.due(store)] == [held.november, held.january]
    holds.set_hold(store, Held.MEETING, held.november, "Letter", date(2027, 1, 3))
    assert [bool(one.held) for one in retention.due(store)] == [True, False]
    removals.remove_meeting(store, held.january)
    assert [one.subject_id for one in retention.due(store)] == [held.november]


def test_people_are_due_when_they_left_every_group(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    joe, orla = held.person("Joe"), held.person("Orla")
    with store.change("Leave") as session:
        for person in (joe, orla):
            session.exec(select(Holding).where(Holding.person_id == person)).one().ends = date(2026, 12, 1)
        seat = session.exec(select(Seat)).first()
        assert seat is not None
        session.add(Holding(seat_id=seat.id, person_id=orla, starts=date(2026, 12, 2)))
        other = Seat(group_id="elsewhere", organisation_id=seat.organisation_id)
        other.group_id = next(
            one.group_id for one in retention.group_rules(store) if one.group_id != held.group_id
        )
        session.add_all([other, Person(id="q", name="Quiet One"), Person(id="s", name="Soon Gone")])
        session.add(Holding(seat_id=other.id, person_id="q", ends=date(2026, 1, 1)))
        session.add(Holding(seat_id=seat.id, person_id="s", ends=date(2027, 1, 13)))
    retention.set_rule(store, held.group_id, What.PEOPLE, 1)
    (row,) = retention.due(store)
    assert (row.subject_id, row.words, row.since) == (joe, "Joe Blackwood", date(2027, 1, 1))
    holds.set_hold(store, Held.PERSON, joe, "Letter", date(2027, 1, 3))
    assert retention.due(store)[0].held.startswith("Joe Blackwood is under a legal hold")


def test_a_group_that_is_gone_has_no_rule(held_winter: Winter) -> None:
    from nscp_desktop.records import Group

    with held_winter.store.change("Close the group") as session:
        session.get_one(Group, held_winter.group_id).removed = True
    assert retention.due(held_winter.store) == ()


# -- holds -------------------------------------------------------------------------------------------


def test_holds_are_listed_those_that_stand_first(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    first = holds.set_hold(store, Held.MEETING, held.november, "Letter of the coroner.", date(2027, 1, 3))
    holds.set_hold(store, Held.GROUP, held.group_id, "Inquiry", date(2027, 1, 5))
    assert retention.lift(store, first).endswith("is lifted.")
    standing, lifted = holds.holds(store)
    assert standing.hold.words == "Breckland LSCG is under a legal hold since 5 January 2027: Inquiry."
    assert (standing.lifted_on, lifted.lifted_on) == (None, date(2027, 1, 14))
    with pytest.raises(Unknown):
        retention.lift(store, first)
    with pytest.raises(Unknown):
        holds.lift_hold(store, "none")


def test_what_cannot_be_held(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    with pytest.raises(Refused, match="needs its reason"):
        holds.set_hold(store, Held.GROUP, held.group_id, " ", date(2027, 1, 3))
    with pytest.raises(Refused, match="day to come"):
        holds.set_hold(store, Held.GROUP, held.group_id, "Inquiry", date(2027, 1, 15))
    with pytest.raises(Unknown):
        holds.set_hold(store, Held.MEETING, "none", "Inquiry", date(2027, 1, 3))
    removals.remove_person(store, held.people["Lena Marsh"])
    with pytest.raises(Refused, match="nothing left to hold"):
        holds.set_hold(store, Held.PERSON, held.people["Lena Marsh"], "Inquiry", date(2027, 1, 3))


# -- what was removed --------------------------------------------------------------------------------


def test_removals_are_listed_by_when_and_how_much(held_winter: Winter) -> None:
    store = held_winter.store
    assert retention.purged(store) == ()
    removals.remove_person(store, held_winter.people["Lena Marsh"])
    held_winter.clock.pass_by(5)
    removals.remove_meeting(store, held_winter.november)
    newest, oldest = retention.purged(store)
    assert (newest.kind, oldest.kind) == ("meeting", "person")
    assert oldest.at.tzinfo == LONDON
    assert oldest.number == 6


# -- working notes -----------------------------------------------------------------------------------


@pytest.fixture
def reworded(held_winter: Winter) -> Winter:
    """January's notes in two wordings, a remark made a decision, all issued; the group reduces working notes."""
    held, store = held_winter, held_winter.store
    item = held.item("Workplan")
    for words in ("The Periwinkle family was spoken of.", "A family was spoken of."):
        notes.write(store, held.january, item, words)
    retention.set_rule(store, held.group_id, What.NOTES, 0)
    minutes.issue(store, held.january, draw)
    return held


def test_working_notes_are_reduced_when_minutes_are_agreed(reworded: Winter) -> None:
    held, store = reworded, reworded.store
    assert "Periwinkle" in everything(store)
    keeping.back_up_now(store)
    said = minutes.agree(store, held.january, date(2027, 1, 14))
    assert said == (
        "The working notes are reduced to the issued text. "
        "1 backup on this laptop still holds what they said before."
    )
    assert "Periwinkle" not in everything(store)
    assert notes.notes(store, held.january, held.item("Workplan")).text == "A family was spoken of."
    assert captured.rows(store, held.january)
    assert store.check() == ()


def test_not_without_the_rule_a_hold_or_what_was_issued(reworded: Winter) -> None:
    held, store = reworded, reworded.store
    retention.set_rule(store, held.group_id, What.NOTES, None)
    assert not retention.reducible(store, held.january)
    retention.set_rule(store, held.group_id, What.NOTES, 0)
    assert retention.reducible(store, held.january)
    assert not retention.reducible(store, held.november)
    hold = holds.set_hold(store, Held.MEETING, held.january, "Letter", date(2027, 1, 3))
    assert not retention.reducible(store, held.january)
    retention.lift(store, hold)
    notes.write(store, held.january, held.item("Workplan"), "Changed since.")
    assert not retention.reducible(store, held.january)
    assert minutes.agree(store, held.january, date(2027, 1, 14)) == ""
    assert "Periwinkle" in everything(store)


def test_only_agreed_minutes_and_never_under_a_hold(reworded: Winter) -> None:
    held, store = reworded, reworded.store
    with pytest.raises(Refused, match="not agreed yet"):
        retention.reduce_notes(store, held.january)
    holds.set_hold(store, Held.MEETING, held.january, "Letter", date(2027, 1, 3))
    assert minutes.agree(store, held.january, date(2027, 1, 14)) == ""
    with pytest.raises(Refused, match="legal hold"):
        retention.reduce_notes(store, held.january)


def test_agreed_at_the_next_meeting_they_are_reduced_when_that_one_closes(reworded: Winter) -> None:
    held, store = reworded, reworded.store
    held.clock.set(datetime(2027, 3, 11, 10, 0, tzinfo=LONDON))
    meetings.open_meeting(store, held.march)
    meetings.agree_last_minutes(store, held.march)
    assert "Periwinkle" in everything(store)
    assert store.undo_label
    assert meetings.close_meeting(store, held.march).removed == (
        "14 January 2027: The working notes are reduced to the issued text."
    )
    assert "Periwinkle" not in everything(store)


def test_agreed_minutes_that_were_issued_as_agreed_are_reduced_too(reworded: Winter) -> None:
    held, store = reworded, reworded.store
    retention.set_rule(store, held.group_id, What.NOTES, None)
    minutes.agree(store, held.january, date(2027, 1, 14))
    minutes.issue(store, held.january, draw)
    retention.set_rule(store, held.group_id, What.NOTES, 0)
    assert retention.reducible(store, held.january)


# -- backups that hold what went ---------------------------------------------------------------------


def test_backups_that_cannot_be_removed_now_are_tried_again(
    held_winter: Winter, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, store = held_winter, held_winter.store
    keeping.back_up_now(store)
    assert old_backups.says(store) == ""
    since = held.clock.at - timedelta(days=1)
    for key, value in old_backups.to_replace(store, since).items():
        store.set(key, value)
    assert "go when the next one is made" in old_backups.says(store)
    remove = backup.remove

    def busy(_path: Path) -> None:
        raise PermissionError("open elsewhere")

    monkeypatch.setattr(backup, "remove", busy)
    held.clock.pass_by(1)
    keeping.back_up_now(store)
    assert len(keeping.backups(store)) == 2
    monkeypatch.setattr(backup, "remove", remove)
    held.clock.pass_by(1)
    keeping.back_up_now(store)
    assert len(keeping.backups(store)) == 1
    assert old_backups.says(store) == ""


def test_backups_in_a_place_that_cannot_be_written_are_tried_again(
    held_winter: Winter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, store = held_winter, held_winter.store
    stick = tmp_path / "stick"
    stick.mkdir()
    second_place.choose(store, stick)
    keeping.back_up_now(store)
    for key, value in old_backups.to_replace(store, held.clock.at - timedelta(days=1)).items():
        store.set(key, value)
    held.clock.pass_by(1)
    remove = backup.remove

    def busy(path: Path) -> None:
        if stick in path.parents:
            raise PermissionError("open elsewhere")
        remove(path)

    monkeypatch.setattr(backup, "remove", busy)
    keeping.back_up_now(store)
    assert str(stick) in old_backups.says(store)
    # A removal that waits for its own backup does not wait for the stick.
    for key, value in old_backups.to_replace(store, held.clock.at).items():
        store.set(key, value)
    held.clock.pass_by(1)
    keeping.back_up_now(store)
    assert str(stick) in old_backups.says(store)
    monkeypatch.setattr(backup, "remove", remove)
    for key, value in old_backups.to_replace(store, held.clock.at).items():
        store.set(key, value)
    assert second_place.catch_up(store) == ""
    assert "go when the next one is made" in old_backups.says(store)
    held.clock.pass_by(1)
    keeping.back_up_now(store)
    assert old_backups.says(store) == ""


def test_while_a_hold_stands_no_backup_goes(held_winter: Winter, tmp_path: Path) -> None:
    held, store = held_winter, held_winter.store
    stick = tmp_path / "stick"
    stick.mkdir()
    second_place.choose(store, stick)
    held.clock.set(held.clock.at - timedelta(days=1))
    for _ in range(2):
        keeping.back_up_now(store)
        held.clock.pass_by(1)
    for key, value in old_backups.to_replace(store, held.clock.at - timedelta(days=1)).items():
        store.set(key, value)
    hold = holds.set_hold(store, Held.GROUP, held.group_id, "Inquiry", held.clock.at.date())
    held.clock.set(held.clock.at + timedelta(days=1))
    keeping.back_up_now(store)
    assert "kept while a legal hold stands" in old_backups.says(store)
    assert [(row.here, row.there) for row in keeping.backups(store)] == [(True, True)] * 3
    old_backups.after_carrying(store)
    retention.lift(store, hold)
    held.clock.pass_by(1)
    keeping.back_up_now(store)
    assert [(row.here, row.there) for row in keeping.backups(store)] == [(True, True)]
    assert second_place.seen(store, Carried("", is_there=True)) is False


def test_a_store_that_was_put_aside_counts_as_a_backup(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    aside = store.path.with_name("records-replaced-2027-01-14T12-00-00.nscp")
    aside.write_bytes(b"x")
    since = datetime(2027, 1, 14, 11, 0, tzinfo=LONDON)
    assert old_backups.holding(store, since, None) == (1, 0)
    assert old_backups.words(1, 0) == "1 backup on this laptop still holds it."
    assert old_backups.words(0, 2) == "2 backups in the second place still hold it."
    assert old_backups.words(0, 0) == ""
    for key, value in old_backups.to_replace(store, since).items():
        store.set(key, value)
    held.clock.pass_by(1)
    keeping.back_up_now(store)
    assert not aside.exists()


def test_a_backup_that_was_begun_before_the_words_went_replaces_none(held_winter: Winter) -> None:
    held, store = held_winter, held_winter.store
    early = keeping.copy(store, resting=False)
    held.clock.pass_by(1)
    for key, value in old_backups.to_replace(store, held.clock.at - timedelta(days=1)).items():
        store.set(key, value)
    keeping.settle(store, early)
    assert "go when the next one is made" in old_backups.says(store)
    held.clock.pass_by(1)
    keeping.back_up_now(store)
    assert early.path not in {row.path for row in keeping.backups(store)}
    assert backup.setting_in(early.path, store.file.key, "any") is None
    (row,) = keeping.backups(store)
    assert backup.setting_in(row.path, store.file.key, "any") is None
