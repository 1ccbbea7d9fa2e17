"""What pages are built from. No widget here knows a store, a service or a paper."""

from __future__ import annotations

from .ask import Ask
from .buttons import Button, HeroButton, Segments
from .cards import Band, Card, Figure, HeroCard, Side, Well
from .chart import LineChart, Series
from .choices import Check, Choice, Pick
from .delegates import BarDelegate, CodeDelegate, PillDelegate, TextDelegate
from .fields import DateBox, Field, MinutesBox, TimeBox
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
from .layouts import SPRING, Beside, FlowLayout, Line, Page, PageHead, Scroll, across, down, holder
from .lines import CaptureBox, ChipWords, LineEdit, SearchBox
from .mixed import Bold, Mixed, Soft
from .navigation import DIVIDER, FootBar, NavButton, NavEntry, NavList
from .notes import NoteEdit
from .pills import Chip, KeyHint, Pill
from .rows import ROW_ROLE, SORT_ROLE, Align, Cell, Column, Kind, RowModel, SectionRow
from .sentences import EmptyState, Sentence, UndoBar
from .spoken import announce, announced, forget_announced, named
from .table import Table
from .words import tip

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
    "holder",
    "named",
    "tip",
]
