"""The file made anew after a purge, so that no page of it and of its log still holds what was taken."""

from typing import Final

import sqlcipher3.dbapi2 as sqlcipher

from nscp_desktop import log

from . import search
from .file import StoreFile

DUE: Final = "make_anew"
"""The setting that says that a purge was committed and the file is still to be made anew."""


def make(opened: StoreFile) -> bool:
    """Write the file anew, page by page, and empty its write-ahead log; gives whether that was done.

    Where there is no room for it now, it stays due and is done when the store is opened next.
    """
    driver = opened.driver
    with opened.turn:
        try:
            driver.execute(search.FORGET)
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            driver.execute("DELETE FROM setting WHERE key = ?", (DUE,))
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlcipher.Error as error:
            log.fault(error)
            return False
    return True


def finish(opened: StoreFile) -> None:
    """Make the file anew where a purge was cut short after its commit."""
    if opened.read_only:
        return
    if opened.driver.execute("SELECT 1 FROM setting WHERE key = ?", (DUE,)).fetchone():
        make(opened)
