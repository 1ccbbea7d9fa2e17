"""A partnership as its file says it: read from ``resources/partnerships``, checked, and given as values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nscp_desktop import assets
from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.rules.agenda import Duty, ItemKind, check_minutes
from nscp_desktop.rules.references import parse
from nscp_desktop.rules.wording import fold, quoted

FOLDER = "partnerships"
PRACTICE = "practice"
"""The code of the partnership in which people practise; it lies apart, because nobody may choose it."""
FRONT_DOOR_NOTE = "front door note"
"""The key of the sentence that says who sets the front door's number."""


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group in the file; ``kind`` is "group" or "chairs"."""

    code: str
    name: str
    short: str
    title: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorEntry:
    """A sector in the file, with what else people call it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A theme in the file; ``parent`` is the code of the theme it belongs to, or empty."""

    code: str
    name: str
    words: tuple[str, ...]
    parent: str


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """A Youth Advisory Board in the file, with the codes of the groups that face it."""

    name: str
    district: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An item of an agenda in the file, ``minutes`` long."""

    title: str
    kind: str
    duty: str
    minutes: int
    lead: str
    paper: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An agenda in the file, from which rounds are made; times as "10:00"."""

    name: str
    starts: str
    ends: str
    items: tuple[ItemEntry, ...]


@dataclass(frozen=True, slots=True)
class PartnershipFile:
    """Everything a partnership's file says."""

    code: str
    name: str
    short: str
    area: str
    time_zone: str
    year_starts_month: int
    days_to_issue_minutes: int
    front_door_name: str
    front_door_number: str
    groups: tuple[GroupEntry, ...]
    sectors: tuple[SectorEntry, ...]
    themes: tuple[ThemeEntry, ...]
    boards: tuple[BoardEntry, ...]
    wording: tuple[tuple[str, str], ...]
    marking: tuple[tuple[str, str], ...]
    agendas: tuple[AgendaEntry, ...]


def available() -> tuple[PartnershipFile, ...]:
    """Every partnership that comes with the program, by name.

    Refuses (``Refused``) when one of the files cannot be used, naming it and what is wrong.
    """
    files = (described(code) for code in assets.names(FOLDER, ending=".toml"))
    return tuple(sorted(files, key=lambda one: fold(one.name)))


def described(code: str) -> PartnershipFile:
    """The partnership with that code; refuses one that does not come with the program (``Unknown``)."""
    if code == PRACTICE:
        return parsed(code, assets.text(PRACTICE, "partnership.toml"))
    if code not in assets.names(FOLDER, ending=".toml"):
        known = ", ".join(assets.names(FOLDER, ending=".toml"))
        raise Unknown(f"There is no partnership called {quoted(code)} here. There are: {known}.")
    return parsed(code, assets.text(FOLDER, f"{code}.toml"))


def parsed(code: str, text: str) -> PartnershipFile:
    """What a partnership file says.

    Refuses (``Refused``) text that is not TOML, a field that is missing or of the wrong kind, a code given
    twice, a kind or duty of item that the program does not know, and a board of an unknown group.
    """
    try:
        found = _whole(tomllib.loads(text))
        _check(code, found)
    except (ValueError, KeyError, TypeError, AttributeError, ZoneInfoNotFoundError, Refused) as error:
        what = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error).rstrip(".")
        raise Refused(f"The partnership file {code}.toml cannot be used: {what}.") from error
    return found


def _whole(raw: dict[str, Any]) -> PartnershipFile:
    own, door = raw["partnership"], raw["front_door"]
    wording = {_text(key): _text(sentence) for key, sentence in raw["wording"].items()}
    if door.get("note"):
        wording[FRONT_DOOR_NOTE] = _text(door["note"])
    return PartnershipFile(
        code=_text(own["code"]),
        name=_text(own["name"]),
        short=_text(own["short"]),
        area=_text(own["area"]),
        time_zone=ZoneInfo(_text(own.get("time_zone", "Europe/London"))).key,
        year_starts_month=_number(own.get("year_starts_month", 4)),
        days_to_issue_minutes=_number(own.get("days_to_issue_minutes", 10)),
        front_door_name=_text(door["name"]),
        front_door_number=_text(door["number"]),
        groups=tuple(_group(one) for one in raw["group"]),
        sectors=tuple(SectorEntry(_text(one["name"]), _texts(one, "words")) for one in raw["sector"]),
        themes=tuple(_theme(one) for one in raw.get("theme", ())),
        boards=tuple(_board(one) for one in raw.get("board", ())),
        wording=tuple(wording.items()),
        marking=tuple((_text(paper), _text(mark)) for paper, mark in raw["marking"].items()),
        agendas=tuple(_agenda(one) for one in raw["agenda"]),
    )


def _group(raw: dict[str, Any]) -> GroupEntry:
    kind = _text(raw.get("kind", "group"))
    if kind not in {"group", "chairs"}:
        raise ValueError(f"“{kind}” is no kind of group")
    code, name = _text(raw["code"]), _text(raw["name"])
    if parse(f"{code}-2601-01") is None:
        raise ValueError(f"“{code}” cannot be a group's code")
    return GroupEntry(
        code,
        name,
        _text(raw.get("short", name)),
        _text(raw.get("title", name)),
        kind,
        _texts(raw, "aliases"),
    )


def _theme(raw: dict[str, Any]) -> ThemeEntry:
    return ThemeEntry(
        _text(raw["code"]), _text(raw["name"]), _texts(raw, "words"), _text(raw.get("parent", ""))
    )


def _board(raw: dict[str, Any]) -> BoardEntry:
    name = _text(raw["name"])
    return BoardEntry(name, _text(raw.get("district", name)), _texts(raw, "groups"))


def _agenda(raw: dict[str, Any]) -> AgendaEntry:
    starts, ends = _text(raw["starts"]), _text(raw["ends"])
    for at in (starts, ends):
        time.fromisoformat(at)
    return AgendaEntry(_text(raw["name"]), starts, ends, tuple(_item(one) for one in raw["item"]))


def _item(raw: dict[str, Any]) -> ItemEntry:
    return ItemEntry(
        _text(raw["title"]),
        ItemKind(_text(raw["kind"])).value,
        Duty(_text(raw.get("duty", ""))).value,
        check_minutes(_number(raw["minutes"])),
        _text(raw.get("lead", "")),
        _text(raw.get("paper", "")),
        _texts(raw, "questions"),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} should be text")
    return value


def _texts(raw: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_text(one) for one in raw.get(key, ()))


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} should be a whole number")
    return value


def _check(code: str, file: PartnershipFile) -> None:
    """Refuse what is well formed but contradicts itself."""
    if file.code != code:
        raise ValueError(f"it calls itself “{file.code}”")
    if not 1 <= file.year_starts_month <= 12:
        raise ValueError(f"the year cannot start in month {file.year_starts_month}")
    groups = [group.code for group in file.groups]
    themes = [theme.code for theme in file.themes]
    for what, keys in (
        ("group", groups),
        ("theme", themes),
        ("sector", [fold(sector.name) for sector in file.sectors]),
        ("board", [fold(board.name) for board in file.boards]),
    ):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"{what} “{twice[0]}” is there twice")
    for board in file.boards:
        for strange in set(board.groups) - set(groups):
            raise ValueError(f"board {board.name} faces group “{strange}”, which is not there")
    for theme in file.themes:
        if theme.parent and theme.parent not in themes[: themes.index(theme.code)]:
            raise ValueError(
                f"theme {theme.code} belongs to “{theme.parent}”, which does not stand before it"
            )
