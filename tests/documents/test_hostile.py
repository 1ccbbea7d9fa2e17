"""What people might type: never a crash, never markup obeyed, every word printed."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nscp_desktop.documents.fonts import faces
from nscp_desktop.documents.pdf import draw
from nscp_desktop.documents.text import Spelling
from nscp_desktop.papers import minutes
from nscp_desktop.papers.blocks import (
    Column,
    Furniture,
    Heading,
    Items,
    Marked,
    Paper,
    Row,
    Table,
    Tone,
    words,
)
from nscp_desktop.papers.entries import Action, Decision
from nscp_desktop.papers.people import Visitor
from nscp_desktop.rules.attendance import Capacity
from tests.documents import reading
from tests.papers import invented

HOSTILE = {
    "bold": "<b>urgent</b> note",
    "ampersand": "Smith & Jones",
    "less than": "age <5 years",
    "stray close": "see </b> here",
    "unclosed": "<i>open",
    "huge font": "<font size=400>X</font>",
    "evaluated colour": "<font color=\"[[[getattr(pow, Word('__globals__'))]]]\">x</font>",
    "local image": '<img src="/etc/hostname" width="10" height="10"/>',
    "remote image": '<img src="http://127.0.0.1:9/leak" width="10" height="10"/>',
    "script link": '<a href="javascript:alert(1)">x</a>',
    "file link": '<link href="file:///etc/passwd">x</link>',
    "on draw": '<onDraw name="os.system" label="x"/>',
    "entities": "&#0; &lol; &#x110000; &amp;amp;",
    "pdf string": r"(a) \) \\ ) Tj ET /F1 999 Tf (b",
    "control characters": "a\x00b\x0cc\x1b[31m\x7f",
    "lone surrogate": "a\ud800b",
    "many scripts": "Zoë 王 🙂 العربية Ѐѝ ἄ",
    "direction override": "abc\u202ecod.exe",
    "combining pile": "Z" + "\u0301\u0302\u0303\u0316" * 40,
    "formula": "=cmd|'/c calc'!A1",
    "format": "{0.__class__} %s %(x)s $x",
    "only spaces": " \t\u00a0\u2003 ",
}


def one_line(text: str) -> str:
    """As it should be read: the door's own letters, spaces run together."""
    return " ".join(Spelling(faces()).shown(text).split())


def everywhere(text: str) -> bytes:
    item = replace(
        invented.ITEMS[4],
        title=text,
        notes=text,
        decisions=(Decision(text, text),),
        actions=(Action("B-2701-09", text, text, due_words=text),),
    )
    register = replace(
        invented.REGISTER,
        visitors=(Visitor(text, Capacity.OBSERVER, text), Visitor(text, Capacity.YOUNG_PERSON, consent=True)),
    )
    content = replace(
        invented.MINUTES,
        letterhead=replace(invented.LETTERHEAD, group=text, short=text[:80], partnership=text),
        register=register,
        items=(item,),
        distribution=(text,),
        alternative_formats=text,
    )
    return draw(minutes.compose(content), invented.CREATED)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_is_printed_and_never_obeyed(text: str) -> None:
    pdf = everywhere(text)
    assert reading.flowing(pdf).count(one_line(text)) >= 6
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            assert "/Annots" not in page
            assert "/XObject" not in page.Resources
        names = {
            str(name) for item in opened.objects if isinstance(item, pikepdf.Dictionary) for name in item
        }
        assert not names & {"/JS", "/JavaScript", "/Launch", "/URI", "/OpenAction", "/AA", "/EmbeddedFile"}


@settings(max_examples=25)
@given(st.text(max_size=300))
def test_any_text_at_all_is_printed(text: str) -> None:
    block = (
        Heading(2, words(text), text),
        Marked(text, words(text), Tone.ACTION),
        Items((words(text),)),
        Table((Column(text),), (Row((words(text),)),)),
    )
    pdf = draw(Paper(text, text, Furniture(text, text, text), block), invented.CREATED)
    expected = one_line(text)
    assert not expected or reading.flowing(pdf).count(expected) >= 4


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "word " * 20_000, "\n" * 100_000, "🙂" * 10_000, "a\n" * 5_000]
)
def test_a_note_at_its_cap_is_printed_whole(text: str) -> None:
    content = replace(invented.MINUTES, items=(replace(invented.ITEMS[0], notes=text),), year=None)
    said = re.sub(r"\s", "", reading.flowing(draw(minutes.compose(content), invented.CREATED)))
    expected = re.sub(r"\s", "", Spelling(faces()).shown(text))
    assert expected in said


@pytest.mark.parametrize("size", [12, 16])
def test_cells_at_the_cap_are_printed_whole(size: int) -> None:
    columns = (Column("Ref", 0, row_head=True), Column("Action"), Column("Owner"))
    rows = (Row((words("B-2701-01"), words("x" * 100_000), words("word " * 2_000))),)
    pdf = draw(Paper("t", "a", Furniture("M", "line"), (Table(columns, rows),), size), invented.CREATED)
    said = {read.words.replace(" ", "") for read in reading.structure(pdf)}
    assert {"x" * 100_000, "word" * 2_000, "B-2701-01"} <= said


def test_a_whole_page_of_marking_leaves_room_for_the_paper() -> None:
    furniture = Furniture("SECRET " * 500, "line " * 2_000, "stamp")
    pdf: Any = draw(Paper("t", "a", furniture, (Heading(1, words("Here")),), 16), invented.CREATED)
    assert reading.flowing(pdf) == "Here"
