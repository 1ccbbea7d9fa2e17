"""Puts the house together, for the window, the command line, the demo and the tests.

What only some houses need is loaded when they do: Today is to be on the screen first.
"""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nscp_desktop import paths
from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.rules.passphrase import chosen
from nscp_desktop.rules.practice import titled
from nscp_desktop.services import partnership, practice
from nscp_desktop.services.partnership_file import PRACTICE
from nscp_desktop.store import Store
from nscp_desktop.store.file import guarded
from nscp_desktop.store.keys import RECOVERY_COST
from nscp_desktop.ui.house import House

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.notes import Recovered
    from nscp_desktop.store import Cost

ZONE = ZoneInfo("Europe/London")
_PRACTICE = "practice.nscp"
_MADE = re.compile(r"practice(-[-\dT]+)?\.nscp")
_LOOKING = Lock()
"""Held while a practice is made and while what was left of others is removed: its folder comes before its guard."""


def now() -> datetime:
    """The moment, as the clocks of the partnership show it."""
    return datetime.now(ZONE)


def create_store(
    path: Path,
    passphrase: str,
    again: str,
    code: str,
    *,
    with_sample: bool = False,
    clock: Callable[[], datetime] = now,
    cost: Cost | None = None,
) -> Store:
    """A new store of the partnership ``code``, empty or with the invented sample.

    Refuses a weak passphrase, an unknown partnership and a place that cannot be written; then, and after
    any fault half-way, nothing is left at ``path``.
    """
    secret = chosen(passphrase, again)
    if code == PRACTICE:
        raise Unknown("A store that is kept cannot be a practice's. Press Practise in the program instead.")
    partnership.described(code)
    store = Store.create(path, secret, clock, cost)
    try:
        partnership.set_up(store, code)
        if with_sample:
            from nscp_desktop import sample

            store.note("sample", "Fill the store with an invented partnership")
            sample.fill(store, clock().date(), draw=draw)
        store.forget_sitting()
    except BaseException:
        store.close()
        for left in path.parent.glob(path.name + "*"):
            left.unlink()
        raise
    return store


def open_store(path: Path, passphrase: str, clock: Callable[[], datetime] = now) -> Store:
    """Open the store at ``path``; refuses as :meth:`nscp_desktop.store.Store.open` does."""
    return Store.open(path, passphrase, clock)


def draw(paper: Paper, created: datetime) -> bytes:
    """The PDF of a paper."""
    from nscp_desktop.documents import pdf

    return pdf.draw(paper, created)


def calendar(store: Store, meeting_ids: Sequence[str], title: str) -> bytes:
    """The calendar file of these meetings."""
    from nscp_desktop.exchange import calendars

    return calendars.file_of(store, meeting_ids, title)


def house(store: Store) -> House:
    """What the window and the commands are handed over an open store.

    What was typed before a kill and is not yet a deed becomes one here; the house says where. What was struck
    at a meeting that is closed, and is still there because the closing was cut short, goes.
    """
    recovered = _recovered(store) if store.drafts() else ()
    if not store.read_only:
        from nscp_desktop.services import strikes

        strikes.finish(store)
    if practice.is_practice(store):
        return House(store, _draw_marked, recovered, _calendar_marked, practice=True)
    return House(store, draw, recovered, calendar)


def _draw_marked(paper: Paper, created: datetime) -> bytes:
    """The PDF of a paper of a practice."""
    from nscp_desktop.papers.practice import marked

    return draw(marked(paper), created)


def _calendar_marked(store: Store, meeting_ids: Sequence[str], title: str) -> bytes:
    """The calendar file of a practice."""
    return calendar(store, meeting_ids, titled(title))


# -- practices ---------------------------------------------------------------------------------------


def practise(
    folder: Path | None = None, clock: Callable[[], datetime] = now, cost: Cost | None = None
) -> House:
    """A house over a new practice, in a folder of its own below ``folder``; :func:`end_practice` removes it.

    Its key is random and kept by nobody: once closed, the store cannot be opened again. After any fault
    half-way nothing is left.
    """
    from nscp_desktop.sample import practice as invented

    path = (folder or paths.practice_folder()) / secrets.token_hex(8) / _PRACTICE
    # 32 random bytes need no stretching: nobody can try them all.
    with _LOOKING:
        store = Store.create(path, secrets.token_urlsafe(32), clock, cost or RECOVERY_COST)
    try:
        invented.fill(store, _draw_marked)
        return house(store)
    except BaseException:
        _remove_practice(store)
        raise


def end_practice(practised: House) -> None:
    """Close a practice and remove all of it from the disk; what another program holds goes at the next start."""
    _remove_practice(practised.store)


def remove_left_practices(folder: Path | None = None) -> int:
    """Remove practices that a kill has left; one that somebody is at stays. Gives how many went.

    So does everything that no practice made, and what lies behind a link: the folder may be somebody's own.
    """
    root = folder or paths.practice_folder()
    if _leads_elsewhere(root) or not root.is_dir():
        return 0
    gone = 0
    with _LOOKING:
        for one in root.iterdir():
            if not _is_practice(one):
                continue
            try:
                guarded(one / _PRACTICE).release()
            except Refused:
                continue
            shutil.rmtree(one, ignore_errors=True)
            gone += not one.exists()
        with suppress(OSError):
            root.rmdir()
    return gone


def _is_practice(folder: Path) -> bool:
    """Whether this is a practice's folder, and holds nothing but what a practice makes."""
    backups = folder / "backups"
    try:
        if _leads_elsewhere(folder) or not (folder / _PRACTICE).is_file():
            return False
        inside = [one for one in folder.iterdir() if one != backups]
        if backups.is_dir() and not _leads_elsewhere(backups):
            inside += backups.iterdir()
        elif backups.exists():
            return False
        return all(_MADE.match(one.name) and one.is_file() and not _leads_elsewhere(one) for one in inside)
    except OSError:
        # What cannot be looked into is nobody's to remove.
        return False


def _leads_elsewhere(path: Path) -> bool:
    """Whether a name is a link; those that Windows makes between folders are no links by name."""
    return path.resolve() != path.parent.resolve() / path.name


def _remove_practice(store: Store) -> None:
    store.close()
    shutil.rmtree(store.path.parent, ignore_errors=True)
    with suppress(OSError):
        # The last one to leave takes the folder of all practices along.
        store.path.parent.parent.rmdir()


def _recovered(store: Store) -> tuple[Recovered, ...]:
    from nscp_desktop.services import breakouts, chairs, corrections, notes, youth_boards

    recovered = notes.recover(store)
    for service in (breakouts, youth_boards, corrections, chairs):
        service.recover(store)
    return recovered
