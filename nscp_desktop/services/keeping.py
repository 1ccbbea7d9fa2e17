"""Backups, as people ask for them: make one, list, check, put one back, and keep a second place up to date.

Each is made beside the store and carried to the second place, a stick, a share or a synced folder, when it
is there. A second place that is not there is never an error: a sentence says so.

What takes long is done on :class:`Places`, which another thread may have: a share that does not answer must
not hold up whoever writes.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col, select

from nscp_desktop import log
from nscp_desktop.errors import Damaged, Refused
from nscp_desktop.rules import backups as rules
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import holds, old_backups
from nscp_desktop.store import backup
from nscp_desktop.store import restore as restoring
from nscp_desktop.store.tables import DeedRow, DraftRow

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from nscp_desktop.store.backup import Backup, Watch

SECOND_PLACE = "second_place"
_AWAY = "second_place_away"
_ASKED = "second_place_asked"
_BACKED_UP = "backed_up"
_REFUSED = "backup_refused"
_NO_CHANGE = ("unlock", "refused", "backup", "print", "export")
"""Kinds of the journal after which a backup would hold nothing new."""

ONLY_HERE = "Backups are only on this laptop."
NO_BACKUP = (
    "No backup yet. Make the first one under Keeping safe, and choose a second place for them there; "
    "closing the program makes one too."
)


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
    """Where the second copies go, and whether the place was there when it was last looked for."""

    path: Path
    is_there: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where a store and its backups lie, as another thread may have it; ``second`` is None while none is set.

    ``thinned`` is whether backups may be thinned: not while a legal hold stands.
    """

    store: Path
    store_id: str
    second: Path | None
    now: datetime
    thinned: bool = True

    @property
    def here(self) -> Path:
        """The folder of the backups on this laptop."""
        return backup.folder_of(self.store)

    @property
    def there(self) -> Path | None:
        """The folder of the backups in the second place."""
        return None if self.second is None else backup.folder_in(self.second, self.store_id)


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of bringing the second place up: a sentence, empty when there was nothing to do.

    ``is_there`` is whether the place was found, ``copied`` how many backups went there.
    """

    sentence: str
    is_there: bool
    copied: int = 0


# -- making one --------------------------------------------------------------------------------------


def back_up_now(store: Store) -> str:
    """Back up the store, then bring up the second place; gives a sentence about both.

    Refuses with ``CannotWrite`` or ``Damaged``, leaving no half copy.
    """
    made = backup.make(store.file, _folder(store), store.now(), pause=backup.in_one_go)
    return f"{settle(store, made)} {catch_up(store)}".strip()


def copy(store: Store, watch: Watch | None = None, *, resting: bool = True) -> Backup:
    """Make and check the copy only, for another thread: in small steps with a rest while people write.

    Its own thread then calls :func:`settle`. ``watch`` is told how many bytes are copied, and of how many;
    what it raises stops the copy. Refuses as :func:`back_up_now`.
    """
    pause = None if resting else backup.in_one_go
    return backup.make(store.file, _folder(store), store.now(), pause=pause, watch=watch)


def settle(store: Store, made: Backup) -> str:
    """Note in the journal that a copy was made and thin what there is; gives a sentence."""
    store.note("backup", "Back up the store")
    # Two in one second have names a second apart; what was done in that second must not seem to be in it.
    store.set(_BACKED_UP, min(made.moment, store.now()).isoformat())
    store.set(_REFUSED, "")
    old_backups.after_backup(store, made, places(store).there)
    if not holds.standing(store):
        backup.thin_out(_folder(store), store.path, store.now())
    return f"Backed up at {made.moment:%H:%M}."


def not_made(store: Store, said: str) -> None:
    """Keep why a backup could not be made, so that Today says it until one is."""
    try:
        store.set(_REFUSED, said)
    except Refused as refusal:
        # The disk that refused the backup may refuse this too; Today then says that the disk is full.
        log.fault(refusal)


def last_made(store: Store) -> datetime | None:
    """When the newest backup was begun, or None while there is none."""
    kept = store.setting(_BACKED_UP)
    return None if kept is None else datetime.fromisoformat(kept).astimezone(store.now().tzinfo)


def last_words(store: Store) -> str:
    """When the last backup was made, or that it could not be, for the foot of a window."""
    if store.setting(_REFUSED):
        return "The last backup could not be made"
    return rules.last_words(last_made(store), store.now())


def written(store: Store) -> int:
    """How much has been written so far, typing included: the same number twice means that nobody writes."""
    return int(store.file.driver.total_changes)


def waits(store: Store) -> bool:
    """Whether something was done that no backup holds yet."""
    return not store.read_only and _oldest_change(store) is not None


def due(store: Store) -> bool:
    """Whether thirty minutes of use have gone by since the oldest change that no backup holds."""
    return not store.read_only and rules.due(_oldest_change(store), store.now())


def _oldest_change(store: Store) -> datetime | None:
    """When the oldest change was made that no backup holds yet, or None."""
    kept = last_made(store)
    if kept is not None and kept > store.now():
        # The clock was set back since; what is done now must not wait until it has come round again.
        kept = None
    mine = col(DeedRow.device) == store.device
    with store.read() as session:
        # By the numbers of the chain, newest first: the journal of ten years is not walked through for it.
        newest_in = select(DeedRow.number).where(mine).order_by(col(DeedRow.number).desc()).limit(1)
        drafts = select(DraftRow.typed_at)
        held = 0
        if kept is not None:
            held = session.exec(newest_in.where(col(DeedRow.at) <= kept)).first() or 0
            drafts = drafts.where(col(DraftRow.typed_at) > kept)
        after = mine, col(DeedRow.number) > held, col(DeedRow.kind).not_in(_NO_CHANGE)
        deeds = select(DeedRow.at).where(*after).order_by(col(DeedRow.number)).limit(1)
        # What a clock that was ahead put into days to come must not put off what was done since: it counts last.
        first = (
            session.exec(deeds.where(col(DeedRow.at) <= store.now())).first() or session.exec(deeds).first()
        )
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
        if waits(store):
            store.empty_superseded()
            said = back_up_now(store)
    except Refused as refusal:
        said = str(refusal)
        log.fault(refusal)
        not_made(store, said)
    finally:
        store.close()
    return said


# -- what there is -----------------------------------------------------------------------------------


def places(store: Store) -> Places:
    """Where the store and its backups lie, for another thread."""
    said = store.setting(SECOND_PLACE)
    second = Path(said) if said else None
    return Places(store.path, store.store_id, second, store.now(), not holds.standing(store))


def backups(store: Store) -> tuple[BackupRow, ...]:
    """Every backup of this store, here and in the second place, newest first."""
    return listed(places(store))


def listed(where: Places) -> tuple[BackupRow, ...]:
    """Every backup that lies in the places, newest first."""
    zone = where.now.tzinfo
    here = {one.path.name: one for one in backup.backups(where.here, where.store, zone)}
    second = where.there
    there = (
        {} if second is None else {one.path.name: one for one in backup.backups(second, where.store, zone)}
    )
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
    if waits(store):
        # A damaged store cannot be backed up, and is the reason to restore; it is kept beside the new one.
        with suppress(Damaged):
            back_up_now(store)
    return put_back(store, prepare(store, path))


def prepare(store: Store, path: Path) -> Path:
    """Check a backup and lay a copy of it beside the store, for another thread; then :func:`put_back`.

    Refuses as :func:`restore`, leaving nothing.
    """
    return restoring.prepare(store.path, path, store.file.key, store.now, store.actor)


def put_back(store: Store, prepared: Path) -> Store:
    """Give what was prepared the store's place; gives the store that is open then."""
    return restoring.swap(store, prepared)


def leave_it(prepared: Path) -> None:
    """Do without what was prepared."""
    restoring.drop(prepared)


# -- the second place --------------------------------------------------------------------------------


def set_second_place(store: Store, place: Path | None) -> str:
    """Keep second copies of the backups in ``place`` from now on, or no longer (None); gives a sentence.

    What is there already is carried there by :func:`catch_up` or :func:`carry`. Refuses (``Refused``) what
    is no folder, and the folder of the store itself.
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
    store.set(_AWAY, "")
    store.note("backup", "Set the second place for backups")
    return f"Second copies of the backups go to {wanted} from now on."


def may_ask(store: Store) -> bool:
    """Whether somebody should be asked for a second place: none is set, and nobody was asked within the week."""
    if store.read_only or second_place(store) is not None:
        return False
    said = store.setting(_ASKED)
    return rules.ask_again(date.fromisoformat(said) if said else None, store.now().date())


def asked(store: Store) -> None:
    """Remember that somebody was asked for a second place."""
    store.set(_ASKED, store.now().date().isoformat())


def second_place(store: Store) -> SecondPlace | None:
    """Where the second copies go, or None while no place is set."""
    said = store.setting(SECOND_PLACE)
    return SecondPlace(Path(said), not store.setting(_AWAY)) if said else None


def catch_up(store: Store) -> str:
    """Bring the second place up to date if it is there; gives a sentence, also when it is not."""
    carried = carry(places(store))
    seen(store, carried)
    return carried.sentence


def carry(where: Places, watch: Watch | None = None) -> Carried:
    """Copy to the second place what it lacks, for another thread, which then calls :func:`seen`.

    ``watch`` is told how many bytes are there, and of how many; what it raises stops the work.
    """
    if where.second is None or where.there is None:
        return Carried(ONLY_HERE, is_there=False)
    if not where.second.is_dir():
        return Carried(_absent(where.second), is_there=False)
    try:
        copied = backup.catch_up(
            where.here, where.there, where.store, where.now, watch, thinned=where.thinned
        )
    except Refused as refusal:
        # A stick that is pulled out in the middle is away; one that is full is there.
        return Carried(str(refusal), where.second.is_dir())
    said = f"{counted(copied, 'backup')} copied to {where.second}." if copied else ""
    return Carried(said, is_there=True, copied=copied)


def seen(store: Store, carried: Carried) -> bool:
    """Remember whether the second place was there, for Today; gives whether that is news."""
    place = second_place(store)
    if carried.is_there and not store.read_only:
        old_backups.after_carrying(store)
    if place is None or store.read_only or place.is_there == carried.is_there:
        return False
    store.set(_AWAY, "" if carried.is_there else "away")
    return True


def _absent(place: Path) -> str:
    return (
        f"The second place for backups, {place}, is not there now. It is brought up to date when it is back."
    )


# -- what Today says ---------------------------------------------------------------------------------


def says(store: Store) -> tuple[str, ...]:
    """What Today must say about the store, its disk and its backups; nothing when all is well."""
    place = second_place(store)
    found = list(store.warnings())
    refused = store.setting(_REFUSED)
    if refused:
        found.append(f"The last backup could not be made. {refused}")
    if last_made(store) is None:
        found += [] if refused else [NO_BACKUP]
    elif place is None:
        found.append(ONLY_HERE)
    if place is not None and not place.is_there:
        found.append(_absent(place.path))
    return tuple(found)


def _folder(store: Store) -> Path:
    return backup.folder_of(store.path)
