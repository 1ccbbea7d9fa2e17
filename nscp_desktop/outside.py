"""What is written outside the store: a file is there whole, or not at all."""

import contextlib
import os
from pathlib import Path

from nscp_desktop.errors import CannotWrite


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that no half file is ever left under that name.

    Refuses with :class:`CannotWrite` when the folder is missing, full, or the file is open elsewhere.
    """
    half = path.with_name(path.name + ".half")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise CannotWrite(
            f"{path} cannot be written: the folder is missing or full, or the file is open elsewhere. "
            "Nothing has been written."
        ) from error


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
