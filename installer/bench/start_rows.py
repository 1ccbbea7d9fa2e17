"""The rows about starting: processes timed from their start to their first paint."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from installer.bench.measuring import Row, middle

RUNS = 9


def rows(ten_years: Path) -> Iterator[Row]:
    """Time an empty window, the unlock window, and Today on ten years, in turns."""
    shown: dict[str, list[tuple[float, int]]] = {"empty": [], "unlock": [], "today": [], "cold": []}
    for what in shown:
        # Byte code is shipped with the program: a first start writes what is not there yet.
        _started(what, ten_years)
    for _run in range(RUNS):
        for what, found in shown.items():
            found.append(_started(what, ten_years))
    times = {what: middle(sorted(seconds for seconds, _peak in found)) for what, found in shown.items()}
    peaks = {what: min(peak for _seconds, peak in found) for what, found in shown.items()}
    yield Row(
        "first window painted (unlock), to an empty QMainWindow",
        times["unlock"] / times["empty"],
        1.5,
        note=f"{times['unlock'] * 1000:.0f} ms to {times['empty'] * 1000:.0f} ms",
    )
    yield Row(
        "Today on ten years after the passphrase, key derivation aside",
        times["today"] / times["empty"],
        5,
        note=f"{times['today'] * 1000:.0f} ms from Enter; {times['cold'] * 1000:.0f} ms with nothing loaded before",
    )
    if peaks["empty"]:
        yield Row(
            "peak memory at first paint, to the same",
            peaks["unlock"] / peaks["empty"],
            1.35,
            note=f"{peaks['unlock'] / 1e6:.0f} MB to {peaks['empty'] / 1e6:.0f} MB",
        )


def _started(what: str, store: Path) -> tuple[float, int]:
    words = [sys.executable, "-P", "-m", "installer.bench.windows", what, str(store)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    ran = subprocess.run(
        [*words, str(time.clock_gettime(time.CLOCK_MONOTONIC))],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    seconds, peak = ran.stdout.split()
    return float(seconds), int(peak)
