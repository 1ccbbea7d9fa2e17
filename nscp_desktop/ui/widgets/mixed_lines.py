"""How words of several weights are laid out in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from nscp_desktop.ui import theme

from .words import breakable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.ui.theme import Face

Piece = tuple[str, "Face", str]
"""Words, the face they are in, and the token of their ink."""


def laid_out(pieces: Sequence[Piece], face: Face, width: int, *, wrap: bool) -> tuple[QTextLayout, int, int]:
    """Give pieces laid out in a width (pixels) with the width and the height they take."""
    layout = QTextLayout()
    option = QTextOption()
    modes = QTextOption.WrapMode
    option.setWrapMode(modes.WordWrap if wrap else modes.NoWrap)
    layout.setTextOption(option)
    layout.setFont(theme.font(face))
    text, formats = _formatted(pieces)
    layout.setText(text.replace("\n", "\u2028"))
    layout.setFormats(formats)
    layout.beginLayout()
    height, widest = 0.0, 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        widest = max(widest, line.naturalTextWidth())
        line = layout.createLine()
    layout.endLayout()
    return layout, int(widest) + 1, int(height + 0.99)


def shortened(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Give as many of the words as fit on one line of a width (pixels), with an ellipsis for the rest."""
    kept: list[Piece] = []
    left = width
    for words, own, ink in pieces:
        measure = QFontMetrics(theme.font(own))
        taken = measure.horizontalAdvance(words)
        if taken + measure.horizontalAdvance("…") > left:
            shown = measure.elidedText(f"{words}\u2026", Qt.TextElideMode.ElideRight, max(left, 0))
            return [*kept, (shown, own, ink)]
        kept.append((words, own, ink))
        left -= taken
    return kept


def _formatted(pieces: Sequence[Piece]) -> tuple[str, list[QTextLayout.FormatRange]]:
    text = ""
    formats: list[QTextLayout.FormatRange] = []
    for part, face, ink in pieces:
        words = breakable(part)
        piece = QTextLayout.FormatRange()
        # Qt counts in UTF-16 units, Python in characters.
        piece.start = len(text.encode("utf-16-le", "surrogatepass")) // 2
        piece.length = len(words.encode("utf-16-le", "surrogatepass")) // 2
        look = QTextCharFormat()
        look.setFont(theme.font(face))
        look.setForeground(theme.colour(ink))
        piece.format = look
        formats.append(piece)
        text += words
    return text, formats
