"""The frame round the pages: navigation at the left, the line at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face, Tone

from .buttons import Button
from .cards import Band
from .labels import Brand, Mark, Small
from .layouts import SPRING, Line, Scroll, across, down, holder
from .painting import RADIUS, draw_frame, draw_pill, draw_ring, pill_size
from .spoken import named
from .words import tip, with_mnemonic

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 184
_PADDING = 10
_ICON = 17
_NARROW = 92
_LOW = 600
"""Below this height the tools stand in one row and the pages closer together."""


_FAR = 1_000
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -_FAR, Qt.Key.Key_End: _FAR}


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A page in the navigation: its key, its words, a Lucide icon, and the letter Alt goes there with."""

    page: str
    text: str
    icon: str = ""
    alt: str | None = None


class _Divider:
    """A hairline between parts of the navigation."""


DIVIDER: Final = _Divider()


class NavButton(QPushButton):
    """One entry of the navigation. ``stepped`` says how many entries further the keyboard goes."""

    stepped = Signal(int)

    def __init__(self, entry: NavEntry, parent: QWidget | None = None) -> None:
        super().__init__(with_mnemonic(entry.text, entry.alt), parent)
        self.entry = entry
        self._count = 0
        self._narrow = self._low = False
        if entry.icon:
            theme.known_icon(entry.icon)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_count(0, "")

    def show_count(self, count: int, what: str) -> None:
        """Show a number in red, spoken with what it counts: "Actions, 4 overdue"."""
        self._count = count
        words = f"{count} {what}".strip()
        named(self, f"{self.entry.text}, {words}" if count else self.entry.text)
        self._show_tip()
        self.update()

    def show_narrow(self, narrow: bool) -> None:
        """Show the icon alone, the words as tooltip."""
        self._narrow = narrow and bool(self.entry.icon)
        self._show_tip()
        self.updateGeometry()
        self.update()

    def show_low(self, low: bool) -> None:
        """Take less height, so that every page stays in sight in a low window."""
        self._low = low
        self.updateGeometry()

    def _show_tip(self) -> None:
        name = self.accessibleName()
        self.setToolTip(tip(name) if self._narrow or self._count else "")

    def sizeHint(self) -> QSize:
        """Give the size of icon, words and a count."""
        measure = QFontMetrics(theme.font(Face.STRONG))
        if self._narrow:
            return QSize(theme.grown(_ICON) + 2 * _PADDING, max(36, measure.height() + 14))
        icon = theme.grown(_ICON) + _PADDING if self.entry.icon else 0
        words = measure.horizontalAdvance(self.entry.text)
        high = measure.height() + 8 if self._low else max(34, measure.height() + 14)
        return QSize(2 * _PADDING + icon + words + pill_size("00").width(), high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the entries with Up, Down, Home and End; Enter chooses as Space does."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the entry; the page that is open has the accent's tint."""
        painter = QPainter(self)
        frame = QRectF(self.rect())
        here = self.isChecked()
        if here or self.underMouse():
            draw_frame(painter, frame, RADIUS, theme.colour("accent_tint" if here else "wash"))
        room = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        if self.entry.icon:
            side = theme.grown(_ICON)
            token = "accent" if here else "third"
            shown = theme.icon_pixmap(self.entry.icon, token, side, self.devicePixelRatioF())
            left = room.center().x() - side // 2 + 1 if self._narrow else room.left()
            painter.drawPixmap(left, room.center().y() - side // 2 + 1, shown)
            room.setLeft(room.left() + side + _PADDING)
        if self._count:
            size = pill_size(str(self._count))
            top = 0 if self._narrow else (self.height() - size.height()) // 2
            right = self.rect().right() - (0 if self._narrow else _PADDING)
            pill = QRect(right - size.width() + 1, top, size.width(), size.height())
            draw_pill(painter, pill, str(self._count), Tone.RED)
            room.setRight(pill.left() - 4)
        if not self._narrow:
            self._draw_words(painter, room, here=here)
        if self.hasFocus():
            draw_ring(painter, frame, theme.colour("accent"))

    def _draw_words(self, painter: QPainter, room: QRect, *, here: bool) -> None:
        painter.setFont(theme.font(Face.STRONG if here else Face.MEDIUM))
        painter.setPen(theme.colour("accent" if here else "second"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
        painter.drawText(room, flags, self.text())


class NavList(QFrame):
    """The navigation: the brand, the pages, a foot. ``page_chosen`` carries the key of a page.

    Tab comes to the page that is open, Up and Down go through the entries, Enter or Space chooses.
    """

    page_chosen = Signal(str)

    def __init__(
        self,
        brand: str,
        small: str,
        entries: Sequence[NavEntry | _Divider],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, "Pages")
        self._buttons: dict[str, NavButton] = {}
        self._narrow = self._low = False
        self._tools = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._tools.setSpacing(0)
        self._foot = down(gap=2, margins=(_PADDING, 8, _PADDING, 0))
        self._brand_small = Small(small)
        list_of_pages = self._listed(entries)
        self._scroll = Scroll(list_of_pages)
        self._brand = holder(
            down(Brand(brand), self._brand_small, gap=0, margins=(_PADDING, 2, _PADDING, 12))
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 14, 10, 14)
        outer.setSpacing(0)
        outer.addWidget(self._brand)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self._tools)
        outer.addLayout(self._foot)
        self._fit()

    def _listed(self, entries: Sequence[NavEntry | _Divider]) -> QWidget:
        column = down(gap=2)
        for entry in entries:
            if isinstance(entry, NavEntry):
                button = NavButton(entry)
                button.clicked.connect(self._on_clicked)
                button.stepped.connect(self._on_stepped)
                self._buttons[entry.page] = button
                column.addWidget(button)
            else:
                column.addLayout(down(Line(), margins=(6, 9, 6, 9)))
        column.addStretch(1)
        return holder(column)

    def choose(self, page: str) -> None:
        """Show which page is open; refuses an unknown one with ``KeyError``."""
        chosen = self._buttons[page]
        for button in self._buttons.values():
            button.setChecked(button is chosen)
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
            )
        self._scroll.ensureWidgetVisible(chosen, 0, 4)

    def button(self, page: str) -> NavButton:
        """Give the button of a page."""
        return self._buttons[page]

    def set_count(self, page: str, count: int, what: str = "") -> None:
        """Show a count beside a page, with what it counts for the screen reader; 0 shows none."""
        self._buttons[page].show_count(count, what)

    def add_tool(self, tool: QWidget) -> None:
        """Put a button under the pages, above the foot."""
        self._tools.addWidget(tool)
        self._fit_tools()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the pages must stay in sight: the tools stand in one row then, as icons."""
        super().resizeEvent(event)
        low = event.size().height() < theme.grown(_LOW)
        if low != self._low:
            self._low = low
            self._brand_small.setVisible(not low)
            for button in self._buttons.values():
                button.show_low(low)
            self._fit_tools()

    def _fit_tools(self) -> None:
        ways = QBoxLayout.Direction
        side_by_side = self._low and not self._narrow
        self._tools.setDirection(ways.LeftToRight if side_by_side else ways.TopToBottom)
        for at in range(self._tools.count()):
            item = self._tools.itemAt(at)
            tool = item.widget() if item is not None else None
            if isinstance(tool, Button):
                tool.show_icon_alone(self._low or self._narrow)

    def say_place(self, small: str) -> None:
        """Show the quiet words under the brand."""
        self._brand_small.setText(small)

    def foot_lines(self, mark: str, lines: Sequence[str]) -> None:
        """Show the marking and quiet sentences at the foot."""
        while (item := self._foot.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._foot.addWidget(Mark(mark, wrap=True))
        for line in lines:
            small = Small(line, wrap=True)
            if self._narrow:
                small.hide()
            self._foot.addWidget(small)

    def show_narrow(self, narrow: bool) -> None:
        """Show icons alone, for windows with little width; the marking stays."""
        self._narrow = narrow
        self._brand.setVisible(not narrow)
        for button in self._buttons.values():
            button.show_narrow(narrow)
        for at in range(self._foot.count()):
            widget = self._foot.itemAt(at).widget()  # type: ignore[union-attr]
            if isinstance(widget, Small):
                widget.setVisible(not narrow)
        self._fit_tools()
        edge = 2 if narrow else _PADDING
        self._foot.setContentsMargins(edge, 8, edge, 0)
        self._fit()

    def _fit(self) -> None:
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        self.setFixedWidth(theme.grown(_NARROW) if self._narrow else max(_WIDTH, widest + 20))

    def _on_stepped(self, step: int) -> None:
        buttons = list(self._buttons.values())
        at = next((n for n, button in enumerate(buttons) if button.hasFocus()), 0)
        there = buttons[min(max(at + step, 0), len(buttons) - 1)]
        there.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(there, 0, 4)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, NavButton):
            # A press unchecks the page that is open; it stays open until another is.
            self.choose(button.entry.page)
            self.page_chosen.emit(button.entry.page)


class FootBar(Band):
    """The line at the foot of a window: marking, what is saved, the last backup, and that it works offline."""

    def __init__(
        self,
        marking: str,
        sentence: str = "Works offline. The store is encrypted; printed and exported papers are not.",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(edge="top", height=30, parent=parent)
        self.mark = Mark(marking)
        self.saved = Small()
        self.backup = Small()
        self.sentence = Small(sentence)
        self._first = across(self.mark, self.saved, self.backup, SPRING, gap=18)
        self.row.addLayout(self._first)
        self.row.addWidget(self.sentence)
        self.row.setStretch(0, 1)
        self.row.setSpacing(18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sentence on a line of its own where it would be cut; it must always be read."""
        super().resizeEvent(event)
        margins = self.row.contentsMargins()
        needed = self._first.sizeHint().width() + self.row.spacing() + self.sentence.sizeHint().width()
        two = event.size().width() < needed + margins.left() + margins.right()
        directions = QBoxLayout.Direction
        self.row.setDirection(directions.TopToBottom if two else directions.LeftToRight)
        self.row.setSpacing(0 if two else 18)
        self.setFixedHeight(theme.grown(46 if two else 30))

    def say_mark(self, marking: str) -> None:
        """Show another marking."""
        self.mark.setText(marking)

    def say_saved(self, words: str) -> None:
        """Show when the last deed was saved; only after it was."""
        _say_whole(self.saved, words)

    def say_backup(self, words: str) -> None:
        """Show when the last backup was made."""
        _say_whole(self.backup, words)


def _say_whole(label: Small, words: str) -> None:
    """Show words that are never shortened: where there is little room the sentence beside them is."""
    label.setText(words)
    label.setMinimumWidth(label.sizeHint().width() if words else 0)
