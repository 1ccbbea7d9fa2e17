"""The installer says what it does, does no more than is needed, and names what is missing."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from installer import environment as environments
from installer.environment import Environment, Stamp, fingerprint
from installer.system import (
    FOR_TESTS,
    OFFSCREEN,
    ON_SCREEN,
    System,
    can_load,
    can_make_environments,
    has_screen,
    is_debian_like,
    venv_package,
    wanted_libraries,
)
from tests.machine import LOCKED, Machine, asks_for, bare_checkout, made, stopped

# The system


@pytest.mark.parametrize(
    ("platform", "environ", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_screen_is_looked_for_on_linux_only(platform: str, environ: dict[str, str], screen: bool) -> None:
    assert has_screen(platform, environ) is screen


@pytest.mark.parametrize(
    ("release", "is_one"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', True),
        ('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n', True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ("ID=fedora\n", False),
        ('ID=alpine\nHOME_URL="https://debian.example"\n', False),
        ("", False),
    ],
)
def test_debian_and_what_is_made_from_it(release: str, is_one: bool) -> None:
    assert is_debian_like(release) is is_one


def test_fewer_libraries_are_wanted_without_a_screen_and_none_elsewhere() -> None:
    assert wanted_libraries("linux", screen=False) == OFFSCREEN
    assert wanted_libraries("linux", screen=True) == {**OFFSCREEN, **ON_SCREEN}
    assert wanted_libraries("win32", screen=True) == {}


def test_loader_is_asked_for_a_library() -> None:
    assert not can_load("libno-such-library.so.0")


def test_only_missing_libraries_are_named_with_their_packages() -> None:
    system = System(debian_like=True, loads=lambda library: library != "libEGL.so.1")
    assert system.missing(OFFSCREEN) == {"libEGL.so.1": "libegl1"}


def test_venv_comes_in_a_package_of_the_running_python() -> None:
    assert venv_package("/usr/bin/python3.11", "/usr/bin/python3.11", (3, 11)) == "python3-venv"
    assert venv_package("/usr/bin/python3.13", "/usr/bin/python3.11", (3, 13)) == "python3.13-venv"


@pytest.mark.parametrize(
    ("debian_like", "is_root", "sudo", "password", "right"),
    [
        (True, True, None, False, ()),
        (True, False, "/usr/bin/sudo", False, ("/usr/bin/sudo", "-n")),
        (True, False, "/usr/bin/sudo", True, None),
        (True, False, None, False, None),
        (False, True, None, False, None),
    ],
)
def test_right_to_install(
    debian_like: bool, is_root: bool, sudo: str | None, password: bool, right: tuple[str, ...] | None
) -> None:
    machine = Machine(fails=lambda _command: password)
    system = System(debian_like=debian_like, run=machine.run, is_root=is_root, sudo=sudo)
    assert system.right_to_install() == right


def test_missing_libraries_are_installed_by_root(capsys: pytest.CaptureFixture[str]) -> None:
    here: set[str] = set(OFFSCREEN) - {"libGL.so.1", "libEGL.so.1"}
    machine = Machine(after=lambda command: here.update(OFFSCREEN if "install" in command else ()))
    system = System(debian_like=True, loads=here.__contains__, run=machine.run, is_root=True)
    system.ensure(OFFSCREEN, venv=False)
    assert [command[:4] for command in machine.commands] == [
        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    ] * 2
    assert machine.commands[0][-1] == "update"
    assert machine.commands[1][-4:] == ["--yes", "--no-install-recommends", "libgl1", "libegl1"]
    assert "with apt-get: libgl1, libegl1." in capsys.readouterr().out


def test_nothing_is_installed_when_nothing_is_missing() -> None:
    machine = Machine()
    System(debian_like=True, loads=lambda _: True, run=machine.run, is_root=True).ensure(
        OFFSCREEN, venv=False
    )
    assert machine.commands == []


def test_without_the_right_every_missing_package_is_named_at_once() -> None:
    system = System(
        debian_like=True, loads=lambda _: False, makes_environments=lambda: False, run=Machine().run
    )
    sentence = str(stopped(lambda: system.ensure({**OFFSCREEN, **ON_SCREEN}, venv=True)))
    line = sentence.splitlines()[-1].split()
    assert line[:3] == ["sudo", "apt-get", "install"]
    assert {*OFFSCREEN.values(), *ON_SCREEN.values()} < set(line[3:])
    assert line[-1].endswith("-venv")


def test_elsewhere_than_debian_the_libraries_are_named() -> None:
    system = System(debian_like=False, loads=lambda library: library != "libEGL.so.1", is_root=True)
    assert "not here: libEGL.so.1." in str(stopped(lambda: system.ensure(OFFSCREEN, venv=False)))


def test_apt_that_fails_is_said() -> None:
    machine = Machine(fails=asks_for("install"))
    system = System(debian_like=True, loads=lambda _: False, run=machine.run, is_root=True)
    assert "apt-get could not install libgl1" in str(stopped(lambda: system.ensure(OFFSCREEN, venv=False)))


def test_library_that_does_not_load_after_all_is_said() -> None:
    system = System(debian_like=True, loads=lambda _: False, run=Machine().run, is_root=True)
    assert "still do not load: libGL.so.1" in str(stopped(lambda: system.ensure(OFFSCREEN, venv=False)))


@pytest.mark.parametrize(
    ("here", "root", "fails", "installed"),
    [
        ("/usr/bin/strace", True, False, False),
        (None, False, False, False),
        (None, True, False, True),
        (None, True, True, True),
    ],
)
def test_what_is_good_to_have_is_installed_where_that_may_be_done_and_stops_nothing(
    here: str | None, root: bool, fails: bool, installed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine(fails=lambda _command: fails)
    system = System(debian_like=True, run=machine.run, is_root=root, finds=lambda _program: here)
    system.welcome(FOR_TESTS)
    assert bool(machine.ran("apt-get", "strace")) is installed
    assert ("Going on without: " in capsys.readouterr().out) is fails


def test_python_that_makes_no_environments_is_completed_only_where_one_is_needed() -> None:
    machine = Machine()
    system = System(
        debian_like=True,
        loads=lambda _: True,
        makes_environments=lambda: False,
        run=machine.run,
        is_root=True,
    )
    system.ensure(OFFSCREEN, venv=False)
    assert machine.commands == []
    system.ensure(OFFSCREEN, venv=True)
    assert machine.commands[-1][-1].endswith("-venv")


def test_elsewhere_a_python_that_makes_no_environments_is_said() -> None:
    system = System(debian_like=False, makes_environments=lambda: False)
    assert "cannot make private environments" in str(stopped(lambda: system.ensure({}, venv=True)))


def test_python_is_looked_over(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_make_environments()
    monkeypatch.setattr("installer.system.find_spec", lambda name: None if name == "ensurepip" else name)
    assert not can_make_environments()


def test_this_machine_is_described() -> None:
    here = System.here()
    assert here.loads is can_load
    assert here.run is subprocess.run


# The environment


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a lock and no environment."""
    return bare_checkout(tmp_path / "checkout")


def prepared(root: Path, *, dev: bool = True, machine: Machine | None = None) -> Machine:
    """What was run to bring the checkout's environment up to date."""
    machine = machine or Machine(after=made(root))
    environment = Environment(root, windows=False, run=machine.run)
    environment.prepare(dev=dev, system=System(debian_like=False), libraries={})
    return machine


def test_environment_is_made_filled_and_stamped_once(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = prepared(checkout)
    assert len(first.ran("venv", "--clear")) == 1
    (packages,) = first.ran("--require-hashes")
    assert packages[-1] == str(checkout / "requirements" / "dev.txt")
    assert "--only-binary=:all:" in packages
    (project,) = first.ran("--editable")
    assert {"--no-deps", "--no-build-isolation"} <= set(project)
    assert capsys.readouterr().out.splitlines() == [
        f"Making a private environment in {checkout / '.venv'}.",
        "Installing 2 pinned packages into .venv; the first time this takes some minutes.",
        "Putting NSCP Desktop itself into .venv.",
    ]
    again = prepared(checkout)
    assert len(again.commands) == 1
    assert capsys.readouterr().out == ""


def test_program_alone_needs_fewer_packages_and_keeps_the_tools_once_there(checkout: Path) -> None:
    (packages,) = prepared(checkout, dev=False).ran("--require-hashes")
    assert packages[-1].endswith("app.txt")
    assert prepared(checkout, dev=True).ran("--require-hashes")
    assert not prepared(checkout, dev=False).ran("--require-hashes")
    (checkout / "requirements" / "app.txt").write_text(LOCKED + "tzdata==1 \\\n", encoding="utf-8")
    (packages,) = prepared(checkout, dev=False).ran("--require-hashes")
    assert packages[-1].endswith("dev.txt")


def test_change_of_the_project_reinstalls_the_project_only(checkout: Path) -> None:
    prepared(checkout)
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    machine = prepared(checkout)
    assert machine.ran("--editable")
    assert not machine.ran("--require-hashes")


def test_environment_somebody_else_made_is_kept_and_filled(checkout: Path) -> None:
    made(checkout)(["venv"])
    machine = prepared(checkout)
    assert not machine.ran("venv")
    assert machine.ran("--require-hashes")


def test_environment_without_pip_gets_one(checkout: Path) -> None:
    made(checkout)(["venv"])
    machine = prepared(checkout, machine=Machine(fails=asks_for("pip", "--version")))
    assert machine.ran("ensurepip")


@pytest.mark.parametrize("why", ["moved", "broken", "gone"])
def test_unsound_environment_is_made_anew(checkout: Path, why: str) -> None:
    prepared(checkout)
    machine = Machine(after=made(checkout))
    if why == "moved":
        stamp = checkout / ".venv" / "nscp-desktop.json"
        stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"root": "/elsewhere"}))
    elif why == "broken":
        machine.fails = lambda command: "sys.version_info" in command[-1]
    else:
        (checkout / ".venv" / "bin" / "python").unlink()
    prepared(checkout, machine=machine)
    assert machine.ran("venv", "--clear")
    assert machine.ran("--require-hashes")


def test_python_that_cannot_be_started_is_unsound(checkout: Path) -> None:
    made(checkout)(["venv"])
    assert not Environment(checkout, windows=False).is_sound()


@pytest.mark.parametrize(
    ("fails", "says"),
    [
        (asks_for("venv"), "could not be made"),
        (asks_for("--require-hashes"), "packages could not be installed"),
        (asks_for("-c", environments.LOADS_QT), "Qt does not load"),
        (asks_for("--editable"), "program could not be put into its environment"),
    ],
)
def test_step_that_fails_is_said_and_done_again_next_time(
    checkout: Path, fails: Callable[[Sequence[str]], bool], says: str
) -> None:
    machine = Machine(fails=fails, after=made(checkout))
    assert says in str(stopped(lambda: prepared(checkout, machine=machine)))
    assert prepared(checkout).ran("--editable")


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"colour": 1}'])
def test_stamp_nobody_understands_is_an_empty_one(tmp_path: Path, kept: str) -> None:
    (tmp_path / "stamp").write_text(kept, encoding="utf-8")
    assert Stamp.read(tmp_path / "stamp") == Stamp()


def test_fingerprint_does_not_depend_on_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x\r\ny\r\n")
    (tmp_path / "b").write_bytes(b"x\ny\n")
    assert fingerprint(tmp_path / "a") == fingerprint(tmp_path / "b")
    assert fingerprint(tmp_path / "a", tmp_path / "b") != fingerprint(tmp_path / "a")


def test_windows_has_its_own_place_for_python(tmp_path: Path) -> None:
    assert Environment(tmp_path, windows=True).python == tmp_path / ".venv" / "Scripts" / "python.exe"
