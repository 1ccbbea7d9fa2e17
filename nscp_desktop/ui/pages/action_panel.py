"""One action in full beside the list: its words, what was said of it over time, and every deed on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.rules.days import spoken
from nscp_desktop.services import actions, capture, meetings
from nscp_desktop.services.actions import Typed
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.commands import BY_ID
from nscp_desktop.ui.kept_line import KeptLines
from nscp_desktop.ui.pages.action_list import asks_everybody, short_day, state_tone
from nscp_desktop.ui.pages.action_replies import RepliesPart
from nscp_desktop.ui.pages.action_terms import DueBox, Entry, OwnerBox
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Bold,
    Button,
    Caption,
    Card,
    LineEdit,
    Mixed,
    Pill,
    Scroll,
    Small,
    Soft,
    Strong,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from nscp_desktop.rules.actions import Answer
    from nscp_desktop.rules.capture import CaptureContext, Owner
    from nscp_desktop.services.actions import ActionRow, ProgressLine
    from nscp_desktop.store import Store

_DRAFT_MS: Final = 700
"""Typing is durable less than a second after its first unsaved key."""


class ActionPanel(Card):
    """Changes one action, a deed at a time. ``done`` carries what was done, ``refused`` why it was not.

    ``left`` says that the keyboard goes back to the list, ``closed`` that the panel is wanted no more.
    """

    done = Signal(str)
    refused = Signal(str)
    left = Signal()
    closed = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        """Build the panel over ``store``; :meth:`show_action` says which action."""
        super().__init__(snug=True, parent=parent)
        self._store = store
        self._naming: tuple[str, CaptureContext] | None = None
        self._unkept = False
        self.row: ActionRow | None = None
        self.reference = Strong("")
        self.state = Pill("", Tone.NEUTRAL)
        self.close_panel = Button("", icon="x", quiet=True, name="Close this action")
        self.text = Strong("", wrap=True)
        self.where = Small("", wrap=True)
        self.progress: list[Mixed] = []
        self.note = LineEdit(name="Add a note", placeholder="What was said, then Enter")
        self.owner = OwnerBox(self.naming)
        self.due = DueBox(self.naming)
        lines = {"new owner": self.owner.line, "new date": self.due.line}
        self.keeper = KeptLines(lines, store, self._box, self.refused.emit)
        self.replies = RepliesPart(store)
        self.difference = LineEdit(
            name="What difference did it make?", placeholder="A line here becomes an outcome"
        )
        self.in_hand = Button("In hand", alt="I")
        self.finished = Button("Done", alt="N", key_hint=BY_ID["done"].key_hint)
        self.reopen = Button("Open again", alt="G")
        self._said = down(gap=4)
        self._timer = QTimer(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAccessibleName("Action")
        self._owner_entry = Entry("Owner", self.owner, alt="O")
        self._due_entry = Entry("Due", self.due, alt="D")
        self._note_entry = Entry("Add a note", self.note, alt="A")
        self._said_head = Caption("SAID SO FAR")
        column = down(
            self.text,
            self.where,
            4,
            self._said_head,
            self._said,
            self._note_entry,
            self.replies,
            self._owner_entry,
            self._due_entry,
            Entry("What difference did it make?", self.difference, alt="W"),
            SPRING,
            gap=10,
            margins=(10, 4, 10, 8),
        )
        self._scroll = Scroll(holder(column))
        self.body.addLayout(
            across(self.reference, self.state, SPRING, self.close_panel, gap=8, margins=(10, 4, 4, 0))
        )
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(
            across(self.in_hand, self.finished, self.reopen, SPRING, gap=8, margins=(10, 4, 10, 6))
        )
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_MS)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.keep_typed)
        for line, slot in ((self.note, self._on_note), (self.difference, self._on_difference)):
            line.returnPressed.connect(slot)
            line.textEdited.connect(self._on_typed)
            line.refused.connect(self.refused)
        self.owner.given.connect(self._on_owner_given)
        self.due.given.connect(self._on_due_given)
        self.replies.answered.connect(self._on_answered)
        for part in (self.owner, self.due, self.replies):
            part.refused.connect(self.refused)
        self.in_hand.clicked.connect(self._on_in_hand)
        self.finished.clicked.connect(self._on_finished)
        self.reopen.clicked.connect(self._on_reopen)
        self.close_panel.clicked.connect(self.closed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    # -- what is shown -------------------------------------------------------------------------------

    def show_action(self, row: ActionRow, origin: str) -> None:
        """Show an action as it stands; what is being typed on the same action stays."""
        other = self.row is None or self.row.id != row.id
        if other:
            self.settle()
        before, self.row = self.row, row
        self.reference.setText(row.reference)
        self.state.show_pill(row.state_words, state_tone(row))
        self.text.setText(row.text)
        closed = row.state == ActionState.DONE
        self.where.setText(_where_words(row, origin, closed=closed))
        self._owner_entry.now.setText(_owner_words(row))
        self._due_entry.now.setText(_due_words(row))
        self._show_progress(actions.progress(self._store, row.id), row.today)
        self.replies.setVisible(asks_everybody(row))
        if asks_everybody(row):
            self.replies.show_replies(row.id, actions.replies(self._store, row.id))
        self._show_typed(row, before if not other else None)
        for entry in (self._owner_entry, self._due_entry):
            entry.setVisible(not closed)
        self.in_hand.setVisible(row.state == ActionState.OPEN)
        self.finished.setVisible(not closed)
        self.reopen.setVisible(closed)

    def hide_action(self) -> None:
        """Show no action; what is half typed waits for its return."""
        self.settle()
        self.row = None
        self.hide()

    def begin(self) -> None:
        """Take the keyboard to what comes next: a note, or on a closed action the difference it made."""
        row = self.row
        closed = row is not None and row.state == ActionState.DONE
        line = self.difference if closed else self.note
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_typed(self, row: ActionRow, before: ActionRow | None) -> None:
        """Fill the lines: of another action with what waits there, of the same one only where untouched."""
        if before is None:
            waiting = actions.typed(self._store, row.id)
            self.note.setText(waiting.note)
            self.difference.setText(waiting.difference or row.difference)
            self.keeper.open_anew()
            self._scroll.verticalScrollBar().setValue(0)
        elif self.difference.text().strip() in {before.difference, row.difference}:
            # Set, not edited: Ctrl+Z is for the deed now.
            self.difference.setText(row.difference)

    def _show_progress(self, lines: tuple[ProgressLine, ...], today: date) -> None:
        self._said_head.setVisible(bool(lines))
        for _ in lines[len(self.progress) :]:
            label = Mixed()
            self.progress.append(label)
            self._said.addWidget(label)
        for label, line in zip(self.progress, lines, strict=False):
            by = f"  {line.by}" if line.by else ""
            day = short_day(line.said_at.date(), today)
            label.show_parts([Bold(f"{day}  "), line.text, Soft(by)])
            label.show()
        for label in self.progress[len(lines) :]:
            label.hide()

    # -- what names and dates mean -------------------------------------------------------------------

    def naming(self) -> CaptureContext:
        """What names and "next meeting" mean in the action's group now; asked once until something changes."""
        row = self.row
        if row is None:
            raise Refused("No action is open. Nothing has been changed.")
        if self._naming is None or self._naming[0] != row.group_id:
            held = [one for one in meetings.list_meetings(self._store, row.group_id) if one.date <= row.today]
            latest = held[-1].id if held else row.meeting_id
            self._naming = row.group_id, capture.context(self._store, latest)
        return self._naming[1]

    def forget_naming(self) -> None:
        """Ask again next time: people, seats or dates changed."""
        self._naming = None

    # -- lines half typed ----------------------------------------------------------------------------

    def _box(self, what: str) -> Box | None:
        return None if self.row is None else Box("action", self.row.id, f"{what}, half typed")

    def keep_typed(self) -> bool:
        """Make what is half typed durable; says whether it is. What is refused is tried again at the next key."""
        self._timer.stop()
        row = self.row
        if row is None:
            return True
        difference = self.difference.text().strip()
        kept = "" if difference == row.difference else difference
        try:
            actions.keep_typed(self._store, row.id, Typed(self.note.text().strip(), kept))
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False
        self._unkept = False
        return True

    def settle(self) -> bool:
        """Keep what is half typed, and record an organisation's words; says whether all of it is kept."""
        kept = self.keep_typed() if self._unkept else True
        if self.row is not None and asks_everybody(self.row):
            return self.replies.finish() and kept
        return kept

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the keyboard came to, by Alt too."""
        if now is not None and self._scroll.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, 16)

    def _on_typed(self) -> None:
        self._unkept = True
        if not self._timer.isActive():
            self._timer.start()

    # -- deeds ---------------------------------------------------------------------------------------

    def finish(self, row: ActionRow) -> bool:
        """Close an action with what was typed on its difference; say whether it was done."""
        if row.state == ActionState.DONE:
            self.refused.emit(f"{row.reference} is done already. Nothing has been changed.")
            return False
        here = self.row is not None and self.row.id == row.id
        words = self.difference.text() if here else actions.typed(self._store, row.id).difference
        outcome = " What difference it made is kept as an outcome." if words.strip() else ""
        return self._do(
            f"{row.reference} is done.{outcome}", lambda: actions.close(self._store, row.id, words)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _do(self, sentence: str, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return False
        self.done.emit(sentence)
        return True

    def _on_note(self) -> None:
        row, text = self.row, self.note.text()
        if row is not None:
            sentence = f"Note added to {row.reference}."
            if self._do(sentence, lambda: actions.add_note(self._store, row.id, text)):
                # Set, not cleared: Ctrl+Z takes the note back then, not the clearing of the line.
                self.note.setText("")
                self.keep_typed()

    def _on_difference(self) -> None:
        row, text = self.row, self.difference.text().strip()
        if row is None:
            return
        if not text:
            self.refused.emit("Type what difference it made first. Nothing has been changed.")
        elif row.state != ActionState.DONE:
            if self.finish(row):
                self.begin()
        elif text != row.difference:
            self._do(
                f"What difference {row.reference} made is kept as an outcome.",
                lambda: actions.close(self._store, row.id, text),
            )

    def _on_finished(self) -> None:
        if self.row is not None and self.finish(self.row):
            # The button that was pressed is gone; what is asked next is in this line.
            self.begin()

    def _on_in_hand(self) -> None:
        row = self.row
        if row is not None and self._do(
            f"{row.reference} is in hand.", lambda: actions.take_in_hand(self._store, row.id)
        ):
            self.finished.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reopen(self) -> None:
        row = self.row
        if row is not None and self._do(
            f"{row.reference} is open again.", lambda: actions.reopen(self._store, row.id)
        ):
            self.finished.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_owner_given(self, owner: Owner | None, said: str) -> None:
        row = self.row
        if row is None:
            return
        if owner is None:
            sentence = f"{row.reference} waits for an owner: “{said}”."
        else:
            sentence = f"{row.reference} belongs to {owner.label} now."
            if self._is_running(row) and not owner.here:
                sentence += " Not here: who tells them?"
        if self._do(sentence, lambda: actions.reassign(self._store, row.id, owner, said)):
            self.owner.clear()

    def _on_due_given(self, due: date | None, said: str) -> None:
        row = self.row
        if row is None:
            return
        if due is None and row.due is None:
            self.refused.emit("Type a date first: 22 jan, next fri or next meeting.")
            return
        when = "has no date now" if due is None else f"is due {spoken(due)}"
        if self._do(f"{row.reference} {when}.", lambda: actions.change_due(self._store, row.id, due, said)):
            self.due.clear()

    def _on_answered(self, organisation_id: str, answer: Answer, text: str) -> None:
        row, name = self.row, self.replies.lines[organisation_id].name.text()
        if row is not None:
            self._do(
                f"{name}: {answer or 'no answer yet'}.",
                lambda: actions.answer(self._store, row.id, organisation_id, answer, text),
            )

    def _is_running(self, row: ActionRow) -> bool:
        running = meetings.running(self._store)
        return running is not None and meetings.facts(self._store, running).group_id == row.group_id


def _where_words(row: ActionRow, origin: str, *, closed: bool) -> str:
    """Where an action comes from; of a closed one also who had it and when."""
    room = f"breakout room {row.room}" if row.room else ""
    words = " · ".join(part for part in (row.group_name, origin, room, row.theme) if part)
    if not closed:
        return words
    day = f", closed {short_day(row.closed_on, row.today)}" if row.closed_on is not None else ""
    return f"{words}\n{_owner_words(row)} · due {row.due_text}{day}"


def _owner_words(row: ActionRow) -> str:
    return ", ".join(part for part in (row.owner, row.owner_line) if part)


def _due_words(row: ActionRow) -> str:
    return f"{row.due_text}, {row.late_words} late" if row.late_words else row.due_text
