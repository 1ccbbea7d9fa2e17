"""One dialog for what nobody caught: calm, counted, and with a report that holds no names."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from nscp_desktop import app, log
from nscp_desktop.errors import CannotWrite, Locked
from nscp_desktop.ui import faults as module
from nscp_desktop.ui.faults import FaultDialog, Faults
from nscp_desktop.ui.task import Task
from nscp_desktop.ui.widgets import announced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAME = "Zéphyrine Quillfeather"


@pytest.fixture
def faults(qapp: QApplication) -> Iterator[Faults]:
    """Hears of whatever nobody caught, as in the program."""
    app.dressed()
    heard = Faults()
    put_back = log.install_excepthook(heard.tell)
    yield heard
    put_back()
    if heard.dialog is not None:
        heard.dialog.reject()


def stumble(name: str = NAME) -> None:
    note = f"{name} has not been seen at school"
    raise ValueError(f"cannot read {note!r}")


def caught(kind: type[Exception] = ValueError) -> Exception:
    try:
        stumble()
    except kind as error:
        return error
    raise AssertionError


def nobody_caught() -> None:
    error = caught()
    sys.excepthook(type(error), error, error.__traceback__)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def shown(faults: Faults) -> FaultDialog:
    settle()
    assert faults.dialog is not None
    return faults.dialog


def test_a_fault_is_told_calmly_without_any_window_there(faults: Faults) -> None:
    nobody_caught()
    dialog = shown(faults)
    assert dialog.isVisible()
    assert dialog.isModal()
    assert "What was saved is safe" in announced()[-1]
    assert dialog.accessibleName() == "Something went wrong in the program"
    assert dialog.shut.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert faults.dialog is None


def test_a_second_fault_is_counted_and_not_stacked(faults: Faults) -> None:
    nobody_caught()
    dialog = shown(faults)
    for _ in range(120):
        nobody_caught()
    assert shown(faults) is dialog
    assert [
        one for one in QApplication.topLevelWidgets() if isinstance(one, FaultDialog) and one.isVisible()
    ] == [dialog]
    assert "99 times" in dialog.again.text()
    assert len(faults.faults) == module.MOST_KEPT


def test_a_fault_that_was_told_is_noted_but_not_told_every_second(faults: Faults) -> None:
    nobody_caught()
    shown(faults).shut.click()
    assert faults.dialog is None
    nobody_caught()
    settle()
    assert faults.dialog is None
    assert len(faults.faults) == 2
    try:
        int("another")
    except ValueError as error:
        faults.tell(error)
    assert shown(faults).isVisible()


def test_what_asks_a_locked_store_out_of_sight_is_no_fault_to_tell(faults: Faults) -> None:
    faults.tell(Locked("records.nscp is locked."))
    settle()
    assert faults.dialog is None
    assert faults.faults == []


def test_a_fault_in_a_thread_is_told(faults: Faults, qtbot: QtBot) -> None:
    def fall() -> None:
        stumble()

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    assert shown(faults).isVisible()
    shown(faults).shut.click()

    def fall_in_a_task() -> None:
        stumble()

    task = Task(fall_in_a_task, faults)
    with qtbot.waitSignal(task.refused) as refused:
        task.start()
    task.wait()
    assert "fault in the program" in refused.args[0]
    assert shown(faults).isVisible()


def test_the_report_holds_types_and_places_and_no_name(
    faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_said: (str(file), ""))
    nobody_caught()
    dialog = shown(faults)
    dialog.save.click()
    report = file.read_text(encoding="utf-8")
    assert "NSCP Desktop 0" in report
    assert "ValueError at" in report
    assert "test_faults.py" in report
    assert "in stumble" in report
    for words in (NAME, "Quillfeather", "school", str(tmp_path), "note"):
        assert words not in report
    assert dialog.said.text() == "The report is saved as report.txt."


def test_a_report_that_cannot_be_saved_says_so_and_one_that_is_not_wanted_is_not(
    faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_caught()
    dialog = shown(faults)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_said: ("", ""))
    dialog.save.click()
    assert dialog.said.text() == ""
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_said: (str(tmp_path / "no" / "where.txt"), "")
    )
    dialog.save.click()
    assert "cannot be written" in dialog.said.text()
    assert CannotWrite.__name__ not in dialog.said.text()
    dialog.close()
    settle()
    assert faults.dialog is None
