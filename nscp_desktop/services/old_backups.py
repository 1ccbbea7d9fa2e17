"""Backups that still hold what was removed for good: replaced by the next one that is made and checked.

They go from this laptop when that one is there, and from the second place when it has it too; a place that
is away is dealt with when it is back. While a legal hold stands, none goes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nscp_desktop import log
from nscp_desktop.rules.backups import moment_of
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import holds
from nscp_desktop.store import backup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nscp_desktop.store import Store
    from nscp_desktop.store.backup import Backup

_KEY: Final = "backups_to_replace"
_SLACK: Final = timedelta(minutes=2)
"""What is saved while a backup is being made is in it too, though its name says when it was begun."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Backups to replace: made since a moment, by the one named ``kept``; ``there`` is the second folder that waits.

    ``at`` is when that was asked for, by which one knows a request from another.
    """

    since: str
    at: str = ""
    kept: str = ""
    there: str = ""

    def of(self, folder: Path, store: Path, zone: object) -> Iterator[Path]:
        """Those in a folder; without a replacement yet, all that were made since."""
        begins = datetime.fromisoformat(self.since) - _SLACK
        until = moment_of(self.kept, store.stem, store.suffix)
        for one in backup.backups(folder, store, zone):  # type: ignore[arg-type]
            if one.moment >= begins and (until is None or one.moment.replace(tzinfo=None) < until):
                yield one.path

    def is_replaced_in(self, folder: Path, store: Path) -> bool:
        """Whether the folder is there and has the one that replaces, or a later one."""
        kept = moment_of(self.kept, store.stem, store.suffix)
        found = (one.moment.replace(tzinfo=None) for one in backup.backups(folder, store, None))
        return kept is not None and any(one >= kept for one in found)


def to_replace(store: Store, since: datetime) -> dict[str, str]:
    """The setting by which backups made since a moment wait to be replaced: kept with the commit of a purge."""
    return _setting([*_waiting(store), _Waiting(since.isoformat(), store.now().isoformat())])


def holding(store: Store, since: datetime, there: Path | None) -> tuple[int, int]:
    """How many backups were made since a moment: on this laptop, stores that were replaced too; and in ``there``."""
    mark, zone = _Waiting(since.isoformat()), store.now().tzinfo
    here = sum(1 for folder, stem in _here(store) for _one in mark.of(folder, stem, zone))
    return here, 0 if there is None else sum(1 for _one in mark.of(there, store.path, zone))


def after_backup(store: Store, made: Backup, there: Path | None) -> int:
    """Remove from this laptop what ``made`` replaces; gives how many. ``there`` is the second folder, or None."""
    waiting = _waiting(store)
    if not any(not one.kept for one in waiting) or holds.standing(store):
        return 0
    removed, left = 0, []
    # One that was being made while the words were removed still holds them: it does not know of the request.
    known = {one.at for one in _read(backup.setting_in(made.path, store.file.key, _KEY))}
    for one in waiting:
        replaced = not one.kept and one.at in known
        now = replace(one, kept=made.path.name, there=str(there or "")) if replaced else one
        if replaced:
            paths = [
                path for folder, stem in _here(store) for path in now.of(folder, stem, store.now().tzinfo)
            ]
            gone = _remove(paths)
            removed += gone
            if gone < len(paths):
                # One that is open elsewhere: the next backup tries again.
                now = one
        if not now.kept or now.there:
            left.append(now)
    _keep(store, left)
    return removed


def after_carrying(store: Store) -> int:
    """Remove from the second places that are there what was replaced; gives how many."""
    waiting = _waiting(store)
    if not any(one.kept for one in waiting) or holds.standing(store):
        return 0
    removed, left = 0, []
    for one in waiting:
        folder = Path(one.there)
        if one.kept and one.there and one.is_replaced_in(folder, store.path):
            paths = [*one.of(folder, store.path, store.now().tzinfo)]
            gone = _remove(paths)
            removed += gone
            if gone == len(paths):
                continue
        left.append(one)
    _keep(store, left)
    return removed


def says(store: Store) -> str:
    """What still waits, in a sentence; empty when nothing does."""
    waiting = _waiting(store)
    if not waiting:
        return ""
    if holds.standing(store):
        return "Older backups that hold what was removed are kept while a legal hold stands."
    if any(not one.kept for one in waiting):
        return "Older backups that hold what was removed go when the next one is made."
    place = Path(waiting[0].there).parent
    return f"Older backups in {place} go when that place is there and has the newest one."


def _here(store: Store) -> tuple[tuple[Path, Path], ...]:
    """The folders of this laptop with backups, and by what name: stores that were put aside are such too."""
    aside = store.path.with_name(f"{store.path.stem}-replaced{store.path.suffix}")
    return (backup.folder_of(store.path), store.path), (store.path.parent, aside)


def _remove(paths: list[Path]) -> int:
    removed = 0
    for path in paths:
        try:
            backup.remove(path)
            removed += 1
        except OSError as error:
            log.fault(error)
    return removed


def _waiting(store: Store) -> list[_Waiting]:
    return _read(store.setting(_KEY))


def _read(said: str | None) -> list[_Waiting]:
    return [_Waiting(**one) for one in json.loads(said or "[]")]


def _setting(waiting: list[_Waiting]) -> dict[str, str]:
    return {_KEY: json.dumps([asdict(one) for one in waiting])}


def _keep(store: Store, waiting: list[_Waiting]) -> None:
    for key, value in _setting(waiting).items():
        store.set(key, value)


def words(here: int, there: int, what: str = "it") -> str:
    """How many backups still hold something, as a sentence; empty when none does."""
    parts = [f"{counted(here, 'backup')} on this laptop"] if here else []
    parts += (
        [f"{there:,} in the second place" if here else f"{counted(there, 'backup')} in the second place"]
        if there
        else []
    )
    return f"{' and '.join(parts)} still {'holds' if here + there == 1 else 'hold'} {what}." if parts else ""
