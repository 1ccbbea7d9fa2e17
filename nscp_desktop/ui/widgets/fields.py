"""A control with its label."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QWidget,
)

from .labels import Small, Strong
from .layouts import down


class Field(QWidget):
    """A control with its label above and, if need be, a line of help below. ``alt`` goes to the control."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        help_line: str = "",
        alt: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = Strong(label)
        self.label.label(control, alt)
        self.control = control
        column = down(self.label, control, gap=4)
        if help_line:
            column.addWidget(Small(help_line, wrap=True))
            control.setAccessibleDescription(help_line)
        column.addStretch(1)
        self.setLayout(column)
        self.setFocusProxy(control)
