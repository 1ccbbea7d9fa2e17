"""A paper's fingerprint: twelve letters and figures that change with any word of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import Block, Furniture, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

NORMAL, LARGE = 12, 16


def fingerprint(title: str, line: str, blocks: tuple[Block, ...]) -> str:
    """The fingerprint of what is printed, in three groups: "9f3c 71e0 b2a4"."""
    said = json.dumps([title, line, _plain(blocks)], ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{digest[:4]} {digest[4:8]} {digest[8:12]}"


def finished(
    title: str, author: str, furniture: Furniture, size: int, blocks_at: Callable[[int], tuple[Block, ...]]
) -> Paper:
    """A paper of ``size`` points with its fingerprint, which is that of the 12 point print.

    So the large print of a paper carries the same fingerprint. Refuses other sizes with ValueError.
    """
    if size not in (NORMAL, LARGE):
        raise ValueError(f"papers are printed at {NORMAL} or {LARGE} points, not {size}")
    blocks = blocks_at(NORMAL)
    stamp = fingerprint(title, furniture.line, blocks)
    return Paper(
        title=title,
        author=author,
        furniture=replace(furniture, fingerprint=stamp),
        blocks=blocks if size == NORMAL else blocks_at(size),
        size=size,
    )


def _plain(value: object) -> object:
    """The value as lists of plain things with the names of their kinds, the same on every Python."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    return value
