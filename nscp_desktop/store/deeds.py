"""What is said of a deed that is done, and of one that was taken back."""

from dataclasses import dataclass
from datetime import datetime

from .undo import LeftAlone


@dataclass(frozen=True, slots=True)
class Change:
    """A deed that is done and durable: what it is called, when, by whom, and which records it touched."""

    id: str
    label: str
    at: datetime
    actor: str
    records: frozenset[tuple[str, str]]

    @property
    def tables(self) -> frozenset[str]:
        """The tables it touched."""
        return frozenset(table for table, _record in self.records)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the deed's label, and the fields it left alone because they changed since."""

    label: str
    left_alone: tuple[LeftAlone, ...]
