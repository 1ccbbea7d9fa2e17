"""What every page carries: the marking above and below, and at the foot the paper, its fingerprint, x of y."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.documents.fonts import faces
from nscp_desktop.documents.look import HAIR, STAMP
from nscp_desktop.documents.setting import Setter
from nscp_desktop.papers.blocks import Align, words

if TYPE_CHECKING:
    from nscp_desktop.documents.look import Look
    from nscp_desktop.documents.sheet import Sheet
    from nscp_desktop.documents.text import Spelling
    from nscp_desktop.papers.blocks import Furniture

_EDGE = 17.0
_APART = 18.0
_MOST_ROWS = 4


class Foot:
    """The furniture of pages of one shape."""

    def __init__(
        self, furniture: Furniture, look: Look, spelling: Spelling, size: tuple[float, float]
    ) -> None:
        """Set the furniture for pages of ``size`` points; a long foot line takes several rows."""
        self.size = size
        self._look = look
        self._stamp_word = furniture.stamp
        self._setter = Setter(spelling)
        self._width = size[0] - 2 * look.side
        style = look.foot
        # Names and markings are short; a page of them would leave no room for the paper.
        self._marking = self._setter.lines(words(furniture.marking), look.marking, self._width)[:_MOST_ROWS]
        self._stamp = self._setter.lines(words(furniture.fingerprint), style, self._width)
        numbers = self._setter.lines(words("999 of 999"), style, self._width)[0].width
        stamp = max((line.width for line in self._stamp), default=0.0)
        beside = self._width - numbers - stamp - (2 * _APART if stamp else _APART)
        self._line = self._setter.lines(words(furniture.line), style, self._width)[:_MOST_ROWS]
        self._in_one_row = len(self._line) == 1 and self._line[0].width <= beside
        # In the middle where the line leaves it free, else beside the line.
        middle = max((self._width - stamp) / 2, self._line[0].width + _APART) if self._line else 0.0
        self._stamp_at = middle if self._in_one_row else 0.0
        rows = 1 if self._in_one_row else len(self._line) + 1
        self._bottom = _EDGE + len(self._marking) * look.marking.leading + 3
        self._rule = self._bottom + rows * style.leading + 4
        self.top = self._rule + 10

    def draw_under(self, sheet: Sheet) -> None:
        """Draw what lies under the words of a page: the stamp, where there is one."""
        if self._stamp_word:
            sheet.stamp(self._stamp_word, faces().strong[0], self.size, STAMP)

    def draw(self, sheet: Sheet, page: int, pages: int) -> None:
        """Draw the furniture of page ``page`` of ``pages``."""
        look, left = self._look, self._look.side
        style = look.foot
        with sheet.marked(None):
            if self._marking:
                top = self.size[1] - _EDGE
                sheet.lines(self._marking, look.marking, left, top, self._width, Align.CENTRE)
                foot = _EDGE + len(self._marking) * look.marking.leading
                sheet.lines(self._marking, look.marking, left, foot, self._width, Align.CENTRE)
            top = self._rule - 4
            sheet.lines(self._line, style, left, top, self._width)
            if not self._in_one_row:
                top -= len(self._line) * style.leading
            sheet.lines(self._stamp, style, left + self._stamp_at, top, self._width)
            numbers = self._setter.lines(words(f"{page} of {pages}"), style, self._width)
            sheet.lines(numbers, style, left, top, self._width, Align.RIGHT)
        sheet.rule(left, self._rule, self._width, 0.6, HAIR)
