"""The system's own part: libraries Qt needs on Linux, and what Debian leaves out of its Python.

On Debian-like systems they are installed when the person has the right to; otherwise the packages are
named, with the line that installs them. Windows and macOS need nothing.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from installer.speech import NOT_SET_UP, CannotGoOn, say

# Library -> Debian package. These are needed even to draw without a screen ...
OFFSCREEN: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# ... and these to show a window.
ON_SCREEN: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Program -> Debian package. Tests that need one say so and are left out where it is not.
FOR_TESTS: Mapping[str, str] = {"strace": "strace"}

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a window could be shown here. Windows and macOS always have somewhere to show one."""
    return not platform.startswith("linux") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def can_load(library: str) -> bool:
    """Whether the system's loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_debian_like(os_release: str) -> bool:
    """Whether the text of ``/etc/os-release`` is that of Debian or a system made from it."""
    family: set[str] = set()
    for line in os_release.splitlines():
        name, _, value = line.partition("=")
        if name in {"ID", "ID_LIKE"}:
            family.update(value.strip("\"'").split())
    return bool(family & {"debian", "ubuntu"})


def venv_package(executable: str, default_python: str, version: tuple[int, int]) -> str:
    """The Debian package that lets a system Python make private environments.

    Args:
        executable: the running Python, links resolved.
        default_python: ``/usr/bin/python3``, links resolved.
        version: of the running Python.
    """
    return "python3-venv" if executable == default_python else f"python{version[0]}.{version[1]}-venv"


# apt-get tells more than anybody wants to read; its words are kept for when it fails.
QUIETLY: Mapping[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}


def can_make_environments() -> bool:
    """Whether this Python is whole: Debian keeps ``ensurepip`` in a package of its own."""
    return find_spec("venv") is not None and find_spec("ensurepip") is not None


@dataclass(frozen=True)
class System:
    """One Linux machine as far as the installer looks at it. Tests describe others."""

    debian_like: bool
    loads: Callable[[str], bool] = can_load
    makes_environments: Callable[[], bool] = can_make_environments
    run: Run = subprocess.run
    is_root: bool = False
    sudo: str | None = None
    finds: Callable[[str], str | None] = shutil.which

    @classmethod
    def here(cls) -> "System":
        """This machine."""
        release = Path("/etc/os-release")
        return cls(
            debian_like=release.is_file()
            and is_debian_like(release.read_text(encoding="utf-8", errors="replace"))
            and shutil.which("apt-get") is not None,
            is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
            sudo=shutil.which("sudo"),
        )

    def missing(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """Those of the wanted libraries that do not load, with their packages."""
        return {library: package for library, package in wanted.items() if not self.loads(library)}

    def right_to_install(self) -> tuple[str, ...] | None:
        """What to put before ``apt-get``: nothing for root, sudo where it asks no password, else ``None``."""
        if not self.debian_like:
            return None
        if self.is_root:
            return ()
        if self.sudo is None:
            return None
        asked = self.run([self.sudo, "-n", "true"], capture_output=True, check=False)
        return (self.sudo, "-n") if asked.returncode == 0 else None

    def ensure(self, libraries: Mapping[str, str], *, venv: bool) -> None:
        """See that this machine has what the program stands on, all of it asked for at once.

        Args:
            libraries: what Qt needs, with the Debian package of each.
            venv: whether this Python will have to make a private environment.

        Raises:
            CannotGoOn: something is missing and may not or could not be installed.
        """
        missing = self.missing(libraries)
        lacks_venv = venv and not self.makes_environments()
        if not missing and not lacks_venv:
            return
        if not self.debian_like:
            raise CannotGoOn(_elsewhere(tuple(missing), lacks_venv=lacks_venv), NOT_SET_UP)
        packages = list(dict.fromkeys(missing.values()))
        if lacks_venv:
            default = os.path.realpath("/usr/bin/python3")
            packages.append(venv_package(os.path.realpath(sys.executable), default, sys.version_info[:2]))
        self.install(packages)
        still = self.missing(libraries)
        if still:
            raise CannotGoOn(
                f"The packages are installed, yet Qt's libraries still do not load: {', '.join(still)}.",
                NOT_SET_UP,
            )

    def welcome(self, programs: Mapping[str, str]) -> None:
        """Install programs that are good to have where that may be done; nothing stops where it may not."""
        packages = [package for program, package in programs.items() if not self.finds(program)]
        if not packages or self.right_to_install() is None:
            return
        try:
            self.install(packages)
        except CannotGoOn as reason:
            say(f"Going on without: {reason}")

    def install(self, packages: Sequence[str]) -> None:
        """Install Debian packages, or say which are missing and how to install them.

        Raises:
            CannotGoOn: there is no right to install them, or apt-get could not.
        """
        prefix = self.right_to_install()
        by_hand = f"sudo apt-get install {' '.join(packages)}"
        if prefix is None:
            raise CannotGoOn(
                f"These system packages are needed and are not here: {', '.join(packages)}. "
                f"Install them, then run this again:\n  {by_hand}",
                NOT_SET_UP,
            )
        say(f"Installing system packages with apt-get: {', '.join(packages)}.")
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        # A fresh machine may have no lists yet. Where they cannot be fetched, what is there may still do.
        self.run([*apt, "update"], check=False, **QUIETLY)
        wait = ["-o", "DPkg::Lock::Timeout=120"]
        done = self.run(
            [*apt, *wait, "install", "--yes", "--no-install-recommends", *packages], check=False, **QUIETLY
        )
        if done.returncode != 0:
            raise CannotGoOn(
                f"{done.stdout.strip()}\n"
                f"apt-get could not install {', '.join(packages)}; its reason is above. "
                f"Put that right or install them yourself, then run this again:\n  {by_hand}",
                NOT_SET_UP,
            )


def _elsewhere(libraries: Sequence[str], *, lacks_venv: bool) -> str:
    """What to say where packages go by other names than Debian's."""
    sentences = []
    if libraries:
        sentences.append(f"Qt needs system libraries that are not here: {', '.join(libraries)}.")
    if lacks_venv:
        sentences.append(
            "This Python cannot make private environments: its venv or ensurepip module is missing."
        )
    return " ".join([*sentences, "Install what is missing with this system's own tool, then run this again."])


def wanted_libraries(platform: str, *, screen: bool) -> Mapping[str, str]:
    """The libraries Qt needs here; none outside Linux, fewer where there is no screen."""
    if not platform.startswith("linux"):
        return {}
    return {**OFFSCREEN, **ON_SCREEN} if screen else OFFSCREEN
