"""The steps of an ask side by side: they said, we talked, we did, told them. Arrows lead from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from nscp_desktop.rules.actions import ActionState
from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import Body, Card, Chip, Mixed, Pill, Quiet, Small, Soft, across

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from nscp_desktop.services.youth_boards import AskRow, BoardRow

LEAST_STEP: Final = 232
_ARROW: Final = 24


def short_day(day: date, today: date) -> str:
    """A day as cards have it: "12 Nov", with its year when that is not this or the last twelve months'."""
    words = f"{day.day} {day:%b}"
    return words if abs((today - day).days) < 365 else f"{words} {day.year}"


class StepCard(Card):
    """One step: a pill that names it, a quiet line beside it, and what it holds."""

    def __init__(self, name: str, tone: Tone, parent: QWidget | None = None) -> None:
        """Build it without anything to hold yet."""
        super().__init__(parent=parent)
        self.body.setContentsMargins(13, 10, 13, 12)
        self.body.setSpacing(6)
        self.pill = Pill(name, tone)
        self.when = Mixed(face=Face.SMALL)
        # As far down as the words of a chip that may stand at the end of the line.
        named = across(self.pill, self.when, gap=6, margins=(0, 2, 0, 0))
        named.setStretch(1, 1)
        named.setAlignment(self.pill, Qt.AlignmentFlag.AlignTop)
        named.setAlignment(self.when, Qt.AlignmentFlag.AlignTop)
        self.head = across(named, gap=6)
        self.head.setStretch(0, 1)
        self.body.addLayout(self.head)

    def say(self, aside: str, tone: str = "second") -> None:
        """Show the quiet line; ``tone`` is its ink."""
        self.when.show_parts([Soft(aside, tone)])


class Steps(QWidget):
    """Cards with arrows between them; in a narrow place two to a line, or one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without cards."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(8)
        self._cards: tuple[QWidget, ...] = ()
        self._arrows: list[Quiet] = []
        self._placed: tuple[int, int] = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards, in order."""
        wanted = tuple(cards)
        if wanted == self._cards:
            return
        for card in self._cards:
            if card not in wanted:
                card.hide()
        self._cards = wanted
        self._placed = (0, 0)
        self._place()
        for card in wanted:
            card.show()

    def across(self) -> int:
        """How many cards stand side by side at this width."""
        number = len(self._cards)
        room = self.width() + _ARROW
        fit = max(1, room // (theme.grown(LEAST_STEP) + _ARROW))
        # Four that do not fit stand two and two, not three and one.
        return number if fit >= number else min(fit, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the cards for the width."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one card."""
        return QSize(theme.grown(160), super().minimumSizeHint().height())

    def _place(self) -> None:
        width = self.across()
        if not self._cards or self._placed == (len(self._cards), width):
            return
        self._placed = (len(self._cards), width)
        while self._grid.count():
            self._grid.takeAt(0)
        for arrow in self._arrows:
            arrow.hide()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
            self._grid.setColumnMinimumWidth(column, 0)
        for at, card in enumerate(self._cards):
            row, column = divmod(at, width)
            self._grid.addWidget(card, row, 2 * column)
            self._grid.setColumnStretch(2 * column, 1)
            if at and column:
                self._grid.addWidget(self._arrow(at), row, 2 * column - 1)
                self._grid.setColumnMinimumWidth(2 * column - 1, _ARROW)

    def _arrow(self, at: int) -> Quiet:
        while len(self._arrows) < at:
            arrow = Quiet("→", parent=self)
            arrow.setAlignment(Qt.AlignmentFlag.AlignCenter)
            arrow.setAccessibleName("")
            arrow.hide()
            self._arrows.append(arrow)
        self._arrows[at - 1].show()
        return self._arrows[at - 1]


class AskReading(Steps):
    """One ask to read. ``wanted`` carries its id when somebody goes on with it."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the four steps; :meth:`show_ask` says which of them there are."""
        super().__init__(parent)
        self.ask_id = ""
        self.said, self.said_text, self.consent = (
            StepCard("They said", Tone.VIOLET),
            Body(wrap=True),
            Small(wrap=True),
        )
        self.talked, self.talked_text = StepCard("We talked", Tone.TEAL), Body(wrap=True)
        self.did, self.did_text = StepCard("We did", Tone.TEAL), Body(wrap=True)
        self.told, self.told_text = StepCard("Told them", Tone.GREEN), Quiet(wrap=True)
        self.go_on = Chip("Answer", Tone.TEAL)
        for card, parts in (
            (self.said, (self.said_text, self.consent)),
            (self.talked, (self.talked_text,)),
            (self.did, (self.did_text,)),
            (self.told, (self.told_text,)),
        ):
            for part in parts:
                card.body.addWidget(part)
            card.body.addStretch(1)
        self.told.head.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignTop)
        self.go_on.clicked.connect(self._on_go_on)

    def show_ask(self, row: AskRow, board: BoardRow) -> None:
        """Show how far an ask is; steps that were left out are not shown, but for the answer that is owed."""
        self.ask_id = row.ask_id
        self.said.say(said_words(row))
        self.said_text.setText(f"{row.said}\n{row.asked_of}" if row.asked_of else row.said)
        self.consent.setText(consent_words(row))
        self.talked.say(talked_words(row))
        self.talked_text.setText("\n".join(talk.text for talk in row.talks) or "Not at a meeting yet.")
        self.did.say(did_words(row))
        self.did_text.setText(did_text(row))
        self._show_told(row, board)
        cards: list[QWidget] = [self.said]
        # Three steps at least, so that the answers of all asks stand under one another.
        cards += [self.talked] if row.talks or not did_text(row) else []
        cards += [self.did] if did_text(row) else []
        self.show_cards([*cards, self.told])
        self.setAccessibleName(f"{row.board}: {row.said[:80]}")

    def _show_told(self, row: AskRow, board: BoardRow) -> None:
        owed = row.owed
        name, tone = ("Owed", Tone.RED if row.overdue else Tone.AMBER) if owed else ("Told them", Tone.GREEN)
        self.told.pill.show_pill(name, tone)
        self.told.say(told_words(row), "red" if row.overdue else "second")
        self.told_text.setText(owed_text(row, board) if owed else row.told_words)
        self.told_text.setVisible(bool(self.told_text.text()))
        words = "Answer" if owed else "Change"
        self.go_on.show_chip(words, Tone.TEAL, name=f"{words}: {row.said[:80]}")

    def _on_go_on(self) -> None:
        self.wanted.emit(self.ask_id)


# -- words of the steps -----------------------------------------------------------------------------


def said_words(row: AskRow) -> str:
    """When they said it, and who brought it: "12 Nov, brought by Kit Mwangi"."""
    by = f", brought by {row.brought_by}" if row.brought_by else ""
    return f"{short_day(row.said_on, row.today)}{by}"


def consent_words(row: AskRow) -> str:
    """Whether their words may be printed, and who agreed."""
    if not row.consent:
        return "Their words are not printed: nobody has agreed yet."
    on = f", {short_day(row.consent_on, row.today)}" if row.consent_on else ""
    return f"May be shared: {row.consent_by}{on}."


def talked_words(row: AskRow) -> str:
    """Where it was talked about: "14 Jan, item 5"."""
    if not row.talks:
        return ""
    last = row.talks[-1]
    item = f", item {last.item}" if last.item else ""
    more = f", and {len(row.talks) - 1} before" if len({talk.on for talk in row.talks}) > 1 else ""
    return f"{short_day(last.on, row.today)}{item}{more}"


def did_text(row: AskRow) -> str:
    """What we did: our words, else the action once it is done."""
    if row.did or row.action is None:
        return row.did
    return row.action.text if row.action.state == ActionState.DONE else ""


def did_words(row: AskRow) -> str:
    """When it was done, and the action's reference."""
    done_on = row.did_on or (row.action.closed_on if row.action else None)
    parts = [short_day(done_on, row.today)] if done_on else []
    return ", ".join(parts + ([row.action.reference] if row.action else []))


def told_words(row: AskRow) -> str:
    """When and how they were told; how long they wait until then, and the action that will answer."""
    if row.told_on is not None:
        how = f", {row.told_how}" if row.told_how else ""
        return f"{short_day(row.told_on, row.today)}{how}"
    return f"waiting {row.waiting_words}"


def owed_text(row: AskRow, board: BoardRow) -> str:
    """How the answer will come: the action that is under way, or who takes it back and when."""
    action = row.action
    if action is not None and action.state != ActionState.DONE:
        due = f" by {short_day(action.due, row.today)}" if action.due else ""
        return f"{action.reference}{due}, {action.owner}: {action.text}"
    if board.representative is None:
        return "Nobody goes to this board for us yet, so nobody can tell them."
    on = f" on {short_day(board.next_on, row.today)}" if board.next_on else ""
    return f"{board.representative.name} takes the answer back to the board{on}."
