"""The rows about papers: six pages of minutes, tagged, to plain untagged ReportLab, and the preview."""

from collections.abc import Iterator
from pathlib import Path

from installer.bench.measuring import Row, middle, taking_turns
from nscp_desktop import app
from nscp_desktop.documents.pdf import draw
from nscp_desktop.papers import minutes
from nscp_desktop.ui.pdf_pages import PdfPages
from tests.documents.plain_reportlab import plain
from tests.papers import invented

PAGE_AT_150_DPI = 1240
"""Pixels across an A4 page."""


def rows(_ten_years: Path) -> Iterator[Row]:
    """Measure drawing, warm, on the invented minutes."""
    paper = minutes.compose(invented.MINUTES)
    draw(paper, invented.CREATED)
    plain(paper)
    mine, least = taking_turns((lambda _at: draw(paper, invented.CREATED), lambda _at: plain(paper)), 15)
    note = f"{middle(mine) * 1000:.0f} ms to {middle(least) * 1000:.0f} ms"
    yield Row(
        "minutes of six pages, warm, tagged, to untagged ReportLab",
        middle(mine) / middle(least),
        2.5,
        note=note,
    )
    application = app.dressed()
    pages = PdfPages("Minutes")
    pages.resize(PAGE_AT_150_DPI + 60, 900)
    pages.show()
    application.processEvents()
    drawn = draw(paper, invented.CREATED)
    mine, least = taking_turns(
        (lambda _at: pages.show_pdf(drawn), lambda _at: draw(paper, invented.CREATED)), 15
    )
    note = f"{middle(mine) * 1000:.0f} ms to {middle(least) * 1000:.0f} ms"
    yield Row(
        "first preview page at 150 dpi, to generating the document",
        middle(mine) / middle(least),
        1,
        note=note,
    )
    pages.close()
