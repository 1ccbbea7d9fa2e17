"""The pages of an encrypted file, read without SQLCipher: whole ones exactly, nonsense without a fault."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.store import engine, pages

KEY = bytes(range(32))


def filled(path: Path) -> list[tuple[object, ...]]:
    """A file of rows of every kind; gives them."""
    made = engine.blank(path, KEY)
    made.execute("CREATE TABLE t (a, b, c)")
    chance = random.Random(7)
    some = [
        None,
        0,
        1,
        -1,
        127,
        -129,
        40_000,
        9_000_000,
        -(2**40),
        2**62,
        1.5,
        "",
        "über",
        b"\0\1",
        "x" * 9000,
    ]
    some += [chance.randbytes(size) for size in (3000, 3980, 3981, 3982, 4016, 8000, 8028, 8029, 50_000)]
    for value in some:
        made.execute("INSERT INTO t VALUES (?, ?, ?)", (value, 7, "end"))
    made.commit()
    made.close()
    return [(value, 7, "end") for value in some]


def test_rows_of_every_kind_and_length_are_read_as_they_were_written(tmp_path: Path) -> None:
    wanted = filled(tmp_path / "t.db")
    found = [row for row in pages.rows(pages.plain_pages(tmp_path / "t.db", KEY)) if row[1] == 7]
    assert sorted(found, key=repr) == sorted(wanted, key=repr)


def test_another_key_gives_nothing_that_says_anything(tmp_path: Path) -> None:
    wanted = filled(tmp_path / "t.db")
    found = list(pages.rows(pages.plain_pages(tmp_path / "t.db", bytes(32))))
    assert not set(map(repr, found)) & set(map(repr, wanted))


@given(st.data())
def test_nonsense_is_passed_over(draw: st.DataObject) -> None:
    chance = random.Random(draw.draw(st.integers(0, 10**9)))
    page = bytearray(chance.randbytes(4016))
    page[0] = 0x0D
    page[3:5] = chance.randrange(1, 300).to_bytes(2)
    for row in pages.rows({2: bytes(page), 3: chance.randbytes(4016), 1: bytes(100) + bytes(page[100:])}):
        assert isinstance(row, tuple)


def test_a_row_that_goes_round_in_a_ring_ends() -> None:
    page = bytearray(4016)
    page[0], page[3:5], page[8:10] = 0x0D, (1).to_bytes(2), (100).to_bytes(2)
    page[100:104] = bytes([0xFF, 0xFF, 0x7F, 1])
    assert list(pages.rows({2: bytes(page)})) == []
    assert list(pages.rows({})) == []
