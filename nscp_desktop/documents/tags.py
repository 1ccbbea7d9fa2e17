"""Tags: what each stretch of a page is, so that a paper can be read aloud (PDF/UA-1).

While pages are drawn, marked content is noted in a tree of elements; afterwards :func:`tagged` writes
that tree, its way back from the pages, the language, the title and the metadata into the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from datetime import datetime

_ROW = re.compile(rb"<[0-9A-Fa-f]+>\s*<0000>\s*")
_COUNT = re.compile(rb"(\d+) beginbfchar(.*?)endbfchar", re.DOTALL)


Attribute = str | int | tuple[float, ...]


@dataclass(slots=True, eq=False)
class Element:
    """A part of the paper: a heading, a row, a cell.

    ``children`` are elements inside it and stretches of content: (page from 0, number on that page).
    ``attributes`` are names, counts and boxes in points.
    """

    tag: str
    attributes: dict[str, Attribute] = field(default_factory=dict)
    alternative: str = ""
    children: list[Element | tuple[int, int]] = field(default_factory=list)

    def add(self, tag: str, alternative: str = "", **attributes: Attribute) -> Element:
        """A new element inside this one, after the others."""
        child = Element(tag, attributes, alternative)
        self.children.append(child)
        return child


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself."""

    title: str
    author: str
    language: str
    created: datetime


def tagged(drawn: bytes, document: Element, about: About) -> bytes:
    """The drawn file with its structure; the same file, tree and ``about`` give the same bytes."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _structure(pdf, document)
        _repair_letters(pdf)
        pdf.Root.Lang = String(about.language)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _describe(pdf, about)
        out = BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()


def _structure(pdf: pikepdf.Pdf, document: Element) -> None:
    """Write the tree of elements and, for each page, which element each of its marks belongs to."""
    pages: list[pikepdf.Object] = [page.obj for page in pdf.pages]
    owners: list[list[pikepdf.Object]] = [[] for _ in pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([_written(pdf, document, root, pages, owners)])
    numbers = Array()
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        numbers.append(index)
        numbers.append(pdf.make_indirect(Array(owners[index])))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = root


def _written(
    pdf: pikepdf.Pdf,
    element: Element,
    parent: pikepdf.Object,
    pages: list[pikepdf.Object],
    owners: list[list[pikepdf.Object]],
) -> pikepdf.Object:
    """The element and all inside it, as an object of the file."""
    written = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
    if element.attributes:
        written.A = Dictionary({f"/{key}": _attribute(value) for key, value in element.attributes.items()})
    if element.alternative:
        written.Alt = String(element.alternative)
    children = Array()
    for child in element.children:
        if isinstance(child, Element):
            children.append(_written(pdf, child, written, pages, owners))
            continue
        page, number = child
        marks = owners[page]
        # Numbers rise in the order of drawing, which need not be the order of the tree.
        marks.extend(Dictionary() for _ in range(number + 1 - len(marks)))
        marks[number] = written
        children.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
    if len(children):
        written.K = children
    return written


def _attribute(value: Attribute) -> pikepdf.Object | int:
    """A name, a number or a box as the file writes it."""
    if isinstance(value, str):
        return Name("/" + value)
    return value if isinstance(value, int) else Array([round(part, 2) for part in value])


def _repair_letters(pdf: pikepdf.Pdf) -> None:
    """Take U+0000 out of the tables that say which letter a glyph is: places the subset does not use."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            table = item.ToUnicode.read_bytes()
            item.ToUnicode.write(_COUNT.sub(_without_nothing, table))


def _without_nothing(found: re.Match[bytes]) -> bytes:
    rows = _ROW.sub(b"", found.group(2))
    return b"%d beginbfchar%sendbfchar" % (rows.count(b"<") // 2, rows)


def _describe(pdf: pikepdf.Pdf, about: About) -> None:
    """Title, author, language and the moment given, in the file's dictionary and its XMP."""
    stamp = about.created.strftime("D:%Y%m%d%H%M%S%z")
    zone = f"{stamp[-5:-2]}'{stamp[-2:]}'"
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = String(about.title)
    pdf.docinfo["/Author"] = String(about.author)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(stamp[:-5] + zone)
    instant = about.created.isoformat(timespec="seconds")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = about.title
        metadata["dc:creator"] = [about.author]
        metadata["dc:language"] = {about.language}
        metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = instant
        metadata["pdfuaid:part"] = "1"
