"""Numbered steps from one schema to the next, each in one explicit transaction.

A step that was shipped never changes. One that only adds tables is a file of statements. One that changes
records must also write the log rows of what it changes, with ids derived from the step, the record and the
field (``records.meeting_point``), so that two laptops that upgrade apart write the same rows, and a slice of
an older log is lifted by the same step when it is taken in.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from nscp_desktop.errors import NewerStore, NotAStore

from . import tables as _own_tables  # noqa: F401 the store's own tables belong to the schema too
from .engine import APPLICATION_ID

_STEPS = Path(__file__).parent / "steps"


def _from_file(name: str) -> Callable[[Any], None]:
    def step(connection: Any) -> None:  # noqa: ANN401 the driver's own connection
        for statement in (_STEPS / name).read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)

    return step


STEPS: tuple[Callable[[Any], None], ...] = tuple(
    _from_file(name)
    for name in ("0001.sql", "0002.sql", "0003.sql", "0004.sql", "0005.sql", "0006.sql", "0007.sql")
)
"""The step at index n leads from version n to version n + 1."""

LATEST = len(STEPS)


def migrate(engine: Engine, name: str, *, new: bool, before: Callable[[], object] = lambda: None) -> None:
    """Bring the store up to the latest version, step by step.

    ``name`` is the file's name for the sentences; ``before`` is called once before the first step of a
    store that is there already, to back it up. Refuses a newer store (:class:`NewerStore`) and a file
    that another program made (:class:`NotAStore`), changing nothing.
    """
    with engine.connect() as connection:
        made_by = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.rollback()
        if not new and made_by != APPLICATION_ID:
            raise NotAStore(f"{name} is not a store of NSCP Desktop. Nothing has been changed.")
        if version > LATEST:
            raise NewerStore(
                f"{name} was made by a later version of NSCP Desktop. Install that version to open it. "
                "Nothing has been changed."
            )
        if version < LATEST and not new:
            before()
        for number in range(version, LATEST):
            with connection.begin():
                STEPS[number](connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {number + 1}")


def schema_of_records() -> str:
    """The statements that make today's tables, as the last step must leave them."""
    statements = []
    for _name, table in sorted(SQLModel.metadata.tables.items()):
        statements.append(str(CreateTable(table).compile(dialect=dialect())).strip())
        indexes = sorted(table.indexes, key=lambda one: str(one.name))
        statements += [str(CreateIndex(index).compile(dialect=dialect())).strip() for index in indexes]
    return ";\n".join(statements) + ";\n"
