"""No word lies on the disk in clear, and no network is asked for: the window while it is open, killed, and closed."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text as sql

from nscp_desktop.errors import Refused
from nscp_desktop.services import keeping
from nscp_desktop.store import Store
from tests.sampled import PASSPHRASE, Clock, own_sample, running
from tests.test_hostile import kept, scene
from tests.verbs import FIELDS
from tests.watched import can_trace, internet_calls, traced

if TYPE_CHECKING:
    from tests.sampled import Running
    from tests.verbs import Scene

__all__ = ["kept", "own_sample", "running", "scene"]

pytestmark = pytest.mark.everywhere

WORD = "quibblesnatch"
BOXES = 45
"""Fewer boxes than this were never in sight: then the test looked for nothing."""


def forms(word: str) -> dict[str, bytes]:
    """The word as a careless program might write it, in small letters."""
    found = {
        "UTF-8": word.encode(),
        "UTF-16, little end first": word.encode("utf-16-le"),
        "UTF-16, big end first": word.encode("utf-16-be"),
        "UTF-32": word.encode("utf-32-le"),
        "hexadecimal": word.encode().hex().encode(),
    }
    for skipped in range(3):
        # Base 64 has three spellings, by what stands before; the letters at the ends hang on the neighbours.
        inner = base64.b64encode(b" " * skipped + word.encode())[4 if skipped else 0 : -4]
        found[f"base 64, {skipped}"] = inner.lower()
    return found


def lying_about(folder: Path, *words: str) -> dict[str, str]:
    """Every file below ``folder`` in which one of the words stands, and how."""
    wanted = {f"{word}, {name}": form for word in words for name, form in forms(word).items()}
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes().lower()
            for name, form in wanted.items():
                if form in content:
                    found[file.relative_to(folder).as_posix()] = name
    return found


def test_the_search_finds_what_is_in_clear(tmp_path: Path) -> None:
    for number, form in enumerate(forms(WORD).values()):
        (tmp_path / str(number)).write_bytes(b"x" * number + form)
    (tmp_path / "base64").write_bytes(base64.b64encode(f"a{WORD} was here".encode()))
    (tmp_path / "other").write_bytes(b"nothing")
    assert len(lying_about(tmp_path, WORD)) == len(forms(WORD)) + 1


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a process that keeps everything it writes below ``folder``."""
    own = dict(os.environ)
    for name in ("HOME", "TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                 "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "NSCP_DESKTOP_FOLDER"):  # fmt: skip
        place = folder / name.lower()
        place.mkdir(mode=0o700, exist_ok=True)
        own[name] = str(place)
    return own | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}


def test_a_word_typed_everywhere_is_nowhere_in_clear(
    own_sample: Path, running: Running, tmp_path: Path
) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps([running.meeting_id, running.group_id, running.breakout_id, running.anna_id]))
    words = [sys.executable, "-m", "tests.typing_everywhere", str(own_sample), str(facts), WORD]
    calls = tmp_path / "network calls"
    watched = can_trace(tmp_path)
    program = subprocess.Popen(
        traced(calls, words) if watched else words, env=surroundings(tmp_path), cwd=Path(__file__).parent.parent, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    said = ""
    try:
        assert program.stdout is not None
        said = program.stdout.readline()
        if not said.startswith("typed into"):
            pytest.fail(f"{said}{program.communicate()[1][-2000:]}")
        assert lying_about(tmp_path, WORD, PASSPHRASE) == {}, "while it is open"
        assert said.split(" in ")[0].endswith("network connections attempted: 0")
    finally:
        if said.startswith("typed into"):
            os.kill(int(said.split()[-1]), signal.SIGKILL)
        else:
            program.kill()
        program.communicate()
    assert lying_about(tmp_path, WORD, PASSPHRASE) == {}, "after the kill"
    if watched:
        assert internet_calls(calls) == []
    written = {file.name for file in tmp_path.rglob("*") if file.is_file()}
    assert {"records.nscp", "records.nscp-wal", "program.log", "fault.txt", "report.txt"} <= written
    assert sum(name.startswith(("records-", "records.")) for name in written) > 4
    store = Store.open(own_sample, PASSPHRASE, Clock())
    # It was really typed: the store itself, once opened, is full of it.
    with store.read() as session:
        count = "SELECT count(*) FROM change_log WHERE lower(value) LIKE :word"
        rows = session.connection().execute(sql(count), {"word": f"%{WORD}%"}).scalar_one()
    drafts = [one for one in store.drafts() if WORD in one.text.lower()]
    keeping.close(store)
    assert lying_about(tmp_path, WORD, PASSPHRASE) == {}, "after the close"
    assert int(said.split()[2]) >= BOXES
    assert rows >= BOXES // 2
    assert drafts


def test_a_word_given_to_every_verb_is_nowhere_in_clear(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    store, taken = scene.store, 0
    before = scene.counts()
    for field in FIELDS.values():
        with contextlib.suppress(Refused):
            if field.before is not None:
                field.before(scene)
            field.do(scene, f"{WORD} and more")
            taken += 1
    said = [text for text in scene.said_since(before) if WORD in text.lower()]
    assert len(said) >= len(FIELDS) // 2
    assert taken >= len(FIELDS) // 2
    assert lying_about(tmp_path, WORD) == {}
    keeping.back_up_now(store)
    store.empty_superseded()
    assert lying_about(tmp_path, WORD) == {}
    keeping.close(store)
    assert lying_about(tmp_path, WORD) == {}


# -- no network -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_whole_demo_asks_for_no_network(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "installer.demo", "--out", str(tmp_path / "out")]
    calls = tmp_path / "network calls"
    watched = can_trace(tmp_path)
    ran = subprocess.run(
        traced(calls, words) if watched else words, check=False, capture_output=True, text=True,
        env=surroundings(tmp_path), cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert "Network connections attempted: 0." in ran.stdout
    if watched:
        assert internet_calls(calls) == []


def test_a_program_that_asks_for_a_network_is_seen(tmp_path: Path) -> None:
    if not can_trace(tmp_path):
        pytest.skip("strace is not installed, or may not look at programs here; the audit hook watches alone")
    asks = "import socket; socket.socket(socket.AF_INET).close(); socket.socket(socket.AF_UNIX).close()"
    subprocess.run(traced(tmp_path / "calls", [sys.executable, "-c", asks]), check=True)
    (call,) = internet_calls(tmp_path / "calls")
    assert "AF_INET" in call
