"""Closing the window: a second place is asked for, what no backup holds is backed up, and only then it goes.

The window does not freeze meanwhile: it shows how far the backup is, and can be closed without waiting. When
the system shuts down nothing is asked and nothing waited for; the next backup makes it good.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from nscp_desktop import log
from nscp_desktop.errors import Refused
from nscp_desktop.services import keeping, second_place
from nscp_desktop.ui import theme
from nscp_desktop.ui.backing_up import STOPPED
from nscp_desktop.ui.widgets import Ask, Progress, Quiet, Title, down, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from nscp_desktop.store import Store
    from nscp_desktop.ui.backing_up import BackingUp

_GLANCE_MS: Final = 300
"""A backup that takes no longer shows no box: it would only flash."""
_QUESTION: Final = "Where should second copies of the backups go?"
_WHY: Final = (
    "So far every backup lies on this laptop only. If it is lost, stolen or broken, the records are gone with it. "
    "Choose a stick, another disk, a share or a synced folder. The copies are encrypted. You can choose later, "
    "under Keeping safe."
)


class LeavingBox(QDialog):
    """Shows how far the closing backup is."""

    def __init__(self, parent: QWidget, stop: Callable[[], None]) -> None:
        """Nothing is shown until :meth:`show`; ``stop`` is called by the button and by Esc."""
        super().__init__(parent)
        self.setWindowTitle("Closing")
        named(self, "Closing")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._stop = stop
        self.progress = Progress("Close without waiting", alt="W")
        words = Quiet(
            "What was written is saved. The window closes when the backup is made and checked.", wrap=True
        )
        self.setLayout(down(Title("Closing"), words, 6, self.progress, gap=8, margins=(24, 20, 24, 20)))
        self.setMinimumWidth(theme.grown(560))
        self.progress.stopped.connect(stop)

    def reject(self) -> None:
        """Esc closes without waiting."""
        self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross closes without waiting too."""
        event.ignore()
        self._stop()


class Leaving(QObject):
    """What one window does before it closes. ``asks`` is whether there is somebody to put a question to."""

    def __init__(self, window: QWidget, store: Store, work: BackingUp, settle: Callable[[], bool]) -> None:
        """Watch for the system's end too; ``settle`` makes deeds of what is being typed."""
        super().__init__(window)
        self.asks = False
        self._window, self._store, self._work, self._settle = window, store, work, settle
        self._system_ends = self._under_way = False
        self._ended: tuple[str, bool] | None = None
        self._told: tuple[str, float] = ("Backing up", 0.0)
        self._loop = QEventLoop(self)
        self._question: QDialog | None = None
        application = QGuiApplication.instance()
        application.commitDataRequest.connect(self._on_system_ends)  # type: ignore[union-attr]
        work.ended.connect(self._on_ended)
        work.progressed.connect(self._on_progressed)

    def may_go(self) -> bool:
        """Do what comes before closing; gives whether the window may close now."""
        if self._under_way:
            return False
        if self._store.closed or self._store.locked or self._store.read_only or self._system_ends:
            return True
        self._under_way = True
        try:
            if self.asks and second_place.may_ask(self._store):
                self._ask_for_place()
            # Locked while the question stood: it is put again when somebody closes after unlocking.
            return self._hurried() or (not self._shut() and self._back_up())
        finally:
            self._under_way = False

    def _hurried(self) -> bool:
        """Whether the system shuts down, by now."""
        return self._system_ends

    def _shut(self) -> bool:
        """Whether the store is locked, by now."""
        return self._store.locked

    # -- the second place ----------------------------------------------------------------------------

    def _ask_for_place(self) -> None:
        sentence = _WHY
        while self._put(_QUESTION, sentence, ("choose", "Choose a folder…"), "Not now"):
            chosen = QFileDialog.getExistingDirectory(
                self._window, "Second place for backups", str(Path.home())
            )
            if not chosen:
                continue
            try:
                second_place.choose(self._store, Path(chosen))
            except Refused as refusal:
                sentence = str(refusal)
                continue
            return
        if not (self._system_ends or self._store.locked):
            self._remember_question()

    def _remember_question(self) -> None:
        try:
            second_place.asked(self._store)
        except Refused as refusal:
            # A full disk: it is asked again next time.
            log.fault(refusal)

    def _put(self, title: str, sentence: str, answer: tuple[str, str], cancel: str) -> str:
        if self._system_ends or self._store.locked:
            return ""
        ask = Ask(self._window, title, sentence, [answer], cancel=cancel)
        self._question = ask
        said = ask.ask()
        self._question = None
        ask.deleteLater()
        return said

    # -- the backup ----------------------------------------------------------------------------------

    def _back_up(self) -> bool:
        self._work.drop()
        waits, anew = keeping.waits(self._store), keeping.to_make_anew(self._store)
        if not (waits or anew) and second_place.chosen(self._store) is None:
            return True
        self._ended = None
        if waits or anew:
            self._empty_superseded()
        copy = partial(self._work.begin, resting=False) if waits else self._work.bring_up
        if anew:
            self._work.make_anew(copy)
        else:
            copy()
        if self._work.busy:
            self._wait()
        said, made = self._outcome()
        if made or not self.asks or said == STOPPED or self._system_ends:
            return True
        return bool(self._put("The backup could not be made", said, ("close", "Close all the same"), "Stay"))

    def _outcome(self) -> tuple[str, bool]:
        return self._ended or (STOPPED, True)

    def _empty_superseded(self) -> None:
        try:
            self._store.empty_superseded()
        except Refused as refusal:
            log.fault(refusal)

    def _wait(self) -> None:
        """Let the window live until the backup has ended, or somebody will not wait."""
        if self._ended is None:
            QTimer.singleShot(_GLANCE_MS, self._loop, self._loop.quit)
            self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if self._ended is None and not self._system_ends:
            box = LeavingBox(self._window, self._on_skipped)
            box.progress.show_work(*self._told)
            self._work.progressed.connect(box.progress.show_work)
            box.show()
            self._loop.exec()
            box.hide()
            box.deleteLater()

    def _on_ended(self, sentence: str, made: bool) -> None:
        self._ended = sentence, made
        self._loop.quit()

    def _on_progressed(self, words: str, share: float) -> None:
        self._told = words or self._told[0], share
        if not words and not self._work.busy:
            # Over, whatever became of it: the window must never wait for what does not come.
            self._loop.quit()

    def _on_skipped(self) -> None:
        self._work.stop()
        self._loop.quit()

    def _on_system_ends(self, *_session: object) -> None:
        """The system shuts down: keep what is being typed, and hold nothing up."""
        self._system_ends = True
        self._settle()
        self._work.stop()
        if self._question is not None:
            self._question.reject()
        self._loop.quit()
