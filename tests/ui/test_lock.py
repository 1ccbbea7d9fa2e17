"""The lock, through the real window: nothing is seen, nothing is lost, and one comes back to the same place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenu, QWidget
from sqlmodel import col, select

from installer.demo.hand import let_pass, press, type_text, until
from nscp_desktop.errors import CannotWrite, Locked
from nscp_desktop.services import locking, meeting_facts, meetings, notes, officers, papers
from nscp_desktop.store import Store, tries
from nscp_desktop.store.tables import DeedRow
from nscp_desktop.ui import unlock, watch
from nscp_desktop.ui.locking import HELD, LockScreen
from nscp_desktop.ui.paper_preview import PaperPreview
from nscp_desktop.ui.unlock import UnlockStep
from nscp_desktop.ui.who import WhoStep
from nscp_desktop.ui.widgets import Ask, LineEdit, announced, forget_announced
from tests.faults import no_commit
from tests.sampled import (
    PASSPHRASE,
    WRONG_PASSPHRASE,
    clock,
    dressed,
    open_window,
    own_sample,
    running,
    window,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from functools import partial
    from pathlib import Path

    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Clock, Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]


class Laptop:
    """The laptop's clocks, moved by hand."""

    def __init__(self) -> None:
        self.wall = self.steady = 1_000_000.0

    def wait(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds


@pytest.fixture(autouse=True)
def laptop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    made = Laptop()
    monkeypatch.setattr(watch, "MOMENTS", watch.Moments(lambda: made.wall, lambda: made.steady))
    monkeypatch.setattr(unlock, "clock", lambda: made.wall)
    tries._in_memory.clear()
    yield made
    tries._in_memory.clear()


def beat(window: MainWindow, laptop: Laptop, seconds: float) -> None:
    """Let time go by while nobody is there, as the heartbeat sees it, if with longer breath."""
    while seconds > 0:
        step = min(seconds, 25.0)
        laptop.wait(step)
        window.locking.watch.look()
        seconds -= step


def screen(window: MainWindow) -> LockScreen:
    assert window.locking.screen is not None
    return window.locking.screen


def is_locked(window: MainWindow) -> bool:
    return window.house.store.locked


def holds(window: MainWindow) -> bool:
    """Whether words wait that could not be kept."""
    return window.locking.held


def in_sight() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def asked_who(window: MainWindow, passphrase: str = PASSPHRASE) -> WhoStep:
    """Type the passphrase; gives the step that asks who one is, a name chosen."""
    step = screen(window).step
    assert isinstance(step, UnlockStep)
    step.passphrase.setText(passphrase)
    step.open_button.click()
    until(lambda: isinstance(screen(window).step, WhoStep), "who you are")
    who = screen(window).step
    assert isinstance(who, WhoStep)
    until(lambda: who.table.current_row() is not None, "a name chosen")
    return who


def unlock_as(window: MainWindow, passphrase: str = PASSPHRASE, name: str = "") -> None:
    """Type the passphrase, choose who one is, and go in."""
    who = asked_who(window, passphrase)
    if name:
        rows = [who.model.row_at(at) for at in range(who.model.rowCount())]
        who.table.selectRow([getattr(row, "name", "") for row in rows].index(name))
    who.go_in.click()
    until(lambda: window.locking.screen is None, "the window back")


def labels(store: Store, kind: str) -> list[str]:
    with store.read() as session:
        rows = session.exec(select(DeedRow.label).where(DeedRow.kind == kind).order_by(col(DeedRow.number)))
        return [row or "" for row in rows]


# -- locking and coming back -------------------------------------------------------------------------


def test_ctrl_l_hides_all_and_the_run_screen_comes_back_with_cursor_and_half_a_line(
    window: MainWindow, running: Running
) -> None:
    run = window.run
    assert run is not None
    press("Ctrl+PgDown")
    run.item.go_to_line()
    type_text("action joe to circ")
    run.item.line.box.line.setCursorPosition(7)
    run.item.go_to_notes()
    type_text("Members were shown the page.")
    for _ in range(5):
        press("Left")
    item, at = run.sitting.item_id, run.item.notes.textCursor().position()
    press("Ctrl+L")
    assert in_sight() == [screen(window)]
    assert window.house.store.locked
    assert window.house.store.file.key == b""
    assert "The meeting goes on" in screen(window).step.sentence.text  # type: ignore[union-attr]
    unlock_as(window)
    assert in_sight() == [window]
    assert window.is_running
    assert (run.sitting.meeting_id, run.sitting.item_id) == (running.meeting_id, item)
    assert run.item.notes.textCursor().position() == at
    assert run.item.line.text == "action joe to circ"
    assert run.item.line.box.line.cursorPosition() == 7
    until(run.item.notes.hasFocus, "the notes")
    type_text("X")
    press("Ctrl+Return", "Ctrl+Return")
    text = notes.notes(window.house.store, running.meeting_id, item).text
    assert text == "Members were shown the Xpage."


def test_what_was_typed_is_kept_before_the_store_closes(
    window: MainWindow, own_sample: Path, clock: Clock
) -> None:
    run = window.run
    assert run is not None
    run.item.go_to_notes()
    type_text("Kept at the lock. ")
    run.item.go_to_line()
    type_text("decision ado")
    meeting, item = run.sitting.meeting_id, run.sitting.item_id
    press("Ctrl+L")
    # As after a kill while it is locked.
    window.house.store.file.guard.release()  # type: ignore[union-attr]
    again = Store.open(own_sample, PASSPHRASE, clock)
    assert "Kept at the lock." in notes.notes(again, meeting, item).text
    assert "decision ado" in [draft.text for draft in again.drafts()]
    again.close()


def test_a_page_comes_back_with_its_record_and_half_a_form(window: MainWindow, running: Running) -> None:
    window.leave_run()
    window.go("agenda", running.meeting_id)
    page = window.page("agenda")
    box = next(one for one in page.findChildren(LineEdit) if one.isVisible() and one.isEnabled())
    box.setFocus()
    let_pass()
    box.selectAll()
    type_text("Half a tit")
    press("Left")
    window.lock()
    assert in_sight() == [screen(window)]
    unlock_as(window)
    assert window.pages.currentWidget() is page
    assert (box.text(), box.cursorPosition()) == ("Half a tit", 9)
    until(box.hasFocus, "the box")


def test_undo_outlives_the_lock_and_so_does_what_it_says(window: MainWindow) -> None:
    store = window.house.store
    press("F4")
    type_text("odun late")
    press("Return")
    done = store.undo_label
    assert done
    press("Ctrl+L")
    unlock_as(window)
    assert store.undo_label == done
    window.undo()
    assert store.redo_label == done
    assert "Taken back" in window.undo_bar.text


def test_a_wrong_passphrase_says_so_slows_down_and_is_recorded(window: MainWindow, clock: Clock) -> None:
    press("Ctrl+L")
    step = screen(window).step
    assert isinstance(step, UnlockStep)
    for wrong in range(4):
        step.passphrase.setText("not this one")
        step.open_button.click()
        until(step.open_button.isEnabled, "the refusal")
        assert step.sentence.text == WRONG_PASSPHRASE, wrong
    step.passphrase.setText(PASSPHRASE)
    step.open_button.click()
    until(lambda: "Wait 2 seconds" in step.sentence.text, "the wait")
    assert window.house.store.locked
    clock.at = clock.at.replace(hour=11)
    unlock_as(window)
    store = window.house.store
    assert labels(store, "refused")[-1].startswith("4 wrong passphrases, the last on 14 January 2027 at 10:")
    assert labels(store, "unlock")[-1] == "Anna Stanford unlocked the store"


def test_another_person_unlocks_and_what_follows_is_theirs(window: MainWindow) -> None:
    store = window.house.store
    other = officers.add_officer(store, "Bea Quillfeather", "co-chair")
    anna = store.actor
    press("Ctrl+L")
    unlock_as(window, name="Bea Quillfeather")
    assert (store.actor, anna != other) == (other, True)
    assert labels(store, "unlock")[-1] == "Bea Quillfeather unlocked the store"
    assert window.is_running


def test_who_came_last_is_chosen_at_once(window: MainWindow, running: Running) -> None:
    officers.add_officer(window.house.store, "Aaron Marsh", "co-chair")
    officers.sign_in(window.house.store, running.anna_id)
    press("Ctrl+L")
    unlock_as(window)
    assert window.house.store.actor == running.anna_id


def test_nobody_gets_in_without_saying_who_they_are(window: MainWindow, laptop: Laptop) -> None:
    press("Ctrl+L")
    step = screen(window).step
    assert isinstance(step, UnlockStep)
    step.passphrase.setText(PASSPHRASE)
    step.open_button.click()
    until(lambda: isinstance(screen(window).step, WhoStep), "who you are")
    assert not is_locked(window)
    laptop.sleep(600)
    screen(window).look()
    assert is_locked(window)
    unlock_as(window)


# -- by itself ---------------------------------------------------------------------------------------


def test_it_locks_after_ten_minutes_and_after_sixty_while_a_meeting_runs(
    window: MainWindow, laptop: Laptop
) -> None:
    beat(window, laptop, 3_595)
    assert window.locking.screen is None
    beat(window, laptop, 5)
    assert "Nobody had pressed a key for 60 minutes." in screen(window).step.sentence.text  # type: ignore[union-attr]
    unlock_as(window)
    meetings.close_meeting(window.house.store, meeting_facts.running(window.house.store) or "")
    beat(window, laptop, 595)
    assert window.locking.screen is None
    beat(window, laptop, 5)
    assert "for 10 minutes." in screen(window).step.sentence.text  # type: ignore[union-attr]


def test_a_key_and_the_mouse_count_as_being_there(window: MainWindow, laptop: Laptop) -> None:
    locking.set_idle_times(window.house.store, 10, 10)
    native = window.windowHandle()
    assert native is not None
    uses: tuple[Callable[[], None], ...] = (
        lambda: QTest.keyClick(native, Qt.Key.Key_Shift),
        lambda: QTest.mouseMove(native, QPoint(40, 40)),
        lambda: QTest.mousePress(native, Qt.MouseButton.MiddleButton, pos=QPoint(700, 5)),
    )
    for use in uses:
        beat(window, laptop, 590)
        use()
        let_pass()
    beat(window, laptop, 590)
    assert window.locking.screen is None
    beat(window, laptop, 10)
    assert window.locking.screen is not None


def test_the_two_times_can_be_set(window: MainWindow, laptop: Laptop) -> None:
    locking.set_idle_times(window.house.store, 10, 5)
    beat(window, laptop, 300)
    assert window.locking.screen is not None


class Painted(QObject):
    """Counts what is painted of a window and everything in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.of: list[str] = []
        for one in (window, *window.findChildren(QWidget)):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.of.append(type(watched).__name__)
        return False


def _expose(window: MainWindow) -> None:
    native = window.windowHandle()
    assert native is not None
    native.requestUpdate()


WAYS: dict[str, Callable[[MainWindow], Any]] = {
    "the system asks for a new picture": _expose,
    "a control asks to be painted": lambda window: window.run.item.title.update(),  # type: ignore[union-attr]
    "a second goes by": lambda window: window.run.top.clock.setText("23:59"),  # type: ignore[union-attr]
    "a key": lambda window: QTest.keyClick(window.windowHandle(), Qt.Key.Key_X),
    "the mouse": lambda window: QTest.mouseMove(window.windowHandle(), QPoint(33, 44)),
    "the heartbeat": lambda window: window.locking.watch.look(),
}


@pytest.mark.parametrize("way", WAYS)
def test_after_sleep_nothing_is_painted_before_it_is_locked(
    window: MainWindow, laptop: Laptop, way: str
) -> None:
    run = window.run
    assert run is not None
    run.item.go_to_notes()
    type_text("Never seen again. ")
    let_pass(50)
    painted = Painted(window)
    before = run.item.notes.toPlainText()
    run.item.title.update()
    let_pass(50)
    assert painted.of, "the counter counts"
    painted.of.clear()
    laptop.sleep(31)
    WAYS[way](window)
    let_pass(50)
    assert painted.of == []
    assert in_sight() == [screen(window)]
    assert "had been asleep" in screen(window).step.sentence.text  # type: ignore[union-attr]
    # The key that woke it was not typed into anything.
    assert run.item.notes.toPlainText() == before
    unlock_as(window)
    let_pass(50)
    assert painted.of


def test_thirty_seconds_and_a_clock_that_is_set_back_are_no_sleep(window: MainWindow, laptop: Laptop) -> None:
    for seconds in (30, -7_200, 30):
        laptop.sleep(seconds)
        window.locking.watch.look()
    assert window.locking.screen is None


def test_the_picture_of_a_locked_screen_holds_nothing_of_what_was_there(window: MainWindow) -> None:
    before = window.grab().toImage()
    press("Ctrl+L")
    let_pass(50)
    shot = QGuiApplication.primaryScreen().grabWindow(0).toImage()
    after = screen(window).grab().toImage()
    assert after.size() == before.size()
    assert not shot.isNull()
    words = [one.text() for one in screen(window).findChildren(QLabel)]
    assert not any("Breckland" in str(word) for word in words)
    assert screen(window).windowTitle() == "NSCP Desktop"


# -- what lies over the window -----------------------------------------------------------------------


def make_agenda(window: MainWindow, running: Running) -> partial[Any]:
    from functools import partial as part

    return part(papers.agenda, window.house.store, running.meeting_id)


def test_an_open_paper_and_an_open_question_are_hidden_and_there_again(
    window: MainWindow, running: Running
) -> None:
    window.print_paper(make_agenda(window, running))
    preview = window.findChild(PaperPreview)
    assert preview is not None
    answers: list[str] = []
    ask = Ask(preview, "Leave it?", "Nothing is lost.", [("yes", "Leave")])
    ask.answered.connect(answers.append)
    ask.open()
    let_pass()
    assert len(in_sight()) == 3
    # The keys of the window do not reach a dialog: the lock's own does.
    native = ask.windowHandle()
    assert native is not None
    until(lambda: QGuiApplication.focusWindow() is native, "the question in front")
    QTest.keyClick(native, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert in_sight() == [screen(window)]
    unlock_as(window)
    assert set(in_sight()) == {window, preview, ask}
    assert preview.isModal() and ask.isModal()
    assert answers == []
    ask.buttons["yes"].click()
    assert answers == ["yes"]
    preview.reject()


def test_a_menu_a_tool_tip_and_a_file_dialog_go(window: MainWindow) -> None:
    menu = QMenu(window)
    menu.addAction("History of Priya Nair")
    menu.popup(window.mapToGlobal(QPoint(50, 50)))
    # What a tool tip is; the real one goes by itself where no mouse is.
    tip = QLabel("Priya Nair, deputy for Ann Sale", window, Qt.WindowType.ToolTip)
    tip.show()
    let_pass()
    assert len(in_sight()) == 3
    window.lock()
    assert in_sight() == [screen(window)]
    unlock_as(window)
    assert in_sight() == [window]

    chosen: list[str] = []
    QTimer.singleShot(100, window.lock)
    dialog = QFileDialog(window, "Save Priya Nair.pdf")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    chosen += [str(dialog.exec())]
    assert chosen == ["0"]
    assert in_sight() == [screen(window)]
    unlock_as(window)
    assert in_sight() == [window]


# -- what cannot be kept -----------------------------------------------------------------------------


def test_words_that_a_full_disk_refuses_wait_out_of_sight(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = window.run
    assert run is not None
    full = [True]
    keep = notes.write

    def write(*given: Any, **named: Any) -> bool:  # noqa: ANN401 as the service has it
        if full[0]:
            raise CannotWrite("The disk is full. Make room, then try again. Nothing has been changed.")
        return keep(*given, **named)

    monkeypatch.setattr(notes, "write", write)
    monkeypatch.setattr(notes, "keep_draft", write)
    run.item.go_to_notes()
    type_text("Words of worth. ")
    press("Ctrl+L")
    assert in_sight() == [screen(window)]
    assert holds(window)
    step = screen(window).step
    assert isinstance(step, UnlockStep)
    assert step.sentence.text == HELD
    assert window.house.store.locked
    # Who shuts the lock screen is asked first.
    screen(window).close()
    ask = screen(window).findChild(Ask)
    assert ask is not None and ask.isVisible()
    assert "lose the words" in ask.windowTitle()
    ask.cancel.click()
    assert screen(window).isVisible()
    unlock_as(window)
    # The question that was cancelled had the keyboard last: a screen in memory gives it back a moment later.
    let_pass()
    assert holds(window)
    assert "Words of worth." in run.item.notes.toPlainText()
    assert "disk is full" in window.undo_bar.text
    full[0] = False
    press("Ctrl+L")
    assert not holds(window)
    unlock_as(window)
    assert (
        "Words of worth." in notes.notes(window.house.store, run.sitting.meeting_id, run.sitting.item_id).text
    )


def test_who_unlocks_while_the_disk_is_full_comes_in_and_finds_the_words(window: MainWindow) -> None:
    run = window.run
    assert run is not None
    run.item.go_to_notes()
    type_text("Words of worth. ")
    with no_commit(window.house.store):
        press("Ctrl+L")
        assert holds(window)
        unlock_as(window)
        assert in_sight() == [window]
        assert run.item.notes.toPlainText().startswith("Words of worth. ")
        assert holds(window)
    assert window.settle()
    assert "Anna Stanford unlocked the store" in labels(window.house.store, "unlock")


def test_who_is_chosen_and_does_not_work_here_any_more_is_told_so(window: MainWindow) -> None:
    press("Ctrl+L")
    who = asked_who(window)
    row = who.table.current_row()
    officers.end_officer(window.house.store, getattr(row, "person_id", ""))
    who.go_in.click()
    assert who.sentence.text == "That person does not work in this store. Choose another name."
    assert window.locking.screen is not None


def test_the_lock_screen_can_be_shut_and_the_program_with_it(
    window: MainWindow, own_sample: Path, clock: Clock
) -> None:
    window.run.item.go_to_notes()  # type: ignore[union-attr]
    type_text("Last words. ")
    press("Ctrl+L")
    screen(window).close()
    assert in_sight() == []
    assert window.house.store.closed
    again = Store.open(own_sample, PASSPHRASE, clock)
    assert again.check() == ()
    again.close()


def test_a_fault_while_it_locks_still_hides_and_closes(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble() -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(window, "settle", stumble)
    window.lock()
    assert in_sight() == [screen(window)]
    assert window.house.store.locked
    monkeypatch.undo()
    monkeypatch.setattr(watch, "MOMENTS", watch.Moments(lambda: 0.0, lambda: 0.0))
    unlock_as(window)


def test_what_asks_the_store_meanwhile_is_refused(window: MainWindow) -> None:
    press("Ctrl+L")
    with pytest.raises(Locked):
        meeting_facts.running(window.house.store)
    window.lock()
    window.locking.watch.look()
    assert in_sight() == [screen(window)]


def test_other_windows_stay(window: MainWindow) -> None:
    room = QWidget()
    room.setWindowTitle("Room screen")
    room.show()
    press("Ctrl+L")
    assert set(in_sight()) == {screen(window), room}
    room.close()


def test_the_room_goes_on_seeing_its_item_and_the_time(window: MainWindow, clock: Clock) -> None:
    run = window.run
    assert run is not None
    run.top.show_room.click()
    room = run.room.screen
    assert room is not None
    window.lock()
    assert room.isVisible()
    assert room.title.text().startswith("1  ")
    before = room.time.text()
    clock.at += timedelta(minutes=2)
    room.show_time()
    assert room.time.text() != before
    unlock_as(window)
    window.run.room.toggle()  # type: ignore[union-attr]
    assert not room.isVisible()


def test_every_place_has_its_button(window: MainWindow) -> None:
    run = window.run
    assert run is not None
    for place in (run, window.nav):
        window.leave_run() if place is window.nav else None
        let_pass()
        (button,) = [
            one for one in place.findChildren(QWidget)
            if one.accessibleName() == "Quick lock" and one.isVisible()
        ]  # fmt: skip
        focus = QApplication.focusWidget()
        button.click()  # type: ignore[attr-defined]
        assert window.locking.screen is not None
        unlock_as(window)
        until(lambda before=focus: QApplication.focusWidget() is before, "the keyboard where it was")  # type: ignore[misc]


def test_it_locks_over_the_question_that_closing_asks_and_stays_open(
    window: MainWindow, laptop: Laptop
) -> None:
    window.upkeep.leaving.asks = True
    native = window.windowHandle()
    assert native is not None
    laptop_sleeps: list[str] = []

    def sleep() -> None:
        laptop_sleeps.extend(one.windowTitle() for one in in_sight())
        laptop.sleep(3_600)
        window.locking.watch.look()

    QTimer.singleShot(200, sleep)
    window.close()
    assert "Where should second copies of the backups go?" in laptop_sleeps
    assert in_sight() == [screen(window)]
    unlock_as(window)
    assert in_sight() == [window]
    assert not window.house.store.closed
    window.upkeep.leaving.asks = False


def test_a_small_window_comes_back_in_sight_and_what_was_no_question_stays_none(window: MainWindow) -> None:
    tool = QDialog(window)
    tool.show()
    window.showMinimized()
    let_pass()
    forget_announced()
    window.lock()
    assert announced()[-1].startswith("Locked at 10:")
    unlock_as(window)
    assert not window.isMinimized()
    assert tool.isVisible() and not tool.isModal()
    tool.close()
