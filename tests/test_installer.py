"""The installer says what it does, does no more than is needed, and names what is missing."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from installer import environment as environments
from installer import verbs
from installer.environment import Environment, Stamp, fingerprint
from installer.speech import FAILED, MISUSED, NOT_SET_UP, CannotGoOn
from installer.system import (
    OFFSCREEN,
    ON_SCREEN,
    System,
    can_load,
    has_screen,
    is_debian_like,
    venv_package,
    wanted_libraries,
)

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Machine:
    """Stands for everything the installer starts: keeps the commands and answers as it is told."""

    fails: Callable[[Sequence[str]], bool] = lambda _command: False
    commands: list[list[str]] = field(default_factory=list)
    after: Callable[[Sequence[str]], None] = lambda _command: None

    def run(self, command: Sequence[str], **_options: object) -> "subprocess.CompletedProcess[str]":
        self.commands.append([str(word) for word in command])
        self.after(self.commands[-1])
        return subprocess.CompletedProcess(list(command), int(self.fails(self.commands[-1])), "", "")

    def ran(self, *words: str) -> list[list[str]]:
        """The commands in which all the words stand."""
        return [command for command in self.commands if set(words) <= set(command)]


def asks_for(*words: str) -> Callable[[Sequence[str]], bool]:
    """Whether a command holds all the words."""
    return lambda command: set(words) <= set(command)


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
    system.ensure_libraries(OFFSCREEN)
    assert [command[:4] for command in machine.commands] == [
        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    ] * 2
    assert machine.commands[0][-1] == "update"
    assert machine.commands[1][-4:] == ["--yes", "--no-install-recommends", "libgl1", "libegl1"]
    assert "Installing libgl1, libegl1 with apt-get." in capsys.readouterr().out


def test_nothing_is_installed_when_nothing_is_missing() -> None:
    machine = Machine()
    System(debian_like=True, loads=lambda _: True, run=machine.run, is_root=True).ensure_libraries(OFFSCREEN)
    assert machine.commands == []


def stopped(doing: Callable[[], object]) -> CannotGoOn:
    """How the installer stopped."""
    with pytest.raises(CannotGoOn) as stop:
        doing()
    assert stop.value.code == NOT_SET_UP
    return stop.value


def test_without_the_right_every_missing_package_is_named() -> None:
    system = System(debian_like=True, loads=lambda _: False, run=Machine().run)
    sentence = str(stopped(lambda: system.ensure_libraries({**OFFSCREEN, **ON_SCREEN})))
    line = sentence.splitlines()[-1].split()
    assert line[:3] == ["sudo", "apt-get", "install"]
    assert set(line[3:]) == {*OFFSCREEN.values(), *ON_SCREEN.values()}


def test_elsewhere_than_debian_the_libraries_are_named() -> None:
    system = System(debian_like=False, loads=lambda library: library != "libEGL.so.1", is_root=True)
    assert "not here: libEGL.so.1." in str(stopped(lambda: system.ensure_libraries(OFFSCREEN)))


def test_apt_that_fails_is_said() -> None:
    machine = Machine(fails=asks_for("install"))
    system = System(debian_like=True, loads=lambda _: False, run=machine.run, is_root=True)
    assert "apt-get could not install libgl1" in str(stopped(lambda: system.ensure_libraries(OFFSCREEN)))


def test_library_that_does_not_load_after_all_is_said() -> None:
    system = System(debian_like=True, loads=lambda _: False, run=Machine().run, is_root=True)
    assert "still do not load: libGL.so.1" in str(stopped(lambda: system.ensure_libraries(OFFSCREEN)))


def test_python_without_ensurepip(monkeypatch: pytest.MonkeyPatch) -> None:
    System(debian_like=True, run=Machine().run).ensure_venv()
    monkeypatch.setattr("installer.system.find_spec", lambda name: None if name == "ensurepip" else name)
    machine = Machine()
    System(debian_like=True, run=machine.run, is_root=True).ensure_venv()
    assert machine.commands[-1][-1].endswith("-venv")
    sentence = str(stopped(System(debian_like=True, run=machine.run).ensure_venv))
    assert "Making a private environment needs system packages" in sentence
    assert "python.org" in str(stopped(System(debian_like=False).ensure_venv))


def test_this_machine_is_described() -> None:
    here = System.here()
    assert here.loads is can_load
    assert here.run is subprocess.run


# The environment


LOCKED = "pyside6==6.11.3 \\\n    --hash=sha256:00\nsqlmodel==0.0.50 \\\n    --hash=sha256:01\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a lock and no environment."""
    root = tmp_path / "checkout"
    (root / "requirements").mkdir(parents=True)
    (root / "requirements" / "app.txt").write_text(LOCKED, encoding="utf-8")
    (root / "requirements" / "dev.txt").write_text(LOCKED, encoding="utf-8")
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return root


def made(root: Path) -> Callable[[Sequence[str]], None]:
    """Leaves what ``python -m venv`` leaves."""

    def after(command: Sequence[str]) -> None:
        if "venv" in command:
            (root / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
            (root / ".venv" / "bin" / "python").touch()
            (root / ".venv" / "nscp-desktop.json").unlink(missing_ok=True)

    return after


def prepared(root: Path, *, dev: bool = True, machine: Machine | None = None) -> Machine:
    """What was run to bring the checkout's environment up to date."""
    machine = machine or Machine(after=made(root))
    environment = Environment(root, windows=False, run=machine.run)
    environment.prepare(dev=dev, system=System(debian_like=False))
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


# The verbs


def environment(machine: Machine, root: Path = ROOT) -> Environment:
    """This checkout's environment, in which nothing is really run."""
    return Environment(root, windows=False, run=machine.run)


def test_tests_run_on_every_processor_and_hold_both_floors() -> None:
    machine = Machine()
    assert verbs.test(environment(machine), []) == 0
    tests, core, whole = machine.commands
    assert tests[1:3] == ["-m", "pytest"]
    assert "--cov" in tests
    assert "--fail-under=100" in core
    assert "--include=nscp_desktop/rules/*,nscp_desktop/services/*" in core
    assert whole[-3:] == ["-m", "coverage", "report"]


def test_floors_are_not_judged_when_tests_fail() -> None:
    machine = Machine(fails=asks_for("pytest"))
    assert verbs.test(environment(machine), []) == FAILED
    assert len(machine.commands) == 1


def test_floor_that_is_not_held_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert verbs.test(environment(Machine(fails=asks_for("--fail-under=100"))), []) == FAILED
    assert "Coverage of rules/ and services/ is too low" in capsys.readouterr().out


def test_long_tests_add_the_slow_ones() -> None:
    machine = Machine()
    assert verbs.test(environment(machine), ["--long"]) == 0
    assert machine.commands[0][1:6] == ["-m", "pytest", "-m", "", "--hypothesis-profile=long"]


def test_chosen_tests_run_without_judging_coverage() -> None:
    machine = Machine()
    assert verbs.test(environment(machine), ["tests/rules", "-x"]) == 0
    assert [command[1:] for command in machine.commands] == [["-m", "pytest", "tests/rules", "-x"]]


@pytest.mark.parametrize(("processors", "workers"), [(None, 2), (1, 2), (2, 2), (6, 6), (64, 8)])
def test_workers(processors: int | None, workers: int) -> None:
    assert verbs.workers(processors) == workers


def test_every_check_runs_also_when_one_fails(capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine(fails=asks_for("mypy"))
    assert verbs.check(environment(machine), []) == FAILED
    assert len(machine.commands) == len(verbs.CHECKS)
    assert capsys.readouterr().out.endswith("Failed: types.\n")
    assert verbs.check(environment(Machine()), []) == 0


def test_program_demo_and_bench_get_the_remaining_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine()
    for verb in (verbs.demo, verbs.bench, verbs.run):
        assert verb(environment(machine), ["--out", "x"]) == 0
    assert [command[1:] for command in machine.commands] == [
        ["-P", "-m", "installer.demo", "--out", "x"],
        ["-P", "-m", "installer.bench", "--out", "x"],
        ["-P", "-m", "nscp_desktop", "--out", "x"],
    ]


def test_window_is_not_opened_where_nobody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine()
    monkeypatch.setattr(verbs, "has_screen", lambda *_: False)
    with pytest.raises(CannotGoOn, match="no screen"):
        verbs.run(environment(machine), [])
    monkeypatch.setattr(verbs, "has_screen", lambda *_: True)
    assert verbs.run(environment(machine), []) == 0


def test_wheel_is_built_without_asking_an_index() -> None:
    machine = Machine()
    assert verbs.build(environment(machine), []) == 0
    assert machine.commands[0][1:] == ["-m", "hatchling", "build", "-t", "wheel", "-d", "dist"]


def test_lock_is_remade_in_two_files_that_agree(checkout: Path) -> None:
    machine = Machine()
    assert verbs.lock(environment(machine, checkout), ["--upgrade"]) == 0
    app, dev = machine.commands
    assert "--output-file=requirements/app.txt" in app
    assert "--group=dev" not in app
    assert "--constraint=requirements/app.txt" in dev
    assert app[-1] == dev[-1] == "--upgrade"
    assert verbs.lock(environment(Machine(fails=asks_for("uv")), checkout), []) == FAILED


def test_lock_that_names_an_address_is_refused(checkout: Path) -> None:
    (checkout / "requirements" / "app.txt").write_text("a @ file:///somewhere/a.whl\n", encoding="utf-8")
    with pytest.raises(CannotGoOn, match="names an address"):
        verbs.lock(environment(Machine(), checkout), [])


# The command


@pytest.fixture
def bare(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The command over a checkout that has only a lock, on a machine where nothing is really run."""
    machine = Machine(after=made(checkout))
    monkeypatch.setattr(verbs, "Environment", lambda: environment(machine, checkout))
    monkeypatch.setattr(System, "here", lambda: System(debian_like=False, loads=lambda _: True))
    return machine


@pytest.mark.parametrize(("arguments", "code"), [([], MISUSED), (["--help"], 0), (["tidy"], MISUSED)])
def test_verbs_are_listed(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert verbs.main(arguments) == code
    printed = capsys.readouterr().out
    for verb in ("demo", "test", "run", "check", "bench", "build"):
        assert f"python3 installer {verb} " in printed


def test_verb_prepares_and_gives_its_exit_code(bare: Machine) -> None:
    assert verbs.main(["build"]) == 0
    assert bare.ran("hatchling")
    bare.fails = asks_for("hatchling")
    assert verbs.main(["build"]) == FAILED


def test_part_this_copy_does_not_have_is_named(bare: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert verbs.main(["demo"]) == MISUSED
    assert capsys.readouterr().out.startswith("This copy has no installer/demo.py")
    assert bare.commands == []


def test_what_is_missing_ends_with_its_own_code(bare: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    bare.fails = asks_for("--require-hashes")
    assert verbs.main(["build"]) == NOT_SET_UP
    assert "pip's reason is above" in capsys.readouterr().out


def test_interruption_is_said(bare: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_command: Sequence[str]) -> None:
        raise KeyboardInterrupt

    bare.after = interrupt
    assert verbs.main(["build"]) == FAILED
    assert capsys.readouterr().out.endswith("Stopped.\n")


def test_without_a_screen_programs_draw_offscreen(bare: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setattr(verbs, "has_screen", lambda *_: True)
    verbs.main(["build"])
    assert "QT_QPA_PLATFORM" not in os.environ
    monkeypatch.setattr(verbs, "has_screen", lambda *_: False)
    verbs.main(["build"])
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_folder_is_run_by_python_itself() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "installer"), "--help"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "python3 installer demo" in ran.stdout


def test_older_python_can_read_what_tells_it_so() -> None:
    ast.parse((ROOT / "installer" / "__main__.py").read_text(encoding="utf-8"), feature_version=(3, 7))


# What is in the lock


def pins(file: str) -> dict[str, str]:
    """Versions by name, as the lock has them."""
    locked = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", locked, re.MULTILINE))


def test_lock_holds_versions_and_hashes_and_no_address() -> None:
    for file in ("app.txt", "dev.txt"):
        locked = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        assert verbs.addresses(locked) == []
        entries = re.split(r"^(?=[a-z0-9])", locked, flags=re.MULTILINE)
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries if entry.strip())


def test_locks_agree_and_keep_to_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    app, dev = pins("app.txt"), pins("dev.txt")
    assert app["pyside6"] == "6.11.3"
    assert app.items() <= dev.items()
    groups = project["dependency-groups"]
    for locked, asked in (
        (app, [*project["project"]["dependencies"], *groups["build"]]),
        (dev, groups["dev"]),
    ):
        for line in asked:
            wanted = Requirement(line)
            assert Version(locked[wanted.name.lower()]) in wanted.specifier, line


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if "installer" in line]
    assert commands == ["python3 installer check", "python3 installer test"]
