"""What a kill leaves beside a store: copies of it that no list of backups names, and no purge would reach."""

import glob
import shutil
from contextlib import suppress
from pathlib import Path

from . import backup
from .file import BEGUN


def scratch_of(store: Path) -> str:
    """How the names of folders begin in which a copy of ``store`` lies while it is asked something."""
    return f".{store.name}-copy-"


def drop(half: Path) -> None:
    """Remove a half store and all that lies beside it."""
    for ending in ("", "-wal", "-shm", ".lock"):
        with suppress(OSError):
            half.with_name(half.name + ending).unlink(missing_ok=True)


def clear(store: Path) -> None:
    """Remove what work on ``store`` left when it was killed. Whoever calls has its guard: nobody else works on it."""
    drop(store.with_name(store.name + backup.HALF))
    with suppress(OSError):
        store.with_name(store.name + BEGUN).unlink(missing_ok=True)
    for folder in store.parent.glob(f"{glob.escape(scratch_of(store))}*"):
        shutil.rmtree(folder, ignore_errors=True)
