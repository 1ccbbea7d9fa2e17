"""Questions that ask columns, as lists and screens do: straight to the connection, past the ORM's work on each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlmodel import Session


def ask(session: Session, statement: Any, **asked: Any) -> Any:  # noqa: ANN401 statements of many shapes
    """The rows of a statement that was put together once, with what it leaves open.

    Inside a change it sees what the change has done so far.
    """
    session.flush()
    return session.connection().execute(statement, asked)
