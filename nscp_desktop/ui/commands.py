"""Every key of the program in one table, from which actions, buttons, the help sheet and the tests read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does: its id, where it holds, what it says, and its keys in Qt's notation."""

    id: str
    where: str
    text: str
    keys: tuple[str, ...]

    @property
    def key_hint(self) -> str:
        """The first key as it is written on a button (``Ctrl PgDn``)."""
        return self.keys[0].replace("+", " ") if self.keys else ""


COMMANDS: Final = (
    Command("meeting", "Everywhere", "Start or return to the meeting", ("F5",)),
    Command("search", "Everywhere", "Search everything", ("Ctrl+K",)),
    Command("print", "Everywhere", "Print what this screen shows", ("Ctrl+P",)),
    Command("undo", "Everywhere", "Undo", ("Ctrl+Z",)),
    Command("redo", "Everywhere", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("history", "Everywhere", "History of the record that is chosen", ("Ctrl+Shift+H",)),
    Command(
        "beside", "Everywhere", "Beside Teams: narrow, at the right, on top; and back", ("Ctrl+Shift+B",)
    ),
    Command("lock", "Everywhere", "Lock: hide everything until somebody unlocks", ("Ctrl+L",)),
    Command("help", "Everywhere", "All keys, and help", ("F1",)),
    Command("quit", "Everywhere", "Close the program, as the window's cross does", ("Ctrl+Q",)),
    Command("next", "In a meeting", "Next item", ("Ctrl+PgDown",)),
    Command("back", "In a meeting", "Look back at the item before", ("Ctrl+PgUp",)),
    Command("register", "In a meeting", "Register", ("F4",)),
    Command("breakouts", "In a meeting", "Breakouts", ("F6",)),
    Command("read_back", "In a meeting", "Read back", ("F8",)),
    Command("room_screen", "In a meeting", "Room screen: what the room may see", ("F9",)),
    Command(
        "overrun",
        "In a meeting",
        "When time runs over: the first, second or third choice; 0 is not now",
        ("Alt+1", "Alt+2", "Alt+3", "Alt+0"),
    ),
    Command("capture", "In a meeting", "From the notes to the capture line and back", ("Ctrl+Return",)),
    Command("notes", "In a meeting", "Back to the notes", ("Escape",)),
    Command(
        "strike",
        "In the notes and the capture line",
        "Strike the line, or what was just recorded: hidden now, gone for good when the meeting closes",
        ("Ctrl+Shift+X",),
    ),
    Command("put_right", "In the capture line", "Put right what was recorded last", ("Up",)),
    Command("who_is_meant", "In the register's box", "Go through those who are meant", ("Down", "Up")),
    Command(
        "spelling",
        "In a box of several lines",
        "The next word that looks misspelt, and what was meant",
        ("F7",),
    ),
    Command("person_before", "Breakouts, on a person", "Move to the room before", ("Alt+Left",)),
    Command("person_after", "Breakouts, on a person", "Move to the room after", ("Alt+Right",)),
    Command(
        "person_leads", "Breakouts, on a person", "Lead the room; find a room for who has none", ("Return",)
    ),
    Command("person_out", "Breakouts, on a person", "Take out of the rooms", ("Delete",)),
    Command("to_points", "Breakouts, in a card", "From the words to their points", ("Escape",)),
    Command("best", "Breakouts, in a card", "On a point: one of the best three, or not", ("Space",)),
    Command("done", "Actions and matters arising", "Done, on an action", ("Ctrl+D",)),
    Command("find", "Actions", "Filter by owner, theme or text", ("Ctrl+F",)),
    Command("item_up", "Agenda and usual agendas", "Move the item up", ("Alt+Up",)),
    Command("item_down", "Agenda and usual agendas", "Move the item down", ("Alt+Down",)),
    Command("cell", "Agendas, members and a year's dates", "Write in the cell of the table", ("F2",)),
    Command("paper_view", "Agenda, on a paper", "View it inside", ("Return",)),
    Command("paper_rename", "Agenda, on a paper", "Rename it", ("F2",)),
    Command("paper_off", "Agenda, on a paper", "Take it off", ("Delete",)),
)

BY_ID: Final = {command.id: command for command in COMMANDS}


def bind(owner: QWidget, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make the actions of ``owner``: each command's keys call its slot while the focus is inside ``owner``."""
    made = {}
    for name, slot in slots.items():
        command = BY_ID[name]
        action = QAction(command.text, owner)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        owner.addAction(action)
        made[name] = action
    return made
