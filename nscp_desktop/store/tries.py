"""Wrong passphrases in a row, counted in this program and in a small file beside the store.

The file outlives a restart; the count in memory outlives a folder that may not be written to. Neither
stops somebody who copies the store: the cost of a slot does. They stop trying by hand.
"""

import contextlib
import json
import math
from dataclasses import dataclass
from datetime import MAXYEAR, datetime
from pathlib import Path

from nscp_desktop.errors import CannotWrite, WaitFirst
from nscp_desktop.outside import write_whole
from nscp_desktop.rules.passphrase import wait_after
from nscp_desktop.rules.wording import counted
from nscp_desktop.rules.year import long_date


@dataclass(frozen=True, slots=True)
class Tries:
    """So many wrong tries since the store last opened, and when the last was made."""

    wrong: int = 0
    last: datetime | None = None


# Of the whole process: a second window, or one that is opened anew, must not begin at none.
_in_memory: dict[Path, Tries] = {}


def made(store: Path) -> Tries:
    """The wrong tries in a row at this store."""
    kept, seen = _read(_place(store)), _in_memory.get(store.resolve(), Tries())
    return max(kept, seen, key=lambda tries: tries.wrong)


def wait(store: Path, now: datetime) -> int:
    """Seconds until the next try may be made; 0 when it may be made now."""
    tries = made(store)
    needed = wait_after(tries.wrong)
    if tries.last is None or needed == 0:
        return 0
    gone = (now - tries.last).total_seconds()
    # A clock that was set back must not lock anybody out for longer than the wait itself.
    return needed if gone < 0 else max(0, math.ceil(needed - gone))


def refuse_haste(store: Path, now: datetime) -> None:
    """Refuse a try that comes too soon (:class:`WaitFirst`)."""
    seconds = wait(store, now)
    if seconds:
        raise WaitFirst(
            f"{counted(made(store).wrong, 'wrong passphrase')} in a row. "
            f"Wait {counted(seconds, 'second')}, then try again. Nothing has been changed.",
            seconds,
        )


def told(store: Path, now: datetime) -> str:
    """The wrong tries in a row as the journal has them, empty when there are none."""
    tries = made(store)
    if not tries.wrong or tries.last is None:
        return ""
    last = tries.last.astimezone(now.tzinfo)
    return f"{counted(tries.wrong, 'wrong passphrase')}, the last on {long_date(last.date())} at {last:%H:%M}"


def failed(store: Path, now: datetime) -> None:
    """Count a wrong try."""
    tries = Tries(made(store).wrong + 1, now)
    _in_memory[store.resolve()] = tries
    # Where the folder may not be written to, the count in memory has to do.
    with contextlib.suppress(CannotWrite):
        write_whole(_place(store), json.dumps({"wrong": tries.wrong, "last": now.isoformat()}).encode())


def succeeded(store: Path) -> None:
    """Begin again at none."""
    _in_memory.pop(store.resolve(), None)
    with contextlib.suppress(OSError):
        _place(store).unlink(missing_ok=True)


def _place(store: Path) -> Path:
    return store.with_name(store.name + ".tries")


def _read(place: Path) -> Tries:
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
        wrong, last = int(found["wrong"]), datetime.fromisoformat(found["last"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Tries()
    # At the very ends of the calendar a moment cannot be told in another zone.
    sensible = wrong > 0 and last.tzinfo is not None and 1 < last.year < MAXYEAR
    return Tries(wrong, last) if sensible else Tries()
