"""A keyboard and a screen reader at 200 per cent: every control of a running meeting is reached, named and in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from nscp_desktop.services import meetings, papers, running_order
from nscp_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.run.conftest import Hands

TABS = 90
"""More than there are controls in any state of the screen."""


@pytest.fixture
def doubled(dressed: QApplication) -> Iterator[None]:
    """Text of twice its size, before anything is built."""
    theme.apply(dressed, text_size=2.0)
    yield
    theme.apply(dressed)


def wanted(window: QWidget) -> set[QWidget]:
    """The controls in sight that the keyboard should reach."""
    return {
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    }


def spoken(control: QWidget) -> str:
    """What a screen reader says of a control; the inner parts of one belong to it."""
    one: QWidget | None = control
    while one is not None and not one.accessibleName() and not isinstance(one, QAbstractScrollArea):
        one = one.parentWidget()
    return "" if one is None else one.accessibleName()


def in_sight(control: QWidget) -> bool:
    window = control.window()
    there = QRect(control.mapTo(window, control.rect().topLeft()), control.size())
    seen = control.visibleRegion().boundingRect()
    return (
        there.intersects(window.rect()) and seen.width() >= min(24, control.width()) and seen.height() >= 16
    )


def walk(hands: Hands) -> dict[QWidget, str]:
    """Press Tab until every control was there once; gives what is wrong with each."""
    window = hands.screen.window()
    wrong: dict[QWidget, str] = {}
    reached: set[QWidget] = set()
    for _ in range(TABS):
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.add(now)
        if not spoken(now):
            wrong[now] = "has no name"
        if not in_sight(now):
            wrong[now] = "is out of sight"
        hands.press(Qt.Key.Key_Tab)
    for one in wanted(window) - reached:
        wrong[one] = "is not reached"
    return wrong


def say(found: dict[QWidget, str]) -> list[str]:
    return sorted(f"{type(one).__name__} {one.accessibleName()!r} {what}" for one, what in found.items())


@pytest.mark.usefixtures("doubled")
@pytest.mark.parametrize("state", ["item 1", "matters arising", "breakout", "read back", "the close"])
def test_every_control_of_a_running_meeting_is_reached_named_and_in_sight(
    hands: Hands, state: str, qtbot: QtBot
) -> None:
    rows = hands.screen.sitting.agenda.rows
    if state == "matters arising":
        hands.screen._on_item_chosen(next(row.item_id for row in rows if row.duty.value == "matters"))
        hands.alt(Qt.Key.Key_D)
        qtbot.waitUntil(lambda: hands.screen.item.matters is not None)
    elif state == "breakout":
        hands.screen._on_item_chosen(next(row.item_id for row in rows if row.kind.value == "breakout"))
    elif state == "read back":
        hands.press(Qt.Key.Key_F8)
    elif state == "the close":
        hands.screen._on_end()
    QApplication.processEvents()
    assert say(walk(hands)) == []


@pytest.mark.usefixtures("doubled")
def test_what_an_item_asks_is_done_by_keys(hands: Hands, qtbot: QtBot) -> None:
    statement = hands.screen.item.duty[0]
    assert not statement.isVisible()
    hands.alt(Qt.Key.Key_D)
    qtbot.waitUntil(statement.isVisible)
    hands.alt(Qt.Key.Key_S)
    facts = partial(meetings.facts, hands.store, hands.met.meeting_id)
    qtbot.waitUntil(lambda: facts().confidentiality_read_at is not None)
    assert hands.screen.item.to_do.isChecked()
    hands.ctrl(Qt.Key.Key_PageDown)
    assert not hands.screen.item.to_do.isChecked()


def test_prints_of_a_meeting_come_at_12_and_at_16_points(hands: Hands) -> None:
    for make in (papers.agenda, papers.minutes, running_order.running_order, papers.attendance):
        small, large = (make(hands.store, hands.met.meeting_id, size) for size in (12, 16))
        assert (small.size, large.size) == (12, 16)
        assert small.furniture.fingerprint == large.furniture.fingerprint
