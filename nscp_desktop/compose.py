"""Puts the house together, for the window, the command line, the demo and the tests."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from nscp_desktop.documents.pdf import draw
from nscp_desktop.rules.passphrase import chosen
from nscp_desktop.services import breakouts, corrections, notes, partnership, youth_boards
from nscp_desktop.store import Cost, Store
from nscp_desktop.ui.house import House

ZONE = ZoneInfo("Europe/London")


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
    partnership.described(code)
    store = Store.create(path, secret, clock, cost)
    try:
        partnership.set_up(store, code)
        if with_sample:
            from nscp_desktop import sample

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


def house(store: Store) -> House:
    """What the window and the commands are handed over an open store.

    What was typed before a kill and is not yet a deed becomes one here; the house says where.
    """
    recovered = notes.recover(store)
    breakouts.recover(store)
    youth_boards.recover(store)
    corrections.recover(store)
    return House(store, draw, recovered)
