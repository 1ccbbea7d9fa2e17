"""Help: how the work is done, and every key, made from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QGridLayout, QTextBrowser, QWidget

from nscp_desktop import assets
from nscp_desktop.ui import theme
from nscp_desktop.ui.commands import COMMANDS
from nscp_desktop.ui.pages.made_of import licences
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.practice_offer import PRACTISE
from nscp_desktop.ui.theme import Face
from nscp_desktop.ui.widgets import (
    SPRING,
    Body,
    Button,
    Caption,
    Card,
    KeyHint,
    PageHead,
    Scroll,
    Title,
    across,
    down,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame


def keys_sheet() -> QWidget:
    """Every command with its keys, by the screen on which it holds."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    where = ""
    for command in COMMANDS:
        if command.where != where:
            where = command.where
            grid.addWidget(Caption(where), grid.rowCount(), 0, 1, 2)
        row = grid.rowCount()
        hints = [KeyHint(key.replace("Return", "Enter").replace("+", " ")) for key in command.keys]
        grid.addLayout(across(*hints, SPRING, gap=4), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Body(command.text, wrap=True), row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return sheet


def set_in_our_letters(document: QTextDocument) -> None:
    """Set what is typed word for word in our own semi-bold: Markdown gives it letters of another face and size."""
    ours = QTextCharFormat()
    font = theme.font(Face.STRONG)
    ours.setFontFamilies(font.families())
    ours.setFontPointSize(font.pointSizeF())
    ours.setFontWeight(font.weight())
    ours.setForeground(theme.colour("accent"))
    ours.setFontFixedPitch(False)
    places = []
    block = document.begin()
    while block.isValid():
        found = block.begin()
        while not found.atEnd():
            fragment = found.fragment()
            if fragment.charFormat().fontFixedPitch():
                places.append((fragment.position(), fragment.length()))
            found += 1
        block = block.next()
    cursor = QTextCursor(document)
    for at, length in places:
        cursor.setPosition(at)
        cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(ours)


class HelpPage(Page):
    """How the work is done, beside all keys."""

    key = "help"
    title = "Help and keys"

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Show the help that ships with the program."""
        super().__init__(house, bridge, frame, parent)
        self.words = QTextBrowser()
        self.words.setAccessibleName("Help")
        self.words.setOpenLinks(False)
        self.words.setFrameShape(QTextBrowser.Shape.NoFrame)
        # Our own text only: nothing a user typed is ever shown as Markdown.
        self._shows_licences = True
        self.made_of = Button("What it is made of", alt="W")
        self.made_of.clicked.connect(self._on_made_of)
        self._on_made_of()
        keys = Card("Keys")
        keys.body.addWidget(Scroll(keys_sheet()))
        beside = across(self.words, keys, gap=16)
        beside.setStretch(0, 5)
        beside.setStretch(1, 4)
        self.practise = Button("Practise", alt="i")
        self.practise.setAccessibleDescription(PRACTISE)
        self.practise.clicked.connect(frame.practise)
        if house.practice:
            self.practise.hide()
        layout = down(
            PageHead(self.title, right=(self.made_of, self.practise)),
            beside,
            gap=14,
            margins=(24, 18, 24, 18),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _on_made_of(self) -> None:
        """Show what the program is made of in the place of the help, and the help again."""
        self._shows_licences = not self._shows_licences
        self.made_of.setText("How the work is done" if self._shows_licences else "What it is made of")
        self.words.setMarkdown(licences() if self._shows_licences else assets.text("help", "help.md"))
        document = self.words.document()
        document.setDocumentMargin(theme.grown(14))
        set_in_our_letters(document)


class KeysDialog(QDialog):
    """All keys, over a running meeting; Esc leaves it."""

    def __init__(self, parent: QWidget) -> None:
        """Show the sheet over ``parent``."""
        super().__init__(parent)
        self.setWindowTitle("Keys")
        shut = Button("Close", alt="C")
        shut.clicked.connect(self.reject)
        self.setLayout(
            down(across(Title("Keys"), SPRING, shut), Scroll(keys_sheet()), gap=12, margins=(20, 16, 20, 16))
        )
        self.resize(theme.grown(560), min(parent.height() - 80, theme.grown(620)))
