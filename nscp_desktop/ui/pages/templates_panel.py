"""The panel in which agenda templates are copied and edited in place; what was arranged from them stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.rules.agenda import Duty, ItemKind
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import templates
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui import theme
from nscp_desktop.ui.commands import bind
from nscp_desktop.ui.kept_line import KeptCells, KeptLine
from nscp_desktop.ui.pages.agenda_table import KindDelegate, MinutesDelegate
from nscp_desktop.ui.pages.dragged_rows import DragTable
from nscp_desktop.ui.pages.meeting_panel import show_time, time_in
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Align,
    Button,
    Card,
    Choice,
    Column,
    Ends,
    LineEdit,
    NoteEdit,
    Pill,
    RowModel,
    Sentence,
    Small,
    Strong,
    TimeBox,
    across,
    announce,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.templates import TemplateFacts, TemplateRow
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.widgets.rows import Index

DUTIES = (
    (Duty.NONE.value, "nothing of itself"),
    (Duty.WELCOME.value, "shows the confidentiality statement"),
    (Duty.APOLOGIES.value, "opens the register"),
    (Duty.DECLARATIONS.value, "asks for declarations of interest"),
    (Duty.MINUTES.value, "agrees the last minutes"),
    (Duty.MATTERS.value, "shows the open actions"),
    (Duty.UPDATES.value, "takes partner updates as read"),
    (Duty.YOUTH_BOARD.value, "shows what the youth board said"),
    (Duty.BREAKOUT.value, "opens the rooms"),
    (Duty.FEEDBACK.value, "brings the rooms together"),
    (Duty.COMMITMENTS.value, "reads the actions back"),
    (Duty.CHALLENGES.value, "brings challenges to the Chairs"),
    (Duty.WHAT_CHANGED.value, "brings what changed in each group"),
    (Duty.WORKPLAN.value, "checks the workplan"),
    (Duty.OTHER_BUSINESS.value, "any other business"),
    (Duty.CLOSE.value, "says the next date"),
)

COLUMNS: tuple[Column[TemplateRow], ...] = (
    Column("number", "No.", lambda row: str(row.number), align=Align.RIGHT, width=44, least=40),
    Column(
        "minutes",
        "Min",
        lambda row: str(row.minutes),
        spoken=lambda row: f"{row.minutes} minutes",
        align=Align.RIGHT,
        width=54,
        least=50,
        editable=True,
    ),
    Column("title", "Item", lambda row: row.title, strong=True, editable=True),
    Column("kind", "Kind", lambda row: row.kind.value, width=106, editable=True),
    Column("lead", "Lead", lambda row: row.lead, width=210, editable=True, may_go=True, snug=True),
)


class TemplateTable(DragTable):
    """The items of a template, written in place."""

    def __init__(self, model: RowModel[TemplateRow], parent: QWidget | None = None) -> None:
        """Build the table over ``model``."""
        super().__init__(model, name="Items of the agenda", parent=parent)
        keys = [column.key for column in COLUMNS]
        self.setItemDelegateForColumn(keys.index("minutes"), MinutesDelegate(self))
        self.setItemDelegateForColumn(keys.index("kind"), KindDelegate(self))
        self.activated.connect(self._on_enter)

    def _on_enter(self, index: Index) -> None:
        if self.model().flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)


class TemplatesPanel(Card):
    """Agenda templates. ``left`` says that nothing more is wanted; every change is a deed of its own."""

    left = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        """Build the fields; :meth:`open_templates` fills them."""
        super().__init__(
            "Usual agendas", "what new rounds start from; meetings that are arranged stay", parent=parent
        )
        self._house = house
        self._known: tuple[TemplateFacts, ...] = ()
        self.which = Choice((), name="Agenda template")
        self.copy = Button("Copy", alt="p", name="Copy this agenda")
        self.remove = Button("Remove", name="Remove this agenda")
        self.name = LineEdit(name="Name of the agenda", cap=200)
        self.starts, self.ends = TimeBox(name="Agenda starts"), TimeBox(name="Agenda ends")
        self.balance = Pill("")
        self.model = RowModel(COLUMNS, identity=lambda row: row.item_id)
        self.table = TemplateTable(self.model)
        self.new_item = LineEdit(name="New item", placeholder="New item: its title, then Enter", icon="plus")
        self.add = Button("Add item", alt="i")
        self.duty = Choice(DUTIES, name="What the program does at this item")
        self.up = Button("", icon="arrow-up", name="Move up")
        self.down = Button("", icon="arrow-down", name="Move down")
        self.take_off = Button("Take off", alt="o")
        self.questions = NoteEdit(name="Questions for the rooms, one a line")
        self.sentence = Sentence(tone=Tone.RED)
        self.way_out = self.leave = Button("Back to meetings", primary=True, alt="B")
        say = self.sentence.say
        self._name_keeper = KeptLine(self.name, house.store, partial(self._box, "name"), say)
        self._new_keeper = KeptLine(self.new_item, house.store, partial(self._box, "new item"), say)
        self._cells = KeptCells(self.table, self.model, house.store, _cell_box, say)
        self._questions_keeper = KeptLine(self.questions, house.store, self._questions_box, say)
        self._build()
        self._connect()

    def _box(self, what: str) -> Box | None:
        return Box("template", self._chosen.id, f"{what}, half typed") if self._known else None

    def _questions_box(self) -> Box | None:
        row = self.table.current_row()
        return None if row is None else Box("template_item", row.item_id, "questions, half typed")

    def _build(self) -> None:
        self.name.setMinimumWidth(theme.grown(200))
        times = across(self.starts, Small("to"), self.ends, self.balance)
        named = across(Strong("Name"), self.name, times)
        named.setStretch(1, 1)
        head = Ends(across(self.which, self.copy, self.remove, SPRING), named)
        listed = Card(snug=True)
        listed.body.addWidget(self.table, 1)
        listed.body.addLayout(across(self.new_item, self.add, gap=8, margins=(10, 4, 10, 6)))
        label = Strong("Questions for the rooms, one a line")
        label.label(self.questions, "s")
        self.questions.setMaximumHeight(90)
        self._asked = holder(down(label, self.questions, gap=4))
        tools = across(
            Strong("Here the program"), self.duty, SPRING, self.up, self.down, self.take_off, 16, self.leave
        )
        column = down(head, listed, self._asked, self.sentence, tools, gap=8)
        column.setStretch(1, 1)
        self.body.addLayout(column, 1)
        self.up.setToolTip("Move up (Alt Up)")
        self.down.setToolTip("Move down (Alt Down)")

    def _connect(self) -> None:
        self.which.picked.connect(self._on_picked)
        self.copy.clicked.connect(self._on_copy)
        self.remove.clicked.connect(self._on_remove)
        self.name.editingFinished.connect(self._on_name)
        self.starts.editingFinished.connect(self._on_hours)
        self.ends.editingFinished.connect(self._on_hours)
        self.model.edited.connect(self._on_edited)
        self.table.row_changed.connect(self._on_row_changed)
        self.table.dragged.connect(self._on_dragged)
        self.table.refused.connect(self.sentence.say)
        self.new_item.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)
        self.duty.picked.connect(self._on_duty)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.take_off.clicked.connect(self._on_take_off)
        self.leave.clicked.connect(self._on_leave)
        for box in (self.name, self.new_item, self.questions):
            box.refused.connect(self.sentence.say)
        self.questions.installEventFilter(self)
        bind(self, {"item_up": self._on_up, "item_down": self._on_down})

    # -- what it shows -------------------------------------------------------------------------------

    def open_templates(self) -> None:
        """Show the templates, the first one at first."""
        self.sentence.clear()
        self._show(self.which.value if isinstance(self.which.value, str) else None)

    def _show(self, template_id: str | None = None) -> None:
        """Ask for the templates again and show one of them."""
        self._known = templates.templates(self._house.store)
        self.which.set_choices([(one.id, _words(one)) for one in self._known])
        known = [one.id for one in self._known]
        self.which.pick(template_id if template_id in known else known[0])
        chosen = self._chosen
        self._new_keeper.open()
        if self._name_keeper.open(chosen.name):
            self.name.setModified(True)
        elif not self.name.isModified():
            self._name_keeper.show(chosen.name)
        show_time(self.starts, chosen.starts)
        show_time(self.ends, chosen.ends)
        tone = Tone.AMBER if chosen.balance.over else Tone.NEUTRAL if chosen.balance.under else Tone.GREEN
        self.balance.show_pill(chosen.balance.words, tone)
        self.remove.setEnabled(len(known) > 1)
        self.model.replace(templates.rows(self._house.store, chosen.id))
        if self.table.current_row() is None and self.model.rows():
            self.table.setCurrentIndex(self.model.index(0, 2))
        self._on_row_changed(self.table.current_row())

    @property
    def _chosen(self) -> TemplateFacts:
        return next(one for one in self._known if one.id == self.which.value)

    def _on_row_changed(self, row: TemplateRow | None) -> None:
        for tool in (self.duty, self.up, self.down, self.take_off):
            tool.setEnabled(row is not None)
        self._asked.setVisible(row is not None and row.kind is ItemKind.BREAKOUT)
        if row is None:
            return
        self.duty.pick(row.duty.value)
        if not self.questions.hasFocus():
            text, document = "\n".join(row.questions), self.questions.document()
            if self._questions_keeper.open(text):
                document.setModified(True)
            elif not document.isModified():
                self._questions_keeper.show(text)

    # -- what is written -----------------------------------------------------------------------------

    def _act(self, deed: Callable[[], object], said: str = "") -> bool:
        """Do a deed and show what is kept; a refusal is said."""
        self.sentence.clear()
        try:
            deed()
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return False
        self._show(str(self.which.value))
        if said:
            announce(self, said)
        return True

    def _on_picked(self, template_id: object) -> None:
        self._keep_questions()
        self.name.setModified(False)
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self._show(str(template_id))

    def _on_copy(self) -> None:
        self.sentence.clear()
        try:
            made = templates.copy_template(self._house.store, self._chosen.id)
        except Refused as refusal:
            self.sentence.say(str(refusal))
            return
        self._show(made)
        announce(self, f"{self._chosen.name} is made.")
        self.name.setFocus()
        self.name.selectAll()

    def _on_remove(self) -> None:
        chosen = self._chosen
        self._act(
            lambda: templates.remove_template(self._house.store, chosen.id), f"{chosen.name} is removed."
        )

    def _on_name(self) -> None:
        if not self.name.isModified() or not self.isVisible():
            return
        wanted = self.name.text()
        if self._act(lambda: templates.edit_template(self._house.store, self._chosen.id, name=wanted)):
            self.name.setModified(False)
            self._name_keeper.show(self._chosen.name)

    def _on_hours(self) -> None:
        if not self.isVisible():
            return
        starts, ends, chosen = time_in(self.starts), time_in(self.ends), self._chosen
        if (starts, ends) != (chosen.starts, chosen.ends) and not self._act(
            lambda: templates.edit_template(self._house.store, chosen.id, starts=starts, ends=ends)
        ):
            show_time(self.starts, chosen.starts)
            show_time(self.ends, chosen.ends)

    def _on_edited(self, row: TemplateRow, field: str, text: str) -> None:
        value: Any = int(text) if field == "minutes" else ItemKind(text) if field == "kind" else text
        if self._act(lambda: templates.edit_item(self._house.store, row.item_id, **{field: value})):
            self._cells.forget()

    def _on_add(self) -> None:
        title, row = self.new_item.text(), self.table.current_row()
        if not title.strip():
            self.new_item.setFocus()
            return
        made: list[str] = []
        after = None if row is None else row.item_id
        if self._act(
            lambda: made.append(templates.add_item(self._house.store, self._chosen.id, title, after)),
            f"{title.strip()} added.",
        ):
            self._new_keeper.show("")
            self.table.go_to(made[0])

    def _on_duty(self, duty: object) -> None:
        row = self.table.current_row()
        if row is not None:
            self._act(lambda: templates.edit_item(self._house.store, row.item_id, duty=Duty(str(duty))))

    def _on_dragged(self, row: TemplateRow, steps: int) -> None:
        self.table.go_to(row.item_id)
        self._move(steps)

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, steps: int) -> None:
        row = self.table.current_row()
        if row is not None and self._act(lambda: templates.move_item(self._house.store, row.item_id, steps)):
            self.table.go_to(row.item_id)
            moved = self.table.current_row()
            announce(self, f"{moved.title}, item {moved.number}")

    def _on_take_off(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._act(
                lambda: templates.remove_item(self._house.store, row.item_id), f"{row.title} taken off."
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the questions when the keyboard leaves them."""
        if watched is self.questions and event.type() == QEvent.Type.FocusOut:
            self._keep_questions()
        return super().eventFilter(watched, event)

    def _keep_questions(self) -> None:
        row, document = self.table.current_row(), self.questions.document()
        if row is None or not document.isModified():
            return
        texts = self.questions.toPlainText().split("\n")
        if self._act(lambda: templates.edit_item(self._house.store, row.item_id, questions=texts)):
            document.setModified(False)
            kept = self.table.current_row()
            self._questions_keeper.show("" if kept is None else "\n".join(kept.questions))

    def settle(self) -> bool:
        """Keep what is still being typed; says whether all of it is kept."""
        self._on_name()
        self._keep_questions()
        return not self.name.isModified() and not self.questions.document().isModified()

    def _on_leave(self) -> None:
        if self.settle():
            self.left.emit()


def _cell_box(row: TemplateRow, what: str) -> Box:
    return Box("template_item", row.item_id, f"{what}, half typed")


def _words(one: TemplateFacts) -> str:
    whose = "Chairs, " if one.for_chairs else ""
    return f"{one.name} ({whose}{counted(one.items, 'item')})"
