"""Papers attached to items: by round and by meeting, through undo, close, backup and removal; and every refusal."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from nscp_desktop.errors import CannotWrite, Damaged, Refused, Unknown
from nscp_desktop.records import AttachedPaper, IssuedPaper
from nscp_desktop.rules.attached_papers import LARGEST, Look, PaperKind
from nscp_desktop.rules.meetings import MeetingKind, Mode
from nscp_desktop.rules.retention import Held
from nscp_desktop.services import (
    arranging,
    attached_papers,
    holds,
    local_agenda,
    meetings,
    officers,
    paper_removals,
    parking,
    removals,
    search,
    shared_agenda,
    withdrawals,
)
from nscp_desktop.services.attached_papers import Incoming
from nscp_desktop.services.history import history
from nscp_desktop.store import Store, backup, replay, salvage
from nscp_desktop.store.restore import restore
from nscp_desktop.store.tables import DeedRow, KeptBytes, LogRow
from tests.hostile import is_sentence
from tests.paper_files import pdf, png, word
from tests.services.conftest import PASSPHRASE
from tests.services.winter import JANUARY, at

if TYPE_CHECKING:
    from nscp_desktop.services.paper_rows import PaperRow
    from tests.services.winter import Winter

CHRONOLOGY = Incoming("Chronology.pdf", pdf("A chronology"))


def look(kind: PaperKind, _content: bytes) -> Look:
    """What a screen finds out that can show everything."""
    return Look(pages=1) if kind is PaperKind.PDF else Look(width=3, height=2)


@pytest.fixture
def to_come(held_winter: Winter) -> tuple[Winter, str, str]:
    """The winter, Swaffham's meeting of March beside Breckland's, and the item they share."""
    held = held_winter
    sharing = meetings.meetings_of_round(held.store, meetings.facts(held.store, held.march).round_id)
    other = next(one.id for one in sharing if one.id != held.march)
    return held, other, held.item("Breakout", held.march)


def attach(
    held: Winter, meeting: str, item: str, name: str = "Chronology.pdf", *, everywhere: bool = False
) -> str:
    incoming = Incoming(name, pdf(name))
    return attached_papers.attach(held.store, meeting, item, incoming, look, everywhere=everywhere)


def titles(held: Winter, meeting: str, item: str) -> list[str]:
    return [one.title for one in attached_papers.papers(held.store, meeting, item)]


def only(held: Winter, meeting: str, item: str) -> PaperRow:
    (row,) = attached_papers.papers(held.store, meeting, item)
    return row


def kept(store: Store) -> set[str]:
    with store.read() as session:
        return set(session.exec(select(KeptBytes.fingerprint)))


def whole(store: Store) -> None:
    assert store.check() == ()
    with store.read() as session:
        assert list(replay.differences(session)) == []


# -- where a paper shows ---------------------------------------------------------------------------


def test_a_paper_of_the_round_shows_at_every_meeting_and_its_bytes_come_back(
    to_come: tuple[Winter, str, str],
) -> None:
    held, other, item = to_come
    anna = officers.add_officer(held.store, "Anna Stanford", "business support")
    officers.sign_in(held.store, anna)
    made = attached_papers.attach(held.store, held.march, item, CHRONOLOGY, look, everywhere=True)
    for meeting in (held.march, other):
        row = only(held, meeting, item)
        assert (row.paper_id, row.title, row.kind, row.only_here) == (
            made,
            "Chronology",
            PaperKind.PDF,
            False,
        )
        assert (row.opens, row.words, row.by) == (
            True,
            f"PDF, {len(CHRONOLOGY.content)} bytes",
            "Anna Stanford",
        )
        assert row.attached_at == held.store.now()
    assert attached_papers.content(held.store, made) == CHRONOLOGY.content
    assert attached_papers.papers_of(held.store, other, [item, "nothing"]).keys() == {item}
    assert held.store.undo_label == "Attach Chronology to Breakout for every group"
    whole(held.store)


def test_a_paper_of_one_meeting_shows_there_alone(to_come: tuple[Winter, str, str]) -> None:
    held, other, item = to_come
    attach(held, held.march, item, "Quartzite.pdf")
    row = only(held, held.march, item)
    assert (row.only_here, row.by) == (True, "")
    ((hit,),) = (one.hits for one in search.search(held.store, "quartzite"))
    assert (hit.title, hit.page, hit.where) == ("Paper: Quartzite", "agenda", f"{held.march}/{item}")
    assert titles(held, other, item) == []
    assert held.store.undo_label == "Attach Quartzite to Breakout"


def test_papers_of_an_item_of_one_meeting_go_with_it_to_every_group(to_come: tuple[Winter, str, str]) -> None:
    held, other, _item = to_come
    alone = local_agenda.add_item(held.store, held.march, "Local matter")
    attach(held, held.march, alone, everywhere=True)
    assert held.store.undo_label == "Attach Chronology to Local matter"
    assert not only(held, held.march, alone).only_here
    shared_agenda.share_item(held.store, held.march, alone)
    assert titles(held, other, alone) == ["Chronology"]


def test_a_held_meeting_keeps_the_papers_it_had(held_winter: Winter) -> None:
    """What is attached, renamed or taken away for every group afterwards leaves it as it was."""
    held, item = held_winter, held_winter.item("Neglect")
    here = held.january
    sharing = meetings.meetings_of_round(held.store, meetings.facts(held.store, here).round_id)
    south = next(one.id for one in sharing if one.id != here)
    with held.store.change("As if before the meeting") as session:
        early = AttachedPaper(
            item_id=item, position=1, title="Early", file_name="Early.pdf", kind="PDF", size=1, fingerprint="0",
            attached_at=at(JANUARY, 9),
        )  # fmt: skip
        session.add(early)
        early_id = early.id
    held.clock.pass_by(60)
    attach(held, south, item, "Late.pdf", everywhere=True)
    assert titles(held, here, item) == ["Early"]
    assert titles(held, south, item) == ["Early", "Late"]
    attached_papers.rename(held.store, south, early_id, "Early, put right")
    assert titles(held, here, item) == ["Early"]
    assert titles(held, south, item) == ["Early, put right", "Late"]
    attached_papers.detach(held.store, south, early_id, everywhere=True)
    assert titles(held, here, item) == ["Early"]
    assert titles(held, south, item) == ["Late"]
    for _ in range(3):
        held.store.undo()
    assert (titles(held, here, item), titles(held, south, item)) == (["Early"], ["Early"])
    # At the meeting where the change is made it holds, held or not.
    attach(held, here, item, "Seen here.pdf", everywhere=True)
    assert titles(held, here, item) == ["Early", "Seen here"]
    attached_papers.rename(held.store, here, early_id, "Renamed here")
    assert titles(held, here, item) == ["Renamed here", "Seen here"]
    seen = attached_papers.papers(held.store, here, item)[1]
    attached_papers.detach(held.store, here, seen.paper_id)
    assert titles(held, here, item) == ["Renamed here"]
    assert titles(held, south, item) == ["Renamed here", "Seen here"]
    whole(held.store)


def test_a_shared_paper_is_left_out_at_one_meeting_and_undo_brings_it_back(
    to_come: tuple[Winter, str, str],
) -> None:
    held, other, item = to_come
    made = attach(held, held.march, item, everywhere=True)
    said = attached_papers.detach(held.store, held.march, made)
    assert said == "“Chronology” is left out at this meeting. The other groups keep it."
    assert (titles(held, held.march, item), titles(held, other, item)) == ([], ["Chronology"])
    held.store.undo()
    assert titles(held, held.march, item) == ["Chronology"]
    held.store.redo()
    assert titles(held, held.march, item) == []
    held.store.undo()
    # The row of its own is there already, and removed: it is taken up again.
    attached_papers.detach(held.store, held.march, made)
    assert titles(held, held.march, item) == []
    hits = [hit.title for one in search.search(held.store, "chronology") for hit in one.hits]
    assert [one for one in hits if one.startswith("Paper")] == ["Paper: Chronology"]
    said = attached_papers.detach(held.store, other, made, everywhere=True)
    assert said == "“Chronology” is taken away for every group."
    assert titles(held, other, item) == []


def test_a_parked_item_and_a_moved_meeting_take_their_papers_along(to_come: tuple[Winter, str, str]) -> None:
    held, _other, item = to_come
    shared = attach(held, held.march, item, "Shared.pdf", everywhere=True)
    attach(held, held.march, item, "Own.pdf")
    alone = local_agenda.add_item(held.store, held.march, "Local matter")
    attach(held, held.march, alone, "Matter.pdf")
    attached_papers.detach(held.store, held.march, shared)
    new = arranging.rearrange_meeting(
        held.store, held.march, date(2027, 3, 18), time(10), time(12), Mode.ROOM, "Hall", "Snow"
    )
    moved = local_alone(held, new, "Local matter")
    assert titles(held, new, item) == ["Own"]
    assert titles(held, new, moved) == ["Matter"]
    parking.park(held.store, new, moved)
    (waits,) = parking.waiting(held.store, later(held))
    parking.take_on(held.store, later(held), waits.parked_id)
    assert titles(held, later(held), local_alone(held, later(held), "Local matter")) == ["Matter"]
    assert len(kept(held.store)) == 3
    whole(held.store)


def local_alone(held: Winter, meeting: str, begins: str) -> str:
    return held.item(begins, meeting)


def later(held: Winter) -> str:
    """An extra session after March, arranged once."""
    day = date(2027, 3, 25)
    try:
        return meetings.meeting_on(held.store, "B", day)
    except Unknown:
        round_id = meetings.facts(held.store, held.march).round_id
        return arranging.arrange_meeting(
            held.store, held.group_id, round_id, day, time(10), time(12), kind=MeetingKind.EXTRA
        )


# -- refusals --------------------------------------------------------------------------------------


def test_what_may_not_be_attached_changes_nothing(to_come: tuple[Winter, str, str]) -> None:
    held, _other, item = to_come
    before = kept(held.store)
    attach(held, held.march, item)

    def empty(_kind: PaperKind, _content: bytes) -> Look:
        return Look()

    for incoming, seen, says in (
        (Incoming("setup.exe", b"MZ"), look, "a program or a script"),
        (Incoming("Empty.pdf", pdf("none")), empty, "has no page"),
        (
            Incoming("Again.pdf", pdf("Chronology.pdf")),
            look,
            "attached to “Breakout.*” already, as “Chronology”",
        ),
    ):
        with pytest.raises(Refused, match=says) as refused:
            attached_papers.attach(held.store, held.march, item, incoming, seen)
        assert is_sentence(str(refused.value))
    with pytest.raises(Unknown):
        attached_papers.attach(held.store, held.march, "nowhere", CHRONOLOGY, look)
    assert titles(held, held.march, item) == ["Chronology"]
    assert len(kept(held.store)) == len(before) + 1


def test_agreed_minutes_and_strange_papers_are_refused(held_winter: Winter) -> None:
    held, item = held_winter, held_winter.item("Neglect")
    attach(held, held.january, item)
    row = only(held, held.january, item)
    for title in ("", "  "):
        with pytest.raises(Refused, match="needs a title"):
            attached_papers.rename(held.store, held.january, row.paper_id, title)
    attached_papers.rename(held.store, held.january, row.paper_id, "Chronology")
    assert "Rename" not in held.store.undo_label
    attached_papers.rename(held.store, held.january, row.paper_id, "Whole chronology")
    assert held.store.undo_label == "Rename Chronology to Whole chronology"
    from nscp_desktop.services import minutes

    minutes.agree(held.store, held.january, date(2027, 3, 11), "")
    for deed in (
        lambda: attach(held, held.january, item, "More.pdf"),
        lambda: attach(held, held.january, item, "More.pdf", everywhere=True),
        lambda: attached_papers.rename(held.store, held.january, row.paper_id, "Other"),
        lambda: attached_papers.detach(held.store, held.january, row.paper_id),
    ):
        with pytest.raises(Refused, match="are agreed, so its agenda stays"):
            deed()
    for strange in ("nothing", row.paper_id):
        if strange == row.paper_id:
            with held.store.change("Away") as session:
                session.get_one(AttachedPaper, strange).removed = True
        with pytest.raises(Unknown, match="not attached any more"):
            attached_papers.content(held.store, strange)


# -- reading a file --------------------------------------------------------------------------------


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "Chronology.pdf").write_bytes(CHRONOLOGY.content)
    assert attached_papers.read_file(tmp_path / "Chronology.pdf") == CHRONOLOGY


def test_a_paper_of_80_mb_is_refused_without_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "Slides.pptx"
    with large.open("wb") as file:
        file.truncate(80_000_000)
    monkeypatch.setattr(type(large), "open", lambda *_given: pytest.fail("it was opened"))
    with pytest.raises(Refused, match="“Slides.pptx” has 80 MB; a paper can have up to 20 MB") as refused:
        attached_papers.read_file(large)
    assert is_sentence(str(refused.value))


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = tmp_path / "Slides.pdf"
    with growing.open("wb") as file:
        file.truncate(LARGEST + 10)
    real = os.stat_result(growing.stat())
    monkeypatch.setattr(
        type(growing), "stat", lambda *_given, **_named: os.stat_result((*real[:6], 100, *real[7:]))
    )
    with pytest.raises(Refused, match="a paper can have up to 20 MB"):
        attached_papers.read_file(growing)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (FileNotFoundError(), "is not there any more. If it lies on a stick"),
        (PermissionError(), "may not be read here"),
        (OSError(5, "input/output"), "could not be read to its end"),
        (ValueError("embedded null byte"), "could not be read to its end"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, says: str
) -> None:
    there = tmp_path / "Chronology.pdf"
    there.write_bytes(b"x")

    def stumble(*_given: object) -> None:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(os, "open", stumble)
        with pytest.raises(Refused, match=says) as refused:
            attached_papers.read_file(there)
    assert is_sentence(str(refused.value))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_folder_and_what_is_no_file_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="is a folder"):
        attached_papers.read_file(tmp_path)
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(Refused, match="is not a file"):
        attached_papers.read_file(tmp_path / "pipe.pdf")
    # Put in the place of a file after that was looked at: nobody waits for who would write into it.
    plain = Path(__file__).stat()
    with monkeypatch.context() as swapped:
        swapped.setattr(type(tmp_path), "stat", lambda *_given, **_named: plain)
        with pytest.raises(Refused, match="is not a file"):
            attached_papers.read_file(tmp_path / "pipe.pdf")
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(Refused, match="is empty"):
        attached_papers.read_file(tmp_path / "empty.pdf")


# -- a copy outside --------------------------------------------------------------------------------


def test_a_copy_is_written_noted_and_said_to_be_synced(
    to_come: tuple[Winter, str, str], tmp_path: Path
) -> None:
    held, _other, item = to_come
    made = attached_papers.attach(held.store, held.march, item, Incoming("Who? What.docx", word()), look)
    row = only(held, held.march, item)
    assert (row.opens, row.words) == (False, f"Document, {len(word())} bytes")
    assert attached_papers.copy_name(row) == "Who What.docx"
    cloud = tmp_path / "OneDrive"
    cloud.mkdir()
    said = attached_papers.save_copy(held.store, made, cloud / "Who.docx")
    assert said == f"Saved as Who.docx in {cloud}. It is not encrypted. OneDrive takes a copy of it along."
    assert (cloud / "Who.docx").read_bytes() == word()
    with held.store.read() as session:
        last = session.exec(select(DeedRow).order_by(DeedRow.stamp.desc())).first()  # type: ignore[attr-defined]
    assert last is not None
    assert (last.kind, last.label) == ("export", "Save the paper Who? What")
    with pytest.raises(CannotWrite):
        attached_papers.save_copy(held.store, made, tmp_path / "nowhere" / "Who.docx")


# -- kept, taken away, gone ------------------------------------------------------------------------


def test_the_bytes_are_not_in_the_log_and_go_when_the_store_closes_without_the_paper(
    to_come: tuple[Winter, str, str],
) -> None:
    held, other, item = to_come
    before = kept(held.store)
    made = attach(held, held.march, item)
    with held.store.read() as session:
        logged = session.exec(select(LogRow).where(LogRow.record == made)).all()
    assert sum(len(row.value or "") for row in logged) < 700
    attached_papers.detach(held.store, held.march, made)
    assert len(kept(held.store) - before) == 1
    held.store.undo()
    assert attached_papers.content(held.store, made) == pdf("Chronology.pdf")
    held.store.empty_superseded()
    assert len(kept(held.store) - before) == 1
    # The same file twice is kept once, and stays while one of them stands.
    twin = attach(held, other, item)
    attached_papers.detach(held.store, held.march, made)
    held.store.empty_superseded()
    assert attached_papers.content(held.store, twin) == pdf("Chronology.pdf")
    attached_papers.detach(held.store, other, twin)
    # With its item a paper goes too.
    alone = local_agenda.add_item(held.store, held.march, "Local matter")
    last = attach(held, held.march, alone)
    held.store.empty_superseded()
    assert attached_papers.content(held.store, last)
    local_agenda.leave_out(held.store, held.march, alone)
    with held.store.file.copying:
        held.store.empty_superseded()
    assert len(kept(held.store) - before) == 1
    hold = holds.set_hold(held.store, Held.GROUP, held.group_id, "A letter", held.store.now().date())
    held.store.empty_superseded()
    assert len(kept(held.store) - before) == 1
    holds.lift_hold(held.store, hold)
    held.store.empty_superseded()
    assert kept(held.store) == before
    whole(held.store)


def test_what_is_attached_and_issued_stays_as_long_as_either(to_come: tuple[Winter, str, str]) -> None:
    held, _other, item = to_come
    with held.store.change("Issue") as session:
        session.add(
            IssuedPaper(
                id="issued", meeting_id=held.november, paper="minutes", version=1, status="circulated",
                fingerprint=held.store.keep(session, CHRONOLOGY.content), issued_at=held.store.now(),
            )
        )  # fmt: skip
    made = attached_papers.attach(held.store, held.march, item, CHRONOLOGY, look)
    withdrawals.withdraw(held.store, "issued", "A slip")
    assert attached_papers.content(held.store, made) == CHRONOLOGY.content
    with held.store.change("Stand again") as session:
        session.get_one(AttachedPaper, made).removed = True
    held.store.empty_superseded()
    assert hashlib.sha256(CHRONOLOGY.content).hexdigest() in kept(held.store)


def test_a_meeting_that_is_removed_takes_its_own_papers_with_it(held_winter: Winter) -> None:
    held, item = held_winter, held_winter.item("Neglect")
    before = kept(held.store)
    sharing = meetings.meetings_of_round(held.store, meetings.facts(held.store, held.january).round_id)
    south = next(one.id for one in sharing if one.id != held.january)
    attach(held, held.january, item, "Only here.pdf")
    twin = attach(held, held.january, item, "Twice.pdf")
    attach(held, south, item, "Twice.pdf")
    held.clock.pass_by(5)
    attach(held, south, item, "Shared.pdf", everywhere=True)
    preview = removals.preview_meeting(held.store, held.january)
    assert "2 papers attached for this meeting alone." in preview.goes
    removals.remove_meeting(held.store, held.january)
    assert titles(held, held.january, item) == []
    assert titles(held, south, item) == ["Twice", "Shared"]
    assert len(kept(held.store) - before) == 2
    with held.store.read() as session:
        gone = session.get_one(AttachedPaper, twin)
        assert (gone.title, gone.file_name) == ("", "")
        labels = [label for label in session.exec(select(DeedRow.label)) if label]
    assert not any("Only here" in label for label in labels)
    whole(held.store)


def test_papers_come_back_with_a_backup_and_a_missing_one_is_said(
    to_come: tuple[Winter, str, str], tmp_path: Path
) -> None:
    held, _other, item = to_come
    made = attach(held, held.march, item)
    store = held.store
    copy = backup.make(store.file, backup.folder_of(store.path), store.now(), pause=backup.in_one_go)
    path = store.path
    attached_papers.detach(store, held.march, made)
    store.close()
    restore(path, copy.path, PASSPHRASE, held.clock)
    held.store = store = Store.open(path, PASSPHRASE, held.clock)
    assert attached_papers.content(store, made) == pdf("Chronology.pdf")
    whole(store)
    fingerprint = hashlib.sha256(pdf("Chronology.pdf")).hexdigest()
    with store.file.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE kept_bytes SET content = x'00' WHERE fingerprint = ?", (fingerprint,)
        )
    with pytest.raises(Damaged):
        attached_papers.content(store, made)
    with store.file.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM kept_bytes WHERE fingerprint = ?", (fingerprint,))
    with pytest.raises(Unknown, match="Attach it again"):
        attached_papers.content(store, made)
    with store.read() as session:
        missing = list(salvage._missing_papers(session))
    assert missing == ["The attached paper “Chronology” could not be read. Attach it again."]
    store.close()
    shutil.rmtree(path.parent)


def test_nothing_of_a_paper_lies_about_in_plain_text(to_come: tuple[Winter, str, str]) -> None:
    held, _other, item = to_come
    sentinel = "Sentinel-of-the-paper-7461"
    made = attached_papers.attach(
        held.store, held.march, item, Incoming(f"{sentinel}.pdf", pdf(sentinel)), look
    )
    attached_papers.content(held.store, made)
    files = [one for one in held.store.path.parent.rglob("*") if one.is_file()]
    assert files
    assert not any(sentinel.encode() in one.read_bytes() for one in files)


def test_many_papers_are_warned_of_and_history_says_who_attached_them(
    to_come: tuple[Winter, str, str],
) -> None:
    held, _other, item = to_come
    assert attached_papers.warning(held.store) == ""
    made = attach(held, held.march, item, "Plan.pdf")
    assert attached_papers.warning(held.store) == ""
    (added,) = history(held.store, "attached_paper", made).rows
    assert "Title: Plan" in added.after
    assert "Size in bytes: 5" in added.after
    assert any("Plan" in one.after for one in history(held.store, "agenda_item", item).rows)
    with held.store.change("Grow") as session:
        session.get_one(AttachedPaper, made).size = 400_000_000
    assert attached_papers.warning(held.store).startswith("The attached papers have 400 MB by now")


def test_a_picture_is_attached(to_come: tuple[Winter, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    held, _other, item = to_come
    monkeypatch.setattr(held.store, "actor", "the command line")
    attached_papers.attach(held.store, held.march, item, Incoming("plan.png", png()), look)
    row = only(held, held.march, item)
    assert (row.kind, row.file_name, row.by) == (PaperKind.PICTURE, "plan.png", "")


# -- removed for good ------------------------------------------------------------------------------


def test_a_paper_is_removed_for_good_wherever_it_is_attached(
    to_come: tuple[Winter, str, str], tmp_path: Path
) -> None:
    held, other, item = to_come
    store = held.store
    made = attach(held, held.march, item, "Names a child.pdf", everywhere=True)

    twin = local_agenda.add_item(store, other, "Local matter")
    attach(held, other, twin, "Names a child.pdf")
    attached_papers.rename(store, held.march, made, "Chronology")
    attached_papers.save_copy(store, made, tmp_path / "copy.pdf")
    away = attach(held, held.march, item, "Away.pdf")
    attached_papers.detach(store, held.march, away)
    words = [one.words for one in paper_removals.attached(store)]
    assert words == [
        "Chronology, every group, March 2027",
        "Away, Breckland LSCG, 11 March 2027, taken away",
    ]
    preview = paper_removals.preview_paper(store, made)
    assert preview.subject == "the paper “Chronology”"
    assert preview.goes == (
        f"What is in it ({len(pdf('Names a child.pdf'))} bytes), its title and the name of its file.",
        "It is attached in 2 places, and goes from all of them.",
    )
    said = paper_removals.remove_paper(store, made)
    assert said.startswith("The paper is gone for good.")
    assert (titles(held, held.march, item), titles(held, other, twin)) == ([], [])
    with store.read() as session:
        told = [label for label in session.exec(select(DeedRow.label)) if label]
        told += [value for value in session.exec(select(LogRow.value)) if value]
    assert not any("Names a child" in one or "Chronology" in one for one in told)
    fingerprint = hashlib.sha256(pdf("Names a child.pdf")).hexdigest()
    assert fingerprint not in kept(store)
    assert [one.words[:4] for one in paper_removals.attached(store)] == ["Away"]
    for strange in (made, "nothing"):
        with pytest.raises(Unknown):
            paper_removals.preview_paper(store, strange)
    assert len(paper_removals.preview_paper(store, away).goes) == 1
    whole(store)


def test_a_hold_keeps_a_paper_and_what_was_issued_stays_issued(to_come: tuple[Winter, str, str]) -> None:
    held, _other, item = to_come
    store = held.store
    with store.change("Issue") as session:
        session.add(
            IssuedPaper(
                id="issued", meeting_id=held.november, paper="minutes", version=1, status="circulated",
                fingerprint=store.keep(session, CHRONOLOGY.content), issued_at=store.now(),
            )
        )  # fmt: skip
    made = attached_papers.attach(store, held.march, item, CHRONOLOGY, look, everywhere=True)
    hold = holds.set_hold(store, Held.GROUP, held.group_id, "A letter", store.now().date())
    with pytest.raises(Refused, match="Lift the hold first"):
        paper_removals.remove_paper(store, made)
    holds.lift_hold(store, hold)
    preview = paper_removals.preview_paper(store, made)
    assert "minutes, version 1" in preview.papers[0].words
    assert preview.goes == ("Its title and the name of its file.",)
    assert preview.stays[1].endswith("because it was issued as well.")
    assert "1 issued paper may still say it" in paper_removals.remove_paper(store, made)
    assert hashlib.sha256(CHRONOLOGY.content).hexdigest() in kept(store)
