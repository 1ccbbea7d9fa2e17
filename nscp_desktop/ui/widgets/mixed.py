"""A label in which some words weigh more: "16 of 22 here now" with the 16 in bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face

from .words import as_typed, tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QTextLayout

_WIDEST = 16_000_000
_WIDTHS = 8
_FACES = {Face.BODY: Face.STRONG, Face.SMALL: Face.SMALL_STRONG, Face.NOTE: Face.STRONG}


@dataclass(frozen=True, slots=True)
class Bold:
    """Words of a :class:`Mixed` that are semi-bold, in the ink named (a token of the palette)."""

    text: str
    ink: str = "ink"


@dataclass(frozen=True, slots=True)
class Soft:
    """Words of a :class:`Mixed` in a quieter ink."""

    text: str
    ink: str = "second"


class Mixed(QLabel):
    """Plain text in several weights and inks, wrapped to its width; spoken as one sentence.

    ``face`` is the size (BODY or SMALL), ``ink`` the colour of the parts that are bare strings.
    """

    # Of the class: Qt may still paint when Python has already let go of what this object knew.
    _parts: tuple[str | Bold | Soft, ...] = ()

    def __init__(
        self,
        *parts: str | Bold | Soft,
        face: Face = Face.BODY,
        ink: str = "ink",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._face = face
        self._ink = ink
        self._look = theme.look()
        self._lines: dict[tuple[int, int | None, bool], tuple[QTextLayout, int, int]] = {}
        as_typed(self)
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.show_parts(parts)

    def show_parts(self, parts: Sequence[str | Bold | Soft]) -> None:
        """Show other words."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        self._lines.clear()
        whole = "".join(part if isinstance(part, str) else part.text for part in self._parts)
        self.setText(whole)
        self.setAccessibleName(whole)
        self._show_tip()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the size on one line, or a comfortable measure when wrapped."""
        width = self._laid_out(_WIDEST)[1]
        if self.wordWrap() and width > theme.grown(420):
            width = theme.grown(420)
        return QSize(width, self._laid_out(width)[2])

    def minimumSizeHint(self) -> QSize:
        """Let a layout squeeze the label instead of widening the window."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 80), self._laid_out(_WIDEST)[2])

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width when words wrap."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Give the height at a width, in logical pixels."""
        return self._laid_out(width)[2]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        if not self._parts:
            return
        painter = QPainter(self)
        layout, _, height = self._laid_out(self.width() if self.wordWrap() else _WIDEST)
        if self._is_cut():
            layout, _, height = self._laid_out(_WIDEST, within=self.width())
        layout.draw(painter, QPointF(0, max(0, (self.height() - height) // 2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip in step with what is cut off."""
        super().resizeEvent(event)
        self._show_tip()

    def _is_cut(self) -> bool:
        return not self.wordWrap() and bool(self._parts) and self.sizeHint().width() > self.width()

    def _show_tip(self) -> None:
        wanted = tip(self.text()) if self._is_cut() else ""
        if wanted != self.toolTip():
            self.setToolTip(wanted)

    def _laid_out(self, width: int, *, within: int | None = None) -> tuple[QTextLayout, int, int]:
        """Give the laid-out text with the width and the height it takes; shortened to be ``within`` a width.

        Kept until words or theme change: layouts, tips and painting each ask for the same.
        """
        if self._look is not theme.look() or len(self._lines) > _WIDTHS:
            self._look = theme.look()
            self._lines.clear()
        asked = (width, within, self.wordWrap())
        if asked not in self._lines:
            self._lines[asked] = self._set(width, within)
        return self._lines[asked]

    def _set(self, width: int, within: int | None) -> tuple[QTextLayout, int, int]:
        # What lays text out is read when there is some: a warning that says nothing yet waits for nothing.
        from .mixed_lines import laid_out, shortened

        pieces = [
            (part, self._face, self._ink)
            if isinstance(part, str)
            else (
                part.text,
                _FACES.get(self._face, Face.STRONG) if isinstance(part, Bold) else self._face,
                part.ink,
            )
            for part in self._parts
        ]
        if within is not None:
            pieces = shortened(pieces, within)
        return laid_out(pieces, self._face, width, wrap=self.wordWrap())
