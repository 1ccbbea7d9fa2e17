"""The lock: what is on the screen goes at once, the store is closed; who knows a passphrase comes back to it.

The windows are kept as they are, out of sight, and not taken down: half a form, an open question, the cursor
and words that a full disk refused are there again afterwards. They can ask nothing of the store meanwhile.
The lock asks only the main window and what lies over it; other windows, such as a screen for the room, stay.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nscp_desktop import log
from nscp_desktop.errors import Refused
from nscp_desktop.rules.locking import Reason, words
from nscp_desktop.services import locking, meeting_facts, officers
from nscp_desktop.ui import theme
from nscp_desktop.ui.commands import BY_ID
from nscp_desktop.ui.unlock import Threshold, UnlockStep
from nscp_desktop.ui.watch import Watch
from nscp_desktop.ui.widgets import Ask, Button, announce

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from nscp_desktop.services.officers import OfficerRow
    from nscp_desktop.store import Store
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.watch import Moments
    from nscp_desktop.ui.window import MainWindow

HELD: Final = (
    "Some words that were typed last could not be kept. They wait, out of sight, until somebody unlocks: "
    "leave the program open and the laptop on."
)
NO_LOCK: Final = "Nothing in a practice is real, so it is not locked. Quit it first."
_RUNS: Final = "The meeting goes on, and its clock with it."
_FOREIGN: Final = ("QFileDialog", "QAbstractPrintDialog", "QMessageBox")
"""Qt's own dialogs, by name: to load the module of printing for it takes time that the window does not have."""


class Latch:
    """The way back in to a locked house, for the steps of the way in."""

    def __init__(self, house: House) -> None:
        """The way back in to ``house``."""
        self._house = house

    @property
    def store_name(self) -> str:
        """The store's file, as shown."""
        return str(self._house.store.path)

    def open(self, passphrase: str) -> bytes:
        """What unlocks the store, or refuse; asked on another thread, which must not touch the store itself."""
        return locking.key_by(self._house.store, passphrase)

    def leave(self, house: House) -> None:
        """Lock again: nobody said who they are."""
        locking.lock(house.store)

    def colleagues(self, house: House) -> tuple[OfficerRow, ...]:
        """Who works in this store."""
        return officers.officers(house.store)

    def add_colleague(self, house: House, name: str, role: str) -> str:
        """Add somebody; gives their id."""
        return officers.add_officer(house.store, name, role)

    def sign_in(self, house: House, person_id: str) -> None:
        """Note who is at work from now on."""
        officers.sign_in(house.store, person_id)


class LockScreen(Threshold):
    """Stands where the window was. ``left`` says that somebody shuts it instead of unlocking."""

    left = Signal()

    def __init__(self, house: House, said: str) -> None:
        """Ask for the passphrase, saying why."""
        self.said = said
        self._kept_house = house
        super().__init__(Latch(house))

    def _first(self) -> QWidget:
        step = UnlockStep(self._door, said=self.said)
        step.passed.connect(self._on_key)
        return step

    def add(self, words: str) -> None:
        """Say one thing more."""
        self.said = f"{self.said} {words}"
        if isinstance(self.step, UnlockStep):
            self.step.sentence.show_quietly(self.said)

    def again(self, said: str, tone: theme.Tone = theme.Tone.TEAL) -> None:
        """Ask for the passphrase anew, saying why."""
        self.said = said
        step = self._first()
        self._show(step)
        if isinstance(step, UnlockStep):
            step.say(said, tone)

    def _on_key(self, key: bytes) -> None:
        try:
            locking.unlock(self._kept_house.store, key)
        except Refused as refusal:
            self.again(str(refusal), theme.Tone.RED)
            return
        self._on_opened(self._kept_house)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Shutting the lock screen shuts the program, if nothing would be lost."""
        event.ignore()
        self.left.emit()


class Lock(QObject):
    """Locks a main window and gives it back. ``locked`` and ``unlocked`` are said afterwards."""

    locked = Signal()
    unlocked = Signal()

    def __init__(self, window: MainWindow, moments: Moments | None = None) -> None:
        """Watch ``window`` from when it is shown."""
        super().__init__(window)
        self._window = window
        self._minutes = 0
        self._above: list[tuple[QDialog, bool]] = []
        self._paused: list[QTimer] = []
        self._focus: QWidget | None = None
        self.held = False
        self.away = False
        """Whether somebody practises meanwhile: the window is out of sight, and so is the lock screen."""
        self.screen: LockScreen | None = None
        self.watch = Watch(window, self._idle_minutes, moments)
        self.watch.due.connect(self.lock, Qt.ConnectionType.DirectConnection)
        if window.house.practice:
            self.watch.rest()

    @property
    def _store(self) -> Store:
        # Another one after a backup was put in its place.
        return self._window.house.store

    def button(self, *, touch: bool = False) -> Button:
        """One more button that locks."""
        # Under the running order there is no room for more than the words.
        key = None if touch else BY_ID["lock"].key_hint
        icon = None if touch else "lock"
        made = Button("Quick lock", icon=icon, key_hint=key, alt="Q", quiet=True, touch=touch)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(self.on_key)
        return made

    def on_key(self) -> None:
        """Somebody locks it, by the key or a button."""
        self.lock(Reason.KEY)

    def lock(self, reason: Reason) -> None:
        """Hide everything, keep what is typed, close the store. What cannot be kept waits out of sight."""
        if self.screen is not None or self._store.closed:
            return
        if self._window.house.practice:
            self._window.refuse(NO_LOCK)
            return
        self.watch.rest()
        said = words(reason, f"{self._window.house.now():%H:%M}", self._minutes)
        self.screen = LockScreen(self._window.house, said)
        self.screen.entered.connect(self._on_entered)
        self.screen.left.connect(self._on_left)
        self._focus = QApplication.focusWidget() or self._window.focusWidget()
        self._cover(self.screen)
        # Before the store is asked and the words are written, which may take a moment, the lock screen is painted.
        _let_pass()
        self._window.upkeep.work.give_way()
        if self._runs():
            self.screen.add(_RUNS)
        announce(self.screen, self.screen.said)
        self.held = not self._kept()
        # What only waits for its turn still asks its question; afterwards nobody asks and nobody gets an answer.
        _let_pass()
        self._paused = [one for one in self._window.findChildren(QTimer) if one.isActive()]
        for timer in self._paused:
            timer.stop()
        locking.lock(self._store)
        if self.held:
            self.screen.again(HELD, theme.Tone.AMBER)
        self.locked.emit()

    def leave_it(self) -> None:
        """Put the window out of sight while somebody practises; it still locks itself."""
        self.away = True
        self._window.hide()

    def come_back(self) -> None:
        """Show the window again, or the lock screen when it was locked meanwhile."""
        self.away = False
        (self.screen or self._window).show()

    def stop(self) -> None:
        """The window closes: watch it no longer, and take the lock screen away."""
        self.watch.end()
        self._uncover()

    def _idle_minutes(self) -> int:
        self._minutes = locking.minutes_now(self._store)
        return self._minutes

    def _runs(self) -> bool:
        try:
            return meeting_facts.running(self._store) is not None
        except Refused as refusal:
            # A store that cannot be read any more is locked all the same.
            log.fault(refusal)
            return False

    def _kept(self) -> bool:
        try:
            return self._window.settle()
        except Exception as error:  # noqa: BLE001 whatever happens, the store is closed and nothing is shown
            log.fault(error)
            return False

    # -- out of sight, and back ----------------------------------------------------------------------

    def _cover(self, screen: LockScreen) -> None:
        """Put the lock screen where the window was, then hide that and all that lies over it."""
        screen.setGeometry(self._window.geometry())
        screen.setWindowState(self._window.windowState())
        # Who works in another program meanwhile keeps the keyboard there.
        here = QApplication.activeWindow() is not None
        screen.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not here)
        if not self.away:
            screen.show()
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and lies_over(one, self._window):
                self._hide(one)
        self._window.hide()
        if here and not self.away:
            screen.raise_()
            screen.activateWindow()

    def _hide(self, one: QWidget) -> None:
        if isinstance(one, QDialog) and any(one.inherits(kind) for kind in _FOREIGN):
            # The system's own questions wait in a loop of theirs: they are left as by Esc.
            one.reject()
        else:
            if isinstance(one, QDialog):
                self._above.append((one, one.isModal()))
            # A menu or a list that hangs open closes with this.
            one.hide()

    def _on_entered(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        for timer in self._paused:
            with suppress(RuntimeError):
                timer.start()
        self._paused.clear()
        for one, modal in self._above:
            # What ended meanwhile is gone. By the class: a question of ours would be announced as if it were new.
            with suppress(RuntimeError):
                QDialog.open(one) if modal else one.show()
        self._above.clear()
        with suppress(RuntimeError):
            if self._focus is not None:
                self._focus.window().activateWindow()
                self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None
        self._uncover()
        self.watch.begin()
        self._window.undo_bar.hide()
        if self.held:
            # What still cannot be kept is said again, where it stands.
            self.held = not self._kept()
        self.unlocked.emit()

    def _uncover(self) -> None:
        if self.screen is not None:
            self.screen.hide()
            self.screen.deleteLater()
            self.screen = None

    def _on_left(self) -> None:
        """The program is shut while it is locked: ask first when words would be lost."""
        if not self.held:
            self._window.leave()
            return
        ask = Ask(
            self.screen,
            "Close and lose the words that were typed last?",
            HELD,
            [("close", "Close and lose them")],
            cancel="Stay",
            danger=True,
        )
        ask.answered.connect(self._on_answered)
        ask.open()

    def _on_answered(self, answer: str) -> None:
        if answer == "close":
            self._window.leave()


def _let_pass() -> None:
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def lies_over(one: QWidget, window: QWidget) -> bool:
    """Whether a window belongs to the main window: its dialogs and menus; a tool tip is taken for one."""
    if one.windowType() == Qt.WindowType.ToolTip:
        return True
    above = one.parentWidget()
    while above is not None and above is not window:
        above = above.parentWidget()
    return above is not None
