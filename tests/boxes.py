"""Every box of the program into which somebody can write, found by looking, and a hand that writes into them.

``made_where()`` finds in the source where boxes are made; ``Walk`` brings them into sight in the real window,
part by part, and knows of each box where it was made. A box that no part brings into sight is noticed.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid
from sqlalchemy import text as sql

from nscp_desktop import ui
from nscp_desktop.records import AgendaItem
from nscp_desktop.rules.actions import Answer
from nscp_desktop.services import actions, agenda, local_agenda, meetings
from nscp_desktop.ui.widgets.lines import LineEdit
from nscp_desktop.ui.widgets.notes import NoteEdit

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    import pytest

    from nscp_desktop.ui.run.screen import RunScreen
    from nscp_desktop.ui.window import MainWindow
    from tests.sampled import Running

UI: Final = Path(ui.__file__).parent
Box = QLineEdit | QPlainTextEdit
Place = tuple[str, int]
"""Where a box is made: a file below ``ui/`` and the line of the call."""


# -- found in the source ---------------------------------------------------------------------------


def made_where() -> dict[Place, str]:
    """Where the source makes a box for words, outside the widgets themselves; and what it calls it."""
    trees = {
        path.relative_to(UI).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(UI.rglob("*.py"))
    }
    kinds = {"LineEdit", "NoteEdit", "CaptureBox"}
    while True:
        more = {
            node.name
            for tree in trees.values()
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            and any(isinstance(base, ast.Name) and base.id in kinds for base in node.bases)
        }
        if more <= kinds:
            break
        kinds |= more
    found = {}
    for file, tree in trees.items():
        if file.startswith("widgets/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                found[file, node.lineno] = ast.unparse(node)[:80]
    return found


def note_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every box remember where it was made."""
    for kind in (LineEdit, NoteEdit):
        monkeypatch.setattr(kind, "__init__", _noting(kind.__init__))


def _noting(first: Callable[..., None]) -> Callable[..., None]:
    def init(self: QWidget, *args: object, **named: object) -> None:
        first(self, *args, **named)
        self.setProperty("made", "|".join(map(str, _outside(self))))

    return init


def _outside(box: QWidget) -> Place:
    """The place from which a box was made, outside the box's own classes and the widgets."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        inside = file.is_relative_to(UI) and not file.is_relative_to(UI / "widgets")
        if inside and frame.f_locals.get("self") is not box:
            return file.relative_to(UI).as_posix(), frame.f_lineno
        frame = frame.f_back
    return "elsewhere", 0


def place_of(box: QWidget) -> Place:
    """Where a box was made."""
    file, _, line = str(box.property("made") or "elsewhere|0").partition("|")
    return file, int(line)


# -- brought into sight ----------------------------------------------------------------------------


class Walk:
    """A hand at the window that brings one part of the program after the other into sight."""

    def __init__(self, window: MainWindow, sample: Running) -> None:
        self.window, self.sample = window, sample
        self.store = window.house.store

    @property
    def run(self) -> RunScreen:
        """The run screen, brought into sight."""
        self.window.run_meeting(self.sample.meeting_id)
        assert self.window._run is not None
        return self.window._run

    def bring(self, part: str) -> None:
        """Bring a part into sight."""
        if self.window.finder.panel is not None:
            self.window.finder.panel.reject()
        asked = QApplication.activeModalWidget()
        if isinstance(asked, QDialog):
            asked.reject()
        PARTS[part](self)
        settle()
        # A screen in memory has nobody who puts a window in front again when another went.
        self.window.activateWindow()
        settle()

    def boxes(self) -> list[Box]:
        """Every box in sight that can be written in."""
        top = QApplication.activeModalWidget() or self.window
        found: list[Box] = [*top.findChildren(QLineEdit), *top.findChildren(QPlainTextEdit)]
        return [
            box
            for box in found
            if box.isVisible() and box.isEnabled() and not box.isReadOnly() and box.property("made")
        ]

    def find(self, place: Place, name: str) -> Box | None:
        """The box of a place in sight, the one of that name when there are several."""
        there = [box for box in self.boxes() if place_of(box) == place]
        return next((box for box in there if box.accessibleName() == name), there[0] if there else None)

    def page(self, key: str, where: str = "") -> object:
        """A page, brought into sight."""
        self.window.leave_run()
        self.window.go(key, where)
        settle()
        return self.window.page(key)

    # -- what the store knows -----------------------------------------------------------------------

    def counts(self) -> tuple[int, ...]:
        """How many rows the log, the journal and the drafts have."""
        with self.store.read() as session:
            connection = session.connection()
            return tuple(connection.execute(one).scalar_one() for one in _COUNTED)

    def take_back(self, before: str) -> None:
        """Undo by the window whatever was done since ``before`` was the deed to undo."""
        for _ in range(6):
            if self.store.undo_label == before or not self.store.undo_label:
                return
            self.window.undo()
            settle()


_COUNTED: Final = tuple(
    sql(f"SELECT count(*) FROM {table}")  # noqa: S608 names that stand here
    for table in ("change_log", "journal", "draft")
)


def settle() -> None:
    """Let the window work off what waits, without waiting for anything."""
    for _ in range(3):
        QApplication.processEvents()


def _item(walk: Walk, duty: str) -> None:
    """The run screen at the item with that duty."""
    screen = walk.run
    row = next(row for row in screen.sitting.agenda.rows if row.duty.value == duty)
    screen._on_item_chosen(row.item_id)


def _row(walk: Walk, kind: str) -> None:
    """The editor of a recorded row at the first item."""
    screen = walk.run
    screen._on_item_chosen(screen.sitting.agenda.rows[0].item_id)
    settle()
    rows = screen.item.rows
    shown = next(row for row in rows.model.rows() if getattr(row, "table", "") == kind)
    rows.editor.open(shown)


def _read_back(walk: Walk) -> None:
    walk.run._on_read_back()


def _rooms(walk: Walk) -> None:
    screen = walk.run
    screen._on_item_chosen(walk.sample.breakout_id)
    if not screen.breakouts.isVisible():
        screen._on_breakouts()


def _board_item(walk: Walk) -> None:
    _item(walk, "youth board")
    settle()
    for button in walk.run.findChildren(QAbstractButton):
        if button.isVisible() and button.accessibleName() == "Add what a board said":
            button.click()
    settle()
    _tick(walk, "Their words may be shared")


def _tick(walk: Walk, name: str) -> None:
    for box in walk.window.findChildren(QWidget):
        if isinstance(box, QCheckBox) and box.isVisible() and box.accessibleName() == name:
            box.setChecked(False)
            box.click()


def _people(walk: Walk) -> None:
    page = walk.page("people", walk.sample.group_id)
    rows = [row for row in page.model.rows() if getattr(row, "person_id", "")]  # type: ignore[attr-defined]
    page.table.go_to((rows[0].seat_id, rows[0].person_id))  # type: ignore[attr-defined]
    page.add_button.click()  # type: ignore[attr-defined]


def _paste(walk: Walk) -> None:
    walk.page("people", walk.sample.group_id).paste_button.click()  # type: ignore[attr-defined]


def _action(walk: Walk, kind: str) -> None:
    page = walk.page("actions")
    rows = actions.list_actions(walk.store, actions.Which.OPEN)
    wanted = next(row for row in rows if row.kind == kind)
    if kind != "individual":
        first = actions.replies(walk.store, wanted.id)[0]
        actions.answer(walk.store, wanted.id, first.organisation_id, Answer.DONE)
        walk.store.forget_sitting()
    page.open_at(wanted.id)  # type: ignore[attr-defined]


def _arranged(walk: Walk) -> str:
    """The last meeting that is still to come: nobody has answered a question of its round."""
    return [one.id for one in meetings.list_meetings(walk.store) if one.status.value == "arranged"][-1]


def _meeting(walk: Walk, button: str) -> None:
    page = walk.page("meetings", _arranged(walk))
    wanted = getattr(page.bar, button, None) or getattr(page, button)  # type: ignore[attr-defined]
    wanted.click()


def _agenda(walk: Walk) -> None:
    meeting = _arranged(walk)
    page = walk.page("agenda", meeting)
    page.bar.scope.choose("everywhere")  # type: ignore[attr-defined]
    row = next(one for one in agenda.agenda(walk.store, meeting).rows if one.kind.value == "breakout")
    page.table.go_to_item(row.item_id)  # type: ignore[attr-defined]


def _speaker(walk: Walk) -> None:
    meeting = _arranged(walk)
    page = walk.page("agenda", meeting)
    row = next(one for one in agenda.agenda(walk.store, meeting).rows if one.kind.value == "presentation")
    local_agenda.edit_item(walk.store, meeting, row.item_id, lead="Dr Ottoline Fenwright")
    settle()
    page.table.go_to_item(row.item_id)  # type: ignore[attr-defined]


def _year(walk: Walk, *, holidays: bool = False) -> None:
    page = walk.page("meetings")
    page.new_year.click()  # type: ignore[attr-defined]
    if holidays:
        page.year_panel.school.click()  # type: ignore[attr-defined]


def _templates(walk: Walk) -> None:
    page = walk.page("meetings")
    page.agendas.click()  # type: ignore[attr-defined]
    panel = page.templates_panel  # type: ignore[attr-defined]
    rows = panel.model.rows()
    at = next((at for at, one in enumerate(rows) if one.kind.value == "breakout"), 0)
    panel.table.setCurrentIndex(panel.model.index(at, 2))


def _changed_here(walk: Walk) -> None:
    held = [one for one in meetings.list_meetings(walk.store) if one.status.value == "held"]
    page = walk.page("meetings", held[-1].id)
    page.bar.changed.click()  # type: ignore[attr-defined]


def _changed_after(walk: Walk) -> None:
    held = [one for one in meetings.list_meetings(walk.store) if one.status.value == "held"]
    after = walk.page("minutes", f"{held[-1].id}/after").after  # type: ignore[attr-defined]
    if not after.lines.isVisible():
        after._on_write()


def _challenges(walk: Walk) -> None:
    meeting = walk.sample.meeting_id
    rows = agenda.agenda(walk.store, meeting).rows
    item = next((row.item_id for row in rows if row.duty.value == "challenges"), "")
    if not item:
        item = local_agenda.add_item(walk.store, meeting, "Challenges")
        with walk.store.change("Bring challenges here") as session:
            session.get_one(AgendaItem, item).duty = "challenges"
    walk.run._on_item_chosen(item)


def _insert(walk: Walk) -> None:
    _item(walk, "welcome")
    settle()
    if not walk.run.item.tools.isVisible():
        walk.run.item.tools.button.click()


def _minutes(walk: Walk) -> None:
    held = [one for one in meetings.list_meetings(walk.store) if one.minutes_state.value == "draft"]
    page = walk.page("minutes", held[-1].id)
    page.agree.click()  # type: ignore[attr-defined]


def _boards(walk: Walk) -> None:
    page = walk.page("youth_boards")
    page.details.click()  # type: ignore[attr-defined]
    page.add.click()  # type: ignore[attr-defined]
    settle()
    _tick(walk, "Their words may be shared")


def _ask(walk: Walk) -> None:
    page = walk.page("youth_boards")
    row = next(one for one in page.boards if one.owed)  # type: ignore[attr-defined]
    page.open_at(row.board_id)  # type: ignore[attr-defined]
    settle()
    if hasattr(page.asks[0], "wanted"):  # type: ignore[attr-defined]
        page.asks[0].wanted.emit(page.asks[0].ask_id)  # type: ignore[attr-defined]
    settle()
    _tick(walk, "Their words may be shared")


def _withdraw(walk: Walk) -> None:
    page = walk.page("retention")
    page.kind.choose("paper")  # type: ignore[attr-defined]
    page.kind.chosen.emit("paper")  # type: ignore[attr-defined]
    page.look.click()  # type: ignore[attr-defined]


PARTS: Final[dict[str, Callable[[Walk], object]]] = {
    "an item": lambda walk: walk.run._on_item_chosen(walk.run.sitting.agenda.rows[0].item_id),
    "a row, action": lambda walk: _row(walk, "action"),
    "a row, decision": lambda walk: _row(walk, "decision"),
    "the last minutes": lambda walk: _item(walk, "minutes"),
    "matters arising": lambda walk: _item(walk, "matters"),
    "the youth board": _board_item,
    "breakouts": _rooms,
    "read back": _read_back,
    "the close": lambda walk: walk.run._on_end(),
    "people": _people,
    "pasting members": _paste,
    "an action": lambda walk: _action(walk, "individual"),
    "an action for all": lambda walk: _action(walk, "every organisation"),
    "a new meeting": lambda walk: _meeting(walk, "new_meeting"),
    "changing a meeting": lambda walk: _meeting(walk, "change"),
    "cancelling a meeting": lambda walk: _meeting(walk, "cancel"),
    "a new round": lambda walk: _meeting(walk, "new_round"),
    "an agenda": _agenda,
    "a guest speaker": _speaker,
    "dates for a year": _year,
    "school holidays": lambda walk: _year(walk, holidays=True),
    "usual agendas": _templates,
    "challenges at the Chairs meeting": _challenges,
    "declarations": lambda walk: _item(walk, "declarations"),
    "an item on the spot": _insert,
    "what changed here": _changed_here,
    "what changed here, after the meeting": _changed_after,
    "minutes": _minutes,
    "youth boards": _boards,
    "an ask": _ask,
    "the journal": lambda walk: walk.page("journal"),
    "who can open it": lambda walk: walk.page("keys"),
    "keep and remove": lambda walk: walk.page("retention"),
    "withdrawing a paper": _withdraw,
    "search": lambda walk: walk.window.search(),
}
"""Every part of the program with boxes, and how it comes into sight."""


# -- written into ----------------------------------------------------------------------------------


def words_in(box: Box) -> str:
    """What stands in a box."""
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


def empty(box: Box) -> None:
    """Take everything out of a box by keys."""
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Qt.Key.Key_Delete)


def paste(box: Box, text: str) -> bool:
    """Paste a text by keys; says whether the clipboard can hold it at all."""
    QGuiApplication.clipboard().setText(text)
    if QGuiApplication.clipboard().text() != text:
        return False
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return True


def drop(box: Box, mime: QMimeData) -> None:
    """Drop something on a box."""
    event = QDropEvent(
        QPointF(QPoint(4, 4)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    if isinstance(box, QLineEdit):
        box.dropEvent(event)
    else:
        box.insertFromMimeData(mime)


def leave(box: Box) -> None:
    """Enter, as somebody who is done with a line, then Tab out of the box."""
    if isinstance(box, QLineEdit):
        QTest.keyClick(box, Qt.Key.Key_Return)
        settle()
    if isValid(box) and box.hasFocus():
        QTest.keyClick(box, Qt.Key.Key_Tab)
    settle()
