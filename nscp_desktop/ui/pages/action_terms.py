"""Lines that change who has an action and when it is due: typed as people say it, shown before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from nscp_desktop.rules.capture import CaptureContext, Captured, Owner, OwnerKind, completion
from nscp_desktop.rules.days import Named, said, spoken
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Chip, FlowLayout, LineEdit, Quiet, Small, Strong, across, down, holder

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.rules.names import Known

_MOST_OFFERED = 8
_WORDS = "words"
Naming = CaptureContext


class Entry(QWidget):
    """A control under its label; beside the label what holds now. Alt and ``alt`` go to the control."""

    def __init__(self, label: str, control: QWidget, *, alt: str, parent: QWidget | None = None) -> None:
        """Put the label over the control."""
        super().__init__(parent)
        self.label = Strong(label)
        self.label.label(control, alt)
        self.now = Quiet("")
        head = across(self.label, self.now, gap=8)
        head.setStretch(1, 1)
        self.setLayout(down(head, control, gap=4))


class OwnerBox(QWidget):
    """Who is to have the action, by any part of a name; those it could be are offered, never decided between.

    ``given`` carries the owner (None: nobody known) and the words as typed. ``naming`` gives what names
    can mean; it is asked when the keyboard comes here, so that no key waits for it.
    """

    given = Signal(object, str)
    refused = Signal(str)

    def __init__(self, naming: Callable[[], Naming], parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._naming = naming
        self._owners: tuple[Owner, ...] = ()
        self.line = LineEdit(name="New owner", placeholder="Type a name, then Enter", cap=200)
        self.chips: list[Chip] = []
        self._flow = FlowLayout(gap=2)
        self._offered = holder(self._flow)
        self._offered.hide()
        self.setLayout(down(self.line, self._offered, gap=4))
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.refused.connect(self.refused)

    @property
    def offered(self) -> tuple[str, ...]:
        """The words of the chips that are shown."""
        return tuple(chip.caption for chip in self.chips if not chip.isHidden())

    def clear(self) -> None:
        """Empty the line, so that Ctrl+Z takes the deed back and not the emptying."""
        self.line.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn what names mean when the keyboard comes to the line."""
        if event.type() == QEvent.Type.FocusIn:
            self._naming()
        return super().eventFilter(watched, event)

    def _named(self, understood: Captured) -> tuple[Owner, ...]:
        """Whom the words name: one owner, those it could be, else everybody whose name or role begins so."""
        if understood.owner is not None:
            return (understood.owner,)
        found = () if understood.candidates else self._naming().people.find(understood.said)
        return understood.candidates or tuple(_as_owner(match.person) for match in found[:_MOST_OFFERED])

    def _on_text_changed(self, text: str) -> None:
        self._offer(self._named(completion(text, self._naming())) if text.strip() else (), text.strip())

    def _offer(self, owners: tuple[Owner, ...], text: str) -> None:
        self._owners = owners
        words = [(str(at), _owner_words(owner), Tone.TEAL) for at, owner in enumerate(owners)]
        if text and not owners:
            words = [(_WORDS, f"Nobody known: keep “{text}”, to be named", Tone.AMBER)]
        for _, caption, _ in words[len(self.chips) :]:
            chip = Chip(caption, parent=self._offered)
            chip.chosen.connect(self._on_chip_chosen)
            self.chips.append(chip)
            self._flow.addWidget(chip)
        for chip, (key, caption, tone) in zip(self.chips, words, strict=False):
            chip.show_chip(caption, tone, key=key, name=f"Give it to {caption}" if owners else caption)
            chip.show()
        for chip in self.chips[len(words) :]:
            chip.hide()
        self._offered.setVisible(bool(words))
        self._flow.invalidate()

    def _on_return_pressed(self) -> None:
        text = self.line.text().strip()
        if not text:
            self.refused.emit("Type a name first. Nothing has been changed.")
            return
        understood = completion(text, self._naming())
        owners = self._named(understood)
        if len(owners) > 1:
            names = " or ".join(_owner_words(one) for one in owners[:3])
            more = f" or {len(owners) - 3} more" if len(owners) > 3 else ""
            self.refused.emit(f"Which one: {names}{more}? Tab goes to them. Nothing has been changed.")
        elif not owners:
            self.refused.emit(
                f"“{text}” names nobody known. Try another part of the name, or Tab to keep the words. "
                "Nothing has been changed."
            )
        elif understood.owner is not None and (understood.text or understood.due is not None):
            self.refused.emit(
                f"“{text}” says more than a name. Type only who is to have it. Nothing has been changed."
            )
        else:
            self.given.emit(owners[0], text)

    def _on_chip_chosen(self, key: str) -> None:
        text = self.line.text().strip()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.given.emit(None if key == _WORDS else self._owners[int(key)], text)


class DueBox(QWidget):
    """When the action is due, as people say it, day first; the date it means shows underneath.

    ``given`` carries the date and the words as typed, or None and nothing when the date is taken off.
    """

    given = Signal(object, str)
    refused = Signal(str)

    def __init__(self, naming: Callable[[], Naming], parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._naming = naming
        self.line = LineEdit(name="New due date", placeholder="22 jan, next fri, next meeting", cap=200)
        self.means = Small("")
        self.means.hide()
        self.setLayout(down(self.line, self.means, gap=4))
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.refused.connect(self.refused)

    def clear(self) -> None:
        """Empty the line, so that Ctrl+Z takes the deed back and not the emptying."""
        self.line.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn when the next meeting is when the keyboard comes to the line."""
        if event.type() == QEvent.Type.FocusIn:
            self._naming()
        return super().eventFilter(watched, event)

    def _on_text_changed(self, text: str) -> None:
        meant = said(_bare(text), self._naming().days) if text.strip() else None
        if not text.strip():
            words = ""
        elif meant is None:
            words = "not a date ahead yet"
        elif meant.day is None:
            words = f"{meant.named} has no date yet"
        else:
            named = "" if meant.named is Named.DATE else f"{meant.named}, "
            words = f"{named}{spoken(meant.day)}"
        self.means.setText(words)
        self.means.setVisible(bool(words))

    def _on_return_pressed(self) -> None:
        text = self.line.text().strip()
        if not text:
            self.given.emit(None, "")
            return
        meant = said(_bare(text), self._naming().days)
        if meant is None:
            self.refused.emit(
                f"“{text}” is not a date ahead. Try 22 jan, next fri, in 2 weeks or next meeting. "
                "Nothing has been changed."
            )
        elif meant.day is None:
            self.refused.emit(f"{str(meant.named).capitalize()} has no date yet. Nothing has been changed.")
        else:
            self.given.emit(meant.day, text)


def _as_owner(person: Known) -> Owner:
    return Owner(
        OwnerKind.PERSON,
        person.name,
        person_id=person.person_id,
        here=person.here,
        organisation=person.organisation,
    )


def _owner_words(owner: Owner) -> str:
    return f"{owner.label} · {owner.organisation}" if owner.organisation else owner.label


def _bare(text: str) -> str:
    """A date without the "by" that people say before it."""
    words = text.strip()
    return words[3:] if words[:3].lower() == "by " else words
