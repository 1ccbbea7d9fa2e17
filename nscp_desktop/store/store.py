"""The store: an object that holds one encrypted file, its unit of work, drafts, undo and announcement."""

import secrets
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from nscp_desktop import log
from nscp_desktop.errors import Refused
from nscp_desktop.records import new_id

from . import anew, backup, checks, drafts, file, kept, keys, left, search, tries, wordings
from .announcement import Announcement
from .clock import HybridClock
from .deeds import Change, Undone
from .drafts import Draft
from .engine import refusal
from .file import StoreFile
from .journal import Chain, Entry
from .log import DeedInHand, LoggedSession
from .migrations import migrate
from .sitting import Sitting
from .tables import DraftRow, LogRow, Setting
from .undo import invert


class Store:
    """One open store. Several may live in one process.

    Whoever asks or writes has its turn: what another thread does with it meanwhile waits, so that long work can be
    done off the window's thread.
    """

    def __init__(self, opened: StoreFile, now: Callable[[], datetime]) -> None:
        """Take up an open, migrated file; use :meth:`create` or :meth:`open`."""
        self.path, self.file, self.now = opened.path, opened, now
        search.ensure(opened)
        self.actor = ""
        self.closed = False
        self._session: Session | None = None
        self.announcement = Announcement()
        self.sitting = Sitting()
        with self.read() as session:
            self.device = self._setting(session, "device") or ""
            self.store_id = self._setting(session, "store") or ""
            highest = session.exec(select(LogRow.id).order_by(col(LogRow.id).desc()).limit(1)).first() or ""
            self._chain = Chain(session, self.device)
            self._drafts = {(row.table, row.record, row.field) for row in session.exec(select(DraftRow))}
        self._clock = HybridClock(self.device, now, max(highest, self._chain.stamp))

    @classmethod
    def create(
        cls, path: Path, passphrase: str, now: Callable[[], datetime], cost: keys.Cost | None = None
    ) -> "Store":
        """Make a new store at ``path`` that ``passphrase`` opens.

        Refuses a place that is taken, unsafe or cannot be written (:class:`CannotWrite`), leaving nothing behind.
        """
        opened, store_id = file.make(path, passphrase, now().date(), cost)
        try:
            migrate(opened.engine, path.name, new=True)
            with Session(opened.engine) as session, session.begin():
                session.add(Setting(key="store", value=store_id))
                session.add(Setting(key="device", value=secrets.token_hex(4)))
            left.clear(path)
            return cls(opened, now)
        except DBAPIError as error:
            file.discard(opened)
            raise refusal(error.orig or error, path) from error

    @classmethod
    def open(cls, path: Path, secret: str, now: Callable[[], datetime]) -> "Store":
        """Open the store at ``path`` with a passphrase or a recovery key.

        An older schema is brought up after a checked backup. Refuses, changing nothing: no store
        (:class:`NotAStore`), a wrong secret (:class:`WrongPassphrase`), a store in use
        (:class:`StoreInUse`), a newer one (:class:`NewerStore`), an unsafe place (:class:`UnsafePlace`).
        """
        store = cls.over(file.unlock(path, secret, now), now)
        if not store.read_only:
            left.clear(path)
        store.note_wrong_tries()
        return store

    def lock(self) -> None:
        """Close the file and forget its key until :meth:`unlock`. Undo stays; nobody else may have the file."""
        if self._session is not None:
            raise RuntimeError("a store cannot be locked inside a change or a read")
        self.file.lock()

    def unlock(self, key: bytes) -> None:
        """Open the locked file again by the key of :meth:`StoreFile.key_by`; refuses one put in its place (``Damaged``)."""
        self.file.unlock(key)
        with self.read() as session:
            found = self._setting(session, "device"), Chain(session, self.device).hash
        if found != (self.device, self._chain.hash):
            self.file.lock()
            raise checks.replaced(self.file)
        self.note_wrong_tries()

    def note_wrong_tries(self) -> None:
        """Note in the journal, and forget, the wrong passphrases before the one that opened the store.

        What a full disk does not take is noted at the next opening: it must not keep out who knows the passphrase.
        """
        words = tries.told(self.path, self.now())
        try:
            if words:
                self.note("refused", words)
        except Refused as error:
            log.fault(error)
            return
        tries.succeeded(self.path)

    @classmethod
    def over(cls, opened: StoreFile, now: Callable[[], datetime]) -> "Store":
        """The store in an open file, its schema brought up; the file is closed when that is refused."""

        def before() -> None:
            if opened.read_only:
                raise checks.reading_only(opened)
            if opened.path.suffix != backup.HALF:
                backup.make(opened, backup.folder_of(opened.path), now())

        try:
            migrate(opened.engine, opened.path.name, new=False, before=before)
            anew.finish(opened)
            return cls(opened, now)
        except DBAPIError as error:
            opened.close()
            raise refusal(error.orig or error, opened.path) from error
        except BaseException:
            opened.close()
            raise

    def close(self) -> None:
        """Empty superseded wordings of free text and close the file; the store is of no further use."""
        if self.closed:
            return
        self.closed = True
        try:
            if not self.file.locked:
                self.empty_superseded()
        except Refused as error:
            # A full disk must not keep the store open; the next close empties them, as after a locked one.
            log.fault(error)
        self.file.close()

    def empty_superseded(self) -> None:
        """Empty superseded wordings of free text, and begin a new sitting: they no longer serve undo."""
        if self.read_only:
            return
        self.forget_sitting()
        try:
            with self.file.turn:
                wordings.empty_superseded(self._engine, papers=not self.file.copying.locked())
        except DBAPIError as error:
            raise self._refusal(error) from error

    @property
    def read_only(self) -> bool:
        """Whether the store lies where nothing may be written: it can be read, and every change is refused."""
        return self.file.read_only

    @property
    def locked(self) -> bool:
        """Whether everything is refused (:class:`Locked`) until :meth:`unlock`."""
        return self.file.locked

    @property
    def _engine(self) -> Engine:
        self.file.refuse_if_locked()
        return self.file.engine

    # -- reading and writing ------------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for questions; inside a change or another read, that same session."""
        with self.file.turn:
            if self._session is not None:
                yield self._session
                return
            with Session(self._engine) as session:
                self._session = session
                try:
                    yield session
                except DBAPIError as error:
                    raise self._refusal(error) from error
                finally:
                    self._session = None

    @contextmanager
    def change(self, label: str, *, undoable: bool = True, kind: str = "deed") -> Iterator[Session]:
        """The one way to write: one deed and one durable commit, or nothing at all.

        ``label`` says the deed in the imperative ("Mark Priya Nair present"). A fault of the disk is
        raised as a :class:`~nscp_desktop.errors.Refused`; every error leaves the store as it was.
        """
        with self.file.turn:
            if self._session is not None:
                raise RuntimeError("a change cannot begin inside another change or a read")
            self._refuse_if_read_only()
            done = yield from self._deed(label, kind, undoable=undoable)
        if done is not None:
            self.announcement.tell(done)

    def _deed(self, label: str, kind: str, *, undoable: bool) -> Generator[Session, None, Change | None]:
        deed = DeedInHand(new_id(), self._clock, self._drafts)
        session = LoggedSession(self._engine)
        session.deed = deed
        self._session = session
        entry: Entry | None = None
        try:
            yield session
            session.flush()
            if deed.rows or kind != "deed":
                entry = self._chain.entry(
                    deed.id,
                    self._clock.stamp(),
                    self.now(),
                    actor=self.actor,
                    kind=kind,
                    label=label,
                    rows=deed.rows,
                )
                entry.write(session)
            session.commit()
        except DBAPIError as error:
            session.rollback()
            raise self._refusal(error) from error
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
            self._session = None
        if entry is None:
            return None
        self._chain.took(entry.number, entry.hash)
        self._drafts -= deed.settled
        if undoable and deed.rows:
            self.sitting.did(deed.id, label)
        return Change(deed.id, label, entry.at, self.actor, frozenset(deed.touched))

    def note(self, kind: str, label: str) -> None:
        """Write an event that changes no record into the journal: an unlock, an export, a print.

        A store that is open for reading only has no place for it.
        """
        if self.read_only:
            return
        with self.change(label, undoable=False, kind=kind):
            pass

    def keep(self, session: Session, content: bytes) -> str:
        """Keep ``content`` inside the store as part of the open change; gives its SHA-256 fingerprint."""
        return kept.keep(session, content)

    def kept(self, fingerprint: str) -> bytes:
        """The bytes kept under ``fingerprint``; KeyError when there are none."""
        with self.read() as session:
            return kept.content_of(session, fingerprint, self.path.name)

    # -- announcement -------------------------------------------------------------------------------

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` after every commit; gives a function that stops it."""
        return self.announcement.listen(listener)

    # -- undo ---------------------------------------------------------------------------------------

    @property
    def undo_label(self) -> str:
        """What undo would take back, empty when there is nothing in this sitting."""
        return self.sitting.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again, empty when there is nothing."""
        return self.sitting.redo_label

    def undo(self) -> Undone | None:
        """Take back the newest deed of this sitting that is not yet taken back; None when there is none."""
        return self._turn("undo", self.sitting.done)

    def redo(self) -> Undone | None:
        """Do again what was last taken back; None when there is nothing."""
        return self._turn("redo", self.sitting.taken_back)

    def _turn(self, word: str, source: list[tuple[str, str]]) -> Undone | None:
        if not source:
            return None
        deed_id, label = source[-1]
        inverse = ""
        with self.change(f"{word.capitalize()}: {label}", undoable=False, kind=word) as session:
            logged = cast("LoggedSession", session)
            left_alone = invert(logged, deed_id, self.sitting.inverses)
            inverse = logged.deed.id
        self.sitting.turned(inverse, back=word == "undo")
        return Undone(label, left_alone)

    def forget_sitting(self) -> None:
        """Begin a new sitting: what was done so far can no longer be undone, only changed."""
        self.sitting.forget()

    # -- drafts -------------------------------------------------------------------------------------

    def keep_draft(self, table: str, record: str, field: str, text: str, cursor: int = 0) -> None:
        """Make text that is being typed durable without making it a deed."""
        at = self.now()
        with self._unlogged() as session:
            session.merge(
                DraftRow(table=table, record=record, field=field, text=text, cursor=cursor, typed_at=at)
            )
        self._drafts.add((table, record, field))

    def drop_draft(self, table: str, record: str, field: str) -> None:
        """Forget a draft whose text is as kept; where there is none, nothing is written."""
        self._refuse_if_read_only()
        if (table, record, field) not in self._drafts:
            return
        with self._unlogged() as session:
            drafts.forget(session, table, record, field)
        self._drafts.discard((table, record, field))

    @contextmanager
    def _unlogged(self) -> Iterator[Session]:
        """A small durable write outside the log: a draft or a setting."""
        try:
            with self.file.turn:
                if self._session is not None:
                    raise RuntimeError("a draft or a setting cannot be kept inside a change or a read")
                self._refuse_if_read_only()
                with Session(self._engine) as session, session.begin():
                    yield session
        except DBAPIError as error:
            raise self._refusal(error) from error

    def _refusal(self, error: DBAPIError) -> Refused:
        """What a fault of the disk means, in a sentence."""
        return refusal(error.orig or error, self.path)

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise checks.reading_only(self.file)

    @staticmethod
    def settle_draft(session: Session, table: str, record: str, field: str) -> None:
        """Let a draft go with the open change, in its one commit, where no field of that name is written."""
        cast("LoggedSession", session).deed.settled.add((table, record, field))
        # At once: no flush may follow in which it could go.
        drafts.forget(session, table, record, field)

    def drafts(self) -> tuple[Draft, ...]:
        """Every draft that is waiting, oldest first: after a kill, what was typed and is not yet a deed."""
        with self.read() as session:
            return drafts.waiting(session)

    # -- settings and checks ------------------------------------------------------------------------

    @staticmethod
    def _setting(session: Session, key: str) -> str | None:
        row = session.get(Setting, key)
        return None if row is None else row.value

    def setting(self, key: str) -> str | None:
        """A fact of this store itself, or None."""
        with self.read() as session:
            return self._setting(session, key)

    def set(self, key: str, value: str) -> None:
        """Keep a fact of this store itself; it is neither logged nor undone."""
        with self._unlogged() as session:
            session.merge(Setting(key=key, value=value))

    def warnings(self) -> tuple[str, ...]:
        """What is the matter with the place, the disk or the clock, one sentence each; empty when nothing is."""
        return checks.warnings(self.file, self._clock.behind())

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file or the chains, one sentence each; empty when all is well."""
        return checks.check(self.file, self.read())
