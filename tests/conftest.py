"""What every test stands on: no screen, no network, no folder of the person running it, British ways."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt. A person who wants to watch sets QT_QPA_PLATFORM themselves.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "linux" and os.environ.get("LC_ALL", "") in {"C", "POSIX"}:
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns about a locale without UTF-8, and a warning is a failure

from PySide6.QtCore import QLocale, QSettings

# Examples are judged by what they show, never by how long they took on a busy machine.
settings.register_profile(
    "short", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("long", settings.get_profile("short"), max_examples=1500)
settings.load_profile("short")

QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


class Network:
    """Refuses every internet socket and remembers who asked, also when the refusal was swallowed."""

    REFUSED = frozenset(
        {
            "socket.bind",
            "socket.connect",
            "socket.getaddrinfo",
            "socket.gethostbyaddr",
            "socket.gethostbyname",
            "socket.getnameinfo",
            "socket.sendmsg",
            "socket.sendto",
        }
    )

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def audit(self, event: str, args: tuple[object, ...]) -> None:
        """Python's audit hook: raises ``PermissionError`` for anything but a socket within this machine."""
        if not event.startswith("socket."):
            return
        if event == "socket.__new__":
            within = _is_local_family(args[1])
        elif event in self.REFUSED:
            within = _is_local_family(getattr(args[0], "family", None))
        else:
            return
        if not within:
            self.attempts.append(event)
            raise PermissionError(
                f"The program opens no network connection, yet something asked for {event}."
            )


def _is_local_family(family: object) -> bool:
    import socket

    # No family given means "detect from the descriptor": socketpair() and fromfd() do that.
    return family in {getattr(socket, "AF_UNIX", -2), -1}


_network = Network()
sys.addaudithook(_network.audit)


@pytest.fixture(autouse=True)
def network() -> Iterator[Network]:
    """Fails a test in which anything tried to reach a network."""
    _network.attempts.clear()
    yield _network
    if _network.attempts:
        pytest.fail(f"A network connection was attempted: {', '.join(_network.attempts)}")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A local data folder and window settings for this test alone; gives that folder."""
    folder = tmp_path / "local"
    monkeypatch.setenv("NSCP_DESKTOP_FOLDER", str(folder))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "settings"))
    return folder
