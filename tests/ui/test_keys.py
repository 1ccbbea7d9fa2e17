"""Who can open it: the list, what changes it, and the recovery key at the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from installer.demo.hand import click, let_pass, press, seen, type_text, until
from nscp_desktop import app
from nscp_desktop.errors import CannotWrite, WrongPassphrase
from nscp_desktop.services import locking, slots
from nscp_desktop.store import CHEAP, Store, keys, tries
from nscp_desktop.ui import recovery
from nscp_desktop.ui.first_start import FirstStartStep
from nscp_desktop.ui.pages.keys import KeysPage
from nscp_desktop.ui.recovery import KeyPreview, RecoveryStep
from nscp_desktop.ui.unlock import Entry
from nscp_desktop.ui.widgets import Ask, LineEdit, Sentence
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
    from collections.abc import Iterator
    from pathlib import Path

    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Clock

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]

NEW = "willow gate seven"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "Cost", lambda: CHEAP)
    tries._in_memory.clear()
    yield
    tries._in_memory.clear()


@pytest.fixture
def page(window: MainWindow) -> KeysPage:
    window.leave_run()
    window.go("keys")
    shown = window.page("keys")
    assert isinstance(shown, KeysPage)
    let_pass()
    return shown


def opens(store: Store, secret: str) -> bool:
    try:
        return keys.unwrap(keys.load(store.path), secret) == store.file.key
    except WrongPassphrase:
        return False


def say(box: LineEdit, text: str) -> None:
    box.setFocus()
    type_text(text)


def rows(page: KeysPage) -> list[str]:
    found = [page.model.row_at(at) for at in range(page.model.rowCount())]
    return [getattr(row, "words", "") for row in found]


# -- the page ----------------------------------------------------------------------------------------


def test_it_is_reached_from_keeping_safe_and_lists_who_can_open_it(window: MainWindow) -> None:
    window.leave_run()
    window.go("backups")
    click("Who can open it")
    page = window.page("keys")
    assert isinstance(page, KeysPage)
    until(page.isVisible, "the page")
    assert rows(page) == ["the first passphrase"]
    assert page.none.isVisible()
    assert "There is no recovery key." in page.none.text
    assert window.nav.button("backups").isChecked()


def test_a_key_file_that_went_is_said_on_the_page_and_on_today(window: MainWindow) -> None:
    path = window.house.store.path
    for ending in (".keys", ".keys2"):
        path.with_name(path.name + ending).unlink()
    window.leave_run()
    window.go("keys")
    page = window.page("keys")
    assert isinstance(page, KeysPage)
    assert "missing or damaged" in page.sentence.text
    window.go("today")
    let_pass()
    said = [one.text for one in window.page("today").findChildren(Sentence) if one.isVisible()]
    assert any("does not open again" in one for one in said)


def test_today_says_that_there_is_no_recovery_key_and_leads_to_it(window: MainWindow) -> None:
    window.leave_run()
    window.go("today")
    let_pass()
    notices = window.page("today").notices  # type: ignore[attr-defined]
    assert notices.recovery.isVisible()
    assert notices.recovery.text == slots.NO_RECOVERY_KEY
    click("Print a recovery key")
    assert window.pages.currentWidget() is window.page("keys")
    slots.new_recovery_key(window.house.store, PASSPHRASE)
    window.go("today")
    notices.refresh()
    assert not notices.recovery.isVisible()


def test_the_passphrase_is_changed(page: KeysPage) -> None:
    store = page.house.store
    say(page.known, PASSPHRASE)
    say(page.new, NEW)
    say(page.again, NEW)
    click("Change the passphrase")
    assert "is changed" in page.sentence.text
    assert opens(store, NEW) and not opens(store, PASSPHRASE)
    assert not any(box.text() for box in page._secrets)


def test_a_colleague_gets_a_passphrase_and_loses_it_again(page: KeysPage) -> None:
    store = page.house.store
    say(page.known, PASSPHRASE)
    say(page.whose, "Priya <b>Nair")
    say(page.theirs, NEW)
    say(page.theirs_again, NEW)
    click("Add their passphrase")
    assert rows(page) == ["the first passphrase", "the passphrase of Priya <b>Nair"]
    assert opens(store, NEW)
    assert page.whose.text() == ""
    page.table.selectRow(1)
    click("Revoke")
    assert "Type a passphrase or a recovery key" in page.sentence.text
    assert page.known.hasFocus()
    type_text(PASSPHRASE)
    click("Revoke")
    ask = seen(Ask, lambda one: True, page.window())
    assert "the passphrase of Priya" in ask.windowTitle()
    assert "cannot be brought back" in ask.words.text()
    assert ask.cancel.hasFocus()
    ask.cancel.click()
    assert opens(store, NEW)
    click("Revoke")
    ask = seen(Ask, lambda one: True, page.window())
    ask.buttons["revoke"].click()
    assert not opens(store, NEW)
    assert rows(page) == ["the first passphrase"]
    assert "Backups made before still open with it" in page.sentence.text


def test_what_is_refused_says_so_and_keeps_what_was_typed(page: KeysPage) -> None:
    click("Revoke")
    assert "Choose a line" in page.sentence.text
    say(page.known, "not this one")
    say(page.new, NEW)
    say(page.again, NEW)
    click("Change the passphrase")
    assert page.sentence.text == WRONG_PASSPHRASE
    assert page.new.text() == NEW
    assert page.known.hasFocus()
    type_text(PASSPHRASE)
    page.table.selectRow(0)
    click("Revoke")
    seen(Ask, lambda one: True, page.window()).buttons["revoke"].click()
    assert "the last passphrase" in page.sentence.text
    click("Add their passphrase")
    assert "at least 10 characters" in page.sentence.text


def test_no_secret_is_left_in_a_box_that_is_out_of_sight(page: KeysPage, window: MainWindow) -> None:
    for box in page._secrets:
        box.setText(NEW)
    window.go("people")
    assert not any(box.text() for box in page._secrets)
    window.go("keys")
    page.known.setText(PASSPHRASE)
    window.lock()
    assert page.known.text() == ""


def test_the_two_times_are_set(page: KeysPage) -> None:
    assert (page.idle.value(), page.meeting.value()) == (10, 60)
    page.idle.setFocus()
    page.idle.selectAll()
    type_text("25")
    click("Set the times")
    assert page.times_said.text == "It locks after 25 minutes, and after 60 minutes while a meeting runs."
    assert locking.idle_times(page.house.store).idle == 25
    page.idle.setValue(0)
    assert page.idle.value() == 1


def test_times_that_cannot_be_kept_say_why(page: KeysPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> str:
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr(locking, "set_idle_times", full)
    click("Set the times")
    assert page.times_said.text == "The disk is full."


# -- the recovery key --------------------------------------------------------------------------------


def shown_key(preview: KeyPreview) -> str:
    signs = [line for line in preview.pages.text().split() if len(line) == 6 and line.isupper()]
    return "-".join(signs[:6])


def make_key(page: KeysPage) -> KeyPreview:
    say(page.known, PASSPHRASE)
    click("Make and print")
    until(lambda: page.preview is not None and page.preview.isVisible(), "the page with the key")
    assert page.preview is not None
    return page.preview


def test_a_recovery_key_is_shown_once_saved_and_opens_the_store(page: KeysPage, tmp_path: Path) -> None:
    store = page.house.store
    preview = make_key(page)
    assert preview.sentence.text == recovery.ONCE
    key = shown_key(preview)
    assert opens(store, key)
    preview.save_to(tmp_path / "key.pdf")
    preview.shut.click()
    until(lambda: page.preview is None, "the page gone")
    assert rows(page) == ["the first passphrase", "the recovery key of 14 January 2027"]
    assert not page.none.isVisible()
    assert "Lock the page away" in page.sentence.text
    assert opens(store, key)
    said = [slot.kind for slot in keys.load(store.path).slots]
    assert said == ["passphrase", "recovery"]
    # It is on the paper and in no other file.
    (tmp_path / "key.pdf").unlink()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert key.encode() not in content and key.replace("-", "").encode() not in content, file


def test_a_printed_key_needs_no_question(page: KeysPage, tmp_path: Path) -> None:
    preview = make_key(page)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_to(printer)
    press("Escape")
    until(lambda: page.preview is None, "the page gone")
    assert len(rows(page)) == 2


def test_a_key_that_cannot_be_noted_or_would_lie_over_the_store_is_on_no_paper(
    page: KeysPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise CannotWrite("The disk is full.")

    preview, store = make_key(page), page.house.store
    key = shown_key(preview)
    preview.save_to(store.path)
    assert "belongs to one, and is not written over" in preview.sentence.text
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with monkeypatch.context() as patch:
        patch.setattr(store, "note", full)
        preview.save_to(tmp_path / "key.pdf")
        assert preview.sentence.text == "The disk is full."
        preview.sentence.clear()
        preview.print_to(printer)
        assert preview.sentence.text == "The disk is full."
    assert not preview.taken
    assert not (tmp_path / "key.pdf").exists()
    assert opens(store, key)
    preview.taken = True
    preview.reject()
    until(lambda: page.preview is None, "the page gone")


def test_a_key_that_was_put_on_no_paper_is_revoked(page: KeysPage, monkeypatch: pytest.MonkeyPatch) -> None:
    store = page.house.store
    preview = make_key(page)
    key = shown_key(preview)
    press("Escape")
    ask = seen(Ask, lambda one: True, preview)
    assert "It is revoked when you close this page" in ask.words.text()
    ask.cancel.click()
    assert preview.isVisible() and opens(store, key)
    with monkeypatch.context() as patch:

        def full(*_given: object) -> None:
            raise CannotWrite("The disk is full.")

        patch.setattr(slots, "take_back", full)
        preview.reject()
        seen(Ask, lambda one: one.isVisible(), preview).buttons["close"].click()
        assert preview.isVisible() and preview.sentence.text == "The disk is full."
    preview.reject()
    seen(Ask, lambda one: one.isVisible(), preview).buttons["close"].click()
    until(lambda: page.preview is None, "the page gone")
    assert not opens(store, key)
    assert page.sentence.text == recovery.TAKEN_BACK
    assert rows(page) == ["the first passphrase"]


# -- the first start ---------------------------------------------------------------------------------


@pytest.fixture
def made(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Entry, list[House]]]:
    """A first start, at the offer of a recovery key; and the houses that were entered."""
    dear = Store.create
    monkeypatch.setattr(Store, "create", lambda path, secret, now, cost=None: dear(path, secret, now, CHEAP))
    app.dressed()
    entry = Entry(app.StoreDoor(tmp_path / "records.nscp", clock))
    entry.resize(1366, 768)
    houses: list[House] = []
    entry.entered.connect(houses.append)
    entry.show()
    entry.activateWindow()
    let_pass(50)
    start = entry.step
    assert isinstance(start, FirstStartStep)
    start.name_box.setText("Anna Stanford")
    start.passphrase.setText(PASSPHRASE)
    start.again.setText(PASSPHRASE)
    start.make.click()
    until(lambda: isinstance(entry.step, RecoveryStep), "the offer of a recovery key")
    let_pass(50)
    yield entry, houses
    for house in houses:
        house.store.close()
    entry.close()
    entry.deleteLater()


def test_the_first_start_offers_a_recovery_key_that_can_wait(made: tuple[Entry, list[House]]) -> None:
    entry, houses = made
    step = entry.step
    assert isinstance(step, RecoveryStep)
    assert step.make.hasFocus()
    assert houses == []
    step.later.click()
    assert slots.says(houses[0].store) == (slots.NO_RECOVERY_KEY,)
    assert step._passphrase == ""


def test_the_first_start_prints_it(made: tuple[Entry, list[House]], tmp_path: Path) -> None:
    entry, houses = made
    step = entry.step
    assert isinstance(step, RecoveryStep)
    step.make.click()
    step.make.click()
    until(lambda: step.preview is not None, "the page with the key")
    assert step.preview is not None
    step.preview.reject()
    seen(Ask, lambda one: one.isVisible(), step.preview).buttons["close"].click()
    until(lambda: step.preview is None, "the page gone")
    assert step.sentence.text == recovery.TAKEN_BACK
    assert houses == []
    step.make.click()
    until(lambda: step.preview is not None, "the page with the key")
    step.preview.save_to(tmp_path / "key.pdf")
    step.preview.reject()
    until(lambda: bool(houses), "the way in")
    assert slots.says(houses[0].store) == ()


def test_a_key_that_cannot_be_made_says_why(
    made: tuple[Entry, list[House]], monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, houses = made
    step = entry.step
    assert isinstance(step, RecoveryStep)

    def full(*_given: object) -> str:
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr(slots, "new_recovery_key", full)
    step.make.click()
    until(lambda: bool(step.sentence.text), "the refusal")
    assert step.sentence.text == "The disk is full."
    step.later.click()
    assert len(houses) == 1
    assert QApplication.activeModalWidget() is None
