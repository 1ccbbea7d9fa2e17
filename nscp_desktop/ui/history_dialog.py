"""The history of one record: every change, newest first, and the chosen one in full."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFrame, QPlainTextEdit, QSizePolicy, QWidget

from nscp_desktop.rules.history import sentence
from nscp_desktop.rules.wording import counted
from nscp_desktop.services.history import History, HistoryRow
from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Caption,
    Card,
    Column,
    Quiet,
    RowModel,
    Table,
    Title,
    across,
    down,
    named,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

_WIDE: Final = 1080
_HIGH: Final = 640
_DETAIL: Final = 168


def _one_line(words: str) -> str:
    return words.replace("\n", "; ")


def _change(row: HistoryRow) -> str:
    if row.before and row.after:
        return f"{_one_line(row.before)} → {_one_line(row.after)}"
    return _one_line(row.after or row.before)


def _spoken(row: HistoryRow) -> str:
    if row.before and row.after:
        return f"from {row.before} to {row.after}"
    return row.after or row.before


COLUMNS: Final = (
    Column[HistoryRow]("when", "When", attrgetter("when"), sort=attrgetter("at"), width=196, least=190),
    Column[HistoryRow]("who", "Who", attrgetter("who"), width=132, least=96),
    Column[HistoryRow]("field", "What", attrgetter("field"), attrgetter("record"), strong=True, weight=0.9),
    Column[HistoryRow]("change", "From and to", _change, attrgetter("deed"), spoken=_spoken, weight=1.6),
)


class Reading(QPlainTextEdit):
    """Words to read, scroll and copy by mouse or keys; nothing can be typed, and Tab leaves it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        named(self, name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("framed", "true")
        self.document().setDocumentMargin(10.0)


class HistoryDialog(QDialog):
    """The changes of a record, and the one the keyboard is on in full; Esc leaves."""

    def __init__(self, window: QMainWindow, found: History) -> None:
        """Show ``found`` over ``window``."""
        super().__init__(window)
        title = f"History of {sentence(found.subject) if found.subject[:1].islower() else found.subject}"
        self.setWindowTitle(title)
        named(self, title)
        self.setModal(True)
        self.model = RowModel(COLUMNS, found.rows, identity=attrgetter("row_id"))
        self.table = Table(self.model, name=title, lines=2)
        self.detail = Reading("The change in full")
        # In a low window both get less, the list the larger part.
        self.detail.setMaximumHeight(theme.grown(_DETAIL))
        self.detail.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.shut = Button("Close", alt="C")
        self.shut.clicked.connect(self.reject)
        listed = Card(snug=True)
        listed.body.addWidget(self.table)
        head = Title(title, wrap=True)
        whole = down(
            head,
            Quiet(
                f"{counted(len(found.rows), 'change')}, newest first. What is shown here cannot be changed."
            ),
            listed,
            Caption("The change in full"),
            self.detail,
            across(SPRING, self.shut),
            gap=8,
            margins=(22, 14, 22, 12),
        )
        whole.setStretchFactor(listed, 5)
        whole.setStretchFactor(self.detail, 3)
        self.setLayout(whole)
        room = QSize(window.width() - 60, window.height() - 32)
        self.resize(QSize(theme.grown(_WIDE), theme.grown(_HIGH)).boundedTo(room))
        self.table.row_changed.connect(self._on_row_changed)
        if found.rows:
            self.table.go_to(found.rows[0].row_id)
        self.table.setFocus()

    def _on_row_changed(self, row: HistoryRow | None) -> None:
        self.detail.setPlainText("" if row is None else in_full(row))


def in_full(row: HistoryRow) -> str:
    """A change in full, line by line."""
    lines = [f"{row.when}, {row.who}", row.deed, f"{row.record}: {row.field}"]
    if row.before:
        lines.append(f"From: {row.before}")
    if row.after:
        lines.append(f"To: {row.after}" if row.before else row.after)
    return "\n".join(lines)
