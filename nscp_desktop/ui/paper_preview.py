"""A paper as it will be printed, to save as PDF or send to a printer, at 12 or 16 points."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import shortened
from nscp_desktop.services import exports
from nscp_desktop.ui import theme
from nscp_desktop.ui.pdf_pages import PdfPages
from nscp_desktop.ui.widgets import SPRING, Button, Heading, Segments, Sentence, Small, across, announce, down

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.ui.house import House

_UNSAFE = '<>:"/\\|?*'
_PRINT_DPI = 300


def file_name(title: str) -> str:
    """A file name that every system takes, from a paper's title."""
    words = "".join(" " if sign in _UNSAFE or not sign.isprintable() else sign for sign in title)
    return shortened(" ".join(words.split()).rstrip(".")[:120]) + ".pdf"


class PaperPreview(QDialog):
    """Shows a paper over the window; Esc leaves it."""

    def __init__(self, house: House, make: Callable[[int], Paper], parent: QWidget) -> None:
        """Show what ``make(12)`` gives; :class:`Refused` passes through when it cannot be made."""
        super().__init__(parent)
        self._house, self._make = house, make
        self.taken = False
        """Whether it was printed or saved."""
        self.pages = PdfPages("Paper")
        self.size_of_print = Segments([("12", "Usual print"), ("16", "Large print")], name="Size of print")
        self.save = Button("Save as PDF…", icon="save", alt="S")
        self.print = Button("Print…", icon="printer", primary=True, alt="P")
        self.shut = Button("Close", alt="C")
        self.sentence = Sentence("", theme.Tone.AMBER)
        self.sentence.clear()
        self.heading = Heading("")
        head = across(self.heading, SPRING, self.size_of_print, self.save, self.print, self.shut, gap=8)
        layout = down(
            head,
            self.sentence,
            self.pages,
            Small(
                "A saved or printed paper is not encrypted. What the printer keeps is outside this program.",
                wrap=True,
            ),
            gap=12,
            margins=(20, 16, 20, 12),
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.size_of_print.chosen.connect(self._on_size)
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self.shut.clicked.connect(self.reject)
        self._show(12)
        self.setWindowTitle(house.titled(self._paper.title))
        self.resize(min(parent.width() - 80, theme.grown(980)), parent.height() - 40)

    def _show(self, size: int) -> None:
        self._paper = self._make(size)
        self.pdf = self._house.draw(self._paper, self._house.now())
        self.heading.setText(self._house.titled(self._paper.title))
        self.pages.show_pdf(self.pdf)

    def _on_size(self, key: str) -> None:
        self._show(int(key))

    def _on_save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            "Save as PDF",
            str(Path.home() / file_name(self._house.titled(self._paper.title))),
            "PDF (*.pdf)",
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the PDF to ``path`` and note it in the journal; a refusal is shown in the preview."""
        try:
            said = exports.save(self._house.store, path, self.pdf, self._paper.title)
        except Refused as refusal:
            self.sentence.say(str(refusal), theme.Tone.RED)
            return
        self.taken = True
        self.sentence.say(said, theme.Tone.TEAL)
        announce(self, f"Saved as {path.name}")

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setDocName(self._house.titled(self._paper.title))
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Send every page to ``printer``, each the way up it was made, and note it in the journal."""
        document, buffer = QPdfDocument(self), QBuffer(self)
        held = QByteArray(self.pdf)
        buffer.setData(held)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        printer.setFullPage(True)
        painter = QPainter()
        for page in range(document.pageCount()):
            points = document.pagePointSize(page)
            lying = points.width() > points.height()
            printer.setPageOrientation(
                QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
            )
            if page:
                printer.newPage()
            elif not painter.begin(printer):
                self.sentence.say("The printer did not answer. Nothing was printed.", theme.Tone.RED)
                return
            elif not self._is_noted():
                printer.abort()
                painter.end()
                return
            scale = _PRINT_DPI / 72
            image = document.render(page, (QSizeF(points) * scale).toSize())
            painter.drawImage(painter.viewport(), image)
        painter.end()
        document.close()
        self.taken = True
        said = f"Sent to the printer. {exports.not_noted(self._house.store)}".rstrip()
        self.sentence.say(said, theme.Tone.TEAL)

    def _is_noted(self) -> bool:
        """Whether the journal has the printing: no page goes to the printer before."""
        try:
            exports.note_printed(self._house.store, self._paper.title)
        except Refused as refusal:
            self.sentence.say(str(refusal), theme.Tone.RED)
            return False
        return True
