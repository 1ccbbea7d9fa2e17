"""What every paper of a group begins with and carries: names, marking, date, edition, copy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import Furniture
from nscp_desktop.rules.footnotes import minutes_time
from nscp_desktop.rules.year import long_date

if TYPE_CHECKING:
    from datetime import date, time


class Copy(StrEnum):
    """For whom a copy is: FULL for the group, PARTNER and PUBLIC without its restricted parts."""

    FULL = "full"
    PARTNER = "partner"
    PUBLIC = "public"


class Status(StrEnum):
    """Where a paper stands; ISSUED for papers that are not agreed, such as agendas and logs."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    AGREED = "agreed"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who speaks: the partnership and group in full and short, and the marking ("" for none)."""

    partnership: str
    group: str
    short: str
    marking: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a paper; ``agreed_on`` and ``subject_to`` belong to AGREED minutes."""

    status: Status
    version: int = 1
    agreed_on: date | None = None
    subject_to: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """When and where: ``ends`` is None while it is not known; ``place`` as minutes name it."""

    on: date
    starts: time
    ends: time | None = None
    place: str = ""


def edition_words(edition: Edition) -> str:
    """The edition at the foot of a page: "draft 1", "agreed, version 2", "version 1"."""
    return {
        Status.DRAFT: f"draft {edition.version}",
        Status.CIRCULATED: f"draft {edition.version}, circulated",
        Status.AGREED: f"agreed, version {edition.version}",
        Status.ISSUED: f"version {edition.version}",
    }[edition.status]


def copy_words(copy: Copy) -> str:
    """How a copy calls itself; the full one says nothing."""
    return "" if copy is Copy.FULL else f"{copy} copy"


def time_and_place(held: Held) -> str:
    """One line: "10.00am to 12.03pm, Quaker Lane Hall and Microsoft Teams"."""
    line = minutes_time(held.starts)
    if held.ends is not None:
        line += f" to {minutes_time(held.ends)}"
    return f"{line}, {held.place}" if held.place else line


def furniture(letterhead: Letterhead, when: str, kind: str, edition: Edition, copy: Copy) -> Furniture:
    """What every page carries: group, date, kind of paper, status and version, copy, marking."""
    parts = (letterhead.short, when, kind, edition_words(edition), copy_words(copy))
    return Furniture(letterhead.marking, ", ".join(part for part in parts if part))


def dated(letterhead: Letterhead, held: Held, kind: str, edition: Edition, copy: Copy) -> Furniture:
    """The furniture of a paper about one meeting."""
    return furniture(letterhead, long_date(held.on), kind, edition, copy)
