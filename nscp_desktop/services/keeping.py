"""Backups, as people ask for them: make one, list and check them, and close the store with one.

Each is made beside the store and carried to the second place when that is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from nscp_desktop import log
from nscp_desktop.errors import Refused
from nscp_desktop.rules import backups as rules
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import holds, old_backups, second_place
from nscp_desktop.store import anew, backup
from nscp_desktop.store import restore as restoring
from nscp_desktop.store.tables import DeedRow, DraftRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nscp_desktop.store import Store
    from nscp_desktop.store.backup import Backup, Watch

    Tell = Callable[[str, int, int], None]
    """Told what is being done, how many bytes of it, and of how many (0 where nobody can say); what it raises stops
    the work."""

_BACKED_UP = "backed_up"
_REFUSED = "backup_refused"
_NO_CHANGE = ("unlock", "refused", "backup", "print", "export")
"""Kinds of the journal after which a backup would hold nothing new."""

BACKING_UP: Final = "Backing up"
REMOVING: Final = "Removing the words"
MAKING_ANEW: Final = "Writing the file without what was removed"
NOT_ANEW: Final = (
    "What was removed is overwritten where it stood; the file is written anew when the program closes."
)

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


# -- making one --------------------------------------------------------------------------------------


def untold(_words: str, _done: int, _total: int) -> None:
    """Nobody waits for this work."""


def back_up_now(store: Store, tell: Tell = untold) -> str:
    """Back up the store, then bring up the second place; gives a sentence about both.

    Refuses with ``CannotWrite`` or ``Damaged``, leaving no half copy.
    """
    return f"{back_up_here(store, tell)} {second_place.catch_up(store)}".strip()


def back_up_here(store: Store, tell: Tell = untold) -> str:
    """Back up the store on this laptop only, which waits for no share that does not answer; gives a sentence.

    The second place is brought up soon after, as always. Refuses as :func:`back_up_now`.
    """

    def watch(done: int, total: int) -> None:
        tell(BACKING_UP, done, total)

    return settle(store, copy(store, watch, resting=False))


def copy(store: Store, watch: Watch | None = None, *, resting: bool = True) -> Backup:
    """Make and check the copy only, for another thread: in small steps with a rest while people write.

    Its own thread then calls :func:`settle`. ``watch`` is told how many bytes are copied, and of how many;
    what it raises stops the copy. Refuses as :func:`back_up_now`.
    """
    pause = None if resting else backup.in_one_go
    return backup.make(store.file, _folder(store), store.now(), pause=pause, watch=watch)


def to_make_anew(store: Store) -> bool:
    """Whether something was removed for good since the whole file was last written anew."""
    return not store.read_only and store.setting(anew.DUE) is not None


def make_anew(store: Store, stopped: Callable[[], bool] = anew.go_on) -> bool:
    """Write the whole file anew, so that no page of it holds what was removed, for another thread too.

    Gives whether it was done: where ``stopped`` says so, the store is locked or there is no room, the file stays as
    it is, and the next close does it.
    """
    with store.file.copying:
        return anew.make(store.file, stopped=stopped)


def settle(store: Store, made: Backup) -> str:
    """Note in the journal that a copy was made and thin what there is; gives a sentence."""
    store.note("backup", "Back up the store")
    # Two in one second have names a second apart; what was done in that second must not seem to be in it.
    store.set(_BACKED_UP, min(made.moment, store.now()).isoformat())
    store.set(_REFUSED, "")
    old_backups.after_backup(store, made, second_place.places(store).there)
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
    """Empty superseded wordings, make the file anew if that is due, back up what no backup holds yet, and close.

    Gives a sentence about the backup.

    A backup that cannot be made does not keep the store open: the sentence says why, and Today says it again.
    A store that is closed stays so.
    """
    said = ""
    if store.closed:
        return said
    try:
        late = to_make_anew(store)
        if late or waits(store):
            store.empty_superseded()
        if late:
            make_anew(store)
        if waits(store):
            said = back_up_now(store)
    except Refused as refusal:
        said = str(refusal)
        log.fault(refusal)
        not_made(store, said)
    finally:
        store.close()
    return said


# -- what there is -----------------------------------------------------------------------------------


def backups(store: Store) -> tuple[BackupRow, ...]:
    """Every backup of this store, here and in the second place, newest first."""
    return listed(second_place.places(store))


def listed(where: second_place.Places) -> tuple[BackupRow, ...]:
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


# -- what Today says ---------------------------------------------------------------------------------


def says(store: Store) -> tuple[str, ...]:
    """What Today must say about the store, its disk and its backups; nothing when all is well."""
    place = second_place.chosen(store)
    found = list(store.warnings())
    refused = store.setting(_REFUSED)
    if refused:
        found.append(f"The last backup could not be made. {refused}")
    if last_made(store) is None:
        found += [] if refused else [NO_BACKUP]
    elif place is None:
        found.append(second_place.ONLY_HERE)
    if place is not None and not place.is_there:
        found.append(second_place.absent(place.path))
    return tuple(found)


def _folder(store: Store) -> Path:
    return backup.folder_of(store.path)
