"""What of the running meeting is shown to the room, and on which display."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.room_screen import RoomOfPeople, RoomScreenView, shown_title
from nscp_desktop.services import sharing
from nscp_desktop.services.rooms import rooms
from nscp_desktop.ui.run.room_screen import RoomScreen
from nscp_desktop.ui.sharing import LeftOut, displays_in_use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.rooms import RoomView
    from nscp_desktop.store import Change
    from nscp_desktop.ui.run.sitting import Sitting

ROOMS: Final = frozenset({"room", "room_place", "attendance", "person", "question"})
"""What a breakout shows on the room screen."""

ONE_DISPLAY: Final = "There is one display, so the room screen covers it. F9 or Esc brings your notes back."
DUPLICATED: Final = (
    "Your displays show the same picture, so the room sees your notes as well. "
    "Set them to extend instead, then press F9 again."
)


LEFT_OUT: Final = (
    "Our other windows are left out of screen sharing, which is no guarantee: share this one alone."
)
NOT_LEFT_OUT: Final = "Our other windows cannot be left out of screen sharing here: share this one alone."


class RoomShowing(QObject):
    """Shows and hides the room screen, and keeps it at the item the meeting is at. ``left``: it is taken away."""

    left = Signal()

    def __init__(self, sitting: Sitting, over: QWidget) -> None:
        """Nothing is shown until somebody asks for it; ``over`` is the chair's own screen."""
        super().__init__(over)
        self._sitting, self._over = sitting, over
        self.screen: RoomScreen | None = None
        self._left_out = LeftOut(self)
        self._told_of_sharing = False
        application = cast("QGuiApplication", QGuiApplication.instance())
        application.screenAdded.connect(self._on_screens)
        application.primaryScreenChanged.connect(self._on_screens)
        sitting.meeting_changed.connect(self._on_meeting_changed)
        sitting.bridge.changed.connect(self._on_changed)

    @property
    def is_shown(self) -> bool:
        """Whether the room sees something."""
        return self.screen is not None and self.screen.isVisible()

    def toggle(self) -> None:
        """Show the room screen, or take it away."""
        if self.is_shown:
            self.leave()
            return
        screens = QGuiApplication.screens()
        if duplicated(screens):
            self._sitting.frame.refuse(DUPLICATED)
            return
        if self.screen is None:
            self.screen = RoomScreen(self._sitting.house.now, practice=self._sitting.house.practice)
            self.screen.left.connect(self.leave)
        here = self._over.screen()
        other = next((one for one in screens if one is not here), None)
        self.screen.show_view(self._view())
        self.screen.show_on(other or here)
        said = [*([ONE_DISPLAY] if other is None else []), *self._leave_out()]
        if said:
            # Nothing was done that could be taken back: said without Undo.
            self._sitting.frame.refuse(" ".join(said))
        if other is not None:
            self._over.window().activateWindow()

    def _leave_out(self) -> list[str]:
        """Leave our other windows out of screen sharing, where somebody has not turned that off.

        Gives the sentence about it, once in a sitting: it holds as long as the room screen is shown.
        """
        if self.screen is None or not sharing.leaves_windows_out(self._sitting.store):
            return []
        done = self._left_out.begin(self.screen.windowHandle())
        if self._told_of_sharing:
            return []
        self._told_of_sharing = True
        return [LEFT_OUT if done else NOT_LEFT_OUT]

    def _on_screens(self, *_screen: QScreen) -> None:
        """A display was connected, or shows something else than before: the room may see everything now."""
        if self.is_shown and duplicated(QGuiApplication.screens()):
            self.leave()
            self._sitting.frame.refuse(DUPLICATED)

    def leave(self) -> None:
        """Take the room screen away; the keyboard comes back to the meeting."""
        self._left_out.end()
        if self.screen is not None and self.screen.isVisible():
            self.screen.hide()
            self.left.emit()
            self._over.window().activateWindow()

    def _on_meeting_changed(self) -> None:
        if self._sitting.is_running:
            self._show()
        else:
            self.leave()

    def _on_changed(self, change: Change) -> None:
        if ROOMS & change.tables:
            self._show()

    def _show(self) -> None:
        if self.screen is not None and self.is_shown and self._sitting.is_running:
            self.screen.show_view(self._view())

    def _view(self) -> RoomScreenView:
        sitting = self._sitting
        row = sitting.current
        started = sitting.started(row)
        after = next(
            (one for one in sitting.agenda.rows if one.number > row.number and one.ended_at is None), None
        )
        among = row.kind is ItemKind.BREAKOUT and not row.restricted
        shown = rooms(sitting.store, sitting.meeting_id, row.item_id).rooms if among else ()
        return RoomScreenView(
            group=sitting.facts.group_short,
            number=row.number,
            title=shown_title(row.title, restricted=row.restricted),
            lead="" if row.restricted else row.lead,
            minutes=row.minutes,
            ends=None if started is None else started + timedelta(minutes=row.minutes) + sitting.paused(row),
            following="" if after is None else shown_title(after.title, restricted=after.restricted),
            adjourned=sitting.adjourned is not None,
            rooms=tuple(_people(room) for room in shown if room.people),
            questions=tuple(one.text for one in row.questions) if among else (),
        )


def _people(room: RoomView) -> RoomOfPeople:
    return RoomOfPeople(
        room.number, tuple(one.name for one in room.people), room.lead.name if room.lead else ""
    )


def duplicated(screens: Sequence[QScreen]) -> bool:
    """Whether two displays show the same, as when a projector mirrors the laptop.

    Such displays are two screens in one place, or, on Windows, one screen that more than one display shows.
    """
    if displays_in_use() > len(screens):
        return True
    return any(one.geometry() == other.geometry() for one, other in combinations(screens, 2))
