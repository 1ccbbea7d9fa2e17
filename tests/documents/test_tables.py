"""Columns: as wide as what they hold, never wider than the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.documents.fonts import faces
from nscp_desktop.documents.look import Style, look
from nscp_desktop.documents.setting import Copy, Setter
from nscp_desktop.documents.tables import rows, widths
from nscp_desktop.documents.tags import Element
from nscp_desktop.documents.text import Spelling
from nscp_desktop.papers.blocks import Column, Row, Table, words


def copies(*cells: str) -> list[Copy]:
    setter = Setter(Spelling(faces()))
    return [setter.copy(words(cell), Style(11, 14)) for cell in cells]


def test_a_column_without_weight_takes_what_it_holds() -> None:
    columns = (Column("Ref", 0), Column("Action", 1))
    cells = copies("B-2609-03", "Ask Housing for a nominated deputy and say when")
    (ref_at, ref), (action_at, action) = widths(columns, [cells], 200, 5)
    assert ref == pytest.approx(cells[0].natural)
    assert ref_at == 5
    assert action_at == pytest.approx(ref + 15)
    assert ref + action + 20 == pytest.approx(200)


def test_spare_width_goes_first_to_what_would_break() -> None:
    columns = (Column("A", 1), Column("B", 1))
    (_, short), (_, long) = widths(columns, [copies("one", "two three four five six seven eight")], 260, 0)
    assert long > 2 * short


def test_width_left_over_is_shared_by_weight_or_evenly() -> None:
    (_, one), (_, three) = widths((Column("A", 1), Column("B", 3)), [copies("", "")], 400, 0)
    assert [one, three] == pytest.approx([100, 300])
    (_, left), (_, right) = widths((Column("A", 0), Column("B", 0)), [copies("", "")], 400, 0)
    assert [left, right] == pytest.approx([200, 200])


def test_columns_that_cannot_fit_are_cut_to_one_level() -> None:
    columns = (Column("A", 0), Column("B", 1), Column("C", 1))
    (_, short), (_, wide), (_, wider) = widths(columns, [copies("ab", "x" * 200, "y" * 400)], 300, 0)
    assert short == pytest.approx(copies("ab")[0].natural)
    assert wide == pytest.approx(wider)
    assert short + wide + wider == pytest.approx(300)


@given(
    st.lists(st.tuples(st.text(max_size=60), st.sampled_from((0.0, 0.5, 1.0, 4.0))), min_size=1, max_size=9),
    st.floats(150, 800),
)
# A column squeezed to nothing still has one point for its words.
def test_columns_fill_the_width_and_do_not_overlap(cells: list[tuple[str, float]], width: float) -> None:
    columns = tuple(Column("", weight) for _, weight in cells)
    placed = widths(columns, [copies(*(text for text, _ in cells))], width, 5)
    edge = 0.0
    for left, wide in placed:
        assert left == pytest.approx(edge + 5, abs=len(cells) + 0.1)
        edge = left + wide + 5
    assert edge == pytest.approx(width, abs=len(cells) + 0.1)


def test_a_row_is_split_by_lines_only_when_it_is_high() -> None:
    document = Element("Document")
    text = words("\n".join(str(line) for line in range(20)))
    table = Table(
        (Column("A"), Column("B")), (Row((text, words("short"))), Row((words("one"), words("two"))))
    )
    _, high, low = rows(table, Setter(Spelling(faces())), look(12), 300, document)
    assert low.split(low.height - 1) is None
    assert high.split(20) is None
    parts = high.split(100)
    assert parts is not None
    assert [len(part.cells[0].lines) for part in parts] == [6, 14]
    assert [len(part.cells[1].lines) for part in parts] == [1, 0]
    assert parts[0].cells[0].element is parts[1].cells[0].element


def test_a_name_with_hyphens_takes_no_room_that_others_need() -> None:
    columns = (Column("Name", 1), Column("Organisation", 4))
    other = "Norfolk and Suffolk Community Foundation Trust for Children and Families"
    hyphened = copies("Featherstonehaugh-Cholmondeley-Warner", other)
    (_, name), (_, organisation) = widths(columns, [hyphened], 400, 5)
    assert name < hyphened[0].least
    assert organisation > name
    whole = copies("FeatherstonehaughCholmondeleyWarner", other)
    (_, unbroken), _ = widths(columns, [whole], 400, 5)
    assert unbroken >= whole[0].least - 0.01, "a word that cannot be broken after a hyphen stays whole"
