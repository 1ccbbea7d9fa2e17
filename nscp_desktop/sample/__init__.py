"""The invented partnership, made through the services: people, two earlier rounds, and a meeting today.

Everybody and everything in it is invented. The same seed and day give the same sample.
"""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from nscp_desktop.sample.people import months_before, settle
from nscp_desktop.services import partnership

if TYPE_CHECKING:
    from nscp_desktop.store import Store

SEED = 2027


def fill(store: Store, today: date, seed: int = SEED) -> None:
    """Fill a store that is set up and empty; the first group of the sample meets on ``today`` at ten.

    While it works the store's clock stands on the days the deeds would have been done.
    """
    chance = Random(seed)
    now = store.now
    zone = ZoneInfo(partnership.partnership(store).time_zone)

    def at(day: date, hour: int = 9, minute: int = 0) -> None:
        moment = datetime.combine(day, time(hour, minute), zone)
        store.now = lambda: moment

    try:
        began = months_before(today, 6)
        at(began)
        settle(store, chance, began)
    finally:
        store.now = now
