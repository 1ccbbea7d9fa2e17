"""The text of minutes: headings, notes and recorded lines, written in place and kept on leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.capture import Kind
from nscp_desktop.services import corrections, notes
from nscp_desktop.ui import theme
from nscp_desktop.ui.growing_box import GrowingBox
from nscp_desktop.ui.kept_text import KeptText
from nscp_desktop.ui.line_box import LineBox
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import SPRING, Heading, Pill, Small, across, down, holder
from nscp_desktop.ui.widgets.limits import LINE_CAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.services.minutes import EntryText, ItemText, MinutesView
    from nscp_desktop.store import Store

_TONES: Final = {
    Kind.ACTION: Tone.AMBER,
    Kind.DECISION: Tone.TEAL,
    Kind.OUTCOME: Tone.GREEN,
    Kind.CHALLENGE: Tone.VIOLET,
    Kind.YOUTH_BOARD: Tone.TEAL,
    Kind.NOTE: Tone.NEUTRAL,
}
_LABEL_WIDTH: Final = 122


class NotePlace:
    """Where the note of an item is kept."""

    def __init__(self, store: Store, meeting_id: str, item_id: str) -> None:
        """The note of one item of one meeting."""
        self._store, self._meeting_id, self._item_id = store, meeting_id, item_id

    def keep(self, text: str, cursor: int) -> None:
        """Keep a draft."""
        notes.keep_draft(self._store, self._meeting_id, self._item_id, text, cursor)

    def write(self, text: str, typing_at: int | None) -> str:
        """Make a deed of it; a text that is still being typed is given back as it is."""
        notes.write(self._store, self._meeting_id, self._item_id, text)
        kept = notes.notes(self._store, self._meeting_id, self._item_id).text
        return kept if typing_at is None else text


class WordsPlace:
    """Where the words of a decision, action, outcome or other line are kept."""

    def __init__(self, store: Store, table: str, record_id: str) -> None:
        """The words of one record."""
        self._store, self._table, self._record_id = store, table, record_id

    def keep(self, text: str, cursor: int) -> None:
        """Keep a draft."""
        corrections.keep_draft(self._store, self._table, self._record_id, text, cursor)

    def write(self, text: str, typing_at: int | None) -> str:
        """Make a deed of it, as one line."""
        corrections.write(self._store, self._table, self._record_id, text)
        return text if typing_at is not None else " ".join(text.split())


class EntryBlock(QWidget):
    """A recorded line: what it is as a pill, its words to put right, and what belongs to it in small print."""

    def __init__(self, store: Store, entry: EntryText, refuse: Callable[[str], None]) -> None:
        """Show an entry."""
        super().__init__()
        self.table, self.record_id = entry.table, entry.record_id
        pill = Pill(entry.label, _TONES[entry.kind])
        self.box = LineBox(name=f"{entry.label}, its words", cap=LINE_CAP)
        self.keeper = KeptText(self.box, WordsPlace(store, entry.table, entry.record_id), refuse)
        self.keeper.fill(entry.text)
        self.box.done.connect(self._on_done)
        self.box.refused.connect(refuse)
        self.aside = Small(entry.aside, wrap=True)
        if not entry.aside:
            self.aside.hide()
        label = holder(down(across(pill, SPRING), SPRING, gap=0))
        label.setFixedWidth(theme.grown(_LABEL_WIDTH))
        row = across(label, down(self.box, self.aside, gap=0), gap=8)
        row.setStretch(1, 1)
        self.setLayout(row)

    def reload(self, entry: EntryText) -> None:
        """Show what is kept, unless it is being typed."""
        self.keeper.reload(entry.text)
        self.aside.setText(entry.aside)
        self.aside.setVisible(bool(entry.aside))

    def _on_done(self) -> None:
        self.keeper.settle()


class ItemBlock(QWidget):
    """An item of the minutes: heading, note and what was recorded at it."""

    def __init__(self, store: Store, meeting_id: str, item: ItemText, refuse: Callable[[str], None]) -> None:
        """Show an item; an item of the confidential part says so."""
        super().__init__()
        self.item_id = item.item_id
        self.heading = Heading(f"{item.number}. {item.title}", wrap=True)
        head = across(self.heading)
        head.setStretch(0, 1)
        if item.restricted:
            head.addWidget(Pill("Restricted", Tone.RED))
        self.note = GrowingBox(
            name=f"Notes of item {item.number}, {item.title}", placeholder="No notes. Write here."
        )
        self.keeper = KeptText(self.note, NotePlace(store, meeting_id, item.item_id), refuse)
        self.note.refused.connect(refuse)
        self.keeper.fill(item.note)
        self.entries = tuple(EntryBlock(store, entry, refuse) for entry in item.entries)
        self.setLayout(down(head, self.note, *self.entries, gap=4))

    def reload(self, item: ItemText) -> None:
        """Show what is kept, leaving alone what is being typed."""
        self.keeper.reload(item.note)
        for block, entry in zip(self.entries, item.entries, strict=True):
            block.reload(entry)

    def settle(self) -> bool:
        """Make deeds of what is being typed; says whether everything is kept."""
        kept = [self.keeper.settle()]
        kept += [block.keeper.settle() for block in self.entries]
        return all(kept)


class MinutesText(QWidget):
    """All items of the minutes, one under the other."""

    def __init__(self, store: Store, refuse: Callable[[str], None]) -> None:
        """Empty until :meth:`show_view`."""
        super().__init__()
        self._store, self._refuse = store, refuse
        self._shape: tuple[object, ...] = ()
        self.items: tuple[ItemBlock, ...] = ()
        self._column = down(gap=14, margins=(0, 0, 8, 0))
        self._column.addStretch(1)
        self.setLayout(self._column)

    def fits(self, view: MinutesView) -> bool:
        """Whether only words changed, so that what is being typed keeps its place."""
        return _shape(view) == self._shape

    def show_view(self, view: MinutesView) -> None:
        """Show minutes; settle what is being typed first where they do not fit."""
        if self.fits(view):
            for block, item in zip(self.items, view.items, strict=True):
                block.reload(item)
            return
        for block in self.items:
            self._column.removeWidget(block)
            block.deleteLater()
        self._shape = _shape(view)
        self.items = tuple(ItemBlock(self._store, view.meeting.id, item, self._refuse) for item in view.items)
        for at, block in enumerate(self.items):
            self._column.insertWidget(at, block)

    def settle(self) -> bool:
        """Make deeds of what is being typed; says whether everything is kept."""
        kept = [block.settle() for block in self.items]
        return all(kept)


def _shape(view: MinutesView) -> tuple[object, ...]:
    """What must stay the same for the boxes to stay: the meeting, its items, and what was recorded at them."""
    return (
        view.meeting.id,
        *(
            (
                item.item_id,
                item.number,
                item.title,
                item.restricted,
                tuple((entry.record_id, entry.label) for entry in item.entries),
            )
            for item in view.items
        ),
    )
