"""Backups, as people ask for them: make one, list, check, put one back, and keep a second place up to date.

Each is made beside the store and carried to the second place, a stick, a share or a synced folder, when it
is there. A second place that is not there is never an error: a sentence says so.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col, select

from nscp_desktop import log
from nscp_desktop.errors import Damaged, Refused
from nscp_desktop.rules import backups as rules
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date
from nscp_desktop.store import backup
from nscp_desktop.store import restore as restoring
from nscp_desktop.store.tables import DeedRow, DraftRow

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from nscp_desktop.store.backup import Backup

SECOND_PLACE = "second_place"
_BACKED_UP = "backed_up"
_REFUSED = "backup_refused"
_NO_CHANGE = ("unlock", "refused", "backup", "print", "export")
"""Kinds of the journal after which a backup would hold nothing new."""

ONLY_HERE = "Backups are only on this laptop."


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup in the list; ``here`` and ``there`` say whether this laptop and the second place have it.

    ``size`` is in bytes. ``good`` is what can be seen at once; :func:`check` looks at every page.
    """

    path: Path
    moment: datetime
    words: str
    size: int
    good: bool
    here: bool
    there: bool


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Where the second copies go, and whether the place is there now."""

    path: Path
    is_there: bool


# -- making one --------------------------------------------------------------------------------------


def back_up_now(store: Store) -> str:
    """Back up the store, then bring up the second place; gives a sentence about both.

    Refuses with ``CannotWrite`` or ``Damaged``, leaving no half copy.
    """
    return settle(store, backup.make(store.file, _folder(store), store.now(), pause=backup.in_one_go))


def copy(store: Store) -> Backup:
    """Make and check the copy only, in small steps: for another thread while people write.

    Its own thread then calls :func:`settle`. Refuses as :func:`back_up_now`.
    """
    return backup.make(store.file, _folder(store), store.now())


def settle(store: Store, made: Backup) -> str:
    """Note in the journal that a copy was made, thin what there is, bring up the second place; gives a sentence."""
    store.note("backup", "Back up the store")
    store.set(_BACKED_UP, made.moment.isoformat())
    store.set(_REFUSED, "")
    backup.thin_out(_folder(store), store.path, store.now())
    after = catch_up(store)
    return f"Backed up at {made.moment:%H:%M}. {after}".strip()


def due(store: Store) -> bool:
    """Whether thirty minutes of use have gone by since the oldest change that no backup holds."""
    return not store.read_only and rules.due(_oldest_change(store), store.now())


def _oldest_change(store: Store) -> datetime | None:
    """When the oldest change was made that no backup holds yet, or None."""
    kept = store.setting(_BACKED_UP)
    with store.read() as session:
        deeds = select(DeedRow.at).where(col(DeedRow.kind).not_in(_NO_CHANGE))
        drafts = select(DraftRow.typed_at)
        if kept is not None:
            since = datetime.fromisoformat(kept)
            deeds = deeds.where(col(DeedRow.at) > since)
            drafts = drafts.where(col(DraftRow.typed_at) > since)
        first = session.exec(deeds.order_by(col(DeedRow.at)).limit(1)).first()
        typed = session.exec(drafts.order_by(col(DraftRow.typed_at)).limit(1)).first()
    return min((at for at in (first, typed) if at is not None), default=None)


def close(store: Store) -> str:
    """Empty superseded wordings, back up what no backup holds yet, close the store; gives a sentence.

    A backup that cannot be made does not keep the store open: the sentence says why, and Today says it again.
    A store that is closed stays so.
    """
    said = ""
    if store.closed:
        return said
    try:
        if not store.read_only and _oldest_change(store) is not None:
            store.empty_superseded()
            said = back_up_now(store)
    except Refused as refusal:
        said = str(refusal)
        log.fault(refusal)
        _remember(store, said)
    finally:
        store.close()
    return said


def _remember(store: Store, said: str) -> None:
    try:
        store.set(_REFUSED, said)
    except Refused as refusal:
        # The disk that refused the backup may refuse this too; Today then says that the disk is full.
        log.fault(refusal)


# -- what there is -----------------------------------------------------------------------------------


def backups(store: Store) -> tuple[BackupRow, ...]:
    """Every backup of this store, here and in the second place, newest first."""
    zone = store.now().tzinfo
    here = {one.path.name: one for one in backup.backups(_folder(store), store.path, zone)}
    there = {one.path.name: one for one in backup.backups(_second_folder(store), store.path, zone)}
    rows = []
    for name in here.keys() | there.keys():
        one = here.get(name) or there[name]
        if not one.good and name in there:
            one = there[name]
        words = f"{long_date(one.moment.date())}, {one.moment:%H:%M}"
        rows.append(BackupRow(one.path, one.moment, words, one.size, one.good, name in here, name in there))
    return tuple(sorted(rows, key=lambda row: row.moment, reverse=True))


def check(store: Store, path: Path) -> str:
    """Look at every page of a backup; gives a sentence that says whether it is whole."""
    words = restoring.words_of(path, store.path)
    found = backup.check(path, store.file.key)
    said = f"{words[0].upper()}{words[1:]} is whole."
    return said if not found else f"{words[0].upper()}{words[1:]} is damaged. {found[0]}"


def restore(store: Store, path: Path) -> Store:
    """Put a backup in the store's place; gives the store that is open then, and keeps the replaced one beside it.

    What no backup holds yet is backed up first. Refuses a backup that is not whole (``Damaged``) and where
    there is no room (``CannotWrite``), leaving the store as it was.
    """
    if _oldest_change(store) is not None:
        # A damaged store cannot be backed up, and is the reason to restore; it is kept beside the new one.
        with suppress(Damaged):
            back_up_now(store)
    return restoring.swap(store, restoring.prepare(store.path, path, store.file.key, store.now))


# -- the second place --------------------------------------------------------------------------------


def set_second_place(store: Store, place: Path | None) -> str:
    """Keep second copies of the backups in ``place`` from now on, or no longer (None); gives a sentence.

    Refuses (``Refused``) what is no folder, and the folder of the store itself.
    """
    if place is None:
        store.set(SECOND_PLACE, "")
        store.note("backup", "Keep no second place for backups")
        return ONLY_HERE
    wanted = place.expanduser().absolute()
    if not wanted.is_dir():
        raise Refused(f"{wanted} is not a folder. Choose one that is there. Nothing has been changed.")
    if wanted.resolve().is_relative_to(store.path.parent.resolve()):
        raise Refused(
            f"{wanted} lies where the store itself lies. A second place is a stick, another disk, a share or "
            "a synced folder. Nothing has been changed."
        )
    store.set(SECOND_PLACE, str(wanted))
    store.note("backup", "Set the second place for backups")
    return catch_up(store)


def second_place(store: Store) -> SecondPlace | None:
    """Where the second copies go, or None while no place is set."""
    said = store.setting(SECOND_PLACE)
    return SecondPlace(Path(said), Path(said).is_dir()) if said else None


def catch_up(store: Store) -> str:
    """Bring the second place up to date if it is there; gives a sentence, also when it is not."""
    place = second_place(store)
    if place is None:
        return ONLY_HERE
    if not place.is_there:
        return _absent(place)
    try:
        copied = backup.catch_up(_folder(store), _second_folder(store), store.path, store.now())
    except Refused as refusal:
        return str(refusal)
    return f"{counted(copied, 'backup')} copied to {place.path}." if copied else ""


def _absent(place: SecondPlace) -> str:
    return (
        f"The second place for backups, {place.path}, is not there now. "
        "It is brought up to date when it is back."
    )


# -- what Today says ---------------------------------------------------------------------------------


def says(store: Store) -> tuple[str, ...]:
    """What Today must say about the store, its disk and its backups; nothing when all is well."""
    place = second_place(store)
    found = list(store.warnings())
    refused = store.setting(_REFUSED)
    if refused:
        found.append(f"The last backup could not be made. {refused}")
    if place is None:
        found.append(ONLY_HERE)
    elif not place.is_there:
        found.append(_absent(place))
    return tuple(found)


def _folder(store: Store) -> Path:
    return backup.folder_of(store.path)


def _second_folder(store: Store) -> Path:
    return backup.folder_in(Path(store.setting(SECOND_PLACE) or _folder(store)), store.store_id)
