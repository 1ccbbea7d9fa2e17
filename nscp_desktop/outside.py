"""What is written outside the store: a file is there whole, or not at all, and never over a store."""

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

from nscp_desktop.errors import CannotWrite

OF_A_STORE: Final = ("", ".keys", ".keys2", ".lock", ".tries", "-wal", "-shm", "-journal")
"""What follows a store's name in the names of the files that make it up."""
HALVES: Final = "NSCP-*.half"
"""What a file is called until it is whole: a kill may leave one."""
_STORES_NAME: Final = re.compile(r"\.nscp(?![a-z0-9])")


def write_out(
    path: Path, content: bytes, noted: Callable[[], None] = lambda: None, store: Path | None = None
) -> None:
    """Write ``content`` where somebody chose: every way out of the program goes through here.

    Refuses (:class:`CannotWrite`), as :func:`write_whole` does, and what is a store, a backup or belongs to one,
    whether ``store`` or another: by its name, by the key file beside it, and by what lies behind the name.
    ``noted`` is called once all is on the disk and before it gets its name: where it refuses, nothing is left.
    """
    if _is_of_a_store(path, store):
        raise CannotWrite(
            f"{path.name} is a store of this program, or belongs to one, and is not written over. Choose another "
            "name or another folder. Nothing has been written."
        )
    write_whole(path, content, noted)


def write_whole(path: Path, content: bytes, noted: Callable[[], None] = lambda: None) -> None:
    """Write ``content`` to ``path`` so that no half file is ever left under that name.

    Refuses with :class:`CannotWrite` when the folder is missing, full or may not be written to, when the name
    cannot be had, or the file is open elsewhere. ``noted`` is called just before the file gets its name.
    """
    # A name of its own that nobody else has: what lies beside may be somebody's.
    half = path.with_name(HALVES.replace("*", secrets.token_hex(8))) if path.name else path
    try:
        if path.exists() and not path.is_file():
            raise _in_the_way(path)
        opened = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        noted()
        half.replace(path)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error
    finally:
        # Gone under this name once it has its own.
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
    sync_folder(path.parent)


def _in_the_way(path: Path) -> OSError:
    return OSError(errno.EISDIR if path.is_dir() else errno.EEXIST, "not a file")


def _refusal(path: Path, error: OSError | ValueError) -> CannotWrite:
    why = {
        errno.EISDIR: "there is a folder of that name",
        errno.EEXIST: "what has that name is not a file",
        errno.ENAMETOOLONG: "its name is too long",
        errno.EROFS: "nothing may be written there",
    }.get(getattr(error, "errno", None) or 0)
    if isinstance(error, ValueError):
        why = "no file can have such a name"
    words = why or "the folder is missing or full, or the file is open elsewhere"
    shown = str(path).encode("utf-8", "replace").decode()
    return CannotWrite(f"{shown} cannot be written: {words}. Nothing has been written.")


def _is_of_a_store(path: Path, store: Path | None) -> bool:
    try:
        # A link, or a short name of Windows, may lead to a store.
        places = {path.absolute(), path.resolve()}
        own = [] if store is None else [store.with_name(store.name + ending) for ending in OF_A_STORE]
        return any(_is_named_so(place) or _is_among(place, own) for place in places)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error


def _is_named_so(place: Path) -> bool:
    """By its name or, as a store may have any name, by the key file beside it."""
    # Not every system tells capital letters from small ones, so nobody may rely on them here.
    name = place.name.casefold()
    if _STORES_NAME.search(name):
        return True
    beside = {one.name.casefold() for one in place.parent.iterdir()} if place.parent.is_dir() else set()
    stems = [name.removesuffix(ending) for ending in OF_A_STORE if name.endswith(ending)]
    return any(f"{stem}.keys" in beside and {stem, f"{stem}.keys2"} & beside for stem in stems)


def _is_among(place: Path, files: list[Path]) -> bool:
    return place.exists() and any(one.exists() and one.samefile(place) for one in files)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable: without it a power cut may bring back a name that was replaced.

    Where the system has no such call (Windows) or the disk refuses it, nothing more can be done.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
