"""The second place for backups: a stick, a share or a synced folder, brought up to date whenever it is there.

A second place that is not there is never an error: a sentence says so. What takes long is done on
:class:`Places`, which another thread may have: a share that does not answer must not hold up whoever writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused
from nscp_desktop.rules import backups as rules
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import holds, old_backups
from nscp_desktop.store import backup

if TYPE_CHECKING:
    from nscp_desktop.store import Store
    from nscp_desktop.store.backup import Watch

_AWAY = "second_place_away"
_ASKED = "second_place_asked"

ONLY_HERE = "Backups are only on this laptop."


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


def places(store: Store) -> Places:
    """Where the store and its backups lie, for another thread."""
    said = store.setting(backup.SECOND_PLACE)
    second = Path(said) if said else None
    return Places(store.path, store.store_id, second, store.now(), not holds.standing(store))


def choose(store: Store, place: Path | None) -> str:
    """Keep second copies of the backups in ``place`` from now on, or no longer (None); gives a sentence.

    What is there already is carried there by :func:`catch_up` or :func:`carry`. Refuses (``Refused``) what
    is no folder, and the folder of the store itself.
    """
    if place is None:
        store.set(backup.SECOND_PLACE, "")
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
    store.set(backup.SECOND_PLACE, str(wanted))
    store.set(_AWAY, "")
    store.note("backup", "Set the second place for backups")
    return f"Second copies of the backups go to {wanted} from now on."


def may_ask(store: Store) -> bool:
    """Whether somebody should be asked for a second place: none is set, and nobody was asked within the week."""
    if store.read_only or chosen(store) is not None:
        return False
    said = store.setting(_ASKED)
    return rules.ask_again(date.fromisoformat(said) if said else None, store.now().date())


def asked(store: Store) -> None:
    """Remember that somebody was asked for a second place."""
    store.set(_ASKED, store.now().date().isoformat())


def chosen(store: Store) -> SecondPlace | None:
    """Where the second copies go, or None while no place is set."""
    said = store.setting(backup.SECOND_PLACE)
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
        return Carried(absent(where.second), is_there=False)
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
    place = chosen(store)
    if carried.is_there and not store.read_only:
        old_backups.after_carrying(store)
    if place is None or store.read_only or place.is_there == carried.is_there:
        return False
    store.set(_AWAY, "" if carried.is_there else "away")
    return True


def absent(place: Path) -> str:
    """That the place is away, in a sentence."""
    return (
        f"The second place for backups, {place}, is not there now. It is brought up to date when it is back."
    )
