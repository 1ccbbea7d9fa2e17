"""The capture line: understood as it is typed, put right by its chips, recorded at Enter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules import capture_offers
from nscp_desktop.rules.capture import Captured, Gap, Kind, Owner, OwnerKind, Theme, parse, with_kind
from nscp_desktop.rules.capture_reason import because
from nscp_desktop.rules.days import spoken
from nscp_desktop.services import capture, partnership
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.run.menus import Choices
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import CaptureBox, ChipWords, Small, announce, down

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.services.capture import Recorded
    from nscp_desktop.services.half_typed import Box
    from nscp_desktop.ui.run.sitting import Sitting

KIND_WORDS: Final = {
    Kind.ACTION: "Action",
    Kind.DECISION: "Decision",
    Kind.OUTCOME: "Outcome",
    Kind.CHALLENGE: "Challenge",
    Kind.YOUTH_BOARD: "Youth board",
    Kind.NOTE: "Note",
}
KIND_TONES: Final = {
    Kind.ACTION: Tone.AMBER,
    Kind.DECISION: Tone.TEAL,
    Kind.OUTCOME: Tone.GREEN,
    Kind.CHALLENGE: Tone.RED,
    Kind.YOUTH_BOARD: Tone.VIOLET,
    Kind.NOTE: Tone.NEUTRAL,
}
MOST_OFFERED = 12


@dataclass(slots=True)
class PutRight:
    """What a person chose at a chip, for as long as the words it came from stand in the line."""

    owner: Owner | None = None
    owner_said: str = ""
    due: date | None = None
    due_words: str = ""
    theme: Theme | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was chosen."""
        return self.owner is None and self.due is None and self.theme is None


class CaptureLine(QWidget):
    """The line with its chips.

    ``recorded`` carries what was recorded, after it is durable, and the line as it was understood; ``up`` asks
    for the line before.
    """

    recorded = Signal(object, object)
    up = Signal()

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Build the line for the meeting of ``sitting``."""
        super().__init__(parent)
        self._sitting = sitting
        self._put_right = PutRight()
        self.captured: Captured | None = None
        self.box = CaptureBox(name="Capture line", placeholder="action joe to … by 22 jan #theme")
        self.not_a_referral = Small(wrap=True)
        self.not_a_referral.hide()
        self.setLayout(down(self.box, self.not_a_referral, gap=4))
        self.setFocusProxy(self.box)
        self.box.line.textChanged.connect(self._on_text_changed)
        self.box.line.refused.connect(sitting.frame.refuse)
        self.box.line.installEventFilter(self)
        self.box.recorded.connect(self._on_recorded)
        self.box.chip_chosen.connect(self._on_chip_chosen)
        self.keeper = KeptLine(self.box.line, sitting.store, self._half_typed, sitting.frame.refuse)

    def _half_typed(self) -> Box | None:
        sitting = self._sitting
        return capture.line_of(sitting.meeting_id) if sitting.is_open else None

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.box.line.text()

    def open(self) -> None:
        """Show the line that was half typed at this meeting when the program stopped."""
        self.keeper.open()

    def keep(self) -> bool:
        """Make the half-typed line durable now; says whether it is."""
        return self.keeper.settle()

    def begin(self, kind: Kind) -> None:
        """Put the word of a kind before what is typed, and the keyboard into the line."""
        self.box.line.setText(with_kind(self.text, kind))
        self.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.line.end(False)

    def understand_again(self) -> None:
        """Read the line again: who is here, or a date, has changed."""
        if self.text:
            self._show(self.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the line opens the choices of what is unclear; Up goes to the line before."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Up:
                self.up.emit()
                return True
            unclear = next((chip for chip in self.box.chips if chip.key in {"owner?", "theme?"}), None)
            if event.key() == Qt.Key.Key_Down and unclear is not None:
                self._on_chip_chosen(unclear.key)
                return True
        return super().eventFilter(watched, event)

    # -- understanding ------------------------------------------------------------------------------

    def _on_text_changed(self, text: str) -> None:
        self._show(text)

    def _show(self, text: str) -> None:
        if not text.strip():
            self.captured, self._put_right = None, PutRight()
            self._warn(Kind.NOTE)
            self.box.show_chips(())
            return
        found = parse(text, self._sitting.context())
        if self._put_right.owner is not None and found.owner_said != self._put_right.owner_said:
            self._put_right.owner = None
        self.captured = _put_right(found, self._put_right)
        self._warn(self.captured.kind)
        self.box.show_chips(self._chips(self.captured))

    def _warn(self, kind: Kind) -> None:
        """Say under a line to the youth board that it is not a referral."""
        wanted = kind is Kind.YOUTH_BOARD
        if wanted and not self.not_a_referral.text():
            self.not_a_referral.setText(partnership.wording(self._sitting.store, "not a referral"))
        self.not_a_referral.setVisible(wanted)

    def _chips(self, captured: Captured) -> list[ChipWords]:
        words = [ChipWords("kind", KIND_WORDS[captured.kind], KIND_TONES[captured.kind])]
        if captured.empty and captured.kind is not Kind.NOTE:
            return words
        if captured.question:
            words.append(ChipWords("kind", captured.question, Tone.AMBER))
        if captured.kind is Kind.ACTION:
            words += [_owner_chip(captured, self._organisation(captured)), self._due_chip(captured)]
        if captured.reason:
            why = because(captured.reason)
            words.append(ChipWords("reason", f"{why[:1].upper()}{why[1:]}"))
        if captured.raised_to:
            words.append(ChipWords("raised", f"Raised to {captured.raised_to}"))
        words += [ChipWords("theme", theme.name, Tone.TEAL) for theme in captured.themes]
        if captured.theme_choices:
            words.append(ChipWords("theme?", "which theme?", Tone.AMBER))
        elif not captured.themes and captured.kind is not Kind.NOTE and self._sitting.row().theme:
            words.append(ChipWords("theme", self._sitting.row().theme, Tone.TEAL))
        return words

    def _organisation(self, captured: Captured) -> str:
        owner = captured.owner
        known = self._sitting.context().people.by_id(owner.person_id) if owner is not None else None
        return known.organisation if known is not None else ""

    def _due_chip(self, captured: Captured) -> ChipWords:
        today = self._sitting.context().days.today
        if captured.due is None:
            words = next((one for one in captured.remarks if "date" in one), "no date")
            return ChipWords("due", words, Tone.AMBER)
        text = f"Due {spoken(captured.due, today)}"
        return ChipWords("due", text if captured.due_said else f"{text}, not said", _said_tone(captured))

    # -- putting right ------------------------------------------------------------------------------

    def _on_chip_chosen(self, key: str) -> None:
        chip = next((one for one in self.box.chips if one.key == key), None)
        if chip is None or self.captured is None:
            return
        lines = self._offered(key.removesuffix("?"), self.captured)
        if lines:
            Choices(self, chip.accessibleName(), self._on_picked).offer(lines).open_below(chip)

    def _offered(self, key: str, captured: Captured) -> list[tuple[object, str]]:
        if key == "kind":
            return [(kind, words) for kind, words in KIND_WORDS.items()]
        if key == "owner":
            return self._owners(captured)
        if key == "due":
            return self._dates(captured)
        themes = captured.theme_choices or self._sitting.context().themes
        return [(theme, theme.name) for theme in themes] if key == "theme" else []

    def _owners(self, captured: Captured) -> list[tuple[object, str]]:
        candidates = captured.candidates or capture_offers.several(captured)
        owners = capture_offers.owners(captured.said, self._sitting.context(), candidates)
        return [(owner, capture_offers.owner_words(owner)) for owner in owners[:MOST_OFFERED]]

    def _dates(self, captured: Captured) -> list[tuple[object, str]]:
        days = self._sitting.context().days
        offered = capture_offers.days(captured.said, days)
        return [((day, how), capture_offers.day_words(day, how, days.today)) for day, how in offered]

    def _on_picked(self, value: object) -> None:
        if isinstance(value, Kind):
            self.box.line.setText(with_kind(self.text, value))
        elif isinstance(value, Owner):
            self._put_right.owner = value
            self._put_right.owner_said = self.captured.owner_said if self.captured else ""
        elif isinstance(value, Theme):
            self._put_right.theme = value
        elif isinstance(value, tuple):
            self._put_right.due, self._put_right.due_words = value
        self._show(self.text)
        self.box.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- recording ----------------------------------------------------------------------------------

    def _on_recorded(self, text: str) -> None:
        sitting = self._sitting
        captured = _put_right(parse(text, sitting.context()), self._put_right)
        if captured.empty:
            sitting.frame.refuse("There are no words to record yet.")
            return
        made: list[Recorded] = []
        if not sitting.attempt(
            lambda: made.append(capture.record(sitting.store, sitting.meeting_id, sitting.item_id, captured))
        ):
            return
        # Set, not cleared: so that Ctrl+Z takes the record back and not the emptying of the line.
        self.box.line.setText("")
        self.keep()
        announce(self, made[0].sentence)
        self.recorded.emit(made[0], captured)


def _put_right(found: Captured, chosen: PutRight) -> Captured:
    """The line as understood with what a person chose instead."""
    if chosen.empty:
        return found
    gaps = set(found.gaps)
    if chosen.owner is not None and found.kind is Kind.ACTION:
        gaps -= {Gap.NO_OWNER, Gap.WHICH_OWNER, Gap.NOT_HERE}
        gaps |= {Gap.NOT_HERE} if chosen.owner.kind is OwnerKind.PERSON and not chosen.owner.here else set()
        found = replace(found, owner=chosen.owner, candidates=())
    if chosen.due is not None and found.kind is Kind.ACTION:
        gaps -= {Gap.NO_DATE, Gap.WHICH_DATE, Gap.NOT_SAID}
        found = replace(found, due=chosen.due, due_said=True, due_words=chosen.due_words, due_named=None)
    if chosen.theme is not None:
        found = replace(found, themes=(chosen.theme,), theme_choices=())
    return replace(found, gaps=tuple(gap for gap in Gap if gap in gaps))


def _owner_chip(captured: Captured, organisation: str) -> ChipWords:
    if captured.owner is None:
        if captured.candidates:
            return ChipWords("owner?", f"which {captured.owner_said}?", Tone.AMBER)
        return ChipWords("owner", "no owner", Tone.AMBER)
    words = _with(captured.owner.label, organisation)
    if Gap.NOT_HERE in captured.gaps:
        return ChipWords("owner", f"{words} · {Gap.NOT_HERE}", Tone.AMBER)
    return ChipWords("owner", words[:1].upper() + words[1:])


def _with(name: str, organisation: str) -> str:
    return f"{name} · {organisation}" if organisation else name


def _said_tone(captured: Captured) -> Tone:
    return Tone.NEUTRAL if captured.due_said else Tone.AMBER
