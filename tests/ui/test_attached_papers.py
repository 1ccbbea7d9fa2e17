"""Papers of an item through the window: attached, dropped, opened from memory, copied when asked, taken off, undone."""

from __future__ import annotations

import io
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from nscp_desktop.errors import Refused
from nscp_desktop.rules.attached_papers import Look, PaperKind
from nscp_desktop.services import agenda, attached_papers, local_agenda, meetings, officers
from nscp_desktop.services.attached_papers import Incoming
from nscp_desktop.ui import paper_looks
from nscp_desktop.ui.pages.agenda_bar import EVERYWHERE
from nscp_desktop.ui.paper_viewer import PaperViewer
from nscp_desktop.ui.pdf_pages import PdfPages
from nscp_desktop.ui.widgets import Ask
from tests.boxes import settle
from tests.paper_files import pdf, png, word
from tests.sampled import clock, dressed, open_window, own_sample, running, window
from tests.ui.test_lock import unlock_as

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.pages.agenda import AgendaPage
    from nscp_desktop.ui.pages.agenda_papers import PapersPart
    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]


@pytest.fixture
def page(window: MainWindow) -> AgendaPage:
    """The agenda of the group's next meeting, on its presentation."""
    store = window.house.store
    to_come = [one.id for one in meetings.list_meetings(store) if one.status.value == "arranged"][-1]
    window.leave_run()
    window.go("agenda", to_come)
    shown: AgendaPage = window.page("agenda")  # type: ignore[assignment]
    row = next(one for one in agenda.agenda(store, to_come).rows if one.kind.value == "presentation")
    shown.table.go_to_item(row.item_id)
    settle()
    return shown


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def attach(qtbot: QtBot, part: PapersPart, *paths: Path) -> None:
    part.take(paths)
    qtbot.waitUntil(lambda: not part.intake.busy)
    settle()


def titles(part: PapersPart) -> list[str]:
    return [row.title for row in part.rows]


def said(window: MainWindow) -> str:
    return window.undo_bar.text


def viewer() -> PaperViewer:
    found = QApplication.activeModalWidget()
    assert isinstance(found, PaperViewer)
    return found


def asked() -> Ask:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Ask)
    return found


def test_a_paper_is_attached_opened_renamed_and_taken_off_by_keys(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path
) -> None:
    part = page.papers
    assert part.empty.isVisible()
    assert not part.table.isVisible()
    part.attach.click()
    choosing = QApplication.activeModalWidget()
    assert isinstance(choosing, QFileDialog)
    choosing.filesSelected.emit([str(write(tmp_path, "Chronology.pdf", pdf("A chronology", pages=2)))])
    choosing.close()
    qtbot.waitUntil(lambda: bool(part.rows))
    settle()
    assert said(window) == "“Chronology” is attached."
    assert part.table.isVisible()
    part.table.setFocus()
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    settle()
    shown = viewer()
    assert "A chronology" in shown.pages.text()
    assert (shown.pages.page, shown.pages.count) == (1, 2)
    QTest.keyClick(shown.pages._area, Qt.Key.Key_PageDown)
    while shown.pages.page == 1:
        QTest.keyClick(shown.pages._area, Qt.Key.Key_PageDown)
    QTest.keyClick(shown.pages._area, Qt.Key.Key_PageUp)
    assert shown.pages.page == 1
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    window.activateWindow()
    settle()
    part.rename.click()
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "Whole chronology")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert titles(part) == ["Whole chronology"]
    part.table.setFocus()
    QTest.keyClick(part.table, Qt.Key.Key_Delete)
    settle()
    assert titles(part) == []
    assert said(window) == "“Whole chronology” is taken away."
    window.undo()
    settle()
    assert titles(part) == ["Whole chronology"]


def test_every_file_that_is_dropped_is_attached_or_told_why_not(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path
) -> None:
    part = page.papers
    mime = QMimeData()
    files = [
        write(tmp_path, "Plan.png", png()),
        write(tmp_path, "setup.exe", b"MZ\0"),
        tmp_path,
        tmp_path / "gone.pdf",
        write(tmp_path, "Report.docx", word()),
    ]
    mime.setUrls([QUrl("https://example.org/a.pdf"), *(QUrl.fromLocalFile(str(one)) for one in files)])
    refused: list[str] = []
    part.refused.connect(refused.append)
    place, buttons, keys = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    entering = QDragEnterEvent(place, both, mime, buttons, keys)
    part.dragEnterEvent(entering)
    assert entering.isAccepted()
    dropped = QDropEvent(QPointF(place), both, mime, buttons, keys)
    part.dropEvent(dropped)
    # What was dropped stays where it was.
    assert dropped.dropAction() is Qt.DropAction.CopyAction
    qtbot.waitUntil(lambda: not part.intake.busy)
    settle()
    assert titles(part) == ["Plan", "Report"]
    assert [one.split(" ", 1)[0] for one in refused] == ["“setup.exe”", f"“{tmp_path.name}”", "“gone.pdf”"]
    words = QMimeData()
    words.setText("words")
    words.setUrls([QUrl("https://example.org/a.pdf")])
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, words, buttons, keys)
    entering.ignore()
    part.dragEnterEvent(entering)
    assert not entering.isAccepted()
    part.table.go_to(part.rows[0].paper_id)
    part.view.click()
    shown = viewer()
    assert shown.which.isVisible()
    assert not shown.picture._picture.isNull()
    shown._on_picked(part.rows[1].paper_id)
    assert shown.views.currentWidget() is shown._outside
    shown.reject()


def test_a_copy_leaves_the_store_only_when_asked_and_is_in_the_journal(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, out = page.papers, tmp_path / "OneDrive" / "Report.docx"
    out.parent.mkdir()
    attach(qtbot, part, write(tmp_path, "Report.docx", word()))
    offered: list[str] = []

    def choose(_over: object, _title: str, place: str) -> tuple[str, str]:
        offered.append(Path(place).name)
        return (str(out) if len(offered) > 1 else ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    part.copy.click()
    assert "not encrypted" in asked().accessibleDescription()
    assert asked().accessibleDescription().endswith("The journal notes that it was saved.")
    QTest.keyClick(asked(), Qt.Key.Key_Escape)
    with monkeypatch.context() as patched:
        patched.setattr(window.house.store.file, "read_only", True)
        part.copies.ask(part.rows[0])
        assert asked().accessibleDescription().endswith("so the journal cannot note it.")
        QTest.keyClick(asked(), Qt.Key.Key_Escape)
    assert offered == []
    for _ in range(2):
        part.copy.click()
        asked().buttons["save"].click()
    assert offered == ["Report.docx"] * 2
    assert out.read_bytes() == word()
    assert "OneDrive takes a copy of it along" in said(window)
    # Nothing was done that Undo could take back.
    assert not window.undo_bar.button.isVisible()
    # From the viewer it is said there, also when it cannot be written.
    part.view.click()
    shown = viewer()
    shown.copy.click()
    asked().buttons["save"].click()
    assert "It is not encrypted" in shown.sentence.text
    out.unlink()
    out.parent.rmdir()
    shown.copy.click()
    asked().buttons["save"].click()
    assert "cannot be written" in shown.sentence.text
    shown.reject()
    part.copies._on_answered("")


def test_a_paper_of_a_practice_says_so_in_its_title_and_in_the_name_of_its_copy(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, house = page.papers, replace(window.house, practice=True)
    attach(qtbot, part, write(tmp_path, "Plan.png", png()), write(tmp_path, "Report.docx", word()))
    shown = PaperViewer(house, part.rows, part.rows[0].paper_id, window)
    titles = [shown.windowTitle()]
    shown.show_paper(part.rows[1].paper_id)
    titles.append(shown.windowTitle())
    assert titles == ["PRACTICE: Plan", "PRACTICE: Report"]
    offered: list[str] = []

    def choose(_over: object, _title: str, place: str) -> tuple[str, str]:
        offered.append(Path(place).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    shown._copies._row = shown.row
    shown._copies._on_answered("save")
    assert offered == ["PRACTICE Report.docx"]
    shown.reject()


def test_a_paper_for_every_group_is_left_out_here_and_restored(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path
) -> None:
    part = page.papers
    page.bar.scope.choose(EVERYWHERE)
    page.bar.scope.chosen.emit(EVERYWHERE)
    attach(qtbot, part, write(tmp_path, "Policy.pdf", pdf("A policy")))
    assert said(window) == "“Policy” is attached for every group."
    assert not part.rows[0].only_here
    page.bar.scope.choose("here")
    page.bar.scope.chosen.emit("here")
    part.take_off.click()
    settle()
    assert titles(part) == []
    assert said(window) == "“Policy” is left out at this meeting. The other groups keep it."
    window.undo()
    settle()
    assert titles(part) == ["Policy"]
    # The same file again is told, and nothing is chosen where there is nothing.
    attach(qtbot, part, tmp_path / "Policy.pdf")
    assert "attached to" in said(window)
    part.show_item("", None, everywhere=False)
    part.take([tmp_path / "Policy.pdf"])
    part._on_edited(part.rows[0], "title", "x")
    assert titles(part) == ["Policy"]


def test_the_papers_open_over_the_meeting_and_escape_goes_back_to_the_notes(
    window: MainWindow, running: Running, tmp_path: Path
) -> None:
    store, run = window.house.store, window.run
    assert run is not None
    row = run.sitting.row()
    assert not run.item.attached.isVisible()
    sentinel = "Sentinel-in-the-room-5532"
    paper = Incoming(f"{sentinel}.pdf", pdf(sentinel))
    before = set(Path(tempfile.gettempdir()).iterdir())
    attached_papers.attach(store, running.meeting_id, row.item_id, paper, paper_looks.look)
    settle()
    assert run.item.attached.text().replace("&", "") == "The papers (1)"
    run.item.notes.setFocus()
    run.item.attached.click()
    settle()
    shown = viewer()
    assert sentinel in shown.pages.text()
    assert meetings.facts(store, running.meeting_id).status.value == "running"
    # Opened from memory: nothing of it lies in a file, beside the store or among the temporary ones.
    fresh = set(Path(tempfile.gettempdir()).iterdir()) - before
    files = [one for one in (*store.path.parent.rglob("*"), *fresh) if one.is_file()]
    assert not any(sentinel.encode() in one.read_bytes() for one in files)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    window.activateWindow()
    settle()
    assert QApplication.focusWidget() is run.item.notes
    # The room sees nothing of it.
    local_agenda.restrict_item(store, running.meeting_id, row.item_id, restricted=True)
    settle()
    assert sentinel not in repr(run.room._view())
    window.undo()
    window.undo()
    settle()
    assert not run.item.attached.isVisible()


def test_a_paper_that_is_damaged_or_gone_is_told_where_it_would_stand(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = page.papers
    attach(qtbot, part, write(tmp_path, "Plan.pdf", pdf("A plan")), write(tmp_path, "Plan.png", png()))
    for row in part.rows:
        with monkeypatch.context() as broken:
            broken.setattr(attached_papers, "content", lambda *_given: b"")
            part.table.go_to(row.paper_id)
            part.open_chosen()
            assert viewer().sentence.text.startswith("This paper cannot be shown: it is damaged.")
            viewer().reject()

    def gone(*_given: object) -> bytes:
        raise Refused("It is gone.")

    monkeypatch.setattr(attached_papers, "content", gone)
    part.open_chosen()
    assert viewer().sentence.text == "It is gone."
    viewer().show_paper(part.rows[0].paper_id)
    viewer().reject()


def test_a_locked_window_hides_a_paper_that_is_open_and_brings_it_back(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path
) -> None:
    part = page.papers
    attach(qtbot, part, write(tmp_path, "Plan.pdf", pdf("A plan")))
    part.open_chosen()
    shown = viewer()
    window.lock()
    settle()
    assert not shown.isVisible()
    assert shown.pages._drawer is not None
    assert shown.pages._drawer._process is None


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Files are read when this is set."""
    made, real = threading.Event(), attached_papers.read_file

    def read(path: Path) -> Incoming:
        made.wait(60)
        return real(path)

    monkeypatch.setattr(attached_papers, "read_file", read)
    return made


def test_what_a_lock_finds_waiting_is_attached_when_it_is_over(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path, answers: threading.Event
) -> None:
    part = page.papers
    me = officers.officers(window.house.store)[0]
    officers.sign_in(window.house.store, me.person_id)
    refused: list[str] = []
    part.refused.connect(refused.append)
    part.take([write(tmp_path, f"{word}.pdf", pdf(word)) for word in ("One", "Two", "Three")])
    window.lock()
    answers.set()
    # What was being read is read again afterwards; what is in it waits nowhere.
    qtbot.waitUntil(lambda: part.intake._task is None)
    assert titles(part) == []
    assert part.intake.busy
    unlock_as(window, name=me.name)
    qtbot.waitUntil(lambda: not part.intake.busy)
    settle()
    assert refused == []
    assert titles(part) == ["One", "Two", "Three"]
    assert refused == []
    assert not part.intake._again.isActive()


@pytest.mark.parametrize(
    ("names", "says"),
    [(["One"], "“One.pdf” could"), (["One", "Two"], "2 papers, from “One.pdf” on, could")],
)
def test_whoever_comes_in_after_a_lock_attaches_nothing_that_another_brought(
    window: MainWindow,
    page: AgendaPage,
    qtbot: QtBot,
    tmp_path: Path,
    answers: threading.Event,
    names: list[str],
    says: str,
) -> None:
    part, store = page.papers, window.house.store
    another = next(one.name for one in officers.officers(store) if one.person_id != store.actor)
    refused: list[str] = []
    part.refused.connect(refused.append)
    part.take([write(tmp_path, f"{name}.pdf", pdf(name)) for name in names])
    window.lock()
    answers.set()
    qtbot.waitUntil(lambda: part.intake._task is None)
    unlock_as(window, name=another)
    qtbot.waitUntil(lambda: not part.intake.busy)
    assert titles(part) == []
    (said,) = refused
    assert says in said


def test_a_file_that_never_answers_holds_up_neither_the_lock_nor_the_close(
    window: MainWindow, page: AgendaPage, qtbot: QtBot, tmp_path: Path, answers: threading.Event
) -> None:
    part = page.papers
    part.take([write(tmp_path, "Slow.pdf", pdf("Slow"))])
    window.upkeep.leaving.asks = False
    window.close()
    assert window.house.store.closed
    answers.set()
    qtbot.waitUntil(lambda: part.intake._task is None)
    qtbot.waitUntil(lambda: not part.intake._again.isActive())


@pytest.mark.parametrize(
    "box", ["0 0 1 14000", "0 0 0.01 14000", "0 0 14000 1", "0 0 0 0", "0 0 14400 14400"]
)
def test_a_page_of_any_size_is_drawn_in_little_room(dressed: QApplication, box: str) -> None:
    pages = PdfPages("Paper")
    pages.resize(900, 600)
    pages.show_pdf(pdf("A page", box=box))
    assert pages.count == 1
    drawn = pages._sheet.size()
    assert 1 <= drawn.height() <= 12_001
    assert 1 <= drawn.width() <= 900


# -- what showing finds out --------------------------------------------------------------------------


def locked() -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Locked"))) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="o", user="u", R=6))
    return made.getvalue()


def jpeg(width: int, height: int) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QImageWriter(buffer, QByteArray(b"jpg")).write(image)
    return bytes(held.data())


@pytest.mark.parametrize(
    ("kind", "made", "found"),
    [
        (PaperKind.PDF, lambda: pdf("One", pages=3), Look(pages=3)),
        (PaperKind.PDF, lambda: pdf(pages=0), Look()),
        (PaperKind.PDF, lambda: b"%PDF-1.4\nnothing", Look()),
        (PaperKind.PDF, locked, Look(locked=True)),
        (PaperKind.PICTURE, png, Look(width=3, height=2)),
        (PaperKind.PICTURE, lambda: jpeg(5, 4), Look(width=5, height=4)),
        (PaperKind.PICTURE, lambda: png(30_000, 30_000, rows=False), Look(width=30_000, height=30_000)),
        (PaperKind.PICTURE, lambda: b"\x89PNG\r\n\x1a\nnothing", Look()),
    ],
    ids=["three pages", "no page", "broken", "locked", "PNG", "JPEG", "a bomb", "broken picture"],
)  # fmt: skip
def test_a_look_finds_pages_sizes_and_passwords(
    dressed: QApplication, kind: PaperKind, made: object, found: Look
) -> None:
    assert callable(made)
    content = made()
    assert paper_looks.look(kind, content) == found
    if kind is PaperKind.PICTURE:
        assert paper_looks.picture(content).isNull() == (found.width in {0, 30_000})
