"""An agenda edited in place: its table, the panel beside it, and the switch between here and everywhere."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlmodel import select

from nscp_desktop.records import AgendaItem, Answer, Meeting, Room, Theme
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.services import local_agenda, meetings, rounds, shared_agenda
from nscp_desktop.services.agenda import AgendaRow, agenda
from nscp_desktop.ui.pages.agenda import AgendaPage
from nscp_desktop.ui.pages.agenda_bar import EVERYWHERE, HERE
from nscp_desktop.ui.pages.agenda_item import ItemPanel
from nscp_desktop.ui.pages.agenda_table import (
    COLUMNS,
    AgendaTable,
    KindDelegate,
    MinutesDelegate,
    local_words,
)
from nscp_desktop.ui.widgets import Choice, LineEdit, MinutesBox, RowModel, announced
from tests.services.conftest import LONDON
from tests.services.january import arrange_january, item, titles

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from nscp_desktop.store import Change, Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.services.conftest import Clock
    from tests.services.january import January
    from tests.ui.noting import NotingFrame

COLUMN = {column.key: at for at, column in enumerate(COLUMNS)}


@pytest.fixture
def january(store: Store) -> January:
    return arrange_january(store)


@pytest.fixture
def page(qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, january: January) -> AgendaPage:
    made = AgendaPage(house, bridge, frame)
    qtbot.addWidget(made)
    made.resize(1182, 738)
    made.open_at(january.breckland)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


@pytest.fixture
def heard(store: Store) -> list[str]:
    labels: list[str] = []

    def hear(change: Change) -> None:
        labels.append(change.label)

    store.listen(hear)
    return labels


def go(page: AgendaPage, store: Store, begins: str) -> str:
    """Choose the item whose title begins so."""
    item_id = item(store, page._id, begins)
    page.table.go_to(item_id)
    return item_id


def here(page: AgendaPage, store: Store, item_id: str) -> AgendaRow:
    return agenda(store, page._id).row(item_id)


def cell(page: AgendaPage, at: int, key: str) -> str:
    return page.model.cell(at, COLUMN[key]).text


# -- what is shown ----------------------------------------------------------------------------------


def test_meeting_its_times_and_its_items(page: AgendaPage, qtmodeltester: ModelTester) -> None:
    assert page.head.title.text() == "Breckland LSCG"
    assert page.when_where.text() == "Thu 14 Jan 2027 · 5th of 5 · Quaker Lane Hall + Teams"
    assert (page.bar.total.text(), page.bar.balance.text()) == ("120 min planned", "fits to the minute")
    assert [cell(page, at, "starts") for at in range(3)] == ["10:00", "10:05", "10:08"]
    assert [cell(page, at, "number") for at in range(15)] == [str(at) for at in range(1, 16)]
    assert cell(page, 6, "lead") == "Youth board representative"
    assert page.item.heading.text() == "Item 1"
    assert page.table.currentIndex().column() == COLUMN["title"]
    assert not page.band.isVisible()
    qtmodeltester.check(page.model)


def test_without_a_meeting_it_leads_to_meetings(
    qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame
) -> None:
    page = AgendaPage(house, bridge, frame)
    qtbot.addWidget(page)
    page.show()
    assert page._whole.currentIndex() == 1
    assert not page.run.isVisible()
    assert page.paper() is None
    page._on_print()
    page._on_add()
    page.bar.starts.editingFinished.emit()
    page._on_scope()
    page._on_up()
    for slot in (page._on_share, page._on_leave_out, page._on_put_back):
        slot()
    page._on_restricted(on=True)
    page._on_questions(("Why?",))
    page._on_changed_in_panel("title", "x")
    page._on_minutes_shown(3)
    page.back.click()
    assert frame.went == [("meetings", "")]


def test_without_being_opened_it_shows_todays_meeting(
    qtbot: QtBot, house: House, bridge: Bridge, frame: NotingFrame, january: January
) -> None:
    page = AgendaPage(house, bridge, frame)
    qtbot.addWidget(page)
    page.show()
    assert page._id == january.breckland
    assert page.run.key_hint == "F5"


def test_buttons_lead_on(page: AgendaPage, store: Store, january: January, frame: NotingFrame) -> None:
    page.run.click()
    page.back.click()
    page.print_agenda.click()
    assert (frame.ran, frame.went) == ([january.breckland], [("meetings", january.breckland)])
    assert "Welcome" in repr(frame.printed[0](16))
    meetings.open_meeting(store, january.breckland)
    assert page.run.caption == "Return to meeting"
    meetings.close_meeting(store, january.breckland)
    assert not page.run.isVisible()
    page.open_at(january.meetings["S"])
    assert page.run.key_hint is None


def test_agenda_without_items_says_so(page: AgendaPage, store: Store) -> None:
    with store.change("Empty the round") as session:
        for one in session.exec(select(AgendaItem)):
            one.removed = True
    assert page._items.currentIndex() == 1
    assert not page.item.isVisible()
    page.new_item.setText("Welcome")
    page.add.click()
    assert titles(store, page._id) == ["Welcome"]
    assert page.item.isVisible()


def test_agreed_minutes_are_said(page: AgendaPage, store: Store, frame: NotingFrame) -> None:
    with store.change("Agree") as session:
        session.get_one(Meeting, page._id).minutes_state = "agreed"
    assert "are agreed, so its agenda stays" in page.band.text
    page.item.confidential.click()
    assert "are agreed, so its agenda stays" in frame.refused[0]
    assert not page.item.confidential.isChecked()


# -- minutes ----------------------------------------------------------------------------------------


def test_minutes_reflow_at_once_and_are_kept_when_left(
    page: AgendaPage, store: Store, heard: list[str], qtbot: QtBot
) -> None:
    feedback = go(page, store, "Feedback")
    page.item.minutes.setFocus()
    for _ in range(4):
        qtbot.keyClick(page.item.minutes, Qt.Key.Key_Up)
    assert (page.bar.total.text(), page.bar.balance.text()) == ("124 min planned", "4 minutes over")
    assert cell(page, 14, "starts") == "12:02"
    assert heard == []
    qtbot.keyClick(page.item.minutes, Qt.Key.Key_Return)
    assert heard == ["Lengthen Feedback to 16 minutes"]
    assert here(page, store, feedback).minutes == 16
    qtbot.keyClick(page.item.minutes, Qt.Key.Key_Return)
    assert len(heard) == 1


def test_minutes_that_stand_still_are_kept(page: AgendaPage, store: Store, qtbot: QtBot) -> None:
    feedback = go(page, store, "Feedback")
    page.item._settle.setInterval(0)
    qtbot.keyClick(page.item.minutes, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: here(page, store, feedback).minutes == 11)


def test_minutes_not_kept_yet_stay_through_a_change_from_elsewhere(
    page: AgendaPage, store: Store, qtbot: QtBot
) -> None:
    feedback = go(page, store, "Feedback")
    qtbot.keyClick(page.item.minutes, Qt.Key.Key_Down)
    local_agenda.edit_item(store, page._id, item(store, page._id, "Welcome"), title="Hello")
    assert page.item.minutes.value() == 11
    page.settle()
    assert here(page, store, feedback).minutes == 11


def test_minutes_are_counted_in_the_table(page: AgendaPage, store: Store, qtbot: QtBot) -> None:
    feedback = go(page, store, "Feedback")
    at = page.table.currentIndex().row()
    page.table.setCurrentIndex(page.model.index(at, COLUMN["minutes"]))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    box = page.table.findChild(MinutesBox)
    assert box is not None
    assert box.value() == 12
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt commits an editor in its own time
    assert here(page, store, feedback).minutes == 13
    assert page.table.currentIndex().column() == COLUMN["minutes"]


# -- words ------------------------------------------------------------------------------------------


def test_title_and_lead_are_written_in_the_panel(
    page: AgendaPage, store: Store, heard: list[str], qtbot: QtBot
) -> None:
    feedback = go(page, store, "Feedback")
    panel = page.item
    panel.item_title.setFocus()
    panel.item_title.selectAll()
    qtbot.keyClicks(panel.item_title, "Rooms & <b>feedback</b>")
    # Somebody else's change does not take the words away under the keys.
    local_agenda.edit_item(store, page._id, feedback, minutes=9)
    assert panel.item_title.text() == "Rooms & <b>feedback</b>"
    qtbot.keyClick(panel.item_title, Qt.Key.Key_Return)
    panel.lead.selectAll()
    panel.lead.insert("Зоряна")  # the test library knows Latin keys only
    qtbot.keyClick(panel.lead, Qt.Key.Key_Return)
    row = here(page, store, feedback)
    assert (row.title, row.lead) == ("Rooms & <b>feedback</b>", "Зоряна")
    assert heard[1:] == [
        "Rename Feedback to Rooms & <b>feedback</b>",
        "Let Зоряна lead Rooms & <b>feedback</b>",
    ]
    assert cell(page, row.number - 1, "title") == "Rooms & <b>feedback</b>"
    page.item.settle()
    assert len(heard) == 3


def test_empty_title_is_refused_and_shown_again(
    page: AgendaPage, store: Store, frame: NotingFrame, qtbot: QtBot
) -> None:
    go(page, store, "Feedback")
    page.item.item_title.clear()
    qtbot.keyClicks(page.item.item_title, " ")
    qtbot.keyClick(page.item.item_title, Qt.Key.Key_Return)
    assert frame.refused == ["An item needs a title. Nothing has been changed."]
    assert page.item.item_title.text() == "Feedback, three minutes a room"


def test_title_is_written_in_the_table(page: AgendaPage, store: Store, qtbot: QtBot) -> None:
    feedback = go(page, store, "Feedback")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    line = page.table.findChild(LineEdit)
    assert line is not None
    qtbot.keyClicks(line, "Rooms")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert here(page, store, feedback).title == "Rooms"


def test_kind_theme_and_confidential(page: AgendaPage, store: Store, heard: list[str]) -> None:
    with store.read() as session:
        neglect = session.exec(select(Theme).where(Theme.code == "neglect")).one().id
    feedback = go(page, store, "Feedback")
    page.item.kind.pick("decision")
    page.item.kind.picked.emit("decision")
    page.item.theme.pick(neglect)
    page.item.theme.picked.emit(neglect)
    page.item.confidential.click()
    row = here(page, store, feedback)
    assert (row.kind, row.theme, row.restricted) == (ItemKind.DECISION, "Neglect", True)
    assert heard == [
        "Make Feedback an item of kind decision, 10 minutes", "Change the theme of Feedback", "Make Feedback confidential",
    ]  # fmt: skip


def test_kind_is_chosen_in_the_table(page: AgendaPage, store: Store, qtbot: QtBot) -> None:
    feedback = go(page, store, "Feedback")
    at = page.table.currentIndex().row()
    page.table.setCurrentIndex(page.model.index(at, COLUMN["kind"]))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    choice = next(one for one in page.table.findChildren(Choice))
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    assert here(page, store, feedback).kind is ItemKind.PRESENTATION


def test_enter_on_a_cell_that_is_not_written_does_nothing(
    page: AgendaPage, store: Store, qtbot: QtBot
) -> None:
    go(page, store, "Feedback")
    page.table.setCurrentIndex(page.model.index(3, COLUMN["starts"]))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.table.findChild(LineEdit) is None


def test_delegates_leave_strange_editors_alone(qtbot: QtBot, dressed: QApplication, page: AgendaPage) -> None:
    index = page.model.index(0, COLUMN["minutes"])
    other = QWidget()
    qtbot.addWidget(other)
    for delegate in (MinutesDelegate(page.table), KindDelegate(page.table)):
        delegate.setEditorData(other, index)
        delegate.setModelData(other, page.model, index)
    KindDelegate(page.table)._on_picked("decision")
    empty = AgendaTable(RowModel(COLUMNS, identity=lambda one: one.item_id))
    qtbot.addWidget(empty)
    assert not empty.go_to_item("elsewhere")


# -- here and everywhere ----------------------------------------------------------------------------


def test_switch_is_plain_and_goes_back_for_another_meeting(page: AgendaPage, january: January) -> None:
    page.bar.scope.choose(EVERYWHERE)
    assert page.band.isVisible()
    assert page.band.text.startswith("Changes go to every group in the round of January 2027")
    page.open_at(january.breckland)
    assert page.bar.scope.chosen_key == EVERYWHERE
    page.open_at(january.meetings["S"])
    assert page.bar.scope.chosen_key == HERE
    assert not page.band.isVisible()


def test_changes_for_every_group(page: AgendaPage, store: Store, january: January, heard: list[str]) -> None:
    feedback = go(page, store, "Feedback")
    page.bar.scope.choose(EVERYWHERE)
    page.item.changed.emit("minutes", 8)
    page._on_down()
    page.new_item.setText("Toolkit")
    page.add.click()
    assert page.table.current_row().title == "Toolkit"
    go(page, store, "Workplan")
    page.item.leave_out.click()
    south = agenda(store, january.meetings["S"])
    assert south.row(feedback).minutes == 8
    numbers = {row.title.split()[0]: row.number for row in south.rows}
    assert numbers["Feedback,"] == numbers["What"] + 1
    assert "Toolkit" in numbers
    assert "Workplan" not in numbers
    assert all(label.endswith("for every group") for label in heard)


def test_item_of_this_meeting_stays_its_own_while_everywhere_is_chosen(
    page: AgendaPage, store: Store, january: January
) -> None:
    own = local_agenda.add_item(store, page._id, "Bus safety")
    go(page, store, "Bus safety")
    page.bar.scope.choose(EVERYWHERE)
    page.item.changed.emit("minutes", 9)
    page.item.up.click()
    assert (here(page, store, own).minutes, here(page, store, own).number) == (9, 15)
    page.item.leave_out.click()
    assert "Bus safety" not in titles(store, page._id)
    assert titles(store, january.meetings["S"]) == titles(store, page._id)


def test_local_items_are_marked_and_made_shared_again(
    page: AgendaPage, store: Store, frame: NotingFrame
) -> None:
    feedback = go(page, store, "Feedback")
    page.item.changed.emit("minutes", 8)
    at = here(page, store, feedback).number - 1
    assert cell(page, at, "local") == "local"
    spoken = page.model.data(page.model.index(at, COLUMN["local"]), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "local: 12 min in the round"
    assert (page.item.local.text(), page.item.differs.text()) == ("local", "12 min in the round.")
    page.item.share.click()
    assert frame.said == ["Feedback, three minutes a room is shared again."]
    assert here(page, store, feedback).minutes == 12
    assert not page.item.share.isVisible()


def test_item_of_this_meeting_is_given_to_all(page: AgendaPage, store: Store, january: January) -> None:
    page.new_item.setText("Bus safety")
    page.add.click()
    assert page.item.differs.text() == "Breckland alone has this item."
    assert page.item.share.caption == "Give to every group"
    tip = page.model.data(
        page.model.index(page.table.currentIndex().row(), COLUMN["local"]), Qt.ItemDataRole.ToolTipRole
    )
    assert "belongs to this meeting only" in tip
    page.item.share.click()
    assert "Bus safety" in titles(store, january.meetings["S"])


# -- order and leaving out --------------------------------------------------------------------------


def test_items_move_by_keys_and_buttons(page: AgendaPage, store: Store, qtbot: QtBot) -> None:
    feedback = go(page, store, "Feedback")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert here(page, store, feedback).number == 9
    assert page.table.current_row().item_id == feedback
    assert announced()[-1] == "Feedback, three minutes a room, item 9"
    page.item.item_title.setFocus()
    qtbot.keyClick(page.item.item_title, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert here(page, store, feedback).number == 10
    page.item.up.click()
    page.item.down.click()
    assert here(page, store, feedback).number == 10
    assert page.item.heading.text() == "Item 10"


def test_leave_out_and_put_back(page: AgendaPage, store: Store, frame: NotingFrame, january: January) -> None:
    feedback = go(page, store, "Feedback")
    page.item.leave_out.click()
    assert frame.said == ["Feedback, three minutes a room left out."]
    assert page.bar.total.text() == "108 min planned"
    assert page.model.row_at(14).text == "left out at this meeting"  # type: ignore[union-attr]
    page.table.go_to(feedback)
    assert page.item.heading.text() == "Left out at this meeting"
    assert not page.item.item_title.isEnabled()
    assert cell(page, 15, "number") == cell(page, 15, "starts") == ""
    page._on_up()
    page.new_item.setText("After nothing")
    page.add.click()
    page.table.go_to(feedback)
    page.item.put_back.click()
    assert here(page, store, feedback).number == 10
    meetings.open_meeting(store, january.breckland)
    go(page, store, "Welcome")
    page.item.leave_out.click()
    assert frame.refused[-1].startswith(
        "“Welcome, introductions and the confidentiality statement” was begun"
    )
    assert frame.said[1:] == [
        "After nothing added as item 15.",
        "Feedback, three minutes a room is back on the agenda.",
    ]


def test_new_item_needs_a_title(page: AgendaPage, store: Store, frame: NotingFrame, qtbot: QtBot) -> None:
    page.add.click()
    assert len(titles(store, page._id)) == 15
    page.new_item.setText("Wales\u202e")
    page.add.click()
    assert "turns the direction" in frame.refused[-1]
    assert page.new_item.text() == "Wales\u202e"
    page.new_item.clear()
    go(page, store, "Welcome")
    qtbot.keyClicks(page.new_item, "Silence")
    qtbot.keyClick(page.new_item, Qt.Key.Key_Return)
    assert titles(store, page._id)[1] == "Silence"
    assert page.new_item.text() == ""


# -- times of the meeting ---------------------------------------------------------------------------


def test_start_and_end_are_set(page: AgendaPage, store: Store, frame: NotingFrame) -> None:
    page.bar.starts.setTime(QTime(9, 45))
    page.bar.starts.editingFinished.emit()
    assert cell(page, 0, "starts") == "09:45"
    assert page.bar.balance.text() == "15 minutes to spare"
    page.bar.ends.editingFinished.emit()
    page.bar.ends.setTime(QTime(9, 0))
    page.bar.ends.editingFinished.emit()
    assert "cannot end at 09:00" in frame.refused[0]
    assert page.bar.ends.time() == QTime(12, 0)
    assert meetings.facts(store, page._id).ends == time(12)


# -- questions --------------------------------------------------------------------------------------


def test_questions_are_the_rounds(page: AgendaPage, store: Store, qtbot: QtBot, heard: list[str]) -> None:
    breakout = go(page, store, "Breakout")
    panel = page.item
    assert panel.questions.isVisible()
    assert panel.questions.isReadOnly()
    assert "choose “Every group in the round”" in panel.questions_words.text()
    page.bar.scope.choose(EVERYWHERE)
    assert not panel.questions.isReadOnly()
    assert panel.questions_words.text() == "The same for every group in the round."
    panel.questions.setFocus()
    panel.questions.selectAll()
    qtbot.keyClicks(panel.questions, "What helps?")
    qtbot.keyClick(panel.questions, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.questions, "What next?")
    # A change from elsewhere leaves the box that is written in alone.
    local_agenda.edit_item(store, page._id, item(store, page._id, "Welcome"), minutes=4)
    assert panel.questions.toPlainText() == "What helps?\nWhat next?"
    panel.item_title.setFocus()
    assert [one.text for one in here(page, store, breakout).questions] == ["What helps?", "What next?"]
    assert heard[-1] == "Set the questions of Breakout"
    go(page, store, "Welcome")
    assert not panel.questions.isVisible()


def test_questions_of_an_item_of_its_own(page: AgendaPage, store: Store) -> None:
    own = local_agenda.add_item(store, page._id, "Rooms on buses", ItemKind.BREAKOUT)
    go(page, store, "Rooms on buses")
    assert not page.item.questions.isReadOnly()
    assert not page.item.questions_words.isVisible()
    page.item.questions.setPlainText("Which bus?")
    page.item.questions.document().setModified(True)
    page.settle()
    assert [one.text for one in here(page, store, own).questions] == ["Which bus?"]


def test_answered_question_is_shown_again(
    page: AgendaPage, store: Store, frame: NotingFrame, january: January
) -> None:
    breakout = go(page, store, "Breakout")
    first = here(page, store, breakout).questions[0]
    with store.change("Answer") as session:
        session.add(Room(id="room", meeting_id=january.breckland, item_id=breakout, number=1))
        session.add(Answer(room_id="room", question_id=first.id, position=1, text="Less waiting"))
    page.bar.scope.choose(EVERYWHERE)
    page.item.questions.setPlainText("")
    page.item.questions.document().setModified(True)
    page.settle()
    assert "Rooms have answered" in frame.refused[0]
    assert page.item.questions.toPlainText().startswith("What would this recommendation")


# -- access and size --------------------------------------------------------------------------------


def test_every_control_has_a_name(page: AgendaPage, store: Store) -> None:
    go(page, store, "Breakout")
    for control in page.findChildren(QWidget):
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            inner = control.objectName().startswith("qt_") or control.inherits("QScrollBar")
            parent = control.parent()
            boxed = parent is not None and parent.inherits("QAbstractSpinBox")
            assert inner or boxed or control.accessibleName(), control


def test_page_fits_a_small_window(page: AgendaPage, store: Store) -> None:
    go(page, store, "Breakout")
    page.bar.scope.choose(EVERYWHERE)
    page.resize(727, 482)
    QApplication.processEvents()
    assert page.minimumSizeHint().height() <= 482
    assert page.minimumSizeHint().width() <= 727
    assert not page.bar.scope_words.isVisible()


def test_panel_without_an_item_hands_nothing_over(qtbot: QtBot, dressed: QApplication, store: Store) -> None:
    panel = ItemPanel(store, str)
    qtbot.addWidget(panel)
    handed: list[object] = []
    panel.changed.connect(handed.append)
    panel.show_row(None, everywhere=False, group="")
    panel.settle()
    panel.item_title.setText("x")
    panel.item_title.setModified(True)
    panel.settle()
    assert handed == []
    assert panel.row is None


def test_undo_shows_what_was(page: AgendaPage, store: Store) -> None:
    feedback = go(page, store, "Feedback")
    page.item.changed.emit("minutes", 8)
    assert page.item.minutes.value() == 8
    store.undo()
    assert page.item.minutes.value() == 12
    assert not here(page, store, feedback).local


def test_page_follows_the_day(page: AgendaPage, store: Store, clock: Clock, january: January) -> None:
    clock.set(datetime(2027, 1, 18, 9, tzinfo=LONDON))
    shared_agenda.edit_item(store, item(store, january.breckland, "Welcome"), minutes=6)
    assert page.run.key_hint is None
    assert date(2027, 1, 18) == clock().date()


# -- dragging ---------------------------------------------------------------------------------------


def drag(page: AgendaPage, start: int, to: int, *, below: bool = False, out: bool = False) -> None:
    """Drag a row to above (or ``below``) another, or ``out`` of the table, with the mouse."""
    table, port = page.table, page.table.viewport()

    def place(row: int, part: float) -> QPoint:
        index = table.model().index(row, 3)
        rect = table.visualRect(index)
        return QPoint(rect.center().x(), rect.top() + int(rect.height() * part))

    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=place(start, 0.5))
    end = place(to, 0.8 if below else 0.2)
    for at in (place(start, 0.5) + QPoint(0, 12), end):
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), port.mapToGlobal(QPointF(at)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(port, event)
    assert table.gap >= 0
    table.grab()
    if out:
        QTest.keyClick(table, Qt.Key.Key_Escape)
        assert table.gap == -1
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_items_are_dragged(page: AgendaPage, store: Store, january: January, heard: list[str]) -> None:
    page.open_at(january.breckland)
    page.show()
    QApplication.processEvents()
    before = titles(store, january.breckland)
    drag(page, 1, 4)
    after = titles(store, january.breckland)
    assert after[:4] == [before[0], before[2], before[3], before[1]]
    assert heard == ["Move Apologies and nominated deputies down"]
    assert page.table.current_row().title == before[1]
    drag(page, 3, 1)
    assert titles(store, january.breckland) == before
    drag(page, 0, 2, below=True)
    assert titles(store, january.breckland)[2] == before[0]
    store.undo()
    QApplication.processEvents()
    drag(page, 1, 5, out=True)
    assert titles(store, january.breckland) == before
    drag(page, 1, 1, below=True)
    assert titles(store, january.breckland) == before


def test_click_and_what_is_left_out_are_not_dragged(page: AgendaPage, store: Store, january: January) -> None:
    local_agenda.leave_out(store, january.breckland, item(store, january.breckland, "Declarations"))
    page.open_at(january.breckland)
    page.show()
    QApplication.processEvents()
    before = titles(store, january.breckland)
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    last = page.model.rowCount() - 1
    page.table.scrollToBottom()
    place = page.table.visualRect(page.model.index(last, 3)).center()
    QTest.mousePress(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(200, 10), page.table.viewport().mapToGlobal(QPointF(200, 10)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(page.table.viewport(), event)
    assert page.table.gap == -1
    QTest.mouseRelease(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 10))
    assert titles(store, january.breckland) == before


# -- who leads --------------------------------------------------------------------------------------


def test_guest_speaker_is_asked_for_the_organisation(
    page: AgendaPage, store: Store, january: January, frame: NotingFrame
) -> None:
    page.open_at(january.breckland)
    page.show()
    talk = go(page, store, "Presentation")
    panel = page.item
    assert not panel.organisation.isVisible(), "“Speaker” is a part and nobody's name"
    panel.lead.setText("Dr Ottoline Fenwright")
    panel.lead.setModified(True)
    panel.lead.editingFinished.emit()
    assert panel.organisation.isVisible()
    panel.organisation.setText("Fen Research Trust")
    panel.organisation.setModified(True)
    panel.organisation.editingFinished.emit()
    assert frame.said[-1] == "Dr Ottoline Fenwright speaks for Fen Research Trust."
    assert here(page, store, talk).lead_organisation == "Fen Research Trust"
    assert panel.lead_from.text() == "from Fen Research Trust"
    assert not panel.organisation.isVisible()
    assert page.settle()


def test_sixty_items_and_one_of_no_minutes_are_shown(
    page: AgendaPage, store: Store, january: January
) -> None:
    for number in range(60 - 15):
        local_agenda.add_item(store, january.breckland, f"Item {number}", minutes=0)
    page.open_at(january.breckland)
    page.show()
    assert len(page.model.rows()) == 60
    last = page.model.rows()[-1]
    assert (last.minutes, last.starts) == (0, last.ends)
    assert page.bar.balance.text() == "fits to the minute"


# -- parked and carried -----------------------------------------------------------------------------


def test_item_is_parked_taken_on_and_says_where_it_comes_from(
    page: AgendaPage, store: Store, january: January, frame: NotingFrame
) -> None:
    page.open_at(january.breckland)
    page.show()
    go(page, store, "Workplan")
    page.item.park.click()
    assert frame.said, "it is said where the item is now"
    round_id = rounds.arrange_round(store, 2026, 6, date(2027, 3, 1))
    march = meetings.arrange_meeting(
        store, january.groups["B"], round_id, date(2027, 3, 11), time(10), time(12)
    )
    page.open_at(march)
    QApplication.processEvents()
    assert page.waiting.isVisible()
    assert "from 14 January 2027" in page.waiting.text
    page.waiting.take_on.click()
    QApplication.processEvents()
    assert frame.said[-1].endswith("is on the agenda.")
    assert not page.waiting.isVisible()
    taken = next(row for row in page.model.rows() if row.only_here)
    page.table.go_to(taken.item_id)
    assert page.item.differs.text() == "Carried from 14 January 2027."
    assert local_words(page.model.rows()[page.table.currentIndex().row()]) == "from 14 Jan"
    page.waiting._on_take_on()
    meetings.cancel_meeting(store, march, "Snow")
    page.open_at(march)
    assert "Snow" in page.band.text
