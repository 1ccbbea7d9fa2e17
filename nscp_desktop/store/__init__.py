"""How records are kept: key, engine, unit of work, change log, undo, drafts, migrations."""

from .keys import CHEAP, Cost
from .store import Change, Draft, Store, Undone

__all__ = ["CHEAP", "Change", "Cost", "Draft", "Store", "Undone"]
