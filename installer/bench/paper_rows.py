"""The rows about papers: six pages of minutes, tagged, to plain untagged ReportLab, and the preview."""

from collections.abc import Iterator
from pathlib import Path

from installer.bench.measuring import Row, middle, taking_turns
from nscp_desktop.documents.pdf import draw
from nscp_desktop.papers import minutes
from tests.documents.plain_reportlab import plain
from tests.papers import invented


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
