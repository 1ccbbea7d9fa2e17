"""Buttons that say what they do, show their key, and can be pressed by Alt and a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face

from .painting import RADIUS, draw_frame, draw_key, draw_ring, key_size
from .spoken import named
from .words import tip, with_mnemonic

if TYPE_CHECKING:
    from collections.abc import Sequence

_PADDING = 12
_GAP = 8
_ICON = 16
_LEAST_HEIGHT = 32
_TOUCH_HEIGHT = 44
_WIDEST = 360
CENTRED_WITH_MNEMONIC = 0x0084 | 0x0100 | 0x0800
"""Qt's AlignCenter, TextSingleLine and TextShowMnemonic. By their numbers, which a test compares: to build
Qt's namespace of names takes a fifth of the time of an empty window, and the first one waits for it."""


@dataclass(frozen=True, slots=True)
class Dress:
    """The colours of a button at one moment; None is nothing drawn."""

    ground: QColor | None
    edge: QColor | None
    text: QColor
    ring: QColor
    ring_inset: float = 0.0


class Button(QPushButton):
    """A button. Its text is plain: ``&`` is a letter; ``alt`` names the letter Alt presses it with.

    ``key_hint`` only shows a key; the key itself belongs to an action. ``touch`` makes it 44 pixels
    high for fingers, ``quiet`` draws no frame until it is pointed at. A button without text needs a
    ``name``. Enter and Space press it when it has the focus. ``resting`` is for the first window: the sheet
    draws it while nothing is done with it, as it does a primary one.
    """

    def __init__(
        self,
        text: str,
        *,
        key_hint: str | None = None,
        primary: bool = False,
        icon: str | None = None,
        alt: str | None = None,
        touch: bool = False,
        quiet: bool = False,
        name: str | None = None,
        resting: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.caption = ""
        self.primary = primary
        self.key_hint = key_hint
        self._shows_key = True
        self._icon_name = theme.known_icon(icon) if icon else None
        self._alt = alt
        self._least_height = _TOUCH_HEIGHT if touch else _LEAST_HEIGHT
        self._quiet = quiet
        self._name = name
        self._left_away: tuple[str, str | None, str | None] | None = None
        self._may_rest = (primary or resting) and not icon and not key_hint
        if self._may_rest:
            self.setProperty("resting", "true" if primary else "plain")
        if alt and alt.lower() not in text.lower():
            raise ValueError(f"{alt!r} is not a letter of {text!r}.")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)
        if key_hint:
            self.setAccessibleDescription(f"Key {key_hint}")

    def setText(self, text: str) -> None:
        """Show another text, keeping the letter for Alt when the text has it."""
        self.caption = text
        kept = self._alt if self._alt and self._alt.lower() in text.lower() else None
        super().setText(with_mnemonic(text, kept))
        named(self, self._name or text)
        self._show_tip()
        self.updateGeometry()

    def show_icon_alone(self, alone: bool) -> None:
        """Leave words and key away where there is little room; the words are then a tooltip, and Alt still presses it."""
        if not self._icon_name or alone == (self._left_away is not None):
            return
        if alone:
            self._left_away = self.caption, self.key_hint, self._name
            self.caption, self.key_hint, self._name = "", None, self._name or self.caption
        elif self._left_away is not None:
            self.caption, self.key_hint, self._name = self._left_away
            self._left_away = None
        self._show_tip()
        self.updateGeometry()
        self.update()

    def show_key_hint(self, shown: bool) -> None:
        """Show the cap of the key or, where there is little room, leave it away; it is told all the same."""
        if shown != self._shows_key:
            self._shows_key = shown
            self.updateGeometry()
            self.update()

    @property
    def _key_cap(self) -> str | None:
        return self.key_hint if self._shows_key else None

    def sizeHint(self) -> QSize:
        """Give the size with text, icon and key cap side by side, up to a widest."""
        measure = QFontMetrics(theme.font(Face.BUTTON))
        parts = [self._text_width(measure)] if self.caption else []
        if self._icon_name:
            parts.insert(0, theme.grown(_ICON))
        if self._key_cap:
            parts.append(key_size(self._key_cap).width())
        height = max(self._least_height, measure.height() + 12)
        width = sum(parts) + _GAP * max(0, len(parts) - 1) + 2 * self._padding()
        return QSize(max(width, height if not self.caption else 0), height)

    def minimumSizeHint(self) -> QSize:
        """Let a button whose words come from data be squeezed, but no other."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.grown(_WIDEST) // 2), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip in step with what is cut off."""
        super().resizeEvent(event)
        self._show_tip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; held down, it presses no other after it."""
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def dress(self) -> Dress:
        """Give the colours for the state the button is in."""
        hot = self.underMouse() and self.isEnabled()
        if self.primary and self.isEnabled():
            ground = theme.colour("fill_hover" if hot or self.isDown() else "fill")
            return Dress(ground, None, theme.colour("on_fill"), theme.colour("on_fill"), 3.0)
        text = theme.colour("ink" if self.isEnabled() else "third")
        accent = theme.colour("accent")
        if self.isChecked():
            return Dress(theme.colour("accent_tint"), theme.colour("accent_edge"), accent, accent)
        if self.isDown():
            return Dress(theme.colour("wash"), theme.colour("line"), text, accent)
        if self._quiet:
            return Dress(theme.colour("wash") if hot else None, None, text, accent)
        ground = theme.colour("hover" if hot else "paper")
        return Dress(ground, theme.colour("line"), text, accent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, icon, text and key cap, and the ring when the keyboard is here."""
        if self._may_rest and self._rests():
            # Drawn by the sheet: to draw it here first builds Qt's namespace of names, a fifth of the time
            # of an empty window, for which the first window would wait.
            super().paintEvent(event)
            return
        painter = QPainter(self)
        dress = self.dress()
        frame = QRectF(self.rect())
        draw_frame(painter, frame, RADIUS, dress.ground, dress.edge)
        room = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        room = self._draw_ends(painter, room, dress)
        if self.caption:
            font = theme.font(Face.BUTTON)
            painter.setFont(font)
            painter.setPen(dress.text)
            measure, shown = QFontMetrics(font), self.text()
            if self._full_width(measure) > room.width():
                elided, mnemonic = QtCore.Qt.TextElideMode.ElideRight, QtCore.Qt.TextFlag.TextShowMnemonic
                shown = measure.elidedText(shown, elided, room.width() + 1, mnemonic.value)
            painter.drawText(room, CENTRED_WITH_MNEMONIC, shown)
        if self.hasFocus():
            draw_ring(painter, frame, dress.ring, RADIUS, dress.ring_inset)

    def _rests(self) -> bool:
        """Say whether nothing is being done with the button and its text fits."""
        busy = self.hasFocus() or self.underMouse() or self.isDown() or not self.isEnabled()
        return not busy and self.width() >= self.sizeHint().width()

    def _draw_ends(self, painter: QPainter, room: QRect, dress: Dress) -> QRect:
        """Draw the icon at the left and the key cap at the right; give the room left for the text."""
        if self._icon_name:
            side = theme.grown(_ICON)
            shown = theme.icon_pixmap(self._icon_name, self._icon_token(), side, self.devicePixelRatioF())
            left = room.left() if self.caption else room.center().x() - side // 2 + 1
            painter.setOpacity(1.0 if self.isEnabled() else 0.5)
            painter.drawPixmap(left, room.center().y() - side // 2 + 1, shown)
            painter.setOpacity(1.0)
            room.setLeft(room.left() + side + _GAP)
        if self._key_cap:
            cap = key_size(self._key_cap)
            box = QRect(
                room.right() - cap.width() + 1,
                (self.height() - cap.height()) // 2,
                cap.width(),
                cap.height(),
            )
            draw_key(painter, box, self._key_cap)
            room.setRight(box.left() - _GAP - 1)
        return room

    def _icon_token(self) -> str:
        if self.primary and self.isEnabled():
            return "on_fill"
        return "accent" if self.isChecked() else "second"

    def _padding(self) -> int:
        return _PADDING if self.caption else _GAP

    def _full_width(self, measure: QFontMetrics) -> int:
        return measure.horizontalAdvance(self.caption[:200])

    def _text_width(self, measure: QFontMetrics) -> int:
        return min(self._full_width(measure), theme.grown(_WIDEST))

    def _show_tip(self) -> None:
        """Say in a tooltip what cannot be read: the name of a button without words, words that are cut."""
        cut = self.width() < self.sizeHint().width() or self._full_width(
            QFontMetrics(theme.font(Face.BUTTON))
        ) > theme.grown(_WIDEST)
        wanted = tip(self.caption if cut else "") if self.caption else tip(self._name or "")
        if wanted != self.toolTip():
            self.setToolTip(wanted)


class HeroButton(Button):
    """A button on the accent card: white when primary, a shade of the card when not."""

    def dress(self) -> Dress:
        """Give the colours on the accent."""
        hot = self.underMouse() or self.isDown()
        white, fill = theme.colour("on_fill"), theme.colour("fill")
        if self.primary:
            ground = theme.colour("on_fill_quiet") if hot else white
            return Dress(ground, None, fill, fill, 3.0)
        return Dress(theme.colour("fill_hover" if hot else "fill_raised"), None, white, white)

    def _icon_token(self) -> str:
        return "fill" if self.primary else "on_fill"


class Segments(QWidget):
    """One of a few, side by side: "Open 31", "Overdue 4", "Done". ``chosen`` carries the key.

    Tab comes to the chosen one; the arrow keys choose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        segments: Sequence[tuple[str, str]],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self._keys = [key for key, _ in segments]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for at, (_, text) in enumerate(segments):
            button = Button(text)
            button.setCheckable(True)
            self._group.addButton(button, at)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)

    @property
    def chosen_key(self) -> str:
        """The key of the one that is chosen."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Choose one, as a person would; refuses an unknown key with ``ValueError``."""
        self._button(key).setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """Show other words on one of them, as when a count changed."""
        self._button(key).setText(text)

    def _button(self, key: str) -> QAbstractButton:
        return self._group.button(self._keys.index(key))

    def _on_toggled(self, at: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(self._keys[at])
