"""How the columns of a table share its width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QFontMetrics

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Face

from .rows import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .rows import Column

_LEAST_SHARED = 120
# What a column without a width should have before others are squeezed or go.
_EASY_SHARED = 220
_SQUEEZE = 0.7
_CODE_WIDTH = 42


def wanted(column: Column[Any], *, listed: bool = False) -> int:
    """Give the width a column should have, in pixels; a list is narrow by nature and asks for less."""
    if column.width is not None:
        return theme.grown(column.width)
    return theme.grown(_LEAST_SHARED if listed else column.least or _EASY_SHARED)


def _least(column: Column[Any], most: int) -> int:
    """Give the width below which a column of a given width, at ``most`` that wide, is not squeezed, in pixels."""
    if column.least is not None:
        return min(most, theme.grown(column.least))
    if column.kind is Kind.CODE:
        title = QFontMetrics(theme.font(Face.HEAD)).horizontalAdvance(column.title)
        return min(most, max(theme.grown(_CODE_WIDTH), title + 10))
    return int(_SQUEEZE * most)


def shared_out(columns: Sequence[Column[Any]], asked: Mapping[int, int], room: int) -> dict[int, int]:
    """Give each column that is shown its width; ``asked`` has what each should have, and leaves empty ones out.

    Fixed columns get their width and the others share what is left by weight. When there is too little,
    columns that may go are hidden, then fixed ones are squeezed to their least; only then is there a scroll bar.
    """
    shown = [at for at in asked if not _goes(at, columns, asked, room)]
    fixed = [at for at in shown if columns[at].width is not None]
    spare = sum(asked[at] - _least(columns[at], asked[at]) for at in fixed)
    missing = sum(asked[at] for at in shown) - room
    squeeze = min(1.0, max(0.0, missing / spare)) if spare else 0.0
    widths = {at: int(asked[at] - (asked[at] - _least(columns[at], asked[at])) * squeeze) for at in fixed}
    left = room - sum(widths.values())
    weights = sum(columns[at].weight for at in shown if at not in widths)
    for at in shown:
        if at not in widths:
            widths[at] = max(theme.grown(_LEAST_SHARED), int(left * columns[at].weight / weights))
    return widths


def _goes(place: int, columns: Sequence[Column[Any]], asked: Mapping[int, int], room: int) -> bool:
    """Say whether a column goes because those that stay, and those that would go after it, need the room."""
    if columns[place].goes_last:
        stay = (at for at in asked if not columns[at].may_go)
        shared = theme.grown(_LEAST_SHARED)
        return room < sum(
            shared if columns[at].width is None else _least(columns[at], asked[at]) for at in stay
        )
    if not columns[place].may_go:
        return False
    return sum(wide for at, wide in asked.items() if at <= place or not columns[at].may_go) > room
