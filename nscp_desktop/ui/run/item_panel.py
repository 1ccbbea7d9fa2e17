"""The middle of the run screen: the item, what it asks for, its notes, what was recorded, the capture line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.agenda import Duty
from nscp_desktop.rules.capture import Kind
from nscp_desktop.services import notes
from nscp_desktop.ui import theme
from nscp_desktop.ui.commands import bind
from nscp_desktop.ui.run.agenda_tools import AgendaTools
from nscp_desktop.ui.run.capture_line import KIND_WORDS, CaptureLine
from nscp_desktop.ui.run.declared import Declared
from nscp_desktop.ui.run.duties import CARDS, DutyCard, Rooms
from nscp_desktop.ui.run.item_papers import ItemPapers, paper_letters
from nscp_desktop.ui.run.item_roll import LEAST_ROLL, ItemRoll
from nscp_desktop.ui.run.last_time_line import LastTimeLine
from nscp_desktop.ui.run.matters_arising import MattersArising
from nscp_desktop.ui.run.notes_keeper import NotesKeeper
from nscp_desktop.ui.run.put_right import PutRight
from nscp_desktop.ui.run.recorded_rows import RecordedRows
from nscp_desktop.ui.run.striking import Striking
from nscp_desktop.ui.run.youth_board_item import YouthBoardItem
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Bold,
    Button,
    Check,
    FlowLayout,
    Mixed,
    NoteEdit,
    Pill,
    Sentence,
    Small,
    Soft,
    Title,
    across,
    down,
    height_at,
    holder,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nscp_desktop.rules.capture import Captured
    from nscp_desktop.services.capture import Recorded
    from nscp_desktop.ui.run.sitting import Sitting

ROOMIER: Final = 860
ROOMY: Final = 660
SLIM: Final = 520

LETTERS: Final = {
    Kind.ACTION: "A",
    Kind.DECISION: "D",
    Kind.OUTCOME: "O",
    Kind.CHALLENGE: "C",
    Kind.YOUTH_BOARD: "Y",
}


class ItemPanel(QWidget):
    """One item at a time. ``next_pressed`` and ``back_pressed`` ask the screen to move."""

    next_pressed = Signal()
    back_pressed = Signal()
    here_pressed = Signal()
    rooms_pressed = Signal()

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build the panel for the meeting of ``sitting``."""
        super().__init__(parent)
        self._sitting = sitting
        self._asked_board = ("", "")
        self._little = self._short = False
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self.title = Title()
        self.presented = Mixed(face=Face.SMALL, wrap=False)
        self.theme = Pill("", Tone.TEAL)
        self.paper = Pill()
        self.attached = ItemPapers(sitting)
        self.restricted = Check("Confidential", alt="f")
        self.to_do = Button("To do here", alt="d", quiet=True, touch=True)
        self.strike = Button("Strike line", icon="strikethrough", alt="l", quiet=True, touch=True)
        self.started = Small()
        self.elsewhere = Sentence("", Tone.TEAL, button=self._made_here())
        self.before = LastTimeLine(sitting)
        self.tools = AgendaTools(sitting)
        self.duty: tuple[DutyCard, ...] = (
            *(card(sitting) for card in (*CARDS, Declared)),
            MattersArising(sitting),
        )
        self.youth_board = YouthBoardItem(sitting.house, sitting.bridge, sitting.frame)
        self.notes = NoteEdit(name="Notes", placeholder="Notes for the minutes…")
        self.keeper = NotesKeeper(sitting, self.notes)
        self.rows = RecordedRows(sitting)
        self.line = CaptureLine(sitting)
        self.put_right = PutRight(sitting, self.rows, self.line, self)
        self.striking = Striking(sitting, self)
        self.kinds = {
            kind: Button(KIND_WORDS[kind], alt=letter, touch=True) for kind, letter in LETTERS.items()
        }
        self.back = Button("Look back", key_hint="Ctrl PgUp", alt="b", quiet=True, touch=True)
        self.next = Button("Next item", key_hint="Ctrl PgDn", primary=True, alt="N", touch=True)
        self._head = holder(
            down(
                self.title,
                across(
                    self.presented,
                    self.theme,
                    self.paper,
                    self.attached,
                    SPRING,
                    self.to_do,
                    self.strike,
                    self.restricted,
                    self.started,
                ),
                gap=4,
            )
        )
        kinds = FlowLayout(gap=6)
        for button in (*self.kinds.values(), self.put_right.button):
            kinds.addWidget(button)
        row = across(self.next, gap=6)
        row.insertLayout(0, kinds, 1)
        self.buttons = holder(row)
        above = (self.tools, self.before.card, *self.duty)
        self.roll = ItemRoll(above, self.youth_board, self.notes, self.rows)
        column = down(
            self._head,
            self.before,
            self.elsewhere,
            self.roll,
            self.buttons,
            self.line,
            gap=10,
            margins=(22, 14, 22, 14),
        )
        column.setStretchFactor(self.roll, 1)
        self._column = column
        self.setLayout(column)
        self._connect()

    def _made_here(self) -> Button:
        self.here = Button("Back to the meeting's item", alt="k")
        self.here.clicked.connect(self.here_pressed)
        return self.here

    def _connect(self) -> None:
        sitting = self._sitting
        for button in self.kinds.values():
            button.clicked.connect(self._on_kind)
        self.next.clicked.connect(self.next_pressed)
        self.to_do.setCheckable(True)
        self.to_do.toggled.connect(self._on_to_do)
        self.strike.clicked.connect(self.striking.line_of_notes)
        bind(self.notes, {"strike": self.striking.line_of_notes})
        bind(self.line, {"strike": self.striking.just_recorded})
        for card in self.duty:
            if isinstance(card, Rooms):
                card.open.clicked.connect(self.rooms_pressed)
        self.back.clicked.connect(self.back_pressed)
        self.restricted.clicked.connect(self._on_restricted)
        self.notes.refused.connect(sitting.frame.refuse)
        self.line.recorded.connect(self._on_recorded)
        self.line.up.connect(self.put_right.open)
        self.put_right.finished.connect(self.go_to_line)
        self.rows.finished.connect(self.go_to_notes)
        self.attached.shut.connect(self.go_to_notes)
        self.rows.opened.connect(self._on_row_opened)
        self.before.opened.connect(self._on_before_opened)
        self.tools.opened.connect(self._on_tools_opened)
        self.tools.left.connect(self.go_to_notes)
        self.tools.parked.connect(self.here_pressed)
        sitting.item_shown.connect(self._on_item_shown)
        sitting.meeting_changed.connect(self._on_meeting_changed)
        sitting.names_read.connect(self.line.understand_again)
        sitting.recorded_changed.connect(self._fit_soon)

    # -- what it shows ------------------------------------------------------------------------------

    def open(self, cursor: int | None = None) -> None:
        """Show the sitting's item, the cursor of its notes at a place or at their end."""
        self.rows.clear_question()
        self.to_do.setChecked(False)
        self.keeper.open(self._sitting.item_id, cursor)
        self.attached.refresh()
        self._show_head()
        self.before.open()
        self.tools.open()
        self.rows.refresh()
        self.roll.open_anew()
        self._fit_soon()

    def settle(self) -> bool:
        """Make a deed of what is typed and a draft of a half-typed line; says whether all of it is kept."""
        kept = [self.line.keep(), self.youth_board.settle(), self.keeper.settle(), self.tools.settle()]
        kept += [self.rows.editor.settle(), *(card.settle() for card in self.duty)]
        return all(kept)

    def show_little(self, little: bool) -> None:
        """In a very low window only item, notes and line remain."""
        self._little = little
        self._show_little()
        self.rows.setVisible(not little)
        self.buttons.setVisible(not little)
        self._show_duty(little=little)

    def _show_little(self) -> None:
        self.before.show_little(self._little or self._short)

    def go_to_notes(self) -> None:
        """Put the keyboard into the notes."""
        self.notes.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.roll.ensureWidgetVisible(self.notes, 0, 0)

    def go_to_line(self) -> None:
        """Put the keyboard into the capture line."""
        self.line.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def matters(self) -> MattersArising | None:
        """The matters arising, when they are in sight."""
        card = self.duty[-1]
        return card if isinstance(card, MattersArising) and card.isVisible() else None

    def _show_head(self) -> None:
        sitting = self._sitting
        row = sitting.row()
        self.title.setText(f"{row.number}  {row.title}")
        parts: list[str | Bold | Soft] = []
        if row.lead:
            verb = "Presented by " if row.kind.value == "presentation" else "Led by "
            parts += [Soft(verb), Bold(row.lead)]
        if row.lead_organisation:
            parts.append(Soft(f" · {row.lead_organisation}"))
        self.presented.show_parts(parts or [Soft(f"Planned {row.starts:%H:%M}, {row.minutes} min")])
        self.theme.show_pill(row.theme, Tone.TEAL)
        self.paper.show_pill(paper_letters(row.paper), Tone.NEUTRAL)
        self._show_extras()
        self.restricted.setChecked(row.restricted)
        started = sitting.started(row)
        zone = sitting.house.now().tzinfo
        self.started.setText("" if started is None else f"Started {started.astimezone(zone):%H:%M}")
        self._show_place()
        self._fit()
        self._show_duty(little=self.buttons.isHidden())

    def _show_extras(self) -> None:
        """Leave theme, papers and starting time away where the line has no room for them."""
        roomy = self.width() >= theme.grown(ROOMY)
        papers = bool(self.attached.rows)
        room_for_theme = roomy if papers else self.width() >= theme.grown(SLIM)
        self.theme.setVisible(room_for_theme and bool(self.theme.text()))
        self.paper.setVisible(roomy and bool(self.paper.text()) and not papers)
        # The running order says it too.
        self.started.setVisible(self.width() >= theme.grown(ROOMIER))
        crowded = papers and bool(self.theme.text()) and self.width() < theme.grown(ROOMIER)
        self.strike.show_icon_alone(crowded or not roomy)
        self.attached.show_icon_alone(not roomy)

    def _fit(self) -> None:
        """Where there is little height leave away what can wait, before the notes become too low to write in."""
        margins, gap = self._column.contentsMargins(), self._column.spacing()
        width = self.width() - margins.left() - margins.right()
        room = self.height() - margins.top() - margins.bottom() - theme.grown(LEAST_ROLL)
        recorded = self.rows.table
        if not self.rows.isHidden() and recorded.model().rowCount():
            # The last line recorded stands under the notes.
            room -= gap + recorded.rowHeight(recorded.model().rowCount() - 1)

        def left() -> int:
            parts = (self._head, self.elsewhere, self.buttons, self.line)
            return room - sum(height_at(part, width) + gap for part in parts if not part.isHidden())

        before = self.before.sizeHint().height() + gap
        # Its letter is that of "Take it next", which stands only at an item that has not begun.
        sitting = self._sitting
        ahead = sitting.is_open and sitting.looks_elsewhere and sitting.row().started_at is None
        self.put_right.button.setVisible(not ahead)
        self._fit_key(width)
        if left() < before:
            # Up in the capture line does the same.
            self.put_right.button.hide()
            self._fit_key(width)
        short = left() < before
        if short != self._short:
            self._short = short
            self._show_little()
        self.roll.fit(writing=self.notes.hasFocus() or self.line.box.line.hasFocus())

    def _fit_key(self, width: int) -> None:
        """Leave the cap of its key away from Next where the buttons would take a second line for it."""
        self.next.show_key_hint(True)
        self.next.show_key_hint(self.buttons.sizeHint().width() <= width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the line under the title to the width, and once everything is laid out the rest to the height."""
        super().resizeEvent(event)
        self._show_extras()
        self._fit_soon()

    def _fit_soon(self) -> None:
        self._fitting.start(0)

    def _show_place(self) -> None:
        """Say when another item is looked at than the meeting is at; Next then comes back first."""
        sitting = self._sitting
        if not sitting.looks_elsewhere or not sitting.is_running:
            self.elsewhere.clear()
            self.next.setText("Next item" if self._has_next() else "End meeting")
            return
        now = sitting.current
        word = "back at" if sitting.row().number < now.number else "ahead at"
        lead = f"You are looking {word} item {sitting.row().number}."
        self.here.setText(f"Back to item {now.number}")
        if self.elsewhere.text != f"{lead} The meeting is at item {now.number}.":
            self.elsewhere.say(f"The meeting is at item {now.number}.", lead=lead)
        self.next.setText(f"Back to item {now.number}")

    def _has_next(self) -> bool:
        current = self._sitting.current
        return any(row.number > current.number and row.ended_at is None for row in self._sitting.agenda.rows)

    def _show_duty(self, *, little: bool = False) -> None:
        duty = self._sitting.row().duty if self._sitting.is_open else Duty.NONE
        asked = duty is Duty.YOUTH_BOARD or any(card.duty is duty for card in self.duty)
        # In a very low window what the item asks is away until a key asks for it.
        self.to_do.setVisible(little and asked)
        little = little and not self.to_do.isChecked()
        for card in self.duty:
            wanted = card.duty is duty and not little
            if wanted:
                card.refresh()
            card.setVisible(wanted)
        wanted = duty is Duty.YOUTH_BOARD and not little
        here = (self._sitting.meeting_id, self._sitting.item_id)
        if wanted and here != self._asked_board:
            self._asked_board = here
            self.youth_board.open_item(*here)
        self.youth_board.setVisible(wanted)

    # -- what happens -------------------------------------------------------------------------------

    def _on_to_do(self, _on: bool) -> None:
        self._show_duty(little=self._little)
        self.roll.verticalScrollBar().setValue(0)

    def _on_item_shown(self) -> None:
        self.open()

    def _on_meeting_changed(self) -> None:
        if self.keeper.item_id != self._sitting.item_id:
            self.open()
            return
        self.keeper.reload()
        self._show_head()

    def _on_kind(self) -> None:
        pressed = self.sender()
        for kind, button in self.kinds.items():
            if button is pressed:
                self.line.begin(kind)

    def _on_recorded(self, recorded: Recorded, understood: Captured) -> None:
        self.put_right.remember(recorded.record_id, understood)
        self.rows.note_recorded(recorded)

    def _on_row_opened(self) -> None:
        # As below: with many rows it would else stay under the line.
        QTimer.singleShot(0, self.rows.editor, lambda: self.roll.ensureWidgetVisible(self.rows.editor, 0, 0))

    def _on_before_opened(self) -> None:
        self.roll.ensureWidgetVisible(self.before.card, 0, 0)

    def _on_tools_opened(self) -> None:
        # Its place is known once everything is laid out.
        QTimer.singleShot(0, self.tools, lambda: self.roll.ensureWidgetVisible(self.tools, 0, 0))

    def _on_restricted(self, checked: bool) -> None:
        sitting = self._sitting
        if not sitting.attempt(
            lambda: notes.restrict(sitting.store, sitting.meeting_id, sitting.item_id, restricted=checked)
        ):
            self.restricted.setChecked(not checked)
