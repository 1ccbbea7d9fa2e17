"""The rows about searching everything: against a scan of the notes, at ten years and at ten times that."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine

from installer.bench.kept_store import PASSPHRASE, kept_clock
from installer.bench.measuring import Row, middle, seconds, taking_turns, worst
from nscp_desktop.rules.search import indexed, understood
from nscp_desktop.services.search import search
from nscp_desktop.store import Store
from nscp_desktop.store import search as index

_WORDS = 60
_TIMES_MORE = 10
_NOTES = "SELECT note FROM meeting_item WHERE note <> ''"
_SCAN = "SELECT id, note FROM meeting_item WHERE note LIKE ?"


def rows(ten_years: Path) -> Iterator[Row]:
    """Ask for words of middling frequency, on a store that is not changed."""
    store = Store.open(ten_years, PASSPHRASE, kept_clock(ten_years))
    try:
        raw = store.file.driver
        notes = [str(row[0]) for row in raw.execute(_NOTES).fetchall()]
        asked = _middling(notes)
        number = sum(len(note.split()) for note in notes)
        yield _whole(store, raw, asked, f"{number / 1e6:.1f} million words")
        yield _typing(store, raw, asked)
        yield from _more(notes, asked)
    finally:
        store.close()


def _middling(notes: list[str]) -> list[str]:
    """Words that stand in some of the notes, and in not too many."""
    found: Counter[str] = Counter()
    for note in notes:
        found.update(set(indexed(note).split()))
    most = max(20, len(notes) // 25)
    words = sorted(word for word, number in found.items() if 20 <= number <= most and len(word) > 3)
    return random.Random(7).sample(words, min(_WORDS, len(words)))


def _whole(store: Store, raw: Any, asked: list[str], size: str) -> Row:  # noqa: ANN401 the driver has no types
    mine, least = taking_turns(
        (
            lambda at: search(store, asked[at % len(asked)]),
            lambda at: raw.execute(_SCAN, (f"%{asked[at % len(asked)]}%",)).fetchall(),
        ),
        len(asked),
    )
    note = f"median {middle(mine) * 1000:.0f} ms, a scan {middle(least) * 1000:.0f} ms"
    return Row(f"search everything, {size}, p99 to a LIKE scan", worst(mine) / worst(least), 0.75, note=note)


def _typing(store: Store, raw: Any, asked: list[str]) -> Row:  # noqa: ANN401
    """The beginnings of words, as they are typed: what the window waits for."""
    begun = [word[:length] for word in asked[:20] for length in (2, 3, 4)]
    mine, least = taking_turns(
        (
            lambda at: search(store, begun[at]),
            lambda at: raw.execute(_SCAN, (f"%{begun[at]}%",)).fetchall(),
        ),
        len(begun),
    )
    note = f"median {middle(mine) * 1000:.0f} ms, worst {mine[-1] * 1000:.0f} ms"
    return Row("the first letters of a word, p99 to a LIKE scan", worst(mine) / worst(least), 1, note=note)


def _more(notes: list[str], asked: list[str]) -> Iterator[Row]:
    """Ten times the notes in an index and a table of their own, in memory: reported, not promised of a laptop."""
    engine = create_engine("sqlite://", module=sqlcipher)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, text VARCHAR)")
        _index(connection)
        took = seconds(lambda: _fill(connection, notes))
        terms = [understood(word) for word in asked]
        mine, least = taking_turns(
            (
                lambda at: _asked(connection, terms[at % len(terms)][0].words[0]),
                lambda at: connection.exec_driver_sql(
                    "SELECT id FROM note WHERE text LIKE ?", (f"%{asked[at % len(asked)]}%",)
                ).fetchall(),
            ),
            20,
        )
        note = (
            f"median {middle(mine) * 1000:.1f} ms, a scan {middle(least) * 1000:.0f} ms, made in {took:.0f} s"
        )
        yield Row(
            "the index alone at ten times that, p99 to a LIKE scan",
            worst(mine) / worst(least),
            0.2,
            note=note,
        )


def _index(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE search_words USING fts5"
        "(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')"
    )


def _fill(connection: Connection, notes: list[str]) -> None:
    for again in range(_TIMES_MORE):
        rows = [(again * len(notes) + at + 1, text) for at, text in enumerate(notes)]
        connection.exec_driver_sql("INSERT INTO note (id, text) VALUES (?, ?)", rows)
        connection.exec_driver_sql(
            "INSERT INTO search_words (rowid, words) VALUES (?, ?)",
            [(at, indexed(text)) for at, text in rows],
        )
    connection.exec_driver_sql(index.FORGET)


def _asked(connection: Connection, word: str) -> object:
    query = "SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY rowid DESC"
    return connection.exec_driver_sql(query, (f'"{word}"*',)).fetchall()
