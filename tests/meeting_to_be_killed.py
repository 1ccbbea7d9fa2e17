"""A program of its own for test_kill.py: the real window, and a meeting that a script runs until it is killed.

``python -m tests.meeting_to_be_killed STORE SEED SECONDS`` opens the store as after the passphrase, tells what
it finds there, and goes on with the meeting: names on the register, notes, lines, matters arising, words in the
rooms, the next item, undo; in the end it is closed. SECONDS is what has passed on the laptop's clock. It tells
each key, and each deed when that has been announced as saved, in a line of JSON with the moment of the machine.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from sqlmodel import select

from nscp_desktop import app, compose
from nscp_desktop.services import actions, attendance, breakouts
from nscp_desktop.store.tables import DeedRow
from nscp_desktop.ui.window import MainWindow
from tests.sampled import PASSPHRASE, Clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.store import Change
    from nscp_desktop.ui.run.screen import RunScreen

WORDS = "the group asked how practitioners hear the young person when a parent is always present "
LINES = ("action find a room by next meeting", "decision adopt the toolkit because schools hold it",
         "challenge who reads the reports", "outcome calls are answered sooner", "Members were thanked")  # fmt: skip
KEY_MS = 8
NEWEST = select(DeedRow.id).order_by(DeedRow.number.desc()).limit(1)  # type: ignore[attr-defined]
"""Asks for the deed that was saved last."""


class Meeting:
    """The script: one thing after another, drawn by chance, as a person would do them."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self.window, self.chance = window, chance
        self.store = window.house.store
        self.acts: tuple[Callable[[], None], ...] = (
            self.notes, self.notes, self.line, self.line, self.register, self.register, self.matters,
            self.matters, self.rooms, self.next, self.next, self.look_back, self.take_back,
        )  # fmt: skip

    @property
    def screen(self) -> RunScreen:
        """The run screen."""
        assert self.window.run is not None
        return self.window.run

    @property
    def runs(self) -> bool:
        """Whether the meeting is on the screen."""
        return self.window.run is not None and self.window.run.sitting.is_open

    def tell(self, **said: object) -> None:
        """Say something to the test, with the item the meeting is at."""
        item = self.screen.sitting.facts.current_item_id if self.runs else ""
        print(json.dumps({"at": time.monotonic(), "item": item, **said}), flush=True)  # noqa: T201

    def found(self) -> None:
        """What the window shows on return, and what is kept of words that stand elsewhere."""
        sitting, notes = self.screen.sitting, self.screen.item.notes
        boxes = {f"notes {sitting.item_id}": notes.toPlainText(), "line": self.screen.item.line.text}
        for row in actions.matters_arising(self.store, sitting.meeting_id):
            boxes[f"matter {row.id}"] = actions.typed(self.store, row.id).note
        view = breakouts.rooms(self.store, sitting.meeting_id, self.breakout)
        for room in view.rooms:
            for answers in room.answers:
                points = breakouts.points(self.store, room.room_id, answers.question_id)
                boxes[f"answer {room.room_id} {answers.question_id}"] = "\n".join(points)
        cursor = notes.textCursor().position()
        with self.store.read() as session:
            newest = session.exec(NEWEST).first()
        self.tell(newest=newest, found=sitting.meeting_id, shown=sitting.item_id, boxes=boxes, cursor=cursor)

    def notes_shown(self) -> dict[str, object]:
        """The notes as they stand on the screen: undo and redo change them without a key in them."""
        if not self.runs:
            return {}
        return {"box": f"notes {self.screen.sitting.item_id}", "text": self.screen.item.notes.toPlainText()}

    @property
    def breakout(self) -> str:
        """The breakout item of the meeting."""
        return next(row.item_id for row in self.screen.sitting.agenda.rows if row.kind.value == "breakout")

    def go(self) -> None:
        """One thing after another, until the meeting is closed or the program is killed."""
        while self.runs:
            self.chance.choice(self.acts)()
            _pause()

    # -- what is done -------------------------------------------------------------------------------

    def type(self, key: str, box: QLineEdit | QPlainTextEdit, words: str) -> None:
        """Type words into a box, a key at a time."""
        box.setFocus()
        for letter in words:
            QTest.keyClicks(box, letter)
            self.told(key, box)
            _pause()

    def told(self, key: str, box: QLineEdit | QPlainTextEdit) -> None:
        """Tell what a box holds, and where its cursor stands."""
        if isinstance(box, QLineEdit):
            self.tell(box=key, text=box.text(), cursor=box.cursorPosition())
        else:
            self.tell(box=key, text=box.toPlainText(), cursor=box.textCursor().position())

    def notes(self) -> None:
        """A sentence of notes, at the end or somewhere before it."""
        self.screen.item.go_to_notes()
        box = self.screen.item.notes
        place = box.textCursor()
        place.movePosition(QTextCursor.MoveOperation.End)
        if self.chance.random() < 0.3:
            place.setPosition(self.chance.randrange(place.position() + 1))
        box.setTextCursor(place)
        at = self.chance.randrange(len(WORDS))
        self.type(
            f"notes {self.screen.sitting.item_id}", box, (WORDS * 4)[at : at + self.chance.randint(30, 220)]
        )

    def line(self) -> None:
        """A line that is recorded, or left half typed."""
        line = self.screen.item.line.box.line
        line.setFocus()
        line.selectAll()
        self.type("line", line, self.chance.choice(LINES))
        if self.chance.random() < 0.7:
            QTest.keyClick(line, Qt.Key.Key_Return)
            self.told("line", line)

    def register(self) -> None:
        """Somebody comes, is online, or sent apologies."""
        sitting, box = self.screen.sitting, self.screen.register.box
        known = [one for one in attendance.people_for(self.store, sitting.meeting_id).people if one.in_group]
        box.setFocus()
        # Names have letters for which the test library knows no key.
        box.setText(self.chance.choice(known).name + self.chance.choice(("", " online", " apologies")))
        QTest.keyClick(box, Qt.Key.Key_Return)

    def matters(self) -> None:
        """A line on an action from before, or the difference it made."""
        matters = self.screen.item.matters
        if matters is None or matters.chosen is None:
            return
        row = matters.chosen
        self.type(f"matter {row.id}", matters.line, self.chance.choice(LINES)[-18:])
        if self.chance.random() < 0.5:
            QTest.keyClick(matters.line, Qt.Key.Key_Return)
        else:
            matters.close_chosen()
        self.tell(box=f"matter {row.id}", text="", cursor=0)

    def rooms(self) -> None:
        """Two points in a room."""
        self.screen.keys.rooms.click()
        card = self.chance.choice(self.screen.breakouts.cards)
        question = self.chance.choice(card.questions)
        assert card.view is not None
        key = f"answer {card.view.room_id} {question.answers.question_id}"
        words = WORDS[: self.chance.randint(10, 40)].strip()
        box = question.box
        box.setFocus()
        box.moveCursor(QTextCursor.MoveOperation.End)
        if box.toPlainText():
            QTest.keyClick(box, Qt.Key.Key_Return)
            self.told(key, box)
        self.type(key, box, f"{self.chance.randrange(1000)} {words}")
        self.screen.top.from_rooms.click()

    def next(self) -> None:
        """The next item; after the last, the close."""
        self.screen.go_on()
        if self.screen.read_back.isVisible():
            self.screen.read_back.close_meeting.click()

    def look_back(self) -> None:
        """A look at the item before."""
        self.screen.look_back()
        _pause()
        self.screen.item.here_pressed.emit()

    def take_back(self) -> None:
        """The last deed is undone and done again."""
        self.window.undo()
        _pause()
        self.window.redo()


def _pause() -> None:
    loop = QEventLoop()
    QTimer.singleShot(KEY_MS, loop.quit)
    loop.exec()


def main() -> None:
    """Return to the meeting and go on with it."""
    store, seed, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    application = app.dressed()
    begun, clock = time.monotonic(), Clock()
    clock.at += timedelta(seconds=seconds)
    first = clock.at
    opened = compose.open_store(
        store, PASSPHRASE, lambda: first + timedelta(seconds=time.monotonic() - begun)
    )
    window = MainWindow(compose.house(opened))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    application.processEvents()
    meeting = Meeting(window, random.Random(seed))

    def tell(change: Change) -> None:
        meeting.tell(deed=change.id, label=change.label, **meeting.notes_shown())

    opened.listen(tell)
    meeting.found()
    meeting.go()
    meeting.tell(closed=True)
    window.close()


if __name__ == "__main__":
    main()
