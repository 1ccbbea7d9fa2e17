"""The list of what there is to do after a meeting, over its minutes and from Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from installer.demo.hand import press, type_text, until
from nscp_desktop.errors import Refused
from nscp_desktop.services import after_meeting, chairs
from nscp_desktop.ui.pages.minutes import MinutesPage
from nscp_desktop.ui.widgets import Button
from tests.ui.window import real_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from nscp_desktop.ui.window import MainWindow
    from tests.services.winter import Winter


@pytest.fixture
def window(dressed: QApplication, held_winter: Winter) -> Iterator[MainWindow]:
    with real_window(held_winter.store) as shown:
        yield shown


def page(window: MainWindow) -> MinutesPage:
    shown = window.page("minutes")
    assert isinstance(shown, MinutesPage)
    return shown


def test_it_opens_after_closing_and_each_tick_is_one_key(window: MainWindow, held_winter: Winter) -> None:
    met = held_winter
    window.go("minutes", f"{met.january}/after")
    after = page(window).after
    assert after.isVisible()
    assert after.button.caption == "After the meeting: 8 to do"
    first = next(iter(after.ticks.values()))
    until(first.hasFocus, "the first of them")
    press("Space")
    assert after_meeting.tasks(met.store, met.january)[0].done_on is not None
    assert after.aside.text() == "7 things to do"
    again = next(iter(after.ticks.values()))
    assert window.focusWidget() is again is first
    assert again.accessibleName() == "Tell Joe Blackwood of 1 action, B-2701-01, done Thu 14 Jan"
    press("Space")
    assert after.aside.text() == "8 things to do"
    for one in after_meeting.tasks(met.store, met.january):
        after_meeting.mark_done(met.store, met.january, one.task_id)
    assert after.button.caption == "After the meeting: all done"
    after.button.click()
    assert not after.isVisible()
    after.button.click()
    assert after.isVisible()


def test_what_changed_is_written_in_the_list_itself(window: MainWindow, held_winter: Winter) -> None:
    met = held_winter
    window.go("minutes", f"{met.january}/after")
    after = page(window).after
    write = next(
        one for one in after.findChildren(Button) if one.accessibleName() == "Write what changed here"
    )
    write.click()
    first, second, _ = after.lines.boxes
    until(first.hasFocus, "the first line")
    type_text("schools")
    press("Return")
    assert chairs.what_changed(met.store, met.january)[0] == "schools"
    assert after.button.caption == "After the meeting: 7 to do"
    until(second.hasFocus, "the second line")
    press("Return")
    assert not after.lines.isVisible()
    write.click()
    assert after.lines.isVisible()
    write.click()
    assert not after.lines.isVisible()
    write.click()
    until(second.hasFocus, "the second line again")
    type_text("a")
    window.go("minutes", met.november)
    assert chairs.what_changed(met.store, met.january)[1] == "a"
    assert not after.lines.isVisible()


def test_another_meeting_closes_it_and_the_list_of_minutes_has_none(
    window: MainWindow, held_winter: Winter
) -> None:
    window.go("minutes", held_winter.january)
    after = page(window).after
    assert not after.isVisible()
    after.button.click()
    assert after.isVisible()
    window.go("minutes", held_winter.november)
    assert not after.isVisible()
    assert after.button.isVisible()
    page(window).open_at("")
    assert not after.button.isVisible()


def test_a_refusal_leaves_the_tick_as_it_was(
    window: MainWindow, held_winter: Winter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_said: object) -> None:
        raise Refused("Not now. Nothing has been changed.")

    window.go("minutes", f"{held_winter.january}/after")
    monkeypatch.setattr(after_meeting, "mark_done", refuses)
    after = page(window).after
    next(iter(after.ticks.values())).click()
    assert window.undo_bar.text == "Not now. Nothing has been changed."
    assert not next(iter(after.ticks.values())).isChecked()
