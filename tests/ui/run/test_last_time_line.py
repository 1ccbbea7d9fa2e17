"""Each item opens with its one line of last time; a key or a click shows more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nscp_desktop.records import Action, AgendaItem, Decision, Meeting, MeetingItem, meeting_point
from nscp_desktop.ui.widgets import announced
from tests.services.conftest import LONDON

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.services.breckland import Breckland
    from tests.ui.run.conftest import Hands

AT = datetime(2026, 11, 12, 11, tzinfo=LONDON)


def seeded(met: Breckland, decisions: int = 1) -> None:
    """The fifth item's subject at the meeting before: a note, decisions and an open action."""
    before = met.earlier[3]
    with met.store.change("Seed") as session:
        held = session.get_one(Meeting, before)
        item = AgendaItem(
            round_id=held.round_id, position=1, title="Neglect strategy: the adolescent toolkit", kind="presentation"
        )  # fmt: skip
        session.add(item)
        session.add(
            MeetingItem(
                id=meeting_point("meeting_item", before, item.id), meeting_id=before, item_id=item.id,
                note="The toolkit was launched in July. It is used.",
            )
        )  # fmt: skip
        for number in range(decisions):
            session.add(
                Decision(
                    meeting_id=before, item_id=item.id, text=f"adopt part {number} of the toolkit", recorded_at=AT
                )
            )  # fmt: skip
        for number in range(9):
            session.add(
                Action(
                    group_id=met.group_id, meeting_id=before, item_id=item.id, reference=f"B-2611-0{number}",
                    kind="individual", text="Ask the schools", owner_words="somebody",
                )
            )  # fmt: skip
    met.store.forget_sitting()


def test_the_line_stands_under_the_head_and_its_key_shows_more(hands: Hands, qtbot: QtBot) -> None:
    seeded(hands.met, decisions=12)
    before = hands.screen.item.before
    assert not before.isVisible()
    for _ in range(4):
        hands.ctrl(Qt.Key.Key_PageDown)
    qtbot.waitUntil(before.isVisible)
    assert before.line.text() == (
        "12 November: The toolkit was launched in July. Decided: adopt part 0 of the toolkit. 9 open actions."
    )
    assert not before.card.isVisible()
    assert hands.screen.item.notes.hasFocus()
    hands.alt(Qt.Key.Key_V)
    qtbot.waitUntil(before.card.isVisible)

    assert "12 November  The toolkit was launched in July. It is used." in announced()[-1]
    assert before._scroll.focusPolicy() is Qt.FocusPolicy.StrongFocus
    before.more.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert not before.card.isVisible()
    QTest.mouseClick(before.line, Qt.MouseButton.LeftButton)
    assert before.card.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert hands.screen.item.notes.hasFocus()
    hands.ctrl(Qt.Key.Key_PageDown)
    assert not before.isVisible()
    hands.ctrl(Qt.Key.Key_PageUp)
    qtbot.waitUntil(before.isVisible)
    assert not before.card.isVisible()


def test_a_low_window_leaves_it_away(hands: Hands, qtbot: QtBot) -> None:
    seeded(hands.met)
    hands.screen.order.chosen.emit(hands.met.items[4])
    qtbot.waitUntil(hands.screen.item.before.isVisible)
    hands.screen.item.show_little(True)
    assert not hands.screen.item.before.isVisible()
    hands.screen.item.show_little(False)
    assert hands.screen.item.before.isVisible()
