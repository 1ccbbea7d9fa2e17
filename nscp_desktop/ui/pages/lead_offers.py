"""Who may lead an agenda item, offered under its box while a part of a name is typed."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from nscp_desktop.rules.wording import fold
from nscp_desktop.services.speakers import is_name
from nscp_desktop.ui.widgets import Column, RowModel, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit, QWidget

    from nscp_desktop.rules.names import Directory, Known

MOST_OFFERED: Final = 5
GUEST: Final = "guest speaker, new here"


@dataclass(frozen=True, slots=True)
class LeadOffer:
    """Somebody who may lead, and who that is in a few words."""

    key: str
    name: str
    words: str


def offers(typed: str, people: Directory) -> tuple[LeadOffer, ...]:
    """Give who may be meant: members of the group first, then everyone; somebody new is a guest speaker."""
    said = " ".join(typed.split())
    found = [match.person for match in people.find(said)]
    if any(fold(one.name) == fold(said) for one in found):
        return ()
    # Of words that are no name, such as "Co-chair", nothing is to be chosen.
    known = [LeadOffer(one.person_id, one.name, _who(one)) for one in found[:MOST_OFFERED]]
    new = [LeadOffer("", said, GUEST)] if is_name(said) else []
    return (*known, *new)


def _who(person: Known) -> str:
    place = person.organisation or person.role
    circle = "member" if person.in_group else "not in the group"
    return f"{place} · {circle}" if place else circle


class LeadOffers(Table):
    """The offers under a box. ``taken`` says that a name was put into the box by a click.

    Up and Down go through them, Enter or a click takes one; without that what is typed stays as it is.
    """

    taken = Signal()

    def __init__(
        self, box: QLineEdit, people: Callable[[], Directory], parent: QWidget | None = None
    ) -> None:
        """Offer ``people``, who are asked for when something is typed into ``box``."""
        model: RowModel[LeadOffer] = RowModel(
            (Column("who", "Who", attrgetter("name"), quiet=attrgetter("words")),),
            (),
            identity=attrgetter("key"),
        )
        super().__init__(model, name="Who may lead", lines=2, compact=True, header=False, parent=parent)
        self._model, self._box, self._people = model, box, people
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        box.textEdited.connect(self._on_typed)
        box.editingFinished.connect(self.put_away)
        box.installEventFilter(self)
        self.clicked.connect(self._on_clicked)

    @property
    def offered(self) -> tuple[LeadOffer, ...]:
        """What is offered now."""
        return self._model.rows()

    def put_away(self) -> None:
        """Offer nothing any more."""
        self._model.replace(())
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up, Down, Enter and Escape in the box reach the offers, as long as there are some."""
        pressed = watched is self._box and event.type() == QEvent.Type.KeyPress
        if pressed and self.offered and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if step is not None:
            at = max(0, min(self.currentIndex().row() + step, len(self.offered) - 1))
            self.setCurrentIndex(self._model.index(at, 0))
            return True
        row = self.current_row()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(row, LeadOffer):
            # The key goes on to the box, which hands its words over.
            self._take(row)
        return False

    def _on_typed(self, typed: str) -> None:
        found = offers(typed, self._people()) if typed.strip() else ()
        self._model.replace(found)
        self.setCurrentIndex(QModelIndex())
        self.setFixedHeight(self.whole_height())
        self.setVisible(bool(found))

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._model.row_at(index.row())
        if isinstance(row, LeadOffer):
            self._take(row)
            self.taken.emit()

    def _take(self, offer: LeadOffer) -> None:
        self._box.setText(offer.name)
        self._box.setModified(True)
        self.put_away()
