"""Which line is struck, and since when it may have stood there."""

from datetime import UTC, datetime, timedelta

import pytest

from nscp_desktop.rules.strikes import Wording, may_hold, since, struck

START = datetime(2027, 1, 14, 10, 0, tzinfo=UTC)
LINE = "Kit Mwangi’s brother was seen at the hostel"


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("one\ntwo\nthree", 1, ("two", "one\nthree")),
        ("one", 0, ("one", "")),
        ("one\n\ntwo", 1, None),
        ("one", 1, None),
        ("one", -1, None),
        ("", 0, None),
    ],
)
def test_the_line_and_what_is_left(text: str, number: int, found: tuple[str, str] | None) -> None:
    assert struck(text, number) == found


@pytest.mark.parametrize(
    ("text", "may"),
    [
        (LINE, True),
        (f"A line\n{LINE}, on Friday", True),
        ("Kit Mwan", True),
        ("Kit Mwangi's brother was at the hostel twice", True),
        ("The toolkit was launched\n", False),
        ("", False),
    ],
)
def test_whether_a_wording_may_hold_it(text: str, *, may: bool) -> None:
    assert may_hold(text, LINE) is may


def wordings(*texts: str | None) -> list[Wording]:
    return [Wording(START + timedelta(minutes=at), text) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "at"),
    [
        (("A plan", "A plan\nKit", f"A plan\n{LINE}"), 0),
        (("A plan", None, f"A plan\n{LINE}"), 0),
        ((None, f"A plan\n{LINE}"), None),
        (("A plan", LINE, "A plan"), 2),
        ((), None),
    ],
)
def test_since_when_it_may_stand_there(texts: tuple[str | None, ...], at: int | None) -> None:
    assert since(wordings(*texts), LINE) == (None if at is None else START + timedelta(minutes=at))
