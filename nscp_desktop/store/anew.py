"""The file after a purge: no page of it and of its log may still hold what was taken.

What is emptied is overwritten where it stood (``secure_delete``), from the first page of a store that was made
so. That takes a moment; writing the whole file anew takes seconds, and is done for a person or a meeting, and
once for a store of which nobody knows how it began.
"""

from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from nscp_desktop import log

from . import search
from .file import StoreFile

DUE: Final = "make_anew"
"""The setting that says that a purge was committed and the file is still to be made anew."""

OVERWRITES: Final = "overwrites"
"""The setting of a store in which everything that was ever emptied was overwritten."""


def make(opened: StoreFile, *, whole: bool = True) -> bool:
    """Leave nothing of what was purged: index and log, and with ``whole`` every page, are written anew.

    Gives whether that was done. Where there is no room for it now, it stays due and is done when the store is
    opened next.
    """
    driver = opened.driver
    with opened.turn:
        try:
            driver.execute(search.FORGET)
            if whole or not _says(driver, OVERWRITES):
                driver.execute("VACUUM")
                driver.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, 'yes')", (OVERWRITES,))
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            driver.execute("DELETE FROM setting WHERE key = ?", (DUE,))
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlcipher.Error as error:
            log.fault(error)
            return False
    return True


def _says(driver: Any, key: str) -> bool:  # noqa: ANN401 the driver has no types
    return driver.execute("SELECT 1 FROM setting WHERE key = ?", (key,)).fetchone() is not None


def finish(opened: StoreFile) -> None:
    """Make the file anew where a purge was cut short after its commit."""
    if opened.read_only:
        return
    if _says(opened.driver, DUE):
        make(opened)
