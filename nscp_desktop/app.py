"""The door with a window, and the start of every command."""

from __future__ import annotations

import builtins
import glob
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING

from nscp_desktop import assets, paths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from nscp_desktop.services.officers import OfficerRow
    from nscp_desktop.services.slots import FreshKey
    from nscp_desktop.store.mending import Mending
    from nscp_desktop.ui.house import House


def main(arguments: Sequence[str] | None = None) -> int:
    """Do a command of the administrators, or open the window; gives the exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if not words:
        return window(None)
    from nscp_desktop import cli

    parsed = cli.parser().parse_args(words)
    if parsed.command == cli.PRACTISE:
        return window(None, practise=True)
    return cli.run(parsed) if parsed.command else window(parsed.store)


class StoreDoor:
    """The way in to one store file; what needs the store's libraries is loaded when it is first used."""

    def __init__(self, path: Path, clock: Callable[[], datetime] | None = None) -> None:
        """The way in to ``path``; ``clock`` stands in for the laptop's own."""
        self._path = path
        self._clock = clock
        self._damaged = self._doubted = False

    @property
    def is_new(self) -> bool:
        """Whether there is no store yet, nor what is left of one that was moved or removed: keys or backups."""
        path, name = self._path, glob.escape(self._path.stem)
        left = (f"{name}{path.suffix}.keys*", f"backups/{name}-*{path.suffix}")
        # Keys of a store whose making was cut short are nobody's.
        begun = path.with_name(f"{path.name}.new").exists()
        return not path.exists() and (begun or not any(any(path.parent.glob(one)) for one in left))

    @property
    def store_name(self) -> str:
        """The store's file, as shown."""
        return str(self._path)

    def partnerships(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every partnership the program ships."""
        import tomllib

        codes = assets.names("partnerships", ending=".toml")
        files = [(code, tomllib.loads(assets.text("partnerships", f"{code}.toml"))) for code in codes]
        return tuple((code, str(file["partnership"]["name"])) for code, file in files)

    def open(self, passphrase: str) -> House:
        """Open the store, or refuse."""
        from nscp_desktop import compose
        from nscp_desktop.errors import Damaged, NotAStore

        doubted, self._doubted = self._doubted, False
        self._damaged = doubted
        if doubted:
            raise Damaged("A part of the store could not be read. Whether it is damaged is being looked at.")
        try:
            return compose.house(compose.open_store(self._path, passphrase, self._clock or compose.now))
        except (Damaged, NotAStore):
            self._damaged = True
            raise

    def give_up(self, house: House) -> None:
        """Close a store that opened and then could not be read; the next passphrase leads to :meth:`remedy`."""
        self._doubted = True
        house.store.close()

    def remedy(self, passphrase: str) -> StoreRemedy | None:
        """What can be done when the store did not open because it is damaged; None where it is not."""
        from nscp_desktop import compose
        from nscp_desktop.store import mending

        if not self._damaged:
            return None
        now = self._clock or compose.now
        found = mending.look(self._path, passphrase, now)
        return None if found is None else StoreRemedy(found, passphrase, now)

    def create(self, passphrase: str, again: str, code: str, *, with_sample: bool) -> House:
        """Make the store, or refuse."""
        from nscp_desktop import compose

        return compose.house(
            compose.create_store(
                self._path, passphrase, again, code, with_sample=with_sample, clock=self._clock or compose.now
            )
        )

    def practise(self) -> House:
        """Make a practice, or refuse."""
        from nscp_desktop import compose

        return compose.practise(clock=self._clock or compose.now)

    def end_practice(self, house: House) -> None:
        """Remove a practice that was closed."""
        from nscp_desktop import compose

        compose.end_practice(house)

    def leave(self, house: House) -> None:
        """Close the store again: nobody said who they are."""
        from nscp_desktop.services import keeping

        keeping.close(house.store)

    def recovery_key(self, house: House, passphrase: str) -> FreshKey:
        """Make a recovery key, or refuse."""
        from nscp_desktop.services import slots

        return slots.fresh_key(house.store, passphrase)

    def colleagues(self, house: House) -> tuple[OfficerRow, ...]:
        """Who works in this store."""
        from nscp_desktop.services import officers

        return officers.officers(house.store)

    def add_colleague(self, house: House, name: str, role: str) -> str:
        """Add somebody; gives their id."""
        from nscp_desktop.services import officers

        return officers.add_officer(house.store, name, role)

    def sign_in(self, house: House, person_id: str) -> None:
        """Note who is at work from now on."""
        from nscp_desktop.services import officers

        officers.sign_in(house.store, person_id)


class StoreRemedy:
    """What can be done for one damaged store."""

    def __init__(self, found: Mending, passphrase: str, now: Callable[[], datetime]) -> None:
        """The remedies for what was ``found``."""
        self._found, self._passphrase, self._now = found, passphrase, now

    @property
    def backup_words(self) -> str:
        """The newest whole backup, in words."""
        return self._found.words

    @property
    def gone(self) -> bool:
        """Whether the store was moved or removed."""
        return self._found.gone

    def put_together(self) -> tuple[str, ...]:
        """Put together what can be read, or refuse."""
        from nscp_desktop.store import mending

        return mending.put_together(self._found, self._passphrase, self._now)

    def put_back(self) -> tuple[str, ...]:
        """Put the newest whole backup back, or refuse."""
        from nscp_desktop.store import mending

        return mending.put_back(self._found, self._passphrase, self._now)


def dressed(arguments: Sequence[str] = ()) -> QApplication:
    """The application with our look, in British English; the one that is there when there is one."""
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from nscp_desktop.ui import theme

    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else theme.application(arguments)
    application.setApplicationName("NSCP Desktop")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.apply(application)
    _import_plainly()
    return application


def _import_plainly() -> None:
    """Import as Python does.

    PySide replaces ``__import__`` to see its own ``from __feature__``, which nothing here uses, and reads
    the source of every module for it: a tenth of the time that the modules of the store take to load.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def window(store: Path | None, *, practise: bool = False) -> int:
    """Open the window on a store, by default the usual one, or a practice; gives the exit code when it is closed."""
    application = dressed(sys.argv[:1])
    from PySide6.QtCore import QTimer

    from nscp_desktop.ui.program import Program

    program = Program(StoreDoor(store or paths.default_store()))
    if practise:
        program.practise()
    else:
        program.start()
    # What the first paint does not need comes after it, while the passphrase is typed.
    QTimer.singleShot(0, _load_the_rest)
    return application.exec()


def _load_the_rest() -> None:
    from PySide6.QtCore import QCoreApplication

    from nscp_desktop import log
    from nscp_desktop.ui.faults import Faults

    log.start(paths.log_folder())
    log.install_excepthook(Faults(QCoreApplication.instance()).tell)
    threading.Thread(target=_load_modules, daemon=True).start()


def _load_modules() -> None:
    compose = import_module("nscp_desktop.compose")
    import_module("nscp_desktop.ui.window")
    import_module("nscp_desktop.ui.pages.today")
    compose.remove_left_practices()
