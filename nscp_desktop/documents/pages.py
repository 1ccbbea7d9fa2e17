"""Pieces to pages: where each stands, which are split, which keep together, where heads are repeated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nscp_desktop.documents.pieces import Columns, NewPage, RowPiece, closer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.documents.pieces import Flow, Piece


@dataclass(frozen=True, slots=True)
class Space:
    """The room for pieces on a page in points: its left edge, top and foot, measured from the page's foot."""

    left: float
    top: float
    foot: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.top - self.foot


@dataclass(slots=True)
class Page:
    """A page: whether it lies on its side, and its pieces with the left and top of each."""

    landscape: bool
    placed: list[tuple[Piece, float, float]] = field(default_factory=list)


_NEXT_TO_NOTHING = 0.2
_CLOSER = (0.8, 0.55, 1.0)
"""Which shares of the air between rows and paragraphs are tried to save a page; the last is all of it."""


def _closer(part: Piece | Columns, share: float) -> Piece | Columns:
    if not isinstance(part, Columns):
        return closer(part, share)
    left, right = (tuple(closer(one, share) for one in side) for side in (part.left, part.right))
    return Columns(left, right, part.right_at)


class Paginator:
    """Puts pieces on pages, from the top down."""

    def __init__(self, upright: Space, sideways: Space) -> None:
        """Begin before the first page."""
        self._upright = upright
        self._sideways = sideways
        self._landscape = False
        self._y = 0.0
        self._gap = 0.0
        self.pages: list[Page] = []

    def run(self, flow: Sequence[Flow]) -> list[Page]:
        """The pages; there is always one."""
        part: list[Piece | Columns] = []
        for one in flow:
            if isinstance(one, NewPage):
                self._set(part)
                part = []
                self._landscape = one.landscape
                if self.pages and not self.pages[-1].placed:
                    self.pages.pop()
                self._turn()
            else:
                part.append(one)
        self._set(part)
        if not self.pages:
            self._turn()
        return self.pages

    def _set(self, part: Sequence[Piece | Columns]) -> None:
        """Put what stands between two new pages, closer together where its last page would hold next to nothing."""
        if not part:
            return
        if not self.pages:
            self._turn()
        first = len(self.pages)
        self._flow(part)
        many = len(self.pages)
        if many == first or self._space.top - self._y > _NEXT_TO_NOTHING * self._space.height:
            return
        for share in _CLOSER:
            del self.pages[first - 1 :]
            self._turn()
            self._flow([_closer(one, share) for one in part])
            if len(self.pages) < many:
                return

    def _flow(self, part: Sequence[Piece | Columns]) -> None:
        waiting: list[Piece] = []
        for one in part:
            if isinstance(one, Columns):
                self._place_all(waiting)
                waiting = []
                self._side_by_side(one)
            else:
                waiting.append(one)
        self._place_all(waiting)

    @property
    def _space(self) -> Space:
        return self._sideways if self._landscape else self._upright

    @property
    def _room(self) -> float:
        return self._y - self._space.foot

    def _turn(self) -> None:
        self.pages.append(Page(self._landscape))
        self._y = self._space.top
        self._gap = 0.0

    def _side_by_side(self, columns: Columns) -> None:
        """The right column where the left one begins; on a new page if the right one needs it."""
        if not self.pages:
            self._turn()
        right = sum(piece.above + piece.height + piece.below for piece in columns.right)
        needed = min(max(right, self._needed(columns.left, 0)), self._space.height)
        if self._gap + needed > self._room:
            self._turn()
        page, top, gap = len(self.pages), self._y, self._gap
        placed = self.pages[-1].placed
        begun = len(placed)
        self._place_all(columns.right, columns.right_at)
        if len(self.pages) > page:  # higher than a page: the left column follows it
            self._place_all(columns.left)
            return
        beside, self._y, self._gap = self._y, top, gap
        right_column, placed[begun:] = placed[begun:], []
        self._place_all(columns.left)
        # Drawn in reading order, for those who copy the words.
        placed += right_column
        if len(self.pages) == page:
            self._y = min(self._y, beside)

    def _place_all(self, pieces: Sequence[Piece], indent: float = 0.0) -> None:
        for index, piece in enumerate(pieces):
            if not self.pages:
                self._turn()
            if (
                self._page_is_used
                and self._gap_before(piece) + self._needed(pieces, index) > self._room + 0.01
            ):
                self._turn_for(piece, indent)
            self._place(piece, indent)

    @property
    def _page_is_used(self) -> bool:
        return self._y < self._space.top

    def _gap_before(self, piece: Piece) -> float:
        return max(self._gap, piece.above) if self._page_is_used else 0.0

    def _needed(self, pieces: Sequence[Piece], index: int) -> float:
        """The height of a piece with all that must stay with it, and the least part of what follows those.

        A chain higher than a page cannot be kept; then the least part of its first piece will do.
        """
        height, limit, at = 0.0, self._space.height, index
        while pieces[at].keeps_next and at < len(pieces) - 1 and height <= limit:
            height += pieces[at].height + max(pieces[at].below, pieces[at + 1].above)
            at += 1
        height += pieces[at].least
        return height if height <= limit else min(pieces[index].least, limit)

    def _turn_for(self, piece: Piece, indent: float) -> None:
        """A new page, with the head of the table that ``piece`` belongs to."""
        self._turn()
        if isinstance(piece, RowPiece) and piece.head is not None:
            head = piece.head.repeated()
            # A head that would fill the page is not worth repeating.
            if head.height < self._room / 2:
                self._put(head, indent)

    def _place(self, piece: Piece, indent: float) -> None:
        """Put the piece here, or as much of it as there is room for and the rest on pages that follow."""
        while self._gap_before(piece) + piece.height > self._room + 0.01:
            parts = piece.split(self._room - self._gap_before(piece))
            if parts is None:  # higher than any page and of one part
                break
            first, piece = parts
            self._put(first, indent)
            self._turn_for(piece, indent)
        self._put(piece, indent)

    def _put(self, piece: Piece, indent: float) -> None:
        self._y -= self._gap_before(piece)
        self.pages[-1].placed.append((piece, self._space.left + indent, self._y))
        self._y -= piece.height
        self._gap = piece.below
