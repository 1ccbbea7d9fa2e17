"""The journal in words: what kinds of lines it has, what they are called, and how a check of it is told."""

from __future__ import annotations

from typing import Final

from nscp_desktop.rules.wording import counted

ALL: Final = ""

FILTERS: Final[tuple[tuple[str, str, frozenset[str]], ...]] = (
    (ALL, "Everything", frozenset()),
    ("deeds", "Deeds", frozenset({"deed"})),
    ("undo", "Undo and redo", frozenset({"undo", "redo"})),
    ("unlocks", "Unlocks", frozenset({"unlock"})),
    ("refused", "Failed unlocks", frozenset({"refused"})),
    ("exports", "Saved outside the store", frozenset({"export"})),
    ("prints", "Printed", frozenset({"print"})),
    ("backups", "Backups", frozenset({"backup"})),
    ("restores", "Restores", frozenset({"restore", "salvage"})),
    ("keys", "Passphrases and keys", frozenset({"keys"})),
    ("purges", "Removed for good", frozenset({"purge"})),
    ("sample", "Sample filled in", frozenset({"sample"})),
)
"""Each choice of the filter: its key, its words, and the kinds of the journal it lets through (none: all)."""

_WORDS: Final = {
    "deed": "Deed",
    "undo": "Undo",
    "redo": "Redo",
    "unlock": "Unlocked",
    "refused": "Failed unlock",
    "export": "Saved outside",
    "print": "Printed",
    "backup": "Backup",
    "restore": "Restored",
    "salvage": "Salvaged",
    "keys": "Keys",
    "purge": "Removed for good",
    "sample": "Sample",
}
"""What one line is, in a word or two, by its kind."""


def kinds(choice: str) -> frozenset[str]:
    """The kinds that a choice of the filter lets through; none means all of them."""
    return next(found for key, _words, found in FILTERS if key == choice)


def words(kind: str) -> str:
    """What a line of ``kind`` is called; a kind that is not known shows as it is."""
    return _WORDS.get(kind, kind.capitalize())


def checked(deeds: int, faults: int) -> str:
    """The result of a check of the chains, in a sentence."""
    if not faults:
        return (
            f"The chains hold: {counted(deeds, 'line')} of the journal and every change under them are as they "
            "were written."
        )
    return (
        f"The chains are broken in {counted(faults, 'place')}. Something in the store was changed from outside, "
        "or is damaged. Restore a backup, and keep this store to be looked at."
    )
