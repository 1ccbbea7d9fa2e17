"""Charts, drawn once: the page embeds the drawing, the screen shows the same one as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color

from nscp_desktop.documents.fonts import faces
from nscp_desktop.documents.look import ACCENT, HAIR, INK, SECOND, Ink, look
from nscp_desktop.documents.text import Spelling

if TYPE_CHECKING:
    from nscp_desktop.papers.blocks import BarChart

_HIGHEST = 64.0
_WIDEST = 32.0


def bars(chart: BarChart, width: float, size: int, spelling: Spelling) -> Drawing:
    """Upright bars with their values above and labels below, ``width`` points wide."""
    style = look(size).cell
    line = style.leading
    height = _HIGHEST + 2 * line + 4
    drawing = Drawing(width, height)
    most = max((bar.value for bar in chart.bars), default=0) or 1
    step = width / max(len(chart.bars), 1)
    wide = min(_WIDEST, step * 0.72)
    regular, strong = faces().regular[0].name, faces().strong[0].name
    # Else a font that is not embedded would be named in the file. The stubs do not know the attribute.
    drawing.initialFontName = regular  # type: ignore[attr-defined]
    for index, bar in enumerate(chart.bars):
        centre = (index + 0.5) * step
        high = _HIGHEST * bar.value / most
        block = Rect(centre - wide / 2, line, wide, high)
        block.fillColor, block.strokeColor = _colour(ACCENT), None
        drawing.add(block)
        drawing.add(_words(str(bar.value), centre, line + high + 4, strong, style.size, INK))
        label = spelling.shown(bar.label)
        drawing.add(_words(label, centre, line - style.size, regular, style.size, SECOND))
    drawing.add(Line(0, line, width, line, strokeColor=_colour(HAIR), strokeWidth=0.6))
    return drawing


def chart_svg(chart: BarChart, width: float = 260.0, size: int = 12) -> str:
    """The same chart as SVG for the screen, its letters in "Source Sans 3"."""
    from reportlab.graphics import renderSVG  # loads slowly, and only screens ask for it

    svg: str = renderSVG.drawToString(bars(chart, width, size, Spelling(faces())))
    for name, weight in ((faces().regular[0].name, 400), (faces().strong[0].name, 600)):
        svg = svg.replace(f"font-family: {name}", f"font-family: 'Source Sans 3'; font-weight: {weight}")
    return svg


def _words(words: str, centre: float, base: float, font: str, size: float, ink: Ink) -> String:
    return String(
        centre, base, words, fontName=font, fontSize=size, fillColor=_colour(ink), textAnchor="middle"
    )


def _colour(ink: Ink) -> Color:
    return Color(*ink)
