"""Draws every widget into pictures, to be looked at beside what was designed.

``python -m tests.ui.gallery OUT [THEME] [TEXT_SIZE]`` writes one PNG for each page; the scale factor is
Qt's own ``QT_SCALE_FACTOR``. Everybody and everything in them is invented.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Ask,
    Body,
    Button,
    Caption,
    Card,
    Check,
    Chip,
    Clock,
    DateBox,
    EmptyState,
    Field,
    Heading,
    KeyHint,
    LineEdit,
    MinutesBox,
    NoteEdit,
    Page,
    PageHead,
    Pick,
    Pill,
    Quiet,
    Sentence,
    Small,
    Table,
    TimeBox,
    Title,
    UndoBar,
    across,
)

if TYPE_CHECKING:
    from collections.abc import Callable

from tests.ui import gallery_pages

SIZE = (1366, 768)


def controls(*, narrow: bool = False) -> QWidget:
    page = Page()
    page.body.addWidget(PageHead("Controls", right=(Button("Primary", primary=True, alt="P"),)))
    off = Button("Not now")
    off.setEnabled(False)
    ticked, picked = Check("Minutes were agreed", alt="M"), Pick("Online")
    ticked.setChecked(True)
    picked.setChecked(True)
    page.body.addLayout(
        across(
            Button("R&D group", alt="D"),
            Button("Lock", icon="lock"),
            Button("", icon="printer", name="Print"),
            Button("", icon="ellipsis", name="More", quiet=True),
            Button("Touch me", touch=True, primary=True),
            off,
            ticked,
            Check("Hide names"),
            picked,
            Pick("In the room"),
            SPRING,
        )
    )
    page.body.addLayout(
        across(
            *(Pill(one.value, one) for one in Tone),
            *(Chip(one.value, one) for one in Tone),
            KeyHint("Ctrl PgDn"),
            SPRING,
        )
    )
    time, day, minutes = TimeBox(name="Begins"), DateBox(name="Day"), MinutesBox(name="Minutes")
    page.body.addLayout(
        across(
            Field(
                "Title",
                LineEdit(name="Title", placeholder="What is it called?"),
                alt="T",
                help_line="As the agenda prints it.",
            ),
            Field("Begins", time),
            Field("Day", day),
            Field("Takes", minutes),
            gap=16,
        )
    )
    page.body.addWidget(
        Sentence(
            "Nothing has been changed. Try again.", Tone.RED, lead="That passphrase does not open this store."
        )
    )
    page.body.addWidget(Sentence("Two rooms have not come back.", Tone.AMBER, button=Button("Show them")))
    page.body.addWidget(Sentence("Minutes are ready.", Tone.TEAL))
    card = Card("Outcomes")
    card.body.addWidget(
        EmptyState(
            "No outcomes yet",
            "When an action is closed, say what difference it made. It appears here.",
            Button("Go to actions", primary=True),
        )
    )
    box = NoteEdit(name="Long text")
    box.setPlainText("\n".join(f"Line {n}" for n in range(60)))
    side = Card("Words")
    for label in (
        Title("Title"),
        Heading("Heading"),
        Body("Body"),
        Quiet("Quiet"),
        Small("Small"),
        Caption("CAPTION"),
        Clock("10:48"),
    ):
        side.body.addWidget(label)
    page.body.addLayout(across(card, side, box, gap=16), 1)
    return page


PAGES: dict[str, Callable[..., QWidget]] = {
    "today": gallery_pages.today,
    "actions": gallery_pages.actions,
    "attendance": gallery_pages.attendance,
    "run": gallery_pages.run,
    "controls": controls,
}


def _with_focus(name: str, page: QWidget) -> None:
    """Put the keyboard where it can be looked at, and a bar over the controls."""
    kind = {"run": NoteEdit, "actions": Table, "controls": Button}.get(name)
    if kind is not None:
        page.findChildren(kind)[0].setFocus()
    if name == "controls":
        UndoBar(page).say("Priya Nair marked present, online, for Dr Ann Sale.")


def render(out: Path) -> list[Path]:
    """Write the pictures and give their paths."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    for name, make in PAGES.items():
        page = make(narrow=scale >= 1.5)
        page.resize(round(SIZE[0] / scale), round(SIZE[1] / scale))
        page.show()
        QApplication.processEvents()
        _with_focus(name, page)
        QApplication.processEvents()
        written.append(_grabbed(page, out / f"{name}.png"))
    ask = Ask(
        None,
        "Send the minutes out?",
        "The draft leaves this laptop as a file that is not encrypted.",
        [("send", "Write the file")],
        cancel="Not yet",
    )
    ask.show()
    QApplication.processEvents()
    written.append(_grabbed(ask, out / "ask.png"))
    return written


def _grabbed(widget: QWidget, path: Path) -> Path:
    widget.grab().save(str(path))
    widget.close()
    return path


def main() -> None:
    app = QApplication(sys.argv[:1])
    wanted = sys.argv[2] if len(sys.argv) > 2 else "light"
    palette = next(one for one in theme.PALETTES if one.name == wanted)
    theme.apply(app, palette, float(sys.argv[3]) if len(sys.argv) > 3 else 1.0)
    for path in render(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
