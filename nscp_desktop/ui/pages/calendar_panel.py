"""The panel in which meetings are saved as a calendar file, for Outlook and other calendars."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from nscp_desktop.errors import Refused
from nscp_desktop.services import calendar_entries, exports
from nscp_desktop.ui.paper_preview import file_name
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Button, Card, Choice, Field, Sentence, Small, across, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.calendar_entries import Choice as Chosen
    from nscp_desktop.ui.house import House


class CalendarPanel(Card):
    """What the calendar file is of, and saving it. ``saved`` carries a sentence, ``left`` that it is not wanted."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the choice; :meth:`offer` fills it."""
        super().__init__("Save a calendar file", parent=parent)
        self._house = house
        self._choices: tuple[Chosen, ...] = ()
        self.what = Choice((), name="Meetings")
        self.sentence = Sentence(tone=Tone.RED)
        self.save = Button("Save calendar…", primary=True, icon="save", alt="v")
        self.way_out = self.leave = Button("Not now", alt="o")
        words = Small(
            "For Outlook and other calendars: group, day, hours, place and round; nobody is named. The file is "
            "not encrypted. Taken in again after a change, it moves the entries that are there.",
            wrap=True,
        )
        row = across(Field("Meetings", self.what), words, gap=16)
        row.setStretch(1, 1)
        row.setAlignment(words, Qt.AlignmentFlag.AlignBottom)
        buttons = across(self.leave, self.save)
        row.addLayout(buttons)
        row.setAlignment(buttons, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(down(row, self.sentence, gap=10))
        self.save.clicked.connect(self._on_save)
        self.leave.clicked.connect(self.left)

    def offer(self, meeting_id: str | None, group_id: str | None, year: int) -> bool:
        """Offer the meeting that is chosen, its group's year and that of all; says whether there is any."""
        self._choices = calendar_entries.choices(self._house.store, meeting_id, group_id, year)
        self.what.set_choices([(at, one.words) for at, one in enumerate(self._choices)])
        self.sentence.clear()
        if self._choices:
            # A group's year is what is mostly wanted.
            self.what.pick(1 if meeting_id is not None else 0)
        return bool(self._choices)

    def _on_save(self) -> None:
        name = file_name(self._house.titled(f"Meetings, {self._chosen.title}")).removesuffix(".pdf") + ".ics"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Save a calendar file", str(Path.home() / name), "Calendar (*.ics)"
        )
        if chosen:
            self.save_to(Path(chosen))

    @property
    def _chosen(self) -> Chosen:
        return self._choices[int(str(self.what.value))]

    def save_to(self, path: Path) -> None:
        """Write the file and note it in the journal; a refusal is said in the panel."""
        what, make = self._chosen, self._house.calendar
        if make is None:
            self.sentence.say(
                "This copy of the program cannot make a calendar file. Nothing has been written."
            )
            return
        try:
            exports.refuse_if_locked(self._house.store)
            content = make(self._house.store, what.meeting_ids, what.title)
            said = exports.save(self._house.store, path, content, f"the calendar of {what.title}")
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self.saved.emit(said)
