"""Free text in the log: every wording serves undo in its sitting; superseded ones are emptied at its end.

A rough wording about a child must neither linger nor travel. Its row stays with its id and digest, so the
chain of the journal holds; value and salt go. Wordings that are live stay, so both sides of a conflict do;
issued papers are kept apart, byte for byte; and nothing goes while a legal hold stands.
"""

from typing import Final

from sqlalchemy import Engine

from . import search

ROUGH: Final = {
    "action": frozenset({"text", "difference"}),
    "answer": frozenset({"text"}),
    "ask": frozenset({"said", "asked_of", "did", "told_words"}),
    "challenge": frozenset({"text", "answer"}),
    "decision": frozenset({"text", "reason"}),
    "meeting_item": frozenset({"note"}),
    "outcome": frozenset({"text"}),
    "progress": frozenset({"text"}),
    "remark": frozenset({"text"}),
    "reply": frozenset({"text"}),
    "struck_line": frozenset({"text"}),
    "talk": frozenset({"text"}),
}
"""The fields in which people write freely, by table. What such a field says always has a log row of its own."""

_HOLD: Final = "SELECT 1 FROM legal_hold WHERE removed = 0 AND lifted_on IS NULL LIMIT 1"

# The index of live rows holds all that is asked here, so that the texts themselves are not read.
_SUPERSEDED = (
    "SELECT rowid FROM change_log INDEXED BY ix_change_log_heads WHERE live = 0 AND field IN ({fields})"
)
_EMPTY = 'UPDATE change_log SET value = NULL, salt = NULL WHERE rowid = ? AND value IS NOT NULL AND "table" IN ({tables})'
_FIELDS = tuple(sorted(frozenset().union(*ROUGH.values())))
_TABLES = tuple(sorted(ROUGH))


# What is in a paper that was taken away, alone or with its item, serves undo, and only in its sitting.
_NO_LONGER_ATTACHED: Final = (
    "DELETE FROM kept_bytes WHERE fingerprint IN (SELECT fingerprint FROM attached_paper) AND fingerprint NOT IN "
    "(SELECT p.fingerprint FROM attached_paper p JOIN agenda_item i ON i.id = p.item_id "
    "WHERE p.removed = 0 AND p.omitted = 0 AND i.removed = 0) "
    "AND fingerprint NOT IN (SELECT fingerprint FROM issued_paper WHERE removed = 0)"
)


def empty_superseded(engine: Engine, *, papers: bool = True) -> int:
    """Empty every superseded wording of free text, in one transaction; gives how many there were.

    With ``papers``, what is in attached papers that were taken away goes too: not while a backup counts rows.
    """
    with engine.begin() as connection:
        if connection.exec_driver_sql(_HOLD).first():
            return 0
        if papers:
            connection.exec_driver_sql(_NO_LONGER_ATTACHED)
        superseded = connection.exec_driver_sql(
            _SUPERSEDED.format(fields=", ".join("?" * len(_FIELDS))), _FIELDS
        ).all()
        empty = _EMPTY.format(tables=", ".join("?" * len(_TABLES)))
        number = sum(connection.exec_driver_sql(empty, (rowid, *_TABLES)).rowcount for (rowid,) in superseded)
        if number:
            connection.exec_driver_sql(search.FORGET)
        return number
