"""Keep and remove: rules where they stand, a preview before anything goes, holds, and never the words that went."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest

from nscp_desktop.errors import Refused
from nscp_desktop.rules.attached_papers import Look
from nscp_desktop.rules.retention import REMOVED_PERSON, Held, What
from nscp_desktop.services import (
    attached_papers,
    holds,
    keeping,
    minutes,
    notes,
    paper_removals,
    people,
    retention,
)
from nscp_desktop.services.attached_papers import Incoming
from nscp_desktop.ui.bridge import Bridge
from nscp_desktop.ui.house import House
from nscp_desktop.ui.pages.minutes_panels import PrintBeside
from nscp_desktop.ui.pages.retention import RetentionPage
from nscp_desktop.ui.removal_dialog import RemovalDialog, WithdrawDialog
from nscp_desktop.ui.widgets import Ask
from tests.services.test_removals import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QDialog
    from pytestqt.qtbot import QtBot

    from nscp_desktop.services.keeping import Tell
    from nscp_desktop.ui.upkeep import Upkeep
    from tests.services.winter import Winter
    from tests.ui.noting import NotingFrame


class Scene:
    """The page over a winter of meetings, and hands to work it with."""

    def __init__(self, page: RetentionPage, held: Winter) -> None:
        self.page, self.held, self.store = page, held, held.store

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def answer(self, key: str, parent: QDialog | RetentionPage | None = None) -> None:
        found = [one for one in (parent or self.page).findChildren(Ask) if one.isVisible()]
        (found[0].buttons[key] if key else found[0].cancel).click()

    def look(self, kind: Held, subject_id: str) -> RemovalDialog:
        self.page.kind.choose(kind.value)
        self.page.kind.chosen.emit(kind.value)
        self.page.subject.pick(subject_id)
        self.page.look.click()
        found = self.dialog(RemovalDialog)
        assert isinstance(found, RemovalDialog)
        return found

    def remove(self, kind: Held, subject_id: str) -> None:
        preview = self.look(kind, subject_id)
        preview.remove.click()
        self.answer("remove", preview)


class AtOnce:
    """Stands in for the upkeep of a window: does it there and then. The window's own is tried in test_removing.py."""

    def remove(
        self,
        _title: str,
        deed: Callable[[Tell], str],
        removed: Callable[[str], None],
        refused: Callable[[str], None],
    ) -> None:
        try:
            said = deed(keeping.untold)
        except Refused as refusal:
            refused(str(refusal))
        else:
            removed(said)


@pytest.fixture
def scene(qtbot: QtBot, dressed: QApplication, held_winter: Winter, frame: NotingFrame) -> Iterator[Scene]:
    held_winter.clock.pass_by(5)
    bridge = Bridge(held_winter.store)
    frame.upkeep = cast("Upkeep", AtOnce())
    page = RetentionPage(House(held_winter.store, draw), bridge, frame)
    qtbot.addWidget(page)
    page.resize(1160, 740)
    page.show()
    yield Scene(page, held_winter)
    bridge.close()


def test_rules_are_changed_where_they_stand_and_what_is_due_is_listed(scene: Scene) -> None:
    card = scene.page.rules
    card.group.pick(scene.held.group_id)
    card.group.picked.emit(scene.held.group_id)
    card.meetings.pick(12)
    card.meetings.picked.emit(12)
    card.people.pick(24)
    card.people.picked.emit(24)
    card.notes.click()
    rule = next(one for one in retention.group_rules(scene.store) if one.group_id == scene.held.group_id)
    assert (rule.meetings, rule.people, rule.reduce_notes) == (12, 24, True)
    card.notes.click()
    assert scene.page.model.rows() == ()
    retention.set_rule(scene.store, scene.held.group_id, What.MEETINGS, 2)
    assert [row.subject_id for row in scene.page.model.rows()] == [scene.held.november]
    assert card.meetings.currentText() == "after 2 months"
    scene.page.table.row_chosen.emit(scene.page.model.rows()[0])
    preview = scene.dialog(RemovalDialog)
    assert "Breckland LSCG" in preview.windowTitle()
    preview.reject()


def test_a_rule_that_is_refused_is_shown_as_it_was(scene: Scene, frame: NotingFrame) -> None:
    scene.page.rules.meetings.set_choices([(0, "at once")])
    scene.page.rules.meetings.picked.emit(0)
    assert "one month at least" in frame.refused[-1]
    assert scene.page.rules.meetings.value is None


def test_a_person_goes_after_a_preview_and_a_question(scene: Scene) -> None:
    lena = scene.held.people["Lena Marsh"]
    preview = scene.look(Held.PERSON, lena)
    preview.remove.click()
    scene.answer("", preview)
    assert any(one.name == "Lena Marsh" for one in people.everyone(scene.store))
    preview.leave.click()
    scene.remove(Held.PERSON, lena)
    assert scene.page.news.text.startswith(REMOVED_PERSON)
    assert scene.page.replace.isVisible()
    assert all("Lena" not in one.name and one.name != REMOVED_PERSON for one in people.everyone(scene.store))
    scene.held.clock.pass_by(5)
    scene.page.replace.click()
    scene.answer("")
    scene.page.replace.click()
    scene.answer("replace")
    assert not scene.page.replace.isVisible()
    assert len(keeping.backups(scene.store)) == 1
    assert [line.isHidden() for line in scene.page.purged.lines[:2]] == [False, True]


def test_a_meeting_goes_likewise(scene: Scene) -> None:
    item = scene.held.item("Neglect")
    scene.remove(Held.MEETING, scene.held.january)
    assert "gone for good" in scene.page.news.text
    assert notes.notes(scene.store, scene.held.january, item).text == ""


def test_what_cannot_be_removed_says_why(scene: Scene) -> None:
    preview = scene.look(Held.PERSON, scene.held.person("Joe"))
    assert not preview.remove.isEnabled()
    assert "still has a seat" in preview.refused.text


def test_somebody_who_is_gone_meanwhile_is_refused(scene: Scene, frame: NotingFrame) -> None:
    scene.page._preview("person", "nobody")
    assert "no such person" in frame.refused[-1]
    scene.page._ask_to_withdraw("none")
    assert not [one for one in scene.page.findChildren(WithdrawDialog) if one.isVisible()]


def test_a_hold_is_set_shown_and_lifted(scene: Scene) -> None:
    card = scene.page.holds
    card.kind.choose(Held.GROUP.value)
    card.kind.chosen.emit(Held.GROUP.value)
    card.subject.pick(scene.held.group_id)
    card.set.click()
    assert "needs its reason" in card.band.text
    card.reason.setText("Letter of the coroner")
    card.set.click()
    (row,) = holds.holds(scene.store)
    assert row.hold.set_on == date(2027, 1, 14)
    assert card.reason.text() == ""
    preview = scene.look(Held.MEETING, scene.held.january)
    assert "under a legal hold" in preview.refused.text
    preview.reject()
    card.lift.click()
    scene.answer("")
    card.lift.click()
    scene.answer("lift")
    assert "is lifted." in scene.page.news.text
    assert not card.lift.isVisible()
    card._on_lift()
    assert "Choose a hold that stands" in card.band.text


def test_backups_are_not_replaced_under_a_hold(scene: Scene) -> None:
    scene.remove(Held.PERSON, scene.held.people["Lena Marsh"])
    holds.set_hold(scene.store, Held.GROUP, scene.held.group_id, "Inquiry", date(2027, 1, 3))
    scene.page.replace.click()
    scene.answer("replace")
    assert "Every backup is kept until it is lifted" in scene.page.news.text


def test_a_paper_is_withdrawn_and_its_page_says_so(scene: Scene, qtbot: QtBot) -> None:
    version = minutes.issue(scene.store, scene.held.january, draw)
    scene.page.kind.choose("paper")
    scene.page.kind.chosen.emit("paper")
    scene.page.look.click()
    dialog = scene.dialog(WithdrawDialog)
    assert isinstance(dialog, WithdrawDialog)
    dialog.withdraw.click()
    assert "for a reason" in dialog.refused.text
    dialog.reason.setText("It named a child")
    dialog.withdraw.click()
    assert "is withdrawn on" in scene.page.news.text
    assert not scene.page.look.isEnabled()
    beside = PrintBeside(House(scene.store, draw))
    qtbot.addWidget(beside)
    beside.open_meeting(scene.held.january, (version,))
    beside.settle()
    beside.version.pick(version.issued_id)
    beside.version.picked.emit(version.issued_id)
    assert "It named a child" in beside.fault.text()
    beside.settle()


def test_an_attached_paper_is_removed_for_good_after_a_look(scene: Scene) -> None:
    held = scene.held
    paper = Incoming("Names somebody.txt", b"its words")
    made = attached_papers.attach(
        scene.store, held.march, held.item("Breakout", held.march), paper, lambda *_given: Look()
    )
    scene.page.kind.choose(paper_removals.KIND)
    scene.page.kind.chosen.emit(paper_removals.KIND)
    scene.page.refresh()
    scene.page.subject.pick(made)
    scene.page.look.click()
    dialog = scene.dialog(RemovalDialog)
    assert isinstance(dialog, RemovalDialog)
    assert dialog.windowTitle() == "Remove the paper “Names somebody” for good?"
    dialog.remove.click()
    scene.answer("remove", dialog)
    assert scene.page.news.text.startswith("The paper is gone for good.")
    assert attached_papers.papers(scene.store, held.march, held.item("Breakout", held.march)) == ()
