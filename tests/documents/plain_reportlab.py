"""The floor for speed: the same paper by ReportLab's own Platypus, without tags, bookmarks or outline.

It is what a straightforward program would do: paragraphs through the markup parser, tables of paragraphs.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, SimpleDocTemplate
from reportlab.platypus import PageBreak as Turn
from reportlab.platypus import Paragraph as Prose
from reportlab.platypus import Table as Grid

from nscp_desktop.documents.fonts import faces
from nscp_desktop.papers.blocks import (
    BarChart,
    Footnotes,
    Heading,
    Items,
    KeepTogether,
    KeyFigure,
    Marked,
    PageBreak,
    Paper,
    Paragraph,
    SideBySide,
    Table,
    flat,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from nscp_desktop.papers.blocks import Block, Text


def plain(paper: Paper) -> bytes:
    regular, strong = faces().regular[0].name, faces().strong[0].name
    body = ParagraphStyle("body", fontName=regular, fontSize=12, leading=16, spaceAfter=5)
    head = ParagraphStyle("head", fontName=strong, fontSize=14, leading=18, spaceBefore=10)
    cell = ParagraphStyle("cell", fontName=regular, fontSize=9, leading=11)

    def said(text: Text, style: ParagraphStyle = body) -> Prose:
        return Prose(escape(flat(text)).replace("\n", "<br/>"), style)

    def story(blocks: tuple[Block, ...]) -> Iterator[Flowable]:
        for block in blocks:
            if isinstance(block, Heading):
                yield Prose(escape(f"{block.number} {flat(block.text)}"), head)
            elif isinstance(block, Paragraph):
                yield said(block.text)
            elif isinstance(block, Marked):
                yield Prose(f"<b>{escape(block.label)}</b> {escape(flat(block.text))}", body)
            elif isinstance(block, Items):
                yield from (said(entry) for entry in block.entries)
            elif isinstance(block, Table):
                heads = [Prose(escape(column.head).replace("\n", "<br/>"), cell) for column in block.columns]
                rows = [[said(text, cell) for text in row.cells] for row in block.rows]
                yield Grid([heads, *(row + [""] * (len(heads) - len(row)) for row in rows)], repeatRows=1)
            elif isinstance(block, Footnotes):
                yield from (said(note.text, cell) for note in block.notes)
            elif isinstance(block, BarChart):
                yield Prose(escape(block.said), body)
            elif isinstance(block, KeyFigure):
                yield said(block.text)
                yield Prose(escape(block.definition), cell)
            elif isinstance(block, PageBreak):
                yield Turn()
            elif isinstance(block, KeepTogether):
                yield from story(block.blocks)
            elif isinstance(block, SideBySide):
                yield from story(block.left)
                yield from story(block.right)

    def furniture(canvas: Canvas, document: object) -> None:
        canvas.setFont(regular, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 30, paper.furniture.marking)
        canvas.drawString(48, 30, paper.furniture.line)
        canvas.drawRightString(A4[0] - 48, 30, str(canvas.getPageNumber()))

    pdfbold = strong  # <b> needs a family
    from reportlab.pdfbase.pdfmetrics import registerFontFamily

    registerFontFamily(regular, normal=regular, bold=pdfbold, italic=regular, boldItalic=pdfbold)
    out = BytesIO()
    template = SimpleDocTemplate(out, pagesize=A4, title=paper.title, leftMargin=48, rightMargin=48)
    template.build(list(story(paper.blocks)), onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()
