"""The papers attached to an item, opened inside: from memory, over the window; Esc goes back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.attached_papers import PaperKind
from nscp_desktop.services import attached_papers
from nscp_desktop.ui import paper_looks, theme
from nscp_desktop.ui.page_drawer import PageDrawer
from nscp_desktop.ui.paper_copy import PaperCopy
from nscp_desktop.ui.pdf_pages import PdfPages
from nscp_desktop.ui.picture_view import PictureView
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Choice,
    EmptyState,
    Heading,
    Scroll,
    Sentence,
    Small,
    across,
    announce,
    down,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.services.paper_rows import PaperRow
    from nscp_desktop.ui.house import House

_OUTSIDE = "This paper does not open inside."
_OUTSIDE_WORDS = (
    "Only PDF and pictures do. A copy of it can be saved outside the store and opened by the program it was made "
    "with; you are asked first, and the journal notes it."
)
_DAMAGED = "This paper cannot be shown: it is damaged. Ask for it again and attach it anew."


class PaperViewer(QDialog):
    """Shows one of an item's papers, and the others by their titles. What does not open inside is said to be so."""

    def __init__(self, house: House, rows: Sequence[PaperRow], paper_id: str, parent: QWidget) -> None:
        """Show the paper ``paper_id`` of ``rows``; the first when it is not among them."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._house = house
        self._rows = {row.paper_id: row for row in rows}
        self.heading, self.about = Heading(""), Small("")
        self.which = Choice([(row.paper_id, row.title) for row in rows], name="Paper")
        self.which.setMaximumWidth(theme.grown(520))
        # Of several the list says which one is in sight.
        (self.heading if len(rows) > 1 else self.which).hide()
        self.copy = Button("Save a copy…", icon="save", alt="o")
        self.shut = Button("Close", key_hint="Esc", alt="C")
        self.sentence = Sentence("", Tone.AMBER)
        self.sentence.clear()
        # Whoever made the paper may have made it so that it never ends.
        self.pages, self.picture = PdfPages("Paper", drawer=PageDrawer()), PictureView()
        self._outside = Scroll(EmptyState(_OUTSIDE, _OUTSIDE_WORDS))
        self.views = QStackedWidget()
        for view in (self.pages, self.picture, self._outside):
            self.views.addWidget(view)
        head = across(self.heading, self.which, self.about, SPRING, self.copy, self.shut, gap=10)
        layout = down(head, self.sentence, self.views, gap=12, margins=(20, 16, 20, 16))
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._copies = PaperCopy(house, self)
        self._copies.saved.connect(self._on_saved)
        self._copies.refused.connect(self._on_refused)
        self.pages.failed.connect(self._on_not_drawn)
        self.which.picked.connect(self._on_picked)
        self.copy.clicked.connect(self._on_copy)
        self.shut.clicked.connect(self.reject)
        self.resize(min(parent.width() - 60, theme.grown(1040)), parent.height() - 40)
        self.show_paper(paper_id if paper_id in self._rows else rows[0].paper_id)

    @property
    def row(self) -> PaperRow:
        """The paper in sight."""
        return self._rows[str(self.which.value)]

    def show_paper(self, paper_id: str) -> None:
        """Show a paper of the item."""
        self.which.pick(paper_id)
        row = self.row
        self.setWindowTitle(self._house.titled(row.title))
        self.heading.setText(row.title)
        self.about.setText(row.words)
        self.sentence.clear()
        try:
            content = attached_papers.content(self._house.store, paper_id) if row.opens else b""
        except Refused as refusal:
            self._nothing_to_show(str(refusal))
            return
        if row.kind is PaperKind.PDF:
            self.pages.show_pdf(content, page=1)
            self._show(self.pages, whole=self.pages.count > 0)
        elif row.kind is PaperKind.PICTURE:
            found = paper_looks.picture(content)
            self.picture.show_picture(found, row.title)
            self._show(self.picture, whole=not found.isNull())
        else:
            self._show(self._outside, whole=True)
            self.copy.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{row.title}, {row.words}")

    def _show(self, view: QWidget, *, whole: bool) -> None:
        if not whole:
            self._nothing_to_show(_DAMAGED)
            return
        self.views.show()
        self.views.setCurrentWidget(view)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _nothing_to_show(self, why: str) -> None:
        self.views.hide()
        self.sentence.say(why, Tone.RED)

    def _on_picked(self, paper_id: object) -> None:
        self.show_paper(str(paper_id))

    def _on_copy(self) -> None:
        self._copies.ask(self.row)

    def _on_not_drawn(self, why: str) -> None:
        self.sentence.say(why, Tone.AMBER)

    def _on_saved(self, said: str) -> None:
        self.sentence.say(said, Tone.TEAL)

    def _on_refused(self, said: str) -> None:
        self.sentence.say(said, Tone.RED)
