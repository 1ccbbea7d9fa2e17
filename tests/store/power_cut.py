"""A power cut, replayed: a sitting over the real store is traced, and its disk is cut off at any moment.

What was written and not yet synced may be there or not, by sectors of 512 bytes; what was created, renamed
or removed may be there or not, in order, until its folder is synced. That is as unkind as disks are.
Run as a program (with a folder, a number of steps and a way of syncing), this file is the sitting.
"""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from nscp_desktop.records import Person
from nscp_desktop.store import CHEAP, Store, anew, backup, keys

SECTOR = 512
PASSPHRASE_EVERY, DRAFT_EVERY, BACKUP_EVERY, REOPEN_EVERY, ANEW_EVERY = 23, 7, 31, 40, 52


def passphrase_at(step: int) -> str:
    """The passphrase that opens the store after a step."""
    return f"harbour lantern {step // PASSPHRASE_EVERY}"


# -- the sitting -------------------------------------------------------------------------------------


def sit(folder: Path, steps: int, synchronous: str) -> None:
    """Create a store, work in it, change its passphrase, back it up, make its file anew, close and open it; say when each is done."""
    place = folder / "records.nscp"
    moment = datetime(2027, 1, 14, 10, tzinfo=UTC)

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    chance = random.Random(steps)
    store = _tuned(Store.create(place, passphrase_at(0), now, CHEAP), synchronous)
    os.write(1, b"ACK 0\n")
    for step in range(1, steps + 1):
        if step % PASSPHRASE_EVERY == 0:
            before, after = passphrase_at(step - 1), passphrase_at(step)
            file = keys.with_passphrase(keys.load(place), before, after, date(2027, 1, 14), CHEAP)
            keys.save(place, file)
        elif step % BACKUP_EVERY == 0:
            backup.make(store.file, folder / "backups", now(), pause=backup.in_one_go)
        elif step % REOPEN_EVERY == 0:
            store.close()
            store = _tuned(Store.open(place, passphrase_at(step), now), synchronous)
        elif step % ANEW_EVERY == 0:
            assert anew.make(store.file)
        elif step % DRAFT_EVERY == 0:
            store.keep_draft("person", f"d{step}", "name", f"typed {step}" + "x" * chance.randrange(6000))
        else:
            with store.change(f"Step {step}") as session:
                session.add(Person(id=f"p{step}", name=f"{step}", email="x" * chance.randrange(3000)))
                earlier = session.get(Person, f"p{chance.randrange(1, step + 1)}")
                if earlier is not None:
                    earlier.role = f"seen at {step}"
        os.write(1, b"ACK %d\n" % step)
    store.close()


def _tuned(store: Store, synchronous: str) -> Store:
    # Small, so that many checkpoints fall into a short sitting.
    store.file.driver.execute("PRAGMA wal_autocheckpoint = 30")
    store.file.driver.execute(f"PRAGMA synchronous = {synchronous}")
    return store


def is_kept(store: Store, step: int) -> bool:
    """Whether what a step did is in the store."""
    others = (PASSPHRASE_EVERY, BACKUP_EVERY, REOPEN_EVERY, ANEW_EVERY)
    if step == 0 or any(step % every == 0 for every in others):
        return True
    if step % DRAFT_EVERY == 0:
        return any(draft.record == f"d{step}" for draft in store.drafts())
    with store.read() as session:
        return session.get(Person, f"p{step}") is not None


# -- the trace ---------------------------------------------------------------------------------------

CALLS = (
    "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat"
)


class CannotTrace(Exception):
    """The machine has no strace, or does not let it look."""


@dataclass(frozen=True)
class Call:
    """One call to the system: what, on which file, and its particulars."""

    what: str
    path: str = ""
    at: int = 0
    content: bytes = b""
    to: str = ""


def trace(folder: Path, steps: int, synchronous: str = "FULL") -> list[Call]:
    """The calls of a sitting in a fresh folder below ``folder``, in order; paths are relative to that."""
    if shutil.which("strace") is None:
        raise CannotTrace("strace is not installed")
    root, said = folder / "sitting", folder / "trace"
    root.mkdir()
    program = [sys.executable, "-m", "tests.store.power_cut", str(root), str(steps), synchronous]
    command = ["strace", "-y", "-xx", "-s", "200000", "-e", f"trace={CALLS}", "-o", str(said), *program]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    if ran.returncode and "ptrace" in ran.stderr.lower():
        raise CannotTrace("this machine does not let strace look at programs")
    assert ran.returncode == 0, ran.stderr
    with said.open(encoding="ascii", errors="replace") as lines:
        return list(_calls(lines, str(root)))


_STRING = r'"((?:\\x[0-9a-f]{2})*)"'
_FD = r"(?:AT_FDCWD|\d+)<([^>]*)>"
_PATTERNS = {
    "open": re.compile(rf"openat\({_FD}, {_STRING}, (\S+?)[,)].* = \d+<"),
    "write at": re.compile(rf"pwrite64\({_FD}, {_STRING}, \d+, (\d+)\) = \d+"),
    "write": re.compile(rf"write\({_FD}, {_STRING}, \d+\) = \d+"),
    "sync": re.compile(rf"f(?:data)?sync\({_FD}\)"),
    "cut": re.compile(rf"ftruncate\({_FD}, (\d+)\) = 0"),
    "unlink": re.compile(rf"unlink\({_STRING}\) = 0|unlinkat\({_FD}, {_STRING}, 0\) = 0"),
    "rename": re.compile(
        rf"rename\({_STRING}, {_STRING}\) = 0|renameat2?\({_FD}, {_STRING}, {_FD}, {_STRING}(?:, 0)?\) = 0"
    ),
}


def _calls(lines: Iterable[str], root: str) -> Iterator[Call]:
    for line in lines:
        for what, pattern in _PATTERNS.items():
            found = pattern.match(line)
            if found is not None:
                call = _call(what, [part for part in found.groups() if part is not None])
                if call is not None and (call.what == "ack" or call.path.startswith(root)):
                    yield call
                break


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _path(text: str) -> str:
    return text if text.startswith("/") else _plain(text).decode()


def _call(what: str, parts: list[str]) -> Call | None:
    if what == "open":
        if "O_CREAT" not in parts[2]:
            return None
        return Call("empty" if "O_TRUNC" in parts[2] else "create", _path(_plain(parts[1]).decode()))
    if what == "write at":
        return Call("write", _path(parts[0]), int(parts[2]), _plain(parts[1]))
    if what == "write":
        content = _plain(parts[1])
        return Call("ack", at=int(content[4:])) if content.startswith(b"ACK ") else Call(
            "append", _path(parts[0]), content=content
        )  # fmt: skip
    if what == "sync":
        return Call("sync", _path(parts[0]))
    if what == "cut":
        return Call("cut", _path(parts[0]), int(parts[1]))
    paths = [_plain(part).decode() for part in parts if part.startswith("\\x")]
    paths = [path for path in paths if path.startswith("/")]
    return Call(what, paths[-1]) if what == "unlink" else Call(what, paths[-2], to=paths[-1])


# -- the disk ----------------------------------------------------------------------------------------


@dataclass
class Inode:
    """A file as it lies on the disk, and what was written to it since and may be lost."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Where and what was written; None cuts the file off there."""

    size: int = 0

    def write(self, at: int, content: bytes | None) -> None:
        """Write, or cut off; nothing is durable yet."""
        self.pending.append((at, content))
        self.size = at if content is None else max(self.size, at + len(content))

    def sync(self) -> None:
        """Make all of it durable."""
        for at, content in self.pending:
            _apply(self.durable, at, content)
        self.pending = []

    def after_a_cut(self, chance: random.Random) -> bytes:
        """What may be found of it: every sector that was not synced is there or not."""
        found = bytearray(self.durable)
        for at, content in self.pending:
            if content is None:
                if chance.random() < 0.5:
                    _apply(found, at, None)
                continue
            for start in range(0, len(content), SECTOR):
                if chance.random() < 0.5:
                    _apply(found, at + start, content[start : start + SECTOR])
        return bytes(found)


def _apply(file: bytearray, at: int, content: bytes | None) -> None:
    end = at if content is None else at + len(content)
    if len(file) < end:
        file.extend(bytes(end - len(file)))
    if content is None:
        del file[at:]
    else:
        file[at:end] = content


class Disk:
    """The files of a traced sitting up to some moment."""

    def __init__(self) -> None:
        self.names: dict[str, Inode] = {}
        self.durable: dict[str, Inode] = {}
        self.pending: dict[str, list[tuple[tuple[str, Inode | None], ...]]] = {}
        self.acked = -1

    def do(self, call: Call) -> None:
        """Let one call happen."""
        path = call.path
        if call.what == "ack":
            self.acked = call.at
        elif path.endswith("-shm"):
            return
        elif call.what in {"create", "empty"}:
            if path not in self.names:
                self._rename((path, Inode()))
            elif call.what == "empty":
                self.names[path].write(0, None)
        elif call.what == "write":
            self.names[path].write(call.at, call.content)
        elif call.what == "append":
            self.names[path].write(self.names[path].size, call.content)
        elif call.what == "cut":
            self.names[path].write(call.at, None)
        elif call.what == "unlink":
            self._rename((path, None))
        elif call.what == "rename":
            self._rename((call.to, self.names[path]), (path, None))
        elif path in self.names:
            self.names[path].sync()
        else:
            for change in self.pending.pop(path, []):
                _name(self.durable, change)

    def _rename(self, *change: tuple[str, Inode | None]) -> None:
        _name(self.names, change)
        self.pending.setdefault(str(Path(change[0][0]).parent), []).append(change)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What may be found on the disk: of each folder's changes, the first so many."""
        names = dict(self.durable)
        for changes in self.pending.values():
            for change in changes[: chance.randrange(len(changes) + 1)]:
                _name(names, change)
        return {path: inode.after_a_cut(chance) for path, inode in names.items()}


def _name(names: dict[str, Inode], change: tuple[tuple[str, Inode | None], ...]) -> None:
    for path, inode in change:
        if inode is None:
            names.pop(path, None)
        else:
            names[path] = inode


def cuts(calls: list[Call], number: int, seed: int) -> Iterator[tuple[int, dict[str, bytes]]]:
    """So many power cuts at random moments: the last step that was said to be done, and what is on the disk."""
    chance = random.Random(seed)
    moments = sorted(chance.randrange(1, len(calls) + 1) for _ in range(number))
    disk, done = Disk(), 0
    for moment in moments:
        for call in calls[done:moment]:
            disk.do(call)
        done = moment
        yield disk.acked, disk.after_a_cut(chance)


if __name__ == "__main__":
    sit(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
