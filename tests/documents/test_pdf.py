"""The drawn paper: furniture on every page, heads repeated, nothing lost, the same bytes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.shapes import Drawing

from nscp_desktop.documents.fonts import faces
from nscp_desktop.documents.layout import Layout
from nscp_desktop.documents.look import look
from nscp_desktop.documents.pages import Paginator, Space
from nscp_desktop.documents.pdf import chart_svg, draw
from nscp_desktop.documents.pieces import Cell, Columns, Flow, NewPage, Picture, Prose, RowPiece
from nscp_desktop.documents.tags import Element
from nscp_desktop.documents.text import Spelling
from nscp_desktop.papers import actions, agenda, attendance, breakouts, minutes
from nscp_desktop.papers.blocks import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Footnote,
    Footnotes,
    Furniture,
    Heading,
    Items,
    KeepTogether,
    KeyFigure,
    Marked,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    SideBySide,
    Sort,
    Table,
    Tone,
    words,
)
from tests.documents import reading
from tests.papers import invented

FURNITURE = Furniture(
    "OFFICIAL-SENSITIVE", "Breckland LSCG, 14 January 2027, minutes, draft 1", "9f3c 71e0 b2a4"
)
LOREM = "Members said that the chronology page is the part they use most, and that it does not yet fit. "


def paper(*blocks: Block, size: int = 12, furniture: Furniture = FURNITURE) -> Paper:
    return Paper("Minutes", "The partnership", furniture, blocks, size)


def drawn(*blocks: Block, size: int = 12) -> bytes:
    return draw(paper(*blocks, size=size), invented.CREATED)


def every_paper(size: int) -> list[Paper]:
    return [
        agenda.compose(invented.AGENDA, size=size),
        minutes.compose(invented.MINUTES, size=size),
        attendance.compose(invented.ATTENDANCE, size=size),
        actions.compose(invented.LOG, size=size),
        breakouts.compose(invented.CARDS, size=size),
    ]


@pytest.mark.parametrize("size", [12, 16])
def test_every_page_says_what_it_belongs_to(size: int) -> None:
    for one in every_paper(size):
        pages = reading.pages(draw(one, invented.CREATED))
        for number, page in enumerate(pages, start=1):
            foot = " ".join(" ".join(page[-4:]).replace(" | ", " ").split())
            assert page[0] == page[-1] == "OFFICIAL-SENSITIVE"
            assert one.furniture.line in foot
            assert one.furniture.fingerprint in foot
            assert f"{number} of {len(pages)}" in foot


@settings(max_examples=20)
@given(
    paragraphs=st.lists(st.integers(0, 60), max_size=12),
    rows=st.lists(st.integers(1, 40), max_size=12),
    long_name=st.integers(1, 30),
    size=st.sampled_from((12, 16)),
    landscape=st.booleans(),
)
def test_furniture_stands_on_every_page_of_any_paper(
    paragraphs: list[int], rows: list[int], long_name: int, size: int, landscape: bool
) -> None:
    line = "Great Yarmouth LSCG " * long_name + "14 January 2027, minutes, draft 1"
    table = Table(
        (Column("Ref", 0), Column("Action")),
        tuple(Row((words(f"B-2701-{index:02}"), words(LOREM * count))) for index, count in enumerate(rows)),
    )
    blocks: list[Block] = [
        PageBreak(landscape),
        *(Paragraph(words(LOREM * count)) for count in paragraphs),
        Heading(2, words("Table")),
        table,
    ]
    pdf = draw(paper(*blocks, size=size, furniture=replace(FURNITURE, line=line)), invented.CREATED)
    pages = reading.pages(pdf)
    for number, page in enumerate(pages, start=1):
        assert page[0] == page[-1] == "OFFICIAL-SENSITIVE"
        assert any(f"{number} of {len(pages)}" in said for said in page[-2:])
        assert "Great Yarmouth LSCG" in " ".join(page[-6:])
    said = reading.flowing(pdf)
    assert said.count("Members said") == sum(paragraphs) + sum(rows)
    assert all(f"B-2701-{index:02}" in said for index in range(len(rows)))


def test_nothing_overlaps_and_nothing_leaves_the_page() -> None:
    for size in (12, 16):
        for one in every_paper(size):
            for page in pypdf.PdfReader(BytesIO(draw(one, invented.CREATED))).pages:
                wide, high = float(page.mediabox.width), float(page.mediabox.height)
                columns: dict[float, set[float]] = {}
                for left, base, _ in reading.places(page):
                    assert 10 < base < high - 15
                    assert 40 < left < wide - 50
                    columns.setdefault(round(left, 1), set()).add(round(base, 1))
                for bases in columns.values():
                    ordered = sorted(bases)
                    assert all(above - below > 8 for below, above in pairwise(ordered))


def test_the_same_paper_gives_the_same_bytes() -> None:
    one = minutes.compose(invented.MINUTES)
    assert draw(one, invented.CREATED) == draw(one, invented.CREATED)
    assert draw(one, invented.CREATED) != draw(one, invented.CREATED.replace(minute=6))


def test_a_moment_without_a_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="zone"):
        draw(paper(), datetime(2027, 1, 14, 12, 5))  # noqa: DTZ001


def test_the_file_says_what_it_is() -> None:
    pdf = draw(minutes.compose(invented.MINUTES), invented.CREATED)
    with pikepdf.open(BytesIO(pdf)) as opened:
        root: Any = opened.Root
        assert str(root.Lang) == "en-GB"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.docinfo["/Title"]) == "Minutes, Breckland LSCG, 14 January 2027"
        assert str(opened.docinfo["/CreationDate"]) == "D:20270114120500+00'00'"
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Minutes, Breckland LSCG, 14 January 2027"
            assert metadata["dc:creator"] == ["Norfolk Safeguarding Children Partnership"]
        fonts = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
        assert fonts == {"/AAAAAA+SourceSans3-Regular", "/AAAAAA+SourceSans3-SemiBold"}


def test_bookmarks_lead_through_the_paper() -> None:
    reader = pypdf.PdfReader(BytesIO(draw(minutes.compose(invented.MINUTES), invented.CREATED)))

    def titles(outline: Any, depth: int = 0) -> list[tuple[int, str]]:  # noqa: ANN401
        found: list[tuple[int, str]] = []
        for entry in outline:
            found += titles(entry, depth + 1) if isinstance(entry, list) else [(depth, str(entry.title))]
        return found

    found = titles(reader.outline)
    assert (0, "Breckland Local Safeguarding Children Group") in found
    assert (1, "5 Neglect strategy: the adolescent toolkit") in found
    assert (0, "Appendix 2 Attendance, Breckland LSCG") in found
    assert (2, "Room 1") in found


def test_an_outline_never_jumps_a_level() -> None:
    drawn(
        Heading(3, words("deep")), Heading(1, words("top")), Heading(3, words("deep")), Heading(2, words(""))
    )


def test_a_heading_does_not_end_a_page() -> None:
    for filler in range(34, 46):
        lines = [Paragraph(words(f"line {index}")) for index in range(filler)]
        pages = reading.pages(drawn(*lines, Heading(2, words("The heading")), Paragraph(words(LOREM * 6))))
        (page,) = (page for page in pages if "The heading" in page)
        assert page[page.index("The heading") + 1].startswith("Members said")


def test_no_line_of_a_paragraph_is_left_alone() -> None:
    for filler in range(25, 40):
        lines = [Paragraph(words(f"line {index}")) for index in range(filler)]
        pages = reading.pages(drawn(*lines, Paragraph(words("word " * 120))))
        for page in pages:
            assert sum(line.startswith("word") for line in page) != 1


def test_blocks_stay_together_where_they_fit_on_a_page() -> None:
    for filler in range(20, 40):
        lines = [Paragraph(words(f"line {index}")) for index in range(filler)]
        kept = KeepTogether(tuple(Paragraph(words(f"kept {index}")) for index in range(8)))
        pages = reading.pages(drawn(*lines, kept))
        assert [sum(line.startswith("kept") for line in page) for page in pages].count(8) == 1


def test_a_page_does_not_end_inside_what_stays_together() -> None:
    with pytest.raises(TypeError, match="PageBreak is not set"):
        drawn(KeepTogether((PageBreak(),)))


def test_a_paragraph_is_split_only_where_two_lines_stay_on_each_side() -> None:
    layout = Layout(look(12), 12, Spelling(faces()), Element("Document"))
    (prose,) = layout.flow([Paragraph(words("word " * 100))], (300, 300))
    assert isinstance(prose, Prose)
    assert prose.split(20) is None
    parts = prose.split(prose.height - 1)
    assert parts is not None
    assert len(parts[1].lines) == 2


def test_no_page_holds_next_to_nothing_where_closer_rows_spare_it() -> None:
    room = Space(48, 800, 60)
    style = look(12).cell
    cell = Cell((), style, 0, 100, Align.LEFT, None)
    line: Any = ()
    usual = RowPiece((replace(cell, lines=[line]),), 100, look(12).row_pad)

    def placed(*flow: Flow) -> list[list[float]]:
        pages = Paginator(room, room).run(flow)
        return [[piece.height for piece, _left, _top in page.placed] for page in pages]

    one_page = int(room.height // usual.height)
    assert placed(*[usual] * one_page) == [[usual.height] * one_page]
    (closer,) = placed(*[usual] * (one_page + 2))
    assert len(closer) == one_page + 2
    assert closer[0] < usual.height
    for more in (one_page, 7):
        # Half a page is no waste, and what cannot be spared stands as usual.
        assert placed(*[usual] * (one_page + more)) == [[usual.height] * one_page, [usual.height] * more]
    again = placed(*[usual] * (one_page + 2), NewPage(landscape=False), usual)
    assert [len(page) for page in again] == [one_page + 2, 1], "a part that is short has its page"
    beside = placed(Columns((usual,) * (one_page + 2), (usual,) * 3, 200))
    assert [len(page) for page in beside] == [one_page + 5]


def test_blocks_that_fit_on_no_page_are_split_nevertheless() -> None:
    kept = KeepTogether(tuple(Paragraph(words(f"kept {index}")) for index in range(80)))
    said = " ".join(reading.lines(drawn(Paragraph(words("before")), kept)))
    assert all(f"kept {index} " in said for index in range(80))


def test_a_table_repeats_its_head_and_says_it_once_aloud() -> None:
    rows = [Row((words(f"B-{index}"), words(LOREM))) for index in range(140)]
    pdf = drawn(Table((Column("Ref", 0, row_head=True), Column("Action")), tuple(rows)))
    pages = reading.pages(pdf)
    assert len(pages) > 3
    assert all(page[1] == "Ref | Action" for page in pages)
    heads = [read.words for read in reading.structure(pdf) if read.scope == "Column"]
    assert heads == ["Ref", "Action"]


def test_a_head_higher_than_half_a_page_is_not_repeated() -> None:
    rows = tuple(Row((words(f"row {index}"),)) for index in range(60))
    pages = reading.pages(drawn(Table((Column("head " * 1200),), rows)))
    assert ["head" in " ".join(page) for page in pages] == [True, True, False]


def test_a_chart_that_fits_no_page_is_drawn_nevertheless() -> None:
    picture = Picture(Drawing(100, 2000), Element("Figure"))
    (page,) = Paginator(Space(48, 800, 60), Space(48, 550, 60)).run([picture])
    assert page.placed == [(picture, 48, 800)]


def test_a_section_does_not_end_a_page_and_runs_across() -> None:
    for filler in range(20, 45):
        rows = [Row((words(f"row {index}"), words("x"))) for index in range(filler)]
        rows += [Row((words("SECTION"),), Sort.SECTION), Row((words("under it"), words("x")))]
        pdf = drawn(Table((Column("A"), Column("B")), tuple(rows)))
        page = next(page for page in reading.pages(pdf) if "SECTION" in page)
        assert page[page.index("SECTION") + 1] == "under it | x"
        (section,) = [read for read in reading.structure(pdf) if read.words == "SECTION"]
        assert (section.tag, section.span, section.scope) == ("TH", 2, "Row")


def test_a_cell_higher_than_a_page_is_split() -> None:
    pdf = drawn(Table((Column("A"), Column("B")), (Row((words(LOREM * 200), words("beside"))),)))
    said = reading.flowing(pdf)
    assert said.count("Members said") == 200
    assert len(reading.pages(pdf)) > 3
    assert sum(read.tag == "TR" for read in reading.structure(pdf)) == 2


def test_pages_lie_on_their_side_where_they_are_asked_to() -> None:
    pdf = drawn(Paragraph(words("upright")), PageBreak(landscape=True), Paragraph(words("side")), PageBreak())
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert [page.mediabox.width > page.mediabox.height for page in reader.pages] == [False, True, False]


def test_a_paper_that_begins_with_a_break_has_no_empty_page() -> None:
    assert len(reading.pages(drawn(PageBreak(landscape=True), Paragraph(words("one"))))) == 1
    assert len(reading.pages(drawn())) == 1
    assert len(reading.pages(drawn(PageBreak(), PageBreak(landscape=True), Paragraph(words("one"))))) == 1


def test_side_by_side_runs_over_pages_at_the_left() -> None:
    rows = tuple(Row((words(f"row {index}"),)) for index in range(60))
    right = tuple(Paragraph(words(f"right {index}")) for index in range(5))
    pdf = drawn(
        Paragraph(words("before")),
        SideBySide((Table((Column("A"),), rows),), right),
        Paragraph(words("after")),
    )
    first, *rest = reading.pages(pdf)
    assert any("right 0" in line for line in first)
    assert not any("right" in line for page in rest for line in page)
    assert reading.flowing(pdf).index("row 59") < reading.flowing(pdf).index("right 0")
    assert any(line == "after" for line in rest[-1])


def test_side_by_side_waits_for_a_page_that_holds_the_right_column() -> None:
    lines = [Paragraph(words(f"line {index}")) for index in range(36)]
    right = tuple(Paragraph(words(f"right {index}")) for index in range(12))
    pdf = drawn(*lines, SideBySide((Paragraph(words("left")),), right), Paragraph(words("after")))
    _, second = reading.pages(pdf)
    assert sum("right" in line for line in second) == 12
    assert second.index("after") > max(index for index, line in enumerate(second) if "right" in line)


def test_a_right_column_higher_than_a_page_does_not_swallow_the_left() -> None:
    right = tuple(Paragraph(words(f"right {index}")) for index in range(120))
    said = reading.flowing(drawn(SideBySide((Paragraph(words("left")),), right)))
    assert "left" in said
    assert all(f"right {index}" in said for index in range(120))


def test_small_print_takes_the_last_row_along() -> None:
    for filler in range(34, 44):
        rows = tuple(Row((words(f"row {index}"),)) for index in range(filler))
        notes = Footnotes((Footnote("¹", words("Arrived 10.12am, item 4.")),))
        for page in reading.pages(drawn(Table((Column("A"),), rows), notes)):
            if any("Arrived" in line for line in page):
                assert f"row {filler - 1}" in page


def test_a_chart_is_a_figure_with_words_for_those_who_do_not_see_it() -> None:
    chart = BarChart("Meetings attended", (Bar("1", 2), Bar("2", 0)), "2 came to one meeting, nobody to two.")
    pdf = drawn(chart, KeyFigure(words("16"), "a definition"))
    (figure,) = [read for read in reading.structure(pdf) if read.tag == "Figure"]
    assert figure.alternative == "2 came to one meeting, nobody to two."
    assert "2" in figure.words
    assert len(reading.pages(drawn(BarChart("Nothing", (), "Nothing.")))) == 1


def test_a_chart_does_not_fit_is_moved_whole() -> None:
    lines = [Paragraph(words(f"line {index}")) for index in range(34)]
    chart = BarChart("Title", (Bar("one", 4),), "Said.")
    first, second = reading.pages(drawn(*lines, chart))
    assert "Title" not in first
    assert second[1] == "Title"


def test_the_screen_shows_the_same_chart() -> None:
    svg = chart_svg(BarChart("T", (Bar("1", 2), Bar("<2>", 4)), "said"))
    assert svg.count("<rect") >= 2
    assert "font-family: 'Source Sans 3'; font-weight: 600" in svg
    assert "<2>" not in svg


def test_lists_are_lists_with_points_or_numbers() -> None:
    pdf = drawn(Items((words("one"), words("two")), numbered=True), Items((words("point"),)), Items(()))
    read = [(element.tag, element.words) for element in reading.structure(pdf)][1:]
    assert read == [
        ("L", ""), ("LI", ""), ("Lbl", "1."), ("LBody", "one"), ("LI", ""), ("Lbl", "2."), ("LBody", "two"),
        ("L", ""), ("LI", ""), ("Lbl", "•"), ("LBody", "point"), ("L", ""),
    ]  # fmt: skip


def test_a_mark_is_read_with_its_label() -> None:
    pdf = drawn(Marked("Decision", words("Adopt it."), Tone.DECISION))
    assert [element.words for element in reading.structure(pdf) if element.words] == ["Decision Adopt it."]


def test_characters_printed_as_codes_are_listed_at_the_end() -> None:
    pdf = drawn(Paragraph(words("Well done 🙂, مريم")))
    said = [read.words for read in reading.structure(pdf) if read.words]
    assert said[:2] == [
        "Well done [U+1F642], [U+0645][U+0631][U+064A][U+0645]",
        "Characters printed as their code",
    ]
    assert "[U+1F642] slightly smiling face" in said
    assert "[U+0645] arabic letter meem" in said


def test_words_are_kept_apart_where_lines_and_pages_end() -> None:
    pdf = drawn(Paragraph(words("alpha beta " * 900)))
    assert "betaalpha" not in reading.flowing(pdf)
    assert reading.flowing(pdf).split() == ["alpha", "beta"] * 900
