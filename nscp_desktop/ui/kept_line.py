"""Keeps what is half typed in a box without a record of its own: durable within a second, and there again after a stop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit
from shiboken6 import isValid

from nscp_desktop.errors import Refused
from nscp_desktop.rules import wording
from nscp_desktop.services import half_typed
from nscp_desktop.ui.kept_text import DRAFT_MS
from nscp_desktop.ui.widgets import TextDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPlainTextEdit, QWidget

    from nscp_desktop.services.half_typed import Box
    from nscp_desktop.store import Store
    from nscp_desktop.ui.widgets import RowModel, Table


class KeptLine(QObject):
    """Stands between a line, or a box of lines, and the store; what becomes of it at Enter is its screen's.

    ``of`` gives the box the line is at this moment, or None while there is nothing to keep it for. Sentences of
    refusal go to ``refuse``, each once.
    """

    def __init__(
        self,
        line: QLineEdit | QPlainTextEdit,
        store: Store,
        of: Callable[[], Box | None],
        refuse: Callable[[str], None],
        fit: Callable[[str], str] | None = None,
    ) -> None:
        """Listen to ``line``; ``fit`` refuses what may not stand there, else it is as of a line or a note."""
        super().__init__(line)
        self._line, self._store, self._of, self._refuse = line, store, of, refuse
        self._fit = fit or (wording.line if isinstance(line, QLineEdit) else wording.note)
        self._box: Box | None = None
        self._refused = self._usual = ""
        self._unkept = self._filling = False
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT_MS)
        self._draft.timeout.connect(self._keep)
        line.textChanged.connect(self._on_text_changed)

    def open(self, usual: str = "") -> bool:
        """Show what was half typed in this box, else what ``usual``ly stands there; says whether there was something.

        Where the line has become another box since, what it holds is kept for the box before.
        """
        box = self._of()
        if box == self._box or not self.settle():
            return False
        self._box, self._usual = box, usual
        kept = "" if box is None else half_typed.kept(self._store, box)
        if kept or not self._unkept:
            self._fill(kept or usual)
        return bool(kept)

    def open_anew(self, usual: str = "") -> bool:
        """As :meth:`open`, though it is the same box: a panel that was left shows what was half typed in it."""
        if not self.settle():
            return False
        self._box = None
        if self._of() is None:
            self._usual = usual
            self._fill(usual)
            return False
        return self.open(usual)

    def show(self, usual: str) -> None:
        """The record holds ``usual`` now and nothing newer is typed: it stands in the line, and no draft waits."""
        if self._written()[0] != usual:
            self._fill(usual)
        self._usual, self._unkept = usual, True
        self.settle()

    def forget(self) -> None:
        """What was typed has become a deed, or shall not: nothing of it comes back."""
        self._draft.stop()
        box, self._box, self._unkept = self._box, None, False
        if box is None:
            return
        try:
            half_typed.keep(self._store, box, "")
        except Refused as refusal:
            # The deed itself is done; the words would only stand here once more.
            self._refuse(str(refusal))

    def settle(self) -> bool:
        """Make what is half typed durable now; says whether it is."""
        self._refused = ""
        return self._keep()

    def _keep(self) -> bool:
        """As :meth:`settle`, while somebody types: a refusal is said once, and tried again at the next key."""
        self._draft.stop()
        box = self._box or self._of()
        if not self._unkept or box is None:
            return True
        try:
            text, at = self._written()
            half_typed.keep(self._store, box, "" if text == self._usual else text, at, self._fit)
        except Refused as refusal:
            if str(refusal) != self._refused:
                self._refused = str(refusal)
                self._refuse(self._refused)
            return False
        self._refused = ""
        self._unkept = False
        return True

    def _written(self) -> tuple[str, int]:
        """What stands in the line, and where the cursor is in it."""
        if isinstance(self._line, QLineEdit):
            return self._line.text(), self._line.cursorPosition()
        return self._line.toPlainText(), self._line.textCursor().position()

    def _fill(self, text: str) -> None:
        self._filling = True
        if isinstance(self._line, QLineEdit):
            self._line.setText(text)
        else:
            self._line.setPlainText(text)
        self._filling = False

    def _on_text_changed(self) -> None:
        if self._filling:
            return
        self._unkept = True
        if not self._draft.isActive():
            self._draft.start()


class KeptLines:
    """The lines of one panel that wait for its button together; each has a box of its own, by its name."""

    def __init__(
        self,
        lines: Mapping[str, QLineEdit],
        store: Store,
        of: Callable[[str], Box | None],
        refuse: Callable[[str], None],
    ) -> None:
        """Listen to each of ``lines``; ``of`` gives the box of the one with that name."""
        self._each = {name: KeptLine(line, store, partial(of, name), refuse) for name, line in lines.items()}

    def open_anew(self) -> bool:
        """Show what was half typed in each; says whether there was something."""
        found = [keeper.open_anew() for keeper in self._each.values()]
        return any(found)

    def forget(self) -> None:
        """What was typed has become a deed, or shall not: nothing of it comes back."""
        for keeper in self._each.values():
            keeper.forget()


class KeptCells(QObject):
    """Keeps what is half typed in the cell of a table that is open: there again when the cell is opened anew."""

    def __init__(
        self,
        table: Table,
        model: RowModel[Any],
        store: Store,
        of: Callable[[Any, str], Box | None],
        refuse: Callable[[str], None],
    ) -> None:
        """Listen to ``table``; ``of`` gives the box of a row's cell by the key of its column."""
        super().__init__(table)
        self._model, self._store, self._of, self._refuse = model, store, of, refuse
        self._open: KeptLine | None = None
        for at in range(len(model.columns)):
            delegate = table.itemDelegateForColumn(at)
            if isinstance(delegate, TextDelegate):
                delegate.opened.connect(self._on_opened)
                delegate.closeEditor.connect(self._on_left)

    def forget(self) -> None:
        """What was typed in the cell has become a deed, or was given up."""
        keeper = self._take()
        if keeper is not None:
            keeper.forget()

    def _take(self) -> KeptLine | None:
        """The keeper of the cell that was open; one that went with its table's rows is none."""
        keeper, self._open = self._open, None
        return keeper if keeper is not None and isValid(keeper) else None

    def _on_opened(self, line: QLineEdit, row: int, column: int) -> None:
        box = self._of(self._model.row_at(row), self._model.columns[column].key)
        if box is not None:
            self._open = KeptLine(line, self._store, lambda: box, self._refuse)
            if self._open.open():
                # So the table does not write what the cell holds over it.
                line.setModified(True)

    def _on_left(self, _line: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Let go of what was given up; what was refused stays for when the cell is opened again."""
        if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.forget()
            return
        keeper = self._take()
        if keeper is not None:
            keeper.settle()
