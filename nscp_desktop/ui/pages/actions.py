"""The action log on the screen: what is open, overdue and done, and one action in full beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from nscp_desktop.errors import Unknown
from nscp_desktop.rules.actions import ActionState
from nscp_desktop.services import actions, papers, partnership
from nscp_desktop.services.actions import Which
from nscp_desktop.ui import theme
from nscp_desktop.ui.commands import BY_ID, bind
from nscp_desktop.ui.pages.action_list import (
    COLUMNS,
    ORDERS,
    Filter,
    Listed,
    in_place,
    key_of_column,
    place_of_column,
    row_tone,
)
from nscp_desktop.ui.pages.action_panel import ActionPanel
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    EmptyState,
    FlowLayout,
    KeyHint,
    PageHead,
    RowModel,
    SearchBox,
    Segments,
    Small,
    Table,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.services.actions import ActionRow
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

ALL_GROUPS: Final = ""
_NARROW: Final = 900
_PANEL: Final = 392
_MOST_KEPT: Final = 12
_HINTS: Final = (
    ("↑ ↓", "move"),
    ("Enter", "open: note, owner, date"),
    (BY_ID["done"].key_hint, "done"),
    ("Esc", "back to the list"),
    (BY_ID["find"].key_hint, "filter"),
    (BY_ID["print"].key_hint, "print the log"),
)
_EMPTY: Final = {
    "none": (
        "No actions yet.",
        "Actions are recorded in a meeting: type “action”, then who, what and by when. They wait here.",
    ),
    Which.OPEN: ("Nothing is open.", "Every action here is done. New ones are recorded in a meeting."),
    Which.OVERDUE: ("Nothing is overdue.", "Choose Open to see what is still to come."),
    Which.DONE: (
        "Nothing is done yet.",
        f"{BY_ID['done'].key_hint} on an open action marks it done and asks what difference it made.",
    ),
    "filter": ("No action matches the filter.", "Esc in the filter shows all of them again."),
}


class ActionsPage(Page):
    """The actions of one group or of all."""

    key: ClassVar[str] = "actions"
    title: ClassVar[str] = "Actions"
    watched: ClassVar[frozenset[str]] = frozenset(
        {
            "action", "progress", "reply", "person", "organisation", "seat", "holding", "theme", "group",
            "meeting", "meeting_item", "agenda_item", "room", "board_meeting",
        }
    )  # fmt: skip

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build the page; the open actions of all groups are shown unless others are asked for."""
        super().__init__(house, bridge, frame, parent)
        self._listed: tuple[Listed, ...] = ()
        self._order: tuple[str, ...] = ()
        self._filter = Filter()
        self.group = Choice([(ALL_GROUPS, "All groups")], name="Group")
        self.which = Segments(
            [(Which.OPEN, "Open"), (Which.OVERDUE, "Overdue"), (Which.DONE, "Done")], name="Which actions"
        )
        self.search = SearchBox(
            name="Filter by owner, theme or text",
            placeholder="Owner, theme, text",
            key_hint=BY_ID["find"].key_hint,
        )
        self.order = Choice(ORDERS, name="Order")
        self.print_log = Button("Print log", primary=True, alt="P")
        self.model = RowModel(COLUMNS, identity=lambda one: one.id, row_tone=row_tone)
        self.table = Table(self.model, name="Actions", lines=2)
        self.panel = ActionPanel(house.store)
        self.empty: dict[str, EmptyState] = {}
        self._card = Card(snug=True)
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._stack.addWidget(self.table)
        for key, (title, what_to_do) in _EMPTY.items():
            self.empty[key] = EmptyState(title, what_to_do)
            self._stack.addWidget(self.empty[key])
        self._card.body.addWidget(self._stack)
        self.panel.hide()
        body = across(gap=16)
        # Unlike `across` alone, both take the whole height.
        body.addWidget(self._card, 1)
        body.addWidget(self.panel)
        head = PageHead(
            self.title, left=(self.group, self.which), right=(self.order, self.search, self.print_log)
        )
        hints = FlowLayout(gap=14)
        for keys, words in _HINTS:
            hints.addWidget(holder(across(KeyHint(keys), Small(words), gap=6)))
        layout = down(head, body, holder(hints), gap=14, margins=(24, 18, 24, 12))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.group.picked.connect(self._on_asked_anew)
        self.which.chosen.connect(self._on_asked_anew)
        self.order.picked.connect(self._on_order_picked)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)
        self.search.searched.connect(self._on_searched)
        self.search.refused.connect(self.frame.refuse)
        self.search.returnPressed.connect(self._on_to_list)
        self.search.installEventFilter(self)
        self.print_log.clicked.connect(self._on_print)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.row_changed.connect(self._on_row_changed)
        self.panel.done.connect(self.frame.say)
        self.panel.refused.connect(self.frame.refuse)
        self.panel.left.connect(self._on_panel_left)
        self.panel.closed.connect(self._on_panel_closed)
        bind(self, {"done": self._on_done_key, "find": self._on_find_key})

    # -- what is shown -------------------------------------------------------------------------------

    def open_at(self, where: str) -> None:
        """Show "open", "overdue" or "done", the actions of the group with that id, or that action."""
        self._show_groups()
        if where in set(Which) - {Which.ALL}:
            self.which.choose(where)
        elif where in {one.group_id for one in partnership.groups(self.house.store, None)}:
            self.group.pick(where)
        else:
            self._open_action(where)
            return
        self._ask_anew()

    def _open_action(self, action_id: str) -> None:
        try:
            row = actions.action(self.house.store, action_id)
        except Unknown as refusal:
            self.frame.refuse(str(refusal))
            return
        self.group.pick(ALL_GROUPS)
        self.search.clear()
        self.which.choose(Which.DONE if row.state == ActionState.DONE else Which.OPEN)
        self._ask_anew()
        self.table.go_to(action_id)
        self._open_panel()

    def refresh(self) -> None:
        """Ask again; what is listed keeps its place, what was just closed stays in sight."""
        self._show_groups()
        self.panel.forget_naming()
        self._show_actions()

    def showEvent(self, event: QShowEvent) -> None:
        """On the way into sight begin with a list in its own order."""
        if not event.spontaneous():
            self._order, self._stale = (), True
        super().showEvent(event)

    def paper(self) -> Callable[[int], Paper] | None:
        """The action log of the chosen group, or of all."""
        return partial(papers.action_log, self.house.store, self._group_id)

    def settle(self) -> bool:
        """Keep what is half typed in the panel; says whether all of it is kept."""
        return self.panel.settle()

    @property
    def _group_id(self) -> str | None:
        return str(self.group.value) if self.group.value != ALL_GROUPS else None

    def _show_groups(self) -> None:
        groups = partnership.groups(self.house.store, None)
        self.group.set_choices([(ALL_GROUPS, "All groups"), *((one.group_id, one.name) for one in groups)])

    def _ask_anew(self) -> None:
        self._order = ()
        self._show_actions()

    def _show_actions(self) -> None:
        store, group_id = self.house.store, self._group_id
        which = Which(self.which.chosen_key)
        rows = self._with_kept(actions.list_actions(store, which, group_id))
        self._order = tuple(row.id for row in rows)
        origins = actions.origins(store, rows)
        several = group_id is None
        self._listed = tuple(Listed(row, origins[row.id], row.group_name if several else "") for row in rows)
        self._filter.forget()
        counts = actions.count(store, group_id)
        self.which.set_text(Which.OPEN, f"Open {counts.open:,}")
        self.which.set_text(Which.OVERDUE, f"Overdue {counts.overdue:,}")
        self._show_listed(anything=bool(counts.open or counts.done))

    def _with_kept(self, rows: tuple[ActionRow, ...]) -> tuple[ActionRow, ...]:
        """The rows, and those listed before that belong elsewhere since a deed: they stay until asked anew."""
        found = {row.id for row in rows}
        left = [one for one in self._order if one not in found]
        if len(left) > _MOST_KEPT:
            return rows
        kept = []
        for action_id in left:
            try:
                kept.append(actions.action(self.house.store, action_id))
            except Unknown:
                continue
        return in_place(self._order, (*rows, *kept))

    def _show_listed(self, *, anything: bool = True) -> None:
        place = self.table.currentIndex().row()
        shown = self._filter.narrowed(self._listed, self.search.text())
        self.model.replace(shown)
        if shown:
            self._stack.setCurrentWidget(self.table)
        elif self._listed:
            self._stack.setCurrentWidget(self.empty["filter"])
        else:
            self._stack.setCurrentWidget(self.empty[self.which.chosen_key if anything else "none"])
        if shown and place >= 0 and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(min(place, len(shown) - 1), 0))
        self._show_panel()

    # -- the panel -----------------------------------------------------------------------------------

    def _open_panel(self) -> None:
        self.panel.show()
        self._show_panel()
        self._arrange()
        self.panel.begin()

    def _show_panel(self) -> None:
        """Show the row the keyboard is on, if the panel is open."""
        if self.panel.isHidden():
            return
        one = self.table.current_row()
        if one is None:
            self._close_panel()
        else:
            self.panel.show_action(one.row, one.origin)

    def _close_panel(self) -> None:
        self.panel.hide_action()
        self._arrange()

    def _arrange(self) -> None:
        """Put the panel beside the list, or in its place where there is no room for both."""
        narrow = self.width() < theme.grown(_NARROW)
        open_here = not self.panel.isHidden()
        self._card.setVisible(not (narrow and open_here))
        self.panel.setMaximumWidth(16_777_215 if narrow else theme.grown(_PANEL))
        self.panel.setMinimumWidth(0 if narrow else theme.grown(_PANEL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange list and panel for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "panel"):
            self._arrange()

    # -- keys ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the filter for the list, and on the list closes the panel."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.hasFocus():
            self.table.setFocus()
        elif not self.panel.isHidden():
            self._on_panel_closed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter to the list."""
        down_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.search and down_key and event.type() == QEvent.Type.KeyPress:
            self._on_to_list()
            return True
        return super().eventFilter(watched, event)

    def _on_to_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()

    def _on_find_key(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_done_key(self) -> None:
        one = self.table.current_row()
        if one is None:
            self.frame.refuse("Go to an action first. Nothing has been changed.")
            return
        inside = self.panel.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        if self.panel.finish(one.row) and inside:
            self.panel.begin()

    def _on_panel_left(self) -> None:
        if self._card.isHidden():
            self._close_panel()
        self.table.setFocus()

    def _on_panel_closed(self) -> None:
        self._close_panel()
        self.table.setFocus()

    # -- what is chosen ------------------------------------------------------------------------------

    def _on_asked_anew(self, _choice: object) -> None:
        self._ask_anew()

    def _on_searched(self, _words: str) -> None:
        self._show_listed()

    def _on_order_picked(self, key: str) -> None:
        self.table.sortByColumn(place_of_column(key), Qt.SortOrder.AscendingOrder)

    def _on_sorted(self, place: int, _order: Qt.SortOrder) -> None:
        self.order.pick(key_of_column(place))

    def _on_row_chosen(self, _row: Listed) -> None:
        self._open_panel()

    def _on_row_changed(self, _row: Listed | None) -> None:
        self._show_panel()

    def _on_print(self) -> None:
        self.frame.print_paper(partial(papers.action_log, self.house.store, self._group_id))
