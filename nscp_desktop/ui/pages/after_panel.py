"""What there is to do after a meeting, over its minutes: one tick each, dated when done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from nscp_desktop.errors import Refused
from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import after_meeting
from nscp_desktop.services.after_meeting import Kind
from nscp_desktop.ui import theme
from nscp_desktop.ui.changed_lines import ChangedLines
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Check,
    Quiet,
    Scroll,
    Small,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.after_meeting import Task
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

MORE_HIGH: Final = 212
LEAST_HIGH: Final = 72
"""Two lines of it, where the window is low."""


class AfterPanel(Card):
    """The list; ``button`` opens and closes it, and says how much is left. Away where there is nothing to do."""

    def __init__(self, house: House, frame: Frame, parent: QWidget | None = None) -> None:
        """Closed until it is asked for."""
        super().__init__("After the meeting", " ", parent=parent)
        self._house, self._frame = house, frame
        self._meeting_id = ""
        self._tasks: tuple[Task, ...] = ()
        self.ticks: dict[str, Check] = {}
        self._details: dict[str, Quiet] = {}
        self._dates: dict[str, Small] = {}
        self.button = Button("After the meeting", icon="list-checks", alt="F")
        self.button.setCheckable(True)
        self._rows = down(gap=2)
        self._list = holder(self._rows)
        self._scroll = Scroll(self._list)
        self.lines = ChangedLines(house.store, frame.refuse)
        self.lines.hide()
        self.body.addWidget(self._scroll)
        self.body.addWidget(self.lines)
        self.lines.finished.connect(self._on_lines_finished)
        self.button.clicked.connect(self._on_button)
        self.button.hide()
        self.hide()

    def open_meeting(self, meeting_id: str, *, open_now: bool = False) -> None:
        """Ask what there is to do after a meeting; ``open_now`` shows the list, the keyboard at what is left."""
        another, self._meeting_id = meeting_id != self._meeting_id, meeting_id
        asked = after_meeting.tasks(self._house.store, meeting_id) if meeting_id else ()
        if asked != self._tasks:
            self._tasks = asked
            self._fill()
        if another:
            self.lines.settle()
            self.lines.hide()
        elif self.lines.isVisible():
            self.lines.open_meeting(meeting_id)
        if another or open_now:
            self.button.setChecked(open_now)
        left = sum(1 for one in self._tasks if one.done_on is None)
        self.button.setVisible(bool(self._tasks))
        self.button.setText(f"After the meeting: {left} to do" if left else "After the meeting: all done")
        self.aside.setText(f"{counted(left, 'thing')} to do" if left else "all done")
        self.setVisible(bool(self._tasks) and self.button.isChecked())
        if open_now:
            self._go_to_first()

    def settle(self) -> bool:
        """Keep what is being typed for the other groups; says whether all of it is kept."""
        return self.lines.settle()

    def _on_write(self) -> None:
        """Open the three lines under the list, or close them."""
        if self.lines.isVisible():
            self._on_lines_finished()
            return
        self.lines.open_meeting(self._meeting_id)
        self.lines.show()
        self.lines.go_to_next()

    def _on_lines_finished(self) -> None:
        if self.lines.settle():
            self.lines.hide()
            self._go_to_first()

    def _on_button(self) -> None:
        self.setVisible(self.button.isChecked())
        if self.isVisible():
            self._go_to_first()

    def _go_to_first(self) -> None:
        left = [one.task_id for one in self._tasks if one.done_on is None]
        if left:
            self.ticks[left[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        """Show the tasks; while they are the same ones their ticks stay, and with them the keyboard."""
        if list(self.ticks) != [one.task_id for one in self._tasks]:
            self._build()
        today = self._house.now().date()
        for task in self._tasks:
            tick, detail, dated = (
                self.ticks[task.task_id],
                self._details[task.task_id],
                self._dates[task.task_id],
            )
            done = f"done {spoken(task.done_on, today)}" if task.done_on else ""
            said = ", ".join(part for part in (task.words, task.detail, done) if part)
            tick.setChecked(task.done_on is not None)
            tick.setAccessibleName(said)
            detail.setText(task.detail)
            dated.setText(done)

    def _build(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.ticks, self._details, self._dates = {}, {}, {}
        for task in self._tasks:
            tick, detail, dated = Check(task.words), Quiet(), Small()
            tick.clicked.connect(partial(self._on_ticked, task.task_id))
            self.ticks[task.task_id] = tick
            self._details[task.task_id], self._dates[task.task_id] = detail, dated
            # What is to be done stays whole; whom it is about gives way.
            tick.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row = across(tick, detail, SPRING, dated, gap=10)
            if task.kind is Kind.CHANGED:
                write = Button("Write them", alt="W", quiet=True, name="Write what changed here")
                write.clicked.connect(self._on_write)
                row.addWidget(write)
            self._rows.addWidget(holder(row))
        wanted = self._list.sizeHint().height() + theme.grown(2)
        most = min(theme.grown(MORE_HIGH), wanted)
        self._scroll.setMaximumHeight(most)
        self._scroll.setMinimumHeight(min(theme.grown(LEAST_HIGH), most))

    def _on_ticked(self, task_id: str, _checked: bool = False) -> None:
        task = next(one for one in self._tasks if one.task_id == task_id)
        undone = task.done_on is None
        act = after_meeting.mark_done if undone else after_meeting.mark_not_done
        try:
            act(self._house.store, task.meeting_id, task.task_id)
        except Refused as refusal:
            self._frame.refuse(str(refusal))
            self._fill()
            return
        self._frame.say(f"{'Done' if undone else 'Not done after all'}: {task.words}.")
