"""Backups of an open window: made when one is due and nobody writes, or when somebody asks; one at a time.

All that takes long goes through here, off the window's thread: a backup, a look at one, the copies in the
second place. What touches the store itself is done on the window's own thread, in moments.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from nscp_desktop import log
from nscp_desktop.errors import Refused
from nscp_desktop.rules.backups import how_far
from nscp_desktop.services import keeping, second_place
from nscp_desktop.ui.task import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from nscp_desktop.services.second_place import Carried
    from nscp_desktop.store import Store
    from nscp_desktop.store.backup import Backup
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.stillness import Stillness

_LOOK_MS: Final = 5_000
"""How often it looks; nobody writes when nothing was written since the look before."""
_PATIENCE: Final = timedelta(minutes=5)
"""How long a backup that is due waits for that; typing that never rests is backed up all the same."""
_AGAIN: Final = timedelta(minutes=5)
"""After what time one that failed is tried again."""
_PLACE: Final = timedelta(minutes=1)
"""How often the second place is looked for."""
_HANGS_MS: Final = 20_000
_HANGING: Final[list[Task]] = []
"""Work on a share that does not answer: it is left to the system, which ends it with the program."""
STOPPED: Final = "Stopped. The store is as it was."


class BackingUp(QObject):
    """Does the long work about one store, one thing at a time."""

    progressed = Signal(str, float)
    """What is being done, and which share of it; no words when it is over."""
    ended = Signal(str, bool)
    """What came of a backup, in a sentence, and whether it was made."""
    _reached = Signal(str, float)

    def __init__(self, store: Store, bridge: Bridge, stillness: Stillness, parent: QObject) -> None:
        """Begin to look; a store that is only read needs no backup."""
        super().__init__(parent)
        self._store, self._bridge = store, bridge
        self._task: Task | None = None
        self._stillness, self._alone = stillness, False
        self._news: Callable[[], None] | None = None
        self._then: Callable[[Any], None] = _leave
        self._failed: Callable[[str], None] = _leave
        self._stopped = threading.Event()
        self._said = ""
        self._written = -1
        self._due_since: datetime | None = None
        self._not_before: datetime | None = None
        self._looked_at_place: datetime | None = None
        self._reached.connect(self._on_reached)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        if not store.read_only:
            self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None or self._news is not None

    @property
    def _shut(self) -> bool:
        """Whether the store is closed or locked: then nothing is begun, and nothing is noted."""
        return self._store.closed or self._store.locked

    # -- when ----------------------------------------------------------------------------------------

    def look(self) -> None:
        """Begin a backup if one is due and nobody writes, else bring up the second place if it is there."""
        if self.busy or self._shut:
            return
        written, now = keeping.written(self._store), self._store.now()
        resting, self._written = written == self._written, written
        if self._not_before is not None and abs(self._not_before - now) < _AGAIN:
            return
        if not keeping.due(self._store):
            self._due_since = None
            if resting:
                self._look_for_place(now)
            return
        self._due_since = self._due_since or now
        if resting or abs(now - self._due_since) >= _PATIENCE:
            self.begin()

    def _look_for_place(self, now: datetime) -> None:
        before = self._looked_at_place
        if before is not None and abs(now - before) < _PLACE:
            return
        self._looked_at_place = now
        where = second_place.places(self._store)
        if where.second is not None:
            self._carry()

    def place_changed(self) -> None:
        """Tell whoever speaks of the second place, and bring it up at once if nothing else is being done."""
        self._bridge.backed_up.emit()
        self._looked_at_place = None
        if not self.busy and not self._shut:
            self._look_for_place(self._store.now())

    def bring_up(self) -> None:
        """Bring up the second place now; ``ended`` says what came of it."""
        self._carry()

    # -- the file anew -------------------------------------------------------------------------------

    def make_anew(self, then: Callable[[], object]) -> None:
        """Write the file anew, and then do what follows; asked to stop, leave both: the next close does it."""
        made = partial(keeping.make_anew, self._store, self._stopped.is_set)
        after = partial(self._on_anew, then)
        self.do(keeping.MAKING_ANEW, made, after, after, alone=True)

    def _on_anew(self, then: Callable[[], object], _came_of_it: object) -> None:
        if self._stopped.is_set():
            self.ended.emit(STOPPED, False)
        else:
            then()

    def give_way(self) -> None:
        """Have work that has the store for itself leave what can be left: it is being locked."""
        if self._alone:
            self._stopped.set()

    # -- a backup ------------------------------------------------------------------------------------

    def begin(self, *, resting: bool = True) -> bool:
        """Make a backup and bring up the second place; ``ended`` says what came of it. False while it is busy.

        ``resting`` leaves the disk to whoever writes between two steps.
        """
        store = self._store
        watch = self._watch("Backing up", "Checking that the backup is whole")
        begun = self.do(
            "Backing up",
            lambda: keeping.copy(store, watch, resting=resting),
            self._on_copied,
            self._on_failed,
        )
        if begun:
            self._due_since = None
        return begun

    def _on_copied(self, made: Backup) -> None:
        try:
            self._said = keeping.settle(self._store, made)
        except Refused as refusal:
            self._on_failed(str(refusal))
            return
        self._not_before = None
        self._bridge.backed_up.emit()
        self._carry()

    def _on_failed(self, sentence: str) -> None:
        self._not_before = self._store.now()
        if sentence != STOPPED and not self._shut:
            keeping.not_made(self._store, sentence)
            self._bridge.backed_up.emit()
        self.ended.emit(sentence, False)

    def _carry(self) -> None:
        where = second_place.places(self._store)
        watch = self._watch(f"Copying to {where.second}")
        words = f"Looking for {where.second}" if self._said and where.second is not None else ""
        self.do(words, lambda: second_place.carry(where, watch), self._on_carried, self._on_not_carried)

    def _on_carried(self, carried: Carried) -> None:
        try:
            news = second_place.seen(self._store, carried)
        except Refused as refusal:
            # A full disk; Today says so.
            log.fault(refusal)
            news = False
        if news or carried.copied:
            self._bridge.backed_up.emit()
        said, self._said = self._said, ""
        self.ended.emit(f"{said} {carried.sentence}".strip(), True)

    def _on_not_carried(self, sentence: str) -> None:
        said, self._said = self._said, ""
        self.ended.emit(f"{said} {sentence}".strip(), True)

    # -- one thing at a time -------------------------------------------------------------------------

    def do(
        self,
        words: str,
        work: Callable[[], object],
        then: Callable[[Any], None],
        failed: Callable[[str], None],
        *,
        alone: bool = False,
    ) -> bool:
        """Do long work off the window's thread, then ``then`` with what it gave, or ``failed`` with why not.

        ``words`` say what is being done. ``alone`` gives it the store for itself: whoever begins it sees to it that
        nobody works in the window meanwhile. False, and nothing is begun, while something else is being done.
        """
        if self.busy:
            return False
        self._alone = alone
        if alone:
            self._stillness.begin()
        self._stopped.clear()
        self._then, self._failed = then, failed
        self._task = Task(work, self)
        self._task.done.connect(self._on_done)
        self._task.refused.connect(self._on_refused)
        if words:
            self.progressed.emit(words, 0.0)
        self._task.start()
        return True

    def stop(self) -> None:
        """Ask what is being done to stop; it does at its next step, and what came of it is left."""
        self._stopped.set()

    def end(self) -> None:
        """Stop what is being done and look no more: the store is about to be closed."""
        self._timer.stop()
        self.drop()

    def drop(self) -> None:
        """Stop what is being done and wait until it has; what came of it is left.

        A share that does not answer is not waited for: closing must not hang on it.
        """
        self._stopped.set()
        task, self._task = self._task, None
        self._news = None
        if task is None:
            return
        if task.wait(_HANGS_MS):
            task.deleteLater()
        else:
            task.setParent(None)
            _HANGING.append(task)
        self._stir()

    @property
    def was_stopped(self) -> bool:
        """Whether somebody asked what is being done to stop."""
        return self._stopped.is_set()

    def _watch(self, words: str, last: str = "") -> Callable[[int, int], None]:
        """Tells the window's thread how far the work is, and stops it when that was asked for.

        ``last`` is said when all is copied and only to be looked at.
        """

        def watch(done: int, total: int) -> None:
            if last and done >= total:
                self.tell(last, 0, 0, share=1.0)
            else:
                self.tell(words, done, total)

        return watch

    def tell(self, words: str, done: int, total: int, share: float = 0.0) -> None:
        """Told by work on its own thread what it does, and how far it is; refuses once it was asked to stop."""
        if self._stopped.is_set():
            raise Refused(STOPPED)
        if total:
            words, share = f"{words}, {how_far(done, total)}", done / total
        self._reached.emit(words, share)

    def _on_reached(self, words: str, share: float) -> None:
        if self.busy:
            self.progressed.emit(words, share)

    def _on_done(self, gave: object) -> None:
        if self._end_task():
            self._over(partial(self._then, gave))

    def _on_refused(self, sentence: str) -> None:
        if self._end_task():
            self._over(partial(self._failed, sentence))

    def _over(self, news: Callable[[], None]) -> None:
        """Tell what came of the work; of what had the store for itself, only when somebody may ask it again."""
        if self._alone and self._store.locked:
            self._news = news
            return
        self._stir()
        try:
            news()
        finally:
            self._rest()

    def tell_late(self) -> None:
        """Tell what came of work that ended while the window was locked."""
        news, self._news = self._news, None
        if news is not None:
            self._over(news)

    def _stir(self) -> None:
        if self._alone:
            self._alone = False
            self._stillness.end(tell=not self._shut)

    def _end_task(self) -> bool:
        """Whether the work that ended is still waited for: what was dropped may tell its end late."""
        task = self._task
        if task is None or self.sender() is not task:
            return False
        self._task = None
        # Its last words come from the thread itself, which may need another moment.
        task.wait()
        task.deleteLater()
        return True

    def _rest(self) -> None:
        if not self.busy:
            self.progressed.emit("", 0.0)


def _leave(_gave: object) -> None:
    """Nothing is waited for."""


def follow_last_backup(store: Store, bridge: Bridge, show: Callable[[str], None]) -> None:
    """Have ``show`` say when the last backup was made, now and whenever that changes."""

    def tell() -> None:
        if not store.locked:
            show(keeping.last_words(store))

    bridge.backed_up.connect(tell)
    tell()
