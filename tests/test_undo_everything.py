"""Every deed of a sitting can be taken back and done again: by every verb with words, and by every button and box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from nscp_desktop.errors import Refused
from nscp_desktop.services import (
    agenda,
    attendance,
    breakouts,
    captured,
    local_agenda,
    meetings,
    notes,
    shared_agenda,
)
from nscp_desktop.store.log import RECORDS
from tests.boxes import PARTS, Walk, empty, leave, paste, place_of, settle
from tests.sampled import clock, dressed, open_window, own_sample, running
from tests.test_hostile import kept, scene
from tests.test_hostile_boxes import walk
from tests.test_nothing_lost import MEANT, WORDS, above
from tests.verbs import FIELDS, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.store import Store

__all__ = ["clock", "dressed", "kept", "open_window", "own_sample", "running", "scene", "walk"]

pytestmark = pytest.mark.everywhere

_EVERYTHING = 'SELECT * FROM "{}" WHERE removed = 0'

State = dict[str, list[tuple[object, ...]]]

NEVER_UNDONE = {
    "holds.set_hold(reason)": "a hold is set and lifted in the open",
    "officers.add_officer(name)": "who may sign in is said before anybody works",
}
"""Verbs whose deed cannot be taken back, and why."""


def state(store: Store) -> State:
    """Every record that is not removed, as the tables hold it."""
    with store.read() as session:
        connection = session.connection()
        return {
            table: sorted(
                map(tuple, connection.exec_driver_sql(_EVERYTHING.format(table))),
                key=str,
            )
            for table in RECORDS
        }


def differences(one: State, other: State) -> list[str]:
    """The tables that differ, with a row of each side."""
    return [
        f"{table}: {[row for row in one[table] if row not in other[table]][:1]} "
        f"/ {[row for row in other[table] if row not in one[table]][:1]}"
        for table in one
        if one[table] != other[table]
    ]


def turned(
    store: Store, before: State, deeds: int, undo: Callable[[], object], redo: Callable[[], object]
) -> list[str]:
    """Take back everything since there were so many deeds, do it again, take it back; gives what is wrong."""
    after, number = state(store), len(store.sitting.done) - deeds
    label, wrong = store.undo_label, []
    for act, wanted, word in (
        (undo, before, "undone"),
        (redo, after, "done again"),
        (undo, before, "undone twice"),
    ):
        for _ in range(number):
            act()
        found = differences(state(store), wanted)
        if found:
            wrong.append(f"{label}, {word}: {found}")
    return wrong


def _to_come(scene: Scene) -> str:
    """An item of the next meeting."""
    return agenda.agenda(scene.store, scene.next_meeting).rows[3].item_id


def _at_the_first(scene: Scene) -> str:
    """The meeting that runs, brought to its first item."""
    meetings.go_to_item(scene.store, scene.meeting, agenda.agenda(scene.store, scene.meeting).rows[0].item_id)
    return scene.meeting


OTHERS: dict[str, Callable[[Scene], object]] = {
    "apologies": lambda it: attendance.mark_apologies(it.store, it.meeting, it.person),
    "not present": lambda it: attendance.mark_not_present(it.store, it.meeting, it.person),
    "left": lambda it: attendance.mark_left(it.store, it.meeting, it.person),
    "unmark": lambda it: attendance.unmark(it.store, it.meeting, it.person),
    "the register finished": lambda it: attendance.finish(it.store, it.meeting),
    "the next item": lambda it: meetings.next_item(it.store, _at_the_first(it)),
    "another item": lambda it: meetings.go_to_item(it.store, it.meeting, it.item),
    "the close": lambda it: meetings.close_meeting(it.store, it.meeting),
    "a confidential item": lambda it: notes.restrict(it.store, it.meeting, it.item),
    "an item left out": lambda it: local_agenda.leave_out(it.store, it.next_meeting, _to_come(it)),
    "an item moved": lambda it: local_agenda.move_item(it.store, it.meeting, it.item, 1),
    "an item left out everywhere": lambda it: shared_agenda.remove_item(it.store, _to_come(it)),
    "two rooms": lambda it: breakouts.open_rooms(it.store, it.meeting, it.breakout, 2),
    "a line struck": lambda it: captured.strike(it.store, "action", it.action),
}


def test_what_every_verb_with_words_did_is_taken_back_and_done_again(scene: Scene) -> None:
    store, wrong, undone = scene.store, [], 0
    for key, field in FIELDS.items():
        try:
            if field.before is not None:
                field.before(scene)
            store.forget_sitting()
            before, rows = state(store), scene.counts()
            field.do(scene, "Kept in spite of it")
        except Refused:
            continue
        name = key.split(") ")[0].rstrip(")") + ")"
        if store.sitting.done:
            wrong += [f"{key}: {one}" for one in turned(store, before, 0, store.undo, store.redo)]
            undone += 1
        elif scene.counts()[0] != rows[0] and name not in NEVER_UNDONE:
            wrong.append(f"{key}: nothing to undo")
    assert wrong == []
    assert undone >= len(FIELDS) // 2
    assert store.check() == ()


@pytest.mark.parametrize("what", OTHERS)
def test_what_other_verbs_did_is_taken_back_and_done_again(scene: Scene, what: str) -> None:
    store = scene.store
    store.forget_sitting()
    before = state(store)
    try:
        OTHERS[what](scene)
    except Refused as refusal:
        pytest.fail(f"not a deed of this scene: {refusal}")
    assert store.sitting.done
    assert turned(store, before, 0, store.undo, store.redo) == []


LEFT_OUT = {"Extras", "End meeting", "To the pages", "Show the room"}
"""Buttons that lead elsewhere, or are pressed in tests of their own."""


@pytest.mark.slow
@pytest.mark.parametrize("part", [*PARTS, "today", "attendance"])
def test_whatever_a_button_or_a_box_did_is_taken_back_and_done_again(walk: Walk, part: str) -> None:
    window, store = walk.window, walk.store
    wrong: list[str] = []

    def bring() -> None:
        for opened in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if opened is not None:
                opened.close()
        settle()
        if part in PARTS:
            walk.bring(part)
        else:
            walk.page(part)

    def turn(act: Callable[[], None]) -> None:
        settle()
        store.forget_sitting()
        before = state(store)
        act()
        settle()
        for opened in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if opened is not None:
                opened.close()
        settle()
        wrong.extend(turned(store, before, 0, window.undo, window.redo) if store.sitting.done else [])

    bring()
    buttons = [
        one.accessibleName()
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and window.nav not in above(one)
    ]
    for name in dict.fromkeys(one for one in buttons if one not in LEFT_OUT and "lock" not in one.lower()):
        bring()
        found = [one for one in window.findChildren(QAbstractButton) if one.accessibleName() == name]
        button = next((one for one in found if one.isVisible() and one.isEnabled()), None)
        if button is not None:
            turn(lambda button=button: press(button))  # type: ignore[misc]
    bring()
    seen = set()
    while True:
        box = next((one for one in walk.boxes() if (place_of(one), one.accessibleName()) not in seen), None)
        if box is None:
            break
        seen.add((place_of(box), box.accessibleName()))
        words = MEANT.get(box.accessibleName(), WORDS)

        def write(box: QWidget = box, words: str = words) -> None:
            empty(box)  # type: ignore[arg-type]
            paste(box, words)  # type: ignore[arg-type]
            leave(box)  # type: ignore[arg-type]

        turn(write)
        bring()
    assert wrong == []
    assert store.check() == ()


def press(button: QAbstractButton) -> None:
    """Press a button, and take the first line of the menu that it opens."""
    button.click()
    settle()
    menu = QApplication.activePopupWidget()
    if menu is not None and isValid(menu):
        QTest.keyClick(menu, Qt.Key.Key_Return)
