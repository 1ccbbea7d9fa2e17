"""The "Extras" button: undo and redo by name, the history of the record one is at, and what holds everywhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.history import sentence
from nscp_desktop.ui import theme
from nscp_desktop.ui.commands import BY_ID
from nscp_desktop.ui.widgets import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nscp_desktop.ui.chosen import Address
    from nscp_desktop.ui.window import MainWindow

_LONGEST: Final = 72
NARROW: Final = 1200
NO_RECORD: Final = "Choose a record first: a row of a list, an item, a line that was recorded."


class MoreButton(Button):
    """Opens the menu. A click does not take the keyboard from where it is."""

    def __init__(self, more: More, *, touch: bool = False) -> None:
        """Make a button for the menu of ``more``."""
        super().__init__("Extras", icon="ellipsis", alt="x", quiet=True, touch=touch, name="Extras")
        self._more = more
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription("Undo, redo, history, help")
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        menu = self._more.menu(self)
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        if below.y() + menu.sizeHint().height() > self.screen().availableGeometry().bottom():
            below = self.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2))
        menu.popup(below)
        menu.setActiveAction(next(line for line in menu.actions() if line.isEnabled() and line.text()))


class More(QObject):
    """What the menu offers in one window. It knows where the keyboard was before it went to the button."""

    def __init__(self, window: MainWindow, acts: Mapping[str, Callable[[], object]]) -> None:
        """Offer ``acts``, by the ids of their commands, and the history of the record one is at."""
        super().__init__(window)
        self._window = window
        self._acts = {"history": self.show_history, **acts}
        self._at: QWidget | None = None
        self._shrinking: list[MoreButton] = []
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus_changed)

    def button(self, *, touch: bool = False) -> MoreButton:
        """One more button for the menu; one for fingers loses its word where there is little width."""
        made = MoreButton(self, touch=touch)
        if touch:
            self._shrinking.append(made)
            self.fit()
        return made

    def fit(self) -> None:
        """Fit the buttons to the width of the window."""
        narrow = self._window.width() < theme.grown(NARROW)
        for button in self._shrinking:
            if (button.caption == "") != narrow:
                button.setText("" if narrow else "Extras")

    def menu(self, parent: QWidget) -> QMenu:
        """The menu as it stands now."""
        store = self._window.house.store
        menu = QMenu(parent)
        menu.setAccessibleName("Extras")
        menu.aboutToHide.connect(menu.deleteLater)
        undo, redo = store.undo_label, store.redo_label
        self._line(
            menu, "undo", f"Undo: {_short(sentence(undo))}" if undo else "Nothing to undo", able=bool(undo)
        )
        self._line(
            menu, "redo", f"Redo: {_short(sentence(redo))}" if redo else "Nothing to redo", able=bool(redo)
        )
        menu.addSeparator()
        address = self.chosen()
        words = BY_ID["history"].text
        if address is not None:
            words = f"History of {_short(address.subject(store))}"
        self._line(menu, "history", words, able=address is not None)
        menu.addSeparator()
        for command in (one for one in self._acts if one not in {"undo", "redo", "history"}):
            self._line(menu, command, BY_ID[command].text)
        return menu

    def chosen(self) -> Address | None:
        """The record one is at."""
        from nscp_desktop.ui.chosen import chosen

        try:
            return chosen(self._window, self._at)
        except RuntimeError:
            # Qt has taken away the control that had the keyboard.
            self._at = None
            return chosen(self._window, None)

    def show_history(self) -> None:
        """Show the history of the record one is at."""
        address = self.chosen()
        if address is None:
            self._window.refuse(NO_RECORD)
        else:
            self.show(address.table, address.record_id, address.meeting_id)

    def show(self, table: str, record_id: str, meeting_id: str = "") -> None:
        """Show the history of a record; of what belongs to it only what is of a meeting, where that is given."""
        from nscp_desktop.services import history
        from nscp_desktop.ui.history_dialog import HistoryDialog

        try:
            found = history.history(self._window.house.store, table, record_id, meeting_id)
        except Refused as refusal:
            self._window.refuse(str(refusal))
            return
        dialog = HistoryDialog(self._window, found)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _line(self, menu: QMenu, command: str, words: str, *, able: bool = True) -> None:
        # A tab sets the key at the right without binding it a second time.
        line = menu.addAction(f"{words.replace('&', '&&')}\t{BY_ID[command].keys[0]}")
        line.setEnabled(able)
        line.triggered.connect(partial(self._on_picked, command))

    def _on_picked(self, command: str, _checked: bool = False) -> None:
        self._acts[command]()

    def _on_focus_changed(self, _left: QWidget | None, reached: QWidget | None) -> None:
        if reached is not None and not isinstance(reached, MoreButton) and self._window.isAncestorOf(reached):
            self._at = reached


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
