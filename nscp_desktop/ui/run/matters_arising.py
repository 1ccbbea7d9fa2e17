"""Matters arising: the group's open actions, red and amber first, one key and one line each."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer

from nscp_desktop.errors import Refused
from nscp_desktop.rules.actions import ActionState, Colour
from nscp_desktop.rules.agenda import Duty
from nscp_desktop.services import actions
from nscp_desktop.services.actions import ActionRow, Typed
from nscp_desktop.ui.kept_text import DRAFT_MS
from nscp_desktop.ui.run.duties import DutyCard
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Button, Column, LineEdit, Quiet, RowModel, Table, across
from nscp_desktop.ui.widgets import Kind as Drawn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.ui.run.sitting import Sitting

MOST_IN_SIGHT: Final = 4
"""More would leave no room for the notes on a small laptop; the rest scrolls."""


class MattersArising(DutyCard):
    """The actions and, under them, what is done with the one the keyboard is on."""

    duty = Duty.MATTERS

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build an empty list."""
        super().__init__(sitting, parent)
        self.body.setContentsMargins(6, 6, 6, 10)
        self.model: RowModel[ActionRow] = RowModel(
            _COLUMNS, (), identity=attrgetter("id"), row_tone=_row_tone
        )
        self.table = Table(self.model, name="Matters arising", lines=2, sortable=False)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = Quiet("No action from before is open.")
        self.line = LineEdit(name="A line on this action", placeholder="Type what was said…")
        self._typing_on = self._refused = ""
        self._unkept = False
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT_MS)
        self.done = Button("Done", key_hint="Ctrl D")
        self.in_hand = Button("In hand", alt="h")
        self.done.setAccessibleName("Done, the chosen action")
        self.body.addWidget(self.table)
        self.none.setContentsMargins(10, 0, 10, 0)
        self.body.addWidget(self.none)
        tools = across(self.line, self.in_hand, self.done, margins=(10, 0, 10, 0))
        self.body.addLayout(tools)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.row_changed.connect(self._on_row_changed)
        self.line.returnPressed.connect(self._on_line)
        self.line.refused.connect(sitting.frame.refuse)
        self.line.textEdited.connect(self._on_typed)
        self._draft.timeout.connect(self._keep)
        self.done.clicked.connect(self.close_chosen)
        self.in_hand.clicked.connect(self._on_in_hand)
        sitting.recorded_changed.connect(self._on_recorded_changed)

    def refresh(self) -> None:
        """Ask again which actions are open."""
        rows = actions.matters_arising(self._sitting.store, self._sitting.meeting_id)
        self.model.replace(rows)
        head = self.table.horizontalHeader().sizeHint().height()
        heights = [self.table.rowHeight(at) for at in range(min(len(rows), MOST_IN_SIGHT))]
        self.table.setFixedHeight(head + 2 + sum(heights))
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if rows and self.table.current_row() is None:
            self.table.go_to(rows[0].id)
        self._on_row_changed(self.table.current_row())

    @property
    def chosen(self) -> ActionRow | None:
        """The action the keyboard is on."""
        row = self.table.current_row()
        return row if isinstance(row, ActionRow) else None

    def close_chosen(self) -> None:
        """Close the chosen action as done, with what is typed as the difference it made; or open it again."""
        row, sitting = self.chosen, self._sitting
        if row is None:
            return
        if row.state == ActionState.DONE:
            sitting.attempt(lambda: actions.reopen(sitting.store, row.id))
            return
        words, following = self.line.text(), self._following
        if sitting.attempt(lambda: actions.close(sitting.store, row.id, words)):
            self._begin_anew()
            made = " What difference did it make is kept as an outcome." if words.strip() else ""
            sitting.frame.say(f"{row.reference} is done.{made}")
            self._go_on(following)

    def _on_line(self) -> None:
        row, sitting = self.chosen, self._sitting
        words, following = self.line.text(), self._following
        if row is not None and sitting.attempt(lambda: actions.add_note(sitting.store, row.id, words)):
            self._begin_anew()
            self._go_on(following)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_in_hand(self) -> None:
        row, sitting = self.chosen, self._sitting
        if row is not None:
            sitting.attempt(lambda: actions.take_in_hand(sitting.store, row.id))

    @property
    def _following(self) -> str:
        """The action under the chosen one; asked before a deed, which may put the chosen one elsewhere."""
        after = self.model.rows()[self.table.currentIndex().row() + 1 :]
        return after[0].id if after else ""

    def _go_on(self, action_id: str) -> None:
        if action_id:
            self.table.go_to(action_id)

    def _on_row_chosen(self, _row: ActionRow) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_changed(self, _row: object) -> None:
        row = self.chosen
        if self._typing_on != ("" if row is None else row.id) and self.settle():
            self._typing_on = "" if row is None else row.id
            waiting = "" if row is None else actions.typed(self._sitting.store, row.id).note
            self.line.setText(waiting)
        for part in (self.line, self.done, self.in_hand):
            part.setVisible(row is not None)
        if row is not None:
            self.line.setPlaceholderText(
                f"A line on {row.reference}: Enter adds it, Done keeps it as the difference made"
            )
            self.done.setText("Open again" if row.state == ActionState.DONE else "Done")

    # -- a line half typed --------------------------------------------------------------------------

    def settle(self) -> bool:
        """Make a half-typed line durable; says whether it is."""
        self._refused = ""
        return self._keep()

    def _keep(self) -> bool:
        """As :meth:`settle`, while somebody types: a refusal is said once, and tried again at the next key."""
        self._draft.stop()
        sitting = self._sitting
        if not self._unkept or not self._typing_on:
            return True
        try:
            before = actions.typed(sitting.store, self._typing_on)
            actions.keep_typed(
                sitting.store, self._typing_on, Typed(self.line.text().strip(), before.difference)
            )
        except Refused as refusal:
            if str(refusal) != self._refused:
                self._refused = str(refusal)
                sitting.frame.refuse(self._refused)
            return False
        self._unkept = False
        return True

    def _begin_anew(self) -> None:
        """The line has become a deed: empty it, and let nothing of it come back after a stop."""
        # Set, not cleared: so that Ctrl+Z takes the deed back and not the emptying of the line.
        self.line.setText("")
        self._unkept = True
        self.settle()

    def _on_typed(self) -> None:
        self._unkept = True
        if not self._draft.isActive():
            self._draft.start()

    def _on_recorded_changed(self) -> None:
        if self._sitting.is_open and self._sitting.row().duty is Duty.MATTERS:
            self.refresh()


def state_tone(row: ActionRow) -> Tone:
    """The tone of an action's state, never without its word."""
    if row.state == ActionState.DONE:
        return Tone.GREEN
    if row.is_overdue:
        return Tone.RED
    return Tone.AMBER if row.state == ActionState.IN_HAND or row.asked else Tone.NEUTRAL


def late_tone(_row: ActionRow) -> Tone:
    """Days overdue are red."""
    return Tone.RED


def _row_tone(row: ActionRow) -> Tone | None:
    return Tone.RED if row.colour is Colour.RED else None


def _owner_tone(row: ActionRow) -> Tone | None:
    return None if row.owned else Tone.AMBER


_COLUMNS: Final[tuple[Column[ActionRow], ...]] = (
    Column("reference", "Ref", attrgetter("reference"), strong=True, width=104, least=104, snug=True),
    Column("action", "Action", attrgetter("text"), quiet=attrgetter("note")),
    Column(
        "owner",
        "Owner",
        attrgetter("owner"),
        quiet=attrgetter("owner_line"),
        tone=_owner_tone,
        width=150,
        least=110,
        snug=True,
    ),
    Column(
        "due",
        "Due",
        attrgetter("due_text"),
        quiet=attrgetter("late_words"),
        quiet_tone=late_tone,
        width=110,
        least=110,
        snug=True,
    ),
    Column(
        "state",
        "State",
        attrgetter("state_words"),
        tone=state_tone,
        kind=Drawn.PILL,
        width=110,
        least=110,
        snug=True,
    ),
)
