"""Points typed as lines: the same record for the same point, whatever was typed around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.points import Laid, Point, lay, lines_of

KEPT = (
    Point("a", "One adult who stayed.", 1.0),
    Point("b", "Being asked alone.", 2.0),
    Point("c", "A call, not a form.", 3.0),
)


def ids(laid: Laid) -> list[str]:
    return [point.point_id for point in laid.points]


def test_lines_without_words_and_bullets_typed_by_habit_are_left_out() -> None:
    assert lines_of(["  One ", "", "- Two", "• Three", "\t"]) == ("One", "Two", "Three")
    assert lines_of([]) == ()


@pytest.mark.parametrize(
    ("lines", "wanted", "gone"),
    [
        (["One adult who stayed.", "Being asked alone.", "A call, not a form."], ["a", "b", "c"], ()),
        (["Being asked alone.", "A call, not a form.", "One adult who stayed."], ["b", "c", "a"], ()),
        (["One adult who stayed.", "Being asked on our own.", "A call, not a form."], ["a", "b", "c"], ()),
        (["One adult who stayed.", "A call, not a form."], ["a", "c"], ("b",)),
        (["New and quite different", *(p.text for p in KEPT)], ["", "a", "b", "c"], ()),
        (["One adult who stayed. The school held the whole picture but was not there."], ["a"], ("b", "c")),
        (["XYZ"], [""], ("a", "b", "c")),
        ([], [], ("a", "b", "c")),
    ],
)
def test_each_line_is_the_record_it_was(lines: list[str], wanted: list[str], gone: tuple[str, ...]) -> None:
    laid = lay(KEPT, lines)
    assert ids(laid) == wanted
    assert laid.gone == gone
    assert [point.text for point in laid.points] == lines


def test_only_what_moved_gets_another_place() -> None:
    laid = lay(KEPT, ["A call, not a form.", "One adult who stayed.", "Being asked alone."])
    assert [point.position for point in laid.points] == [0.0, 1.0, 2.0]
    added = lay(
        KEPT, ["One adult who stayed.", "XYZ", "QQQ", "Being asked alone.", "A call, not a form.", "ZZZ"]
    )
    assert [point.position for point in added.points] == [1.0, 1.5, 1.75, 2.0, 3.0, 4.0]
    assert [point.position for point in lay((), ["XYZ", "QQQ"]).points] == [1.0, 2.0]


def test_the_same_line_twice_is_two_points() -> None:
    laid = lay((Point("a", "Same", 1.0),), ["Same", "Same"])
    assert ids(laid) == ["a", ""]


def test_crowded_places_are_numbered_afresh() -> None:
    kept = (Point("a", "Alpha", 1.0), Point("b", "Omega", 1.0 + 2**-52))
    laid = lay(kept, ["Alpha", "123456", "Omega"])
    assert [point.position for point in laid.points] == [1.0, 2.0, 3.0]


words = st.text(alphabet="abc ", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(words, max_size=8), st.lists(words, max_size=8))
def test_no_record_is_used_twice_or_lost_and_places_rise(before: list[str], now: list[str]) -> None:
    kept = tuple(Point(str(at), text, float(at)) for at, text in enumerate(before))
    laid = lay(kept, now)
    assert [point.text for point in laid.points] == now
    used = [point.point_id for point in laid.points if point.point_id]
    assert sorted([*used, *laid.gone]) == sorted(point.point_id for point in kept)
    places = [point.position for point in laid.points]
    assert places == sorted(set(places))
    if before == now:
        assert laid.gone == ()
        assert tuple(laid.points) == kept
