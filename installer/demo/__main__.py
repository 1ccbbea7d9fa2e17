"""``python3 installer demo [--out DIR]``: the whole meeting, its papers and a picture of every page."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

# Without a screen the window is drawn in memory; decided before Qt looks.
_HAS_SCREEN = sys.platform in {"win32", "darwin"} or bool(
    os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
)
if not _HAS_SCREEN:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Before anything of the program is loaded: whatever asks for a network is refused and counted.
from installer.demo.network import Network  # noqa: E402

NETWORK = Network()
sys.addaudithook(NETWORK.audit)

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget  # noqa: E402

from installer.demo import meeting as said  # noqa: E402
from installer.demo.hand import (  # noqa: E402
    box,
    click,
    click_on,
    into_sight,
    let_pass,
    picture,
    press,
    save_as,
    seen,
    type_text,
    until,
)
from nscp_desktop import app, compose  # noqa: E402
from nscp_desktop.ui.growing_box import GrowingBox  # noqa: E402
from nscp_desktop.ui.recovery import RecoveryStep  # noqa: E402
from nscp_desktop.ui.run.room_card import RoomCard  # noqa: E402
from nscp_desktop.ui.unlock import Entry  # noqa: E402
from nscp_desktop.ui.widgets import Table  # noqa: E402

if TYPE_CHECKING:
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.run.screen import RunScreen
    from nscp_desktop.ui.window import MainWindow

PASSPHRASE = "harbour lantern twig"  # noqa: S105 the sample's, printed at the end
ROOMS = 2
DAY = datetime(2027, 1, 14, 9, 35, tzinfo=compose.ZONE)


class DemoClock:
    """The clock of the demo's laptop: it goes as clocks go, and lets the minutes of an item pass at once."""

    def __init__(self) -> None:
        """Stand at 9.35 on the day of the meeting."""
        self._started = datetime.now(compose.ZONE)
        self._ahead = DAY - self._started

    def __call__(self) -> datetime:
        """The moment."""
        return datetime.now(compose.ZONE) + self._ahead

    def pass_by(self, minutes: float) -> None:
        """Let minutes pass."""
        self._ahead += timedelta(minutes=minutes)

    def stand_at(self, hour: int, minute: int) -> None:
        """Go on to a time of the day."""
        self._ahead += DAY.replace(hour=hour, minute=minute) - self()


class Demo:
    """The steps of the demo, in order, over one window."""

    def __init__(self, out: Path, folder: Path) -> None:
        """Leave papers and pictures in ``out``; keep the store in ``folder``."""
        self.out, self.folder = out, folder
        self.screens = out / "screens"
        self.screens.mkdir(parents=True, exist_ok=True)
        self.clock = DemoClock()
        self.window: MainWindow

    def run(self) -> None:
        """Everything, from the first start to the papers."""
        self.first_start()
        self.look_around("before")
        self.show_page("today")
        self.paper("agenda", "agenda.pdf", "Print agenda")
        click("Agenda")
        picture(self.window, self.screens / "agenda.png")
        self.hold_meeting()
        self.look_around("after")
        self.papers_of_the_meeting()
        self.look_back()

    def tell(self, sentence: str) -> None:
        """Say on the terminal what is being done."""
        print(sentence, flush=True)

    # -- the first start ----------------------------------------------------------------------------

    def first_start(self) -> None:
        """Make the sample store as a new user would."""
        self.tell("First start: making the store with the invented partnership.")
        door = app.StoreDoor(self.folder / "records.nscp", self.clock)
        entry = Entry(door)
        entry.resize(1366, 768)
        entered: list[House] = []
        entry.entered.connect(entered.append)
        entry.show()
        entry.activateWindow()
        let_pass(200)
        type_text("Marnie Quayle")
        press("Tab", "Down", "Tab", "Tab")
        type_text(PASSPHRASE)
        press("Tab")
        type_text(PASSPHRASE)
        click("Look around first")
        picture(entry, self.screens / "first-start.png")
        click("Make the store")
        until(lambda: isinstance(entry.step, RecoveryStep), "the offer of a recovery key", patience=600)
        picture(entry, self.screens / "recovery-key.png")
        click("Later")
        until(lambda: bool(entered), "the window after the first start", patience=600)
        from nscp_desktop.ui.window import MainWindow

        self.window = MainWindow(entered[0])
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        entry.close()
        let_pass(300)

    def look_around(self, when: str) -> None:
        """A picture of every page that the navigation lists."""
        self.tell("Looking at every page.")
        for key in ("today", "meetings", "actions", "attendance", "people", "youth_boards", "help"):
            self.show_page(key)
            picture(self.window, self.screens / f"{when}-{key.replace('_', '-')}.png")

    def show_page(self, key: str) -> None:
        """Choose an entry of the navigation."""
        click_on(self.window.nav.button(key))
        until(lambda: self.window.pages.currentWidget() is self.window.page(key), key)

    # -- the meeting --------------------------------------------------------------------------------

    @property
    def screen(self) -> RunScreen:
        """The run screen."""
        found = self.window.whole.currentWidget()
        from nscp_desktop.ui.run.screen import RunScreen

        assert isinstance(found, RunScreen)  # noqa: S101 the window has just been asked for it
        return found

    def hold_meeting(self) -> None:
        """Start, mark, walk through every item, close."""
        self.tell("Starting the Breckland meeting.")
        self.clock.stand_at(10, 0)
        self.show_page("today")
        press("F5")
        until(lambda: self.window.is_running, "the run screen")
        self.meeting_id = self.screen.sitting.meeting_id
        self.mark_the_register()
        while True:
            row = self.screen.sitting.row()
            self.tell(f"Item {row.number}: {row.title}")
            self.item(str(row.duty) or str(row.kind), row.minutes)
            if row.item_id == self.screen.sitting.agenda.rows[-1].item_id:
                break
            press("Ctrl+PgDown")
            until(lambda before=row: self.screen.sitting.row().item_id != before.item_id, "the next item")  # type: ignore[misc]
        press("F8")
        picture(self.window, self.screens / "read-back.png")
        press("Escape")
        click("End meeting")
        picture(self.window, self.screens / "closing.png")
        click("Close the meeting")
        until(lambda: not self.window.is_running, "the minutes after the close")
        picture(self.window, self.screens / "minutes.png")

    def mark_the_register(self) -> None:
        """Sixteen present, one apology, one deputy for two, typed into the register box."""
        press("F4")
        for words in (*said.PRESENT, said.APOLOGY, said.DEPUTY):
            type_text(words)
            press("Return")
            until(lambda: not self.screen.register.box.text(), f"{words} on the register")
        self.clock.pass_by(1)
        picture(self.window, self.screens / "register.png")

    def item(self, key: str, minutes: int) -> None:
        """One item: its notes, what is its own, and the lines recorded at it."""
        press("Escape")
        type_text(said.NOTES[key])
        if key == "welcome":
            click("Statement read")
        elif key == "minutes":
            click("Agree as a correct record")
        elif key == "youth board":
            self.answer_the_board()
        elif key == "breakout":
            self.breakout()
        for line in said.LINES.get(key, ()):
            press("Escape", "Ctrl+Return")
            type_text(line)
            if line is said.LINES["presentation"][0]:
                until(lambda: not self.window.undo_bar.isVisible(), "the last sentence gone")
                picture(self.window, self.screens / "run.png")
            press("Return")
            until(lambda: not self.screen.item.line.text, f"“{line}” recorded")
        self.clock.pass_by(minutes - 0.5)
        let_pass(50)

    def answer_the_board(self) -> None:
        """Write what was talked about and done about the oldest ask, and that the board was told."""
        for name, words in (("What we talked about", said.TALKED), ("What we did", said.ANSWER)):
            field = seen(GrowingBox, lambda one, name=name: one.accessibleName().startswith(name))  # type: ignore[misc]
            into_sight(field)
            field.setFocus()
            press("Ctrl+End")
            type_text(words)
            press("Tab")
        picture(self.window, self.screens / "youth-board-item.png")
        into_sight(box("How they were told"))
        box("How they were told").setFocus()
        type_text("by Kit at the board's meeting")
        press("Return")
        let_pass(100)

    def breakout(self) -> None:
        """Open two rooms and write their points and actions."""
        press("F6")
        choose = seen(QComboBox, lambda one: one.accessibleName() == "Number of rooms")
        choose.setFocus()
        press("Home", "Down")
        if not self.rooms():
            click(f"Open {ROOMS} rooms")
        until(lambda: len(self.rooms()) == ROOMS, "two rooms")
        for at, lines in enumerate(said.ROOM_LINES):
            into_sight(self.rooms()[at].questions[0].box)
            self.rooms()[at].questions[0].box.setFocus()
            for line in lines:
                type_text(line)
                press("Return")
            let_pass(100)
        picture(self.window, self.screens / "breakout.png")
        press("F6")

    def rooms(self) -> list[RoomCard]:
        """The cards of the rooms."""
        found = self.screen.findChildren(RoomCard)
        return sorted((one for one in found if one.isVisible()), key=lambda one: one.number)

    # -- papers -------------------------------------------------------------------------------------

    def paper(self, name: str, file: str, words: str) -> None:
        """Press the button that prints a paper, save it from the preview, and leave the preview."""
        click(words)
        preview = seen(QDialog, lambda one: one.isModal() and one.isVisible(), self.window)
        if name == "minutes":
            picture(preview, self.screens / "print-preview.png")
        # Without it the system would ask whether to replace the one from last time.
        (self.out / file).unlink(missing_ok=True)
        save_as(self.out / file)
        click("Save as PDF", preview)
        until((self.out / file).is_file, f"{file} saved")
        let_pass(100)
        press("Escape")
        until(lambda: not preview.isVisible(), "the preview gone")

    def papers_of_the_meeting(self) -> None:
        """Minutes with their appendices, the attendance appendix, the action log."""
        self.tell("Saving the papers.")
        self.window.go("minutes", self.meeting_id)
        let_pass(600)
        self.paper("minutes", "minutes.pdf", "Print")
        self.show_page("attendance")
        groups = seen(QComboBox, lambda one: one.accessibleName() == "Group")
        groups.setFocus()
        type_text("Br")
        let_pass(300)
        self.paper("attendance", "attendance-appendix.pdf", "Print appendix")
        self.show_page("actions")
        groups = seen(QComboBox, lambda one: one.accessibleName() == "Group")
        groups.setFocus()
        type_text("Br")
        let_pass(300)
        self.paper("actions", "action-log.pdf", "Print log")

    def look_back(self) -> None:
        """What was done today, by the journal and by the history of one action; the chains are checked."""
        self.tell("Looking at the journal and at the history of an action.")
        self.window.go("journal")
        click("Check the chains")
        until(lambda: bool(shown_by(self.window, "The chains hold")), "the chains checked")
        picture(self.window, self.screens / "journal.png")
        self.show_page("actions")
        seen(Table, lambda one: one.accessibleName() == "Actions").setFocus()
        press("Ctrl+Shift+H")
        dialog = seen(QDialog, lambda one: one.isModal() and one.isVisible(), self.window)
        picture(dialog, self.screens / "history.png")
        press("Escape")
        until(lambda: QApplication.activeModalWidget() is None, "the history gone")


def shown_by(window: QWidget, words: str) -> list[QWidget]:
    """What says ``words`` in sight, by its accessible name."""
    return [one for one in window.findChildren(QWidget) if one.isVisible() and words in one.accessibleName()]


def main() -> int:
    """Run the demo; with a screen the window then stays open on the sample."""
    parser = argparse.ArgumentParser(
        prog="installer demo", description="Runs a whole meeting of an invented partnership."
    )
    parser.add_argument("--out", type=Path, default=Path("demo"), help="where papers and pictures go")
    out: Path = parser.parse_args().out.absolute()
    # The system's own question where to save cannot be answered by keys from here; Qt's can.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application = app.dressed(sys.argv[:1])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["NSCP_DESKTOP_FOLDER"] = folder
        demo = Demo(out, Path(folder))
        demo.run()
        demo.tell(f"Papers and pictures are in {out}.")
        if _HAS_SCREEN:
            demo.tell(f"The window stays open on the sample. Its passphrase is “{PASSPHRASE}”.")
            application.exec()
        demo.window.close()
        demo.tell(f"{NETWORK.words[:1].upper()}{NETWORK.words[1:]}.")
    return 1 if NETWORK.attempts else 0


if __name__ == "__main__":
    sys.exit(main())
