"""What opens on the minutes page: agreeing them as a correct record, and their print beside the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDate, Qt, QTimer, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.services import minutes, papers
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.pdf_pages import PdfPages
from nscp_desktop.ui.task import Task
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Card,
    Choice,
    DateBox,
    Field,
    LineEdit,
    Quiet,
    Segments,
    Sentence,
    Well,
    across,
)

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.minutes import Issued
    from nscp_desktop.ui.house import House

REDRAW_MS: Final = 400
"""How long after a change the print is drawn again: several changes in a row are drawn once."""
AS_IT_STANDS: Final = ""


class AgreePanel(Card):
    """Asks for the day and the corrections. ``agreed`` once it is done, ``left`` when it is closed."""

    agreed = Signal(str)
    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Closed until :meth:`open_for`."""
        super().__init__("Agree as a correct record", parent=parent)
        self._house = house
        self._meeting_id = ""
        self.on = DateBox(name="Agreed on")
        self.subject_to = LineEdit(
            name="Subject to", placeholder="Corrections, if any: adding Kit Mwangi to those present"
        )
        self.agree = Button("Agree", primary=True, alt="R")
        self.cancel = Button("Cancel", name="Leave the minutes as they are")
        self.band = Sentence("", Tone.RED)
        buttons = across(self.agree, self.cancel, gap=12)
        row = across(Field("Agreed on", self.on), Field("Subject to", self.subject_to), buttons, gap=12)
        row.setStretch(1, 1)
        row.setAlignment(buttons, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(self.band)
        self.agree.clicked.connect(self._on_agree)
        self.cancel.clicked.connect(self._on_cancel)
        self.subject_to.returnPressed.connect(self._on_agree)
        self.subject_to.refused.connect(self.band.say)
        self.keeper = KeptLine(self.subject_to, house.store, self._box, self.band.say)
        self.hide()

    def _box(self) -> Box | None:
        return Box("meeting", self._meeting_id, "agreed subject to") if self._meeting_id else None

    def open_for(self, meeting_id: str, on: date) -> None:
        """Ask about the minutes of a meeting; the day is ``on`` until somebody says otherwise."""
        self._meeting_id = meeting_id
        self.on.setDate(QDate(on.year, on.month, on.day))
        self.keeper.open_anew()
        self.band.clear()
        self.show()
        self.subject_to.setFocus()

    def _on_agree(self) -> None:
        chosen = self.on.date()
        day = self._house.now().date().replace(year=chosen.year(), month=1, day=1)
        day = day.replace(month=chosen.month(), day=chosen.day())
        try:
            reduced = minutes.agree(self._house.store, self._meeting_id, day, self.subject_to.text())
        except Refused as refusal:
            self.band.say(str(refusal))
            return
        self.subject_to.setText("")
        self.keeper.settle()
        self.hide()
        self.agreed.emit(reduced)

    def _on_cancel(self) -> None:
        self.hide()
        self.left.emit()


class PrintBeside(Well):
    """The minutes as they will be printed, drawn again a moment after each change; or an issued version as it was."""

    drawn = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Empty until :meth:`open_meeting`."""
        super().__init__(parent)
        self._house = house
        self._meeting_id = ""
        self._versions: dict[str, Issued] = {}
        self._task: Task | None = None
        self._again = False
        self.version = Choice([(AS_IT_STANDS, "As it stands")], name="Version")
        self.size_of_print = Segments([("12", "Usual print"), ("16", "Large print")], name="Size of print")
        self.pages = PdfPages("Minutes")
        self.fault = Quiet("", wrap=True)
        self.fault.hide()
        self.body.addLayout(across(self.version, SPRING, self.size_of_print))
        self.body.addWidget(self.fault)
        self.body.addWidget(self.pages, 1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(REDRAW_MS)
        self._wait.timeout.connect(self._draw)
        self.version.picked.connect(self._on_picked)
        self.size_of_print.chosen.connect(self._on_picked)

    @property
    def size_chosen(self) -> int:
        """The size of print in points."""
        return int(self.size_of_print.chosen_key)

    def open_meeting(self, meeting_id: str, versions: tuple[Issued, ...]) -> None:
        """Show the minutes of a meeting; the same meeting again is drawn a moment later."""
        self._versions = {one.issued_id: one for one in versions}
        zone = self._house.now().tzinfo
        self.version.set_choices(
            [
                (AS_IT_STANDS, "As it stands"),
                *(
                    (one.issued_id, f"Version {one.version}, issued {_moment(one, zone)}")
                    for one in reversed(versions)
                ),
            ]
        )
        self.version.setVisible(bool(versions))
        if meeting_id != self._meeting_id:
            self._meeting_id = meeting_id
            self.version.pick(AS_IT_STANDS)
            self._draw()
        else:
            self._wait.start()

    def settle(self) -> None:
        """Finish the drawing that is under way and begin no other: the store is about to close."""
        self._wait.stop()
        self._again = False
        if self._task is not None:
            self._task.wait()

    def paper(self, size: int) -> Paper:
        """The minutes as they stand, at a size."""
        return papers.minutes(self._house.store, self._meeting_id, size)

    def _on_picked(self, _value: object) -> None:
        self._draw()

    def _draw(self) -> None:
        """Draw what is chosen; while a drawing is under way, the next waits for it."""
        self._wait.stop()
        issued = self._versions.get(str(self.version.value))
        self.size_of_print.setVisible(issued is None)
        if issued is not None:
            try:
                self._show(minutes.as_issued(self._house.store, issued))
            except Refused as refusal:
                # One that was withdrawn: that it was, and why, stands where it stood.
                self.pages.hide()
                self._on_fault(str(refusal))
            return
        if self._task is not None:
            self._again = True
            return
        paper = self.paper(self.size_chosen)
        # Drawing takes longer than a keystroke may wait. The thread outlives this page if it must.
        whole = QCoreApplication.instance() or self
        self._task = Task(partial(self._house.draw, paper, self._house.now()), whole)
        self._task.done.connect(self._on_drawn)
        self._task.refused.connect(self._on_fault)
        self._task.finished.connect(self._on_finished)
        self._task.finished.connect(self._task.deleteLater)
        self._task.start()

    def _on_drawn(self, pdf: bytes) -> None:
        if str(self.version.value) == AS_IT_STANDS:
            self._show(pdf)

    def _show(self, pdf: bytes) -> None:
        self.fault.hide()
        self.pages.show()
        self.pages.show_pdf(pdf)
        self.drawn.emit()

    def _on_fault(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

    def _on_finished(self) -> None:
        self._task = None
        if self._again:
            self._again = False
            self._draw()


def _moment(issued: Issued, zone: object) -> str:
    """When a version was issued: "14 Jan 12:05"."""
    at = issued.issued_at.astimezone(zone)  # type: ignore[arg-type]
    return f"{at.day} {at:%b %H:%M}"
