"""The papers of the item that is chosen on an agenda: attached by a button or a drop, opened, copied, taken off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.services import attached_papers
from nscp_desktop.ui.paper_copy import PaperCopy
from nscp_desktop.ui.paper_intake import PaperIntake, Target, files_in
from nscp_desktop.ui.widgets import (
    SPRING,
    Button,
    Column,
    FlowLayout,
    RowModel,
    Small,
    Strong,
    Table,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent

    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.services.paper_rows import PaperRow
    from nscp_desktop.ui.house import House

_SHOWN_AT_ONCE = 3
_FILES = (
    "Papers (*.pdf *.png *.jpg *.jpeg *.docx *.doc *.odt *.rtf *.xlsx *.xls *.ods *.csv *.pptx *.ppt *.odp *.txt "
    "*.eml *.msg);;All files (*)"
)
_EMPTY = "None yet. Attach one, or drop a file here."


def _about(row: PaperRow) -> str:
    """What stands under a title: "PDF, 2.4 MB, this meeting only"."""
    return f"{row.words}, this meeting only" if row.only_here else row.words


def _attached(row: PaperRow) -> str:
    by = f" by {row.by}" if row.by else ""
    return f"Attached{by} on {row.attached_at.day} {row.attached_at:%B %Y}"


COLUMNS: tuple[Column[PaperRow], ...] = (
    Column("title", "Paper", lambda row: row.title, quiet=_about, tip=_attached, editable=True, strong=True),
)


class PaperTable(Table):
    """The papers by title: Enter opens one, F2 renames it, Delete takes it off, while the table has the keyboard."""

    wanted = Signal()
    taken_off = Signal()

    def __init__(self, model: RowModel[PaperRow], parent: QWidget | None = None) -> None:
        """Build the list over ``model``."""
        super().__init__(model, name="Papers of the item", lines=2, header=False, parent=parent)
        # A double click opens; a letter that is typed renames nothing.
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.activated.connect(self.wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the paper off."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)


class PapersPart(QWidget):
    """The papers of one item. ``said`` carries what was done and can be undone, ``told`` what cannot."""

    said = Signal(str)
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build it empty; :meth:`show_item` fills it."""
        super().__init__(parent)
        self._house = house
        self._target: Target | None = None
        self.model = RowModel(COLUMNS, identity=lambda row: row.paper_id)
        self.table = PaperTable(self.model)
        self.empty = Small(_EMPTY, wrap=True)
        self.attach = Button("Attach new…", icon="paperclip", alt="n")
        self.view = Button("View", alt="w")
        self.copy = Button("Save a copy…", name="Save a copy outside the store")
        self.rename = Button("", icon="pencil", name="Rename the paper")
        self.take_off = Button("", icon="trash-2", name="Take the paper off")
        self.rename.setToolTip("Rename the paper (F2)")
        self.take_off.setToolTip("Take the paper off (Delete); Undo brings it back")
        self.intake = PaperIntake(house, self)
        self.copies = PaperCopy(house, self)
        tools = FlowLayout(gap=6)
        for button in (self.view, self.copy, self.rename, self.take_off):
            tools.addWidget(button)
        self._tools = holder(tools)
        head = across(Strong("Papers"), SPRING, self.attach)
        self.setLayout(down(head, self.table, self.empty, self._tools, gap=6))
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.attach.clicked.connect(self._on_attach)
        self.view.clicked.connect(self.open_chosen)
        self.copy.clicked.connect(self._on_copy)
        self.rename.clicked.connect(self._on_rename)
        self.take_off.clicked.connect(self._on_take_off)
        self.table.wanted.connect(self.open_chosen)
        self.table.taken_off.connect(self._on_take_off)
        self.table.refused.connect(self.refused)
        self.model.edited.connect(self._on_edited)
        self.intake.attached.connect(self._on_attached)
        self.intake.refused.connect(self.refused)
        self.copies.saved.connect(self.told)
        self.copies.refused.connect(self.refused)

    # -- what it shows ------------------------------------------------------------------------------

    def show_item(self, meeting_id: str, row: AgendaRow | None, *, everywhere: bool) -> None:
        """Show the papers of an item; those that are attached now go to this meeting, or ``everywhere``."""
        if row is None:
            self._target = None
            return
        self._target = Target(meeting_id, row.item_id, everywhere and not row.only_here)
        rows = attached_papers.papers(self._house.store, meeting_id, row.item_id)
        self.model.replace(rows)
        if rows and self.table.current_row() is None:
            self.table.go_to(rows[0].paper_id)
        self.table.setVisible(bool(rows))
        height = self.table.verticalHeader().defaultSectionSize() * min(len(rows), _SHOWN_AT_ONCE)
        self.table.setFixedHeight(height + 2 * self.table.frameWidth() + 2)
        self.empty.setVisible(not rows)
        self._tools.setVisible(bool(rows))
        self.setEnabled(not row.omitted)

    @property
    def rows(self) -> Sequence[PaperRow]:
        """The papers in the list."""
        return self.model.rows()

    @property
    def chosen(self) -> PaperRow | None:
        """The paper that the list is on."""
        found: PaperRow | None = self.table.current_row()
        return found

    # -- what is done -------------------------------------------------------------------------------

    def take(self, paths: Sequence[Path]) -> None:
        """Attach these files to the item."""
        if self._target is not None:
            self.intake.take(paths, self._target)

    def _on_attach(self) -> None:
        dialog = QFileDialog(self.window(), "Attach papers", str(Path.home()), _FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.open()

    def _on_files_chosen(self, chosen: list[str]) -> None:
        self.take([Path(one) for one in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; anything else goes by."""
        if self._target is not None and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the files that are dropped; the originals stay where they are."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take(files_in(event.mimeData()))

    def open_chosen(self) -> None:
        """Open the paper that the list is on, inside."""
        if self.chosen is not None:
            # Opening brings the reader of PDF along; the agenda is edited without it.
            from nscp_desktop.ui.paper_viewer import PaperViewer

            PaperViewer(self._house, self.rows, self.chosen.paper_id, self.window()).open()

    def _on_copy(self) -> None:
        if self.chosen is not None:
            self.copies.ask(self.chosen)

    def _on_rename(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(self.table.currentIndex())

    def _on_edited(self, row: PaperRow, _field: str, title: str) -> None:
        if self._target is not None:
            self._act(attached_papers.rename, self._target.meeting_id, row.paper_id, title)

    def _on_take_off(self) -> None:
        row, target = self.chosen, self._target
        if row is not None and target is not None:
            said = self._act(
                attached_papers.detach, target.meeting_id, row.paper_id, everywhere=target.everywhere
            )
            if said:
                self.said.emit(said)

    def _on_attached(self, said: str, paper_id: str) -> None:
        self.table.go_to(paper_id)
        self.said.emit(said)

    def _act(self, deed: Callable[..., object], *words: object, **more: object) -> str:
        try:
            said = deed(self._house.store, *words, **more)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return ""
        return str(said or "")
