"""The worst moment: the program is killed in the middle of a meeting, again and again.

Each run is a process of its own, the real window on a real store, in which a script runs the meeting
(``tests/meeting_to_be_killed.py``). It is killed at a moment drawn by chance and started again on what is left.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select

from nscp_desktop.store import Store
from nscp_desktop.store.replay import differences
from nscp_desktop.store.tables import DeedRow
from tests.meeting_to_be_killed import NEWEST
from tests.sampled import PASSPHRASE, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sampled import Running

SHORT, LONG = 20, 200
pytestmark = pytest.mark.everywhere

AT_ONCE = 2
__all__ = ["running"]
LOST_AT_MOST = 1.0
MOST_TOLD = 180
"""How many keys and deeds the meeting goes on for before the kill, at most: a count, as machines differ in haste."""
AFTER = 0.05
"""Seconds from there to the kill, at most: it falls between two things that are told, or into one of them."""


@dataclass
class Told:
    """What one run said until it was killed."""

    found: dict[str, Any] = field(default_factory=dict)
    deeds: dict[str, str] = field(default_factory=dict)
    typed: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    settled: float = 0.0
    moments: list[float] = field(default_factory=list)
    closed: bool = False
    lines: int = 0
    undone: bool = False
    """Whether the last thing done was to take back a deed, and its words with it."""
    untold: bool = False
    """Whether a deed was saved, and the kill came before it could be told: then the screen may be a step further."""

    def stood_still(self, since: float) -> float:
        """Seconds for which the machine or its disk held the whole program up, once, after ``since``.

        Nobody types then, and on a machine that does other work beside this such a moment comes at any time.
        """
        told = [at for at in self.moments if at >= since]
        return max((later - earlier for earlier, later in pairwise(told)), default=0.0)

    def hear(self, line: str) -> None:
        """Take in one line."""
        said = self.last = json.loads(line)
        self.moments.append(said["at"])
        if "found" in said:
            self.found = said
        elif "deed" in said:
            self.deeds[said["deed"]] = said["label"]
            self.settled = said["at"]
            self.undone = said["label"].startswith("Undo: ")
            if said["label"].startswith("Record "):
                self.typed.setdefault("line", []).append({**said, "text": ""})
        self.closed = self.closed or "closed" in said
        if "box" in said:
            self.typed.setdefault(said["box"], []).append(said)


@dataclass
class Shown:
    """What so many kills did."""

    kills: int = 0
    deeds: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    most: float = 0.0

    def add(self, other: Shown) -> None:
        """Count another's in."""
        self.kills += other.kills
        self.deeds += other.deeds
        self.lost += other.lost
        self.faults += other.faults
        self.late += other.late
        self.most = max(self.most, other.most)


class Chain:
    """One store, on which the program is killed and started again, until the meeting is closed; then anew."""

    def __init__(self, sample: Running, folder: Path, seed: int) -> None:
        self.sample, self.folder, self.chance = sample, folder, random.Random(seed)
        self.shown = Shown()
        self.path = folder / "store" / "records.nscp"
        self.seconds = 0.0
        self._begin()

    def _begin(self) -> None:
        shutil.rmtree(self.path.parent, ignore_errors=True)
        shutil.copytree(self.sample.folder, self.path.parent)

    def kill(self, times: int) -> Shown:
        """Kill so often, and look each time what the next run finds."""
        before: Told | None = None
        while self.shown.kills < times:
            told = self._run(self.chance.randrange(MOST_TOLD), self.chance.uniform(0.0, AFTER))
            if before is not None:
                self._compare(before, told)
            if told.closed:
                before = None
                self._begin()
                continue
            self.shown.kills += 1
            self.shown.deeds.update(label.split(" ")[0] for label in told.deeds.values())
            self._look_into(told)
            before = told
        if before is not None:
            self._compare(before, self._run(0, 0.0))
        return self.shown

    def _run(self, lines: int, seconds: float) -> Told:
        self.seconds += 20.0
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NSCP_DESKTOP_FOLDER": str(self.folder)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each start would compile what changed since
        words = [str(self.path), str(self.chance.random()), str(self.seconds)]
        told = Told()
        with subprocess.Popen(
            [sys.executable, "-m", "tests.meeting_to_be_killed", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
            cwd=Path(__file__).parents[1],
        ) as child:  # fmt: skip
            assert child.stdout is not None and child.stderr is not None
            kill = Timer(seconds, child.kill)
            for line in child.stdout:
                if not line.endswith("\n"):
                    break  # cut off in the middle by the kill
                told.hear(line)
                told.lines += 1
                if told.lines == lines + 1:
                    kill.start()
            kill.cancel()
            code = child.wait()
            assert code == -9 or (code == 0 and told.closed), child.stderr.read()
        return told

    def _look_into(self, told: Told) -> None:
        """Look into a copy of what is left, so that the next run finds it as the kill left it."""
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.path.parent, copy)
        store = Store.open(copy / self.path.name, PASSPHRASE, lambda: datetime(2027, 1, 14, 18, tzinfo=UTC))
        with store.read() as session:
            there = set(session.exec(select(DeedRow.id)))
            newest = session.exec(NEWEST).first()
            self.shown.faults += [f"the log does not tell {one}" for one in differences(session)]
        self.shown.faults += store.check()
        store.close()
        self.shown.lost += [label for deed, label in told.deeds.items() if deed not in there]
        told.untold = newest not in {told.found.get("newest"), *told.deeds}

    def _compare(self, before: Told, after: Told) -> None:
        """Compare what the next run shows on return with what was typed when the last was killed."""
        found = after.found
        if found["found"] != self.sample.meeting_id:
            self.shown.faults.append(f"another meeting: {found}")
        if before.untold:
            return
        if before.last["item"] != found["shown"]:
            self.shown.faults.append(f"another item: {before.last} {found}")
        if before.undone:
            return
        for box, states in before.typed.items():
            kept = found["boxes"].get(box)
            if kept is not None:
                self._judge(before, box, states, kept)
        states = before.typed.get(f"notes {found['shown']}", [])
        kept = found["boxes"].get(f"notes {found['shown']}")
        drafts = [one for one in states if one["text"] == kept and one["at"] > before.settled]
        if drafts and found["cursor"] != drafts[-1].get("cursor"):
            self.shown.faults.append(f"the cursor is at {found['cursor']} after {drafts[-1]}")

    def _judge(self, before: Told, box: str, states: list[dict[str, Any]], kept: str) -> None:
        texts = [before.found["boxes"].get(box, ""), *(state["text"] for state in states)]
        same = [at for at, text in enumerate(texts) if text.strip() == kept.strip()]
        if not same:
            self.shown.faults.append(f"{box} holds {kept!r} after {texts[-1]!r}")
        elif same[-1] < len(states):
            since = states[same[-1]]["at"]
            gone = before.last["at"] - since - before.stood_still(since)
            self.shown.most = max(self.shown.most, gone)
            if gone > LOST_AT_MOST:
                self.shown.late.append(
                    f"{box} holds {kept!r}, and lost {gone:.2f} s: {states[same[-1] :][:5]}"
                )


def killed(sample: Running, folder: Path, times: int) -> Shown:
    """Kill the program so often, in a few chains at once."""
    chains = [Chain(sample, folder / str(seed), seed) for seed in range(AT_ONCE)]
    shown = Shown()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for one in threads.map(lambda chain: chain.kill(times // AT_ONCE), chains):
            shown.add(one)
    return shown


def hold(sample: Running, folder: Path, times: int, say: Callable[[str, object], None]) -> None:
    shown = killed(sample, folder, times)
    say(
        "shown",
        f"kills {shown.kills} in a running meeting, deeds saved {shown.deeds.total()}, "
        f"deeds lost {len(shown.lost)}, most typing lost {shown.most:.1f} s",
    )
    assert shown.faults == []
    assert shown.lost == []
    assert shown.late == []
    assert shown.deeds.total() > times
    print(shown.deeds)  # noqa: T201 shown when something above fails


@pytest.mark.timeout(600)
def test_twenty_kills_in_a_meeting_lose_no_deed_and_at_most_the_last_second_of_typing(
    running: Running, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    hold(running, tmp_path, SHORT, record_property)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_two_hundred_kills_in_a_meeting_lose_no_deed_and_at_most_the_last_second_of_typing(
    running: Running, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    hold(running, tmp_path, LONG, record_property)
