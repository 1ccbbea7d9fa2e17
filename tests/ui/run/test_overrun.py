"""A meeting that runs over: what is offered on the screen, chosen by keys, and left alone by typing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from nscp_desktop.services import meetings
from nscp_desktop.ui.widgets import announced, forget_announced
from tests.services.conftest import LONDON

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from nscp_desktop.ui.run.overrun_band import OverrunBand
    from tests.ui.run.conftest import Hands


def at(hands: Hands, hour: int, minute: int) -> None:
    """Let it be that time, and the screen notice."""
    hands.clock.set(datetime(2027, 1, 14, hour, minute, tzinfo=LONDON))
    hands.screen._on_tick()


@pytest.fixture
def band(hands: Hands) -> OverrunBand:
    """The meeting stands at its feedback with so little time left that it ends nine minutes late."""
    sitting = hands.screen.sitting
    feedback = next(row for row in sitting.agenda.rows if row.kind.value == "breakout")
    meetings.go_to_item(hands.store, sitting.meeting_id, feedback.item_id)
    at(hands, 10, 0)
    over = sitting.pace().overrun
    begun = datetime(2027, 1, 14, 10, 0, tzinfo=LONDON)
    hands.clock.set(begun)
    hands.clock.pass_by(feedback.minutes + 9 + (0 if over else -_slack(hands)))
    hands.screen._on_tick()
    return hands.screen.overrun


def _slack(hands: Hands) -> int:
    """How many minutes the meeting has to spare as it stands (below 0: to spare)."""
    sitting = hands.screen.sitting
    pace = sitting.pace()
    ends = datetime(2027, 1, 14, 12, 0, tzinfo=LONDON)
    return round((pace.forecast_end - ends).total_seconds() / 60)


def test_in_time_nothing_is_offered(hands: Hands) -> None:
    at(hands, 10, 1)
    assert not hands.screen.overrun.isVisible()


def test_the_three_choices_say_what_they_cost(hands: Hands, band: OverrunBand) -> None:
    assert band.isVisible()
    assert band.words.text().startswith("Ends 9 min late.")
    said = [button.accessibleName() for button in band.buttons if button.isVisible()]
    assert said[-1] == "Finish at 12:09: 9 min late, nothing is left out"
    assert all("min" in one for one in said)


def test_it_is_announced_once(hands: Hands, band: OverrunBand) -> None:
    forget_announced()
    hands.clock.pass_by(1)
    hands.screen._on_tick()
    assert not [one for one in announced() if "late" in one]


def test_a_digit_typed_in_the_notes_is_a_digit(hands: Hands, band: OverrunBand) -> None:
    hands.screen.item.go_to_notes()
    hands.type("1 and 2 and 3")
    hands.press(Qt.Key.Key_Space)
    assert hands.screen.item.notes.toPlainText() == "1 and 2 and 3 "
    assert band.isVisible()


def test_alt_and_the_number_chooses_records_and_can_be_undone(
    hands: Hands, band: OverrunBand, qtbot: QtBot
) -> None:
    hands.screen.item.go_to_notes()
    last = sum(button.isVisible() for button in band.buttons)
    hands.alt(Qt.Key(Qt.Key.Key_0 + last))
    qtbot.waitUntil(lambda: not band.isVisible())
    assert hands.window.said[-1] == "The meeting finishes at 12:09."
    assert hands.store.undo_label == "Finish at 12:09"
    hands.clock.pass_by(1)
    hands.screen._on_tick()
    assert not band.isVisible()
    hands.clock.pass_by(2)
    hands.screen._on_tick()
    assert band.isVisible()


def test_undoing_the_choice_asks_again(hands: Hands, band: OverrunBand) -> None:
    last = next(button for button in reversed(band.buttons) if button.isVisible())
    last.click()
    assert not band.isVisible()
    hands.store.undo()
    assert band.isVisible()


def test_shortening_changes_the_running_order_at_once(hands: Hands, band: OverrunBand) -> None:
    first = band.buttons[0]
    assert "Shorten" in first.accessibleName()
    before = {row.item_id: row.minutes for row in hands.screen.sitting.agenda.rows}
    first.click()
    after = {row.item_id: row.minutes for row in hands.screen.sitting.agenda.rows}
    assert sum(before.values()) > sum(after.values())


def test_not_now_asks_again_only_when_it_is_later(hands: Hands, band: OverrunBand) -> None:
    band.not_now.click()
    assert not band.isVisible()
    hands.clock.pass_by(2)
    hands.screen._on_tick()
    assert not band.isVisible()
    hands.clock.pass_by(1)
    hands.screen._on_tick()
    assert band.isVisible()


def test_a_choice_that_is_overtaken_says_so(hands: Hands, band: OverrunBand) -> None:
    choice = band._offered[0]
    meetings.go_to_item(hands.store, hands.screen.sitting.meeting_id, choice.item_id)
    band._offered = (choice,)
    band.buttons[0].click()
    assert "has begun" in hands.window.refused[-1]


def test_what_was_on_the_button_is_chosen_though_time_goes_on_before_it_is_let_go(
    hands: Hands, band: OverrunBand, qtbot: QtBot
) -> None:
    """A key holds its button down for a tenth of a second."""
    last = next(button for button in reversed(band.buttons) if button.isVisible())
    last.pressed.emit()
    hands.clock.pass_by(5)
    hands.screen._on_tick()
    assert last.accessibleName().startswith("Finish at 12:14")
    last.clicked.emit()
    assert hands.window.said[-1] == "The meeting finishes at 12:09."


def test_a_choice_that_went_while_its_button_was_held_down_does_nothing(
    hands: Hands, band: OverrunBand
) -> None:
    band.not_now.click()
    before = hands.store.undo_label
    band.buttons[0].click()
    assert hands.store.undo_label == before
