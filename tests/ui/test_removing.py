"""Removing for good through the window: it lives on, nobody writes meanwhile, and it can be locked at any moment."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from sqlmodel import select

from nscp_desktop.records import Person
from nscp_desktop.rules.retention import REMOVED_PERSON, Held
from nscp_desktop.services import keeping, locking, meeting_facts, people
from nscp_desktop.store import Store, anew
from nscp_desktop.ui.backing_up import STOPPED
from nscp_desktop.ui.pages.retention import RetentionPage
from nscp_desktop.ui.removal_dialog import RemovalDialog
from nscp_desktop.ui.removing import BUSY, Removing
from nscp_desktop.ui.widgets import Ask
from tests.sampled import PASSPHRASE, Clock, clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from nscp_desktop.store.file import StoreFile
    from nscp_desktop.ui.window import MainWindow

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]

GUEST = "Wanda Marsh"


class Hands:
    """The page in its window, and hands to remove with."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        window.upkeep.work._timer.stop()
        window.leave_run()
        window.go("retention")
        page = window.page("retention")
        assert isinstance(page, RetentionPage)
        self.window, self.page, self.qtbot = window, page, qtbot
        self.work, self.store = window.upkeep.work, window.house.store

    def person(self, name: str = GUEST) -> str:
        with self.store.read() as session:
            return session.exec(select(Person.id).where(Person.name == name)).one()

    def begin(self, kind: Held, subject_id: str) -> Removing:
        self.page.kind.choose(kind.value)
        self.page.kind.chosen.emit(kind.value)
        self.page.subject.pick(subject_id)
        self.page.look.click()
        (preview,) = [one for one in self.page.findChildren(RemovalDialog) if one.isVisible()]
        preview.remove.click()
        (ask,) = [one for one in preview.findChildren(Ask) if one.isVisible()]
        ask.buttons["remove"].click()
        (box,) = self.window.findChildren(Removing)
        return box

    def ended(self) -> None:
        self.qtbot.waitUntil(lambda: not self.work.busy)

    def unlock(self) -> None:
        screen = self.window.locking.screen
        assert screen is not None
        screen._on_key(locking.key_by(self.store, PASSPHRASE))
        screen.entered.emit(self.window.house)


@pytest.fixture
def hands(window: MainWindow, qtbot: QtBot, clock: Clock) -> Hands:
    clock.at = clock.at.replace(minute=10)
    return Hands(window, qtbot)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Holds the work up before the file is made anew, until it is let go."""
    made = Gate(anew.make)
    monkeypatch.setattr(anew, "make", made)
    yield made
    made.go_on.set()


class Gate:
    """Stands in for the making anew: waits in the middle of it. It may be deaf to being asked to stop, as a commit is."""

    def __init__(self, make: Callable[..., bool]) -> None:
        self.reached, self.go_on, self._make = threading.Event(), threading.Event(), make
        self.deaf = False

    def __call__(
        self, opened: StoreFile, *, whole: bool = True, stopped: Callable[[], bool] = anew.go_on
    ) -> bool:
        self.reached.set()
        while not (self.go_on.wait(0.01) or opened.closing.is_set() or (stopped() and not self.deaf)):
            continue
        return self._make(opened, whole=whole, stopped=stopped)


def test_a_person_is_removed_while_the_window_lives(hands: Hands, gate: Gate) -> None:
    told: list[tuple[str, float]] = []
    hands.work.progressed.connect(lambda words, share: told.append((words, share)))
    lived: list[bool] = []
    box = hands.begin(Held.PERSON, hands.person())
    assert box.isVisible()
    assert box.windowTitle() == f"Removing {GUEST} for good"
    assert box.windowModality() is Qt.WindowModality.WindowModal
    hands.qtbot.waitUntil(gate.reached.is_set)
    # The window's own thread is free: what it is asked is done, and no timer of its own asks the store.
    QTimer.singleShot(0, hands.window, lambda: lived.append(True))
    hands.qtbot.waitUntil(lambda: bool(lived))
    hands.qtbot.waitUntil(lambda: box.progress.words.text() == keeping.MAKING_ANEW)
    assert box.progress.stop.text().replace("&", "") == "Leave that for closing"
    watch = hands.window.locking.watch
    active = [one for one in hands.window.findChildren(QTimer) if one.isActive()]
    assert [one.parent() for one in active] == [watch]
    gate.go_on.set()
    hands.ended()
    assert any(words.startswith("Backing up, ") and share for words, share in told)
    assert hands.page.news.text.startswith(f"{REMOVED_PERSON} stands where the name stood.")
    assert not hands.page.news.text.endswith(keeping.NOT_ANEW)
    assert hands.page.replace.isVisible()
    assert len(keeping.backups(hands.store)) == 1
    assert GUEST not in {one.name for one in people.everyone(hands.store)}
    assert hands.store.setting(anew.DUE) is None
    # What was announced meanwhile is told, and the window goes on.
    people.add_person(hands.store, "Written afterwards")
    assert hands.window.upkeep.last == "Backed up 10:10"


def test_a_meeting_likewise(hands: Hands) -> None:
    held = [one for one in meeting_facts.list_meetings(hands.store) if one.status == "held"]
    hands.begin(Held.MEETING, held[-1].id)
    hands.ended()
    assert "gone for good" in hands.page.news.text


def test_stopped_while_it_is_backed_up_nothing_is_changed(hands: Hands) -> None:
    box = hands.begin(Held.PERSON, hands.person())
    box.progress.stop.click()
    hands.ended()
    assert hands.page.news.text == STOPPED
    assert hands.person()
    assert keeping.backups(hands.store) == ()


def test_stopped_afterwards_the_file_is_left_for_closing(hands: Hands, gate: Gate, clock: Clock) -> None:
    box = hands.begin(Held.PERSON, hands.person())
    hands.qtbot.waitUntil(gate.reached.is_set)
    box.reject()
    hands.ended()
    assert hands.page.news.text.endswith(keeping.NOT_ANEW)
    gate.go_on.set()
    assert hands.store.setting(anew.DUE) == anew.AT_ONCE
    assert hands.window.close()
    again = Store.open(hands.store.path, PASSPHRASE, clock)
    assert again.setting(anew.DUE) is None
    again.close()


@pytest.mark.parametrize("deaf", [False, True], ids=["it gives way", "the lock waits for it"])
def test_locked_meanwhile_it_is_out_of_sight_and_tells_of_itself_after_unlocking(
    hands: Hands, gate: Gate, monkeypatch: pytest.MonkeyPatch, *, deaf: bool
) -> None:
    monkeypatch.setattr(anew, "_LOOK_EVERY", 50)
    gate.deaf = deaf
    box = hands.begin(Held.PERSON, hands.person())
    hands.qtbot.waitUntil(gate.reached.is_set)
    hands.qtbot.waitUntil(lambda: box.windowHandle() in hands.window.locking.watch._looked_at)
    # The key that locks reaches the box too.
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    screen = hands.window.locking.screen
    assert screen is not None
    assert "The meeting goes on, and its clock with it." in screen.said
    assert screen.step.sentence.text == screen.said  # type: ignore[union-attr]
    assert not any(one.isVisible() for one in hands.window.findChildren(Removing))
    assert hands.store.locked
    if deaf:
        hands.qtbot.waitUntil(lambda: hands.work._news is not None)
        assert hands.work.busy
    hands.unlock()
    assert not hands.work.busy
    assert hands.page.news.text.startswith(REMOVED_PERSON)
    assert hands.store.setting(anew.DUE) == anew.AT_ONCE
    people.add_person(hands.store, "Written afterwards")


def test_locked_meanwhile_the_program_can_be_shut_from_the_lock_screen(
    hands: Hands, gate: Gate, clock: Clock
) -> None:
    gate.deaf = True
    held = [one for one in meeting_facts.list_meetings(hands.store) if one.status == "held"]
    hands.begin(Held.MEETING, held[-1].id)
    hands.qtbot.waitUntil(gate.reached.is_set)
    hands.window.lock()
    hands.qtbot.waitUntil(lambda: hands.work._news is not None)
    hands.window.locking._on_left()
    assert hands.store.closed
    gate.go_on.set()
    again = Store.open(hands.store.path, PASSPHRASE, clock)
    assert again.check() == ()
    again.close()


def test_the_window_is_hidden_before_anything_is_asked_of_the_store(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer may take a while, where long work has the store."""
    seen: list[list[bool]] = []
    running = meeting_facts.running

    def asked(store: Store) -> str | None:
        screen = hands.window.locking.screen
        seen.append([hands.window.isVisible(), screen is not None and screen.isVisible()])
        return running(store)

    monkeypatch.setattr(meeting_facts, "running", asked)
    hands.window.lock()
    assert seen[0] == [False, True]
    monkeypatch.undo()
    hands.unlock()
    assert hands.window.isVisible()


def test_something_else_that_is_being_done_goes_first(hands: Hands) -> None:
    guest = hands.person()
    go_on = threading.Event()
    assert hands.work.do("Looking", lambda: go_on.wait(20), lambda _: None, lambda _: None)
    hands.begin(Held.PERSON, guest)
    assert hands.page.news.text == BUSY
    go_on.set()
    hands.ended()
    assert hands.person() == guest


def test_words_that_cannot_be_kept_are_put_right_first(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands.window, "settle", lambda: False)
    said: list[str] = []
    hands.window.upkeep.remove("Removing", lambda _tell: "", said.append, said.append)
    monkeypatch.undo()
    assert said == [
        "Something that was typed cannot be kept yet. Put it right first. Nothing has been changed."
    ]


# -- closing -----------------------------------------------------------------------------------------


def struck(store: Store) -> None:
    """What a meeting that was closed with a struck line leaves due."""
    store.set(anew.DUE, anew.AT_CLOSE)


def test_closing_writes_the_file_anew_before_it_is_backed_up(hands: Hands, clock: Clock) -> None:
    struck(hands.store)
    told: list[str] = []
    hands.work.progressed.connect(lambda words, _share: told.append(words))
    assert hands.window.close()
    assert told[0] == keeping.MAKING_ANEW
    assert "Backing up" in told
    again = Store.open(hands.store.path, PASSPHRASE, clock)
    assert again.setting(anew.DUE) is None
    (row,) = keeping.backups(again)
    copy = Store.open(row.path, PASSPHRASE, clock)
    assert copy.setting(anew.DUE) is None
    copy.close()
    again.close()


def test_closing_without_waiting_leaves_it_for_the_next_close(hands: Hands, gate: Gate, clock: Clock) -> None:
    struck(hands.store)
    leaving = hands.window.upkeep.leaving

    def skip() -> None:
        if gate.reached.is_set():
            leaving._on_skipped()
        else:
            QTimer.singleShot(5, hands.window, skip)

    QTimer.singleShot(0, hands.window, skip)
    assert hands.window.close()
    again = Store.open(hands.store.path, PASSPHRASE, clock)
    assert again.setting(anew.DUE) == anew.AT_CLOSE
    assert keeping.backups(again) == ()
    again.close()
