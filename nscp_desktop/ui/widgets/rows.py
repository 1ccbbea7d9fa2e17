"""Rows of a table: frozen values with columns that say how each is shown, sorted and spoken."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from .words import tip

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from nscp_desktop.ui.theme import Tone

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

SORT_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
QUIET_ROLE = Qt.ItemDataRole.UserRole + 2


class Kind(Enum):
    """How a column is drawn."""

    TEXT = "text"
    PILL = "pill"
    BAR = "bar"
    CODE = "code"


class Align(Enum):
    """Which side of its column a text keeps to."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    CENTRE = Qt.AlignmentFlag.AlignHCenter
    RIGHT = Qt.AlignmentFlag.AlignRight


_CODE_WORDS = {
    "P": "present",
    "V": "present online",
    "D": "deputy came",
    "A": "apologies",
    "N": "not present",
    "C": "meeting cancelled",
    "-": "not a member on that date",
    "–": "not a member on that date",
    "·": "not a member on that date",
}


# Without slots: `Column[Row](...)` notes its type on the new column, which a frozen class with slots
# answers with a TypeError on Python 3.11.
@dataclass(frozen=True)
class Column(Generic[R]):
    """One column; every function takes a row.

    ``text`` is the main line and ``quiet`` the small one under it. ``tone`` colours the main text, or
    the pill when the kind is PILL (None: no pill, plain text); ``quiet_tone`` makes the small line a
    pill. ``sort`` gives what the column is ordered by (None sorts last); without it the text is, capitals
    aside. ``spoken`` is said instead of the two lines. ``share`` (0 to 1) is the length of a bar.
    ``width`` in pixels at a text size of 1; without it the column takes a share of what is left, by
    ``weight``, and ``least`` is what it should have before others are squeezed. ``editable`` rows are written in place. In a narrow window
    a column shrinks to ``least`` (seven tenths of its width, if nothing is said) and, if it ``may_go``,
    is hidden; one that ``goes_last`` only where even the least widths have no room. A column
    with ``if_any`` is there only while a row has words in it; one that is ``snug`` is no wider than its widest
    words, so it is for tables of some dozen rows.
    """

    key: str
    title: str
    text: Callable[[R], str]
    quiet: Callable[[R], str] | None = None
    tone: Callable[[R], Tone | None] | None = None
    quiet_tone: Callable[[R], Tone | None] | None = None
    sort: Callable[[R], Any] | None = None
    spoken: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    share: Callable[[R], float | None] | None = None
    strong: bool = False
    kind: Kind = Kind.TEXT
    align: Align = Align.LEFT
    width: int | None = None
    least: int | None = None
    weight: float = 1.0
    editable: Callable[[R], bool] | bool = False
    may_go: bool = False
    goes_last: bool = False
    if_any: bool = False
    snug: bool = False


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A heading over the rows that follow, across all columns: "HEALTH · 4 of 5"."""

    text: str
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a delegate draws in one place."""

    text: str
    quiet: str = ""
    tone: Tone | None = None
    quiet_tone: Tone | None = None
    share: float | None = None
    strong: bool = False
    row_tone: Tone | None = None
    align: Align = Align.LEFT


@dataclass(slots=True)
class _Order:
    """How the rows are sorted: by which column, or (-1) as they were given."""

    column: int = -1
    order: Qt.SortOrder = field(default=Qt.SortOrder.AscendingOrder)


def _headings(rows: Sequence[object]) -> tuple[int, ...]:
    """Give the places of the headings of sections."""
    return tuple(at for at, row in enumerate(rows) if type(row) is SectionRow)


class RowModel(QAbstractTableModel, Generic[R]):
    """A model over a tuple of frozen rows. Sorting is stable and stays inside sections.

    ``identity`` gives what makes a row the same row after a change. ``edited`` carries the row, the key
    of the column and the text a person wrote; the page then calls the service and ``replace``.
    """

    edited = Signal(object, str, str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        rows: Iterable[R | SectionRow] = (),
        *,
        identity: Callable[[R], Hashable],
        row_tone: Callable[[R], Tone | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._identity = identity
        self._row_tone = row_tone
        self._order = _Order()
        self._given: tuple[R | SectionRow, ...] = tuple(rows)
        self._rows = self._given
        self._sections = _headings(self._rows)

    # What is asked of it

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Give the number of rows, headings of sections included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def row_at(self, at: int) -> R | SectionRow:
        """Give the row in a place."""
        return self._rows[at]

    def rows(self) -> tuple[R, ...]:
        """Give the rows as they stand, without the headings of sections."""
        return tuple(row for row in self._rows if not isinstance(row, SectionRow))

    def sections(self) -> tuple[int, ...]:
        """Give the places of the headings of sections."""
        return self._sections

    def place_of(self, identity: Hashable) -> int | None:
        """Give the place of a row, None when it is not there."""
        for at, row in enumerate(self._rows):
            if not isinstance(row, SectionRow) and self._identity(row) == identity:
                return at
        return None

    def identity_at(self, at: int) -> Hashable | None:
        """Give the identity of the row in a place, None for a heading or no place."""
        if not 0 <= at < len(self._rows):
            return None
        row = self._rows[at]
        return None if isinstance(row, SectionRow) else self._identity(row)

    def tone_at(self, at: int) -> Tone | None:
        """Give the tone of a whole row, None for most and for headings."""
        row = self._rows[at]
        return None if self._row_tone is None or isinstance(row, SectionRow) else self._row_tone(row)

    def cell(self, at: int, column: int) -> Cell:
        """Give what is drawn in a place."""
        row = self._rows[at]
        if isinstance(row, SectionRow):
            return Cell(row.text if column == 0 else "", row.quiet if column == 0 else "")
        shown = self.columns[column]
        return Cell(
            text=shown.text(row),
            quiet=shown.quiet(row) if shown.quiet else "",
            tone=shown.tone(row) if shown.tone else None,
            quiet_tone=shown.quiet_tone(row) if shown.quiet_tone else None,
            share=shown.share(row) if shown.share else None,
            strong=shown.strong,
            row_tone=self.tone_at(at),
            align=shown.align,
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 (Qt's own)
        """Give what Qt asks for: words, the value to sort by, what is spoken, the whole as tooltip."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if isinstance(row, SectionRow):
            return self._section_data(row, index.column(), role)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return column.text(row)
        if role == SORT_ROLE:
            return self._sort_key(column)(row)
        if role == QUIET_ROLE:
            return column.quiet(row) if column.quiet else ""
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align.value | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (Qt's own)
        """Give the titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self.columns[section].align.value | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be done in a place: headings are passed over, editable cells can be written in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        if isinstance(row, SectionRow):
            return Qt.ItemFlag.ItemNeverHasChildren
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        editable = self.columns[index.column()].editable
        if editable(row) if callable(editable) else editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Say what a person wrote in a cell; the row itself changes when the page replaces it."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        row, column = self._rows[index.row()], self.columns[index.column()]
        if isinstance(row, SectionRow) or str(value) == column.text(row):
            return False
        self.edited.emit(row, column.key, str(value))
        return True

    # What changes it

    def replace(self, rows: Iterable[R | SectionRow]) -> None:
        """Show other rows in the same order of sorting. Where only some differ, only those are drawn again."""
        self._given = tuple(rows)
        wanted = self._sorted(self._given)
        if self._same_places(wanted):
            before, self._rows = self._rows, wanted
            self._sections = _headings(wanted)
            self._say_changed(
                [at for at, row in enumerate(wanted) if row is not before[at] and row != before[at]]
            )
            return
        self.beginResetModel()
        self._rows = wanted
        self._sections = _headings(wanted)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives back the order the rows came in."""
        if self._order == _Order(column, order):
            return
        self._order = _Order(column, order)
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        before = self._rows
        self._rows = self._sorted(self._given)
        if held:
            followed = {id(before[index.row()]) for index in held}
            places = {id(row): at for at, row in enumerate(self._rows) if id(row) in followed}
            moved = [self.index(places[id(before[index.row()])], index.column()) for index in held]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _sorted(self, rows: tuple[R | SectionRow, ...]) -> tuple[R | SectionRow, ...]:
        if self._order.column < 0:
            return rows
        # Headings keep their places, so sorting never moves a section.
        done: list[R | SectionRow] = []
        after = 0
        for at in _headings(rows):
            done += self._part_sorted(rows[after:at])
            done.append(rows[at])
            after = at + 1
        return (*done, *self._part_sorted(rows[after:]))

    def _part_sorted(self, rows: Sequence[Any]) -> list[Any]:
        """Give rows sorted; what is not known stands last whichever way the column runs."""
        key = self._sort_key(self.columns[self._order.column])
        falling = self._order.order == Qt.SortOrder.DescendingOrder
        try:
            return sorted(rows, key=key, reverse=falling)
        except TypeError:
            # None cannot be compared. Looking for it first would make every sorting dearer.
            known = [row for row in rows if key(row) is not None]
            return sorted(known, key=key, reverse=falling) + [row for row in rows if key(row) is None]

    @staticmethod
    def _sort_key(column: Column[R]) -> Callable[[R], Any]:
        if column.sort is not None:
            return column.sort
        text = column.text

        def casefolded(row: R) -> str:
            return text(row).casefold()

        return casefolded

    def _same_places(self, wanted: tuple[R | SectionRow, ...]) -> bool:
        if len(wanted) != len(self._rows):
            return False
        pairs = zip(wanted, self._rows, strict=True)
        return all(new is old or self._name(new) == self._name(old) for new, old in pairs)

    def _name(self, row: R | SectionRow) -> Hashable:
        return (SectionRow, row.text) if isinstance(row, SectionRow) else (None, self._identity(row))

    def _say_changed(self, places: list[int]) -> None:
        last = len(self.columns) - 1
        start = previous = None
        for at in places:
            if start is None or previous is None or at != previous + 1:
                if start is not None and previous is not None:
                    self.dataChanged.emit(self.index(start, 0), self.index(previous, last))
                start = at
            previous = at
        if start is not None and previous is not None:
            self.dataChanged.emit(self.index(start, 0), self.index(previous, last))

    # What it says in words

    @staticmethod
    def _section_data(row: SectionRow, column: int, role: int) -> str | None:
        spoken = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if column == 0 and role in spoken:
            return f"{row.text}, {row.quiet}" if row.quiet else row.text
        return None

    @staticmethod
    def _spoken(row: R, column: Column[R]) -> str:
        if column.spoken is not None:
            return column.spoken(row)
        text = column.text(row)
        if column.kind is Kind.CODE:
            return _CODE_WORDS.get(text[:1], text)
        quiet = column.quiet(row) if column.quiet else ""
        return f"{text}, {quiet}" if quiet else text

    @classmethod
    def _tip(cls, row: R, column: Column[R]) -> str:
        if column.tip is not None:
            return column.tip(row)
        if column.kind is Kind.CODE:
            return cls._spoken(row, column)
        quiet = column.quiet(row) if column.quiet else ""
        return f"{column.text(row)}\n{quiet}" if quiet else column.text(row)
