"""A page under the pen: letters and rules on ReportLab's canvas, each stretch marked for what it is."""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from nscp_desktop.papers.blocks import Align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import BytesIO

    from nscp_desktop.documents.fonts import Face
    from nscp_desktop.documents.look import Ink, Style
    from nscp_desktop.documents.setting import Line
    from nscp_desktop.documents.tags import Element

_FURNITURE = "/Artifact <</Type /Pagination>> BDC"
_DECORATION = "/Artifact <</Type /Layout>> BDC"
_CLOSED = "EMC"
_STAMP_SHARE = 0.78


class Sheet:
    """Draws one page after another.

    Heights are measured from the foot of the page upwards, in points. Bars and rules are gathered and
    drawn when the page is turned, as one stretch that says nothing to a reader.
    """

    def __init__(self, out: BytesIO, font: str, language: str) -> None:
        """Begin a file in ``out``; ``font`` is named where PDF wants one before the first letter."""
        self.canvas = Canvas(
            out,
            pageCompression=0,  # the tagged file is compressed when it is written
            invariant=1,
            initialFontName=font,  # type: ignore[arg-type] # the stubs take it for a number
            lang=language,
        )
        self._page = 0
        self._marks = 0
        self._level = -1
        self._rules: list[tuple[float, float, float, float, Ink]] = []

    def begin(self, size: tuple[float, float]) -> None:
        """A fresh page of ``size`` points."""
        self.canvas.setPageSize(size)
        self._marks = 0

    def turn(self) -> None:
        """Finish the page."""
        self.canvas.addLiteral(_DECORATION)
        for left, foot, width, height, ink in self._rules:
            self.canvas.setFillColorRGB(*ink)
            self.canvas.rect(left, foot, width, height, stroke=0, fill=1)
        self.canvas.addLiteral(_CLOSED)
        self._rules.clear()
        self.canvas.showPage()
        self._page += 1

    @contextmanager
    def marked(self, element: Element | None) -> Iterator[None]:
        """What is drawn inside belongs to ``element``; without one it is furniture."""
        if element is None:
            self.canvas.addLiteral(_FURNITURE)
        else:
            self.canvas.addLiteral(f"/{element.tag} <</MCID {self._marks}>> BDC")
            element.children.append((self._page, self._marks))
            self._marks += 1
        yield
        self.canvas.addLiteral(_CLOSED)

    def lines(
        self,
        lines: Sequence[Line],
        style: Style,
        left: float,
        top: float,
        width: float,
        align: Align = Align.LEFT,
        *,
        goes_on: bool = False,
    ) -> None:
        """Lines of text below ``top``; ``goes_on`` when the text has more of them on another page."""
        pen = self.canvas.beginText()
        # Half the leading down, and a third of the size, puts capitals in the middle of their line.
        base = top - style.leading / 2 - style.size * 0.33
        font, ink = "", None
        for index, line in enumerate(lines):
            indent = (
                0.0 if align is Align.LEFT else (width - line.width) * (0.5 if align is Align.CENTRE else 1)
            )
            pen.setTextOrigin(left + indent, base - index * style.leading)
            last = len(line.fragments) - 1
            for place, fragment in enumerate(line.fragments):
                if fragment.face.name != font:
                    font = fragment.face.name
                    pen.setFont(font, style.size, style.leading)
                if fragment.ink != ink:
                    ink = fragment.ink
                    pen.setFillColorRGB(*ink)
                # A space after a line keeps its last word apart from the next line's first when read aloud.
                ended = place == last and not line.cut and (goes_on or index < len(lines) - 1)
                pen.textOut(fragment.letters + " " if ended else fragment.letters)
        self.canvas.drawText(pen)

    def stamp(self, word: str, face: Face, size: tuple[float, float], ink: Ink) -> None:
        """A word from one corner of a page of ``size`` to the other; what is drawn later lies over it."""
        across = math.hypot(*size)
        letters = across * _STAMP_SHARE * 1000 / sum(face.widths[ord(letter)] for letter in word)
        canvas = self.canvas
        with self.marked(None):
            canvas.saveState()
            canvas.translate(size[0] / 2, size[1] / 2)
            canvas.rotate(math.degrees(math.atan2(size[1], size[0])))
            canvas.setFillColorRGB(*ink)
            canvas.setFont(face.name, letters)
            # A third of the size down puts capitals in the middle.
            canvas.drawCentredString(0, -letters * 0.33, word)
            canvas.restoreState()

    def rule(self, left: float, foot: float, width: float, height: float, ink: Ink) -> None:
        """A bar or a rule, drawn when the page is turned."""
        self._rules.append((left, foot, width, height, ink))

    def bookmark(self, title: str, level: int, top: float) -> None:
        """A line in the outline that leads to ``top`` on this page; ``level`` from 0.

        An outline may go one step deeper at a time, so a deeper one is lifted.
        """
        self._level = level = min(level, self._level + 1)
        key = f"{self._page}-{self._marks}"
        self.canvas.bookmarkHorizontal(key, 0, top)
        self.canvas.addOutlineEntry(title, key, level, closed=level > 0)

    def save(self) -> None:
        """Write the file."""
        self.canvas.save()
