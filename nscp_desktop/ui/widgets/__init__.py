"""What pages are built from. No widget here knows a store, a service or a paper.

Each is loaded when it is first asked for: the window that asks for the passphrase needs five of them
and must be on the screen before the others are read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .ask import Ask
    from .boxes import DateBox, MinutesBox, TimeBox
    from .buttons import Button, HeroButton, Segments
    from .capture import CaptureBox, ChipWords
    from .cards import Band, Card, Figure, HeroCard, Side, Well
    from .chart import LineChart, Series
    from .choices import Check, Choice, Pick
    from .delegates import BarDelegate, CodeDelegate, PillDelegate, TextDelegate
    from .fields import Field
    from .labels import (
        Body,
        Brand,
        Caption,
        Clock,
        FigureWords,
        Heading,
        HeroTitle,
        Mark,
        Quiet,
        Small,
        Strong,
        Title,
    )
    from .layouts import (
        SPRING,
        Beside,
        Ends,
        FlowLayout,
        Line,
        Page,
        PageHead,
        Scroll,
        across,
        down,
        height_at,
        holder,
    )
    from .lines import LineEdit, SearchBox
    from .mixed import Bold, Mixed, Soft
    from .navigation import DIVIDER, FootBar, NavButton, NavEntry, NavList
    from .notes import NoteEdit
    from .pills import Chip, KeyHint, Pill
    from .progress import Progress
    from .rows import ROW_ROLE, SORT_ROLE, Align, Cell, Column, Kind, RowModel, SectionRow
    from .sentences import EmptyState, Sentence
    from .spoken import announce, announced, forget_announced, named
    from .table import Table
    from .undo import UndoBar
    from .words import tip

_HOMES: Final = {
    "ask": "Ask",
    "buttons": "Button HeroButton Segments",
    "cards": "Band Card Figure HeroCard Side Well",
    "chart": "LineChart Series",
    "choices": "Check Choice Pick",
    "delegates": "BarDelegate CodeDelegate PillDelegate TextDelegate",
    "fields": "Field",
    "boxes": "DateBox MinutesBox TimeBox",
    "labels": "Body Brand Caption Clock FigureWords Heading HeroTitle Mark Quiet Small Strong Title",
    "layouts": "SPRING Beside Ends FlowLayout Line Page PageHead Scroll across down height_at holder",
    "lines": "LineEdit SearchBox",
    "capture": "CaptureBox ChipWords",
    "mixed": "Bold Mixed Soft",
    "navigation": "DIVIDER FootBar NavButton NavEntry NavList",
    "notes": "NoteEdit",
    "pills": "Chip KeyHint Pill",
    "progress": "Progress",
    "rows": "ROW_ROLE SORT_ROLE Align Cell Column Kind RowModel SectionRow",
    "sentences": "EmptyState Sentence",
    "undo": "UndoBar",
    "spoken": "announce announced forget_announced named",
    "table": "Table",
    "words": "tip",
}

_MODULES: Final = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Load the module of a widget when the widget is asked for."""
    if name not in _MODULES:
        raise AttributeError(f"There is no widget {name}.")
    widget: object = getattr(import_module(f"nscp_desktop.ui.widgets.{_MODULES[name]}"), name)
    globals()[name] = widget
    return widget


__all__ = [
    "DIVIDER",
    "ROW_ROLE",
    "SORT_ROLE",
    "SPRING",
    "Align",
    "Ask",
    "Band",
    "BarDelegate",
    "Beside",
    "Body",
    "Bold",
    "Brand",
    "Button",
    "Caption",
    "CaptureBox",
    "Card",
    "Cell",
    "Check",
    "Chip",
    "ChipWords",
    "Choice",
    "Clock",
    "CodeDelegate",
    "Column",
    "DateBox",
    "EmptyState",
    "Ends",
    "Field",
    "Figure",
    "FigureWords",
    "FlowLayout",
    "FootBar",
    "Heading",
    "HeroButton",
    "HeroCard",
    "HeroTitle",
    "KeyHint",
    "Kind",
    "Line",
    "LineChart",
    "LineEdit",
    "Mark",
    "MinutesBox",
    "Mixed",
    "NavButton",
    "NavEntry",
    "NavList",
    "NoteEdit",
    "Page",
    "PageHead",
    "Pick",
    "Pill",
    "PillDelegate",
    "Progress",
    "Quiet",
    "RowModel",
    "Scroll",
    "SearchBox",
    "SectionRow",
    "Segments",
    "Sentence",
    "Series",
    "Side",
    "Small",
    "Soft",
    "Strong",
    "Table",
    "TextDelegate",
    "TimeBox",
    "Title",
    "UndoBar",
    "Well",
    "across",
    "announce",
    "announced",
    "down",
    "forget_announced",
    "height_at",
    "holder",
    "named",
    "tip",
]
