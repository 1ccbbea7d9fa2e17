"""The bundled fonts as ReportLab knows them: registered once, with their widths and what they can print."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from nscp_desktop import assets

if TYPE_CHECKING:
    from collections.abc import Mapping

# In the order they are asked for a letter. Another script is another pair of files at the end.
_REGULAR = ("SourceSans3-Regular",)
_STRONG = ("SourceSans3-SemiBold",)
_registering = Lock()


@dataclass(frozen=True, slots=True)
class Face:
    """A registered font: ``widths`` of its letters in thousandths of the size, ``letters`` it has ink for."""

    name: str
    widths: Mapping[int, float]
    letters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of ordinary and of bold text, the first one preferred."""

    regular: tuple[Face, ...]
    strong: tuple[Face, ...]


def faces() -> Faces:
    """The bundled faces; the first call registers them (some tens of milliseconds).

    Raises FileNotFoundError when the program is not whole.
    """
    with _registering:
        return _faces()


@cache
def _faces() -> Faces:
    return Faces(tuple(_registered(name) for name in _REGULAR), tuple(_registered(name) for name in _STRONG))


def _registered(name: str) -> Face:
    font = TTFont(name, str(assets.asset("fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(font)
    letters = frozenset(chr(code) for code in font.face.charToGlyph)
    return Face(name, font.face.charWidths, letters)
