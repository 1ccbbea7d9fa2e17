"""The file after a purge: no page of it and of its log may still hold what was taken.

What is emptied is overwritten where it stood (``secure_delete``), which takes a moment. The whole file is then
written anew, which takes seconds: at once for a person or a meeting, and when the program closes for lines that
were struck, so that nobody waits for it at the end of a meeting. What is due says so in a setting of the purge's
own commit; writing it anew is one transaction, so that a kill or a full disk leaves the file as it was, and due.
"""

from collections.abc import Callable
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher

from nscp_desktop import log

from . import search
from .file import StoreFile

DUE: Final = "make_anew"
"""The setting that says that a purge was committed and the file is still to be made anew."""

AT_ONCE: Final = "yes"
"""Its value when that is to be done now, or when the store is opened next."""

AT_CLOSE: Final = "at close"
"""Its value when index and log are done, and the whole file is left for when the program closes."""

_LOOK_EVERY: Final = 20_000
"""After so many steps of SQLite's own it is asked whether to go on: some thirty times a second."""

_SAY: Final = "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)"


def go_on() -> bool:
    """Nobody asks this work to stop."""
    return False


def make(opened: StoreFile, *, whole: bool = True, stopped: Callable[[], bool] = go_on) -> bool:
    """Leave nothing of what was purged: index and log, and with ``whole`` every page, are written anew.

    Without ``whole`` the file stays due for when the program closes. Gives whether it was done. Where there is no
    room for it now, where ``stopped`` says so, and when the file is being closed or locked, it stays due as it was.
    """
    driver = opened.driver

    def left() -> bool:
        return opened.closing.is_set() or stopped()

    with opened.turn:
        try:
            driver.set_progress_handler(left, _LOOK_EVERY)
            driver.execute(search.FORGET)
            if whole:
                driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if whole:
                driver.execute("DELETE FROM setting WHERE key = ?", (DUE,))
            else:
                driver.execute(_SAY, (DUE, AT_CLOSE))
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlcipher.Error as error:
            if not left():
                log.fault(error)
            return False
        finally:
            driver.set_progress_handler(None, 0)
    return True


def finish(opened: StoreFile) -> None:
    """Make the file anew where a purge was cut short after its commit; what waits for the close waits on."""
    if opened.read_only:
        return
    if opened.driver.execute("SELECT value FROM setting WHERE key = ?", (DUE,)).fetchone() == (AT_ONCE,):
        make(opened)
