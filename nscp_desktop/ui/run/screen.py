"""The run screen: the whole window for one meeting, by keys, buttons and typing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.services import meetings, notes, partnership
from nscp_desktop.services.needs import AFTER
from nscp_desktop.ui import theme
from nscp_desktop.ui.backing_up import follow_last_backup
from nscp_desktop.ui.commands import bind
from nscp_desktop.ui.run.breakouts import BreakoutCards
from nscp_desktop.ui.run.item_panel import ItemPanel
from nscp_desktop.ui.run.overrun_band import OverrunBand
from nscp_desktop.ui.run.read_back import ReadBack
from nscp_desktop.ui.run.register_panel import WIDTH, RegisterPanel
from nscp_desktop.ui.run.room_showing import RoomShowing
from nscp_desktop.ui.run.run_keys import NowPart, RunKeys
from nscp_desktop.ui.run.running_order import NowNext, RunningOrder
from nscp_desktop.ui.run.sitting import Sitting
from nscp_desktop.ui.run.top_bar import TopBar
from nscp_desktop.ui.widgets import FootBar, across, announce, down

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from nscp_desktop.rules.pace import Pace
    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

NARROW_REGISTER: Final = 1200
NARROW_ORDER: Final = 900
LOW: Final = 420


class RunScreen(QWidget):
    """One running meeting. ``open_meeting`` starts or returns to it; ``settle`` keeps what is being typed."""

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the screen; nothing is asked of the store until a meeting is opened."""
        super().__init__(parent)
        self.sitting = Sitting(house, bridge, frame, self)
        self._frame = frame
        self._told = ""
        self.order = RunningOrder(self.sitting)
        self.now_next = NowNext(self.sitting)
        self.item = ItemPanel(self.sitting)
        self.read_back = ReadBack(self.sitting)
        self.register = RegisterPanel(self.sitting)
        self.foot = FootBar(partnership.marking(house.store, "screen"))
        self.breakouts = BreakoutCards(house, bridge, frame)
        self.room = RoomShowing(self.sitting, self)
        self.overrun = OverrunBand(self.sitting)
        self._build()
        self._connect(bridge)

    def _build(self) -> None:
        self.top = TopBar()
        self.keys = RunKeys(self.sitting, self.item)
        self._now = NowPart(self.now_next, self.keys, self.order)
        self.middle = QStackedWidget()
        for view in (self.item, self.read_back, self.breakouts):
            self.middle.addWidget(view)
        self._columns = across(self.order, self.middle, self.register, gap=0)
        self._columns.setStretchFactor(self.middle, 1)
        self._whole: QVBoxLayout = down(self.top, self._now, self.overrun, self._columns, self.foot, gap=0)
        self._whole.setStretchFactor(self._columns, 1)
        self.setLayout(self._whole)
        self._narrow = self._slim = self._low = False
        self.register.setFixedWidth(theme.grown(WIDTH))

    def _connect(self, bridge: Bridge) -> None:
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._on_tick)
        self.top.pages.clicked.connect(self._on_pages)
        self.top.end.clicked.connect(self._on_end)
        self.keys.read.clicked.connect(self._on_read_back)
        self.keys.rooms.clicked.connect(self._on_breakouts)
        self.top.from_rooms.clicked.connect(self._on_breakouts)
        self.top.show_room.clicked.connect(self._on_room_screen)
        self.order.chosen.connect(self._on_item_chosen)
        self.item.next_pressed.connect(self.go_on)
        self.item.back_pressed.connect(self.look_back)
        self.item.here_pressed.connect(self._on_here)
        self.item.rooms_pressed.connect(self._on_breakouts)
        self.read_back.left.connect(self._on_notes)
        self.read_back.close_pressed.connect(self._on_close)
        self.sitting.item_shown.connect(self._on_item_shown)
        self.sitting.meeting_changed.connect(self._on_meeting_changed)
        bridge.saved.connect(self._on_saved)
        if not self.sitting.house.practice:
            follow_last_backup(self.sitting.store, bridge, self.foot.say_backup)
        bind(
            self,
            {
                "next": self.go_on,
                "back": self.look_back,
                "register": self._on_register,
                "breakouts": self._on_breakouts,
                "read_back": self._on_read_back,
                "room_screen": self._on_room_screen,
                "capture": self._on_capture,
                "notes": self._on_notes,
                "done": self._on_done,
            },
        )

    def add_key(self, button: QWidget) -> None:
        """Put one more button among the keys."""
        self.keys.add(button)

    # -- the meeting --------------------------------------------------------------------------------

    def open_meeting(self, meeting_id: str) -> None:
        """Start or return to a meeting, at its item, with what was typed before a stop; refuses as services do."""
        sitting = self.sitting
        if sitting.meeting_id == meeting_id and sitting.is_running:
            self._on_tick()
            return
        if sitting.is_open:
            self.settle()
        found = (*sitting.house.recovered, *notes.recover(sitting.store))
        recovered = [one for one in found if one.meeting_id == meeting_id]
        sitting.open(meeting_id)
        cursor = next((one.cursor for one in recovered if one.item_id == sitting.item_id), None)
        self._show_view(self.item)
        self.item.open(cursor)
        self.item.line.open()
        self.register.open()
        self.order.refresh()
        self.overrun.open()
        self.keys.adjourn.refresh()
        self._told = ""
        self._show_top()
        self._on_tick()
        self._tick.start()
        # A line left half typed was written last, unless a kill left notes as well: leaving them keeps them.
        (self.item.go_to_line if self.item.line.text and not recovered else self.item.go_to_notes)()
        for one in recovered:
            if one.refusal:
                self._frame.refuse(one.refusal)
        sitting.context()

    def settle(self) -> bool:
        """Make a deed of what is being typed (the window is closing, another screen is shown); is all kept?"""
        if not self.sitting.is_open:
            return True
        kept = (self.breakouts.settle(), self.read_back.settle(), self.item.settle())
        return all(kept)

    def go_on(self) -> None:
        """Move the meeting on; while another item is looked at, come back to the meeting's item first."""
        sitting = self.sitting
        if self.middle.currentWidget() is self.read_back:
            self._on_notes()
            return
        if not sitting.is_running:
            return
        if sitting.looks_elsewhere:
            self._on_here()
            return
        if not self.settle():
            return
        if self.middle.currentWidget() is not self.item:
            self._on_notes()
        moved: list[AgendaRow | None] = []
        with self._keyboard_kept():
            done = sitting.attempt(
                lambda: moved.append(meetings.next_item(sitting.store, sitting.meeting_id))
            )
        if not done:
            return
        row = moved[0]
        if row is None:
            self._on_end()
            return
        announce(self, f"Item {row.number}, {row.title}, {row.minutes} minutes")

    @contextmanager
    def _keyboard_kept(self) -> Iterator[None]:
        """Put the keyboard in the notes when the control that had it goes with the item, or was another box.

        Qt would hand it to whatever comes next, and the next Space would press that; and what is typed after
        moving on is meant for the item. Only the capture line keeps it, with what is half typed there.
        """
        before = QApplication.focusWidget()
        yield
        other_box = isinstance(before, QLineEdit | QPlainTextEdit) and before is not self.item.line.box.line
        if before is not None and (other_box or QApplication.focusWidget() is not before):
            self.item.go_to_notes()

    def look_back(self) -> None:
        """Look at the item before; the meeting's clock stays where it is."""
        if self.middle.currentWidget() is not self.item:
            self._on_notes()
            return
        before = self.sitting.neighbour(-1) if self.sitting.is_open else None
        if before is not None:
            self._on_item_chosen(before.item_id)

    # -- what happens -------------------------------------------------------------------------------

    def _on_item_chosen(self, item_id: str) -> None:
        if self.settle():
            with self._keyboard_kept():
                self._show_view(self.item)
                self.sitting.show_item(item_id)

    def _on_here(self) -> None:
        self._on_item_chosen(self.sitting.current.item_id)
        self.item.go_to_notes()

    def _on_item_shown(self) -> None:
        self.order.show_pace(self.sitting.pace())
        self._show_rooms()

    def _on_meeting_changed(self) -> None:
        if not self.sitting.is_running:
            self._on_stopped()
            return
        self.order.refresh()
        self.overrun.refresh()
        self._told = ""
        self._show_top()
        self._on_tick()

    def _on_stopped(self) -> None:
        """The meeting runs no more (it was closed, or its start was undone)."""
        self._tick.stop()
        self.sitting.leave()
        self._frame.leave_run()

    def _on_register(self) -> None:
        # In a very low window the line is away until it is asked for.
        self.register.show()
        self.register.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.register.box.selectAll()

    def _on_capture(self) -> None:
        self._show_view(self.item)
        if self.item.line.box.line.hasFocus():
            self.item.go_to_notes()
        else:
            self.item.go_to_line()

    def _on_notes(self) -> None:
        self._show_view(self.item)
        self.item.go_to_notes()

    def _on_done(self) -> None:
        matters = self.item.matters
        if matters is not None:
            matters.close_chosen()

    def _on_breakouts(self) -> None:
        row = self._breakout_item()
        if row is None:
            self._frame.refuse("This meeting has no breakout item.")
            return
        if self.middle.currentWidget() is self.breakouts:
            self._on_notes()
            return
        if not self.item.settle():
            return
        self.breakouts.open_item(self.sitting.meeting_id, row.item_id)
        self._show_view(self.breakouts)

    def _show_view(self, view: QWidget) -> None:
        among_rooms = view is self.breakouts
        # Side by side, the rooms need the whole width; F4 brings the register back beside them.
        self.order.setVisible(not (self._slim or among_rooms))
        self.register.setVisible(not (among_rooms or (self._low and self._narrow)))
        self.top.show_rooms(among_rooms)
        self.middle.setCurrentWidget(view)

    @property
    def _among_rooms(self) -> bool:
        return self.middle.currentWidget() is self.breakouts

    def _breakout_item(self) -> AgendaRow | None:
        """The shown item if it is a breakout, else the meeting's first one."""
        if not self.sitting.is_open:
            return None
        rows = (self.sitting.row(), *self.sitting.agenda.rows)
        return next((row for row in rows if row.kind is ItemKind.BREAKOUT), None)

    def _on_read_back(self) -> None:
        self._read_back(closing=False)

    def _on_end(self) -> None:
        self._read_back(closing=True)

    def _read_back(self, *, closing: bool) -> None:
        if not self.sitting.is_open or not self.settle():
            return
        self._show_view(self.read_back)
        self.read_back.open(closing=closing, half_typed=self.item.line.text)

    def _on_close(self) -> None:
        sitting = self.sitting
        if not self.settle():
            return
        meeting_id, words = sitting.meeting_id, sitting.facts.words
        closed: list[meetings.ClosingResult] = []
        if not sitting.attempt(lambda: closed.append(meetings.close_meeting(sitting.store, meeting_id))):
            return
        self._frame.go("minutes", f"{meeting_id}/{AFTER}")
        removed = closed[0].removed
        self._frame.say(f"{words} is closed. Its minutes are ready as a draft. {removed}".strip())

    def _on_room_screen(self) -> None:
        if self.sitting.is_running:
            self.room.toggle()

    def _on_pages(self) -> None:
        self.settle()
        self._frame.leave_run()

    def _on_saved(self, at: datetime) -> None:
        self.foot.say_saved(f"Saved {at:%H:%M:%S}")

    # -- the time -----------------------------------------------------------------------------------

    def _on_tick(self) -> None:
        sitting = self.sitting
        if not sitting.is_running:
            return
        self.top.show_time(sitting.house.now())
        stands = sitting.pace()
        told = f"{stands.words} {stands.current} {stands.elapsed} {stands.fraction:.2f} {sitting.item_id}"
        if told != self._told:
            self._told = told
            self._show_pace(stands)

    def _show_pace(self, stands: Pace) -> None:
        self.top.show_pace(self.keys.adjourn.pace(stands.words), stands)
        self.order.show_pace(stands)
        self.now_next.show_pace(stands)
        self.overrun.show_pace(stands)

    def _show_top(self) -> None:
        self.top.show_meeting(self.sitting.facts, adjourned=self.sitting.adjourned is not None)
        self._show_rooms()

    def _show_rooms(self) -> None:
        self.keys.rooms.setVisible(self._breakout_item() is not None)

    # -- the place there is -------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the register a line, the running order "now, next", and leave the rest away, as room gets less."""
        super().resizeEvent(event)
        width, height = event.size().width(), event.size().height()
        narrow, slim = width < theme.grown(NARROW_REGISTER), width < theme.grown(NARROW_ORDER)
        low = height < theme.grown(LOW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._place_register(narrow)
        if slim != self._slim:
            self._slim = slim
            self.order.setVisible(not (slim or self._among_rooms))
            self._now.show_slim(slim)
        if low != self._low:
            self._low = low
            self._now.show_low(low)
            self.item.show_little(low)
        self.top.show_width(narrow=narrow, slim=slim)
        if self.sitting.is_open:
            self._show_top()
        self.foot.setVisible(not low)
        self.register.setVisible(not (self._among_rooms or (low and narrow)))

    def minimumSizeHint(self) -> QSize:
        """Let the window become as small as "beside Teams"; what does not fit then goes."""
        return QSize(theme.grown(480), theme.grown(300))

    def _place_register(self, narrow: bool) -> None:
        layout = self._columns if narrow else self._whole
        layout.removeWidget(self.register)
        self.register.show_line(narrow)
        if narrow:
            self.register.setMinimumWidth(0)
            self.register.setMaximumWidth(16_777_215)
            self._whole.insertWidget(1, self.register)
        else:
            self.register.setFixedWidth(theme.grown(WIDTH))
            self._columns.addWidget(self.register)
