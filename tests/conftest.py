"""What every test stands on: no screen, no network, no folder of the person running it, British ways."""

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

# Before anything imports Qt. A person who wants to watch sets QT_QPA_PLATFORM themselves.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "linux" and os.environ.get("LC_ALL", "") in {"C", "POSIX"}:
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns about a locale without UTF-8, and a warning is a failure

from PySide6.QtCore import QEvent, QLocale, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nscp_desktop.ui import watch
from tests.network import Network

# Examples are judged by what they show, never by how long they took on a busy machine.
settings.register_profile(
    "short", max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("long", settings.get_profile("short"), max_examples=1500)
settings.load_profile("short")

QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


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
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(kind, scope, str(tmp_path / "settings"))
    return folder


@pytest.fixture(autouse=True)
def time_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window locks itself because a busy machine let a test wait."""
    monkeypatch.setattr(watch, "MOMENTS", watch.Moments(lambda: 0.0, lambda: 0.0))


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[list[QWidget]]:
    """Puts out of sight what a test left open: it would keep keys and mouse from the windows of the next.

    What is only waiting to go goes now: hundreds of widgets would be dressed and asked along with the next one's.
    Gives what is held until then.
    """
    held: list[QWidget] = []
    yield held
    if isinstance(QApplication.instance(), QApplication):
        for left in QApplication.topLevelWidgets():
            if left.isVisible():
                left.hide()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.clear()


PATIENCE_MS = 60_000
"""How long a test waits at most for what it knows will come: a stop, not a promise about speed."""


@pytest.fixture
def qtbot(qtbot: QtBot, nothing_left_open: list[QWidget]) -> QtBot:
    """Holds every window a test hands it until Qt has taken it down, as the program holds its own.

    The bot itself only knows of them. One that a test let go of while it stood was taken apart by whichever
    thread happened to clear waste, and painted meanwhile.

    It is patient as well: its own five seconds are a passphrase and a process on a machine that does much else.
    """
    for wait in ("waitActive", "waitCallback", "waitExposed", "waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    know = qtbot.addWidget

    def hold(widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None) -> None:
        nothing_left_open.append(widget)
        know(widget, before_close_func=before_close_func)

    qtbot.addWidget = hold  # type: ignore[method-assign]
    return qtbot


_with_windows = count(1)


@contextmanager
def _waste_waits() -> Iterator[None]:
    """Clear what a test with windows leaves behind on this thread and when it is over, as the program does.

    In the middle of it any thread might: it would take parts of windows apart while this one paints them.
    What is there afterwards belongs to all tests and is looked through again only now and then: windows of the
    program settle, and are waste as well when their test is over.
    """
    gc.disable()
    try:
        yield
    finally:
        if next(_with_windows) % 50 == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        gc.enable()


@contextmanager
def _coverage_rests(coverage: Coverage) -> Iterator[None]:
    """Let coverage rest, also in the processes a test starts, while the whole program is gone through.

    Watching each of its lines again takes a third of the time, and what only a long walk happens to pass
    should not count as tested.
    """
    children = {
        name: os.environ.pop(name) for name in list(os.environ) if name.startswith("COVERAGE_PROCESS")
    }
    coverage.stop()
    try:
        yield
    finally:
        coverage.start()
        os.environ.update(children)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Function) -> Generator[None, object, object]:
    """Say what goes on round a whole test, its fixtures included."""
    coverage = Coverage.current() if item.get_closest_marker("everywhere") else None
    with ExitStack() as around:
        if "qapp" in item.fixturenames:
            around.enter_context(_waste_waits())
        if coverage is not None:
            around.enter_context(_coverage_rests(coverage))
        return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what kills, power cuts and the like showed, in numbers."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, said in report.user_properties:
                if name == "shown":
                    terminalreporter.write_line(f"Shown: {said}.")
