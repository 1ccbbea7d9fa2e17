"""How records are kept: key, engine, unit of work, change log, undo, drafts, migrations."""

from .drafts import Draft
from .keys import CHEAP, Cost
from .store import Change, Store, Undone

__all__ = ["CHEAP", "Change", "Cost", "Draft", "Store", "Undone"]
