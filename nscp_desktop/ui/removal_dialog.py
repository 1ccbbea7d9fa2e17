"""What a removal would do, shown before anything is done: what goes, what stays, and who else still has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.services import old_backups
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui import theme
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Ask,
    Body,
    Button,
    Check,
    Field,
    Heading,
    LineEdit,
    Scroll,
    Sentence,
    Title,
    across,
    announce,
    down,
    holder,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nscp_desktop.services.removals import Preview
    from nscp_desktop.services.withdrawals import IssuedRow
    from nscp_desktop.store import Store

_WIDE: Final = 720
_HIGH: Final = 620
_MOST: Final = 12
_LONG: Final = 80


class RemovalDialog(QDialog):
    """A preview; ``confirmed`` once somebody has said twice that it shall be. Esc leaves everything as it is."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, preview: Preview) -> None:
        """Show ``preview`` over ``parent``."""
        super().__init__(parent)
        title = f"Remove {preview.subject} for good?"
        self._subject = preview.subject
        self.setWindowTitle(title)
        named(self, title)
        self.setModal(True)
        column = down(gap=4)
        for heading, lines in _sections(preview):
            column.addWidget(Heading(heading))
            for line in lines:
                # A label that may wrap asks for more height than it takes.
                column.addWidget(Body(f"•  {line}", wrap=len(line) > _LONG))
            column.addSpacing(8)
        column.addStretch(1)
        said = holder(column)
        self.refused = Sentence(preview.refused, Tone.RED)
        self.remove = Button("Remove for good…", icon="trash-2", alt="R")
        self.remove.setEnabled(not preview.refused)
        self.leave = Button("Leave as it is", alt="L")
        self.setLayout(
            down(
                Title(title, wrap=True),
                Scroll(said),
                self.refused,
                across(SPRING, self.leave, self.remove),
                gap=10,
                margins=(24, 18, 24, 16),
            )
        )
        # No higher than what there is to say.
        self.resize(_size(parent, said.sizeHint().height() + theme.grown(190)))
        self.remove.clicked.connect(self._on_remove)
        self.leave.clicked.connect(self.reject)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Show it and say it."""
        super().open()
        announce(self, self.windowTitle())

    def _on_remove(self) -> None:
        ask = Ask(
            self,
            "This cannot be undone",
            f"{self._subject} is removed from the store now. A backup is made before, which still holds it; "
            "older backups can be replaced afterwards.",
            [("remove", "Remove for good")],
            cancel="Leave as it is",
            danger=True,
        )
        ask.answered.connect(self._on_answered)
        ask.open()

    def _on_answered(self, answer: str) -> None:
        if answer == "remove":
            self.accept()
            self.confirmed.emit()


def _sections(preview: Preview) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield "What goes", preview.goes
    yield "What stays", preview.stays
    if preview.papers:
        papers = tuple(f"{one.words}, fingerprint {one.printed}" for one in preview.papers)
        yield "Issued papers that may still say it: withdraw what must not", _some(papers)
    if preview.places:
        yield (
            "Where else the name stands: not changed by this, so change it there first",
            _some(preview.places),
        )
    held = old_backups.words(preview.here, preview.there)
    if held:
        yield "Backups", (held,)


def _some(lines: tuple[str, ...]) -> tuple[str, ...]:
    if len(lines) <= _MOST:
        return lines
    return (*lines[:_MOST], f"and {len(lines) - _MOST:,} more")


def _size(parent: QWidget, height: int) -> QSize:
    window = parent.window()
    room = QSize(window.width() - 60, window.height() - 32)
    return QSize(theme.grown(_WIDE), min(theme.grown(_HIGH), height)).boundedTo(room)


class WithdrawDialog(QDialog):
    """Asks why an issued paper is withdrawn, and whether the minutes as they stand take its place."""

    def __init__(
        self,
        parent: QWidget,
        store: Store,
        paper: IssuedRow,
        withdraw: Callable[[str, bool], None],
        may_replace: bool,
    ) -> None:
        """Ask about ``paper``; ``withdraw`` begins it with a reason and whether it is replaced, or refuses.

        It tells what came of it by :meth:`finish`, or by ``refused``.
        """
        super().__init__(parent)
        title = f"Withdraw the {paper.words}?"
        self._withdraw = withdraw
        self.setWindowTitle(title)
        named(self, title)
        self.setModal(True)
        self.reason = LineEdit(name="Reason for withdrawing", placeholder="It named a child")
        self.replace = Check("Issue the minutes as they stand now in its place", alt="I")
        if not may_replace:
            self.replace.hide()
        self.refused = Sentence("", Tone.RED)
        self.withdraw = Button("Withdraw for good", icon="trash-2", alt="W")
        self.leave = Button("Leave as it is", alt="L")
        self.setLayout(
            down(
                Title(title, wrap=True),
                Body(
                    "Its bytes are removed from the store and this cannot be undone. That it was issued, its "
                    f"fingerprint {paper.printed} and the reason stay. Whoever received it still has it.",
                    wrap=True,
                ),
                Field("Reason", self.reason),
                self.replace,
                self.refused,
                across(SPRING, self.leave, self.withdraw),
                gap=10,
                margins=(24, 18, 24, 16),
            )
        )
        self.setMinimumWidth(theme.grown(520))
        self.reason.refused.connect(self.refused.say)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.leave.clicked.connect(self.reject)
        box = Box("issued_paper", paper.issued_id, "reason for withdrawing")
        self.keeper = KeptLine(self.reason, store, lambda: box, self.refused.say)
        self.keeper.open()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc and "Leave as it is" let half a reason go."""
        self.reason.setText("")
        self.keeper.settle()
        super().reject()

    def _on_withdraw(self) -> None:
        try:
            self._withdraw(self.reason.text(), self.replace.isChecked())
        except Refused as refusal:
            self.refused.say(str(refusal))

    def finish(self) -> None:
        """The paper is withdrawn: nothing is left to ask."""
        self.keeper.show("")
        self.accept()
