"""One encrypted connection: SQLCipher in WAL with every commit on the disk before it is called saved."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import create_engine

from nscp_desktop.errors import CannotWrite, NotAStore, Refused, StoreInUse

APPLICATION_ID = 0x4E534350  # "NSCP"
_OLDEST_SQLITE = (3, 45, 0)
_PLAIN_START = b"SQLite format 3\x00"


def connect(path: Path, key: bytes) -> Engine:
    """An engine with one connection to the encrypted file at ``path`` (made when it is not there).

    ``key`` is 32 raw bytes. Refuses, changing nothing: a file in use (:class:`StoreInUse`), a plain or
    foreign file (:class:`NotAStore`), a place that cannot be written (:class:`CannotWrite`).
    """
    connection = _opened(path, key)
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: connection, poolclass=StaticPool)

    # The driver would begin a transaction only before some statements; we say where each begins.
    @event.listens_for(engine, "begin")
    def _begin(open_connection: Any) -> None:  # noqa: ANN401 SQLAlchemy's own signature
        open_connection.exec_driver_sql("BEGIN")

    return engine


def _opened(path: Path, key: bytes) -> Any:  # noqa: ANN401 the driver has no types
    if sqlcipher.sqlite_version_info < _OLDEST_SQLITE:
        raise Refused("This copy of the program is put together wrongly: its SQLite is too old.")
    try:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=0.25)
    except sqlcipher.OperationalError as error:
        raise CannotWrite(
            f"{path} cannot be opened: the folder is missing or may not be written to. "
            "Choose another place. Nothing has been changed."
        ) from error
    try:
        # A raw key: the passphrase was stretched in keys.py, SQLCipher must not stretch it again.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        if not connection.execute("PRAGMA cipher_version").fetchone():
            raise Refused("This copy of the program is put together wrongly: it cannot encrypt.")
        connection.execute("PRAGMA cipher_memory_security = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Taking the write lock once shows at the door, not at the first deed, that somebody else has the store.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlcipher.Error as error:
        connection.close()
        raise refusal(error, path) from error
    except Refused:
        connection.close()
        raise
    return connection


def refusal(error: BaseException, path: Path) -> Refused:
    """What a fault of the file or the disk means, in a sentence."""
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return StoreInUse(
            f"{path.name} is open in another copy of NSCP Desktop. Close it there first. Nothing has been changed."
        )
    if "full" in said:
        return CannotWrite("The disk is full. Make room, then try again. Nothing has been changed.")
    if "readonly" in said or "unable to open" in said or "disk i/o" in said:
        return CannotWrite(
            f"{path} cannot be written to. Choose another place, or ask for the right to write there. "
            "Nothing has been changed."
        )
    return NotAStore(
        f"{path.name} is not a store of NSCP Desktop, or it is damaged. Nothing has been changed."
    )


def is_plain(path: Path) -> bool:
    """Whether the file at ``path`` is an unencrypted database: never acceptable for a store."""
    with path.open("rb") as file:
        return file.read(16) == _PLAIN_START
