"""The worst moment: the program is killed while somebody types and types."""

import os
import subprocess
import sys
import time
from datetime import time as clock_time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nscp_desktop import compose
from nscp_desktop.services import arranging, partnership, rounds
from nscp_desktop.store import CHEAP, Store
from nscp_desktop.ui.window import MainWindow
from tests.typing_at_the_meeting import PASSPHRASE, WORDS

pytestmark = pytest.mark.everywhere

LOST_AT_MOST = 1.0
KILLED_AFTER = 18.0


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, str]:
    """A store of Norfolk with one meeting arranged for today; gives its file and the meeting's id."""
    path = tmp_path / "records.nscp"
    store = Store.create(path, PASSPHRASE, compose.now, CHEAP)
    partnership.set_up(store, "norfolk")
    group = partnership.find_group(store, "Breckland")
    today = compose.now().date()
    month = today.replace(day=1)
    round_id = rounds.arrange_round(store, rounds.reporting_year(store, month), 1, month)
    meeting = arranging.arrange_meeting(
        store, group.group_id, round_id, today, clock_time(10), clock_time(12)
    )
    store.close()
    return path, meeting


def test_kill_in_the_middle_of_forty_seconds_of_typing_loses_at_most_the_last_second(
    place: tuple[Path, str], qtbot: QtBot
) -> None:
    path, meeting_id = place
    program = Path(__file__).with_name("typing_at_the_meeting.py")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(program.parent.parent)}
    moments: list[float] = []
    with subprocess.Popen(
        [sys.executable, str(program), str(path), "40", meeting_id],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            number, moment = line.split()
            assert int(number) == len(moments) + 1
            moments.append(float(moment))
            if moments[-1] - moments[0] > KILLED_AFTER:
                child.kill()
                killed = time.monotonic()
                break
        else:
            pytest.fail(f"the typing ended by itself after {len(moments)} keys, code {child.wait()}")
    typed = "".join(WORDS[at % len(WORDS)] for at in range(len(moments) + 200))
    must_be_there = sum(moment < killed - LOST_AT_MOST for moment in moments)
    assert must_be_there > 100

    window = MainWindow(compose.house(compose.open_store(path, PASSPHRASE)))
    qtbot.addWidget(window)
    window.show()
    assert window.is_running
    assert window._run is not None
    kept = window._run.item.notes.toPlainText()
    assert window._run.sitting.row().number == 2
    assert typed.startswith(kept)
    assert len(kept) >= must_be_there
    # The cursor stands where the typing stopped, not at the beginning.
    assert window._run.item.notes.textCursor().position() == len(kept)
    assert window.house.store.check() == ()
    window.close()
