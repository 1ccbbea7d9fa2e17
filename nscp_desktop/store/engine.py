"""One encrypted connection: SQLCipher in WAL with every commit on the disk before it is called saved."""

from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache
from sqlmodel import create_engine

from nscp_desktop.errors import CannotWrite, NotAStore, Refused, StoreInUse

APPLICATION_ID = 0x4E534350  # "NSCP"
_OLDEST_SQLITE = (3, 45, 0)
_PLAIN_START = b"SQLite format 3\x00"

_PUT_INTO_SQL: LRUCache[Any, Any] = LRUCache(1000)
"""Questions as they were once put into SQL, which is most of the work of asking: kept also while it is locked."""


@cache
def _ours() -> Engine:
    """What all engines have in common: SQL as SQLCipher speaks it, asked once of a store in memory."""
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    engine.connect().close()
    engine.dispose()
    return engine


def connect(path: Path, key: bytes, *, read_only: bool = False) -> tuple[Engine, Any]:
    """An engine with one connection to the encrypted file at ``path`` (made when it is not there), and that.

    ``key`` is 32 raw bytes. Refuses, changing nothing: a file in use (:class:`StoreInUse`), a plain or
    foreign file (:class:`NotAStore`), a place that cannot be written (:class:`CannotWrite`).
    """
    connection = reader(path, key) if read_only else _opened(path, key)
    ours = _ours()
    engine = Engine(
        StaticPool(lambda: connection, dialect=ours.dialect),
        ours.dialect,
        ours.url,
        execution_options={"compiled_cache": _PUT_INTO_SQL},
    )

    # The driver would begin a transaction only before some statements; we say where each begins.
    @event.listens_for(engine, "begin")
    def _begin(open_connection: Any) -> None:  # noqa: ANN401 SQLAlchemy's own signature
        open_connection.exec_driver_sql("BEGIN")

    return engine, connection


def _keyed(path: Path, key: bytes, *, reading: bool = False) -> Any:  # noqa: ANN401 the driver has no types
    """A connection of the driver with its key set; nothing has been read yet."""
    if sqlcipher.sqlite_version_info < _OLDEST_SQLITE:
        raise Refused("This copy of the program is put together wrongly: its SQLite is too old.")
    # What is only read is taken to be written by nobody, and gets no file beside it.
    place = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if reading else str(path)
    try:
        connection = sqlcipher.connect(
            place, isolation_level=None, check_same_thread=False, timeout=0.25, uri=reading
        )
    except sqlcipher.OperationalError as error:
        raise CannotWrite(
            f"{path} cannot be opened: the folder is missing or may not be written to. "
            "Choose another place. Nothing has been changed."
        ) from error
    # A raw key: the passphrase was stretched in keys.py, SQLCipher must not stretch it again.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        connection.close()
        raise Refused("This copy of the program is put together wrongly: it cannot encrypt.")
    connection.execute("PRAGMA cipher_memory_security = OFF")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _opened(path: Path, key: bytes) -> Any:  # noqa: ANN401 the driver has no types
    connection = _keyed(path, key)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What is emptied or dropped is overwritten, not only let go.
        connection.execute("PRAGMA secure_delete = ON").fetchone()
        # Taking the write lock once shows at the door, not at the first deed, that somebody else has the store.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlcipher.Error as error:
        connection.close()
        raise refusal(error, path) from error
    return connection


def reader(path: Path, key: bytes) -> Any:  # noqa: ANN401 the driver has no types
    """A connection that only reads, leaves no file beside ``path``, and takes it that nobody writes to it."""
    connection = _keyed(path, key, reading=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlcipher.Error as error:
        connection.close()
        raise refusal(error, path) from error
    return connection


def unauthentic(path: Path, key: bytes) -> int:
    """How many pages of the file at ``path`` are not what was written, or are not whole; it may be in use."""
    connection = _keyed(path, key, reading=True)
    try:
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def scratch(path: Path, key: bytes) -> Any:  # noqa: ANN401 the driver has no types
    """A connection to a throw-away copy of a store, with its log; whatever is asked of it may fail."""
    connection = _keyed(path, key)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def blank(path: Path, key: bytes) -> Any:  # noqa: ANN401 the driver has no types
    """A connection to a file that a copy is written into: quick, because the copy counts only when it is whole."""
    connection = _keyed(path, key)
    for setting in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -4000"):
        connection.execute(f"PRAGMA {setting}").fetchall()
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
        f"{path.name} is not a store of NSCP Desktop, or it is damaged. A damaged store is put together "
        "again with its newest backup (nscp-desktop salvage). Nothing has been changed."
    )


def is_plain(path: Path) -> bool:
    """Whether the file at ``path`` is an unencrypted database: never acceptable for a store."""
    with path.open("rb") as file:
        return file.read(16) == _PLAIN_START
