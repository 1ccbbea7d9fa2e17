"""Where a live store may lie: on a disk of this laptop, with room, and in no folder that others keep in step.

A store on a network drive is damaged when the connection drops, and locks there cannot be trusted; a
synced folder takes and brings back single files while they are being written. Backups may lie in both.
"""

import ctypes
import fnmatch
import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PureWindowsPath
from typing import Any, Final

from nscp_desktop import paths
from nscp_desktop.errors import UnsafePlace

MOUNTS: Final = Path("/proc/mounts")

_NETWORK: Final = frozenset(
    {
        "9pnet", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "davfs2", "fuse.davfs2",
        "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "gfs2",
        "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb2", "smb3", "smbfs", "sshfs", "webdav",
    }
)  # fmt: skip
_REMOTE_DRIVE: Final = 4  # DRIVE_REMOTE of GetDriveTypeW
_LOCAL_MOUNT: Final = 0x1000  # MNT_LOCAL of macOS

_SYNCED_NAMES: Final = (
    ("OneDrive", re.compile(r"onedrive([ -]+.+)?")),
    ("Dropbox", re.compile(r"dropbox([ -]*\(.+\)|-.+)?")),
    ("Google Drive", re.compile(r"google ?drive([ -]+.+)?|my drive|\.shortcut-targets-by-id")),
    ("iCloud", re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents")),
    ("a cloud service", re.compile(r"cloudstorage")),
    ("Nextcloud", re.compile(r"nextcloud|owncloud")),
)
_SYNCED_MARKS: Final = (
    ("OneDrive", ".849C9593-D756-4E56-8D6E-42412F2A707B"),
    ("Dropbox", ".dropbox.cache"),
    ("Google Drive", ".tmp.drive*load"),
    ("Nextcloud", ".*sync_*.db"),
    ("Syncthing", ".stfolder"),
)
_SYNCED_VARIABLES: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")

_LEAST_FREE: Final = 200 * 1024 * 1024
_TIMES_THE_STORE: Final = 4
"""Room for the log of one long sitting and three backups."""


def refuse_place(store: Path, *, existing: bool = False) -> None:
    """Refuse a place where a live store may not lie (:class:`UnsafePlace`), saying why and where instead.

    ``existing`` is a store that is there already: how to move it is said too.
    """
    why = unsafe(store)
    if not why:
        return
    usual = paths.default_store()
    where = "on a disk of this laptop" if unsafe(usual) else f"on this laptop, for example at {usual}"
    if existing:
        raise UnsafePlace(
            f"{store} lies {why} Close NSCP Desktop everywhere, move {store.name}, {store.name}.keys and "
            f"{store.name}.keys2 together to a place {where}, and open it there. Nothing has been changed."
        )
    raise UnsafePlace(f"{store} would lie {why} Keep the store {where}. Nothing has been changed.")


def unsafe(store: Path) -> str:
    """Why a live store may not lie there ("on a network drive (nfs). ..."), or nothing."""
    kind = network_kind(store)
    if kind:
        return (
            f"on a network drive ({kind}). A store there is damaged when the connection drops, "
            "and two people could write to it at once."
        )
    service = synced_by(store)
    if service:
        return (
            f"in a folder that {service} keeps in step with other computers. "
            "It would take and bring back parts of the store while you write."
        )
    return ""


# -- network drives ----------------------------------------------------------------------------------


def network_kind(path: Path, platform: str = sys.platform) -> str:
    """The kind of network drive that ``path`` lies on ("nfs"), or nothing; what cannot be told is local."""
    if platform == "win32":
        return on_windows(str(path.absolute()), _drive_type)
    if platform == "darwin":
        return on_macos(path, _statfs)
    try:
        return on_linux(path, MOUNTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""


def on_linux(path: Path, mounts: str) -> str:
    """The kind of network file system among ``mounts`` (as ``/proc/mounts`` says it) that holds ``path``."""
    parts, found, depth = path.resolve().parts, "", 0
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], 8)), words[1])).parts
        # A later mount of the same place covers the earlier.
        if len(point) >= depth and parts[: len(point)] == point:
            found, depth = words[2], len(point)
    return found if found in _NETWORK else ""


def on_windows(path: str, drive_type: Callable[[str], int]) -> str:
    """The same for Windows: a share by its name, or a letter that stands for one."""
    if path.startswith("\\\\?\\UNC\\"):
        return "a Windows share"
    anchor = PureWindowsPath(path.removeprefix("\\\\?\\")).anchor
    if anchor.startswith("\\\\"):
        return "a Windows share"
    return f"drive {anchor[:2]}" if drive_type(anchor) == _REMOTE_DRIVE else ""


def _drive_type(anchor: str) -> int:
    system: Any = ctypes
    return int(system.windll.kernel32.GetDriveTypeW(anchor))


def on_macos(path: Path, statfs: Callable[[bytes, Any], int]) -> str:
    """The same for macOS, as its ``statfs`` says."""
    place = path.resolve()
    while not place.exists() and place != place.parent:
        place = place.parent
    room = ctypes.create_string_buffer(4096)
    if statfs(os.fsencode(place), room) != 0:
        return ""
    # struct statfs with 64-bit inodes: f_flags stands at 64, f_fstypename[16] at 72.
    flags = int.from_bytes(room.raw[64:68], sys.byteorder)
    kind = room.raw[72:88].split(b"\0")[0].decode("ascii", "replace")
    return kind if kind in _NETWORK or not flags & _LOCAL_MOUNT else ""


def _statfs(path: bytes, room: Any) -> int:  # noqa: ANN401 a buffer of ctypes
    library = ctypes.CDLL(None)
    call = getattr(library, "statfs$INODE64", None) or library.statfs
    return int(call(path, room))


# -- synced folders ----------------------------------------------------------------------------------


def synced_by(path: Path, environment: Mapping[str, str] = os.environ, home: Path | None = None) -> str:
    """The service that keeps the folder of ``path`` in step with other computers ("OneDrive"), or nothing."""
    resolved = path.resolve()
    above = (
        path.absolute().parent,
        *path.absolute().parent.parents,
        resolved.parent,
        *resolved.parent.parents,
    )
    for variable in _SYNCED_VARIABLES:
        if environment.get(variable) and Path(environment[variable]).resolve() in above:
            return "OneDrive"
    if any(folder in above for folder in _dropbox_folders(environment, home or Path.home())):
        return "Dropbox"
    for folder in above:
        for service, name in _SYNCED_NAMES:
            if name.fullmatch(folder.name.casefold()):
                return service
    return next((service for folder in dict.fromkeys(above) if (service := _marked(folder))), "")


def _marked(folder: Path) -> str:
    try:
        names = [one.name for one in folder.iterdir()]
    except OSError:
        return ""
    for service, mark in _SYNCED_MARKS:
        if fnmatch.filter(names, mark):
            return service
    # In the home folder `.dropbox` is a folder of settings; in the synced folder itself it is a file.
    return "Dropbox" if ".dropbox" in names and (folder / ".dropbox").is_file() else ""


def _dropbox_folders(environment: Mapping[str, str], home: Path) -> list[Path]:
    places = [home / ".dropbox"]
    places += [
        Path(environment[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if environment.get(name)
    ]
    found = []
    for place in places:
        try:
            accounts = json.loads((place / "info.json").read_text(encoding="utf-8"))
            found += [Path(account["path"]).resolve() for account in accounts.values()]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return found


# -- room on the disk --------------------------------------------------------------------------------


def nearly_full(free_bytes: int, store_bytes: int) -> str:
    """A warning when there is hardly room left for a sitting and its backups, or nothing."""
    if free_bytes >= _LEAST_FREE + _TIMES_THE_STORE * store_bytes:
        return ""
    return (
        f"The disk is nearly full: {free_bytes // 1_000_000:,} MB are free. "
        "Make room soon, or what is typed can no longer be saved."
    )
