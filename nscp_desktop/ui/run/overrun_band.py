"""What can be done when the meeting will not end in time: three choices with their cost, across the screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from nscp_desktop.rules.overrun import Choice, Way
from nscp_desktop.services import overruns
from nscp_desktop.services.agenda_items import short_title
from nscp_desktop.ui import theme
from nscp_desktop.ui.widgets import Button, FlowLayout, Mixed, Soft, announce, holder
from nscp_desktop.ui.widgets.cards import Card
from nscp_desktop.ui.widgets.mixed import Bold

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nscp_desktop.rules.pace import Pace
    from nscp_desktop.ui.run.sitting import Sitting

LEAST_MINUTES: Final = 2
"""So many minutes past its end a meeting is not asked about yet, nor past what was chosen last."""

AGAIN_MINUTES: Final = 3
"""By how much more a meeting must overrun before somebody who said "not now" is asked again."""

MOST: Final = 3

TITLE_LETTERS: Final = (44, 34, 26, 20)
"""How much of an item's title a button says, most first: as much as leaves everything on one line."""

_NO_END: Final = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}
)
"""A title is not cut behind one of these: "Minutes of the" says no more than "Minutes"."""


class OverrunBand(Card):
    """Shown while the forecast passes the end and nobody has chosen; Alt+1 to 3 or a click chooses."""

    def __init__(self, sitting: Sitting, parent: QWidget | None = None) -> None:
        """Nothing is offered yet."""
        super().__init__(parent=parent)
        self.body.setContentsMargins(18, 5, 14, 5)
        self._sitting = sitting
        self._offered: tuple[Choice, ...] = ()
        self._pressed: Choice | None = None
        self._late = 0
        self._said_not_now: datetime | None = None
        self._accepted: datetime | None = None
        self.words = Mixed(wrap=False)
        self.buttons = tuple(
            Button(str(number), alt=str(number), touch=True) for number in range(1, MOST + 1)
        )
        # As high as the buttons beside it, so that they stand on one line.
        self.words.setMinimumHeight(self.buttons[0].sizeHint().height())
        self.not_now = Button(
            "0  Not now", alt="0", quiet=True, touch=True, name="Not now: ask again when it is later"
        )
        self._row = FlowLayout(gap=8)
        for part in (self.words, *self.buttons, self.not_now):
            self._row.addWidget(part)
        self.body.addWidget(holder(self._row))
        for button in self.buttons:
            button.pressed.connect(self._on_pressed)
            button.clicked.connect(self._on_chosen)
        self.not_now.clicked.connect(self._on_not_now)
        self.setMaximumHeight(theme.grown(160))
        self.hide()

    def open(self) -> None:
        """Another meeting is on the screen."""
        self._said_not_now = None
        self.refresh()

    def refresh(self) -> None:
        """Ask what was chosen last."""
        self._accepted = overruns.accepted_end(self._sitting.store, self._sitting.meeting_id)

    def show_pace(self, pace: Pace) -> None:
        """Offer the choices when the meeting runs over by more than was accepted; take them away when it does not."""
        wanted = self._is_asked_for(pace)
        if not wanted:
            self._offered = ()
            self.hide()
            return
        sitting = self._sitting
        offered = overruns.offered(
            sitting.agenda, sitting.facts.current_item_id, pace.forecast_end, pace.overrun
        )
        if offered == self._offered:
            return
        new, self._offered = not self._offered, offered
        self._late = pace.overrun
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(offered))
        self._say_late()
        self.show()
        if new:
            announce(
                self,
                f"The meeting ends {pace.overrun} minutes late. Alt 1 to {len(offered)} chooses what to do.",
            )

    def _say_late(self) -> None:
        """Ask what to do, and name the items, where that makes no second line of buttons."""
        late = Bold(f"Ends {self._late} min late.", "amber")
        for asks in (True, False):
            self.words.show_parts([late, Soft(" What to do?")] if asks else [late])
            for letters in TITLE_LETTERS:
                for number, (button, choice) in enumerate(zip(self.buttons, self._offered, strict=False)):
                    _label(button, number + 1, choice, letters)
                if self._fits():
                    return

    def _fits(self) -> bool:
        margins = self.body.contentsMargins()
        return self._row.sizeHint().width() + margins.left() + margins.right() <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the width."""
        super().resizeEvent(event)
        self._say_late()

    def _is_asked_for(self, pace: Pace) -> bool:
        if not self._sitting.is_running or pace.finished or pace.overrun < LEAST_MINUTES:
            return False
        end = pace.forecast_end
        if self._accepted is not None and end < self._accepted + timedelta(minutes=LEAST_MINUTES):
            return False
        waited = timedelta(minutes=AGAIN_MINUTES)
        return self._said_not_now is None or end >= self._said_not_now + waited

    def _on_pressed(self) -> None:
        # What the button says now: until it is let go of, time may go on and offer another choice, or none.
        at = next(number for number, button in enumerate(self.buttons) if button is self.sender())
        self._pressed = self._offered[at] if at < len(self._offered) else None

    def _on_chosen(self) -> None:
        choice, sitting, said = self._pressed, self._sitting, list[str]()
        if choice is None:
            return
        if sitting.attempt(lambda: said.append(overruns.choose(sitting.store, sitting.meeting_id, choice))):
            sitting.frame.say(said[0])

    def _on_not_now(self) -> None:
        self._said_not_now = self._offered[-1].ends
        self._offered = ()
        self.hide()


def _label(button: Button, number: int, choice: Choice, letters: int) -> None:
    words = f"{number}  {_short(choice, letters)}"
    if button.caption != words:
        button.setText(words)
    button.setAccessibleName(f"{choice.words}: {choice.cost}")
    button.setToolTip(f"{choice.words}: {choice.cost}")


def _short(choice: Choice, letters: int) -> str:
    """A choice as its button has room for it: "Shorten Feedback to 8 min, ends 12:05"."""
    ending = "on time" if not choice.late else f"ends {choice.ends:%H:%M}"
    title = _first_words(short_title(choice.title), letters)
    if choice.way is Way.SHORTEN:
        return f"Shorten {title} to {choice.minutes} min, {ending}"
    if choice.way is Way.PARK:
        return f"Park {title}, {ending}"
    return f"Finish at {choice.ends:%H:%M}"


def _first_words(title: str, letters: int) -> str:
    """The first words of a title that a button has room for."""
    if len(title) <= letters:
        return title
    words = title[:letters].removesuffix("…").rsplit(" ", 1)[0].split()
    while len(words) > 1 and words[-1].casefold() in _NO_END:
        words.pop()
    return f"{' '.join(words)}…"
