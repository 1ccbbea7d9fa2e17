"""The register at the side: a box to mark people by a few letters, and everybody by sector."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from nscp_desktop.rules.attendance import Capacity, How, State
from nscp_desktop.rules.presence import RegisterRow
from nscp_desktop.rules.register_line import parse, reads_like_a_sentence
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import attendance
from nscp_desktop.ui import theme
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.run.register_menu import open_menu
from nscp_desktop.ui.run.register_offers import Offer, offers, settled
from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Align,
    Bold,
    Column,
    FlowLayout,
    Heading,
    LineEdit,
    Mixed,
    Pill,
    RowModel,
    SectionRow,
    Sentence,
    Side,
    Soft,
    Table,
    across,
    announce,
    down,
    holder,
)
from nscp_desktop.ui.widgets import Kind as Drawn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.rules.presence import Counts
    from nscp_desktop.rules.register_line import RegisterMark
    from nscp_desktop.services.half_typed import Box
    from nscp_desktop.services.register import Register
    from nscp_desktop.ui.run.sitting import Sitting

WIDTH: Final = 296
LINE_BOX_WIDTH: Final = 230


class RegisterPanel(Side):
    """The register's box and list; in a narrow window one line with the box and the counts."""

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build an empty register."""
        super().__init__("left", parent=parent)
        self._sitting = sitting
        self.register: Register | None = None
        self._narrow = False
        self._mark: RegisterMark | None = None
        self._asked_about = ""
        self.heading = Heading("People")
        self.counts = Mixed(face=Face.SMALL, wrap=False)
        self.box = LineEdit(name="Mark present", placeholder="Type a name to mark present…", key_hint="F4")
        self.keeper = KeptLine(self.box, sitting.store, self._half_typed, sitting.frame.refuse)
        self.heading.label(self.box, "P")
        self.last = Mixed(face=Face.SMALL)
        self.offer_model: RowModel[Offer] = RowModel(
            (Column("who", "Who", attrgetter("name"), quiet=attrgetter("words")),),
            (),
            identity=attrgetter("key"),
        )
        self.offer_table = Table(self.offer_model, name="Who is meant", lines=2, compact=True, header=False)
        self.offer_table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pills = tuple(Pill("", tone) for tone in (Tone.GREEN, Tone.TEAL, Tone.NEUTRAL, Tone.NEUTRAL))
        flow = FlowLayout()
        for pill in self.pills:
            flow.addWidget(pill)
        self._flow = holder(flow)
        self.model: RowModel[RegisterRow] = RowModel(_COLUMNS, (), identity=_identity)
        self.table = Table(self.model, name="Register", lines=2, compact=True, header=False)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.missing = Sentence()
        self._head = holder(across(self.heading, SPRING, self.counts, margins=(8, 0, 8, 0)))
        self._top = down(self._head, self.box, self.last)
        self.body.addLayout(self._top)
        for part in (self.offer_table, self._flow, self.table, self.missing):
            self.body.addWidget(part)
        self.body.setStretchFactor(self.table, 1)
        self.last.hide()
        self.offer_table.hide()
        self.box.textChanged.connect(self._on_text_changed)
        self.box.returnPressed.connect(self._on_return_pressed)
        self.box.refused.connect(sitting.frame.refuse)
        self.box.installEventFilter(self)
        self.offer_table.clicked.connect(self._on_offer_clicked)
        self.table.clicked.connect(self._on_row_clicked)
        self.table.row_chosen.connect(self._on_row_chosen)
        sitting.register_changed.connect(self.refresh)
        sitting.names_read.connect(self._on_names_read)

    # -- what it shows ------------------------------------------------------------------------------

    def open(self) -> None:
        """Show the register of the meeting that was opened, and what was half typed in its box."""
        self._clear_last()
        self.refresh()
        self.keeper.open_anew()

    def _half_typed(self) -> Box | None:
        sitting = self._sitting
        return attendance.box_of(sitting.meeting_id) if sitting.is_open else None

    def refresh(self) -> None:
        """Ask for the register again."""
        if not self._sitting.is_open:
            return
        found = attendance.register(self._sitting.store, self._sitting.meeting_id)
        self.register = found
        self._show_counts(found.counts)
        rows: list[RegisterRow | SectionRow] = []
        for sector in found.sectors:
            rows.append(SectionRow(sector.sector, sector.heading.rpartition(" · ")[2]))
            rows.extend(sector.rows)
        if found.guests:
            rows.append(SectionRow("In attendance", str(len(found.guests))))
            rows.extend(found.guests)
        self.model.replace(rows)
        self._say_missing(found)

    def _show_counts(self, numbers: Counts) -> None:
        """Show the counts: as pills over the list, or all in the one line there is room for."""
        words = (
            (numbers.in_room, "in room"),
            (numbers.online, "online"),
            (numbers.apologies, "apologies"),
            (numbers.not_marked, "not marked"),
        )
        said = [
            counted(many, "apology" if what == "apologies" else what, what) for many, what in words if many
        ]
        here: list[str | Bold | Soft] = [Bold(str(numbers.here)), Soft(f" of {numbers.members} here now")]
        self.counts.show_parts([*here, *(Soft(f" · {one}") for one in said)] if self._narrow else here)
        shown = iter(said)
        for pill, (many, _what) in zip(self.pills, words, strict=True):
            pill.show_pill(next(shown) if many else "", pill.tone)
            pill.setVisible(bool(many))
        self._flow.setHidden(self._narrow)

    def _clear_last(self) -> None:
        self.last.show_parts(())
        self.last.setVisible(self._narrow)

    def show_line(self, narrow: bool) -> None:
        """Become one line of counts with the box, or the whole column again."""
        self._narrow = narrow
        for part in (self.heading, self.table):
            part.setVisible(not narrow)
        directions = QBoxLayout.Direction
        self._top.setDirection(directions.LeftToRight if narrow else directions.TopToBottom)
        self._top.setStretch(2, 1 if narrow else 0)
        policy = QSizePolicy.Policy.Maximum if narrow else QSizePolicy.Policy.Preferred
        self._head.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self.last.setVisible(narrow or bool(self.last.text()))
        self.setProperty("edge", "" if narrow else "left")
        self.style().unpolish(self)
        self.style().polish(self)
        self.box.setMinimumWidth(theme.grown(LINE_BOX_WIDTH) if narrow else 0)
        self.box.setMaximumWidth(theme.grown(LINE_BOX_WIDTH) if narrow else 16_777_215)
        edge = 12 if narrow else 10
        self.body.setContentsMargins(edge, 6 if narrow else 12, edge, 6 if narrow else 12)
        if self.register is not None:
            self._show_counts(self.register.counts)
            self._say_missing(self.register)

    def _say_missing(self, found: Register) -> None:
        """Name the sectors from which nobody came, once half of the members are marked."""
        missing = found.missing if found.counts.not_marked * 2 <= found.counts.members else ()
        if not missing or self.table.isHidden():
            self.missing.clear()
            return
        first = max(missing, key=lambda one: one.running)
        others = [one.sector for one in missing if one is not first]
        words = [first.running_words] if first.running_words else []
        if others:
            words.append(f"Nor from {', '.join(others[:3])}{' and others' if len(others) > 3 else ''}.")
        if self.missing.text != f"{first.sentence} {' '.join(words)}".strip():
            self.missing.say(" ".join(words), lead=first.sentence)

    # -- the box ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the box go through what is offered."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.offer_model.rowCount()
        ):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                at = max(
                    0, min(self.offer_table.currentIndex().row() + step, self.offer_model.rowCount() - 1)
                )
                self.offer_table.setCurrentIndex(self.offer_model.index(at, 0))
                return True
        return super().eventFilter(watched, event)

    def _on_text_changed(self, text: str) -> None:
        self._asked_about = ""
        if not text.strip() or self.register is None:
            if self._mark is not None:
                self._clear_last()
            self._mark = None
            self.offer_table.hide()
            self.offer_model.replace(())
            return
        people = self._sitting.context().people
        self._mark = parse(text, people)
        found = offers(self._mark, people, self.register)
        self.offer_model.replace(found)
        self.offer_table.setVisible(bool(found))
        self.offer_table.setFixedHeight(self.offer_table.whole_height())
        clear = settled(self._mark, found)
        self.offer_table.setCurrentIndex(self.offer_model.index(0, 0) if clear else QModelIndex())
        self._say_hint(clear=clear, offered=len(found))

    def _on_names_read(self) -> None:
        if self.box.text():
            self._on_text_changed(self.box.text())

    def _say_hint(self, *, clear: bool, offered: int) -> None:
        """Say under the box what Enter does with what is typed."""
        unclear = self._mark.unclear if self._mark is not None else ""
        if unclear:
            words = f"“{unclear}” is not understood."
        elif clear:
            words = "Enter marks the first."
        else:
            words = "Which one? Down chooses, or type more." if offered else "Nobody is called that."
        self.last.show_parts([Soft(words)])
        self.last.show()

    def _on_return_pressed(self) -> None:
        chosen = self.offer_table.current_row()
        mark = chosen.mark if isinstance(chosen, Offer) else self._mark
        if mark is not None and not self._asks_first(mark):
            self.do(mark)

    def _asks_first(self, mark: RegisterMark) -> bool:
        """Keep in the box what may be a line of notes, and ask once whether it is a guest."""
        if not reads_like_a_sentence(mark) or self._asked_about == self.box.text():
            return False
        self._asked_about = self.box.text()
        rest = "Enter again marks them. Esc goes back to the notes."
        self.last.show_parts([Bold("Is this a guest?", "amber"), Soft(f" {rest}")])
        self.last.show()
        announce(self, f"Is this a guest? {rest}")
        return True

    def _on_offer_clicked(self, index: QModelIndex) -> None:
        row = self.offer_model.row_at(index.row())
        if isinstance(row, Offer):
            self.do(row.mark)

    def do(self, mark: RegisterMark) -> bool:
        """Mark as a line says; the box is empty again and keeps the keyboard, the mark stands under it."""
        done: list[attendance.Marking] = []
        sitting = self._sitting
        if not sitting.attempt(lambda: done.append(attendance.mark(sitting.store, sitting.meeting_id, mark))):
            return False
        # Set, not cleared: Ctrl+Z takes the mark back and not the emptying of the box.
        self.box.setText("")
        self.show_mark(done[0])
        return True

    def show_mark(self, marking: attendance.Marking) -> None:
        """Show and say the last mark."""
        words = marking.sentence if marking.changed else f"{marking.sentence}, already"
        name, _comma, rest = words.partition(", ")
        self.last.show_parts([Bold(name), Soft(f", {rest}" if rest else "")])
        self.last.show()
        announce(
            self, f"{marking.spoken}. {marking.notice}".rstrip(". ") if marking.notice else marking.spoken
        )
        if marking.notice:
            self._sitting.frame.say(marking.notice)

    # -- the list -----------------------------------------------------------------------------------

    def _on_row_clicked(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if isinstance(row, RegisterRow):
            self._on_row_chosen(row)

    def _on_row_chosen(self, row: RegisterRow) -> None:
        if self.register is not None:
            open_menu(self, self._sitting, self.register, row)


def _identity(row: RegisterRow) -> tuple[str, tuple[str, ...]]:
    return row.person_id, row.member_ids


def _spoken(row: RegisterRow) -> str:
    return ", ".join(part for part in (row.name, row.line, row.pill or "not marked") if part)


def _pill_tone(row: RegisterRow) -> Tone | None:
    if not row.pill:
        return None
    if not row.here:
        return Tone.AMBER if row.state is State.DEPUTY else Tone.NEUTRAL
    if row.capacity is Capacity.DEPUTY:
        return Tone.VIOLET
    return Tone.TEAL if row.how is How.ONLINE else Tone.GREEN


def _name_tone(row: RegisterRow) -> Tone | None:
    return Tone.NEUTRAL if not row.pill else None


_COLUMNS: Final[tuple[Column[RegisterRow], ...]] = (
    Column("who", "Who", attrgetter("name"), quiet=attrgetter("line"), tone=_name_tone, spoken=_spoken),
    Column(
        "mark",
        "Mark",
        attrgetter("pill"),
        tone=_pill_tone,
        kind=Drawn.PILL,
        align=Align.RIGHT,
        width=112,
        least=112,
        snug=True,
    ),
)
