"""The names of those who are no children here: everybody in the list of people, who works the program included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlmodel import col, select

from nscp_desktop.records import Person
from nscp_desktop.rules.child_marks import known_words

if TYPE_CHECKING:
    from nscp_desktop.store import Store

TABLES: Final = frozenset({str(Person.__tablename__)})
"""Whose deeds change the names."""


def name_words(store: Store) -> frozenset[str]:
    """Give every word of their names, folded."""
    with store.read() as session:
        return known_words(session.exec(select(Person.name).where(col(Person.removed).is_(False))))
