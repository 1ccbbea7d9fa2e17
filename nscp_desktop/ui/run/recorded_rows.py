"""What was recorded at the item, under the notes: one line each, put right in place."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from nscp_desktop.rules.capture import A_KIND, Gap, Kind, parse
from nscp_desktop.rules.capture_reason import in_full
from nscp_desktop.services import captured
from nscp_desktop.ui.run.capture_line import KIND_TONES, KIND_WORDS
from nscp_desktop.ui.run.row_editor import RowEditor
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Align, Button, Column, RowModel, Sentence, Table, down
from nscp_desktop.ui.widgets import Kind as Drawn

if TYPE_CHECKING:
    from nscp_desktop.services.capture import Recorded
    from nscp_desktop.services.captured import CapturedRow
    from nscp_desktop.ui.run.sitting import Sitting

MOST_IN_SIGHT: Final = 4


class RecordedRows(QWidget):
    """The rows, the editor of one of them, and the question about the last note."""

    opened = Signal()
    finished = Signal()
    """Somebody has put a row right, or left it; the keyboard may go back to the notes."""
    turned = Signal(str, object)
    """A note became another record: its id, and the line as it was understood then."""

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build an empty list for the meeting of ``sitting``."""
        super().__init__(parent)
        self._sitting = sitting
        self._asked_about = ""
        self._most = MOST_IN_SIGHT
        self._said: tuple[str, str, str] | None = None
        self.model: RowModel[CapturedRow] = RowModel(self._columns(), (), identity=attrgetter("record_id"))
        self.table = Table(self.model, name="Recorded at this item", header=False, wraps=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.height_changed.connect(self._show_last)
        self.make_it = Button("Make it an action", alt="M")
        self.make_it.clicked.connect(self._on_make_it)
        self.question = Sentence("", Tone.TEAL, button=self.make_it)
        self.editor = RowEditor(sitting)
        self.editor.closed.connect(self._on_editor_closed)
        self.setLayout(down(self.table, self.question, self.editor, gap=6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        sitting.recorded_changed.connect(self.refresh)

    def _columns(self) -> tuple[Column[CapturedRow], ...]:
        return (
            Column("kind", "Kind", _kind, tone=_kind_tone, kind=Drawn.PILL, width=104, least=64, snug=True),
            Column("text", "What", _text, spoken=_spoken),
            Column(
                "who",
                "Who and when",
                self._who,
                tone=_who_tone,
                align=Align.RIGHT,
                width=176,
                least=90,
                snug=True,
            ),
            Column("at", "Recorded at", _at, align=Align.RIGHT, width=52, tone=_quiet, may_go=True),
        )

    def refresh(self) -> None:
        """Ask again what was recorded at the item that is shown."""
        sitting = self._sitting
        rows = captured.rows(sitting.store, sitting.meeting_id, sitting.item_id) if sitting.is_open else ()
        self.model.replace(rows)
        self._show_last()
        self.table.setVisible(bool(rows))
        if self.editor.row is not None and self.editor.row.record_id not in {row.record_id for row in rows}:
            self.editor.put_away()
        self._ask_about_last(rows)

    def fit(self, room: int) -> None:
        """Show as many rows as have room in so many pixels, at least the last one."""
        heights = [self.table.rowHeight(at) for at in range(self.model.rowCount())][-MOST_IN_SIGHT:]
        self._most = next((many for many in range(len(heights), 1, -1) if sum(heights[-many:]) <= room), 1)
        self._show_last()

    def _show_last(self) -> None:
        """The last one recorded is the one people want to see."""
        many = self.model.rowCount()
        shown = range(max(0, many - self._most), many)
        height = sum(self.table.rowHeight(at) for at in shown) + (2 if many else 0)
        if self.table.height() != height or self.table.minimumHeight() != height:
            self.table.setFixedHeight(height)
        self.table.scrollToBottom()

    def clear_question(self) -> None:
        """Another item is shown: what was asked about a note is asked no more."""
        self._asked_about = ""
        self.question.clear()

    def note_recorded(self, recorded: Recorded) -> None:
        """Ask about a note that looks like something else, while it is fresh."""
        self._asked_about = recorded.record_id if recorded.kind is Kind.NOTE else ""
        self._ask_about_last(self.model.rows())

    def _ask_about_last(self, rows: tuple[CapturedRow, ...]) -> None:
        row = next((one for one in rows if one.record_id == self._asked_about), None)
        suggested = parse(row.text, self._sitting.context()).suggested if row is not None else None
        if row is None or suggested is None:
            self.question.clear()
            return
        self.make_it.setText(f"Make it {A_KIND[suggested]}")
        words = row.text if len(row.text) <= 60 else f"{row.text[:58]}…"
        asked = (row.record_id, f"“{words}”", f"Was this {A_KIND[suggested]}?")
        # Said once, and anew as soon as it is about another line: the key acts on what is quoted.
        if not self.question.isVisible() or asked != self._said:
            self._said = asked
            self.question.say(asked[1], lead=asked[2])

    def _on_make_it(self) -> None:
        sitting, row = (
            self._sitting,
            next((one for one in self.model.rows() if one.record_id == self._asked_about), None),
        )
        if row is None:
            return
        context = sitting.context()
        suggested = parse(row.text, context).suggested
        self._asked_about = ""
        if suggested is None:
            return
        made: list[tuple[str, str]] = []
        if sitting.attempt(
            lambda: made.append(
                captured.turn_into(sitting.store, row.table, row.record_id, suggested, context)
            )
        ):
            self.turned.emit(made[0][1], parse(row.text, context, suggested))
        # Its letter leaves the keyboard where it is, as in the capture line; a click takes it to the button.
        if self.make_it.hasFocus():
            self.finished.emit()

    def _on_row_chosen(self, row: CapturedRow) -> None:
        self.editor.open(row)
        self.opened.emit()

    def _on_editor_closed(self) -> None:
        self.finished.emit()

    def edit(self, row: CapturedRow) -> None:
        """Open a row's words, owner and date for typing."""
        self._on_row_chosen(row)

    def _who(self, row: CapturedRow) -> str:
        """The owner and the date, or what is still missing of them."""
        return " · ".join(part for part in (who(row), when(row)) if part)


def who(row: CapturedRow) -> str:
    """Who has a row's action, or what is still missing; to whom a challenge goes; nothing for another record."""
    if row.action is None:
        return f"to {row.raised_to}" if row.raised_to else ""
    if Gap.WHICH_OWNER in row.gaps:
        return f"which {row.action.owner_words}?"
    return "no owner" if Gap.NO_OWNER in row.gaps else row.action.owner


def when(row: CapturedRow) -> str:
    """By when, or what is still missing; nothing for another record."""
    if row.action is None:
        return ""
    if row.action.due is None:
        return "no date"
    return f"{row.action.due_text}, not said" if Gap.NOT_SAID in row.gaps else row.action.due_text


def _kind(row: CapturedRow) -> str:
    return KIND_WORDS[row.kind]


def _kind_tone(row: CapturedRow) -> Tone:
    return KIND_TONES[row.kind]


def _text(row: CapturedRow) -> str:
    return in_full(row.text, row.reason)


def _spoken(row: CapturedRow) -> str:
    return f"{KIND_WORDS[row.kind]}: {_text(row)}"


def _who_tone(row: CapturedRow) -> Tone | None:
    return Tone.AMBER if row.gaps else None


def _at(row: CapturedRow) -> str:
    return "" if row.recorded_at is None else f"{row.recorded_at:%H:%M}"


def _quiet(_row: CapturedRow) -> Tone:
    return Tone.NEUTRAL
