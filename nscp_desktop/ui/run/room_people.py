"""The people of a room as chips: by keys, by a small menu, or dragged, they lead, move and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from nscp_desktop.ui.run.menus import Choices
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Chip, FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent

    from nscp_desktop.services.breakouts import RoomPerson

PERSON: Final = "application/x-nscp-person"
"""What is dragged: the id of a person, of use to this window only."""
LEAD, OUT = "lead", "out"
_BACK: Final = "Click the words of a room, or go back to them with Shift Tab."


class PersonChip(Chip):
    """One person. Enter lets them lead, Alt with Left or Right moves them, Delete takes them out of the rooms."""

    led = Signal(str)
    stepped = Signal(str, int)
    sent = Signal(str, int)
    taken_out = Signal(str)
    misled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a chip that shows nobody yet."""
        super().__init__("", Tone.NEUTRAL, name="Nobody", parent=parent)
        self.person: RoomPerson
        self._room = 0
        self._rooms: tuple[int, ...] = ()
        self._leads = self._told = False
        self._pressed = QPoint()
        self.clicked.connect(self._on_pressed)

    def show_person(self, person: RoomPerson, room: int, rooms: tuple[int, ...], *, leads: bool) -> None:
        """Show a person of a room; ``room`` 0 is none. ``rooms`` are the numbers there are."""
        self.person, self._room, self._rooms, self._leads = person, room, rooms, leads
        words = f"{person.name} · leads" if leads else person.short
        if not person.here:
            words += " · not here"
        where = f"leads room {room}" if leads else f"room {room}" if room else "in no room"
        spoken = ", ".join(part for part in (person.name, person.organisation, where) if part)
        self.show_chip(words, Tone.TEAL if leads else Tone.NEUTRAL, key=person.person_id, name=spoken)
        self.setAccessibleDescription(
            "Enter lets them lead, Alt with Left or Right moves them" if room else "Enter finds them a room"
        )
        self.setToolTip(", ".join(part for part in (person.name, person.organisation) if part))

    def event(self, event: QEvent) -> bool:
        """Keep Alt with the arrows, and Delete, for the chip that has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead, move, or go."""
        key, keys = Qt.Key(event.key()), Qt.Key
        if _step(event):
            self.stepped.emit(self.key, _step(event))
        elif key in {keys.Key_Return, keys.Key_Enter}:
            self.led.emit(self.key)
        elif key == keys.Key_Delete and self._room:
            self.taken_out.emit(self.key)
        elif event.text().strip() and event.text().isprintable() and not _held(event):
            # Said once, for a whole word may have been typed before somebody looks.
            if not self._told:
                self._told = True
                self.misled.emit(f"The keyboard is on {self.person.name}, so nothing was typed. {_BACK}")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say anew what was typed in vain when the keyboard comes again."""
        self._told = False
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with the person."""
        self._on_pressed()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the person be dragged to another room."""
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and far >= QApplication.startDragDistance():
            self.setDown(False)
            drag = QDrag(self)
            mime = QMimeData()
            mime.setData(PERSON, self.key.encode())
            drag.setMimeData(mime)
            drag.setPixmap(self.grab())
            drag.exec(Qt.DropAction.MoveAction)
            return
        super().mouseMoveEvent(event)

    def choices(self) -> list[tuple[object, str]]:
        """What the menu offers: a value and its words."""
        offered: list[tuple[object, str]] = []
        if self._room and not self._leads:
            offered.append((LEAD, f"Let {self.person.name} lead room {self._room}"))
        offered += [
            (number, f"{'Move' if self._room else 'Put'} to room {number}")
            for number in self._rooms
            if number != self._room
        ]
        if self._room:
            offered.append((OUT, "Take out of the rooms"))
        return offered

    def take(self, value: object) -> None:
        """Do what was chosen in the menu."""
        if value == LEAD:
            self.led.emit(self.key)
        elif value == OUT:
            self.taken_out.emit(self.key)
        elif isinstance(value, int):
            self.sent.emit(self.key, value)

    def _on_pressed(self) -> None:
        Choices(self, f"{self.person.name}: what to do", self.take).offer(self.choices()).open_below(self)


def _held(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    return bool(event.modifiers() & held)


def _step(event: QKeyEvent) -> int:
    """-1 or 1 for Alt with Left or Right, else 0."""
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
    return 0


class People(QWidget):
    """The chips of one room, or of those in none."""

    led = Signal(str)
    stepped = Signal(str, int)
    sent = Signal(str, int)
    taken_out = Signal(str)
    misled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nobody."""
        super().__init__(parent)
        self.chips: list[PersonChip] = []
        self._flow = FlowLayout(gap=2)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_people(
        self, people: Sequence[RoomPerson], room: int, rooms: tuple[int, ...], lead_id: str | None
    ) -> None:
        """Show these people in order; ``room`` 0 is none."""
        for _ in people[len(self.chips) :]:
            chip = PersonChip(self)
            chip.led.connect(self.led)
            chip.stepped.connect(self.stepped)
            chip.sent.connect(self.sent)
            chip.taken_out.connect(self.taken_out)
            chip.misled.connect(self.misled)
            self.chips.append(chip)
            self._flow.addWidget(chip)
        for chip, person in zip(self.chips, people, strict=False):
            chip.show_person(person, room, rooms, leads=person.person_id == lead_id)
            chip.show()
        for chip in self.chips[len(people) :]:
            chip.hide()
        self._flow.invalidate()
        self.updateGeometry()

    def shown(self) -> tuple[PersonChip, ...]:
        """The chips that show somebody."""
        return tuple(chip for chip in self.chips if not chip.isHidden())

    def minimumSizeHint(self) -> QSize:
        """As narrow as a card may become."""
        return QSize(80, super().minimumSizeHint().height())
