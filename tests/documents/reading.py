"""Reads a drawn paper back: its lines as they stand on the page, and its structure as it is read aloud."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdf


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of each page from the top, what stands side by side parted by " | "."""
    return [_lines(page) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def lines(pdf: bytes) -> list[str]:
    """All lines, with a line that names each page."""
    said: list[str] = []
    for number, page in enumerate(pages(pdf), start=1):
        said += [f"--- page {number}", *page]
    return said


def flowing(pdf: bytes) -> str:
    """All words in reading order with single spaces."""
    return " ".join(element.words for element in structure(pdf) if element.words)


def _lines(page: pypdf.PageObject) -> list[str]:
    rows: dict[int, list[tuple[float, str]]] = defaultdict(list)

    for left, base, text in places(page):
        rows[round(base)].append((left, text))
    return [_joined(rows[at]) for at in sorted(rows, reverse=True)]


def places(page: pypdf.PageObject) -> list[tuple[float, float, str]]:
    """The texts of a page with the left and the base line of each, in points."""
    found: list[tuple[float, float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            found.append((tm[4] + cm[4], tm[5] + cm[5], text.strip("\n")))

    page.extract_text(visitor_text=visit)
    return found


def _joined(parts: list[tuple[float, str]]) -> str:
    """The parts of a line from the left; parts of one text have one origin and run on."""
    cells: dict[float, str] = defaultdict(str)
    for left, part in parts:
        cells[left] += part
    return " | ".join(" ".join(cells[left].split()) for left in sorted(cells))


@dataclass(frozen=True)
class Read:
    """One element of the structure tree, in reading order."""

    tag: str
    depth: int
    words: str
    scope: str = ""
    span: int = 1
    alternative: str = ""


def structure(pdf: bytes) -> list[Read]:
    """The structure tree, depth first, with the words of each element."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        marked = [_marked(page) for page in opened.pages]
        numbers = {page.obj.objgen: index for index, page in enumerate(opened.pages)}
        found: list[Read] = []
        root: Any = opened.Root.StructTreeRoot

        def walk(element: Any, depth: int) -> None:  # noqa: ANN401
            place = len(found)
            said: list[str] = []
            for child in element.get("/K", []):
                if child.get("/Type") == "/MCR":
                    said.append(marked[numbers[child.Pg.objgen]].get(int(child.MCID), ""))
                else:
                    walk(child, depth + 1)
            attributes = element.get("/A", pikepdf.Dictionary())
            read = Read(
                str(element.S)[1:],
                depth,
                " ".join("".join(said).split()),
                str(attributes.get("/Scope", "/"))[1:],
                int(attributes.get("/ColSpan", 1)),
                str(element.get("/Alt", "")),
            )
            found.insert(place, read)

        for child in root.K:
            walk(child, 0)
    return found


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The words of each stretch of marked content on a page."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    words: dict[int, str] = defaultdict(str)
    open_marks: list[int | None] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            mark = operands[1].get("/MCID") if name == "BDC" else None
            open_marks.append(None if mark is None else int(mark))
        elif name == "EMC":
            open_marks.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name == "Tj" and open_marks and open_marks[-1] is not None:
            words[open_marks[-1]] += "".join(letters.get(code, "�") for code in bytes(operands[0]))
    assert not open_marks
    return words


def _letters(font: Any) -> dict[int, str]:  # noqa: ANN401
    table = font.ToUnicode.read_bytes().split(b"beginbfchar")[1].split(b"endbfchar")[0].split()
    return {
        int(code[1:-1], 16): chr(int(to[1:-1], 16)) for code, to in zip(table[::2], table[1::2], strict=True)
    }
