"""The stylesheet, made from a palette and a text size.

What Qt can draw well from a sheet is here: labels, frames, boxes for typing, tables, bars. What it
cannot (key caps, pills, mnemonics beside key caps) is painted by the widgets from the same tokens.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from .fonts import FAMILY, Face

if TYPE_CHECKING:
    from .palette import Palette

# Roles of labels: class name, face, token of the ink, token of the ink on the accent card.
_WORDS = (
    ("Title", Face.TITLE, "ink", "on_fill"),
    ("HeroTitle", Face.HERO, "ink", "on_fill"),
    ("Heading", Face.HEADING, "ink", "on_fill"),
    ("Body", Face.BODY, "ink", "on_fill"),
    ("Strong", Face.STRONG, "ink", "on_fill"),
    ("Quiet", Face.BODY, "second", "on_fill_quiet"),
    ("Small", Face.SMALL, "second", "on_fill_quiet"),
    ("Caption", Face.CAPTION, "third", "on_fill_quiet"),
    ("Mark", Face.MARK, "red", "on_fill"),
    ("Clock", Face.CLOCK, "ink", "on_fill"),
    ("FigureWords", Face.FIGURE, "ink", "on_fill"),
    ("Brand", Face.BRAND, "ink", "on_fill"),
)

_FRAMES = """
QMainWindow, QDialog { background: $ground; }
Card, Figure { background: $paper; border: 1px solid $line; border-radius: 10px; }
Card[chosen="true"] { border: 1px solid $accent; }
HeroCard { background: $fill; border: 0; border-radius: 12px; }
Side { background: $rail; border: 0; }
Side[edge="right"] { border-right: 1px solid $line; }
Side[edge="left"] { border-left: 1px solid $line; }
NavList { background: $rail; border: 0; border-right: 1px solid $line; }
Band { background: $paper; border: 0; }
Band[edge="bottom"] { border-bottom: 1px solid $line; }
Band[edge="top"] { border-top: 1px solid $line; }
Well { background: $well; border: 0; border-radius: 10px; }
Line { background: $line; border: 0; max-height: 1px; min-height: 1px; }
Scroll { background: transparent; border: 0; }
QToolTip { background: $paper; color: $ink; border: 1px solid $line; padding: 4px 6px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 16px; }
QSplitter::handle:vertical { height: 16px; }
"""

_TYPING = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
    background: $paper; color: $ink; border: 1px solid $line; border-radius: 7px;
    selection-background-color: $fill; selection-color: $on_fill;
}
QLineEdit, QPlainTextEdit { placeholder-text-color: $third; }
QLineEdit, QAbstractSpinBox { padding: 5px 9px; min-height: 20px; }
QLineEdit:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 4px 8px; }
QPlainTextEdit, QTextEdit { border-radius: 10px; padding: 3px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 2px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $rail; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled { background: $rail; color: $third; }
NoteEdit { $note }
GrowingBox { $body }
NoteEdit[framed="false"], NoteEdit[framed="false"]:focus { border: 0; background: transparent; padding: 0; }
CaptureBox > QLineEdit, CaptureBox > QLineEdit:focus {
    border: 0; background: transparent; padding: 0; $capture
}
QTableView QLineEdit, QTableView QAbstractSpinBox {
    border: 2px solid $accent; border-radius: 4px; padding: 0 6px; min-height: 0;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: 0; background: transparent; padding: 0; min-height: 0;
}
"""

_TABLES = """
QTableView, QListView, QTreeView {
    background: transparent; border: 0; outline: 0; gridline-color: transparent; color: $ink;
    selection-background-color: $accent_tint; selection-color: $ink;
}
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; border: 0; }
QTableCornerButton::section { background: transparent; border: 0; }
Choice { combobox-popup: 0; }
ChoiceList { background: $paper; border: 1px solid $line; border-radius: 0; padding: 4px; }
QMenu { background: $paper; color: $ink; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_tint; color: $accent; }
QMenu::item:disabled { color: $third; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
"""

# A button is painted by itself but for this: those of the first window while nothing is done with it.
_BUTTON = """
Button[resting="true"] {
    background: $fill; color: $on_fill; border: 0; border-radius: 7px; padding: 0; $button
}
Button[resting="plain"] {
    background: $paper; color: $ink; border: 1px solid $line; border-radius: 7px; padding: 0; $button
}
"""

_BARS = """
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $grip; border: 0; border-radius: 2px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; }
QScrollBar::handle:hover { background: $second; border-radius: 3px; }
QScrollBar::handle:vertical:hover { margin: 2px; }
QScrollBar::handle:horizontal:hover { margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar {
    background: $accent_edge; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""


def stylesheet(palette: Palette, text_size: float) -> str:
    """Give the whole stylesheet of a palette at a text size (a factor)."""
    tokens = {key: value for key, value in palette._asdict().items() if isinstance(value, str)}
    tokens["note"] = _face(Face.NOTE, text_size)
    tokens["button"] = _face(Face.BUTTON, text_size)
    tokens["body"] = _face(Face.BODY, text_size)
    tokens["capture"] = _face(Face.LINE, text_size)
    words = "".join(_word(name, face, ink, on_fill, text_size) for name, face, ink, on_fill in _WORDS)
    return Template(words + _FRAMES + _TYPING + _TABLES + _BUTTON + _BARS).substitute(tokens)


def _word(name: str, face: Face, ink: str, on_fill: str, text_size: float) -> str:
    return (
        f"{name} {{ color: ${ink}; background: transparent; {_face(face, text_size)} }}\n"
        f"HeroCard {name} {{ color: ${on_fill}; }}\n"
    )


def _face(face: Face, text_size: float) -> str:
    cut = face.value
    spacing = f" letter-spacing: {cut.points / 0.75 * cut.spacing * text_size:.2f}px;" if cut.spacing else ""
    return (
        f'font-family: "{FAMILY}"; font-size: {cut.points * text_size:.2f}pt;'
        f" font-weight: {cut.weight};{spacing}"
    )
