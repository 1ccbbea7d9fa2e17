"""Practising, through the real window and by keys: in from both doors, marked everywhere, out without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from installer.demo import hand
from installer.demo.hand import let_pass, press, type_text
from nscp_desktop import app, cli, compose, paths
from nscp_desktop.errors import Locked, Refused
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.locking import Reason
from nscp_desktop.rules.practice import AFTER, BEFORE, ON_PAPER, TIPS, Step
from nscp_desktop.services import actions, attendance, meetings, officers, practice
from nscp_desktop.store import CHEAP
from nscp_desktop.ui.locking import NO_LOCK
from nscp_desktop.ui.paper_preview import PaperPreview
from nscp_desktop.ui.practice_offer import PRACTISE
from nscp_desktop.ui.practice_word import PracticeWord
from nscp_desktop.ui.program import Program
from nscp_desktop.ui.unlock import Entry
from nscp_desktop.ui.widgets import Button
from nscp_desktop.ui.window import PAGES, UNDER, MainWindow
from tests.documents import reading
from tests.sampled import clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]

WORDS_OF = {one.step: one.words for one in TIPS}
SIZES = ((1366, 768), (880, 768), (480, 768), (480, 380))
WORDS = "lantern harbour twig"


def until(condition: Callable[[], bool]) -> None:
    hand.until(condition, "what a test waits for")


def seen(kind: type[QWidget]) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def letter(button: Button) -> str:
    return button.shortcut().toString() if button.isVisible() else ""


def left_on_disk() -> bool:
    return paths.practice_folder().exists()


@pytest.fixture
def program(dressed: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program over an empty store, at the passphrase."""
    path = tmp_path / "records.nscp"
    store = compose.create_store(path, WORDS, WORDS, "norfolk", cost=CHEAP)
    officers.add_officer(store, "Anna Stanford", "co-chair")
    store.close()
    made = Program(app.StoreDoor(path))
    yield made
    made.practising.end()
    for one in (made.practising.window, made.window):
        if one is not None and one.isVisible():
            one.close()
        elif one is not None and not one.house.store.closed:
            one.leave()
    if made.entry is not None:
        made.entry.deleteLater()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def go_in(program: Program) -> MainWindow:
    """Open the real window, as after the passphrase."""
    house = app.StoreDoor(program._door._path).open(WORDS)  # type: ignore[attr-defined]
    officers.sign_in(house.store, officers.officers(house.store)[0].person_id)
    program.enter(house)
    assert program.window is not None
    program.window.upkeep.leaving.asks = False
    program.window.activateWindow()
    let_pass()
    return program.window


def practised(program: Program) -> MainWindow:
    """The window of the practice, when it is there."""
    until(lambda: program.practising.window is not None and program.practising.window.isActiveWindow())
    assert program.practising.window is not None
    return program.practising.window


def test_a_short_practice_from_the_passphrase_by_keys(program: Program) -> None:
    entry = program.start()
    assert entry.practice.words.text() == PRACTISE
    entry.activateWindow()
    until(entry.isActiveWindow)
    press("Alt+I")
    until(lambda: not entry.practice.button.isEnabled())
    shown = practised(program)
    band, store = shown.band, shown.house.store
    assert band is not None
    assert not entry.isVisible()
    assert shown.windowTitle() == "PRACTICE: NSCP Desktop"
    assert (band.tip.text(), band.count.text()) == (BEFORE, "0 of 10 tried")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not band.isAncestorOf(focused), "it never takes the keyboard"

    press("F5")
    run = shown.run
    assert run is not None
    press("F4")
    type_text("jo")
    press("Return", "Alt+S", "Ctrl+PgDown", "Ctrl+PgDown")
    assert band.tip.text() == WORDS_OF[Step.AGREE]
    agree = next(one for one in run.findChildren(Button) if one.caption == "Agree as a correct record")
    agree.setFocus()
    press("Space", "Ctrl+PgDown")
    assert band.tip.text() == WORDS_OF[Step.MATTERS]
    run.order.chosen.emit(next(row.item_id for row in run.sitting.agenda.rows if row.duty is Duty.BREAKOUT))
    assert band.tip.text() == WORDS_OF[Step.ROOMS], "out of order: what is to be tried where somebody looks"
    press("Ctrl+PgDown")
    assert band.tip.text() == WORDS_OF[Step.MATTERS]
    press("Ctrl+D", "Ctrl+PgDown", "Ctrl+Return")
    type_text("action jo to ring the school by fri")
    press("Return", "Escape")
    type_text("A line that goes.")
    press("Ctrl+Shift+X", "Ctrl+PgDown", "F6", "Alt+O")
    until(lambda: Step.ROOMS in band.tried)
    press("Ctrl+Z")
    assert Step.ROOMS in band.tried, "what was taken back stays tried"
    press("F8")
    assert band.tried == frozenset(Step) - {Step.CLOSE}
    meeting = run.sitting.meeting_id
    meetings.close_meeting(store, meeting)
    assert (band.tip.text(), band.count.text()) == (AFTER, "10 of 10 tried")
    assert actions.matters_arising(store, meeting)
    assert attendance.register(store, meeting).entries

    press("Alt+Q")
    until(entry.isActiveWindow)
    assert program.practising.window is None
    assert store.closed
    assert not left_on_disk()
    assert entry.practice.words.text() == PRACTISE
    assert entry.practice.button.isEnabled()
    press("Alt+I")
    assert practised(program).house.store is not store, "another one, from its beginning"


def test_practice_stands_on_every_screen_and_page(program: Program) -> None:
    program.practise()
    shown = practised(program)
    band = shown.band
    assert band is not None
    refused = [page for page in PAGES if UNDER.get(page, page) == "backups"]
    screens = {page: lambda page=page: shown.go(page) for page in PAGES} | {"run": shown._on_meeting_key}
    for name, bring in screens.items():
        bring()
        let_pass()
        assert (shown.pages.currentWidget() is shown._pages.get(name)) == (name not in {*refused, "run"})
        for width, height in SIZES if name in {"today", "run"} else SIZES[:1]:
            shown.resize(width, height)
            let_pass()
            word = band.word
            assert word.isVisible(), name
            assert word.size().width() >= word.sizeHint().width(), (name, width)
            assert shown.rect().contains(word.rect().translated(word.mapTo(shown, word.rect().topLeft())))
            assert band.quit.isVisible()
            assert [one for one in shown.findChildren(Button) if letter(one) == "Alt+Q"] == [band.quit], name
            assert shown.rect().contains(
                band.quit.rect().translated(band.quit.mapTo(shown, band.quit.rect().topLeft()))
            )
        shown.resize(1366, 768)
    run = shown.run
    assert run is not None
    assert run.foot.mark.text() == "PRACTICE"
    press("F9")
    room = run.room.screen
    assert room is not None
    assert room.findChild(PracticeWord) is not None
    press("F9")
    press("F1")
    until(lambda: QApplication.activeModalWidget() is not None)
    keys = QApplication.activeModalWidget()
    assert keys is not None
    until(lambda: keys.windowTitle() == "PRACTICE: Keys")
    press("Escape")

    press("Ctrl+L")
    assert shown.undo_bar.text == NO_LOCK
    assert shown.locking.screen is None
    assert shown.upkeep.last == ""
    assert not shown.upkeep.work._timer.isActive()
    shown.practise()
    assert shown.undo_bar.text == "This is the practice."

    band.tips.click()
    assert not band.tip.isVisible()
    band.tips.click()
    assert band.tip.isVisible()
    shown.close()
    assert not left_on_disk()


def test_every_paper_that_is_shown_or_saved_says_practice(program: Program, tmp_path: Path) -> None:
    program.practise()
    shown = practised(program)
    for page in ("today", "meetings", "agenda", "minutes", "actions", "attendance", "people", "youth_boards"):
        shown.go(page)
        let_pass()
        press("Ctrl+P")
        for preview in seen(PaperPreview):
            assert isinstance(preview, PaperPreview)
            assert preview.windowTitle().startswith("PRACTICE: "), page
            assert preview.heading.text().startswith("PRACTICE: ")
            for lines in reading.pages(preview.pdf):
                assert lines.count(ON_PAPER) == 2
            preview.save_to(tmp_path / f"{page}.pdf")
            preview.close()
    saved = list(tmp_path.glob("*.pdf"))
    assert len(saved) > 3
    for file in saved:
        with pikepdf.open(file) as pdf:
            assert str(pdf.docinfo["/Title"]).startswith("PRACTICE: ")


def test_from_today_and_back_with_the_real_store_as_it_was(program: Program) -> None:
    real = go_in(program)
    for page in ("today", "help"):
        real.go(page)
        let_pass()
        assert [one.caption for one in real.findChildren(Button) if letter(one) == "Alt+I"] == ["Practise"]
    real.go("today")
    store = real.house.store
    before = store.file.driver.total_changes
    press("Alt+I")
    shown = practised(program)
    assert not real.isVisible()
    assert practice.is_practice(shown.house.store)
    assert not practice.is_practice(store)
    program._on_practise_in_window()
    assert program.practising.window is shown, "one at a time"
    press("Alt+Q")
    until(lambda: real.isVisible() and real.isActiveWindow())
    assert not store.locked
    assert store.file.driver.total_changes == before
    assert not left_on_disk()

    # The real window locks itself meanwhile, out of sight; then its passphrase is asked for.
    real.go("help")
    press("Alt+I")
    practised(program)
    real.locking.lock(Reason.IDLE)
    screen = real.locking.screen
    assert screen is not None
    assert not screen.isVisible()
    with pytest.raises(Locked):
        officers.officers(store)
    press("Alt+Q")
    until(screen.isVisible)
    assert not real.isVisible()


def test_practising_is_refused_while_a_meeting_runs(window: MainWindow) -> None:
    asked: list[bool] = []
    window.practise_wanted.connect(lambda: asked.append(True))
    window.go("today")
    press("Alt+I")
    until(lambda: window.undo_bar.text == "A meeting is running. Close it first, then practise.")
    assert asked == []


def test_words_that_cannot_be_kept_hold_the_window(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    real = go_in(program)
    monkeypatch.setattr(real, "settle", lambda: False)
    real.practise()
    assert "cannot be kept yet" in real.undo_bar.text
    assert not program.practising.is_busy
    monkeypatch.undo()


def test_a_practice_that_cannot_be_made_is_said_where_it_was_asked_for(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise Refused("The disk is full. Nothing has been changed.")

    monkeypatch.setattr(program.practising, "_make", full)
    entry = program.start()
    entry.practice.button.click()
    until(lambda: entry.practice.words.text().startswith("The disk is full"))
    assert entry.practice.button.isEnabled()
    real = go_in(program)
    real.practise()
    until(lambda: real.undo_bar.text.startswith("The disk is full"))
    assert real.isVisible()


def test_the_end_of_the_program_is_the_end_of_the_practice(program: Program) -> None:
    program.practise()
    shown = practised(program)
    program.practising.end()
    assert not shown.isVisible()
    assert not left_on_disk()
    program.practise()
    program.practising.end()
    let_pass()
    assert program.practising.window is None
    assert not left_on_disk()


def test_no_practice_is_offered_once_a_store_is_open(program: Program) -> None:
    entry = program.start()
    assert entry.practice.isVisible()
    house = app.StoreDoor(program._door._path).open(WORDS)  # type: ignore[attr-defined]
    entry._on_opened(house)
    assert not entry.practice.isVisible()
    entry._on_practise()
    assert not program.practising.is_busy
    house.store.close()


def test_a_first_start_offers_a_practice_too(dressed: QApplication, tmp_path: Path) -> None:
    entry = Entry(app.StoreDoor(tmp_path / "none.nscp"))
    entry.show()
    assert entry.practice.isVisible()
    asked: list[bool] = []
    entry.practise_wanted.connect(lambda: asked.append(True))
    entry.practice.button.click()
    assert asked == [True]
    entry.deleteLater()


def test_the_next_start_removes_what_a_kill_left() -> None:
    left = paths.practice_folder() / "left"
    left.mkdir(parents=True)
    (left / "practice.nscp").write_bytes(b"what a kill left")
    app._load_modules()
    assert not left_on_disk()


def test_the_command_line_opens_a_practice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def opened(store: Path | None, *, practise: bool) -> int:
        assert store is None
        asked.append(practise)
        return 0

    monkeypatch.setattr(app, "window", opened)
    assert app.main([cli.PRACTISE]) == 0
    assert asked == [True]
    assert "practise" in cli.parser().format_help()
