"""The buttons of the run screen's keys: under the running order, or in a row of their own where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from nscp_desktop.ui.run.agenda_tools import Adjourn
from nscp_desktop.ui.widgets import Button, FlowLayout, across, down, holder

if TYPE_CHECKING:
    from nscp_desktop.ui.run.item_panel import ItemPanel
    from nscp_desktop.ui.run.running_order import NowNext, RunningOrder
    from nscp_desktop.ui.run.sitting import Sitting


class RunKeys(QWidget):
    """Look back, read back, breakouts, adjourn, insert or park, and what the window adds."""

    def __init__(self, sitting: Sitting, item: ItemPanel, parent: QWidget | None = None) -> None:
        """Gather the buttons; ``item`` has made two of them."""
        super().__init__(parent)
        self.read = Button("Read back", key_hint="F8", alt="R", quiet=True, touch=True)
        self.rooms = Button("Breakouts", key_hint="F6", alt="u", quiet=True, touch=True)
        self.adjourn = Adjourn(sitting)
        self._row, self._added = FlowLayout(gap=4), list[QWidget]()
        self._buttons = (item.back, self.read, self.rooms, self.adjourn, item.tools.button)
        for button in self._buttons:
            self._row.addWidget(button)
        self.setLayout(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, button: QWidget) -> None:
        """Put one more button at the end."""
        self._row.addWidget(button)
        self._added.append(button)

    def show_slim(self, slim: bool) -> None:
        """Keep the buttons on one line where the window is slim: no caps of keys, what was added only in Extras."""
        for button in self._buttons:
            button.show_key_hint(not slim)
        for added in self._added:
            added.setHidden(slim)


class NowPart(QWidget):
    """What stands for the running order in a slim window: the item now and the next one, and the keys."""

    def __init__(self, now_next: NowNext, keys: RunKeys, order: RunningOrder) -> None:
        """Away at first; the keys stand under the running order."""
        super().__init__()
        self._keys, self._order = keys, order
        self._slim = self._low = False
        self._column = down(holder(across(now_next, margins=(12, 0, 12, 0))), gap=0, margins=(10, 6, 10, 0))
        self.setLayout(self._column)
        order.body.addWidget(keys)
        self.hide()

    def show_slim(self, slim: bool) -> None:
        """Take the keys from under the running order, or give them back."""
        (self._column if slim else self._order.body).addWidget(self._keys)
        self._keys.show_slim(slim)
        self._slim = slim
        self._keys.setHidden(self._slim and self._low)
        self.setVisible(slim)

    def show_low(self, low: bool) -> None:
        """In a very low window only item, notes and line remain."""
        self._low = low
        self._keys.setHidden(self._slim and self._low)
