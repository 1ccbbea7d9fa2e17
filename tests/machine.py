"""Machines the installer has not seen: nothing is really run on them."""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from installer.speech import NOT_SET_UP, CannotGoOn


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


def stopped(doing: Callable[[], object]) -> CannotGoOn:
    """How the installer stopped."""
    with pytest.raises(CannotGoOn) as stop:
        doing()
    assert stop.value.code == NOT_SET_UP
    return stop.value


LOCKED = "pyside6==6.11.3 \\\n    --hash=sha256:00\nsqlmodel==0.0.50 \\\n    --hash=sha256:01\n"


def bare_checkout(root: Path) -> Path:
    """A checkout with a lock and no environment."""
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
