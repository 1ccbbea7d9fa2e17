"""Cards, layouts, sentences, questions and charts; and all widgets together in the gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Ask,
    Band,
    Beside,
    Body,
    Button,
    Card,
    Chip,
    Choice,
    EmptyState,
    Figure,
    FlowLayout,
    HeroCard,
    LineChart,
    LineEdit,
    Page,
    PageHead,
    Scroll,
    Sentence,
    Series,
    Side,
    Title,
    UndoBar,
    Well,
    announced,
    down,
    forget_announced,
    holder,
)
from tests.ui import gallery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_KEPT: list[QWidget] = []  # pytest-qt holds windows weakly


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp)
    forget_announced()
    yield
    _KEPT.clear()


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    _KEPT.append(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


# Frames and layouts


def test_cards_hold_what_they_are_given(qtbot: QtBot) -> None:
    card = Card("Needs you", "today", tools=(Button("More"),))
    card.body.addWidget(Body("One"))
    shown(qtbot, card)
    plain = card.grab().toImage()
    card.show_chosen(True)
    assert card.grab().toImage() != plain
    assert card.accessibleName() == "Needs you"


def test_labels_on_the_accent_card_are_white(qtbot: QtBot) -> None:
    hero, words = HeroCard("Next meeting"), Title("Breckland")
    hero.body.addWidget(words)
    shown(qtbot, hero)
    assert words.palette().color(words.foregroundRole()).name() == theme.look().palette.on_fill


def test_a_figure_says_caption_number_and_change(qtbot: QtBot) -> None:
    figure = Figure("Average at a meeting", "16.4", "12% on last year", Tone.GREEN)
    shown(qtbot, figure)
    assert figure.accessibleName() == "Average at a meeting: 16.4"
    assert figure.accessibleDescription() == "12% on last year"
    figure.show_figure("not available")
    assert figure.accessibleName() == "Average at a meeting: not available"


def test_chips_go_on_below_when_a_line_is_full(qtbot: QtBot) -> None:
    flow = FlowLayout(gap=4)
    chips = [Chip(f"Person {n}") for n in range(12)]
    for chip in chips:
        flow.addWidget(chip)
    window = shown(qtbot, holder(flow))
    window.resize(260, flow.heightForWidth(260))
    places = [chip.geometry() for chip in chips]
    assert max(place.right() for place in places) <= 260
    assert len({place.top() for place in places}) > 2
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
    assert flow.heightForWidth(2_000) < flow.heightForWidth(200)
    chips[0].hide()
    window.resize(261, 200)
    qtbot.waitUntil(lambda: chips[1].geometry().left() == 0)
    assert flow.itemAt(99) is None
    assert flow.takeAt(99) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 11
    assert flow.sizeHint().width() > 261
    assert flow.expandingDirections() == Qt.Orientation(0)


def test_parts_beside_one_another_are_stacked_when_it_is_narrow(qtbot: QtBot) -> None:
    first, second = Card("One"), Card("Two")
    both = Beside(first, second, shares=(2, 1), narrow=600)
    window = shown(qtbot, holder(down(both)))
    window.resize(900, 400)
    qtbot.waitUntil(lambda: not both.stacked and first.width() > second.width())
    window.resize(500, 400)
    qtbot.waitUntil(lambda: both.stacked and first.geometry().bottom() < second.geometry().top())


def test_the_head_of_a_page_takes_two_lines_when_it_is_narrow(qtbot: QtBot) -> None:
    left, right = Choice([(1, "April 2026 to March 2027")], name="Year"), Button("Print appendix")
    head = PageHead("Attendance", left=(left,), right=(right,))
    window = shown(qtbot, holder(down(head, SPRING)))
    window.resize(1_000, 200)
    qtbot.waitUntil(lambda: right.geometry().top() <= left.geometry().bottom())
    window.resize(330, 200)
    qtbot.waitUntil(lambda: right.geometry().top() > left.geometry().bottom())
    assert right.width() >= right.sizeHint().width()


def test_frames_can_be_put_together(qtbot: QtBot) -> None:
    page = Page()
    page.body.addWidget(Band(Title("Top"), edge="bottom"))
    page.body.addWidget(Scroll(holder(down(Body("Inside"), 8, down(Body("Below"))))))
    page.body.addWidget(Side("left", width=200))
    page.body.addWidget(Well())
    shown(qtbot, page)
    assert page.body.contentsMargins().left() == 24


# Sentences


def test_a_band_speaks_and_hides_when_it_has_nothing_to_say(qtbot: QtBot) -> None:
    band = Sentence()
    window = QWidget()
    QVBoxLayout(window).addWidget(band)
    shown(qtbot, window)
    assert not band.isVisible()
    band.say("Nothing has been changed.", Tone.RED, lead="That passphrase does not open this store.")
    assert band.isVisible()
    assert band.text == "That passphrase does not open this store. Nothing has been changed."
    assert announced() == (band.text,)
    band.grab()
    band.clear()
    assert not band.isVisible()
    assert len(announced()) == 1


def test_a_band_with_a_sentence_is_never_a_window_of_its_own(qtbot: QtBot) -> None:
    band = Sentence("Two rooms have not come back.")
    assert not band.isVisible()
    band.say("Still not.")
    assert not band.isVisible()
    window = shown(qtbot, holder(down(band)))
    assert band.isVisible()
    window.hide()


@pytest.mark.parametrize("palette", theme.PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize("tone", list(Tone))
def test_a_band_can_be_drawn_in_every_theme(
    qtbot: QtBot, qapp: QApplication, palette: theme.Palette, tone: Tone
) -> None:
    theme.apply(qapp, palette)
    band = Sentence("Two rooms have not come back. " * 10, tone, button=Button("Show them"))
    shown(qtbot, band)
    band.grab()
    theme.apply(qapp)


def test_an_empty_place_says_what_to_do_and_does_it(qtbot: QtBot) -> None:
    button = Button("New meeting", primary=True)
    place = EmptyState("No meetings yet", "Make the first one from the template.", button)
    shown(qtbot, place)
    assert place.accessibleName() == "No meetings yet Make the first one from the template."
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_undo_bar_takes_no_focus_speaks_once_and_takes_back(qtbot: QtBot) -> None:
    box = LineEdit(name="Mark present")
    window = shown(qtbot, holder(down(box, SPRING)))
    window.resize(900, 400)
    box.setFocus()
    bar = UndoBar(window)
    bar.say("Priya Nair marked present.")
    assert bar.isVisible()
    assert box.hasFocus()
    assert announced() == ("Priya Nair marked present.",)
    assert bar.text == "Priya Nair marked present."
    assert QRect(QPoint(), window.size()).contains(bar.geometry())
    window.resize(500, 300)
    assert QRect(QPoint(), window.size()).contains(bar.geometry())
    with qtbot.waitSignal(bar.undo_pressed):
        qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    bar.say("Saved.", undo=False)
    assert not bar.button.isVisible()
    # Nor is it given the keyboard when the control that had it goes: Space would undo.
    assert bar.button.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_window_may_go_while_the_undo_bar_stands_in_it(dressed: QApplication) -> None:
    for kind in (QWidget, type("Window", (QMainWindow,), {})):
        window = kind()
        window.show()
        UndoBar(window).say("Item 5 parked.")
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not isValid(window)


def test_the_undo_bar_goes_by_itself_but_not_under_the_mouse_or_the_keyboard(qtbot: QtBot) -> None:
    window = shown(qtbot, QWidget())
    window.resize(600, 300)
    bar = UndoBar(window, seconds=0.02)
    bar.say("Item 5 parked.")
    qtbot.waitUntil(lambda: not bar.isVisible())
    bar.say("Item 5 parked.")
    bar.button.setFocus()
    bar._on_timeout()
    assert bar.isVisible()
    bar._timer.stop()
    bar.leaveEvent(QEvent(QEvent.Type.Leave))
    assert bar._timer.isActive()


def test_a_question_is_answered_by_its_buttons(qtbot: QtBot) -> None:
    ask = Ask(None, "Send it?", "It is not encrypted.", [("send", "Write the file")], cancel="Not yet")
    qtbot.addWidget(ask)
    ask.open()
    assert announced() == ("It is not encrypted.",)
    with qtbot.waitSignal(ask.answered) as signal:
        qtbot.mouseClick(ask.buttons["send"], Qt.MouseButton.LeftButton)
    assert signal.args == ["send"]


@pytest.mark.parametrize("danger", [False, True])
def test_esc_leaves_a_question_and_danger_gives_the_way_back_the_focus(qtbot: QtBot, danger: bool) -> None:
    ask = Ask(None, "Purge?", "It cannot be taken back.", [("purge", "Purge")], danger=danger)
    qtbot.addWidget(ask)
    ask.open()
    qtbot.waitExposed(ask)
    focused = ask.cancel if danger else ask.buttons["purge"]
    assert ask.focusWidget() is focused
    with qtbot.waitSignal(ask.answered) as signal:
        qtbot.keyClick(ask, Qt.Key.Key_Escape)
    assert signal.args == [""]


def test_a_question_can_be_waited_for(qtbot: QtBot) -> None:
    ask = Ask(None, "Send it?", "It is not encrypted.", [("send", "Write the file")])
    qtbot.addWidget(ask)
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, ask.buttons["send"].click)
    assert ask.ask() == "send"


# Chart


def test_a_chart_says_its_values_in_words(qtbot: QtBot) -> None:
    chart = LineChart(
        "Attendance",
        ("Nov", "Jan", "Mar"),
        (Series("Breckland", (18, None, 17.5)), Series("county", (16, 16.5, 17), quiet=True)),
    )
    shown(qtbot, chart)
    chart.grab()
    assert chart.accessibleName() == (
        "Attendance. Breckland: Nov 18, Jan none, Mar 17.5. county: Nov 16, Jan 16.5, Mar 17."
    )
    assert isinstance(chart, QLabel)


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_a_chart_of_any_length_can_be_drawn(qtbot: QtBot, qapp: QApplication, count: int) -> None:
    theme.apply(qapp, theme.HIGH_CONTRAST)
    values = tuple(float(n) for n in range(count))
    chart = LineChart(
        "Any", tuple(f"R{n}" for n in range(count)), (Series("a", values), Series("b", values, quiet=True))
    )
    shown(qtbot, chart)
    chart.grab()
    theme.apply(qapp)


def test_a_chart_refuses_series_that_do_not_fit_its_labels() -> None:
    with pytest.raises(ValueError, match="one value for each label"):
        LineChart("Any", ("Jan",), (Series("a", (1, 2)),))


# Everything together


@pytest.mark.parametrize("name", list(gallery.PAGES))
@pytest.mark.parametrize("palette", theme.PALETTES, ids=lambda palette: palette.name)
def test_every_control_of_the_gallery_can_be_spoken_and_reached(
    qtbot: QtBot, qapp: QApplication, name: str, palette: theme.Palette
) -> None:
    theme.apply(qapp, palette, 1.25)
    page = gallery.PAGES[name]()
    shown(qtbot, page)
    page.resize(1_100, 700)
    page.grab()
    inner = {"qt_spinbox_lineedit", "qt_scrollarea_viewport"}
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.objectName() not in inner:
            assert widget.accessibleName(), type(widget)
    theme.apply(qapp)
    page.grab()


def test_a_page_of_widgets_can_be_thrown_away(qtbot: QtBot) -> None:
    gone: list[str] = []
    for name, make in gallery.PAGES.items():
        page = make()
        page.destroyed.connect(lambda *_, name=name: gone.append(name))
        page.show()
        page.close()
        page.deleteLater()
        del page
    qtbot.waitUntil(lambda: len(gone) == len(gallery.PAGES))
