"""An item opens with one quiet line: what was said, decided and is still open on its subject; a key shows more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.last_time import LastTime, Promise, Told, day_words, shortened
from nscp_desktop.services.last_time import last_time
from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face
from nscp_desktop.ui.widgets import (
    Bold,
    Button,
    Caption,
    Card,
    Mixed,
    Scroll,
    Small,
    Soft,
    across,
    announce,
    down,
    holder,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QLayoutItem

    from nscp_desktop.ui.run.sitting import Sitting

MORE_HIGH: Final = 188
SHOWN: Final = 8
SAID_MOST: Final = 400


class _Line(Small):
    """The line itself; a click on it does what its button does."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self._button = button

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show more, or less again."""
        if self.rect().contains(event.position().toPoint()):
            self._button.click()


class LastTimeLine(QWidget):
    """The line under an item's head, away where the subject is new, and the ``card`` it opens.

    The card is put where it scrolls with the notes: a low window has no room to lay it over them.
    """

    opened = Signal()

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build it empty; it asks after each item has been painted."""
        super().__init__(parent)
        self._sitting = sitting
        self._little = False
        self.found = LastTime()
        self.more = Button("Previously", icon="history", alt="v", quiet=True)
        self.more.setCheckable(True)
        self.line = _Line(self.more)
        self._list = down(gap=3)
        self._shown = holder(self._list)
        self._scroll = Scroll(self._shown)
        self._scroll.setAccessibleName("What was said before")
        self.card = Card()
        self.card.body.setContentsMargins(12, 8, 8, 8)
        self.card.body.addWidget(self._scroll)
        row = across(self.more, self.line, gap=6)
        row.setStretch(1, 1)
        self.setLayout(row)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)
        self.more.clicked.connect(self._on_more)
        sitting.meeting_changed.connect(self._ask_soon)
        sitting.recorded_changed.connect(self._ask_soon)
        self.card.hide()
        self.hide()

    def open(self) -> None:
        """Another item is shown: ask about its subject once it has been painted."""
        self.more.setChecked(False)
        self._show(LastTime())
        self._ask_soon()

    def show_little(self, little: bool) -> None:
        """Leave it away in a very low window."""
        self._little = little
        self._show(self.found)

    def _ask_soon(self) -> None:
        self._asking.start(0)

    def _ask(self) -> None:
        sitting = self._sitting
        # The window may have been closed or locked since it was asked for.
        if sitting.is_open and not (sitting.store.closed or sitting.store.locked):
            self._show(last_time(sitting.store, sitting.meeting_id, sitting.item_id))

    def _show(self, found: LastTime) -> None:
        same, self.found = found == self.found, found
        if not same:
            self.line.setText(found.line)
            self.more.setAccessibleName(f"Previously: {found.line}")
            self._fill()
        wanted = not self._little and not found.nothing
        self.card.setVisible(wanted and self.more.isChecked())
        self.setVisible(wanted)

    def _on_more(self) -> None:
        self.card.setVisible(self.more.isChecked())
        if self.more.isChecked():
            self.opened.emit()
            announce(self, " ".join(part.text() for part in self._parts()))

    def _parts(self) -> list[Mixed]:
        return [part for part in self._shown.findChildren(Mixed) if part.text()]

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            _forget(item)
        found = self.found
        for title, told in (
            ("Said", found.said),
            ("Decided", found.decisions),
            ("What changed", found.outcomes),
        ):
            if told:
                self._list.addWidget(Caption(title))
                for one in told:
                    self._list.addWidget(_told(one))
        if found.promises:
            self._list.addWidget(Caption("Still open"))
            for promise in found.promises[:SHOWN]:
                self._list.addWidget(_promise(promise))
            left = len(found.promises) - SHOWN
            if left > 0:
                self._list.addWidget(Small(f"and {left} more on Actions"))
        self._list.addStretch(1)
        wanted = self._shown.sizeHint().height() + theme.grown(4)
        most = theme.grown(MORE_HIGH)
        self._scroll.setFixedHeight(min(most, wanted))
        # Only where there is more than fits has the keyboard something to do in it.
        policy = Qt.FocusPolicy.StrongFocus if wanted > most else Qt.FocusPolicy.NoFocus
        self._scroll.setFocusPolicy(policy)


def _told(one: Told) -> Mixed:
    where = "" if one.here else f"{one.group}, "
    return Mixed(Soft(f"{where}{day_words(one.on)}  "), shortened(one.text, SAID_MOST), face=Face.SMALL)


def _promise(one: Promise) -> Mixed:
    late = [Bold("  overdue", "red")] if one.late else []
    return Mixed(
        Bold(f"{one.reference}  "), one.text, Soft(f"  {one.owner}, {one.due}"), *late, face=Face.SMALL
    )


def _forget(item: QLayoutItem) -> None:
    if widget := item.widget():
        widget.hide()
        widget.deleteLater()
