"""The private environment in ``.venv``: made once, brought up to date when the lock changes.

What it was last given is kept in a stamp inside it, so that an up-to-date environment costs one small file
to recognise. An environment that somebody else made without a stamp is kept and installed into.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from installer.speech import NOT_SET_UP, CannotGoOn, say
from installer.system import Run, System

ROOT = Path(__file__).resolve().parent.parent

APP_LOCK = "requirements/app.txt"
DEV_LOCK = "requirements/dev.txt"

PIP = (
    "-m",
    "pip",
    "install",
    "--quiet",
    "--no-input",
    "--disable-pip-version-check",
    "--progress-bar=off",
)
# Every Qt module the program may use: one library that does not load is noticed here, not in a meeting.
LOADS_QT = "from PySide6 import QtCore, QtGui, QtPdf, QtPrintSupport, QtSvg, QtTest, QtWidgets"


@dataclass(frozen=True)
class Stamp:
    """What an environment holds."""

    root: str = ""
    """The checkout it was made in; scripts in it name that folder, so a moved one is made anew."""
    lock: str = ""
    dev: bool = False
    """Whether the tools for tests and checks are in it too."""
    project: str = ""

    @classmethod
    def read(cls, file: Path) -> "Stamp":
        """The stamp in a file; an empty one when there is none or it cannot be understood."""
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            return cls(**kept)
        except (OSError, ValueError, TypeError):
            return cls()

    def write(self, file: Path) -> None:
        """Keep the stamp."""
        file.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def fingerprint(*files: Path) -> str:
    """SHA-256 over what the files say, whatever their line ends."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    return digest.hexdigest()


@dataclass(frozen=True)
class Environment:
    """The private environment of one checkout."""

    root: Path = ROOT
    windows: bool = sys.platform == "win32"
    run: Run = subprocess.run

    @property
    def folder(self) -> Path:
        """``.venv`` in the checkout."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / ("Scripts/python.exe" if self.windows else "bin/python")

    @property
    def stamp(self) -> Path:
        """The file that says what it was last given."""
        return self.folder / "nscp-desktop.json"

    def call(self, arguments: Sequence[str], cwd: Path | None = None) -> int:
        """Run its Python with arguments and give the exit code; output goes where ours goes."""
        command = [str(self.python), *arguments]
        return self.run(command, cwd=cwd, check=False).returncode

    def must(self, arguments: Sequence[str], otherwise: str) -> None:
        """Run its Python; when that fails, stop with the sentence ``otherwise``."""
        if self.call(arguments, cwd=self.root) != 0:
            raise CannotGoOn(otherwise, NOT_SET_UP)

    def is_sound(self) -> bool:
        """Whether its Python runs, is recent enough and stands where it was made."""
        made_in = Stamp.read(self.stamp).root
        if not self.python.exists() or made_in not in {"", str(self.root)}:
            return False
        try:
            return self.call(["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]) == 0
        except OSError:
            return False

    def make(self) -> None:
        """Make it, instead of what may be there."""
        say(f"Making a private environment in {self.folder}.")
        # Started from within an environment, Python makes the new one from the Python behind it.
        behind = getattr(sys, "_base_executable", None) or sys.executable
        made = self.run([behind, "-m", "venv", "--clear", str(self.folder)], check=False)
        if made.returncode != 0:
            raise CannotGoOn("The private environment could not be made; the reason is above.", NOT_SET_UP)

    def prepare(self, *, dev: bool, system: System, libraries: Mapping[str, str]) -> None:
        """See that it is there and holds what the lock says.

        Args:
            dev: with the tools for tests and checks.
            system: the machine, which must have ``libraries`` and a Python that makes environments.
            libraries: what Qt needs there, with the Debian package of each.

        Raises:
            CannotGoOn: it could not be made or filled; the next run goes on from there.
        """
        sound = self.is_sound()
        system.ensure(libraries, venv=not sound)
        if not sound:
            self.make()
        have = Stamp.read(self.stamp)
        # Tools that are in it already are kept in step with the rest.
        want = Stamp(
            root=str(self.root),
            lock=fingerprint(self.root / APP_LOCK, self.root / DEV_LOCK),
            dev=dev or have.dev,
            project=fingerprint(self.root / "pyproject.toml"),
        )
        if (have.lock, have.dev) != (want.lock, want.dev):
            self._install_packages(dev=want.dev)
            have = replace(want, project="")
            have.write(self.stamp)
        if have != want:
            self._install_project()
            want.write(self.stamp)

    def _install_packages(self, *, dev: bool) -> None:
        lock = DEV_LOCK if dev else APP_LOCK
        count = sum(1 for line in (self.root / lock).read_text(encoding="utf-8").splitlines() if "==" in line)
        say(f"Installing {count} pinned packages into .venv; the first time this takes some minutes.")
        if self.run(
            [str(self.python), "-m", "pip", "--version"], capture_output=True, check=False
        ).returncode:
            self.must(["-m", "ensurepip"], "The private environment has no pip and none could be put in it.")
        self.must(
            [*PIP, "--require-hashes", "--only-binary=:all:", "--requirement", str(self.root / lock)],
            "The packages could not be installed; pip's reason is above. Check the connection and the room "
            "on the disk, then run this again.",
        )
        self.must(["-c", LOADS_QT], "The packages are installed, yet Qt does not load; the reason is above.")

    def _install_project(self) -> None:
        say("Putting NSCP Desktop itself into .venv.")
        self.must(
            [*PIP, "--no-deps", "--no-build-isolation", "--editable", str(self.root)],
            "The program could not be put into its environment; pip's reason is above.",
        )
