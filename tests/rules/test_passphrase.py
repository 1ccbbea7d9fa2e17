import pytest

from nscp_desktop.errors import Refused
from nscp_desktop.rules.passphrase import chosen, wait_after


def test_three_words_typed_twice_are_taken() -> None:
    assert chosen("harbour lantern twig", "harbour lantern twig") == "harbour lantern twig"


@pytest.mark.parametrize("short", ["", "nine char", "aaaaaaaaaaaaaaaa"])
def test_a_short_or_repeated_one_is_refused_with_advice(short: str) -> None:
    with pytest.raises(Refused, match="at least 10 characters"):
        chosen(short, short)


def test_two_that_differ_are_refused() -> None:
    with pytest.raises(Refused, match="not the same"):
        chosen("harbour lantern twig", "harbour lantern twigs")


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [(0, 0), (1, 0), (3, 0), (4, 2), (5, 4), (6, 8), (10, 128), (11, 256), (12, 300), (500, 300)],
)
def test_wrong_tries_slow_down_after_three(wrong: int, seconds: int) -> None:
    assert wait_after(wrong) == seconds
