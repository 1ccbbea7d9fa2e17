"""What the installer can be asked to do, how it ends, and what is in the lock."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from installer import verbs
from installer.environment import Environment
from installer.speech import FAILED, MISUSED, NOT_SET_UP, CannotGoOn
from installer.system import (
    System,
)
from tests.machine import Machine, asks_for, bare_checkout, made

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def nothing_compiled_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of somebody who wants no files beside the sources; it is as it was after each test."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a lock and no environment."""
    return bare_checkout(tmp_path / "checkout")


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


def test_what_one_test_process_compiled_is_there_for_the_others() -> None:
    assert os.environ["PYTHONDONTWRITEBYTECODE"]
    assert verbs.test(environment(Machine()), ["tests/rules"]) == 0
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


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
    assert capsys.readouterr().out.startswith("This copy has no installer/demo/__main__.py")
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
