"""Three lines that say what changed at a meeting, for the other groups: kept as they are typed, a deed on leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.services import chairs
from nscp_desktop.ui.kept_text import KeptText
from nscp_desktop.ui.line_box import LineBox
from nscp_desktop.ui.widgets import down
from nscp_desktop.ui.widgets.limits import LINE_CAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.store import Store

_EXAMPLES: Final = ("two schools now invite the DSL by name", "a second line", "a third line")


class ChangedLines(QWidget):
    """The lines of one meeting. Enter goes to the next; ``finished`` at Enter on the last, or on an empty one."""

    finished = Signal()

    def __init__(self, store: Store, refuse: Callable[[str], None], parent: QWidget | None = None) -> None:
        """Build the boxes; :meth:`open_meeting` fills them. Sentences of refusal go to ``refuse``."""
        super().__init__(parent)
        self.store, self.meeting_id = store, ""
        self.boxes = tuple(
            LineBox(name=f"What changed, line {place}", placeholder=words, frame=True, cap=LINE_CAP)
            for place, words in enumerate(_EXAMPLES, start=1)
        )
        self.keepers = tuple(
            KeptText(box, _Line(self, place), refuse) for place, box in enumerate(self.boxes, start=1)
        )
        self.setLayout(down(*self.boxes, gap=6))
        self.setFocusProxy(self.boxes[0])
        for box in self.boxes:
            box.done.connect(self._on_enter)
            box.refused.connect(refuse)

    def open_meeting(self, meeting_id: str) -> None:
        """Show the lines of a meeting; while it is the same one, what is being typed is left alone."""
        texts = chairs.what_changed(self.store, meeting_id)
        another = meeting_id != self.meeting_id and self.settle()
        if another:
            self.meeting_id = meeting_id
        for keeper, text in zip(self.keepers, texts, strict=True):
            if another:
                keeper.fill(text)
            elif meeting_id == self.meeting_id:
                keeper.reload(text)

    def settle(self) -> bool:
        """Make deeds of what is typed and not yet one; says whether all of it is kept."""
        kept = [keeper.settle() for keeper in self.keepers]
        return all(kept)

    def go_to_next(self) -> None:
        """Put the keyboard in the first line that is empty, else in the last."""
        empty = [box for box in self.boxes if not box.toPlainText().strip()]
        (empty or self.boxes[-1:])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_enter(self) -> None:
        at = next(at for at, box in enumerate(self.boxes) if box is self.sender())
        said = bool(self.boxes[at].toPlainText().strip())
        if not self.keepers[at].settle():
            return
        if said and at + 1 < len(self.boxes):
            self.boxes[at + 1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.finished.emit()


class _Line:
    """Where one of the lines is kept."""

    def __init__(self, lines: ChangedLines, place: int) -> None:
        """The first line is 1."""
        self._lines, self._place = lines, place

    def keep(self, text: str, cursor: int) -> None:
        """Keep a draft."""
        chairs.keep_line_draft(self._lines.store, self._lines.meeting_id, self._place, text, cursor)

    def write(self, text: str, typing_at: int | None) -> str:
        """Make a deed of it; a text that is still being typed is given back as it is."""
        kept = chairs.write_line(self._lines.store, self._lines.meeting_id, self._place, text)
        return kept if typing_at is None else text
