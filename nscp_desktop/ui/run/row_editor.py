"""Putting one recorded row right, where it stands: its words, kind, owner, date; or striking it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from nscp_desktop.errors import Refused
from nscp_desktop.rules import capture_raised
from nscp_desktop.rules.capture import Kind
from nscp_desktop.rules.days import spoken
from nscp_desktop.services import captured, strikes
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.run.capture_line import KIND_WORDS
from nscp_desktop.ui.widgets import SPRING, Button, Card, Choice, Field, LineEdit, Small, across

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.captured import CapturedRow
    from nscp_desktop.ui.run.sitting import Sitting


class RowEditor(Card):
    """One row as fields. Enter in any field keeps what changed; Esc puts the editor away."""

    closed = Signal()

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it hidden."""
        super().__init__(parent=parent)
        self._sitting = sitting
        self.row: CapturedRow | None = None
        self.words = LineEdit(name="Words")
        self.reason = LineEdit(name="Because", placeholder="because …")
        self.who = LineEdit(name="Who, and by when", placeholder="joe by 22 jan")
        self.kind = Choice([(kind, words) for kind, words in KIND_WORDS.items()], name="Kind")
        self.keep = Button("Keep", primary=True)
        self.strike = Button("Strike it", icon="strikethrough")
        self.hint = Small("Enter keeps, Esc leaves it as it was")
        self.who_field = Field("Who, and by when", self.who)
        self.reason_field = Field("Because", self.reason)
        self.words_field = Field("Words", self.words)
        self.raised = Choice([], name="Raised to")
        self.raised_field = Field("Raised to", self.raised)
        fields = across(
            Field("Kind", self.kind),
            self.words_field,
            self.who_field,
            self.reason_field,
            self.raised_field,
            gap=12,
        )
        for part, share in ((self.words_field, 5), (self.who_field, 3), (self.reason_field, 3)):
            fields.setStretchFactor(part, share)
        self.body.setContentsMargins(14, 10, 14, 10)
        self.body.addLayout(fields)
        self.body.addLayout(across(self.keep, self.strike, self.hint, SPRING, gap=8))
        for box in (self.words, self.reason, self.who):
            box.returnPressed.connect(self._on_keep)
            box.refused.connect(sitting.frame.refuse)
            box.installEventFilter(self)
        self.keepers = tuple(
            KeptLine(box, sitting.store, partial(self._box, box.accessibleName()), sitting.frame.refuse)
            for box in (self.words, self.reason, self.who)
        )
        self.keep.clicked.connect(self._on_keep)
        self.strike.clicked.connect(self._on_strike)
        self.hide()

    def open(self, row: CapturedRow) -> None:
        """Show a row's fields with the keyboard in what it still needs, else in its words."""
        self.row = row
        for keeper, usual in zip(self.keepers, (row.text, row.reason, ""), strict=True):
            keeper.open_anew(usual)
        self.kind.pick(row.kind)
        self.who_field.setVisible(row.kind is Kind.ACTION)
        self.reason_field.setVisible(row.kind is Kind.DECISION)
        self.raised_field.setVisible(row.kind is Kind.CHALLENGE)
        if row.kind is Kind.CHALLENGE:
            bodies = dict.fromkeys((*capture_raised.bodies(self._sitting.context()), row.raised_to))
            self.raised.set_choices([(body, f"{body[:1].upper()}{body[1:]}") for body in bodies])
            self.raised.pick(row.raised_to)
        if row.action is not None:
            due = "" if row.action.due is None else f" by {spoken(row.action.due, row.action.today)}"
            owner = row.action.owner if row.action.owned else row.action.owner_words
            self.who.setPlaceholderText(f"now: {owner or 'no owner'}{due or ', no date'}")
        self.show()
        (self.who if row.gaps else self.words).setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, what: str) -> Box | None:
        return None if self.row is None else Box(self.row.table, self.row.record_id, f"{what}, half typed")

    def settle(self) -> bool:
        """Make what is half typed durable; says whether it is."""
        kept = [keeper.settle() for keeper in self.keepers]
        return all(kept)

    def put_away(self) -> None:
        """Hide the editor, changing nothing; what was half typed in it goes."""
        if self.row is not None:
            for keeper in self.keepers:
                self._sitting.attempt(keeper.forget)
        self.row = None
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the row as it was."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                # Ours, and not the screen's "back to the notes".
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.put_away()
                return True
        return super().eventFilter(watched, event)

    def _on_keep(self) -> None:
        row = self.row
        if row is not None and self._sitting.attempt(self._keep):
            self.put_away()

    def _keep(self) -> None:
        row, sitting = self.row, self._sitting
        if row is None:
            return
        table, record_id = row.table, row.record_id
        text, reason, said = self.words.text(), self.reason.text(), self.who.text().strip()
        if text != row.text:
            captured.correct_text(sitting.store, table, record_id, text)
        if row.kind is Kind.DECISION and reason != row.reason:
            captured.correct_reason(sitting.store, record_id, reason)
        if row.kind is Kind.CHALLENGE and self.raised.value != row.raised_to:
            captured.raise_to(sitting.store, record_id, str(self.raised.value))
        if row.kind is Kind.ACTION and said:
            captured.complete(sitting.store, record_id, said, sitting.context())
        chosen = self.kind.value
        if isinstance(chosen, Kind) and chosen is not row.kind:
            if chosen is Kind.ACTION and not text.strip():
                raise Refused(
                    "A record needs its words. Strike it if it should go. Nothing has been changed."
                )
            captured.turn_into(sitting.store, table, record_id, chosen, sitting.context())

    def _on_strike(self) -> None:
        if self.row is not None and self.strike_row(self.row):
            self.put_away()

    def strike_row(self, row: CapturedRow) -> bool:
        """Strike a row, and say how long it can be brought back."""
        sitting = self._sitting
        if not sitting.attempt(lambda: captured.strike(sitting.store, row.table, row.record_id)):
            return False
        sitting.frame.say(f"{KIND_WORDS[row.kind]} struck. {strikes.fate(sitting.store, sitting.meeting_id)}")
        return True
