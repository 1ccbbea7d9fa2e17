"""Whether the newest lines of the journal were cut off together with what they changed.

What is left is whole in itself, so the chains alone cannot tell. The newest backup can: it has the journal as it
was then, and a store that goes on only adds to it. Who can write here can take the backups of this laptop away too,
but not those of a stick in a drawer: the newest in the second place is asked as well, when that is there. What was cut
off since those backups were made shows nowhere.
"""

from contextlib import closing
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from nscp_desktop.errors import Refused
from nscp_desktop.rules.backups import moment_of
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date

from . import backup
from .engine import reader
from .file import StoreFile

_BEGAN_ANEW: Final = "SELECT id FROM journal WHERE kind IN ('restore', 'salvage') ORDER BY stamp DESC LIMIT 1"
_ENDS: Final = (
    "SELECT device, number, hash FROM journal AS one WHERE number = "
    "(SELECT max(number) FROM journal WHERE device = one.device)"
)


def cut_off(opened: StoreFile) -> str:
    """What the newest backups of this store hold and its journal lacks, in a sentence; empty when all is there.

    One that was made before the store was put back from another says nothing of it.
    """
    driver = opened.driver
    began = driver.execute(_BEGAN_ANEW).fetchone()
    for folder, where in _folders(opened):
        for one in backup.backups(folder, opened.path, None):
            lacking = _lacking(driver, one, opened.key, began)
            if lacking:
                return _sentence(one, opened, lacking, where)
            if lacking is not None:
                break
    return ""


def _folders(opened: StoreFile) -> list[tuple[Path, str]]:
    """Where backups of this store lie, the laptop's first, and how that is said."""
    found = [(backup.folder_of(opened.path), "")]
    facts = dict(opened.driver.execute("SELECT key, value FROM setting").fetchall())
    if facts.get(backup.SECOND_PLACE):
        there = backup.folder_in(Path(facts[backup.SECOND_PLACE]), facts.get("store", ""))
        found.append((there, " in the second place"))
    return found


def _lacking(driver: Any, made: backup.Backup, key: bytes, began: tuple[str] | None) -> int | None:  # noqa: ANN401
    """How many lines of a backup's journal the store lacks; None when the backup cannot tell."""
    try:
        with closing(reader(made.path, key)) as copy:
            if (
                began is not None
                and copy.execute("SELECT 1 FROM journal WHERE id = ?", began).fetchone() is None
            ):
                return None
            ends = copy.execute(_ENDS).fetchall()
    except (Refused, sqlcipher.Error):
        return None
    return sum(_missing(driver, *end) for end in ends)


def _missing(driver: Any, device: str, number: int, ending: str) -> int:  # noqa: ANN401
    """How many lines of a device's chain are not here, the last of which is given."""
    query = "SELECT hash FROM journal WHERE device = ? AND number = ?"
    if driver.execute(query, (device, number)).fetchone() == (ending,):
        return 0
    last = driver.execute("SELECT max(number) FROM journal WHERE device = ?", (device,)).fetchone()[0] or 0
    # As many that say something else: it went on from an older file.
    return max(1, number - last)


def _sentence(made: backup.Backup, opened: StoreFile, lacking: int, where: str) -> str:
    moment = moment_of(made.path.name, opened.path.stem, opened.path.suffix) or made.moment
    return (
        f"The backup of {long_date(moment.date())}, {moment:%H:%M}{where}, holds {counted(lacking, 'line')} of the journal "
        "that this store lacks: its newest lines were cut off with what they changed, or an older file was put in "
        "its place. Restore that backup, and keep this store to be looked at."
    )
