"""Words, pills, buttons, choices and fields, used as a person uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Body,
    Bold,
    Button,
    Check,
    Chip,
    Choice,
    DateBox,
    Field,
    HeroButton,
    KeyHint,
    LineEdit,
    Mark,
    MinutesBox,
    Mixed,
    Pick,
    Pill,
    Segments,
    Soft,
    Strong,
    TimeBox,
    Title,
    across,
    down,
    forget_announced,
    holder,
    tip,
)
from nscp_desktop.ui.widgets.buttons import CENTRED_WITH_MNEMONIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_KEPT: list[QWidget] = []  # pytest-qt holds windows weakly
HOSTILE = (
    '<b>Chair</b><img src="file:///etc/hostname">',
    "R&D & co",
    "&Next",
    "age <5 years",
    "a" * 2_000,
    "wörd " * 20_000,
    "עברית في النص",
    "line\none\ttab",
    "😀" * 500,
    "",
)


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


# Words


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [Title, Body, Strong, Mark])
@pytest.mark.parametrize("wrap", [False, True])
def test_words_are_shown_as_typed_and_never_widen_the_window(
    qtbot: QtBot, text: str, kind: type[Body | Mark | Title | Strong], wrap: bool
) -> None:
    label = kind(text, wrap=wrap)
    page = shown(qtbot, holder(down(label)))
    page.resize(320, 200)
    page.grab()
    assert label.text() == text
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert Mixed(text, wrap=wrap).textFormat() is Qt.TextFormat.PlainText
    assert label.accessibleName() == text
    if not isinstance(label, Mark):
        assert page.minimumSizeHint().width() <= 200


def test_an_ampersand_is_drawn_as_a_letter(qtbot: QtBot) -> None:
    assert Body("R&D").sizeHint().width() > Body("RD").sizeHint().width()


def test_words_cut_off_are_told_whole_by_a_tooltip(qtbot: QtBot) -> None:
    label = Body("Community health services of the <b>east</b> & the coast")
    page = shown(qtbot, holder(down(label)))
    page.resize(120, 60)
    assert "&lt;b&gt;east&lt;/b&gt; &amp; the coast" in label.toolTip()
    page.resize(900, 60)
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_a_tooltip_never_reads_markup_and_never_fills_the_screen() -> None:
    assert tip("plain & simple") == "plain & simple"
    assert "<b>" not in tip("<b>bold</b>")
    assert len(tip("x" * 100_000)) < 1_100


def test_words_take_another_text(qtbot: QtBot) -> None:
    label = Title("One")
    label.setText("Two & three")
    assert (label.text(), label.accessibleName()) == ("Two & three", "Two & three")


def test_words_of_several_weights_are_one_sentence(qtbot: QtBot) -> None:
    label = Mixed(Bold("16"), " of 22 here now ", Soft("😀 & <more>"))
    shown(qtbot, label)
    assert label.accessibleName() == "16 of 22 here now 😀 & <more>"
    assert label.heightForWidth(60) > label.heightForWidth(600)
    label.show_parts(["17 of 22"])
    label.grab()
    assert label.accessibleName() == "17 of 22"


# Pills, caps and chips


@pytest.mark.parametrize("tone", list(Tone))
def test_a_pill_has_its_tones_ground_and_speaks_its_word(qtbot: QtBot, tone: Tone) -> None:
    pill = Pill("overdue", tone)
    shown(qtbot, pill)
    image = pill.grab().toImage()
    assert image.pixelColor(6, image.height() // 2).name() == theme.look().palette.tone(tone)[1]
    assert pill.accessibleName() == "overdue"


def test_a_pill_changes_its_word_and_tone_and_takes_no_room_without_one(qtbot: QtBot) -> None:
    pill = Pill("open")
    before = pill.sizeHint().width()
    pill.show_pill("overdue for a long time", Tone.RED)
    assert pill.sizeHint().width() > before
    pill.show_pill("", Tone.RED)
    assert pill.sizeHint().width() == 0


def test_a_pill_with_a_novel_in_it_stays_small_and_says_it_in_a_tooltip() -> None:
    pill = Pill("x" * 500)
    assert pill.sizeHint().width() <= 360
    assert pill.toolTip() == "x" * 500


def test_a_key_cap_says_which_key() -> None:
    assert KeyHint("Ctrl K").accessibleName() == "Key Ctrl K"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_chip_is_pressed_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    chip = Chip("Joe Blackwood", key="owner", name="Owner: Joe Blackwood")
    shown(qtbot, chip)
    with qtbot.waitSignal(chip.chosen) as signal:
        qtbot.keyClick(chip, key)
    assert signal.args == ["owner"]


def test_a_chip_is_pressed_by_click_and_is_a_button_to_a_screen_reader(qtbot: QtBot) -> None:
    chip = Chip("R&D", key="theme")
    shown(qtbot, chip)
    with qtbot.waitSignal(chip.chosen):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    spoken = QAccessible.queryAccessibleInterface(chip)
    assert spoken is not None
    assert spoken.role() is QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name) == "R&D"


# Buttons


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_with_the_focus_is_pressed_by_enter_and_space(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Print log", primary=True)
    shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_the_letter_for_alt_is_asked_for_and_an_ampersand_is_a_letter() -> None:
    assert Button("R&D group", alt="D").text() == "R&&&D group"
    assert Button("R&D group").shortcut().isEmpty()
    assert Button("Print log", alt="P").shortcut().toString() == "Alt+P"
    assert Button("Print log", alt="p").shortcut().toString() == "Alt+P"
    with pytest.raises(ValueError, match="not a letter of"):
        Button("Print log", alt="z")


def test_alt_and_the_letter_press_a_button_from_elsewhere(qtbot: QtBot) -> None:
    box, button = LineEdit(name="Notes"), Button("Next item", alt="N")
    shown(qtbot, holder(down(box, button)))
    box.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(box, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert box.text() == ""


def test_a_button_keeps_its_letter_when_its_words_change_if_it_has_it() -> None:
    button = Button("Open 31", alt="O")
    button.setText("Open 30")
    assert (button.caption, button.accessibleName()) == ("Open 30", "Open 30")
    assert button.shortcut().toString() == "Alt+O"
    button.setText("31")
    assert button.shortcut().isEmpty()


def test_a_button_without_words_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name that can be spoken"):
        Button("", icon="printer")
    button = Button("", icon="printer", name="Print")
    assert button.accessibleName() == "Print"
    assert button.toolTip() == "Print"


def test_buttons_are_high_enough_for_mice_and_fingers() -> None:
    assert Button("Lock", icon="lock").sizeHint().height() >= 32
    assert Button("Next", touch=True).sizeHint().height() >= 44
    assert Button("", icon="lock", name="Lock").sizeHint().width() >= 32


def test_a_button_shows_its_key_and_says_it(qtbot: QtBot) -> None:
    button = Button("Start", key_hint="F5")
    assert button.sizeHint().width() > Button("Start").sizeHint().width()
    assert button.accessibleDescription() == "Key F5"


@pytest.mark.parametrize("kind", [Button, HeroButton])
@pytest.mark.parametrize("primary", [False, True])
def test_the_ring_says_where_the_keyboard_is(qtbot: QtBot, kind: type[Button], primary: bool) -> None:
    button, other = kind("Agenda", primary=primary), Button("Other")
    shown(qtbot, holder(across(button, other)))
    other.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    assert button.hasFocus()
    assert button.grab().toImage() != without


@pytest.mark.parametrize("text_size", [1.0, 1.5])
def test_a_button_at_rest_is_drawn_by_the_sheet_as_it_draws_itself(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, text_size: float
) -> None:
    theme.apply(qapp, text_size=text_size)
    button = Button("Open", primary=True, alt="O", touch=True)
    page = shown(qtbot, holder(down(LineEdit(name="First"), button)))
    assert isinstance(page.focusWidget(), LineEdit)
    at_rest = button.grab().toImage()
    monkeypatch.setattr(button, "_may_rest", False)
    drawn = button.grab().toImage()
    places = [(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
    different = [place for place in places if at_rest.pixel(*place) != drawn.pixel(*place)]
    # An end of the stroke under the letter may be rounded the other way.
    assert len(different) <= 2
    theme.apply(qapp)


def test_numbers_of_flags_are_those_of_qt() -> None:
    flags = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextShowMnemonic
    assert Qt.AlignmentFlag.AlignCenter.value | flags.value == CENTRED_WITH_MNEMONIC


def test_every_state_of_a_button_can_be_drawn(qtbot: QtBot) -> None:
    for button in (Button("x", quiet=True), Button("x", primary=True), Button("x" * 500), HeroButton("x")):
        shown(qtbot, button)
        for enabled in (True, False):
            button.setEnabled(enabled)
            button.setDown(enabled)
            button.grab()
    assert Button("x" * 500).sizeHint().width() < 500


def test_segments_choose_one_by_click_and_by_arrow(qtbot: QtBot) -> None:
    segments = Segments([("open", "Open 31"), ("late", "Overdue 4"), ("done", "Done")], name="Which")
    shown(qtbot, segments)
    assert segments.chosen_key == "open"
    buttons = segments.findChildren(Button)
    with qtbot.waitSignal(segments.chosen) as signal:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert signal.args == ["late"]
    with qtbot.waitSignal(segments.chosen) as signal:
        qtbot.keyClick(buttons[1], Qt.Key.Key_Right)
    assert signal.args == ["done"]
    segments.choose("open")
    segments.set_text("open", "Open 30")
    assert buttons[0].accessibleName() == "Open 30"
    segments.grab()
    with pytest.raises(ValueError, match="nothing"):
        segments.choose("nothing")


# Choices


def test_a_choice_says_what_was_picked_only_when_a_person_picked_it(qtbot: QtBot) -> None:
    choice = Choice([(None, "All groups"), (("B", 1), "Breckland & co"), (3, "South")], name="Group")
    shown(qtbot, choice)
    picked: list[object] = []
    choice.picked.connect(picked.append)
    choice.pick(3)
    assert (choice.value, picked) == (3, [])
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert (choice.value, picked) == (("B", 1), [("B", 1)])
    choice.grab()
    with pytest.raises(ValueError, match="list"):
        choice.pick("elsewhere")


def test_a_choice_keeps_its_value_when_it_is_offered_again(qtbot: QtBot) -> None:
    choice = Choice([(1, "One"), (2, "Two")], name="Number")
    choice.pick(2)
    choice.set_choices([(2, "Two"), (3, "Three")])
    assert choice.value == 2
    choice.set_choices([(4, "Four")])
    assert [choice.value] == [4]
    choice.set_choices([])
    assert choice.value is None


def test_a_choice_drops_down_and_is_chosen_from_by_keys(qtbot: QtBot) -> None:
    choice = Choice([(n, f"Group {n}") for n in range(30)], name="Group")
    window = shown(qtbot, holder(down(choice, SPRING)))
    window.resize(400, 300)
    choice.setFocus()
    choice.showPopup()
    view = choice.view()
    qtbot.waitUntil(view.isVisible)
    view.grab()
    assert view.accessibleName() == "Group"
    with qtbot.waitSignal(choice.picked) as signal:
        qtbot.keyClick(view, Qt.Key.Key_Down)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert signal.args == [1]


def test_the_wheel_passes_a_choice_by(qtbot: QtBot) -> None:
    boxes: tuple[QWidget, ...] = (
        Choice([(1, "One"), (2, "Two")], name="Number"),
        TimeBox(name="Begins"),
        DateBox(name="Day"),
        MinutesBox(name="Takes"),
    )
    for box in boxes:
        shown(qtbot, box)
        here = QPointF(box.rect().center())
        event = QWheelEvent(
            here,
            box.mapToGlobal(here),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
        assert not event.isAccepted()


@pytest.mark.parametrize("kind", [Check, Pick])
def test_a_tick_is_set_by_a_click_on_its_words(qtbot: QtBot, kind: type[Check | Pick]) -> None:
    tick = kind("R&D was there", alt="w")
    shown(qtbot, tick)
    assert tick.accessibleName() == "R&D was there"
    before = tick.grab().toImage()
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() - 12, tick.height() // 2))
    assert tick.isChecked()
    assert tick.grab().toImage() != before
    tick.setEnabled(False)
    tick.grab()


# Fields


def test_a_field_speaks_its_label_and_alt_goes_to_its_control(qtbot: QtBot) -> None:
    box, other = LineEdit(name="Title"), LineEdit(name="Other")
    field = Field("R&D title", box, alt="t", help_line="As the agenda prints it.")
    shown(qtbot, holder(down(other, field)))
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert box.hasFocus()
    assert field.label.accessibleName() == "R&D title"
    assert box.accessibleDescription() == "As the agenda prints it."


def test_boxes_for_times_are_written_in_by_keys(qtbot: QtBot) -> None:
    time, day, minutes = TimeBox(name="Begins"), DateBox(name="Day"), MinutesBox(name="Takes")
    shown(qtbot, holder(across(time, day, minutes)))
    minutes.setFocus()
    minutes.selectAll()
    qtbot.keyClicks(minutes, "25")
    assert minutes.value() == 25
    time.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(time, "1048")
    assert time.time().toString("HH:mm") == "10:48"
    assert day.text() == "Sat 1 Jan 2000"
    for box in (time, day, minutes):
        line = box.findChild(QWidget, "qt_spinbox_lineedit")
        assert line is not None
        assert line.width() > 30
        assert box.accessibleName()


@pytest.mark.parametrize("label", [Body, Mixed])
def test_a_label_that_python_has_let_go_of_may_still_be_painted(
    qtbot: QtBot, label: type[Body | Mixed]
) -> None:
    made = label("Priya Nair marked present.")
    qtbot.addWidget(made)
    for known in ("_text", "_alt", "_parts"):
        made.__dict__.pop(known, None)
    assert not made.grab().isNull()


def test_mixed_words_are_laid_out_anew_when_they_may_wrap(qtbot: QtBot) -> None:
    words = Mixed("Priya Nair marked present, online, for Dr Ann Sale and for Idris Cole.", wrap=False)
    qtbot.addWidget(words)
    one_line = words.heightForWidth(120)
    words.setWordWrap(True)
    assert words.heightForWidth(120) > one_line
