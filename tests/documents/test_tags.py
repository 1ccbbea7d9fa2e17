"""The structure behind the page: everything drawn belongs to something, and the way back is true."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from nscp_desktop.documents.pdf import draw
from nscp_desktop.papers import agenda, attendance, minutes
from nscp_desktop.papers.blocks import Furniture, Paper, Paragraph, words
from tests.documents import reading
from tests.papers import invented

DRAWING = {"Tj", "TJ", "f", "F", "f*", "S", "s", "B", "b", "Do", "sh"}


@pytest.fixture(scope="module", params=[12, 16])
def drawn(request: pytest.FixtureRequest) -> bytes:
    return draw(minutes.compose(invented.MINUTES, size=request.param), invented.CREATED)


def test_nothing_is_drawn_outside_a_mark(drawn: bytes) -> None:
    with pikepdf.open(BytesIO(drawn)) as opened:
        for page in opened.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                name = str(instruction.operator)
                depth += (name in {"BDC", "BMC"}) - (name == "EMC")
                assert depth in {0, 1}
                assert depth or name not in DRAWING


def test_every_mark_leads_back_to_its_element(drawn: bytes) -> None:
    with pikepdf.open(BytesIO(drawn)) as opened:
        root: Any = opened.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums)
        owners = {int(key): list(value) for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        for index, page in enumerate(opened.pages):
            assert int(page.obj.StructParents) == index
            marks = [
                int(instruction.operands[1].MCID)
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
            ]
            assert sorted(marks) == list(range(len(owners[index])))
            for number, owner in enumerate(owners[index]):
                mine = [child for child in owner.K if child.get("/Type") == "/MCR"]
                assert any(int(child.MCID) == number and child.Pg.objgen == page.obj.objgen for child in mine)


def test_headings_do_not_skip_a_level(drawn: bytes) -> None:
    before = 0
    for read in reading.structure(drawn):
        if read.tag in {"H1", "H2", "H3"}:
            level = int(read.tag[1])
            assert level <= before + 1
            before = level
    assert before


def test_tables_are_regular_and_every_head_says_what_it_heads(drawn: bytes) -> None:
    widths: list[int] = []
    for read in reading.structure(drawn):
        if read.tag == "Table":
            assert len(set(widths)) <= 1
            widths = []
        elif read.tag == "TR":
            widths.append(0)
        elif read.tag in {"TH", "TD"}:
            widths[-1] += read.span
            assert (read.tag == "TH") == bool(read.scope)
    assert len(set(widths)) == 1


def test_furniture_is_not_read_aloud(drawn: bytes) -> None:
    said = reading.flowing(drawn)
    assert "OFFICIAL-SENSITIVE" not in said
    assert "1 of " not in said


def test_no_letter_is_told_to_be_nothing() -> None:
    for paper in (agenda.compose(invented.AGENDA), attendance.compose(invented.ATTENDANCE)):
        with pikepdf.open(BytesIO(draw(paper, invented.CREATED))) as opened:
            tables = [item.ToUnicode.read_bytes() for item in opened.objects if _has_letters(item)]
        assert len(tables) == 2
        for table in tables:
            assert b"<0000>\n" not in table.split(b"beginbfchar")[1]
            rows = table.split(b"beginbfchar")[1].split(b"endbfchar")[0].split()
            assert int(table.split(b" beginbfchar")[0].split()[-1]) * 2 == len(rows)


def _has_letters(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item


def test_a_paper_in_more_letters_than_one_font_table_holds() -> None:
    letters = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x180), *range(0x391, 0x3A2)))
    letters += "".join(chr(code) for code in range(0x410, 0x450))
    letters = letters.replace("\u00ad", "").replace("\u0149", "")
    pdf = draw(Paper("t", "a", Furniture("M", "line"), (Paragraph(words(letters)),)), invented.CREATED)
    assert "".join(letters.split()) in "".join(reading.flowing(pdf).split())
