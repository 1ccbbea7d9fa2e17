"""How papers name their time, place and edition."""

from __future__ import annotations

from datetime import date, time

import pytest

from nscp_desktop.papers.letterhead import Edition, Held, Status, edition_words, time_and_place

DAY = date(2027, 1, 14)


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (Edition(Status.DRAFT, 1), "draft 1"),
        (Edition(Status.CIRCULATED, 2), "draft 2, circulated"),
        (Edition(Status.AGREED, 3), "agreed, version 3"),
        (Edition(Status.ISSUED, 1), "version 1"),
    ],
)
def test_editions(edition: Edition, said: str) -> None:
    assert edition_words(edition) == said


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Held(DAY, time(10), time(12, 3), "Quaker Lane Hall"), "10.00am to 12.03pm, Quaker Lane Hall"),
        (Held(DAY, time(10)), "10.00am"),
        (Held(DAY, time(0, 5), place="Teams"), "12.05am, Teams"),
    ],
)
def test_time_and_place(held: Held, said: str) -> None:
    assert time_and_place(held) == said
