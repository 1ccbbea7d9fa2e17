"""The box at the declarations of interest: a line and Enter for each, into the minutes of the item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.rules.agenda import Duty
from nscp_desktop.services import declarations
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.run.duties import DutyCard
from nscp_desktop.ui.widgets import Button, LineEdit, across

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.half_typed import Box
    from nscp_desktop.ui.run.sitting import Sitting


class Declared(DutyCard):
    """One line for each declaration; what was declared stands under the notes with what else was recorded."""

    duty = Duty.DECLARATIONS

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(sitting, parent)
        self.line = LineEdit(
            name="A declaration of interest",
            placeholder="Who declares what: Joe Blackwood, governor at Larkfield",
        )
        self.record = Button("Record it", name="Record the declaration")
        row = across(self.line, self.record)
        row.setStretch(0, 1)
        self.body.addLayout(row)
        self.line.returnPressed.connect(self._on_line)
        self.line.refused.connect(sitting.frame.refuse)
        self.record.clicked.connect(self._on_line)
        self.keeper = KeptLine(self.line, sitting.store, self._box, sitting.frame.refuse)

    def refresh(self) -> None:
        """Show what was half typed when the program stopped."""
        self.keeper.open()

    def settle(self) -> bool:
        """Make a half-typed declaration durable; says whether it is."""
        return self.keeper.settle()

    def _box(self) -> Box | None:
        sitting = self._sitting
        return declarations.line_of(sitting.meeting_id) if sitting.is_open else None

    def _on_line(self) -> None:
        sitting, said = self._sitting, self.line.text()
        if sitting.attempt(
            lambda: declarations.declare(sitting.store, sitting.meeting_id, sitting.item_id, said)
        ):
            # Set, not cleared: so that Ctrl+Z takes the deed back and not the emptying of the line.
            self.line.setText("")
            self.keeper.settle()
            sitting.frame.say("The declaration is recorded for the minutes.")
