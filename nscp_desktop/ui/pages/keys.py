"""Who can open it: passphrases and recovery keys, and after how long the program locks itself."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nscp_desktop.errors import Refused, WrongPassphrase
from nscp_desktop.rules.locking import LEAST_MINUTES, MOST_MINUTES
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import locking, slots
from nscp_desktop.services.slots import SlotRow
from nscp_desktop.ui.pages.keeping_strip import keeping_strip
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.pages.sharing_card import SharingCard
from nscp_desktop.ui.recovery import TAKEN_BACK, KeyPreview
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.unlock import secret_box
from nscp_desktop.ui.widgets import (
    SPRING,
    Ask,
    Beside,
    Button,
    Card,
    Column,
    Field,
    Line,
    LineEdit,
    MinutesBox,
    PageHead,
    Quiet,
    RowModel,
    Scroll,
    Sentence,
    Strong,
    Table,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QHideEvent

    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_FIRST: Final = "Type a passphrase or a recovery key that opens the store now, then press the button again."
_OLD_BACKUPS: Final = "Backups made before still open with it."


def _what(row: SlotRow) -> str:
    return "recovery key" if row.recovery else "passphrase"


def _since(row: SlotRow) -> str:
    return long_date(row.made_on) if row.made_on is not None else "not known"


COLUMNS: Final = (
    Column[SlotRow]("whose", "Whose", attrgetter("name"), strong=True),
    Column[SlotRow]("what", "What", _what, width=132, least=110),
    Column[SlotRow]("since", "Since", _since, width=168, least=140),
)


class KeysPage(Page):
    """Every way into the store, and what can be changed about them."""

    key: ClassVar[str] = "keys"
    title: ClassVar[str] = "Keeping safe"
    watched: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, house: House, bridge: Bridge, frame: Frame) -> None:
        """Build the page; the key file is read when it is shown."""
        super().__init__(house, bridge, frame)
        self.preview: KeyPreview | None = None
        self.none = Sentence(slots.NO_RECOVERY_KEY, Tone.AMBER)
        self.model = RowModel(COLUMNS, identity=attrgetter("slot_id"))
        self.table = Table(self.model, name="Passphrases and recovery keys", sortable=False)
        self.revoke = Button("Revoke…", alt="v")
        self.known = secret_box("A passphrase or recovery key that opens it now")
        self.sentence = Sentence("", Tone.RED)
        self.new, self.again = secret_box("New passphrase"), secret_box("New passphrase again")
        self.change = Button("Change the passphrase", alt="g")
        self.whose = LineEdit(name="Whose passphrase")
        self.theirs, self.theirs_again = secret_box("Their passphrase"), secret_box("Their passphrase again")
        self.add = Button("Add their passphrase", alt="d")
        self.make = Button("Make and print a recovery key…", alt="r")
        self.idle = MinutesBox(name="Minutes without a key before it locks")
        self.meeting = MinutesBox(name="The same while a meeting runs")
        self.set_times = Button("Set the times", alt="s")
        self.times_said = Sentence("", Tone.TEAL)
        self.sharing = SharingCard(self.house)
        self._secrets = (self.known, self.new, self.again, self.theirs, self.theirs_again)
        self._build()
        self._connect()

    def _build(self) -> None:
        listed = Card("Who can open this store")
        listed.body.addWidget(self.none)
        listed.body.addWidget(self.table)
        leaver = Quiet("When a colleague leaves, revoke their passphrase.", wrap=True)
        foot = across(leaver, self.revoke)
        foot.setStretch(0, 1)
        listed.body.addLayout(foot)
        times = Card("It locks itself")
        for box in (self.idle, self.meeting):
            box.setRange(LEAST_MINUTES, MOST_MINUTES)
        for words, box, alt in (
            ("Without a key or the mouse for", self.idle, "f"),
            ("The same while a meeting runs", self.meeting, "i"),
        ):
            label = Strong(words)
            label.label(box, alt)
            times.body.addLayout(across(label, SPRING, box))
        times.body.addLayout(across(SPRING, self.set_times))
        times.body.addWidget(self.times_said)
        times.body.addWidget(
            Quiet("It also locks after sleep, and at once with Ctrl L. A running meeting goes on.", wrap=True)
        )
        changes = Card("Change who can open it")
        changes.body.addLayout(
            down(
                Field("First your passphrase, or a recovery key", self.known, alt="p"),
                self.sentence,
                4,
                Line(),
                4,
                Strong("Change your passphrase"),
                across(
                    Field("New, 10 characters or more", self.new, alt="n"),
                    Field("The same again", self.again),
                    gap=12,
                ),
                across(SPRING, self.change),
                Line(),
                4,
                Strong("Give a colleague a passphrase of their own"),
                Field("Whose", self.whose, alt="w"),
                across(
                    Field("Theirs, 10 characters or more", self.theirs),
                    Field("The same again", self.theirs_again),
                    gap=12,
                ),
                across(SPRING, self.add),
                Line(),
                4,
                Strong("A recovery key on paper"),
                Quiet(
                    "It is shown once, to be printed and locked away, and opens the store when a passphrase is forgotten.",
                    wrap=True,
                ),
                across(SPRING, self.make),
                gap=8,
            )
        )
        left = holder(down(listed, times, self.sharing, SPRING, gap=16))
        right = holder(down(changes, SPRING, gap=16))
        head = PageHead("Keeping safe", left=(keeping_strip(self.frame, self.key),))
        whole = down(head, Scroll(Beside(left, right, shares=(100, 100))), gap=14, margins=(24, 18, 24, 18))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for box in (*self._secrets, self.whose):
            box.refused.connect(self.frame.refuse)
        self.revoke.clicked.connect(self._on_revoke)
        self.change.clicked.connect(self._on_change)
        self.add.clicked.connect(self._on_add)
        self.make.clicked.connect(self._on_make)
        self.set_times.clicked.connect(self._on_set_times)

    # -- what is shown -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the key file again."""
        try:
            self.model.replace(slots.slots(self.house.store))
        except Refused as refusal:
            self.model.replace(())
            self.sentence.say(str(refusal), Tone.RED)
        self.table.setFixedHeight(self.table.whole_height())
        self.none.setVisible(bool(slots.says(self.house.store)))
        times = locking.idle_times(self.house.store)
        self.sharing.refresh()
        self.idle.setValue(times.idle)
        self.meeting.setValue(times.meeting)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no passphrase in a box that is out of sight."""
        self._forget()
        self.sentence.clear()
        super().hideEvent(event)

    def _forget(self) -> None:
        for box in self._secrets:
            box.clear()

    # -- what is done --------------------------------------------------------------------------------

    def _on_change(self) -> None:
        new, again = self.new.text(), self.again.text()
        self._do(
            lambda known: slots.change_passphrase(self.house.store, known, new, again),
            "The passphrase is changed. The old one no longer opens this store. " + _OLD_BACKUPS,
        )

    def _on_add(self) -> None:
        name, new, again = self.whose.text(), self.theirs.text(), self.theirs_again.text()
        if self._do(
            lambda known: slots.add_passphrase(self.house.store, known, name, new, again),
            f"The passphrase of {' '.join(name.split())} opens this store from now on.",
        ):
            self.whose.clear()

    def _on_make(self) -> None:
        fresh: list[slots.FreshKey] = []
        if self._do(lambda known: fresh.append(slots.fresh_key(self.house.store, known)), ""):
            self.preview = KeyPreview(self.house, fresh[0], self.window())
            self.preview.finished.connect(self._on_shown)
            self.preview.open()

    def _on_shown(self, _result: int) -> None:
        taken = self.preview is not None and self.preview.taken
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None
        self.refresh()
        if taken:
            self.sentence.say("The recovery key opens this store from now on. Lock the page away.", Tone.TEAL)
        else:
            self.sentence.say(TAKEN_BACK, Tone.AMBER)

    def _on_revoke(self) -> None:
        row = self.table.current_row()
        if not isinstance(row, SlotRow):
            self.sentence.say("Choose a line of the list first.", Tone.AMBER)
            return
        if not self.known.text():
            self._ask_for_known()
            return
        ask = Ask(
            self.window(),
            f"Revoke {row.words}?",
            f"It stops opening this store at once, and cannot be brought back. {_OLD_BACKUPS}",
            [("revoke", "Revoke")],
            danger=True,
        )
        ask.answered.connect(partial(self._on_answered, row))
        ask.open()

    def _on_answered(self, row: SlotRow, answer: str) -> None:
        if answer == "revoke":
            self._do(
                lambda known: slots.revoke(self.house.store, known, row.slot_id),
                f"Revoked: {row.words}. {_OLD_BACKUPS}",
            )

    def _on_set_times(self) -> None:
        try:
            said = locking.set_idle_times(self.house.store, self.idle.value(), self.meeting.value())
        except Refused as refusal:
            self.times_said.say(str(refusal), Tone.RED)
            return
        self.times_said.say(said, Tone.TEAL)

    def _do(self, act: Callable[[str], object], said: str) -> bool:
        """Do what needs a secret that opens the store now; says whether it was done."""
        if not self.known.text():
            self._ask_for_known()
            return False
        try:
            with _waiting():
                act(self.known.text())
        except Refused as refusal:
            self.sentence.say(str(refusal), Tone.RED)
            if isinstance(refusal, WrongPassphrase):
                self.known.setFocus()
                self.known.selectAll()
            return False
        self._forget()
        self.refresh()
        self.sentence.say(said, Tone.TEAL)
        return True

    def _ask_for_known(self) -> None:
        self.sentence.say(_FIRST, Tone.AMBER)
        self.known.setFocus()


@contextmanager
def _waiting() -> Iterator[None]:
    """Show that it takes a moment: a passphrase is dear to try, so that nobody can try many."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
