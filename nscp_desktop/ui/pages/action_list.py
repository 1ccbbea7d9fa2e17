"""Actions as the log on the screen lists them: columns, orders, filter, and rows that keep their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nscp_desktop.rules.actions import ActionKind, ActionState, Colour
from nscp_desktop.rules.wording import fold
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from nscp_desktop.services.actions import ActionRow

_PLACE = {colour: place for place, colour in enumerate(Colour)}
_MOST_NEW = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """An action in the list: where it comes from in words, and its group where several are listed."""

    row: ActionRow
    origin: str
    group: str = ""

    @property
    def id(self) -> str:
        """The action's id."""
        return self.row.id


def state_tone(row: ActionRow) -> Tone:
    """The tone of an action's state: green done, red overdue, amber under way."""
    if row.state == ActionState.DONE:
        return Tone.GREEN
    if row.is_overdue:
        return Tone.RED
    under_way = row.state == ActionState.IN_HAND or row.answered > 0
    return Tone.AMBER if under_way else Tone.NEUTRAL


def row_tone(one: Listed) -> Tone | None:
    """A late action is tinted red."""
    return Tone.RED if one.row.is_overdue else None


def due_note(row: ActionRow) -> str:
    """What stands under the date: how late it is, or what the date was said as ("next meeting")."""
    if row.late_words or row.state == ActionState.DONE:
        return row.late_words
    if row.due is not None and not row.due_said:
        return "not said"
    said = row.due_words.removeprefix("by ").strip().lower()
    return said if said.startswith("next ") and said.endswith(("meeting", "board", "yab")) else ""


def short_day(day: date, today: date) -> str:
    """A day in a quiet line: "14 Jan", with the year when it is not this year's."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"


def _note(one: Listed) -> str:
    row = one.row
    return row.difference if row.state == ActionState.DONE and row.difference else row.note


def _closed(one: Listed) -> str:
    row = one.row
    return short_day(row.closed_on, row.today) if row.closed_on is not None else ""


def _state_order(one: Listed) -> tuple[int, str]:
    return _PLACE[one.row.colour], one.row.state_words


COLUMNS: Final[tuple[Column[Listed], ...]] = (
    # A reference is never broken or shortened: the longest is like GY-2701-12.
    Column("ref", "Ref", lambda one: one.row.reference, strong=True, width=98, least=98),
    Column("action", "Action", lambda one: one.row.text, quiet=_note),
    Column(
        "owner",
        "Owner",
        lambda one: one.row.owner,
        quiet=lambda one: one.row.owner_line,
        tone=lambda one: None if one.row.owned else Tone.AMBER,
        width=184,
    ),
    Column(
        "due",
        "Due",
        lambda one: one.row.due_text,
        quiet=lambda one: due_note(one.row),
        tone=lambda one: Tone.AMBER if one.row.due is None else None,
        quiet_tone=lambda one: Tone.RED if one.row.is_overdue else None,
        sort=lambda one: one.row.due,
        width=124,
        least=112,
    ),
    Column(
        "from",
        "From",
        lambda one: one.origin,
        quiet=lambda one: one.group,
        sort=lambda one: (one.row.meeting_date, one.row.reference),
        width=148,
        may_go=True,
    ),
    Column(
        "theme",
        "Theme",
        lambda one: one.row.theme,
        tone=lambda one: Tone.TEAL if one.row.theme else None,
        sort=lambda one: one.row.theme.casefold() or None,
        kind=Kind.PILL,
        width=152,
        least=116,
        may_go=True,
    ),
    Column(
        "state",
        "State",
        lambda one: one.row.state_words,
        quiet=_closed,
        tone=lambda one: state_tone(one.row),
        sort=_state_order,
        kind=Kind.PILL,
        width=96,
        least=88,
    ),
)

ORDERS: Final = (
    ("", "Red and amber first"),
    ("due", "By due date"),
    ("ref", "By reference"),
    ("action", "By action"),
    ("owner", "By owner"),
    ("from", "By meeting"),
    ("theme", "By theme"),
    ("state", "By state"),
)
"""What the list can be ordered by, for those who do not click on a heading: a column's key, in words."""

_KEYS = tuple(column.key for column in COLUMNS)


def place_of_column(key: str) -> int:
    """The place of a column; -1 for "", the order in which the actions are asked."""
    return _KEYS.index(key) if key else -1


def key_of_column(place: int) -> str:
    """The key of the column in a place, "" for none."""
    return _KEYS[place] if place >= 0 else ""


def in_place(before: Sequence[str], rows: Sequence[ActionRow]) -> tuple[ActionRow, ...]:
    """Rows of which those listed before keep their places; a new one stands behind the one it follows.

    So a row does not run away from under the hands of somebody who has just done something to it.
    """
    found = {row.id: row for row in rows}
    known = set(before)
    new = [at for at, row in enumerate(rows) if row.id not in known]
    kept = [found[one] for one in before if one in found]
    if not kept or len(new) > _MOST_NEW:
        return tuple(rows)
    for at in new:
        follows = rows[at - 1] if at else None
        kept.insert(kept.index(follows) + 1 if follows is not None else 0, rows[at])
    return tuple(kept)


class Filter:
    """Narrows a list to the rows in which every word occurs; folds each row once, not at every key."""

    def __init__(self) -> None:
        """Begin with nothing folded."""
        self._folded: dict[int, str] = {}

    def forget(self) -> None:
        """Let go of what was folded: other rows are listed now."""
        self._folded = {}

    def narrowed(self, listed: Iterable[Listed], words: str) -> tuple[Listed, ...]:
        """The rows in whose reference, text, owner, theme or last note every word occurs."""
        wanted = fold(words).split()
        if not wanted:
            return tuple(listed)
        return tuple(one for one in listed if all(word in self._searched(one) for word in wanted))

    def _searched(self, one: Listed) -> str:
        # The rows live as long as the list, so their places in memory name them.
        name = id(one)
        if name not in self._folded:
            self._folded[name] = one.row.searched
        return self._folded[name]


def asks_everybody(row: ActionRow) -> bool:
    """Whether every organisation is asked for a line."""
    return row.kind == ActionKind.EVERY_ORGANISATION and row.asked > 0
