"""What is written outside: whole or not at all, never over a store, and refused in a sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

import nscp_desktop
from nscp_desktop.errors import CannotWrite, Refused
from nscp_desktop.outside import write_out, write_whole


@pytest.mark.parametrize(
    "name",
    [
        "records.nscp", "RECORDS.NSCP", "records.nscp.", "records.nscp.keys", "records.nscp.keys2",
        "records.nscp-wal", "records.nscp-shm", "records.nscp.lock", "records.nscp.tries",
        "records-2027-01-14T12-03-07.nscp", "records.nscp.tries.half", "records.nscp:hidden",
    ],
)  # fmt: skip
def test_what_is_called_as_a_store_is_not_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"kept")
    with pytest.raises(CannotWrite, match="is a store of this program, or belongs to one"):
        write_out(tmp_path / name, b"a paper")
    assert (tmp_path / name).read_bytes() == b"kept"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["LSCG", "lscg", "LSCG.keys", "LSCG.KEYS2", "LSCG-wal", "LSCG.lock"])
def test_a_store_of_any_name_is_known_by_its_keys(tmp_path: Path, name: str) -> None:
    for file in ("LSCG", "LSCG.keys", "LSCG.keys2"):
        (tmp_path / file).write_bytes(b"kept")
    with pytest.raises(CannotWrite, match="or belongs to one"):
        write_out(tmp_path / name, b"a paper")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["LSCG", "LSCG.keys", "LSCG.keys2"]
    write_out(tmp_path / "LSCG.pdf", b"a paper")


def test_what_leads_to_the_open_store_is_not_written_over(tmp_path: Path) -> None:
    store = tmp_path / "store" / "LSCG"
    store.parent.mkdir()
    store.write_bytes(b"kept")
    link, twin = tmp_path / "link.pdf", tmp_path / "twin.pdf"
    link.symlink_to(store)
    os.link(store, twin)
    (tmp_path / "other").symlink_to(store.parent)
    for path in (store, link, twin, tmp_path / "other" / "LSCG"):
        with pytest.raises(CannotWrite, match="or belongs to one"):
            write_out(path, b"a paper", store=store)
    write_out(tmp_path / "minutes.pdf", b"a paper", store=store)
    assert store.read_bytes() == b"kept"


def test_a_file_over_another_replaces_it_and_leaves_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"older")
    (tmp_path / "a.pdf.half").write_bytes(b"somebody's own")
    write_out(tmp_path / "a.pdf", b"newer")
    (tmp_path / "b.pdf.half").mkdir()
    write_out(tmp_path / "b.pdf", b"another")
    assert (tmp_path / "a.pdf").read_bytes() == b"newer"
    assert (tmp_path / "a.pdf.half").read_bytes() == b"somebody's own"
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("folder", "there is a folder of that name"),
        ("file/a.pdf", "the folder is missing or full, or the file is open elsewhere"),
        ("missing/a.pdf", "the folder is missing or full, or the file is open elsewhere"),
        ("n" * 252 + ".pdf", "its name is too long"),
        ("a\0b.pdf", "no file can have such a name"),
        ("\ud800.pdf", "no file can have such a name"),
        ("pipe.pdf", "what has that name is not a file"),
    ],
)
def test_a_name_that_cannot_be_had_is_refused_in_a_sentence(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe.pdf")
    before = sorted(tmp_path.iterdir())
    for write in (write_out, write_whole):
        with pytest.raises(CannotWrite) as refused:
            write(tmp_path / name, b"a paper")
        assert str(refused.value).endswith(f" cannot be written: {says}. Nothing has been written.")
    assert sorted(tmp_path.iterdir()) == before


def test_no_name_at_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotWrite, match="there is a folder of that name"):
        write_out(Path(), b"a paper")


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_disk_that_takes_nothing_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fails(*_said: object) -> NoReturn:
        raise OSError(errno.EROFS, "read-only")

    (tmp_path / "a.pdf").write_bytes(b"older")
    with monkeypatch.context() as patched:
        patched.setattr(Path if call == "replace" else os, call, fails)
        with pytest.raises(CannotWrite, match="nothing may be written there"):
            write_out(tmp_path / "a.pdf", b"a paper")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"older"]


def test_what_cannot_be_noted_leaves_nothing(tmp_path: Path) -> None:
    def refuses() -> NoReturn:
        raise Refused("The disk of the store is full.")

    (tmp_path / "a.pdf").write_bytes(b"older")
    for name in ("a.pdf", "b.pdf"):
        with pytest.raises(Refused, match="disk of the store"):
            write_out(tmp_path / name, b"a paper", refuses)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"older"]


def test_only_the_store_writes_beside_itself_and_all_else_goes_the_one_way_out() -> None:
    """``write_whole`` asks nobody whether a store lies there."""
    package = Path(nscp_desktop.__file__).parent
    using = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if "write_whole" in path.read_text(encoding="utf-8")
    }
    assert using == {"outside.py", "store"}
