"""Read-back: every action in words, those with a gap first and completed by typing; then the close."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.actions import ActionKind
from nscp_desktop.rules.attendance import and_list
from nscp_desktop.rules.register_gaps import GapKind
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import attendance, captured, chairs, meetings
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui import theme
from nscp_desktop.ui.changed_lines import ChangedLines
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Bold,
    Button,
    Card,
    FlowLayout,
    LineEdit,
    Mixed,
    Quiet,
    Scroll,
    Sentence,
    Soft,
    Strong,
    Title,
    across,
    announce,
    down,
    holder,
)

if TYPE_CHECKING:
    from nscp_desktop.rules.presence import RegisterRow
    from nscp_desktop.services.actions import ActionRow
    from nscp_desktop.services.captured import Unfinished
    from nscp_desktop.services.register import Register
    from nscp_desktop.ui.run.sitting import Sitting

MOST_NAMED: Final = 6
ANSWER_WIDTH: Final = 280


class GapField(QWidget):
    """One action that lacks its owner or date: what it says, what to ask, a line to answer on."""

    completed = Signal()

    def __init__(self, sitting: Sitting, waiting: Unfinished, parent: QWidget | None = None) -> None:
        """Build the field for one action."""
        super().__init__(parent)
        self._sitting = sitting
        self.action_id = waiting.row.id
        self.words = Mixed()
        self.question = Strong(waiting.question)
        self.line = LineEdit(name=f"{waiting.row.reference}: {waiting.question}", placeholder="joe by 22 jan")
        self.line.setFixedWidth(theme.grown(ANSWER_WIDTH))
        box = Box("action", self.action_id, "Who, and by when, half typed")
        self.keeper = KeptLine(self.line, sitting.store, lambda: box, sitting.frame.refuse)
        self.setLayout(
            down(self.words, holder(_asked(self.question, self.line)), gap=4, margins=(0, 4, 0, 6))
        )
        self.keeper.open()
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.refused.connect(sitting.frame.refuse)
        self.show_waiting(waiting)

    def show_waiting(self, waiting: Unfinished) -> None:
        """Show what is still missing."""
        row = waiting.row
        place = f"item {waiting.item_number}" if waiting.item_number else "this meeting"
        room = f", room {row.room}" if row.room else ""
        self.words.show_parts(
            [Bold(f"{row.reference}  "), row.text, Soft(f"  ({place}{room}; {_known(row)})")]
        )
        self.question.setText(waiting.question)

    def _on_return_pressed(self) -> None:
        sitting, said = self._sitting, self.line.text()
        if said.strip() and sitting.attempt(
            lambda: captured.complete(sitting.store, self.action_id, said, sitting.context())
        ):
            self.keeper.show("")
            self.completed.emit()


class GuestField(QWidget):
    """A guest whose organisation nobody has asked for yet."""

    def __init__(self, sitting: Sitting, row: RegisterRow, parent: QWidget | None = None) -> None:
        """Build the field for one guest."""
        super().__init__(parent)
        self._sitting = sitting
        self.person_id = row.person_id
        self.line = LineEdit(name=f"Organisation of {row.name}", placeholder="organisation")
        self.line.setFixedWidth(theme.grown(ANSWER_WIDTH))
        box = Box("person", row.person_id, "organisation, half typed")
        self.keeper = KeptLine(self.line, sitting.store, lambda: box, sitting.frame.refuse)
        self.setLayout(_asked(Strong(f"Where is {row.name} from?"), self.line))
        self.keeper.open()
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.refused.connect(sitting.frame.refuse)

    def _on_return_pressed(self) -> None:
        sitting, said = self._sitting, self.line.text()
        if sitting.attempt(
            lambda: attendance.say_where_from(sitting.store, sitting.meeting_id, self.person_id, said)
        ):
            self.keeper.forget()


class ReadBack(QWidget):
    """The page of read-back. ``left`` goes back to the item, ``close_pressed`` closes the meeting."""

    left = Signal()
    close_pressed = Signal()

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(parent)
        self._sitting = sitting
        self.title = Title("Read back")
        self.state = Sentence()
        self.register_state = Sentence()
        self.half_typed = Sentence()
        self.not_reached = Sentence()
        self.gaps = Card("Who will do it, and by when?")
        self.guests = Card("Guests")
        self.said = Card("What was promised")
        self.changed = Card(
            "What changed here", "for the other groups; it stands on the Chairs meeting's agenda"
        )
        self.lines = ChangedLines(sitting.store, sitting.frame.refuse)
        self.changed.heading.label(self.lines.boxes[0], "h")
        self.changed.body.addWidget(self.lines)
        self.nothing = Quiet("No action has been recorded at this meeting.")
        self._promises = down(gap=6)
        self.said.body.addWidget(self.nothing)
        self.said.body.addLayout(self._promises)
        self.back = Button("Back to the meeting", key_hint="Esc", alt="m")
        self.close_meeting = Button("Close the meeting", primary=True, alt="C")
        self.back.clicked.connect(self.left)
        self.close_meeting.clicked.connect(self.close_pressed)
        self.lines.finished.connect(self._on_lines_finished)
        for box in self.lines.boxes:
            box.entered.connect(self._on_line_entered)
        self._closing = False
        self._gap_fields: dict[str, GapField] = {}
        self._guest_fields: dict[str, GuestField] = {}
        content = holder(
            down(
                self.half_typed, self.not_reached, self.gaps, self.register_state, self.guests, self.changed, self.said, SPRING,
                gap=12, margins=(0, 0, 8, 0),
            )
        )  # fmt: skip
        self._scroll = Scroll(content)
        column = down(
            across(self.title, SPRING),
            self.state,
            self._scroll,
            across(self.back, SPRING, self.close_meeting),
            gap=12,
            margins=(22, 14, 22, 14),
        )
        column.setStretch(2, 1)
        self.setLayout(column)
        sitting.recorded_changed.connect(self._on_changed)
        sitting.meeting_changed.connect(self._on_changed)
        sitting.register_changed.connect(self._on_changed)

    def open(self, *, closing: bool, half_typed: str = "") -> None:
        """Show what was promised; the keyboard goes to the first gap, else to the button that fits.

        Who ends the meeting by Enter may press it once more before they have read anything. So the keyboard
        stands on the close only where there is nothing to read before it; else the next Enter goes back.
        """
        self.title.setText("Before closing" if closing else "Read back")
        words = f"“{half_typed}” stands in the capture line. Go back and press Enter there to record it."
        self.half_typed.say(
            words if half_typed.strip() else "", lead="Not recorded yet." if half_typed.strip() else ""
        )
        self._closing = closing
        self._show_changed(closing=closing)
        self.refresh()
        first = next(iter(self._gap_fields.values()), None)
        if first is not None:
            first.line.setFocus(Qt.FocusReason.OtherFocusReason)
            # Where there is little height the line may lie under what is told before it.
            QTimer.singleShot(0, first.line, partial(self._scroll.ensureWidgetVisible, first.line))
        else:
            self._rest_button().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.state.text)

    def _rest_button(self) -> Button:
        """The button on which the keyboard stands while no line is asked for."""
        said = (self.half_typed, self.not_reached, self.register_state)
        waits = self._gap_fields or self._guest_fields or any(one.text for one in said)
        return self.close_meeting if self._closing and not waits else self.back

    def settle(self) -> bool:
        """Keep what is being typed for the other groups; says whether all of it is kept."""
        return self.lines.settle()

    def refresh(self) -> None:
        """Ask again what is open and what was promised."""
        sitting = self._sitting
        waiting = captured.unfinished(sitting.store, sitting.meeting_id)
        promised = captured.meeting_actions(sitting.store, sitting.meeting_id)
        register = attendance.register(sitting.store, sitting.meeting_id)
        self._show_state(waiting, len(promised))
        self._show_not_reached()
        self._show_gaps(waiting)
        self._show_register(register)
        self._show_guests(register)
        self._show_promises(promised)

    def _show_changed(self, *, closing: bool) -> None:
        """Ask for the three lines while people are in the room; who has none goes past them."""
        sitting = self._sitting
        asked = closing and chairs.asks_what_changed(sitting.store, sitting.meeting_id)
        self.changed.setVisible(asked)
        if asked:
            self.lines.open_meeting(sitting.meeting_id)

    def _on_line_entered(self) -> None:
        # A key went there, not Tab, which alone would scroll.
        self._scroll.ensureWidgetVisible(self.changed)

    def _on_lines_finished(self) -> None:
        self._rest_button().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self, waiting: tuple[Unfinished, ...], promised: int) -> None:
        if waiting:
            many = len(waiting)
            verb = "has" if many == 1 else "have"
            words, tone = f"{counted(many, 'action')} {verb} no owner or no date yet.", Tone.AMBER
        elif promised:
            words, tone = "Every action recorded today has its owner and its date.", Tone.GREEN
        else:
            words, tone = "", Tone.GREEN
        if self.state.text != words:
            self.state.say(words, tone)

    def _show_not_reached(self) -> None:
        """Before the close, name the items that nobody came to: a meeting that ends early loses none unseen."""
        sitting = self._sitting
        rows = meetings.not_reached(sitting.store, sitting.meeting_id) if self._closing else ()
        words = ""
        if rows:
            named = [f"{row.number} {row.title}" for row in rows]
            shown = (
                [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else named
            )
            verb = "was" if len(rows) == 1 else "were"
            words = (
                f"{counted(len(rows), 'item')} {verb} not reached: {'; '.join(shown)}. The minutes will say so. "
                "To take or to park one, go back to the meeting."
            )
        if self.not_reached.text != words:
            self.not_reached.say(words, Tone.AMBER)

    def _show_gaps(self, waiting: tuple[Unfinished, ...]) -> None:
        """Keep the fields that are still open, with what is typed in them; the keyboard goes to the next."""
        still = {one.row.id: one for one in waiting}
        order = list(self._gap_fields)
        had = next((at for at, key in enumerate(order) if self._gap_fields[key].line.hasFocus()), None)
        for action_id in [one for one in order if one not in still]:
            field = self._gap_fields.pop(action_id)
            field.hide()
            field.deleteLater()
        for action_id, one in still.items():
            if action_id in self._gap_fields:
                self._gap_fields[action_id].show_waiting(one)
            else:
                field = GapField(self._sitting, one)
                self._gap_fields[action_id] = field
                self.gaps.body.addWidget(field)
        self.gaps.setVisible(bool(still))
        if had is not None and order[had] not in still:
            after = [key for key in order[had + 1 :] if key in still] or list(still)
            following: QWidget = self._gap_fields[after[0]].line if after else self._rest_button()
            following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_register(self, register: Register) -> None:
        names = [gap.person_id for gap in register.gaps if gap.kind is GapKind.NOT_MARKED]
        sentences = [gap.sentence for gap in register.gaps if gap.kind is not GapKind.NOT_MARKED]
        if names:
            who = [entry.name for entry in register.entries if entry.person_id in set(names)]
            shown = [*who[:MOST_NAMED], f"{len(who) - MOST_NAMED} more"] if len(who) > MOST_NAMED else who
            verb = "is" if len(who) == 1 else "are"
            sentences.insert(
                0, f"{and_list(shown)} {verb} not marked; closing puts them down as not present."
            )
        words = " ".join((*sentences, *register.odd_times))
        lead = "Register." if words else ""
        if self.register_state.text != f"{lead} {words}".strip():
            self.register_state.say(words, Tone.AMBER, lead=lead)

    def _show_guests(self, register: Register) -> None:
        entries = {entry.person_id: entry for entry in register.entries}
        asked = {
            row.person_id: row for row in register.guests if not entries[row.person_id].person.organisation
        }
        for person_id in [one for one in self._guest_fields if one not in asked]:
            field = self._guest_fields.pop(person_id)
            field.hide()
            field.deleteLater()
        for person_id, row in asked.items():
            if person_id not in self._guest_fields:
                self._guest_fields[person_id] = GuestField(self._sitting, row)
                self.guests.body.addWidget(self._guest_fields[person_id])
        self.guests.setVisible(bool(asked))

    def _show_promises(self, promised: tuple[ActionRow, ...]) -> None:
        while (item := self._promises.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in promised:
            words = Mixed(Bold(f"{row.reference}  "), row.text, Soft(f"  {_known(row)}"), face=Face.BODY)
            self._promises.addWidget(words)
        self.nothing.setVisible(not promised)

    def _on_changed(self) -> None:
        if self.isVisible() and self._sitting.is_open:
            self.refresh()


def _asked(question: Strong, line: LineEdit) -> FlowLayout:
    """A question with its line beside it, or under it where there is too little width."""
    question.setMinimumHeight(line.sizeHint().height())
    layout = FlowLayout(gap=10)
    layout.addWidget(question)
    layout.addWidget(line)
    return layout


def _known(row: ActionRow) -> str:
    """Owner and date as far as they are known, in words."""
    due = "no date" if row.due is None else f"by {row.due.day} {row.due:%B %Y}"
    if row.kind == ActionKind.TOGETHER and row.due is not None and not row.due_said:
        due = f"{due}, which nobody said"
    return f"{row.owner if row.owned else 'no owner'}, {due}"
