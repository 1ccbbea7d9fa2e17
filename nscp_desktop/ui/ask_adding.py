"""The panel in which what a board said is added, in the page and not over it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.services import partnership, youth_boards
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.growing_box import GrowingBox
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.kept_text import KeptText
from nscp_desktop.ui.pages.day_field import DayField
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Check,
    Choice,
    Field,
    LineEdit,
    Sentence,
    across,
    down,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.youth_boards import BoardRow
    from nscp_desktop.ui.house import House


class _Words:
    """Where words go that are not added yet: they are only made durable, for the board that is chosen."""

    def __init__(self, panel: AskAdding) -> None:
        self._panel = panel

    def keep(self, text: str, cursor: int) -> None:
        youth_boards.keep_said(self._panel.house.store, self._panel.board_id, text, cursor)

    def write(self, text: str, _typing_at: int | None) -> str:
        self.keep(text, len(text))
        return text


class AskAdding(Card):
    """What a board said, with consent. ``added`` carries a sentence, ``left`` that nothing more is wanted."""

    added = Signal(str)
    refused = Signal(str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the panel; :meth:`begin` shows it for a board."""
        super().__init__("What a board said", parent=parent)
        self.house = house
        self._boards: tuple[BoardRow, ...] = ()
        self.board = Choice((), name="Board")
        self.on = DayField(self._today, name="Said on")
        self.by = Choice((), name="Brought by")
        self.said = GrowingBox(
            name="What they said", placeholder="Their words, as they said them. No names, ages or schools.",
            frame=True, lines=2,
        )  # fmt: skip
        self.keeper = KeptText(self.said, _Words(self), self.refused.emit)
        self.asked_of = LineEdit(name="What they ask for", placeholder="what they ask for, if they said")
        self.consent = Check("Their words may be shared")
        self.asks_keeper = KeptLine(
            self.asked_of, house.store, partial(self._box, "what they ask for"), self.refused.emit
        )
        self.agreed_by = LineEdit(name="Agreed by", placeholder="agreed by, as their worker", cap=200)
        self.agreed_keeper = KeptLine(
            self.agreed_by, house.store, partial(self._box, "who agreed"), self.refused.emit
        )
        # The day stays when another board is picked.
        self.on.keep_typed(house.store, lambda: Box("setting", "what a board said", "day"), self.refused.emit)
        self.not_a_referral = Sentence("", Tone.AMBER)
        self.add = Button("Add", primary=True, name="Add what they said")
        self.close_panel = Button("Close")
        self._build()

    def _build(self) -> None:
        first = across(
            Field("Board", self.board),
            Field("Said on", self.on),
            Field("Brought by", self.by),
            SPRING,
            gap=12,
        )
        asks = Field("What they ask for", self.asked_of)
        words = Field("What they said", self.said)
        agreed = down(self.consent, self.agreed_by, gap=4)
        second = across(asks, gap=12)
        second.addLayout(agreed)
        second.setStretch(0, 3)
        second.setStretch(1, 2)
        for part in (first, words, second):
            if isinstance(part, Field):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
        self.body.addWidget(self.not_a_referral)
        self.body.addLayout(across(self.add, self.close_panel, SPRING))
        self.agreed_by.hide()
        self.board.picked.connect(self._on_board_picked)
        self.consent.toggled.connect(self._on_consent)
        self.add.clicked.connect(self._on_add)
        self.close_panel.clicked.connect(self._on_close)
        for box in (self.said, self.asked_of, self.agreed_by, self.on):
            box.refused.connect(self.refused)
        for line in (self.asked_of, self.agreed_by):
            line.returnPressed.connect(self._on_add)

    @property
    def board_id(self) -> str:
        """The board that is chosen."""
        return str(self.board.value or "")

    def begin(self, boards: Sequence[BoardRow], board_id: str) -> None:
        """Show the panel for a board, with the words that were typed for it and never added."""
        self._boards = tuple(boards)
        self.board.set_choices([(one.board_id, one.name) for one in boards])
        self.board.pick(board_id)
        if not self.not_a_referral.text:
            self.not_a_referral.say(
                partnership.wording(self.house.store, "not a referral"), lead="Not a referral."
            )
        self.on.open_day(self._today())
        self._show_board()
        self.show()
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> bool:
        """Make what is half typed durable; says whether it is."""
        kept = [self.keeper.settle(), self.asks_keeper.settle(), self.agreed_keeper.settle()]
        return all(kept)

    def _box(self, what: str) -> Box | None:
        return Box("board", self.board_id, what) if self.board_id else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel; what is typed waits for its return."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
            return
        super().keyPressEvent(event)

    def _show_board(self) -> None:
        store = self.house.store
        row = next(one for one in self._boards if one.board_id == self.board_id)
        people = youth_boards.candidates(store, self.board_id)
        self.by.set_choices([("", "Not said"), *((one.person_id, one.name) for one in people)])
        known = {one.person_id for one in people}
        ours = row.representative
        self.by.pick(ours.person_id if ours is not None and ours.person_id in known else "")
        self.keeper.fill(youth_boards.waiting_said(store, self.board_id))
        self.asks_keeper.open_anew()
        if self.agreed_keeper.open_anew():
            # Ticked as it was when somebody began to say who agreed; the keyboard stays where it is.
            self.consent.blockSignals(True)
            self.consent.setChecked(True)
            self.consent.blockSignals(False)
            self.agreed_by.show()

    def _on_board_picked(self, _board_id: object) -> None:
        self._show_board()

    def _on_consent(self, agreed: bool) -> None:
        self.agreed_by.setVisible(agreed)
        if agreed:
            self.agreed_by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        on = self.on.day
        if on is None:
            self.refused.emit("Type the day on which they said it first. Nothing has been changed.")
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            youth_boards.add_ask(
                self.house.store,
                self.board_id,
                self.said.toPlainText(),
                on,
                brought_by_id=str(self.by.value) or None,
                asked_of=self.asked_of.text(),
                consent=self.consent.isChecked(),
                consent_by=self.agreed_by.text(),
            )
        except Refused as refusal:
            self.refused.emit(str(refusal))
            missing = (
                self.agreed_by if self.consent.isChecked() and self.said.toPlainText().strip() else self.said
            )
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        name = self.board.currentText()
        self.keeper.unsaved = False
        self.keeper.fill("")
        self.asked_of.clear()
        self.asks_keeper.settle()
        self.agreed_keeper.show("")
        self.on.forget_typed()
        self.consent.setChecked(False)
        self.said.setFocus(Qt.FocusReason.OtherFocusReason)
        self.added.emit(f"What the {name} board said is added. It stays on every agenda until they are told.")

    def _on_close(self) -> None:
        self.settle()
        self.hide()
        self.left.emit()

    def _today(self) -> date:
        return self.house.now().date()
