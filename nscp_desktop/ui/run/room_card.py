"""The card of one breakout room: who is in it, what they wrote, and what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from nscp_desktop.rules.capture import Kind
from nscp_desktop.services.breakouts import BEST_MOST
from nscp_desktop.services.captured import gaps
from nscp_desktop.ui import theme
from nscp_desktop.ui.run.capture_line import KIND_WORDS
from nscp_desktop.ui.run.room_people import PERSON, People
from nscp_desktop.ui.run.room_question import RoomQuestion
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Bold,
    Card,
    Heading,
    Mixed,
    Pill,
    Scroll,
    Small,
    Soft,
    across,
    down,
    holder,
)
from nscp_desktop.ui.widgets.painting import draw_ring

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from nscp_desktop.services.actions import ActionRow
    from nscp_desktop.services.breakouts import RoomLine, RoomView
    from nscp_desktop.ui.kept_text import Keeping

LEAST_WIDTH: Final = 244
_GAP: Final = 12
_SCROLL_STEP: Final = 40
_BAR: Final = 3
_BARS = {Kind.ACTION: "amber_edge", Kind.OUTCOME: "green", Kind.CHALLENGE: "violet"}


class RecordedLine(QFrame):
    """An action, an outcome or a challenge of the room, with a bar in its colour. Delete strikes it."""

    struck = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a line that shows nothing yet."""
        super().__init__(parent)
        self.words = Mixed(face=Face.BODY)
        self.table = self.record_id = ""
        self._token = "amber_edge"
        self.setLayout(down(self.words, margins=(_BAR + 9, 0, 2, 0)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_action(self, row: ActionRow) -> None:
        """Show an action with its owner and date, or what it still needs."""
        needs = gaps(row)
        who = row.owner if row.owned else ""
        when = f"{row.due.day} {row.due:%b}" if row.due is not None else ""
        known = ", ".join(part for part in (who, when) if part)
        parts: list[str | Bold | Soft] = [Bold("Action "), row.text]
        parts += [Soft(f" · {known}")] if known else []
        if needs:
            missing = ([] if row.owned else [row.owner.lower()]) + ([] if row.due else ["no date yet"])
            parts += [Soft(f" · {', '.join(missing)}", "amber")] if missing else []
        self._show("action", row.id, Kind.ACTION, parts)

    def show_line(self, line: RoomLine) -> None:
        """Show an outcome or a challenge."""
        self._show(line.table, line.record_id, line.kind, [Bold(f"{KIND_WORDS[line.kind]} "), line.text])

    def _show(self, table: str, record_id: str, kind: Kind, parts: list[str | Bold | Soft]) -> None:
        self.table, self.record_id, self._token = table, record_id, _BARS[kind]
        self.words.show_parts(parts)
        self.setAccessibleName(self.words.text())
        self.setAccessibleDescription("Delete strikes it")
        self.setToolTip("Delete strikes it; Ctrl Z brings it back")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strike the line that has the keyboard."""
        if event.key() == Qt.Key.Key_Delete:
            self.struck.emit(self.table, self.record_id)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, and the ring with the keyboard."""
        painter = QPainter(self)
        painter.fillRect(0, 0, _BAR, self.height(), theme.colour(self._token))
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), theme.colour("accent"), 4)


class RoomCard(Card):
    """One room. ``ticked`` marks a point, ``struck`` takes a record off, ``dropped`` brings a person here."""

    ticked = Signal(str, bool)
    struck = Signal(str, str)
    dropped = Signal(str, int)

    def __init__(
        self,
        number: int,
        keeping: Callable[[str, str], Keeping],
        refuse: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the card of room ``number``; ``keeping`` says where the words under a question go."""
        super().__init__(parent=parent)
        self.number = number
        self.view: RoomView | None = None
        self._keeping, self._refuse = keeping, refuse
        self.body.setContentsMargins(14, 12, 14, 12)
        self.name = Heading(f"Room {number}")
        self.state = Pill()
        self.people = People()
        self.nobody = Small("Nobody is in this room yet.")
        self.questions: list[RoomQuestion] = []
        self.lines: list[RecordedLine] = []
        self._asked = down(gap=10)
        self._recorded = down(gap=8)
        self._scroll = Scroll(holder(down(self._asked, self._recorded, SPRING, gap=10, margins=(0, 4, 6, 4))))
        self.foot = Small()
        self.body.addLayout(across(self.name, SPRING, self.state))
        self.body.addWidget(self.people)
        self.body.addWidget(self.nobody)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.foot)
        self.setMinimumWidth(theme.grown(LEAST_WIDTH))
        self.setAcceptDrops(True)

    # -- what is shown ------------------------------------------------------------------------------

    def show_room(self, view: RoomView, rooms: tuple[int, ...]) -> None:
        """Show a room as it stands; what is being typed stays."""
        self.view = view
        self.setAccessibleName(f"Room {view.number}, {len(view.people)} people")
        self.people.show_people(view.people, view.number, rooms, view.lead_id)
        self.people.setVisible(bool(view.people))
        self.nobody.setVisible(not view.people)
        if [one.answers.question_id for one in self.questions] != [one.question_id for one in view.answers]:
            self._ask(view)
        for question, answers in zip(self.questions, view.answers, strict=True):
            question.show_answers(answers)
        self._show_lines(view)
        self.foot.setText(view.words)
        self.show_state()

    def show_state(self) -> None:
        """Say how far the room is, and draw its edge while somebody types in it."""
        typing = any(question.box.hasFocus() or question.marks.hasFocus() for question in self.questions)
        self.show_chosen(typing)
        if self.view is None:
            return
        if typing:
            self.state.show_pill("typing here", Tone.TEAL)
        elif self.view.best == BEST_MOST:
            self.state.show_pill("best three marked", Tone.GREEN)
        elif self.view.has_notes:
            self.state.show_pill("notes in", Tone.GREEN)
        else:
            self.state.show_pill("to come", Tone.NEUTRAL)

    def settle(self, *, finished: bool = True) -> bool:
        """Write what is still being typed; says whether everything is kept."""
        kept = [question.keeper.settle(finished=finished) for question in self.questions]
        return all(kept)

    @property
    def unsaved(self) -> bool:
        """Whether something is typed in it that is not yet a deed."""
        return any(question.unsaved for question in self.questions)

    def _ask(self, view: RoomView) -> None:
        """Put these questions on the card; those that stay keep their boxes and what is typed in them."""
        before = {question.answers.question_id: question for question in self.questions}
        self.questions = []
        for answers in view.answers:
            question = before.pop(answers.question_id, None)
            if question is None:
                question = RoomQuestion(
                    view.number, answers, self._keeping(view.room_id, answers.question_id), self._refuse
                )
                question.entered.connect(self._on_entered)
                question.left.connect(self._on_left)
                question.ticked.connect(self.ticked)
                question.passed.connect(self._on_passed)
            self._asked.addWidget(question)
            self.questions.append(question)
        for question in before.values():
            question.keeper.settle()
            question.hide()
            question.deleteLater()

    def _show_lines(self, view: RoomView) -> None:
        number = len(view.actions) + len(view.lines)
        for _ in range(number - len(self.lines)):
            line = RecordedLine()
            line.struck.connect(self.struck)
            self.lines.append(line)
            self._recorded.addWidget(line)
        for shown, row in zip(self.lines, view.actions, strict=False):
            shown.show_action(row)
        for shown, other in zip(self.lines[len(view.actions) :], view.lines, strict=False):
            shown.show_line(other)
        for at, line in enumerate(self.lines):
            line.setVisible(at < number)

    # -- what happens -------------------------------------------------------------------------------

    def _on_entered(self) -> None:
        box = self.focusWidget()
        if box is not None:
            self._scroll.ensureWidgetVisible(box, 0, 24)
        self.show_state()

    def _on_left(self) -> None:
        self.show_state()

    def _on_passed(self, step: int) -> None:
        """Go on to the points of the next question that has some."""
        order = [question for question in self.questions if question.answers.points]
        origin = self.sender()
        if origin in order:
            at = order.index(origin) + step
            if 0 <= at < len(order):
                order[at].marks.begin(0 if step > 0 else len(order[at].answers.points) - 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a person who is dragged here."""
        if event.mimeData().hasFormat(PERSON):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring the person into this room."""
        person_id = event.mimeData().data(PERSON).toStdString()
        event.acceptProposedAction()
        self.dropped.emit(person_id, self.number)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more height than there is: the questions scroll."""
        hint = super().minimumSizeHint()
        hint.setHeight(min(hint.height(), theme.grown(180)))
        return hint


class CardStrip(QScrollArea):
    """The cards of the rooms side by side, scrolled when there are many; where only one fits it has all the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build it empty; cards are put into ``row``."""
        super().__init__(parent)
        self.row = across(gap=_GAP)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().setSingleStep(_SCROLL_STEP)
        self._cards = holder(self.row)
        self.setWidget(self._cards)
        self.viewport().setAutoFillBackground(False)
        self._cards.setAutoFillBackground(False)

    def fit(self) -> None:
        """Give the cards the width they may not fall below."""
        room, least = self.viewport().width(), theme.grown(LEAST_WIDTH)
        for card in self._cards.findChildren(RoomCard, options=Qt.FindChildOption.FindDirectChildrenOnly):
            card.setMinimumWidth(room if room < 2 * least + _GAP else least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards to the width."""
        super().resizeEvent(event)
        self.fit()
