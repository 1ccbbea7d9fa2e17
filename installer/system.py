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


@dataclass(frozen=True)
class System:
    """One Linux machine as far as the installer looks at it. Tests describe others."""

    debian_like: bool
    loads: Callable[[str], bool] = can_load
    run: Run = subprocess.run
    is_root: bool = False
    sudo: str | None = None

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

    def install(self, packages: Sequence[str], purpose: str) -> None:
        """Install Debian packages, or say which are missing and how to install them.

        Raises:
            CannotGoOn: there is no right to install them, or apt-get could not.
        """
        prefix = self.right_to_install()
        by_hand = f"sudo apt-get install {' '.join(packages)}"
        if prefix is None:
            raise CannotGoOn(
                f"{purpose} needs system packages that are not here: {', '.join(packages)}. "
                f"Install them, then run this again:\n  {by_hand}",
                NOT_SET_UP,
            )
        say(f"{purpose} needs system packages. Installing {', '.join(packages)} with apt-get.")
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        waiting = ["-o", "DPkg::Lock::Timeout=120"]
        # A fresh machine may have no lists yet. Where they cannot be fetched, what is there may still do.
        self.run([*apt, "update"], check=False)
        done = self.run(
            [*apt, *waiting, "install", "--yes", "--no-install-recommends", *packages], check=False
        )
        if done.returncode != 0:
            raise CannotGoOn(
                f"apt-get could not install {', '.join(packages)}; its reason is above. "
                f"Put that right or install them yourself, then run this again:\n  {by_hand}",
                NOT_SET_UP,
            )

    def ensure_libraries(self, wanted: Mapping[str, str]) -> None:
        """See that the libraries Qt needs are here.

        Raises:
            CannotGoOn: some are missing and may not or could not be installed.
        """
        missing = self.missing(wanted)
        if not missing:
            return
        if not self.debian_like:
            raise CannotGoOn(
                f"Qt needs system libraries that are not here: {', '.join(missing)}. "
                "Install them with this system's package tool, then run this again.",
                NOT_SET_UP,
            )
        self.install(tuple(dict.fromkeys(missing.values())), "Qt")
        still = self.missing(wanted)
        if still:
            raise CannotGoOn(
                f"The packages are installed, yet Qt's libraries still do not load: {', '.join(still)}.",
                NOT_SET_UP,
            )

    def ensure_venv(self) -> None:
        """See that this Python can make private environments: Debian keeps ``ensurepip`` in a package.

        Raises:
            CannotGoOn: it cannot, and the package may not or could not be installed.
        """
        if find_spec("ensurepip") is not None and find_spec("venv") is not None:
            return
        if not self.debian_like:
            raise CannotGoOn(
                "This Python cannot make private environments: its venv or ensurepip module is missing. "
                "Use a complete Python 3.11 or later, from python.org or your system.",
                NOT_SET_UP,
            )
        package = venv_package(
            os.path.realpath(sys.executable), os.path.realpath("/usr/bin/python3"), sys.version_info[:2]
        )
        self.install((package,), "Making a private environment")


def wanted_libraries(platform: str, *, screen: bool) -> Mapping[str, str]:
    """The libraries Qt needs here; none outside Linux, fewer where there is no screen."""
    if not platform.startswith("linux"):
        return {}
    return {**OFFSCREEN, **ON_SCREEN} if screen else OFFSCREEN
