"""Faults at the worst moment: a disk that is full or broken at the commit, and a program that stumbles."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nscp_desktop.store import Store

FULL = "database or disk is full"
BROKEN = "disk I/O error"


@contextmanager
def no_commit(store: Store, said: str = FULL) -> Iterator[None]:
    """Let every commit fail as the driver does when the disk is full or broken."""
    dialect = store._engine.dialect
    commit = dialect.do_commit

    def failing(_connection: object) -> None:
        raise sqlcipher.OperationalError(said)

    dialect.do_commit = failing  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        dialect.do_commit = commit  # type: ignore[method-assign]
