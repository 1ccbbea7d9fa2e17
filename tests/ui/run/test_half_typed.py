"""What is half typed at an item when the program is killed stands in its box again, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from nscp_desktop.errors import Refused
from nscp_desktop.records import AgendaItem
from nscp_desktop.services import half_typed
from nscp_desktop.services.half_typed import Box
from nscp_desktop.ui.run.declared import Declared
from nscp_desktop.ui.run.duties import Challenges, LastMinutes
from nscp_desktop.ui.run.screen import RunScreen
from tests.ui.window import FrameWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from tests.ui.run.conftest import Hands


def card(screen: RunScreen, kind: type[object]) -> QLineEdit:
    found = next(one for one in screen.item.duty if isinstance(one, kind))
    for name in ("line", "subject_to", "answer"):
        if hasattr(found, name):
            return getattr(found, name)  # type: ignore[no-any-return]
    raise AssertionError(kind)


@pytest.fixture
def again(qtbot: QtBot, house: House, bridge: Bridge, hands: Hands) -> Callable[[], RunScreen]:
    """The program started again on what is on disk, after a kill: nothing of the first screen was settled."""

    def start() -> RunScreen:
        window = FrameWindow(house.store)
        screen = RunScreen(house, bridge, window)
        window.hold(screen)
        qtbot.addWidget(window)
        screen.open_meeting(hands.met.meeting_id)
        return screen

    return start


@pytest.mark.parametrize(
    ("duty", "kind", "what"),
    [
        ("declarations", Declared, "declaration"),
        ("minutes", LastMinutes, "subject to"),
        ("challenges", Challenges, "answer to a challenge"),
    ],
)
def test_half_a_line_on_a_card_is_there_after_a_kill(
    hands: Hands, again: Callable[[], RunScreen], qtbot: QtBot, duty: str, kind: type[object], what: str
) -> None:
    with hands.store.change("Ask for them") as session:
        session.get_one(AgendaItem, hands.met.items[0]).duty = duty
    line = card(hands.screen, kind)
    line.setFocus()
    hands.type("Joe is a gov")
    box = Box("meeting", hands.met.meeting_id, what)
    qtbot.waitUntil(lambda: half_typed.kept(hands.store, box) == "Joe is a gov")
    other = again()
    shown = card(other, kind)
    assert shown.isVisible()
    assert shown.text() == "Joe is a gov"
    assert other.window().focusWidget() is other.item.notes


def test_half_a_title_is_there_after_a_kill_and_gone_when_it_is_an_item(
    hands: Hands, again: Callable[[], RunScreen], qtbot: QtBot
) -> None:
    tools = hands.screen.item.tools
    hands.alt(Qt.Key.Key_I)
    qtbot.waitUntil(tools.title.hasFocus)
    hands.type("A visit")
    assert hands.screen.item.settle()
    other = again()
    assert other.item.tools.isVisible()
    assert other.item.tools.title.text() == "A visit"
    assert other.window().focusWidget() is other.item.notes
    other.item.tools.title.returnPressed.emit()
    assert not other.item.tools.isVisible()
    assert hands.store.drafts() == ()


def test_half_a_correction_of_a_row_is_there_after_a_kill_and_esc_lets_it_go(
    hands: Hands, again: Callable[[], RunScreen]
) -> None:
    hands.record("decision adopt it because schools use it")
    editor = hands.screen.item.rows.editor
    (row,) = hands.rows(0)
    editor.open(row)
    hands.type(" and keep")
    assert editor.settle()
    assert [one.text for one in hands.store.drafts()] == ["Adopt it and keep"]
    other = again().item.rows.editor
    other.open(row)
    assert (other.words.text(), other.reason.text()) == ("Adopt it and keep", "schools use it")
    other.words.setText("Adopt it")
    assert other.settle()
    assert hands.store.drafts() == ()
    other.words.setText("Adopt it, all")
    assert other.settle()
    other.put_away()
    assert hands.store.drafts() == ()
    other.open(row)
    assert other.words.text() == "Adopt it"


def test_another_box_waits_until_the_words_before_are_kept(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Refused("The disk is full. Nothing has been changed.")

    keeper = hands.screen.item.tools.keeper
    hands.screen.item.tools.title.setText("A visit")
    with monkeypatch.context() as broken:
        broken.setattr(half_typed, "keep", full)
        assert not keeper.open_anew()
        monkeypatch.setattr(keeper, "_of", lambda: Box("meeting", "another", "item on the spot"))
        assert not keeper.open()
    assert hands.screen.item.tools.title.text() == "A visit"
    assert not keeper.open()
    assert hands.screen.item.tools.title.text() == ""


def test_what_is_refused_is_said_once_and_kept_at_the_next_key(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Refused("The disk is full. Nothing has been changed.")

    keeper = hands.screen.item.tools.keeper
    with monkeypatch.context() as broken:
        broken.setattr(half_typed, "keep", full)
        hands.screen.item.tools.title.setText("A visit")
        assert not keeper._keep()
        assert not keeper._keep()
    assert hands.window.refused == ["The disk is full. Nothing has been changed."]
    assert keeper.settle()
    assert [one.text for one in hands.store.drafts()] == ["A visit"]


def test_after_a_kill_in_the_capture_line_the_keyboard_is_in_it_again(
    hands: Hands, again: Callable[[], RunScreen]
) -> None:
    hands.type("The paper was read.")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action joe to ri")
    assert hands.screen.item.line.keep()
    item = again().item
    assert item.window().focusWidget() is item.line.box.line
    assert item.line.box.line.cursorPosition() == len("action joe to ri")


def test_after_a_kill_in_the_notes_the_keyboard_is_in_them_again(
    hands: Hands, again: Callable[[], RunScreen]
) -> None:
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("action joe to ri")
    hands.ctrl(Qt.Key.Key_Return)
    hands.type("The paper was re")
    hands.screen.item.keeper._on_draft_due()
    item = again().item
    assert item.window().focusWidget() is item.notes
