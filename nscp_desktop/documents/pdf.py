"""A paper as PDF: pages with marking and foot, tagged for reading aloud, the same bytes for the same paper."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from nscp_desktop.documents.charts import chart_svg
from nscp_desktop.documents.fonts import faces
from nscp_desktop.documents.furniture import Foot
from nscp_desktop.documents.layout import Layout
from nscp_desktop.documents.look import A4, look
from nscp_desktop.documents.pages import Paginator, Space
from nscp_desktop.documents.sheet import Sheet
from nscp_desktop.documents.tags import About, Element, tagged
from nscp_desktop.documents.text import Spelling

if TYPE_CHECKING:
    from datetime import datetime

    from nscp_desktop.papers.blocks import Paper

__all__ = ["chart_svg", "draw"]


def draw(paper: Paper, created: datetime) -> bytes:
    """The paper as a PDF file.

    Args:
        paper: what it says; its ``size`` is 12 or 16 points.
        created: the moment noted in the file, with its zone; the same paper and moment give the same bytes.

    Returns:
        The file: A4, tagged (PDF/UA-1), with bookmarks, title and language.

    Raises:
        ValueError: ``created`` has no zone.
        FileNotFoundError: a font is missing because the program is not whole.
    """
    if created.tzinfo is None:
        raise ValueError("the moment a paper is made needs its zone")
    styles = look(paper.size)
    known = faces()
    spelling = Spelling(known)
    document = Element("Document")
    layout = Layout(styles, paper.size, spelling, document)
    (width, height), side = A4, styles.side
    upright = Foot(paper.furniture, styles, spelling, (width, height))
    sideways = Foot(paper.furniture, styles, spelling, (height, width))
    flow = layout.flow(paper.blocks, (width - 2 * side, height - 2 * side))
    flow += layout.codes(width - 2 * side)
    pages = Paginator(
        Space(side, height - styles.top, upright.top), Space(side, width - styles.top, sideways.top)
    ).run(flow)
    out = BytesIO()
    sheet = Sheet(out, known.regular[0].name, paper.language)
    for number, page in enumerate(pages, start=1):
        foot = sideways if page.landscape else upright
        sheet.begin(foot.size)
        foot.draw_under(sheet)
        for piece, left, top in page.placed:
            piece.draw(sheet, left, top)
        foot.draw(sheet, number, len(pages))
        sheet.turn()
    sheet.save()
    about = About(spelling.shown(paper.title), spelling.shown(paper.author), paper.language, created)
    return tagged(out.getvalue(), document, about)
