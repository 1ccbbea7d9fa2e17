"""The window: navigation beside the pages, or the whole of it for a meeting that runs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QSettings, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QStackedWidget, QWidget

from nscp_desktop import log, paths
from nscp_desktop.errors import Refused
from nscp_desktop.rules.history import sentence
from nscp_desktop.services import action_rows, history, meeting_facts, partnership
from nscp_desktop.ui import place
from nscp_desktop.ui.beside import BesideTeams
from nscp_desktop.ui.bridge import Bridge
from nscp_desktop.ui.commands import bind
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.locking import Lock
from nscp_desktop.ui.more import More
from nscp_desktop.ui.page_table import KEEPING, NAVIGATION, PAGES, UNDER, entries
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.proof import Proof
from nscp_desktop.ui.running_band import RunningBand
from nscp_desktop.ui.said import Said
from nscp_desktop.ui.search_button import Finder
from nscp_desktop.ui.upkeep import NOT_KEPT, Upkeep
from nscp_desktop.ui.widgets import Ask, NavList, across, down, holder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.store import Change
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.practice_band import PracticeBand
    from nscp_desktop.ui.run.screen import RunScreen

__all__ = ["NAVIGATION", "PAGES", "UNDER", "MainWindow"]


class MainWindow(QMainWindow):
    """Holds the pages and the run screen, and is the frame they ask things of."""

    page_shown = Signal(str)
    practise_wanted = Signal()
    closed = Signal()

    def __init__(self, house: House) -> None:
        """Build the frame over ``house``; Today is shown, or the meeting that is still running."""
        super().__init__()
        self.house = house
        self.bridge = Bridge(house.store, self)
        facts = partnership.partnership(house.store)
        self.setWindowTitle(house.titled("NSCP Desktop" if house.practice else f"NSCP Desktop, {facts.area}"))
        self.nav = NavList("NSCP Desktop", facts.area, entries(practice=house.practice))
        self.pages = QStackedWidget()
        self._pages: dict[str, Page] = {}
        self._run: RunScreen | None = None
        self._marking = partnership.marking(house.store, "screen")
        self._may_lose = house.practice
        self._saved = ""
        self.whole = QStackedWidget()
        self._shell = QWidget()
        self.band = self._set_out()
        self._said = Said(self)
        self.undo_bar = self._said.bar
        self.nav.page_chosen.connect(self.go)
        self.upkeep = Upkeep(self)
        self.upkeep.last_changed.connect(self._show_foot)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.saved.connect(self._on_saved)
        self.finder, self.proof = Finder(self), Proof(self)
        acts = {"undo": self.undo, "redo": self.redo, "lock": self.lock, "help": self._on_help_key}
        self.beside = BesideTeams(self, self._shell)
        acts |= {"search": self.search, "beside": self.beside.toggle}
        self.more = More(self, {**acts, "spelling": self.proof.next_word})
        self.nav.add_tool(self.more.button())
        self.nav.add_tool(self.finder.button())
        self.locking = Lock(self)
        if self.band is None:
            self.nav.add_tool(self.locking.button())
        bind(
            self,
            {
                **acts,
                "history": self.more.show_history,
                "meeting": self._on_meeting_key,
                "print": self._on_print_key,
                "quit": self.close,
            },
        )
        self._application = cast("QApplication", QApplication.instance())
        self._application.focusChanged.connect(self._on_focus_changed)
        self._show_foot()
        self._count_overdue()
        self.placed = place.restore(self, _settings())
        self.beside.restore(_settings())
        running = meeting_facts.running(house.store)
        if running is None:
            self.go("today")
        else:
            self.run_meeting(running)

    def _set_out(self) -> PracticeBand | None:
        """Put navigation and pages side by side; over those of a practice stands a band, which is given."""
        self.running_band = RunningBand(self)
        beside = down(self.running_band, self.pages, gap=0)
        beside.setStretch(1, 1)
        layout = across(self.nav, holder(beside), gap=0)
        layout.setStretch(1, 1)
        self._shell.setLayout(layout)
        self.whole.addWidget(self._shell)
        if not self.house.practice:
            self.setCentralWidget(self.whole)
            return None
        from nscp_desktop.ui.practice_band import PracticeBand

        band = PracticeBand(self)
        over = down(band, self.whole, gap=0)
        over.setStretchFactor(self.whole, 1)
        self.setCentralWidget(holder(over))
        return band

    # -- the frame pages ask things of ---------------------------------------------------------------

    def page(self, key: str) -> Page:
        """The page ``key``, made when it is first asked for."""
        if key not in self._pages:
            module, name = PAGES[key]
            made: Page = getattr(import_module(f"nscp_desktop.ui.pages.{module}"), name)(
                self.house, self.bridge, self
            )
            self._pages[key] = made
            self.pages.addWidget(made)
        return self._pages[key]

    def go(self, page: str, where: str = "") -> None:
        """Show the page with key ``page``, at the record ``where``."""
        if self.house.practice and UNDER.get(page, page) == KEEPING:
            self.refuse("Nothing of a practice is kept, so there is nothing to keep safe.")
            return
        self._said.leave()
        shown = self.page(page)
        if where:
            shown.open_at(where)
        self.whole.setCurrentWidget(self._shell)
        self.pages.setCurrentWidget(shown)
        if where and shown.begins_at is not None:
            shown.begins_at.setFocus()
        self.nav.choose(UNDER.get(page, page))
        self.page_shown.emit(page)

    def run_meeting(self, meeting_id: str) -> None:
        """Give the whole window to the run screen."""
        if self._run is None:
            from nscp_desktop.ui.run.screen import RunScreen

            self._run = RunScreen(self.house, self.bridge, self)
            self._run.top.row.addWidget(self.more.button(touch=True))
            self._run.add_key(self.finder.button(touch=True))
            if self.band is not None:
                self.band.watch(self._run)
            else:
                self._run.add_key(self.locking.button(touch=True))
            self._said.watch(self._run)
            self.whole.addWidget(self._run)
        self._said.leave()
        try:
            self._run.open_meeting(meeting_id)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self.whole.setCurrentWidget(self._run)
        self.page_shown.emit("run")

    def leave_run(self) -> None:
        """Come back from the run screen to the page that was shown before."""
        self._said.leave()
        self.whole.setCurrentWidget(self._shell)
        if self.pages.currentWidget() is None:
            self.go("today")

    @property
    def run(self) -> RunScreen | None:
        """The run screen, None until a meeting was opened."""
        return self._run

    @property
    def is_running(self) -> bool:
        """Whether the run screen has the window."""
        return self._run is not None and self.whole.currentWidget() is self._run

    def say(self, sentence: str) -> None:
        """Show and announce a sentence, with Undo when there is a deed to take back."""
        self._said.say(sentence)

    def refuse(self, sentence: str) -> None:
        """Show and announce why something was not done."""
        self._said.tell(sentence)

    def lock(self) -> None:
        """Hide everything and close the store until somebody unlocks it."""
        self.locking.on_key()

    def practise(self) -> None:
        """Leave this window for a practice, and come back to it; refused while a meeting runs."""
        if self.house.practice:
            self.refuse("This is the practice.")
        elif meeting_facts.running(self.house.store) is not None:
            self.refuse("A meeting is running. Close it first, then practise.")
        elif not self.settle():
            self.refuse(NOT_KEPT)
        else:
            self.practise_wanted.emit()

    def print_paper(self, make: Callable[[int], Paper]) -> None:
        """Show a paper, to save or print it."""
        from nscp_desktop.ui.paper_preview import PaperPreview

        try:
            preview = PaperPreview(self.house, make, self)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        preview.open()

    def show_history(self, table: str, record_id: str) -> None:
        """Show the history of a record."""
        self.more.show(table, record_id)

    def search(self) -> None:
        """Open the panel that searches everything."""
        self.finder.open()

    # -- undo ----------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the newest deed of this sitting."""
        self._turn(
            "Taken back", self.house.store.undo_label, self.house.store.undo, "There is nothing to undo."
        )

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(
            "Done again", self.house.store.redo_label, self.house.store.redo, "There is nothing to redo."
        )

    def _turn(self, word: str, label: str, act: Callable[[], object], nothing: str) -> None:
        if not label:
            self.refuse(nothing)
            return
        try:
            turned = act()
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        left = history.left_alone(self.house.store, getattr(turned, "left_alone", ()))
        self._said.tell(f"{word}: {sentence(label)}. {left}".strip())

    def _on_focus_changed(self, left: QWidget | None, reached: QWidget | None) -> None:
        """Watch the one box that has the keyboard: to watch the whole application makes every key dearer."""
        if left is not None:
            left.removeEventFilter(self)
        if isinstance(reached, QLineEdit | QPlainTextEdit) and self.isAncestorOf(reached):
            reached.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Undo and Redo reach the deeds when the text box has no newer typing to take back.

        Qt's text boxes claim these keys for themselves before any shortcut sees them.
        """
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            box = cast("QLineEdit | QPlainTextEdit", watched)
            undo, redo = (
                event.matches(QKeySequence.StandardKey.Undo),
                event.matches(QKeySequence.StandardKey.Redo),
            )
            typed = box if isinstance(box, QLineEdit) else box.document()
            if (undo and not typed.isUndoAvailable()) or (redo and not typed.isRedoAvailable()):
                event.ignore()
                return True
        return False

    # -- what happens --------------------------------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        if "action" in change.tables:
            self._count_overdue()

    def _on_saved(self, at: datetime) -> None:
        self._saved = f"Saved {at:%H:%M:%S}"
        self._show_foot()

    def _show_foot(self) -> None:
        offline = "Works offline. The store is encrypted; printed and exported papers are not."
        lines = (self._saved, self.upkeep.last, offline)
        self.nav.foot_lines(self._marking, [line for line in lines if line])

    def _count_overdue(self) -> None:
        self.nav.set_count("actions", action_rows.count(self.house.store).overdue, "overdue")

    def _on_meeting_key(self) -> None:
        meeting = meeting_facts.running(self.house.store) or meeting_facts.next_to_open(self.house.store)
        if meeting is None:
            self.refuse("No meeting is arranged for today. Open one from Meetings.")
        else:
            self.run_meeting(meeting)

    def _on_print_key(self) -> None:
        shown = self.pages.currentWidget()
        if not self.is_running and isinstance(shown, Page):
            make = shown.paper()
            if make is not None:
                self.print_paper(make)
                return
        self.refuse("There is no paper for this screen.")

    def _on_help_key(self) -> None:
        if self.is_running:
            from nscp_desktop.ui.pages.help import KeysDialog

            KeysDialog(self).open()
        else:
            self.go("help")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the buttons have the words there is room for."""
        super().resizeEvent(event)
        self.more.fit()

    # -- place of the window -------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is typed, back up and close; words that cannot be kept hold it open until they may go."""
        if not self._may_lose and not self.settle():
            event.ignore()
            self._ask_before_losing()
            return
        if not self.upkeep.may_go():
            event.ignore()
            return
        if self.band is not None:
            self.band.end()
        else:
            _settings().setValue(place.KEY, self.beside.place)
            self.beside.remember(_settings())
        self._application.focusChanged.disconnect(self._on_focus_changed)
        self.locking.stop()
        self.upkeep.end()
        self.bridge.close()
        self.house.store.close()
        super().closeEvent(event)
        self.closed.emit()

    def settle(self) -> bool:
        """Let every part and every line of a panel write what is being typed; says whether all of it is kept."""
        kept = True
        for part in (self._run, *self._pages.values(), *self.findChildren(KeptLine)):
            try:
                kept = (part is None or part.settle()) and kept
            except Exception as error:  # noqa: BLE001 one part's fault must not take another's words
                log.fault(error)
                kept = False
        return kept

    def _ask_before_losing(self) -> None:
        """Ask, where words could not be kept, whether to stay."""
        said = self.undo_bar.text if self.undo_bar.isVisible() else ""
        ask = Ask(
            self,
            "Close without keeping the last words?",
            f"Something that was typed cannot be kept. {said}".strip(),
            [("close", "Close and lose them")],
            cancel="Stay",
            danger=True,
        )
        ask.answered.connect(self._on_answered)
        ask.open()

    def _on_answered(self, answer: str) -> None:
        if answer == "close":
            self.leave()

    def leave(self) -> None:
        """Close without asking whether what is typed is kept."""
        self._may_lose = True
        self.close()


def _settings() -> QSettings:
    return QSettings(str(paths.window_settings()), QSettings.Format.IniFormat)
