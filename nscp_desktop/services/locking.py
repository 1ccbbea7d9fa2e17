"""Locking the store and unlocking it, and after how many minutes it locks by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.errors import Refused
from nscp_desktop.rules import locking as rules
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import meeting_facts

if TYPE_CHECKING:
    from nscp_desktop.store import Store

_IDLE = "lock_after"
_MEETING = "lock_after_in_meeting"


@dataclass(frozen=True, slots=True)
class IdleTimes:
    """Minutes without a key or the mouse after which the program locks; ``meeting`` while a meeting runs."""

    idle: int
    meeting: int


def lock(store: Store) -> None:
    """Close the store and forget its key. A backup that is under way is stopped; the next one makes it good."""
    store.lock()


def key_by(store: Store, secret: str) -> bytes:
    """What :func:`unlock` takes, for who knows a passphrase or a recovery key; may be asked on another thread.

    Refuses a wrong one (``WrongPassphrase``, counted) and one that comes too soon after others (``WaitFirst``).
    """
    return store.file.key_by(secret, store.now)


def unlock(store: Store, key: bytes) -> None:
    """Open the locked store again where it was, the deeds that can be undone too.

    Refuses (``Damaged``) when another file lies in its place.
    """
    store.unlock(key)


def idle_times(store: Store) -> IdleTimes:
    """After how many minutes the program locks by itself."""
    return IdleTimes(
        rules.kept_minutes(store.setting(_IDLE), rules.IDLE_MINUTES),
        rules.kept_minutes(store.setting(_MEETING), rules.MEETING_MINUTES),
    )


def set_idle_times(store: Store, idle: int, meeting: int) -> str:
    """Lock after so many minutes from now on; gives a sentence. Refuses less than one and more than 240."""
    for minutes in (idle, meeting):
        if not rules.may_be_set(minutes):
            raise Refused(
                f"The program can lock itself after {rules.LEAST_MINUTES} to {rules.MOST_MINUTES} minutes, "
                f"not after {minutes}. Nothing has been changed."
            )
    said = f"after {counted(idle, 'minute')}, and after {counted(meeting, 'minute')} while a meeting runs"
    store.set(_IDLE, str(idle))
    store.set(_MEETING, str(meeting))
    store.note("keys", f"Lock {said}")
    return f"It locks {said}."


def minutes_now(store: Store) -> int:
    """After how many minutes it locks as things stand: longer while a meeting runs."""
    times = idle_times(store)
    return times.idle if meeting_facts.running(store) is None else times.meeting
