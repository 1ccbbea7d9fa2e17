"""What every organisation answers to an action that asks them all: one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.actions import Answer, Answered, answered
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.widgets import Body, Caption, Choice, LineEdit, Quiet, across, down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from nscp_desktop.services.actions import ReplyRow
    from nscp_desktop.store import Store

_ANSWERS = (
    (Answer.NONE, "no answer yet"),
    (Answer.DONE, "done"),
    (Answer.DOING, "doing"),
    (Answer.NOT_STARTED, "not started"),
    (Answer.DOES_NOT_APPLY, "does not apply"),
)


class _AnswerChoice(Choice):
    """The answers to choose from. The arrows open the list, so that passing over an answer records nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list at an arrow or Enter."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.showPopup()
            return
        super().keyPressEvent(event)


class _ReplyLine(QWidget):
    """One organisation: its name, its answer, and once it has answered its words."""

    answered = Signal(str, object, str)

    def __init__(
        self, store: Store, organisation_id: str, organisation: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._organisation_id = organisation_id
        self._action_id = ""
        self._telling = False
        self.kept = ""
        self.name = Body(organisation)
        self.answer = _AnswerChoice(_ANSWERS, name=f"Answer of {organisation}")
        self.words = LineEdit(name=f"What {organisation} said", placeholder="what they said")
        head = across(self.name, self.answer, gap=8)
        head.setStretch(0, 1)
        self.setLayout(down(head, self.words, gap=4))
        self.answer.picked.connect(self._on_picked)
        self.words.editingFinished.connect(self.finish)
        self.keeper = KeptLine(self.words, store, self._box, self.words.refused.emit)

    def _box(self) -> Box | None:
        return (
            Box("action", self._action_id, f"what {self._organisation_id} said") if self._action_id else None
        )

    def show_reply(self, action_id: str, reply: ReplyRow) -> None:
        """Show what is on record; words that are being typed stay, and those typed before a stop come back."""
        self.answer.pick(reply.answer)
        self.words.setVisible(reply.answer is not Answer.NONE)
        before = self.words.text()
        settled = before.strip() in {self.kept, reply.text}
        self.kept = reply.text
        if action_id != self._action_id:
            self._action_id = action_id
            self.keeper.open(reply.text)
        elif settled:
            self.keeper.show(reply.text)
        if self.words.text() != before:
            self.words.setCursorPosition(0)

    def finish(self) -> None:
        """Record the words as they stand when they differ from what is kept."""
        text = self.words.text().strip()
        # What hears it may come here again before the new words are shown as kept.
        if text != self.kept and not self._telling:
            self._telling = True
            self.answered.emit(self._organisation_id, self.answer.value, text)
            self._telling = False

    def _on_picked(self, answer: object) -> None:
        self.answered.emit(self._organisation_id, answer, self.words.text().strip())


class RepliesPart(QWidget):
    """The lines of all organisations. ``answered`` carries an organisation's id, its answer and its words."""

    answered = Signal(str, object, str)
    refused = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        """Start with no organisation."""
        super().__init__(parent)
        self._store = store
        self.count = Quiet("", wrap=True)
        self.lines: dict[str, _ReplyLine] = {}
        self._column = down(gap=8)
        self.setLayout(down(Caption("EVERY ORGANISATION"), self.count, self._column, gap=4))

    def show_replies(self, action_id: str, replies: Sequence[ReplyRow]) -> None:
        """Show these organisations in this order; the same ones keep their controls."""
        if [one.organisation_id for one in replies] != list(self.lines):
            self._make_lines(replies)
        for one in replies:
            self.lines[one.organisation_id].show_reply(action_id, one)
        counted = answered(one.answer for one in replies)
        self.count.setText(f"{counted.sentence}{_by_answer(counted)}")

    def finish(self) -> bool:
        """Record words that are still being typed; says whether they all are."""
        for line in self.lines.values():
            line.finish()
        return all(line.words.text().strip() == line.kept for line in self.lines.values())

    def _make_lines(self, replies: Sequence[ReplyRow]) -> None:
        for line in self.lines.values():
            line.keeper.settle()
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = {}
        for one in replies:
            line = _ReplyLine(self._store, one.organisation_id, one.organisation)
            line.answered.connect(self.answered)
            line.words.refused.connect(self.refused)
            self.lines[one.organisation_id] = line
            self._column.addWidget(line)


def _by_answer(counted: Answered) -> str:
    """How many gave each answer: ": 5 done, 1 doing"; nothing before the first."""
    parts = (
        (counted.done, "done"),
        (counted.doing, "doing"),
        (counted.not_started, "not started"),
        (counted.does_not_apply, "does not apply"),
    )
    said = ", ".join(f"{number} {word}" for number, word in parts if number)
    return f": {said}" if said else ""
