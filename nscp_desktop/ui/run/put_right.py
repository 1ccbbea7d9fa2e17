"""The last line that was recorded, put right in three keys: Up, what is wrong, what it should be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from nscp_desktop.rules import capture_offers, capture_raised, capture_reason
from nscp_desktop.rules.capture import Captured, Gap, Kind, Owner, Part, Theme, parse, put_back
from nscp_desktop.rules.capture_reason import because, in_full
from nscp_desktop.services import captured
from nscp_desktop.ui.run.capture_line import KIND_WORDS
from nscp_desktop.ui.run.menus import Choices
from nscp_desktop.ui.run.recorded_rows import when, who
from nscp_desktop.ui.widgets import Button, announce

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.captured import CapturedRow
    from nscp_desktop.ui.run.recorded_rows import RecordedRows
    from nscp_desktop.ui.run.sitting import Sitting

KEYS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
"""The key of each line of a list: as many as are offered at most, and one more."""
KIND_KEYS: Final = {
    Kind.ACTION: "A",
    Kind.DECISION: "D",
    Kind.OUTCOME: "O",
    Kind.CHALLENGE: "C",
    Kind.YOUTH_BOARD: "Y",
    Kind.NOTE: "N",
}
WHO, WHEN, KIND, THEME, AS_TYPED, EDIT, STRIKE = "W", "H", "K", "T", "A", "E", "S"
REASON: Final = "R"
"""The reason of a decision, and to whom a challenge is raised: the two never stand in one list."""
_TAKEN: Final = (Part.OWNER, Part.DUE, Part.RAISED_TO)
SHORT: Final = 48
LONG: Final = 72

Line = tuple[object, str]


class PutRight(QObject):
    """The button, and the two lists it opens: what is wrong with the last line, and what it should be.

    ``finished`` is said when the keyboard may go back to the capture line.
    """

    finished = Signal()

    def __init__(self, sitting: Sitting, rows: RecordedRows, line: QWidget, parent: QWidget) -> None:
        """Make the button; what is put right is the last of ``rows``, in lists that open above ``line``."""
        super().__init__(parent)
        self._sitting, self._rows, self._line, self._parent = sitting, rows, line, parent
        self._typed: dict[str, Captured] = {}
        self._last = ""
        self.button = Button(
            "Put right", alt="t", key_hint="↑", quiet=True, touch=True, name="Put the last line right"
        )
        self.button.clicked.connect(self.open)
        rows.turned.connect(self.remember)

    def remember(self, record_id: str, understood: Captured) -> None:
        """Keep the words a record was typed as, so that they can be put back."""
        self._typed[record_id] = understood
        self._last = record_id

    @property
    def just_recorded(self) -> CapturedRow | None:
        """What the line recorded last, while its item is shown."""
        return self._found(self._last)

    @property
    def row(self) -> CapturedRow | None:
        """What was recorded last at the item that is shown, whatever the laptop's clock says."""
        rows = self._rows.model.rows()
        last = captured.newest(self._sitting.store, [row.record_id for row in rows]) if rows else ""
        return self._found(last)

    def _found(self, record_id: str) -> CapturedRow | None:
        return next((row for row in self._rows.model.rows() if row.record_id == record_id), None)

    def _held(self, record_id: str) -> CapturedRow | None:
        """The row a list was opened for; never another one, when that has gone meanwhile."""
        row = self._found(record_id)
        if row is None:
            self._sitting.frame.refuse(
                "The line this list was about is not there any more: it was taken back, struck or turned into "
                "something else meanwhile. Nothing has been changed."
            )
            self.finished.emit()
        return row

    def open(self) -> None:
        """Offer what can be put right about the last line, what it still needs first."""
        row = self.row
        if row is None:
            self._sitting.frame.refuse("Nothing has been recorded at this item yet.")
            return
        lines = self._parts(row)
        keys = "".join(str(key) for key, _words in lines)
        self._offer(row, lines, keys, self._on_part)

    def _offer(
        self, row: CapturedRow, lines: Sequence[Line], keys: str, picked: Callable[[str, object], None]
    ) -> None:
        menu = Choices(self._parent, f"Put right: {row.text}", partial(picked, row.record_id))
        menu.head(f"{KIND_WORDS[row.kind]}: {_short(row.text)}").offer(lines, keys).open_above(self._line)

    def _parts(self, row: CapturedRow) -> list[Line]:
        lines: list[Line] = []
        if row.action is not None:
            lines = [(WHO, f"Who: {who(row)}"), (WHEN, f"When: {when(row)}")]
            if row.gaps and row.gaps[0] in {Gap.NO_DATE, Gap.NOT_SAID}:
                lines.reverse()
        elif row.kind is Kind.DECISION:
            lines = [(REASON, f"Reason: {_short(row.reason) or 'none'}")]
        elif row.kind is Kind.CHALLENGE:
            lines = [(REASON, f"Raised to: {row.raised_to}")]
        lines.append((KIND, f"Kind: {KIND_WORDS[row.kind].lower()}"))
        if _has_theme(row):
            lines.append((THEME, f"Theme: {row.theme or 'none'}"))
        typed = self._of(row)
        whole = "" if typed is None else put_back(typed, *_TAKEN).text
        if whole and whole != row.text and row.kind is not Kind.NOTE:
            lines.append((AS_TYPED, f"All words as typed: “{_short(whole)}”"))
        return [*lines, (EDIT, "Edit by typing…"), (STRIKE, "Strike it")]

    def _of(self, row: CapturedRow) -> Captured | None:
        """The line a row was typed as, as long as nobody has changed its words since."""
        found = self._typed.get(row.record_id)
        return found if found is not None and found.text == row.text else None

    # -- what is wrong ------------------------------------------------------------------------------

    def _on_part(self, record_id: str, part: object) -> None:
        row = self._held(record_id)
        if row is None:
            return
        if part == EDIT:
            self._rows.edit(row)
        elif part == STRIKE:
            self._rows.editor.strike_row(row)
            self.finished.emit()
        elif part == AS_TYPED:
            self._with_words(row, *_TAKEN)
        else:
            lines, keys = self._choices(row, str(part))
            self._offer(row, lines, keys, self._on_chosen)

    def _choices(self, row: CapturedRow, part: str) -> tuple[list[Line], str]:
        context, typed = self._sitting.context(), self._typed.get(row.record_id)
        said = row.text if typed is None else typed.said
        if part == WHO:
            waiting = typed is not None and Gap.WHICH_OWNER in row.gaps
            candidates = (
                () if typed is None else typed.candidates if waiting else capture_offers.several(typed)
            )
            words = f"{said} {row.action.owner_words}" if row.action is not None else said
            owners = capture_offers.owners(words, context, candidates)
            return [
                *((one, capture_offers.owner_words(one)) for one in owners),
                (EDIT, "Somebody else, by typing…"),
                (_Nothing(WHO), "Nobody yet"),
            ], KEYS
        if part == WHEN:
            today = context.days.today
            offered = capture_offers.days(said, context.days)
            days = [(_Day(day, how), capture_offers.day_words(day, how, today)) for day, how in offered]
            return [*days, (EDIT, "Another day, by typing…"), (_Nothing(WHEN), "No date")], KEYS
        if part == REASON:
            return self._reasons(row, typed), KEYS
        if part == KIND:
            kinds = [kind for kind in KIND_WORDS if kind is not row.kind]
            return [(kind, KIND_WORDS[kind]) for kind in kinds], "".join(KIND_KEYS[kind] for kind in kinds)
        themes = context.themes[: len(KEYS) - 1]
        return [*((one, one.name) for one in themes), (_Nothing(THEME), "No theme")], KEYS

    def _reasons(self, row: CapturedRow, typed: Captured | None) -> list[Line]:
        """The places where the reason of a decision may begin, or the bodies a challenge can go to."""
        if row.kind is Kind.CHALLENGE:
            bodies = capture_raised.bodies(self._sitting.context())
            return [(_Raised(body), _capital(body)) for body in bodies]
        whole = in_full(row.text, row.reason) if typed is None else put_back(typed, Part.REASON).text
        found = [_Parted(text, reason) for text, reason in capture_reason.places(whole)]
        return [
            *((one, _short(_capital(because(one.reason)), LONG)) for one in found),
            (EDIT, "Another reason, by typing…"),
            (_Parted(whole, ""), "No reason, all in the words"),
        ]

    # -- what it should be --------------------------------------------------------------------------

    def _on_chosen(self, record_id: str, value: object) -> None:
        row = self._held(record_id)
        if row is None:
            return
        if value == EDIT:
            self._rows.edit(row)
            editor = self._rows.editor
            box = editor.reason if row.kind is Kind.DECISION else editor.who
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        made: list[str] = []
        if self._sitting.attempt(lambda: made.append(self._set(row, value))):
            self._tell(made[0])
        self.finished.emit()

    def _set(self, row: CapturedRow, value: object) -> str:
        """Set what was chosen; gives the record, which is another one when its kind is."""
        store = self._sitting.store
        if isinstance(value, Owner):
            captured.give_owner(store, row.record_id, value, text=self._for(row, value))
        elif isinstance(value, _Parted):
            captured.part_reason(store, row.record_id, value.text, value.reason)
            self._reworded(row, value.text)
        elif isinstance(value, _Raised):
            captured.raise_to(store, row.record_id, value.body)
        elif isinstance(value, _Day):
            captured.give_date(store, row.record_id, value.day, value.how)
        elif isinstance(value, Theme):
            captured.correct_theme(store, row.table, row.record_id, value.theme_id)
        elif isinstance(value, Kind):
            return self._turn(row, value)
        elif value == _Nothing(WHO):
            text = self._back(row, Part.OWNER)
            captured.give_owner(store, row.record_id, None, text=text)
        elif value == _Nothing(WHEN):
            text = self._back(row, Part.DUE)
            captured.give_date(store, row.record_id, None, text=text)
        else:
            text = self._back(row, Part.THEME)
            captured.correct_theme(store, row.table, row.record_id, None, text=text)
        return row.record_id

    def _for(self, row: CapturedRow, owner: Owner) -> str:
        """The words of a row for another of those who were named together; nothing where they stay."""
        typed = self._of(row)
        if typed is None or owner not in capture_offers.several(typed):
            return ""
        self._typed[row.record_id] = capture_offers.with_owner(typed, owner)
        return self._typed[row.record_id].text

    def _reworded(self, row: CapturedRow, text: str) -> None:
        """What was typed is still known when the words were only parted elsewhere."""
        typed = self._of(row)
        if typed is not None:
            self._typed[row.record_id] = replace(typed, text=text)

    def _turn(self, row: CapturedRow, kind: Kind) -> str:
        """Understand the line again, as it was typed, as another kind."""
        sitting, typed = self._sitting, self._of(row)
        context, said = sitting.context(), "" if typed is None else typed.said
        _table, made = captured.turn_into(sitting.store, row.table, row.record_id, kind, context, said=said)
        if said:
            self.remember(made, parse(said, context, kind))
        self._last = made
        return made

    def _back(self, row: CapturedRow, *parts: Part) -> str:
        """The words of a row with those of a part back among them; nothing where they are not known."""
        typed = self._of(row)
        if typed is None:
            return ""
        self._typed[row.record_id] = put_back(typed, *parts)
        return self._typed[row.record_id].text

    def _with_words(self, row: CapturedRow, *parts: Part) -> None:
        sitting = self._sitting
        if sitting.attempt(
            lambda: captured.correct_text(sitting.store, row.table, row.record_id, self._back(row, *parts))
        ):
            self._tell(row.record_id)
        self.finished.emit()

    def _tell(self, record_id: str) -> None:
        """Say once how the line stands now."""
        row = self._found(record_id)
        if row is not None:
            why = because(row.reason) if row.reason else ""
            said = (KIND_WORDS[row.kind], row.text, why, who(row), when(row), row.theme)
            announce(self._parent, f"Put right: {', '.join(part for part in said if part)}")


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that is offered, and how it is said."""

    day: date
    how: str


@dataclass(frozen=True, slots=True)
class _Parted:
    """A decision parted into its words and its reason."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Raised:
    """A body that a challenge is raised to."""

    body: str


@dataclass(frozen=True, slots=True)
class _Nothing:
    """That there is no owner, no date, or no theme."""

    part: str


def _has_theme(row: CapturedRow) -> bool:
    return row.kind not in {Kind.NOTE, Kind.YOUTH_BOARD}


def _short(words: str, most: int = SHORT) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _capital(words: str) -> str:
    """Give words with a capital at their beginning."""
    return f"{words[:1].upper()}{words[1:]}"
