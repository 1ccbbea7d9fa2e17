"""Programs watched from outside for any network: by the system's own tracer, where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_INTERNET = re.compile(r"^.*\bAF_(?:INET6?|PACKET|BLUETOOTH|VSOCK)\b.*$", re.MULTILINE)


def can_trace(folder: Path) -> bool:
    """Whether this machine has the tracer and lets it look at programs."""
    if shutil.which("strace") is None:
        return False
    ran = subprocess.run(traced(folder / "can-trace", ["true"]), check=False, capture_output=True)
    return ran.returncode == 0


def traced(said: Path, command: Sequence[str]) -> list[str]:
    """The command under the tracer, which writes every call that concerns a network to ``said``."""
    return ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=network", "-o", str(said), *command]


def internet_calls(said: Path) -> list[str]:
    """What was asked of a network outside this machine; sockets within it, as a screen has them, are let be."""
    return _INTERNET.findall(said.read_text(encoding="utf-8", errors="replace"))
