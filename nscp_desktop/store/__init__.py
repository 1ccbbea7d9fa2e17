"""How records are kept: key, engine, unit of work, change log, undo, drafts, migrations."""

from .deeds import Change, Undone
from .drafts import Draft
from .keys import CHEAP, Cost
from .store import Store

__all__ = ["CHEAP", "Change", "Cost", "Draft", "Store", "Undone"]
