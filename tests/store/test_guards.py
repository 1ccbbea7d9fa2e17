"""Where a live store may lie: every refusal says why, and where instead."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import UnsafePlace
from nscp_desktop.store import CHEAP, Store, guards

from .conftest import PASSPHRASE, HandClock

if TYPE_CHECKING:
    import ctypes

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/export /mnt/share nfs4 rw 0 0
//server/team /mnt/team\\040drive cifs rw 0 0
me@host: /home/ann/host fuse.sshfs rw 0 0
/dev/sdb1 /mnt/share/inner ext4 rw 0 0
tmpfs /mnt/covered tmpfs rw 0 0
server:/other /mnt/covered smb3 rw 0 0
short line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/ann/records.nscp", ""),
        ("/mnt/share/records.nscp", "nfs4"),
        ("/mnt/share/deep/er/records.nscp", "nfs4"),
        ("/mnt/share/inner/records.nscp", ""),
        ("/mnt/sharewise/records.nscp", ""),
        ("/mnt/team drive/records.nscp", "cifs"),
        ("/home/ann/host/records.nscp", "fuse.sshfs"),
        ("/mnt/covered/records.nscp", "smb3"),
    ],
)
def test_network_drives_of_linux_are_known_by_their_kind(place: str, kind: str) -> None:
    assert guards.on_linux(Path(place), MOUNTS) == kind


def test_what_linux_does_not_tell_counts_as_local(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(guards, "MOUNTS", tmp_path / "none")
    assert guards.network_kind(tmp_path / "records.nscp", "linux") == ""
    (tmp_path / "none").write_text("server:/x / nfs rw 0 0\n", encoding="utf-8")
    assert guards.network_kind(tmp_path / "records.nscp", "linux") == "nfs"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("C:\\Users\\Ann\\records.nscp", ""),
        ("H:\\records.nscp", "drive H:"),
        ("\\\\server\\team\\records.nscp", "a Windows share"),
        ("\\\\?\\UNC\\server\\team\\records.nscp", "a Windows share"),
        ("\\\\?\\C:\\Users\\Ann\\records.nscp", ""),
    ],
)
def test_network_drives_of_windows_are_known_by_letter_or_name(place: str, kind: str) -> None:
    assert guards.on_windows(place, lambda anchor: 4 if anchor.startswith("H:") else 3) == kind


@pytest.mark.parametrize(
    ("kind", "flags", "fails", "found"),
    [
        (b"apfs", 0x1000, 0, ""),
        (b"smbfs", 0, 0, "smbfs"),
        (b"nfs", 0x1000, 0, "nfs"),
        (b"newfs", 0, 0, "newfs"),
        (b"smbfs", 0, -1, ""),
    ],
)
def test_network_drives_of_macos_are_known_by_their_kind(
    kind: bytes, flags: int, fails: int, found: str, tmp_path: Path
) -> None:
    asked: list[bytes] = []

    def statfs(path: bytes, room: "ctypes.Array[ctypes.c_char]") -> int:
        asked.append(path)
        room.raw = bytes(64) + flags.to_bytes(4, sys.byteorder) + bytes(4) + kind
        return fails

    assert guards.on_macos(tmp_path / "not" / "there" / "records.nscp", statfs) == found
    assert asked == [str(tmp_path.resolve()).encode()]


def test_the_systems_are_asked_in_their_own_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(guards, "_drive_type", lambda _anchor: 4)
    monkeypatch.setattr(guards, "_statfs", lambda _path, _room: 0)
    assert guards.network_kind(tmp_path, "win32").startswith("drive")
    assert guards.network_kind(tmp_path, "darwin") == ""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Documents", ""),
        ("OneDrive", "OneDrive"),
        ("OneDrive - Norfolk County Council/Documents", "OneDrive"),
        ("Library/CloudStorage/OneDrive-NCC", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/safe", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ann@example.org/My Drive", "Google Drive"),
        ("Library/CloudStorage/Box-Box", "a cloud service"),
        ("Library/Mobile Documents/com~apple~CloudDocs/LSCG", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Nextcloud/team", "Nextcloud"),
        ("OneDriveless", ""),
    ],
)
def test_synced_folders_are_known_by_their_names(tmp_path: Path, folder: str, service: str) -> None:
    assert guards.synced_by(tmp_path / folder / "records.nscp", {}, tmp_path) == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.driveupload", "Google Drive"),
        ("._sync_0a1b.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
        ("notes.txt", ""),
    ],
)
def test_synced_folders_are_known_by_their_marks(tmp_path: Path, mark: str, service: str) -> None:
    (tmp_path / "team" / "papers").mkdir(parents=True)
    (tmp_path / "team" / mark).write_text("", encoding="utf-8")
    assert guards.synced_by(tmp_path / "team" / "papers" / "records.nscp", {}, tmp_path) == service


def test_the_settings_of_dropbox_in_a_home_folder_are_no_mark(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    place = tmp_path / "Documents" / "records.nscp"
    assert guards.synced_by(place, {}, tmp_path) == ""
    accounts = {"personal": {"path": str(tmp_path / "Documents")}}
    (tmp_path / ".dropbox" / "info.json").write_text(json.dumps(accounts), encoding="utf-8")
    assert guards.synced_by(place, {}, tmp_path) == "Dropbox"
    (tmp_path / ".dropbox" / "info.json").write_text("[]", encoding="utf-8")
    assert guards.synced_by(place, {}, tmp_path) == ""
    (tmp_path / "roaming" / "Dropbox").mkdir(parents=True)
    (tmp_path / "roaming" / "Dropbox" / "info.json").write_text(json.dumps(accounts), encoding="utf-8")
    assert guards.synced_by(place, {"APPDATA": str(tmp_path / "roaming")}, tmp_path) == "Dropbox"


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_onedrive_is_known_by_what_windows_says_of_it(tmp_path: Path, variable: str) -> None:
    environment = {variable: str(tmp_path / "work")}
    assert guards.synced_by(tmp_path / "work" / "deep" / "records.nscp", environment, tmp_path) == "OneDrive"
    assert guards.synced_by(tmp_path / "other" / "records.nscp", environment, tmp_path) == ""


def test_a_store_is_not_made_in_a_synced_folder(tmp_path: Path, clock: HandClock, own_folders: Path) -> None:
    place = tmp_path / "OneDrive" / "records.nscp"
    with pytest.raises(UnsafePlace) as told:
        Store.create(place, PASSPHRASE, clock, CHEAP)
    assert str(told.value) == (
        f"{place} would lie in a folder that OneDrive keeps in step with other computers. "
        "It would take and bring back parts of the store while you write. Keep the store on this laptop, "
        f"for example at {own_folders / 'records.nscp'}. Nothing has been changed."
    )
    assert not place.parent.exists()


def test_a_store_that_was_moved_onto_a_network_drive_is_told_the_way_back(
    store: Store, place: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr(guards, "network_kind", lambda _path: "nfs4")
    with pytest.raises(UnsafePlace) as told:
        Store.open(place, PASSPHRASE, clock)
    assert "lies on a network drive (nfs4)" in str(told.value)
    assert "move records.nscp, records.nscp.keys and records.nscp.keys2 together" in str(told.value)
    assert "to a place on a disk of this laptop" in str(told.value)


@pytest.mark.parametrize(
    ("free", "size", "warns"),
    [(10**12, 10**8, False), (10**8, 10**6, True), (400 * 10**6, 10**8, True), (700 * 10**6, 10**8, False)],
)
def test_a_disk_that_is_nearly_full_is_said_before_it_is(free: int, size: int, warns: bool) -> None:
    assert guards.nearly_full(free, size) == (
        f"The disk is nearly full: {free // 1_000_000} MB are free. "
        "Make room soon, or what is typed can no longer be saved."
        if warns
        else ""
    )
