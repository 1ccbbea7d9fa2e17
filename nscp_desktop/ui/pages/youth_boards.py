"""Youth boards: who goes to them for us, what they said, and what became of it until they were told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt

from nscp_desktop.rules.year import year_of
from nscp_desktop.services import partnership, youth_boards
from nscp_desktop.ui import theme
from nscp_desktop.ui.ask_adding import AskAdding
from nscp_desktop.ui.ask_steps import AskReading, Steps, short_day
from nscp_desktop.ui.ask_writing import AskWriting
from nscp_desktop.ui.pages.board_panel import BoardPanel
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Beside,
    Button,
    Card,
    Choice,
    Column,
    EmptyState,
    Heading,
    Kind,
    PageHead,
    RowModel,
    Scroll,
    Small,
    Table,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.youth_boards import AskRow, BoardRow
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_NARROW: Final = 820
_MOST_ROWS: Final = 8


def _representative(row: BoardRow) -> str:
    return row.representative.name if row.representative else "no one"


def _owed_tone(row: BoardRow) -> Tone:
    if row.overdue:
        return Tone.RED
    return Tone.AMBER if row.owed else Tone.NEUTRAL


def _owed_words(row: BoardRow) -> str:
    if not row.owed:
        return "0 answers owed"
    late = f", {row.overdue} of them overdue" if row.overdue else ""
    return f"{row.owed} answers owed, the oldest for {row.waiting_days} days{late}"


class YouthBoardsPage(Page):
    """The boards, and the asks of the one that is chosen."""

    key: ClassVar[str] = "youth_boards"
    title: ClassVar[str] = "Youth Advisory Boards"
    watched: ClassVar[frozenset[str]] = frozenset(
        {"board", "board_link", "representative", "board_meeting", "board_priority", "ask", "talk", "action",
         "person", "group", "seat", "holding", "nominated_deputy", "organisation", "partnership"}
    )  # fmt: skip

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; the first board is chosen unless another is opened."""
        super().__init__(house, bridge, frame, parent)
        self._wanted = ""
        self._writing = ""
        self.boards: tuple[BoardRow, ...] = ()
        self.year = Choice((), name="Reporting year")
        self.add = Button("Add what a board said", primary=True, alt="A")
        self.model: RowModel[BoardRow] = RowModel(self._columns(), identity=lambda row: row.board_id)
        self.table = Table(self.model, name="Youth Advisory Boards", wraps=True)
        self.adding = AskAdding(house)
        self.heading = Heading()
        self.aside = Small()
        self.details = Button("Board details", alt="B")
        self.not_a_referral = Small(partnership.wording(house.store, "not a referral"), wrap=True)
        self.panel = BoardPanel(house)
        self.asks: list[Steps] = []
        self.nothing = EmptyState(
            "Nothing recorded from this board yet.",
            "Add what they said, in their words. It comes back on every agenda until they are told what happened.",
        )
        self._list = down(gap=10)
        self._build()
        self._connect()

    def _columns(self) -> tuple[Column[BoardRow], ...]:
        return (
            Column("name", "Board", lambda row: row.name, strong=True, width=136),
            Column("links", "Links to", lambda row: row.links, width=138, may_go=True),
            Column(
                "who",
                "Our representative",
                _representative,
                tone=lambda row: None if row.representative else Tone.RED,
                kind=Kind.PILL,
                width=150,
            ),
            Column("priorities", "Their priorities this year", lambda row: " · ".join(row.priorities)),
            Column(
                "attended",
                "Board meetings attended",
                lambda row: row.attended_words,
                sort=lambda row: row.attended,
                width=176,
                least=96,
            ),
            Column("next", "Next", self._next, sort=lambda row: row.next_on, width=72),
            Column(
                "owed",
                "Answers owed",
                lambda row: str(row.owed),
                tone=_owed_tone,
                spoken=_owed_words,
                tip=_owed_words,
                sort=lambda row: row.owed,
                kind=Kind.PILL,
                width=108,
                least=64,
            ),
        )

    def _build(self) -> None:
        self._card = Card(snug=True)
        self._card.body.addWidget(self.table)
        head = across(self.heading, SPRING, self.aside, self.details, gap=10)
        listed = holder(down(self.not_a_referral, self.nothing, self._list, SPRING, gap=10))
        below = Beside(listed, self.panel, shares=(3, 1), narrow=_NARROW)
        whole = down(self.adding, self._card, head, below, SPRING, gap=14, margins=(0, 0, 6, 0))
        self._scroll = Scroll(holder(whole))
        column = down(
            # As far from the edge as the cards, beside which there is room for a scroll bar.
            across(PageHead(self.title, left=(self.year,), right=(self.add,)), margins=(0, 0, 6, 0)),
            self._scroll,
            gap=14,
            margins=(24, 18, 18, 18),
        )
        column.setStretchFactor(self._scroll, 1)
        self.setLayout(column)
        self.adding.hide()
        self.panel.hide()

    def _connect(self) -> None:
        self.year.picked.connect(self._on_year_picked)
        self.add.clicked.connect(self._on_add)
        self.details.clicked.connect(self._on_details)
        self.table.row_changed.connect(self._on_row_changed)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.adding.added.connect(self.frame.say)
        self.adding.refused.connect(self.frame.refuse)
        self.adding.left.connect(self._on_adding_left)
        self.panel.done.connect(self.frame.say)
        self.panel.refused.connect(self.frame.refuse)
        self.panel.closed.connect(self._on_panel_closed)

    # -- what is shown ------------------------------------------------------------------------------

    def open_at(self, where: str) -> None:
        """Choose the board with that id."""
        self._wanted = where
        self.refresh()

    def refresh(self) -> None:
        """Ask for the boards again; the same one stays chosen, and what is being typed stays."""
        years = youth_boards.years(self.house.store)
        self.year.set_choices([(one.start.year, one.short) for one in years])
        self.boards = youth_boards.boards(self.house.store, year=self.chosen_year)
        chosen = self._wanted or (self.board.board_id if self.board else "")
        self.model.replace(self.boards)
        self._fit_table()
        known = [row.board_id for row in self.boards]
        if known:
            self.table.go_to(chosen if chosen in known else known[0])
        self._wanted = ""
        self._show_board()

    @property
    def chosen_year(self) -> int:
        """The calendar year in which the reporting year that is shown starts."""
        value = self.year.value
        return value if isinstance(value, int) else self._this_year()

    @property
    def board(self) -> BoardRow | None:
        """The board that is chosen, as it stands."""
        row = self.table.current_row()
        return next((one for one in self.boards if row is not None and one.board_id == row.board_id), None)

    def settle(self) -> bool:
        """Write what is still being typed; says whether all of it is kept."""
        kept = [self.adding.settle(), self.panel.settle()]
        kept += [shown.settle() for shown in self.asks if isinstance(shown, AskWriting)]
        return all(kept)

    def _fit_table(self) -> None:
        """Let the table be as high as its boards, so that what they said has the rest."""
        rows = min(len(self.boards), _MOST_ROWS)
        height = self.table.horizontalHeader().sizeHint().height()
        height += sum(self.table.rowHeight(at) for at in range(rows)) + 2
        self.table.setFixedHeight(height)

    def _show_board(self) -> None:
        row = self.board
        self.details.setVisible(row is not None)
        self.nothing.setVisible(False)
        self.not_a_referral.setVisible(row is not None)
        if row is None:
            self.heading.setText("")
            self.aside.setText("")
            self._show_asks(())
            return
        self.heading.setText(f"{row.name}: from what they said to what changed")
        agendas = f"every {row.links} agenda" if row.groups else "every agenda of the groups that face it"
        self.aside.setText(f"comes back on {agendas} until it is answered" if row.owed else "")
        asks = youth_boards.asks_of_board(self.house.store, row.board_id)
        self.nothing.setVisible(not asks)
        self._show_asks(asks)
        if not self.panel.isHidden():
            self.panel.show_board(row, self.chosen_year)

    def _show_asks(self, rows: tuple[AskRow, ...]) -> None:
        row = self.board
        before = {_ask_id(shown): shown for shown in self.asks}
        self.asks = []
        for at, ask in enumerate(rows):
            shown = before.get(ask.ask_id)
            writing = ask.ask_id == self._writing
            if shown is None or isinstance(shown, AskWriting) is not writing:
                shown = self._made_writing(ask) if writing else self._made_reading()
            else:
                del before[ask.ask_id]
            if isinstance(shown, AskWriting):
                shown.show_ask(ask)
            elif isinstance(shown, AskReading) and row is not None:
                shown.show_ask(ask, row)
            self._list.insertWidget(at, shown)
            self.asks.append(shown)
        for gone in before.values():
            if isinstance(gone, AskWriting):
                gone.settle()
            gone.hide()
            gone.deleteLater()

    def _made_reading(self) -> AskReading:
        made = AskReading()
        made.wanted.connect(self._on_wanted)
        return made

    def _made_writing(self, ask: AskRow) -> AskWriting:
        made = AskWriting(self.house, self.frame, ask, closable=True)
        made.finished.connect(self._on_finished)
        return made

    def _next(self, row: BoardRow) -> str:
        return short_day(row.next_on, self._today()) if row.next_on else ""

    def _today(self) -> date:
        return self.house.now().date()

    def _this_year(self) -> int:
        return year_of(self._today(), partnership.partnership(self.house.store).year_starts_month).start.year

    # -- what happens -------------------------------------------------------------------------------

    def _on_year_picked(self, _year: object) -> None:
        self.refresh()

    def _on_row_changed(self, row: BoardRow | None) -> None:
        if row is not None:
            self._show_board()

    def _on_row_chosen(self, _row: BoardRow) -> None:
        self._on_details()

    def _on_details(self) -> None:
        row = self.board
        if row is None:
            return
        self.panel.show_board(row, self.chosen_year)
        self.panel.show()
        self.panel.begin()
        self._scroll.ensureWidgetVisible(self.panel, 0, theme.grown(16))

    def _on_panel_closed(self) -> None:
        self.details.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        row = self.board
        if row is not None:
            # The panel names the board itself, and takes the room of the list while it is open.
            self._card.hide()
            self.adding.begin(self.boards, row.board_id)
            self._scroll.verticalScrollBar().setValue(0)

    def _on_adding_left(self) -> None:
        self._card.show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_wanted(self, ask_id: str) -> None:
        self._writing = ask_id
        self._show_board()
        for shown in self.asks:
            if isinstance(shown, AskWriting):
                shown.did_box.setFocus(Qt.FocusReason.OtherFocusReason)
                self._scroll.ensureWidgetVisible(shown, 0, theme.grown(16))

    def _on_finished(self, ask_id: str) -> None:
        self._writing = ""
        self._show_board()
        for shown in self.asks:
            if isinstance(shown, AskReading) and shown.ask_id == ask_id:
                shown.go_on.setFocus(Qt.FocusReason.OtherFocusReason)


def _ask_id(shown: Steps) -> str:
    if isinstance(shown, AskWriting):
        return shown.row.ask_id
    return shown.ask_id if isinstance(shown, AskReading) else ""
