"""Golden papers: what is printed, line by line, kept beside the tests.

`python -m tests.documents.golden` writes them afresh; read the difference before you keep it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nscp_desktop.documents.pdf import draw
from nscp_desktop.papers import actions, agenda, attendance, breakouts, minutes
from nscp_desktop.papers.letterhead import Copy
from tests.documents import reading
from tests.papers import invented

FOLDER = Path(__file__).parent / "golden"


def _seen(pdf: bytes) -> str:
    """As it stands on the pages."""
    return "\n".join(reading.lines(pdf)) + "\n"


def _heard(pdf: bytes) -> str:
    """As it is read aloud."""
    parts = []
    for read in reading.structure(pdf):
        about = [read.scope.lower()] if read.scope else []
        about += [f"across {read.span}"] if read.span > 1 else []
        tag = f"{read.tag} ({', '.join(about)})" if about else read.tag
        parts.append(f"{'  ' * read.depth}{tag} {read.alternative or read.words}".rstrip())
    return "\n".join(parts) + "\n"


def papers() -> dict[str, str]:
    """Every golden paper by its file name."""

    def drawn(size: int, copy: Copy = Copy.FULL) -> bytes:
        content = replace(invented.MINUTES, year=None)
        return draw(minutes.compose(content, copy, size), invented.CREATED)

    year = replace(invented.ATTENDANCE, held=None, register=None)
    return {
        "agenda.txt": _seen(draw(agenda.compose(invented.AGENDA), invented.CREATED)),
        "agenda-large.txt": _seen(draw(agenda.compose(invented.AGENDA, size=16), invented.CREATED)),
        "minutes.txt": _seen(drawn(12)),
        "minutes-large.txt": _seen(drawn(16)),
        "minutes-partner.txt": _seen(drawn(12, Copy.PARTNER)),
        "minutes-public.txt": _seen(drawn(12, Copy.PUBLIC)),
        "minutes-read-aloud.txt": _heard(drawn(12)),
        "year-read-aloud.txt": _heard(draw(attendance.compose(year), invented.CREATED)),
        "action-log.txt": _seen(draw(actions.compose(invented.LOG), invented.CREATED)),
        "breakout-cards.txt": _seen(draw(breakouts.compose(invented.CARDS), invented.CREATED)),
    }


def write() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    for name, said in papers().items():
        (FOLDER / name).write_text(said, encoding="utf-8")


if __name__ == "__main__":
    write()
