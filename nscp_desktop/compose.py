"""Puts the house together, for the window, the command line, the demo and the tests.

What only some houses need is loaded when they do: Today is to be on the screen first.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nscp_desktop.rules.passphrase import chosen
from nscp_desktop.services import partnership
from nscp_desktop.store import Store
from nscp_desktop.ui.house import House

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.notes import Recovered
    from nscp_desktop.store import Cost

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
    return House(store, draw, recovered, calendar)


def _recovered(store: Store) -> tuple[Recovered, ...]:
    from nscp_desktop.services import breakouts, corrections, notes, youth_boards

    recovered = notes.recover(store)
    for service in (breakouts, youth_boards, corrections):
        service.recover(store)
    return recovered
